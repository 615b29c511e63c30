"""Sheets of a workbook as paragraphs and table rows, whatever the format they were stored in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from analysis.documents.office_files.assembly import Item, Row
from analysis.documents.office_files.containers import too_large

MOST_CELLS = 400_000
_NAME_WITHOUT_MEANING = re.compile(r"(?:sheet|工作表|表格?)\s*\d*", re.IGNORECASE)


class Range(NamedTuple):
    """A rectangle of merged cells; all numbers count from 0, the last row and column belong to it."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """A sheet: its cells by row and column, blank ones that are formatted too, and its merged ranges.

    ``hidden`` are the columns that are not shown and have no cells here.
    """

    name: str
    rows: Mapping[int, Mapping[int, str]]
    merged: Sequence[Range]
    hidden: Collection[int] = ()


def sheet_items(sheets: Iterable[Sheet], file: str) -> Iterator[Item]:
    """Each sheet's name, if it says something, and its rows; UnreadableFileError if there are too many cells.

    Rows without an empty row between them are one table, and equally wide. Cells that a merged one covers are
    left out; a row that has no second cell is running text.
    """
    table = done = 0
    for sheet in sheets:
        covered = _covered(sheet, file)
        tables = list(_tables(sheet, covered))
        wide = {(area.top, area.left): area.right + 1 for area in sheet.merged}
        if tables and not _NAME_WITHOUT_MEANING.fullmatch(sheet.name.strip()):
            yield sheet.name
        for numbers in tables:
            table += 1
            first, last = _extent(sheet, numbers, covered)
            done += len(numbers) * (last - first + 1)
            if done > MOST_CELLS:
                raise too_large(file)
            columns = [column for column in range(first, last + 1) if column not in sheet.hidden]
            for position, number in enumerate(numbers, 1):
                cells, under = sheet.rows[number], covered.get(number, set())
                own = [column for column in columns if column not in under]
                texts = tuple(cells.get(column, "") for column in own)
                filled = [text for text in texts if text]
                if len(filled) == 1 and len(cells.keys() - under) == 1:
                    yield filled[0]
                elif filled:
                    edges = tuple((column, wide.get((number, column), column + 1)) for column in own)
                    yield Row(texts, table, position, edges)


def _covered(sheet: Sheet, file: str) -> dict[int, set[int]]:
    """By row, the columns that a merged cell covers without beginning there."""
    numbers = sorted(sheet.rows)
    last = max((max(cells, default=0) for cells in sheet.rows.values()), default=0)
    covered: dict[int, set[int]] = {}
    done = 0
    for area in sheet.merged:
        columns = range(area.left, min(area.right, last) + 1)
        reached = numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]
        done += 1 + len(columns) * len(reached)
        if done > 2 * MOST_CELLS:
            raise too_large(file)
        for row in reached:
            covered.setdefault(row, set()).update(columns[1:] if row == area.top else columns)
    return covered


def _tables(sheet: Sheet, covered: Mapping[int, set[int]]) -> Iterator[list[int]]:
    """The numbers of the rows that stand together; a row is empty if nothing is in it, not even a merged cell."""
    together: list[int] = []
    for number in sorted(sheet.rows):
        filled = any(sheet.rows[number].values()) or number in covered
        if together and (not filled or number != together[-1] + 1):
            yield from _if_filled(sheet, together, covered)
            together = []
        if filled:
            together.append(number)
    yield from _if_filled(sheet, together, covered)


def _if_filled(sheet: Sheet, numbers: list[int], covered: Mapping[int, set[int]]) -> Iterator[list[int]]:
    if any(_filled_columns(sheet, number, covered) for number in numbers):
        yield numbers


def _extent(sheet: Sheet, numbers: Sequence[int], covered: Mapping[int, set[int]]) -> tuple[int, int]:
    """The first and the last column in which the rows hold anything."""
    columns = {column for number in numbers for column in _filled_columns(sheet, number, covered)}
    return min(columns), max(columns)


def _filled_columns(sheet: Sheet, number: int, covered: Mapping[int, set[int]]) -> list[int]:
    under = covered.get(number, ())
    return [column for column, text in sheet.rows[number].items() if text and column not in under]
