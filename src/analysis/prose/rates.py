"""Shares, rates, scores and changes against the year before."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.prose.numbers import Number

_MOVED = re.compile(
    r"(?:(?P<up>增长|增加|上升|提高|提升|增幅|上涨|攀升|增多|翻)|(?P<down>下降|减少|降低|回落|下滑|降幅"
    r"|缩减))(?:了|率|幅度|为|约|近|超过?|达到?|至)*$"
)
_AGAINST = re.compile("同比|较|比|环比|去年|上年|增幅|降幅|增长")
_SHARE = re.compile(r"占[^,;。]{0,20}$|(?:比例|比重|占比|百分比)[为是达到约]*$")
# The name of a rate, the topic it needs if the name alone is not enough, its metric.
_RATES = (
    (re.compile(r"(?:按[时期]|及时|限时|按期限)[^,;]{0,4}(?:办结|答复|回复|办理|公开)?率"), "on_time_rate"),
    (re.compile(r"合格率|达标率"), "pass_rate"),
    (re.compile(r"满意[率度]"), "satisfaction"),
    (re.compile(r"(?:回复|答复|回应|响应|回访)率"), "reply_rate"),
    (re.compile(r"办结率|办理率|办复率"), "close_rate"),
)
_NAMED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}[率度比])[均都]?(?:[为是达到约近]|保持|继续|在|仍|高|超过?|均|100)*$"
)
_ON_TIME = re.compile(r"^(?:的)?(?:按[时期]|及时)(?:办结|答复|回复|办理)")
_SCORE = re.compile("得分|评分|成绩|分数|均分|总分|考核")


class Rate(NamedTuple):
    """A rate by its metric, what it is called, the rule, and a signed change."""

    metric: str | None
    subject: str | None
    rule: str
    change: float | None = None


def rate_of(number: Number, before: str, plain: str, topic: str) -> Rate | None:
    """What a percentage, a score or a change is; None for a plain count.

    ``before`` is the clause up to the number, ``plain`` the sentence, ``topic`` what was last spoken of.
    """
    moved = _MOVED.search(before)
    clause = re.split("[;。]", plain[: number.start])[-1][-30:]
    if moved and (number.unit in ("%", "个百分点") or _AGAINST.search(clause)):
        return Rate("yoy", None, "change", number.value * (-1 if moved["down"] else 1))
    if number.unit == "分":
        return Rate("score" if _SCORE.search(clause) else None, None, "score")
    if number.unit not in ("%", "‰"):
        return None
    named = _NAMED.search(before)
    if named and "占比" not in named["name"]:
        metric = next((metric for words, metric in _RATES if words.search(named["name"])), None)
        if metric == "close_rate":
            metric = "msgs_close_rate" if topic in ("messages", "hotline") else "reply_rate"
        return Rate(metric, named["name"], "rate")
    if _ON_TIME.match(plain[number.end :]):
        return Rate("on_time_rate", None, "rate")
    bracketed = plain[number.start - 1 : number.start] == "(" and plain[number.end : number.end + 1] == ")"
    share = _SHARE.search(before) or bracketed
    return Rate("share", None, "share") if share else None
