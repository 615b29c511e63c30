"""The explorer: the same views with and without widgets, from a region to the line that a figure was read from."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib.text import Text

import analysis
from analysis.batch import notebooks, render
from analysis.errors import StoreError, UnknownNameError
from analysis.explorer import Explorer, card_html, explore, panel, passage, prepare, select, views
from analysis.explorer.controls import indicators
from analysis.explorer.corpus import Corpus, facts_of
from analysis.explorer.parts import PAGE
from analysis.explorer.selection import Selection, papermill_command, parameters, python_call
from analysis.explorer.source import passage_html
from analysis.explorer.still import still_html
from analysis.explorer.tables import rows_html
from analysis.explorer.views import View
from analysis.frames.tidy import Frames
from analysis.measures import CATALOGUE, compute
from analysis.measures.terms import POPULATION
from render import as_text, filled

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "notebooks" / "explorer.ipynb"
CODES = [code for code, item in CATALOGUE.items() if (1, POPULATION) not in item.denominator]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e$x$"
HUAIAN, LUZHOU = "fed22baafaab82a2", "df474bb42c3998a9"
ALL: dict[str, Any] = {"scope": "any", "years": []}


def view(corpus: Corpus | Frames, **choices: Any) -> View:
    """All reports, where nothing else is chosen."""
    return views.view(corpus, **(ALL | choices))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data/raw and data/processed of the six real reports."""
    root = tmp_path_factory.mktemp("place")
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    analysis.ingest(root / "data" / "raw", root / "data" / "processed", progress=False)
    return root


@pytest.fixture(scope="module")
def frames(place: Path) -> Frames:
    return analysis.load(place / "data" / "processed")


@pytest.fixture(scope="module")
def corpus(frames: Frames, place: Path) -> Corpus:
    return prepare(frames, place / "data" / "processed")


@pytest.fixture
def explorer(corpus: Corpus) -> Explorer:
    return Explorer(corpus, **ALL)


def many(frames: Frames, bodies: int, years: tuple[int, ...] = (2021, 2022, 2023)) -> Frames:
    """Copies of the real reports as counties of three provinces: for size and speed, not for their figures."""
    provinces = (("33", "浙江省"), ("34", "安徽省"), ("35", "福建省"))
    sources = frames.reports["report_id"].tolist()
    plans = [
        (f"{number:016x}", sources[number % len(sources)], *provinces[body % 3], body // 3, year)
        for number, (body, year) in enumerate((body, year) for body in range(bodies) for year in years)
    ]
    plan = pd.DataFrame(
        plans, columns=["new_id", "report_id", "stem", "province_name", "body_number", "new_year"]
    )
    reports = plan.merge(frames.reports, on="report_id")
    codes = [
        f"{stem}{1 + at // 20 % 9:02d}{1 + at % 20:02d}"
        for stem, at in zip(plan["stem"], plan["body_number"], strict=True)
    ]
    reports = reports.assign(
        report_id=reports["new_id"], region_code=codes, province=reports["province_name"], level="county",
        prefecture="第" + reports["region_code"].fillna("").str[2:4] + "市", year=reports["new_year"],
        body=[f"{stem}第{at}县人民政府" for stem, at in zip(plan["stem"], plan["body_number"], strict=True)],
    )[frames.reports.columns].astype(frames.reports.dtypes)  # fmt: skip
    cells = plan[["new_id", "report_id"]].merge(frames.cells, on="report_id", how="left")
    cells = cells.assign(report_id=cells["new_id"])[frames.cells.columns].astype(frames.cells.dtypes)
    return Frames(reports, cells, frames.findings.iloc[:0], frames.sections.iloc[:0])


# Views without widgets.


def test_figures_of_huaian_by_hand(corpus: Corpus) -> None:
    # Table 三 of huaian_2024: 1362 + 454 of 3050 decided; of 1362 + 454 + 178 resolvable; review 64 of 72 + 64 + 178.
    by_choice = {
        (("decided", "disclosure_rate")): (1816, 3050),
        (("resolvable", "disclosure_rate")): (1816, 1994),
        (("workload", "disclosure_rate")): (1816, 3153),
        (("decided", "review_corr")): (64, 314),
    }
    for (denominator, code), (part, whole) in by_choice.items():
        shown = view(corpus, regions=["320000"], indicator=code, denominator=denominator)
        row = shown.table.iloc[0]
        assert (row["numerator"], row["n"]) == (part, whole)
        assert row["value"] == pytest.approx(100 * part / whole)
        assert row["edition"] == "2021"


@pytest.mark.parametrize(
    ("denominator", "interval", "step"),
    [("decided", "wilson", 1), ("resolvable", "jeffreys", 5), ("workload", "wilson", 5)],
)
def test_a_part_of_the_cells_gives_what_all_cells_give(
    frames: Frames, corpus: Corpus, denominator: str, interval: Any, step: int
) -> None:
    whole = compute(frames.cells, CODES[::step], denominator=denominator, interval=interval)
    for code, expected in whole.groupby("indicator"):
        chosen = select(indicator=code, denominator=denominator, interval=interval)
        found = facts_of(corpus, chosen).reset_index()
        pd.testing.assert_frame_equal(
            found.sort_values("report_id", ignore_index=True)[expected.columns],
            expected.sort_values("report_id", ignore_index=True),
        )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_indicator_has_a_view_that_says_what_it_rests_on(corpus: Corpus, lang: str) -> None:
    for code in CODES[:: 2 if lang == "zh" else 8]:
        shown = view(corpus, indicator=code, lang=lang)
        assert len(shown.table) == 6
        assert shown.figure is not None
        covers, seen, defined = shown.sentence.split("\n")
        assert CATALOGUE[code].label(lang) in covers
        assert ("6 份报告" if lang == "zh" else "6 reports") in covers
        assert ("本级政府汇总" if lang == "zh" else "government aggregate") in covers
        assert "2021" in covers
        assert code in defined
        assert shown.table.loc[shown.table["value"].isna(), "reason"].notna().all()
        assert ("份无值" if lang == "zh" else "without:") in seen or shown.table["value"].notna().all()


def test_a_picture_says_by_itself_what_it_rests_on(corpus: Corpus) -> None:
    for choices in ({}, {"rows": "region"}):
        figure = view(corpus, **choices).figure
        assert figure is not None
        words = "".join(text.get_text() for text in figure.findobj(Text)).replace("\n", "")
        for part in ("6 份报告", "2021–2024 年", "本级政府汇总 2", "表式：2021", "定义", "予以公开"):
            assert part in words
        assert ("95 % 区间" in words) == (not choices)


def test_no_selection_gives_a_sentence_and_no_figure(corpus: Corpus) -> None:
    shown = view(corpus, years=[1999])
    assert shown.figure is None
    assert shown.map is None
    assert shown.table.empty
    assert shown.png() == b""
    assert "放宽" in shown.sentence
    assert "widen" in view(corpus, years=[1999], rows="region", lang="en").sentence


def test_no_data_says_what_to_run(frames: Frames) -> None:
    shown = view(Frames(*(frame.iloc[:0] for frame in frames)))
    assert "gongkai ingest" in shown.sentence
    assert Explorer(prepare(Frames(*(frame.iloc[:0] for frame in frames)))).error == ""


def test_small_numbers_are_grey_and_missing_ones_say_why(corpus: Corpus) -> None:
    shown = view(corpus)
    small = shown.table.set_index("report_id")["small"]
    assert small.to_dict()[HUAIAN] is False
    assert small.sum() == 2
    html = rows_html(shown, 0, 10)
    grey = [row for row in html.split("<tr")[1:] if row.startswith(' style="color:#6b7280"')]
    assert len(grey) == 2
    assert sum("没有案件" in row for row in grey) == 1


def test_regions_findings_levels_years_and_scopes_narrow(corpus: Corpus) -> None:
    def ids(**choices: Any) -> int:
        return len(view(corpus, **choices).table)

    assert ids(regions=["140000"]) == 2
    assert ids(regions=[140000, "320800"]) == 3
    assert ids(regions=["140403"]) == 1
    assert ids(regions=["unresolved"]) == 1
    assert ids(levels=["county"]) == 2
    assert ids(years=[2023, "2024"]) == 4
    assert ids(scope="aggregate") == 2
    assert ids(scope="own") == 4
    assert ids(findings=["place_unresolved"]) == 1
    assert ids(findings=["V302"]) == 0


def test_a_region_row_is_its_own_report_and_what_lies_below_is_a_spread(
    frames: Frames, corpus: Corpus
) -> None:
    table = view(corpus, rows="region").table.set_index("region")
    assert list(table.index) == ["140000", "140000", "230000", "320000", "410000", "unresolved"]
    assert table["value"].isna().all()
    assert set(table["reason"]) == {views.NO_OWN}
    assert table.loc["320000", "n_below"] == 1
    big = prepare(many(frames, 9, (2022,)))
    bodies = view(big, regions=["330000"]).table
    row = view(big, rows="region").table.set_index("region").loc["330000"]
    assert row["n_below"] == len(bodies) == 3
    assert row["median"] == pytest.approx(bodies["value"].dropna().median())
    assert pd.isna(row["n"])
    below = view(corpus, rows="region", regions=["320000"]).table
    assert below["region"].tolist() == ["320800"]
    assert below["value"].iloc[0] == pytest.approx(100 * 1816 / 3050)
    assert below["n_below"].iloc[0] == 0


def test_a_province_shows_its_own_total_and_never_a_sum(tmp_path: Path) -> None:
    for number, body in enumerate(("山西省", "山西省太原市", "山西省长治市", "山西省长治市潞州区")):
        text = as_text("2021", filled("2021", number), body=f"{body}人民政府")
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    corpus = prepare(analysis.read_reports(tmp_path))
    own = view(corpus, indicator="req_new").table.set_index("region_code")["value"]
    for scope, levels in (("any", []), ("aggregate", []), ("any", ["county"])):
        table = view(corpus, rows="region", indicator="req_new", scope=scope, levels=levels).table
        assert table.set_index("region")["value"].to_dict() == {"140000": own["140000"]}
    inside = view(corpus, rows="region", indicator="req_new", regions=["山西"]).table.set_index("region")
    assert inside["value"].to_dict() == {code: own[code] for code in ("140100", "140400")}
    assert inside.loc["140400", "median"] == own["140403"]
    assert view(corpus, indicator="req_new", regions=["山西"]).map is not None


def test_it_opens_on_aggregates_and_the_newest_year(corpus: Corpus) -> None:
    opened = Explorer(corpus)
    assert opened.selection == Selection(years=(2024,))
    assert opened.selection.scope == "aggregate"
    assert opened.controls["years"].value == (2024,)
    assert opened.view is not None
    assert set(opened.view.table["scope"]) == {"government_aggregate"}
    assert Explorer(corpus, scope="own").selection.years == (2023,)


@pytest.mark.parametrize("rows", ["body", "region"])
def test_reports_without_a_place_can_be_chosen(corpus: Corpus, rows: str) -> None:
    opened = Explorer(corpus, **ALL, regions=["unresolved"], rows=rows)
    assert opened.error == ""
    assert opened.view is not None
    assert len(opened.view.table) == 1
    assert opened.view.png()
    assert opened.view.map is None


@pytest.mark.parametrize("words", ["山西", "山西省", "14", 14, "Shanxi"])
def test_a_region_is_named_as_at_every_other_door(corpus: Corpus, words: Any) -> None:
    assert view(corpus, regions=words).selection.regions == ("140000",)


def test_other_versions_of_a_report_are_listed_but_not_counted(frames: Frames) -> None:
    chosen = frames.reports["report_id"] != HUAIAN
    corpus = prepare(frames._replace(reports=frames.reports.assign(is_chosen=chosen)))
    shown = view(corpus)
    assert len(shown.table) == 6
    assert "5 份报告" in shown.sentence
    assert "另有 1 份" in shown.sentence
    assert "其他版本" in rows_html(shown, 0, 6)
    assert "320000" not in set(view(corpus, rows="region").table["region"])
    alone = view(corpus, regions=["320000"])
    assert alone.figure is None
    assert len(alone.table) == 1


@pytest.mark.parametrize(
    ("bodies", "years"), [(1, (2022,)), (3, (2021, 2022)), (30, (2022,)), (60, (2021, 2022))]
)
def test_charts_of_any_size_are_drawn_and_closed(frames: Frames, bodies: int, years: tuple[int, ...]) -> None:
    before = plt.get_fignums()
    corpus = prepare(many(frames, bodies, years))
    for choices in (
        {},
        {"rows": "region"},
        {"regions": ["330000"], "rows": "region"},
        {"indicator": "req_new"},
    ):
        shown = view(corpus, **choices)
        assert shown.png().startswith(b"\x89PNG")
        assert views.picture(shown.map).startswith(b"\x89PNG") or shown.map is None
    assert view(corpus).map is None  # no province has a report of its own
    assert plt.get_fignums() == before


# The calls that make a view again.


@given(st.text(min_size=1), st.sampled_from(CODES), st.lists(st.integers(2008, 2030), max_size=3))
def test_the_command_and_the_call_give_the_selection_back(folder: str, code: str, years: list[int]) -> None:
    folder = folder.replace("\x00", "")
    chosen = select(indicator=code, years=years, regions=["140403"], rows="region")
    words = shlex.split(papermill_command(chosen, data_dir=folder))
    assert words[:4] == ["papermill", "notebooks/explorer.ipynb", "explorer_view.ipynb", "-y"]
    assert len(words) == 5
    given_back = json.loads(words[4])
    assert given_back.pop("data_dir") == folder
    assert select(**given_back) == chosen
    call: dict[str, Any] = {}
    source = python_call(chosen, data_dir=folder).splitlines()[1]
    exec(source, {"explore": lambda *args, **values: call.update(values, data_dir=args[0])})
    assert call.pop("data_dir") == folder
    assert select(**call) == chosen


@pytest.mark.parametrize(
    "folder", ["a b", "it's", '"$(touch x)"', "`x`", "新 乡", "\x85\u2028", "#{x}: y", "😀"]
)
def test_the_parameters_are_yaml_too(folder: str) -> None:
    words = shlex.split(papermill_command(Selection(regions=("010203",)), data_dir=folder))
    assert yaml.safe_load(words[4]) == {"regions": ["010203"], "data_dir": folder}


def test_only_choices_that_differ_are_named() -> None:
    assert parameters(Selection()) == {}
    assert parameters(select(report="x", years=2023)) == {"years": [2023], "report": "x"}


@pytest.mark.parametrize(
    "choices",
    [{"indicator": "no"}, {"scope": "all"}, {"levels": ["city"]}, {"findings": ["V999"]}, {"regions": ["鼓楼区"]},
     {"years": ["x"]}, {"colour": "red"}, {"denominator": "x"}, {"rows": "x"}, {"lang": "fr"}, {"interval": "x"}],
)  # fmt: skip
def test_an_unknown_choice_is_named_with_what_there_is(choices: dict[str, Any], corpus: Corpus) -> None:
    with pytest.raises(UnknownNameError) as caught:
        view(corpus, **choices)
    assert re.search(r"there are: |did you mean|such as|give a number|give the code", str(caught.value))
    shown = Explorer(corpus, **(ALL | choices))
    assert shown.error == str(caught.value)
    assert "Traceback" not in shown.parts["error"].value


def test_csv_has_what_the_view_says_and_no_formulas(frames: Frames) -> None:
    reports = frames.reports.assign(body=["=1+1", "+cmd", "甲", "@x", "-2", HOSTILE])
    shown = view(Frames(reports.astype(frames.reports.dtypes), *frames[1:]))
    text = shown.csv().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 6
    assert {row["body"] for row in rows} >= {"'=1+1", "'+cmd", "'@x", "甲"}
    for name in ("value", "n", "scope", "edition", "reason", "definition", "interval", "denominator_used"):
        assert name in rows[0]
    assert {row["interval"] for row in rows} == {"wilson"}


# From a figure to its source.


def test_a_figure_leads_to_the_words_it_was_read_from(corpus: Corpus) -> None:
    found = passage(corpus, HUAIAN, "remedies/review/corrected")
    assert found.text == "64"
    assert found.before.split()[-1] == "72"
    assert found.after.split()[0] == "178"
    assert found.place == "第 5 页，"
    assert found.raw == "64"
    html = passage_html(found, corpus.raw_dir, "en")
    assert "<mark" in html
    assert "2024/3208/huaian_2024.pdf" in html


def test_every_figure_of_every_report_stands_in_its_source(corpus: Corpus) -> None:
    for report in corpus.reports["report_id"]:
        cells = corpus.frames.cells.iloc[corpus.by_report[report]]
        for cell in cells[cells["source"].notna()].drop_duplicates("source").itertuples():
            found = passage(corpus, report, f"{cell.table}/{cell.row}/{cell.column}")
            assert found.text is not None
            assert cell.raw in found.text


def test_a_source_that_cannot_be_shown_says_why(frames: Frames, place: Path, tmp_path: Path) -> None:
    key, name = "requests/total_decided/total", "2024/3208/huaian_2024.pdf"
    assert passage(prepare(frames), HUAIAN, key).why == "no_raw"
    raw = tmp_path / "raw"
    shutil.copytree(place / "data" / "raw", raw)
    (raw / name).write_bytes((raw / name).read_bytes() + b"\n")
    changed = prepare(frames, raw_dir=raw)
    assert passage(changed, HUAIAN, key).why == "changed"
    assert "gongkai ingest" in passage_html(passage(changed, HUAIAN, key), raw, "zh")
    outside = frames.reports.assign(path="../" + frames.reports["path"]).astype(frames.reports.dtypes)
    assert (
        passage(prepare(frames._replace(reports=outside), raw_dir=raw / "2022"), HUAIAN, key).why == "no_raw"
    )
    cells = frames.cells.assign(source=pd.NA, value=pd.NA, raw=pd.NA, status="missing")
    nowhere = passage(prepare(frames._replace(cells=cells.astype(frames.cells.dtypes))), HUAIAN, key)
    assert nowhere.why == "no_source"
    assert "缺行或缺表" in passage_html(nowhere, None, "zh")
    assert "missing" not in passage_html(nowhere, None, "zh")
    with pytest.raises(UnknownNameError, match="no cell"):
        passage(changed, HUAIAN, "requests/x/total")
    with pytest.raises(UnknownNameError, match="no report"):
        passage(changed, "x", key)


def test_words_of_reports_are_shown_as_words(frames: Frames, tmp_path: Path) -> None:
    from analysis.frames.files import file_sha256

    raw = tmp_path / "raw"
    text = (ROOT / "data" / "raw" / "2021" / "1404" / "002_45c66cdd23912b77.txt").read_text(encoding="utf-8")
    raw.mkdir()
    (raw / "x.txt").write_text(HOSTILE + text, encoding="utf-8")
    bad = dict.fromkeys(["title", "body", "province", "prefecture", "county", "index_no"], HOSTILE)
    reports = frames.reports.assign(**bad, path="x.txt", sha256=file_sha256(raw / "x.txt"))
    cells = frames.cells.assign(raw=HOSTILE, source="0-40")
    findings = frames.findings.assign(message=HOSTILE)
    hostile = prepare(
        Frames(
            reports.astype(frames.reports.dtypes),
            cells.astype(frames.cells.dtypes),
            findings,
            frames.sections,
        ),
        raw_dir=raw,
    )
    explorer = Explorer(hostile, **ALL, report=LUZHOU, cell="requests/total_decided/total")
    assert explorer.error == ""
    explorer.export()
    pages = [
        part.value
        for name, part in explorer.parts.items()
        if name not in ("heads",) and hasattr(part, "value")
    ]
    pages += [
        still_html(explorer.view, hostile, "still"),
        rows_html(view(hostile), 0, 9),
        card_html(hostile, LUZHOU),
    ]
    whole = "".join(page for page in pages if isinstance(page, str))
    assert whole.count("&lt;script&gt;alert(1)") > 5
    assert "<script" not in whole
    assert "<img src=x" not in whole
    assert "\u202e" not in explorer.parts["source"].value + explorer.names[0].description
    assert "<mark" in explorer.parts["source"].value


# The widgets.


def test_picking_an_indicator_changes_sentence_chart_and_rows(explorer: Explorer) -> None:
    before = {name: explorer.parts[name].value for name in ("sentence", "chart", "rows")}
    explorer.controls["indicator"].value = "review_corr"
    assert all(explorer.parts[name].value != value for name, value in before.items())
    assert explorer.view is not None
    assert explorer.view.selection.indicator == "review_corr"
    assert "复议纠错率" in explorer.parts["sentence"].value


def test_from_a_region_to_its_bodies_to_a_card_to_the_source(explorer: Explorer) -> None:
    explorer.controls["rows"].value = "region"
    assert [button.description for button in explorer.names[:2]] == ["山西省", "山西省"]
    explorer.names[3].click()
    assert explorer.selection.regions == ("320000",)
    assert explorer.controls["rows"].value == "body"
    assert explorer.names[0].description == "淮安市人民政府"
    explorer.names[0].click()
    assert explorer.selection.report == HUAIAN
    assert "3,050" in explorer.parts["card"].value
    assert explorer.parts["list_box"].layout.display == "none"
    assert [key for _, key in explorer.parts["figures"].options][:2] == [
        "requests/granted_full/total", "requests/granted_partial/total",
    ]  # fmt: skip
    explorer.parts["figures"].value = "requests/granted_full/total"
    assert "1362" in explorer.parts["source"].value.split("<mark")[1].split("</mark>")[0]
    explorer.parts["tables"].value = "remedies"
    assert explorer.parts["source"].value == ""
    explorer.parts["figures"].value = "remedies/review/corrected"
    assert explorer.view is not None
    assert '"cell": "remedies/review/corrected"' in explorer.view.command
    explorer.parts["back"].click()
    assert explorer.selection.report is None
    assert explorer.parts["list_box"].layout.display == ""
    assert explorer.parts["card"].value == explorer.parts["source"].value == ""


def test_a_card_that_is_asked_for_at_once_is_open(corpus: Corpus) -> None:
    shown = Explorer(corpus, **ALL, report=HUAIAN, cell="remedies/review/corrected", lang="en")
    assert shown.parts["tables"].value == "remedies"
    assert shown.parts["figures"].value == "remedies/review/corrected"
    assert "<mark" in shown.parts["source"].value


def test_search_keeps_the_official_order_and_what_is_picked(explorer: Explorer) -> None:
    codes = [code for _, code in explorer.controls["regions"].options]
    assert codes[:5] == ["140000", "140400", "140403", "141100", "141130"]
    assert codes[-1] == "unresolved"
    explorer.controls["regions"].value = ("320000",)
    explorer.controls["search"].value = "吕梁"
    assert [code for _, code in explorer.controls["regions"].options] == ["141100", "320000", "unresolved"]
    assert explorer.selection.regions == explorer.controls["regions"].value == ("320000",)
    explorer.controls["search"].value = "2304"
    assert "230422" in [code for _, code in explorer.controls["regions"].options]


def test_the_language_changes_every_word(explorer: Explorer) -> None:
    explorer.controls["lang"].value = "en"
    assert explorer.error == ""
    assert explorer.controls["scope"].options[1] == ("own body", "own")
    assert explorer.controls["denominator"].description == "Denominator"
    assert explorer.parts["offer"].description == "Export"
    assert "Definition:" in explorer.parts["sentence"].value
    assert explorer.controls["indicator"].label.startswith("disclosed, of decided · ")
    explorer.controls["lang"].value = "zh"
    assert explorer.controls["denominator"].description == "分母"


def test_a_denominator_is_offered_only_where_there_is_another(explorer: Explorer) -> None:
    explorer.controls["denominator"].value = "resolvable"
    assert "此处分母为" in explorer.parts["sentence"].value
    assert not explorer.controls["denominator"].disabled
    explorer.controls["indicator"].value = "review_corr"
    assert explorer.controls["denominator"].disabled
    assert "此处分母为" not in explorer.parts["sentence"].value


def test_rows_are_turned_page_by_page(frames: Frames) -> None:
    explorer = Explorer(prepare(many(frames, 10)), **ALL)
    seen = []
    for start in (0, 12, 24):
        assert explorer.parts["range"].value == f"{start + 1}–{min(start + PAGE, 30)} / 30"
        seen += [button.description for button in explorer.names if button.layout.display == ""]
        explorer.parts["later"].click()
    assert explorer.parts["later"].disabled
    assert explorer.view is not None
    assert seen == explorer.view.table["name"].tolist()
    explorer.names[0].click()
    assert explorer.selection.report == explorer.view.table["report_id"].iloc[24]
    explorer.parts["back"].click()
    assert explorer.parts["range"].value == "25–30 / 30"


def test_export_follows_the_view_and_goes_when_it_changes(explorer: Explorer) -> None:
    explorer.parts["offer"].click()
    html = explorer.parts["export"].value
    assert 'download="gongkai_view.csv" href="data:text/csv;base64,' in html
    assert 'download="gongkai_view.png" href="data:image/png;base64,' in html
    assert "papermill notebooks/explorer.ipynb" in html
    assert "explore(" in html
    explorer.controls["scope"].value = "own"
    assert explorer.parts["export"].value == ""


def test_an_error_is_a_sentence_and_nothing_stale_is_left(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(views, "draw", lambda *_: 1 / 0)
        explorer.controls["indicator"].value = "denial_rate"
    assert "ZeroDivisionError" in explorer.error
    assert "Traceback" not in explorer.parts["error"].value
    assert explorer.view is None
    assert all(explorer.parts[name].value == "" for name in panel.SHOWN)
    assert all(button.layout.display == "none" for button in explorer.names)
    explorer.names[0].click()
    explorer.parts["offer"].click()
    explorer.controls["indicator"].value = "full_rate"
    assert explorer.error == explorer.parts["error"].value == ""
    assert explorer.view is not None
    explorer.choose(indicator="no_such")
    assert "no_such" in explorer.parts["error"].value
    explorer.choose(report="no_such")
    assert "no_such" in explorer.error
    explorer.parts["clear"].click()
    assert explorer.error == ""
    assert explorer.selection == Selection(years=(2024,))


def test_quick_changes_are_drawn_once_and_leave_no_figure_open(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    real = views.draw
    monkeypatch.setattr(
        views, "draw", lambda table, chosen, note: drawn.append(chosen.indicator) or real(table, chosen, note)
    )
    before = plt.get_fignums()

    async def change() -> Explorer:
        explorer = Explorer(corpus, **ALL)
        drawn.clear()
        for code in ("full_rate", "partial_rate", "denial_rate", "unable_rate", "other_rate"):
            explorer.controls["indicator"].value = code
            await asyncio.sleep(0)
        assert drawn == []
        await asyncio.sleep(panel.PAUSE + 0.3)
        return explorer

    explorer = asyncio.run(change())
    assert drawn == ["other_rate"]
    assert explorer.view is not None
    assert explorer.view.selection.indicator == "other_rate"
    assert plt.get_fignums() == before


def test_a_card_opened_before_the_redraw_shows_the_new_choice(corpus: Corpus) -> None:
    async def change() -> Explorer:
        explorer = Explorer(corpus, **ALL)
        explorer.controls["indicator"].value = "full_rate"
        explorer.open_row(0)
        await asyncio.sleep(panel.PAUSE + 0.3)
        return explorer

    explorer = asyncio.run(change())
    assert explorer.view is not None
    assert explorer.view.selection == explorer.selection
    assert explorer.view.table["indicator"].iloc[0] == "full_rate"
    assert explorer.selection.report is not None


def test_a_change_among_1800_reports_shows_them_all(frames: Frames) -> None:
    explorer = Explorer(prepare(many(frames, 600)), **ALL)
    explorer._later = lambda seconds, action: None if seconds == panel.MOMENT else action()  # type: ignore[method-assign]
    explorer.controls["indicator"].value = "full_rate"
    assert explorer.error == ""
    assert explorer.view is not None
    assert len(explorer.view.table) == 1800


def test_without_data_a_notebook_shows_one_sentence_and_no_trace(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="gongkai ingest") as caught:
        explore(tmp_path)
    code = f"from analysis import explore; explore({str(tmp_path)!r})"
    paths = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    own = {"PYTHONPATH": paths, "IPYTHONDIR": str(tmp_path / "ipython")}
    run = [sys.executable, "-m", "IPython", "--no-banner", "--HistoryManager.enabled=False", "-c", code]
    done = subprocess.run(run, env=os.environ | own, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert str(caught.value) in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


# The notebook.


@pytest.fixture(scope="module")
def executed(place: Path) -> Path:
    """The explorer's notebook as papermill leaves it, by the very command that a view gives."""
    data = place / "data" / "processed"
    corpus = prepare(analysis.load(data), data)
    words = shlex.split(view(corpus, years=[2024], indicator="review_corr", lang="en").command)
    work = place / "work"
    (work / "notebooks").mkdir(parents=True)
    shutil.copy(NOTEBOOK, work / "notebooks")
    with notebooks.own_kernel() as kernel:
        run = [sys.executable, "-m", words[0], *words[1:], "-k", kernel, "--no-progress-bar"]
        subprocess.run(run, cwd=work, check=True, capture_output=True, timeout=300)
    return work / words[2]


def test_the_command_makes_the_same_view_again(executed: Path, corpus: Corpus) -> None:
    notebook = nbformat.read(executed, as_version=4)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [output.output_type for output in outputs] == ["display_data", "display_data"]
    html = outputs[0]["data"]["text/html"]
    shown = view(corpus, years=[2024], indicator="review_corr", lang="en")
    assert all(line in html for line in shown.sentence.split("\n"))
    assert "20.4" in html
    assert "application/vnd.jupyter.widget-view+json" in outputs[1]["data"]


def test_a_saved_page_shows_a_still_view_that_says_it_needs_a_kernel(executed: Path) -> None:
    from nbconvert import HTMLExporter

    notebook = nbformat.read(executed, as_version=4)
    own = render.page_html(notebook, "Explorer", "en")
    assert render.external_references(own) == []
    usual, _ = HTMLExporter().from_notebook_node(notebook)
    for page in (own, usual):
        assert "that needs a kernel" in page
        assert "data:image/png;base64," in page
        assert "20.4" in page


def test_the_notebook_is_thin_and_its_parameters_are_the_choices() -> None:
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    assert [cell.cell_type for cell in cells] == ["markdown", "code", "code", "code", "markdown"]
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in cells)
    given: dict[str, Any] = {}
    exec(cells[1].source, given)
    usual = {name: value for name, value in given.items() if name != "__builtins__"}
    folders = {name: usual.pop(name) for name in ("data_dir", "raw_dir")}
    assert folders == {"data_dir": "../data/processed", "raw_dir": None}
    assert select(**usual) == Selection()
    assert set(usual) == set(vars(Selection()))
    assert all("  # " in line for line in cells[1].source.splitlines())


# In a browser.

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
FOLDERS = (
    "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR",
)  # fmt: skip


@pytest.fixture
def lab(place: Path) -> Any:
    """The address of a JupyterLab over a copy of the explorer's notebook; it listens on this machine only."""
    work = place / "lab"
    (work / "notebooks").mkdir(parents=True)
    shutil.copy(NOTEBOOK, work / "notebooks")
    shutil.copytree(place / "data", work / "data")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    paths = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    own = {"PYTHONPATH": paths, **{name: str(work / name.lower()) for name in FOLDERS}}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
               f"--port={port}", "--IdentityProvider.token=", f"--ServerApp.root_dir={work / 'notebooks'}"]  # fmt: skip
    with (work / "log").open("w") as log:
        server = subprocess.Popen(command, env=os.environ | own, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{address}/api").close()
                break
            except OSError:
                time.sleep(0.3)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def label_of(code: str) -> str:
    return next(label for label, known in indicators("zh") if known == code)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
def test_in_a_live_jupyterlab_a_click_leads_to_the_source(lab: str, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1600})
        page.set_default_timeout(90_000)
        page.goto(f"{lab}/lab/tree/explorer.ipynb?reset")
        page.locator(".jp-Notebook .jp-CodeCell").first.click()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        box = page.locator(".gongkai-explorer")
        chart = box.locator("img").first
        chart.wait_for()
        assert not page.locator("[class^=gongkai-still]").is_visible()
        assert not page.locator(".gongkai-dead").is_visible()
        before = chart.get_attribute("src")
        box.locator(".widget-dropdown select").first.select_option(label=label_of("review_corr"))
        page.wait_for_function(
            "old => document.querySelector('.gongkai-explorer img').src != old", arg=before
        )
        box.get_by_role("button", name="淮安市人民政府").click()
        box.locator(".gongkai-card").wait_for()
        box.locator(".gongkai-figures select").select_option(index=0)
        box.locator("mark").wait_for()
        assert box.locator("mark").inner_text() == "64"
        figure = box.locator('.gongkai-card a[href^="#source-"]').nth(40)
        target = box.locator(f'[id="{(figure.get_attribute("href") or "#")[1:]}"]')
        figure.click()
        page.wait_for_timeout(500)
        spot = target.bounding_box()
        assert spot is not None
        assert 0 < spot["y"] < 1600
        page.screenshot(path=tmp_path / "explorer.png")
        browser.close()
