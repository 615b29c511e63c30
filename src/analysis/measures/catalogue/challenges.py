"""Indicators of table 四: reviews and lawsuits."""

from __future__ import annotations

from analysis.forms import SHORT
from analysis.measures.bases import ALL, CONCLUDED, DECIDED, UPHELD_OR_CORRECTED, cases
from analysis.measures.terms import FORMS, RESULTS, SINCE_2014, TRACKS, Indicator, remedies, statistics
from analysis.words import Words

REVIEW, COURTS, BOTH_KINDS = ("review",), ("litigation",), ("review", "litigation")
BREAK_2024 = Words("新《行政复议法》自2024年1月1日施行", "the review law changed on 1 January 2024")
EARLIER = Words(f"复议可能针对以前年度的决定，可超过100；{BREAK_2024.zh}",
                f"reviews may concern earlier years, so it can exceed 100; {BREAK_2024.en}")  # fmt: skip
SUITS = Words(
    f"诉讼可能针对以前年度的决定；{BREAK_2024.zh}", f"suits may concern earlier years; {BREAK_2024.en}"
)
OF_REVIEWS = cases(REVIEW, "concluded", CONCLUDED)
INCIDENCE = (
    Indicator("review_inc", "复议发生率", "reviews per 100 decided", remedies(REVIEW, "total"), DECIDED,
              kind="incidence", caveat=EARLIER,
              about=Words("每百件办结申请对应的行政复议件数。",
                          "Administrative reviews for each 100 requests decided.")),
    Indicator("litig_inc", "诉讼发生率", "suits per 100 decided", remedies(COURTS, "total"), DECIDED,
              kind="incidence", caveat=SUITS,
              about=Words("每百件办结申请对应的行政诉讼件数。", "Lawsuits for each 100 requests decided.")),
    Indicator("review_concluded_inc", "复议审结发生率", "reviews concluded per 100 decided",
              remedies(REVIEW, "concluded"), DECIDED, kind="incidence", editions=FORMS, caveat=EARLIER,
              about=Words("每百件办结申请对应的已审结行政复议件数；可与2019年以前相比。",
                          "Reviews concluded for each 100 requests decided; comparable with the years before 2019.")),
    Indicator("litig_concluded_inc", "诉讼审结发生率", "suits concluded per 100 decided",
              remedies(COURTS, "concluded"), DECIDED, kind="incidence", editions=FORMS, caveat=SUITS,
              about=Words("每百件办结申请对应的已审结行政诉讼件数；可与2019年以前相比。",
                          "Suits concluded for each 100 requests decided; comparable with the years before 2019.")),
    Indicator("complaint_inc", "举报投诉发生率", "complaints per 100 answered", statistics("complaints"), DECIDED,
              kind="incidence", editions=("2014",),
              about=Words("每百件答复对应的举报投诉件数。", "Complaints for each 100 requests answered.")),
)  # fmt: skip
REMEDIES = (
    *INCIDENCE,
    Indicator("review_corr", "复议纠错率（占审结）", "reviews corrected, of concluded",
              remedies(REVIEW, "corrected"), OF_REVIEWS, editions=SINCE_2014,
              about=Words("已审结的行政复议中结果纠正的比例。",
                          "Of the reviews concluded, the share that corrected the body.")),
    Indicator("review_corr_all", "复议纠错率（占全部）", "reviews corrected, of all",
              remedies(REVIEW, "corrected"), cases(REVIEW, "total", ALL),
              about=Words("全部行政复议中结果纠正的比例。", "Of all reviews, the share that corrected the body."),
              caveat=Words("未审结的按未纠正计", "counts pending reviews as not corrected")),
    Indicator("review_corr_strict", "复议纠错率（占维持与纠正）", "reviews corrected, of upheld or corrected",
              remedies(REVIEW, "corrected"), cases(REVIEW, "upheld_or_corrected", UPHELD_OR_CORRECTED),
              editions=SINCE_2014,
              about=Words("结果维持或纠正的行政复议中，纠正的比例。",
                          "Of the reviews that upheld or corrected, the share that corrected."),
              caveat=Words("不含其他结果", "leaves out other results")),
    Indicator("review_other_share", "复议其他结果占比", "reviews with other result, of concluded",
              remedies(REVIEW, "other"), OF_REVIEWS, editions=SINCE_2014,
              about=Words("已审结的行政复议中其他结果的比例。",
                          "Of the reviews concluded, the share that ended in another way."),
              caveat=Words("如撤回、调解等", "withdrawal, mediation and the like")),
    Indicator("litig_corr", "诉讼纠错率（占审结）", "suits corrected, of concluded",
              remedies(COURTS, "corrected"), cases(COURTS, "concluded", CONCLUDED), editions=SINCE_2014,
              about=Words("已审结的行政诉讼中结果纠正的比例。",
                          "Of the suits concluded, the share that corrected the body."),
              caveat=Words("两类诉讼合计", "both tracks together")),
    *(Indicator(f"{code}_corr", f"{SHORT[TRACKS[code]].zh}纠错率（占审结）",
                f"{SHORT[TRACKS[code]].en} corrected, of concluded", remedies((TRACKS[code],), "corrected"),
                cases((TRACKS[code],), "concluded", CONCLUDED), caveat=BREAK_2024,
                about=Words(f"已审结的{zh}诉讼中结果纠正的比例。",
                            f"Of the suits {en} concluded, the share that corrected the body."))
      for code, zh, en in (("litig_direct", "未经复议直接提起的", "without a review before"),
                           ("litig_after", "复议后提起的", "after a review"))),
    Indicator("after_review_share", "复议后起诉占比", "suits after review, of suits",
              remedies(("litigation_after_review",), "total"), cases(COURTS, "total", ALL), caveat=BREAK_2024,
              about=Words("行政诉讼中经复议后提起的比例。", "Of the suits, the share that followed a review.")),
    Indicator("pending_share", "未审结占比（全部案件）", "pending, of all reviews and suits",
              remedies(BOTH_KINDS, "pending"), cases(BOTH_KINDS, "total", ALL),
              about=Words("复议与诉讼案件中年底尚未审结的比例。",
                          "Of all reviews and suits, the share pending at the end of the year."),
              caveat=Words("年底提起的案件自然尚未审结",
                           "cases filed late in the year are pending for that reason alone")),
    Indicator("corr_per_1000", "每千件纠错数", "corrections per 1000 decided",
              remedies(BOTH_KINDS, "corrected"), DECIDED, kind="incidence", scale=1000, unit="per 1000",
              editions=SINCE_2014,
              about=Words("每千件办结申请对应的复议与诉讼纠正件数。",
                          "Corrections in reviews and suits for each 1000 requests decided."),
              caveat=Words("纠正的可能是以前年度的决定", "corrections may concern earlier years")),
)  # fmt: skip
_TRACKS = {
    "review": Words("行政复议", "reviews"),
    "litig_direct": Words("未经复议直接提起的诉讼", "suits without a review before"),
    "litig_after": Words("复议后提起的诉讼", "suits after a review"),
}
_RESULTS = {
    "upheld": Words("维持", "upheld the body"),
    "corrected": Words("被纠正", "corrected it"),
    "other": Words("以其他方式了结", "ended in another way"),
    "pending": Words("年底尚未审结", "were pending at the end of the year"),
}
TRACK_SHARES = tuple(
    Indicator(f"{track}_share_{result}", f"{SHORT[TRACKS[track]].zh}：{SHORT[result].zh}占比",
              f"{SHORT[TRACKS[track]].en}: {SHORT[result].en}, of all", remedies((TRACKS[track],), result),
              cases((TRACKS[track],), "total", ALL),
              about=Words(f"全部{_TRACKS[track].zh}中{_RESULTS[result].zh}的比例。",
                          f"Of all {_TRACKS[track].en}, the share that {_RESULTS[result].en}."))
    for track in TRACKS for result in RESULTS
)  # fmt: skip
