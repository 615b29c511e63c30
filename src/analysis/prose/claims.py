"""What is said without a number: denials (未收到申请), claims on all (均结果维持), and silence (无。)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_DENY = re.compile(
    r"(?:(?:未|没有|没|尚未|未曾|从未|均未|无|不存在|未有)(?P<verb>收到|接到|发生|出现|收取|产生|受到|受理|被"
    r"|提起|引发|存在|发出|征收|有|收)(?:过|任何)?|(?P<none>无|没有|不收取|不存在|零))"
    r"(?P<rest>[^,;。!?()]{1,40})"
)
# What is denied, in the words after the denial; the first noun that begins an alternative decides.
_DENIED = (
    ("fee_notices", re.compile(r"(?:收费|缴费)通知")),
    ("fee_collected", re.compile(r"[^、和及]{0,14}?(?:处理费|费用|收费|相关费)")),
    ("review", re.compile(r"[^、和及]{0,24}?(?:行政复议|复议)")),
    ("litig", re.compile(r"[^、和及]{0,24}?(?:行政诉讼|诉讼)")),
    ("remedy_cases", re.compile(r"败诉")),
    ("complaints", re.compile(r"[^、和及]{0,16}?(?:投诉|举报|申诉)")),
    ("accountability", re.compile(r"[^、和及]{0,20}?(?:责任追究|追责|问责|追究责任)")),
    ("carried_out", re.compile(r"结转(?:至|到)?下")),
    ("carried_in", re.compile(r"(?:上年度?|上一年度?)?结转")),
    ("new", re.compile(r"[^、和及因]{0,24}?(?:公开申请|依申请(?:公开)?|申请件|申请(?=$|的|事项|情况))(?!行政"
                       r"|引[发起]|被|人|公开)")),
)  # fmt: skip
_ASKED = frozenset(("收到", "接到", "受理", "有", "收", "发生", "产生", None))
_JOINS = re.compile("[、和及与或]|以及")
_FEE = re.compile("处理费|收费|费用|依申请")

_ALL = re.compile(
    r"(?:(?:对|对于|将|针对)?(?P<what>(?:所有|全部)[^,;。]{0,24}?))?(?P<all>已全部|均已|(?<!平)均|都|全部|全都"
    r"|已均|悉数|件件)(?P<how>[^,;。均]{0,26}?)"
    r"(?P<did>结果维持|维持|结果纠正|按[时期](?:办结|答复|回复)|答复|回复|办结|办理|办复|反馈|审结|关停|注销"
    r"|处理(?!费))[^,;。]{0,6}"
)
_FIGURES = re.compile(r"\d")
_ON_TIME = re.compile("按[时期]|期限|时效|规定的?时[间限]|法定时|时限|及时|按规定")
_ABOUT = {
    "request": re.compile("申请"), "remedies": re.compile("复议|诉讼"),
    "accounts": re.compile("新媒体|账号|公众号|微博"),
    "messages": re.compile("留言|信箱|信件|咨询|诉求|工单|来信|投诉|信访"),
}  # fmt: skip
_SILENT = re.compile(
    r"^(?:[\d.、(（]*)?(?:[^,。]{0,8}(?:年度?))?(?:本[\u4e00-\u9fff]{1,3}|我[\u4e00-\u9fff])?(?:暂|均)?(?:无"
    r"|没有)(?:其[他它])?(?:需要?|应当?)?(?:报告|说明|公开|补充)?的?(?:其[他它])?(?:情况|事项|问题|内容)?[。.]?$"
)


class Said(NamedTuple):
    """A denial (``mention``, value 0) or a ``claim``, with its place in the sentence."""

    kind: str
    metric: str
    subject: str | None
    polarity: str
    start: int
    end: int
    rule: str


def denials_in(plain: str, before: str) -> Iterator[Said]:
    """Denials of something that bodies otherwise count; each noun of 未发生A和B is one.

    >>> [said.metric for said in denials_in("全年未发生行政复议和行政诉讼。", "")]
    ['review', 'litig']
    """
    for found in _DENY.finditer(plain):
        rest, verb = found["rest"], found["verb"]
        if _FIGURES.search(rest):
            continue
        seen: set[str] = set()
        for item in _items(rest):
            metric = _denied(item, verb, found["none"], plain + before)
            if metric and metric not in seen:
                seen.add(metric)
                end = found.start("rest") + rest.index(item) + len(item)
                yield Said("mention", metric, item, "explicit_none", found.start(), end, "denial")


def _items(rest: str) -> list[str]:
    return [item for item in _JOINS.split(rest) if item]


def _denied(item: str, verb: str | None, none: str | None, around: str) -> str | None:
    for metric, words in _DENIED:
        found = words.match(item)
        if not found:
            continue
        if metric == "new" and (verb not in _ASKED or (none and found.end() > 14)):
            return None
        if metric == "fee_collected" and not (
            verb in ("收取", "收", "征收", "产生", "发生") or none == "不收取" or "处理费" in item
        ):
            return None
        if metric == "fee_collected" and not _FEE.search(around):
            return None
        return metric
    return None


def claims_in(plain: str, section: str, topic: str | None) -> Iterator[Said]:
    """Claims on all cases without a number, and the words that say there is nothing to report."""
    if section in ("s5_problems", "s6_other") and _SILENT.match(plain):
        yield Said("claim", "nothing_to_report", None, "none", 0, len(plain), "silence")
        return
    if section == "s5_problems":
        return
    for found in _ALL.finditer(plain):
        about = _about(found.group(), plain[: found.start()], topic)
        if about and not _FIGURES.search(found.group()):
            yield Said("claim", _claimed(about, found), about, "all", found.start(), found.end(), "all")


def _about(claim: str, before: str, topic: str | None) -> str | None:
    """What a claim speaks of: its own words, then the sentence before it."""
    for words in (claim, before):
        hits = [(match.end(), name) for name, pattern in _ABOUT.items() for match in pattern.finditer(words)]
        if hits:
            return max(hits)[1]
    return topic if topic in _ABOUT else "remedies" if topic in ("review", "litig") else None


def _claimed(about: str, found: re.Match[str]) -> str:
    did = found["did"]
    if "维持" in did:
        return "all_upheld"
    if did in ("关停", "注销"):
        return "all_closed_down"
    if _ON_TIME.search(found.group()):
        return "all_on_time"
    return "all_handled" if about != "request" else "all_answered"
