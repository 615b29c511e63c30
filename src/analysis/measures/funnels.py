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
from numpy.typing import NDArray

from analysis.errors import UnknownNameError
from analysis.frames.grid import Floats
from analysis.measures.catalogue import find
from analysis.measures.strata import STRATA, empty_columns, need, nullable, numbers, scale_of, strata_of

Overdispersion = Literal["additive", "multiplicative", "none"]
WAYS = ("additive", "multiplicative", "none")
KINDS = ("proportion", "incidence")
LEVELS = {"95": 0.95, "998": 0.998}
MIN_UNITS = 10  # fewer units do not show what spread between them is usual
HALVINGS = 45  # of a bracket, which leaves 1e-13 of it
# From so many units on, one more or less moves neither the common rate nor a winsorised spread to speak of.
MANY = 150


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
    phi, tau2 = _mean_square(gap / error, winsorise), between(gap, error, winsorise)
    return Spread(centre, float(phi), float(tau2))


def _mean_square(z: Floats, winsorise: float) -> Floats:
    """The winsorised mean of squared scores over its value for normal scores; of each row, if there are several."""
    z = np.sort(z, axis=-1)
    size = z.shape[-1]
    cut = int(winsorise * size)
    drawn = np.clip(z, z[..., cut, None], z[..., size - 1 - cut, None])
    return np.asarray(np.mean(drawn**2, axis=-1) / _normal_square(cut / size))


def _normal_square(share: float) -> float:
    """The mean square of normal scores of which this share on either side was drawn in."""
    if not share:
        return 1.0
    edge = NormalDist().inv_cdf(1 - share)
    return 1 - 2 * share - 2 * edge * NormalDist().pdf(edge) + 2 * share * edge**2


def between(gap: Floats, error: Floats, winsorise: float) -> Floats:
    """The variance between units that brings the scores to the size of chance; one unit's worth is the centre's.

    Halving the bracket does all rows at once, where they are several.
    """
    size = gap.shape[-1]
    aim = (size - 1) / size
    low = np.zeros(gap.shape[:-1])
    high = np.max(gap**2, axis=-1) / (aim * _normal_square(int(winsorise * size) / size))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = _mean_square(gap / np.sqrt(error**2 + middle[..., None]), winsorise) > aim
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.where(_mean_square(gap / error, winsorise) > aim, (low + high) / 2, 0.0)


def _error(centre: float | Floats, n: Floats, kind: str) -> Floats:
    """Standard error of a unit's rate if chance alone moved it from the centre."""
    variance = centre * (1 - centre) if kind == "proportion" else centre
    return np.asarray(np.sqrt(np.maximum(variance, 0.0) / n))


def _wide_error(found: Spread, error: Floats, way: str) -> Floats | None:
    """The standard error with the spread between units in it; None where there is no such spread."""
    if way == "multiplicative" and found.phi > 1:
        return np.asarray(error * np.sqrt(found.phi))
    if way == "additive" and found.tau2 > 0:
        return np.asarray(np.sqrt(error**2 + found.tau2))
    return None


def limits(
    found: Spread, n: Floats, kind: str, way: Overdispersion = "additive", level: float = 0.95
) -> tuple[Floats, Floats]:
    """Where rates of units of size ``n`` lie with probability ``level``, as fractions.

    Exact binomial or Poisson limits, interpolated between counts, if there is no over-dispersion to allow for;
    normal ones around the centre otherwise. Never below 0, and not above 1 for shares.
    """
    tails = ((1 - level) / 2, (1 + level) / 2)
    error = _wide_error(found, _error(found.centre, n, kind), way)
    if error is not None:
        low, high = (found.centre + NormalDist().inv_cdf(tail) * error for tail in tails)
    else:
        low, high = (_exact_limit(found.centre, n, kind, tail) for tail in tails)
    return np.maximum(low, 0.0), np.minimum(high, 1.0 if kind == "proportion" else np.inf)


def _limit_columns(
    found: Spread, n: Floats, kind: str, way: Overdispersion, scale: float
) -> dict[str, float | Floats]:
    """The limits at both levels as columns in the indicator's unit."""
    columns: dict[str, float | Floats] = {}
    for name, level in LEVELS.items():
        low, high = limits(found, n, kind, way, level)
        columns |= {f"low_{name}": scale * low, f"high_{name}": scale * high}
    return columns


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
    min_units: int = MIN_UNITS,
) -> pd.DataFrame:
    """The facts with the funnel of their stratum, in the same order of rows.

    New columns in the indicator's unit: ``centre`` (common rate), ``low_95``, ``high_95``, ``low_998``, ``high_998``
    (limits at the size of the unit); ``phi``, ``tau2`` (a fraction squared). Each unit is tested against the rate and
    the spread of all others: ``z`` (against chance alone), ``z_adjusted`` (with the spread between units), ``p``, ``q``
    (false discovery rate within the stratum), ``flag`` (``high``; ``low``; ``in``: within the usual spread, which is
    not to say that it is chance; NA where there is no verdict), ``flag_reason`` (fewer than ``min_units`` units) and
    ``overdispersion``. Shares and counts per exposure only; a stratum of one unit has none.
    Raises :class:`UnknownNameError` for an unknown way or column.

    >>> from analysis.charts.example import places
    >>> funnel(places(60))["flag"].value_counts(dropna=False).sort_index().to_dict()
    {'in': 56, <NA>: 4}
    """
    if overdispersion not in WAYS:
        raise UnknownNameError(f"{overdispersion!r} is not a way; give one of: {', '.join(WAYS)}.")
    names = ("centre", "z", "phi", "tau2", "z_adjusted", "low_95", "high_95", "low_998", "high_998", "p")
    columns = empty_columns(len(facts), names)
    few = np.zeros(len(facts), dtype=bool)
    for part in strata_of(facts, strata, KINDS):
        kind, scale = find(part.code).kind, scale_of(part.code)
        found = spread(part.k, part.n, kind, winsorise)
        if np.isnan(found.phi):
            continue
        values = _scores(part.k, part.n, kind, found, overdispersion, winsorise)
        values |= {"centre": scale * found.centre, "phi": found.phi, "tau2": found.tau2}
        if len(part.k) < min_units:
            few[part.rows] = True
            values["p"] = np.nan
        values |= _limit_columns(found, part.n, kind, overdispersion, scale)
        for name, value in values.items():
            columns[name][part.rows] = value
    flagged = flag_fdr(nullable(facts, columns), level=fdr, strata=strata)
    side = np.where(numbers(flagged, "z") > 0, "high", "low")
    side = np.where(flagged["flagged"].fillna(False).to_numpy(dtype=bool), side, "in")
    flag = pd.Series(side, index=facts.index, dtype="string").mask(flagged["flagged"].isna())
    why = pd.Series(f"fewer than {min_units} units to be compared with", facts.index, "string").where(few)
    way = pd.Series(overdispersion, index=facts.index, dtype="string")
    return flagged.drop(columns="flagged").assign(flag=flag, flag_reason=why, overdispersion=way)


def _scores(
    k: Floats, n: Floats, kind: str, found: Spread, way: str, winsorise: float
) -> dict[str, float | Floats]:
    """``z``, ``z_adjusted`` and ``p`` of each unit against the rate and the spread of all others."""
    rest = n.sum() - n
    centre = (k.sum() - k) / rest
    # Where the others have no case at all, or nothing else, the rate of all says more than their 0 or 1.
    centre = np.where(_error(centre, n, kind) > 0, centre, found.centre)
    error = _error(centre, n, kind)
    phi, tau2 = np.full(len(k), found.phi), np.full(len(k), found.tau2)
    if 2 < len(k) < MANY:
        left = [np.delete(np.arange(len(k)), at) for at in range(len(k))]
        gaps, errors = (k / n)[left] - centre[:, None], _error(centre[:, None], n[left], kind)
        phi, tau2 = _mean_square(gaps / errors, winsorise), between(gaps, errors, winsorise)
    wide = error.copy()
    if way == "multiplicative":
        wide = error * np.sqrt(np.fmax(phi, 1.0))
    elif way == "additive":
        # The rate of the others is itself not known for sure: its error counts too where they are few.
        squares = np.sum(n**2) - n**2
        wide = np.sqrt(
            error**2 + np.fmax(tau2, 0.0) * (1 + squares / rest**2) + _error(centre, rest, kind) ** 2
        )
    gap = k / n - centre
    adjusted = gap / wide
    spread_out = (way == "additive") & (tau2 > 0) | (way == "multiplicative") & (phi > 1)
    p = _p_values(k, n, kind, adjusted, np.asarray(spread_out))
    return {"z": gap / error, "z_adjusted": adjusted, "p": p}


def _p_values(k: Floats, n: Floats, kind: str, adjusted: Floats, wide: NDArray[np.bool_]) -> Floats:
    """Two-sided probability of a rate at least as far from that of the others.

    Normal where the spread is ``wide``; elsewhere exact: of all cases, how many fall to this unit by chance.
    """
    from scipy.stats import binom, hypergeom, norm

    law = hypergeom(n.sum(), k.sum(), n) if kind == "proportion" else binom(k.sum(), n / n.sum())
    exact = np.minimum(1.0, 2 * np.minimum(law.cdf(k), law.sf(k - 1)))
    return np.asarray(np.where(wide, 2 * norm.sf(np.abs(adjusted)), exact))


def flag_fdr(
    frame: pd.DataFrame, p: str = "p", level: float = 0.05, strata: Sequence[str] = ()
) -> pd.DataFrame:
    """The frame with ``q``, the false discovery rate at which a row would be flagged, and ``flagged`` (boolean).

    All rows of a stratum are one family of tests; NA where ``p`` is NA. Source: Benjamini and Hochberg (1995),
    Journal of the Royal Statistical Society B 57, 289-300.

    >>> import pandas as pd
    >>> flag_fdr(pd.DataFrame({"p": [0.001, 0.04, 0.5]}))["flagged"].tolist()
    [True, False, False]
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

    >>> from analysis.charts.example import places
    >>> funnel_limits(funnel(places(60)), points=3)[["n", "low_95", "high_95"]].round(1)
            n  low_95  high_95
    0     3.0     0.0    100.0
    1    44.0    18.5     96.1
    2   634.0    21.1     93.5
    3     5.0    16.2    100.0
    4    49.0    31.7    100.0
    5   480.0    33.7    100.0
    6    11.0    17.6     84.8
    7   152.0    33.4     69.1
    8  2096.0    35.1     67.4
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
        parts.append(pd.DataFrame(curve | _limit_columns(found, n, kind, row["overdispersion"], scale)))
    names = [*strata, "n", "centre", "low_95", "high_95", "low_998", "high_998"]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=names)
    return frame.astype(dict.fromkeys(names[len(strata) :], "Float64"))
