"""Indicators of table 二, of the means a body has for disclosure, and those per head of population."""

from __future__ import annotations

from analysis.measures.bases import PEOPLE
from analysis.measures.terms import FORMS, Basis, Indicator, Terms, proactive, requests, statistics
from analysis.words import Words

DOCUMENTS = Words("规范性文件的口径于2021年收窄", "the definition of a normative document narrows in 2021")
NOT_THE_STOCK = Words("2019年格式统计的是对外公开总数，与此不同",
                      "the 2019 form asks for documents published, which is not the same")  # fmt: skip
FINES = Words("交通罚款占多数", "traffic fines dominate")
PENALTIES = Basis("penalties", "行政处罚", "penalties", proactive("penalty", "decisions"))
STOCK_BEFORE = Basis("stock_before", "年初现行有效（现行有效减制发加废止）",
                     "in force at the start of the year (in force less made plus repealed)",
                     proactive("normative_docs", "in_force", "-made", "repealed"))  # fmt: skip
PROACTIVE = (
    Indicator("reg_made", "规章制发", "regulations made", proactive("regulations", "made"), editions=("2021",),
              about=Words("本年制发的规章件数。", "Regulations made in the year.")),
    Indicator("reg_stock", "现行有效规章", "regulations in force", proactive("regulations", "in_force"),
              editions=("2021",),
              about=Words("年底现行有效的规章件数。", "Regulations in force at the end of the year.")),
    Indicator("nd_made", "规范性文件制发", "normative documents made", proactive("normative_docs", "made"),
              editions=FORMS, caveat=DOCUMENTS,
              about=Words("本年制发的行政规范性文件件数。", "Normative documents made in the year.")),
    Indicator("nd_repealed", "规范性文件废止", "normative documents repealed",
              proactive("normative_docs", "repealed"), editions=("2021",),
              about=Words("本年废止的行政规范性文件件数。", "Normative documents repealed in the year.")),
    Indicator("nd_stock", "现行有效规范性文件", "normative documents in force",
              proactive("normative_docs", "in_force"), editions=("2021",), caveat=NOT_THE_STOCK,
              about=Words("年底现行有效的行政规范性文件件数。",
                          "Normative documents in force at the end of the year.")),
    Indicator("nd_turnover", "规范性文件更替率", "turnover of normative documents",
              proactive("normative_docs", "made", "repealed"), STOCK_BEFORE, kind="ratio", scale=100, unit="%",
              editions=("2021",),
              about=Words("本年制发与废止之和占年初现行有效件数的比例。",
                          "Documents made and repealed in the year, per cent of those in force at its start."),
              caveat=Words("年初数由本年数字推得，重新清理时与上年所载不同",
                           "the start is worked out from this year's figures; a recount makes it differ from the stock "
                           "printed the year before")),
    Indicator("lic_count", "行政许可", "licensing decisions", proactive("licensing", "decisions"),
              about=Words("本年行政许可处理决定件数。", "Licensing decisions in the year.")),
    Indicator("pen_count", "行政处罚", "penalty decisions", PENALTIES.terms, caveat=FINES,
              about=Words("本年行政处罚处理决定件数。", "Penalty decisions in the year.")),
    Indicator("coercion_count", "行政强制", "coercive measures", proactive("coercion", "decisions"),
              about=Words("本年行政强制处理决定件数。", "Coercive measures in the year.")),
    Indicator("fee_amount", "行政事业性收费", "administrative fees", proactive("admin_fees", "amount_wan"),
              unit="万元", editions=("2021",),
              about=Words("本年收取的行政事业性收费，万元。",
                          "Administrative fees collected in the year, in 10,000 yuan.")),
    Indicator("coercion_ratio", "强制处罚比", "coercive measures per 1000 penalties",
              proactive("coercion", "decisions"), PENALTIES, kind="ratio", scale=1000, unit="per 1000",
              about=Words("每千件行政处罚对应的行政强制件数。", "Coercive measures for each 1000 penalties.")),
)  # fmt: skip


def _count(code: str, zh: str, en: str, unit: str, zh_about: str, en_about: str) -> Indicator:
    """A figure of the statistics table of 2014, the only form that asks for it."""
    return Indicator(
        code, zh, en, statistics(code), unit=unit, editions=("2014",), about=Words(zh_about, en_about)
    )


STAFF = Basis("staff", "工作人员", "staff", statistics("staff"))
MEANS = (
    _count("staff", "公开工作人员数", "staff for disclosure", "人", "从事政府信息公开工作的人员数。",
           "Persons who work on disclosure."),
    Indicator("staff_full_share", "专职人员占比", "full-time, of staff", statistics("staff_full"), STAFF,
              editions=("2014",),
              about=Words("工作人员中专职人员的比例。",
                          "Of the staff for disclosure, the share that does nothing else.")),
    Indicator("answers_per_staff", "人均答复件数", "requests answered per member of staff",
              requests("total_decided"), STAFF, kind="ratio", editions=("2014",),
              about=Words("每名工作人员对应的答复件数。", "Requests answered for each member of staff.")),
    _count("budget_wan", "公开专项经费", "budget for disclosure", "万元", "政府信息公开专项经费，万元。",
           "The budget for disclosure, in 10,000 yuan."),
    _count("meetings", "公开工作会议", "meetings on disclosure", "次", "召开工作会议或专题会议的次数。",
           "Meetings held on disclosure."),
    _count("courses", "公开培训班", "training courses", "次", "举办培训班的次数。", "Training courses held."),
    _count("trained", "接受培训人次", "persons trained", "人次", "接受培训的人次。",
           "Persons trained, counted each time."),
    _count("complaints", "举报投诉", "complaints", "件", "收到的举报投诉件数。", "Complaints received."),
)  # fmt: skip
SCOPE = Words("只用于汇总口径；人口为最近年份的数字",
              "only for aggregate scope; the population is of the nearest year known")  # fmt: skip


def _per_head(
    code: str, zh: str, en: str, numerator: Terms, scale: int, about: Words,
    editions: tuple[str, ...] = ("2019", "2021"), caveat: Words = SCOPE, *, events: bool = False,
) -> Indicator:  # fmt: skip
    unit = "per 100k" if scale == 100_000 else "per 10k"
    return Indicator(code, zh, en, numerator, PEOPLE, kind="incidence" if events else "ratio", scale=scale, unit=unit,
                     editions=editions, about=about, caveat=caveat)  # fmt: skip


PER_HEAD = (
    _per_head("req_per_100k", "每十万人申请量", "new requests per 100,000 people", requests("new_requests"), 100_000,
              Words("每十万常住人口对应的新收申请件数。", "New requests for each 100,000 residents."), FORMS,
              events=True),
    _per_head("nd_stock_per_100k", "每十万人现行有效规范性文件", "normative documents in force per 100,000 people",
              proactive("normative_docs", "in_force"), 100_000,
              Words("每十万常住人口对应的现行有效规范性文件件数。",
                    "Normative documents in force for each 100,000 residents."), ("2021",)),
    _per_head("lic_per_10k", "每万人行政许可", "licensing decisions per 10,000 people",
              proactive("licensing", "decisions"), 10_000,
              Words("每万常住人口对应的行政许可件数。", "Licensing decisions for each 10,000 residents.")),
    _per_head("pen_per_10k", "每万人行政处罚", "penalty decisions per 10,000 people", PENALTIES.terms, 10_000,
              Words("每万常住人口对应的行政处罚件数。", "Penalty decisions for each 10,000 residents."),
              caveat=Words(f"{SCOPE.zh}；{FINES.zh}", f"{SCOPE.en}; {FINES.en}")),
)  # fmt: skip
