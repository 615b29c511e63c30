"""Intervals for shares, counts per exposure, and the gap between two shares; all work on arrays."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def _z(level: float) -> float:
    """The standard normal quantile of a two-sided interval."""
    return NormalDist().inv_cdf(0.5 + level / 2)


def _floats(*values: ArrayLike) -> tuple[Floats, ...]:
    """The arguments as arrays of one shape."""
    arrays: Any = np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in values))
    return tuple(arrays)


def wilson(k: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Score interval of the share ``k / n``, as fractions between 0 and 1.

    NaN where ``n`` is 0 or ``k`` is not between 0 and ``n``. Source: Wilson (1927), as in Newcombe (1998),
    Statistics in Medicine 17, 857-872, method 3.

    >>> low, high = wilson(3, 4)
    >>> round(float(low), 2), round(float(high), 2)
    (0.3, 0.95)
    """
    k, n = _floats(k, n)
    valid = (n > 0) & (k >= 0) & (k <= n)
    k, n = np.where(valid, k, np.nan), np.where(valid, n, np.nan)
    z = _z(level)
    p = k / n
    middle = p + z**2 / (2 * n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    # At k = 0 and k = n the exact limits are 0 and 1; rounding would leave 1e-17.
    low = np.where(k == 0, 0.0, (middle - half) / scale)
    high = np.where(k == n, 1.0, (middle + half) / scale)
    return low, high


def jeffreys(k: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Equal-tailed posterior interval of the share ``k / n`` under Jeffreys' prior, as fractions.

    The lower limit is 0 at ``k`` = 0 and the upper one 1 at ``k`` = ``n``. NaN where ``n`` is 0 or ``k`` is not
    between 0 and ``n``. Source: Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133, section 3.1.2.

    >>> low, high = jeffreys(3, 4)
    >>> round(float(low), 2), round(float(high), 2)
    (0.28, 0.97)
    """
    from scipy.special import betaincinv

    k, n = _floats(k, n)
    valid = (n > 0) & (k >= 0) & (k <= n)
    k, n = np.where(valid, k, np.nan), np.where(valid, n, np.nan)
    tail = (1 - level) / 2
    low = np.where(k == 0, 0.0, betaincinv(k + 0.5, n - k + 0.5, tail))
    high = np.where(k == n, 1.0, betaincinv(k + 0.5, n - k + 0.5, 1 - tail))
    return low, high


def poisson_exact(k: ArrayLike, exposure: ArrayLike = 1.0, level: float = 0.95) -> tuple[Floats, Floats]:
    """Exact interval of the rate ``k / exposure`` when ``k`` is a count of events.

    NaN where the exposure is not above 0 or ``k`` is below 0. Source: Garwood (1936), Biometrika 28, 437-442.

    >>> low, high = poisson_exact(3, 100)
    >>> round(float(low), 4), round(float(high), 4)
    (0.0062, 0.0877)
    """
    from scipy.special import gammaincinv

    k, exposure = _floats(k, exposure)
    valid = (exposure > 0) & (k >= 0)
    k, exposure = np.where(valid, k, np.nan), np.where(valid, exposure, np.nan)
    tail = (1 - level) / 2
    low = np.where(k == 0, 0.0, gammaincinv(np.where(k == 0, np.nan, k), tail))
    high = gammaincinv(k + 1, 1 - tail)
    return low / exposure, high / exposure


def newcombe(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Interval of the difference ``k1 / n1 - k2 / n2`` of two independent shares, between -1 and 1.

    NaN where either share has none. Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.

    >>> low, high = newcombe(56, 70, 48, 80)
    >>> round(float(low), 4), round(float(high), 4)
    (0.0524, 0.3339)
    """
    low1, high1 = wilson(k1, n1, level)
    low2, high2 = wilson(k2, n2, level)
    k1, n1, k2, n2 = _floats(k1, n1, k2, n2)
    p1, p2 = (k / np.where(n > 0, n, np.nan) for k, n in ((k1, n1), (k2, n2)))
    low = p1 - p2 - np.hypot(p1 - low1, high2 - p2)
    high = p1 - p2 + np.hypot(high1 - p1, p2 - low2)
    return low, high
