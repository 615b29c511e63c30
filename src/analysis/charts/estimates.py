"""Estimates with intervals, one row a unit: dots, caterpillar, specifications."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Unpack

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.canvas import beside, finish, fit_names, name_rows, not_there, nothing, open_axes
from analysis.charts.labels import drawable, number, text, unit
from analysis.charts.options import UnitOptions, by_unit, styled
from analysis.charts.palette import FADED, FAINT, GRID, PEER, SERIES
from analysis.charts.spread import name_marks
from analysis.charts.units import (
    MOST_ROWS,
    SMALL,
    Focus,
    Units,
    counted,
    cut,
    dot_mark,
    doubt_note,
    floats,
    lost,
    need,
    question,
    said,
    units,
)
from analysis.errors import UnknownNameError
from analysis.frames.grid import Floats

COLOUR = SERIES[0]
# Below this number of units with enough cases a median says nothing.
LEAST_PEERS = 3


@styled
def dots(
    frame: pd.DataFrame,
    focus: Focus = None,
    *,
    middle: float | None = None,
    **options: Unpack[UnitOptions],
) -> Axes:
    """One figure for each unit: a dot with its interval, the figure and n beside it, in the frame's order.

    Columns: ``value``, ``label``; ``low``, ``high`` and ``n`` if they are there, ``reason`` for NA.
    ``focus`` names the units in colour, the others are grey. ``middle`` is drawn as a line; by default it is
    the median of the units not in focus with n >= 10, from three such units on. Source: Cleveland (1984).

    >>> from analysis.charts.example import places
    >>> dots(places(5), "淮安市", lang="en").get_xlabel()
    'per cent'
    """
    ax, lang, title, note, *_, measure, _, _ = given = by_unit(options)
    table, limited = cut(units(frame, given, focus))
    if not table.names:
        return nothing(ax, lang, title)
    names = fit_names(table.names, ax)
    ax = open_axes(ax, names, least=1.9)
    colours = [COLOUR if chosen or not table.focus.any() else FAINT for chosen in table.focus]
    handles: list[Artist] = []
    words: list[str] = []
    peers = table.known & ~table.focus & ~table.small
    if middle is None and peers.sum() >= LEAST_PEERS:
        middle, key = float(np.median(table.value[peers])), "median_units"
    else:
        key = "reference"
    if middle is not None:
        ax.axvline(middle, color=PEER, linewidth=1.4, zorder=1, gid="median")
        handles.append(Line2D([], [], color=PEER, linewidth=1.4))
        words.append(f"{text(key, lang)} {number(round(middle, 1))}")
    _rows(ax, table, colours)
    name_rows(ax, names)
    _scale(ax, table, measure, extra=middle)
    below = said((counted(table, lang, limited=limited), note), lang)
    return finish(ax, title=title, handles=handles, words=words, axis=unit(measure, lang), note=below)


def _rows(ax: Axes, table: Units, colours: Sequence[str]) -> None:
    """Dot, interval, figure and n of each row, or the words why there is no dot."""
    for y, value in enumerate(table.value):
        n = table.n[y]
        size = "" if np.isnan(n) else f"\nn={number(n)}"
        if np.isnan(value):
            not_there(ax, y, table.why[y])
            beside(ax, y, size.strip(), faint=True)
            continue
        span = ""
        if not np.isnan(table.low[y]):
            span = f" [{number(round(table.low[y], 1))}, {number(round(table.high[y], 1))}]"
        mark(ax, y, table, y, colours[y])
        beside(ax, y, number(round(value, 1)) + span + size, faint=bool(n < SMALL))


def mark(ax: Axes, place: float, table: Units, at: int, colour: str) -> None:
    """A dot with its interval along the x axis, pale if it stands on few cases."""
    alpha = FADED if table.small[at] else 1.0
    if not np.isnan(table.low[at]):
        ends = [table.low[at], table.high[at]]
        ax.plot(ends, [place] * 2, color=colour, linewidth=1.4, alpha=alpha, solid_capstyle="butt", zorder=3)
    edge = GRID if alpha < 1 else "white"
    look: dict[str, Any] = {
        "color": colour,
        "alpha": alpha,
        "markeredgecolor": edge,
        "markersize": 5.5,
        "zorder": 4,
    }
    ax.plot([table.value[at]], [place], marker="o", gid="dot", **look)


def _scale(ax: Axes, table: Units, measure: str, extra: float | None = None) -> None:
    """The x axis: 0 to 100 for shares, else from zero (or the least) to the most."""
    ax.grid(axis="x")
    every = np.concatenate([table.value, table.low, table.high, [np.nan if extra is None else extra]])
    ax.set_xlim(*limits(every, measure))


def limits(every: Floats, measure: str) -> tuple[float, float]:
    """The ends of an axis that holds these values: shares that spread widely get the whole 0 to 100."""
    known = every[~np.isnan(every)]
    least, most = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    if measure == "%" and least >= 0 and 50 < most <= 100:
        return -2.0, 102.0
    least = min(least, 0.0)
    most = max(most, 0.0) if most > least else least + 1
    room = 0.05 * (most - least)
    return least - room, most + room


@styled
def caterpillar(
    frame: pd.DataFrame,
    focus: Focus = None,
    *,
    raw: str = "value",
    rank_low: str = "rank_low",
    rank_high: str = "rank_high",
    **options: Unpack[UnitOptions],
) -> Axes:
    """Is a ranking justified: shrunk estimates in order with intervals, and the range of ranks beside them.

    Columns as ``ranks(shrink(facts))`` gives them; ``raw`` (the rate before shrinking, by default their
    ``value``) is a hollow mark; ``rank_low`` and ``rank_high`` are printed if they are there. The order is by
    ``value``, largest first; units without a value come last. From 61 units on the units stand side by side
    and only those in ``focus`` are named. Source: Goldstein and Healy (1995); Marshall and Spiegelhalter (1998).

    >>> from analysis.charts.example import places
    >>> from analysis.measures import ranks, shrink
    >>> caterpillar(ranks(shrink(places(40))), lang="en").get_xlabel()
    'per cent'
    """
    given = by_unit(options, value="shrunk", low="shrunk_low", high="shrunk_high")
    ax, lang, title, note, value, *_, measure, _, _ = given
    table = units(frame, given, focus)
    if not table.names:
        return nothing(ax, lang, title)
    order = np.argsort(-table.value, kind="stable")
    table = table.take(order)
    # Without shrinking there is nothing to compare with.
    raws = floats(frame, None if raw == value else raw)[order]
    ranks = [floats(frame, column)[order] for column in (rank_low, rank_high)]
    handles: list[Artist] = [dot_mark(COLOUR, line=True)]
    words = [text("shrunk" if value == "shrunk" else "estimate", lang)]
    if not np.isnan(raws).all():
        handles.append(dot_mark(FAINT, hollow=True, marker="D"))
        words.append(text("raw", lang))
    below = said((counted(table, lang), note), lang)
    if len(table.names) > MOST_ROWS:
        ax = _many(ax, table, raws, measure)
        axis = text("by_order", lang)
        ax.set_ylabel(unit(measure, lang))
        lost_words = lost(table, lang)
        finish(ax, title=title, handles=handles, words=words, axis=axis, note=said((below, lost_words), lang))
        unsure = np.flatnonzero(table.doubt & table.known)
        question(ax, unsure, table.value[unsure])
        at = np.flatnonzero(table.focus & table.known)
        name_marks(ax, at.astype(float), table.value[at], [table.names[i] for i in at], bold=[True] * len(at))
        return ax
    names = fit_names(table.names, ax)
    ax = open_axes(ax, names, least=1.5)
    colours = [COLOUR if chosen or not table.focus.any() else FAINT for chosen in table.focus]
    for y in range(len(names)):
        _ranked(ax, y, table, raws[y], (ranks[0][y], ranks[1][y]), colours[y], lang)
    name_rows(ax, names)
    _scale(ax, table._replace(high=np.fmax(table.high, raws)), measure)
    return finish(ax, title=title, handles=handles, words=words, axis=unit(measure, lang), note=below)


def _ranked(
    ax: Axes, y: int, table: Units, raw: float, ranks: tuple[float, float], colour: str, lang: str
) -> None:
    """One row: raw rate, estimate, and the range of ranks with n beside it."""
    n = "" if np.isnan(table.n[y]) else f"n={number(table.n[y])}"
    if np.isnan(table.value[y]):
        not_there(ax, y, table.why[y])
        beside(ax, y, n, faint=True)
        return
    if not np.isnan(raw):
        look: dict[str, Any] = {
            "markerfacecolor": "white",
            "markeredgecolor": FAINT,
            "markersize": 4,
            "zorder": 3.5,
        }
        ax.plot([raw], [y], marker="D", gid="raw", **look)
    mark(ax, y, table, y, colour)
    place = "" if np.isnan(ranks).any() else f"{text('rank', lang)} {ranks[0]:.0f}–{ranks[1]:.0f}  "
    beside(ax, y, place + n, faint=bool(table.small[y]))


def _many(ax: Axes | None, table: Units, raws: Floats, measure: str) -> Axes:
    """Many units side by side: thin upright intervals, small dots; those in focus in colour."""
    ax = open_axes(ax, [""], least=20)
    x = np.arange(len(table.names), dtype=float)
    for group, colour, size in (
        (~table.focus, PEER if table.focus.any() else COLOUR, 2.0),
        (table.focus, COLOUR, 5.0),
    ):
        for few, alpha in ((False, 1.0), (True, FADED)):
            at = group & (table.small == few) & table.known
            ax.vlines(x[at], table.low[at], table.high[at], color=colour, linewidth=0.8, alpha=alpha)
            ax.plot(x[at], table.value[at], "o", color=colour, markersize=size, alpha=alpha, gid="dot")
    ax.plot(
        x,
        raws,
        "D",
        markerfacecolor="white",
        markeredgecolor=FAINT,
        markersize=1.8,
        markeredgewidth=0.4,
        zorder=1,
        gid="raw",
    )
    ax.set_xticks([])
    ax.set_xlim(-1, len(x))
    ax.set_ylim(*limits(np.concatenate([table.value, table.low, table.high, raws]), measure))
    ax.grid(axis="y")
    return ax


@styled
def specification(
    frame: pd.DataFrame,
    *,
    choices: Sequence[str] = ("denominator", "scope"),
    focus: Sequence[str] | None = None,
    **options: Unpack[UnitOptions],
) -> Axes:
    """Does the conclusion survive: one figure under every combination of choices, from largest to smallest.

    Columns: those of ``choices`` (words, printed as they stand; codes that the charts know get their words),
    ``value``, and ``low``, ``high``, ``n`` if they are there. ``focus`` is the combination of the main text,
    one word a choice, drawn in colour. Source: Simonsohn, Simmons and Nelson (2020).

    >>> from analysis.charts.example import specifications
    >>> specification(specifications(), focus=["decided", "aggregate"], lang="en").get_xlabel()
    'per cent'
    """
    ax, lang, title, note, value, *_, measure, _, _ = given = by_unit(options)
    need(frame, (*choices, value))
    if focus is not None and len(focus) != len(choices):
        raise UnknownNameError(f"focus has {len(focus)} words; give one for each of {list(choices)}.")
    codes = [tuple(str(word) for word in row) for row in frame[list(choices)].itertuples(index=False)]
    words = [" · ".join(drawable(choice_words(word, lang)) for word in row) for row in codes]
    marked = frame.assign(specification=words)
    table = units(marked, given._replace(label="specification"))
    if not table.names:
        return nothing(ax, lang, title)
    table = table._replace(focus=np.array([focus is not None and row == tuple(focus) for row in codes]))
    table, _ = cut(table.take(np.argsort(-table.value, kind="stable")))
    names = fit_names(table.names, ax)
    ax = open_axes(ax, names, least=1.9)
    _rows(ax, table, [COLOUR if chosen or not table.focus.any() else FAINT for chosen in table.focus])
    name_rows(ax, names)
    _scale(ax, table, measure)
    known = table.value[table.known]
    span = f"{number(round(known.min(), 1))}–{number(round(known.max(), 1))}" if known.size else ""
    count = f"{len(table.names)} 种算法" if lang == "zh" else f"{len(table.names)} specifications"
    few = text("fades", lang) if table.small.any() else ""
    sure = text("interval", lang) if (~np.isnan(table.low)).any() else ""
    parts = (count, span, few, sure, doubt_note(bool(table.doubt.any()), lang), note)
    return finish(ax, title=title, axis=unit(measure, lang), note=said(parts, lang))


def choice_words(word: str, lang: str) -> str:
    """The words for a choice that the charts know (decided, aggregate …), else the word itself."""
    try:
        return text(f"choice_{word}", lang)
    except KeyError:
        return word
