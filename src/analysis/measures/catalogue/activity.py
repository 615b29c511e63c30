"""Indicators of table 二, and those per head of population."""

from __future__ import annotations

from analysis.measures.catalogue.common import POP, N, count
from analysis.measures.terms import FORMS, Indicator, proactive

DOCUMENTS = "the definition of a normative document narrows in 2021"
PROACTIVE = (
    count("reg_made", "规章制发", "regulations made", proactive("regulations", "made"), editions=("2021",)),
    count(
        "reg_stock",
        "现行有效规章",
        "regulations in force",
        proactive("regulations", "in_force"),
        editions=("2021",),
    ),
    count(
        "nd_made",
        "规范性文件制发",
        "normative documents made",
        proactive("normative_docs", "made"),
        editions=FORMS,
        caveat=DOCUMENTS,
    ),
    count(
        "nd_repealed",
        "规范性文件废止",
        "normative documents repealed",
        proactive("normative_docs", "repealed"),
        editions=("2021",),
    ),
    count(
        "nd_stock",
        "现行有效规范性文件",
        "normative documents in force",
        proactive("normative_docs", "in_force"),
        editions=("2021",),
        caveat="the 2019 form asks for documents published, which is not the same",
    ),
    count("lic_count", "行政许可", "licensing decisions", proactive("licensing", "decisions")),
    count(
        "pen_count",
        "行政处罚",
        "penalty decisions",
        proactive("penalty", "decisions"),
        caveat="traffic fines dominate",
    ),
    count("coercion_count", "行政强制", "coercive measures", proactive("coercion", "decisions")),
    count(
        "fee_amount",
        "行政事业性收费",
        "administrative fees",
        proactive("admin_fees", "amount_wan"),
        "万元",
        editions=("2021",),
    ),
    Indicator(
        "coercion_ratio",
        "强制处罚比",
        "coercive measures per 1000 penalties",
        proactive("coercion", "decisions"),
        proactive("penalty", "decisions"),
        "ratio",
        1000,
        "per 1000",
    ),
)
SCOPE = "only for aggregate scope; the population is of the nearest year known"
PER_HEAD = (
    Indicator(
        "req_per_100k",
        "每十万人申请量",
        "new requests per 100,000 people",
        N,
        POP,
        "incidence",
        100_000,
        "per 100k",
        FORMS,
        SCOPE,
    ),
    Indicator(
        "nd_stock_per_100k",
        "每十万人现行有效规范性文件",
        "normative documents in force per 100,000 people",
        proactive("normative_docs", "in_force"),
        POP,
        "ratio",
        100_000,
        "per 100k",
        ("2021",),
        SCOPE,
    ),
    Indicator(
        "lic_per_10k",
        "每万人行政许可",
        "licensing decisions per 10,000 people",
        proactive("licensing", "decisions"),
        POP,
        "ratio",
        10_000,
        "per 10k",
        caveat=SCOPE,
    ),
    Indicator(
        "pen_per_10k",
        "每万人行政处罚",
        "penalty decisions per 10,000 people",
        proactive("penalty", "decisions"),
        POP,
        "ratio",
        10_000,
        "per 10k",
        caveat=f"{SCOPE}; traffic fines dominate",
    ),
)
