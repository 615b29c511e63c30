"""The explorer's words in Chinese and English."""

from __future__ import annotations

from analysis.words import Words

WORDS: dict[str, Words] = {
    # choices
    "search": Words("查找地区", "Find a region"),
    "regions": Words("地区", "Regions"),
    "levels": Words("层级", "Levels"),
    "years": Words("年度", "Years"),
    "indicator": Words("指标", "Indicator"),
    "denominator": Words("分母", "Denominator"),
    "scope": Words("口径", "Scope"),
    "interval": Words("区间", "Interval"),
    "findings": Words("问题", "Findings"),
    "rows": Words("每行", "One row"),
    "decided": Words("办结", "decided"),
    "resolvable": Words("可判定", "resolvable"),
    "workload": Words("应办", "workload"),
    "any": Words("不限", "any"),
    "aggregate": Words("汇总", "aggregate"),
    "own": Words("本机关", "own body"),
    "system": Words("系统", "system"),
    "wilson": Words("Wilson", "Wilson"),
    "jeffreys": Words("Jeffreys", "Jeffreys"),
    "body": Words("一份报告", "a report"),
    "region": Words("一个地区", "a region"),
    "province": Words("省级", "province"),
    "prefecture": Words("地级", "prefecture"),
    "county": Words("县级", "county"),
    "township": Words("乡级", "township"),
    "zone": Words("开发区", "zone"),
    "unresolved": Words("地区未能确定", "place not known"),
    "all": Words("（全部）", "(all)"),
    "hint": Words("不选即为全部；按住 Ctrl 可多选。", "Nothing picked means all; hold Ctrl to pick several."),
    # buttons
    "back": Words("← 返回", "← Back"),
    "clear": Words("清除选择", "Clear"),
    "export": Words("导出", "Export"),
    "earlier": Words("‹ 上一页", "‹ Earlier"),
    "later": Words("下一页 ›", "Later ›"),
    "csv": Words("下载 CSV", "Download CSV"),
    "png": Words("下载 PNG", "Download PNG"),
    "map_png": Words("下载地图 PNG", "Download the map as PNG"),
    "command": Words("papermill 命令（POSIX shell）", "papermill command (POSIX shell)"),
    "call": Words("Python 调用", "Python call"),
    "open_source": Words("点选数字，看它的出处", "Pick a figure to see its source"),
    "own_figures": Words("本指标所用数字", "figures of this indicator"),
    # table heads
    "name_body": Words("机关", "body"),
    "name_region": Words("地区", "region"),
    "year": Words("年度", "year"),
    "level": Words("层级", "level"),
    "edition": Words("表式", "form"),
    "value": Words("数值", "value"),
    "limits": Words("95 % 区间", "95 % interval"),
    "fraction": Words("分子/分母", "part/whole"),
    "n": Words("n", "n"),
    "reports": Words("下级报告（有值）", "reports below (with value)"),
    "median": Words("下级中位数", "median below"),
    "quartiles": Words("下级四分位", "quartiles below"),
    "no_own": Words("没有本级政府的汇总报告", "no report of its own government"),
    # sentences
    "no_reports": Words(
        "没有符合这些条件的报告；请放宽地区、层级、年度、口径或问题的选择。",
        "No report meets these conditions; widen the regions, levels, years, scope or findings.",
    ),
    "no_data": Words(
        "还没有报告；请先运行 gongkai ingest。",
        "There are no reports yet; run gongkai ingest first.",
    ),
    "needs_kernel": Words(
        "这是静态视图：要选择地区、指标或点击查看，需在 JupyterLab 中运行本笔记本（需要内核）。",
        "This is a still view: to pick regions and indicators or to click through, run this notebook in JupyterLab; "
        "that needs a kernel.",
    ),
    "dead": Words(
        "如果点击没有反应，说明没有内核：请在 JupyterLab 中运行本笔记本。",
        "If nothing follows a click, there is no kernel: run this notebook in JupyterLab.",
    ),
    "more_rows": Words("另有 {n} 行未显示。", "{n} more rows are not shown."),
    "broken": Words(
        "这个视图没能做出来（{why}）；请更换选择，或报告这个问题。",
        "This view could not be made ({why}); change the selection, or report the fault.",
    ),
    "covers": Words(
        "{label}：{reports}，{years}，口径：{scopes}，表式：{forms}。",
        "{label}: {reports}, {years}; scope: {scopes}; form: {forms}.",
    ),
    "n_reports": Words("{n} 份报告", "{n} reports"),
    "one_report": Words("1 份报告", "1 report"),
    "year_span": Words("{years} 年", "{years}"),
    "with_value": Words(
        "{ok} 份有值：中位数 {median}，从 {least} 到 {most}。",
        "{ok} with a value: median {median}, from {least} to {most}.",
    ),
    "one_value": Words("1 份有值：{median}。", "1 with a value: {median}."),
    "no_value": Words("没有一份有值。", "None has a value."),
    "why_none": Words("{na} 份无值：{reasons}。", "{na} without: {reasons}."),
    "cases": Words("n 从 {least} 到 {most}。", "n from {least} to {most}."),
    "few": Words(
        "{few} 份 n < 10，以灰色显示，只供参考。",
        "{few} with n < 10: shown in grey, for orientation only.",
    ),
    "defined": Words("定义：{definition}。", "Definition: {definition}."),
    "other_denominator": Words("；此处分母为：{name}", "; here the denominator is: {name}"),
    "interval_is": Words("区间：{interval}，95 %。", "Interval: {interval}, 95 %."),
    "one_denominator": Words(
        "这个指标只有一个分母。",
        "This indicator has one denominator only.",
    ),
    "regions_say": Words(
        "每行是一个地区一年：数值取自该地区政府自己的汇总报告；其下各份报告只给出中位数和四分位，不相加。",
        "A row is a region and year: its value is that of its own government's report; of the reports below only the "
        "median and the quartiles are given, never a sum.",
    ),
    "other_versions": Words(
        "另有 {n} 份是同一报告的其他版本，或各版本互相矛盾：列出但不计入。",
        "{n} more are other versions of a report, or versions that contradict each other: listed, not counted.",
    ),
    "version": Words("其他版本", "other version"),
    "mixed": Words(
        "口径不同的报告并列，不可直接比较大小。",
        "Reports of different scope stand side by side; their sizes do not compare.",
    ),
    "map_says": Words(
        "{year} 年；数值取自各地区政府自己的汇总报告",
        "{year}; the figures are those of each region's own government",
    ),
    # the card and the source
    "page": Words("第 {n} 页", "page {n}"),
    "from_ocr": Words("由图像识别", "recognised from a picture"),
    "as_printed": Words("原文", "as printed"),
    "no_source": Words(
        "这个单元格没有数字，也没有出处：{status}。",
        "This cell has no figure and no source: {status}.",
    ),
    "source_place": Words(
        "出处：{path}，{place}第 {start}–{end} 个字符。",
        "Source: {path}, {place}characters {start}–{end}.",
    ),
    "no_raw": Words(
        "出处：{path}，{place}；原文件不在 {raw}，无法显示上下文。",
        "Source: {path}, {place}; the file is not in {raw}, so the text around it cannot be shown.",
    ),
    "changed": Words(
        "出处：{path}，{place}；该文件在读取后已改动，请先运行 gongkai ingest。",
        "Source: {path}, {place}; the file has changed since it was read: run gongkai ingest first.",
    ),
    "nowhere": Words("（未指定）", "(not given)"),
}


def say(key: str, lang: str, **values: object) -> str:
    """The words for a key in Chinese (``zh``) or English (``en``), with the values in their places."""
    words = WORDS[key][0 if lang == "zh" else 1]
    return words.format(**values) if values else words
