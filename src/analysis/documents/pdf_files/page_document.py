"""The pages of a file, as PDF or as scans, made into a document: tables, rows without rules, text, and what to know."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from analysis.documents.document import Document
from analysis.documents.pdf_files.drawn_cells import Columns, drawn_rows
from analysis.documents.pdf_files.flowed_text import (
    NUMBER,
    Glyph,
    PrintedCell,
    cell_text,
    page_furniture,
    text_lines,
)
from analysis.documents.pdf_files.page_blocks import Content, Rows, blocks_of_pages
from analysis.documents.pdf_files.pdf_page import Page
from analysis.documents.pdf_files.ruled_grid import Grid, TooManyRulesError, find_grids
from analysis.words import Words
from analysis.words.documents import note, pages_of

# A grid that is nearly empty is a drawing; a form without any number has a fifth of its cells filled.
FEWEST_FILLED = 0.04
# Lines and rows of a running head.
MOST_RUNNING = 12
DIGITS = "0123456789.,"
# A note quotes so many characters of what it left out.
MOST_WORDS = 60


def document_of_pages(
    name: str,
    data: bytes,
    pages: Sequence[Page],
    notes: Sequence[Words | str],
    scanned: frozenset[int] = frozenset(),
) -> Document:
    """Make the document of pages; ``scanned`` are the numbers of those that were recognised from a picture."""
    running: list[Words | str] = []
    contents = _without_furniture(list(_sorted_out(pages)), running)
    blocks, text = blocks_of_pages(contents, scanned)
    digest = hashlib.sha256(data).hexdigest()
    kind = "scan" if scanned else "pdf"
    return Document(name, kind, digest, text, blocks, notes=(*notes, *running, *_page_notes(contents)))


def _sorted_out(pages: Sequence[Page]) -> Iterator[Content]:
    columns: Columns = ()
    for page in pages:
        content, outside = _ruled_tables(page)
        drawn = drawn_rows(outside, columns)
        columns = drawn.columns
        yield content._replace(rows=drawn.rows, lines=text_lines(drawn.outside, page.number))


def _ruled_tables(page: Page) -> tuple[Content, list[Glyph]]:
    """Give each character to the cell of a ruled table in which it stands, or to the others."""
    try:
        grids, drawing = find_grids(page.horizontal, page.vertical), False
    except TooManyRulesError:
        grids, drawing = [], True
    outside: list[Glyph] = []
    inside: list[list[tuple[Glyph, int]]] = [[] for _ in grids]
    for glyph in page.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        for grid, placed in zip(grids, inside, strict=True):
            cell = grid.cell_at(x, y)
            if cell is not None:
                placed.append((glyph, cell))
                break
        else:
            outside.append(glyph)
    tables = []
    crossing: list[str] = []
    for grid, placed in zip(grids, inside, strict=True):
        held, wide = _filled_cells(grid, placed)
        crossing += wide
        if len(held) < FEWEST_FILLED * sum(map(len, grid.rows)):
            outside += [glyph for glyph, _ in placed]
        elif held:
            tables.append((grid.ys[0], _rows(grid, held)))
    return Content(page, tables, [], [], crossing, drawing), outside


def _filled_cells(
    grid: Grid, placed: Sequence[tuple[Glyph, int]]
) -> tuple[dict[int, list[Glyph]], list[str]]:
    """The characters of each cell, and the numbers wider than their cell; such a number stays whole."""
    held: defaultdict[int, list[Glyph]] = defaultdict(list)
    crossing = []
    for run in _number_runs(placed):
        cells = [cell for _, cell in run]
        if len(set(cells)) > 1 and _runs_over(grid, [glyph for glyph, _ in run]):
            cells = [cells[len(cells) // 2]] * len(run)
            crossing.append("".join(glyph.text for glyph, _ in run))
        for (glyph, _), cell in zip(run, cells, strict=True):
            held[cell].append(glyph)
    return held, crossing


def _number_runs(placed: Sequence[tuple[Glyph, int]]) -> Iterator[list[tuple[Glyph, int]]]:
    """Take together the digits that are printed as one number, all other characters alone."""
    run: list[tuple[Glyph, int]] = []
    for glyph, cell in placed:
        last = run[-1][0] if run else None
        if not (last and _same_number(last, glyph)) and run:
            yield run
            run = []
        run.append((glyph, cell))
    if run:
        yield run


def _same_number(left: Glyph, right: Glyph) -> bool:
    return (
        left.text in DIGITS
        and right.text in DIGITS
        and abs(right.x0 - left.x1) < 0.15 * right.size
        and abs(right.baseline - left.baseline) < 0.1 * right.size
    )


def _runs_over(grid: Grid, run: Sequence[Glyph]) -> bool:
    """Say whether a rule cuts through a digit, not between two numbers that stand close."""
    return any(
        glyph.x0 + 0.15 * (glyph.x1 - glyph.x0) < x < glyph.x1 - 0.15 * (glyph.x1 - glyph.x0)
        for glyph in run
        for x in grid.xs
    )


def _rows(grid: Grid, held: dict[int, list[Glyph]]) -> Rows:
    lines = {cell: text_lines(glyphs) for cell, glyphs in held.items()}
    boxes = grid.boxes()
    widths = {cell: boxes[cell][2] - boxes[cell][0] for cell in held}
    widest: defaultdict[int, float] = defaultdict(float)
    for cell, width in widths.items():
        extents = (line.x1 - line.x0 for line in lines[cell] if line.text.isdecimal())
        widest[round(width)] = max(widest[round(width)], *extents, 0.0)
    kept = ([cell for cell in row if cell in held or cell not in grid.unclosed] for row in grid.rows)
    return tuple(
        tuple(
            PrintedCell(
                cell_text(lines[cell], widths[cell], widest[round(widths[cell])]) if cell in held else "",
                boxes[cell],
            )
            for cell in row
        )
        for row in kept
        if len(row) > 1 or any(cell in held for cell in row)
    )


def _without_furniture(contents: Sequence[Content], notes: list[Words | str]) -> list[Content]:
    """The pages without page numbers and without the lines and tables of running heads."""
    heights = {content.page.number: content.page.height for content in contents}
    furniture = page_furniture([line for content in contents for line in content.lines], heights)
    contents = [
        content._replace(lines=[line for line in content.lines if line not in furniture])
        for content in contents
    ]
    ends = _running_ends(contents)
    if any(ends):
        notes.append(note("running_rows"))
    return [_below(content, end) if end else content for content, end in zip(contents, ends, strict=True)]


def _running_ends(contents: Sequence[Content]) -> list[float]:
    """Where the running head of each page ends: the same words at the same places, figures among them; or 0."""
    pages = [_from_the_top(content) for content in contents]
    often = max(3, (len(pages) + 1) // 2)
    starts = Counter(
        tuple(page[:count]) for page in pages for count in range(1, min(len(page), MOST_RUNNING) + 1)
    )
    ends = []
    for page in pages:
        same = [count for count in range(1, len(page) + 1) if starts[tuple(page[:count])] >= often]
        head = page[: max(same, default=0)]
        has_figures = any(NUMBER.fullmatch(text) for _, texts in head for text in texts if text)
        ends.append(head[-1][0] + 1.0 if has_figures else 0.0)
    return ends


def _from_the_top(content: Content) -> list[tuple[int, tuple[str, ...]]]:
    """The lines, rows and tables of a page in order: where each stands, and what it says."""
    pieces = [
        *((line.baseline, (line.text,)) for line in content.lines),
        *((row.baseline, tuple(cell.text for cell in row.cells)) for row in content.rows),
        *((top, tuple(cell.text for row in rows for cell in row)) for top, rows in content.tables),
    ]
    return sorted((round(top), texts) for top, texts in pieces)


def _below(content: Content, end: float) -> Content:
    return content._replace(
        lines=[line for line in content.lines if line.baseline > end],
        rows=[row for row in content.rows if row.baseline > end],
        tables=[(top, rows) for top, rows in content.tables if top > end],
    )


def _page_notes(contents: Sequence[Content]) -> Iterator[Words]:
    """What the reader of the report has to know of pages that could not be read in full."""
    pages = [content.page for content in contents]
    odd = {
        "page_cut": [page.number for page in pages if page.cut],
        "fields_not_drawn": [page.number for page in pages if page.fields],
        "too_many_rules": [content.page.number for content in contents if content.drawing],
    }
    yield from (note(key, pages=pages_of(numbers)) for key, numbers in odd.items() if numbers)
    over = [page for page in pages if page.left_out]
    if over:
        words = over[0].left_out
        yield note("not_seen", pages=pages_of([page.number for page in over]), words=words[:MOST_WORDS])
    for content in contents:
        for number in content.crossing:
            yield note("across_rule", pages=pages_of([content.page.number]), number=number)
    if unknown := [page.number for page in pages if page.unknown]:
        yield note("fonts_unknown", pages=pages_of(unknown), count=sum(page.unknown for page in pages))
