"""Funnels: is a rate further from the common one than chance and the usual spread between places explain?

Source: Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24,
1185-1202: exact limits, winsorised over-dispersion and the two ways to allow for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import UnknownNameError
from analysis.measures.catalogue import find
from analysis.measures.grid import Floats
from analysis.measures.strata import STRATA, empty_columns, need, nullable, numbers, scale_of, strata_of

Overdispersion = Literal["additive", "multiplicative", "none"]
WAYS = ("additive", "multiplicative", "none")
KINDS = ("proportion", "incidence")
LEVELS = (0.95, 0.998)


class Spread(NamedTuple):
    """The common rate of a stratum (a fraction), and how much its units differ beyond chance."""

    centre: float
    phi: float
    tau2: float


def spread(k: Floats, n: Floats, kind: str, winsorise: float = 0.1) -> Spread:
    """Common rate, over-dispersion factor φ and between-unit variance τ² of units with ``k`` events in ``n``.

    φ is the mean of the squared z-scores after the outer ``winsorise`` share on either side was drawn in, over
    what that mean is for normal scores, so that it is 1 where chance alone is at work. τ² makes the same mean 1
    for scores that allow for it (Paule and Mandel 1982): for units of one size this is the moment estimate of
    the source, and units of very different sizes do not bias it. NaN for fewer than two units or a common rate
    of 0 or 1.
    """
    centre = float(k.sum() / n.sum())
    error = _error(centre, n, kind)
    if len(k) < 2 or not (error > 0).all():
        return Spread(centre, np.nan, np.nan)
    gap = k / n - centre
    return Spread(centre, _mean_square(gap / error, winsorise), _between(gap, error, winsorise))


def _mean_square(z: Floats, winsorise: float) -> float:
    """The winsorised mean of squared scores over its value for normal scores."""
    z = np.sort(z)
    cut = int(winsorise * len(z))
    share = cut / len(z)
    normal = 1.0
    if cut:
        edge = NormalDist().inv_cdf(1 - share)
        normal = 1 - 2 * share - 2 * edge * NormalDist().pdf(edge) + 2 * share * edge**2
    return float(np.mean(np.clip(z, z[cut], z[len(z) - 1 - cut]) ** 2)) / normal


def _between(gap: Floats, error: Floats, winsorise: float) -> float:
    """The variance between units that brings the scores to the size of chance; one unit's worth is the centre's."""
    from scipy.optimize import brentq

    aim = (len(gap) - 1) / len(gap)

    def excess(variance: float) -> float:
        return _mean_square(gap / np.sqrt(error**2 + variance), winsorise) - aim

    if excess(0.0) <= 0:
        return 0.0
    return float(brentq(excess, 0.0, 1000 * float(np.max(gap**2)) / aim, xtol=1e-15, rtol=1e-10))


def _error(centre: float, n: Floats, kind: str) -> Floats:
    """Standard error of a unit's rate if chance alone moved it from the centre."""
    variance = centre * (1 - centre) if kind == "proportion" else centre
    return np.asarray(np.sqrt(max(variance, 0.0) / n))


def _wide_error(found: Spread, error: Floats, way: str) -> Floats:
    """The standard error with the spread between units in it; the plain one where there is no such spread."""
    if way == "multiplicative" and found.phi > 1:
        return np.asarray(error * np.sqrt(found.phi))
    if way == "additive" and found.tau2 > 0:
        return np.asarray(np.sqrt(error**2 + found.tau2))
    return error


def _is_wide(found: Spread, way: str) -> bool:
    return (way == "multiplicative" and found.phi > 1) or (way == "additive" and found.tau2 > 0)


def limits(
    found: Spread, n: Floats, kind: str, way: Overdispersion = "additive", level: float = 0.95
) -> tuple[Floats, Floats]:
    """Where rates of units of size ``n`` lie with probability ``level``, as fractions.

    Exact binomial or Poisson limits, interpolated between counts, if there is no over-dispersion to allow for;
    normal ones around the centre otherwise. Never below 0, and not above 1 for shares.
    """
    tails = ((1 - level) / 2, (1 + level) / 2)
    if _is_wide(found, way):
        error = _wide_error(found, _error(found.centre, n, kind), way)
        low, high = (found.centre + NormalDist().inv_cdf(tail) * error for tail in tails)
    else:
        low, high = (_exact_limit(found.centre, n, kind, tail) for tail in tails)
    return np.maximum(low, 0.0), np.minimum(high, 1.0 if kind == "proportion" else np.inf)


def _exact_limit(centre: float, n: Floats, kind: str, tail: float) -> Floats:
    """The rate below which a share ``tail`` of units lies, interpolated between the two nearest counts."""
    from scipy.stats import binom, poisson

    law = binom(n, centre) if kind == "proportion" else poisson(n * centre)
    count = law.ppf(tail)
    upper, lower = law.cdf(count), law.cdf(count - 1)
    step = upper - lower
    part = np.where(step > 0, (upper - tail) / np.where(step > 0, step, 1.0), 0.0)
    return np.asarray((count - part) / n)


def funnel(
    facts: pd.DataFrame,
    *,
    strata: Sequence[str] = STRATA,
    overdispersion: Overdispersion = "additive",
    winsorise: float = 0.1,
    fdr: float = 0.05,
) -> pd.DataFrame:
    """The facts with the funnel of their stratum, in the same order of rows.

    New columns in the indicator's unit: ``centre`` (common rate), ``low_95``, ``high_95``, ``low_998``, ``high_998``
    (limits at the size of the unit); ``z`` (against chance alone), ``phi``, ``tau2`` (a fraction squared),
    ``z_adjusted`` (with the spread between units), ``p``, ``q`` (false discovery rate within the stratum),
    ``flag`` (``high``, ``low``, ``in``; NA where there is no comparison) and ``overdispersion``.
    Shares and counts per exposure only; a stratum of one unit has none.
    Raises :class:`UnknownNameError` for an unknown way or column.
    """
    if overdispersion not in WAYS:
        raise UnknownNameError(f"{overdispersion!r} is not a way; give one of: {', '.join(WAYS)}.")
    names = ("centre", "z", "phi", "tau2", "z_adjusted", "low_95", "high_95", "low_998", "high_998", "p")
    columns = empty_columns(len(facts), names)
    for part in strata_of(facts, strata, KINDS):
        kind, scale = find(part.code).kind, scale_of(part.code)
        found = spread(part.k, part.n, kind, winsorise)
        if np.isnan(found.phi):
            continue
        error = _error(found.centre, part.n, kind)
        gap = part.k / part.n - found.centre
        adjusted = gap / _wide_error(found, error, overdispersion)
        values: dict[str, float | Floats] = {
            "centre": scale * found.centre,
            "phi": found.phi,
            "tau2": found.tau2,
            "z": gap / error,
        }
        values |= {
            "z_adjusted": adjusted,
            "p": _p_values(part.k, part.n, kind, found, adjusted, overdispersion),
        }
        for level, name in zip(LEVELS, ("95", "998"), strict=True):
            low, high = limits(found, part.n, kind, overdispersion, level)
            values |= {f"low_{name}": scale * low, f"high_{name}": scale * high}
        for name, value in values.items():
            columns[name][part.rows] = value
    flagged = flag_fdr(nullable(facts, columns), level=fdr, strata=strata)
    side = np.where(numbers(flagged, "z") > 0, "high", "low")
    side = np.where(flagged["flagged"].fillna(False).to_numpy(dtype=bool), side, "in")
    flag = pd.Series(side, index=facts.index, dtype="string").mask(flagged["flagged"].isna())
    way = pd.Series(overdispersion, index=facts.index, dtype="string")
    return flagged.drop(columns="flagged").assign(flag=flag, overdispersion=way)


def _p_values(k: Floats, n: Floats, kind: str, found: Spread, adjusted: Floats, way: str) -> Floats:
    """Two-sided probability of a rate at least as far out: normal with over-dispersion, exact without."""
    from scipy.stats import binom, norm, poisson

    if _is_wide(found, way):
        return np.asarray(2 * norm.sf(np.abs(adjusted)))
    law = binom(n, found.centre) if kind == "proportion" else poisson(n * found.centre)
    return np.asarray(np.minimum(1.0, 2 * np.minimum(law.cdf(k), law.sf(k - 1))))


def flag_fdr(
    frame: pd.DataFrame, p: str = "p", level: float = 0.05, strata: Sequence[str] = ()
) -> pd.DataFrame:
    """The frame with ``q``, the false discovery rate at which a row would be flagged, and ``flagged`` (boolean).

    All rows of a stratum are one family of tests; NA where ``p`` is NA. Source: Benjamini and Hochberg (1995),
    Journal of the Royal Statistical Society B 57, 289-300.
    """
    from scipy.stats import false_discovery_control

    need(frame, [p, *strata])
    values = numbers(frame, p)
    q = np.full(len(frame), np.nan)
    families = frame.groupby(list(strata), sort=False).ngroup().to_numpy() if strata else np.zeros(len(frame))
    for family in np.unique(families[~np.isnan(values)]):
        rows = np.flatnonzero((families == family) & ~np.isnan(values))
        q[rows] = false_discovery_control(values[rows])
    flagged = pd.Series(q <= level, index=frame.index, dtype="boolean").mask(np.isnan(q))
    return nullable(frame, {"q": q}).assign(flagged=flagged)


def funnel_limits(
    funnelled: pd.DataFrame, *, strata: Sequence[str] = STRATA, points: int = 200
) -> pd.DataFrame:
    """The curves of a funnel: one row a stratum and size, from the smallest to the largest unit.

    Takes what :func:`funnel` gave; columns: those of ``strata``, ``n``, ``centre``, ``low_95``, ``high_95``,
    ``low_998``, ``high_998`` in the indicator's unit. Sizes are spaced evenly on a log scale.
    """
    need(funnelled, [*strata, "centre", "phi", "tau2", "overdispersion"])
    parts = []
    for part in strata_of(funnelled, strata, KINDS):
        row = funnelled.iloc[part.rows[0]]
        if pd.isna(row["phi"]):
            continue
        kind, scale = find(part.code).kind, scale_of(part.code)
        found = Spread(float(row["centre"]) / scale, float(row["phi"]), float(row["tau2"]))
        n: Floats = np.unique(np.round(np.geomspace(part.n.min(), part.n.max(), points))).astype(np.float64)
        curve = {name: row[name] for name in strata} | {"n": n, "centre": scale * found.centre}
        for level, name in zip(LEVELS, ("95", "998"), strict=True):
            low, high = limits(found, n, kind, row["overdispersion"], level)
            curve |= {f"low_{name}": scale * low, f"high_{name}": scale * high}
        parts.append(pd.DataFrame(curve))
    names = [*strata, "n", "centre", "low_95", "high_95", "low_998", "high_998"]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=names)
    return frame.astype(dict.fromkeys(names[len(strata) :], "Float64"))
