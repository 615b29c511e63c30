"""The blocks of PDF pages: their ruled tables, rows without rules and lines set one under the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.documents.document import Block, CellPlace, Line, Paragraph, Source
from analysis.documents.pdf_files.close_columns import with_columns_apart
from analysis.documents.pdf_files.drawn_cells import DrawnRow
from analysis.documents.pdf_files.flowed_text import (
    Margins,
    PrintedCell,
    TextLine,
    join_wrapped,
    page_margins,
    starts_paragraph,
)
from analysis.documents.pdf_files.pdf_page import Page
from analysis.documents.pdf_files.stacked_heads import with_whole_heads
from analysis.documents.pdf_files.unruled_rows import unruled_tables
from analysis.documents.pdf_files.wrapped_lines import with_whole_labels

Rows = tuple[tuple[PrintedCell, ...], ...]


class Content(NamedTuple):
    """A page sorted out: its ruled tables, each with the place of its top, rows without rules, and other lines.

    ``crossing`` are numbers that are wider than their cell; ``drawing`` tells of more rules than tables have.
    """

    page: Page
    tables: list[tuple[float, Rows]]
    rows: list[DrawnRow]
    lines: list[TextLine]
    crossing: list[str]
    drawing: bool


class _Item(NamedTuple):
    """A paragraph or the cells of a row, with its page, and table and row where its columns are known."""

    what: str | tuple[PrintedCell, ...]
    page: int
    table: int | None = None
    row: int | None = None


def blocks_of_pages(contents: Sequence[Content], scanned: frozenset[int]) -> tuple[tuple[Block, ...], str]:
    """Set all blocks one under the other and tell each where it stands in the text, which is given too."""
    blocks: list[Block] = []
    place = 0
    for what, page, table, row in _items(contents, _margins(contents)):
        block: Block
        if isinstance(what, str):
            block = Paragraph(what, Source(place, place + len(what), page, ocr=page in scanned))
        else:
            places = []
            end = place - 1
            for text, box in what:
                start, end = end + 1, end + 1 + len(text)
                places.append(CellPlace(start, end, box[0], box[2], box))
            source = Source(place, end, page, table, row, page in scanned)
            texts = tuple(cell.text for cell in what)
            block = Line(texts, source, table is None or page in scanned, tuple(places))
        blocks.append(block)
        place = block.source.end + 1
    return tuple(blocks), "\n".join(block.text for block in blocks)


def _margins(contents: Sequence[Content]) -> dict[int, Margins]:
    """The margins of the pages of each width: one page alone may hold only short lines."""
    lines: defaultdict[int, list[TextLine]] = defaultdict(list)
    for content in contents:
        lines[round(content.page.width)] += content.lines
    return {width: page_margins(of_width, width) for width, of_width in lines.items()}


def _items(contents: Sequence[Content], margins: dict[int, Margins]) -> Iterator[_Item]:
    """Paragraphs and rows in reading order, with page, table and row; a paragraph may cross pages."""
    text, first, last, table_number = "", 1, None, 0
    drawn, row_number = (0, 0), 0
    for content in contents:
        page = content.page
        for piece in _pieces(content):
            if isinstance(piece, TextLine):
                if last is None or starts_paragraph(last, piece, margins[round(page.width)]):
                    if text:
                        yield _Item(text, first)
                    text, first = piece.text, page.number
                else:
                    text = join_wrapped(text, piece.text)
                last = piece
                continue
            if text:
                yield _Item(text, first)
            text, last = "", None
            if isinstance(piece, DrawnRow):
                if piece.table is None:
                    yield _Item(piece.cells, page.number)
                    continue
                if (page.number, piece.table) != drawn:
                    drawn, row_number, table_number = (page.number, piece.table), 0, table_number + 1
                row_number += 1
                yield _Item(piece.cells, page.number, table_number, row_number)
                continue
            table_number += 1
            for number, row in enumerate(piece, 1):
                yield _Item(row, page.number, table_number, number)
    if text:
        yield _Item(text, first)


def _pieces(content: Content) -> Iterator[TextLine | DrawnRow | Rows]:
    """The lines and tables of a page from the top down; lines between two tables are looked at together."""
    lines = list(content.lines)
    parts: list[tuple[float, DrawnRow | Rows]] = [
        *content.tables,
        *((row.baseline, row) for row in content.rows),
    ]
    for top, part in sorted(parts, key=lambda placed: placed[0]):
        above = [line for line in lines if line.baseline < top]
        lines = lines[len(above) :]
        yield from _by_place(above)
        yield part
    yield from _by_place(lines)


def _by_place(lines: Sequence[TextLine]) -> Iterator[TextLine | DrawnRow]:
    for line, cells in unruled_tables(with_whole_labels(with_whole_heads(with_columns_apart(lines)))):
        yield line if cells is None else DrawnRow(line.baseline, cells)
