"""Whose figures the tables of a report hold: one body, a government with all below it, or a vertical system."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from analysis.reports.sections import Section

_OWN_TYPES = frozenset(
    ("office", "department", "township", "street", "zone", "institution", "vertical_system")
)
# Bodies whose report may be that of the whole place under another name; 我区 of a zone is the zone itself.
_MAY_STAND_FOR_PLACE = frozenset(("office", "department"))

_COUNTED = "(?:新收|收到|受理|接到|接收|收办|办理|答复|办结)"
_NUMBER = r"(?:\d+|[零〇一二两三四五六七八九十百]+)\s*[件条次宗]"
_REQUESTS = (
    rf"[^。；\n]{{0,12}}{_COUNTED}(?:[^。；\n]{{0,40}}申请[^。；\n]{{0,12}}{_NUMBER}"
    rf"|[^。；\n]{{0,20}}{_NUMBER}[^。；\n]{{0,20}}申请)"
)
# Words of sentences that say the report adds up lower bodies.
_SUMMED = re.compile(
    r"汇总(?:编制|而成)|(?:综合|汇总)[^。；\n]{0,30}编制而成|报告汇总"
    r"|(?:本报告|年度?报告|年报|数据|统计)[^。；\n]{0,40}(?:汇总(?:了)?(?:全|各)|(?:涵盖|包括|包含|含)[^。；\n]{0,20}各(?:县|区|市|州|乡|镇|街道|级|部门))"
    r"|涵盖[^。；\n]{0,20}各(?:县|区|乡镇|部门)|汇总(?:了)?(?:全|各)[^。；\n]{0,40}(?:数据|报告|年报)"
)
# Words of sentences that say it does not.
_NOT_SUMMED = re.compile(
    r"(?:数据|报告|统计)[^。；\n]{0,30}(?:仅(?:为|含|包括|包含|统计|涉及)|不(?:含|包括|包含))[^。；\n]{0,30}(?:本级|机关|各|部门|乡|镇|县|区|单位)"
)
_OFFICE = r"(?:我办|我局|我委|我厅|我院|我中心|本机关|本单位|我单位|本局|本办|我镇|我乡|我街道|本街道)"
_OWN_OFFICE = re.compile(_OFFICE)
_OWN_REQUESTS = re.compile(
    rf"(?:{_OFFICE}|政府办公[室厅]){_REQUESTS}"
    rf"|{_COUNTED}[^。；\n]{{0,8}}(?:{_OFFICE}|政府办公[室厅])[^。；\n]{{0,12}}申请[^。；\n]{{0,12}}{_NUMBER}"
)
_WHOLE_PLACE = re.compile(rf"[全我][省市县区旗州](?:各级)?(?:行政机关|政府系统)?{_REQUESTS}")
_ALL_BODIES = re.compile(rf"全[省市县区旗州](?:各级)?(?:行政机关|政府系统)?{_REQUESTS}")
_SYSTEM = re.compile(
    r"(?:全(?:省|市|县|区)?[^。；，\n]{0,6}系统|系统各单位)[^。；\n]{0,40}(?:受理|收到|新收)"
)
_OF_A_SYSTEM = re.compile("关区|系统(?=20|政府信息|信息公开|年)")
_SENTENCE_END = re.compile("[。；\n]")
_COUNTS = re.compile(_COUNTED)
_LONGEST_EVIDENCE = 120

# Whose figures a sentence about a table speaks of, asked in this order.
_SPOKEN_OF = (
    ("own_level", re.compile(r"[省市县区州旗](?:政府|人民政府)?本级")),
    ("own_body", re.compile(rf"{_OFFICE}|[局厅委办](?:机关)?本级")),
    ("government_aggregate", re.compile(r"全[省市县区州旗](?![面部体])|各级行政机关")),
)
_SPEAKS = re.compile(
    "[级局厅委办]本级|[省市县区州旗府]本级|全[省市县区州旗]|[我本][办局委厅院中机单镇乡街]|各级行政"
)
_FIGURE = re.compile(r"\d|数据|统计|本表|该表|上表|下表|均为|[一二三四五六七八九十两零〇无未]件")
# The table or row that a sentence is about, in any section, and the sections that hold a table.
_ABOUT = (
    (
        "proactive/normative_docs",
        re.compile(r"规范性文件[^。；\n]{0,40}(?:\d|数据|统计)|(?:制发|制定|现行有效)[^。；\n]{0,20}规范性文件"),
    ),
    ("remedies", re.compile(r"(?:行政复议|行政诉讼)[^。；\n]{0,30}\d+\s*[件起]")),
    ("requests", re.compile(rf"{_COUNTED}[^。；\n]{{0,40}}申请[^。；\n]{{0,20}}\d|申请[^。；\n]{{0,20}}\d+\s*[件条]")),
)  # fmt: skip
_TABLES = {"s2_proactive": "proactive", "s3_requests": "requests", "s4_remedies": "remedies"}
_OF_TABLE = re.compile(
    r"本表|该表|上表|下表|表中|以上数据|上述数据|所列数据|注[:：]|统计范围|数据(?:为|均为|包括|含|来源)"
)


class Scope(NamedTuple):
    """Whose figures a report holds, and the words that show it."""

    scope: str
    evidence: str | None


def scope_of(kind: str | None, title: str | None, prose: str) -> Scope:
    """Own body, aggregate of a government, aggregate of a vertical system, or unknown.

    The body's kind says it (by Art. 49 of the Regulations the report of a government is that of all its bodies). A
    sentence that contradicts the kind makes it unknown, and is quoted: one that adds up other bodies into the report
    of a single body, or one that keeps the report of a government to one body.
    """
    sentences = _split(prose)
    counting = [sentence for sentence in sentences if "申请" in sentence and _COUNTS.search(sentence)]
    summed = _quote(_SUMMED, sentences)
    if kind == "government":
        whole = summed or _quote(_WHOLE_PLACE, counting)
        against = _quote(_NOT_SUMMED, sentences) or (None if whole else _quote(_OWN_REQUESTS, counting))
        return Scope("unknown" if against else "government_aggregate", _join(title, against or whole))
    whole_system = _OF_A_SYSTEM.search(title or "")
    if kind == "vertical_system" and (system := (whole_system and title) or _quote(_SYSTEM, sentences)):
        return Scope("system_aggregate", _join(title, system))
    if kind in _OWN_TYPES:
        all_bodies = _quote(_ALL_BODIES, counting) if kind in _MAY_STAND_FOR_PLACE else None
        if against := summed or all_bodies:
            return Scope("unknown", _join(title, against))
        own = _quote(_OWN_REQUESTS, counting) or _quote(_OWN_OFFICE, sentences)
        return Scope("own_body", _join(title, own))
    return Scope("unknown", summed)


def table_scopes(sections: Iterable[Section]) -> dict[str, Scope]:
    """What the prose says of the scope of a table or row of its own: ``requests`` → all bodies, with the sentence.

    Besides the scopes of reports there is ``own_level``: the bodies of one level of government without those below
    (市本级). A table of which the prose says different things is unknown, with the sentences that do.
    """
    said: dict[str, dict[str, str]] = {}
    for section in sections:
        for sentence in (section.title, *_split(section.text)):
            if not _SPEAKS.search(sentence):
                continue
            scope = next((scope for scope, words in _SPOKEN_OF if words.search(sentence)), None)
            name = scope and _FIGURE.search(sentence) and _table_of(sentence, section.section)
            if scope and name:
                said.setdefault(name, {}).setdefault(scope, _shortened(sentence))
    return {name: _one_scope(found) for name, found in sorted(said.items())}


def _one_scope(found: dict[str, str]) -> Scope:
    scope = next(iter(found)) if len(found) == 1 else "unknown"
    return Scope(scope, " · ".join(found.values()))


def _table_of(sentence: str, section: str) -> str | None:
    """The table that a sentence is about: by its words, or because it stands beside that table and speaks of it."""
    named = next((name for name, words in _ABOUT if words.search(sentence)), None)
    # Other reviews and lawsuits of the body are not those on disclosure.
    if named and (named != "remedies" or section == "s4_remedies" or "信息公开" in sentence):
        return named
    return _TABLES.get(section) if _OF_TABLE.search(sentence) else None


def _quote(pattern: re.Pattern[str], sentences: Iterable[str]) -> str | None:
    """The first sentence with the pattern."""
    found = next((sentence for sentence in sentences if pattern.search(sentence)), None)
    return found and _shortened(found)


def _split(prose: str) -> list[str]:
    return [sentence for part in _SENTENCE_END.split(prose) if (sentence := part.strip())]


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_EVIDENCE else text[: _LONGEST_EVIDENCE - 1] + "…"


def _join(*parts: str | None) -> str | None:
    return " · ".join(part for part in parts if part) or None
