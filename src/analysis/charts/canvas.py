"""What all charts share: a figure laid out to fit, names, legend, note, and marks for what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import LayoutEngine
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from analysis.charts.labels import drawable, text, width, wrap
from analysis.charts.palette import FAINT, HATCH, INK
from analysis.charts.style import FAMILIES
from analysis.frames.grid import Floats

LINE = 1.3
NAME_SHARE = 0.34
PAD = 3.0  # points between the parts and at the edges
EDGE = 0.15  # share of the axes at each side that counts as near the edge
LEAST = 0.02  # share of the figure that the axes keep, however little room there is


def letter() -> float:
    """The base letter size in points."""
    return float(mpl.rcParams["font.size"])


def points(ax: Axes | None) -> float:
    """The width of the figure, or of the axes' share of it, in points."""
    if ax is None:
        return float(mpl.rcParams["figure.figsize"][0]) * 72
    figure = ax.get_figure(root=True)
    assert figure is not None  # noqa: S101
    # An axes alone in its figure spans about this share of it.
    return float(figure.get_size_inches()[0]) * 72 * min(1.0, ax.get_position().width / 0.775)


def fit_names(names: Sequence[str], ax: Axes | None) -> list[str]:
    """The names broken into lines that leave most of the width to the chart."""
    return [wrap(name, NAME_SHARE * points(ax) / letter()) for name in names]


def open_axes(ax: Axes | None, rows: Sequence[str], *, least: float = 1.0, heads: float = 0.0) -> Axes:
    """The axes given, or new ones as high as the rows need; :func:`finish` adds the room for all else.

    ``rows`` are the labels as they will be printed, ``least`` is the height of a row and ``heads`` that of
    words above the first one, in lines of text.
    """
    if ax is not None:
        return ax
    lines = max((name.count("\n") + 1 for name in rows), default=1)
    height = (len(rows) * max(lines + 0.35, least) + heads) * LINE * letter() / 72
    figure, ax = plt.subplots(figsize=(points(None) / 72, height))
    figure.set_layout_engine(Margins())
    ax.set_label("own")
    return ax


def name_rows(ax: Axes, names: Sequence[str]) -> None:
    """Print the names at 0, 1, 2 … down the left side, first at the top."""
    ax.set_yticks(range(len(names)), list(names))
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def beside(ax: Axes, y: float, words: str, *, faint: bool = False) -> Text:
    """Words to the right of the axes, at the height of a row."""
    mark = ax.annotate(
        words, (1, y), (5, 0), ax.get_yaxis_transform(), "offset points", annotation_clip=False
    )
    mark.set(va="center", fontsize=letter() - 1, color=FAINT if faint else INK)
    return mark


def not_there(ax: Axes, y: float, words: str, x: float = 0.0) -> Text:
    """Words in the place of a mark that cannot be drawn: not reported, no cases, …"""
    mark = ax.annotate(words, (x, y), (4, 0), "data", "offset points")
    mark.set(va="center", fontsize=letter() - 1, color=FAINT, gid="na")
    return mark


def hatched(ax: Axes, left: float, y: float, wide: float, high: float) -> Patch:
    """A hatched box for a value that is not there."""
    bars = ax.barh(
        y, wide, high, left, facecolor="none", edgecolor=HATCH, hatch="////", linewidth=0.5, zorder=1
    )
    bars[0].set_gid("na")
    patch: Patch = bars[0]
    return patch


def sentence(ax: Axes | None, words: str, title: str | None = None) -> Axes:
    """A plain sentence in place of a chart that would be empty."""
    ax = open_axes(ax, [""], least=2)
    ax.set_axis_off()
    ax.text(
        0, 0.5, wrap(words, points(ax) / letter() * 0.95), transform=ax.transAxes, va="center", color=FAINT
    )
    return finish(ax, title=title)


def finish(
    ax: Axes,
    *,
    title: str | None = None,
    handles: Sequence[Artist] = (),
    words: Sequence[str] = (),
    axis: str = "",
    note: str = "",
) -> Axes:
    """Title and legend above, axis words and note below, our font and no formulas in every text of the axes.

    In a figure of our own the title and the note stand at the figure's left edge, and the figure grows to
    hold them; in axes of the caller they stay with the axes.
    """
    figure = ax.get_figure()
    own = figure if ax.get_label() == "own" and isinstance(figure, Figure) else None
    room = points(None if own else ax) / letter()
    # Titles are larger and bold, so fewer letters fit.
    heading = wrap(drawable(title), room * 0.76) if title else ""
    below = [wrap(axis, room * 0.6), wrap(note, room * (0.98 if own else 0.6))]
    legend = _legend(ax, own, heading, list(handles), list(words), room)
    if own is None:
        ax.set_xlabel("\n".join(part for part in below if part))
    else:
        ax.set_xlabel(below[0])
        if note:
            own.supxlabel(below[1], x=0.01, ha="left", fontsize=letter() - 1, color=FAINT)
        lines = sum(_lines(part) for part in (heading, heading and "\n", *below)) + 1.6
        rows = -(-len(words) // legend) if legend else 0
        own.set_figheight(own.get_figheight() + (lines * LINE + rows * 1.6) * letter() / 72)
    _dress(ax, own)
    return ax


def _lines(words: str) -> float:
    return words.count("\n") + 1 if words else 0


def _dress(ax: Axes, figure: Figure | None) -> None:
    """Our font in every text, and no text read as a formula."""
    # Figures made later in the caller's style have their font from there.
    ax.tick_params(labelfontfamily=FAMILIES)
    for artist in ax.findobj(Text) if figure is None else ():
        if isinstance(artist, Text):
            artist.set_fontfamily(FAMILIES)
            artist.set_parse_math(False)


def settled(ax: Axes) -> Figure:
    """The figure of axes, laid out as it will be drawn, for those who must know where its marks come to lie."""
    figure = ax.get_figure(root=True)
    assert figure is not None  # noqa: S101
    if isinstance(figure.get_layout_engine(), Margins):
        lay_out(figure)
    else:
        figure.draw_without_rendering()
    return figure


def _legend(
    ax: Axes, own: Figure | None, title: str, handles: list[Artist], words: list[str], room: float
) -> int:
    """Draw title and legend as one, so that neither covers the other; return the columns of the legend."""
    if not handles:
        if title and own is not None:
            own.suptitle(title, x=0.01, ha="left")
        elif title:
            ax.set_title(title)
        return 0
    widest = max(width(word) for word in words) + 2.6
    most = max(1, min(len(words), int(room * (0.98 if own else 0.8) // widest)))
    columns = -(-len(words) // -(-len(words) // most))
    # A legend fills its columns one after the other; reading goes along the rows.
    order = [at for column in range(columns) for at in range(column, len(words), columns)]
    handles, words = [handles[at] for at in order], [words[at] for at in order]
    look: dict[str, Any] = {"title": title, "alignment": "left", "ncols": columns, "borderaxespad": 0.2}
    if own is not None:
        legend = own.legend(handles, words, loc="upper left", bbox_to_anchor=(0, 1), **look)
    else:
        legend = ax.legend(handles, words, loc="lower left", bbox_to_anchor=(0, 1), **look)
    legend.get_title().set_fontweight("bold")
    return columns


def swatch(colour: str) -> Patch:
    """A legend mark for a filled area."""
    return Patch(facecolor=colour)


def hatch_swatch() -> Patch:
    """A legend mark for what is not reported."""
    return Patch(facecolor="none", edgecolor=HATCH, hatch="////", linewidth=0.5)


def nothing(ax: Axes | None, lang: str, title: str | None) -> Axes:
    """The sentence for an empty frame."""
    return sentence(ax, text("nothing", lang), title)


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
    above, below = _heading(figure, measure, pad), _note_at_foot(figure, measure, pad)
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


def _note_at_foot(figure: Figure, measure: RendererAgg, pad: float) -> float:
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
