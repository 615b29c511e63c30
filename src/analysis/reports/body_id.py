"""One name for a body through the years: its place as it is called today, and its own name without the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from analysis.regions import Place
from analysis.regions.lineage import lineage
from analysis.regions.names import everyday_names, short_name, simplified, zone_tails
from analysis.text import fold

# What stands before the name in titles of illustrated and corrected editions.
_EDITION_WORDS = re.compile(
    r"^(?:一图(?:读懂|看懂|解读|速览)|图解|图说|图文解读|数说|更正|关于更正|关于|解读)+"
)
# 市教育局 in the report of a city; not the first character of 市场监督管理局, 市政园林局, 区域合作局.
_OWN_KIND = re.compile(r"^(?:省|市(?!场|政(?!府)|容|民)|县(?!域)|区(?!域|块)|州|旗)(?=.)(?![级直])")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]$")
_ZONE_ENDS = (
    "开发区",
    "园区",
    "示范区",
    "新区",
    "度假区",
    "高新区",
    "实验区",
    "管理区",
    "名胜区",
    "新城",
    "产业园",
    "工业园",
)
# Names in use beside the full one; a full name is always right, so only what can mean nothing else is listed.
_ALIASES = {
    "": "人民政府",
    "人民政府办公厅": "人民政府办公室",
    "人民政府办": "人民政府办公室",
    "行政公署": "人民政府",
    "行政公署办公室": "人民政府办公室",
    "行署": "人民政府",
    "行署办公室": "人民政府办公室",
    "办公室": "人民政府办公室",
    "办公厅": "人民政府办公室",
    "管委会": "管理委员会",
    "管委会办公室": "管理委员会办公室",
    "人民政府办事处": "街道办事处",
    "人民政府街道办事处": "街道办事处",
    "街道": "街道办事处",
    "街道办": "街道办事处",
    "办事处": "街道办事处",
    "发改委": "发展和改革委员会",
    "发展改革委": "发展和改革委员会",
    "发展改革委员会": "发展和改革委员会",
    "发改局": "发展和改革局",
    "发展改革局": "发展和改革局",
    "人社局": "人力资源和社会保障局",
    "人力资源社会保障局": "人力资源和社会保障局",
    "人社厅": "人力资源和社会保障厅",
    "人力资源社会保障厅": "人力资源和社会保障厅",
    "住建局": "住房和城乡建设局",
    "住房城乡建设局": "住房和城乡建设局",
    "住建厅": "住房和城乡建设厅",
    "住房城乡建设厅": "住房和城乡建设厅",
    "卫健委": "卫生健康委员会",
    "卫生健康委": "卫生健康委员会",
    "卫健局": "卫生健康局",
    "卫计委": "卫生和计划生育委员会",
    "卫生计生委": "卫生和计划生育委员会",
    "国资委": "国有资产监督管理委员会",
    "市场监管局": "市场监督管理局",
    "工信局": "工业和信息化局",
    "工业信息化局": "工业和信息化局",
}
# Set up in the reform of 2018 in the place of the one named; where duties of several were joined, none is listed.
_SUCCESSIONS = {
    "环境保护局": "生态环境局",
    "环境保护厅": "生态环境厅",
    "卫生和计划生育委员会": "卫生健康委员会",
    "卫生和计划生育局": "卫生健康局",
}


def body_id(body: str | None, kind: str | None, place: Place, year: int | None) -> str | None:
    """A name that a body keeps when its place or itself is renamed: ``140403:人民政府办公室``; None if not certain.

    Before the colon stands the code of the place as ``regions.lineage`` gives it; after it the body's name without
    the place, in its full form. Reports whose body or place is not known have none. A body whose successor took
    over the duties of several is not followed: it ends, and another one begins.
    """
    if not body or place.code is None:
        return None
    name = fold(simplified(_IN_BRACKETS.sub("", body.strip())))
    return f"{lineage(place.code, year)}:{_own_name(name, kind, _names(place))}"


def _names(place: Place) -> tuple[str, ...]:
    return tuple(filter(None, (place.province, place.prefecture, place.county, place.township)))


@lru_cache(maxsize=20_000)
def _own_name(name: str, kind: str | None, places: tuple[str, ...]) -> str:
    """The folded name without the names of its places, in its full form."""
    name = _EDITION_WORDS.sub("", name).removeprefix("中共")
    full = [fold(place) for place in places]
    named = [place for place in sorted(full, key=len, reverse=True) if place in name]
    for place in named:
        name = name.replace(place, "")
    for place in full:
        if place not in named:
            name = _without_short(name, place, places)
    name = re.sub("^政府", "人民政府", _OWN_KIND.sub("", name))
    if not name:
        return {"zone": "管理委员会", "street": "街道办事处"}.get(kind or "", "人民政府")
    name = _ALIASES.get(name, name)
    return _SUCCESSIONS.get(name, name)


def _without_short(name: str, place: str, places: tuple[str, ...]) -> str:
    """The name without an everyday form of a place in front."""
    form = next((form for form in _forms(place, places) if name.startswith(form)), "")
    return name.removeprefix(form)


def _forms(place: str, places: tuple[str, ...]) -> Iterator[str]:
    yield from everyday_names(place)
    short = short_name(place)
    if short != place and len(short) > 1:
        yield short
    if place.endswith(_ZONE_ENDS) and len(places) > 2:
        yield from zone_tails(place, places[0], places[1])
