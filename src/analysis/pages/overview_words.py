"""The words of the overview in Chinese and English."""

from __future__ import annotations

from analysis.pages.html import Pair

# part: (heading, question)
OVERVIEW_PARTS: dict[str, tuple[Pair, Pair]] = {
    "coverage": (
        ("缺谁", "Who is missing"),
        ("每一年读到了哪些政府的汇总报告？颜色深浅不表示好坏。",
         "Of which governments was a report read, each year?"),
    ),
    "totals": (
        ("总量", "How big is the system"),
        ("每年新收多少申请？同一机关不重复相加；读到的报告不同，总量就不可比。",
         "How many requests come in? No body is added twice; totals of different sets of reports are not comparable."),
    ),
    "distribution": (
        ("差别多大", "How different are places"),
        ("每个点是一个地方；n < 10 的空心，不进箱线。",
         "Each dot is a place; hollow dots stand on n < 10 and stay out of the box."),
    ),
    "map": (
        ("有没有地域规律", "Is there a regional pattern"),
        ("按分级着色；没有数值的画斜线，n < 10 的为灰色。",
         "Colours are classes; no value is hatched, n < 10 is grey."),
    ),
    "signal": (
        ("谁真的不同", "Who really differs"),
        ("漏斗之内的差别，偶然和通常的差别就能解释。",
         "Chance and the usual spread explain differences inside the funnel."),
    ),
    "ranks": (
        ("排名站得住吗", "Is a ranking justified"),
        ("名次的区间很宽时，排名没有意义；不足 30 件的不排。",
         "Where ranges of ranks are wide a ranking means nothing; fewer than 30 cases have no rank."),
    ),
    "mix": (
        ("结果的构成", "Types of practice"),
        ("申请最多的地方，办结的申请得到什么结果？", "What came of the requests in the places with most of them?"),
    ),
    "inequality": (
        ("有多不均", "How unequal"),
        ("申请在各地之间有多集中？有人口数时以人口为基数，否则以办结量。",
         "How concentrated are requests? The base is people where they are known, and decided requests otherwise."),
    ),
    "change": (
        ("变化来自做法还是构成", "Behaviour or mix"),
        ("总比例的变化分成两部分：各地自己的比例变了，或者各地所占的份额变了。",
         "The change of the common rate in two parts: places changed their own rates, or their shares of the whole."),
    ),
    "remedies": (
        ("争议与纠正", "Challenged and corrected"),
        ("横轴：每百件办结的复议；纵轴：审结中纠正的比例。线是中位数，不是好坏的界限。",
         "Across: reviews per 100 decided; up: share corrected of concluded. Lines are medians, not marks."),
    ),
    "robustness": (
        ("结论经得起推敲吗", "Do conclusions survive"),
        ("换一个分母、一种口径、一种缺失处理，公开率是多少？",
         "The disclosure rate under each denominator, scope and rule for missing figures."),
    ),
    "provenance": (("来源", "Provenance"), ("依据哪些文件、哪个版本？", "Which files and versions is this based on?")),
}  # fmt: skip
HEADS: dict[str, Pair] = {
    "unit": ("地方", "place"),
    "year": ("年度", "year"),
    "indicator": ("指标", "indicator"),
    "n_units": ("有数值的地方", "places with a value"),
    "middle": ("中位数", "median"),
    "spread": ("第 10 至 90 百分位", "10th to 90th percentile"),
    "pooled": ("合计比例", "common rate"),
    "value": ("数值与 95 % 区间", "value, 95 % interval"),
    "shrunk": ("收缩估计", "shrunk"),
    "rank": ("名次区间", "range of ranks"),
    "top": ("进入前 10 % 的概率", "P(top 10 %)"),
    "flag": ("是否偶然", "chance?"),
    "measure": ("度量", "measure"),
    "total": ("新收申请", "new requests"),
    "members": ("相加的机关", "bodies added up"),
    "left_out": ("未计入", "left out"),
    "form": ("表式", "form"),
    "part": ("部分", "part"),
    "points": ("百分点", "points"),
    "denominator": ("分母", "denominator"),
    "scope": ("口径", "scope"),
    "missing": ("缺失处理", "missing figures"),
    "file": ("文件", "file"),
    "sha256": ("SHA-256", "SHA-256"),
}
MEASURES: dict[str, Pair] = {
    "gini": ("基尼系数", "Gini"),
    "theil": ("泰尔指数", "Theil"),
    "theil_between": ("泰尔：组间", "Theil, between"),
    "theil_within": ("泰尔：组内", "Theil, within"),
    "between_share": ("组间占比", "share between"),
    "p90_p10": ("P90/P10", "P90/P10"),
}
CHOICES: dict[str, Pair] = {
    "decided": ("占办结", "of decided"),
    "resolvable": ("占可判定", "of resolvable"),
    "workload": ("占应办", "of workload"),
    "aggregate": ("政府汇总", "government aggregates"),
    "own": ("单个机关", "single bodies"),
    "na": ("缺一项则不算", "NA if one is missing"),
    "leave_out": ("略去有缺项的报告", "leave reports with gaps out"),
}
