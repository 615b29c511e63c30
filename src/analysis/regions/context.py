"""What the surroundings of a report say about its place: they narrow candidates and never place a body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analysis.regions.gazetteer import (
    Division,
    ancestors,
    below,
    by_name,
    every_stretch,
    grouped,
    lookup,
    table_rows,
)
from analysis.regions.labels import english
from analysis.regions.words import BARE_DISTRICTS, word_goes_on
from analysis.text import fold, normalise

_NOT_LETTER = re.compile("[^a-z]")
_PINYIN_KIND = re.compile("(?<=..)(?:sheng|shi|xian|qu|zhou|qi)$")
_KIND = re.compile("[省市县区州盟旗]")
_AREA_CODE = re.compile(r"(?<!\d)(010|02\d|0[3-9]\d\d)\D{0,3}\d{7,8}(?!\d)")


def mentioned(text: str, year: int | None) -> frozenset[str]:
    """Codes of the divisions that a text names in full; a name that several divisions bear says nothing."""
    key = fold(text)
    return frozenset(code for match in _KIND.finditer(key) if (code := _ending_at(key, match.end(), year)))


def _ending_at(key: str, end: int, year: int | None) -> str | None:
    for length in _lengths().get(key[max(0, end - 2) : end], ()):
        name = key[max(0, end - length) : end]
        if name in by_name() and name not in BARE_DISTRICTS and not word_goes_on(name, key[end:]):
            codes = {division.code for division in by_name()[name] if division.covers(year, 1)}
            return codes.pop() if len(codes) == 1 else None
    return None


@cache
def _lengths() -> dict[str, list[int]]:
    """Last two characters → lengths of the names of divisions that end with them, the longest first."""
    lengths = grouped((name[-2:], len(name)) for name in by_name())
    return {tail: sorted(set(found), reverse=True) for tail, found in lengths.items()}


@cache
def _area_codes() -> dict[str, frozenset[str]]:
    return {area: frozenset(codes.split()) for area, codes in table_rows("phones.csv.gz")}


def dialled(text: str) -> frozenset[str]:
    """Codes of the prefectures (or provinces) that the telephone numbers in a text belong to."""
    found = [_area_codes().get(area, frozenset()) for area in _AREA_CODE.findall(normalise(text))]
    return frozenset().union(*found)


@cache
def _postcodes() -> dict[str, frozenset[str]]:
    return {head: frozenset(codes.split()) for head, codes in table_rows("postcodes.csv.gz")}


def delivered(text: str) -> frozenset[str]:
    """Codes of the prefectures (or provinces) that a postcode of six digits belongs to, by its first four."""
    return _postcodes().get(normalise(text).strip()[:4], frozenset())


@cache
def _by_pinyin() -> dict[str, frozenset[Division]]:
    """Pinyin of names without their kind → the divisions; names in other spellings (hohhot) are not there."""
    units = (unit for unit in every_stretch() if unit.level != "zone")
    spelt = ((english(unit.code, unit.valid_to, kind=False) or "", unit) for unit in units)
    labels = ((_NOT_LETTER.sub("", name.lower().replace("ü", "v")), unit) for name, unit in spelt)
    return {label: frozenset(found) for label, found in grouped(labels).items() if label}


def hosted(text: str, year: int | None) -> frozenset[str]:
    """Codes of the divisions whose pinyin is a label of a site's address, with or without its kind (luzhouqu).

    Of several labels (gulou.xuzhou) only divisions count that lie in, or hold, one of every other label.
    """
    host = re.sub(r"^https?://", "", text.strip().lower()).split("/")[0]
    groups = [found for label in host.split(".") if (found := _spelt(label, year))]
    return frozenset(
        division.code
        for group in groups
        for division in group
        if all(any(_related(division, other) for other in others) for others in groups)
    )


def _spelt(label: str, year: int | None) -> frozenset[Division]:
    names = (label, _PINYIN_KIND.sub("", label))
    return frozenset(unit for name in names for unit in _by_pinyin().get(name, ()) if unit.covers(year, 1))


def _related(one: Division, other: Division) -> bool:
    return below(one, other.code) or below(other, one.code)


def site_owner(text: str) -> frozenset[str]:
    """Code of the division in a site's identification code: the first six of its ten digits.

    So the guideline for government websites of 2017 has it; the codes of ministries begin with letters.
    """
    digits = "".join(re.findall(r"\d", text))
    code = digits[:6] if len(digits) == 10 else ""
    return frozenset((code,)) if lookup(code) else frozenset()


def supported(candidates: Sequence[Division], codes: frozenset[str]) -> tuple[Division, ...]:
    """The candidates that are, or lie in, one of the divisions of these codes, by the lowest such division.

    Of the places in 江苏省 those in 徐州市 are kept if both are named. A candidate above a kept one is kept
    too: a city's report names its districts.
    """
    depths = {c: max((u.rank for u in ancestors(c) if u.code in codes), default=-1) for c in candidates}
    deepest = max(depths.values(), default=-1)
    inside = [c for c, depth in depths.items() if depth == deepest and depth >= 0]
    above = {unit.code for division in inside for unit in ancestors(division)}
    return tuple(c for c in candidates if c in inside or c.code in above)
