"""Broken and hostile files: each ends in a report or in a message, within bounds of memory and time.

A small share of ``python -m bench.fuzz``, by fixed seeds.
"""

import itertools
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.fuzz import Bounds, faults, trials
from bench.fuzz_bombs import bombs
from bench.fuzz_files import KINDS, Trial, broken

BOUNDS = Bounds(seconds=60, megabytes=1500)
EACH = 6


def test_broken_files_of_every_format_are_read_or_refused():
    files = itertools.chain.from_iterable(trials(kind, 7, EACH) for kind in KINDS)
    counts, found = faults(files, BOUNDS)
    assert [f"{fault.trial.what}: {fault.how}" for fault in found] == []
    assert counts["read"] > EACH
    assert counts["refused"] > EACH


def test_hostile_files_are_read_or_refused_within_bounds():
    counts, found = faults(bombs(0.002), BOUNDS)
    assert [f"{fault.trial.what}: {fault.how}" for fault in found] == []
    assert sum(counts.values()) == sum(1 for _ in bombs(0.0001))


def test_a_broken_file_is_the_same_for_its_seed():
    assert broken("docx", 3) == broken("docx", 3) != broken("docx", 4)


def run(data, name):
    """Stands for a reader: it does what the file says."""
    exec(data)


@pytest.mark.parametrize(
    ("data", "how"),
    [
        (b"import time; time.sleep(60)", "not done after 2 s"),
        (b"x = bytes(1 << 32)", "MemoryError"),
        (b"import os; os._exit(3)", r"the process ended \(3\)"),
        (b"1 / 0", "ZeroDivisionError.* at <string>:1 < test_fuzz.py"),
        (
            b"from analysis.errors import GongkaiError; raise GongkaiError('no')",
            "its message is no sentence: 'no'",
        ),
    ],
)
def test_what_goes_wrong_is_told_and_the_next_file_is_read(data, how):
    good = Trial("good", "a.py", b"pass")
    counts, found = faults([good, Trial("bad", "a.py", data), good], Bounds(2, 1500), run)
    assert [fault.trial.what for fault in found] == ["bad"]
    assert re.match(how, found[0].how)
    assert counts["read"] == 2
