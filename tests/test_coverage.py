"""Sums that leave out what is counted already, for versions and systems too, and Σ children / parent."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import UnknownNameError
from analysis.measures import coverage, pool
from analysis.regions import children
from test_measures import cells_of

NEW = "requests/new_requests/total"
REPORTS = ["report_id", "body", "body_id", "region_code", "scope", "year", "is_chosen", "version_of"]
WHOLE, OWN = "government_aggregate", "own_body"


def frames(*rows: tuple[str, str, str, str, float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Reports of 2023 (id, body, code, scope, new requests) as cells and reports."""
    cells = pd.concat(
        [cells_of(key, {NEW: value, "requests/carried_in/total": 0.0}) for key, *_, value in rows]
    )
    table = [
        (key, body, f"{code}:{body}", code, scope, 2023, True, pd.NA) for key, body, code, scope, _ in rows
    ]
    reports = pd.DataFrame(table, columns=REPORTS).assign(published=pd.NA)
    dtypes = dict.fromkeys(reports.columns, "string") | {"year": "Int64", "is_chosen": "boolean"}
    return cells, reports.astype(dtypes)


# 鹤岗市 (230400) has six districts and two counties; the counts are made up
CITY = ("p", "人民政府", "230400", WHOLE, 100.0)
BODIES = (
    CITY,
    ("c1", "绥滨县政府", "230422", WHOLE, 30.0),
    ("t1", "忠仁镇政府", "230422102", OWN, 5.0),  # inside 绥滨县: not added
    ("c2", "萝北县政府", "230421", WHOLE, 20.0),
    ("t2", "向阳区某镇", "230402001", OWN, 3.0),
    ("d1", "教育局", "230400", OWN, 25.0),
    ("u1", "政府办公室", "230400", "unknown", 99.0),  # may be the city's own report
    ("x1", "新乡市政府", "410700", WHOLE, 500.0),
)


def line(table: pd.DataFrame, row: str = "new_requests") -> pd.Series:
    return table[table["row"] == row].iloc[0]


def test_coverage_adds_each_body_below_once() -> None:
    found = line(coverage(*frames(*BODIES), parents=["p"]))
    assert found["children"] == 30 + 20 + 3 + 25
    assert found["coverage"] == pytest.approx(0.78)
    assert (found["n_children"], found["n_expected"], found["n_bodies"]) == (2, 8, 2)


def test_coverage_of_nothing_is_not_known() -> None:
    table = coverage(*frames(*BODIES), parents=["p"])
    assert line(table, "carried_in")["coverage"] is pd.NA, "0 of 0"
    assert coverage(*frames(CITY)).empty
    assert list(coverage(*frames(BODIES[6]))) == list(table.columns)


def test_coverage_refuses_what_is_no_aggregate() -> None:
    with pytest.raises(UnknownNameError, match="'d1' is not the report of a whole government"):
        coverage(*frames(*BODIES), parents=["d1"])
    with pytest.raises(UnknownNameError):
        coverage(*frames(*BODIES), parents=["none"])


def test_coverage_leaves_out_versions_that_do_not_count() -> None:
    cells, reports = frames(*BODIES, ("c3", "绥滨县政府", "230422", WHOLE, 31.0))
    reports.loc[reports["report_id"] == "c3", ["is_chosen", "version_of"]] = [False, "c1"]
    assert line(coverage(cells, reports, ["p"]))["children"] == 78


def left(*rows: tuple[str, str, str, str, float], **changes: object) -> dict[str, str]:
    cells, reports = frames(*rows)
    for key, (column, value) in changes.items():  # type: ignore[misc]
        reports.loc[reports["report_id"] == key, column] = value
    return pool(cells, reports, scope="any").left_out.set_index("report_id")["reason"].to_dict()


def test_pool_leaves_out_versions() -> None:
    both = (CITY, ("q", "人民政府", "230400", WHOLE, 90.0))
    cells, reports = frames(*both)
    reports.loc[1, ["is_chosen", "version_of"]] = [False, "p"]
    result = pool(cells, reports)
    assert result.members["report_id"].tolist() == ["p"]
    assert result.left_out["reason"].tolist() == ["another version of p"]
    reports["is_chosen"], reports["version_of"] = False, pd.NA
    assert pool(cells, reports.astype({"is_chosen": "boolean", "version_of": "string"})).members.empty


def test_a_sum_does_not_mix_the_scopes_of_a_table() -> None:
    """A city that counts requests of its own level only, and says so."""
    cells, reports = frames(BODIES[1], BODIES[7])
    assert _new_requests(pool(cells, reports).cells) == 530
    reports["scope_tables"] = pd.array(
        [pd.NA, "proactive/normative_docs=own_level requests=own_level"], "string"
    )
    assert pd.isna(_new_requests(pool(cells, reports).cells))
    assert _new_requests(pool(cells, reports, scope="any").cells) == 530
    assert _new_requests(pool(cells, reports, ["x1"]).cells) == 500, "one report is no sum"
    reports["scope_tables"] = pd.array([pd.NA, "requests=unknown remedies=government_aggregate"], "string")
    assert _new_requests(pool(cells, reports).cells) == 530


def test_coverage_does_not_mix_the_scopes_of_a_table() -> None:
    cells, reports = frames(*BODIES)
    reports["scope_tables"] = reports["report_id"].map({"c1": "requests=own_level"}).astype("string")
    assert line(coverage(cells, reports, ["p"]))["children"] == 48
    reports["scope_tables"] = (
        reports["report_id"].map({"p": "requests/new_requests=own_level"}).astype("string")
    )
    assert coverage(cells, reports, ["p"])["row"].tolist() == ["carried_in"]


def _new_requests(sums: pd.DataFrame) -> object:
    return sums.loc[(sums["row"] == "new_requests") & (sums["column"] == "total"), "value"].iloc[0]


def test_pool_knows_a_body_by_its_id() -> None:
    """密云县 and 密云区 of one year, by a code given by hand: one body."""
    rows = (("a", "密云县政府", "110228", WHOLE, 1.0), ("b", "密云区政府", "110118", WHOLE, 1.0))
    cells, reports = frames(*rows)
    reports["body_id"] = pd.array(["110118:人民政府"] * 2, "string")
    assert pool(cells, reports).left_out["reason"].tolist() == ["another version of a"]


def test_a_vertical_system_covers_its_own_bodies_only() -> None:
    system = ("s", "鹤岗市税务局", "230400", "system_aggregate", 10.0)
    tax = ("t", "绥滨县税务局", "230422", OWN, 2.0)
    weather = ("w", "绥滨县气象局", "230422", OWN, 1.0)
    assert left(system, tax, weather, BODIES[1]) == {
        "t": "part of 鹤岗市税务局 (s)",
        "w": "part of 绥滨县政府 (c1)",
    }
    assert left(system, tax, weather) == {"t": "part of 鹤岗市税务局 (s)"}


def test_a_report_of_unknown_scope_may_cover_what_is_below() -> None:
    assert left(BODIES[6], BODIES[5]) == {"d1": "may be part of 政府办公室 (u1)"}


def test_zones_towns_and_offices_lie_below_their_government() -> None:
    rows = (
        ("p", "新乡市政府", "410700", WHOLE, 100.0),
        ("z", "新乡经开区管委会", "410772", OWN, 5.0),
        ("zt", "某街道办事处", "410772001", OWN, 1.0),
        ("o", "新乡市政府办公室", "410700", OWN, 9.0),
        ("k", "高新区管委会", "410700", OWN, 4.0),  # a zone without a code of its own
        ("e", "济源市政府", "419001", WHOLE, 7.0),  # governed by the province
    )
    assert set(left(*rows)) == {"z", "zt", "o", "k"}
    assert set(left(("h", "河南省政府", "410000", WHOLE, 900.0), *rows)) == {"p", "z", "zt", "o", "k", "e"}
    assert left(*rows[1:]) == {}, "a zone of one's own scope covers nothing"


@pytest.mark.parametrize(
    ("code", "year", "number"),
    [
        ("230400", 2023, 8),
        ("110000", 2023, 16),
        ("110000", 2009, 18),
        ("140400", 2017, 13),
        ("140400", 2018, 12),
        ("460000", 2023, 19),  # four cities, and fifteen governed by the province
        ("410700", 2023, 12),  # zones are not divisions
        ("999999", None, 0),
    ],
)
def test_the_divisions_one_level_down(code: str, year: int | None, number: int) -> None:
    assert len(children(code, year)) == number


def test_townships_are_below_counties_and_cities_without_them() -> None:
    assert any(division.name == "忠仁镇" for division in children("230422"))
    assert len(children("441900")) > 30
