"""The provinces as tiles of one size: a map without borders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.charts.canvas import LINE, finish, letter, nothing, open_axes, points
from analysis.charts.classes import DOTS, classify, key
from analysis.charts.labels import number, text, unit, width
from analysis.charts.maps import LOST, NOT_COVERED, fills, join
from analysis.charts.options import PointOptions, by_unit, styled
from analysis.charts.palette import FAINT, HATCH, INK, ink_on
from analysis.charts.units import SMALL, doubt_note, listed, need, said
from analysis.regions import gazetteer
from analysis.regions.names import short_name
from analysis.words.indicators import DOUBT_MARK

# Code → column and row of its tile, and its letters in ISO 3166-2:CN.
TILES = {
    "230000": (8, 0, "HL"), "150000": (5, 1, "NM"), "110000": (6, 1, "BJ"), "210000": (7, 1, "LN"),
    "220000": (8, 1, "JL"), "650000": (1, 2, "XJ"), "640000": (4, 2, "NX"), "140000": (5, 2, "SX"),
    "130000": (6, 2, "HE"), "120000": (7, 2, "TJ"), "630000": (2, 3, "QH"), "620000": (3, 3, "GS"),
    "610000": (4, 3, "SN"), "410000": (5, 3, "HA"), "370000": (6, 3, "SD"), "540000": (1, 4, "XZ"),
    "510000": (3, 4, "SC"), "500000": (4, 4, "CQ"), "420000": (5, 4, "HB"), "340000": (6, 4, "AH"),
    "320000": (7, 4, "JS"), "310000": (8, 4, "SH"), "530000": (3, 5, "YN"), "520000": (4, 5, "GZ"),
    "430000": (5, 5, "HN"), "360000": (6, 5, "JX"), "330000": (7, 5, "ZJ"), "450000": (4, 6, "GX"),
    "440000": (5, 6, "GD"), "350000": (6, 6, "FJ"), "710000": (8, 6, "TW"), "460000": (4, 7, "HI"),
    "820000": (5, 7, "MO"), "810000": (6, 7, "HK"),
}  # fmt: skip
COLUMNS, ROWS = 8, 8


@styled
def tile_map(
    frame: pd.DataFrame,
    *,
    region: str = "region_code",
    classes: int = 5,
    bounds: Sequence[float] | None = None,
    **options: Unpack[PointOptions],
) -> Axes:
    """Is there a regional pattern: each province a tile of one size with its figure and n, colour by class.

    Columns as for :func:`region_map`, one row a province. Tiles with n < 10 are grey, those without a value
    hatched; 香港, 澳门 and 台湾 are drawn but have no such reports. Rows of other places are listed below.
    In English the tiles bear the letters of ISO 3166-2:CN.

    >>> from analysis.charts.example import places
    >>> len(tile_map(places(3, ["110000", "320000", "440000"]), lang="en").patches)
    34
    """
    ax, lang, title, note, value, n, label, measure, *_ = by_unit(options, PointOptions)
    need(frame, (value, region))
    if frame.empty:
        return nothing(ax, lang, title)
    rows = join(frame, list(TILES), "province", None, value=value, n=n, region=region, label=label)
    values = np.array([rows.value.get(code, np.nan) for code in TILES])
    sizes = np.array([rows.n.get(code, np.nan) for code in TILES])
    small = (sizes < SMALL) & ~np.isnan(values)
    table = classify(values, ~small, classes, bounds)
    step = points(ax) / 9
    ax = open_axes(ax, [""], least=ROWS * step * 0.8 / (LINE * letter()))
    for code, value_, size, colour in zip(TILES, values, sizes, fills(table, values, small), strict=True):
        _tile(ax, code, value_, size, colour, lang, step, mark=f" {DOUBT_MARK}" * (code in rows.doubt))
    ax.set_xlim(0.4, COLUMNS + 0.6)
    ax.set_ylim(ROWS - 0.4, -0.6)
    ax.set_axis_off()
    missing = [code for code, value_ in zip(TILES, values, strict=True) if np.isnan(value_)]
    handles, words = key(table, small, sum(code[:2] not in NOT_COVERED for code in missing), lang)
    unplaced = text("unplaced_tiles", lang) + listed(rows.unplaced, lang) if rows.unplaced else ""
    parts = (
        unit(measure, lang),
        text("tile_words", lang),
        doubt_note(bool(rows.doubt), lang),
        unplaced,
        note,
    )
    return finish(ax, title=title, handles=handles, words=words, note=said(parts, lang))


def _tile(
    ax: Axes, code: str, value: float, size: float, colour: str, lang: str, step: float, *, mark: str
) -> None:
    """One tile: name, figure with its mark of doubt, and n, as far as they fit."""
    x, y, letters = TILES[code]
    division = gazetteer.lookup(code)
    name = (
        letters if lang == "en" or division is None else short_name(division.name).removesuffix("特别行政区")
    )
    lost = np.isnan(value)
    few = size < SMALL and not lost
    hatch = DOTS if few else LOST if lost and code[:2] not in NOT_COVERED else None
    look: dict[str, Any] = {
        "facecolor": colour,
        "edgecolor": HATCH if lost or few else "white",
        "hatch": hatch,
        "linewidth": 0.5,
    }
    tile = Rectangle((x - 0.48, y - 0.47), 0.96, 0.94, gid="na" if hatch == LOST else code, **look)
    ax.add_patch(tile)
    ink = FAINT if lost else ink_on(colour)
    figure = "" if lost else number(round(value, 1)) + mark
    n = "" if lost or np.isnan(size) else f"n={number(size)}"
    lines = [name, figure] + ([n] if n and width(n) * (letter() - 2) < step * 0.9 else [])
    words = "\n".join(line for line in lines if line)
    written = ax.text(
        x, y, words, ha="center", va="center", fontsize=letter() - 1.5, color=ink, linespacing=1.15
    )
    if hatch:
        written.set_bbox({"facecolor": colour if few else "white", "edgecolor": "none", "pad": 0.6})
        written.set_color(INK)
