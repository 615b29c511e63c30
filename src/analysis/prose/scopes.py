"""Whose figure a number of the prose is: the body's own, a sum over bodies below, one named unit's, or not said."""

from __future__ import annotations

import re
from typing import NamedTuple

_PLACE = "[省市县区州旗盟]"
# Cues by strength: words that say it outright; the body's own platforms; the place, which may be either.
_OUTRIGHT = re.compile(
    rf"(?P<aggregate>全(?:{_PLACE}|系统)(?!面)|各(?:级|县|区|市|州|乡|镇|街道|部门|单位|地区?)|(?:县区|乡镇|单位"
    rf"|部门)?(?:所属|下属|所辖)|辖区)"
    r"|(?P<own>我(?:办|局|委|厅|院|镇|乡|街道?|中心|站|所|馆|队|单位|机关|部门|校|会|社)|本(?:机关|单位|局|办|委"
    r"|镇|乡|街道|部门|级|厅|院)"
    r"|政府办(?:公[室厅])?|委办公?室|全(?:镇|乡|街道|局))"
)
_PLATFORM = re.compile(
    rf"门户网站?|政府网站?|官网|网站|公众号|信箱|公报|政务微[博信]|头条号|抖音号|{_PLACE}(?:人民)?政府(?!信息"
    rf"|系统|网站管|规章制度)"
)
_HERE = re.compile(rf"我{_PLACE}")
_SUB_UNIT = re.compile(
    r"(?:^|[、,;:(和及])(?:其中)?(?!我|本|全|各|其中|政府办|[^,]{0,"
    r"4}人民政府)(?P<unit>(?:(?![对全各我本])[\u4e00-\u9fff]){1,10}?(?:局|委|委员会|办|厅|镇|乡|街道|街道办事处"
    r"|(?<!专)(?<!地)区|县|市|处|公司|学校|医院))(?:共|已|全年|受理|收到|办理|办结|答复|公开|发布|申请|政府信息)*$"
)
_CENTRAL = re.compile(r"[省市县区](?:级|本级|政府|人民政府)$")
# Statements of these bodies are about themselves by law; a government's or its office's may be about the place.
_OWN_TYPES = frozenset(("department", "township", "street", "institution"))
_ACTS = frozenset((
    "training_sessions", "training_persons", "inspections", "bulletins", "meetings", "press_conf",
    "press_leader_attend", "interview", "live", "pub_gazette_issues", "pub_gazette_docs", "gazette_copies",
))  # fmt: skip
_BY_LAW = re.compile(
    "new|workload|closed|carried|ch_|natural|org|full|partial|denied|unable|rejected|withdrawn|granted|review"
    "|litig|fee|other_h|accounts"
)


class Cue(NamedTuple):
    """A scope and the words that say so."""

    scope: str
    words: str | None


UNKNOWN = Cue("unknown", None)


def sub_unit(words: str) -> str | None:
    """The unit of a list (市公安局12件、市住建局8件) that stands directly before a number, if there is one."""
    found = _SUB_UNIT.search(words)
    return found["unit"] if found and not _CENTRAL.search(words) else None


def outright(words: str) -> bool:
    """Whether words say outright whose figures they hold."""
    return _OUTRIGHT.search(words) is not None


def cue_in(words: str, metric: str | None) -> Cue | None:
    """The scope that a stretch of words gives to a figure; requests and reviews have no platform of their own."""
    outright = list(_OUTRIGHT.finditer(words))
    if outright:
        last = outright[-1]
        return Cue(last.lastgroup or "unknown", last.group())
    platform = None if metric and _BY_LAW.match(metric) else _PLATFORM.search(words)
    if platform:
        return Cue("own", platform.group())
    here = _HERE.search(words)
    return Cue("aggregate", here.group()) if here else None


def scope_of_figure(metric: str | None, clause: str, before: str, carried: str, kind: str | None) -> Cue:
    """The scope of a figure from its clause, the sentence before it, the paragraph before that, or the body's kind."""
    if metric in _ACTS:
        summed = re.search("各(?:级|县|区|市|州|乡|镇|街道|部门|单位|地)", clause)
        return Cue("aggregate", summed.group()) if summed else Cue("own", None)
    for words in (clause, before, carried):
        if cue := cue_in(words, metric):
            return cue
    return Cue("own", None) if kind in _OWN_TYPES else UNKNOWN
