"""What was made public unasked: documents, decisions and fees, over all orders of magnitude."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from analysis.charts.canvas import (
    NAME_SHARE,
    beside,
    finish,
    letter,
    name_rows,
    not_there,
    nothing,
    open_axes,
    points,
    swatch,
)
from analysis.charts.counts import plain_axis, value_at
from analysis.charts.labels import number, text, unit, why_not, wrap
from analysis.charts.options import ReportOptions, by_report, styled
from analysis.charts.palette import SERIES
from analysis.charts.units import doubt_note, doubted, pick, reasons, rows, said, stands_on
from analysis.measures.catalogue import find

PROACTIVE = ("nd_made", "nd_repealed", "nd_stock", "lic_count", "pen_count", "coercion_count", "fee_amount")
# A linear axis hides what is this many times smaller than the largest value.
WIDE_RANGE = 100
MOST_BARS = 6


@styled
def proactive(
    facts: pd.DataFrame,
    *,
    codes: Sequence[str] = PROACTIVE,
    **options: Unpack[ReportOptions],
) -> Axes:
    """What was made, decided and charged: bars for up to six reports, dots with their median for more.

    ``facts`` as for :func:`demand`; ``codes`` are counts of the catalogue. The axis is logarithmic if the
    values span more than a factor of 100; a zero then has no bar but the figure 0.

    >>> from analysis.charts.example import facts
    >>> proactive(facts(), codes=["lic_count"], lang="en").get_xlabel()
    'number'
    """
    ax, lang, title, note, _, year = given = by_report(options, "proactive_title")
    codes = tuple(codes)
    table = rows(facts, given, codes)
    if not table.ids or not codes:
        return nothing(ax, lang, title)
    items = [_item(code, lang, ax) for code in codes]
    many = table.total > MOST_BARS
    ids = [str(key) for key in facts["report_id"].drop_duplicates()] if many else table.ids
    values, why = pick(facts, ids, codes, "value"), reasons(facts, ids, codes)
    bars = 1 if many else len(ids)
    ax = open_axes(ax, items, least=2.2 if many else max(1.6, bars * 0.95 + 0.5))
    floor, log = _scale(ax, values)
    if many:
        _strip(ax, values, floor, lang)
    else:
        _grouped(ax, values, why, floor, lang)
    name_rows(ax, items)
    handles, words = _legend(ax, table.names, lang, many=many)
    below = said((
        table.names[0] if len(ids) == 1 else "", stands_on(facts.drop_duplicates("report_id"), year, lang, cut=False),
        doubt_note(bool(doubted(facts, codes)), lang), note,
    ), lang)  # fmt: skip
    axis = text("amount_log" if log else "amount", lang)
    return finish(ax, title=title, handles=handles, words=words, axis=axis, note=below)


def _legend(ax: Axes, names: list[str], lang: str, *, many: bool) -> tuple[list[Artist], list[str]]:
    """The reports by colour, or what dot and line mean; nothing for a single report."""
    if many:
        dot = Line2D([], [], marker="o", color="none", markerfacecolor=SERIES[0], alpha=0.5)
        line = Line2D([], [], marker="|", color="black", linestyle="none", markersize=9)
        return [dot, line], [text("one_report", lang), text("median", lang)]
    if len(names) == 1:
        return [], []
    words = [wrap(name, 0.9 * points(ax) / letter() - 4) for name in names]
    return [swatch(colour) for colour in SERIES[: len(words)]], words


def _item(code: str, lang: str, ax: Axes | None) -> str:
    """Name and unit of an indicator as a row label."""
    item = find(code)
    measure = (
        f"（{item.unit}）" if lang == "zh" else "" if item.unit == "件" else f" ({unit(item.unit, lang)})"
    )
    return wrap(item.label(lang) + measure, NAME_SHARE * points(ax) / letter())


def _scale(ax: Axes, values: np.ndarray) -> tuple[float, bool]:
    """Set the axis, linear or logarithmic as the range asks; return where bars start."""
    known = values[values > 0]
    top = float(known.max()) if known.size else 1.0
    if known.size and top / known.min() > WIDE_RANGE:
        floor = 10.0 ** np.floor(np.log10(known.min()) - 0.3)
        ax.set_xscale("log")
        ax.set_xlim(floor, top * (top / floor) ** 0.16)
        ax.xaxis.set_major_locator(LogLocator(numticks=6 if points(ax) > 400 else 3))
        ax.xaxis.set_minor_formatter(NullFormatter())
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
        return float(floor), True
    ax.set_xlim(0, top * 1.16)
    plain_axis(ax)
    return 0.0, False


def _grouped(ax: Axes, values: np.ndarray, why: np.ndarray, floor: float, lang: str) -> None:
    """For each item one bar a report, with its figure."""
    count = len(values)
    high = 0.8 / count
    for at, report in enumerate(values):
        for y, value in enumerate(report):
            place = y - 0.4 + high * (at + 0.5)
            if np.isnan(value):
                not_there(ax, place, why_not(why[at, y], lang), floor)
            elif value > floor:
                ax.barh(place, value - floor, high * 0.92, floor, color=SERIES[at])
                value_at(ax, value, place, number(value))
            else:
                value_at(ax, floor, place, number(value))


def _strip(ax: Axes, values: np.ndarray, floor: float, lang: str) -> None:
    """For each item one dot a report, their median, and beside it how many are zero or not reported."""
    for y, column in enumerate(values.T):
        known = column[~np.isnan(column)]
        shown = known[known > floor] if floor else known
        spread = y + 0.22 * np.sin(np.arange(len(shown)) * 2.4)
        ax.scatter(shown, spread, s=14, color=SERIES[0], alpha=0.5, linewidths=0)
        if known.size and np.median(known) > floor:
            ax.plot([np.median(known)] * 2, [y - 0.36, y + 0.36], color="black", linewidth=1.6, gid="median")
        zeros, lost = int((known == 0).sum()), int(np.isnan(column).sum())
        parts = [f"n={len(known)}", f"0: {zeros}"] + (
            [f"{text('not_reported', lang)}: {lost}"] if lost else []
        )
        beside(ax, y, "\n".join(parts))
