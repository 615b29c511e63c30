"""The explorer's words in Chinese and English."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # choices
    "search": ("查找地区", "Find a region"),
    "regions": ("地区", "Regions"),
    "levels": ("层级", "Levels"),
    "years": ("年度", "Years"),
    "indicator": ("指标", "Indicator"),
    "denominator": ("分母", "Denominator"),
    "scope": ("口径", "Scope"),
    "interval": ("区间", "Interval"),
    "findings": ("问题", "Findings"),
    "rows": ("每行", "One row"),
    "decided": ("办结", "decided"),
    "resolvable": ("可判定", "resolvable"),
    "workload": ("应办", "workload"),
    "any": ("不限", "any"),
    "aggregate": ("汇总", "aggregate"),
    "own": ("本机关", "own body"),
    "system": ("系统", "system"),
    "wilson": ("Wilson", "Wilson"),
    "jeffreys": ("Jeffreys", "Jeffreys"),
    "body": ("一份报告", "a report"),
    "region": ("一个地区", "a region"),
    "province": ("省级", "province"),
    "prefecture": ("地级", "prefecture"),
    "county": ("县级", "county"),
    "township": ("乡级", "township"),
    "zone": ("开发区", "zone"),
    "unresolved": ("地区未能确定", "place not known"),
    "all": ("（全部）", "(all)"),
    "hint": ("不选即为全部；按住 Ctrl 可多选。", "Nothing picked means all; hold Ctrl to pick several."),
    # buttons
    "back": ("← 返回", "← Back"),
    "clear": ("清除选择", "Clear"),
    "export": ("导出", "Export"),
    "earlier": ("‹ 上一页", "‹ Earlier"),
    "later": ("下一页 ›", "Later ›"),
    "csv": ("下载 CSV", "Download CSV"),
    "png": ("下载 PNG", "Download PNG"),
    "map_png": ("下载地图 PNG", "Download the map as PNG"),
    "command": ("papermill 命令（POSIX shell）", "papermill command (POSIX shell)"),
    "call": ("Python 调用", "Python call"),
    "open_source": ("点选数字，看它的出处", "Pick a figure to see its source"),
    "own_figures": ("本指标所用数字", "figures of this indicator"),
    # table heads
    "name_body": ("机关", "body"),
    "name_region": ("地区", "region"),
    "year": ("年度", "year"),
    "level": ("层级", "level"),
    "edition": ("表式", "form"),
    "value": ("数值", "value"),
    "limits": ("95 % 区间", "95 % interval"),
    "fraction": ("分子/分母", "part/whole"),
    "n": ("n", "n"),
    "reports": ("下级报告（有值）", "reports below (with value)"),
    "median": ("下级中位数", "median below"),
    "quartiles": ("下级四分位", "quartiles below"),
    "no_own": ("没有本级政府的汇总报告", "no report of its own government"),
    # sentences
    "no_reports": (
        "没有符合这些条件的报告；请放宽地区、层级、年度、口径或问题的选择。",
        "No report meets these conditions; widen the regions, levels, years, scope or findings.",
    ),
    "no_data": (
        "还没有报告；请先运行 gongkai ingest。",
        "There are no reports yet; run gongkai ingest first.",
    ),
    "needs_kernel": (
        "这是静态视图：要选择地区、指标或点击查看，需在 JupyterLab 中运行本笔记本（需要内核）。",
        "This is a still view: to pick regions and indicators or to click through, run this notebook in JupyterLab; "
        "that needs a kernel.",
    ),
    "dead": (
        "如果点击没有反应，说明没有内核：请在 JupyterLab 中运行本笔记本。",
        "If nothing follows a click, there is no kernel: run this notebook in JupyterLab.",
    ),
    "more_rows": ("另有 {n} 行未显示。", "{n} more rows are not shown."),
    "broken": (
        "这个视图没能做出来（{why}）；请更换选择，或报告这个问题。",
        "This view could not be made ({why}); change the selection, or report the fault.",
    ),
    "covers": (
        "{label}：{reports}，{years}，口径：{scopes}，表式：{forms}。",
        "{label}: {reports}, {years}; scope: {scopes}; form: {forms}.",
    ),
    "n_reports": ("{n} 份报告", "{n} reports"),
    "one_report": ("1 份报告", "1 report"),
    "year_span": ("{years} 年", "{years}"),
    "with_value": (
        "{ok} 份有值：中位数 {median}，从 {least} 到 {most}。",
        "{ok} with a value: median {median}, from {least} to {most}.",
    ),
    "one_value": ("1 份有值：{median}。", "1 with a value: {median}."),
    "no_value": ("没有一份有值。", "None has a value."),
    "why_none": ("{na} 份无值：{reasons}。", "{na} without: {reasons}."),
    "cases": ("n 从 {least} 到 {most}。", "n from {least} to {most}."),
    "few": (
        "{few} 份 n < 10，以灰色显示，只供参考。",
        "{few} with n < 10: shown in grey, for orientation only.",
    ),
    "defined": ("定义：{definition}。", "Definition: {definition}."),
    "other_denominator": ("；此处分母为：{name}", "; here the denominator is: {name}"),
    "interval_is": ("区间：{interval}，95 %。", "Interval: {interval}, 95 %."),
    "one_denominator": (
        "这个指标只有一个分母。",
        "This indicator has one denominator only.",
    ),
    "regions_say": (
        "每行是一个地区一年：数值取自该地区政府自己的汇总报告；其下各份报告只给出中位数和四分位，不相加。",
        "A row is a region and year: its value is that of its own government's report; of the reports below only the "
        "median and the quartiles are given, never a sum.",
    ),
    "other_versions": (
        "另有 {n} 份是同一报告的其他版本，或各版本互相矛盾：列出但不计入。",
        "{n} more are other versions of a report, or versions that contradict each other: listed, not counted.",
    ),
    "version": ("其他版本", "other version"),
    "mixed": (
        "口径不同的报告并列，不可直接比较大小。",
        "Reports of different scope stand side by side; their sizes do not compare.",
    ),
    "map_says": (
        "{year} 年；数值取自各地区政府自己的汇总报告",
        "{year}; the figures are those of each region's own government",
    ),
    # the card and the source
    "page": ("第 {n} 页", "page {n}"),
    "from_ocr": ("由图像识别", "recognised from a picture"),
    "as_printed": ("原文", "as printed"),
    "no_source": (
        "这个单元格没有数字，也没有出处：{status}。",
        "This cell has no figure and no source: {status}.",
    ),
    "source_place": (
        "出处：{path}，{place}第 {start}–{end} 个字符。",
        "Source: {path}, {place}characters {start}–{end}.",
    ),
    "no_raw": (
        "出处：{path}，{place}；原文件不在 {raw}，无法显示上下文。",
        "Source: {path}, {place}; the file is not in {raw}, so the text around it cannot be shown.",
    ),
    "changed": (
        "出处：{path}，{place}；该文件在读取后已改动，请先运行 gongkai ingest。",
        "Source: {path}, {place}; the file has changed since it was read: run gongkai ingest first.",
    ),
    "nowhere": ("（未指定）", "(not given)"),
}


def say(key: str, lang: str, **values: object) -> str:
    """The words for a key in Chinese (``zh``) or English (``en``), with the values in their places."""
    words = WORDS[key][0 if lang == "zh" else 1]
    return words.format(**values) if values else words
