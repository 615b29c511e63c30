"""Groups of reports, peers, bands: who is set beside whom, and that nothing counts twice."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.errors import UnknownNameError
from analysis.measures import compare, compute, funnel, members, percentiles, population, ranks, shrink
from golden import GOLDEN
from test_measures import HUAIAN, cells_of

COLUMNS = [
    "report_id",
    "body",
    "body_type",
    "level",
    "region_code",
    "province",
    "prefecture",
    "county",
    "scope",
    "year",
]
CITY = (
    "c",
    "甲市人民政府",
    "government",
    "prefecture",
    "320100",
    "江苏省",
    "甲市",
    None,
    "government_aggregate",
    2023,
)
COUNTY = (
    "k",
    "乙县人民政府",
    "government",
    "county",
    "320121",
    "江苏省",
    "甲市",
    "乙县",
    "government_aggregate",
    2023,
)
FAR = (
    "f",
    "丙县人民政府",
    "government",
    "county",
    "330121",
    "浙江省",
    "丁市",
    "丙县",
    "government_aggregate",
    2023,
)
OFFICE = (
    "o",
    "甲市人民政府办公室",
    "office",
    "prefecture",
    "320100",
    "江苏省",
    "甲市",
    None,
    "own_body",
    2023,
)
NEXT = (*CITY[:9], 2024)


def frames_of(*rows: tuple[object, ...]) -> SimpleNamespace:
    """Reports that all have the figures of one real report."""
    reports = pd.DataFrame(rows, columns=COLUMNS).assign(published=pd.NA)
    reports = reports.astype(dict.fromkeys([*COLUMNS[:-1], "published"], "string") | {"year": "Int64"})
    cells = [cells_of(str(row[0]), GOLDEN[HUAIAN]) for row in rows]
    return SimpleNamespace(reports=reports, cells=pd.concat(cells, ignore_index=True))


def new_requests(*rows: tuple[object, ...], **options: object) -> dict[str, int]:
    facts = compare(frames_of(*rows), ["req_new"], **options)  # type: ignore[arg-type]
    return dict(zip(facts["group"], facts["value"].astype(int), strict=True))


def test_a_body_is_compared_as_it_reports() -> None:
    facts = compare(frames_of(CITY, COUNTY, OFFICE), ["disclosure_rate"])
    assert facts["report_id"].tolist() == ["c", "k"]
    assert facts["value"].astype(float).tolist() == pytest.approx([100 * 1816 / 3050] * 2)
    assert facts["level"].tolist() == ["prefecture", "county"]
    assert set(facts["scope_policy"]) == {"aggregate"}
    own = compare(frames_of(CITY, COUNTY, OFFICE), ["disclosure_rate"], scope="own")
    assert own["report_id"].tolist() == ["o"]


def test_a_province_does_not_add_a_county_to_its_city() -> None:
    assert new_requests(CITY, COUNTY, FAR, by="province", partial="keep") == {
        "pool:2023:2021:江苏省": 3119, "pool:2023:2021:浙江省": 3119}  # fmt: skip
    assert new_requests(CITY, COUNTY, FAR, by="level") == {
        "pool:2023:2021:prefecture": 3119, "pool:2023:2021:county": 2 * 3119}  # fmt: skip
    left = members(frames_of(CITY, COUNTY, FAR), by="province").left_out
    assert left[["report_id", "reason"]].values.tolist() == [["k", "part of 甲市人民政府 (c)"]]


def test_a_county_that_used_the_old_form_is_still_part_of_its_city() -> None:
    frames = frames_of(CITY, COUNTY, FAR)
    old = frames.cells["report_id"] == "k"
    frames.cells["edition"] = frames.cells["edition"].mask(old, "2019")
    facts = compare(frames, ["req_new"], by="province", partial="keep")
    assert dict(zip(facts["group"], facts["value"], strict=True)) == {
        "pool:2023:2021:江苏省": 3119, "pool:2023:2021:浙江省": 3119}  # fmt: skip
    left = members(frames, by="province").left_out
    assert left[["report_id", "reason"]].values.tolist() == [["k", "part of 甲市人民政府 (c)"]]


def test_every_grouping_gives_its_columns_and_says_how_it_was_made() -> None:
    for by in ("body", "region", "province", "prefecture", "county", "level", "body_type", "requester"):
        facts = compare(frames_of(CITY, COUNTY, FAR), ["full_rate", "req_new"], by=by, interval="jeffreys")
        assert len(facts)
        assert {"group", "year", "basis", "scope_policy", "interval", "edition", "n_reports"} <= set(
            facts.columns
        )
        assert not facts.duplicated(["group", "indicator"]).any()
    assert compare(frames_of(CITY, COUNTY), ["req_new"], by="county")["county"].tolist() == ["乙县"]
    assert members(frames_of(CITY, COUNTY), by="county").left_out["reason"].tolist() == ["it has no county"]


def test_years_are_apart_and_can_be_chosen() -> None:
    rows = (CITY, ("d", *NEXT[1:]))
    assert new_requests(*rows, by="province", partial="keep") == {
        "pool:2023:2021:江苏省": 3119,
        "pool:2024:2021:江苏省": 3119,
    }
    assert new_requests(*rows, year=2024) == {"d": 3119}
    assert new_requests(*rows, year=[2023, 2024]) == {"c": 3119, "d": 3119}
    assert new_requests(*rows, year=2020) == {}


def test_of_two_versions_of_a_report_one_is_compared() -> None:
    assert new_requests(CITY, ("c2", *CITY[1:])) == {"c": 3119}
    nowhere = ("x", "政府办公室", "office", None, None, None, None, None, "own_body", 2023)
    assert new_requests(nowhere, ("y", *nowhere[1:]), scope="own") == {"x": 3119, "y": 3119}


def test_versions_that_do_not_count_are_left_out() -> None:
    frames = frames_of(CITY, FAR)
    frames.reports["is_chosen"] = pd.array([True, False], dtype="boolean")
    assert compare(frames, ["req_new"])["report_id"].tolist() == ["c"]


def test_classes_of_requester_by_hand() -> None:
    """huaian_2024: natural persons 3001 new, 1735 of 2932 disclosed; organisations 118 of them in all."""
    codes = ["req_new", "disclosure_rate", "review_inc", "natural_share", "req_per_100k"]
    facts = compare(frames_of(CITY, FAR), codes, by=["province", "requester"], partial="keep")
    assert len(facts) == 2 * 6 * len(codes)
    one = facts[(facts["province"] == "江苏省") & (facts["requester"] == "natural_person")].set_index(
        "indicator"
    )
    assert one.loc["req_new", "value"] == 3001
    assert one.loc["disclosure_rate", "value"] == pytest.approx(100 * 1735 / 2932)
    for code in ("review_inc", "natural_share", "req_per_100k"):
        assert one.loc[code, "reason"] == "not asked by class of requester"
        assert one.loc[code, ["value", "numerator", "denominator"]].isna().all()
    new = facts[(facts["province"] == "江苏省") & (facts["indicator"] == "req_new")]
    assert new["value"].sum() == 3119


TAIZHOU = ("t", "泰州市人民政府", "government", "prefecture", "321200", "江苏省", "泰州市", None,
           "government_aggregate", 2023)  # fmt: skip
JINGJIANG = ("j", "靖江市人民政府", "government", "county", "321282", "江苏省", "泰州市", "靖江市",
             "government_aggregate", 2023)  # fmt: skip


@pytest.mark.parametrize("scope", ["aggregate", "any"])
def test_a_prefecture_without_its_own_report_is_not_the_sum_of_the_counties_that_report(scope: str) -> None:
    """泰州市 2023: only 靖江市, one of its six counties, is in; its requests are not those of 泰州市."""
    facts = compare(frames_of(JINGJIANG, CITY), ["req_new"], by="prefecture", scope=scope).set_index(
        "prefecture"
    )  # type: ignore[arg-type]
    part, whole = facts.loc["泰州市"], facts.loc["甲市"]
    assert (part["covers"], part["n_below"], part["n_expected"], part["n_reports"]) == ("part", 1, 6, 1)
    assert part[["value", "low", "high", "numerator", "denominator", "n"]].isna().all()
    assert part["status"] == "na"
    assert part["reason"] == "the report of the whole place is not in; 1 of 6 places below it are"
    assert (whole["covers"], whole["value"], whole["status"], whole["n_below"]) == ("whole", 3119, "ok", 0)
    kept = compare(frames_of(JINGJIANG, CITY), ["req_new"], by="prefecture", partial="keep").set_index(
        "prefecture"
    )
    assert kept.loc["泰州市", ["value", "covers", "status"]].tolist() == [3119, "part", "ok"]


def test_with_its_own_report_a_prefecture_is_whole() -> None:
    facts = compare(frames_of(JINGJIANG, TAIZHOU), ["req_new"], by="prefecture").set_index("prefecture")
    assert facts.loc["泰州市", ["value", "covers", "n_below", "n_reports"]].tolist() == [3119, "whole", 0, 1]
    county = compare(frames_of(JINGJIANG, TAIZHOU), ["req_new"], by="county").set_index("county")
    assert county.loc["靖江市", ["value", "covers"]].tolist() == [3119, "whole"]
    assert pd.isna(county.loc["靖江市", "n_expected"])
    province = compare(frames_of(JINGJIANG, TAIZHOU), ["req_new"], by="province", partial="keep")
    assert province[["covers", "n_below", "n_expected"]].values.tolist() == [["part", 1, 13]]


def test_the_own_report_of_a_place_on_another_form_leaves_its_counties_out() -> None:
    frames = frames_of(JINGJIANG, TAIZHOU)
    frames.cells["edition"] = frames.cells["edition"].mask(frames.cells["report_id"] == "j", "2019")
    facts = compare(frames, ["req_new"], by="prefecture")
    assert facts[["edition", "covers"]].values.tolist() == [["2021", "whole"]]


def test_groups_that_are_no_places_are_neither_whole_nor_part() -> None:
    for by in ("level", ["prefecture", "level"], "body_type"):
        facts = compare(frames_of(JINGJIANG, CITY), ["req_new"], by=by)  # type: ignore[arg-type]
        assert facts["covers"].isna().all()
        assert facts["value"].notna().all()
    own = compare(frames_of(OFFICE), ["req_new"], by="prefecture", scope="own")
    assert own["covers"].isna().all()
    assert own["value"].tolist() == [3119]
    bodies = compare(frames_of(JINGJIANG, OFFICE), ["req_new"], scope="any").set_index("report_id")["covers"]
    assert bodies["j"] == "whole"
    assert pd.isna(bodies["o"])


def test_a_part_enters_no_funnel_rank_or_peers() -> None:
    frames = frames_of(CITY, FAR, JINGJIANG)
    facts = compare(frames, ["disclosure_rate"], by="prefecture")
    strata = ("indicator", "edition", "year")
    judged = ranks(shrink(funnel(facts, strata=strata), strata=strata), strata=strata).set_index("prefecture")
    assert judged.loc[["泰州市", "丁市"], ["z", "rank", "shrunk"]].isna().all().all()
    stands = percentiles(
        facts.rename(columns={"group": "report_id"}), str(facts["group"].iloc[0]), facts["group"]
    )
    assert stands["n_peers"].tolist() == [0]


def test_people_of_a_group_are_those_of_all_its_members() -> None:
    frames = frames_of(CITY, FAR, (*COUNTY[:4], "320221", *COUNTY[5:]))
    table = pd.DataFrame(
        {"region_code": ["320100", "330121"], "year": 2020, "population": [900_000, 100_000]}
    )
    facts = compare(frames, ["req_per_100k"], by="level", population=population(frames.reports, table))
    by_level = facts.set_index("level")
    assert by_level.loc["prefecture", "value"] == pytest.approx(3119 / 9)
    assert pd.isna(by_level.loc["county", "value"])
    assert by_level.loc["county", "reason"] == "population: no population is known for 320221"


def test_unknown_words_are_refused_with_the_known_ones() -> None:
    frames = frames_of(CITY)
    for wrong in (
        {"by": "town"},
        {"by": []},
        {"scope": "all"},
        {"denominator": "all"},
        {"interval": "wald"},
        {"partial": "drop"},
    ):
        with pytest.raises(UnknownNameError, match="give"):
            compare(frames, ["full_rate"], **wrong)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="province"):
        compare(
            SimpleNamespace(reports=frames.reports.drop(columns="province"), cells=frames.cells),
            by="province",
        )


def test_no_reports_give_no_facts() -> None:
    frames = frames_of(CITY)
    empty = SimpleNamespace(reports=frames.reports.head(0), cells=frames.cells.head(0))
    for by in ("body", "province", "requester"):
        assert compare(empty, ["full_rate"], by=by).empty


def test_compare_and_compute_agree() -> None:
    frames = frames_of(CITY, FAR)
    facts = compare(frames).set_index(["group", "indicator"])["value"]
    plain = compute(frames.cells).set_index(["report_id", "indicator"])["value"]
    pd.testing.assert_series_equal(facts, plain.rename_axis(["group", "indicator"]))


def test_a_grouping_by_body_and_another_has_each_column_once() -> None:
    frames = frames_of(CITY, COUNTY)
    assert members(frames, by="body").members["report_id"].tolist() == ["c", "k"]
    facts = compare(frames, ["req_new"], by=("body", "level"))
    assert facts[["body", "level"]].values.tolist() == [["甲市人民政府", "prefecture"], [COUNTY[1], "county"]]
