"""A change from one year to the next in words: up, down, no clear change, or why none is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.measures.catalogue import find
from analysis.words import Words
from analysis.words.verdicts import CHANGES

# Below so many cases in either year nothing is said of a change; a share on fewer than ``LEAST_SHARE`` is no rate.
LEAST_COUNT, LEAST_SHARE = 10, 30
# What rounds to no change: percentage points, and per cent of a count.
SAME_POINTS, SAME_PERCENT = 0.05, 0.5


def said_of_change(row: Mapping[str, Any]) -> Words:
    """What may be said of a row of :func:`analysis.measures.change`, in Chinese and English.

    ``row`` has the columns of ``change`` and, where known, ``n`` and ``n_from``: the cases that the figures of the two
    years stand on (for a count the figures themselves are taken). A change is one only if its interval is clear of 0.
    Raises :class:`UnknownNameError` for an indicator that is not in the catalogue.

    >>> row = {"indicator": "req_new", "year": 2023, "year_from": 2022, "value_from": 100.0, "value": 130.0,
    ...        "percent": 30.0, "low": 0.01, "high": 0.5, "status": "ok", "reason": None, "break": ""}
    >>> said_of_change(row).en, said_of_change(row | {"low": -0.1}).zh
    ('▲ up 30%', '≈ 无明显变化（+30%）')
    """
    if row["status"] != "ok" or pd.isna(row["low"]):
        return _why_none(row)
    counted = find(row["indicator"]).kind == "count"
    then, now = float(row["value_from"]), float(row["value"])
    cases = (then, now) if counted else (row.get("n_from"), row.get("n"))
    if any(not pd.isna(n) and n < LEAST_COUNT for n in cases):
        return CHANGES["few"]
    size = float(row["percent"]) if counted else float(row["change"])
    if abs(size) < (SAME_PERCENT if counted else SAME_POINTS):
        return CHANGES["same"]
    unit = "percent" if counted else "points"
    signed = f"{size:+.0f}" if counted else f"{size:+.1f}"
    if row["low"] <= 0 <= row["high"]:
        return CHANGES[f"unclear_{unit}"].filled(size=signed.replace("-", "−"))
    if counted and now >= 2 * then:
        return CHANGES["times"].filled(times=f"{now / then:.1f}")
    way = "up" if size > 0 else "down"
    return CHANGES[f"{way}_{unit}"].filled(size=signed.lstrip("+-"))


def _why_none(row: Mapping[str, Any]) -> Words:
    """Why nothing is said: another form or law, a year without a report, blanks, a figure without an interval."""
    if row["break"]:
        return CHANGES["break"]
    missing = pd.isna(row["value_from"]) and "no value" not in str(row["reason"])
    if missing:
        return CHANGES["no_year"].filled(year=int(row["year_from"]))
    return CHANGES["blanks" if row["status"] != "ok" else "no_interval"]
