"""Counts: requests over the years or by body, and the flow of cases."""

from __future__ import annotations

from itertools import pairwise
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.charts.canvas import (
    beside,
    finish,
    fit_names,
    hatched,
    letter,
    name_rows,
    not_there,
    nothing,
    open_axes,
    points,
    swatch,
)
from analysis.charts.labels import number, text, unit, why_not, wrap
from analysis.charts.options import ByReport, ReportOptions, by_report, styled
from analysis.charts.palette import FAINT, FLOW, PEER, SERIES
from analysis.charts.units import (
    SMALL,
    doubt_note,
    need,
    pick,
    question,
    reasons,
    rows,
    said,
    stands_on,
)
from analysis.measures.breaks import BREAKS, tables_of
from analysis.measures.catalogue import find, known
from analysis.measures.crosswalk import graded
from analysis.measures.terms import matches_of

BAR = 0.72
# Bodies whose sizes differ more than this are compared by shares of their own workload.
UNLIKE = 20


@styled
def demand(
    facts: pd.DataFrame,
    *,
    code: str = "req_new",
    **options: Unpack[ReportOptions],
) -> Axes:
    """A count over the years, or a bar for each report as long as no body has two years.

    ``facts`` is the frame of ``compute`` with the columns ``label`` and ``year`` of ``reports``. The line
    stops where a year is not there and where form or law change, and the change is marked.

    >>> from analysis.charts.example import facts
    >>> [int(bar.get_width()) for bar in demand(facts(), lang="en").patches]
    [600, 200, 100]
    """
    given = by_report(options, "demand_title" if code == "req_new" else "")
    given = given._replace(title=given.title or find(code).label(given.lang))
    label, year = given.label, given.year
    need(facts, ("report_id", label, year))
    chosen = facts[facts["indicator"] == code]
    if chosen.empty:
        return nothing(given.ax, given.lang, given.title)
    years = chosen[chosen[year].notna()].groupby(label)[year].nunique()
    if len(years) and years.max() >= 2:
        return _lines(chosen, code, given)
    return _single(chosen, code, given)


def _single(facts: pd.DataFrame, code: str, given: ByReport) -> Axes:
    """One labelled bar a report, in the order of the frame."""
    ax, lang, title, *_ = given
    table = rows(facts, given, [code])
    names = fit_names(table.names, ax)
    ax = open_axes(ax, names, least=1.4)
    values, why = pick(facts, table.ids, (code,), "value")[:, 0], reasons(facts, table.ids, (code,))[:, 0]
    top = np.nanmax([*values, 1.0])
    for y, value in enumerate(values):
        if np.isnan(value):
            _absent(ax, y, top, why_not(why[y], lang))
        else:
            ax.barh(y, value, BAR, color=SERIES[0])
            value_at(ax, value, y, number(value))
    name_rows(ax, names)
    ax.set_xlim(0, top * 1.14)
    plain_axis(ax)
    return finish(ax, title=title, axis=unit(find(code).unit, lang), note=table.note)


def _absent(ax: Axes, y: float, top: float, words: str, high: float = BAR) -> None:
    """A hatched stub and the reason, where a bar would stand."""
    hatched(ax, 0, y, top * 0.02, high)
    not_there(ax, y, words, top * 0.02)


def value_at(ax: Axes, x: float, y: float, words: str) -> None:
    """A figure to the right of the end of a bar."""
    ax.annotate(words, (x, y), xytext=(3, 0), textcoords="offset points", va="center", fontsize=letter() - 1)


def plain_axis(ax: Axes, axis: str = "x") -> None:
    """Whole numbers with thousands apart."""
    which = ax.xaxis if axis == "x" else ax.yaxis
    which.set_major_locator(MaxNLocator(4, integer=True))
    which.set_major_formatter(FuncFormatter(lambda value, _: number(value)))


def breaks(code: str, first: int, last: int) -> list[int]:
    """The years in which a series of this indicator starts anew, within a span of years.

    A new law behind its figures, and a new form where that asks for something else: the form of 2021 has the cells of
    2019 for most indicators.
    """
    item = known().get(code)
    tables = tables_of(code) if item else set()
    found = {stop.year for stop in BREAKS if stop.kind == "law" and tables & set(stop.tables)}
    same = item is None or graded(matches_of(item, "2019"))[0] == "A"
    found |= {stop.year for stop in BREAKS if stop.kind == "form" and not (same and stop.edition == "2021")}
    return sorted(year for year in found if first < year <= last)


def _lines(facts: pd.DataFrame, code: str, given: ByReport) -> Axes:
    """One line a body over the years, broken where years are missing and where form or law change."""
    ax, lang, title, note, label, year = given
    facts = facts[facts[year].notna()].sort_values(year, kind="stable")
    bodies = list(dict.fromkeys(facts[label].dropna()))
    ax = open_axes(ax, [""], least=12)
    first, last = int(facts[year].min()), int(facts[year].max())
    stops = breaks(code, first, last)
    for at, body in enumerate(bodies):
        colour = SERIES[at] if len(bodies) <= len(SERIES) else PEER
        _series(ax, facts[facts[label] == body], year, stops, colour, numbered=len(bodies) <= 2)
    for stop in stops:
        ax.axvline(stop - 0.5, color=FAINT, linestyle=":", linewidth=1, gid="break")
    ax.set_xlim(first - 0.4, last + 0.4)
    heights = facts[["value", "high"]].astype(float).to_numpy()
    ax.set_ylim(0, float(np.nanmax([1e-9, *heights.ravel()])) * 1.2)
    ax.xaxis.set_major_locator(MaxNLocator(min(last - first + 1, 8), integer=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    plain_axis(ax, "y")
    ax.grid(axis="y")
    handles: list[Artist] = []
    words: list[str] = []
    if len(bodies) <= len(SERIES):
        handles = [
            Line2D([], [], color=colour, marker="o") for colour, _ in zip(SERIES, bodies, strict=False)
        ]
        words = [wrap(str(body), 0.9 * points(ax) / letter() - 4) for body in bodies]
    if facts["value"].isna().any():
        handles.append(Line2D([], [], marker="x", color=FAINT, linestyle="none"))
        words.append(text("not_reported", lang))
    if stops:
        handles.append(Line2D([], [], color=FAINT, linestyle=":"))
        words.append(text("break", lang))
    sizes = facts["n"].dropna()
    spans = f"n={number(sizes.min())}–{number(sizes.max())}" if len(sizes) else ""
    unsure = facts[facts["doubt"].notna() & facts["value"].notna()] if "doubt" in facts else facts.head(0)
    question(ax, unsure[year].astype(float), unsure["value"].astype(float))
    parts = (
        stands_on(facts.drop_duplicates("report_id"), year, lang, cut=False),
        text("value_and_n", lang) if len(sizes) and len(bodies) <= 2 else spans,
        text("hollow", lang) if (sizes < SMALL).any() else "",
        doubt_note(len(unsure) > 0, lang),
        note,
    )
    below = said(parts, lang)
    return finish(ax, title=title, handles=handles, words=words, axis=unit(find(code).unit, lang), note=below)


def _series(
    ax: Axes, facts: pd.DataFrame, year: str, stops: list[int], colour: str, *, numbered: bool
) -> None:
    """The runs of one body's line, its interval as a ribbon, and a cross for a year without it."""
    known = facts[facts["value"].notna()]
    times = known[year].astype(int).to_list()
    cuts = [0]
    for at, (before, after) in enumerate(pairwise(times), start=1):
        if after - before != 1 or any(before < stop <= after for stop in stops):
            cuts.append(at)
    for start, end in pairwise([*cuts, len(known)]):
        run = known.iloc[start:end]
        x, y = times[start:end], run["value"].to_numpy(dtype=float)
        few = run["n"].to_numpy(dtype=float) < SMALL
        ax.plot(x, y, color=colour, marker="o", markersize=4.5, linewidth=1.6)
        if few.any():
            ax.plot(np.array(x)[few], y[few], "o", color=colour, markersize=4.5, markerfacecolor="white")
        if run["low"].notna().all():
            low, high = (run[name].to_numpy(dtype=float) for name in ("low", "high"))
            ax.fill_between(x, low, high, color=colour, alpha=0.15, linewidth=0)
        for when, value, n in zip(x, y, run["n"].to_numpy(dtype=float), strict=True) if numbered else ():
            size = "" if np.isnan(n) else f"\n{number(n)}"
            ax.annotate(
                number(round(value, 1)) + size, (when, value), xytext=(0, 5), textcoords="offset points", ha="center",
                fontsize=letter() - 1,
            )  # fmt: skip
    lost = facts.loc[facts["value"].isna(), year].astype(int).to_list()
    if lost:
        ax.plot(lost, [0] * len(lost), "x", color=FAINT, clip_on=False, gid="na")


@styled
def flow(
    facts: pd.DataFrame,
    **options: Unpack[ReportOptions],
) -> Axes:
    """Is the backlog growing: carried in and new above, decided and carried out below, for each report.

    ``facts`` as for :func:`demand`; it needs ``req_carried_in``, ``req_new``, ``req_decided`` and
    ``req_carried_out``. Reports of very unlike size are drawn as shares of their own workload. Where the two
    sides differ, the figures beside the bars say so.

    >>> from analysis.charts.example import flows
    >>> flow(flows(2), lang="en").get_xlabel()
    'cases'
    """
    ax, lang, title, *_ = given = by_report(options, "flow_title")
    table = rows(facts, given, list(FLOW))
    if not table.ids:
        return nothing(ax, lang, title)
    names = fit_names(table.names, ax)
    ax = open_axes(ax, names, least=2.0)
    values = pick(facts, table.ids, tuple(FLOW), "value")
    why = reasons(facts, table.ids, tuple(FLOW))
    sides = np.maximum(values[:, :2].sum(axis=1), values[:, 2:].sum(axis=1))
    sizes = sides[sides > 0]
    relative = bool(sizes.size and sizes.max() / sizes.min() > UNLIKE)
    top = 100.0 if relative else float(np.nanmax([*sizes, 1.0]))
    for y, counts in enumerate(values):
        if np.isnan(counts).any():
            _absent(ax, y, top, why_not(next(word for word in why[y] if word), lang) if any(why[y]) else "–")
            beside(ax, y, "n=–", faint=True)
        else:
            scale = 100 / sides[y] if relative and sides[y] else 1.0
            _sides(ax, y, counts, scale, lang)
    name_rows(ax, names)
    ax.set_xlim(0, top)
    plain_axis(ax)
    words = [text(code, lang) for code in FLOW]
    axis = text("share_workload" if relative else "cases", lang)
    handles = [swatch(colour) for colour in FLOW.values()]
    return finish(ax, title=title, handles=handles, words=words, axis=axis, note=table.note)


def _sides(ax: Axes, y: int, counts: np.ndarray, scale: float, lang: str) -> None:
    """The two bars of one report, and its arithmetic beside them."""
    colours = list(FLOW.values())
    for at, value in enumerate(counts):
        left = scale * counts[0 if at < 2 else 2] if at % 2 else 0.0
        ax.barh(y + (-0.19 if at < 2 else 0.19), scale * value, 0.34, left, color=colours[at])
    into, out = counts[:2].sum(), counts[2:].sum()
    if into == out == 0:
        not_there(ax, y, text("no_cases", lang))
    sign = "=" if into == out else "≠"
    lines = [
        f"{number(counts[0])} + {number(counts[1])}",
        f"{sign} {number(counts[2])} + {number(counts[3])}",
    ]
    beside(ax, y, "\n".join(lines))
