"""The statistics tables of 2008 to 2018 as other people lay them out: right, or reported as not read."""

from __future__ import annotations

import html
import json
import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.documents import read_bytes
from analysis.forms import EDITIONS, edition
from analysis.reports import reports_from
from analysis.reports.figure_column import read_head
from analysis.reports.report import Report, read_all_reports
from render import as_text, filled

CASES = sorted((Path(__file__).parent / "data" / "layouts" / "old").glob("*.truth.json"))


def values(report: Report) -> dict[str, float]:
    return {str(c.key): c.value for c in report.cells if c.value is not None and "/local:" not in str(c.key)}


def is_named(report: Report, key: str) -> bool:
    """Whether a finding names a cell, by its row or, where nothing of the table was read, by its table."""
    table, row, _ = key.split("/")
    return any(
        found.table == table and (row in (found.row, *found.rows) or not values(report))
        for found in report.findings
    )


@pytest.mark.parametrize("sidecar", CASES, ids=[path.name.split(".")[0] for path in CASES])
def test_a_case_is_right_or_its_cells_are_named(sidecar: Path) -> None:
    case = json.loads(sidecar.read_text(encoding="utf-8"))
    reports = read_all_reports(sidecar.with_name(case["file"]))
    assert len(reports) == len(case["truth"])
    for report, expected in zip(reports, case["truth"], strict=True):
        got = values(report)
        assert {key: got[key] for key in got if not math.isclose(got[key], expected.get(key, math.nan))} == {}
        lost = expected.keys() - got.keys()
        assert [key for key in sorted(lost) if not is_named(report, key)] == []
        assert not lost or case["must"] != "right"


# ---- tables with columns of others ----

FOREIGN = (
    "历年累计",
    "上年数",
    "2008年以来累计",
    "增减",
    "同比",
    "第一季度",
    "代码",
    "备注",
    "公安局",
    "区直单位",
    "排名",
    "",
)
OWN = ("统计数", "本年", "本年度", "年度数", "{year}年", "{year}年度", "{year}", "数量")
Rows = list[list[str]]


def tabs(rows: Rows) -> tuple[str, str]:
    return "\n".join("\t".join(row) for row in rows), "table.txt"


def bars(rows: Rows) -> tuple[str, str]:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows), "table.txt"


def page(rows: Rows) -> tuple[str, str]:
    cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows[1:])
    title, lines = html.escape(rows[0][0]), "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<meta charset=utf-8><h1>{title}</h1><table>{lines}</table>", "table.html"


def a_cell_a_line(rows: Rows) -> tuple[str, str]:
    return "\n".join(cell for row in rows for cell in row if cell), "table.txt"


def foreign_table(code: str, seed: int) -> tuple[Rows, dict[str, float], bool]:
    """A table with other columns beside the year's, some figures blank; its truth; whether it has the year's."""
    rng = random.Random(seed)
    form = edition(code)
    block, year = form.blocks[0], rng.randint(form.first_year, form.last_year or form.first_year)
    figures = {str(key): value for key, value in filled(code, seed).items()}
    for key in rng.sample(sorted(figures), rng.choice((0, 3, 12))):
        figures[key] = ""
    own = rng.choice((*OWN, None)) if rng.random() < 0.3 else rng.choice(OWN)
    heads = [own, *rng.sample(FOREIGN, rng.randint(0, 3))]
    rng.shuffle(heads)
    unit = rng.random() < 0.7
    shown = [head.format(year=year) for head in heads if head is not None]
    rows = [[f"青山县{year}年政府信息公开工作年度报告"], [block.heads[0], *["单位"] * unit, *shown]]
    for row, line in zip(block.rows, block.lines, strict=True):
        others = [
            figures[str(line.keys[0])] if head == own else str(rng.randint(0, 9999)) for head in heads if head
        ]
        others += [""] * (len(shown) - len(others))
        rows.append([row.zh, *[row.unit or ""] * unit, *(others if own is None or "" not in heads else _in_place(
            heads, own, figures[str(line.keys[0])], rng))])  # fmt: skip
    truth = {key: float(value) for key, value in figures.items() if value and own is not None}
    return rows, truth, own is not None


def _in_place(heads: Sequence[str | None], own: str, figure: str, rng: random.Random) -> list[str]:
    """The figures of a row under heads of which one is blank: so are its cells."""
    return [figure if head == own else str(rng.randint(0, 9999)) if head else "" for head in heads]


@pytest.mark.parametrize("write", [tabs, bars, page, a_cell_a_line])
@given(st.sampled_from(["2008", "2014"]), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_only_the_years_column_is_read(
    write: Callable[[Rows], tuple[str, str]], code: str, seed: int
) -> None:
    rows, truth, has_own = foreign_table(code, seed)
    text, name = write(rows)
    report = reports_from(read_bytes(text.encode(), name))[0]
    got = values(report)
    assert {key: value for key, value in got.items() if truth.get(key) != value} == {}
    assert [key for key in truth if key not in got and not is_named(report, key)] == []
    if write is not a_cell_a_line and has_own:
        assert got == truth


def test_heads_say_whether_their_figures_are_the_years() -> None:
    kinds = {
        text: read_head(text, 2017).kind
        for text in ("2017年度", "2016年", "1月", "统计数（件）", "上级平均数")
    }
    assert kinds == {
        "2017年度": "year",
        "2016年": "never",
        "1月": "never",
        "统计数（件）": "year",
        "上级平均数": "never",
    }


# ---- one table is one year and one body ----


@pytest.mark.parametrize("code", [form.code for form in EDITIONS if form.code in ("2019", "2021")])
def test_reports_of_nothing_but_noughts_are_parted_by_their_titles(code: str) -> None:
    noughts = dict.fromkeys(filled(code, 1), "0")
    bodies = ("青山镇人民政府", "白石乡人民政府", "东河镇人民政府")
    text = "\n".join(as_text(code, noughts, year=2023, body=body) for body in bodies)
    found = reports_from(read_bytes(text.encode(), "报告.txt"))
    assert [report.body for report in found] == list(bodies)
    assert all({cell.value for cell in report.cells} == {0.0} for report in found)


def test_a_table_printed_again_for_the_year_before_is_left_out_and_said() -> None:
    older, newer = filled("2021", 5), filled("2021", 6)
    lines = as_text("2021", newer, year=2023).split("\n")
    head = next(n for n, line in enumerate(lines) if line.startswith("（本列数据"))
    last = next(n for n, line in enumerate(lines) if line.startswith("四、结转"))
    before = as_text("2021", older, year=2022).split("\n")[head : last + 1]
    text = "\n".join([*lines[:head], "2022年情况：", *before, "2023年情况：", *lines[head:]])
    report = reports_from(read_bytes(text.encode(), "报告.txt"))[0]
    assert {cell.key: cell.raw for cell in report.cells} == newer
    assert "table_left_out" in {found.code for found in report.findings}
