"""Funnels against a published league table, hand arithmetic and simulated corpora."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.errors import UnknownNameError
from analysis.measures import flag_fdr, funnel, funnel_limits
from analysis.measures.funnels import Spread, limits, spread

# Spiegelhalter (2019), The Art of Statistics, table 1.1: children's heart surgery, deaths of operations 1991-1995.
HOSPITALS = {
    "Bristol": (41, 143), "Leicester": (25, 187), "Leeds": (24, 323), "Oxford": (23, 122), "Guys": (25, 164),
    "Liverpool": (42, 405), "Southampton": (24, 239), "Great Ormond Street": (53, 482), "Newcastle": (26, 195),
    "Harefield": (25, 177), "Birmingham": (58, 581), "Brompton": (31, 301),
}  # fmt: skip


def facts_of(
    k: list[float], n: list[float], indicator: str = "disclosure_rate", **more: object
) -> pd.DataFrame:
    """Facts of one stratum; a count of NaN is a fact without a value."""
    top, bottom = np.array(k, dtype=float), np.array(n, dtype=float)
    known = ~np.isnan(top) & (bottom > 0)
    value = np.where(known, 100 * top / np.where(bottom > 0, bottom, 1), np.nan)
    frame = pd.DataFrame({"report_id": [f"r{at}" for at in range(len(top))], "indicator": indicator})
    for name, column in {"value": value, "numerator": top, "denominator": bottom, "n": bottom}.items():
        frame[name] = pd.Series(column).astype("Float64").mask(np.isnan(column))
    frame["status"] = pd.Series(np.where(known, "ok", "na"), dtype="string")
    return frame.assign(**({"level": "county", "edition": "2021", "year": 2023} | more))


def test_bristol_alone_is_outside_as_published() -> None:
    k, n = zip(*HOSPITALS.values(), strict=True)
    found = funnel(facts_of(list(k), list(n)), overdispersion="none").set_index([list(HOSPITALS)])
    assert found["centre"].astype(float).unique() == pytest.approx([100 * 397 / 3319])
    outside = (found["value"] > found["high_998"]) | (found["value"] < found["low_998"])
    assert outside[outside].index.tolist() == ["Bristol"]
    assert found.loc["Bristol", "flag"] == "high"
    # against the other eleven, by hand: p = 356/3176 = .1120907, (41/143 - p) / sqrt(p (1 - p) / 143)
    assert found.loc["Bristol", "z"] == pytest.approx((41 / 143 - 0.1120907) / 0.0263816, abs=1e-3)


def test_spread_by_hand() -> None:
    """Four units of 100 with 10, 20, 30, 40: centre 1/4, s = sqrt(.1875/100), z = -2√3, -2/√3, 2/√3, 2√3."""
    found = spread(np.array([10.0, 20, 30, 40]), np.full(4, 100.0), "proportion", winsorise=0)
    assert found.centre == 0.25
    assert found.phi == pytest.approx((12 + 12 + 4 / 3 + 4 / 3) / 4)
    # weights 1/s² = 1600/3 each: τ² = (4φ - 3) / (4w - w) = (80/3 - 3) / 1600
    assert found.tau2 == pytest.approx((80 / 3 - 3) / 1600)
    # drawn in by a quarter all squares are 4/3; normal scores would have .5 - 2 z f(z) + .5 z², z = .6745: 0.2988
    drawn = spread(np.array([10.0, 20, 30, 40]), np.full(4, 100.0), "proportion", winsorise=0.25)
    assert drawn.phi == pytest.approx(4 / 3 / 0.2988, rel=1e-3)


def test_spread_of_units_of_many_sizes_is_found() -> None:
    rng = np.random.default_rng(7)
    n = np.round(np.geomspace(20, 20000, 3000))
    k = rng.binomial(n.astype(int), rng.beta(30, 20, 3000)).astype(float)
    assert spread(k, n, "proportion").tau2 == pytest.approx(0.6 * 0.4 / 51, rel=0.08)
    even = spread(rng.binomial(n.astype(int), 0.6).astype(float), n, "proportion")
    assert even.phi == pytest.approx(1, abs=0.1)


def test_exact_limits_by_hand() -> None:
    """Binomial(4, 1/2): P(R <= 0) = 1/16, P(R <= 1) = 5/16, so the point of 2/16 lies a quarter on from 0."""
    found = Spread(0.5, 1.0, 0.0)
    low, high = limits(found, np.array([4.0]), "proportion", "none", level=1 - 2 * (1 / 16 + 1 / 16))
    assert low[0] == pytest.approx((1 - 3 / 4) / 4)
    assert high[0] == pytest.approx((3 - 1 / 4) / 4)  # as counts are whole, the upper side is not the mirror


def test_limits_widen_with_the_spread_and_stay_shares() -> None:
    n = np.array([5.0, 50, 5000])
    plain, wide = (
        limits(Spread(0.5, phi, tau2), n, "proportion", "additive") for phi, tau2 in ((1, 0), (9, 0.01))
    )
    assert (wide[1] - wide[0] > plain[1] - plain[0]).all()
    assert (limits(Spread(0.9, 9, 0.01), n, "proportion", "additive")[1] <= 1).all()
    assert (limits(Spread(0.1, 4, 0), n, "proportion", "multiplicative")[0] >= 0).all()
    assert limits(Spread(2.0, 1, 0), np.array([3.0]), "incidence", "none")[1][0] > 1


def test_units_without_spread_are_rarely_flagged_and_large_ones_not_always() -> None:
    rng = np.random.default_rng(1)
    n = rng.integers(20, 5000, 600).astype(float)
    rate = rng.beta(30, 20, 600)
    facts = facts_of(list(rng.binomial(n.astype(int), rate)), list(n))
    shares = {
        way: float((funnel(facts, overdispersion=way)["flag"] != "in").mean())  # type: ignore[arg-type]
        for way in ("none", "additive", "multiplicative")
    }
    assert shares["none"] > 0.5  # chance alone makes almost every large aggregate an outlier
    assert shares["additive"] < 0.01
    outside = funnel(facts)
    share = float(((outside["value"] < outside["low_95"]) | (outside["value"] > outside["high_95"])).mean())
    assert 0.03 < share < 0.07


def test_incidence_uses_poisson_limits() -> None:
    facts = facts_of([3, 5, 40], [100, 100, 100], "review_inc")
    found = funnel(facts, overdispersion="none", min_units=2)
    assert found["centre"].tolist() == pytest.approx([16, 16, 16])
    assert found["flag"].tolist() == ["low", "low", "high"]


def test_below_ten_units_there_is_no_verdict_and_it_says_so() -> None:
    """Three cities of a province: nothing shows what spread between cities is usual."""
    found = funnel(facts_of([60, 45, 10], [100, 100, 100]))
    assert found["flag"].isna().all()
    assert found[["p", "q"]].isna().all(axis=None)
    assert set(found["flag_reason"]) == {"fewer than 10 units to be compared with"}
    assert found[["z", "z_adjusted", "low_95"]].notna().all(axis=None)
    assert funnel(facts_of([50] * 10, [100] * 10))["flag"].notna().all()
    assert funnel(facts_of([50] * 10, [100] * 10))["flag_reason"].isna().all()


def test_a_unit_is_not_part_of_the_spread_it_is_tested_against() -> None:
    """Eleven alike and one far out: it would hide behind the spread that it makes itself."""
    k, n = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 95], [100] * 12
    found = funnel(facts_of(list(map(float, k)), list(map(float, n))), winsorise=0)
    last = found.iloc[-1]
    assert last["flag"] == "high"
    rest = spread(np.array(k[:-1], float), np.array(n[:-1], float), "proportion", 0)
    error = np.sqrt(rest.centre * (1 - rest.centre) / 100)
    assert last["z"] == pytest.approx((0.95 - rest.centre) / error)
    assert rest.tau2 == 0  # so that only chance, in the unit and in the rate of the others, is allowed for
    assert last["z_adjusted"] == pytest.approx((0.95 - rest.centre) / (error * np.sqrt(1 + 1 / 11)))
    everyone = spread(np.array(k, float), np.array(n, float), "proportion", 0)
    assert everyone.tau2 > 0.01


def test_inside_the_usual_spread_is_not_called_chance() -> None:
    """A large unit 6 standard errors out among units that differ anyway: both scores are in the table."""
    rng = np.random.default_rng(4)
    n = np.append(rng.integers(200, 900, 40), 5000).astype(float)
    k = np.append(rng.binomial(n[:-1].astype(int), rng.beta(12, 8, 40)), 2600).astype(float)
    last = funnel(facts_of(list(k), list(n))).iloc[-1]
    assert last["z"] < -6
    assert abs(last["z_adjusted"]) < 1.5
    assert last["flag"] == "in"


def test_units_that_all_have_nothing_or_everything_have_no_infinite_score() -> None:
    found = funnel(facts_of([0.0] * 11 + [3.0], [20.0] * 12), overdispersion="none")
    assert np.isfinite(found[["z", "z_adjusted", "p"]].to_numpy(dtype=float)).all()


def test_what_has_no_value_has_no_flag_and_strata_do_not_mix() -> None:
    facts = facts_of([5, np.nan, 30, 5, 9], [10, 10, 40, 10, 90], level=["county"] * 3 + ["province", None])
    found = funnel(facts, min_units=2)
    assert found["flag"].isna().tolist() == [
        False,
        True,
        False,
        True,
        True,
    ]  # one province, one without a level
    assert found["centre"].tolist()[0] == pytest.approx(70)
    assert funnel(facts.head(0))["flag"].empty
    with pytest.raises(UnknownNameError, match="level"):
        funnel(facts.drop(columns="level"))
    with pytest.raises(UnknownNameError, match="additive"):
        funnel(facts, overdispersion="some")  # type: ignore[arg-type]


def test_all_or_nothing_gives_no_funnel() -> None:
    assert funnel(facts_of([10, 20], [10, 20]))["flag"].isna().all()


def test_curves_pass_through_the_limits_of_the_units() -> None:
    k, n = zip(*HOSPITALS.values(), strict=True)
    found = funnel(facts_of(list(k), list(n)), overdispersion="multiplicative")
    curves = funnel_limits(found, points=400).set_index("n")
    row = found.iloc[0]
    assert (
        curves.loc[row["n"], "high_95"] == pytest.approx(row["high_95"]) if row["n"] in curves.index else True
    )
    assert curves.index.min() == min(n)
    assert curves.index.max() == max(n)
    assert (curves["high_95"].diff().dropna() < 0).all()
    assert funnel_limits(found.head(0)).empty


def test_false_discovery_as_published() -> None:
    """Benjamini and Hochberg (1995), section 3.3: of 15 hypotheses the first four are rejected at 5 %."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
         0.7590, 1.0]  # fmt: skip
    frame = flag_fdr(pd.DataFrame({"p": p}))
    assert frame["flagged"].tolist() == [True] * 4 + [False] * 11
    assert frame["q"].tolist()[3] == pytest.approx(0.0095 * 15 / 4)
    gaps = flag_fdr(pd.DataFrame({"p": [0.01, None, 0.01], "stratum": ["a", "a", "b"]}), strata=["stratum"])
    assert gaps["flagged"].tolist() == [True, pd.NA, True]
