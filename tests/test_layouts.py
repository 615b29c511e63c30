"""Layouts that sites and offices print: each case gives what it owes, and heads in any order are read."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import render_dialects
import render_html
import render_office
from analysis.documents import read_bytes
from analysis.forms import Key
from analysis.reports import report_from
from analysis.reports.report import Report, read_all_reports
from render import filled
from render_changed import CHANGES, heads_changed
from render_pdf import STYLES, as_pdf

LAYOUTS = Path(__file__).parent / "data" / "layouts"
CASES = json.loads((LAYOUTS / "truth.json").read_text(encoding="utf-8"))

# What is not read yet as it should be; a case that comes right has to leave this list.
OPEN = frozenset(
    (
        "s_d_tabs_in_para__2019_1.pdf",
        "t_natural_only__2019_1.txt",
        "t_natural_only__2021_1.txt",
    )
)

Cells = Mapping[str, float]


def values(report: Report) -> dict[str, float]:
    return {str(cell.key): cell.value for cell in report.cells if cell.value is not None}


def pairs(
    reports: list[Report], truths: list[Cells], year: int | None
) -> Iterator[tuple[Report | None, Cells]]:
    """Each truth with the report that fits it best; reports left over that are of its year with none."""
    left = list(reports)
    for expected in truths:
        best = max(left, key=lambda r: sum(values(r).get(k) == v for k, v in expected.items()), default=None)
        if best is not None:
            left.remove(best)
        yield best, expected
    yield from ((report, {}) for report in left if year is None or report.year in (None, year))


def unnamed(report: Report, keys: set[str]) -> list[str]:
    """The cells that no finding names: by its row, by its column, or by a table of which nothing was read."""
    read = {key.split("/")[0] for key in values(report)}
    rows = {(f.table, row) for f in report.findings for row in (f.row, *f.rows)}
    columns = {(f.table, f.column) for f in report.findings if f.row is None}
    tables = {f.table for f in report.findings} - read
    parts = [(key, *key.split("/")) for key in sorted(keys)]
    return [k for k, t, r, c in parts if (t, r) not in rows and (t, c) not in columns and t not in tables]


def _case(case: dict) -> object:
    marks = (
        [pytest.mark.xfail(strict=True, reason="not read yet as it should be")]
        if case["file"] in OPEN
        else []
    )
    return pytest.param(case, id=case["file"], marks=marks)


@pytest.mark.parametrize("case", list(map(_case, CASES)))
def test_a_layout_gives_what_it_owes(case: dict) -> None:
    right = cells = 0
    for report, expected in pairs(read_all_reports(LAYOUTS / case["file"]), case["truth"], case.get("year")):
        assert report is not None, "a report of the file was not found"
        got = values(report)
        lost = expected.keys() - got.keys()
        cells, right = cells + len(expected), right + len(expected) - len(lost)
        assert {key: got[key] for key in got if not math.isclose(got[key], expected.get(key, math.nan))} == {}
        assert case["must"] == "none" or unnamed(report, set(lost)) == []
    assert case["must"] != "right" or right >= 0.95 * cells


# ---- heads in any order, columns of others, columns left out ----

TEXTS = {dialect.name: dialect for dialect in render_dialects.DIALECTS if dialect.whole}
FORMATS = (
    *(f"text: {name}" for name in TEXTS),
    *(f"html: {name}" for name in render_html.DIALECTS),
    *(f"office: {kind}" for kind in ("docx", "xlsx", "rtf")),
    *(f"pdf: {style.name}" for style in STYLES),
)


def written(name: str, code: str, figures: Mapping[Key, str], year: int, seed: int) -> tuple[bytes, str]:
    kind, _, name = name.partition(": ")
    if kind == "text":
        parts = render_dialects.printed(code, figures, year)
        return TEXTS[name].write(parts, random.Random(seed)).encode(), "report.txt"
    if kind == "html":
        suffix = "mhtml" if name.startswith("mhtml") else "html"
        return render_html.as_html(code, figures, name, year), f"report.{suffix}"
    if kind == "office":
        return getattr(render_office, f"as_{name}")(code, figures, year), f"report.{name}"
    return as_pdf(figures, code, year, next(style for style in STYLES if style.name == name)), "report.pdf"


def judged(name: str, code: str, change: str, seed: int) -> tuple[list[str], list[str], float]:
    """Wrong cells, missing cells without a finding, and the share of the printed cells that is right."""
    year = 2021 if code == "2021" else 2019
    figures = filled(code, seed)
    with heads_changed(change, seed) as lost:
        data, file = written(name, code, figures, year, seed)
    report = report_from(read_bytes(data, file))
    got = values(report)
    true = {str(key): float(raw) for key, raw in figures.items() if key not in lost}
    wrong = [key for key in got if got[key] != true.get(key)]
    silent = unnamed(report, {str(key) for key in figures} - got.keys())
    return wrong, silent, sum(got.get(key) == value for key, value in true.items()) / len(true)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(FORMATS),
    st.sampled_from(("2019", "2021")),
    st.sampled_from(CHANGES),
    st.integers(0, 10**6),
)
def test_a_figure_is_under_its_head_or_reported(name: str, code: str, change: str, seed: int) -> None:
    wrong, silent, _ = judged(name, code, change, seed)
    assert wrong == []
    assert silent == []


@pytest.mark.parametrize(
    "name", ["text: tabs", "text: markdown", "html: plain", "office: docx", "office: xlsx"]
)
@pytest.mark.parametrize("change", CHANGES)
def test_whole_heads_in_any_order_are_read(name: str, change: str) -> None:
    for seed in range(4):
        assert judged(name, "2021", change, seed)[2] >= 0.99, seed


def test_a_table_of_half_a_year_gives_no_value() -> None:
    data, file = written("text: tabs", "2021", filled("2021", 0), 2021, 0)
    half = data.decode().replace("2021年政府信息公开工作年度报告", "2021年上半年政府信息公开工作报告", 1)
    report = report_from(read_bytes(half.encode(), file))
    assert values(report) == {}
    assert {f.table for f in report.findings if f.code == "not_annual"} == {
        "proactive",
        "requests",
        "remedies",
    }


def test_a_table_with_a_row_for_each_body_gives_no_figure_of_one_of_them() -> None:
    (report,) = read_all_reports(LAYOUTS / "bodies_as_rows.md")
    assert report.body == "柳林街道办事处"
    assert not any(key.startswith("requests/") for key in values(report))
    assert "columns_unresolved" in {finding.code for finding in report.findings}
