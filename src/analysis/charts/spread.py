"""Names beside marks without one covering another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from analysis.charts.canvas import letter, settled
from analysis.charts.labels import wrap
from analysis.charts.palette import INK
from analysis.charts.style import FAMILIES
from analysis.frames.grid import Floats

# Where a name may stand: across and up in letters from its mark, and which end is at the mark.
PLACES = (
    (0.75, 0.0, "left", "center"),
    (-0.75, 0.0, "right", "center"),
    (0.0, 0.7, "center", "bottom"),
    (0.0, -0.7, "center", "top"),
    (0.5, 0.7, "left", "bottom"),
    (-0.5, 0.7, "right", "bottom"),
    (0.5, -0.7, "left", "top"),
    (-0.5, -0.7, "right", "top"),
)


def apart(wanted: Sequence[float], gap: float, least: float, most: float) -> Floats:
    """Places as near as can be to those wanted, each at least ``gap`` from the next, between two ends.

    If there is no room for all, they are spaced evenly over the whole room.
    """
    places = np.array(wanted, dtype=float)
    order = np.argsort(places, kind="stable")
    count = len(places)
    if count == 0:
        return places
    if gap * (count - 1) >= most - least:
        places[order] = np.linspace(least, most, count) if count > 1 else (least + most) / 2
        return places
    # Blocks of touching names move together to the mean of what their names want.
    blocks: list[tuple[float, int]] = []
    for at in order:
        start, size = float(places[at]), 1
        while blocks and blocks[-1][0] + gap * blocks[-1][1] > start:
            before, number = blocks.pop()
            start = (before * number + (start - gap * number) * size) / (number + size)
            size += number
        blocks.append((min(max(start, least), most - gap * (size - 1)), size))
    ends = [(start, size) for start, size in blocks]
    places[order] = np.concatenate([start + gap * np.arange(size) for start, size in ends])
    sorted_places = places[order]
    for at in range(1, count):
        sorted_places[at] = max(sorted_places[at], sorted_places[at - 1] + gap)
    overrun = sorted_places[-1] - most
    for at in range(count - 1, -1, -1):
        limit = most if at == count - 1 else sorted_places[at + 1] - gap
        if overrun > 0:
            sorted_places[at] = min(sorted_places[at], limit)
    places[order] = sorted_places
    return places


def name_marks(
    ax: Axes, x: Floats, y: Floats, names: Sequence[str], *, bold: Sequence[bool] = ()
) -> list[str]:
    """Write each name beside its mark where there is room; return the names that found none.

    Call it when the figure has its final size. No name covers another name or one of the marks named.
    """
    if not len(names):
        return []
    figure = settled(ax)
    inside = ax.get_window_extent()
    em = letter() * figure.dpi / 72
    marks = ax.transData.transform(np.column_stack([x, y]))
    taken = [Bbox.from_bounds(px - em / 4, py - em / 4, em / 2, em / 2) for px, py in marks]
    left_out = []
    room = inside.width / em * 0.4
    for at, name in enumerate(names):
        heavy = bool(len(bold)) and bool(bold[at])
        written = ax.annotate(wrap(name, room), (x[at], y[at]), (0, 0), "data", "offset points")
        written.set(
            fontsize=letter() - 1, fontfamily=FAMILIES, fontweight="bold" if heavy else "normal", zorder=7
        )
        written.set(parse_math=False, gid="name", color=INK, in_layout=False)
        written.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.2})
        others = [box for i, box in enumerate(taken) if i != at]
        box = _settle(written, inside, others)
        if box is None:
            written.remove()
            left_out.append(name)
        else:
            taken.append(box)
    return left_out


def _settle(written: Text, inside: Bbox, taken: list[Bbox]) -> Bbox | None:
    """Move a name to the first place that is inside and free; None if there is none."""
    for across, up, ha, va in PLACES:
        written.set_position((across * letter(), up * letter()))
        written.set(ha=ha, va=va)
        box = written.get_window_extent()
        within = inside.x0 <= box.x0 and box.x1 <= inside.x1 and inside.y0 <= box.y0 and box.y1 <= inside.y1
        if within and not any(box.overlaps(other) for other in taken):
            return box
    return None
