"""Names of divisions for charts and pages: official, short and English."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from analysis.regions import names
from analysis.regions.gazetteer import lookup


def official_name(code: str, year: int | None = None) -> str | None:
    """The full name of a division in a year, in its latest year without one; None for an unknown code."""
    division = lookup(code, year) or lookup(code)
    return division.name if division else None


def short_name(code: str, year: int | None = None) -> str | None:
    """The name without its kind (长阳土家族自治县 → 长阳); a name of one character keeps it (蔚县)."""
    name = official_name(code, year)
    return name and names.short_name(name)


def english(code: str, year: int | None = None, *, kind: bool = True) -> str | None:
    """The English name of a province, prefecture, county or zone; ``kind=False`` leaves out City, County …

    It is pinyin (Taizhou City, Xi'an City), or the usual spelling where the name comes from another language of
    China (Hohhot City) or is settled otherwise (Shaanxi Province, Hong Kong). None for townships and unknown codes.
    """
    known = _english().get(official_name(code, year) or "")
    return None if known is None else known[0 if kind else 1]


@cache
def _english() -> dict[str, tuple[str, str]]:
    """Official name → English with and without the kind."""
    text = gzip.decompress(Path(__file__).with_name("english.tsv.gz").read_bytes()).decode("utf-8")
    rows = (line.split("\t") for line in text.split("\n")[1:-1])
    return {name: (full, short) for name, full, short in rows}
