"""What reads as the name of a body, and what only stands where one should."""

from __future__ import annotations

import re

from analysis.reports.body import body_type
from analysis.reports.years import CHINESE_YEAR
from analysis.text import tidy

_MARKS = " \t《》[]【】{}<>〈〉—–-_·•*#|>`~=+\"'“”‘’、.…"
_YEAR = rf"(?:20[0-4]\d|{CHINESE_YEAR})\s*年?度?"
_YEAR_AT_END = re.compile(rf"^[(（]?{_YEAR}[)）]?(?=\D)|[(（]?{_YEAR}[)）]?$")
_SEAL = re.compile(r"[(（]\s*(?:盖\s*章|公\s*章|印\s*章|章|签章|印)\s*[)）]")
_NOT_IN_NAMES = re.compile(
    rf"[:：。；;！？!?，,=@#*|<>《》_％%]|https?|www|\d{{3}}|{CHINESE_YEAR}"
    "|根据|按照|依照|依据|有关|要求|规定|编制(?!委员会|办|管理)|公布|发布(?!中心)|以下|如下|特此|情况|报告"
    "|信息公开(?!办|工作办|领导)|年度|季度"
)
_LAWS = re.compile(
    "(?:条例|办法|规定|通知|意见|细则|要点|方案|格式|规程|守则|宪法|许可法|处罚法|复议法|诉讼法)$"
)
_MEDIA = re.compile(
    "(?:日报|晚报|晨报|周报|报社|新闻社|新华社|电视台|广播台|电台|融媒体中心|媒体中心|网|网站|门户|网络|平台|公众号|客户端|原创|转载|本站)$"
)
_PROSE = re.compile(
    "^(?:本(?!溪)|我|该|各|其|此|某|贵(?=[机单局])|全(?:国|省|市|县|区)|有关|相关|上级|下级|所属|责任|作者|编辑|来源|文号)|[的了是为被把]"
)
_TWO_HAN = re.compile(r"[\u3400-\u9fff].*[\u3400-\u9fff]")
_LONGEST = 40


def named(text: str | None) -> str | None:
    """The name of a body in the place of a title where it stands: without years, seals and the marks of a layout.

    None for a filler, a date, a label, a piece of prose.
    """
    name = _SEAL.sub("", tidy(text or "")).strip(_MARKS)
    name = _YEAR_AT_END.sub("", name).strip(_MARKS)
    if name.count("(") + name.count("（") != name.count(")") + name.count("）"):
        name = name.strip("()（）")
        if name.count("(") + name.count("（") > name.count(")") + name.count("）"):
            name += ")"
    if (
        len(name) > _LONGEST + 20
        or not _TWO_HAN.search(name)
        or _NOT_IN_NAMES.search(name)
        or _LAWS.search(name)
    ):
        return None
    return name


def surely_named(text: str | None) -> str | None:
    """The name of a body anywhere else, such as beside a label: it must end like that of a known kind of body.

    >>> surely_named("淮安市财政局(盖章)"), surely_named("文号："), surely_named("本站原创"), surely_named("综合科")
    ('淮安市财政局', None, None, None)
    """
    name = named(text)
    if name is None or len(name) > _LONGEST or _MEDIA.search(name) or _PROSE.search(name):
        return None
    return name if body_type(name) else None
