"""Reads the name of a body from its start: divisions from the top down, then the organ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.regions import words
from analysis.regions.gazetteer import (
    NATION,
    Division,
    ancestors,
    below,
    by_name,
    by_short_name,
    latest,
    lookup,
    townships_named,
)
from analysis.regions.names import simplified
from analysis.regions.national import is_national
from analysis.regions.paths import Path, fits_below, paths_in
from analysis.regions.zones import listed_zone, zone_at
from analysis.text import fold

_LONGEST = 16
# A district and a zone that are one (黄岛区（西海岸新区）).
_ALIAS = re.compile("(?<=[县区市])[(（][^()（）]*(?:开发区|新区|高新区|经开区|园区|示范区)[)）]")


class Claim(NamedTuple):
    """What one text says about the place of a body.

    ``below`` is None if the candidates are the place; ``zone`` or ``township`` if the place is certain and the body is
    that of a ``part`` of it that is not listed; else what keeps them from being it: ``county`` (a county inside them
    that is not listed), ``branch``, ``part`` (perhaps one of their parts), ``two`` (several places), ``ended`` (not
    listed in that year), ``bare`` (a township or zone without its county).
    """

    candidates: tuple[Division, ...]
    below: str | None
    words: str
    organ: str
    full: bool
    part: str | None = None


@lru_cache(maxsize=4096)
def read_body(text: str, year: int | None) -> Claim | None:
    """The claim that a title or the name of a body makes, or None if it does not begin with a place."""
    key = simplified(fold(_ALIAS.sub("", text)))
    first = words.NOISE.match(key)
    if is_national(head := key[first.end() if first else 0 :]):
        return Claim((NATION,), None, words.organ_of(head), "", False)
    start = _skip(key)
    if zone := listed_zone(key[start:]):
        return _in_listed_zone(*zone, key[start:], year)
    paths = list(paths_in(key, Path((), (start,), False)))
    if not paths:
        return _bare_township(key[start:])
    end = max(path.end for path in paths)
    fit, paths = _fitting([path for path in paths if path.end == end], year)
    if all(_is_branch(key, path) for path in paths):
        return _branch(key, start, paths, fit > 1)
    places = latest(path.units[-1] for path in paths)
    rest = key[end:].removeprefix("办事处") if places[0].rank == 3 else key[end:]
    organ = _without(words.organ_of(rest), key, paths[0])
    full = len(paths[0].units) > 1 and not any(path.short for path in paths)
    claim = Claim(places, "ended" if fit > 1 else _problem(organ, places), key[start:end], organ, full)
    if claim.below in (None, "zone", "township"):
        return _settled(claim, key, paths, year)
    return claim


def _in_listed_zone(code: str, name: str, key: str, year: int | None) -> Claim | None:
    """The claim of a zone of the list, or of a county that is named in it (河北雄安新区雄县)."""
    place = lookup(code, year) or lookup(code)
    rest = key[key.index(name) + len(name) :]
    inner = read_body(rest, year)
    if place is None or (inner and all(below(unit, code) for unit in inner.candidates)):
        return inner
    problem = "county" if words.lower_unit(words.organ_of(rest)) == "county" else "zone"
    return Claim((place,), problem, name, words.organ_of(key), False, name if problem == "zone" else None)


def _settled(claim: Claim, key: str, paths: Sequence[Path], year: int | None) -> Claim:
    """A claim for a place or a part of it, as certain as the names before it allow."""
    if both := _two_bodies(claim, year):
        return both
    places, short = claim.candidates, paths[0].short
    if words.SEAT.fullmatch(claim.organ) or (claim.below == "zone" and short):
        places = _largest(places)
        if short and claim.below is None and len(places) == 1 and places[0].name.endswith("区"):
            # 黄埔海关 has its seat in 广州 and speaks for more than the district of that name
            places = tuple(unit for unit in ancestors(places[0], year) if unit.rank == 1) or places
    if claim.below is None and all(_is_vague(key, path, year) for path in paths):
        return claim._replace(below="bare")
    if len(places) > 1 and (uppers := _common_prefecture(paths)):
        return claim._replace(candidates=uppers, below="township", part=paths[0].units[-1].name)
    if claim.below == "zone" and short and len(paths[0].units) == 1 and _may_be_elsewhere(places[0]):
        return claim._replace(below="bare", part=zone_at(claim.organ))
    part = (zone_at(claim.organ) or claim.organ) if claim.below == "zone" else words.township_in(claim.organ)
    return claim._replace(candidates=places, part=part if claim.below else None)


def _may_be_elsewhere(place: Division) -> bool:
    """Whether a zone called by a short name may lie elsewhere: many lakes and towns share those of districts (东湖)."""
    return place.name.endswith("区") and len(place.name) < 4


def _largest(places: tuple[Division, ...]) -> tuple[Division, ...]:
    """The city, where a short name is that of a city and of a county in it (南昌)."""
    return next(
        ((unit,) for unit in places if unit.rank == 1 and all(below(p, unit.code) for p in places)), places
    )


def _common_prefecture(paths: Sequence[Path]) -> tuple[Division, ...]:
    """The prefecture before a township's name that several of its counties have."""
    uppers = latest(path.units[-2] for path in paths if len(path.units) > 1 and path.units[-1].rank == 3)
    return uppers if len(uppers) == 1 and uppers[0].rank == 1 else ()


def _two_bodies(claim: Claim, year: int | None) -> Claim | None:
    """A government and a zone with one report (黄埔区人民政府、广州开发区管委会): the place that holds both."""
    government = words.GOVERNMENT.match(claim.organ)
    other = read_body(claim.organ[government.end() :], year) if government else None
    if other is None or other.below != "zone" or len(other.candidates) + len(claim.candidates) > 2:
        return None
    chains = [ancestors(unit) for unit in (*claim.candidates, *other.candidates)]
    common = [units[0] for units in zip(*chains, strict=False) if units[0].code == units[-1].code]
    whole = claim.words + claim.organ
    return claim._replace(candidates=(common[-1],), below="zone", part=whole) if common else None


def _branch(key: str, start: int, paths: Sequence[Path], ended: bool) -> Claim:
    """The claim of a name in which a short name follows another."""
    organ = words.organ_of(key[paths[0].end :])
    upper, last = paths[0].ends[-2:]
    uppers, lowers = (latest(path.units[n] for path in paths) for n in (-2, -1))
    zone = zone_at(organ)
    if zone and not ended and uppers[0].rank == 0 and len(_largest(lowers)) == 1:
        return Claim(_largest(lowers), "zone", key[start:last], organ, False, zone)
    problem, part = ("zone", key[upper:last] + zone) if zone else ("branch", None)
    return Claim(uppers, problem, key[start:upper], organ, False, part)


def _without(organ: str, key: str, path: Path) -> str:
    """The organ's name without the place, where a second name repeats it (交口县委办公室、交口县政府办公室)."""
    whole, last = key[path.ends[0] : path.end], key[path.ends[-2] : path.end]
    if path.short or len(last) < 3 or organ.startswith(last):
        return organ
    return organ.replace(whole, "", 1).replace(last, "", 1)


def unplaced(key: str) -> str:
    """Folded text from where a place or an organ may begin."""
    return key[_skip(key) :]


def _skip(key: str) -> int:
    at = 0
    for pattern in (words.NOISE, words.SYSTEMS, words.NOISE):
        if match := pattern.match(key, at):
            at = match.end()
    return at


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
    name, above = key[path.ends[-3] : path.ends[-2]], path.units[:-2]
    bearers = {*by_name().get(name, ()), *by_short_name().get(name, ())}
    return len({unit.code for unit in bearers if unit.covers(year, 1) and fits_below(unit, above)}) > 1


def _fitting(paths: list[Path], year: int | None) -> tuple[int, list[Path]]:
    """The paths whose divisions were all listed in the year (0), in a year beside it (1), or ever (2)."""
    for slack in (0, 1):
        kept = [path for path in paths if all(unit.covers(year, slack) for unit in path.units)]
        if kept:
            return slack, kept + _of_next_year(paths, kept, year)
    return 2, paths


def _of_next_year(paths: list[Path], kept: list[Path], year: int | None) -> list[Path]:
    """Reports appear in the year after: another division that bears the name by then may be the one that reports.

    One that only takes the place of a division of the same level, with another code, is no other.
    """
    if year is None:
        return []
    ending = {path.units[-1].level for path in kept if not path.units[-1].covers(year + 1)}
    return [
        path
        for path in paths
        if path not in kept
        and path.units[-1].level not in ending
        and all(unit.covers(year + 1) for unit in path.units)
    ]


def _problem(organ: str, places: tuple[Division, ...]) -> str | None:
    if not organ or words.SEAT.fullmatch(organ) or words.SEAT_OF_SYSTEM.fullmatch(organ):
        return None
    if _other_place(organ):
        return "two"
    if words.BRANCH.search(organ):
        return "branch"
    if zone := zone_at(organ):
        if organ[len(zone) :].startswith(("人民政府", "政府")):
            return "county"
        whole = places[0].rank or places[0].name[-1] == "市" or words.OF_A_ZONE.match(organ, len(zone))
        return "zone" if whole else "part"
    if not words.ORGAN_START.match(organ) and any(_names_part(organ, place) for place in places):
        return "part"
    if places[0].rank < 2 and words.NOT_GOVERNMENT.search(organ) and not words.OWN_INSTITUTION.match(organ):
        return "part"
    unit = words.lower_unit(organ)
    if unit == "township" and places[0].rank == 0 and places[0].name[-1] != "市":
        return "part"
    return unit or ("part" if words.has_unknown_place(organ) else None)


def _other_place(organ: str) -> bool:
    start = 1 if organ[0] in "和与及暨" else 0
    ends = range(start + 3, min(len(organ), start + _LONGEST) + 1)
    return any(
        organ[start:end] in by_name() and not words.word_goes_on(organ[start:end], organ[end:])
        for end in ends
    )


def _names_part(organ: str, place: Division) -> bool:
    """Whether the organ begins with the short name of a part of the place (北京市朝阳医院)."""
    parts = [unit for end in range(2, 9) for unit in by_short_name().get(organ[:end], ())]
    if organ[:2] in words.BARE_DISTRICTS:
        parts += by_name().get(organ[:2], ())
    return any(fits_below(unit, (place,)) for unit in parts)


def _bare_township(key: str) -> Claim | None:
    match = words.TOWNSHIP_HEAD.match(key)
    if match is None or not words.ORGAN_START.match(match["rest"].removeprefix("办事处")):
        return None
    name = match["name"]
    names = (name, name.removesuffix("办事处") + "街道") if name.endswith("办事处") else (name,)
    found = [unit for form in names for unit in townships_named(form)]
    return Claim(latest(found), "bare", name, words.organ_of(match["rest"]), False) if found else None
