"""Numbers with units in a sentence, and the numbers that count nothing (the stop list)."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.text import chinese_number

_HAN = "一二两三四五六七八九十百千"
# The longer before the shorter, for the first that fits is taken.
_UNITS = (
    "个百分点|家次|个次|件次|条次|篇次|人次|场次|期次|批次|元|件|条|篇|个|期|场|次|人|名|份|册|家|批|项|户|宗|起|则|部|幅|例|封|位|本|张"
    "|处|分|单|款|轮|组|段|集|%|‰"
)
# What makes a number with a unit no count: the name of a thing, a time limit, a part of the report.
_NAMED = (
    "(?!(?:试点|重点)?领域|季度|方面|环节|工作日|月(?!会)|小时|年|阶段|部分|章节|层面|维度|坚持|确保|步骤|要点|民"
    "|大代表"
    "|事(?![项件])|性|一[^件次期场]|以内)"
)
_NUMBER = re.compile(
    rf"(?P<han>(?<![第每上下这那同进统单唯之某另逐万有{_HAN}])[{_HAN}]{{1,7}})(?P<hmore>[余多])?(?P<hunit>人次"
    rf"|场次|件|条|次|期|场|篇|份|起|例|个|家|名|人|宗)"
    rf"{_NAMED}"
    r"|(?<=为)(?P<zero>零)(?=[,。;)]|$)"
    r"|(?<![\d.A-Za-z+/\-〔\[#])(?<!\d[,:])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d\-/+〕])"
    r"(?P<more>[余多])?(?P<scale>百万|千万|万|亿|千)?(?P<more2>[余多])?"
    rf"(?P<unit>{_UNITS})?(?P<named>{_NAMED})?"
)
_STOP = re.compile(
    r"[〔\[(（]?(?:19|20)\d\d[〕\])）]第?\d+号|第?\d+号(?:令|文|公告)?|令第\d+号"
    r"|(?:\d{4}|[二〇零○一三四五六七八九]{4})年(?:度|末|底|初)?(?:第?[一二三四1-4]季度|\d{1,2}月(?:\d{1,2}日|份"
    r"|底)?)?"
    r"|\d{1,2}月(?:\d{1,2}日|份|底|初|中旬)?|\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}:\d\d(?::\d\d)?"
    rf"|第[\d{_HAN}]+(?:[条款项章号期次届批]|季度|部分|名|位|页|轮|场)?"
    r"|https?://[\w./?=&%-]+|www\.[\w./-]+|[\w.]+@[\w.]+"
    r"|(?:电话|传真|邮编|邮政编码|号码|索引号|地址)[^,。;\d]{0,8}[\d\-/、]{5,}|(?:浏览|阅读|点击)(?:次数|量)?:\d+"
    rf"|(?:届|人大|政协|中央)[^,。\d]{{0,6}}[{_HAN}]+次"
    r"|0\d{2,3}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)12[0-9]{3}(?=[^\d]{0,6}(?:热线|平台|便民|政务|[”\"]))"
    r"|123(?:45|15|48|33|29)(?!\d|[件条次个])"
    r"|“(?!H5|h5|三公|[^”]{0,12}(?:开放日|公开日|信箱|留言板|热线)”)[^”]{0,40}”|‘[^’]{0,40}’|「[^」]{0,40}」"
    r"|《(?![^》]{0,30}公报》)[^》]{0,80}》|\"[^\"]{0,30}\""
    r"|\d+\s*(?:\+\s*[\dA-ZN]+|G(?![A-Za-z])|小时|分钟|天|周岁|岁|周|平方米|米|公里|亩|层|楼|室|栋)"
    rf"|(?:\d+|[{_HAN}]+)(?:个(?:以上)?)?(?:工作日|自然日|月内|个月|部分(?:组成|内容)?)"
    rf"|[{_HAN}](?:方面|审|校|同步|微|端|网|体|定|级|些|致|并|样|直|律|旦|般|起来|是|大|届|中全会)"
)
_APPROX_BEFORE = re.compile(r"(约|大约|近|将近|接近|超过|超|突破|逾|达到?|不少于|至少)(?:共|了)?$")
_APPROX = {"约": "about", "大约": "about", "近": "nearly", "将近": "nearly", "接近": "nearly", "超过": "over",
           "超": "over", "突破": "over", "逾": "over", "不少于": "over", "至少": "over"}  # fmt: skip
_SCALES = {"万": 1e4, "亿": 1e8, "千": 1e3, "百万": 1e6, "千万": 1e7}
RANK = re.compile(
    rf"(?:排名?|位列|位居|名列|居)[^,。;\d]{{0,10}}?第(?P<rank>\d+|[{_HAN}]{{1,3}})(?P<unit>名|位)?"
)


class Number(NamedTuple):
    """A number in a sentence: its place, digits as printed, value, upper end, how certain, unit and scale."""

    start: int
    end: int
    printed: str
    value: float
    value_hi: float | None
    approx: str | None
    unit: str
    scale: float
    han: bool = False


def masked(sentence: str) -> str:
    """The sentence with every character of the stop list replaced by ␣, so that places stay."""
    return _STOP.sub(lambda found: "␣" * len(found.group()), sentence)


def numbers(sentence: str, plain: str) -> list[Number]:
    """The numbers with a unit, and those without that stand at the end of a clause, outside the stop list.

    ``plain`` is the masked sentence.

    >>> said = "访问量达18万余次，占58.5%"
    >>> [(n.value, n.value_hi, n.unit) for n in numbers(said, masked(said))]
    [(180000.0, 190000.0, '次'), (58.5, None, '%')]
    """
    found = []
    for match in _NUMBER.finditer(plain):
        if match["zero"]:
            number: Number | None = Number(match.start(), match.end(), "零", 0.0, None, None, "", 1.0)
        else:
            number = _han(match) if match["han"] else _digits(match, plain)
        if number is not None:
            found.append(number)
    return found


def _han(match: re.Match[str]) -> Number | None:
    value = chinese_number(match["han"])
    if value is None or value == 0:
        return None
    high = float(value + _step(value)) if match["hmore"] else None
    return Number(match.start(), match.end(), match["han"], float(value), high, "more" if high else None,
                  match["hunit"], 1.0, True)  # fmt: skip


def _digits(match: re.Match[str], plain: str) -> Number | None:
    unit, after = match["unit"] or "", plain[match.end() : match.end() + 1]
    if (unit and match["named"] is None) or (not unit and after and after not in ",。;、)(!"):
        return None
    scale = _SCALES.get(match["scale"] or "", 1.0)
    digits = float(match["digits"].replace(",", ""))
    before = _APPROX_BEFORE.search(plain[max(0, match.start() - 4) : match.start()])
    more = match["more"] or match["more2"]
    value = round(digits * scale, 6)
    high = value + _step_of(match["digits"]) * scale if more else None
    after_unit = plain[match.end() : match.end() + 2]
    approx = "more" if more else _APPROX.get(before[1]) if before else None
    approx = approx or {"以上": "over", "左右": "about"}.get(after_unit)
    printed = plain[match.start() : match.start("unit") if unit else match.end()]
    return Number(match.start(), match.end(), printed, value, high, approx, unit, scale)


def _step_of(digits: str) -> float:
    """One of the last digit that is not 0: 1300余 is below 1400, 18万余 below 19万, 5.3万余 below 5.4万."""
    whole, _, decimals = digits.replace(",", "").partition(".")
    return 10.0 ** -len(decimals) if decimals else float(_step(int(whole)))


def _step(value: int) -> int:
    text = str(value)
    return 10 ** (len(text) - len(text.rstrip("0"))) if value else 1
