"""Shares drawn towards those of their like, and how sure a rank is.

Units are drawn together only within a stratum: the same indicator, level, edition of the form and year, so that a
township is never drawn towards the provinces.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.errors import UnknownNameError
from analysis.frames.grid import Floats
from analysis.measures.catalogue import known
from analysis.measures.smallness import RANK_BELOW
from analysis.measures.strata import STRATA, empty_columns, need, nullable, numbers, scale_of, strata_of

MIN_UNITS = 10  # fewer units say too little about how units differ
LARGEST_PRIOR = 1e6  # cases a prior may weigh; a stratum without any spread runs up to it
BLOCK = 20_000_000  # random numbers held at once


def fit_beta(k: ArrayLike, n: ArrayLike) -> tuple[float, float]:
    """The parameters a, b of the beta-binomial law that makes the counts ``k`` of ``n`` most likely.

    Source: maximum likelihood, as in Griffiths (1973), Biometrics 29, 637-648. Without spread beyond chance
    a + b runs up to a million, which draws every unit to the common share.
    """
    from scipy.optimize import minimize
    from scipy.special import betaln, digamma

    both = np.column_stack([np.asarray(k, dtype=float), np.asarray(n, dtype=float)])
    pairs, times = np.unique(both, axis=0, return_counts=True)
    top, size = pairs.T
    rest = size - top
    total = times.sum()

    def against(at: Floats) -> tuple[float, Floats]:
        """Minus the mean log-likelihood at (logit of the mean, log of a + b), and its slopes."""
        weight, share = np.exp(at[1]), 1 / (1 + np.exp(-at[0]))
        a, b = weight * share, weight * (1 - share)
        value = times @ (betaln(top + a, rest + b) - betaln(a, b))
        shared = digamma(size + a + b) - digamma(a + b)
        by_a = times @ (digamma(top + a) - digamma(a) - shared)
        by_b = times @ (digamma(rest + b) - digamma(b) - shared)
        slopes = np.array([(by_a - by_b) * weight * share * (1 - share), by_a * a + by_b * b])
        return -float(value) / total, -slopes / total

    share = float(np.clip((times * top).sum() / (times * size).sum(), 1e-6, 1 - 1e-6))
    middle = np.log(share / (1 - share))
    starts = [minimize(against, [middle, np.log(weight)], method="L-BFGS-B", jac=True,
                       bounds=[(middle - 8, middle + 8), (np.log(1e-2), np.log(LARGEST_PRIOR))])
              for weight in (10.0, 1000.0)]  # fmt: skip
    best = min(starts, key=lambda result: float(result.fun)).x
    weight = float(np.exp(best[1]))
    return weight / (1 + float(np.exp(-best[0]))), weight / (1 + float(np.exp(best[0])))


def shrink(
    facts: pd.DataFrame,
    *,
    strata: Sequence[str] = STRATA,
    level: float = 0.95,
    min_units: int = MIN_UNITS,
) -> pd.DataFrame:
    """The facts with empirical Bayes shares beside the raw ones, in the same order of rows.

    New columns: ``prior_a``, ``prior_b`` (the beta law of the stratum), ``n_units`` (units it was fitted to),
    ``shrunk``, ``shrunk_low``, ``shrunk_high`` (posterior mean and interval, in the indicator's unit) and
    ``shrink_reason`` where there is none: the fact has no value, is not a share, has no stratum, or its
    stratum has fewer than ``min_units`` units. The interval leaves the uncertainty of the prior out.
    Raises :class:`UnknownNameError` for a column that is not there.

    >>> from analysis.charts.example import places
    >>> shrink(places(60))[["body", "value", "shrunk"]].dropna().head(2).round(1)
              body  value  shrunk
    0     新疆生产建设兵团   81.2    76.1
    1  黔西南布依族苗族自治州   85.7    71.8
    """
    from scipy.special import betaincinv

    names = ("prior_a", "prior_b", "n_units", "shrunk", "shrunk_low", "shrunk_high")
    columns = empty_columns(len(facts), names)
    few = np.zeros(len(facts), dtype=bool)
    for part in strata_of(facts, strata, ("proportion",)):
        columns["n_units"][part.rows] = len(part.rows)
        if len(part.rows) < min_units:
            few[part.rows] = True
            continue
        scale = scale_of(part.code)
        a, b = fit_beta(part.k, part.n)
        top, rest = part.k + a, part.n - part.k + b
        values: dict[str, float | Floats] = {"prior_a": a, "prior_b": b, "shrunk": scale * top / (top + rest)}
        values |= {"shrunk_low": scale * betaincinv(top, rest, (1 - level) / 2)}
        values |= {"shrunk_high": scale * betaincinv(top, rest, (1 + level) / 2)}
        for name, value in values.items():
            columns[name][part.rows] = value
    reason = _why_not(facts, strata, few, np.isnan(columns["shrunk"]), min_units)
    return nullable(facts, columns).assign(shrink_reason=reason)


def _why_not(
    facts: pd.DataFrame, strata: Sequence[str], few: NDArray[np.bool_], lost: NDArray[np.bool_], least: int
) -> pd.Series:
    """Why a row has no shrunk share."""
    reason = pd.Series(pd.NA, index=facts.index, dtype="string")
    reason = reason.mask(lost, "its stratum is not known")
    for name in strata:
        reason = reason.mask(lost & facts[name].isna().to_numpy(), f"{name} is not known")
    shares = [code for code, item in known().items() if item.kind == "proportion"]
    reason = reason.mask(lost & few, f"fewer than {least} units to be compared with")
    reason = reason.mask(lost & ~facts["indicator"].isin(shares).to_numpy(), "not a share")
    without = (facts["status"] != "ok").to_numpy(dtype=bool)
    return reason.mask(lost & without, "no value")


def ranks(
    shrunk: pd.DataFrame,
    *,
    strata: Sequence[str] = STRATA,
    draws: int = 1000,
    seed: int = 0,
    level: float = 0.95,
    order: str = "high",
    min_n: int = RANK_BELOW,
) -> pd.DataFrame:
    """What :func:`shrink` gave, with the rank of each unit in its stratum and how sure that rank is.

    New columns: ``rank`` (of the posterior mean), ``rank_median``, ``rank_low``, ``rank_high`` (from ``draws`` draws
    of all posteriors at once), ``p_top10`` (share of draws in which the unit is among the first tenth), ``n_ranked``
    and ``rank_reason``. Rank 1 is the largest value, or the smallest with ``order="low"``; neither is a
    judgement. Units of fewer than ``min_n`` cases are not ranked and do not push others down. The same ``seed``
    gives the same ranks. Raises :class:`UnknownNameError` for an unknown order or column.

    >>> from analysis.charts.example import places
    >>> ranks(shrink(places(60)))[["body", "rank", "rank_low", "rank_high"]].dropna().head(2)
                  body  rank  rank_low  rank_high
    2  双江拉祜族佤族布朗族傣族自治县  11.0       3.0       16.0
    3  积石山保安族东乡族撒拉族自治县   4.0       2.0        7.0
    """
    if order not in ("high", "low"):
        raise UnknownNameError(f"{order!r} is not an order; give high (largest first) or low.")
    need(shrunk, ["prior_a", "prior_b", "shrunk", "shrink_reason", *strata])
    names = ("rank", "rank_low", "rank_median", "rank_high", "p_top10", "n_ranked")
    columns = empty_columns(len(shrunk), names)
    means, a, b = (numbers(shrunk, name) for name in ("shrunk", "prior_a", "prior_b"))
    for part in strata_of(shrunk, strata, ("proportion",)):
        kept = (part.n >= min_n) & ~np.isnan(means[part.rows])
        rows, k, n = part.rows[kept], part.k[kept], part.n[kept]
        if not len(rows):
            continue
        sign = -1.0 if order == "high" else 1.0
        key = repr([shrunk.iloc[rows[0]][name] for name in strata]).encode()
        rng = np.random.default_rng([seed, crc32(key)])
        drawn = _drawn_ranks(rng, k + a[rows], n - k + b[rows], draws, sign)
        tails = np.quantile(drawn, [(1 - level) / 2, 0.5, (1 + level) / 2], axis=0, method="inverted_cdf")
        found: dict[str, Any] = {"rank": _rank(sign * means[rows][None, :])[0], "n_ranked": len(rows)}
        found |= dict(zip(("rank_low", "rank_median", "rank_high"), tails, strict=True))
        found |= {"p_top10": (drawn <= np.ceil(len(rows) / 10)).mean(axis=0)}
        for name, value in found.items():
            columns[name][rows] = value
    reason = shrunk["shrink_reason"].astype("string")
    small = numbers(shrunk, "n") < min_n
    reason = reason.mask(reason.isna() & small, f"fewer than {min_n} cases")
    return nullable(shrunk, columns).assign(rank_reason=reason)


def _drawn_ranks(
    rng: np.random.Generator, a: Floats, b: Floats, draws: int, sign: float
) -> NDArray[np.int32]:
    """Ranks of all units in each draw of their posteriors, draws down and units across."""
    step = max(1, BLOCK // len(a))
    sizes = [min(step, draws - at) for at in range(0, draws, step)]
    return np.vstack([_rank(sign * rng.beta(a, b, size=(size, len(a)))) for size in sizes])


def _rank(values: Floats) -> NDArray[np.int32]:
    """The place of each value in its row, 1 for the smallest."""
    order = values.argsort(axis=1, kind="stable")
    places = np.empty(values.shape, dtype=np.int32)
    np.put_along_axis(places, order, np.arange(1, values.shape[1] + 1, dtype=np.int32)[None, :], axis=1)
    return places
