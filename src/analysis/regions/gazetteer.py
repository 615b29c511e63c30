"""The divisions of China since 2008: codes, names and years, read from the tables beside this file."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from analysis.regions.names import everyday_names, short_name, zone_tails
from analysis.text import fold

TOWNSHIP_ENDS = ("镇", "乡", "街道", "苏木", "办事处", "地区", "农场", "林场", "牧场")
_ZONE_ENDS = (
    "开发区", "园区", "示范区", "工业区", "管理区", "度假区", "高新区", "新区", "经济区", "产业园", "工业园",
)  # fmt: skip
_RANK = {"national": -1, "province": 0, "prefecture": 1, "county": 2, "zone": 2, "township": 3}


class Division(NamedTuple):
    """One division in one stretch of years.

    ``level`` is national (all of China), province, prefecture, county, township or zone (a development zone);
    ``parent`` is the code one level up that has a government (for the districts of a municipality: the municipality).
    The years are
    those at whose end the division was listed; ``None`` is open or not known. ``system`` is ``mca`` (civil
    affairs codes) or ``nbs`` (units that only the statistics office has). Codes have six digits, nine for a
    township.
    """

    code: str
    name: str
    level: str
    parent: str
    valid_from: int | None
    valid_to: int | None
    system: str

    def covers(self, year: int | None, slack: int = 0) -> bool:
        """Whether the division was listed at the end of ``year``, give or take ``slack`` years."""
        if year is None:
            return True
        first, last = self.valid_from, self.valid_to
        return (first is None or first - slack <= year) and (last is None or year <= last + slack)

    @property
    def rank(self) -> int:
        """0 for a province to 3 for a township; a zone ranks as a county."""
        return 3 if len(self.code) == 9 else _RANK[self.level]


NATION = Division("000000", "全国", "national", "", None, None, "mca")


def text_of(name: str) -> str:
    """One of the tables beside this file, packed or plain, as text."""
    data = Path(__file__).with_name(name).read_bytes()
    return (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")


def table_rows(name: str) -> Iterator[list[str]]:
    """The rows of one of the tables beside this file, without the header; no cell holds a comma."""
    return (line.split(",") for line in text_of(name).splitlines()[1:])


Key = TypeVar("Key")
Value = TypeVar("Value")


def grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    """The second members of pairs by the first ones, each in the order of the pairs."""
    table: dict[Key, list[Value]] = {}
    for key, value in pairs:
        table.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in table.items()}


@cache
def stretches() -> dict[str, tuple[Division, ...]]:
    """Code → the divisions that had it, one for each stretch of years."""
    return grouped(
        (code, Division(code, name, level, parent, int(first or 0) or None, int(last or 0) or None, system))
        for code, name, level, parent, first, last, system in table_rows("divisions.csv.gz")
    )


def every_stretch() -> Iterator[Division]:
    """All divisions in all stretches of years."""
    return (division for known in stretches().values() for division in known)


@cache
def by_name() -> dict[str, tuple[Division, ...]]:
    """Official and everyday names that tell the kind (恩施州) → all divisions of that name, in any year."""
    return grouped(
        (name, unit) for unit in every_stretch() for name in (unit.name, *everyday_names(unit.name))
    )


@cache
def by_short_name() -> dict[str, tuple[Division, ...]]:
    """Names without their kind (恩施) → all divisions of that name, in any year; zones have none."""
    named = ((short_name(unit.name), unit) for unit in every_stretch() if unit.level != "zone")
    return grouped((name, unit) for name, unit in named if name != unit.name)


@cache
def zones_of() -> dict[str, dict[str, Division]]:
    """Prefecture code → what follows its name in the name of a zone → the zone."""
    table: dict[str, dict[str, Division]] = {}
    for zone, *_ in stretches().values():
        if zone.level == "zone":
            province, prefecture = (
                stretches()[code][-1].name for code in (zone.code[:2] + "0000", zone.parent)
            )
            for tail in zone_tails(zone.name, province, prefecture):
                table.setdefault(zone.parent, {}).setdefault(tail, zone)
    return table


@cache
def _townships() -> str:
    """The table of townships as text, sorted by county: searching it is faster than splitting it."""
    return text_of("townships.csv.gz")


def _township(line: str) -> Division:
    county, code, name, system = line.split(",")
    level = "zone" if name.endswith(_ZONE_ENDS) else "township"
    return Division(code, name, level, county, None, None, system)


@lru_cache(maxsize=1024)
def _townships_under(prefix: str) -> str:
    """The part of the table whose counties begin with a prefix, from a line break to a line break."""
    text = _townships_under(prefix[:2]) if len(prefix) > 2 else _townships()
    start = end = max(text.find(f"\n{prefix}"), 0)
    while text.startswith(prefix, end + 1):
        end = text.find("\n", end + 1)
    return text[start : end + 1]


def _township_lines(text: str, part: str) -> Iterator[str]:
    """The lines in which a part stands."""
    at = -1
    while (at := text.find(part, at + 1)) >= 0:
        yield text[text.rfind("\n", 0, at + 1) + 1 : text.find("\n", at + 1)]


@lru_cache(maxsize=4096)
def townships_named(name: str, prefix: str = "") -> tuple[Division, ...]:
    """All townships of exactly this name whose county's code begins with a prefix."""
    if "," in name or "\n" in name:
        return ()
    text = _townships_under(prefix) if prefix else _townships()
    return tuple(_township(line) for line in _township_lines(text, f",{name},"))


@lru_cache(maxsize=4096)
def townships_of(county: str) -> dict[str, Division]:
    """Townships of a county, or of a prefecture without counties, by name; a street also as 某某办事处."""
    found = [_township(line) for line in _townships_under(f"{county},").split("\n") if line]
    table = {division.name: division for division in found}
    for name, division in tuple(table.items()):
        for form in everyday_names(name):
            table.setdefault(form, division)
        if "（" in name:
            table.setdefault(fold(name), division)
            table.setdefault(re.sub("（[^）]*）", "", name), division)
        if name.endswith("街道"):
            table.setdefault(name.removesuffix("街道") + "办事处", division)
            if len(name) > 3:
                table.setdefault(name.removesuffix("道"), division)
    return table


def _township_by_code(code: str) -> Division | None:
    # Where the lists give one code to two names, the civil affairs list comes first.
    # A township may bear the code of a county it was in once, but of no other prefecture.
    found = [_township(line) for line in _township_lines(_townships_under(code[:4]), f",{code},")]
    return min(found, key=lambda division: division.system, default=None)


@lru_cache(maxsize=8192)
def lookup(code: str, year: int | None = None) -> Division | None:
    """The division of a code of six digits (nine for a township) in a year, the latest one without a year."""
    code = code.strip()
    if len(code) == 12 and code.endswith("000"):
        code = code[:9] if not code.endswith("000000") else code[:6]
    if len(code) == 9:
        return _township_by_code(code) if code.isdecimal() else None
    if code == NATION.code:
        return NATION
    found = [division for division in stretches().get(code, ()) if division.covers(year)]
    return max(found, key=lambda division: division.valid_from or 0, default=None)


def find(name: str, year: int | None = None, within: str | None = None) -> tuple[Division, ...]:
    """All divisions that bear a full or short name, in a year and below the code ``within`` if given.

    Townships are looked for if the name ends like one (镇, 乡, 街道 …).
    """
    key = fold(name)
    found = [*by_name().get(key, ()), *by_short_name().get(key, ())]
    if key.endswith(TOWNSHIP_ENDS):
        found += townships_named(key)
    kept = [d for d in latest(d for d in found if d.covers(year)) if within is None or below(d, within)]
    return tuple(kept)


def latest(divisions: Iterable[Division]) -> tuple[Division, ...]:
    """One division a code, its latest stretch of years, sorted by code."""
    kept: dict[str, Division] = {}
    for division in divisions:
        if division.code not in kept or (division.valid_from or 0) >= (kept[division.code].valid_from or 0):
            kept[division.code] = division
    return tuple(kept[code] for code in sorted(kept))


def below(division: Division, code: str) -> bool:
    """Whether a division lies under another one, or is it."""
    if code.endswith("0000"):
        return division.code[:2] == code[:2]
    while division.code != code:
        parent = lookup(division.parent) if division.parent else None
        if parent is None:
            return False
        division = parent
    return True


@lru_cache(maxsize=8192)
def ancestors(division: Division, year: int | None = None) -> tuple[Division, ...]:
    """The division and all above it, province first, each as in the year, else as in its latest year."""
    found = [division]
    while found[0].parent:
        parent = found[0].parent
        above = lookup(parent, year) or lookup(parent, found[0].valid_to) or lookup(parent)
        if above is None:
            break
        found.insert(0, above)
    return tuple(found)


def chain(code: str, year: int | None = None) -> tuple[str, ...]:
    """Official names from the province down to the division of a code; empty for an unknown code."""
    division = lookup(code, year)
    return () if division is None else tuple(unit.name for unit in ancestors(division, year))
