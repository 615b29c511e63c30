"""The six prose sections: codes, statutory titles and other titles seen in print."""

from __future__ import annotations

from typing import NamedTuple


class SectionForm(NamedTuple):
    """A section of the report: code, numeral, statutory title, English title, other titles seen."""

    code: str
    numeral: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    table: str | None = None


SECTIONS = (
    SectionForm(
        "s1_overview", "一", "总体情况", "overview", ("工作概述", "概述", "基本情况", "总体工作情况")
    ),
    SectionForm(
        "s2_proactive",
        "二",
        "主动公开政府信息情况",
        "information made public",
        ("行政机关主动公开政府信息情况", "行政机关主动公开政府信息的情况", "主动公开政府信息的情况"),
        "proactive",
    ),
    SectionForm(
        "s3_requests",
        "三",
        "收到和处理政府信息公开申请情况",
        "requests received and handled",
        (
            "行政机关收到和处理政府信息公开申请的情况",
            "行政机关收到和处理政府信息公开申请情况",
            "依申请公开政府信息情况",
        ),
        "requests",
    ),
    SectionForm(
        "s4_remedies",
        "四",
        "政府信息公开行政复议、行政诉讼情况",
        "reviews and lawsuits",
        (
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "政府信息公开行政复议和行政诉讼情况",
            "行政复议、行政诉讼情况",
        ),
        "remedies",
    ),
    SectionForm(
        "s5_problems",
        "五",
        "存在的主要问题及改进情况",
        "problems and improvements",
        (
            "政府信息公开工作存在的主要问题及改进情况",
            "存在的主要问题及整改情况",
            "存在的主要问题及改进措施",
            "存在问题及改进情况",
            "存在的问题及改进情况",
            "存在的主要问题和改进情况",
        ),
    ),
    SectionForm(
        "s6_other",
        "六",
        "其他需要报告的事项",
        "other matters",
        (
            "其他报告的事项",
            "需要说明的事项",
            "其他需要报告的事项开展情况",
            "其他需报告的事项",
            "其他需要说明的事项",
        ),
    ),
)
