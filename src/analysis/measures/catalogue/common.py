"""Denominators that several groups of indicators share, and the words that name them."""

from __future__ import annotations

from analysis.measures.terms import POPULATION, Indicator, Terms, requests

D = requests("total_decided")
N = requests("new_requests")
W = requests("new_requests", "carried_in")
FULL = requests("granted_full")
DISCLOSED = requests("granted_full", "granted_partial")
RESOLVABLE = requests("granted_full", "granted_partial", "denied_total")
DENIED_ALL = requests("denied_total")
COURTS = ("litigation",)
REVIEW = ("review",)
POP: Terms = ((1, POPULATION),)


def count(code: str, zh: str, en: str, numerator: Terms, unit: str = "件", **more: object) -> Indicator:
    """An indicator that is a plain sum of cells."""
    return Indicator(code, zh, en, numerator, kind="count", scale=1, unit=unit, **more)  # type: ignore[arg-type]
