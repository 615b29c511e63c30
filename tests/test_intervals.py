"""Intervals against published tables."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.measures import jeffreys, newcombe, poisson_exact, wilson


# Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_agrees_with_newcombe_1998(k: int, n: int, low: float, high: float) -> None:
    assert np.round(wilson(k, n), 4).tolist() == [low, high]


@pytest.mark.parametrize(("k", "n", "low", "high"), [(3, 4, 30, 95), (15, 15, 80, 100), (0, 1, 0, 79)])
def test_wilson_of_small_reports_by_hand(k: int, n: int, low: int, high: int) -> None:
    assert [round(100 * float(limit)) for limit in wilson(k, n)] == [low, high]


def test_wilson_is_nan_where_there_is_no_share() -> None:
    low, high = wilson([0, 5, -1, np.nan, 1], [0, 3, 4, 10, np.nan])
    assert np.isnan(low).all()
    assert np.isnan(high).all()


def test_wilson_narrows_with_the_level() -> None:
    wide, narrow = wilson(7, 20, 0.95), wilson(7, 20, 0.8)
    assert wide[0] < narrow[0] < 7 / 20 < narrow[1] < wide[1]


# Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133: limits of the Jeffreys interval, n = 7.
@pytest.mark.parametrize(("k", "low", "high"), [(0, 0.0, 0.292), (1, 0.016, 0.501), (2, 0.065, 0.648)])
def test_jeffreys_agrees_with_brown_cai_dasgupta_2001(k: int, low: float, high: float) -> None:
    assert np.round(jeffreys(k, 7), 3).tolist() == [low, high]


def test_jeffreys_mirrors_and_is_nan_where_there_is_no_share() -> None:
    (low, high), (other_low, other_high) = jeffreys(3, 11), jeffreys(8, 11)
    assert (low, high) == (pytest.approx(1 - other_high), pytest.approx(1 - other_low))
    assert jeffreys(7, 7)[1] == 1.0
    assert np.isnan(jeffreys([0, 5, -1], [0, 3, 4])).all()


# Garwood (1936), as tabled in Ulm (1990), American Journal of Epidemiology 131, 373-375.
@pytest.mark.parametrize(
    ("k", "low", "high"), [(0, 0.0, 3.689), (1, 0.025, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390)]
)
def test_poisson_agrees_with_garwood(k: int, low: float, high: float) -> None:
    assert np.round(poisson_exact(k), 3).tolist() == [low, high]


def test_poisson_divides_by_the_exposure_and_needs_one() -> None:
    low, high = poisson_exact([10, 10, 0], [100, 0, 50])
    assert np.round([low[0], high[0]], 5).tolist() == [0.04795, 0.18390]
    assert np.isnan([low[1], high[1]]).all()
    assert low[2] == 0


# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [((56, 70, 48, 80), 0.0524, 0.3339), ((9, 10, 3, 10), 0.1705, 0.8090), ((10, 10, 0, 10), 0.6075, 1.0)],
)
def test_newcombe_agrees_with_newcombe_1998(counts: tuple[int, ...], low: float, high: float) -> None:
    assert np.round(newcombe(*counts), 4).tolist() == [low, high]


def test_newcombe_is_nan_if_one_group_is_empty() -> None:
    assert np.isnan(newcombe(1, 2, 0, 0)).all()
