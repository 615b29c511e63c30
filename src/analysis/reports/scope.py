"""Whose figures the tables of a report hold: one body, a government with all below it, or a vertical system."""

from __future__ import annotations

import re
from typing import NamedTuple

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
