"""Gini, Theil and Lorenz by hand, against their definitions, and the bootstrap against a known law."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ComparisonError
from analysis.measures import gini, inequality, lorenz, theil
from test_funnels import facts_of


def test_gini_by_hand() -> None:
    assert gini([1, 2, 3, 4, 5]) == pytest.approx(4 / 15)
    assert gini([3, 3, 3]) == pytest.approx(0)
    assert gini([0, 0, 0, 1]) == pytest.approx(3 / 4)
    assert gini([1, 3], [3, 1]) == pytest.approx(
        1 / 4
    )  # three quarters of the people have half of the amount
    assert math.isnan(gini([0, 0]))
    with pytest.raises(ValueError, match="0 or more"):
        gini([1, -1])


def test_theil_by_hand() -> None:
    """Rates 1 and 3: shares 1/4 and 3/4, T = 1/4 ln 1/2 + 3/4 ln 3/2 = 0.13081."""
    whole = 0.25 * math.log(0.5) + 0.75 * math.log(1.5)
    assert whole == pytest.approx(0.13081, abs=5e-6)
    assert theil([1, 3]) == pytest.approx((whole, 0, whole))
    assert theil([1, 3, 1, 3], groups=["a", "b", "a", "b"]) == pytest.approx((whole, whole, 0), abs=1e-15)
    assert theil([1, 3, 1, 3], groups=["a", "a", "b", "b"]) == pytest.approx((whole, 0, whole), abs=1e-15)
    assert theil([0, 2]) == pytest.approx((math.log(2), 0, math.log(2)))


rates = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 50), st.sampled_from("abc")), min_size=2, max_size=30
)


@given(rates.filter(lambda rows: any(row[0] for row in rows)))
def test_the_parts_of_theil_and_the_pairs_of_gini(rows: list[tuple[int, int, str]]) -> None:
    x, w = np.array([row[0] for row in rows], dtype=float), np.array([row[1] for row in rows], dtype=float)
    groups = np.array([row[2] for row in rows])
    s, p = x * w / (x * w).sum(), w / w.sum()
    within = 0.0
    for name in set(groups):
        here = groups == name
        if (x[here] > 0).any():
            within += s[here].sum() * theil(x[here], w[here])[0]
    whole, between, rest = theil(x, w, groups)
    assert rest == pytest.approx(within, abs=1e-9)
    assert between >= -1e-12
    assert whole == pytest.approx(between + rest)
    pairs = (p[:, None] * p[None, :] * np.abs(x[:, None] - x[None, :])).sum() / (2 * (p * x).sum())
    assert gini(x, w) == pytest.approx(pairs, abs=1e-9)


def test_inequality_of_facts_by_hand() -> None:
    facts = facts_of(
        [10, 30, 20, 60, 5, 15], [100, 100, 200, 200, 50, 50], "review_inc", province=list("abcdef")
    )
    found = inequality(facts.assign(province=["a", "b", "a", "b", "a", "b"]), "review_inc").set_index(
        "measure"
    )
    whole = 0.25 * math.log(0.5) + 0.75 * math.log(1.5)
    assert found.loc["gini", "value"] == pytest.approx(1 / 4)
    assert found.loc["theil_between", "value"] == pytest.approx(whole)
    assert found.loc["between_share", "value"] == pytest.approx(1)
    assert found.loc["p90_p10", "value"] == pytest.approx(3)
    assert found["n"].tolist() == [6] * 6


def test_what_cannot_be_said_is_not_said() -> None:
    facts = facts_of([1, 2, 3, 4, np.nan], [10] * 5, "review_inc", province=["a"] * 5)
    few = inequality(facts, "review_inc")
    assert set(few["reason"]) == {"fewer than 5 units have a value"}
    assert few["value"].isna().all()
    assert few["left_out"].tolist() == [1] * 6
    zeros = facts_of([0, 0, 1, 2, 3], [10] * 5, "review_inc", province=["a"] * 5)
    assert (
        inequality(zeros, "review_inc", draws=20).set_index("measure").loc["p90_p10", "reason"]
        == "the lowest tenth is 0"
    )
    alone = inequality(zeros, "review_inc", groups=None, draws=20).set_index("measure")
    assert alone.loc["theil_between", "reason"] == "no groups"
    assert alone.loc["gini", "status"] == "ok"
    for function in (inequality, lorenz):
        with pytest.raises(ComparisonError, match="req_new"):
            function(facts, "req_new")


def test_the_bootstrap_covers_the_gini_of_a_known_law() -> None:
    """An exponential law has a Gini coefficient of 1/2."""
    rng = np.random.default_rng(4)
    inside = 0
    for _ in range(25):
        k = np.round(rng.exponential(1e6, 150))
        facts = facts_of(list(k), [1000.0] * 150, "review_inc", province=["a"] * 150)
        row = inequality(facts, "review_inc", draws=80).iloc[0]
        inside += row["low"] <= 0.5 <= row["high"]
    assert inside >= 20  # about 23 expected
    again = inequality(facts, "review_inc", draws=50, seed=3)
    pd.testing.assert_frame_equal(again, inequality(facts, "review_inc", draws=50, seed=3))


def test_lorenz_points_by_hand() -> None:
    facts = facts_of([30, 10], [100, 300], "review_inc")
    curve = lorenz(facts, "review_inc")
    assert curve["share_weight"].tolist() == [0, 0.75, 1]
    assert curve["share_amount"].tolist() == [0, 0.25, 1]
    assert curve["share_units"].tolist() == [0, 0.5, 1]
    assert curve["report_id"].tolist()[1:] == ["r1", "r0"]
    assert curve["value"].tolist()[1:] == pytest.approx([10 / 3, 30])
    assert pd.isna(curve["value"][0])
    area = 0.75 * 0.25 / 2 + 0.25 * (0.25 + 1) / 2
    assert 1 - 2 * area == pytest.approx(gini([10 / 300, 30 / 100], [300, 100]))
    assert lorenz(facts.head(0), "review_inc").empty
