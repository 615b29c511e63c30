"""What all charts share: a figure of fitting height, names, legend, note, and marks for what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Text

from analysis.charts.labels import drawable, text, width, wrap
from analysis.charts.margins import Margins, lay_out
from analysis.charts.palette import FAINT, HATCH, INK
from analysis.charts.style import FAMILIES

LINE = 1.3
NAME_SHARE = 0.34


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
