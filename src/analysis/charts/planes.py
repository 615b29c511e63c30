"""Units as points or curves in a plane: funnel, quadrants, Lorenz curve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Unpack

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, NullFormatter

from analysis.charts.canvas import finish, letter, nothing, open_axes, points, sentence
from analysis.charts.estimates import limits as span
from analysis.charts.labels import LANGUAGES, drawable, number, text, unit, wrap
from analysis.charts.options import Options, PointOptions, by_unit, styled
from analysis.charts.palette import FADED, FAINT, INK, PEER, SERIES
from analysis.charts.spread import name_marks
from analysis.charts.units import (
    Focus,
    Units,
    counted,
    dot_mark,
    floats,
    listed,
    lost,
    need,
    question,
    said,
    units,
)
from analysis.errors import UnknownNameError
from analysis.measures.doubts import verdict

# More names than this make a cloud; the rest is named below the chart.
MOST_NAMES = 14
LIMITS: dict[str, tuple[str, str, Literal["-", "--"]]] = {
    "95": ("low_95", "high_95", "-"),
    "99.8": ("low_998", "high_998", "--"),
}
ABOVE, BELOW = SERIES[3], SERIES[2]


@styled
def funnel(
    frame: pd.DataFrame,
    limits: pd.DataFrame | None = None,
    focus: Focus = None,
    *,
    flag: str = "flag",
    **options: Unpack[PointOptions],
) -> Axes:
    """Who differs by more than chance: the rate against the number of cases, with limits around the common rate.

    ``frame`` is that of ``measures.funnel`` for one indicator, edition and year: ``value``, ``n``, ``label``
    and ``flag`` (``high``, ``low``, ``in``). ``limits`` is the frame of ``funnel_limits``: ``n``, ``centre``,
    ``low_95``, ``high_95``, ``low_998``, ``high_998``; with over-dispersion they are already wider, and
    ``phi`` of the frame is told in the note. Units are coloured and named by ``flag``, which rests on the exact
    probability, not by where they lie: the interpolated upper limit passes below its own count where n is small.
    Those in ``focus`` are named too. Source: Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202.

    Raises :class:`UnknownNameError` if ``limits`` belong to more than one common rate.

    >>> from analysis.charts.example import places
    >>> from analysis.measures import funnel as judge
    >>> from analysis.measures import funnel_limits
    >>> judged = judge(places(60), strata=["indicator", "year"])
    >>> funnel(judged, funnel_limits(judged, strata=["indicator", "year"]), lang="en").get_ylabel()
    'per cent'
    """
    given = by_unit(options, PointOptions, low=None, high=None)
    ax, lang, title, note, *_, measure, _, _ = given
    table = units(frame, given, focus)
    drawn = table.known & (table.n > 0)
    if not drawn.any():
        return sentence(ax, said((text("nothing", lang), lost(table, lang)), lang), title)
    flags = np.asarray(frame[flag].astype("string").fillna("in") if flag in frame else ["in"] * len(frame))
    way = frame["overdispersion"].iloc[0] if "overdispersion" in frame else "none"
    few = "flag_reason" in frame and frame["flag_reason"].notna().any()
    ax = open_axes(ax, [""], least=20)
    handles, words = _curves(ax, limits, lang)
    for key, colour, marker in (("in", FAINT, "o"), ("high", ABOVE, "^"), ("low", BELOW, "v")):
        at = drawn & (flags == key)
        _points(ax, table.n, table.value, at, table, colour, marker, key)
        if at.any() and key != "in":
            handles.append(dot_mark(colour, marker=marker))
            words.append(verdict(key, way)[LANGUAGES.index(lang)])
    question(ax, table.n[drawn & table.doubt], table.value[drawn & table.doubt])
    _n_axis(ax, table.n[drawn])
    centre = np.empty(0) if limits is None else floats(limits, "centre")
    ax.set_ylim(*span(np.concatenate([table.value, centre]), measure))
    ax.set_ylabel(unit(measure, lang))
    unjudged = verdict(None)[LANGUAGES.index(lang)] if few else ""
    parts = (counted(table, lang), _dispersion(frame, lang), unjudged, lost(table, lang), note)
    axis = text("cases_n", lang)
    finish(ax, title=title, handles=handles, words=words, axis=axis, note=said(parts, lang))
    outside = np.flatnonzero(drawn & ((flags != "in") | table.focus))
    _name(ax, table.n, table.value, table, outside, lang)
    return ax


def _curves(ax: Axes, limits: pd.DataFrame | None, lang: str) -> tuple[list[Artist], list[str]]:
    """The common rate and its limits as curves; their legend."""
    if limits is None or limits.empty:
        return [], []
    if limits["n"].duplicated().any() or limits["centre"].nunique() > 1:
        raise UnknownNameError(
            "The limits belong to more than one common rate; choose one indicator, edition and year."
        )
    ordered = limits.sort_values("n")
    x = floats(ordered, "n")
    ax.plot(x, floats(ordered, "centre"), color=INK, linewidth=1, gid="centre", zorder=2)
    handles: list[Artist] = [Line2D([], [], color=INK, linewidth=1)]
    words = [f"{text('common_rate', lang)} {number(round(float(ordered['centre'].iloc[0]), 1))}"]
    for name, (low, high, dashes) in LIMITS.items():
        for column in (low, high):
            ax.plot(x, floats(ordered, column), dashes, color=SERIES[0], linewidth=0.9, gid=column, zorder=2)
        handles.append(Line2D([], [], color=SERIES[0], linestyle=dashes, linewidth=0.9))
        words.append(text("limit", lang).format(name))
    return handles, words


def _points(
    ax: Axes, x: np.ndarray, y: np.ndarray, at: np.ndarray, table: Units, colour: str, marker: str, gid: str
) -> None:
    """The units as points: hollow below ten cases, with a ring if in focus."""
    few = at & table.small
    full = at & ~table.small
    look: dict[str, Any] = {"s": 22, "linewidths": 0.7, "marker": marker, "zorder": 4, "gid": gid}
    ax.scatter(x[full], y[full], color=colour, alpha=0.75, **look)
    ax.scatter(x[few], y[few], facecolors="white", edgecolors=colour, alpha=0.75, **look)
    ring = at & table.focus
    ax.scatter(
        x[ring], y[ring], s=80, facecolors="none", edgecolors=INK, linewidths=1.2, zorder=5, gid="focus"
    )


def _n_axis(ax: Axes, n: np.ndarray) -> None:
    """Cases across: logarithmic from a factor of 50 on."""
    if n.max() / n.min() > 50:
        ax.set_xscale("log")
        ax.set_xlim(n.min() / 1.4, n.max() * 1.6)
        ax.xaxis.set_minor_formatter(NullFormatter())
    else:
        room = 0.08 * ((n.max() - n.min()) or n.max())
        ax.set_xlim(max(0.0, n.min() - room), n.max() + room)
    ax.xaxis.set_major_formatter(FuncFormatter(lambda figure, _: number(round(figure, 2))))
    ax.grid(axis="y")


def _dispersion(frame: pd.DataFrame, lang: str) -> str:
    """By how much the units differ more than chance; empty if it is not known."""
    known = floats(frame, "phi")
    known = known[~np.isnan(known)]
    if not known.size:
        return ""
    wide = known[0] > 1 and "overdispersion" in frame and (frame["overdispersion"] != "none").any()
    words = text("overdispersed", lang).format(f"{known[0]:.3g}")
    return words + text("widened", lang) if wide else words


def _name(ax: Axes, x: np.ndarray, y: np.ndarray, table: Units, at: np.ndarray, lang: str) -> None:
    """Names beside the most important points; what finds no room is listed below the chart."""
    order = np.lexsort((-np.nan_to_num(table.n[at]), ~table.focus[at]))
    at = at[order]
    first, rest = at[:MOST_NAMES], [table.names[i] for i in at[MOST_NAMES:]]
    left = name_marks(ax, x[first], y[first], [table.names[i] for i in first], bold=list(table.focus[first]))
    if left or rest:
        words = said((ax.get_xlabel(), text("also", lang) + listed([*left, *rest], lang)), lang)
        ax.set_xlabel(wrap(words, points(ax) / letter() * 0.8))


@styled
def quadrants(
    frame: pd.DataFrame,
    focus: Focus = None,
    *,
    x: str,
    y: str,
    x_words: str = "",
    y_words: str = "",
    n: str = "n",
    label: str = "body",
    **options: Unpack[Options],
) -> Axes:
    """Two figures of each unit against each other, with lines at the medians and the units in each quarter.

    Columns: ``x``, ``y``, ``label``, and ``n`` if it is there: the area of a point goes with n, units below
    ten are hollow and do not count for the medians. Meant for challenges against corrections; the lines only
    divide, they do not judge. Source: Cleveland (1993).

    >>> from analysis.charts.example import places
    >>> quadrants(places(40), x="n", y="value", lang="en").get_ylabel()
    'value'
    """
    given = by_unit(options, Options, value=y, n=n, label=label, low=None, high=None)
    ax, lang, title, note, *_ = given
    table = units(frame, given, focus)
    need(frame, (x,))
    across = floats(frame, x)
    drawn = table.known & ~np.isnan(across)
    table = table._replace(value=np.where(drawn, table.value, np.nan))
    if not drawn.any():
        return sentence(ax, said((text("nothing", lang), lost(table, lang)), lang), title)
    ax = open_axes(ax, [""], least=20)
    _areas(ax, across, table, drawn)
    ring = drawn & table.focus
    enough = drawn & ~table.small
    ax.set_xlim(*span(across[drawn], ""))
    ax.set_ylim(*span(table.value[drawn], ""))
    if enough.sum() >= 4:
        _quarters(ax, across, table.value, enough)
    ax.set_ylabel(y_words or y)
    parts = (
        counted(table, lang),
        text("medians", lang) if enough.sum() >= 4 else "",
        lost(table, lang),
        note,
    )
    finish(ax, title=title, axis=x_words or x, note=said(parts, lang))
    named = np.flatnonzero(ring if ring.any() or drawn.sum() > MOST_NAMES else drawn)
    _name(ax, across, table.value, table, named, lang)
    return ax


def _areas(ax: Axes, across: np.ndarray, table: Units, drawn: np.ndarray) -> None:
    """The units as points whose area goes with n, those in focus above the others."""
    area = np.where(np.isnan(table.n), 24.0, 10 + 130 * np.sqrt(table.n / np.nanmax([*table.n, 1.0])))
    plain: dict[str, Any] = {"edgecolors": SERIES[0], "alpha": FADED + 0.2, "linewidths": 0.8, "zorder": 3}
    for at, face, gid, look in (
        (drawn & ~table.small, SERIES[0], "point", plain),
        (drawn & table.small, "white", "few", plain),
        (drawn & table.focus, SERIES[1], "focus", {"edgecolors": INK, "zorder": 4}),
    ):
        ax.scatter(across[at], table.value[at], s=area[at], facecolors=face, gid=gid, **look)
    question(ax, across[drawn & table.doubt], table.value[drawn & table.doubt])


def _quarters(ax: Axes, x: np.ndarray, y: np.ndarray, enough: np.ndarray) -> None:
    """Median lines, and the number of units in each corner."""
    middle = float(np.median(x[enough])), float(np.median(y[enough]))
    ax.axvline(middle[0], color=FAINT, linewidth=1, linestyle=":", gid="median", zorder=1)
    ax.axhline(middle[1], color=FAINT, linewidth=1, linestyle=":", gid="median", zorder=1)
    for right in (False, True):
        for top in (False, True):
            count = int((enough & ((x > middle[0]) == right) & ((y > middle[1]) == top)).sum())
            ax.text(
                0.99 if right else 0.01, 0.985 if top else 0.015, str(count), transform=ax.transAxes, color=FAINT,
                ha="right" if right else "left", va="top" if top else "bottom", fontsize=letter() + 2, gid="count",
            )  # fmt: skip


@styled
def lorenz(
    frame: pd.DataFrame,
    *,
    weight: str = "share_weight",
    amount: str = "share_amount",
    group: str | None = None,
    gini: float | Mapping[str, float] | None = None,
    **options: Unpack[Options],
) -> Axes:
    """How unequal: the share of cases against the share of the base, units from the smallest rate to the largest.

    ``frame`` is that of ``measures.lorenz``: ``share_weight`` and ``share_amount`` from 0 to 1, from (0, 0)
    on; with ``group`` one curve for each word of that column (up to eight). ``gini`` goes into the legend: one
    number, or one for each group. The straight line is equality. Source: Lorenz (1905).

    >>> from analysis.charts.example import curve
    >>> lorenz(curve(), lang="en").get_ylabel()
    'cumulative share of cases'
    """
    ax, lang, title, note, *_ = by_unit(options, Options)
    need(frame, (weight, amount, *([group] if group else [])))
    known = frame[frame[weight].notna() & frame[amount].notna()]
    if len(known) < 2:
        return nothing(ax, lang, title)
    curves = dict(list(known.groupby(group, sort=False))) if group else {"": known}
    if len(curves) > len(SERIES):
        raise UnknownNameError(
            f"{len(curves)} groups are too many for one chart; choose up to {len(SERIES)}."
        )
    ax = open_axes(ax, [""], least=24)
    ax.plot([0, 1], [0, 1], color=PEER, linewidth=1, gid="equality")
    handles: list[Artist] = [Line2D([], [], color=PEER, linewidth=1)]
    words = [text("equality", lang)]
    for at, (name, curve) in enumerate(curves.items()):
        ax.plot(curve[weight], curve[amount], color=SERIES[at], linewidth=1.6, gid="lorenz")
        if len(curve) <= 40:
            ax.plot(curve[weight], curve[amount], "o", color=SERIES[at], markersize=2.5)
        one = gini.get(str(name)) if isinstance(gini, Mapping) else gini
        units_in = len(curve) - 1
        size = f"{units_in} 个单位" if lang == "zh" else f"{units_in} unit{'s' if units_in != 1 else ''}"
        handles.append(Line2D([], [], color=SERIES[at], linewidth=1.6))
        parts = (drawable(str(name)), size, "" if one is None else f"{text('gini', lang)} {one:.2f}")
        words.append(" · ".join(part for part in parts if part))
    ticks = np.linspace(0, 1, 6)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_ticks(ticks, [f"{tick:.0%}" for tick in ticks])
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.grid()
    ax.set_ylabel(text("share_amount", lang))
    return finish(ax, title=title, handles=handles, words=words, axis=text("share_weight", lang), note=note)
