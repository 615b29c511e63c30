"""How unequal a rate is over places: Gini, Theil between and within groups, quantile ratio, Lorenz points.

Each unit weighs by its denominator (people, or cases), so that large places count for what they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.errors import ComparisonError
from analysis.frames.grid import Floats
from analysis.measures.catalogue import find
from analysis.measures.strata import need, numbers, scale_of

MEASURES = ("gini", "theil", "theil_between", "theil_within", "between_share", "p90_p10")
RATES = ("proportion", "incidence", "ratio")
MIN_UNITS = 5


def gini(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Gini coefficient of rates with weights: 0 all alike, towards 1 all in one place; NaN if all are 0.

    Twice the area between the diagonal and the Lorenz curve. Raises ``ValueError`` for negative rates.

    >>> round(gini([1, 2, 3], [1, 1, 1]), 3)
    0.222
    """
    x, w = _checked(values, weights)
    order = np.argsort(x, kind="stable")
    return _gini(x[order], w[order])


def _gini(x: Floats, w: Floats) -> float:
    """Gini of rates in ascending order; a weight may be 0."""
    amount = x * w
    if not len(x) or amount.sum() == 0:
        return float("nan")
    part = np.cumsum(amount) / amount.sum()
    return float(1 - (w / w.sum() * (part + np.concatenate([[0.0], part[:-1]]))).sum())


def theil(
    values: ArrayLike, weights: ArrayLike | None = None, groups: ArrayLike | None = None
) -> tuple[float, float, float]:
    """Theil's T of rates with weights: all of it, the part between groups, and the part within them.

    T = Σ s ln(s / p), with s a unit's share of the amount and p its share of the weight, and 0 ln 0 = 0; between
    groups the same with the groups' shares; within, the groups' own T by their share of the amount. Without groups
    all of it is within. NaN if all rates are 0. Source: Theil (1967), Economics and Information Theory, chapter 4.

    >>> [round(part, 3) for part in theil([1, 2, 3], groups=["a", "a", "b"])]
    [0.087, 0.059, 0.028]
    """
    x, w = _checked(values, weights)
    amount = x * w
    if not len(x) or amount.sum() == 0:
        return (float("nan"),) * 3
    codes = None if groups is None else np.unique(np.asarray(groups), return_inverse=True)[1]
    return _theil(amount, w, codes)


def _theil(amount: Floats, w: Floats, codes: NDArray[np.int64] | None) -> tuple[float, float, float]:
    """Theil's T, between and within groups given as numbers from 0; a weight may be 0."""
    if amount.sum() == 0:
        return (float("nan"),) * 3
    whole = _information(amount, w)
    if codes is None:
        return whole, 0.0, whole
    between = _information(*(np.bincount(codes, part).astype(np.float64) for part in (amount, w)))
    return whole, between, whole - between


def _checked(values: ArrayLike, weights: ArrayLike | None) -> tuple[Floats, Floats]:
    x = np.asarray(values, dtype=float)
    w = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=float)
    if (x < 0).any() or (w <= 0).any() or np.isnan(x).any() or np.isnan(w).any():
        raise ValueError(
            "rates must be 0 or more and weights above 0, without gaps; leave such units out first"
        )
    return x, w


def _information(amount: Floats, weight: Floats) -> float:
    """Σ s ln(s / p) over shares of the amount and of the weight."""
    s, p = amount / amount.sum(), weight / weight.sum()
    held = s > 0
    return float((s[held] * np.log(s[held] / p[held])).sum())


def _quantile(x: Floats, w: Floats, at: float) -> float:
    """The smallest of ascending rates that at least a share ``at`` of the weight does not exceed."""
    share = np.cumsum(w)
    return float(x[np.searchsorted(share, at * share[-1] * (1 - 1e-12))])


def _all(x: Floats, w: Floats, groups: NDArray[np.int64] | None) -> Floats:
    """The six measures of units in ascending order of their rates; a weight may be 0."""
    whole, between, within = _theil(x * w, w, groups)
    low = _quantile(x, w, 0.1)
    ratio = _quantile(x, w, 0.9) / low if low > 0 else np.nan
    lost = np.nan if groups is None else 1.0
    share = between / whole if whole > 1e-15 else np.nan
    return np.array([_gini(x, w), whole, between * lost, within * lost, share * lost, ratio])


def inequality(
    facts: pd.DataFrame,
    code: str,
    *,
    groups: str | None = "province",
    draws: int = 1000,
    seed: int = 0,
    level: float = 0.95,
) -> pd.DataFrame:
    """How unequal a rate is over the units of a facts frame: one row a year, edition and measure.

    Takes facts of one rate for units that do not overlap, with the column ``groups`` (none if ``None``). Columns:
    ``indicator, year, edition, measure`` (``gini``, ``theil``, ``theil_between``, ``theil_within``, ``between_share``,
    ``p90_p10``), ``value, low, high, n`` (units), ``left_out`` (units without a value or group), ``status, reason``.
    The interval is that of a bootstrap over units, drawn within their groups, with a fixed seed. Fewer than five units
    give none. Raises :class:`ComparisonError` for an indicator without a denominator.

    >>> from analysis.charts.example import places
    >>> inequality(places(60), "disclosure_rate", groups="level")[["measure", "value"]].head(2).round(3)
      measure  value
    0    gini  0.124
    1   theil  0.028
    """
    chosen = _of_rate(facts, code, [groups] if groups else [])
    rows = []
    for (year, edition), part in chosen.groupby(["year", "edition"], sort=True):
        k, n = numbers(part, "numerator"), numbers(part, "denominator")
        fit = (part["status"] == "ok").to_numpy(dtype=bool) & (n > 0) & (k >= 0)
        label = None
        if groups:
            fit &= part[groups].notna().to_numpy(dtype=bool)
            label = pd.factorize(part[groups][fit])[0]
        x, w = k[fit] / n[fit], n[fit]
        found, reason = np.full((3, 6), np.nan), f"fewer than {MIN_UNITS} units have a value"
        if len(x) >= MIN_UNITS:
            found, reason = _with_interval(x, w, label, draws, [seed, int(str(year))], level), ""
        for at, measure in enumerate(MEASURES):
            why = reason or ("" if not np.isnan(found[0, at]) else _why_not(measure, groups))
            rows.append((code, year, edition, measure, *found[:, at], len(x), len(part) - len(x),
                         "na" if why else "ok", why or None))  # fmt: skip
    names = ["indicator", "year", "edition", "measure", "value", "low", "high", "n", "left_out", "status",
             "reason"]  # fmt: skip
    words = ("indicator", "edition", "measure", "status", "reason")
    kinds = {name: "string" if name in words else "Float64" for name in names} | {"year": "Int64"}
    return pd.DataFrame(rows, columns=names).astype(kinds)


def _of_rate(facts: pd.DataFrame, code: str, more: Sequence[str] = ()) -> pd.DataFrame:
    """The facts of a rate; refuses an indicator that is none, and facts that lack a column."""
    if find(code).kind not in RATES:
        raise ComparisonError(f"{code} is no rate with a denominator; give one, such as req_per_100k.")
    need(facts, ["indicator", "year", "edition", "numerator", "denominator", "status", *more])
    return facts[facts["indicator"] == code]


def _why_not(measure: str, groups: str | None) -> str:
    if measure == "p90_p10":
        return "the lowest tenth is 0"
    return (
        "all rates are 0 or alike" if groups or not measure.startswith(("theil_", "between")) else "no groups"
    )


def _with_interval(
    x: Floats, w: Floats, groups: NDArray[np.int64] | None, draws: int, seed: list[int], level: float
) -> Floats:
    """Value, low and high (rows) of the six measures (columns)."""
    order = np.argsort(x, kind="stable")
    x, w = x[order], w[order]
    groups = None if groups is None else groups[order]
    pick = _resampler(len(x), groups, np.random.default_rng(seed))
    value = _all(x, w, groups)
    # A draw is a number of times for each unit, so that nothing has to be sorted again.
    times = (np.bincount(pick(), minlength=len(x)) for _ in range(draws))
    again = np.array([_all(x, w * count, groups) for count in times])
    low, high = np.full(6, np.nan), np.full(6, np.nan)
    held = ~np.isnan(value) & ~np.isnan(again).all(axis=0)
    low[held], high[held] = np.nanquantile(again[:, held], [(1 - level) / 2, (1 + level) / 2], axis=0)
    return np.vstack([value, low, high])


def _resampler(
    size: int, groups: NDArray[np.int64] | None, rng: np.random.Generator
) -> Callable[[], NDArray[np.int64]]:
    """Draws units with replacement, as many from each group as it has."""
    codes = np.zeros(size, dtype=np.int64) if groups is None else groups
    order = np.argsort(codes, kind="stable")
    sizes = np.bincount(codes)
    start, width = np.repeat(np.cumsum(sizes) - sizes, sizes), np.repeat(sizes, sizes)
    return lambda: order[start + np.floor(rng.random(size) * width).astype(np.int64)]


def lorenz(facts: pd.DataFrame, code: str) -> pd.DataFrame:
    """The Lorenz curve of a rate over units: one row a unit and year, from the smallest rate, after a row of zeros.

    Columns: ``year``, ``edition``, ``value`` (rate in the indicator's unit), ``share_units``, ``share_weight`` (of
    people or cases) and ``share_amount`` (of events), each from 0 to 1, and ``group``, ``body``, ``report_id``
    where the facts have them.
    Raises :class:`ComparisonError` for an indicator without a denominator.

    >>> from analysis.charts.example import places
    >>> lorenz(places(60), "disclosure_rate")[["share_weight", "share_amount"]].iloc[[0, -1]].values.tolist()
    [[0.0, 0.0], [1.0, 1.0]]
    """
    chosen = _of_rate(facts, code)
    named = [name for name in ("group", "body", "report_id") if name in facts.columns]
    chosen = chosen[chosen["status"] == "ok"]
    parts = []
    for (year, edition), part in chosen.groupby(["year", "edition"], sort=True):
        k, n = numbers(part, "numerator"), numbers(part, "denominator")
        order = np.argsort(k / n, kind="stable")
        if not k.sum() > 0:
            continue
        zero = [0.0]
        figures = {
            "value": np.concatenate([[np.nan], scale_of(code) * (k / n)[order]]),
            "share_units": np.arange(len(k) + 1) / len(k),
            "share_weight": np.concatenate([zero, np.cumsum(n[order]) / n.sum()]),
            "share_amount": np.concatenate([zero, np.cumsum(k[order]) / k.sum()]),
        }
        words = {name: [pd.NA, *part[name].iloc[order]] for name in named}
        parts.append(pd.DataFrame({"year": year, "edition": edition, **figures, **words}))
    names = ["year", "edition", "value", "share_units", "share_weight", "share_amount", *named]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=names)
    kinds = (
        dict.fromkeys(names[2:6], "Float64")
        | dict.fromkeys(["edition", *named], "string")
        | {"year": "Int64"}
    )
    return frame.assign(value=frame["value"].astype("Float64").mask(frame["value"].isna())).astype(kinds)
