"""What each indicator says, in one sentence that praises and blames nobody."""

from __future__ import annotations

from analysis.measures.catalogue.handling import GROUND_NAMES
from analysis.measures.catalogue.requesters import REQUESTER_NAMES
from analysis.measures.terms import RESULTS, TRACKS

_TRACKS = {
    "review": ("行政复议", "reviews"),
    "litig_direct": ("未经复议直接提起的诉讼", "suits without a review before"),
    "litig_after": ("复议后提起的诉讼", "suits after a review"),
}
_RESULTS = {
    "upheld": ("维持", "upheld the body"),
    "corrected": ("被纠正", "corrected it"),
    "other": ("以其他方式了结", "ended in another way"),
    "pending": ("年底尚未审结", "were pending at the end of the year"),
}

# code -> one sentence zh, en
ABOUT: dict[str, tuple[str, str]] = {
    "req_new": (
        "一年内新收到的政府信息公开申请件数。",
        "Requests for information that came in during the year.",
    ),
    "req_carried_in": ("上一年未办结、转入本年的申请件数。", "Requests still open from the year before."),
    "req_workload": (
        "本年应当办理的申请件数：新收加上年结转。",
        "Requests to be handled in the year: new plus carried in.",
    ),
    "req_decided": ("本年作出处理决定的申请件数。", "Requests on which a decision was made in the year."),
    "req_carried_out": ("年底未办结、转入下一年的申请件数。", "Requests still open at the end of the year."),
    "backlog_change": (
        "未办结申请在一年内的增减。",
        "By how much the open requests grew or shrank over the year.",
    ),
    "clearance_rate": (
        "应办申请中年内办结的比例。",
        "Of the requests to be handled, the share decided within the year.",
    ),
    "carry_rate": (
        "应办申请中转入下一年的比例。",
        "Of the requests to be handled, the share carried into the next year.",
    ),
    "clearance_ratio": ("办结件数与新收件数之比。", "Requests decided for each new one."),
    "ontime_rate": (
        "办结申请中按时办结的比例。",
        "Of the requests closed, the share closed within the first time limit.",
    ),
    "full_rate": ("办结申请中全部公开的比例。", "Of the requests decided, the share granted in full."),
    "partial_rate": ("办结申请中部分公开的比例。", "Of the requests decided, the share granted in part."),
    "denial_rate": (
        "办结申请中不予公开的比例。",
        "Of the requests decided, the share denied on a ground of law.",
    ),
    "unable_rate": (
        "办结申请中无法提供的比例。",
        "Of the requests decided, the share for which there was nothing to provide.",
    ),
    "rejected_rate": ("办结申请中不予处理的比例。", "Of the requests decided, the share not processed."),
    "other_rate": (
        "办结申请中以其他方式处理的比例。",
        "Of the requests decided, the share handled in another way.",
    ),
    "disclosure_rate": (
        "办结申请中全部或部分公开的比例。",
        "Of the requests decided, the share granted in full or in part.",
    ),
    "disclosure_rate_resolv": (
        "就能否公开作出决定的申请中，全部或部分公开的比例。",
        "Of the requests on which disclosure was the question, the share granted in full or in part.",
    ),
    "disclosure_rate_workload": (
        "应办申请中全部或部分公开的比例。",
        "Of the requests to be handled, the share granted in full or in part.",
    ),
    "full_rate_resolv": (
        "就能否公开作出决定的申请中，全部公开的比例。",
        "Of the requests on which disclosure was the question, the share granted in full.",
    ),
    "full_rate_workload": (
        "应办申请中全部公开的比例。",
        "Of the requests to be handled, the share granted in full.",
    ),
    "not_held_rate": (
        "办结申请中本机关不掌握相关信息的比例。",
        "Of the requests decided, the share for information the body does not hold.",
    ),
    "abuse_rate": (
        "办结申请中被认定为重复或大量反复申请的比例。",
        "Of the requests decided, the share labelled repeated or massive.",
    ),
    "petition_rate": (
        "办结申请中被认定为信访举报投诉类的比例。",
        "Of the requests decided, the share labelled petitions or complaints.",
    ),
    "procedural_share": (
        "办结申请中未涉及能否公开的比例：无法提供、不予处理与其他处理。",
        "Of the requests decided, the share that ended without a decision on disclosure.",
    ),
    "denial_discretion": (
        "不予公开的申请中，以可以不予公开的理由（内部事务、过程性信息、执法案卷）决定的比例。",
        "Of the requests denied, the share on grounds that the law leaves to the body.",
    ),
    "requester_hhi": (
        "新收申请在六类申请人之间的集中程度：一类独占为1，平均为0.17。",
        "How concentrated new requests are on the six classes: 1 if one class sends all, 0.17 if all send alike.",
    ),
    "disclosure_rate_natural": (
        "自然人的办结申请中，全部或部分公开的比例。",
        "Of the decided requests of natural persons, the share granted in full or in part.",
    ),
    "disclosure_rate_org": (
        "法人和其他组织的办结申请中，全部或部分公开的比例。",
        "Of the decided requests of organisations, the share granted in full or in part.",
    ),
    "natural_org_gap": (
        "自然人公开率减去组织公开率，百分点。",
        "Disclosure to natural persons minus disclosure to organisations, in points.",
    ),
    "review_inc": (
        "每百件办结申请对应的行政复议件数。",
        "Administrative reviews for each 100 requests decided.",
    ),
    "litig_inc": ("每百件办结申请对应的行政诉讼件数。", "Lawsuits for each 100 requests decided."),
    "review_corr": (
        "已审结的行政复议中结果纠正的比例。",
        "Of the reviews concluded, the share that corrected the body.",
    ),
    "review_corr_all": (
        "全部行政复议中结果纠正的比例。",
        "Of all reviews, the share that corrected the body.",
    ),
    "review_corr_strict": (
        "结果维持或纠正的行政复议中，纠正的比例。",
        "Of the reviews that upheld or corrected, the share that corrected.",
    ),
    "review_other_share": (
        "已审结的行政复议中其他结果的比例。",
        "Of the reviews concluded, the share that ended in another way.",
    ),
    "litig_corr": (
        "已审结的行政诉讼中结果纠正的比例。",
        "Of the suits concluded, the share that corrected the body.",
    ),
    "after_review_share": (
        "行政诉讼中经复议后提起的比例。",
        "Of the suits, the share that followed a review.",
    ),
    "pending_share": (
        "复议与诉讼案件中年底尚未审结的比例。",
        "Of all reviews and suits, the share pending at the end of the year.",
    ),
    "corr_per_1000": (
        "每千件办结申请对应的复议与诉讼纠正件数。",
        "Corrections in reviews and suits for each 1000 requests decided.",
    ),
    "reg_made": ("本年制发的规章件数。", "Regulations made in the year."),
    "reg_stock": ("年底现行有效的规章件数。", "Regulations in force at the end of the year."),
    "nd_made": ("本年制发的行政规范性文件件数。", "Normative documents made in the year."),
    "nd_repealed": ("本年废止的行政规范性文件件数。", "Normative documents repealed in the year."),
    "nd_stock": (
        "年底现行有效的行政规范性文件件数。",
        "Normative documents in force at the end of the year.",
    ),
    "lic_count": ("本年行政许可处理决定件数。", "Licensing decisions in the year."),
    "pen_count": ("本年行政处罚处理决定件数。", "Penalty decisions in the year."),
    "coercion_count": ("本年行政强制处理决定件数。", "Coercive measures in the year."),
    "fee_amount": (
        "本年收取的行政事业性收费，万元。",
        "Administrative fees collected in the year, in 10,000 yuan.",
    ),
    "coercion_ratio": ("每千件行政处罚对应的行政强制件数。", "Coercive measures for each 1000 penalties."),
    "req_per_100k": ("每十万常住人口对应的新收申请件数。", "New requests for each 100,000 residents."),
    "nd_stock_per_100k": (
        "每十万常住人口对应的现行有效规范性文件件数。",
        "Normative documents in force for each 100,000 residents.",
    ),
    "lic_per_10k": ("每万常住人口对应的行政许可件数。", "Licensing decisions for each 10,000 residents."),
    "pen_per_10k": ("每万常住人口对应的行政处罚件数。", "Penalty decisions for each 10,000 residents."),
    **{
        f"denial_share_{code}": (
            f"不予公开的申请中，以{zh}为理由的比例。",
            f"Of the requests denied, the share on this ground: {en}.",
        )
        for code, (zh, en) in GROUND_NAMES.items()
    },
    **{
        f"{code}_share": (f"新收申请中来自{zh}的比例。", f"Of the new requests, the share sent by {en}.")
        for code, (_, zh, en) in REQUESTER_NAMES.items()
    },
    **{
        f"{track}_share_{result}": (
            f"全部{_TRACKS[track][0]}中{_RESULTS[result][0]}的比例。",
            f"Of all {_TRACKS[track][1]}, the share that {_RESULTS[result][1]}.",
        )
        for track in TRACKS
        for result in RESULTS
    },
}
