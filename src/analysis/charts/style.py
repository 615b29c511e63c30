"""The look of all charts: our own Chinese font, sizes and lines; set once, and by every chart for itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib import font_manager

from analysis.charts.palette import FAINT, GRID, INK, SERIES

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Gongkai Sans SC"
# DejaVu first: its digits and its minus are narrower than those of the Chinese font.
FAMILIES = ["DejaVu Sans", FAMILY]
CM = 1 / 2.54
NARROW_CM = 13.0


@cache
def register_fonts() -> None:
    """Make the two weights of the vendored font known to matplotlib."""
    for path in sorted(FONTS.glob("*.otf")):
        font_manager.fontManager.addfont(path)


@cache
def characters() -> frozenset[int]:
    """The code points that the chart fonts can draw."""
    register_fonts()
    paths = [font_manager.findfont(family) for family in FAMILIES]
    return frozenset(code for path in paths for code in font_manager.get_font(path).get_charmap())


def parameters() -> dict[str, Any]:
    """The matplotlib settings of the style, without the size of figures and letters."""
    return {
        "font.family": FAMILIES,
        "axes.unicode_minus": True,
        "axes.titleweight": "bold",
        "figure.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": FAINT,
        "axes.labelcolor": FAINT,
        "axes.axisbelow": True,
        "axes.facecolor": "white",
        "figure.facecolor": "white",
        "axes.grid": False,
        "grid.color": GRID,
        "grid.linewidth": 0.6,
        "text.color": INK,
        # A body may be called anything: a dollar sign in its name is not a formula.
        "text.parse_math": False,
        "text.usetex": False,
        "xtick.color": FAINT,
        "ytick.color": INK,
        "ytick.left": False,
        "ytick.major.size": 0,
        "xtick.direction": "out",
        "hatch.linewidth": 0.5,
        "legend.frameon": False,
        "legend.handlelength": 1.0,
        "legend.handleheight": 0.8,
        "legend.columnspacing": 1.2,
        "axes.prop_cycle": cycler(color=SERIES),
        "svg.fonttype": "path",
        "svg.hashsalt": "gongkai",
        "savefig.dpi": 160,
    }


def sizes(width_cm: float) -> dict[str, Any]:
    """Figure width and letter sizes for charts of this width in centimetres."""
    size = 9.0 if width_cm >= NARROW_CM else 7.5
    return {
        "figure.figsize": (width_cm * CM, width_cm * CM * 0.5),
        "font.size": size,
        "axes.titlesize": size + 1,
        "figure.titlesize": size + 1,
        "axes.labelsize": size - 0.5,
        "xtick.labelsize": size - 0.5,
        "ytick.labelsize": size,
        "legend.fontsize": size - 0.5,
        "legend.title_fontsize": size + 1,
    }


def use_style(width_cm: float = 18.0) -> None:
    """Set the style for the whole session; ``width_cm`` is the width of the charts to come.

    Call it after ``seaborn.set_theme`` or ``plt.style.use``, which would take the font away again.

    >>> import matplotlib as mpl
    >>> use_style(18)
    >>> round(mpl.rcParams["figure.figsize"][0], 2)
    7.09
    """
    register_fonts()
    settings: Any = parameters() | sizes(width_cm)
    mpl.rcParams.update(settings)
