"""The local pattern of report years 2008 to 2013 (Shanghai's indicator list, which other places copied).

There was no national table in these years. The list is that of the Shanghai reports: 48 yearly indicators with
their code numbers; the half-yearly ones on staff and spending (49 to 54) stand under their own numbers too.
"""

from __future__ import annotations

from analysis.forms.edition_2014 import STATISTICS, VALUE
from analysis.forms.model import Block, Edition, Identity, Key, Row

# code number, label, English, unit, other labels seen
_ROWS: tuple[tuple[int, str, str, str, tuple[str, ...]], ...] = (
    (1, "主动公开信息数", "items made public", "条", ("主动信息公开", "主动公开政府信息数")),
    (2, "其中：全文电子化的主动公开信息数", "in full text online", "条", ("全文电子化", "全文电子化的主动公开文件数")),
    (3, "公文类信息数", "official documents", "条", ()),
    (4, "新增的行政规范性文件数", "new normative documents", "条", ("新增的规范性文件数",)),
    (5, "提供服务类信息数", "service information", "条", ()),
    (6, "网站专栏页面访问量", "page views", "人次", ("网站专栏页面访问量数",)),
    (7, "现场接待人数", "visitors received", "人次", ()),
    (8, "网上咨询数", "questions online", "人次", ()),
    (9, "咨询电话接听数", "questions by telephone", "人次", ()),
    (10, "依申请公开信息目录数", "catalogue of items on request", "条", ()),
    (11, "属于国家秘密的公文类信息数", "documents that are state secrets", "条", ()),
    (12, "申请总次数", "requests", "条", ("依申请公开信息申请总数", "申请总数")),
    (13, "当面申请数", "in person", "条", ("当面申请",)),
    (14, "传真申请数", "by fax", "条", ("传真申请", "以传真形式申请数")),
    (15, "电子邮件申请数", "by e-mail", "条", ("电子邮件申请",)),
    (16, "网上申请数", "online", "条", ("网上申请", "网上直接申请数")),
    (17, "信函申请数", "by letter", "条", ("信函申请", "以信函形式申请数")),
    (18, "其它形式申请数", "in other ways", "条", ("其他形式申请数", "以其他形式申请数")),
    (19, "对申请的答复总数", "answers", "条", ()),
    (20, "同意公开答复数", "granted", "条", ("同意公开",)),
    (21, "同意部分公开答复数", "granted in part", "条", ("同意部分公开",)),
    (22, "非《规定》所指政府信息数", "not government information", "条", ("非规定所指政府信息",)),
    (23, "信息不存在数", "does not exist", "条", ("信息不存在",)),
    (24, "非本机关职权范围数", "not of this body", "条", ("非本机关职权范围", "非本机关政府信息数")),
    (25, "申请内容不明确数", "unclear", "条", ("申请内容不明确",)),
    (26, "重复申请数", "repeated", "条", ("重复申请",)),
    (27, "不予公开答复总数", "denied", "条", ("不予公开总数",)),
    (28, "国家秘密", "state secret", "条", ("涉及国家秘密",)),
    (29, "商业秘密", "trade secret", "条", ("涉及商业秘密",)),
    (30, "个人隐私", "privacy", "条", ("涉及个人隐私",)),
    (31, "过程中信息且影响安全稳定", "deliberative and sensitive", "条", ("过程中信息",)),
    (32, "危及安全和社会稳定", "security and stability", "条", ("危及安全和稳定",)),
    (33, "法律法规规定的其他情形", "other legal ground", "条", ()),
    (34, "行政复议数", "administrative reviews", "件", ()),
    (35, "行政诉讼数", "lawsuits", "件", ()),
    (36, "行政申诉数", "complaints", "件", ()),
)  # fmt: skip


def _key(number: int) -> Key:
    return Key(STATISTICS, f"l08_{number:02}", VALUE.code)


def _sum(code: str, total: int, parts: range | tuple[int, ...]) -> Identity:
    names = {row[0]: row for row in _ROWS}
    zh, en = f"{names[total][1]}＝分项之和", f"{names[total][2]} = their parts"
    return Identity(code, STATISTICS, zh, en, tuple(map(_key, parts)), (_key(total),))


EDITION_2008 = Edition(
    "2008",
    2008,
    2013,
    "local: Shanghai pattern",
    (
        Block(
            "2008",
            STATISTICS,
            "指标统计",
            tuple(
                Row(f"l08_{number:02}", zh, en, None, aliases, unit)
                for number, zh, en, unit, aliases in _ROWS
            ),
            (VALUE,),
            ("指标名称", "年度数"),
            (
                "指标",
                "指标名称",
                "计量单位",
                "单位",
                "代码",
                "本年数",
                "历史累计数",
                "其中",
                "附表",
                "指标统计",
            ),
        ),
    ),
    (
        _sum("V081", 12, range(13, 19)),
        _sum("V082", 19, (*range(20, 27), 27)),
        _sum("V083", 27, range(28, 34)),
    ),
)
