"""The batch: a page for each province, offline and safe; one failure does not stop the others."""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest

import analysis.reports
from analysis import batch
from analysis.batch import index, notebooks, overview, pages, render, runs
from analysis.errors import StoreError, UnknownNameError
from analysis.frames import store, tidy
from render import as_text, filled

ROOT = Path(__file__).parent.parent
RAW = ROOT / "data" / "raw"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HOSTILE = "<script>alert(1)</script><img src=http://example.org/x onerror=alert(2)>政府信息公开工作年度报告"

CELLS = [
    ("markdown", "# 地区\n\n问题：读到的报告说了什么？"),
    (
        "parameters",
        'region: str = "320000"  # province, six digits\nyears: list | None = None  # years to show\n'
        'lang: str = "zh"  # language\ndata_dir: str = "data/processed"  # tidy data\nbroken: str = ""  # fail here',
    ),
    ("code", "import sys\nfrom IPython.display import SVG, Markdown\nfrom analysis.frames.store import load"),
    ("code", "frames = load(data_dir)\nassert region != broken, 'asked to break'\nprint(sys.executable)"),
    ("markdown", "## 数据"),
    ("code", "frames.reports[['title', 'body']]"),
    ("code", "from IPython.display import HTML\nHTML('<h2>甲 &amp; <i>乙</i></h2>')"),
    ("code", "import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])"),
    ("markdown", "## 句子"),
    ("code", "Markdown(frames.reports.title.iloc[0] + ' ![x](http://example.org/y.png)')"),
    ("code", 'SVG(\'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>\')'),
]


def write_notebook(path: Path, *more: tuple[str, str]) -> Path:
    notebook = nbformat.v4.new_notebook()
    for kind, source in (*CELLS, *more):
        make = nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_code_cell
        cell = make(source)
        cell.metadata["tags"] = ["parameters"] if kind == "parameters" else []
        notebook.cells.append(cell)
    # a kernel of this name need not be installed: the running interpreter is used
    notebook.metadata["kernelspec"] = {"name": "nowhere", "language": "python", "display_name": "Nowhere"}
    nbformat.write(notebook, path)
    return path


class Site:
    """A raw folder of two provinces and an unreadable file, with the pages made from it."""

    def __init__(self, root: Path) -> None:
        self.raw, self.data, self.out = root / "raw", root / "data", root / "pages {odd}"
        for year in ("2022", "2024"):
            shutil.copytree(RAW / year, self.raw / year)
        (self.raw / "empty <b>.txt").touch()
        self.notebook = write_notebook(root / "region.ipynb")

    def run(self, **options: Any) -> batch.Outcome:
        return batch.run(self.raw, self.data, self.out, notebook=self.notebook, progress=False, **options)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Pages of hostile reports, one of which fails."""
    made = Site(tmp_path_factory.mktemp("site"))
    real = analysis.reports.read_all_reports

    def reading(path: Path, overrides: dict[str, str] | None = None) -> list[analysis.reports.Report]:
        return [
            replace(report, title=HOSTILE, body="../../x<b>=1+1\x1b[31m") for report in real(path, overrides)
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analysis.reports, "read_all_reports", reading)
        made.outcome = made.run(parameters={"broken": "320000"}, workers=2)  # type: ignore[attr-defined]
    return made


def test_one_page_a_province_and_one_failure_does_not_stop_the_others(site: Site) -> None:
    outcome: batch.Outcome = site.outcome  # type: ignore[attr-defined]
    assert [page.region.code for page in outcome.pages] == ["140000", "320000"]
    assert [page.region.code for page in outcome.failed] == ["320000"]
    assert outcome.failed[0].reason == "AssertionError: asked to break"
    assert "AssertionError: asked to break" in str(outcome)
    written = {path.relative_to(site.out).as_posix() for path in site.out.rglob("*") if path.is_file()}
    assert written == {"140000.html", "index.html", "notebooks/140000.ipynb", "notebooks/320000.ipynb"}


def test_the_failed_notebook_is_kept_with_its_error(site: Site) -> None:
    notebook = nbformat.read(site.out / "notebooks" / "320000.ipynb", as_version=4)
    errors = [o for c in notebook.cells for o in c.get("outputs", []) if o.output_type == "error"]
    assert errors[0].evalue == "asked to break"


def test_the_kernel_is_this_interpreter(site: Site) -> None:
    text = (site.out / "notebooks" / "140000.ipynb").read_text(encoding="utf-8")
    assert json.dumps(sys.executable)[1:-1] in text


def test_the_index_tells_all(site: Site) -> None:
    html = (site.out / "index.html").read_text(encoding="utf-8")
    assert 'href="140000.html"' in html
    assert 'href="320000.html"' not in html
    assert "AssertionError: asked to break" in html
    assert 'href="notebooks/320000.ipynb"' in html
    assert "3,119" in html
    assert "200 / 200" in html
    assert "empty &lt;b&gt;.txt" in html


@pytest.mark.parametrize("name", ["index.html", "140000.html"])
def test_a_page_loads_nothing_and_runs_nothing_of_a_report(site: Site, name: str) -> None:
    html = (site.out / name).read_text(encoding="utf-8")
    assert render.external_references(html) == []
    assert not re.search(r"<(link|iframe|object|embed|base)\b", html)
    assert "<script" not in html
    assert "<img src=http" not in html
    assert "\x1b" not in html
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;;")
    assert "unsafe-inline" not in policy[1].split("script-src")[1]


def test_words_of_a_report_are_shown_as_words(site: Site) -> None:
    html = (site.out / "140000.html").read_text(encoding="utf-8")
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 2
    assert "../../x&lt;b&gt;" in (site.out / "index.html").read_text(encoding="utf-8")


def test_a_page_can_be_read_without_script(site: Site) -> None:
    html = (site.out / "140000.html").read_text(encoding="utf-8")
    code = re.search(r'<details class="code" id="code"><summary>.*?</details>', html, re.DOTALL)
    assert code is not None
    assert code[0].count('class="highlight') >= 5
    assert html.count('<details class="code"') == 1
    assert html.index("<h1") < html.index('<nav class="contents"') < html.index("<h2") < code.start()
    assert 'href="#code"' in html
    assert re.search(r'<a href="#%E6%95%B0%E6%8D%AE"|<a href="#数据"', html)
    assert re.search(r'<a href="#(part\d+)">甲 &amp; 乙</a>.*<h2 id="\1">', html, re.DOTALL)
    assert 'alt="图: 甲 &amp; 乙"' in html
    assert "data:image/svg+xml;base64," in html
    assert "@font-face" in html
    assert "@media print" in html


def test_no_path_of_this_machine_is_in_the_metadata(site: Site) -> None:
    metadata = json.loads((site.out / "notebooks" / "140000.ipynb").read_text(encoding="utf-8"))["metadata"]
    assert metadata["papermill"]["output_path"] == "140000.ipynb"
    assert metadata["papermill"]["input_path"] == "region.ipynb"


def test_pages_stay_while_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "code_digest", lambda *_: "this code")
    monkeypatch.setattr(store, "code_digest", lambda *_: "this code")
    made = Site(tmp_path)
    shutil.rmtree(made.raw / "2024")
    assert [page.made for page in made.run().pages] == [True]
    page = made.out / "140000.html"
    first = page.read_bytes()
    assert [page.made for page in made.run().pages] == [False]
    assert page.read_bytes() == first
    assert [page.made for page in made.run(force=True).pages] == [True]
    monkeypatch.setattr(runs, "code_digest", lambda *_: "other code")
    assert [page.made for page in made.run().pages] == [True]
    assert [page.made for page in made.run(parameters={"years": [2022]}, lang="en").pages] == [True]
    assert '<html lang="en">' in page.read_text(encoding="utf-8")
    write_notebook(made.notebook, ("markdown", "more"))
    assert [page.made for page in made.run(parameters={"years": [2022]}, lang="en").pages] == [True]
    shutil.rmtree(made.raw / "2022")
    assert made.run().pages == ()
    assert not page.exists(), "the page of a province without reports goes"
    assert "data/raw" in (made.out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"parameters": {"colour": 1}}, r"no parameter 'colour'; it has: years, broken"),
        ({"parameters": {"region": "1"}}, "use --region instead"),
        (
            {"regions": ["上海"]},
            r"no report is of a region 上海市 310000; the reports are of: 山西省 140000、江苏省 320000",
        ),
        ({"lang": "fr"}, "choose from zh, en"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(site: Site, options: dict[str, Any], message: str) -> None:
    with pytest.raises(UnknownNameError, match=f"(?i){message}"):
        site.run(**options)


def test_pages_never_go_into_the_raw_folder(site: Site, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="never written"):
        batch.run(site.raw, site.data, site.raw / "pages", notebook=site.notebook)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="choose another folder"):
        batch.run(site.raw, site.data, tmp_path / "file", notebook=site.notebook)


# the parts


@pytest.mark.parametrize(
    ("pair", "value"),
    [
        ("a=1", 1), ("a=[2021, 2022]", [2021, 2022]), ("a=None", None), ("a=null", None), ("a=true", True),
        ("a=county", "county"), ("a=", ""), ("a=x=y", "x=y"), ("a=0012", "0012"), ("a='1'", "1"), ("a=((((", "(((("),
    ],
)  # fmt: skip
def test_settings(pair: str, value: object) -> None:
    assert batch.settings([pair]) == {"a": value}


def test_a_setting_without_a_value() -> None:
    with pytest.raises(UnknownNameError, match="write NAME=VALUE"):
        batch.settings(["years"])


def test_regions_by_name_and_code() -> None:
    reports = tidy.read_reports(RAW).reports
    found = runs._chosen(reports, None)
    assert [region.code for region in found] == ["140000", "230000", "320000", "410000", "unresolved"]
    for words in (["江苏"], ["江苏省"], ["320000"], ["32"], ["江苏", "32"]):
        assert [region.code for region in runs._chosen(reports, words)] == ["320000"]
    assert [region.code for region in runs._chosen(reports, ["淮安市", "潞州区"])] == ["320800", "140403"]
    with pytest.raises(UnknownNameError):
        runs._chosen(reports, ["省"])


def test_notebook_path_names_what_is_missing() -> None:
    with pytest.raises(UnknownNameError, match=r"no notebook none\.ipynb"):
        notebooks.notebook_path("none.ipynb")


def test_notebooks_of_an_installed_package_are_copied_to_work_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "package"
    installed.mkdir()
    write_notebook(installed / "a.ipynb")
    monkeypatch.setattr(notebooks, "_folders", lambda: (tmp_path / "none", installed))
    monkeypatch.chdir(tmp_path)
    folder = notebooks.working_folder()
    (folder / "a.ipynb").write_text("mine")
    assert notebooks.working_folder() == folder == tmp_path / "notebooks"
    assert (folder / "a.ipynb").read_text() == "mine", "work is not overwritten"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<img src="http://e.org/a">', ["http://e.org/a"]),
        ("<p style=\"background:url('//e.org/a')\">", ["//e.org/a"]),
        ("<style>@import 'http://e.org/a.css';</style>", ["http://e.org/a.css"]),
        ('<link rel=stylesheet href="a.css">', ["a.css"]),
        ("<svg><image href='http://e.org/a'/></svg>", ["http://e.org/a"]),
        ('<a href="https://e.org">x</a><img src="data:image/png;base64,AA"><p>url(http://e.org)</p>', []),
    ],
)
def test_references_are_found(html: str, found: list[str]) -> None:
    assert render.external_references(html) == found


@pytest.mark.parametrize(
    "html", ["<script>1</script>", "<IMG SRC=http://e.org>", "<meta http-equiv=refresh>", "<form>"]
)
def test_html_that_would_act_is_shown_as_text(html: str) -> None:
    assert render.plain_html(f"<b>x</b>{html}").startswith("<pre>&lt;b&gt;")


def test_a_reason_is_one_line() -> None:
    assert pages.reason_of(ValueError("a\n\x1b[31mb" + "c" * 400)).startswith("ValueError: a bccc")
    assert len(pages.reason_of(ValueError("c" * 4000))) < 310


def test_years_of_other_bodies_are_not_joined() -> None:
    one, two = frozenset({"甲"}), frozenset({"乙"})
    points = [index.Point(2021, 4.0, one), index.Point(2022, 8.0, one), index.Point(2024, 0.0, two)]
    drawn = index.sparkline(points)
    assert drawn
    assert len(drawn["spots"]) == 3
    assert len(drawn["lines"]) == 1
    assert index.sparkline(points[:1]) is None
    assert index.sparkline([point._replace(value=0.0) for point in points])


def test_the_index_of_many_reports_keeps_to_those_with_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.ingest(RAW, tmp_path / "data", progress=False)
    frames = store.load(tmp_path / "data")
    whole = index.index_html(tmp_path, frames, [])
    assert whole.count("<small>20") == 6
    monkeypatch.setattr(index, "MOST_REPORTS", 3)
    short = index.index_html(tmp_path, frames, [], "en")
    assert "gongkai export gives all" in short
    assert short.count("<small>20") == 0


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
def test_a_browser_makes_no_request_and_runs_nothing(site: Site) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=flags)
        page = browser.new_page(viewport={"width": 390, "height": 800})
        requests: list[str] = []
        dialogs: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        for name in ("index.html", "140000.html"):
            page.goto((site.out / name).as_uri())
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "fits a phone"
        assert page.evaluate("document.fonts.check('16px \"Gongkai Sans SC\"', '政府')")
        assert page.evaluate("[...document.fonts].some(font => font.status === 'loaded')")
        assert not page.locator("#code .highlight").first.is_visible()
        page.click("#code summary")
        assert page.locator("#code .highlight").first.is_visible()
        browser.close()
    assert dialogs == []
    assert [address for address in requests if not address.startswith(("file:", "data:"))] == []


def test_the_overview_is_made_where_three_governments_of_a_level_have_reported(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for number, body in enumerate(("长治市潞州区", "长治市上党区", "长治市屯留区")):
        words = as_text("2021", filled("2021", number), body=body + "人民政府")
        words = words.replace(
            "年度报告\n", "年度报告\n本报告汇总全区各镇、街道和区政府各部门的数据编制而成。\n", 1
        )
        (raw / f"{number}.txt").write_text(words, encoding="utf-8")
    frames = tidy.read_reports(raw)
    assert overview.level_of(frames.reports) == "county"
    assert overview.level_of(frames.reports.head(2)) is None
    made = overview.make_overview(out_of(out), frames.reports.head(2), tmp_path / "none", "zh", "", False)
    assert made is None
    first = runs.run(raw, tmp_path / "data", out, regions=[], progress=False)
    assert first.overview is not None
    assert not first.failed, str(first)
    assert 'href="overview.html"' in first.index.read_text(encoding="utf-8")
    assert "1 pages made, 0 unchanged" in str(first)
    again = runs.run(raw, tmp_path / "data", out, regions=[], progress=False)
    assert again.overview is not None
    assert not again.overview.made


def out_of(out: Path) -> Path:
    (out / "notebooks").mkdir(parents=True)
    return out


def test_a_page_tells_nothing_of_the_folders_of_the_machine():
    cell = nbformat.v4.new_code_cell(f'data_dir = "{Path.cwd()}/data"\nraw_dir = "{Path.home()}/reports"')
    cell.metadata["tags"] = ["injected-parameters"]
    notebook = nbformat.v4.new_notebook(cells=[cell])
    page = render.page_html(notebook, "页面")
    assert str(Path.cwd()) not in page
    assert f"{Path.home()}/reports" not in page
    assert str(Path.cwd()) in notebook.cells[0].source
