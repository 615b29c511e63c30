"""A selection as a table, a figure, a sentence and the calls that make them again: no widgets, no front end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO, StringIO
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from analysis.explorer.corpus import (
    Corpus,
    chosen_reports,
    facts_of,
    folders_of,
    indicator_of,
    prepare,
    region_name,
    settled,
)
from analysis.explorer.drawing import draw, draw_map
from analysis.explorer.selection import (
    Selection,
    papermill_command,
    python_call,
    select,
)
from analysis.explorer.sentences import definition_of, method_of, note_of, sentence_of
from analysis.frames.export import CSV, safe_text
from analysis.frames.places import UNRESOLVED
from analysis.frames.tidy import Frames
from analysis.frames.which import asked_reports, places_of
from analysis.measures import grey
from analysis.measures.bases import basis_of
from analysis.words.explorer import say

WHO = [
    "report_id",
    "body",
    "region_code",
    "province",
    "prefecture",
    "county",
    "township",
    "level",
    "scope",
    "year",
    "is_chosen",
]
FIGURES = ["value", "low", "high", "numerator", "denominator", "n"]
NO_CELLS = "the report has no cells of this table"
NO_OWN = "report of its own government: not there"
BELOW = {"median": 0.5, "quarter_low": 0.25, "quarter_high": 0.75}


@dataclass(frozen=True, eq=False)
class View:
    """What a selection shows: the rows, a chart and a map of them, a sentence, and the calls that repeat it.

    ``table`` has a row a report with value, interval, n, scope, edition, the reason where there is no value, and
    ``small`` where n is below 10; or a row a region and year with those of its own government's report, and beside
    them the spread of the reports below it (``median``, quartiles, ``n_values`` of ``n_below``), never their sum.
    Reports that are not ``is_chosen``, other versions of one that counts, are rows but stay out of the chart, the map,
    the middle and the regions. ``figure`` and ``map`` are ``None`` where nothing is chosen or no map can be drawn;
    both are closed for pyplot.
    """

    selection: Selection
    table: pd.DataFrame
    figure: Figure | None
    sentence: str
    draw_map: Callable[[], Figure | None]
    command: str = ""
    call: str = ""

    @property
    def map(self) -> Figure | None:
        """The map of the regions' own reports in the newest year, drawn when first asked for."""
        return self.draw_map()

    def csv(self) -> bytes:
        """The table as CSV (UTF-8 with a mark), safe to open in a spreadsheet; each row names its definition."""
        frame = self.table.copy()
        for name in frame.columns:
            if pd.api.types.is_string_dtype(frame[name]) or frame[name].dtype == object:
                frame[name] = frame[name].map(safe_text, na_action="ignore")
        out = StringIO()
        frame.to_csv(out, **CSV)
        return out.getvalue().encode("utf-8-sig", "replace")

    def png(self, dpi: int = 160) -> bytes:
        """The chart as a PNG picture; empty where there is no chart."""
        return picture(self.figure, dpi)


def picture(figure: Figure | None, dpi: int = 160) -> bytes:
    """A figure as the bytes of a PNG; none for no figure."""
    if figure is None:
        return b""
    out, before = BytesIO(), figure.dpi
    try:
        figure.set_dpi(dpi)
        canvas: Any = FigureCanvasAgg(figure)
        canvas.print_png(out)  # savefig would draw everything twice
    finally:
        figure.set_dpi(before)
    return out.getvalue()


def view(frames: Frames | Corpus, selection: Selection | None = None, **choices: Any) -> View:
    """The view of a selection (or of plain ``choices``, as :func:`select` takes them).

    Frames are prepared anew at each call; give a :class:`Corpus` to look often. An empty selection gives a sentence
    and no figure. Raises :class:`UnknownNameError` for a choice that is not known.
    """
    corpus = frames if isinstance(frames, Corpus) else prepare(frames)
    chosen = settled(corpus, selection if selection is not None else select(**choices))
    reports = chosen_reports(corpus, chosen)
    facts = _facts(corpus, chosen, reports)
    counted = facts[facts["is_chosen"]]
    table = facts if chosen.rows == "body" else _by_region(corpus, chosen, counted)
    drawn = counted if chosen.rows == "body" else table
    sentence = sentence_of(facts, chosen, any_reports=len(corpus.reports) > 0)
    note = note_of(sentence)
    shown = View(
        selection=chosen,
        table=table,
        figure=draw(drawn, chosen, note) if len(drawn) else None,
        sentence=sentence,
        draw_map=cache(
            lambda: draw_map(_newest(corpus, chosen, counted), chosen, note) if len(counted) else None
        ),
    )
    return calling(shown, corpus, chosen)


def calling(shown: View, corpus: Corpus, chosen: Selection) -> View:
    """A view with the calls that make it again, for a selection that differs at most in the card that is open."""
    folders = folders_of(corpus)
    command, call = papermill_command(chosen, **folders), python_call(chosen, **folders)
    return replace(shown, selection=chosen, command=command, call=call)


def _facts(corpus: Corpus, chosen: Selection, reports: pd.DataFrame) -> pd.DataFrame:
    """One row a report: who, the indicator's figures, why there are none, edition, definition."""
    facts = facts_of(corpus, chosen)
    rows = reports[WHO].reset_index(drop=True)
    here = facts.reindex(rows["report_id"])
    for name in FIGURES:
        rows[name] = here[name].to_numpy()
    rows["reason"] = here["reason"].mask(here["status"].isna(), NO_CELLS).to_numpy()
    rows["reason"] = rows["reason"].astype("string")
    rows["edition"] = here["edition"].to_numpy()
    rows["edition"] = rows["edition"].astype("string")
    rows["small"] = pd.Series(grey(rows["n"].to_numpy(dtype=float, na_value=np.nan)), index=rows.index)
    rows.insert(1, "name", rows["body"].fillna(say("nowhere", chosen.lang)))
    return _named(rows, chosen)


def _named(rows: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """The rows with the indicator, its denominator and interval, and its definition spelled out."""
    words = {
        "indicator": chosen.indicator,
        "denominator_used": basis_of(indicator_of(chosen)),
        "interval": _interval(rows, chosen),
        "definition": definition_of(chosen),
    }
    return rows.assign(**{name: pd.array([text] * len(rows), dtype="string") for name, text in words.items()})


def _by_region(corpus: Corpus, chosen: Selection, facts: pd.DataFrame) -> pd.DataFrame:
    """One row a region and year: the report of its own government, and the spread of the reports below it."""
    keys = ["region", "year"]
    own = _own(corpus, chosen).set_index(keys)
    placed = facts.assign(region=_region_of(facts, chosen))
    inside = ~placed["region"].isin(list(chosen.regions))
    placed = placed[inside] if len(chosen.regions) == 1 and inside.any() else placed
    below = placed[~placed["report_id"].isin(own["report_id"])]
    rows = _spread(below, keys)
    rows = rows.reindex(rows.index.union(own.index.intersection(_index(placed, keys)))).sort_index()
    rows[["n_below", "n_values"]] = rows[["n_below", "n_values"]].fillna(0).astype(int)
    names = [*FIGURES, "reason", "edition", "scope", "report_id"]
    rows = rows.join(own[names])
    rows["reason"] = rows["reason"].mask(rows["report_id"].isna(), NO_OWN).astype("string")
    rows = rows.reset_index()
    called = [
        say(UNRESOLVED, chosen.lang) if code == UNRESOLVED else region_name(corpus, code)
        for code in rows["region"]
    ]
    rows.insert(1, "name", pd.Series(called, dtype="string"))
    rows["small"] = pd.Series(grey(rows["n"].to_numpy(dtype=float, na_value=np.nan)), index=rows.index)
    return _named(rows, chosen)


def _index(facts: pd.DataFrame, keys: list[str]) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(facts[keys].drop_duplicates())


def _spread(below: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """How many reports there are below each region, how many have a value, and the middle half of these."""
    groups = below.groupby(keys, dropna=False)
    rows = groups.size().rename("n_below").to_frame()
    values = below[below["value"].notna()].astype({"value": float}).groupby(keys, dropna=False)["value"]
    rows["n_values"] = values.size().reindex(rows.index)
    for name, share in BELOW.items():
        rows[name] = values.quantile(share).reindex(rows.index).astype("Float64")
    return rows


def _own(corpus: Corpus, chosen: Selection) -> pd.DataFrame:
    """The figures of each region's own government, whatever level or scope of reports below it is chosen."""
    reports = asked_reports(
        corpus.reports, region=chosen.regions or None, years=chosen.years, scope="aggregate"
    )
    reports = reports.sort_values(
        "body_type", key=lambda kind: kind.ne("government").fillna(True), kind="stable"
    )
    facts = _facts(corpus, chosen, reports)
    facts = facts.assign(region=_region_of(facts, chosen))
    at_place = [
        region == places[-1] for region, places in zip(facts["region"], places_of(facts), strict=True)
    ]
    own = facts[np.array(at_place, dtype=bool)]
    return own.drop_duplicates(["region", "year"])


def _interval(rows: pd.DataFrame, chosen: Selection) -> str:
    """The method of the intervals; nothing where there are none."""
    return "" if rows["low"].isna().all() else method_of(chosen)


def _region_of(facts: pd.DataFrame, chosen: Selection) -> pd.Series:
    """The region one step below the one chosen that each report lies in; several chosen stand side by side."""
    found = [_step(places, chosen.regions) for places in places_of(facts)]
    return pd.Series(found, index=facts.index, dtype="string")


def _step(places: tuple[str, ...], regions: tuple[str, ...]) -> str:
    known = [code for code in places if code in regions]
    if not known:
        return places[0]
    return known[-1] if len(regions) > 1 else places[min(places.index(known[0]) + 1, len(places) - 1)]


def _newest(corpus: Corpus, chosen: Selection, facts: pd.DataFrame) -> pd.DataFrame:
    """The regions in the newest year that has a value: what the map shows."""
    years = facts.loc[facts["value"].notna(), "year"].dropna()
    return _by_region(corpus, chosen, facts[facts["year"] == years.max()] if len(years) else facts.iloc[:0])
