"""The words around indicators: sums, units, what is in doubt of a figure, where a unit stands, who asks alone."""

from __future__ import annotations

from analysis.words import Words

# sums that the form does not print, as they are called in a formula
SUMS: dict[str, Words] = {
    "denied_total": Words("不予公开合计", "denied, all grounds"),
    "denied_grounds": Words("不予公开合计（不含行政查询）", "denied, all grounds but register queries"),
    "unable_total": Words("无法提供合计", "cannot provide, all"),
    "rejected_total": Words("不予处理合计", "not processed, all"),
    "other_total": Words("其他处理合计", "other handling, all"),
    "litigation": Words("行政诉讼（两类合计）", "lawsuits, both tracks"),
    "organisations": Words("法人或其他组织合计", "all organisations"),
    "concluded": Words("审结（维持＋纠正＋其他）", "concluded (upheld, corrected, other)"),
    "upheld_or_corrected": Words("维持＋纠正", "upheld or corrected"),
    "population": Words("常住人口", "residents"),
}
# units of indicators as they stand beside an axis or a figure; others stay as they are
UNITS: dict[str, Words] = {
    "件": Words("件", "cases"),
    "人": Words("人", "persons"),
    "次": Words("次", "times"),
    "人次": Words("人次", "persons"),
    "万元": Words("万元", "10,000 yuan"),
    "%": Words("百分比", "per cent"),
    "pp": Words("百分点", "percentage points"),
    "per 100": Words("每百件", "per 100"),
    "per 1000": Words("每千件", "per 1000"),
    "per 10k": Words("每万人", "per 10,000 people"),
    "per 100k": Words("每十万人", "per 100,000 people"),
}
DOUBTS: dict[str, Words] = {
    "label_unsure": Words(
        "“{where}”一行凭残缺的标签认出", "the row «{where}» was recognised by a damaged label"
    ),
    "ocr": Words("由图片识别得出", "recognised from a picture"),
    "mended": Words(
        "{where}：文件载{arithmetic}，按合计改正", "{where}: the file has {arithmetic}, mended by the sums"
    ),
    "rule": Words("合计不成立：{rule}（{arithmetic}）", "a sum does not hold: {rule} ({arithmetic})"),
    "more": Words("另有{count}处存疑", "{count} more in doubt"),
    "report": Words("报告{report}：{what}", "report {report}: {what}"),
}
# a mark that goes beside a figure, and what it says below a table or chart
DOUBT_MARK = "?"
DOUBT_NOTE = Words("?：所依据的单元格存疑（合计不成立、识别不确定或经改正）",
                   "?: rests on cells in doubt (sums that do not hold, reading not sure, or mended)")  # fmt: skip
# flag of a funnel, with the spread between units allowed for and without
VERDICTS: dict[str, Words] = {
    "high": Words("高于通常差别", "above the usual spread"),
    "low": Words("低于通常差别", "below the usual spread"),
    "in": Words("在通常差别之内", "within the usual spread"),
    "": Words("单位太少，不作判断", "too few units for a verdict"),
}
BY_CHANCE: dict[str, Words] = {
    "high": Words("高于偶然所能解释的", "higher than chance explains"),
    "low": Words("低于偶然所能解释的", "lower than chance explains"),
    "in": Words("偶然即可解释", "chance explains it"),
    "": VERDICTS[""],
}
DOMINATED = Words("新收{n}件中有{share} %来自{who}：这些申请并非彼此独立，比例与区间须谨慎看待。",
                  "{share} % of the {n} new requests come from {who}: they are not independent of each other, so read "
                  "shares and intervals with care.")  # fmt: skip


def unit_words(unit: str) -> Words:
    """The unit of an indicator in both languages; units without a name stay as they are."""
    return UNITS.get(unit, Words(unit, unit))


# groups of the catalogue, in the order in which it is printed
INDICATOR_GROUPS: dict[str, Words] = {
    "flow": Words("申请与办理", "requests and their flow"),
    "outcomes": Words("办理结果", "outcomes"),
    "refusals": Words("未公开的理由", "why requests end without disclosure"),
    "grounds": Words("不予公开理由", "grounds of refusal"),
    "requesters": Words("申请人", "requesters"),
    "remedies": Words("复议与诉讼", "reviews and lawsuits"),
    "results": Words("复议诉讼结果构成", "results of each track"),
    "proactive": Words("主动公开", "information made public"),
    "means": Words("机构、经费与培训", "staff, money, training"),
    "per_head": Words("人均", "per head"),
}
# ways in which requests came in, by the statistics table
CHANNELS: dict[str, Words] = {
    "inperson": Words("当面", "in person"),
    "fax": Words("传真", "by fax"),
    "net": Words("网络", "online"),
    "mail": Words("信函", "by letter"),
}
# the cases of a track of table 四, and how they ended, in a sentence
CASES: dict[str, Words] = {
    "review": Words("行政复议", "reviews"),
    "litig_direct": Words("未经复议直接提起的诉讼", "suits without a review before"),
    "litig_after": Words("复议后提起的诉讼", "suits after a review"),
}
ENDED: dict[str, Words] = {
    "upheld": Words("维持", "upheld the body"),
    "corrected": Words("被纠正", "corrected it"),
    "other": Words("以其他方式了结", "ended in another way"),
    "pending": Words("年底尚未审结", "were pending at the end of the year"),
}
