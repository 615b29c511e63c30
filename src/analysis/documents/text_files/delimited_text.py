"""Rows of commas or semicolons, with quotes where a cell holds the delimiter (RFC 4180)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from analysis.documents.document import Block, CellPlace, Line, Paragraph, Source

_DELIMITERS = (",", ";")
_FEWEST_ROWS = 8
# A row of a table with one figure: label, unit, figure.
_FEWEST_CELLS = 3
_LONGEST_FIGURE = 16


def delimiter_of(text: str, lines: list[str]) -> str | None:
    """The delimiter, if the text is a file of rows that end in figures or blanks."""
    for delimiter in _DELIMITERS:
        if text.count(delimiter) >= _FEWEST_ROWS * (_FEWEST_CELLS - 1):
            rows = [line for line in lines if line.count(delimiter) >= _FEWEST_CELLS - 1]
            if sum(_is_row(line, delimiter) for line in rows) >= max(_FEWEST_ROWS, 0.6 * len(rows)):
                return delimiter
    return None


def _is_row(line: str, delimiter: str) -> bool:
    """Whether a line has figures between delimiters, and no sentence behind the first of them."""
    if "\t" in line or len(line) > 4_000:
        return False
    cells = [cell.strip(' "\r\n') for cell in line.split(delimiter)]
    figures = [n for n, cell in enumerate(cells) if cell.replace(".", "").isdecimal()]
    if not figures:
        return not any(cells[1:])
    return all(len(cell) < _LONGEST_FIGURE for cell in cells[figures[0] :])


def _places(text: str, cells: Sequence[str], start: int, delimiter: str) -> tuple[CellPlace, ...]:
    """Where the cells of a record stand; one that is written otherwise than it reads is given its whole field."""
    fields = re.finditer(rf'(?:^|{delimiter})\s*("(?:[^"]|"")*"|[^{delimiter}]*)', text)
    places = []
    for number, (cell, field) in enumerate(zip(cells, fields, strict=False)):
        at = text.find(cell, *field.span(1))
        begin, end = (at, at + len(cell)) if at >= 0 else field.span(1)
        places.append(CellPlace(start + begin, start + end, number, number + 1))
    return tuple(places) if len(places) == len(cells) else ()


def delimited_blocks(lines: list[str], delimiter: str) -> Iterator[Block]:
    """One block a record; a record of one filled cell at its start is a paragraph."""
    ends = [0]
    for line in lines:
        ends.append(ends[-1] + len(line))
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    first = 0
    while True:
        try:
            record = next(reader, None)
        except csv.Error:
            # A cell beyond the limit of the csv module: no table has such a one.
            record = []
        if record is None:
            return
        source = Source(ends[first], ends[reader.line_num])
        begun, first = first, reader.line_num
        cells = [cell.replace("\r\n", "\n").strip() for cell in record]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and cells[0]:
            yield Paragraph(cells[0], source)
        elif filled:
            record_text = "".join(lines[begun : reader.line_num])
            yield Line(tuple(cells), source, places=_places(record_text, cells, source.start, delimiter))
