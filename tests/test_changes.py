"""Change, breaks, balanced panels and Kitagawa's parts, by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ComparisonError, UnknownNameError
from analysis.forms import EDITIONS
from analysis.measures import (
    BREAKS,
    balanced,
    break_between,
    change,
    compare,
    kitagawa,
    means,
    newcombe,
    segments,
    turnover,
    wilson,
)  # fmt: skip
from analysis.measures.decomposition import components


def facts_of(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Facts: body, indicator, year, edition, numerator, denominator (None for a count)."""
    frame = pd.DataFrame(rows, columns=["body", "indicator", "year", "edition", "numerator", "denominator"])
    frame = frame.astype({"year": "Int64", "numerator": "Float64", "denominator": "Float64"})
    share = 100 * frame["numerator"] / frame["denominator"]
    value = frame["numerator"].where(frame["denominator"].isna(), share)
    value = value.mask((frame["denominator"] == 0).fillna(False))
    status = pd.Series(np.where(value.isna(), "na", "ok"), dtype="string")
    kinds = dict.fromkeys(["body", "indicator", "edition"], "string")
    return frame.assign(value=value, n=frame["denominator"], status=status, region_code="320100").astype(
        kinds
    )


def test_breaks_are_those_of_the_forms_and_the_two_laws() -> None:
    forms = {item.edition: item.year for item in BREAKS if item.kind == "form"}
    assert forms == {form.code: form.first_year for form in EDITIONS if form.code != "2008"}
    assert {item.source for item in BREAKS if item.kind == "form"} == {form.source for form in EDITIONS[:3]}
    assert break_between("req_new", 2022, 2023, "2021", "2021") == ""
    assert break_between("req_new", 2023, 2024, "2021", "2021") == ""
    assert "review law" in break_between("review_inc", 2023, 2024, "2021", "2021", lang="en")
    assert break_between("full_rate", 2018, 2019, "2014", "2019", lang="en").count(";") == 1
    # a late adopter still used the form of 2019 in 2021: no break for it then, but one a year later
    assert break_between("req_new", 2020, 2021, "2019", "2019") == ""
    assert break_between("req_new", 2021, 2022, "2019", "2021", lang="en") == "new form of 2021"
    assert break_between("req_new", 2020, 2021, lang="en") == "new form of 2021"


def test_growth_of_a_count_by_hand() -> None:
    found = change(
        facts_of(("a", "req_new", 2022, "2021", 100, None), ("a", "req_new", 2023, "2021", 150, None))
    )
    row = found.iloc[0]
    assert len(found) == 1
    assert row["change"] == pytest.approx(math.log(1.5))
    assert row["percent"] == pytest.approx(50)
    assert row["high"] - row["change"] == pytest.approx(1.959964 * math.sqrt(1 / 100 + 1 / 150), rel=1e-6)
    assert (row["change_unit"], row["status"], row["year_from"]) == ("log points", "ok", 2022)


def test_change_of_a_share_is_newcombes() -> None:
    """Newcombe (1998), Statistics in Medicine 17, 873-890, table II, (a): 56/70 - 48/80."""
    found = change(
        facts_of(("a", "full_rate", 2022, "2021", 48, 80), ("a", "full_rate", 2023, "2021", 56, 70))
    )
    assert found["change"].tolist() == pytest.approx([20])
    assert found[["low", "high"]].round(2).to_numpy(dtype=float).tolist() == [[5.24, 33.39]]
    assert found["low"][0] == pytest.approx(100 * float(newcombe(56, 70, 48, 80)[0]))


def test_nothing_crosses_a_break_unless_allowed_and_then_it_shows() -> None:
    facts = facts_of(
        ("a", "req_new", 2020, "2019", 10, None), ("a", "req_new", 2021, "2021", 20, None),
        ("a", "review_corr", 2023, "2021", 1, 4), ("a", "review_corr", 2024, "2021", 3, 4),
    )  # fmt: skip
    strict, loose = change(facts, lang="en"), change(facts, lang="en", allow_breaks=True)
    assert strict["change"].isna().all()
    law = "revised administrative review law in force since 1 January 2024"
    assert strict["reason"].tolist() == ["break: new form of 2021", f"break: {law}"]
    assert loose["change"].tolist() == pytest.approx([math.log(2), 50])
    assert loose["break"].tolist() == strict["break"].tolist() != ["", ""]


def test_why_there_is_no_change() -> None:
    facts = facts_of(
        ("gap", "req_new", 2021, "2021", 10, None), ("gap", "req_new", 2023, "2021", 20, None),
        ("zero", "req_new", 2022, "2021", 0, None), ("zero", "req_new", 2023, "2021", 5, None),
        ("none", "full_rate", 2022, "2021", 0, 0), ("none", "full_rate", 2023, "2021", 1, 4),
        ("two", "req_new", 2022, "2021", 1, None), ("two", "req_new", 2023, "2021", 5, None),
        ("two", "req_new", 2023, "2021", 6, None),
    )  # fmt: skip
    found = change(facts).set_index("body")
    assert found["reason"].to_dict() == {
        "gap": "no figure for 2022", "zero": "no growth from or to a count of 0", "none": "no value for 2022",
        "two": "more than one figure for 2023",
    }  # fmt: skip
    assert found["change"].isna().all()
    nameless = facts.assign(region_code=pd.NA)
    assert change(nameless).empty
    with pytest.raises(UnknownNameError, match="county"):
        change(facts, unit="county")


def test_a_body_that_was_renamed_is_followed_by_its_id() -> None:
    facts = facts_of(("旧名", "req_new", 2022, "2021", 10, None), ("新名", "req_new", 2023, "2021", 20, None))
    assert change(facts).empty
    known = facts.assign(body_id=pd.array(["320100:政府"] * 2, dtype="string"))
    assert change(known)[["body_id", "body", "status"]].values.tolist() == [["320100:政府", "新名", "ok"]]
    assert balanced(known).facts["body"].tolist() == ["旧名", "新名"]
    assert set(segments(known)["segment"]) == {1}


def test_the_unit_follows_the_grouping() -> None:
    facts = facts_of(("a", "req_new", 2022, "2021", 10, None), ("a", "req_new", 2023, "2021", 20, None))
    places = facts.drop(columns=["body", "region_code"]).assign(
        province="江苏省", prefecture=pd.NA, county="甲县"
    )
    assert change(places)["status"].tolist() == ["ok"]
    assert balanced(places).left_out.empty
    two = pd.concat([facts.assign(requester=who) for who in ("natural_person", "org_business")])
    assert change(two)["requester"].tolist() == ["natural_person", "org_business"]
    with pytest.raises(UnknownNameError, match="body"):
        change(facts.drop(columns=["body", "region_code"]))


def test_a_body_whose_name_is_printed_in_two_ways_is_one_body_to_compare() -> None:
    """The printed name changes and two bodies swap their sizes: pairing by name would turn the sign around."""
    from test_comparison import CITY, frames_of

    rows = [
        (report, name, *CITY[2:9], year)
        for report, name, year in (
            ("a1", "甲市政府", 2022),
            ("a2", "甲市人民政府", 2023),
            ("b1", "甲市人民政府", 2022),
            ("b2", "甲市政府", 2023),
        )
    ]
    frames = frames_of(*rows)
    frames.reports["body_id"] = pd.array(["320100:a", "320100:a", "320100:b", "320100:b"], dtype="string")
    sizes = frames.cells["report_id"].map({"a1": 100, "a2": 150, "b1": 900, "b2": 700}).astype("Float64")
    new = (frames.cells["row"] == "new_requests") & (frames.cells["column"] == "total")
    frames.cells["value"] = frames.cells["value"].mask(new, sizes)
    facts = compare(frames, ["req_new", "disclosure_rate"], by="body")
    grown = change(facts[facts["indicator"] == "req_new"]).set_index("body_id")["change"]
    assert grown.astype(float).to_dict() == pytest.approx(
        {"320100:a": math.log(1.5), "320100:b": math.log(7 / 9)})  # fmt: skip
    assert balanced(facts).left_out.empty
    assert kitagawa(facts, "disclosure_rate", 2022, 2023).left_out.empty
    unnamed = facts.assign(body_id=pd.NA)
    assert set(change(unnamed)["body_id"]) == {
        "320100:甲市政府",
        "320100:甲市人民政府",
    }  # as printed, for want of better


def test_growth_of_many_units_is_as_unsure_as_they_differ() -> None:
    """Ninety units whose growth varies by 0.3 beyond chance: Poisson intervals alone would cover far too few."""
    rng = np.random.default_rng(2)
    old = rng.integers(200, 4000, 90)
    new = rng.poisson(old * np.exp(rng.normal(0.1, 0.3, 90)))
    rows = [(f"b{at}", "req_new", year, "2021", int(k), None) for year, counts in ((2022, old), (2023, new))
            for at, k in enumerate(counts)]  # fmt: skip
    found = change(facts_of(*rows))
    assert found["tau2"].astype(float).unique() == pytest.approx([0.09], rel=0.35)
    covered = (found["low"] < 0.1) & (found["high"] > 0.1)
    assert 0.88 < covered.mean() < 0.99
    few = change(facts_of(*rows[:5], *rows[90:95]))
    assert few["tau2"].isna().all()
    assert few["high"][0] - few["change"][0] == pytest.approx(1.959964 * math.sqrt(1 / old[0] + 1 / new[0]))


def test_lines_end_at_breaks_and_gaps() -> None:
    facts = facts_of(*(("a", "req_new", year, edition, 1, None) for year, edition in (
        (2024, "2021"), (2018, "2014"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2023, "2021"))))  # fmt: skip
    found = segments(facts, lang="en")
    assert found["year"].tolist() == facts["year"].tolist()
    assert found.set_index("year")["segment"].to_dict() == {
        2018: 1,
        2019: 2,
        2020: 2,
        2021: 3,
        2023: 4,
        2024: 4,
    }
    assert found.set_index("year").loc[2021, "break"] == "new form of 2021"
    assert found.set_index("year").loc[2023, "break"] == ""


def test_a_balanced_panel_has_the_same_units_every_year() -> None:
    facts = facts_of(
        ("a", "full_rate", 2022, "2021", 1, 4), ("a", "full_rate", 2023, "2021", 2, 4),
        ("b", "full_rate", 2022, "2021", 1, 4),
        ("c", "full_rate", 2022, "2021", 0, 0), ("c", "full_rate", 2023, "2021", 2, 4),
        ("d", "full_rate", 2022, "2019", 1, 4), ("d", "full_rate", 2023, "2021", 2, 4),
    )  # fmt: skip
    panel = balanced(facts, lang="en")
    assert panel.facts[["body", "year"]].values.tolist() == [["a", 2022], ["a", 2023]]
    assert panel.left_out.set_index("body")["reason"].to_dict() == {
        "b": "no figure in one of the years",
        "c": "no value in one of the years",
        "d": "break: new form of 2021",
    }
    loose = balanced(facts, lang="en", allow_breaks=True)
    assert set(loose.facts["body"]) == {"a", "d"}
    assert loose.facts["break"].tolist() == ["", "", "", "new form of 2021"]
    assert set(balanced(facts, years=[2022]).facts["body"]) == {"a", "b", "d"}


def test_kitagawa_by_hand() -> None:
    """Two bodies: a 20/100 → 30/50, b 40/100 → 90/150.

    Rates .2 → .6 and .4 → .6; weights .5 → .25 and .5 → .75; within .375·.4 + .625·.2 = .275, mix -.1 + .125.
    """
    facts = facts_of(
        ("a", "full_rate", 2022, "2021", 20, 100), ("b", "full_rate", 2022, "2021", 40, 100),
        ("a", "full_rate", 2023, "2021", 30, 50), ("b", "full_rate", 2023, "2021", 90, 150),
        ("c", "full_rate", 2023, "2021", 9, 10),
    )  # fmt: skip
    parts, total, left_out = kitagawa(facts, "full_rate", 2022, 2023)
    assert parts["within"].tolist() == pytest.approx([15, 12.5])
    assert parts["mix"].tolist() == pytest.approx([-10, 12.5])
    assert total[["rate_from", "rate", "change", "within", "mix"]].iloc[0].tolist() == pytest.approx(
        [30, 60, 30, 27.5, 2.5]
    )
    assert total["n_left_out"].tolist() == [1]
    assert left_out[["body", "reason"]].values.tolist() == [["c", "no figure for 2022"]]


counts = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 500), st.integers(0, 50), st.integers(0, 500)),
    min_size=1,
    max_size=20,
).filter(lambda rows: sum(r[0] + r[1] for r in rows) > 0 and sum(r[2] + r[3] for r in rows) > 0)


@given(counts)
def test_the_parts_always_sum_to_the_change(rows: list[tuple[int, int, int, int]]) -> None:
    k1, rest1, k2, rest2 = np.array(rows, dtype=float).T
    n1, n2 = k1 + rest1, k2 + rest2
    within, mix = components(k1, n1, k2, n2)
    assert within.sum() + mix.sum() == pytest.approx(k2.sum() / n2.sum() - k1.sum() / n1.sum(), abs=1e-12)


def test_kitagawa_stops_at_a_break_and_at_counts() -> None:
    facts = facts_of(("a", "review_corr", 2023, "2021", 1, 4), ("a", "review_corr", 2024, "2021", 3, 4))
    with pytest.raises(ComparisonError, match="allow_breaks=True"):
        kitagawa(facts, "review_corr", 2023, 2024)
    total = kitagawa(facts, "review_corr", 2023, 2024, allow_breaks=True, lang="en").total
    assert total["change"].tolist() == pytest.approx([50])
    assert "review law" in total["break"][0]
    with pytest.raises(ComparisonError, match="req_new"):
        kitagawa(facts, "req_new", 2023, 2024)
    none = kitagawa(facts, "review_corr", 2020, 2021).total
    assert none["status"].tolist() == ["na"]
    assert none[["rate", "change", "within", "mix"]].isna().all(axis=None)


def test_turnover_by_hand() -> None:
    """8 made and 4 repealed, of 60 in force a year before: 20 %."""
    rows = [
        ("a", code, 2023, "2021", value, None)
        for code, value in (("nd_made", 8), ("nd_repealed", 4), ("nd_stock", 64))
    ]
    found = turnover(facts_of(*rows, ("a", "nd_stock", 2022, "2021", 60, None))).set_index("year")
    assert found.loc[2023, "value"] == pytest.approx(20)
    assert pd.isna(found.loc[2022, "value"])
    assert found.loc[2022, "reason"] == "made or repealed is not known"


def test_means_of_three_years_stay_within_a_form_and_need_every_year() -> None:
    rows = [("a", "review_corr", year, edition, k, n) for year, edition, k, n in (
        (2019, "2019", 1, 4), (2020, "2019", 0, 2), (2021, "2021", 1, 4), (2022, "2021", 2, 2),
        (2023, "2021", 0, 6))]  # fmt: skip
    counts = [("a", "req_new", year, "2021", k, None) for year, k in ((2021, 10), (2022, 20), (2023, 60))]
    found = means(facts_of(*rows, *counts)).set_index(["indicator", "year"])
    share = found.loc[("review_corr", 2023)]
    assert share["value"] == pytest.approx(100 * 3 / 12)  # all cases together, not the mean of three shares
    assert (share["year_from"], share["numerator"], share["n"]) == (2021, 3, 12)
    assert [share["low"], share["high"]] == pytest.approx([100 * float(end) for end in wilson(3, 12)])
    assert found.loc[("req_new", 2023), "value"] == 30
    assert pd.isna(found.loc[("req_new", 2023), "low"])
    lost = found.drop(index=[("review_corr", 2023), ("req_new", 2023)])
    assert lost["value"].isna().all()
    assert set(lost["reason"]) == {"fewer than 3 years with a value in a row within one form and law"}
    gap = facts_of(*(("a", "req_new", year, "2021", 5, None) for year in (2021, 2023, 2024)))
    assert means(gap)["value"].isna().all()
    twice = facts_of(*(("a", "req_new", year, "2021", 5, None) for year in (2021, 2022, 2022, 2023)))
    assert means(twice)["value"].isna().all()
    assert means(facts_of(*counts), years=2)["value"].dropna().tolist() == [15, 40]


def test_what_is_in_doubt_of_one_year_is_in_doubt_of_the_change_and_the_mean() -> None:
    facts = facts_of(*(("a", "req_new", year, "2021", 5 * year, None) for year in (2021, 2022, 2023)))
    facts["doubt"] = pd.array(["V301 requests/*/total: 1 ≠ 2", None, "ocr"], dtype="string")
    both = "V301 requests/*/total: 1 ≠ 2; ocr"
    assert change(facts)["doubt"].tolist() == ["V301 requests/*/total: 1 ≠ 2", "ocr"]
    assert means(facts)["doubt"].tolist()[-1] == both
