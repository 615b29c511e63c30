"""Empirical Bayes and ranks against a textbook example, the likelihood itself, and simulated truth."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.errors import UnknownNameError
from analysis.measures import ranks, shrink
from analysis.measures.shrinkage import fit_beta
from test_funnels import facts_of

# Tarone (1982), as in Gelman et al., Bayesian Data Analysis, table 5.1: tumours in 70 groups of rats, and group 71.
TUMOURS = [0] * 14 + [1] * 8 + [2] * 9 + [
    1, 5, 2, 5, 3, 2, 7, 7, 3, 3, 2, 9, 10, 4, 4, 4, 4, 4, 4, 4, 10, 4, 4, 4, 5, 11, 12, 5, 5, 6, 5, 6, 6, 6, 6,
    16, 15, 15, 9, 4]  # fmt: skip
RATS = [20] * 7 + [19] * 4 + [18, 18, 17] + [20] * 4 + [19, 19, 18, 18] + [25, 24, 23] + [20] * 6 + [
    10, 49, 19, 46, 27, 17, 49, 47, 20, 20, 13, 48, 50, 20, 20, 20, 20, 20, 20, 20, 48, 19, 19, 19, 22, 46, 49, 20,
    20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24, 14]  # fmt: skip


def test_the_rats_are_those_of_the_book() -> None:
    """Bayesian Data Analysis, section 5.1: the 70 rates have mean 0.136 and standard deviation 0.103."""
    rates = np.array(TUMOURS[:70]) / np.array(RATS[:70])
    assert (round(rates.mean(), 3), round(rates.std(ddof=1), 3)) == (0.136, 0.103)


def test_the_fit_is_the_largest_likelihood() -> None:
    from scipy.stats import betabinom

    a, b = fit_beta(TUMOURS, RATS)

    def likelihood(a: float, b: float) -> float:
        return float(betabinom.logpmf(TUMOURS, RATS, a, b).sum())

    best = likelihood(a, b)
    around = [likelihood(a * left, b * right) for left in (0.99, 1, 1.01) for right in (0.99, 1, 1.01)]
    assert best == pytest.approx(max(around))
    assert a / (a + b) == pytest.approx(0.14, abs=0.01)
    # The book's contours of the posterior peak near (log a/b, log(a + b)) = (-1.8, 2.8) under its flat prior.
    assert (np.log(a / b), np.log(a + b)) == (pytest.approx(-1.8, abs=0.1), pytest.approx(2.7, abs=0.25))


def test_the_posterior_by_hand() -> None:
    """Group 71 of the rats has 4 of 14; with the prior a, b its share is (4 + a) / (14 + a + b)."""
    facts = shrink(facts_of(TUMOURS, RATS))
    a, b = fit_beta(TUMOURS, RATS)
    last = facts.iloc[-1]
    assert last["shrunk"] == pytest.approx(100 * (4 + a) / (14 + a + b))
    assert last["n_units"] == 71
    assert last["shrunk_low"] < last["shrunk"] < last["value"] < last["shrunk_high"]


def test_the_fit_finds_the_law_behind_the_counts() -> None:
    rng = np.random.default_rng(3)
    n = rng.integers(1, 400, 2800)
    a, b = fit_beta(rng.binomial(n, rng.beta(3, 7, 2800)), n)
    assert (a, b) == (pytest.approx(3, rel=0.1), pytest.approx(7, rel=0.1))


def test_shrunk_shares_are_nearer_the_truth_and_covered() -> None:
    rng = np.random.default_rng(5)
    n = rng.integers(1, 60, 1500)
    truth = rng.beta(12, 8, 1500)
    facts = shrink(facts_of(list(rng.binomial(n, truth)), list(n)))
    raw, shrunk = (
        np.sqrt(((facts[name].astype(float) / 100 - truth) ** 2).mean()) for name in ("value", "shrunk")
    )
    assert shrunk < 0.75 * raw
    inside = (facts["shrunk_low"] <= 100 * truth) & (100 * truth <= facts["shrunk_high"])
    assert 0.93 < inside.mean() < 0.97


def test_units_without_spread_are_drawn_to_the_common_share() -> None:
    facts = shrink(facts_of([12] * 20, [20] * 20))
    assert facts["shrunk"].astype(float).tolist() == pytest.approx([60] * 20, abs=0.01)


def test_strata_are_apart_and_small_ones_say_so() -> None:
    facts = facts_of(
        [3] * 12 + [9] * 3 + [2, np.nan],
        [10] * 17,
        level=["township"] * 12 + ["province"] * 3 + [None, "province"],
    )
    found = shrink(facts)
    assert found["shrunk"][:12].astype(float).tolist() == pytest.approx([30] * 12, abs=0.01)
    assert found["shrunk"][12:].isna().all()
    assert found["shrink_reason"][12:].tolist() == [
        "fewer than 10 units to be compared with"] * 3 + ["level is not known", "no value"]  # fmt: skip
    counts = shrink(facts_of([3] * 12, [10] * 12, "review_inc"))
    assert set(counts["shrink_reason"]) == {"not a share"}
    with pytest.raises(UnknownNameError, match="level"):
        shrink(facts.drop(columns="level"))


def ranked(order: str = "high", seed: int = 0) -> pd.DataFrame:
    """Twelve units of 400 cases that differ much, and one of 20 with the largest share."""
    k = [*range(40, 400, 30), 20]
    return ranks(shrink(facts_of(k, [400] * 12 + [20])), order=order, seed=seed)


def test_ranks_of_units_far_apart_are_sure() -> None:
    found = ranked()
    assert found["rank"].tolist()[:12] == list(range(12, 0, -1))
    assert found["n_ranked"].tolist()[:12] == [12] * 12
    assert (found["rank_high"] - found["rank_low"])[:12].max() <= 2
    assert found["p_top10"].tolist()[11] > 0.9
    assert found["p_top10"].tolist()[0] == 0
    assert ranked("low")["rank"].tolist()[:12] == list(range(1, 13))


def test_small_units_have_no_rank_and_push_nobody_down() -> None:
    last = ranked().iloc[-1]
    assert pd.isna(last["rank"])
    assert last["rank_reason"] == "fewer than 30 cases"


def test_ranks_of_units_alike_are_wide_and_repeatable() -> None:
    rng = np.random.default_rng(2)
    facts = shrink(facts_of(list(rng.binomial(60, 0.6, 100)), [60] * 100))
    found = ranks(facts, seed=1)
    assert (found["rank_high"] - found["rank_low"]).median() > 85
    assert found["p_top10"].sum() == pytest.approx(10)
    pd.testing.assert_frame_equal(found, ranks(facts, seed=1))
    assert not found["p_top10"].equals(ranks(facts, seed=2)["p_top10"])
    with pytest.raises(UnknownNameError, match="high"):
        ranks(facts, order="best")


def test_ranks_cover_the_true_ranks() -> None:
    rng = np.random.default_rng(11)
    truth = rng.beta(12, 8, 300)
    facts = ranks(shrink(facts_of(list(rng.binomial(200, truth)), [200] * 300)), draws=500)
    true_rank = (-truth).argsort().argsort() + 1
    inside = (facts["rank_low"] <= true_rank) & (true_rank <= facts["rank_high"])
    assert inside.mean() > 0.92
