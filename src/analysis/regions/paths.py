"""Reads divisions from the start of a name, from the top down: 江苏省 › 淮安市 › 洪泽区."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.regions import words
from analysis.regions.gazetteer import (
    Division,
    below,
    by_name,
    by_short_name,
    grouped,
    townships_named,
    townships_of,
    zones_of,
)
from analysis.regions.zones import is_kind, is_scenic, zone_at

_LONGEST = 16
# 国家矿山安全监察局|山西|局, 中国人民银行|济南|分行
_OF_THE_CENTRE = ("国家", "中国人民银行")
_TOWNSHIP_END = re.compile("镇|乡|街道?|苏木|地区|办事处")


class Path(NamedTuple):
    """Divisions as a name writes them, the highest first, and where each name ends in the folded text."""

    units: tuple[Division, ...]
    ends: tuple[int, ...]
    short: bool

    @property
    def end(self) -> int:
        """Where the last name ends."""
        return self.ends[-1]


def paths_in(key: str, so_far: Path) -> Iterator[Path]:
    """The divisions that a folded name writes from where a path ends on, each with all that it is below."""
    for division, end, short in _units_at(key, so_far.end, so_far.units):
        path = Path((*so_far.units, division), (*so_far.ends, end), so_far.short or short)
        yield from paths_in(key, path)
        if division.rank in (1, 2) and not short and (government := words.OF_GOVERNMENT.match(key, end)):
            yield from _parts_of_government(key, path, government.end())
        if not short or _may_be_short(division, key, end):
            yield path


def _parts_of_government(key: str, so_far: Path, at: int) -> Iterator[Path]:
    """A street, township or zone named after its government (黄浦区人民政府外滩街道办事处)."""
    for division, end, _ in _units_at(key, at, so_far.units):
        if division.rank == 3 or division.level == "zone":
            yield Path((*so_far.units, division), (*so_far.ends, end), so_far.short)


def _may_be_short(division: Division, key: str, end: int) -> bool:
    """Whether what follows shows that a name without its kind is the place (晋城|教育局, 昆山|经济技术开发区)."""
    organ = words.organ_of(key[end:])
    if words.SEAT.fullmatch(organ) or (
        key.startswith(_OF_THE_CENTRE) and words.SEAT_OF_SYSTEM.fullmatch(organ)
    ):
        return True
    if words.NOT_GOVERNMENT.search(organ) or words.WORKS.search(organ):
        return False
    if zone := zone_at(organ):
        return _may_name_zone(division, zone)
    return bool(organ and words.ORGAN_START.match(organ) and words.GOVERNMENT_END.search(organ))


def _may_name_zone(division: Division, zone: str) -> bool:
    """Whether a zone is called after a place: many lakes and hills bear the names of counties far away (太湖新城)."""
    if is_kind(zone):
        return True
    if division.rank > 1 and not division.parent.endswith("0000"):
        return division.name.endswith("市") and is_scenic(zone)
    return (division.rank < 2 or division.name[-1] != "区") and zone[0] not in "湾陵路街"


def _units_at(key: str, at: int, above: tuple[Division, ...]) -> Iterator[tuple[Division, int, bool]]:
    upper = above[-1] if above else None
    for end in _ends(key, at, upper):
        name, following = key[at:end], key[end:]
        goes_on = words.word_goes_on(name, following)
        for division in () if goes_on else by_name().get(name, ()):
            if fits_below(division, above) and _stands_alone(division, following):
                yield division, end, False
        for division in by_short_name().get(name, ()):
            if fits_below(division, above):
                yield division, end, True
        if upper is not None and upper.rank in (1, 2):
            yield from ((unit, end, False) for unit in _inside(upper, name, goes_on))


def _inside(upper: Division, name: str, goes_on: bool) -> Iterator[Division]:
    """Zones of a prefecture; townships of a county, or of a prefecture if the name ends like one."""
    if upper.rank == 1 and (zone := zones_of().get(upper.code, {}).get(name)):
        yield zone
    if not goes_on:
        if township := townships_of(upper.code).get(name):
            yield township
        elif upper.rank == 1 and words.TOWNSHIP_HEAD.fullmatch(name):
            yield from townships_named(name, upper.code[:4])


def _ends(key: str, at: int, upper: Division | None) -> list[int]:
    """Where a name that begins at a place may end, the farthest first."""
    head = key[at : at + 2]
    lengths = set(_lengths().get(head, ()))
    if upper is not None and upper.rank in (1, 2):
        lengths.update(_lengths_inside(upper.code).get(head, ()))
        if upper.rank == 1:
            lengths.update(match.end() for match in _TOWNSHIP_END.finditer(key[at : at + _LONGEST]))
    return sorted((at + length for length in lengths if at + length <= len(key)), reverse=True)


@cache
def _lengths() -> dict[str, frozenset[int]]:
    """First two characters → lengths of the names of divisions that begin with them."""
    return _lengths_by_head([*by_name(), *by_short_name()])


@lru_cache(maxsize=4096)
def _lengths_inside(code: str) -> dict[str, frozenset[int]]:
    return _lengths_by_head([*townships_of(code), *zones_of().get(code, ())])


def _lengths_by_head(names: Iterable[str]) -> dict[str, frozenset[int]]:
    lengths = grouped((name[:2], len(name)) for name in names if len(name) <= _LONGEST)
    return {head: frozenset(found) for head, found in lengths.items()}


def _stands_alone(division: Division, following: str) -> bool:
    """Whether 城区 and the like name the district: an organ or one of its townships must follow."""
    begins = words.ORGAN_START.match(following) or is_kind(zone_at(following) or "")
    if division.name not in words.BARE_DISTRICTS or begins:
        return True
    return any(following.startswith(name) for name in townships_of(division.code))


def fits_below(division: Division, above: tuple[Division, ...]) -> bool:
    """Whether a division can follow others in a name: it lies in the last of them, and both were listed together."""
    if not above:
        return True
    upper = above[-1]
    if division.rank <= upper.rank or not below(division, upper.code):
        return False
    first = max(division.valid_from or 0, upper.valid_from or 0)
    return first <= min(division.valid_to or 9999, upper.valid_to or 9999)
