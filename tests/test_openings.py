"""Openings and short reports as bodies print them: body, year, place, level, index number, and the cells of some."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from analysis import read_report

FOLDER = Path(__file__).parent / "data" / "openings"
CASES = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_an_opening_says_who_where_and_when(case: dict) -> None:
    report = read_report(FOLDER / case["file"], {"url": case["url"]} if "url" in case else None)
    facts = {
        "code": report.place.code,
        "edition": "+".join(sorted({cell.edition for cell in report.cells if cell.edition})),
    }
    for field, expected in case["expect"].items():
        got = facts[field] if field in facts else getattr(report, field)
        assert (got or "").startswith(expected) if field == "code" and expected else got == expected, field
    cells = {str(cell.key): cell.value for cell in report.cells}
    for key, value in case.get("cells", {}).items():
        if cells.get(key) is None:
            assert case.get("must") != "right", key
        else:
            assert math.isclose(cells[key], value), key
