"""The denominators by name, and how a share of requests is put over another one."""

from __future__ import annotations

from analysis.errors import UnknownNameError
from analysis.measures.terms import POPULATION, Basis, Indicator, remedies, requests

DECIDED = Basis("decided", "办结", "decided", requests("total_decided"))
RESOLVABLE = Basis("resolvable", "可判定（公开＋部分公开＋不予公开）", "resolvable (granted, in part, denied)",
                   requests("granted_full", "granted_partial", "denied_total"))  # fmt: skip
WORKLOAD = Basis("workload", "应办（新收＋上年结转）", "workload (new plus carried in)",
                 requests("new_requests", "carried_in"))  # fmt: skip
NEW = Basis("new", "新收", "new requests", requests("new_requests"))
DENIED = Basis("denied", "不予公开", "denied", requests("denied_total"))
UNDISCLOSED = Basis("undisclosed", "未公开（办结减去公开与部分公开）",
                    "not disclosed (decided less granted and in part)",
                    requests("total_decided", "-granted_full", "-granted_partial"))  # fmt: skip
PEOPLE = Basis("population", "常住人口", "resident population", ((1, POPULATION),))
ALL = Basis("all", "全部案件", "all cases")
CONCLUDED = Basis("concluded", "审结案件", "concluded cases")
UPHELD_OR_CORRECTED = Basis("upheld_or_corrected", "维持与纠正", "upheld or corrected")
# the denominators of table 三 that a caller may choose
CHOICES = {basis.code: basis for basis in (DECIDED, RESOLVABLE, WORKLOAD)}
NAMES = {basis.code: (basis.zh, basis.en) for basis in CHOICES.values()}
NOT_A_PART = "the numerator is not a part of the resolvable requests"


def cases(rows: tuple[str, ...], column: str, basis: Basis) -> Basis:
    """A denominator of table 四: one column of the given tracks."""
    return basis._replace(terms=remedies(rows, column))


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
    resolvable = {key.split("/")[1] for _, key in RESOLVABLE.terms}
    inside = all(row.startswith("denied_") or row in resolvable for row in rows)
    return (indicator.over(chosen.of(_column(indicator.denominator)), minus),
            "" if denominator == "workload" or inside else NOT_A_PART)  # fmt: skip


def _column(terms: tuple[tuple[int, str], ...]) -> str:
    return terms[0][1].rpartition("/")[2]
