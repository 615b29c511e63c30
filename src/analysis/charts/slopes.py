"""Two years side by side: one line a unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.canvas import LINE, finish, letter, nothing, open_axes, points
from analysis.charts.labels import drawable, number, text, unit, wrap
from analysis.charts.options import PointOptions, by_unit, styled
from analysis.charts.palette import FADED, FAINT, INK, PEER, SERIES
from analysis.charts.spread import apart
from analysis.charts.units import Focus, chosen, counted, floats, need, said, units
from analysis.errors import UnknownNameError

# Up to this many lines each has its name; above it only those in focus.
MOST_NAMES = 24


@styled
def slope(
    frame: pd.DataFrame,
    focus: Focus = None,
    *,
    years: Sequence[int] | None = None,
    crosses: str = "",
    year: str = "year",
    edition: str = "edition",
    **options: Unpack[PointOptions],
) -> Axes:
    """Who changed: the figure of each unit in two years, joined by a line; only units that have both.

    One row a unit and year. Columns: ``value``, ``label``, ``year``; ``n`` and ``edition`` if they are there.
    ``years`` are the two years, by default the first and the last of the frame. A pair that lies across a
    change of the form, or any pair if ``crosses`` says in words what changed in between, is dashed and the
    note says so. A line is pale if one of its ends has n < 10. Source: Tufte (1983).

    Raises :class:`UnknownNameError` if a unit has two rows for one year or ``years`` are not two.

    >>> from analysis.charts.example import years
    >>> [tick.get_text() for tick in slope(years(12), years=[2023, 2024], lang="en").get_xticklabels()]
    ['2023', '2024']
    """
    given = by_unit(options, PointOptions, low=None, high=None)
    ax, lang, title, note, value, n, label, measure, *_ = given
    need(frame, (value, label, year))
    dated = frame[frame[year].notna() & frame[label].notna()]
    if dated.empty:
        return nothing(ax, lang, title)
    pair = sorted(map(int, years)) if years is not None else [int(dated[year].min()), int(dated[year].max())]
    if len(pair) != 2 or (years is not None and pair[0] == pair[1]):
        raise UnknownNameError(f"years is {years!r}; give two different years.")
    chosen(dated[label], focus)
    ends = _ends(dated, pair, label, year)
    both = [body for body in dict.fromkeys(dated[label]) if all(body in end.index for end in ends)]
    before, after = (floats(end.loc[both], value) for end in ends)
    known = ~np.isnan(before) & ~np.isnan(after)
    single = len(set(dated[label])) - int(known.sum())
    if pair[0] == pair[1] or not known.any():
        return nothing(ax, lang, title)
    bodies = [body for body, there in zip(both, known, strict=True) if there]
    ends = [end.loc[bodies] for end in ends]
    ax = open_axes(ax, [""], least=max(14.0, 1.15 * min(len(bodies), MOST_NAMES)))
    changed = _changed(ends, edition, crosses)
    table = units(
        ends[1].assign(unit=bodies, least=np.fmin(*(floats(end, n) for end in ends))),
        given._replace(n="least", label="unit"), focus,
    )  # fmt: skip
    _lines(ax, before[known], table.value, table.small, table.focus, changed)
    _names(ax, before[known], table.value, table.names, table.focus)
    ax.set_xticks([0, 1], [str(when) for when in pair])
    ax.spines[["bottom", "left"]].set_visible(False)
    ax.set_yticks([])
    rising, falling = int((table.value > before[known]).sum()), int((table.value < before[known]).sum())
    words = [counted(table, lang), text("rise_fall", lang).format(rising, falling)]
    if single:
        words.append(text("not_both", lang).format(single))
    if changed.any():
        words.append(text("dashed", lang) + (f" ({drawable(crosses)})" if crosses else ""))
    return finish(ax, title=title, axis=unit(measure, lang), note=said((*words, note), lang))


def _ends(dated: pd.DataFrame, pair: Sequence[int], label: str, year: str) -> list[pd.DataFrame]:
    """The rows of the two years by unit."""
    ends = [dated[dated[year] == when].set_index(label) for when in pair]
    for end, when in zip(ends, pair, strict=True):
        twice = end.index[end.index.duplicated()]
        if len(twice):
            raise UnknownNameError(
                f"{twice[0]!r} has more than one row for {when}; keep one row a unit and year."
            )
    return ends


def _changed(ends: list[pd.DataFrame], edition: str, crosses: str) -> np.ndarray:
    """Which pairs lie across a break."""
    if crosses:
        return np.ones(len(ends[0]), dtype=bool)
    if edition not in ends[0]:
        return np.zeros(len(ends[0]), dtype=bool)
    forms = [end[edition].astype("string").fillna("").to_numpy() for end in ends]
    return np.asarray(forms[0] != forms[1], dtype=bool)


def _lines(
    ax: Axes, before: np.ndarray, after: np.ndarray, small: np.ndarray, focus: np.ndarray, changed: np.ndarray
) -> None:
    """One line a unit: rising and falling differ in colour, those in focus in weight."""
    for at in range(len(before)):
        colour = SERIES[0] if after[at] >= before[at] else SERIES[1]
        if focus.any() and not focus[at]:
            colour = PEER
        heavy = 2.2 if focus[at] else 1.0
        ax.plot(
            [0, 1], [before[at], after[at]], "o--" if changed[at] else "o-", color=colour, linewidth=heavy,
            markersize=4, alpha=FADED if small[at] else 1.0, zorder=4 if focus[at] else 3, gid="line",
        )  # fmt: skip
    for x in (0, 1):
        ax.axvline(x, color=FAINT, linewidth=0.6, zorder=1)


def _names(ax: Axes, before: np.ndarray, after: np.ndarray, names: list[str], focus: np.ndarray) -> None:
    """Names with figures to the right, figures to the left, moved apart where they would touch."""
    every = np.concatenate([before, after])
    room = 0.06 * (float(np.ptp(every)) or 1.0)
    least, most = float(every.min()) - room, float(every.max()) + room
    named = np.arange(len(names)) if len(names) <= MOST_NAMES else np.flatnonzero(focus)
    wide = points(ax) * 0.38 / letter()
    words = [f"{wrap(names[at], wide)} {number(round(after[at], 1))}" for at in named]
    lines = max((word.count("\n") + 1 for word in words), default=1)
    ax.set_ylim(least, most)
    ax.set_xlim(-0.25, 1 + (1.6 if len(named) else 0.25))
    figure = ax.get_figure(root=True)
    assert figure is not None  # noqa: S101
    height = ax.get_position().height * float(figure.get_size_inches()[1]) * 72
    gap = LINE * (letter() - 1) * lines / height * (most - least)
    figures = [number(round(before[at], 1)) for at in named]
    for x, ys, texts, side in ((1, after, words, "left"), (0, before, figures, "right")):
        places = apart([ys[at] for at in named], gap if x else gap / lines, least + gap / 2, most - gap / 2)
        for place, at, word in zip(places, named, texts, strict=True):
            colour = INK if focus[at] or not focus.any() else FAINT
            offset = 6 if x else -6
            written = ax.annotate(
                word, (x, place), (offset, 0), "data", "offset points", annotation_clip=False
            )
            written.set(ha=side, va="center", fontsize=letter() - 1, color=colour, gid="name")
            if abs(place - ys[at]) > gap / 3:
                ax.add_line(
                    Line2D([x, x + (0.02 if x else -0.02)], [ys[at], place], color=PEER, linewidth=0.5)
                )
