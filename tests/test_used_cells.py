"""Which cells count, and that no figure stands on cells in doubt without a mark."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ComparisonError, GongkaiError, UnknownNameError
from analysis.forms import EDITION_2014, EDITION_2019, EDITION_2021, identities
from analysis.frames.used_cells import CONTRADICTS, NOT_A_COUNT, used
from analysis.measures import compare, compute, pool
from golden import GOLDEN
from test_comparison import CITY, FAR, frames_of
from test_measures import HUAIAN, cells_of

FULL = "requests/granted_full/total"
SOUND = GOLDEN[HUAIAN]
BROKEN = SOUND | {FULL: SOUND[FULL] + 1000}


def by_key(table: pd.DataFrame) -> pd.DataFrame:
    return table.set_index(table["table"] + "/" + table["row"] + "/" + table["column"])


def test_a_sound_report_has_no_doubt_in_any_choice() -> None:
    cells = cells_of("r", SOUND)
    for choice in ("printed", "strict", "repaired"):
        found = used(cells, choice)
        assert found["doubt"].isna().all()
        assert found["value"].equals(cells["value"])
        assert set(found["cells"]) == {choice}


def test_a_figure_on_a_sum_that_does_not_hold_is_marked_with_its_arithmetic() -> None:
    """1000 more granted than the outcomes allow: a rate that looks sound, on two sums that do not hold."""
    facts = compute(cells_of("r", BROKEN)).set_index("indicator")
    rate = facts.loc["disclosure_rate"]
    assert (rate["status"], rate["cells"]) == ("ok", "printed")
    assert "V302 requests/*/total: 2362 + 454 + " in rate["doubt"]
    assert "V303 requests/granted_full/*: " in rate["doubt"]
    assert "= 1362 ≠ 2362" in rate["doubt"]
    assert pd.isna(facts.loc["natural_share", "doubt"])  # stands on other cells
    assert pd.isna(facts.loc["review_corr", "doubt"])


def test_strict_leaves_the_cells_out_and_says_why() -> None:
    facts = compute(cells_of("r", BROKEN), cells="strict").set_index("indicator")
    assert facts.loc["disclosure_rate", "reason"] == f"{FULL}: {CONTRADICTS}"
    assert "V302" in facts.loc["disclosure_rate", "doubt"]
    assert pd.isna(facts.loc["disclosure_rate", "value"])
    assert facts.loc["natural_share", "status"] == "ok"


def test_repaired_mends_what_one_cell_alone_can_mend_and_marks_it() -> None:
    facts = compute(cells_of("r", BROKEN), cells="repaired").set_index("indicator")
    assert facts.loc["disclosure_rate", "value"] == pytest.approx(100 * 1816 / 3050)
    assert facts.loc["disclosure_rate", "doubt"] == f"mended {FULL}: 2362 → 1362"
    assert pd.isna(facts.loc["denial_rate", "doubt"])  # its cells agree again
    both = BROKEN | {"remedies/review/total": 999}  # two faults that have nothing to do with each other
    facts = compute(cells_of("r", both), cells="repaired").set_index("indicator")
    assert facts.loc["disclosure_rate", "status"] == "ok"
    assert (
        facts.loc["review_inc", "reason"] == "remedies/review/total: contradicts"
    )  # any of five cells could be it


@given(st.sampled_from([EDITION_2014, EDITION_2019, EDITION_2021]), st.data())
def test_in_no_choice_is_a_figure_of_a_broken_rule_unmarked(form: object, data: st.DataObject) -> None:
    """Whatever one cell is changed to: each cell of a rule that no longer holds is in doubt, and mends are true."""
    keys = [str(key) for table in ("requests", "remedies", "statistics") for key in form.keys(table)]  # type: ignore
    key = data.draw(st.sampled_from(keys))
    value = data.draw(st.integers(1, 50))
    cells = cells_of("r", dict.fromkeys(keys, 0.0) | {key: float(value)}, form.code)  # type: ignore[attr-defined]
    rules = [rule for rule in identities(form) if key in map(str, rule.keys)]  # type: ignore[arg-type]
    inside = {str(one) for rule in rules for one in rule.keys}
    printed, strict, repaired = (by_key(used(cells, name)) for name in ("printed", "strict", "repaired"))
    assert set(printed.index[printed["doubt"].notna()]) == inside
    assert set(strict.index[strict["value"].isna()]) == inside
    changed = repaired[repaired["doubt"].str.startswith("mended").fillna(False)]
    assert set(changed.index) <= {key}
    assert (changed["value"] == 0).all()
    assert repaired.loc[repaired["doubt"].isna(), "value"].equals(
        printed.loc[repaired["doubt"].isna(), "value"]
    )


def test_a_count_below_zero_or_with_decimals_has_no_value() -> None:
    odd = {"requests/new_requests/total": -3119, "remedies/review/total": 350.5}
    values = SOUND | odd | {"proactive/admin_fees/amount_wan": 0.5}
    facts = compute(cells_of("r", values)).set_index("indicator")
    assert facts.loc["req_new", "reason"] == f"requests/new_requests/total: {NOT_A_COUNT}"
    assert facts.loc["req_new", ["value", "numerator"]].isna().all()
    assert facts.loc["review_inc", "status"] == "na"
    assert facts.loc["fee_amount", "value"] == 0.5
    signed = cells_of("o", {"proactive/licensing/items_change": -8.0}, "2019")
    assert used(signed)["value"].tolist() == [-8]


def test_unsure_labels_and_recognised_pictures_are_told() -> None:
    cells = cells_of("r", SOUND).assign(source=pd.array(["p1 0-9"] * len(SOUND), dtype="string"))
    cells.loc[cells["table"] == "remedies", "source"] = "ocr p2 0-9"
    names = ["report_id", "code", "table", "row", "rows"]
    rows = [
        ("r", "label_unsure", "requests", "carried_in", None),
        ("r", "label_unsure", "requests", None, "carried_out new_requests"),
        ("q", "label_unsure", "requests", "total_decided", None),
        ("r", "row_missing", "requests", "total_decided", None),
    ]
    findings = pd.DataFrame(rows, columns=names).astype("string")
    facts = compute(SimpleNamespace(cells=cells, findings=findings)).set_index("indicator")
    assert (
        facts.loc["req_workload", "doubt"]
        == "label_unsure requests/new_requests; label_unsure requests/carried_in"
    )
    assert facts.loc["review_corr", "doubt"] == "ocr"
    assert pd.isna(facts.loc["denial_rate", "doubt"])


def test_doubt_goes_into_sums_with_the_report_in_front() -> None:
    frames = frames_of(CITY, FAR)
    columns = frames.cells[["report_id", "row", "column"]]
    wrong = (columns == ["f", "granted_full", "total"]).all(axis=1)
    frames.cells["value"] = frames.cells["value"].mask(wrong, 2362)
    facts = compare(frames, ["disclosure_rate", "natural_share"], by="body_type").set_index("indicator")
    assert "[f] V303 requests/granted_full/*" in facts.loc["disclosure_rate", "doubt"]
    assert pd.isna(facts.loc["natural_share", "doubt"])
    strict = compare(frames, ["disclosure_rate"], by="body_type", cells="strict")
    assert strict["reason"].str.endswith("missing").all()
    summed = pool(used(frames, "repaired"), frames.reports, scope="any")
    assert compute(summed.cells, ["disclosure_rate"])["value"][0] == pytest.approx(100 * 1816 / 3050)
    people = compare(frames, ["disclosure_rate"], by=("body", "requester"))
    assert people["doubt"].notna().any()


def test_wrong_arguments_name_what_they_got_and_what_is_taken() -> None:
    cells = cells_of("r", SOUND)
    with pytest.raises(UnknownNameError, match=r"'clean' is no choice.*printed, strict, repaired"):
        compute(cells, cells="clean")  # type: ignore[arg-type]
    with pytest.raises(ComparisonError, match="chosen as strict"):
        compute(used(cells, "strict"), cells="repaired")
    assert compute(used(cells, "strict"), ["req_new"])["cells"].tolist() == ["strict"]
    with pytest.raises(GongkaiError, match="this is dict"):
        compute({}, ["req_new"])  # type: ignore[arg-type]


def test_two_thousand_reports_are_decided_in_seconds() -> None:
    from time import perf_counter

    one = cells_of("r", SOUND)
    cells = pd.concat([one.assign(report_id=f"r{at}") for at in range(2000)], ignore_index=True)
    cells["value"] = cells["value"].mask(np.arange(len(cells)) % 1999 == 0, 77)
    start = perf_counter()
    found = used(cells, "repaired")
    assert perf_counter() - start < 6
    assert found["doubt"].notna().any()
