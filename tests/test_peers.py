"""Peers and percentile bands by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import ComparisonError, UnknownNameError
from analysis.measures import peers, percentiles

KINDS = dict.fromkeys(["report_id", "body", "level", "body_type", "region_code", "scope"], "string") | {
    "year": "Int64"
}


def sample(size: int = 12) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Counties c0 … c11 with 1, 10, 20, 30 … requests; an office, a city, a report of another year and edition."""
    rows = [
        (f"c{n}", f"县{n}", "county", "government", f"3201{n:02}", "government_aggregate", 2023)
        for n in range(size)
    ]
    rows += [
        ("office", "办公室", "county", "office", "320100", "own_body", 2023),
        ("city", "市", "prefecture", "government", "320100", "government_aggregate", 2023),
        ("last", "县1", "county", "government", "320101", "government_aggregate", 2022),
        ("old", "县x", "county", "government", "320199", "government_aggregate", 2023),
    ]  # fmt: skip
    names = ["report_id", "body", "level", "body_type", "region_code", "scope", "year"]
    reports = pd.DataFrame(rows, columns=names).astype(KINDS)
    ids = reports["report_id"]
    volume = [10.0 * max(n, 0.1) for n in range(size)] + [50, 50, 50, 50]
    facts = pd.DataFrame(
        {"report_id": ids, "indicator": "req_new", "value": volume, "n": pd.NA, "status": "ok"}
    )
    share = [5.0 * n for n in range(size)] + [1] * 4
    shares = facts.assign(indicator="full_rate", value=share, n=volume)
    both = pd.concat([facts, shares], ignore_index=True).assign(edition="2021")
    both.loc[both["report_id"] == "old", "edition"] = "2019"
    return reports, both.astype(
        {"value": "Float64", "n": "Float64"} | dict.fromkeys(("report_id", "status", "edition"), "string")
    )


def test_peers_are_alike_and_the_nearest_in_volume() -> None:
    reports, facts = sample()
    found = peers(reports, "c5", facts, k=4)
    assert found["report_id"].tolist() == [
        "c6",
        "c4",
        "c7",
        "c8",
    ]  # logs: 60/50 < 50/40 < 70/50 < 80/50 < 50/30
    assert set(found["why"]) == {"nearest in volume"}
    everyone = peers(reports, "c5", facts, k=99)["report_id"]
    assert set(everyone) == {f"c{n}" for n in range(12) if n != 5}


def test_peers_by_name_must_be_of_the_year_and_form() -> None:
    reports, facts = sample()
    found = peers(reports, "c5", facts, named=["city", "县1", "320102", "old"])
    assert set(found["report_id"]) == {"city", "c1", "c2", "office"} - {"office"}
    assert set(found["why"]) == {"named by the user"}
    with pytest.raises(UnknownNameError, match="nobody"):
        peers(reports, "c5", facts, named=["nobody"])
    with pytest.raises(UnknownNameError, match="zz"):
        peers(reports, "zz", facts)


def test_a_report_of_an_unknown_level_has_no_peers_by_volume() -> None:
    reports, facts = sample()
    reports.loc[5, "level"] = pd.NA
    with pytest.raises(ComparisonError, match="level"):
        peers(reports, "c5", facts)
    assert peers(reports, "c5", facts, named=["c1"])["report_id"].tolist() == ["c1"]


def test_the_band_by_hand() -> None:
    """Peers c1 … c11 but c5 with n >= 10: values 5, 10, 15, 20, 30 … 55; quartiles at places 3.25 and 7.75 of 10."""
    reports, facts = sample()
    ids = peers(reports, "c5", facts, k=99)["report_id"]
    row = percentiles(facts, "c5", ids, codes=["full_rate"]).iloc[0]
    assert (row["n_peers"], row["left_out"]) == (10, 1)  # c0 has one case
    assert row[["p10", "p25", "median", "p75", "p90"]].tolist() == pytest.approx(
        [9.5, 16.25, 32.5, 43.75, 50.5]
    )
    assert row["percentile"] == 40
    assert (row["band"], row["status"]) == ("p25 to p75", "ok")


@pytest.mark.parametrize(
    ("focus", "band"),
    [("c1", "below p10"), ("c2", "p10 to p25"), ("c9", "p75 to p90"), ("c11", "above p90")],
)
def test_every_band(focus: str, band: str) -> None:
    reports, facts = sample()
    ids = [*peers(reports, focus, facts, k=99)["report_id"]]
    assert percentiles(facts, focus, ids, codes=["req_new"])["band"].tolist() == [band]


def test_too_few_peers_give_no_band() -> None:
    _, facts = sample()
    row = percentiles(facts, "c5", ["c6", "c7", "old"], codes=["full_rate"]).iloc[0]
    assert (row["status"], row["reason"]) == ("na", "fewer than 5 peers have a value")
    assert (row["n_peers"], row["left_out"]) == (2, 1)
    assert pd.isna(row["median"])
    absent = percentiles(facts, "nobody", [f"c{n}" for n in range(1, 9)], codes=["req_new"]).iloc[0]
    assert absent["reason"] == "the report itself has no value"
    assert absent["median"] == 45
