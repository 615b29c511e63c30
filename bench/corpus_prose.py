"""The running text of a made-up report: opening, the six sections, signature and date, in own words."""

from __future__ import annotations

import random
from collections.abc import Callable

from bench.corpus_bodies import Body

# What a body counts; the text says the same as its tables.
Figure = Callable[[str, str, str], int]

_KIND = {"省": "全省", "市": "全市", "区": "全区", "县": "全县", "旗": "全旗", "州": "全州", "盟": "全盟"}
_PLACES = {"province": "各市（州、盟）", "prefecture": "各县（市、区）", "county": "各乡镇（街道）"}
_WE = {"office": "我办", "department": "我局", "township": "我镇", "street": "我街道"}

_LAST_YEAR = (
    "上级文件转发不够及时",
    "公开内容的形式比较单一",
    "个别科室对公开工作认识不足",
    "政策解读偏重文字、图表较少",
    "工作人员变动较多、业务不够熟悉",
    "网站栏目更新间隔较长",
    "公开目录与实际工作衔接不紧",
)
_NEXT_STEPS = (
    "按季度组织条例学习和业务培训",
    "修订公开目录，逐项明确责任人",
    "每月检查栏目更新，发现问题限期整改",
    "多用图表和问答解读政策",
    "完善申请登记、审核、答复的流程",
    "加强对下属单位的日常指导",
)
_RULES = (
    "严格执行信息发布审核制度",
    "对公开属性实行源头认定",
    "定期清理失效文件并更新目录",
    "建立台账，做到件件有登记",
)
_PLATFORMS = (
    "规范网站专栏设置",
    "做好政务新媒体日常维护",
    "在便民服务大厅设置查阅点",
    "优化依申请公开受理入口",
)
_WATCH = ("公开工作纳入年度考核", "组织培训两次", "安排专人负责信息公开", "主动接受社会监督")
_TITLES = ("年政府信息公开工作年度报告", "年度政府信息公开工作年度报告", "年政府信息公开工作报告")


def whole_place(body: Body) -> str:
    """How a government speaks of all it governs: 全省, 全市, 全县."""
    return _KIND.get(body.name.removesuffix(body.own_name)[-1], "全区域")


def who(body: Body) -> str:
    """How a body speaks of itself."""
    return _WE.get(body.kind, whole_place(body))


def opening(body: Body, year: int) -> list[str]:
    """The first paragraphs; they name all six sections in one sentence, as many reports do."""
    paragraphs = [
        "根据《中华人民共和国政府信息公开条例》和年度报告格式的要求，编制本报告。本报告由总体情况、主动公开政府信息情况、"
        "收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项"
        f"六部分组成。所列数据的统计期限为{year}年1月1日至12月31日。"
    ]
    if body.aggregate:
        paragraphs.append(f"本报告汇总{whole_place(body)}{_PLACES[body.level]}和本级各部门的数据编制而成。")
    return paragraphs


def overview(body: Body, year: int, figure: Figure, rng: random.Random) -> list[str]:
    """Section 一 with its five parts; the counts of requests are those of table 三."""
    new, decided, carried = (
        figure("requests", row, "total") for row in ("new_requests", "total_decided", "carried_out")
    )
    made = figure("proactive", "normative_docs", "made")
    published = 40 + 3 * made + rng.randrange(200)
    if new or decided:
        asked = f"新收政府信息公开申请{new}件，办结{decided}件，结转下年度{carried}件。"
    else:
        asked = "未收到政府信息公开申请。"
    return [
        f"{year}年，{who(body)}认真落实条例，公开工作有序开展。",
        f"（一）主动公开。通过门户网站和政务新媒体发布信息{published}条，制发行政规范性文件{made}件。",
        f"（二）依申请公开。全年{who(body)}{asked}",
        f"（三）政府信息管理。{rng.choice(_RULES)}，{rng.choice(_RULES)}。",
        f"（四）政府信息公开平台建设。{rng.choice(_PLATFORMS)}。",
        f"（五）监督保障。{rng.choice(_WATCH)}，未发生责任追究情形。",
    ]


def problems(body: Body, year: int, rng: random.Random) -> list[str]:
    """Section 五: two problems and what is to be done about them."""
    first, second = rng.sample(_LAST_YEAR, 2)
    one, two = rng.sample(_NEXT_STEPS, 2)
    return [
        f"{year}年的工作还有不足：一是{first}；二是{second}。",
        f"下一步，{who(body)}将着力改进：一是{one}；二是{two}。",
    ]


def other_matters(rng: random.Random) -> list[str]:
    """Section 六."""
    return [
        rng.choice(
            (
                "本年度未收取信息处理费，无其他需要报告的事项。",
                "无其他需要报告的事项。",
                "本年度没有发出收费通知，未收取信息处理费。",
            )
        )
    ]


def signature(name: str, body: Body, year: int, rng: random.Random) -> list[str]:
    """Who signs, and a date before the deadline: 31 January, for governments 31 March."""
    office = "办公厅" if body.level == "province" else "办公室"
    month = rng.randint(2, 3) if body.aggregate else 1
    return [name + office * body.aggregate, f"{year + 1}年{month}月{rng.randint(4, 28)}日"]


def title(name: str, body: Body, year: int, rng: random.Random) -> str:
    """The title with a body's name; a government often gives its place alone."""
    if body.aggregate and name != body.own_name and rng.random() < 0.4:
        name = name.removesuffix(body.own_name)
    return f"{name}{year}{rng.choice(_TITLES)}"
