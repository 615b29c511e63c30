"""A place as a person names it: one answer for the same words at every door."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.errors import UnknownNameError
from analysis.regions import Division, chain, english, find, lineage, lookup
from analysis.regions.gazetteer import ancestors
from analysis.text import fold
from analysis.words import Words

UNRESOLVED = "unresolved"
NOWHERE = Words("地区未能确定的报告", "Reports whose place is not known")
MOST_LISTED = 8
_BETWEEN = re.compile(r"[\s›>/·、，,]+")


class Region(NamedTuple):
    """A place that reports can be of: its code today (or ``unresolved``) and its official name."""

    code: str
    name: str

    def label(self, lang: str) -> str:
        """The name on a page of a language; the Chinese one where a place has no English name."""
        if self.code == UNRESOLVED:
            return NOWHERE.zh if lang == "zh" else NOWHERE.en
        return self.name if lang == "zh" else english(self.code) or self.name

    @property
    def stem(self) -> str:
        """The part of the code that all places inside share today: 140000 is 14, 141100 is 1411."""
        return stem(self.code)


def region_of(words: object) -> Region:
    """The place that words mean: a code (14, 1411, 140000), a name in Chinese or English, alone or after those above.

    The short name of a province is that province (吉林, 海南); of a city and places inside it, the city (淮安). A place
    that was renamed or renumbered is known by its code of today. Raises ``UnknownNameError`` for words that name no
    place, and for a name of several places, which it lists.

    >>> [region_of(words).code for words in ("山西", 14, "江苏省淮安市", "潞州区", "Huai'an City")]
    ['140000', '140000', '320800', '140403', '320800']
    """
    text = str(words).strip()
    if text == UNRESOLVED:
        return Region(UNRESOLVED, NOWHERE.zh)
    found = _outermost(_by_code(text) if text.isdecimal() else _by_name(text))
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownNameError(
            f"There is no region {text!r}; give a name such as 江苏省淮安市, an official code such as 320800, "
            f"or {UNRESOLVED}."
        )
    listed = "; ".join(
        f"{''.join(chain(region.code)) or region.name} {region.code}" for region in found[:MOST_LISTED]
    )
    more = f" and {len(found) - MOST_LISTED} more" if len(found) > MOST_LISTED else ""
    raise UnknownNameError(
        f"{text!r} is the name of {len(found)} places: {listed}{more}; give the code of one."
    )


def regions_of(words: object) -> tuple[Region, ...]:
    """The places of one name or code, or of several; each once, in the order given."""
    several = words if isinstance(words, Iterable) and not isinstance(words, str) else (words,)
    return tuple(dict.fromkeys(region_of(word) for word in several))


def stem(code: str) -> str:
    """The part of a code that all places inside it share: 140000 is 14, 141100 is 1411."""
    while len(code) > 2 and len(code) % 2 == 0 and code.endswith("00"):
        code = code[:-2]
    return code


@lru_cache(maxsize=65536)
def lies_in(code: str, year: int | None) -> tuple[str, ...]:
    """The places that a report of a code and year lies in, province first, itself last, by their codes of today."""
    division = lookup(code, year) or lookup(code)
    if division is None:  # told apart by its digits, as long as nothing else is known of it
        return tuple(dict.fromkeys([f"{code[:2]}0000", f"{code[:4]}00", code[:6], code]))
    return tuple(lineage(unit.code, year) for unit in ancestors(division, year))


def _by_code(text: str) -> list[Region]:
    division = lookup(text.ljust(6, "0")) if len(text) in (2, 4, 6, 9, 12) else None
    return [] if division is None else [_region(division)]


def _by_name(text: str) -> list[Region]:
    plain = _BETWEEN.sub("", fold(text))
    divisions = list(find(plain)) or list(_in_chain(plain)) or list(_in_english(text.replace("’", "'")))
    provinces = [d for d in divisions if d.level == "province"]
    return list(dict.fromkeys(_region(division) for division in provinces or divisions))


def _in_chain(name: str, within: str | None = None) -> Iterator[Division]:
    """The places of a name that begins with those above it: 江苏省淮安市, 江苏淮安."""
    for end in range(2, len(name) - 1):
        for above in find(name[:end], within=within):
            yield from find(name[end:], within=above.code)
            yield from _in_chain(name[end:], above.code)


def _in_english(text: str) -> Iterator[Division]:
    """The places of an English name, with or without its kind, alone or before that of a place above it."""
    name, *above = (part.strip().casefold() for part in text.split(","))
    for official in _english_names().get(name, ()):
        for division in find(official):
            upper = {word.casefold() for unit in ancestors(division)[:-1] for word in _english_of(unit.code)}
            if set(above) <= upper:
                yield division


@cache
def _english_names() -> dict[str, tuple[str, ...]]:
    """English name, with and without its kind → the official names that it stands for."""
    from analysis.regions.labels import english_names

    names: dict[str, tuple[str, ...]] = {}
    for official, forms in english_names().items():
        for form in dict.fromkeys(form.casefold() for form in forms):
            names[form] = (*names.get(form, ()), official)
    return names


def _english_of(code: str) -> tuple[str, ...]:
    return english(code) or "", english(code, kind=False) or ""


def _region(division: Division) -> Region:
    """The place that a division is today; one that ended keeps its own code and name."""
    code = lineage(division.code, division.valid_to)
    today = lookup(code)
    return Region(code, today.name if today else division.name)


def _outermost(regions: list[Region]) -> list[Region]:
    """Of places that lie in one another the outermost."""
    codes = {region.code for region in regions}
    return [region for region in regions if codes.isdisjoint(lies_in(region.code, None)[:-1])]
