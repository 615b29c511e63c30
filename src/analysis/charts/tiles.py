"""Tiles: which reports are there, and on which grounds access was refused."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any, Unpack

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis.charts.canvas import (
    LINE,
    beside,
    finish,
    fit_names,
    hatch_swatch,
    letter,
    name_rows,
    nothing,
    open_axes,
    points,
    swatch,
)
from analysis.charts.labels import drawable, number, text, width, wrap
from analysis.charts.options import ReportOptions, by_report, styled
from analysis.charts.palette import FAINT, HATCH, SCOPE, STATUS, ink_on
from analysis.charts.units import MOST_ROWS, SMALL, need, pick, rows, said, stands_on
from analysis.measures.catalogue import GROUND_NAMES

GROUNDS = tuple(f"denial_share_{ground}" for ground in GROUND_NAMES)
TILES = 0.5


@styled
def coverage(
    reports: pd.DataFrame,
    *,
    years: Sequence[int] | None = None,
    **options: Unpack[ReportOptions],
) -> Axes:
    """What the figures are based on: a tile for each body and year, coloured by scope, with its cells.

    ``reports`` is the frame of that name (columns ``label``, ``year``, ``scope``, ``n_cells``, ``format``).
    ``years`` are those expected; otherwise all from the first to the last that is there. A year without a
    report is hatched; two reports of one body and year show as ``2×``.

    >>> from analysis.charts.example import frames
    >>> reports = frames().reports.assign(n_cells=200)
    >>> coverage(reports, lang="en").get_xlabel()
    'number: cells reported'
    """
    ax, lang, title, note, label, year = by_report(options, "coverage_title")
    need(reports, (label, year, "scope", "n_cells"))
    if reports.empty:
        return nothing(ax, lang, title)
    bodies = reports[label].fillna(text("no_body", lang)).map(lambda name: drawable(str(name)))
    shown = list(dict.fromkeys(bodies))
    times = _years(reports[year], years)
    names = fit_names(shown[:MOST_ROWS], ax)
    ax = open_axes(ax, names, least=1.6)
    for y, body in enumerate(shown[:MOST_ROWS]):
        for x, when in enumerate(times):
            here = reports[(bodies == body) & _same(reports[year], when)]
            _tile(ax, x, y, here)
    name_rows(ax, names)
    heads = [text("year_unknown", lang) if when is None else str(when) for when in times]
    steep = len(times) * letter() * 3.2 > TILES * points(ax)
    ax.set_xticks(range(len(times)), heads, rotation=90 if steep else 0)
    ax.set_xlim(-0.5, max(len(times), 3) - 0.5)
    ax.tick_params(axis="x", length=0)
    ax.spines["bottom"].set_visible(False)
    here = [scope for scope in SCOPE if (reports["scope"] == scope).any()]
    words, handles = [text(scope, lang) for scope in here], [swatch(SCOPE[scope]) for scope in here]
    if any(patch.get_gid() == "na" for patch in ax.patches):
        words.append(text("absent", lang))
        handles.append(hatch_swatch())
    if _unreadable(reports).any():
        words.append(text("unreadable", lang))
        handles.append(swatch(STATUS["unreadable"]))
    below = said((stands_on(reports, year, lang), note), lang)
    return finish(ax, title=title, handles=handles, words=words, axis=text("tile", lang), note=below)


def _years(column: pd.Series, wanted: Sequence[int] | None) -> list[int | None]:
    """The years across; None at the end for reports whose year is not known."""
    known = [int(when) for when in column.dropna()] + list(wanted or ())
    across: list[int | None] = list(range(min(known), max(known) + 1)) if known else []
    return [*across, None] if column.isna().any() else across


def _same(column: pd.Series, when: int | None) -> pd.Series:
    return column.isna() if when is None else (column == when).fillna(False).astype(bool)


def _unreadable(reports: pd.DataFrame) -> pd.Series:
    if "format" not in reports:
        return pd.Series(False, index=reports.index)
    return (reports["format"] == "unreadable").fillna(False).astype(bool)


def _tile(ax: Axes, x: int, y: int, here: pd.DataFrame) -> None:
    """One tile: hatched if there is no report, else coloured by scope with the number of its cells."""
    if here.empty:
        _box(ax, x, y, None)
        return
    colour = STATUS["unreadable"] if _unreadable(here).all() else SCOPE[str(here["scope"].iloc[0])]
    _box(ax, x, y, colour)
    cells = here["n_cells"].iloc[0]
    words = f"{len(here)}×" if len(here) > 1 else "–" if pd.isna(cells) else str(int(cells))
    _in_tile(ax, x, y, words, ink_on(colour))


def _in_tile(ax: Axes, x: float, y: float, words: str, ink: str) -> None:
    """Words in the middle of a tile."""
    look: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": letter() - 1, "color": ink}
    ax.text(x, y, words, in_layout=False, **look)


def _box(ax: Axes, x: float, y: float, colour: str | None) -> None:
    """A tile of a colour, or hatched."""
    if colour is None:
        look: dict[str, Any] = {"facecolor": "none", "edgecolor": HATCH, "hatch": "////", "gid": "na"}
    else:
        look = {"facecolor": colour, "edgecolor": "white"}
    ax.add_patch(Rectangle((x - 0.47, y - 0.44), 0.94, 0.88, linewidth=0.5, **look))


@styled
def grounds(
    facts: pd.DataFrame,
    **options: Unpack[ReportOptions],
) -> Axes:
    """On what grounds access was refused: reports down, grounds across, cases in the tile, colour by share.

    ``facts`` is the frame of ``compute`` with the columns ``label`` and ``year`` of ``reports``; it needs
    ``denial_share_state_secret`` and the others. A tile whose cases are not reported is hatched.

    >>> from analysis.charts.example import facts
    >>> grounds(facts(), lang="en").get_xlabel()
    'colour: per cent of denials; number: cases'
    """
    ax, lang, title, *_ = given = by_report(options, "grounds_title")
    table = rows(facts, given, GROUNDS)
    if not table.ids:
        return nothing(ax, lang, title)
    names = fit_names(table.names, ax)
    heads, lines = _heads(ax, lang)
    ax = open_axes(ax, names, least=1.6, heads=lines)
    shares, cases = pick(facts, table.ids, GROUNDS, "value"), pick(facts, table.ids, GROUNDS, "numerator")
    sizes = pick(facts, table.ids, GROUNDS, "n")
    for y in range(len(names)):
        known = sizes[y][~np.isnan(sizes[y])]
        n = known[0] if known.size else np.nan
        for x in range(len(GROUNDS)):
            _ground(ax, x, y, shares[y, x], cases[y, x], n)
        beside(ax, y, f"n={number(n)}", faint=not n >= SMALL)
    name_rows(ax, names)
    ax.set_xlim(-0.5, len(GROUNDS) - 0.5)
    ax.set_xticks(range(len(GROUNDS)), heads, rotation=90 if lang == "en" else 0)
    ax.tick_params(axis="x", length=0, top=False, bottom=False, labeltop=True, labelbottom=False)
    ax.spines["bottom"].set_visible(False)
    below = said((table.note, text("fades", lang)), lang)
    marks = [hatch_swatch()] if np.isnan(cases).any() else []
    words = [text("not_reported", lang)] if marks else []
    return finish(ax, title=title, handles=marks, words=words, axis=text("share_denied", lang), note=below)


def _heads(ax: Axes | None, lang: str) -> tuple[list[str], float]:
    """The grounds as column heads, and the lines of text they take; English ones stand upright."""
    words = [text(code, lang) for code in GROUNDS]
    if lang == "en":
        return words, max(map(len, words)) * 0.55 / LINE
    room = max(TILES * points(ax) / len(GROUNDS) / letter() - 0.4, 1.0)
    # Lines of even length: two and two, not three and one.
    heads = [wrap(word, ceil(width(word) / ceil(width(word) / room))) for word in words]
    return heads, max(head.count("\n") + 1 for head in heads)


def _ground(ax: Axes, x: int, y: int, share: float, cases: float, n: float) -> None:
    """One tile of the heat map."""
    if np.isnan(cases):
        _box(ax, x, y, None)
        return
    shade = (
        colormaps["Blues"](0.12 + 0.008 * share) if n >= SMALL else colormaps["Greys"](0.1 + 0.002 * share)
    )
    colour = "#ffffff" if np.isnan(share) or share == 0 else to_hex(shade)
    _box(ax, x, y, colour)
    ink = FAINT if cases == 0 else ink_on(colour)
    _in_tile(ax, x, y, number(cases), ink)
