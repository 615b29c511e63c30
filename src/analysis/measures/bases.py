"""The denominators by name, and how a share of requests is put over another one."""

from __future__ import annotations

from analysis.errors import UnknownNameError
from analysis.measures.terms import Basis, Indicator, cells

BASES = {code: Basis(code, zh, en, cells(terms)) for code, zh, en, terms in (
    ("decided", "办结", "decided", "total_decided"),
    ("resolvable", "可判定（公开＋部分公开＋不予公开）", "resolvable (granted, in part, denied)",
     "granted_full granted_partial denied_total"),
    ("workload", "应办（新收＋上年结转）", "workload (new plus carried in)", "new_requests carried_in"),
    ("new", "新收", "new requests", "new_requests"),
    ("denied", "不予公开", "denied", "denied_total"),
    ("undisclosed", "未公开（办结减去公开与部分公开）", "not disclosed (decided less granted and in part)",
     "total_decided -granted_full -granted_partial"),
    ("closed", "申请办结", "closed", "s14_closed"),
    ("received", "收到申请", "requests received", "s14_req_received"),
    ("staff", "工作人员", "staff", "s14_staff"),
    ("penalties", "行政处罚", "penalties", "proactive/penalty/decisions"),
    ("stock_before", "年初现行有效（现行有效减制发加废止）",
     "in force at the start of the year (in force less made plus repealed)",
     "proactive/normative_docs/in_force -proactive/normative_docs/made proactive/normative_docs/repealed"),
    ("population", "常住人口", "resident population", "population"),
    # columns of table 四, whose tracks each indicator names
    ("all", "全部案件", "all cases", ""),
    ("concluded", "审结案件", "concluded cases", ""),
    ("upheld_or_corrected", "维持与纠正", "upheld or corrected", ""),
)}  # fmt: skip
# the denominators of table 三 that a caller may choose
CHOICES = {code: BASES[code] for code in ("decided", "resolvable", "workload")}
NAMES = {basis.code: (basis.zh, basis.en) for basis in CHOICES.values()}
NOT_A_PART = "the numerator is not a part of the resolvable requests"


def basis_of(indicator: Indicator) -> str:
    """The name of the denominator of an indicator; empty for a count."""
    return indicator.basis.code


def rebase(indicator: Indicator, denominator: str | None) -> tuple[Indicator, str]:
    """The indicator over another denominator, and why that makes no sense (empty if it does).

    Only shares of the requests decided are put over another one; all others stay as they are.
    Raises :class:`UnknownNameError` for a denominator that is not one of ``decided``, ``resolvable``, ``workload``.
    """
    if denominator is not None and denominator not in CHOICES:
        raise UnknownNameError(f"{denominator!r} is not a denominator; give one of: {', '.join(CHOICES)}.")
    shares = indicator.kind in ("proportion", "difference")
    if denominator in (None, "decided") or not shares or indicator.basis.code != "decided":
        return indicator, ""
    chosen = CHOICES[str(denominator)]
    minus = indicator.minus and (indicator.minus[0], chosen.of(_column(indicator.minus[1])).terms)
    rows = {key.split("/")[1] for _, key in indicator.numerator}
    resolvable = {key.split("/")[1] for _, key in BASES["resolvable"].terms}
    inside = all(row.startswith("denied_") or row in resolvable for row in rows)
    return (indicator.over(chosen.of(_column(indicator.denominator)), minus),
            "" if denominator == "workload" or inside else NOT_A_PART)  # fmt: skip


def _column(terms: tuple[tuple[int, str], ...]) -> str:
    return terms[0][1].rpartition("/")[2]
