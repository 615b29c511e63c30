"""The glyphs a page needs, inside the page: right on a machine without any Chinese font, no request made."""

from __future__ import annotations

import base64
import io
import logging
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "charts" / "fonts"
FAMILY = "Gongkai Sans SC"
WEIGHTS = {400: "GongkaiSansSC-Regular.otf", 700: "GongkaiSansSC-Bold.otf"}
FIRST_CHINESE = 0x2E80


def font_css(text: str) -> str:
    """``@font-face`` rules with the characters of ``text``; empty if none of them is Chinese."""
    wanted = frozenset(map(ord, text)) | frozenset(range(0x20, 0x7F))
    if max(wanted) < FIRST_CHINESE:
        return ""
    return "\n".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{_subset(name, wanted)}) format('woff')}}"
        for weight, name in WEIGHTS.items()
    )


@lru_cache(maxsize=4)
def _subset(name: str, wanted: frozenset[int]) -> str:
    # 0.6 s a weight and about 100 KB in the page; the whole font would be 1.7 MB
    from fontTools import subset, ttLib  # type: ignore[import-untyped,unused-ignore]

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    with ttLib.TTFont(FONTS / name, lazy=True, recalcTimestamp=False) as font:
        chooser = subset.Subsetter(options)
        chooser.populate(unicodes=wanted)
        chooser.subset(font)
        font.flavor = "woff"
        stream = io.BytesIO()
        font.save(stream)
    return base64.b64encode(stream.getvalue()).decode("ascii")
