"""Development zones, new areas and scenic areas: what their names say of their place, and the few that say nothing."""

from __future__ import annotations

import re
from functools import cache

from analysis.regions.gazetteer import chain, table_rows
from analysis.regions.names import short_name, zone_forms
from analysis.regions.words import ORGAN_START

_KINDS = (
    "开发区|高新区|经开区|新区|示范区|工业园区?|产业园区?|园区|保税港?区|管理区|度假区|风景(?:名胜)?区|名胜区|景区|合作区|试验区"
    "|实验区|自贸区|自由贸易区|集聚区|集中区|物流园|科技园|软件园|科技城|知识城|生态城|科学城|保护区|新城(?=管理?委)|工业区|经济区"
    "|商务区|功能区|新片区"
)
_ZONE = re.compile(rf"[^局委厅院办会所校处驻省市县区盟旗镇乡]{{0,14}}?(?:{_KINDS})")
_COMMITTEE = re.compile(
    "(?!人民|政府|国有|国资)(?P<zone>[^局委厅院办会所校处省市县盟旗]{2,12}?)(?:管委会|管理委员会|行政委员会|行委(?!办))"
)
# Kinds that follow right after a place: what stands before them is no lake and no hill.
_KIND = re.compile(
    "(?:国家级?|省级)?(?:(?:高新技术|高技术|高新|经济技术|经济|现代农业|农业科技|循环经济)(?:产业)?(?:开发区|示范区|集聚区|集中区|园区|园|区)"
    "|高新区|经开区|开发区|(?:综合)?保税港?区|出口加工区|综合实验区|(?:产城融合|城乡一体化)?示范区)"
)
_SCENIC = re.compile("(?:国家级?)?风景(?:名胜)?区|景区|旅游度假区")


def zone_at(organ: str) -> str | None:
    """The name of a zone, without its place, with which the name of an organ begins (高新技术产业开发区|管委会)."""
    if match := _ZONE.match(organ):
        return match.group()
    match = None if ORGAN_START.match(organ) else _COMMITTEE.match(organ)
    return match and match["zone"]


def is_kind(zone: str) -> bool:
    """Whether a zone is called by its kind alone, so that the name before it is that of its place."""
    return _KIND.fullmatch(zone) is not None


def is_scenic(zone: str) -> bool:
    """Whether a zone is called 风景区 and the like, with no name of its own."""
    return _SCENIC.fullmatch(zone) is not None


def listed_zone(key: str) -> tuple[str, str] | None:
    """Code and name of a zone of the list with which folded text begins, alone or after its province or city."""
    for name in _listed():
        at = key.find(name, 0, len(name) + 8)
        if at == 0 or (at > 0 and key[:at] in _listed()[name][1]):
            return _listed()[name][0], name
    return None


@cache
def _listed() -> dict[str, tuple[str, frozenset[str]]]:
    """Name in each of its forms → code of the place, and what may stand before it."""
    table: dict[str, tuple[str, frozenset[str]]] = {}
    for name, code, *_ in table_rows("zones.csv"):
        names = [form for unit in chain(code) for form in (unit, short_name(unit))]
        before = frozenset((*names, *(first + second for first in names for second in names)))
        table |= dict.fromkeys(zone_forms(name), (code, before))
    return table
