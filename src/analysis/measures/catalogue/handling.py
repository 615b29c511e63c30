"""Indicators of table 三: how many requests, how they flow, how they end, on which grounds they are refused."""

from __future__ import annotations

from analysis.forms import SHORT, rows_in
from analysis.measures.bases import DECIDED, DENIED, NEW, RESOLVABLE, UNDISCLOSED, WORKLOAD
from analysis.measures.terms import BOTH, FORMS, Basis, Indicator, requests, statistics
from analysis.words import Words

FULL, DISCLOSED = requests("granted_full"), requests("granted_full", "granted_partial")
CLOSED = Basis("closed", "申请办结", "closed", statistics("closed"))
RECEIVED = Basis("received", "收到申请", "requests received", statistics("req_received"))
STATED = Words("由机关自行填报", "stated by the body itself")
LABEL = Words("由机关自行认定", "the agency's own label")
FEW = Words("多数报告件数很少", "few cases in most reports")

FLOW = (
    Indicator("req_new", "新收申请量", "new requests", NEW.terms, editions=FORMS,
              about=Words("一年内新收到的政府信息公开申请件数。",
                          "Requests for information that came in during the year."),
              caveat=Words("随统计范围而变", "depends on scope")),
    Indicator("req_carried_in", "上年结转", "carried in", requests("carried_in"),
              about=Words("上一年未办结、转入本年的申请件数。", "Requests still open from the year before.")),
    Indicator("req_workload", "应办申请量", "workload", WORKLOAD.terms,
              about=Words("本年应当办理的申请件数：新收加上年结转。",
                          "Requests to be handled in the year: new plus carried in.")),
    Indicator("req_decided", "办结量", "decided", DECIDED.terms, editions=FORMS,
              about=Words("本年作出处理决定的申请件数。", "Requests on which a decision was made in the year."),
              caveat=Words("2014年表统计的是答复数，含告知更改补充的中间答复",
                           "the form of 2014 counts answers, interim notices among them")),
    Indicator("req_carried_out", "结转下年", "carried out", requests("carried_out"),
              about=Words("年底未办结、转入下一年的申请件数。", "Requests still open at the end of the year.")),
    Indicator("backlog_change", "结转净变化", "change of backlog", requests("carried_out", "-carried_in"),
              about=Words("未办结申请在一年内的增减。", "By how much the open requests grew or shrank over the year.")),
    Indicator("clearance_rate", "办结率", "completion", DECIDED.terms, WORKLOAD,
              about=Words("应办申请中年内办结的比例。",
                          "Of the requests to be handled, the share decided within the year."),
              caveat=Words("以12月31日为界，不说明是否逾期", "ends at 31 December; says nothing on lateness")),
    Indicator("carry_rate", "结转率", "carry-over", requests("carried_out"), WORKLOAD,
              about=Words("应办申请中转入下一年的比例。",
                          "Of the requests to be handled, the share carried into the next year."),
              caveat=Words("可能仍在办理期限内", "may be within the time limit")),
    Indicator("clearance_ratio", "结新比", "clearance ratio", DECIDED.terms, NEW, kind="ratio",
              about=Words("办结件数与新收件数之比。", "Requests decided for each new one."),
              caveat=Words("大于1时存量减少", "above 1 the stock shrinks")),
    Indicator("ontime_rate", "按时办结率", "closed on time, of closed", statistics("closed_ontime"), CLOSED,
              editions=("2014",), caveat=STATED,
              about=Words("办结申请中按时办结的比例。",
                          "Of the requests closed, the share closed within the first time limit.")),
    Indicator("extended_rate", "延期办结率", "closed after extension, of closed", statistics("closed_extended"), CLOSED,
              editions=("2014",), caveat=STATED,
              about=Words("办结申请中延期办结的比例。",
                          "Of the requests closed, the share closed after the time limit was extended.")),
    *(Indicator(f"channel_share_{way}", f"{zh}申请占比", f"{en}, of requests received", statistics(f"req_{way}"),
                RECEIVED, editions=("2008", "2014"),
                about=Words(f"收到的申请中以{zh}方式提出的比例。", f"Of the requests received, the share made {en}."),
                caveat=Words("2019年起的表式不分渠道", "the forms since 2019 do not ask for the channel"))
      for way, zh, en in (("inperson", "当面", "in person"), ("fax", "传真", "by fax"), ("net", "网络", "online"),
                          ("mail", "信函", "by letter"))),
)  # fmt: skip
OUTCOMES = (
    Indicator("full_rate", "全部公开率", "granted in full, of decided", FULL, DECIDED, editions=FORMS,
              about=Words("办结申请中全部公开的比例。", "Of the requests decided, the share granted in full.")),
    Indicator("partial_rate", "部分公开率", "granted in part, of decided", requests("granted_partial"), DECIDED,
              editions=FORMS,
              about=Words("办结申请中部分公开的比例。", "Of the requests decided, the share granted in part.")),
    Indicator("denial_rate", "不予公开率", "denied, of decided", DENIED.terms, DECIDED, editions=FORMS,
              about=Words("办结申请中不予公开的比例。",
                          "Of the requests decided, the share denied on a ground of law.")),
    Indicator("unable_rate", "无法提供率", "cannot provide, of decided", requests("unable_total"), DECIDED,
              about=Words("办结申请中无法提供的比例。",
                          "Of the requests decided, the share for which there was nothing to provide.")),
    Indicator("rejected_rate", "不予处理率", "not processed, of decided", requests("rejected_total"), DECIDED,
              about=Words("办结申请中不予处理的比例。", "Of the requests decided, the share not processed.")),
    Indicator("other_rate", "其他处理率", "other handling, of decided", requests("other_total"), DECIDED,
              about=Words("办结申请中以其他方式处理的比例。",
                          "Of the requests decided, the share handled in another way.")),
    Indicator("disclosure_rate", "公开率（占办结）", "disclosed, of decided", DISCLOSED, DECIDED, editions=FORMS,
              about=Words("办结申请中全部或部分公开的比例。",
                          "Of the requests decided, the share granted in full or in part.")),
    Indicator("disclosure_rate_resolv", "公开率（占可判定）", "disclosed, of resolvable", DISCLOSED, RESOLVABLE,
              about=Words("就能否公开作出决定的申请中，全部或部分公开的比例。",
                          "Of the requests on which disclosure was the question, the share granted in full or in "
                          "part."),
              caveat=Words("不含程序性处理；多数地方接近上限",
                           "leaves out procedural outcomes; near its ceiling in most places")),
    Indicator("disclosure_rate_workload", "公开率（占应办）", "disclosed, of workload", DISCLOSED, WORKLOAD,
              about=Words("应办申请中全部或部分公开的比例。",
                          "Of the requests to be handled, the share granted in full or in part.")),
    Indicator("full_rate_resolv", "全部公开率（占可判定）", "granted in full, of resolvable", FULL, RESOLVABLE,
              about=Words("就能否公开作出决定的申请中，全部公开的比例。",
                          "Of the requests on which disclosure was the question, the share granted in full.")),
    Indicator("full_rate_workload", "全部公开率（占应办）", "granted in full, of workload", FULL, WORKLOAD,
              about=Words("应办申请中全部公开的比例。",
                          "Of the requests to be handled, the share granted in full.")),
    Indicator("not_held_rate", "不掌握率", "not held, of decided", requests("unable_not_held"), DECIDED,
              editions=FORMS,
              about=Words("办结申请中本机关不掌握相关信息的比例。",
                          "Of the requests decided, the share for information the body does not hold."),
              caveat=Words("合并了信息不存在与不属于本机关两种情形",
                           "merges two legal grounds: does not exist, belongs elsewhere")),
    Indicator("abuse_rate", "重复大量申请率", "repeat or massive, of decided",
              requests("rejected_repeat", "rejected_massive"), DECIDED, caveat=LABEL,
              about=Words("办结申请中被认定为重复或大量反复申请的比例。",
                          "Of the requests decided, the share labelled repeated or massive.")),
    Indicator("repeat_rate", "重复申请率", "repeated, of decided", requests("rejected_repeat"), DECIDED,
              editions=("2008", "2019", "2021"), caveat=LABEL,
              about=Words("办结申请中被认定为重复申请的比例。",
                          "Of the requests decided, the share labelled as repeated.")),
    Indicator("petition_rate", "信访类占比", "petition-type, of decided", requests("rejected_petition"), DECIDED,
              about=Words("办结申请中被认定为信访举报投诉类的比例。",
                          "Of the requests decided, the share labelled petitions or complaints.")),
    Indicator("procedural_share", "程序性处理占比", "procedural outcomes, of decided",
              requests("unable_total", "rejected_total", "other_total"), DECIDED,
              about=Words("办结申请中未涉及能否公开的比例：无法提供、不予处理与其他处理。",
                          "Of the requests decided, the share that ended without a decision on disclosure.")),
)  # fmt: skip
REFUSALS = (
    Indicator("statutory_rate", "法定理由不予公开率", "denied by the statute, of decided", requests("denied_grounds"),
              DECIDED, editions=FORMS,
              about=Words("办结申请中以法定理由不予公开的比例，不含行政查询。",
                          "Of the requests decided, the share denied on a ground of the statute, register queries "
                          "apart.")),
    Indicator("statutory_share", "法定理由占未公开", "denied by the statute, of not disclosed",
              requests("denied_grounds"), UNDISCLOSED, editions=FORMS,
              about=Words("未公开的申请中，以法定理由不予公开的比例，不含行政查询。",
                          "Of the requests not disclosed, the share denied on a ground of the statute, register "
                          "queries apart."),
              caveat=Words("与事实性、程序性处理合计为百分之百",
                           "adds up to 100 % with the factual and the procedural share")),
    Indicator("factual_share", "事实理由占未公开", "cannot provide, of not disclosed", requests("unable_total"),
              UNDISCLOSED,
              about=Words("未公开的申请中，因不掌握、没有现成信息或申请不明确而无法提供的比例。",
                          "Of the requests not disclosed, the share for which there was nothing to provide: not held, "
                          "to be made first, or unclear.")),
    Indicator("procedural_refusal_share", "程序理由占未公开", "procedural, of not disclosed",
              requests("rejected_total", "other_total", "denied_admin_query"), UNDISCLOSED,
              about=Words("未公开的申请中，不予处理、其他处理和行政查询的比例。",
                          "Of the requests not disclosed, the share not processed, handled in another way, or sent to "
                          "a register.")),
    Indicator("not_held_share", "不掌握占未公开", "not held, of not disclosed", requests("unable_not_held"),
              UNDISCLOSED, editions=FORMS,
              about=Words("未公开的申请中，本机关不掌握相关信息的比例。",
                          "Of the requests not disclosed, the share for information the body does not hold.")),
)  # fmt: skip
GROUND_NAMES = {row.removeprefix("denied_"): SHORT[row] for row in rows_in("denied")}
# grounds that the older forms ask for too
OLD_GROUNDS = ("state_secret", "security_stability", "third_party")
GROUNDS = (
    *(Indicator(f"denial_share_{ground}", f"{zh}占不予公开", f"{en}, of denied", requests(f"denied_{ground}"), DENIED,
                editions=FORMS if ground in OLD_GROUNDS else BOTH, caveat=FEW,
                about=Words(f"不予公开的申请中，以{zh}为理由的比例。",
                            f"Of the requests denied, the share on this ground: {en}."))
      for ground, (zh, en) in GROUND_NAMES.items()),
    Indicator("denial_discretion", "裁量性理由占比", "discretionary grounds, of denied",
              requests("denied_internal_affairs", "denied_process_info", "denied_enforcement_file"), DENIED,
              about=Words("不予公开的申请中，以可以不予公开的理由（内部事务、过程性信息、执法案卷）决定的比例。",
                          "Of the requests denied, the share on grounds that the law leaves to the body."),
              caveat=Words("《条例》第十六条规定为“可以”不予公开", "grounds of article 16, which says may")),
)  # fmt: skip
