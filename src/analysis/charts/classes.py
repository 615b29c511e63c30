"""Figures in classes: round bounds, colours that print, and the words of the legend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.patches import Patch

from analysis.charts.canvas import hatch_swatch
from analysis.charts.labels import number, text
from analysis.charts.palette import FAINT
from analysis.errors import UnknownNameError
from analysis.frames.grid import Floats

# One hue from light to dark: it keeps its order for every kind of colour blindness and in grey print.
# Source: ColorBrewer (Harrower and Brewer 2003), PuBu.
SHADES = {
    1: ("#74a9cf",),
    2: ("#bdc9e1", "#0570b0"),
    3: ("#d0d1e6", "#74a9cf", "#045a8d"),
    4: ("#d0d1e6", "#a6bddb", "#3690c0", "#045a8d"),
    5: ("#ece7f2", "#bdc9e1", "#74a9cf", "#2b8cbe", "#045a8d"),
    6: ("#ece7f2", "#d0d1e6", "#a6bddb", "#67a9cf", "#2b8cbe", "#045a8d"),
    7: ("#ece7f2", "#d0d1e6", "#a6bddb", "#74a9cf", "#3690c0", "#0570b0", "#034e7b"),
}
FEW = "#e3e3e3"
DOTS = "...."


class Classes(NamedTuple):
    """Bounds (one more than classes), and the class of each value: -1 has none."""

    bounds: Floats
    place: np.ndarray

    @property
    def colours(self) -> tuple[str, ...]:
        """One colour a class."""
        return SHADES[max(len(self.bounds) - 1, 1)]


def classify(values: Floats, counted: np.ndarray, count: int, bounds: Sequence[float] | None) -> Classes:
    """Classes of about equal size with round bounds, or those of ``bounds``; each holds its lower bound.

    Only ``counted`` values are put into classes. Values outside given bounds widen the outer classes. Raises
    :class:`UnknownNameError` for fewer than 1 or more than 7 classes, or bounds that do not rise.
    """
    known = values[counted & ~np.isnan(values)]
    if bounds is not None:
        edges = np.array(bounds, dtype=float)
        if len(edges) < 2 or len(edges) > 8 or (np.diff(edges) <= 0).any():
            raise UnknownNameError(f"bounds is {list(bounds)}; give two to eight rising numbers.")
        if known.size:
            edges[0], edges[-1] = min(edges[0], known.min()), max(edges[-1], known.max())
    elif not 1 <= count <= 7:
        raise UnknownNameError(f"classes is {count}; give 1 to 7.")
    else:
        edges = _round_bounds(known, count)
    index = np.full(len(values), -1)
    if known.size:
        at = counted & ~np.isnan(values)
        index[at] = np.clip(np.searchsorted(edges, values[at], side="right") - 1, 0, len(edges) - 2)
    return Classes(edges, index)


def _round_bounds(known: Floats, count: int) -> Floats:
    """Quantiles, those inside rounded as far as they still differ; the outer ones are least and most."""
    if not known.size:
        return np.array([0.0, 1.0])
    least, most = float(known.min()), float(known.max())
    count = min(count, len(np.unique(known)))
    if least == most:
        return np.array([least, most])
    inner = np.quantile(known, np.linspace(0, 1, count + 1)[1:-1])
    for digits in range(1, 6):
        step = 10.0 ** (np.floor(np.log10(most - least)) - digits)
        rounded = np.unique(np.round(inner / step) * step)
        if len(rounded) == len(np.unique(inner)):
            break
    return np.array([least, *(bound for bound in rounded if least < bound < most), most])


def key(table: Classes, few: np.ndarray, missing: int, lang: str) -> tuple[list[Artist], list[str]]:
    """The legend: each class with its bounds and number of units, then small n and no value."""
    bounds = [number(round(float(bound), 2)) for bound in table.bounds]
    handles: list[Artist] = []
    words = []
    count = len(table.bounds) - 1
    for at in range(count):
        units = int((table.place == at).sum())
        if not units and count == 1:
            continue
        last = at == count - 1
        span = (
            bounds[at]
            if bounds[at] == bounds[at + 1]
            else f"{bounds[at]}–{'' if last else '<'}{bounds[at + 1]}"
        )
        handles.append(Patch(facecolor=table.colours[at], edgecolor=FAINT, linewidth=0.4))
        words.append(f"{span} ({units})")
    if few.any():
        handles.append(Patch(facecolor=FEW, edgecolor=FAINT, hatch=DOTS, linewidth=0.4))
        words.append(f"{text('few', lang)} ({int(few.sum())})")
    if missing:
        handles.append(hatch_swatch())
        words.append(f"{text('no_value', lang)} ({missing})")
    return handles, words
