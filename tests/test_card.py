"""The card of one report: the form redrawn, arithmetic, the year before, sources, sentences; and its page."""

import re
import shutil
from dataclasses import replace

import matplotlib
import pytest

from analysis import batch, pages
from analysis.batch import render
from analysis.errors import StoreError, UnknownNameError, UnreadableFileError
from analysis.forms import Key
from analysis.frames import store
from analysis.frames.schema import STATUSES
from analysis.pages.card.form import hint
from analysis.pages.card.years import continuity
from analysis.words.card import CARD_PARTS, STATUS
from golden import RAW, raw_file
from render import as_text, filled

matplotlib.use("agg")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CARRIED_IN, CARRIED_OUT = Key("requests", "carried_in", "total"), Key("requests", "carried_out", "total")


def part(card, name):
    return pages.part_html(card, name)[1]


def rows_of(html):
    """The text of each table row, cells set apart by bars."""
    found = re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    return ["|".join(re.sub("<[^>]*>", "", cell) for cell in re.split("</t[dh]>", row)) for row in found]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    store.ingest(RAW, folder, progress=False)
    return folder


@pytest.fixture(scope="module")
def huaian(data):
    return pages.report_card("2024/3208/huaian_2024.pdf", data_dir=data, raw_dir=RAW)


def two_years(tmp_path, change=None):
    """The store of one county for 2022 and 2023, whose stocks join up unless ``change`` is made in 2023."""
    before, now = filled("2021", 1), filled("2021", 2)
    for key in before:
        if key.row == "carried_out":
            # what is carried in is made to fit; what is new then follows from the flow (V301)
            moved = float(now[key._replace(row="carried_in")]) - float(before[key])
            now[key._replace(row="carried_in")] = before[key]
            new = key._replace(row="new_requests")
            now[new] = f"{float(now[new]) + moved:g}"
    stock = Key("proactive", "normative_docs", "in_force")
    made, gone = (Key("proactive", "normative_docs", name) for name in ("made", "repealed"))
    now[stock] = f"{float(before[stock]) + float(now[made]) - float(now[gone]):g}"
    now |= change or {}
    raw = tmp_path / "raw"
    raw.mkdir()
    for year, values in ((2022, before), (2023, now)):
        text = as_text("2021", values, year, "长治市潞州区人民政府")
        (raw / f"{year}.txt").write_text(text, encoding="utf-8")
    store.ingest(raw, tmp_path / "data", progress=False)
    return raw, tmp_path / "data"


def test_the_form_is_redrawn_with_what_stands_in_the_file(huaian):
    form = part(huaian, "form")
    assert form.count("<td") == 200
    decided = hint(huaian, Key("requests", "total_decided", "total"))
    assert decided.splitlines() == [
        "（七）总计 · 总计 (件)", "数字", "原文：«3050»", "第 5 页，第 4 表，第 11 行，字符 2577–2604",
        "（七）总计 | 2932 | 53 | 0 | 0 | 61 | 4 | 3050",
    ]  # fmt: skip
    assert 'title="（七）总计 · 总计' in form


def test_every_figure_leads_to_its_line_in_the_file(huaian):
    wanted = set(re.findall(r'href="#(source-\d+)"', part(huaian, "form")))
    there = set(re.findall(r'id="(source-\d+)"', part(huaian, "provenance")))
    assert wanted == there
    assert len(there) == 32
    granted = next(row for row in rows_of(part(huaian, "provenance")) if "（一）予以公开" in row)
    assert granted.split("|", 2)[:2] == ["表三 （一）予以公开", "第 4 页，第 3 表，第 6 行，字符 1881–1920"]
    assert granted.endswith("|三、本年度办理结果 | （一）予以公开 | 1288 | 21 | 0 | 0 | 50 | 3 | 1362|")


def test_the_arithmetic_of_every_identity_is_written_out(huaian):
    # hand-checked: domain knowledge of the printed report, 3119 + 34 = 3050 + 103 and 72 + 64 + 178 + 37 = 351
    rows = rows_of(part(huaian, "checks").split("<details")[1])
    assert "V301 总计：新收＋上年结转＝办理总计＋结转下年|3,119 + 34 = 3,153|3,050 + 103 = 3,153|0|✓|" in rows
    assert any(row.startswith("V401") and "|72 + 64 + 178 + 37 = 351|351|0|✓|" in row for row in rows)
    assert sum(row.endswith("|✓|") for row in rows) == 42


def test_a_broken_identity_comes_first_with_its_difference(tmp_path):
    values = filled("2021", 3)
    key = Key("remedies", "review", "total")
    values[key] = f"{float(values[key]) + 7:g}"
    file = tmp_path / "x.txt"
    file.write_text(as_text("2021", values), encoding="utf-8")
    card = pages.report_card(str(file), lang="en")
    table = part(card, "checks")
    first = next(row for row in rows_of(table.split("<h3>")[1]) if row.endswith("|×|"))
    assert first.startswith("V401")
    assert "|-7|" in first
    assert "<details open>" in table
    assert "Of 42 identities that can be assessed 1 do not hold" in pages.card_opening(card)


def test_blanks_and_lost_tables_are_told_and_never_0(tmp_path, data):
    card = pages.report_card("16318f956377a258", data_dir=data)  # its review block is empty in the file
    assert part(card, "form").count(">空白<") == 5
    rows = rows_of(part(card, "checks"))
    assert any(row.startswith("V401") and "?×4 = ?|?|—|?|" in row for row in rows)
    assert "有 5 个没有数值" in pages.card_opening(card)
    assert "原文件不在手边" in part(card, "provenance")
    reviews = next(row for row in rows_of(part(card, "indicators")) if row.startswith("复议发生率"))
    assert reviews == "复议发生率|未报告|||行政复议: 空白（不是 0）|"
    file = tmp_path / "y.txt"
    file.write_text("青山县人民政府2023年政府信息公开工作年度报告\n\n一、总体情况\n\n无。", encoding="utf-8")
    empty = pages.report_card(str(file))
    assert part(empty, "form").count("（没有找到）") == 3
    assert "没有一条勾稽关系可以核对" in pages.card_opening(empty)
    assert "没有读到任何单元格" in part(empty, "provenance")
    assert "没有读到可以核对的表" in part(empty, "checks")


def test_years_that_join_up(tmp_path):
    raw, data = two_years(tmp_path)
    card = pages.report_card("2023.txt", data_dir=data, raw_dir=raw)
    assert card.previous["year"] == 2022
    holds = {(joined.rule.code, joined.rule.cell): joined.holds for joined in continuity(card)}
    assert holds.pop(("V502", Key("proactive", "regulations", "in_force"))) is False  # not made to fit above
    assert len(holds) == 8
    assert all(holds.values())
    table = part(card, "last_year")
    new = next(row for row in rows_of(table) if row.startswith("新收申请量"))
    then, now = (float(text.replace(",", "")) for text in new.split("|")[1:3])
    assert new.split("|")[3] == f"{now - then:+,.10g}".replace("-", "−")
    assert "与上年核对的 9 项有 1 项不衔接" in pages.card_opening(card)


def test_years_that_do_not_join_up(tmp_path):
    values = filled("2021", 1)
    raw, data = two_years(tmp_path, {CARRIED_IN: f"{float(values[CARRIED_OUT]) + 5:g}"})
    card = pages.report_card("2023.txt", data_dir=data, raw_dir=raw)
    total = next(joined for joined in continuity(card) if joined.rule.cell == CARRIED_IN)
    assert total.holds is False
    assert total.left - total.right == 5
    assert any("V501 总计" in row and "|+5|×|" in row for row in rows_of(part(card, "last_year")))


def test_without_the_year_before_nothing_is_said_of_change(huaian):
    assert "没有同一机关、同一口径的 2023 年报告" in part(huaian, "last_year")
    assert continuity(huaian) == []


def test_shares_on_few_cases_are_marked(data):
    card = pages.report_card("a01f8a664ac39a4f", data_dir=data, lang="en")  # one request, not held
    row = next(row for row in rows_of(part(card, "indicators")) if row.startswith("cannot provide"))
    assert row == "cannot provide, of decided|100.0 %|1/1|20.7–100.0|too few: n = 1|"
    assert "too few cases to judge by" in pages.card_opening(card)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_five_sentences_each_with_a_part_to_read_it_from(data, lang):
    frames = store.load(data)
    for key in frames.reports["report_id"]:
        card = pages.report_card(key, data_dir=data, raw_dir=RAW, lang=lang)
        opening = pages.card_opening(card)
        assert opening.count("<li>") == 5
        anchors = set(re.findall(r'href="#(part-[a-z_]+)"', opening))
        heads = "".join(pages.part_html(card, name)[0] for name in CARD_PARTS)
        assert anchors <= set(re.findall(r'id="(part-[a-z_]+)"', heads))
        whole = opening + "".join(part(card, name) for name in CARD_PARTS)
        assert not re.search(r"\bnan\b", whole, re.IGNORECASE)
        assert "&lt;NA&gt;" not in whole


def test_text_of_a_report_is_escaped(huaian):
    hostile = "<script>alert(1)</script>"
    report = huaian.report.copy()
    for column in ("title", "body", "scope_evidence", "region_evidence", "path", "index_no"):
        report[column] = hostile
    cells = huaian.cells.assign(
        raw=hostile, status="text", value=huaian.cells["value"].mask(huaian.cells.index % 2 == 0)
    )
    card = replace(huaian, report=report, cells=cells, text=hostile * 200)
    shown = pages.card_opening(card) + "".join("".join(pages.part_html(card, name)) for name in CARD_PARTS)
    assert "<script" not in shown
    assert shown.count("&lt;script") > 200


def test_what_is_not_there_is_told(tmp_path, data):
    with pytest.raises(UnknownNameError, match="the store holds 6 reports"):
        pages.report_card("nothing", data_dir=data)
    (tmp_path / "empty.txt").touch()
    with pytest.raises(UnreadableFileError):
        pages.report_card(str(tmp_path / "empty.txt"))
    with pytest.raises(UnknownNameError, match="no store was given"):
        batch.card("nothing", tmp_path / "x.html", data_dir=None)
    with pytest.raises(UnknownNameError, match="choose from zh, en"):
        batch.card("nothing", tmp_path / "x.html", lang="fr")


def test_a_file_of_the_store_is_the_report_of_the_store(data):
    card = pages.report_card(str(raw_file("huaian_2024.pdf")), data_dir=data)
    assert card.report["path"] == "2024/3208/huaian_2024.pdf"
    assert card.text is not None


def test_a_changed_file_gives_no_lines(tmp_path, data):
    shutil.copytree(RAW, tmp_path / "raw")
    file = tmp_path / "raw" / "2022" / "1411" / "004_584dbe52e0b9f186.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("4394", "4395"), encoding="utf-8")
    card = pages.report_card("a01f8a664ac39a4f", data_dir=data, raw_dir=tmp_path / "raw")
    assert card.text is None
    assert "原文件不在手边" in part(card, "provenance")


def test_every_status_has_its_words():
    assert set(STATUS) == set(STATUSES)


@pytest.fixture(scope="module")
def page(data, tmp_path_factory):
    target = tmp_path_factory.mktemp("page") / "card.html"
    return batch.card("fed22baafaab82a2", target, data_dir=data, raw_dir=RAW, lang="en")


def test_the_page_is_whole_and_loads_nothing(page):
    html = page.read_text(encoding="utf-8")
    assert render.external_references(html) == []
    assert "<script" not in html
    assert "index.html" not in html
    for name, (heading, _) in CARD_PARTS.items():
        assert f'<h2 id="part-{name}">{heading[1]}</h2>' in html
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert links <= set(re.findall(r'id="([^"]+)"', html)), "every link has its anchor"


def test_a_page_that_cannot_be_written_is_told(data, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.batch.cards._rendered", lambda *_: "")
    with pytest.raises(StoreError, match="choose another file"):
        batch.card("fed22baafaab82a2", tmp_path / "no" / "x.html", data_dir=data)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
@pytest.mark.parametrize("width", [400, 1200])
def test_the_page_opens_without_network_and_fits(page, width):
    playwright = pytest.importorskip("playwright.sync_api")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=flags)
        view = browser.new_page(viewport={"width": width, "height": 800})
        requests: list[str] = []
        view.on("request", lambda request: requests.append(request.url))
        view.goto(page.as_uri())
        view.wait_for_load_state("networkidle")
        assert view.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert view.evaluate("document.fonts.check('16px \"Gongkai Sans SC\"', '淮安✓×')")
        view.click('a[href="#part-checks"]')
        assert view.evaluate("document.getElementById('part-checks').getBoundingClientRect().top < 60")
        browser.close()
    assert [address for address in requests if not address.startswith(("file:", "data:"))] == []
