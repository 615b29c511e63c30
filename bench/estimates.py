"""Do the estimates recover the truth? Coverage of intervals, error of shrunk shares, false alarms of funnels.

usage: python -m bench.estimates [--repeats N] [--seed N] [--corpus DIR]

Numbers of requests and true rates are drawn from the same laws as the corpus of ``bench.corpus``, for the leaf bodies
of three provinces, again in every repeat; the estimates are those of ``analysis.measures``. With ``--corpus DIR`` the
same questions are put to a corpus that was written as files and read (see ``bench.estimates_files``). Each line has
what was found, what it should be, and pass or FAIL; the exit status is 1 if one fails. Lines without a target are
there to be compared with.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.measures import (
    change,
    flag_fdr,
    funnel,
    jeffreys,
    newcombe,
    poisson_exact,
    ranks,
    shrink,
    wilson,
)
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


def interval_lines(rng: np.random.Generator, repeats: int) -> Iterator[Line]:
    """How often intervals of 95 % hold the truth, averaged over the sizes and rates of the corpus."""
    drawn = draw(rng, repeats)
    some = drawn.decided > 0
    n, k, p = drawn.decided[some], drawn.disclosed[some], drawn.chance[some]
    concluded = rng.poisson(rng.gamma(2, 0.03, len(n)) * n * 0.88)
    right = np.concatenate([draw_beta(rng, LEVELS[level].corrected, 1) for level in drawn.level[some]])
    corrected = rng.binomial(concluded, right)
    reviewed = concluded > 0
    for name, method in (("Wilson", wilson), ("Jeffreys", jeffreys)):
        hits = inside(p, *method(k, n))
        yield Line(f"{name}: disclosure of decided, n ≥ 1", percent(hits), 93, 97, len(n))
        big = n >= BIG
        yield Line(f"{name}: disclosure of decided, n ≥ {BIG}", percent(hits[big]), 93, 97, int(big.sum()))
        hits = inside(right[reviewed], *method(corrected[reviewed], concluded[reviewed]))
        yield Line(f"{name}: reviews that correct, n ≥ 1", percent(hits), 93, 97, int(reviewed.sum()))
    yield from _poisson_lines(rng, n)
    yield from _newcombe_lines(rng, drawn)


def _poisson_lines(rng: np.random.Generator, n: NDArray[np.int64]) -> Iterator[Line]:
    """Exact limits for counts hold at least 95 % of the time; with few expected cases they hold nearly always."""
    rate = rng.gamma(2, 0.03, len(n))
    cases = rng.poisson(rate * n)
    hits = inside(rate, *poisson_exact(cases, n))
    yield Line("Poisson exact: reviews a decided request, all", percent(hits), 95, None, len(n))
    many = rate * n >= 20
    yield Line("Poisson exact: 20 and more expected reviews", percent(hits[many]), 93, 97, int(many.sum()))


def _newcombe_lines(rng: np.random.Generator, drawn: Drawn) -> Iterator[Line]:
    """Natural persons against organisations, each with a chance of their own."""
    natural = rng.binomial(drawn.decided, 0.82)
    others = drawn.decided - natural
    both = (natural > 0) & (others > 0)
    n1, n2, p1 = natural[both], others[both], drawn.chance[both]
    p2 = np.clip(p1 + rng.normal(0, 0.08, len(p1)), 0.02, 0.98)
    hits = inside(p1 - p2, *newcombe(rng.binomial(n1, p1), n1, rng.binomial(n2, p2), n2))
    yield Line("Newcombe: gap of two groups, each n ≥ 1", percent(hits), 93, 97, len(n1))
    big = np.minimum(n1, n2) >= 10
    yield Line("Newcombe: gap of two groups, each n ≥ 10", percent(hits[big]), 93, 97, int(big.sum()))


def shrinkage_lines(rng: np.random.Generator, repeats: int) -> Iterator[Line]:
    """Error of raw and shrunk shares, in squared percentage points, and what the true prior would reach."""
    drawn = draw(rng, repeats)
    found = shrink(facts_of(drawn))
    usable = found["shrunk"].notna().to_numpy()
    truth = 100 * drawn.chance
    raw, shrunk, low, high = (
        found[name].to_numpy(dtype=float, na_value=np.nan)
        for name in ("value", "shrunk", "shrunk_low", "shrunk_high")
    )
    for level, law in LEVELS.items():
        at = usable & (drawn.level == level)
        mean, weight = law.disclosure
        best = 100 * (drawn.disclosed[at] + mean * weight) / (drawn.decided[at] + weight)
        errors = [float(np.mean((guess - truth[at]) ** 2)) for guess in (raw[at], shrunk[at], best)]
        count = int(at.sum())
        yield Line(f"{level}: error of the raw share", errors[0], None, None, count, "pp²")
        yield Line(f"{level}: error of the shrunk share", errors[1], None, errors[0], count, "pp²")
        yield Line(f"{level}: error with the true prior", errors[2], None, None, count, "pp²")
        yield Line(f"{level}: shrunk error, of the raw one", 100 * errors[1] / errors[0], None, 100, count)
    hits = inside(truth[usable], low[usable], high[usable])
    yield Line("shrunk shares: intervals that hold the truth", percent(hits), 93, 97, int(usable.sum()))


def _outside(facts: pd.DataFrame, name: str, kept: Bools) -> float:
    """Share of the units outside the limits of a funnel, in percent."""
    value, low, high = (
        facts[column].to_numpy(dtype=float, na_value=np.nan)[kept]
        for column in ("value", f"low_{name}", f"high_{name}")
    )
    return percent((value < low) | (value > high))


def funnel_lines(rng: np.random.Generator, repeats: int) -> Iterator[Line]:
    """False alarms: units outside the limits though nothing sets them apart from the others of their level."""
    for words, common in (("one rate for all", True), ("rates that vary", False)):
        drawn = draw(rng, repeats, common)
        facts = facts_of(drawn)
        some, big = drawn.decided > 0, drawn.decided >= BIG
        ways = ("none", "additive") if common else ("none", "multiplicative", "additive")
        for way in ways:
            found = funnel(facts, overdispersion=way)  # type: ignore[arg-type]
            designed = common or way == "additive"
            for name, low, high in (("95", 3.5, 6.5), ("998", 0.0, 0.5)):
                alarms = _outside(found, name, big)
                label = f"funnel {'95' if name == '95' else '99.8'} %, {words}, {way}, n ≥ {BIG}"
                yield Line(
                    label, alarms, low if designed else None, high if designed else None, int(big.sum())
                )
            if common:
                alarms = _outside(found, "95", some)
                yield Line(f"funnel 95 %, {words}, {way}, n ≥ 1", alarms, None, 6.5, int(some.sum()))


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
    # The units that stand out move the centre of a funnel, so that its rate may pass 5 % by a little.
    for words, flagged, most in (("known centre", known, 5.0), ("funnel", found, 6.5)):
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


PARTS = {
    "intervals": (interval_lines, 1.0),
    "shrinkage": (shrinkage_lines, 0.2),
    "funnels": (funnel_lines, 0.4),
    "false discoveries": (discovery_lines, 0.4),
    "ranks": (rank_lines, 0.2),
    "changes": (change_lines, 0.1),
}


def target(line: Line) -> str:
    """The target in words."""
    if line.low is not None and line.high is not None:
        return f"{line.low:g} to {line.high:g}"
    if line.low is not None:
        return f"at least {line.low:g}"
    return f"at most {line.high:.4g}" if line.high is not None else ""


def print_lines(title: str, lines: Iterator[Line]) -> int:
    """Print one part of the table; the number of lines that fail."""
    print(f"\n{title}")
    failed = 0
    for line in lines:
        failed += line.verdict == "FAIL"
        print(
            f"  {line.what:58} {line.found:9.2f} {line.unit:4} {target(line):16} {line.units:9,}  {line.verdict}",
            flush=True,
        )
    return failed


def main() -> int:
    """Print the table; exit status 1 if a line fails."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--repeats", type=int, default=200, help="corpora to draw; dear parts take fewer")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--corpus", type=Path, help="a corpus of bench.corpus, to be read from its files")
    options.add_argument("--parts", default=",".join(PARTS), help="only these")
    args = options.parse_args()
    failed = 0
    for name in args.parts.split(","):
        lines, share = PARTS[name]
        failed += print_lines(
            name, lines(np.random.default_rng(args.seed), max(5, int(share * args.repeats)))
        )
    if args.corpus:
        from bench.estimates_files import file_lines

        failed += print_lines("through files", file_lines(args.corpus))
    print(f"\n{failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
