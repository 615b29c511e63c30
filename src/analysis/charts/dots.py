"""Dots with intervals: key facts against other reports, disclosure, the gap between requesters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.canvas import (
    NAME_SHARE,
    beside,
    finish,
    fit_names,
    letter,
    name_rows,
    not_there,
    nothing,
    open_axes,
    points,
)
from analysis.charts.labels import drawable, number, text, unit, why_not, wrap
from analysis.charts.options import ByReport, ReportOptions, by_report, styled
from analysis.charts.palette import DENOMINATORS, FADED, FAINT, GRID, INK, PEER
from analysis.charts.units import SMALL, doubt_note, doubted, pick, reasons, rows, said
from analysis.errors import UnknownNameError
from analysis.measures.catalogue import find
from analysis.words.indicators import DOUBT_MARK

KEY_FACTS = (
    "clearance_rate",
    "disclosure_rate",
    "disclosure_rate_resolv",
    "denial_rate",
    "unable_rate",
    "rejected_rate",
    "natural_share",
    "review_corr",
    "litig_corr",
)
# Below this number of other reports a median says nothing.
LEAST_PEERS = 3
GAP_COLOUR = "#004488"


@styled
def key_facts(
    facts: pd.DataFrame,
    focus: str,
    *,
    codes: Sequence[str] = KEY_FACTS,
    **options: Unpack[ReportOptions],
) -> Axes:
    """Where one report stands: each indicator as a dot with its interval, the other reports grey behind it.

    ``facts`` is the frame of ``compute`` with the columns ``label`` and ``year`` of ``reports``; ``focus`` is
    the ``report_id`` of the place, all others are its peers. ``codes`` must share one unit. The median of the
    peers is drawn from three peers with n >= 10 on; there is no rank. Raises :class:`UnknownNameError` if
    ``focus`` is not in the frame or the units differ.

    >>> from analysis.charts.example import facts
    >>> key_facts(facts(), "a", codes=["disclosure_rate", "unable_rate"], lang="en").get_xlabel()
    'per cent'
    """
    ax, lang, title, *_ = given = by_report(options, "key_facts_title")
    codes = tuple(codes)
    unsure = [code for code in codes if focus in doubted(facts, [code])]
    table = rows(facts, given)
    if not table.ids or not codes:
        return nothing(ax, lang, title)
    if focus not in set(facts["report_id"]):
        raise UnknownNameError(f"{focus!r} is not in the frame; take a report_id of it.")
    units = {find(code).unit for code in codes}
    if len(units) > 1:
        raise UnknownNameError(f"The codes have units {sorted(units)}; draw one unit at a time.")
    room = NAME_SHARE * points(ax) / letter()
    names = [wrap(find(code).label(lang) + f" {DOUBT_MARK}" * (code in unsure), room) for code in codes]
    ax = open_axes(ax, names, least=2.2)
    _peers(ax, facts[facts["report_id"] != focus], codes)
    _focus(ax, facts, focus, codes, lang)
    name_rows(ax, names)
    ax.grid(axis="x")
    share = units == {"%"}
    ax.set_xlim(*((-2, 102) if share else (0, None)))
    marks = [Line2D([], [], marker="o", color=INK, linewidth=1.4)]
    words = [text("this_report", lang)]
    if table.total > 1:
        marks.append(Line2D([], [], marker="o", color="none", markerfacecolor=PEER, markeredgecolor="none"))
        words.append(text("peers", lang))
    if any(line.get_gid() == "median" for line in ax.lines):
        marks.append(
            Line2D([], [], marker="|", color=FAINT, linestyle="none", markersize=9, markeredgewidth=2)
        )
        words.append(text("peer_median", lang))
    # The place is named in the title, as the rows are indicators.
    place = _place(facts, focus, given)
    axis = unit(next(iter(units)), lang)
    below = _note(said((table.note, doubt_note(bool(unsure), lang)), lang), lang)
    return finish(ax, title=f"{title} {place}", handles=marks, words=words, axis=axis, note=below)


@styled
def disclosure(
    facts: pd.DataFrame,
    *,
    focus: str | None = None,
    **options: Unpack[ReportOptions],
) -> Axes:
    """How much was disclosed, of all decided and of the resolvable ones: two dots a report with intervals.

    ``facts`` as for :func:`key_facts`; it needs ``disclosure_rate`` and ``disclosure_rate_resolv``. With
    ``focus`` (a ``report_id``) the other reports are drawn grey.

    >>> from analysis.charts.example import facts
    >>> disclosure(facts(), lang="en").get_xlabel()
    'granted in full or in part, per cent'
    """
    ax, lang, title, *_ = given = by_report(options, "disclosure_title")
    codes = tuple(DENOMINATORS)
    table = rows(facts, given, codes)
    if not table.ids:
        return nothing(ax, lang, title)
    names = fit_names(table.names, ax)
    ax = open_axes(ax, names, least=2.2)
    sizes = pick(facts, table.ids, codes, "n")
    for at, (code, colour) in enumerate(DENOMINATORS.items()):
        drawn = [colour if focus in (None, key) else PEER for key in table.ids]
        _dots(ax, facts, table.ids, code, drawn, 0.36 * at - 0.18, "os"[at], lang)
    for y, pair in enumerate(sizes):
        beside(ax, y, "\n".join(f"n={number(n)}" for n in pair), faint=bool(np.nanmax([*pair, 0]) < SMALL))
    name_rows(ax, names)
    ax.grid(axis="x")
    ax.set_xlim(-2, 102)
    marks = [
        Line2D([], [], marker="os"[at], color=colour, linewidth=1.4)
        for at, colour in enumerate(DENOMINATORS.values())
    ]
    words = [text(code, lang) for code in codes]
    axis = text("disclosure_axis", lang)
    return finish(ax, title=title, handles=marks, words=words, axis=axis, note=_note(table.note, lang))


@styled
def requester_gap(
    facts: pd.DataFrame,
    **options: Unpack[ReportOptions],
) -> Axes:
    """Are persons and organisations treated alike: the gap of their disclosure rates, with its interval.

    ``facts`` as for :func:`key_facts`; it needs ``natural_org_gap``, ``disclosure_rate_natural`` and
    ``disclosure_rate_org``.

    >>> from analysis.charts.example import facts
    >>> len(requester_gap(facts(), lang="en").get_yticks())
    3
    """
    ax, lang, title, *_ = given = by_report(options, "gap_title")
    table = rows(facts, given, ["natural_org_gap"])
    if not table.ids:
        return nothing(ax, lang, title)
    names = fit_names(table.names, ax)
    ax = open_axes(ax, names, least=1.9)
    ax.axvline(0, color=FAINT, linewidth=1, zorder=1)
    _dots(ax, facts, table.ids, "natural_org_gap", [GAP_COLOUR] * len(names), 0.0, "o", lang)
    sizes = pick(facts, table.ids, ("disclosure_rate_natural", "disclosure_rate_org"), "n")
    for y, (people, others) in enumerate(sizes):
        lines = [
            f"n={number(n)} {text(who, lang)}" for n, who in ((people, "persons"), (others, "organisations"))
        ]
        beside(ax, y, "\n".join(lines), faint=bool(np.nanmin([people, others, SMALL]) < SMALL))
    name_rows(ax, names)
    ax.grid(axis="x")
    ax.set_xlim(-103, 103)
    ax.set_xticks([-100, -50, 0, 50, 100], ["−100", "−50", "0", "+50", "+100"])
    return finish(ax, title=title, axis=text("gap_axis", lang), note=_note(table.note, lang))


def _note(note: str, lang: str) -> str:
    return said((note, text("interval", lang), text("fades", lang)), lang)


def _place(facts: pd.DataFrame, focus: str, given: ByReport) -> str:
    """Name and year of the report in focus."""
    label, year, lang = given.label, given.year, given.lang
    row = facts[facts["report_id"] == focus].iloc[0]
    name = text("no_body", lang) if pd.isna(row[label]) else drawable(str(row[label]))
    return name if pd.isna(row[year]) else f"{name} {int(row[year])}"


def _peers(ax: Axes, others: pd.DataFrame, codes: tuple[str, ...]) -> None:
    """The other reports as grey dots and, if there are enough, their median."""
    ids = [str(key) for key in others["report_id"].drop_duplicates()]
    values, sizes = pick(others, ids, codes, "value"), pick(others, ids, codes, "n")
    rows = np.broadcast_to(np.arange(len(codes)), values.shape)
    known, enough = ~np.isnan(values), sizes >= SMALL
    for at, alpha in ((known & enough, 0.7), (known & ~enough, 0.25)):
        ax.scatter(values[at], rows[at], s=16, color=PEER, alpha=alpha, linewidths=0, zorder=2)
    for y in np.flatnonzero((known & enough).sum(axis=0) >= LEAST_PEERS):
        middle = float(np.median(values[:, y][(known & enough)[:, y]]))
        ax.plot([middle, middle], [y - 0.3, y + 0.3], color=FAINT, linewidth=2, zorder=3, gid="median")


def _focus(ax: Axes, facts: pd.DataFrame, focus: str, codes: tuple[str, ...], lang: str) -> None:
    """The report in focus: dots, intervals and figures beside them."""
    fields = {name: pick(facts, [focus], codes, name)[0] for name in ("value", "low", "high", "n")}
    why = reasons(facts, [focus], codes)[0]
    for y in range(len(codes)):
        value, low, high, n = (fields[name][y] for name in ("value", "low", "high", "n"))
        if np.isnan(value):
            not_there(ax, y, why_not(why[y], lang))
            beside(ax, y, f"n={number(n)}", faint=True)
            continue
        _dot(ax, y, value, low, high, INK, "o", n)
        span = "" if np.isnan(low) else f" [{number(round(low, 1))}, {number(round(high, 1))}]"
        size = "" if np.isnan(n) else f"\nn={number(n)}"
        beside(ax, y, f"{number(round(value, 1))}{span}{size}", faint=n < SMALL)


def _dots(
    ax: Axes,
    facts: pd.DataFrame,
    ids: list[str],
    code: str,
    colours: Sequence[str],
    offset: float,
    marker: str,
    lang: str,
) -> None:
    """One dot a report for one indicator, or the words why there is none."""
    columns = [pick(facts, ids, (code,), name)[:, 0] for name in ("value", "low", "high", "n")]
    why = reasons(facts, ids, (code,))[:, 0]
    for y, (value, low, high, n) in enumerate(zip(*columns, strict=True)):
        if np.isnan(value):
            words = not_there(ax, y + offset, why_not(why[y], lang))
            words.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.5})
        else:
            _dot(ax, y + offset, value, low, high, colours[y], marker, n)


def _dot(
    ax: Axes, y: float, value: float, low: float, high: float, colour: str, marker: str, n: float
) -> None:
    """A dot with its interval, pale if it stands on few cases."""
    alpha = FADED if n < SMALL else 1.0
    if not np.isnan(low):
        ax.plot(
            [low, high], [y, y], color=colour, linewidth=1.4, alpha=alpha, zorder=4, solid_capstyle="butt"
        )
    edge = GRID if alpha < 1 else "white"
    ax.plot(
        [value], [y], marker=marker, color=colour, alpha=alpha, markersize=5.5, markeredgecolor=edge, zorder=5
    )
