"""Indicators of the real reports against hand-written arithmetic, and what happens to cells without a value."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from time import process_time

import pandas as pd
import pytest

from analysis.errors import GongkaiError, UnknownNameError
from analysis.forms import EDITIONS
from analysis.measures import (
    CATALOGUE,
    Indicator,
    compute,
    dominance,
    find,
    funnel,
    mark_small,
    pool,
    shrink,
    wide,
)
from analysis.measures.terms import expand
from analysis.words import Words
from golden import GOLDEN

HUAIAN = "huaian_2024.pdf"


def cells_of(
    report: str, values: Mapping[str, float | None], edition: str = "2021", status: str = "blank"
) -> pd.DataFrame:
    """A cells frame of one report; a value of None gets the status given."""
    rows = [
        (report, *key.split("/"), edition, value, status if value is None else "reported", "件")
        for key, value in values.items()
    ]
    names = ["report_id", "table", "row", "column", "edition", "value", "status", "unit"]
    types = {name: "Float64" if name == "value" else "string" for name in names}
    return pd.DataFrame(rows, columns=names).astype(types)


def reports_of(*rows: tuple[str, str, int | None, str, str | None]) -> pd.DataFrame:
    """A reports frame: report_id, body, year, scope, region_code."""
    frame = pd.DataFrame(rows, columns=["report_id", "body", "year", "scope", "region_code"])
    return frame.assign(published=pd.NA).astype(
        {"year": "Int64"} | dict.fromkeys(frame.columns.drop("year"), "string")
    )


@pytest.fixture(scope="module")
def all_cells() -> pd.DataFrame:
    return pd.concat([cells_of(name, values) for name, values in GOLDEN.items()], ignore_index=True)


@pytest.fixture(scope="module")
def huaian(all_cells: pd.DataFrame) -> pd.DataFrame:
    return compute(all_cells[all_cells["report_id"] == HUAIAN]).set_index("indicator")


HAND = {
    "req_workload": 3119 + 34,
    "backlog_change": 103 - 34,
    "clearance_rate": 100 * 3050 / 3153,
    "disclosure_rate": 100 * (1362 + 454) / 3050,
    "disclosure_rate_resolv": 100 * (1362 + 454) / (1362 + 454 + 178),
    "disclosure_rate_workload": 100 * (1362 + 454) / 3153,
    "denial_rate": 100 * (2 + 31 + 5 + 6 + 8 + 12 + 9 + 105) / 3050,
    "unable_rate": 100 * (769 + 11 + 1) / 3050,
    "rejected_rate": 100 * (62 + 25 + 0 + 0 + 1) / 3050,
    "other_rate": 100 * (71 + 6 + 110) / 3050,
    "denial_share_admin_query": 100 * 105 / 178,
    "denial_discretion": 100 * (8 + 12 + 9) / 178,
    "natural_share": 100 * 3001 / 3119,
    "review_corr_all": 100 * 64 / 351,
    "review_corr": 100 * 64 / (72 + 64 + 178),
    "review_corr_strict": 100 * 64 / (72 + 64),
    "litig_corr": 100 * (4 + 1) / (13 + 4 + 8 + 12 + 1 + 1),
    "review_inc": 100 * 351 / 3050,
    "litig_inc": 100 * (26 + 20) / 3050,
    "corr_per_1000": 1000 * (64 + 4 + 1) / 3050,
    "natural_org_gap": 100 * (1735 / 2932 - 81 / 118),
    "nd_stock": 66,
    "fee_amount": 96171.6,
}


@pytest.mark.parametrize("code", HAND)
def test_indicator_by_hand(huaian: pd.DataFrame, code: str) -> None:
    assert huaian.loc[code, "status"] == "ok"
    assert huaian.loc[code, "value"] == pytest.approx(HAND[code], rel=1e-12)


def test_the_three_denominators_as_published(huaian: pd.DataFrame) -> None:
    shown = huaian["value"].astype(float).round(1)
    assert shown[["disclosure_rate", "disclosure_rate_resolv"]].tolist() == [59.5, 91.1]
    assert shown[["review_corr_all", "review_corr", "review_corr_strict"]].tolist() == [18.2, 20.4, 47.1]


def test_definitions_from_the_report_itself() -> None:
    """The printed report of 2024, read anew: every figure of ``HAND``, each with its denominator by name."""
    from analysis.frames.tidy import read_reports

    file = next((Path(__file__).parents[1] / "data" / "raw").rglob(HUAIAN))
    facts = compute(read_reports([file]).cells).set_index("indicator")
    assert facts.loc[list(HAND), "value"].astype(float).to_dict() == pytest.approx(HAND, rel=1e-12)
    bases = {
        "disclosure_rate": "decided", "disclosure_rate_resolv": "resolvable", "disclosure_rate_workload": "workload",
        "review_corr_all": "all", "review_corr": "concluded", "review_corr_strict": "upheld_or_corrected",
        "natural_share": "new", "denial_discretion": "denied", "req_workload": "",
    }  # fmt: skip
    assert facts.loc[list(bases), "basis"].to_dict() == bases
    # Wilson's interval of 64 of 136, by hand: centre (p + z²/2n) / (1 + z²/n) with p = 64/136, z = 1.959964
    p, n, z = 64 / 136, 136, 1.959964
    centre, half = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
    strict = facts.loc["review_corr_strict"]
    assert strict["low"] == pytest.approx(100 * (centre - half) / (1 + z * z / n), rel=1e-6)
    assert strict["high"] == pytest.approx(100 * (centre + half) / (1 + z * z / n), rel=1e-6)


def test_outcomes_add_up_to_all_decided(all_cells: pd.DataFrame) -> None:
    groups = ["full_rate", "partial_rate", "denial_rate", "unable_rate", "rejected_rate", "other_rate"]
    shares = compute(all_cells, groups).groupby("report_id")["value"].sum(min_count=6).dropna()
    assert len(shares) == 5
    assert shares.astype(float).tolist() == pytest.approx([100] * 5)


def test_interval_and_n_stand_on_the_denominator(huaian: pd.DataFrame) -> None:
    row = huaian.loc["review_corr_strict"]
    assert (row["numerator"], row["denominator"], row["n"]) == (64, 136, 136)
    assert row["low"] < row["value"] < row["high"]
    assert pd.isna(huaian.loc["req_new", "low"])
    assert huaian.loc["natural_org_gap", "n"] == 118


def test_blank_is_never_zero(all_cells: pd.DataFrame) -> None:
    report = compute(all_cells[all_cells["report_id"].str.startswith("001")]).set_index("indicator")
    assert report.loc["review_corr", "status"] == "na"
    assert report.loc["review_corr", "reason"] == "remedies/review/corrected: blank"
    assert pd.isna(report.loc["review_corr", "numerator"])


def test_nothing_of_nothing_is_not_a_share(all_cells: pd.DataFrame) -> None:
    report = compute(all_cells[all_cells["report_id"].str.startswith("001")]).set_index("indicator")
    assert report.loc["disclosure_rate", "reason"] == "0/0"
    assert pd.isna(report.loc["disclosure_rate", "value"])
    assert report.loc["req_new", "value"] == 0


@pytest.mark.parametrize("status", ["blank", "na_mark", "missing", "unresolved", "text"])
def test_the_reason_names_cell_and_status(status: str) -> None:
    values = GOLDEN[HUAIAN] | {"requests/denied_third_party/total": None}
    facts = compute(cells_of("r", values, status=status), ["denial_rate", "full_rate"])
    assert facts["status"].tolist() == ["na", "ok"]
    assert facts["reason"][0] == f"requests/denied_third_party/total: {status}"


def test_a_value_of_an_unresolved_cell_is_not_used() -> None:
    cells = cells_of("r", GOLDEN[HUAIAN])
    cells["status"] = cells["status"].mask(cells["row"] == "total_decided", "unresolved")
    assert compute(cells, ["full_rate"])["status"].tolist() == ["na"]


def test_a_part_beyond_the_whole_is_reported() -> None:
    values = GOLDEN[HUAIAN] | {"requests/granted_full/total": 4000}
    facts = compute(cells_of("r", values), ["full_rate"])
    assert facts["status"].tolist() == ["na"]
    assert "larger than the whole" in facts["reason"][0]


def old_form() -> dict[str, float | None]:
    """The report in the form of 2019: one row of other handling, other measures in the first table."""
    values = {
        key: value for key, value in GOLDEN[HUAIAN].items() if "/other_" not in key or "remedies" in key
    }
    values = {key: value for key, value in values.items() if not key.startswith("proactive")}
    values |= {f"requests/other_handling/{who}": 187 for who in ("total", "natural_person")}
    return values | {"proactive/normative_docs/new_made": 8, "proactive/normative_docs/total_published": 66}


def test_the_form_of_2019_has_its_own_sum_of_other_handling() -> None:
    cells = pd.concat([cells_of("old", old_form(), "2019"), cells_of("new", GOLDEN[HUAIAN])])
    facts = compute(cells, ["other_rate", "procedural_share", "nd_made"])
    pairs = facts.groupby("indicator")["value"].agg(list)
    assert all(old == new for old, new in pairs)


def test_what_a_form_does_not_ask_is_not_missing() -> None:
    facts = compute(cells_of("old", old_form(), "2019"), ["nd_stock"])
    assert facts["reason"].tolist() == ["not in the form of 2019"]


def test_every_term_is_a_cell_of_its_form() -> None:
    for form in EDITIONS:
        known = {str(key) for block in form.blocks for line in block.lines for key in line.keys}
        for item in CATALOGUE.values():
            sides = (item.numerator, item.denominator, *(item.minus or ()))
            used = {cell for side in sides for _, key in side for cell in expand(key, form.code)}
            if form.code in item.editions:
                assert used - known <= {"population"}, item.code


def test_the_catalogue_is_complete_and_apart() -> None:
    for code, item in CATALOGUE.items():
        assert item.code == code
        assert item.zh
        assert item.en
        assert find(code) is item
    for lang in ("zh", "en"):
        names = [item.label(lang) for item in CATALOGUE.values()]
        assert len(set(names)) == len(names)


def test_an_unknown_code_names_its_neighbours() -> None:
    with pytest.raises(UnknownNameError, match="disclosure_rate"):
        compute(cells_of("r", GOLDEN[HUAIAN]), ["disclosure_rat"])


def test_another_denominator_is_used_and_named(all_cells: pd.DataFrame) -> None:
    codes = ["disclosure_rate", "denial_rate", "unable_rate", "natural_org_gap", "review_corr", "review_inc"]
    cells = all_cells[all_cells["report_id"] == HUAIAN]
    over = {
        name: compute(cells, codes, denominator=name).set_index("indicator")
        for name in ("decided", "resolvable", "workload")
    }
    assert over["resolvable"].loc["disclosure_rate", "value"] == pytest.approx(100 * 1816 / 1994)
    assert over["workload"].loc["disclosure_rate", "value"] == pytest.approx(100 * 1816 / 3153)
    assert over["resolvable"].loc["denial_rate", "value"] == pytest.approx(100 * 178 / 1994)
    assert over["workload"].loc["unable_rate", "value"] == pytest.approx(100 * 781 / 3153)
    assert over["resolvable"].loc["unable_rate", "status"] == "na"
    assert "not a part" in over["resolvable"].loc["unable_rate", "reason"]
    for name, facts in over.items():
        assert facts["basis"].tolist() == [name] * 4 + ["concluded", "decided"]
        assert facts.loc["review_corr", "value"] == over["decided"].loc["review_corr", "value"]
    with pytest.raises(UnknownNameError, match="resolvable"):
        compute(cells, codes, denominator="all")


def test_the_interval_is_the_one_asked_for_and_is_named(huaian: pd.DataFrame) -> None:
    cells = cells_of("r", GOLDEN[HUAIAN])
    facts = compute(cells, ["full_rate", "review_inc", "natural_org_gap", "req_new"], interval="jeffreys")
    assert facts["interval"].tolist() == ["jeffreys", "poisson", "newcombe", ""]
    assert facts["low"][0] != huaian.loc["full_rate", "low"]
    assert facts["low"][1] == huaian.loc["review_inc", "low"]
    with pytest.raises(UnknownNameError, match="jeffreys"):
        compute(cells, interval="wald")  # type: ignore[arg-type]


STATISTICS_2014 = {
    "req_received": 120, "answered": 100, "already_public": 30, "granted": 20, "partial": 5, "denied": 15,
    "denied_notinfo": 3, "not_this_body": 10, "not_exist": 8, "amend": 7, "other_channel": 5, "closed": 110,
    "closed_ontime": 99, "review": 12, "review_upheld": 6, "review_corrected": 4, "review_other": 2,
    "litig": 5, "litig_upheld": 3, "litig_corrected": 1, "litig_other": 1, "normdocs_made": 9,
}  # fmt: skip
HAND_2014 = {
    "req_new": 120,
    "full_rate": 30 + 20,
    "disclosure_rate": 30 + 20 + 5,
    "denial_rate": 15 - 3,
    "not_held_rate": 10 + 8,
    "ontime_rate": 100 * 99 / 110,
    "review_concluded_inc": 12,
    "litig_concluded_inc": 5,
    "review_corr": 100 * 4 / 12,
    "litig_corr": 100 * 1 / 5,
    "corr_per_1000": 10 * (4 + 1),
    "nd_made": 9,
}


def test_the_statistics_table_of_2014_by_hand() -> None:
    values = {f"statistics/s14_{code}/value": float(value) for code, value in STATISTICS_2014.items()}
    facts = compute(cells_of("r", values, "2014")).set_index("indicator")
    assert facts.loc[list(HAND_2014), "value"].astype(float).to_dict() == pytest.approx(HAND_2014)
    assert set(facts["edition"]) == {"2014"}
    others = facts[facts["status"] == "na"]
    asked = others[others["reason"] != "not in the form of 2014"]
    assert set(asked["reason"].str.split(": ").str[1]) == {"missing"}  # rows that this table does not print
    assert all("2014" in find(code).editions for code in asked.index)
    unasked = others.drop(index=asked.index)
    assert not any("2014" in find(code).editions for code in unasked.index)
    assert unasked[["value", "numerator", "denominator", "n"]].isna().all(axis=None)
    newer = compute(cells_of("r", GOLDEN[HUAIAN]), ["ontime_rate"])
    assert newer["reason"].tolist() == ["not in the form of 2021"]


def test_staff_money_training_complaints_and_channels_of_2014_by_hand() -> None:
    table = {"answered": 100, "req_received": 120, "req_inperson": 20, "req_fax": 1, "req_net": 69, "req_mail": 30,
             "closed": 110, "closed_extended": 11, "staff": 12, "staff_full": 3, "budget_wan": 8.5, "meetings": 4,
             "courses": 2, "trained": 150, "complaints": 5, "denied": 15, "denied_notinfo": 3, "denied_secret": 2,
             "granted": 20, "already_public": 30, "partial": 5, "not_this_body": 10, "not_exist": 8}  # fmt: skip
    values = {f"statistics/s14_{code}/value": float(value) for code, value in table.items()}
    facts = compute(cells_of("r", values, "2014")).set_index("indicator")
    by_hand = {
        "channel_share_inperson": 100 * 20 / 120, "channel_share_net": 57.5, "extended_rate": 10, "staff": 12,
        "staff_full_share": 25, "answers_per_staff": 100 / 12, "budget_wan": 8.5, "meetings": 4, "courses": 2,
        "trained": 150, "complaints": 5, "complaint_inc": 5, "denial_share_state_secret": 100 * 2 / 12,
        "statutory_share": 100 * 12 / (100 - 50 - 5), "not_held_share": 100 * 18 / 45,
    }  # fmt: skip
    assert facts.loc[list(by_hand), "value"].astype(float).to_dict() == pytest.approx(by_hand)
    assert facts.loc["req_new", "grade"] == "A"
    assert facts.loc["statutory_share", ["grade", "note"]].tolist() == [
        "B", "denied less what was not government information; the answers of 2014 hold interim notices to amend; "
        "granted plus already public"]  # fmt: skip


LIST_2008 = {4: 7, 12: 200, 13: 50, 14: 5, 15: 20, 16: 100, 17: 25, 18: 0, 19: 180, 20: 90, 21: 18, 22: 2, 23: 20,
             24: 10, 25: 5, 26: 5, 27: 30, 28: 3, 29: 5, 30: 4, 31: 1, 32: 2, 33: 15, 34: 9, 35: 3}  # fmt: skip


def test_the_list_of_2008_gives_what_is_graded_a_or_b() -> None:
    values = {f"statistics/l08_{number:02}/value": float(value) for number, value in LIST_2008.items()}
    facts = compute(cells_of("r", values, "2008")).set_index("indicator")
    by_hand = {
        "req_new": 200, "req_decided": 180, "full_rate": 50, "partial_rate": 10, "disclosure_rate": 60,
        "denial_rate": 100 * 30 / 180, "statutory_share": 100 * 30 / 72, "not_held_rate": 100 * 30 / 180,
        "not_held_share": 100 * 30 / 72, "repeat_rate": 100 * 5 / 180, "denial_share_state_secret": 10,
        "denial_share_security_stability": 10, "denial_share_third_party": 30, "review_concluded_inc": 5,
        "litig_concluded_inc": 100 * 3 / 180, "nd_made": 7, "statutory_rate": 100 * 30 / 180,
        "channel_share_inperson": 25, "channel_share_fax": 2.5, "channel_share_net": 60, "channel_share_mail": 12.5,
    }  # fmt: skip
    known = facts[facts["status"] == "ok"]
    assert known["value"].astype(float).to_dict() == pytest.approx(by_hand)
    assert set(facts.loc[facts["status"] == "na", "reason"]) == {"not in the form of 2008"}
    assert set(known["grade"]) == {"B"}
    assert known["note"].notna().all()
    assert known["note_zh"].notna().all()


def test_why_requests_end_without_disclosure_adds_up(all_cells: pd.DataFrame) -> None:
    parts = compute(all_cells, ["statutory_share", "factual_share", "procedural_refusal_share"])
    sums = parts.groupby("report_id")["value"].sum(min_count=3).dropna().astype(float)
    assert len(sums) >= 3
    assert sums.tolist() == pytest.approx([100] * len(sums))
    assert compute(cells_of("r", GOLDEN[HUAIAN]), ["statutory_share"])["numerator"].tolist() == [178 - 105]


def test_correction_by_track_and_turnover_by_hand(huaian: pd.DataFrame) -> None:
    assert huaian.loc["litig_direct_corr", "value"] == pytest.approx(100 * 4 / (13 + 4 + 8))
    assert huaian.loc["litig_after_corr", "value"] == pytest.approx(100 * 1 / (12 + 1 + 1))
    assert huaian.loc["review_concluded_inc", "value"] == pytest.approx(100 * (72 + 64 + 178) / 3050)
    docs = {
        f"proactive/normative_docs/{name}": n for name, n in (("made", 8), ("repealed", 4), ("in_force", 64))
    }
    assert compute(cells_of("r", docs), ["nd_turnover"])["value"].tolist() == [20]  # 12 of 60 at the start
    odd = compute(cells_of("r", docs | {"proactive/normative_docs/made": 70}), ["nd_turnover"])
    assert odd["reason"].tolist() == ["the denominator is below 0"]


def test_an_indicator_written_in_a_notebook_goes_through_all_rooms() -> None:
    own = Indicator("secret_rate", "国家秘密占办结", "state secrets, of decided", "requests/denied_state_secret/total",
                    "requests/total_decided/total", about=Words("国家秘密。", "State secrets."))  # fmt: skip
    cells = pd.concat([cells_of(f"r{at}", GOLDEN[HUAIAN]) for at in range(12)])
    facts = compute(cells, [own, "full_rate"])
    row = facts.iloc[0]
    assert (row["indicator"], row["basis"], row["interval"], row["grade"]) == (
        "secret_rate",
        "own",
        "wilson",
        "A",
    )
    assert row["value"] == pytest.approx(100 * 2 / 3050)
    assert compute(cells, own)["value"].tolist() == compute(cells, "secret_rate")["value"].tolist()
    some = facts.assign(level="county", year=2023)
    assert funnel(some)["flag"].notna().all()
    assert shrink(some)["shrunk"].notna().all()
    gap = Indicator("net", "净", "net", ["requests/new_requests/total", "-requests/carried_in/total"])
    assert compute(cells, gap)["value"].tolist() == [3119 - 34] * 12
    assert (gap.kind, gap.unit) == ("count", "件")


def test_a_wrong_indicator_says_what_it_got_and_what_is_taken() -> None:
    cells = cells_of("r", GOLDEN[HUAIAN])
    wrong = Indicator("x", "甲", "a", "requests/granted/total", "requests/total_decided/total")
    with pytest.raises(UnknownNameError, match=r"form of 2019 has no cell 'requests/granted/total'"):
        compute(cells, [wrong])
    with pytest.raises(UnknownNameError, match="code of the catalogue"):
        compute(cells, [Indicator("full_rate", "甲", "a", "requests/granted_full/total")])
    with pytest.raises(UnknownNameError, match="5 is a int; give codes"):
        compute(cells, [5])  # type: ignore[list-item]
    with pytest.raises(UnknownNameError, match=r"'share' is no kind.*proportion"):
        Indicator("x", "甲", "a", "requests/granted_full/total", kind="share")  # type: ignore[arg-type]


def test_small_numbers_are_marked() -> None:
    facts = pd.DataFrame({"n": pd.array([9, 10, 29, 30, None], dtype="Float64")})
    marked = mark_small(facts)
    assert marked["grey"].tolist() == [True, False, False, False, pd.NA]
    assert marked["rankable"].tolist() == [False, False, False, True, pd.NA]


def test_one_class_that_asks_almost_alone_is_seen() -> None:
    """14 of 15 requests from legal services, as in a real report of a township."""
    who = (
        "natural_person",
        "org_business",
        "org_research",
        "org_public_interest",
        "org_legal_service",
        "org_other",
    )
    rows = {"a": (1, 0, 0, 0, 14, 0), "b": (8, 0, 0, 0, 0, 0), "c": (8, 4, 0, 0, 0, 0)}
    cells = pd.concat(
        cells_of(report, {f"requests/new_requests/{name}": v for name, v in zip(who, counts, strict=True)}
                 | {"requests/new_requests/total": sum(counts)})
        for report, counts in rows.items()
    )  # fmt: skip
    found = dominance(compute(cells)).set_index("report_id")
    assert found["requester"].tolist() == ["legal_service_share", "natural_share", "natural_share"]
    assert found["dominated"].tolist() == [True, False, False]
    assert found.loc["a", "share"] == pytest.approx(100 * 14 / 15)


def test_per_head_only_with_people() -> None:
    cells = cells_of("r", GOLDEN[HUAIAN])
    assert "req_per_100k" not in set(compute(cells)["indicator"])
    facts = compute(cells, ["req_per_100k"], population=pd.Series({"r": 4_556_230}))
    assert facts["value"][0] == pytest.approx(3119 / 45.5623)
    assert compute(cells, ["req_per_100k"])["status"].tolist() == ["na"]


def test_wide_keeps_what_is_not_there(all_cells: pd.DataFrame) -> None:
    table = wide(all_cells)
    assert table.shape == (6, 200)
    assert table.isna().sum().sum() == 5
    assert (table.dtypes == "Float64").all()
    assert table.loc[HUAIAN, "requests/total_decided/total"] == 3050


def test_a_cell_given_twice_is_refused(all_cells: pd.DataFrame) -> None:
    with pytest.raises(GongkaiError, match="twice"):
        wide(pd.concat([all_cells, all_cells.head(1)]))


def test_no_cells_give_no_rows(all_cells: pd.DataFrame) -> None:
    assert compute(all_cells.head(0)).empty
    assert compute(all_cells, []).empty
    assert wide(all_cells.head(0)).empty


def test_two_thousand_reports_take_seconds(all_cells: pd.DataFrame) -> None:
    many = pd.concat([all_cells.assign(report_id=all_cells["report_id"] + str(n)) for n in range(334)])
    start = process_time()
    facts = compute(many)
    assert len(facts) == 2004 * len(compute(all_cells.head(1)))
    assert process_time() - start < 6


PARENT = ("p", "市政府", 2023, "government_aggregate", "320800")
CHILD = ("c", "区政府", 2023, "government_aggregate", "320803")
OTHER = ("o", "县政府", 2023, "government_aggregate", "410721")
OFFICE = ("f", "市政府办公室", 2023, "own_body", "320800")


def pooled(
    *reports: tuple[str, str, int | None, str, str | None], **options: object
) -> tuple[dict[str, float], dict[str, str]]:
    """New requests of each pool and the reasons for what was left out; each report has 3119."""
    cells = pd.concat([cells_of(report[0], GOLDEN[HUAIAN]) for report in reports])
    result = pool(cells, reports_of(*reports), **options)  # type: ignore[arg-type]
    sums = compute(result.cells, ["req_new"]).set_index("report_id")["value"].to_dict()
    return sums, result.left_out.set_index("report_id")["reason"].to_dict()


def test_pool_never_adds_a_child_to_its_parent() -> None:
    sums, left = pooled(CHILD, PARENT, OTHER)
    assert sums == {"pool:2023:2021": 2 * 3119}
    assert left == {"c": "part of 市政府 (p)"}


def test_pool_keeps_to_the_scope_policy() -> None:
    sums, left = pooled(PARENT, OFFICE, scope="own")
    assert sums == {"pool:2023:2021": 3119}
    assert left == {"p": "its scope is government_aggregate"}
    assert pooled(PARENT, OFFICE, scope="any")[1] == {"f": "part of 市政府 (p)"}


def test_pool_never_takes_a_report_twice() -> None:
    sums, left = pooled(OTHER, PARENT, ids=["o", "p", "o"])
    assert sums == {"pool:2023:2021": 2 * 3119}
    assert left == {"o": "the report is given more than once"}


def test_pool_takes_one_version_of_a_report() -> None:
    sums, left = pooled(PARENT, ("p2", *PARENT[1:]))
    assert sums == {"pool:2023:2021": 3119}
    assert left == {"p2": "another version of p"}


def test_pool_takes_no_version_if_they_differ_and_none_is_the_last() -> None:
    reports = reports_of(PARENT, ("p2", *PARENT[1:]))
    changed = GOLDEN[HUAIAN] | {"requests/new_requests/total": 1}
    cells = pd.concat([cells_of("p", GOLDEN[HUAIAN]), cells_of("p2", changed)])
    assert set(pool(cells, reports).left_out["report_id"]) == {"p", "p2"}
    dated = reports.assign(published=pd.array(["2024-01-05", "2024-03-01"], dtype="string"))
    assert pool(cells, dated).members["report_id"].tolist() == ["p2"]


def test_pool_does_not_add_years_or_editions() -> None:
    sums, _ = pooled(PARENT, ("o", "县政府", 2024, "government_aggregate", "410721"))
    assert sums == {"pool:2023:2021": 3119, "pool:2024:2021": 3119}
    cells = pd.concat([cells_of("p", GOLDEN[HUAIAN]), cells_of("o", old_form(), "2019")])
    assert set(pool(cells, reports_of(PARENT, OTHER)).members["edition"]) == {"2019", "2021"}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("x", "县政府", None, "government_aggregate", "410721"), "year"),
        (("x", "县政府", 2023, "government_aggregate", None), "place"),
        (("x", "县政府", 2023, "unknown", "410721"), "scope"),
    ],
)
def test_pool_leaves_out_what_it_cannot_place(
    row: tuple[str, str, int | None, str, str | None], why: str
) -> None:
    sums, left = pooled(PARENT, row)
    assert sums == {"pool:2023:2021": 3119}
    assert why in left["x"]


def test_a_sum_with_a_gap_is_not_a_sum() -> None:
    blank = GOLDEN[HUAIAN] | {"requests/new_requests/total": None}
    cells = pd.concat([cells_of("p", GOLDEN[HUAIAN]), cells_of("o", blank)])
    reports = reports_of(PARENT, OTHER)
    strict = pool(cells, reports).cells.set_index(["row", "column"])
    assert pd.isna(strict.loc[("new_requests", "total"), "value"])
    assert strict.loc[("new_requests", "total"), "source"] == "1 of 2 reports"
    loose = pool(cells, reports, incomplete="leave_out")
    assert loose.left_out["reason"].tolist() == ["requests/new_requests/total: blank"]
    assert compute(loose.cells, ["req_new"])["value"].tolist() == [3119]


def test_pool_by_a_column_and_unknown_names() -> None:
    cells = pd.concat([cells_of(row[0], GOLDEN[HUAIAN]) for row in (PARENT, OTHER)])
    reports = reports_of(PARENT, OTHER).assign(province=pd.array(["江苏省", "河南省"], dtype="string"))
    assert set(pool(cells, reports, by=["province"]).members["pool"]) == {
        "pool:2023:2021:江苏省",
        "pool:2023:2021:河南省",
    }
    for wrong in ({"scope": "all"}, {"ids": ["z"]}, {"by": ["z"]}):
        with pytest.raises(UnknownNameError):
            pool(cells, reports, **wrong)
    assert pool(cells, reports, []).cells.empty
