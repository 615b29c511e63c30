import ast
import json
from pathlib import Path

import matplotlib
import pytest

from analysis import pages, read_reports
from analysis.errors import UnknownNameError
from golden import RAW
from render import as_text, filled

matplotlib.use("agg")
NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


@pytest.fixture(scope="module")
def frames():
    return read_reports(RAW)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    folder = tmp_path_factory.mktemp("raw")
    for number, body in enumerate(
        ("长治市潞州区", "长治市上党区", "长治市屯留区", "吕梁市交口县", "太原市小店区")
    ):
        text = as_text("2021", filled("2021", number), body=body + "人民政府")
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return read_reports(folder)


@pytest.mark.parametrize(
    ("region", "name", "bodies"),
    [
        ("140000", "山西省", ["交口县", "长治市潞州区人民政府办公室"]),
        ("山西", "山西省", ["交口县", "长治市潞州区人民政府办公室"]),
        ("141100", "吕梁市", ["交口县"]),
        ("潞州区", "潞州区", ["长治市潞州区人民政府办公室"]),
        ("230422102", "忠仁镇", ["绥滨县忠仁镇人民政府"]),
        ("unresolved", "地区未能确定的报告", ["政府办公室"]),
        (320000, "江苏省", ["淮安市人民政府"]),
    ],
)
def test_a_region_is_a_code_a_name_or_unresolved(frames, region, name, bodies):
    page = pages.region_page(frames, region)
    assert page.name == name
    assert list(page.reports["body"]) == bodies
    assert set(page.reports["report_id"]).isdisjoint(page.others["report_id"])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"region": "云南"}, "山西省"),
        ({"region": "140000", "scope": "all"}, "any, own, aggregate"),
        ({"region": "140000", "level": "village"}, "county"),
    ],
)
def test_unknown_names_are_refused_with_those_that_are_known(frames, wrong, words):
    with pytest.raises(UnknownNameError, match=words):
        pages.region_page(frames, **wrong)


def test_years_level_and_scope_narrow_the_regions_reports(frames):
    assert list(pages.region_page(frames, "140000", years=[2021]).reports["year"]) == [2021]
    assert list(pages.region_page(frames, "140000", scope="aggregate").reports["body"]) == ["交口县"]
    assert pages.region_page(frames, "140000", level="county", years=[1999]).focus is None


def test_one_report_is_told_so_and_nothing_is_ranked(frames):
    text = pages.opening(pages.region_page(frames, "320000"))
    assert "只有 1 份报告" in text
    assert "不作排名" in text
    english = pages.opening(pages.region_page(frames, "320000", lang="en"))
    assert "With 1 report" in english


def test_reports_of_other_scope_or_year_are_not_added_up(frames):
    assert "不相加" in pages.opening(pages.region_page(frames, "140000"))


def test_others_are_of_the_same_level_where_there_are_enough(many):
    page = pages.region_page(many, "140403")
    assert page.others_rule == "level"
    assert len(page.others) == 4
    assert len(pages.region_page(many, "140403", most_others=2).others) == 2


def test_figures_come_with_what_they_stand_on(frames):
    table = pages.facts_table(pages.region_page(frames, "320000"), "disclosure")
    assert "59.5 %" in table
    assert "1,816/3,050, 57.8–61.3" in table
    assert "91.1 %" in table
    sentence = pages.heading(pages.region_page(frames, "230000"), "outcomes")
    assert "比例无从计算" in sentence


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("region", ["140000", "320000", "unresolved"])
def test_every_part_has_its_words_and_figures(frames, lang, region):
    page = pages.region_page(frames, region, lang=lang)
    from analysis.pages.words import PARTS

    for part, words in PARTS.items():
        assert words.heading[lang == "en"] in pages.heading(page, part)
        if words.codes:
            table = pages.facts_table(page, part)
            assert table.count("<tr") == 1 + len(page.reports) + len(page.others)
            assert "nan" not in table.lower()
    assert "<table" in pages.reports_table(page)
    assert "gongkai" in pages.provenance_table(page)


def test_text_of_reports_is_escaped(tmp_path):
    text = as_text("2021", filled("2021", 1), body="<img src=x onerror=alert(1)>交口县人民政府")
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    page = pages.region_page(read_reports(tmp_path), "unresolved")
    shown = pages.opening(page) + pages.reports_table(page) + pages.facts_table(page, "outcomes")
    assert "<img" not in shown


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.name)
def test_notebooks_are_thin_and_stripped(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)
    assert "parameters" in code[0]["metadata"]["tags"]
    source = "\n".join("".join(cell["source"]) for cell in code)
    made = {type(node) for node in ast.walk(ast.parse(source))}
    assert made.isdisjoint({ast.FunctionDef, ast.Lambda, ast.For, ast.ListComp, ast.GeneratorExp, ast.BinOp})
    assert len(code) <= 16
    assert all("#" in line for line in "".join(code[0]["source"]).split("\n"))
    assert notebook["cells"][0]["cell_type"] == "markdown"
    assert '"provenance"' in "".join(code[-1]["source"])
