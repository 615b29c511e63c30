"""Completeness, agreement and timeliness by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import UnknownNameError
from analysis.measures import on_time, quality
from golden import GOLDEN
from test_measures import HUAIAN, cells_of


def test_a_report_whose_sums_all_agree() -> None:
    """huaian_2024: 200 cells; 7 + 7 columns, 25 rows and 3 tracks make 42 sums."""
    found = quality(cells_of("r", GOLDEN[HUAIAN])).set_index("indicator")
    assert found.loc["q_complete", ["value", "numerator", "denominator"]].tolist() == [100, 200, 200]
    assert found.loc["q_identity", ["value", "numerator", "denominator"]].tolist() == [100, 42, 42]


def test_a_wrong_total_breaks_its_sums_and_a_blank_takes_them_away() -> None:
    """The total of new requests stands in the flow of its column and the classes of its row."""
    wrong = cells_of("w", GOLDEN[HUAIAN] | {"requests/new_requests/total": 1})
    blank = cells_of("b", GOLDEN[HUAIAN] | {"requests/new_requests/total": None})
    found = quality(pd.concat([wrong, blank])).set_index(["report_id", "indicator"])
    assert found.loc[("w", "q_identity"), ["numerator", "denominator"]].tolist() == [40, 42]
    assert found.loc[("b", "q_identity"), ["numerator", "denominator"]].tolist() == [40, 40]
    assert found.loc[("b", "q_complete"), ["numerator", "denominator"]].tolist() == [199, 200]


def test_forms_are_apart() -> None:
    values = {f"statistics/s14_{code}/value": number for code, number in (
        ("req_received", 10), ("req_inperson", 4), ("req_fax", 1), ("req_net", 3), ("req_mail", 1))}  # fmt: skip
    both = pd.concat([cells_of("old", values, "2014"), cells_of("new", GOLDEN[HUAIAN])])
    found = quality(both).set_index(["report_id", "indicator"])
    assert found.loc[("old", "q_identity"), ["value", "denominator"]].tolist() == [0, 1]
    assert found.loc[("old", "q_complete"), "denominator"] == 5
    assert found.loc[("new", "q_identity"), "denominator"] == 42


def test_timeliness_is_that_of_the_reports_frame() -> None:
    cells = pd.concat([cells_of("a", GOLDEN[HUAIAN]), cells_of("b", GOLDEN[HUAIAN])])
    reports = pd.DataFrame({"report_id": ["b", "a"], "days_to_deadline": pd.array([None, -3], dtype="Int64")})
    found = quality(cells, reports).set_index(["report_id", "indicator"])
    assert found.loc[("a", "q_timely"), "value"] == -3
    assert found.loc[("b", "q_timely"), "reason"] == "publication or deadline is not known"
    with pytest.raises(UnknownNameError, match="days_to_deadline"):
        quality(cells, reports[["report_id"]])
    assert quality(cells.head(0)).empty


def test_publication_by_the_deadline_over_units_by_hand() -> None:
    """Of four reports of a province two were in time, one late, one has no date; versions that do not count are out."""
    rows = [("江苏省", 2023, False, True), ("江苏省", 2023, False, True), ("江苏省", 2023, True, True),
            ("江苏省", 2023, None, True), ("江苏省", 2023, True, False), ("浙江省", 2023, None, True)]  # fmt: skip
    reports = pd.DataFrame(rows, columns=["province", "year", "late", "is_chosen"])
    found = on_time(reports.assign(late=reports["late"].astype("boolean"))).set_index("province")
    assert found.loc["江苏省", "value"] == pytest.approx(100 * 2 / 3)
    assert found.loc["江苏省", ["numerator", "denominator", "left_out"]].tolist() == [2, 3, 1]
    assert found.loc["浙江省", "reason"] == "no date of publication is known"
    assert pd.isna(found.loc["浙江省", "value"])
