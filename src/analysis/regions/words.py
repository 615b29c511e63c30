"""Words that follow or surround a place in the name of a body, as patterns over folded text."""

from __future__ import annotations

import re

# What comes before the place: years, "on …", and the heads of systems that are led from the centre.
NOISE = re.compile(
    r"(?:关于|印发|公布|发布|的|中国(?=.{2,6}自由贸易试验区)|中(?:国)?(?:新加坡|马来西亚|印度尼西亚|新|德|韩|法|日|俄|意|奥|瑞|白|以|英|欧|马|印)(?=[^省市县区州局]{2,16}(?:知识城|生态城|园区?|开发区|合作区))|(?:19|20)\d\d年度?|二[〇○零][〇○零一二三四五六七八九十]{2}年度?|年度报告|附件\d?|索引)+"
)
SYSTEMS = re.compile(
    r"(?:中华人民共和国)?(?:国家税务总局|国家统计局|国家金融监督管理总局|中国银行保险监督管理委员会|中国银保监会"
    r"|中国银行业监督管理委员会|中国银监会|中国保险监督管理委员会|中国保监会|中国证券监督管理委员会|中国证监会|国家外汇管理局"
    r"|中国人民银行|国家矿山安全监察局|国家煤矿安全监察局|国家能源局|国家邮政局|国家粮食和物资储备局|中国民用航空局?|中国气象局|中国地震局|国家烟草专卖局|财政部"
    r"|中国共产党|中共|中国共产主义青年团|共青团|中国人民政治协商会议|政协|新疆生产建设兵团(?:第[一二三四五六七八九十]+师)?"
    r"|第[一二三四五六七八九十]+师(?=[^师]{2,5}市)|中华人民共和国(?=.{2,8}(?:海关|海事)))"
)
# Where the name of the body ends in a title.
TITLE_END = re.compile(
    r"(?:19|20)\d\d|二[〇○零]|(?<!人民)政府信息公开|(?<=人民政府)信息公开|政务公开|信息公开|年度?报告?|工作报告"
)

# Organs of systems that are led from the centre, called after the city where they have their seat.
SEAT = re.compile("海关(?:关区)?|海事[局处]|税务系统")
SEAT_OF_SYSTEM = re.compile("局|分行|(?:中心)?支行")

# An office elsewhere says nothing of where its government is (淮安市人民政府驻上海办事处).
ELSEWHERE = re.compile(r"驻[^驻]{2,8}?(?:办事处|联络处|办公室)")

_ORGANS = (
    "人民政府|政府|人大|人民代表|政协|委员会|委(?!托)|党委|党工委|纪委|纪律检查|监察|监委|办公室|办公厅|机关|直属"
    "|发展和?改革|发改|教育|教体|科学|科技|工业|经济(?!技术|开发)|经信|民族|宗教|公安|民政|司法|财政|人力|人社|劳动"
    "|自然资源|国土|生态环境|环境|环保|住房|住建|城乡建设|城乡规划|建设|规划|城市管理|城管|城市综合|市政(?!府)|市容|综合行政执法|综合执法|行政执法"
    "|交通|水利|水务|农业|农牧|农村|畜牧|林业|林草|园林|商务|粮食|文化|文旅|文体|文广|旅游|体育|卫生|卫健|退役|应急|安全生产"
    "|安监|审计|外事|国有资产|国资|市场|市监|工商|质量技术|质监|食品药品|药品|药监|广播|广电|新闻|统计|医疗保障|医保|信访|乡村振兴"
    "|扶贫|金融|地方金融|大数据|数据|政务|行政审批|行政服务|档案|气象|地震|税务|国家税务|地方税务|国税|地税|烟草|邮政管理|调查总?队"
    "|监管(?:分?局|办)|银保监|银监|保监|证监|公共资源|供销|残疾人|残联|妇女|妇联|共青团|团委|总工会|工会|科协|红十字|史志|地方志|投资促进|招商|口岸|人防|人民防空"
    "|消防|公路|海洋|渔业|侨务|移民|人民检察院|人民法院|检察院|法院|老干部|组织部|宣传部|统战部|政法委|第[一二三四五六七八九十]"
)
ORGAN_START = re.compile(rf"$|\d|二[〇○零]|(?:{_ORGANS})")
OF_A_ZONE = re.compile(rf"$|管理?委|管理局|开发建设|党工委|工委|(?:{_ORGANS})")
# A bare short name before one of these is the name of a school or a firm, not a place.
GOVERNMENT_END = re.compile(r"(?:政府|局|委|委员会|厅|办公[室厅]|调查队|[总支大]队|法院|检察院)$")
# Units that a province runs and names after a town or a river.
WORKS = re.compile(
    "公路|铁路|航道|港航|水文|水库|灌区|引黄|引江|河道|河务|监狱|戒毒|监测|林业局$|森工|农垦|矿务"
)
NOT_GOVERNMENT = re.compile(
    r"大学|学院|学校|专科|中学|小学|幼儿园|医院|公司|集团|银行|研究|报社|出版|海关|海事|铁路"
)

# Schools, hospitals and firms that are the place's by their kind, not another place's by their name.
OWN_INSTITUTION = re.compile(
    "(?:人民)?政府|第|人民|中心|中医|妇幼|儿童|妇女|实验|职业|职教|特殊|外国语|师范|幼儿|图书|博物|公共|自来水|供水|供电|水务|水利|城市|交通|国有|投资|住房|党校|广播|技工|技师|传染|精神|口腔|肿瘤|急救|血|疾病"
)
# A unit of unknown name that only looks like a common word (鹽城市气象局, 庐城区教育局).
_UNKNOWN_UNIT = re.compile(
    "(?!社区|地区|城镇|镇村|旗帜)[^局委厅院办会所校处部站队]{1,4}?(?:[县旗镇乡盟]|[市州区](?![场民政容直级域划间块]))"
)
OF_GOVERNMENT = re.compile(
    r"(?:人民)?政府(?=[^局厅院会所校处]{1,12}?(?:(?:街道|地区)(?:办事处|\d|$)|[镇乡](?:人民政府|政府|\d|$)|管委会|管理委员会))"
)
LOWER = re.compile(r"[县市区旗]|苏木|[\d〇一二三四五六七八九十]团(?!委)|街道|办事处|[镇乡]|[农林牧渔种]场")
_LOWER_GOVERNMENT = re.compile(r".([县市区旗]|苏木|街道|[镇乡])(?=人民政府|政府|党委|党工委|办事处)")
_NOT_LOWER = re.compile(
    r"市场|城市|市政|市容|市民|市直|市级|市委|市区|社区|园区|地区|区域|灌区|库区|林区|山区|校区|院区|片区|辖区|城区|老区|矿区|牧区"
    r"|军区|小区|区划|区块|区直|区级|景区|县域|县城|县直|县级|城乡|乡镇|乡村|城镇|村镇|乡企|镇企|镇村|旗帜"
)
BRANCH = re.compile(
    r"^(?:农垦|森工)(?!总局).*局|(?:局|委员会|委|厅|公司|院|中心|队)(?!第|直属|稽查|机动|特|交通警察|交警|水上|森林|治安|刑事|巡)"
    r"[^局]{2,12}?(?:分局|分院|分公司|分中心|分站|管理部|支行)"
)
GOVERNMENT = re.compile("(?:人民)?政府(?=.)")
TOWNSHIP_HEAD = re.compile(
    r"(?P<name>[^省县区州盟旗]{1,12}?(?:镇|乡|街道|苏木|地区(?=办事处)|办事处))(?P<rest>.*)"
)
# 朝阳市场监督管理局 is a bureau of 朝阳, not of 朝阳市; 南京市级 and the like do not matter.
_WORD_GOES_ON = {"市": "场", "区": "域块划间", "县": "域", "镇": "化村", "乡": "村土镇", "州": "府"}
BARE_DISTRICTS = frozenset(("城区", "郊区", "矿区", "东区", "西区", "南区", "北区"))


# Words that cannot follow the name of an unknown thing unless that thing is a place (琴亭|人民政府, 黟|教育局).
_AFTER_A_PLACE = re.compile(
    r".(?:政府|党政|党委|党工委|街道办|办事处|人民代表大会"
    r"|(?:教育|科技|公安|民政|司法|财政|人力资源|自然资源|生态环境|住房和城乡|交通运输|水务|水利|农业|商务|文化|卫生健康"
    r"|退役军人|应急管理|审计|市场监|统计|医疗保障|信访|乡村振兴|税务|城市管理|林业|国有资产|行政审批|发展和?改革)"
    r"[^局]{0,12}(?:局|委员会|委|厅)$)"
)


def organ_of(rest: str) -> str:
    """The organ's name at the start of folded text: up to the year or the words of the title."""
    end = TITLE_END.search(rest)
    return ELSEWHERE.split(rest[: end.start()] if end else rest[:40])[0]


def has_unknown_place(organ: str) -> bool:
    """Whether an organ's name begins with words that only the name of a place can be."""
    return not ORGAN_START.match(organ) and _AFTER_A_PLACE.search(organ) is not None


def word_goes_on(name: str, following: str) -> bool:
    """Whether the last character of a name belongs to the next word."""
    return bool(following) and following[0] in _WORD_GOES_ON.get(name[-1], "")


def lower_unit(organ: str) -> str | None:
    """The level of a unit that an organ's name still holds (某某镇人民政府), or None."""
    first = LOWER.search(_NOT_LOWER.sub("", organ))
    found = first if first and first[0] in "县市区旗" else _LOWER_GOVERNMENT.search(organ) or first
    if found is None and not ORGAN_START.match(organ):
        found = _UNKNOWN_UNIT.match(organ)
    if found is None:
        return None
    return "county" if found[0][-1] in "县市区旗团州盟" else "township"


def township_in(organ: str) -> str:
    """The name of the unlisted township with which an organ's name begins (某某镇|人民政府)."""
    found = LOWER.search(organ, 1)
    return organ[: found.end()] if found else organ
