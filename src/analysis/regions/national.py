"""Bodies of the whole country: the State Council, its ministries and agencies, and what they run without a place."""

from __future__ import annotations

import re

from analysis.regions.words import ORGAN_START, organ_of

# Constituent departments since 2008, with the names before the reforms of 2013 and 2018 and the short ones.
_MINISTRIES = (
    "外交|国防|教育|科学技术|科技|工业和信息化|公安|国家安全|监察|民政|司法|财政|人力资源和?社会保障|国土资源|自然资源"
    "|环境保护|生态环境|住房和?城乡建设|铁道|交通运输|水利|农业|农业农村|商务|文化|文化和旅游|卫生|退役军人事务|应急管理"
)
_AGENCY = "(?:局|总局|委员会|委|署|总署|办公室|会|院)"
_HEAD = re.compile(
    r"(?:中华人民共和国|中国)?(?:"
    rf"国务院(?:国资委|[^省市县区州]{{2,16}}?(?:办公厅|研究室|参事室|委员会|办公室|局)|办公厅)?|(?P<ministry>(?:{_MINISTRIES})部)"
    r"|审计署|海关总署|(?:市场监管|税务|体育|广电|质检|工商|安全监管)总局|中国红十字会总会|新华(?:通讯)?社|最高人民(?:法院|检察院)|国家(?:市场|[^省市县区州盟旗级局委署]){1,14}?"
    + _AGENCY
    + r"|全国[^省市县区州盟旗]{2,12}?(?:理事会|委员会办公室))"
    r"|中国(?:人民银行|气象局|地震局|科学院|社会科学院|工程院|民用航空局|民航局|民用航空(?=华|东|西|中|新)"
    r"|银行保险监督管理委员会|银保监会|银行业监督管理委员会|银监会|保险监督管理委员会|保监会|证券监督管理委员会|证监会)"
    r"|(?:长江|黄河|淮河|海河|珠江|松辽)水利委员会|太湖流域管理局|(?:长江|珠江)航务管理局"
)
_OFFICE = re.compile("(?:办公厅|办公室|机关)?")
# Rivers, seas and groups of provinces: a bureau for one of them is of no single place.
_REGION = re.compile(
    "(?:长江|黄河|淮河|海河|珠江|松辽|太湖|北海|东海|南海|华北|华东|华南|华中|东北|西北|西南|中南)[^省市县区州盟旗镇乡驻]*"
    "|华[北东南中]地区管理局|(?:东北|西北|西南|中南)地区管理局"
)
_PLACE = re.compile("[省市县区州盟旗镇乡驻]")


def is_national(key: str) -> bool:
    """Whether folded text begins with a body of the centre that has no place in its name.

    >>> is_national("国家税务总局2023年"), is_national("水利部黄河水利委员会"), is_national("国家税务总局绥滨县税务局")
    (True, True, False)
    """
    head = _HEAD.match(key)
    if head is None or key.startswith("驻", head.end()):
        return False
    rest = organ_of(key[head.end() :])
    if _OFFICE.fullmatch(rest) or _REGION.fullmatch(rest):
        return True
    within = ORGAN_START.match(rest) and not _PLACE.search(rest) and rest[-1] in "司局厅院所心"
    return head["ministry"] is not None and bool(within)
