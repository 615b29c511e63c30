"""What is said of a change: each branch, in both languages, and never more than the two years bear."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.measures.verdicts import said_of_change

COUNT: dict[str, Any] = {
    "indicator": "req_new", "year": 2023, "year_from": 2022, "value_from": 100.0, "value": 115.0, "change": 0.14,
    "percent": 15.0, "low": 0.02, "high": 0.25, "status": "ok", "reason": None, "break": "",
}  # fmt: skip
SHARE = COUNT | {
    "indicator": "disclosure_rate", "value_from": 61.0, "value": 60.3, "change": -0.7, "percent": None,
    "low": -1.3, "high": -0.1, "n": 900, "n_from": 800,
}  # fmt: skip
LOST = {"status": "na", "value": pd.NA, "low": pd.NA, "high": pd.NA}


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (COUNT, "▲ 比上年多15%", "▲ up 15%"),
        (COUNT | {"percent": -15.0, "value": 85.0, "low": -0.3, "high": -0.1}, "▼ 比上年少15%", "▼ down 15%"),
        (COUNT | {"low": -0.01}, "≈ 无明显变化（+15%）", "≈ no clear change (+15%)"),
        (COUNT | {"percent": 110.0, "value": 210.0}, "是上年的2.1倍", "2.1 times the year before"),
        (COUNT | {"percent": 0.4, "value": 100.4}, "与上年持平", "same as the year before"),
        (COUNT | {"value_from": 9.0}, "件数太少，不说增减", "too few to speak of a change"),
        (COUNT | {"value": 9.0}, "件数太少，不说增减", "too few to speak of a change"),
        (COUNT | LOST | {"break": "new form of 2021"}, "换表，前后不比", "forms differ; not compared"),
        (COUNT | LOST | {"value_from": pd.NA, "reason": "no figure for 2022"}, "缺2022年报告，不比",
         "2022 report not received"),
        (COUNT | LOST | {"reason": "no value for 2023"}, "有空白格，不算", "cells left blank"),
        (COUNT | LOST | {"value_from": pd.NA, "reason": "no value for 2022"}, "有空白格，不算", "cells left blank"),
        (COUNT | {"low": pd.NA}, "不说增减", "no change is stated"),
        (SHARE, "▼ 比上年降0.7个百分点", "▼ down 0.7 points"),
        (SHARE | {"change": 1.2, "low": 0.2, "high": 2.0}, "▲ 比上年升1.2个百分点", "▲ up 1.2 points"),
        (SHARE | {"change": 1.2, "low": -0.4, "high": 2.8}, "≈ 无明显变化（+1.2个百分点）",
         "≈ no clear change (+1.2 points)"),
        (SHARE | {"high": 0.1}, "≈ 无明显变化（−0.7个百分点）", "≈ no clear change (−0.7 points)"),
        (SHARE | {"change": 0.04}, "与上年持平", "same as the year before"),
        (SHARE | {"n": 9}, "件数太少，不说增减", "too few to speak of a change"),
    ],
)  # fmt: skip
def test_each_branch_says_what_holds(row: dict[str, Any], zh: str, en: str) -> None:
    assert said_of_change(row) == (zh, en)
