"""Indicators of table 四: reviews and lawsuits."""

from __future__ import annotations

from analysis.measures.catalogue.common import COURTS, REVIEW, D
from analysis.measures.terms import FORMS, RESULTS, TRACKS, Indicator, remedies

BREAK_2024 = "the review law changed on 1 January 2024"
REMEDIES = (
    Indicator(
        "review_inc",
        "复议发生率",
        "reviews per 100 decided",
        remedies(REVIEW, "total"),
        D,
        "incidence",
        100,
        "per 100",
        editions=FORMS,
        caveat=f"reviews may concern earlier years, so it can exceed 100; {BREAK_2024}",
    ),
    Indicator(
        "litig_inc",
        "诉讼发生率",
        "suits per 100 decided",
        remedies(COURTS, "total"),
        D,
        "incidence",
        100,
        "per 100",
        editions=FORMS,
        caveat=f"suits may concern earlier years; {BREAK_2024}",
    ),
    Indicator(
        "review_corr",
        "复议纠错率（占审结）",
        "reviews corrected, of concluded",
        remedies(REVIEW, "corrected"),
        remedies(REVIEW, "concluded"),
        editions=FORMS,
    ),
    Indicator(
        "review_corr_all",
        "复议纠错率（占全部）",
        "reviews corrected, of all",
        remedies(REVIEW, "corrected"),
        remedies(REVIEW, "total"),
        caveat="counts pending reviews as not corrected",
    ),
    Indicator(
        "review_corr_strict",
        "复议纠错率（占维持与纠正）",
        "reviews corrected, of upheld or corrected",
        remedies(REVIEW, "corrected"),
        remedies(REVIEW, "upheld_or_corrected"),
        editions=FORMS,
        caveat="leaves out other results",
    ),
    Indicator(
        "review_other_share",
        "复议其他结果占比",
        "reviews with other result, of concluded",
        remedies(REVIEW, "other"),
        remedies(REVIEW, "concluded"),
        editions=FORMS,
        caveat="withdrawal, mediation and the like",
    ),
    Indicator(
        "litig_corr",
        "诉讼纠错率（占审结）",
        "suits corrected, of concluded",
        remedies(COURTS, "corrected"),
        remedies(COURTS, "concluded"),
        editions=FORMS,
        caveat="both tracks together",
    ),
    Indicator(
        "after_review_share",
        "复议后起诉占比",
        "suits after review, of suits",
        remedies(("litigation_after_review",), "total"),
        remedies(COURTS, "total"),
        caveat=BREAK_2024,
    ),
    Indicator(
        "pending_share",
        "未审结占比（全部案件）",
        "pending, of all reviews and suits",
        remedies((*REVIEW, *COURTS), "pending"),
        remedies((*REVIEW, *COURTS), "total"),
        caveat="cases filed late in the year are pending for that reason alone",
    ),
    Indicator(
        "corr_per_1000",
        "每千件纠错数",
        "corrections per 1000 decided",
        remedies((*REVIEW, *COURTS), "corrected"),
        D,
        "incidence",
        1000,
        "per 1000",
        editions=FORMS,
        caveat="corrections may concern earlier years",
    ),
)
TRACK_NAMES = {
    "review": ("行政复议", "review"),
    "litig_direct": ("直接起诉", "direct suits"),
    "litig_after": ("复议后起诉", "suits after review"),
}
RESULT_NAMES = {
    "upheld": ("结果维持", "upheld"),
    "corrected": ("结果纠正", "corrected"),
    "other": ("其他结果", "other result"),
    "pending": ("尚未审结", "pending"),
}
TRACK_SHARES = tuple(
    Indicator(
        f"{track}_share_{result}",
        f"{TRACK_NAMES[track][0]}：{RESULT_NAMES[result][0]}占比",
        f"{TRACK_NAMES[track][1]}: {RESULT_NAMES[result][1]}, of all",
        remedies((TRACKS[track],), result),
        remedies((TRACKS[track],), "total"),
    )
    for track in TRACKS
    for result in RESULTS
)
