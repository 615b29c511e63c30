"""The words of a report's card in Chinese and English."""

from __future__ import annotations

from analysis.forms.edition_2021 import DENIED, OTHER, REJECTED, UNABLE
from analysis.pages.html import Pair

# part: (heading, what it shows)
CARD_PARTS: dict[str, tuple[Pair, Pair]] = {
    "identity": (
        ("这是哪份文件", "What this document is"),
        ("机关、年度、口径、表式和文件本身；每一项都是从文件中读出的，没有读到的写“—”。",
         "Body, year, scope, form and the file itself, as read from it; what was not found is —."),
    ),
    "form": (
        ("报告了什么", "What was reported"),
        ("三张表照表式重画。底色和格中的小字表示单元格的状态；悬停可见原文和出处，点数字到出处一栏。"
         "空白不等于 0。",
         "The three tables redrawn as the form has them. Colour and small words tell the state of a cell; hover for "
         "the words as printed and where they stand, follow a figure to its source. A blank is not 0."),
    ),
    "checks": (
        ("内部是否一致", "Is it consistent in itself"),
        ("每一条勾稽关系的两边和差额。✓ 成立，× 不成立，? 有单元格没有数值，因而无法核对。为 0 的项合并写出。",
         "Both sides of each identity and their difference. ✓ holds, × does not, ? cannot be assessed because a cell "
         "has no value. Terms that are 0 are counted, not written out."),
    ),
    "last_year": (
        ("与上年是否衔接", "Does it join up with the year before"),
        ("上年的结转应等于今年的上年结转；现行有效件数应等于上年加制发减废止。其后是两年各项的变化。",
         "What was carried out should be carried in; what is in force should be last year's plus made minus repealed. "
         "Then the figures of both years."),
    ),
    "indicators": (
        ("指标", "Indicators"),
        ("每个指标的数值、分子与分母、95 % 区间；分母不足 10 件的标“太少”，不作判断。",
         "Value, numerator over denominator and 95 % interval of each indicator; fewer than 10 cases are marked as too "
         "few to judge by."),
    ),
    "findings": (
        ("核对记录", "Findings"),
        ("读取这份文件时发现的一切问题，最重的在前；文件本身没有改动。",
         "All that was noticed when the file was read, the gravest first; nothing was changed."),
    ),
    "provenance": (
        ("出处", "Provenance"),
        ("每一行数字在文件中的位置和原文，可以据此复核。",
         "Where in the file each row of figures stands, and the words there, so that it can be checked again."),
    ),
}  # fmt: skip

STATUS: dict[str, tuple[Pair, Pair]] = {  # status: (name, mark in the cell)
    "reported": (("数字", "figure"), ("", "")),
    "text": (("文字或带文字的数字", "words, or a number with words"), ("文字", "words")),
    "blank": (("空白（不是 0）", "blank (not 0)"), ("空白", "blank")),
    "na_mark": (("标为不适用", "marked as not applicable"), ("", "")),
    "missing": (("缺行或缺表", "row or table not found"), ("缺", "missing")),
    "not_in_form": (("表式无此项", "not in this form"), ("", "")),
    "unresolved": (("有数字而位置不能确定", "there, but not placed with certainty"), ("未定", "unsure")),
}
GROUPS: dict[str, Pair] = {
    DENIED: (DENIED, "(3) denied"),
    UNABLE: (UNABLE, "(4) cannot provide"),
    REJECTED: (REJECTED, "(5) not processed"),
    OTHER: (OTHER, "(6) other handling"),
}
IDENTITY: dict[str, Pair] = {
    "title": ("标题", "title"),
    "body": ("机关", "body"),
    "body_type": ("机关类型", "type of body"),
    "level": ("层级", "level"),
    "place": ("地方", "place"),
    "region_evidence": ("地方依据", "evidence of place"),
    "year": ("年度", "year"),
    "scope": ("口径", "scope"),
    "scope_evidence": ("口径依据", "evidence of scope"),
    "editions": ("表式", "form"),
    "published": ("发布日期", "published"),
    "deadline": ("法定期限", "legal deadline"),
    "days_to_deadline": ("距法定期限的天数", "days to the deadline"),
    "index_no": ("索引号", "index number"),
    "cells": ("读出单元格", "cells read"),
    "path": ("文件", "file"),
    "format": ("格式", "format"),
    "sha256": ("SHA-256", "SHA-256"),
    "parser_version": ("读取程序", "read by"),
}
BODY_TYPES: dict[str, Pair] = {
    "government": ("人民政府", "government"),
    "office": ("办公室（厅）", "government office"),
    "department": ("部门", "department"),
    "township": ("乡镇政府", "township government"),
    "street": ("街道办事处", "street office"),
    "zone": ("开发区等管委会", "zone administration"),
}
HEADS: dict[str, Pair] = {
    "rule": ("关系", "identity"),
    "left": ("左边", "left side"),
    "right": ("右边", "right side"),
    "delta": ("差额", "difference"),
    "holds": ("成立", "holds"),
    "item": ("项目", "item"),
    "change": ("变化", "change"),
    "by_chance": ("95 % 区间", "95 % interval"),
    "indicator": ("指标", "indicator"),
    "value": ("数值", "value"),
    "basis": ("分子/分母", "numerator/denominator"),
    "interval": ("95 % 区间", "95 % interval"),
    "mark": ("说明", "mark"),
    "row": ("表中的行", "row of the form"),
    "where": ("位置", "where"),
    "printed": ("原文", "as printed"),
    "message": ("说明", "message"),
    "severity": ("程度", "severity"),
    "code": ("代码", "code"),
    "suggestion": ("可能的更正", "possible correction"),
}
