"""The layout of a figure that holds one chart: heading, axes with all that sticks out of them, note."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import LayoutEngine
from matplotlib.transforms import Bbox

from analysis.frames.grid import Floats

PAD = 3.0  # points between the parts and at the edges
EDGE = 0.15  # share of the axes at each side that counts as near the edge
LEAST = 0.02  # share of the figure that the axes keep, however little room there is


class Margins(LayoutEngine):
    """Gives each part the room it needs, measured once.

    The constrained layout of matplotlib solves for any number of axes: it measures every mark twice before each
    drawing, which took half of the time of a chart.
    """

    _adjust_compatible = True
    _colorbar_gridspec = True

    def execute(self, fig: Any) -> None:
        """Lay the figure out; matplotlib calls this before it draws."""
        lay_out(fig)


def lay_out(figure: Figure) -> None:
    """Put heading and note at the edges of a figure, and its first axes with their words between them."""
    ax, canvas = figure.axes[0], figure.canvas
    # What the renderer of the drawing has measured it need not measure again.
    agg: Any = canvas if isinstance(canvas, FigureCanvasAgg) else FigureCanvasAgg(Figure(dpi=figure.dpi))
    measure = agg.get_renderer()
    pad = PAD * figure.dpi / 72
    above, below = _heading(figure, measure, pad), _note(figure, measure, pad)
    sides = _beyond([_axes_box(ax, measure)], ax)
    texts = [words for words in ax.texts if words.get_in_layout() and words.get_visible()]
    boxes = [words.get_window_extent(measure) for words in texts]
    sides = np.maximum(sides, _beyond(boxes, ax))
    near = [words for words, box in zip(texts, boxes, strict=True) if _at_edge(box, ax)]
    _place(figure, above, below, sides + pad)
    if near:
        # Words at a mark near the edge reach further out once the axes are narrower.
        sides = np.maximum(sides, _beyond([words.get_window_extent(measure) for words in near], ax))
        _place(figure, above, below, sides + pad)


def _place(figure: Figure, above: float, below: float, sides: Floats) -> None:
    """Give the axes what the heading, the note and the words at their sides leave, in pixels."""
    wide, high = figure.bbox.width, figure.bbox.height
    left, right = sides[0] / wide, 1 - sides[2] / wide
    bottom, top = (below + sides[1]) / high, 1 - (above + sides[3]) / high
    figure.subplots_adjust(left, bottom, max(right, left + LEAST), max(top, bottom + LEAST))


def _heading(figure: Figure, measure: RendererAgg, pad: float) -> float:
    """Put legend or title at the top; return the height they take, in pixels."""
    if figure.legends:
        return float(figure.legends[0].get_window_extent(measure).height) + pad
    for words in figure.texts:
        if words.get_verticalalignment() == "top":
            words.set_y(1 - pad / figure.bbox.height)
            return float(words.get_window_extent(measure).height) + pad
    return 0.0


def _note(figure: Figure, measure: RendererAgg, pad: float) -> float:
    """Put the note at the bottom; return the height it takes, in pixels."""
    for words in figure.texts:
        if words.get_verticalalignment() == "bottom":
            words.set_y(pad / figure.bbox.height)
            return float(words.get_window_extent(measure).height) + pad
    return 0.0


def _axes_box(ax: Axes, measure: RendererAgg) -> Bbox:
    """The axes with their ticks, labels and title, but without what is written in them."""
    box: Any = ax.get_tightbbox(measure, bbox_extra_artists=[], for_layout_only=True)
    return box if isinstance(box, Bbox) else ax.get_window_extent()


def _beyond(boxes: list[Bbox], ax: Axes) -> Floats:
    """How far boxes reach beyond the axes to the left, below, to the right and above, in pixels."""
    inner = ax.get_window_extent().extents
    if not boxes:
        return np.zeros(4)
    ends = np.array([box.extents for box in boxes])
    reach = np.concatenate([inner[:2] - ends[:, :2].min(0), ends[:, 2:].max(0) - inner[2:]])
    return np.asarray(np.maximum(reach, 0.0))


def _at_edge(box: Bbox, ax: Axes) -> bool:
    """Whether words in the axes stand so near their edge that they may come to reach beyond it."""
    inner = ax.get_window_extent()
    outside = box.x0 >= inner.x1 or box.x1 <= inner.x0
    inside = inner.expanded(1 - 2 * EDGE, 1 - 2 * EDGE)
    return not outside and not (inside.contains(box.x0, box.y0) and inside.contains(box.x1, box.y1))
