"""The bodies of a made-up corpus: real divisions of the gazetteer, each government with bodies below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.regions.gazetteer import Division, by_name, chain, lookup, townships_of

PROVINCES = ("140000", "520000", "320000", "510000", "150000", "110000", "450000", "650000")
TOWNSHIP_ENDS = ("镇", "乡", "街道", "苏木")
ORGANS = (
    "教育",
    "财政",
    "卫生健康",
    "自然资源",
    "民政",
    "交通运输",
    "审计",
    "统计",
    "应急管理",
    "市场监督管理",
)


class Body(NamedTuple):
    """One body that reports: its name, kind, level, place, and the government whose report sums it up.

    ``above`` is the number of that government in the list of bodies, None for a province. ``bare_name`` leaves out
    the city where ``name`` has it before the county, ``own_name`` is the name without any place.
    """

    number: int
    name: str
    bare_name: str
    own_name: str
    kind: str
    level: str
    region_code: str
    above: int | None

    @property
    def aggregate(self) -> bool:
        """Whether its figures are sums over the bodies below it."""
        return self.kind == "government"


class _Tree:
    """Bodies in the order in which they are added, each government before what it sums up."""

    def __init__(self) -> None:
        self.bodies: list[Body] = []

    def add(self, place: str, own_name: str, kind: str, division: Division, above: int | None) -> int:
        number = len(self.bodies)
        city = _city_before(place, division)
        name = place + own_name
        self.bodies.append(
            Body(number, city + name, name, own_name, kind, division.level, division.code, above)
        )
        return number

    def government(self, division: Division, above: int | None, organs: Sequence[str]) -> int:
        """A government, its office and some departments."""
        office = "办公厅" if division.level == "province" else "办公室"
        name = "行政公署" if division.name.endswith(("地区", "盟")) else "人民政府"
        number = self.add(division.name, name, "government", division, above)
        self.add(division.name, name + office, "office", division, number)
        for organ in organs:
            end = "厅" if division.level == "province" and organ not in ("审计", "统计") else "局"
            self.add(division.name, organ + end, "department", division, number)
        return number

    def county(self, division: Division, above: int, organs: Sequence[str], most: int) -> None:
        """A county with its office, departments and some townships."""
        number = self.government(division, above, organs)
        for town in _townships(division, most):
            if town.name.endswith("街道"):
                self.add(division.name, f"{town.name}办事处", "street", town, number)
            else:
                self.add(division.name, f"{town.name}人民政府", "township", town, number)


def _townships(county: Division, most: int) -> list[Division]:
    """At most so many townships and streets of a county, taken evenly from its list."""
    units = {town.code: town for town in townships_of(county.code).values() if town.level == "township"}
    listed = [units[code] for code in sorted(units) if units[code].name.endswith(TOWNSHIP_ENDS)]
    return listed[:: max(1, len(listed) // most)][:most]


def _city_before(place: str, division: Division) -> str:
    """The city that a county's bodies put before its name: always where other counties bear it, else if a district."""
    if division.level not in ("county", "township"):
        return ""
    county = division if division.level == "county" else lookup(division.parent)
    above = lookup(county.parent) if county else None
    alone = len({unit.code for unit in by_name().get(place, ())}) == 1
    return above.name if above and (not alone or place.endswith("区")) else ""


def below(code: str, years: Sequence[int]) -> list[Division]:
    """The divisions right below one that were listed in all these years, by code."""
    found = {
        unit.code: unit
        for units in by_name().values()
        for unit in units
        if unit.parent == code and unit.level != "zone" and all(unit.covers(year) for year in years)
    }
    return [found[key] for key in sorted(found)]


def province_bodies(code: str, years: Sequence[int], least: int) -> list[Body]:
    """At least ``least`` bodies of a province, if it has so many counties: all its prefectures, then counties in turn.

    Governments come before the bodies that they sum up. Raises ``ValueError`` for a code that no province has.
    """
    province = lookup(code)
    if province is None or province.level != "province":
        raise ValueError(f"{code!r} is not the code of a province; give one such as {', '.join(PROVINCES)}.")
    tree = _Tree()
    top = tree.government(province, None, ORGANS[:4])
    prefectures = [unit for unit in below(code, years) if unit.level == "prefecture"]
    waiting: list[tuple[int, list[Division]]] = []
    for unit in prefectures:
        number = tree.government(unit, top, ORGANS[:2])
        waiting.append((number, below(unit.code, years)))
    if not prefectures:
        waiting.append((top, below(code, years)))
    while len(tree.bodies) < least and any(counties for _, counties in waiting):
        for number, counties in waiting:
            if counties and len(tree.bodies) < least:
                tree.county(counties.pop(0), number, ORGANS[:3], 4)
    return tree.bodies


def names_above(body: Body, year: int) -> tuple[str, ...]:
    """Official names from the province down to the place of a body."""
    return chain(body.region_code, year)
