"""Bars that add up to 100 %: outcomes, requesters, remedies."""

from __future__ import annotations

from typing import Any, NamedTuple, Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.charts.canvas import (
    beside,
    finish,
    fit_names,
    hatch_swatch,
    hatched,
    letter,
    name_rows,
    not_there,
    nothing,
    open_axes,
    points,
    swatch,
)
from analysis.charts.labels import number, text, why_not, width, wrap
from analysis.charts.options import ByReport, ReportOptions, by_report, styled
from analysis.charts.palette import FADED, FAINT, INK, OUTCOMES, REQUESTERS, RESULTS, ink_on
from analysis.charts.units import SMALL, pick, reasons, rows, said
from analysis.frames.grid import Floats
from analysis.measures.terms import TRACKS

# Share of the figure's width that the bars take, after names and n.
BARS = 0.5
TRACK_STEP = 1.14
EDGES: dict[str, Any] = {"edgecolor": "white", "linewidth": 0.5}


class Strip(NamedTuple):
    """Where bars of 100 % lie: left end, width in points, height, how far above the middle of the row.

    ``cases`` prints cases in the bar and n below it; otherwise per cent in it and n beside it.
    """

    left: float
    room: float
    high: float = 0.72
    up: float = 0.0
    cases: bool = False


@styled
def outcomes(
    facts: pd.DataFrame,
    **options: Unpack[ReportOptions],
) -> Axes:
    """What happened to the requests: one bar a report, six groups of outcomes as shares of all decided.

    ``facts`` is the frame of ``compute`` with the columns ``label`` and ``year`` of ``reports``; it needs
    ``full_rate`` to ``other_rate``. A report without these figures gets a hatched bar and the reason.

    >>> from analysis.charts.example import facts
    >>> outcomes(facts(), lang="en").get_xlabel()
    'per cent of requests decided'
    """
    return _shares(facts, OUTCOMES, by_report(options, "outcomes_title"), "share_decided")


@styled
def requesters(
    facts: pd.DataFrame,
    **options: Unpack[ReportOptions],
) -> Axes:
    """Who asked: one bar a report, six classes of requesters as shares of the new requests.

    ``facts`` as for :func:`outcomes`; it needs ``natural_share`` to ``other_org_share``.

    >>> from analysis.charts.example import facts
    >>> requesters(facts(), lang="en").get_xlabel()
    'per cent of new requests'
    """
    return _shares(facts, REQUESTERS, by_report(options, "requesters_title"), "share_new")


@styled
def remedies(
    facts: pd.DataFrame,
    **options: Unpack[ReportOptions],
) -> Axes:
    """How challenges ended: for each report three bars side by side, one a track, with the cases in them.

    ``facts`` as for :func:`outcomes`; it needs ``review_share_upheld`` and its like for all tracks.

    >>> from analysis.charts.example import facts
    >>> remedies(facts(), lang="en").get_xlabel()
    'per cent of each track; number: cases'
    """
    ax, lang, title, *_ = given = by_report(options, "remedies_title")
    every = [f"{track}_share_{result}" for track in TRACKS for result in RESULTS]
    table = rows(facts, given, every)
    if not table.ids:
        return nothing(ax, lang, title)
    names = fit_names(table.names, ax)
    ax = open_axes(ax, names, least=2.5, heads=1.6)
    room = 0.6 * points(ax) / (3 * TRACK_STEP)
    for at, track in enumerate(TRACKS):
        codes = tuple(f"{track}_share_{result}" for result in RESULTS)
        left = 100 * TRACK_STEP * at
        colours = dict(zip(codes, RESULTS.values(), strict=True))
        _bars(ax, facts, table.ids, colours, lang, Strip(left, room, 0.5, 0.14, cases=True))
        ax.text(left, -0.62, text(track, lang), va="bottom", fontsize=letter() - 0.5, fontweight="bold")
    name_rows(ax, names)
    ax.set_xlim(0, 100 * TRACK_STEP * 3 - 10)
    starts = [100 * TRACK_STEP * at for at in range(3)]
    ax.set_xticks([start + step for start in starts for step in (0, 100)], ["0", "100"] * 3)
    for at, mark in enumerate(ax.get_xticklabels()):
        mark.set_horizontalalignment("right" if at % 2 else "left")
    ax.spines["bottom"].set_visible(False)
    words = [text(result, lang) for result in RESULTS] + [text("not_reported", lang)]
    handles = [*map(swatch, RESULTS.values()), hatch_swatch()]
    below = _below(table.note, lang)
    return finish(ax, title=title, handles=handles, words=words, axis=text("share_track", lang), note=below)


def _below(note: str, lang: str) -> str:
    return said((note, text("fades", lang)), lang)


def _shares(
    facts: pd.DataFrame,
    colours: dict[str, str],
    given: ByReport,
    axis: str,
) -> Axes:
    """One full bar a report, with n beside it."""
    ax, lang, title, *_ = given
    table = rows(facts, given, list(colours))
    if not table.ids:
        return nothing(ax, lang, title)
    names = fit_names(table.names, ax)
    ax = open_axes(ax, names, least=1.5)
    longest = _bars(ax, facts, table.ids, colours, lang, Strip(0, BARS * points(ax)))
    name_rows(ax, names)
    ax.set_xlim(0, max(100.0, longest))
    ax.set_xticks([0, 25, 50, 75, 100])
    words = [text(code, lang) for code in colours]
    handles = [swatch(colour) for colour in colours.values()]
    return finish(
        ax, title=title, handles=handles, words=words, axis=text(axis, lang), note=_below(table.note, lang)
    )


def _bars(
    ax: Axes, facts: pd.DataFrame, ids: list[str], colours: dict[str, str], lang: str, strip: Strip
) -> float:
    """Draw the parts of each report's bar; return the longest sum, in per cent."""
    codes = tuple(colours)
    values, cases = pick(facts, ids, codes, "value"), pick(facts, ids, codes, "numerator")
    sizes, why = pick(facts, ids, codes, "n"), reasons(facts, ids, codes)
    for y, share in enumerate(values):
        # All parts stand on the same whole; it may be known even if a part is not.
        known = sizes[y][~np.isnan(sizes[y])]
        n = float(known[0]) if known.size else np.nan
        if np.isnan(share).any():
            reason = next((word for word in why[y] if word), None)
            _lost(ax, y, why_not(reason, lang), strip, empty=n == 0)
        else:
            words = [
                number(count) if strip.cases else f"{part:.0f}"
                for part, count in zip(share, cases[y], strict=True)
            ]
            _parts(ax, y, share, words, list(colours.values()), strip, faded=n < SMALL)
        _size(ax, y, n, share.sum(), strip)
    return float(np.nanmax([0.0, *values.sum(axis=1)]))


def _parts(
    ax: Axes, y: int, shares: Floats, words: list[str], colours: list[str], strip: Strip, *, faded: bool
) -> None:
    """One bar, each part with its figure if there is room for it."""
    ends = strip.left + np.cumsum(shares)
    for share, end, figure, colour in zip(shares, ends, words, colours, strict=True):
        alpha = FADED if faded else 1.0
        low = y - strip.up - strip.high / 2
        part = Rectangle((end - share, low), share, strip.high, facecolor=colour, alpha=alpha, **EDGES)
        ax.add_patch(part)
        if share > 0 and share / 100 * strip.room > width(figure) * (letter() - 1) + 3:
            ink = INK if faded else ink_on(colour)
            middle = (end - share / 2, y - strip.up)
            look: dict[str, Any] = {"ha": "center", "va": "center", "color": ink, "fontsize": letter() - 1}
            ax.text(*middle, figure, in_layout=False, **look)


def _lost(ax: Axes, y: int, words: str, strip: Strip, *, empty: bool) -> None:
    """A bar whose parts are not all there: hatched, unless there simply were no cases."""
    if not empty:
        hatched(ax, strip.left, y - strip.up, 100, strip.high)
    words = wrap(words, strip.room / letter())
    not_there(ax, y - strip.up, words, strip.left).set_bbox(
        {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
    )


def _size(ax: Axes, y: int, n: float, total: float, strip: Strip) -> None:
    """Print n beside or below a bar, and the sum of its parts if that is not 100 %."""
    words = f"n={number(n)}"
    if abs(total - 100) > 0.05:
        words += f"{'  ' if strip.cases else chr(10)}Σ {total:.0f} %"
    faint = not n >= SMALL
    if strip.cases:
        colour = FAINT if faint else INK
        ax.text(strip.left, y + strip.up, words, va="top", fontsize=letter() - 1.5, color=colour)
    else:
        beside(ax, y, words, faint=faint)
