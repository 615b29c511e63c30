"""How different the units of each level are: every unit as a dot, and a box over them."""

from __future__ import annotations

from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from analysis.charts.canvas import beside, finish, fit_names, name_rows, not_there, nothing, open_axes
from analysis.charts.estimates import limits
from analysis.charts.labels import drawable, number, text, unit
from analysis.charts.options import PointOptions, by_unit, styled
from analysis.charts.palette import INK, PEER, SERIES
from analysis.charts.spread import name_marks
from analysis.charts.units import (
    MOST_ROWS,
    Focus,
    Units,
    counted,
    dot_mark,
    lost,
    need,
    question,
    said,
    units,
)

# Fewer units have no quartiles worth drawing.
LEAST_BOX = 5


@styled
def distribution(
    frame: pd.DataFrame,
    focus: Focus = None,
    *,
    group: str = "level",
    **options: Unpack[PointOptions],
) -> Axes:
    """How different places are: for each level (or other ``group``) one dot a unit, with quartiles and median.

    Columns: ``value``, ``label``, ``group``; ``n`` if it is there: units below ten are hollow and stay out
    of the box. Levels of government come from the province down, other groups in the frame's order. The box
    (the middle half and the median) is drawn from five units on; its numbers stand beside it.
    Source: Tukey (1977).

    >>> from analysis.charts.example import places
    >>> [tick.get_text() for tick in distribution(places(60), lang="en").get_yticklabels()]
    ['province', 'prefecture', 'county']
    """
    need(frame, (group,))
    given = by_unit(options, PointOptions, low=None, high=None)
    ax, lang, title, note, *_, measure, _, _ = given
    table = units(frame, given, focus)
    if not table.names:
        return nothing(ax, lang, title)
    groups = frame[group].astype("string").fillna("").to_numpy()
    order = sorted(dict.fromkeys(groups), key=lambda word: LEVELS.index(word) if word in LEVELS else -1)[
        :MOST_ROWS
    ]
    names = fit_names([level_words(word, lang) for word in order], ax)
    ax = open_axes(ax, names, least=3.4)
    places = np.full(len(groups), np.nan)
    for y, word in enumerate(order):
        at = (groups == word) & table.known
        inside = np.flatnonzero(at)
        places[inside] = y + 0.3 * np.sin(2.4 * np.arange(len(inside)))
        _box(ax, y, table.value[at & ~table.small], lang)
        missing = int(((groups == word) & ~table.known).sum())
        if not inside.size:
            not_there(ax, y, text("no_value", lang))
        _beside(ax, y, table.value[at & ~table.small], int(at.sum()), missing, lang)
    _dots(ax, table, places)
    name_rows(ax, names)
    ax.set_xlim(*limits(table.value, measure))
    ax.grid(axis="x")
    handles: list[Artist] = [
        dot_mark(SERIES[0]),
        Patch(facecolor=PEER, alpha=0.45),
        Line2D([], [], color=INK, marker="|", linestyle="none", markersize=9),
    ]
    words = [text(key, lang) for key in ("one_unit", "middle_half", "median")]
    below = said((counted(table, lang), lost(table, lang), note), lang)
    finish(ax, title=title, handles=handles, words=words, axis=unit(measure, lang), note=below)
    at = np.flatnonzero(table.focus & table.known)
    name_marks(ax, table.value[at], places[at], [table.names[i] for i in at], bold=[True] * len(at))
    return ax


def _dots(ax: Axes, table: Units, places: np.ndarray) -> None:
    """The units: hollow below ten cases, those in focus larger and above the others."""
    for gid, colour, at in (("unit", SERIES[0], ~table.focus), ("focus", SERIES[1], table.focus)):
        for few in (False, True):
            here = at & table.known & (table.small == few)
            face = "white" if few else colour
            size = 16 if gid == "unit" else 34
            ax.scatter(
                table.value[here], places[here], s=size, facecolors=face, edgecolors=colour, linewidths=0.6,
                alpha=0.6 if gid == "unit" else 1, zorder=3 if gid == "unit" else 5, gid=gid,
            )  # fmt: skip
    unsure = table.known & table.doubt
    question(ax, table.value[unsure], places[unsure])


LEVELS = ("national", "province", "prefecture", "county", "township", "zone")


def level_words(word: str, lang: str) -> str:
    """The words for a level of government, else the word itself."""
    return text(f"level_{word or 'unknown'}", lang) if word in (*LEVELS, "") else drawable(word)


def _box(ax: Axes, y: int, values: np.ndarray, lang: str) -> None:
    """The middle half and the median of a group."""
    if len(values) < LEAST_BOX:
        return
    lower, middle, upper = np.quantile(values, [0.25, 0.5, 0.75])
    box = Rectangle((lower, y - 0.38), upper - lower, 0.76, facecolor=PEER, alpha=0.45, linewidth=0, zorder=1)
    box.set_gid("box")
    ax.add_patch(box)
    ax.plot([middle, middle], [y - 0.38, y + 0.38], color=INK, linewidth=1.6, gid="median", zorder=4)


def _beside(ax: Axes, y: int, values: np.ndarray, count: int, missing: int, lang: str) -> None:
    """Number of units, median and quartiles in figures."""
    lines = [text("units_n", lang).format(count)]
    if len(values) >= LEAST_BOX:
        lower, middle, upper = (number(round(float(q), 1)) for q in np.quantile(values, [0.25, 0.5, 0.75]))
        lines.append(f"{middle} ({lower}–{upper})")
    if missing:
        lines.append(text("lost_n", lang).format(missing))
    beside(ax, y, "\n".join(lines), faint=len(values) < LEAST_BOX)
