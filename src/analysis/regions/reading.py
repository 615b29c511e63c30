"""Reads the name of a body from its start: divisions from the top down, then the organ."""

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
    latest,
    townships_named,
    townships_of,
    zones_of,
)
from analysis.regions.names import simplified
from analysis.text import fold

_LONGEST = 16
_TOWNSHIP_END = re.compile("镇|乡|街道|苏木|地区|办事处")


class Path(NamedTuple):
    """Divisions as a name writes them, the highest first, and where each name ends in the folded text."""

    units: tuple[Division, ...]
    ends: tuple[int, ...]
    short: bool

    @property
    def end(self) -> int:
        """Where the last name ends."""
        return self.ends[-1]


class Claim(NamedTuple):
    """What one text says about the place of a body.

    ``below`` is None if the candidates are the place; else what keeps them from being it: ``zone``,
    ``township`` or ``county`` (a unit inside them that is not listed), ``branch``, ``part`` (perhaps one of
    their parts), ``two`` (several places), ``ended`` (not listed in that year), ``bare`` (a township without
    its county).
    """

    candidates: tuple[Division, ...]
    below: str | None
    words: str
    organ: str
    full: bool


@lru_cache(maxsize=4096)
def read_body(text: str, year: int | None) -> Claim | None:
    """The claim that a title or the name of a body makes, or None if it does not begin with a place."""
    key = simplified(fold(text))
    start = _skip(key)
    paths = list(_paths(key, Path((), (start,), False)))
    if not paths:
        return _bare_township(key[start:], year)
    end = max(path.end for path in paths)
    paths = [path for path in paths if path.end == end]
    fit, paths = _fitting(paths, year)
    if all(_is_branch(key, path) for path in paths):
        uppers = latest(path.units[-2] for path in paths)
        return Claim(uppers, "branch", key[start : paths[0].ends[-2]], organ_of(key[end:]), False)
    places = latest(path.units[-1] for path in paths)
    organ = _without(
        organ_of(key[end:].removeprefix("办事处") if places[0].rank == 3 else key[end:]), key, paths[0]
    )
    problem = "ended" if fit > 1 else _problem(organ, places)
    if problem is None and all(_is_vague(key, path, year) for path in paths):
        problem = "bare"
    full = len(paths[0].units) > 1 and not any(path.short for path in paths)
    return Claim(places, problem, key[start:end], organ, full)


def _without(organ: str, key: str, path: Path) -> str:
    """The organ's name without the place, where a second name repeats it (交口县委办公室、交口县政府办公室)."""
    whole, last = key[path.ends[0] : path.end], key[path.ends[-2] : path.end]
    if path.short or len(last) < 3 or organ.startswith(last):
        return organ
    return organ.replace(whole, "", 1).replace(last, "", 1)


def organ_of(rest: str) -> str:
    """The organ's name at the start of folded text: up to the year or the words of the title."""
    end = words.TITLE_END.search(rest)
    return words.ELSEWHERE.split(rest[: end.start()] if end else rest[:40])[0]


def unplaced(key: str) -> str:
    """Folded text from where a place or an organ may begin."""
    return key[_skip(key) :]


def _skip(key: str) -> int:
    at = 0
    for pattern in (words.NOISE, words.SYSTEMS, words.NOISE):
        if match := pattern.match(key, at):
            at = match.end()
    return at


def _paths(key: str, so_far: Path) -> Iterator[Path]:
    for division, end, short in _units_at(key, so_far.end, so_far.units):
        path = Path((*so_far.units, division), (*so_far.ends, end), so_far.short or short)
        yield from _paths(key, path)
        if division.rank == 2 and not short and (government := words.STREET_OF_GOVERNMENT.match(key, end)):
            yield from _streets_of_government(key, path, government.end())
        if not short or _may_be_short(key[end:]):
            yield path


def _streets_of_government(key: str, so_far: Path, at: int) -> Iterator[Path]:
    """A street office named after its district's government (黄浦区人民政府外滩街道办事处)."""
    for division, end, _ in _units_at(key, at, so_far.units):
        if division.rank == 3:
            yield Path((*so_far.units, division), (*so_far.ends, end), so_far.short)


def _is_branch(key: str, path: Path) -> bool:
    """Whether a short name follows another: 四川省都江堰水利发展中心 is the province's, at 都江堰 or named after it."""
    if len(path.units) < 2 or path.units[-1].rank == 3 or path.units[-1].level == "zone":
        return False
    return key[path.ends[-2] : path.end] not in by_name()


def _is_vague(key: str, path: Path, year: int | None) -> bool:
    """Whether a township or a zone hangs on a name that several counties or prefectures bear.

    Which of them has such a township today proves little: the lists of townships know no history.
    """
    if len(path.units) < 2 or path.units[-1].level not in ("township", "zone"):
        return False
    if path.units[-2].rank == 1 and path.units[-1].rank == 3 and path.units[-1].parent != path.units[-2].code:
        return True
    name, above = key[path.ends[-3] : path.ends[-2]], path.units[:-2]
    bearers = {*by_name().get(name, ()), *by_short_name().get(name, ())}
    return len({unit.code for unit in bearers if unit.covers(year, 1) and _fits_below(unit, above)}) > 1


def _may_be_short(rest: str) -> bool:
    organ = organ_of(rest)
    if words.NOT_GOVERNMENT.search(organ) or words.WORKS.search(organ):
        return False
    if words.ZONE.match(organ):
        return True
    return bool(organ and words.ORGAN_START.match(organ) and words.GOVERNMENT_END.search(organ))


def _units_at(key: str, at: int, above: tuple[Division, ...]) -> Iterator[tuple[Division, int, bool]]:
    upper = above[-1] if above else None
    for end in _ends(key, at, upper):
        name, following = key[at:end], key[end:]
        goes_on = words.word_goes_on(name, following)
        for division in () if goes_on else by_name().get(name, ()):
            if _fits_below(division, above) and _stands_alone(division, following):
                yield division, end, False
        for division in by_short_name().get(name, ()):
            if _fits_below(division, above):
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
def _lengths() -> dict[str, set[int]]:
    """First two characters → lengths of the names of divisions that begin with them."""
    return _lengths_by_head([*by_name(), *by_short_name()])


@lru_cache(maxsize=4096)
def _lengths_inside(code: str) -> dict[str, set[int]]:
    return _lengths_by_head([*townships_of(code), *zones_of().get(code, ())])


def _lengths_by_head(names: Iterable[str]) -> dict[str, set[int]]:
    table: dict[str, set[int]] = {}
    for name in names:
        if len(name) <= _LONGEST:
            table.setdefault(name[:2], set()).add(len(name))
    return table


def _stands_alone(division: Division, following: str) -> bool:
    """Whether 城区 and the like name the district: an organ or one of its townships must follow."""
    if division.name not in words.BARE_DISTRICTS or words.ORGAN_START.match(following):
        return True
    return any(following.startswith(name) for name in townships_of(division.code))


def _fits_below(division: Division, above: tuple[Division, ...]) -> bool:
    if not above:
        return True
    upper = above[-1]
    if division.rank <= upper.rank or not below(division, upper.code):
        return False
    first = max(division.valid_from or 0, upper.valid_from or 0)
    return first <= min(division.valid_to or 9999, upper.valid_to or 9999)


def _fitting(paths: list[Path], year: int | None) -> tuple[int, list[Path]]:
    """The paths whose divisions were all listed in the year (0), in a year beside it (1), or ever (2)."""
    for slack in (0, 1):
        kept = [path for path in paths if all(unit.covers(year, slack) for unit in path.units)]
        if kept:
            return slack, kept
    return 2, paths


def _problem(organ: str, places: tuple[Division, ...]) -> str | None:
    if not organ:
        return None
    if _other_place(organ):
        return "two"
    if words.BRANCH.search(organ):
        return "branch"
    if words.ZONE.match(organ) or words.COMMITTEE_OF_A_ZONE.match(organ):
        return "zone"
    if not words.ORGAN_START.match(organ) and any(_names_part(organ, place) for place in places):
        return "part"
    if places[0].rank < 2 and words.NOT_GOVERNMENT.search(organ) and not words.OWN_INSTITUTION.match(organ):
        return "part"
    return words.lower_unit(organ) or ("part" if words.has_unknown_place(organ) else None)


def _other_place(organ: str) -> bool:
    start = 1 if organ[0] in "和与及暨" else 0
    for end in range(min(len(organ), start + _LONGEST), start + 2, -1):
        if organ[start:end] in by_name() and not words.word_goes_on(organ[start:end], organ[end:]):
            return True
    return False


def _names_part(organ: str, place: Division) -> bool:
    """Whether the organ begins with the short name of a part of the place (北京市朝阳医院)."""
    parts = [unit for end in range(2, 9) for unit in by_short_name().get(organ[:end], ())]
    if organ[:2] in words.BARE_DISTRICTS:
        parts += by_name().get(organ[:2], ())
    return any(_fits_below(unit, (place,)) for unit in parts)


def _bare_township(key: str, year: int | None) -> Claim | None:
    match = words.TOWNSHIP_HEAD.match(key)
    if match is None or not words.ORGAN_START.match(match["rest"].removeprefix("办事处")):
        return None
    name = match["name"]
    names = (name, name.removesuffix("办事处") + "街道") if name.endswith("办事处") else (name,)
    found = [unit for form in names for unit in townships_named(form)]
    return Claim(latest(found), "bare", name, organ_of(match["rest"]), False) if found else None
