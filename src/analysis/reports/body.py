"""What kind of body reports."""

from __future__ import annotations

import re

from analysis.regions.names import simplified
from analysis.text import fold

# (type, pattern at the end of the body's name), asked in this order.
BODY_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("department", r"驻.{2,8}(?:(?<!特派员)办事处|联络处)$"),
        (
            "vertical_system",
            r"税务局(?:第.{1,3}(?:税务分局|稽查局))?$|税务系统$|国家税务总局|海关(?:关区)?$|关区$|海关总署|气象局$|海事局$|邮政管理局$|烟草专卖局|统计局.{0,8}调查(?:总)?队$"
            r"|人民银行|金融监(?:督)?管(?:理)?(?:总)?局|通信管理局$|地震局$|银保监|消防救援(?:局|总队|支队|大队|站)$|国家矿山安全监察局"
            r"|国家煤矿安全监察局|国家外汇管理局|国家能源局|保险监督管理|银行业监督管理|证券监督管理|证监(?:会|局)"
            r"|^财政部.{2,6}监管局$|^国家税务局$",
        ),
        (
            "office",
            r"(?:政府|国务院|管委会|管理委员会|人民政府|党委|[省市县区州盟旗]委)办公(?:室|厅)$|^办公(?:室|厅)$",
        ),
        (
            "zone",
            r"(?:开发区|高新区|园区|示范区|新区|度假区|产业区|工业区|合作区|保税区|试验区|管理区|经开区|知识城|科技城|新城|实验区|名胜区|风景区|景区|港区|生态城"
            r"|产业园|工业园|科技园|软件园|物流园|功能区|保护区|经济区|经济特区|自贸区|自由贸易试验区|片区|保税港区)"
            r"(?:(?:开发建设)?管委会|(?:开发建设)?管理委员会|管理局)?$"
            r"|[区城园港](?:管委会|管理委员会|行政委员会)$",
        ),
        ("street", r"(?:街道?|街道?工委)(?:办事处|办)?$|地区办事处$"),
        ("township", r"(?:镇|乡|苏木)(?:人民)?政府$|(?:镇|乡|苏木)$"),
        (
            "institution",
            r"(?:大学|学院|学校|中学|小学|幼儿园|医院|卫生院|公司|集团|中心血站|研究院|研究所|博物馆|图书馆|[农林牧渔茶种]场)$",
        ),
        (
            "government",
            r"(?:人民)?政府$|^国务院$|(?:省|市|县|(?<![社校院灌库片辖小])区|旗|自治州|盟|自治区|自治县|行政公署|地区)$",
        ),
        (
            "department",
            r"(?:局|委|厅|委员会|办公室|办|处|队|中心|所|部|院|社|会|署|站|馆|台|研究室|参事室|秘书处|监狱|总队|支队|大队)$",
        ),
    )
)
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]$")


def plain(text: str) -> str:
    """The text with each traditional character replaced, so that offsets stay: 報告 is 报告."""
    if text.isascii():
        return text
    return simplified("".join(fold(character)[:1] or character for character in text))


def body_type(body: str | None) -> str | None:
    """The kind of body that a name denotes, by its end; None if it is none of the known kinds."""
    if not body:
        return None
    name = _IN_BRACKETS.sub("", plain(body))
    return next((kind for kind, pattern in BODY_TYPES if pattern.search(name)), None)
