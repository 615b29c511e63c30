"""Draws of made-up bodies for the bench of estimates, and the lines of its table."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bench.corpus_bodies import PROVINCES, province_bodies
from bench.corpus_figures import LEVELS, draw_beta, draw_expected

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
BIG = 30  # cases from which a unit is ranked, and from which limits of counts can keep to their level


class Line(NamedTuple):
    """One line of the table: what was measured, in which unit, between which limits it should lie, over how many."""

    what: str
    found: float
    low: float | None
    high: float | None
    units: int
    unit: str = "%"

    @property
    def verdict(self) -> str:
        """``pass``, ``FAIL``, or blank where there is no target."""
        if self.low is None and self.high is None:
            return ""
        kept = (self.low is None or self.found >= self.low) and (self.high is None or self.found <= self.high)
        return "pass" if kept else "FAIL"


class Drawn(NamedTuple):
    """Bodies of several repeats as arrays: level, repeat, decided requests, true chance of disclosure, disclosed."""

    level: NDArray[np.str_]
    repeat: NDArray[np.int64]
    decided: NDArray[np.int64]
    chance: Floats
    disclosed: NDArray[np.int64]


def leaf_levels() -> list[str]:
    """The levels of the bodies of a corpus of three provinces that are no sums of others."""
    years = (2021, 2022, 2023)
    return [
        body.level
        for code in PROVINCES[:3]
        for body in province_bodies(code, years, 200)
        if not body.aggregate
    ]


def draw(rng: np.random.Generator, repeats: int, common: bool = False) -> Drawn:
    """Decided requests and outcomes for all leaf bodies, ``repeats`` times.

    With ``common`` all bodies of a level have the level's mean chance: nothing but chance is at work.
    """
    levels = leaf_levels()
    parts = []
    for level in LEVELS:
        size = levels.count(level) * repeats
        law = LEVELS[level].disclosure
        decided = rng.poisson(draw_expected(rng, level, size) * rng.gamma(10, 0.1, size))
        chance = np.full(size, law[0]) if common else draw_beta(rng, law, size)
        repeat = np.repeat(np.arange(repeats), levels.count(level))
        parts.append(Drawn(np.full(size, level), repeat, decided, chance, rng.binomial(decided, chance)))
    return Drawn(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def facts_of(drawn: Drawn) -> pd.DataFrame:
    """The drawn bodies as a frame of facts; each repeat is a year, so that it is a stratum of its own."""
    some = drawn.decided > 0
    share = np.where(some, 100 * drawn.disclosed / np.maximum(drawn.decided, 1), np.nan)
    return pd.DataFrame(
        {
            "indicator": "disclosure_rate",
            "level": drawn.level,
            "edition": "2021",
            "year": drawn.repeat,
            "value": pd.Series(share, dtype="Float64"),
            "numerator": pd.Series(drawn.disclosed, dtype="Float64"),
            "denominator": pd.Series(drawn.decided, dtype="Float64"),
            "n": pd.Series(drawn.decided, dtype="Float64"),
            "status": np.where(some, "ok", "na"),
        }
    )


def percent(hits: Bools) -> float:
    """Share of hits in percent."""
    return 100 * float(hits.mean())


def inside(truth: Floats, low: Floats, high: Floats) -> Bools:
    """Where the truth lies in the interval, limits included."""
    return np.asarray((low <= truth) & (truth <= high))
