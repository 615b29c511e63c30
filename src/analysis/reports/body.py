"""What kind of body reports, and whose figures its tables hold."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.reports.title import plain

# (type, pattern at the end of the body's name), asked in this order.
BODY_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("department", r"驻.{2,8}(?:(?<!特派员)办事处|联络处)$"),
        (
            "vertical_system",
            r"税务局(?:第.{1,3}(?:税务分局|稽查局))?$|国家税务总局|海关$|海关总署|气象局$|海事局$|邮政管理局$|烟草专卖局|统计局.{0,8}调查(?:总)?队$"
            r"|人民银行|金融监(?:督)?管(?:理)?(?:总)?局|通信管理局$|地震局$|银保监|消防救援(?:局|总队|支队|大队|站)$|国家矿山安全监察局"
            r"|国家煤矿安全监察局|国家外汇管理局|国家能源局|保险监督管理|银行业监督管理|证券监督管理|证监(?:会|局)"
            r"|^财政部.{2,6}监管局$|^国家税务局$",
        ),
        (
            "office",
            r"(?:政府|管委会|管理委员会|人民政府|党委|[省市县区州盟旗]委)办公(?:室|厅)$|^办公(?:室|厅)$",
        ),
        (
            "zone",
            r"(?:开发区|高新区|园区|示范区|新区|度假区|产业区|工业区|合作区|保税区|试验区|管理区|经开区|知识城|科技城|新城|实验区|名胜区|风景区|景区|港区|生态城)"
            r"(?:(?:开发建设)?管委会|(?:开发建设)?管理委员会|管理局)?$"
            r"|[区城园港](?:管委会|管理委员会|行政委员会)$",
        ),
        ("street", r"街道(?:办事处|办)?$|地区办事处$"),
        ("township", r"(?:镇|乡|苏木)(?:人民)?政府$|(?:镇|乡|苏木)$"),
        (
            "institution",
            r"(?:大学|学院|学校|中学|小学|幼儿园|医院|卫生院|公司|集团|中心血站|研究院|研究所|博物馆|图书馆)(?:20\d\d.*)?$",
        ),
        ("government", r"(?:人民)?政府$|(?:省|市|县|区|旗|自治州|盟|自治区|自治县|行政公署|地区)$"),
        (
            "department",
            r"(?:局|委|厅|委员会|办公室|办|处|队|中心|所|部|院|社|会|署|站|馆|监狱|总队|支队|大队)$",
        ),
    )
)
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]$")

_OWN_TYPES = frozenset(
    ("office", "department", "township", "street", "zone", "institution", "vertical_system")
)
# Words of sentences that say the figures add up lower bodies.
_SUMMED = re.compile(
    r"汇总(?:全|各|编制|而成)|(?:综合|汇总).{0,30}编制而成|报告汇总|涵盖.{0,20}各(?:县|区|乡镇|部门)"
)
_WHOLE_PLACE = re.compile(
    r"[全我][省市县区旗州](?:各级)?(?:行政机关|政府系统)?[^。；，\n]{0,8}(?:新收|收到|受理|接到)[^。；\n]{0,40}申请"
)
_OWN_OFFICE = re.compile("我办|我局|我委|我厅|本机关|本单位|我单位|我镇|我乡|我街道|本街道")
_SYSTEM = re.compile(
    r"(?:全(?:省|市|县|区)?[^。；，\n]{0,6}系统|系统各单位)[^。；\n]{0,40}(?:受理|收到|新收)"
)
_SENTENCE_ENDS = "。；\n"
_LONGEST_EVIDENCE = 120


class Scope(NamedTuple):
    """Whose figures a report holds, and the words that show it."""

    scope: str
    evidence: str | None


def body_type(body: str | None) -> str | None:
    """The kind of body that a name denotes, by its end; None if it is none of the known kinds."""
    if not body:
        return None
    name = _IN_BRACKETS.sub("", plain(body))
    return next((kind for kind, pattern in BODY_TYPES if pattern.search(name)), None)


def scope_of(kind: str | None, title: str | None, prose: str) -> Scope:
    """Own body, aggregate of a government, aggregate of a vertical system, or unknown.

    The body's kind says it; a sentence that adds up other bodies into the report of an own body contradicts it,
    and makes it unknown with both quoted.
    """
    summed = _quote(_SUMMED, prose)
    if kind == "government":
        return Scope("government_aggregate", _join(title, summed or _quote(_WHOLE_PLACE, prose)))
    if kind == "vertical_system" and (system := _quote(_SYSTEM, prose)):
        return Scope("system_aggregate", _join(title, system))
    if kind in _OWN_TYPES:
        own = _quote(_OWN_OFFICE, prose)
        return Scope("unknown", _join(title, summed)) if summed else Scope("own_body", _join(title, own))
    return Scope("unknown", summed)


def _quote(pattern: re.Pattern[str], prose: str) -> str | None:
    match = pattern.search(prose)
    if match is None:
        return None
    start = max(prose.rfind(mark, 0, match.start()) for mark in _SENTENCE_ENDS) + 1
    ends = [end for mark in _SENTENCE_ENDS if (end := prose.find(mark, match.end())) >= 0]
    text = prose[start : min(ends, default=len(prose))].strip()
    return text if len(text) <= _LONGEST_EVIDENCE else text[: _LONGEST_EVIDENCE - 1] + "…"


def _join(*parts: str | None) -> str | None:
    return " · ".join(part for part in parts if part) or None
