"""Rows that a place added to the statistics table: kept under their own labels, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.forms import STATISTICS, Key
from analysis.forms.edition_2014 import VALUE
from analysis.reports.candidates import Candidate
from analysis.reports.cells import LOCAL_ROW, Cell
from analysis.text import tidy


def local_rows(
    lines: Sequence[Candidate], used: frozenset[int], unplaced: frozenset[int], edition: str
) -> list[tuple[int, Cell]]:
    """The cells of lines inside the table that have a label and one figure and fit no row of the form.

    ``used`` are the lines that fit one, ``unplaced`` those whose figure is not certain to be the year's. The row code
    is ``local:`` and the label as printed; a label that comes again gets a number.
    """
    found: list[tuple[int, Cell]] = []
    seen: dict[str, int] = {}
    for line in lines[min(used) : max(used) + 1]:
        if line.position in used | unplaced or line.figures != 1 or not line.label:
            continue
        label_cell = line.words[-1][0]
        raw, reading, _ = next(value for value in line.values(label_cell) if not value.blank)
        unit = next((value.raw for value in line.values(label_cell) if value.raw and value.blank), "")
        label = tidy(line.cells[label_cell])
        if reading.value is None:
            continue
        seen[label] = seen.get(label, 0) + 1
        row = f"{LOCAL_ROW}{label}" if seen[label] == 1 else f"{LOCAL_ROW}{label} ({seen[label]})"
        key = Key(STATISTICS, row, VALUE.code)
        cell = Cell(key, edition, reading.value, raw, reading.status, unit, str(line.source))
        found.append((line.position, cell))
    return found
