"""The catalogue: complete in both languages, graded as the forms are, and its page up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.forms import EDITIONS
from analysis.measures import CATALOGUE
from analysis.measures.bases import basis_of
from analysis.measures.crosswalk import MATCHES
from analysis.measures.definitions import catalogue_markdown, entries, formula, notes
from analysis.measures.terms import FORMS
from analysis.words.indicators import UNITS

ROOT = Path(__file__).parents[1]
JUDGING = ("better", "worse", "good", "bad", "improve", "poor", "should", "好", "差", "优", "劣", "应该")


def test_every_indicator_is_explained_in_both_languages_without_judging() -> None:
    for zh, en in (item.about for item in CATALOGUE.values()):
        assert zh.endswith("。")
        assert en.endswith(".")
        assert not any(word in zh or word in en.lower().split() for word in JUDGING)
    for item in CATALOGUE.values():
        assert bool(item.caveat.zh) == bool(item.caveat.en)
        assert item.unit in UNITS or item.unit in ("", "0–1")


def test_every_denominator_has_a_name() -> None:
    for item in CATALOGUE.values():
        assert (basis_of(item) == "") == (item.kind == "count") == (item.basis.zh == "无")
        assert basis_of(item) != "own"
    named = {item.basis.code: {(one.basis.zh, one.basis.en) for one in CATALOGUE.values()
                               if one.basis.code == item.basis.code} for item in CATALOGUE.values()}  # fmt: skip
    assert all(len(words) == 1 for words in named.values())


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("backlog_change", "结转下年度继续办理 − 上年结转政府信息公开申请数量", None),
        ("full_rate_resolv", "予以公开 ÷ (予以公开 + 部分公开 + 不予公开合计)",
         "granted in full ÷ (granted in full + granted in part + denied, all grounds)"),
        ("review_corr", "行政复议·结果纠正 ÷ 行政复议·审结（维持＋纠正＋其他）", None),
        ("req_per_100k", "本年新收政府信息公开申请数量 ÷ 常住人口", "new requests this year ÷ residents"),
        ("requester_hhi", "Σ（各类申请人占新收之比）²", "sum of the squared shares of the classes"),
    ],
)  # fmt: skip
def test_formulas_are_in_the_words_of_the_form(code: str, zh: str, en: str | None) -> None:
    assert formula(CATALOGUE[code], "zh") == zh
    assert en is None or formula(CATALOGUE[code], "en") == en


def test_every_match_of_an_older_form_is_a_cell_of_it() -> None:
    for form in EDITIONS:
        known = {str(key) for block in form.blocks for line in block.lines for key in line.keys}
        for match in MATCHES.get(form.code, {}).values():
            assert {cell for _, cell in match.cells} <= known
            assert match.grade in ("A", "B")
            assert (match.grade == "A") or (match.zh and match.en)


def test_grade_b_is_told() -> None:
    assert notes(CATALOGUE["partial_rate"], "en") == (
        "2008 (B): before 2014 a list that places made for themselves, counted in items. "
        "2014 (B): the answers of 2014 hold interim notices to amend")  # fmt: skip
    assert notes(CATALOGUE["req_carried_in"]) == ""
    assert notes(CATALOGUE["nd_made"], "en").count("2021") == 3
    for item in CATALOGUE.values():
        assert set(item.editions) <= set(FORMS)


def test_entries_are_in_order_and_can_be_chosen() -> None:
    assert [entry["code"] for entry in entries()] == list(CATALOGUE)
    assert [entry["code"] for entry in entries(["review_corr", "req_new"])] == ["req_new", "review_corr"]
    assert entries([]) == []


def test_the_page_of_the_indicators_is_up_to_date() -> None:
    page = (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert page == catalogue_markdown(), "write it again: gongkai indicators --markdown > docs/indicators.md"
