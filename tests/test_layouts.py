"""Layouts that sites and offices print: each case gives what it owes, and heads in any order are read."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from analysis.reports.report import Report, read_all_reports

LAYOUTS = Path(__file__).parent / "data" / "layouts"
CASES = json.loads((LAYOUTS / "truth.json").read_text(encoding="utf-8"))

# What is not read yet as it should be; a case that comes right has to leave this list.
OPEN = frozenset(
    (
        "s_d_tabs_in_para__2019_1.pdf",
        "t_figs_above_label__2021_1.txt",
        "t_figs_above_label__2021_4.txt",
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
