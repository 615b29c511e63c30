"""Do comparisons keep to their errors? Funnels, flags, ranks and changes between years."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.measures import change, flag_fdr, funnel, ranks, shrink
from bench.corpus_figures import LEVELS, draw_beta, draw_expected
from bench.estimates_draws import (
    BIG,
    Bools,
    Drawn,
    Floats,
    Line,
    draw,
    facts_of,
    inside,
    leaf_levels,
    percent,
)


def funnel_lines(rng: np.random.Generator, repeats: int) -> Iterator[Line]:
    """False alarms: units that a funnel sets apart though nothing does, by its probabilities and by its drawn limits.

    Exact probabilities of counts alarm less often than they may, as counts come in steps; allowing for
    over-dispersion where there is none can only widen limits; beta laws have lighter tails than the normal law.
    The drawn limits lie between two counts by the published rule, whose upper one is below the count that
    belongs to it: with few cases a unit at 100 % stands just outside. Those lines have no target.
    """
    for words, common in (("one rate for all", True), ("rates that vary", False)):
        drawn = draw(rng, repeats, common)
        facts = facts_of(drawn)
        sizes = {1: drawn.decided > 0, BIG: drawn.decided >= BIG}
        for way in ("none", "additive") if common else ("none", "multiplicative", "additive"):
            found = funnel(facts, overdispersion=way)
            fits = common or way == "additive"
            for least, kept in sizes.items():
                for name in ("95", "998"):
                    label = f"{name[:2]}{'.8' * (name == '998')} %, {words}, {way}, n ≥ {least}"
                    low, high = _designed(name, tight=least == BIG and (way == "none") == common)
                    count = int(kept.sum())
                    by_p = percent(numbers_of(found, "p")[kept] < (0.05 if name == "95" else 0.002))
                    yield Line(f"by p: {label}", by_p, None, high if fits else None, count)
                    drawn_fits = fits and least == BIG
                    out = _outside(found, name, kept)
                    yield Line(
                        f"by limits: {label}",
                        out,
                        low if drawn_fits else None,
                        high if drawn_fits else None,
                        count,
                    )


def numbers_of(facts: pd.DataFrame, name: str) -> Floats:
    """A column as floats, NaN where it is NA."""
    return facts[name].to_numpy(dtype=float, na_value=np.nan)


def _outside(facts: pd.DataFrame, name: str, kept: Bools) -> float:
    """Share of the units outside the drawn limits of a funnel, in percent."""
    value, low, high = (
        numbers_of(facts, column)[kept] for column in ("value", f"low_{name}", f"high_{name}")
    )
    return percent((value < low) | (value > high))


def _designed(name: str, tight: bool) -> tuple[float | None, float]:
    """Between which limits the share of false alarms should lie, in percent."""
    return (3.0 if tight and name == "95" else None), (6.0 if name == "95" else 0.5)


def discovery_lines(rng: np.random.Generator, repeats: int) -> Iterator[Line]:
    """Of the units flagged at a false discovery rate of 5 %, how many are none; a tenth of the units stand out."""
    drawn = draw(rng, repeats, common=True)
    centre = drawn.chance
    apart = rng.random(len(drawn.decided)) < 0.1
    chance = np.clip(centre + np.where(apart, rng.choice([-0.25, 0.25], len(apart)), 0.0), 0.02, 0.98)
    drawn = drawn._replace(chance=chance, disclosed=rng.binomial(drawn.decided, chance))
    facts = facts_of(drawn)
    tested = facts.assign(p=_tail(drawn.disclosed, drawn.decided, centre))
    known = flag_fdr(tested, strata=["level", "year"])["flagged"].fillna(False).to_numpy(dtype=bool)
    found = funnel(facts, overdispersion="none")["flag"].isin(["high", "low"]).to_numpy()
    # Units that stand out move the centre of a funnel, most of all large ones in small strata: no rate is promised.
    for words, flagged, most in (("known centre", known, 5.0), ("funnel", found, None)):
        share = _false_share(drawn, flagged, apart)
        yield Line(f"flags at 5 %, {words}: false ones", share, None, most, int(flagged.sum()))
    big = apart & (drawn.decided >= 100)
    yield Line(
        "flags, funnel: of units 25 points apart, n ≥ 100", percent(found[big]), None, None, int(big.sum())
    )
    null = draw(rng, repeats, common=True)
    flags = funnel(facts_of(null), overdispersion="none")["flag"].isin(["high", "low"]).to_numpy()
    any_flag = pd.Series(flags).groupby([null.level, null.repeat]).any().to_numpy()
    yield Line("strata with a flag though all units are alike", percent(any_flag), None, 6.5, len(any_flag))


def _tail(k: NDArray[np.int64], n: NDArray[np.int64], p: Floats) -> Floats:
    """Twice the smaller tail of the binomial law, NaN without cases."""
    from scipy.stats import binom

    both = 2 * np.minimum(binom.cdf(k, n, p), binom.sf(k - 1, n, p))
    return np.where(n > 0, np.minimum(1.0, both), np.nan)


def _false_share(drawn: Drawn, flagged: Bools, apart: Bools) -> float:
    """The mean over strata of the share of flags that are false, 0 where there is no flag; in percent."""
    table = pd.DataFrame({"false": flagged & ~apart, "all": flagged})
    sums = table.groupby([drawn.level, drawn.repeat]).sum()
    return 100 * float((sums["false"] / sums["all"].clip(lower=1)).mean())


def rank_lines(rng: np.random.Generator, repeats: int) -> Iterator[Line]:
    """How often the interval of a rank of 95 % holds the true rank among the units that are ranked."""
    drawn = draw(rng, repeats)
    found = ranks(shrink(facts_of(drawn)))
    kept = found["rank"].notna().to_numpy()
    table = pd.DataFrame({"level": drawn.level, "repeat": drawn.repeat, "truth": drawn.chance})[kept]
    true_rank = table.groupby(["level", "repeat"])["truth"].rank(ascending=False).to_numpy()
    low, high = (
        found[name].to_numpy(dtype=float, na_value=np.nan)[kept] for name in ("rank_low", "rank_high")
    )
    hits = inside(true_rank, low, high)
    yield Line("rank intervals that hold the true rank", percent(hits), 95, None, len(hits))
    point = found["rank"].to_numpy(dtype=float, na_value=np.nan)[kept]
    yield Line("ranks that are exactly right", percent(point == true_rank), None, None, len(hits))


def change_lines(rng: np.random.Generator, repeats: int) -> Iterator[Line]:
    """Change between two years: of counts in log points, of shares in percentage points."""
    level = np.array(leaf_levels() * repeats)
    mean = np.concatenate([draw_expected(rng, name, 1) for name in level])
    chance = np.concatenate([draw_beta(rng, LEVELS[name].disclosure, 1) for name in level])
    growth = rng.normal(0.08, 0.2, len(level))
    shift = np.clip(rng.normal(0, 0.05, len(level)), 0.01 - chance, 0.99 - chance)
    new = [rng.poisson(mean), rng.poisson(mean * np.exp(growth))]
    disclosed = [rng.binomial(new[0], chance), rng.binomial(new[1], chance + shift)]
    frames = []
    for number in (0, 1):
        whole = np.ones(len(level))
        for code, top, under in (
            ("req_new", new[number], whole),
            ("disclosure_rate", disclosed[number], new[number]),
        ):
            value = np.where(
                under > 0, (100 if code == "disclosure_rate" else 1) * top / np.maximum(under, 1), np.nan
            )
            frames.append(pd.DataFrame({
                "unit": np.arange(len(level)), "indicator": code, "edition": "2021", "year": 2022 + number,
                "value": pd.Series(value, dtype="Float64"), "numerator": pd.Series(top, dtype="Float64"),
                "denominator": pd.Series(under, dtype="Float64"), "n": pd.Series(top, dtype="Float64"),
                "status": np.where(under > 0, "ok", "na"), "reason": "",
            }))  # fmt: skip
    found = change(pd.concat(frames, ignore_index=True), unit="unit")
    found = found[(found["status"] == "ok") & found["low"].notna()]
    for code, words, true, most in (
        ("req_new", "growth of counts", growth, None),
        ("disclosure_rate", "change of shares", 100 * shift, 97),
    ):
        rows = found[found["indicator"] == code]
        goal = true[rows["unit"].to_numpy(dtype=int)]
        low, high = (rows[name].to_numpy(dtype=float) for name in ("low", "high"))
        yield Line(
            f"{words}: intervals that hold the truth", percent(inside(goal, low, high)), 93, most, len(rows)
        )
