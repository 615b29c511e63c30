"""Openings of reports, written by hand: place, level, kind of body, year and date, or unresolved, and never wrong."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from analysis.documents import read_bytes
from analysis.reports.report import Report, report_from

OPENINGS = Path(__file__).with_name("data") / "openings.csv"


def openings() -> list[tuple[str, ...]]:
    with OPENINGS.open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


def read(opening: str, name: str = "report.txt") -> Report:
    text = "\n".join(line.strip() for line in opening.split("⏎"))
    return report_from(read_bytes(text.encode(), name))


def told(report: Report) -> tuple[str, ...]:
    """Place, level (of a place that is certain), kind, year and date, as the table writes them."""
    place = report.place
    names = " ".join(filter(None, (place.province, place.prefecture, place.county, place.township)))
    certain = place.code is not None
    return (
        names if certain else "?",
        (place.level or "") if certain else "",
        report.body_type or "",
        str(report.year or ""),
        report.published or "",
    )


@pytest.mark.parametrize(("opening", "expected"), [(row[0], row[1:]) for row in openings()])
def test_openings(opening: str, expected: tuple[str, ...]) -> None:
    assert told(read(opening)) == expected


def test_the_table_is_long_enough_and_holds_no_line_twice() -> None:
    rows = openings()
    assert len({row[0] for row in rows}) == len(rows) >= 300
    assert sum(row[1] == "?" for row in rows) >= 100
