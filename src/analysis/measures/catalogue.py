"""The indicators as data: what is divided by what, in which unit, from which form, and with which caveat."""

from __future__ import annotations

from analysis.errors import UnknownNameError
from analysis.measures.terms import (
    POPULATION,
    REQUESTERS,
    RESULTS,
    TRACKS,
    Indicator,
    Terms,
    proactive,
    remedies,
    requests,
)


def _count(code: str, zh: str, en: str, numerator: Terms, unit: str = "件", **more: object) -> Indicator:
    """An indicator that is a plain sum of cells."""
    return Indicator(code, zh, en, numerator, kind="count", scale=1, unit=unit, **more)  # type: ignore[arg-type]


def _gap(denominator: str) -> Indicator:
    """The natural-organisation gap of the disclosure rate."""
    sides = [
        (requests("granted_full", "granted_partial", column=who), requests(denominator, column=who))
        for who in ("natural_person", "organisations")
    ]
    return Indicator(
        "natural_org_gap",
        "自然人与组织公开率之差",
        "disclosure gap, natural persons minus organisations",
        *sides[0],
        kind="difference",
        unit="pp",
        caveat="both groups may hold repeat requesters",
        minus=sides[1],
    )


D = requests("total_decided")
N = requests("new_requests")
W = requests("new_requests", "carried_in")
FULL = requests("granted_full")
DISCLOSED = requests("granted_full", "granted_partial")
RESOLVABLE = requests("granted_full", "granted_partial", "denied_total")
DENIED_ALL = requests("denied_total")
COURTS = ("litigation_direct", "litigation_after_review")
REVIEW = ("review",)
POP: Terms = ((1, POPULATION),)

FLOW = (
    _count("req_new", "新收申请量", "new requests", N, caveat="depends on scope"),
    _count("req_carried_in", "上年结转", "carried in", requests("carried_in")),
    _count("req_workload", "应办申请量", "workload", W),
    _count("req_decided", "办结量", "decided", D),
    _count("req_carried_out", "结转下年", "carried out", requests("carried_out")),
    _count("backlog_change", "结转净变化", "change of backlog", requests("carried_out", "-carried_in")),
    Indicator(
        "clearance_rate", "办结率", "completion", D, W, caveat="ends at 31 December; says nothing on lateness"
    ),
    Indicator(
        "carry_rate",
        "结转率",
        "carry-over",
        requests("carried_out"),
        W,
        caveat="may be within the time limit",
    ),
    Indicator(
        "clearance_ratio",
        "结新比",
        "clearance ratio",
        D,
        N,
        "ratio",
        1,
        "",
        caveat="above 1 the stock shrinks",
    ),
)
OUTCOMES = (
    Indicator("full_rate", "全部公开率", "granted in full, of decided", FULL, D),
    Indicator("partial_rate", "部分公开率", "granted in part, of decided", requests("granted_partial"), D),
    Indicator("denial_rate", "不予公开率", "denied, of decided", DENIED_ALL, D),
    Indicator("unable_rate", "无法提供率", "cannot provide, of decided", requests("unable_total"), D),
    Indicator("rejected_rate", "不予处理率", "not processed, of decided", requests("rejected_total"), D),
    Indicator("other_rate", "其他处理率", "other handling, of decided", requests("other_total"), D),
    Indicator("disclosure_rate", "公开率（占办结）", "disclosed, of decided", DISCLOSED, D),
    Indicator(
        "disclosure_rate_resolv",
        "公开率（占可判定）",
        "disclosed, of resolvable",
        DISCLOSED,
        RESOLVABLE,
        caveat="leaves out procedural outcomes; near its ceiling in most places",
    ),
    Indicator("disclosure_rate_workload", "公开率（占应办）", "disclosed, of workload", DISCLOSED, W),
    Indicator(
        "full_rate_resolv", "全部公开率（占可判定）", "granted in full, of resolvable", FULL, RESOLVABLE
    ),
    Indicator("full_rate_workload", "全部公开率（占应办）", "granted in full, of workload", FULL, W),
    Indicator(
        "not_held_rate",
        "不掌握率",
        "not held, of decided",
        requests("unable_not_held"),
        D,
        caveat="merges two legal grounds: does not exist, belongs elsewhere",
    ),
    Indicator(
        "abuse_rate",
        "重复大量申请率",
        "repeat or massive, of decided",
        requests("rejected_repeat", "rejected_massive"),
        D,
        caveat="the agency's own label",
    ),
    Indicator("petition_rate", "信访类占比", "petition-type, of decided", requests("rejected_petition"), D),
    Indicator(
        "procedural_share",
        "程序性处理占比",
        "procedural outcomes, of decided",
        requests("unable_total", "rejected_total", "other_total"),
        D,
    ),
)
GROUND_NAMES = {
    "state_secret": ("国家秘密", "state secret"),
    "law_prohibits": ("法律法规禁止", "other law"),
    "security_stability": ("三安全一稳定", "security, stability"),
    "third_party": ("第三方权益", "third party"),
    "internal_affairs": ("内部事务", "internal affairs"),
    "process_info": ("过程性信息", "process information"),
    "enforcement_file": ("执法案卷", "enforcement file"),
    "admin_query": ("行政查询", "register query"),
}
GROUNDS = (
    *(
        Indicator(
            f"denial_share_{ground}",
            f"{zh}占不予公开",
            f"{en}, of denied",
            requests(f"denied_{ground}"),
            DENIED_ALL,
            caveat="few cases in most reports",
        )
        for ground, (zh, en) in GROUND_NAMES.items()
    ),
    Indicator(
        "denial_discretion",
        "裁量性理由占比",
        "discretionary grounds, of denied",
        requests("denied_internal_affairs", "denied_process_info", "denied_enforcement_file"),
        DENIED_ALL,
        caveat="grounds of article 16, which says may",
    ),
)
REQUESTER_NAMES = {
    "natural": ("natural_person", "自然人", "natural persons"),
    "business": ("org_business", "商业企业", "businesses"),
    "research": ("org_research", "科研机构", "research bodies"),
    "public_interest": ("org_public_interest", "社会公益组织", "public-interest bodies"),
    "legal_service": ("org_legal_service", "法律服务机构", "legal services"),
    "other_org": ("org_other", "其他组织", "other organisations"),
}
REQUESTER_SHARES = (
    *(
        Indicator(
            f"{code}_share", f"{zh}占新收", f"{en}, of new requests", requests("new_requests", column=who), N
        )
        for code, (who, zh, en) in REQUESTER_NAMES.items()
    ),
    Indicator(
        "requester_hhi",
        "申请人集中度",
        "requester concentration (HHI)",
        tuple((1, f"requests/new_requests/{who}") for who in REQUESTERS),
        N,
        "concentration",
        1,
        "0–1",
        caveat="of classes, not of persons",
    ),
    *(
        Indicator(
            f"disclosure_rate_{code}",
            f"公开率（{zh}）",
            f"disclosed, of decided, {en}",
            requests("granted_full", "granted_partial", column=who),
            requests("total_decided", column=who),
        )
        for code, who, zh, en in (
            ("natural", "natural_person", "自然人", "natural persons"),
            ("org", "organisations", "组织", "organisations"),
        )
    ),
    _gap("total_decided"),
)
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
        caveat=f"suits may concern earlier years; {BREAK_2024}",
    ),
    Indicator(
        "review_corr",
        "复议纠错率（占审结）",
        "reviews corrected, of concluded",
        remedies(REVIEW, "corrected"),
        remedies(REVIEW, "concluded"),
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
        caveat="leaves out other results",
    ),
    Indicator(
        "review_other_share",
        "复议其他结果占比",
        "reviews with other result, of concluded",
        remedies(REVIEW, "other"),
        remedies(REVIEW, "concluded"),
        caveat="withdrawal, mediation and the like",
    ),
    Indicator(
        "litig_corr",
        "诉讼纠错率（占审结）",
        "suits corrected, of concluded",
        remedies(COURTS, "corrected"),
        remedies(COURTS, "concluded"),
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
        "corr_per_1000",
        "每千件纠错数",
        "corrections per 1000 decided",
        remedies((*REVIEW, *COURTS), "corrected"),
        D,
        "incidence",
        1000,
        "per 1000",
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
DOCUMENTS = "the definition of a normative document narrows in 2021"
PROACTIVE = (
    _count("reg_made", "规章制发", "regulations made", proactive("regulations", "made"), editions=("2021",)),
    _count(
        "reg_stock",
        "现行有效规章",
        "regulations in force",
        proactive("regulations", "in_force"),
        editions=("2021",),
    ),
    _count(
        "nd_made",
        "规范性文件制发",
        "normative documents made",
        proactive("normative_docs", "made"),
        caveat=DOCUMENTS,
    ),
    _count(
        "nd_repealed",
        "规范性文件废止",
        "normative documents repealed",
        proactive("normative_docs", "repealed"),
        editions=("2021",),
    ),
    _count(
        "nd_stock",
        "现行有效规范性文件",
        "normative documents in force",
        proactive("normative_docs", "in_force"),
        editions=("2021",),
        caveat="the 2019 form asks for documents published, which is not the same",
    ),
    _count("lic_count", "行政许可", "licensing decisions", proactive("licensing", "decisions")),
    _count(
        "pen_count",
        "行政处罚",
        "penalty decisions",
        proactive("penalty", "decisions"),
        caveat="traffic fines dominate",
    ),
    _count("coercion_count", "行政强制", "coercive measures", proactive("coercion", "decisions")),
    _count(
        "fee_amount",
        "行政事业性收费",
        "administrative fees",
        proactive("admin_fees", "amount_wan"),
        "万元",
        editions=("2021",),
    ),
    Indicator(
        "coercion_ratio",
        "强制处罚比",
        "coercive measures per 1000 penalties",
        proactive("coercion", "decisions"),
        proactive("penalty", "decisions"),
        "ratio",
        1000,
        "per 1000",
    ),
)
SCOPE = "only for aggregate scope; the population is that of a census year"
PER_HEAD = (
    Indicator(
        "req_per_100k",
        "每十万人申请量",
        "new requests per 100,000 people",
        N,
        POP,
        "incidence",
        100_000,
        "per 100k",
        caveat=SCOPE,
    ),
    Indicator(
        "nd_stock_per_100k",
        "每十万人现行有效规范性文件",
        "normative documents in force per 100,000 people",
        proactive("normative_docs", "in_force"),
        POP,
        "ratio",
        100_000,
        "per 100k",
        ("2021",),
        SCOPE,
    ),
    Indicator(
        "lic_per_10k",
        "每万人行政许可",
        "licensing decisions per 10,000 people",
        proactive("licensing", "decisions"),
        POP,
        "ratio",
        10_000,
        "per 10k",
        caveat=SCOPE,
    ),
    Indicator(
        "pen_per_10k",
        "每万人行政处罚",
        "penalty decisions per 10,000 people",
        proactive("penalty", "decisions"),
        POP,
        "ratio",
        10_000,
        "per 10k",
        caveat=f"{SCOPE}; traffic fines dominate",
    ),
)

CATALOGUE: dict[str, Indicator] = {
    indicator.code: indicator
    for group in (FLOW, OUTCOMES, GROUNDS, REQUESTER_SHARES, REMEDIES, TRACK_SHARES, PROACTIVE, PER_HEAD)
    for indicator in group
}


def find(code: str) -> Indicator:
    """The indicator of a code; raises :class:`UnknownNameError` with the nearest known codes."""
    from difflib import get_close_matches

    if code not in CATALOGUE:
        near = ", ".join(get_close_matches(str(code), CATALOGUE, 3, 0.4)) or ", ".join(CATALOGUE)
        raise UnknownNameError(f"{code!r} is not an indicator; did you mean one of: {near}?")
    return CATALOGUE[code]
