"""The denominators by name, and how a share of requests is put over another one."""

from __future__ import annotations

from analysis.errors import UnknownNameError
from analysis.measures.terms import Indicator, Terms

# rows of table 三 that make up each denominator a caller may choose
CHOICES: dict[str, tuple[str, ...]] = {
    "decided": ("total_decided",),
    "resolvable": ("granted_full", "granted_partial", "denied_total"),
    "workload": ("new_requests", "carried_in"),
}
# denominator -> its name; a column of a class of requesters does not change it
_BY_ROWS = {("requests", rows): name for name, rows in CHOICES.items()} | {
    ("requests", ("new_requests",)): "new",
    ("requests", ("denied_total",)): "denied",
    ("proactive", ("penalty",)): "penalties",
    ("statistics", ("s14_closed",)): "closed",
    ("population", ("population",)): "population",
}
_BY_COLUMN = {"total": "all", "concluded": "concluded", "upheld_or_corrected": "upheld_or_corrected"}
NAMES: dict[str, tuple[str, str]] = {
    "": ("无", "none"),
    "decided": ("办结", "decided"),
    "resolvable": ("可判定（公开＋部分公开＋不予公开）", "resolvable (granted, in part, denied)"),
    "workload": ("应办（新收＋上年结转）", "workload (new plus carried in)"),
    "new": ("新收", "new requests"),
    "denied": ("不予公开", "denied"),
    "penalties": ("行政处罚", "penalties"),
    "closed": ("申请办结", "closed"),
    "population": ("常住人口", "resident population"),
    "all": ("全部案件", "all cases"),
    "concluded": ("审结案件", "concluded cases"),
    "upheld_or_corrected": ("维持与纠正", "upheld or corrected"),
}
NOT_A_PART = "the numerator is not a part of the resolvable requests"


def basis_of(indicator: Indicator) -> str:
    """The name of the denominator of an indicator, a key of ``NAMES``; empty for a count."""
    if not indicator.denominator:
        return ""
    tables, rows, columns = _parts(indicator.denominator)
    return _BY_COLUMN[columns[0]] if tables[0] == "remedies" else _BY_ROWS[tables[0], rows]


def rebase(indicator: Indicator, denominator: str | None) -> tuple[Indicator, str]:
    """The indicator over another denominator, and why that makes no sense (empty if it does).

    Only shares of the requests decided are put over another one; all others stay as they are.
    Raises :class:`UnknownNameError` for a denominator that is not one of ``decided``, ``resolvable``, ``workload``.
    """
    if denominator is not None and denominator not in CHOICES:
        raise UnknownNameError(f"{denominator!r} is not a denominator; give one of: {', '.join(CHOICES)}.")
    shares = indicator.kind in ("proportion", "difference")
    if denominator in (None, "decided") or not shares or basis_of(indicator) != "decided":
        return indicator, ""
    changed = indicator._replace(denominator=_over(indicator.denominator, str(denominator)))
    if indicator.minus:
        changed = changed._replace(minus=(indicator.minus[0], _over(indicator.minus[1], str(denominator))))
    rows = _parts(indicator.numerator)[1]
    inside = all(row.startswith("denied_") or row in CHOICES["resolvable"] for row in rows)
    return changed, "" if denominator == "workload" or inside else NOT_A_PART


def _over(terms: Terms, denominator: str) -> Terms:
    """The rows of a denominator in the column that the old one stands in."""
    column = terms[0][1].rpartition("/")[2]
    return tuple((1, f"requests/{row}/{column}") for row in CHOICES[denominator])


def _parts(terms: Terms) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Tables, rows and columns of terms; a key of one word is all three."""
    keys = [
        (*key.split("/"), *[key] * 2)[:3] if "/" not in key else tuple(key.split("/")) for _, key in terms
    ]
    tables, rows, columns = zip(*keys, strict=True)
    return tables, rows, columns
