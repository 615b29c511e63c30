"""One answer to which reports count: the same words mean the same place, and one version counts, at every door."""

from __future__ import annotations

import doctest
from pathlib import Path
from typing import Any

import pytest

from analysis import pages, read_reports
from analysis.batch import index
from analysis.errors import UnknownNameError
from analysis.forms import Key
from analysis.frames import places, which
from analysis.frames.places import region_of
from analysis.frames.tidy import Frames
from analysis.frames.which import asked, asked_reports, editions_of, is_inside, other_versions
from analysis.measures import compute
from render import as_text, filled

NAMED = {
    "山西": "140000",
    "山西省": "140000",
    "14": "140000",
    "140000": "140000",
    "Shanxi": "140000",
    "吕梁市": "141100",
    "1411": "141100",
    "江苏省淮安市": "320800",
    "淮安": "320800",
    "Huai'an City": "320800",
    "潞州区": "140403",
    "山西省长治市潞州区": "140403",
    "Luzhou District, Changzhi": "140403",
    "吉林": "220000",
    "吉林市": "220200",
    "密云县": "110118",
    "522400": "520500",
    "230422102": "230422102",
    "忠仁镇": "230422102",
    "unresolved": "unresolved",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Frames:
    """Places of two provinces, one report in an old and a corrected version, one without a place."""
    folder = tmp_path_factory.mktemp("raw")
    bodies = (
        "山西省人民政府",
        "吕梁市人民政府",
        "长治市潞州区人民政府",
        "江苏省淮安市人民政府",
        "政府办公室",
    )
    for number, body in enumerate(bodies):
        text = as_text("2021", filled("2021", number), body=body)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    corrected = as_text("2021", filled("2021", 40), body="吕梁市人民政府").replace(
        "年度报告", "年度报告（更正）", 1
    )
    (folder / "9更正.txt").write_text(corrected, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    return read_reports(folder)


@pytest.mark.parametrize(("words", "code"), NAMED.items())
def test_a_place_is_known_by_any_of_its_names(words: str, code: str) -> None:
    assert region_of(words).code == code
    assert region_of(int(words) if words.isdecimal() else words).code == code


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        ("朝阳", ["朝阳区 110105", "朝阳市 211300", "长春市朝阳区 220104"]),
        ("鼓楼区", ["南京市鼓楼区 320106", "开封市鼓楼区 410204"]),
        ("Huai'an", ["130728", "320800"]),
    ],
)
def test_a_name_of_several_places_lists_them(words: str, listed: list[str]) -> None:
    with pytest.raises(UnknownNameError) as caught:
        region_of(words)
    assert all(place in str(caught.value) for place in listed)


@pytest.mark.parametrize("words", ["天堂市", "999999", "1", "", "None", "省", "南京朝阳区"])
def test_words_that_name_no_place_are_refused(words: str) -> None:
    with pytest.raises(UnknownNameError, match="There is no region"):
        region_of(words)


def test_a_place_holds_what_lay_in_it_in_the_year_of_the_report(corpus: Frames) -> None:
    reports = corpus.reports.head(1).assign(region_code="341521", year=2012)
    held = {
        code: bool(is_inside(reports, [region_of(code)]).all()) for code in ("341500", "340400", "340422")
    }
    assert held == {"341500": True, "340400": False, "340422": True}  # 寿县 went from 六安 to 淮南 in 2015
    moved = reports.assign(region_code="340422", year=2020)
    assert is_inside(moved, [region_of("淮南市")]).all()
    assert not is_inside(reports.assign(region_code="500110", year=2010), [region_of("綦江区")]).any()


def test_one_version_counts_and_the_others_can_be_asked_for(corpus: Frames) -> None:
    chosen = asked(corpus, region="吕梁")
    assert list(chosen.reports["path"]) == ["9更正.txt"]
    assert set(chosen.cells["report_id"]) == set(chosen.reports["report_id"])
    every = asked(corpus, region="吕梁", versions="all")
    assert list(other_versions(every.reports)["path"]) == ["1.txt"]
    assert len(asked_reports(corpus.reports)) == 5  # neither the old version nor the file that cannot be read


def test_region_level_years_and_scope_narrow_together(corpus: Frames) -> None:
    bodies = set(asked(corpus, region=["山西", "320800"], level=["county", "prefecture"]).reports["body"])
    assert len(bodies) == 3
    assert asked(corpus, region="unresolved").reports["region_code"].isna().all()
    assert len(asked(corpus, years=2022).reports) == 0
    assert len(asked(corpus, years=[2023, "2022"]).reports) == 5
    assert set(asked(corpus, scope="own").reports["scope"]) <= {"own_body"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"region": "云南"}, "No report is of a region 云南省 530000; the reports are of: 山西省 140000"),
        ({"level": "village"}, "prefecture"),
        ({"scope": "everything"}, "any, own, aggregate, system"),
        ({"years": ["two"]}, "not a year"),
        ({"versions": "last"}, "chosen, all"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(
    corpus: Frames, wrong: dict[str, object], words: str
) -> None:
    with pytest.raises(UnknownNameError, match=words):
        asked(corpus, **wrong)  # type: ignore[arg-type]


def test_the_form_of_each_table_is_read_from_the_column_in_one_place(corpus: Frames) -> None:
    assert editions_of(corpus.reports["editions"].iloc[0]) == dict.fromkeys(
        ("proactive", "requests", "remedies"), "2021"
    )
    assert editions_of(None) == {}


@pytest.mark.parametrize("module", [places, which])
def test_examples_hold(module: object) -> None:
    tried = doctest.testmod(module)  # type: ignore[arg-type]
    assert tried.attempted
    assert not tried.failed


def test_a_page_is_headed_by_the_version_that_counts_and_lists_the_other(corpus: Frames) -> None:
    page = pages.region_page(corpus, "吕梁市")
    assert list(page.reports["path"]) == list(page.shown["path"]) == ["9更正.txt"]
    listed = pages.reports_table(page)
    assert "其他版本，列出但不计入" in listed
    assert listed.index("1.txt") > listed.index("其他版本")
    assert "另有 1 份是同一报告的其他版本" in pages.opening(page)
    everywhere = pages.region_page(corpus, "江苏")
    assert "1.txt" not in set(everywhere.others["path"])
    newest = pages.overview_page(corpus, unit_level="prefecture").units
    own = newest[newest["region_code"] == "141100"]["report_id"].unique()
    assert list(own) == list(page.shown["report_id"])


def test_versions_that_contradict_are_listed_and_none_heads_the_page(tmp_path: Path) -> None:
    for number in (1, 2):
        text = as_text("2021", filled("2021", number), body="吕梁市人民政府")
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    page = pages.region_page(read_reports(tmp_path), "吕梁市", lang="en")
    assert page.focus is None
    assert "hold different figures" in pages.opening(page)
    assert all(f"{number}.txt" in pages.reports_table(page) for number in (1, 2))


def test_a_peer_of_the_same_year_comes_before_those_of_other_years(tmp_path: Path) -> None:
    for body, year in (("交口县", 2023), ("兴县", 2023), ("临县", 2022), ("石楼县", 2022), ("岚县", 2022)):
        text = as_text("2021", filled("2021", year + len(body)), year, f"吕梁市{body}人民政府")
        (tmp_path / f"{body}.txt").write_text(text, encoding="utf-8")
    page = pages.region_page(read_reports(tmp_path), "交口县")
    assert list(page.others["year"]) == [2023]
    assert page.others_rule == "like"


def test_sums_that_the_sources_print_wrong_are_not_errors_of_the_program(tmp_path: Path) -> None:
    values = filled("2021", 3)
    text = as_text(
        "2021", values | {Key("requests", "total_decided", "total"): "999999"}, body="吕梁市人民政府"
    )
    (tmp_path / "1.txt").write_text(text, encoding="utf-8")
    frames = read_reports(tmp_path)
    broken = int(frames.findings["code"].str.startswith("V").sum())
    assert broken
    zh, en = (pages.opening(pages.region_page(frames, "吕梁市", lang=lang)) for lang in ("zh", "en"))
    assert f"原件所印的数字有 {broken} 处加不起来" in zh
    assert f"{broken} sums of the figures printed in the sources do not hold" in en
    assert "个错误" not in zh
    assert " errors" not in en


def rows_of(folder: Path, reports: dict[str, tuple[str, int]]) -> dict[str, dict[str, Any]]:
    """The rows of the index for made-up reports: name of the file → body and year."""
    for number, (name, (body, year)) in enumerate(reports.items()):
        text = as_text("2021", filled("2021", number), year, body)
        (folder / name).write_text(text, encoding="utf-8")
    frames = read_reports(folder)
    listed = index._listed(folder, asked_reports(frames.reports, versions="all"), {})
    return {region.code: index._region_row(folder, region, frames, {}, "zh") for region in listed}


def test_one_county_does_not_stand_for_its_province_in_the_index(tmp_path: Path) -> None:
    county = rows_of(tmp_path, {"1.txt": ("吕梁市交口县人民政府", 2023)})["140000"]
    assert county["share"] is None
    both = rows_of(tmp_path, {"1.txt": ("吕梁市交口县人民政府", 2023), "2.txt": ("山西省人民政府", 2022)})[
        "140000"
    ]
    own = asked(read_reports(tmp_path), region="山西", years=2022)
    assert both["share"]["year"] == 2022
    assert both["share"]["numerator"] == compute(own.cells, ["disclosure_rate"])["numerator"].iloc[0]


def test_a_body_that_prints_its_name_differently_is_one_line(tmp_path: Path) -> None:
    row = rows_of(tmp_path, {"1.txt": ("山西省人民政府", 2022), "2.txt": ("山西省", 2023)})["140000"]
    assert len(row["points"]) == 2
    assert len(row["spark"]["lines"]) == 1


def test_a_blank_is_not_counted_as_read(tmp_path: Path) -> None:
    values = filled("2021", 1) | {Key("requests", "granted_full", "natural_person"): "/"}
    (tmp_path / "1.txt").write_text(as_text("2021", values, body="山西省人民政府"), encoding="utf-8")
    frames = read_reports(tmp_path)
    blank = int(frames.cells["status"].isin(["blank", "na_mark"]).sum())
    assert blank
    row = index._region_row(tmp_path, region_of("山西"), frames, {}, "zh")
    assert row["cells"] == row["cells_expected"] - blank


def test_the_index_lists_a_version_that_does_not_count(corpus: Frames, tmp_path: Path) -> None:
    html = index.index_html(tmp_path, corpus, [])
    assert html.count("其他版本，不计入") == 1
    assert html.count("Lvliang") == 0
    assert "Shanxi Province" in index.index_html(tmp_path, corpus, [], "en")
