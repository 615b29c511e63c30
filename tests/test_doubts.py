"""What is in doubt, verdicts and dominance in words of both languages."""

from __future__ import annotations

import re

import pytest

from analysis.frames.used_cells import CELLS, used
from analysis.measures import CATALOGUE, compute, dominance_words, doubt_words, verdict
from golden import GOLDEN
from test_measures import HUAIAN, cells_of

CHINESE = re.compile("[一-鿿]")


@pytest.mark.parametrize(
    ("doubt", "en"),
    [
        ("ocr", "recognised from a picture"),
        ("label_unsure requests/carried_in",
         "the row «2. carried in from last year» was recognised by a damaged label"),
        ("mended requests/granted_full/total: 2362 → 1362",
         "granted in full, total: the file has 2362 → 1362, mended by the sums"),
        ("V303 requests/carried_in/*: 1 ≠ 2",
         "a sum does not hold: 2. carried in from last year: natural persons + organisations = total (1 ≠ 2)"),
        ("[f] ocr; +4", "report f: recognised from a picture|4 more in doubt"),
    ],
)  # fmt: skip
def test_doubts_in_words(doubt: str, en: str) -> None:
    found = doubt_words(doubt)
    assert "|".join(words.en for words in found) == en
    assert all(CHINESE.search(words.zh) for words in found)


def test_every_doubt_of_a_report_can_be_said_in_both_languages() -> None:
    values = {key: value + 1 if key.endswith("/total") else value for key, value in GOLDEN[HUAIAN].items()}
    told = used(cells_of("r", values))["doubt"].dropna().unique()
    assert len(told) > 20
    for doubt in told:
        for words in doubt_words(doubt):
            assert not CHINESE.search(words.en), words.en
            assert "/" not in words.zh.split("（")[0]
    for words in (*CELLS.values(), *(item.caveat for item in CATALOGUE.values())):
        assert not CHINESE.search(words[1])


def test_inside_the_funnel_is_the_usual_spread_and_not_chance() -> None:
    assert verdict("in").zh == "在通常差别之内"
    assert verdict("in").en == "within the usual spread"
    assert "chance" in verdict("high", "none").en
    assert verdict(None).zh == "单位太少，不作判断"


def test_a_class_that_asks_almost_alone_is_said() -> None:
    who = (
        "natural_person",
        "org_business",
        "org_research",
        "org_public_interest",
        "org_legal_service",
        "org_other",
    )
    keys = [f"requests/new_requests/{name}" for name in who]
    one = dict(zip(keys, (1.0, 0, 0, 0, 14, 0), strict=True)) | {"requests/new_requests/total": 15.0}
    said = dominance_words(compute(cells_of("r", one)))
    assert said is not None
    assert said.zh.startswith("新收15件中有93 %来自法律服务机构")
    even = dict(zip(keys, (8.0, 4, 0, 0, 3, 0), strict=True)) | {"requests/new_requests/total": 15.0}
    assert dominance_words(compute(cells_of("r", even))) is None
