"""The bench of estimates: it sees intervals that are right, and those that are too narrow."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from bench import estimates
from bench.corpus_figures import LEVELS
from bench.estimates import interval_lines, shrinkage_lines
from bench.estimates_draws import Line, draw

from analysis.measures import wilson


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(None, None, ""), (93, 97, "pass"), (95, None, "pass"), (96, 97, "FAIL"), (None, 94.9, "FAIL")],
)
def test_verdicts(low: float | None, high: float | None, verdict: str) -> None:
    assert Line("what", 95.0, low, high, 1).verdict == verdict


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    lines = list(interval_lines(np.random.default_rng(1), 20))
    assert len(lines) == 10
    assert [line.what for line in lines if line.verdict == "FAIL"] == []


def test_too_narrow_intervals_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimates, "wilson", partial(wilson, level=0.9))
    failed = [line.what for line in interval_lines(np.random.default_rng(1), 20) if line.verdict == "FAIL"]
    assert failed
    assert all(what.startswith("Wilson") for what in failed)


def test_shrunk_shares_are_nearer_to_the_truth() -> None:
    lines = {line.what: line for line in shrinkage_lines(np.random.default_rng(2), 5)}
    for level in LEVELS:
        assert lines[f"{level}: error of the shrunk share"].verdict == "pass"
        # no guess beats, on average, the one that knows the law the rates were drawn from
        best = lines[f"{level}: error with the true prior"].found
        assert lines[f"{level}: error of the raw share"].found > best


def test_a_common_rate_leaves_nothing_but_chance() -> None:
    drawn = draw(np.random.default_rng(3), 2, common=True)
    for level, law in LEVELS.items():
        assert set(drawn.chance[drawn.level == level]) == {law.disclosure[0]}
    assert (drawn.decided == 0).any()
    assert (drawn.decided > 1000).any()
    assert (drawn.disclosed <= drawn.decided).all()
