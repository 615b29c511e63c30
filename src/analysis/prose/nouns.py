"""What bodies count, as data: noun phrases with the units that decide what is meant, and verbs.

Sources: the figures of annual reports quoted in the field's literature and the forms of 2008 and 2014, which
named most of these counts before they moved into prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Noun(NamedTuple):
    """What a noun phrase counts in given units: its topic, its metric (None: the verb decides), and a condition.

    ``needs`` names the topic that must have come up for a word that alone says too little (信函, 维持, 视频).
    ``generic`` marks words such as 信息, before which a more exact word (人事信息) decides.
    """

    topic: str
    metric: str | None
    units: frozenset[str]
    needs: str | None = None
    generic: bool = False


# Kinds of information that are no total and have no code of their own.
_KINDS = re.compile(
    "(?:许可|处罚|强制|执法|双公示|采购|招标|招投标|投标|项目|民生|教育|医疗|卫生|环保|环境|药品|安全生产|就业"
    "|社保|社会保障|救助|扶贫|振兴|征地|征收|土地|国资|统计|规划|计划|法规|"
    "应急|清单|指南|便民|服务|价格|收费|住房|保障房|税收|领域|评论|媒体|资源|审计|农业|惠农|补贴|监管|执行|公共"
    "|工程|招商|旅游|文化|体育|党建|典型|案例|工作)(?:的|类|方面|相关|等)?$"
)
_UNPUBLISHED = re.compile("清理|删除|下架|撤下|清除|移除|废止|过期|失效|错误|错别字|敏感")

# The verb nearest to a number decides what a figure of its topic is.
_VERBS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "request": (
        ("(?:上一?年|去年)度?(?:结转|转入)", "carried_in"),
        ("(?:结转|顺延|延期|转入?)[至到]?(?:下|次|明|2\\d{3})|顺延|结转", "carried_out"),
        ("收办", "workload"), ("撤回|撤销", "withdrawn"),
        ("备案", None),
        ("受理|收到|接到|接收|新收|新增|收悉|接获|收", "new"),
        ("按[时期]办结|按[时期]答复|办结|办复|答复|回复|已办|完结|完成|反馈", "closed"),
        ("办理|处理", "handled"),
    ),
    "messages": (
        ("有效", "msgs_valid"),
        ("办理|处理|办结|回复|答复|回应|解答|解决|答疑|反馈|接受|办复", "msgs_handled"),
        ("收到|受理|接收|接到|征集|收集|接听|接|收", "msgs_received"),
    ),
    "hotline": (
        ("办理|处理|办结|回复|答复|解决", "msgs_handled"),
        ("收到|受理|接收|接到|接听|接办|承办|收", "hotline12345"),
    ),
    "columns": (
        ("调整|优化|改版|整合|修订|梳理|规范|完善|升级|更新|改造|归并", "columns_revised"),
        ("新增|开设|新设|增设|设置|建立|开通|设立|打造|制作|推出|新建|建设|上线|策划|开辟", "columns_new"),
    ),
    "accounts": (("关停|注销|关闭|停用|撤销|清理|下线|停更", "accounts_closed"),),
    "units": (
        ("表扬|表彰|先进|优秀", "commended_units"), ("通报", None),
        ("考核|考评|测评|评估|评议|评价", "assessed_units"),
    ),
    "review": (("备案", "review_filed"),),
    "litig": (("备案", "litig_filed"),),
}  # fmt: skip
VERBS = {
    topic: tuple((re.compile(words), metric) for words, metric in table) for topic, table in _VERBS.items()
}
# What an unnamed figure of a topic is when no verb says it.
PLAIN = {"request": "new", "messages": "msgs_received", "hotline": "hotline12345"}
# Between a noun and its number these words change nothing.
_FILLERS = (
    "总 共计 共 期数 场数 累计 合计 总计 总数 总量 数量 件数 人数 次数 篇数 数 量 达到 达 "
    "为 是 有 约 近 超过 超 突破 逾 仅 了 各 均 分别 已 全年 年内 本年度 本年 全部 新增 "
    "更新 发布 公开 推送 收到 受理 办理 办结 答复 回复 接到 接收 处理 开展 举办 组织 召开 "
    "制作 刊登 刊发 编发 印发 完成 产生 发生 收取 收集 征集 报送 采用 转载 转发 上传 录入 "
    "维护 下发 提供 开设 新设 调整 优化 关停 注销 参加 参与 出席 接受 登记 情况 工作 活动 "
    "事项 案件 服务 大约 将近 等 其中 件 类 的 和 及 共有 总计达 左右 每年 至 到 累计达 ： "
    ": - — ␣ ” “ ( ) 》 由 从 较 比 相比 与 去年 上年 压减 减少 整合 增 在线 "
    "网上 年度 今年 材料 信息 数据 业务 专题 各类 各项 相关 主题 已经 予以 进行 共收到 公众 "
    "金额 总额 用户 人员 人次 能够 办 复 率 被 增加 增长"
)
FILLERS = _FILLERS.split(" ")


@cache
def _rows() -> list[list[str]]:
    text = files("analysis.prose").joinpath("nouns.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]


@cache
def units(name: str) -> frozenset[str]:
    """The units of a class (``PERSONS``: 人, 人次, …), of several joined by ``+``, or the unit itself."""
    classes = {row[1]: row[2].replace("-", "").split(" ") for row in _rows() if row[0] == "class"}
    return frozenset(unit for part in name.split("+") for unit in classes.get(part, [part]))


@cache
def nouns() -> dict[str, tuple[Noun, ...]]:
    """All noun phrases with what they count, by their words."""
    table: dict[str, list[Noun]] = {}
    for topic, counted, needs, words in (row for row in _rows() if row[0] != "class"):
        found = [
            Noun(topic, None if metric == "-" else metric, units(name), None if needs in ("-", "generic") else needs,
                 needs == "generic")
            for name, metric in (pair.split("=") for pair in counted.split(", "))
        ]  # fmt: skip
        for word in words.split():
            table.setdefault(word, []).extend(found)
    return {word: tuple(found) for word, found in table.items()}


def alternation(words: Iterable[str]) -> str:
    """A pattern for the longest of many words at a place, grouped by first character for speed."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


@cache
def noun_pattern() -> re.Pattern[str]:
    """The longest noun phrase at each place, so that overlapping ones (公开培训, 培训班) are all seen."""
    return re.compile(f"(?=({alternation(nouns())}))")


def is_kind(words: str) -> bool:
    """Whether the words before 信息 name a kind of information."""
    return _KINDS.search(words) is not None


def only(words: Iterable[str]) -> re.Pattern[str]:
    """The pattern of any run of some words and nothing else; the longest at a place, so that it never looks back."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(f"(?>{listed})*+")


FILLER = only(FILLERS)


def unpublished(words: str) -> bool:
    """Whether the words speak of what was taken down, which is no publication."""
    return _UNPUBLISHED.search(words) is not None
