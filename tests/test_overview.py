"""The overview: governments of one level compared, and the truth about how little a few of them say."""

import re
from pathlib import Path

import matplotlib
import nbformat
import pandas as pd
import pytest

from analysis import pages, read_reports
from analysis.batch.notebooks import execute, own_kernel
from analysis.batch.render import external_references, page_html
from analysis.errors import UnknownNameError
from analysis.frames import store
from analysis.pages.overview.charts import decomposition
from analysis.pages.overview.page import place_names
from analysis.words.overview import OVERVIEW_PARTS
from golden import RAW
from render import as_text, filled

matplotlib.use("agg")
NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
CITIES = (
    "太原市",
    "大同市",
    "阳泉市",
    "长治市",
    "晋城市",
    "朔州市",
    "晋中市",
    "运城市",
    "忻州市",
    "临汾市",
    "吕梁市",
)


@pytest.fixture(scope="module")
def cities(tmp_path_factory):
    """Two years of eleven cities and, in the second, of their province."""
    folder = tmp_path_factory.mktemp("cities")
    for year in (2022, 2023):
        for number, body in enumerate(CITIES):
            text = as_text("2021", filled("2021", 50 * year + number), year, f"{body}人民政府")
            (folder / f"{year}-{number}.txt").write_text(text, encoding="utf-8")
    whole = as_text("2021", filled("2021", 9, largest=4000), 2023, "山西省人民政府")
    (folder / "whole.txt").write_text(whole, encoding="utf-8")
    return read_reports(folder)


@pytest.fixture(scope="module")
def page(cities):
    return pages.overview_page(cities, "山西", unit_level="prefecture")


def test_only_governments_of_the_level_are_compared(page):
    assert page.parent == "140000"
    assert page.years == [2022, 2023]
    assert set(page.units["unit"]) == set(CITIES)
    assert len(page.judged) == 11
    assert page.share == "disclosure_rate"
    assert "req_per_100k" not in page.known, "nobody gave the people of the cities"


def test_change_is_what_places_did_and_what_their_mix_did(page):
    # by hand: the common rate of both years from the printed cells
    rates = []
    for year in (2022, 2023):
        facts = page.of("disclosure_rate", year)
        rates.append(100 * float(facts["numerator"].sum()) / float(facts["denominator"].sum()))
    total = decomposition(page).total.iloc[0]
    assert total["change"] == pytest.approx(rates[1] - rates[0])
    assert total["within"] + total["mix"] == pytest.approx(total["change"])
    assert f"{rates[1] - rates[0]:+.1f}".replace("-", "−") in pages.overview_opening(page)


def test_the_province_and_its_cities_are_not_added_up(page, cities):
    table = pages.overview_table(page, "totals")
    new = cities.cells[(cities.cells["row"] == "new_requests") & (cities.cells["column"] == "total")]
    of_2022 = cities.reports.loc[cities.reports["year"] == 2022, "report_id"]
    whole = cities.reports.loc[cities.reports["body"] == "山西省人民政府", "report_id"].iloc[0]
    sums = [new[new["report_id"].isin(of_2022)]["value"].sum(), new[new["report_id"] == whole]["value"].sum()]
    rows = re.findall(r"<tr.*?</tr>", table)[1:]
    assert [f"{total:,.10g}" in row for total, row in zip(sums, rows, strict=True)] == [True, True]
    assert "11 份报告未计入" in table


def test_every_denominator_scope_and_rule_is_tried(page):
    found = page.specifications
    own = found[found["scope_of"] == "aggregate"]
    assert len(own) == 6
    values = own.drop_duplicates("basis_of").set_index("basis_of")["value"]
    assert values["resolvable"] > values["decided"], "procedural outcomes leave the denominator"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("level", ["province", "prefecture", "county"])
def test_six_reports_say_how_little_can_be_said(tmp_path_factory, lang, level):
    from matplotlib.pyplot import close

    page = pages.overview_page(read_reports(RAW), unit_level=level, lang=lang)
    opening = pages.overview_opening(page)
    assert opening.count("<li>") == 5
    assert set(re.findall(r'href="#part-([a-z]+)"', opening)) <= set(OVERVIEW_PARTS)
    for part in OVERVIEW_PARTS:
        table = pages.overview_table(page, part)
        assert table
        assert "nan" not in table.lower().replace("finance", "")
    for part in ("map", "distribution", "signal", "ranks", "inequality", "change", "remedies"):
        assert pages.overview_charts(page, part) == []
    assert "None is ranked" in opening or "没有可以排名的政府" in opening
    close("all")


def test_every_part_of_eleven_cities_is_drawn(page):
    from matplotlib.pyplot import close

    drawn = {part: len(pages.overview_charts(page, part)) for part in OVERVIEW_PARTS}
    assert drawn.pop("provenance") == 0
    assert all(drawn.values()), drawn
    close("all")


def test_unknown_names_are_refused(cities):
    with pytest.raises(UnknownNameError, match="prefecture"):
        pages.overview_page(cities, unit_level="village")
    with pytest.raises(UnknownNameError):
        pages.overview_page(cities, indicators=["happiness"])
    with pytest.raises(UnknownNameError, match="山西省"):
        pages.overview_page(cities, "上海")


def test_people_of_the_user_give_figures_per_head(cities):
    codes = cities.reports["region_code"].unique()
    people = pd.DataFrame({"region_code": codes, "year": 2022, "population": 1_000_000})
    page = pages.overview_page(cities, "山西", population=people)
    facts = page.of("req_per_100k", 2023)
    new = page.of("req_new", 2023).set_index("unit")["value"]
    assert (facts.set_index("unit")["value"] == new / 10).all()


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    store.ingest(RAW, folder, progress=False)
    return folder


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("overview.ipynb", {"lang": "en"}),
        ("region_report.ipynb", {"region": "320000", "lang": "zh"}),
        ("report_card.ipynb", {"report": "0e4508386684387d", "raw_dir": None, "lang": "en"}),
    ],
)
def test_notebooks_run_and_their_pages_are_whole(data, tmp_path, name, parameters):
    with own_kernel() as kernel:
        execute(NOTEBOOKS / name, tmp_path / "x.ipynb", parameters | {"data_dir": str(data)}, kernel)
    html = page_html(nbformat.read(tmp_path / "x.ipynb", as_version=4), "x", parameters["lang"], home=None)
    assert external_references(html) == []
    assert html.count("<h2") >= 7
    assert 'class="opening"' in html
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert links <= set(re.findall(r'id="([^"]+)"', html)), "every link has its anchor"
    assert 'class="error"' not in html


def test_places_of_one_name_are_told_apart():
    reports = pd.DataFrame(
        {
            "province": ["江苏省", "江苏省", "江苏省", "北京市", None],
            "prefecture": ["南京市", "徐州市", "徐州市", None, None],
            "county": ["鼓楼区", "鼓楼区", "云龙区", "通州区", None],
        },
        index=list("abcde"),
        dtype="string",
    )
    names = place_names(reports, "county")
    assert list(names.iloc[:4]) == ["南京市鼓楼区", "徐州市鼓楼区", "云龙区", "通州区"]
    assert names.isna().iloc[4]
