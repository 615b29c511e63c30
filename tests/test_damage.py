"""Damaged reports: every cell right or missing, never wrong. The long run is ``python -m bench.damage``."""

import random

import pytest

from analysis.documents import read_bytes
from analysis.reports import report_from
from damage import DAMAGES, damaged
from golden import GOLDEN, judged, raw_file

TEXTS = [name for name in sorted(GOLDEN) if name.endswith(".txt")]


def wrong_cells(name, text):
    verdicts = judged(GOLDEN[name], report_from(read_bytes(text.encode(), name)).cells)
    return [key for key, verdict in verdicts.items() if verdict == "wrong"]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_one_kind_of_damage(name, damage):
    text = raw_file(name).read_text(encoding="utf-8")
    for seed in range(8):
        lines = text.split("\n")
        damage(lines, random.Random(seed))
        assert wrong_cells(name, "\n".join(lines)) == [], seed


@pytest.mark.parametrize("name", TEXTS)
def test_many_damages_at_once(name):
    text = raw_file(name).read_text(encoding="utf-8")
    for seed in range(60):
        spoiled, done = damaged(text, seed)
        assert wrong_cells(name, spoiled) == [], (seed, done)


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_cut_anywhere_gives_no_wrong_cell(name):
    text = raw_file(name).read_text(encoding="utf-8")
    for cut in range(0, len(text), max(1, len(text) // 40)):
        if text[:cut].strip():
            # A figure cut in its digits is another figure; cut between lines instead.
            assert wrong_cells(name, text[:cut].rpartition("\n")[0] or text[:1]) == [], cut
