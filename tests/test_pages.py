import ast
import json
import re
from dataclasses import replace
from pathlib import Path

import matplotlib
import pytest

from analysis import pages, read_reports
from analysis.errors import UnknownNameError
from analysis.pages.region.headline import headline, tiles
from analysis.pages.region.page import CODES, facts_of
from analysis.pages.region.standing import standings
from analysis.pages.region.tables import growth
from analysis.pages.region.units import covered, unit_facts
from analysis.words.pages import PARTS
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
    assert "with 1 report" in english


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """Two years of a county's government with all below it; in the newer year new requests are in doubt."""
    folder = tmp_path_factory.mktemp("own")
    for year, seed in ((2022, 1), (2023, 2)):
        text = as_text("2021", filled("2021", seed), year=year, body="长治市潞州区人民政府")
        text = text.replace(
            "年度报告\n", "年度报告\n本报告汇总全区各镇、街道和区政府各部门的数据编制而成。\n", 1
        )
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    return read_reports(folder)


def test_the_title_says_what_the_own_government_reports(own):
    page = pages.region_page(own, "潞州区")
    new = {row.year: row.value for row in page.facts[page.facts["indicator"] == "req_new"].itertuples()}
    share = page.facts.set_index(["indicator", "year"])["value"]["disclosure_rate"][2023]
    title = headline(page)
    assert title.startswith(f"潞州区2023年收到公开申请{new[2023]:,.0f}件，")
    grown = 100 * (new[2023] / new[2022] - 1)
    assert f"{abs(grown):.0f}%" in title or "倍" in title
    assert title.endswith(f"办结的{share:.0f}%公开")
    english = headline(pages.region_page(own, "潞州区", lang="en"))
    assert english.startswith(f"Luzhou District: {new[2023]:,.0f} requests in 2023, ")
    assert not re.search("[\u4e00-\u9fff]", english)
    shown = tiles(page)
    assert shown.count('class="tile"') == 4
    assert f"<strong>{share:.1f}%</strong>" in shown


def test_a_figure_in_doubt_is_said_with_the_word(own):
    cells = own.cells.copy()
    at = cells[
        (cells["table"] == "requests") & (cells["row"] == "new_requests") & (cells["column"] == "total")
    ].index
    cells.loc[at, "value"] += 1
    page = pages.region_page(own._replace(cells=cells), "潞州区")
    assert "（存疑）件，" in headline(page)
    assert '<em class="doubt" title="V30' in tiles(page)


def test_a_place_without_its_own_report_is_told_so_and_has_no_figures_of_others(frames):
    page = pages.region_page(frames, "140000")
    assert headline(page) == "山西省没有读到本级政府的报告，只有2份下级的报告"
    assert tiles(page) == ""
    assert (
        headline(pages.region_page(frames, "unresolved", lang="en")) == "reports whose place is not known: 1"
    )
    assert headline(pages.region_page(frames, "140000", years=[1999])) == "山西省：没有可用的年度报告"


def test_reports_of_other_scope_or_year_are_not_added_up(frames):
    assert "不相加" in pages.opening(pages.region_page(frames, "140000"))


def test_others_are_of_the_same_level_where_there_are_enough(many):
    page = pages.region_page(many, "140403")
    assert page.others_rule == "like"
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
    for part, words in PARTS.items():
        assert words.heading[lang == "en"] in pages.heading(page, part)
        if CODES.get(part):
            table = pages.facts_table(page, part)
            assert table.count("<tr") == 1 + len(page.reports) + len(page.others)
            assert "nan" not in table.lower()
    assert "<table" in pages.reports_table(page)
    assert "gongkai" in pages.provenance_table(page)


def test_text_of_reports_is_escaped(tmp_path):
    text = as_text("2021", filled("2021", 1), body="<img src=x onerror=alert(1)>交口县人民政府")
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    page = pages.region_page(read_reports(tmp_path), "山西")
    shown = pages.opening(page) + pages.reports_table(page) + pages.facts_table(page, "outcomes")
    assert "<img" not in shown


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """A province that reports for all, two years, and its eleven cities; another province beside it."""
    folder = tmp_path_factory.mktemp("province")
    for year in (2022, 2023):
        for number, body in enumerate((*CITIES, "山西省", "贵州省")):
            values = filled("2021", 100 * year + number, largest=400 if body in CITIES else 5000)
            text = as_text("2021", values, year, f"{body}人民政府" if year == 2023 else body)
            (folder / f"{year}-{number}.txt").write_text(text, encoding="utf-8")
    return read_reports(folder)


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


def test_a_government_that_reports_for_all_stands_for_its_region(province):
    page = pages.region_page(province, "山西")
    assert page.shown_rule == "government"
    assert list(page.shown["year"]) == [2023, 2022]
    assert set(page.strip["unit"]) == {"山西省"}, "one name, though the title changed"
    assert len(page.reports) == 24
    opening = pages.opening(page)
    assert "本级政府汇总报告 2 份" in opening
    assert "2022–2023 年公开率变化" in opening


def test_bodies_below_are_compared_and_added_up_once(province):
    page = pages.region_page(province, "140000", lang="en")
    table = pages.units_table(page)
    facts = unit_facts(page)
    assert len(facts) == 11
    assert table.count("<tr") == 12
    assert facts["shrunk"].notna().all(), "eleven units are enough to be drawn together"
    # drawn towards the common rate: no further from it than before
    gap = lambda column: (facts[column] - facts["centre"]).abs()  # noqa: E731
    assert (gap("shrunk").mean()) < gap("value").mean()
    total, whole, count = covered(page)
    new = page.units[page.units["indicator"] == "req_new"]
    assert (total, count) == (new["value"].sum(), 11)
    own = page.facts[(page.facts["report_id"] == page.focus) & (page.facts["indicator"] == "req_new")]
    assert whole == own["value"].iloc[0]
    assert f"{total / whole:.2f}" in table


def test_a_region_without_bodies_below_says_so_and_draws_nothing(frames):
    page = pages.region_page(frames, "320000")
    assert pages.unit_charts(page) == []
    assert "不能说结果由谁造成" in pages.units_table(page)
    assert covered(page) is None


def test_what_stands_out_is_told_from_chance(many, province, frames):
    # ten and more of a kind: the eleventh city is set far from the others
    cities = province.reports["level"] == "prefecture"
    own = province.reports[cities & (province.reports["year"] == 2023)]
    facts = facts_of(province.cells, own, ["disclosure_rate"]).assign(n=500.0, denominator=500.0)
    facts["numerator"] = [250.0 + 5 * (at % 3) for at in range(11)]
    facts["value"] = facts["numerator"] / 5
    usual = standings(facts, own["report_id"].iloc[0], ("disclosure_rate",))[0]
    assert (usual.peers, usual.flag) == (10, "in")
    facts.loc[0, ["numerator", "value"]] = (480.0, 96.0)
    far = standings(facts, own["report_id"].iloc[0], ("disclosure_rate",))[0]
    assert (far.flag, far.below) == ("high", 100.0)
    # fewer are not enough, and the page says how many there are
    page = pages.region_page(many, "140403")
    assert [one.flag for one in standings(page.peers, page.focus)] == [""] * 9
    assert "最多只有 4 份" in pages.opening(page)
    assert "其他报告一份也没有" in pages.opening(pages.region_page(frames, "320000"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("region", ["140000", "320000", "230422102", "unresolved"])
def test_a_region_opens_with_five_sentences_that_lead_to_their_parts(frames, region, lang):
    page = pages.region_page(frames, region, lang=lang)
    opening = pages.opening(page)
    assert opening.count("<li>") == 5
    anchors = set(re.findall(r'href="#(part-[a-z_]+)"', opening))
    assert anchors <= {f"part-{part}" for part in PARTS}
    assert "nan" not in opening


def test_only_a_dozen_reports_are_drawn_and_all_are_counted(province):
    page = pages.region_page(province, "太原市")
    assert page.shown_rule == "government"
    crowd = province._replace(reports=province.reports.assign(region_code="140402", scope="own_body"))
    page = pages.region_page(crowd, "140402")
    assert (page.shown_rule, len(page.shown)) == ("largest", 12)
    assert set(page.shown["year"]) == {2023}
    table = pages.reports_table(page)
    assert "本地区全部报告" in table
    assert "只画最近一年申请最多的 12 份" in pages.opening(page)


@pytest.mark.parametrize("name", ["overview", "region_report", "report_card"])
def test_notebooks_of_pages_are_thin_and_stripped(name):
    notebook = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)
    assert "parameters" in code[0]["metadata"]["tags"]
    source = "\n".join("".join(cell["source"]) for cell in code)
    made = {type(node) for node in ast.walk(ast.parse(source))}
    assert made.isdisjoint({ast.FunctionDef, ast.Lambda, ast.For, ast.ListComp, ast.GeneratorExp, ast.BinOp})
    assert len(code) <= 16
    assert '"provenance"' in "".join(code[-1]["source"])
    assert all("#" in line for line in "".join(code[0]["source"]).split("\n"))
    assert notebook["cells"][0]["cell_type"] == "markdown"


@pytest.fixture(scope="module")
def two_years(tmp_path_factory):
    folder = tmp_path_factory.mktemp("years")
    for year, number in ((2021, 1), (2023, 3), (2024, 4)):
        text = as_text("2021", filled("2021", number), body="吕梁市交口县人民政府", year=year)
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    return read_reports(folder)


def test_growth_stands_beside_new_requests_and_only_against_the_year_before(two_years):
    page = pages.region_page(two_years, "141130")
    assert page.shown["year"].to_list() == [2024, 2023, 2021]
    new = page.facts[page.facts["indicator"] == "req_new"].set_index("year")["value"].astype(float)
    shown = [growth(page)[report] for report in page.shown["report_id"] if report in growth(page)]
    assert shown[0][0] == f"{100 * (new[2024] / new[2023] - 1):+,.1f} %".replace("-", "−")
    assert shown[1] == ("—", "不可比")
    assert len(shown) == 2, "the first year has nothing before it"
    assert "新收比上年" in pages.facts_table(page, "demand")
    assert "新收比上年" not in pages.facts_table(page, "flow")


def test_the_flow_of_the_newest_report_is_drawn_if_it_says_where_its_requests_went(two_years, frames):
    page = pages.region_page(two_years, "141130")
    went, bars = pages.flow_charts(page)
    assert any(patch.get_gid() == "workload" for patch in went.patches)
    assert not any(patch.get_gid() == "workload" for patch in bars.patches)
    empty = page.compared.assign(value=page.compared["value"].mask(page.compared["indicator"] == "req_new"))
    assert len(pages.flow_charts(replace(page, compared=empty))) == 1
