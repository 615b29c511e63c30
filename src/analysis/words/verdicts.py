"""What is said of a change from one year to the next, and in the head of a region's page."""

from __future__ import annotations

from analysis.words import Words

CHANGES: dict[str, Words] = {
    "break": Words("换表，前后不比", "forms differ; not compared"),
    "no_year": Words("缺{year}年报告，不比", "{year} report not received"),
    "blanks": Words("有空白格，不算", "cells left blank"),
    "no_interval": Words("不说增减", "no change is stated"),
    "few": Words("件数太少，不说增减", "too few to speak of a change"),
    "same": Words("与上年持平", "same as the year before"),
    "unclear_percent": Words("≈ 无明显变化（{size}%）", "≈ no clear change ({size}%)"),
    "unclear_points": Words("≈ 无明显变化（{size}个百分点）", "≈ no clear change ({size} points)"),
    "up_percent": Words("▲ 比上年多{size}%", "▲ up {size}%"),
    "down_percent": Words("▼ 比上年少{size}%", "▼ down {size}%"),
    "up_points": Words("▲ 比上年升{size}个百分点", "▲ up {size} points"),
    "down_points": Words("▼ 比上年降{size}个百分点", "▼ down {size} points"),
    "times": Words("是上年的{times}倍", "{times} times the year before"),
}  # fmt: skip

HEADLINES: dict[str, Words] = {
    "none": Words("{name}：没有可用的年度报告", "{name}: no annual report that can be used"),
    "unresolved": Words("{count}份报告未能确定所在地", "reports whose place is not known: {count}"),
    "no_own": Words("{name}没有读到本级政府的报告，只有{count}份下级的报告",
                    "{name}: no report of its own government was read, only {count} from within it"),
    "own": Words("{name}{year}年收到公开申请{requests}件，{change}；{share}",
                 "{name}: {requests} requests in {year}, {change}; {share}"),
    "own_alone": Words("{name}{year}年收到公开申请{requests}件；{share}",
                       "{name}: {requests} requests in {year}; {share}"),
    "own_blank": Words("{name}{year}年的报告没有写明收到多少申请", "{name}: the report for {year} leaves requests blank"),
    "share": Words("办结的{share}公开", "{share} of those decided disclosed"),
    "share_few": Words("办结{n}件，公开{k}件", "{k} of {n} decided disclosed"),
    "share_none": Words("没有办结的申请", "none was decided"),
    "doubt": Words("（存疑）", " (in doubt)"),
}  # fmt: skip
TILES: dict[str, Words] = {
    "req_new": Words("新收申请", "new requests"),
    "disclosure_rate": Words("公开（占办结）", "disclosed, of decided"),
    "denial_rate": Words("不予公开（占办结）", "refused, of decided"),
    "challenges": Words("行政复议、行政诉讼", "reviews, lawsuits"),
    "of": Words("{k} / {n} 件", "{k} of {n}"),
    "between": Words("{k} / {n} 件，{low}–{high}%", "{k} of {n}, {low}–{high}%"),
    "blank": Words("未填", "left blank"),
    "tiles": Words("四个数字", "four figures"),
    "doubt": Words("存疑", "in doubt"),
}  # fmt: skip
