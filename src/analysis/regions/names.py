"""Everyday forms of division names: 恩施土家族苗族自治州 is also 恩施州 and 恩施."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_PEOPLE = (
    "(?:蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔|鄂温克|鄂伦春)族?"
    "|(?:土家|布依|朝鲜|哈尼|傈僳|高山|拉祜|东乡|纳西|景颇|仫佬|布朗|撒拉|毛南|仡佬|阿昌|普米|乌孜别克|俄罗斯"
    "|德昂|保安|裕固|塔塔尔|独龙|赫哲|门巴|珞巴|基诺|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|京|各)族"
)
_AUTONOMOUS = re.compile(rf"(?P<stem>.{{2,}}?)(?:{_PEOPLE})*自治(?P<kind>区|州|县|旗)")
_NATIONALITY = re.compile(rf"(?P<stem>.{{2,}}?)(?:{_PEOPLE})+(?P<kind>区|乡)")
_PLAIN = re.compile(
    r"(?P<stem>.{2,}?)(?:特别行政区|(?<=神农架)林区|特区|新区|地区|省|市|县|区|盟|(?<![前后左右中])旗)"
)
_CONTRACTED = {
    "前郭尔罗斯蒙古族自治县": "前郭县",
    "喀喇沁左翼蒙古族自治县": "喀左县",
}
_ZONE_KINDS = (
    ("高新技术产业开发区", "高新技术开发区", "高新技术产业园区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("城乡一体化示范区", "示范区"),
)


def short_name(name: str) -> str:
    """The name without kind and nationalities (长阳土家族自治县 → 长阳), or itself if little is left."""
    for pattern in (_AUTONOMOUS, _NATIONALITY, _PLAIN):
        match = pattern.fullmatch(name)
        if match:
            return match["stem"].removesuffix("族")
    return name


def everyday_names(name: str) -> tuple[str, ...]:
    """Forms without the nationalities but with the kind (恩施州, 长阳县, 顺河区); none for a plain name."""
    match = None
    if name[-1] in "区州县旗乡":
        match = _AUTONOMOUS.fullmatch(name) or _NATIONALITY.fullmatch(name)
    if match is None:
        return ()
    kind = "自治区" if match["kind"] == "区" and "自治" in name else match["kind"]
    contracted = _CONTRACTED.get(name)
    return (match["stem"].removesuffix("族") + kind, *((contracted,) if contracted else ()))


def zone_tails(name: str, province: str, prefecture: str) -> tuple[str, ...]:
    """What follows the prefecture in the name of a development zone, in its long and short kinds.

    新乡经济技术开发区 under 新乡市 gives 经济技术开发区 and 经开区.
    """
    tail = name
    for prefix in (province, short_name(province), prefecture, short_name(prefecture)):
        if len(tail) - len(prefix) >= 2:
            tail = tail.removeprefix(prefix)
    return zone_forms(tail)


def zone_forms(name: str) -> tuple[str, ...]:
    """The name of a zone with each of the long and short words for its kind (高新技术产业开发区, 高新区)."""
    for kinds in _ZONE_KINDS:
        for kind in kinds[:-1]:
            if name.endswith(kind):
                return tuple(dict.fromkeys([name, *(name.removesuffix(kind) + other for other in kinds)]))
    return (name,)


@cache
def _simple_forms() -> dict[int, str]:
    pairs = Path(__file__).with_name("traditional.txt").read_text("utf-8").split()
    return {ord(pair[0]): pair[1] for pair in pairs}


def simplified(text: str) -> str:
    """The text with the traditional forms of the characters that occur in names of divisions replaced (瀋陽)."""
    return text if text.isascii() else text.translate(_simple_forms())
