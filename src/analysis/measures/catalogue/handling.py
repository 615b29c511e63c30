"""Indicators of table 三: how many requests, how they flow, how they end, on which grounds they are refused."""

from __future__ import annotations

from analysis.measures.catalogue.common import DENIED_ALL, DISCLOSED, FULL, RESOLVABLE, D, N, W, count
from analysis.measures.terms import FORMS, Indicator, requests

FLOW = (
    count("req_new", "新收申请量", "new requests", N, editions=FORMS, caveat="depends on scope"),
    count("req_carried_in", "上年结转", "carried in", requests("carried_in")),
    count("req_workload", "应办申请量", "workload", W),
    count(
        "req_decided",
        "办结量",
        "decided",
        D,
        editions=FORMS,
        caveat="the form of 2014 counts answers, interim notices among them",
    ),
    count("req_carried_out", "结转下年", "carried out", requests("carried_out")),
    count("backlog_change", "结转净变化", "change of backlog", requests("carried_out", "-carried_in")),
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
    Indicator(
        "ontime_rate",
        "按时办结率",
        "closed on time, of closed",
        ((1, "statistics/s14_closed_ontime/value"),),
        ((1, "statistics/s14_closed/value"),),
        editions=("2014",),
        caveat="stated by the body itself",
    ),
)
OUTCOMES = (
    Indicator("full_rate", "全部公开率", "granted in full, of decided", FULL, D, editions=FORMS),
    Indicator(
        "partial_rate",
        "部分公开率",
        "granted in part, of decided",
        requests("granted_partial"),
        D,
        editions=FORMS,
    ),
    Indicator("denial_rate", "不予公开率", "denied, of decided", DENIED_ALL, D, editions=FORMS),
    Indicator("unable_rate", "无法提供率", "cannot provide, of decided", requests("unable_total"), D),
    Indicator("rejected_rate", "不予处理率", "not processed, of decided", requests("rejected_total"), D),
    Indicator("other_rate", "其他处理率", "other handling, of decided", requests("other_total"), D),
    Indicator("disclosure_rate", "公开率（占办结）", "disclosed, of decided", DISCLOSED, D, editions=FORMS),
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
        editions=FORMS,
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
