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

import numpy as np
from numpy.typing import NDArray

from analysis.measures import jeffreys, newcombe, poisson_exact, shrink, wilson
from bench.corpus_figures import LEVELS, draw_beta
from bench.estimates_comparing import change_lines, discovery_lines, funnel_lines, rank_lines
from bench.estimates_draws import BIG, Drawn, Line, draw, facts_of, inside, percent


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
