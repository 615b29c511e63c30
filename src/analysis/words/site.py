"""The words of the pages' frames and of the index, in Chinese and English."""

from __future__ import annotations

from analysis.words import Words

WORDS: dict[str, Words] = {
    "code": Words("代码", "code"),
    "all": Words("本页的代码", "the code of this page"),
    "contents": Words("目录", "Contents"),
    "index": Words("全部地区", "All regions"),
    "messages": Words("运行信息", "messages"),
    "chart": Words("图", "chart"),
    "title": Words("政府信息公开年度报告", "Annual reports on government information disclosure"),
    "lead": Words(
        "每个地区一页，由读到的年度报告生成。数字只说明读到的报告，不代表全省；"
        "各地区按行政区划代码排列，不作排名。",
        "One page a region, made from the annual reports that were read. The figures speak for those "
        "reports, not for the whole province. Regions stand in the order of their codes; this is no ranking.",
    ),
    "overview": Words("各地比较", "Overview: the governments of one level side by side"),
    "region": Words("地区", "region"),
    "years": Words("年度", "years"),
    "reports": Words("报告", "reports"),
    "requests": Words("新收申请", "new requests"),
    "share": Words("公开率（予以公开与部分公开 / 办结），95% 区间", "disclosed / decided, 95 % CI"),
    "cells": Words("读出单元格 / 应有", "cells read / expected"),
    "findings": Words("核对结果", "findings"),
    "error": Words("处矛盾", "contradictions"),
    "warning": Words("处待查", "to look at"),
    "info": Words("条说明", "notes"),
    "none": Words("无", "none"),
    "unresolved": Words("地区未能确定", "place not resolved"),
    "place_row": Words("在 sources.csv 中加一行：", "add a row to sources.csv:"),
    "failed": Words("未能生成页面", "no page"),
    "executed": Words("运行记录", "executed notebook"),
    "not_made": Words("页面尚未生成", "page not made yet"),
    "all_reports": Words("读到的报告", "Reports read"),
    "body": Words("机关", "body"),
    "year": Words("年度", "year"),
    "place": Words("地区", "place"),
    "scope": Words("统计范围", "scope"),
    "file": Words("文件", "file"),
    "own_body": Words("本机关", "own body"),
    "government_aggregate": Words("本级政府汇总", "government, with all below it"),
    "system_aggregate": Words("系统汇总", "system, with all below it"),
    "unknown": Words("未说明", "not stated"),
    "unreadable": Words("未能读取的文件", "Files that could not be read"),
    "message": Words("原因", "reason"),
    "long": Words("报告较多，此处只列出有错误的；完整清单见 gongkai export。",
             "There are many reports: only those with errors are listed; gongkai export gives all."),
    "not_counted": Words("其他版本，不计入", "another version, not counted"),
    "added": Words("个机关合计", "bodies added up"),
    "no_reports": Words("还没有报告。把文件放入 data/raw，再运行 gongkai run。",
                   "There are no reports yet. Put files into data/raw and run gongkai run."),
}  # fmt: skip


def words_in(lang: str) -> dict[str, str]:
    """The words in ``zh`` or ``en``."""
    return {name: pair[0 if lang == "zh" else 1] for name, pair in WORDS.items()}
