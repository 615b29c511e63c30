"""The words of a region's page, and those that all pages share: table heads, scopes, levels, severities."""

from __future__ import annotations

from typing import NamedTuple

from analysis.words import Words


class Part(NamedTuple):
    """One numbered part of a page: its heading, its question, and the sentence on the region's newest report."""

    heading: Words
    question: Words
    sentence: Words = Words("", "")


PARTS: dict[str, Part] = {
    "coverage": Part(
        Words("依据与口径", "Coverage and scope"),
        Words("本页的数字依据哪些报告？", "What are the figures based on?"),
    ),
    "key_facts": Part(
        Words("要点", "Key facts"),
        Words("这份报告与其他报告相比处在什么位置？", "Where does this report stand beside the others?"),
        Words(
            "办结率 {clearance_rate}；公开率（占办结）{disclosure_rate}；不予公开率 {denial_rate}。",
            "Completion {clearance_rate}; disclosed, of decided {disclosure_rate}; denied {denial_rate}.",
        ),
    ),
    "demand": Part(
        Words("申请量", "Demand"),
        Words("收到多少申请？", "How many requests come in?"),
        Words(
            "新收 {req_new} 件，上年结转 {req_carried_in} 件，共应办 {req_workload} 件。",
            "New {req_new}, carried in {req_carried_in}: {req_workload} to handle.",
        ),
    ),
    "outcomes": Part(
        Words("办理结果", "Outcomes"),
        Words("申请得到什么结果？", "What happens to a request?"),
        Words(
            "办结 {req_decided} 件：予以公开 {full_rate}，部分公开 {partial_rate}，不予公开 {denial_rate}，"
            "无法提供 {unable_rate}，不予处理 {rejected_rate}，其他处理 {other_rate}。",
            "Of {req_decided} decided: granted {full_rate}, in part {partial_rate}, denied {denial_rate}, "
            "cannot provide {unable_rate}, not processed {rejected_rate}, other {other_rate}.",
        ),
    ),
    "disclosure": Part(
        Words("公开程度", "Disclosure"),
        Words(
            "公开多少？换一个分母结论是否一样？",
            "How much is disclosed, and does another denominator change it?",
        ),
        Words(
            "公开率占办结为 {disclosure_rate}，占可判定（公开、部分公开与不予公开）为 {disclosure_rate_resolv}；"
            "两个分母回答不同的问题，不能混用。",
            "Disclosed: {disclosure_rate} of decided, {disclosure_rate_resolv} of resolvable (granted, in part, "
            "denied); the two denominators answer different questions.",
        ),
    ),
    "grounds": Part(
        Words("不予公开的理由", "Refusal grounds"),
        Words("以什么理由不予公开？", "On what grounds is disclosure refused?"),
        Words(
            "占不予公开的比例：国家秘密 {denial_share_state_secret}，第三方权益 {denial_share_third_party}，"
            "内部事务、过程性信息与执法案卷（裁量性理由）合计 {denial_discretion}。",
            "Shares of all denials: state secret {denial_share_state_secret}, third party {denial_share_third_party}, "
            "internal, process and enforcement files (discretionary) {denial_discretion}.",
        ),
    ),
    "requesters": Part(
        Words("申请人", "Requesters"),
        Words(
            "谁在申请？自然人与组织得到的结果是否不同？",
            "Who asks, and are persons and organisations treated alike?",
        ),
        Words(
            "自然人占新收 {natural_share}，法律服务机构 {legal_service_share}；"
            "自然人减组织的公开率之差 {natural_org_gap}。一类申请人占绝大多数时，各件并非互相独立。",
            "Natural persons {natural_share} of new requests, legal services {legal_service_share}; disclosure of "
            "persons minus organisations {natural_org_gap}. Where one class dominates, cases are not independent.",
        ),
    ),
    "flow": Part(
        Words("收办流转", "Flow"),
        Words("积存在增加吗？", "Is the stock growing?"),
        Words(
            "上年结转与新收共 {req_workload} 件，办结 {req_decided} 件，结转下年 {req_carried_out} 件；"
            "结转率 {carry_rate}。结转不等于逾期：年末仍可能在办理期限内。",
            "Of {req_workload} to handle, {req_decided} were decided and {req_carried_out} carried out; carry-over "
            "{carry_rate}. Carried over is not late: the time limit may run into the next year.",
        ),
    ),
    "remedies": Part(
        Words("复议与诉讼", "Reviews and lawsuits"),
        Words(
            "决定多常受到质疑，又多常被纠正？", "How often are decisions challenged, and how often corrected?"
        ),
        Words(
            "每百件办结有行政复议 {review_inc}、行政诉讼 {litig_inc}。复议纠错率占审结 {review_corr}，"
            "占全部复议 {review_corr_all}，占维持与纠正 {review_corr_strict}。复议与诉讼可能针对往年的申请。",
            "Per 100 decided: reviews {review_inc}, lawsuits {litig_inc}. Corrected in review: "
            "{review_corr} of concluded, {review_corr_all} of all, {review_corr_strict} of upheld or corrected. "
            "Cases may concern earlier years.",
        ),
    ),
    "proactive": Part(
        Words("主动公开", "Proactive disclosure"),
        Words("制发与执法的规模有多大？", "What is produced and enforced?"),
        Words(
            "行政规范性文件制发 {nd_made}、废止 {nd_repealed}、现行有效 {nd_stock} 件；"
            "行政许可 {lic_count}、行政处罚 {pen_count}、行政强制 {coercion_count} 件；"
            "行政事业性收费 {fee_amount} 万元。",
            "Normative documents: made {nd_made}, repealed {nd_repealed}, in force {nd_stock}. Licences {lic_count}, "
            "penalties {pen_count}, coercive measures {coercion_count}; fees {fee_amount} 万元 (10,000 yuan).",
        ),
    ),
    "units": Part(
        Words("下属机关", "Bodies below"),
        Words("结果主要由哪些机关造成？", "Which bodies drive the result?"),
    ),
    "checks": Part(
        Words("核对", "Checks"),
        Words("这些数字可信吗？", "Can the figures be trusted?"),
    ),
    "provenance": Part(
        Words("来源", "Provenance"),
        Words("每个数字从哪里来？", "Where does each figure come from?"),
    ),
}

HEADS: dict[str, Words] = {
    "report": Words("报告", "report"),
    "body": Words("机关", "body"),
    "year": Words("年度", "year"),
    "place": Words("地方", "place"),
    "scope": Words("口径", "scope"),
    "scope_evidence": Words("口径依据", "evidence of scope"),
    "editions": Words("表式", "form"),
    "cells": Words("读出单元格", "cells read"),
    "findings": Words("核对记录", "findings"),
    "published": Words("发布日期", "published"),
    "path": Words("文件", "file"),
    "sha256": Words("SHA-256", "SHA-256"),
    "code": Words("代码", "code"),
    "severity": Words("程度", "severity"),
    "message": Words("说明", "message"),
    "suggestion": Words("可能的更正", "possible correction"),
    "indicator": Words("指标", "indicator"),
    "value": Words("数值与 95 % 区间", "value, 95 % interval"),
    "peer_median": Words("同类中位数", "median of the like"),
    "peer_band": Words("同类的第 10 至 90 百分位", "10th to 90th percentile of the like"),
    "below": Words("低于它的同类", "of the like are lower"),
    "flag": Words("是否偶然", "chance?"),
    "cases": Words("办结件数 n", "decided, n"),
    "growth": Words("新收比上年", "new requests against the year before"),
    "rate": Words("公开率（占办结）", "disclosed, of decided"),
    "shrunk": Words("收缩后的公开率", "drawn to the common rate"),
    "level": Words("层级", "level"),
    "reports": Words("报告", "reports"),
    "count": Words("条数", "number"),
}
SCOPES: dict[str, Words] = {
    "own_body": Words("本机关", "own body"),
    "government_aggregate": Words("本级政府汇总", "government aggregate"),
    "system_aggregate": Words("系统汇总", "system aggregate"),
    "unknown": Words("口径不明", "unknown"),
}
LEVELS: dict[str, Words] = {
    "national": Words("全国", "national"),
    "province": Words("省级", "province"),
    "prefecture": Words("地级", "prefecture"),
    "county": Words("县级", "county"),
    "township": Words("乡级", "township"),
    "zone": Words("功能区", "zone"),
}
UNKNOWN: Words = Words("不详", "not known")
SEVERITY: dict[str, Words] = {
    "error": Words("矛盾", "contradiction"),
    "warning": Words("待查", "to look at"),
    "info": Words("说明", "note"),
}
NO_FINDINGS = Words("没有发现问题。", "Nothing was noticed.")
TABLE_NAMES: dict[str, Words] = {
    "proactive": Words("表二", "table 2"),
    "requests": Words("表三", "table 3"),
    "remedies": Words("表四", "table 4"),
    "statistics": Words("附表", "annex"),
}
