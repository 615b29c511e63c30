"""The words of a report's card in Chinese and English."""

from __future__ import annotations

from analysis.words import Words, pages

# part: (heading, what it shows)
CARD_PARTS: dict[str, tuple[Words, Words]] = {
    "identity": (
        Words("这是哪份文件", "What this document is"),
        Words("机关、年度、口径、表式和文件本身；每一项都是从文件中读出的，没有读到的写“—”。",
         "Body, year, scope, form and the file itself, as read from it; what was not found is —."),
    ),
    "form": (
        Words("报告了什么", "What was reported"),
        Words("三张表照表式重画。底色和格中的小字表示单元格的状态；悬停可见原文和出处，点数字到出处一栏。"
         "空白不等于 0。",
         "The three tables redrawn as the form has them. Colour and small words tell the state of a cell; hover for "
         "the words as printed and where they stand, follow a figure to its source. A blank is not 0."),
    ),
    "checks": (
        Words("内部是否一致", "Is it consistent in itself"),
        Words("每一条勾稽关系的两边和差额。✓ 成立，× 不成立，? 有单元格没有数值，因而无法核对。为 0 的项合并写出。",
         "Both sides of each identity and their difference. ✓ holds, × does not, ? cannot be assessed because a cell "
         "has no value. Terms that are 0 are counted, not written out."),
    ),
    "last_year": (
        Words("与上年是否衔接", "Does it join up with the year before"),
        Words("上年的结转应等于今年的上年结转；现行有效件数应等于上年加制发减废止。其后是两年各项的变化。",
         "What was carried out should be carried in; what is in force should be last year's plus made minus repealed. "
         "Then the figures of both years."),
    ),
    "indicators": (
        Words("指标", "Indicators"),
        Words("每个指标的数值、分子与分母、95 % 区间；分母不足 10 件的标“太少”，不作判断。",
         "Value, numerator over denominator and 95 % interval of each indicator; fewer than 10 cases are marked as too "
         "few to judge by."),
    ),
    "findings": (
        Words("核对记录", "Findings"),
        Words("读取这份文件时发现的一切问题，最重的在前；文件本身没有改动。",
         "All that was noticed when the file was read, the gravest first; nothing was changed."),
    ),
    "provenance": (
        Words("出处", "Provenance"),
        Words("每一行数字在文件中的位置和原文，可以据此复核。",
         "Where in the file each row of figures stands, and the words there, so that it can be checked again."),
    ),
}  # fmt: skip

STATUS: dict[str, tuple[Words, Words]] = {  # status: (name, mark in the cell)
    "reported": (Words("数字", "figure"), Words("", "")),
    "text": (Words("文字或带文字的数字", "words, or a number with words"), Words("文字", "words")),
    "blank": (Words("空白（不是 0）", "blank (not 0)"), Words("空白", "blank")),
    "na_mark": (Words("标为不适用", "marked as not applicable"), Words("", "")),
    "missing": (Words("缺行或缺表", "row or table not found"), Words("缺", "missing")),
    "not_in_form": (Words("表式无此项", "not in this form"), Words("", "")),
    "unresolved": (
        Words("有数字而位置不能确定", "there, but not placed with certainty"),
        Words("未定", "unsure"),
    ),
}
IDENTITY: dict[str, Words] = {
    "title": Words("标题", "title"),
    "body": Words("机关", "body"),
    "body_type": Words("机关类型", "type of body"),
    "level": Words("层级", "level"),
    "place": Words("地方", "place"),
    "region_evidence": Words("地方依据", "evidence of place"),
    "year": Words("年度", "year"),
    "scope": Words("口径", "scope"),
    "scope_evidence": Words("口径依据", "evidence of scope"),
    "editions": Words("表式", "form"),
    "published": Words("发布日期", "published"),
    "deadline": Words("法定期限", "legal deadline"),
    "days_to_deadline": Words("距法定期限的天数", "days to the deadline"),
    "index_no": Words("索引号", "index number"),
    "cells": Words("读出单元格", "cells read"),
    "path": Words("文件", "file"),
    "format": Words("格式", "format"),
    "sha256": Words("SHA-256", "SHA-256"),
    "parser_version": Words("读取程序", "read by"),
}
BODY_TYPES: dict[str, Words] = {
    "government": Words("人民政府", "government"),
    "office": Words("办公室（厅）", "government office"),
    "department": Words("部门", "department"),
    "township": Words("乡镇政府", "township government"),
    "street": Words("街道办事处", "street office"),
    "zone": Words("开发区等管委会", "zone administration"),
}
HEADS: dict[str, Words] = pages.HEADS | {
    "rule": Words("关系", "identity"),
    "left": Words("左边", "left side"),
    "right": Words("右边", "right side"),
    "delta": Words("差额", "difference"),
    "holds": Words("成立", "holds"),
    "item": Words("项目", "item"),
    "change": Words("变化", "change"),
    "by_chance": Words("95 % 区间", "95 % interval"),
    "value": Words("数值", "value"),
    "basis": Words("分子/分母", "numerator/denominator"),
    "interval": Words("95 % 区间", "95 % interval"),
    "mark": Words("说明", "mark"),
    "row": Words("表中的行", "row of the form"),
    "where": Words("位置", "where"),
    "printed": Words("原文", "as printed"),
}
WHERE: dict[str, Words] = {
    "page": Words("第 {} 页", "page {}"),
    "table": Words("第 {} 表", "table {}"),
    "row": Words("第 {} 行", "row {}"),
    "characters": Words("字符 {}", "characters {}"),
    "ocr": Words("文字识别", "recognised from a picture"),
    "link": Words("，", ", "),
    "printed": Words("原文：", "printed: "),
}
