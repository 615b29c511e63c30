"""The chart and the map of a view: which of the charts fits the rows, drawn and closed."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import charts
from analysis.explorer.selection import Selection
from analysis.frames.places import UNRESOLVED, stem
from analysis.measures import find
from analysis.words.explorer import say

MOST_LINES = 8
MOST_DOTS = 24
_GROUP = {"body": "level", "region": "edition"}


def draw(table: pd.DataFrame, chosen: Selection, note: str) -> Figure:
    """The chart of the rows: lines for a few units with several years, dots for few rows, else their spread.

    The spread is by year where there are several, else by level. ``note`` says below it what it rests on.
    """
    item, lang = find(chosen.indicator), chosen.lang
    look: dict[str, Any] = {"label": "name", "measure": item.unit, "lang": lang, "note": note}
    look["title"] = item.label(lang)
    rows = table.astype({"name": object}).assign(unit=_unit_of(table, chosen))
    years = rows.loc[rows["year"].notna()].groupby("unit")["year"].nunique()
    several = bool((years > 1).any())
    if several and len(years) <= MOST_LINES:
        lines = rows.assign(name=_apart(rows))
        axes = charts.trend(lines, code=item.code, **look)
    elif len(rows) <= MOST_DOTS:
        axes = charts.dots(rows.assign(name=_dated(rows)), **look)
    else:
        by_year = rows["year"].nunique() > 1
        groups = (
            rows["year"].map(lambda year: str(int(year)), na_action="ignore")
            if by_year
            else rows[_GROUP[chosen.rows]]
        )
        spread = rows.assign(group=groups.astype("string").fillna("—"))
        axes = charts.distribution(spread, group="group", **look)
    return closed(axes)


def draw_map(regions: pd.DataFrame, chosen: Selection, note: str) -> Figure | None:
    """The map of the regions' own reports in one year: tiles for provinces, polygons inside one province or prefecture.

    ``None`` where fewer than two regions have a value or those chosen are not of one kind.
    """
    placed = regions[regions["region"] != UNRESOLVED]
    if placed["value"].notna().sum() < 2:
        return None
    stems = [stem(code) for code in chosen.regions if code != UNRESOLVED]
    item, lang = find(chosen.indicator), chosen.lang
    words = say("map_says", lang, year=int(placed["year"].iloc[0]))
    look: dict[str, Any] = {
        "region": "region",
        "label": "name",
        "measure": item.unit,
        "lang": lang,
        "note": words,
    }
    if all(len(one) == 2 for one in stems) and len(stems) != 1:
        return closed(charts.tile_map(placed, title=item.label(lang), **look))
    if len(stems) == 1 and len(stems[0]) in (2, 4):
        within = stems[0].ljust(6, "0")
        return closed(charts.region_map(placed, within, title=item.label(lang), **look))
    return None


def closed(axes: Axes) -> Figure:
    """The figure of a chart, out of pyplot's hands: it can still be saved, and nothing is left open."""
    figure = axes.get_figure(root=True)
    assert figure is not None  # noqa: S101
    plt.close(figure)
    return figure


def _unit_of(table: pd.DataFrame, chosen: Selection) -> pd.Series:
    """What a row is of, whatever the year: a region, or a body with its place and scope."""
    if chosen.rows == "region":
        return table["region"].astype(object)
    parts = [table[name].astype(object).fillna("").astype(str) for name in ("name", "region_code", "scope")]
    return parts[0] + " " + parts[1] + " " + parts[2]


def _apart(rows: pd.DataFrame) -> pd.Series:
    """Names of lines: units of one name are told apart by number, so that no line joins two of them."""
    number = rows.groupby("name")["unit"].transform(lambda units: pd.factorize(units)[0])
    return rows["name"].where(number == 0, rows["name"].astype(str) + " (" + (number + 1).astype(str) + ")")


def _dated(rows: pd.DataFrame) -> pd.Series:
    """Names of dots, with the year if the years differ."""
    if rows["year"].nunique(dropna=False) <= 1:
        return rows["name"]
    years = rows["year"].map(lambda year: f" {int(year)}", na_action="ignore").astype(object).fillna("")
    return rows["name"].astype(str) + years
