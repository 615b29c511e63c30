"""Divisions as charts and pages want them: official, short and English names, their order, and what lies below."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from analysis.regions import names
from analysis.regions.gazetteer import NATION, Division, every_stretch, grouped, lookup, text_of, townships_of

_TOWNSHIP_KINDS = {"街道": "Subdistrict", "镇": "Town", "乡": "Township"}
_TOWNSHIP = re.compile(r"(?P<stem>[\u3400-\u9fff]{2,5}?(?<!族))(?P<kind>街道|镇|乡)")
# Where many names are Mongolian, Tibetan or Uygur: provinces, prefectures and counties, by the start of their codes.
_OTHER_LANGUAGES = ("15", "54", "63", "65", "5132", "5133", "513422", "6230", "5334", "210921", "211324", "220721",
                    "230624", "620623", "620923", "620924")  # fmt: skip


def official_name(code: str, year: int | None = None) -> str | None:
    """The full name of a division in a year, in its latest year without one; None for an unknown code."""
    division = lookup(code, year) or lookup(code)
    return division.name if division else None


def short_name(code: str, year: int | None = None) -> str | None:
    """The name without its kind (长阳土家族自治县 → 长阳); a name of one character keeps it (蔚县)."""
    name = official_name(code, year)
    return name and names.short_name(name)


def english(code: str, year: int | None = None, *, kind: bool = True) -> str | None:
    """The English name of a province, prefecture, county, zone or township; ``kind=False`` leaves out City, County …

    It is pinyin (Taizhou City, Xi'an City), or the usual spelling where the name comes from another language of
    China (Hohhot City) or is settled otherwise (Shaanxi Province, Hong Kong). A township has one (Zhongren Town) only
    if each character of its name has one reading and the name is not from another language; None for all others and
    for unknown codes.
    """
    name = official_name(code, year) or ""
    if code == NATION.code:
        return "national"
    known = english_names().get(name) if len(code) == 6 else _township(code, name)
    return None if known is None else known[0 if kind else 1]


def _township(code: str, name: str) -> tuple[str, str] | None:
    """The English of a township with and without its kind; None where a reading is in doubt."""
    match = _TOWNSHIP.fullmatch(name)
    if match is None or code.startswith(_OTHER_LANGUAGES):
        return None
    parts = [_syllables().get(character) for character in match["stem"]]
    known = [part for part in parts if part]
    if len(known) < len(parts):
        return None
    word = known[0] + "".join(f"'{part}" if part[0] in "aeo" else part for part in known[1:])
    return f"{word.capitalize()} {_TOWNSHIP_KINDS[match['kind']]}", word.capitalize()


@cache
def _syllables() -> dict[str, str]:
    """Character → its one reading in names of townships."""
    rows = (line.split("\t") for line in text_of("syllables.tsv").splitlines())
    return {character: syllable for syllable, characters in rows for character in characters}


@cache
def english_names() -> dict[str, tuple[str, str]]:
    """Official name → English with and without the kind."""
    rows = (line.split("\t") for line in text_of("english.tsv.gz").splitlines()[1:])
    return {name: (full, short) for name, full, short in rows}


def order(places: Iterable[str]) -> list[str]:
    """Codes, or names of provinces (official, short or English), in the official order; what is neither comes last."""
    return sorted(places, key=order_key)


def order_key(place: str) -> tuple[int, str]:
    """The key that ``order`` sorts by, for ``sorted`` and for columns of a frame."""
    code = place if place.isdecimal() else _provinces().get(place)
    return (0, code) if code else (1, place)


@cache
def _provinces() -> dict[str, str]:
    """Code of a province by its names: official, short and English."""
    return {
        name: unit.code
        for unit in every_stretch()
        if unit.level == "province"
        for name in (
            unit.name,
            names.short_name(unit.name),
            english(unit.code),
            english(unit.code, kind=False),
        )
        if name
    }


def children(code: str, year: int | None = None) -> tuple[Division, ...]:
    """The divisions right below a division at the end of a year (today without one), by code; zones are left out.

    Below a province: prefectures and the counties it governs itself; below a county, or a city without counties:
    its townships as listed today, for these have no years. None for an unknown code.
    """
    parts = []
    for part in _codes_below().get(code, ()):
        division = lookup(part, year)
        if division and division.parent == code and (year is not None or division.valid_to is None):
            parts.append(division)
    if parts or lookup(code) is None:
        return tuple(parts)
    townships = {unit.code: unit for unit in townships_of(code).values() if unit.level == "township"}
    return tuple(townships[part] for part in sorted(townships))


@cache
def _codes_below() -> dict[str, tuple[str, ...]]:
    below = {(unit.parent, unit.code) for unit in every_stretch() if unit.level != "zone"}
    return grouped(sorted(below))
