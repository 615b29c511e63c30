"""The words of the overview in Chinese and English."""

from __future__ import annotations

from analysis.words import Words, pages

# part: (heading, question)
OVERVIEW_PARTS: dict[str, tuple[Words, Words]] = {
    "coverage": (
        Words("缺谁", "Who is missing"),
        Words("每一年读到了哪些政府的汇总报告？颜色深浅不表示好坏。",
         "Of which governments was a report read, each year?"),
    ),
    "totals": (
        Words("总量", "How big is the system"),
        Words("每年新收多少申请？同一机关不重复相加；读到的报告不同，总量就不可比。",
         "How many requests come in? No body is added twice; totals of different sets of reports are not comparable."),
    ),
    "distribution": (
        Words("差别多大", "How different are places"),
        Words("每个点是一个地方；n < 10 的空心，不进箱线。",
         "Each dot is a place; hollow dots stand on n < 10 and stay out of the box."),
    ),
    "map": (
        Words("有没有地域规律", "Is there a regional pattern"),
        Words("按分级着色；没有数值的画斜线，n < 10 的为灰色。",
         "Colours are classes; no value is hatched, n < 10 is grey."),
    ),
    "signal": (
        Words("谁真的不同", "Who really differs"),
        Words("漏斗之内的差别，偶然和通常的差别就能解释。",
         "Chance and the usual spread explain differences inside the funnel."),
    ),
    "ranks": (
        Words("排名站得住吗", "Is a ranking justified"),
        Words("名次的区间很宽时，排名没有意义；不足 30 件的不排。",
         "Where ranges of ranks are wide a ranking means nothing; fewer than 30 cases have no rank."),
    ),
    "mix": (
        Words("结果的构成", "Types of practice"),
        Words("申请最多的地方，办结的申请得到什么结果？", "What came of the requests in the places with most of them?"),
    ),
    "inequality": (
        Words("有多不均", "How unequal"),
        Words("申请在各地之间有多集中？有人口数时以人口为基数，否则以办结量。",
         "How concentrated are requests? The base is people where they are known, and decided requests otherwise."),
    ),
    "change": (
        Words("变化来自做法还是构成", "Behaviour or mix"),
        Words("总比例的变化分成两部分：各地自己的比例变了，或者各地所占的份额变了。",
         "The change of the common rate in two parts: places changed their own rates, or their shares of the whole."),
    ),
    "remedies": (
        Words("争议与纠正", "Challenged and corrected"),
        Words("横轴：每百件办结的复议；纵轴：审结中纠正的比例。线是中位数，不是好坏的界限。",
         "Across: reviews per 100 decided; up: share corrected of concluded. Lines are medians, not marks."),
    ),
    "robustness": (
        Words("结论经得起推敲吗", "Do conclusions survive"),
        Words("换一个分母、一种口径、一种缺失处理，公开率是多少？",
         "The disclosure rate under each denominator, scope and rule for missing figures."),
    ),
    "provenance": (Words("来源", "Provenance"), Words("依据哪些文件、哪个版本？", "Which files and versions is this based on?")),
}  # fmt: skip
HEADS: dict[str, Words] = pages.HEADS | {
    "unit": Words("地方", "place"),
    "n_units": Words("有数值的地方", "places with a value"),
    "middle": Words("中位数", "median"),
    "spread": Words("第 10 至 90 百分位", "10th to 90th percentile"),
    "pooled": Words("合计比例", "common rate"),
    "shrunk": Words("收缩估计", "shrunk"),
    "rank": Words("名次区间", "range of ranks"),
    "top": Words("进入前 10 % 的概率", "P(top 10 %)"),
    "measure": Words("度量", "measure"),
    "total": Words("新收申请", "new requests"),
    "members": Words("相加的机关", "bodies added up"),
    "left_out": Words("未计入", "left out"),
    "form": Words("表式", "form"),
    "part": Words("部分", "part"),
    "points": Words("百分点", "points"),
    "denominator": Words("分母", "denominator"),
    "missing": Words("缺失处理", "missing figures"),
    "file": Words("文件", "file"),
}
MEASURES: dict[str, Words] = {
    "gini": Words("基尼系数", "Gini"),
    "theil": Words("泰尔指数", "Theil"),
    "theil_between": Words("泰尔：组间", "Theil, between"),
    "theil_within": Words("泰尔：组内", "Theil, within"),
    "between_share": Words("组间占比", "share between"),
    "p90_p10": Words("P90/P10", "P90/P10"),
}
CHOICES: dict[str, Words] = {
    "decided": Words("占办结", "of decided"),
    "resolvable": Words("占可判定", "of resolvable"),
    "workload": Words("占应办", "of workload"),
    "aggregate": Words("政府汇总", "government aggregates"),
    "own": Words("单个机关", "single bodies"),
    "na": Words("缺一项则不算", "NA if one is missing"),
    "leave_out": Words("略去有缺项的报告", "leave reports with gaps out"),
}
