"""One answer to which reports count: the same words mean the same place, and one version counts, at every door."""

from __future__ import annotations

import doctest

import pytest

from analysis import read_reports
from analysis.errors import UnknownNameError
from analysis.frames import places, which
from analysis.frames.places import region_of
from analysis.frames.tidy import Frames
from analysis.frames.which import asked, asked_reports, editions_of, is_inside, other_versions
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
        ({"scope": "everything"}, "any, aggregate, own, system"),
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
