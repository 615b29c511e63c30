"""Tables without rules, by the order in which their cells were drawn: one cell after the other, line by line.

Programs that lay out tables write one cell whole before the next. That order tells two lines of one cell from two
rows, which the places alone do not. It is believed only where the places of all cells of a page agree with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter
from statistics import median
from typing import NamedTuple

from analysis.documents.pdf_files.flowed_text import (
    CELL_PADDING,
    COLUMN_GAP,
    NUMBER,
    NUMBER_GAP,
    Glyph,
    PrintedCell,
    join_wrapped,
    text_lines,
)

FEWEST_ROWS = 3
MOST_FIGURE_LINES = 4
MOST_LABEL_LINES = 24
LINE_STEP = (0.8, 1.9)
SAME_PLACE = 0.3
ANCHORS = ("top", "middle", "bottom")


Span = tuple[float, float]
Columns = tuple[Span, ...]


class DrawnRow(NamedTuple):
    """A row of a table without rules: the baseline of its first line, in points, and its cells.

    ``table`` is a number for each table of a page if the columns of its figures are known; then blank cells stand
    where they are printed. Else it is ``None``.
    """

    baseline: float
    cells: tuple[PrintedCell, ...]
    table: int | None = None


class _Cell(NamedTuple):
    """The lines of one cell, from the top down, and whether all of them are figures."""

    lines: tuple[tuple[Glyph, ...], ...]
    figures: bool

    @property
    def top(self) -> float:
        return self.lines[0][0].baseline

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def bottom(self) -> float:
        return self.lines[-1][0].baseline

    @property
    def x0(self) -> float:
        return min(line[0].x0 for line in self.lines)

    @property
    def x1(self) -> float:
        return max(line[-1].x1 for line in self.lines)

    @property
    def box(self) -> tuple[float, float, float, float]:
        glyphs = [glyph for line in self.lines for glyph in line]
        return self.x0, min(glyph.top for glyph in glyphs), self.x1, max(glyph.bottom for glyph in glyphs)

    @property
    def size(self) -> float:
        return max(glyph.size for glyph in self.lines[0])


_Row = tuple[_Cell, ...]


class Drawn(NamedTuple):
    """The rows of the tables without rules on a page, the characters outside them, and the columns at its foot."""

    rows: list[DrawnRow]
    outside: list[Glyph]
    columns: Columns = ()


def drawn_rows(glyphs: Sequence[Glyph], above: Columns = ()) -> Drawn:
    """Find the tables without rules on a page, in the order of the file; ``above`` are columns a page before.

    No rows, and all characters, where the order of drawing is not that of cells, or does not show whether it is:
    then the places of the words alone tell the rows.
    """
    rows = list(_chains(_cells(glyphs)))
    tabular = [row for row in rows if _has_figures(row)]
    if len(tabular) < FEWEST_ROWS or not any(map(_goes_back_up, tabular)):
        return Drawn([], list(glyphs))
    anchor = _anchor(tabular)
    if anchor is None or not _from_the_top_down(tabular):
        return Drawn([], list(glyphs))
    parted = [part for row in rows for part in _parted(row, anchor)]
    if not all(_anchored(row, anchor) for row in parted if _has_figures(row)):
        return Drawn([], list(glyphs))
    kept = _with_heads(parted)
    used = {id(glyph) for row in kept for cell in row for line in cell.lines for glyph in line}
    drawn, columns = _as_rows(kept, above)
    return Drawn(drawn, [glyph for glyph in glyphs if id(glyph) not in used], columns)


def _runs(glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, ...]]:
    """Characters drawn one after the other on one line without a wide gap."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run:
            last = run[-1]
            gap, size = glyph.x0 - last.x1, max(last.size, glyph.size)
            digits = last.text.isdecimal() and glyph.text.isdecimal()
            wide = NUMBER_GAP if digits or not glyph.text.isdecimal() else 0.5 * COLUMN_GAP
            level = abs(glyph.baseline - last.baseline) < SAME_PLACE * size
            if not level or not -0.5 * size < gap < wide * size:
                yield tuple(run)
                run = []
        run.append(glyph)
    if run:
        yield tuple(run)


def _cells(glyphs: Sequence[Glyph]) -> list[_Cell]:
    """Runs put together where one stands right below the one drawn before it."""
    cells: list[_Cell] = []
    for run in _runs(glyphs):
        figures = NUMBER.fullmatch("".join(glyph.text for glyph in run)) is not None
        last = cells[-1] if cells else None
        if last is not None and _goes_on(last, run) and (figures or not last.figures):
            cells[-1] = _Cell((*last.lines, run), last.figures)
        else:
            cells.append(_Cell((run,), figures))
    return cells


def _goes_on(cell: _Cell, run: Sequence[Glyph]) -> bool:
    step = (run[0].baseline - cell.bottom) / cell.size
    return LINE_STEP[0] < step < LINE_STEP[1] and run[0].x0 < cell.x1 and run[-1].x1 > cell.x0


def _chains(cells: Sequence[_Cell]) -> Iterator[_Row]:
    """Rows: cells drawn one after the other from left to right, beside one another."""
    row: list[_Cell] = []
    for cell in cells:
        if row:
            last = row[-1]
            near = 0.7 * cell.size
            beside = cell.top < last.bottom + near and cell.bottom > last.top - near
            left = max((ln[-1].x1 for ln in last.lines if ln[0].baseline > cell.top - near), default=last.x1)
            if cell.x0 < left - 0.1 * cell.size or not beside:
                yield tuple(row)
                row = []
        row.append(cell)
    if row:
        yield tuple(row)


def _has_figures(row: _Row) -> bool:
    """Whether a row is labels, if any, and then figures only."""
    labels = [cell for cell in row if not cell.figures]
    count = len(row) - len(labels)
    return count > 0 and all(cell.figures for cell in row[len(labels) :]) and (count > 1 or bool(labels))


def _goes_back_up(row: _Row) -> bool:
    """Whether a cell was drawn to its last line before the next one was begun higher up, as no line by line is."""
    return any(right.top < left.bottom - 0.5 * left.size for left, right in pairwise(row))


def _label_and_figures(row: _Row) -> tuple[_Cell | None, tuple[_Cell, ...]]:
    figures = tuple(cell for cell in row if cell.figures)
    labels = row[: len(row) - len(figures)]
    return (labels[-1] if labels else None), figures


def _anchor(rows: Sequence[_Row]) -> str | None:
    """On what the cells of a row are aligned, if they are on one thing: their top, middle or bottom."""
    counts: Counter[str] = Counter()
    for row in rows:
        label, figures = _label_and_figures(row)
        if label is not None and len(label.lines) != len(figures[0].lines):
            for anchor in ANCHORS:
                place = attrgetter(anchor)
                counts[anchor] += abs(place(label) - place(figures[0])) < SAME_PLACE * label.size
    if not any(counts.values()):
        return "top"
    (best, most), *others = counts.most_common()
    return best if not others or others[0][1] < most else None


def _from_the_top_down(rows: Sequence[_Row]) -> bool:
    """Whether the figures of each row stand below those of the row drawn before it."""
    places = [_label_and_figures(row)[1] for row in rows]
    return all(max(c.bottom for c in upper) < min(c.top for c in lower) for upper, lower in pairwise(places))


def _parted(row: _Row, anchor: str) -> Iterator[_Row]:
    """A row without what stands above it in the column of its label: a caption, or labels of rows left blank."""
    if len(row) < 2:
        yield row
        return
    count = sum(cell.figures for cell in row) if _has_figures(row) else len(row) - 1
    at = len(row) - count - 1
    if at < 0 or row[at].figures:
        yield row
        return
    label, place = row[at], attrgetter(anchor)
    for cut in range(len(label.lines)):
        rest = _Cell(label.lines[cut:], False)
        if abs(place(rest) - place(row[at + 1])) < SAME_PLACE * label.size:
            if cut:
                yield (*row[:at], _Cell(label.lines[:cut], False))
                yield (rest, *row[at + 1 :])
            else:
                yield row
            return
    yield row


def _anchored(row: _Row, anchor: str) -> bool:
    """Whether a label and all figures of its row are aligned, and no cell has more lines than cells have."""
    label, figures = _label_and_figures(row)
    place = attrgetter(anchor)
    cells = (*figures, label) if label else figures
    spread = max(map(place, cells)) - min(map(place, cells))
    return (
        spread < 2 * SAME_PLACE * figures[0].size
        and all(len(cell.lines) <= MOST_FIGURE_LINES for cell in figures)
        and all(len(cell.lines) <= MOST_LABEL_LINES for cell in row)
    )


def _with_heads(rows: Sequence[_Row]) -> list[_Row]:
    """The rows with figures, and the rows of heads and captions right above them."""
    kept: list[_Row] = []
    table = False
    for row in reversed(rows):
        table = _has_figures(row) or (table and len(row) > 1)
        if table:
            kept.append(row)
    return kept[::-1]


def _as_rows(rows: Sequence[_Row], above: Columns) -> tuple[list[DrawnRow], Columns]:
    """Rows as text, and the columns of the last of them; ``above`` are those of the page before."""
    drawn: list[DrawnRow] = []
    heads: Sequence[_Row] = ()
    for has_figures, group in groupby(rows, key=_has_figures):
        part = list(group)
        if has_figures:
            above = _columns(part, heads, above)
            drawn += _in_columns(part, above, len(drawn))
        else:
            drawn += (
                DrawnRow(row[0].top, tuple(PrintedCell(_joined(cell), cell.box) for cell in row))
                for row in part
            )
            heads, above = part, ()
    return drawn, above


def _columns(rows: Sequence[_Row], heads: Sequence[_Row], above: Columns) -> Columns:
    """Where the columns of figures stand, with their heads and those of the page before; none if that is not certain.

    A column without figures is known of by its head, or by the page before; either each column has such a witness,
    or one row has figures in all of them.
    """
    figures = [_label_and_figures(row)[1] for row in rows]
    first = max((cell.x1 for row in rows for cell in row if not cell.figures), default=0.0)
    own = _merged((cell.x0, cell.x1) for cells in figures for cell in cells)
    seen = [*above, *((cell.x0, cell.x1) for row in heads for cell in row if cell.x0 > first)]
    free = [span for span in seen if not any(_meet(span, column) for column in own)]
    columns = _merged([*own, *free])
    witnessed = all(any(_meet(span, column) for span in seen) for column in columns)
    alone = all(len({_under(columns, cell) for cell in cells}) == len(cells) for cells in figures)
    full = max(map(len, figures)) == len(columns)
    return tuple(columns) if alone and len(rows) >= FEWEST_ROWS and (witnessed or full) else ()


def _in_columns(rows: Sequence[_Row], columns: Columns, table: int) -> Iterator[DrawnRow]:
    """Rows with their figures under one another, and blank cells where the columns are known."""
    width = _column_width([_label_and_figures(row)[1] for row in rows]) or _even_step(rows)
    for row in rows:
        _, cells = _label_and_figures(row)
        labels = [PrintedCell(_joined(cell), cell.box) for cell in row[: len(row) - len(cells)]]
        _, y0, _, y1 = cells[0].box
        placed = {number: PrintedCell("", (x0, y0, x1, y1)) for number, (x0, x1) in enumerate(columns)}
        for number, cell in enumerate(cells):
            placed[_under(columns, cell) if columns else number] = PrintedCell(_figure(cell, width), cell.box)
        top = min(cell.top for cell in row)
        yield DrawnRow(top, (*labels, *placed.values()), table if columns else None)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap put together, from the left."""
    merged: list[Span] = []
    for x0, x1 in sorted(spans):
        if merged and x0 < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _under(spans: Sequence[Span], cell: _Cell) -> int:
    return next(n for n, (x0, x1) in enumerate(spans) if x0 <= cell.x0 and cell.x1 <= x1)


def _column_width(figures: Sequence[Sequence[_Cell]]) -> float:
    """The least step from column to column, measured where the figures are aligned: left, in the middle or right."""
    columns = _merged((cell.x0, cell.x1) for cells in figures for cell in cells)
    widths: list[tuple[float, float]] = []
    for share in (0.0, 0.5, 1.0):
        places: list[list[float]] = [[] for _ in columns]
        for cell in (cell for cells in figures for cell in cells):
            places[_under(columns, cell)].append(cell.x0 + share * (cell.x1 - cell.x0))
        steps = [right - left for left, right in pairwise(map(median, places))]
        widths.append((sum(max(column) - min(column) for column in places), min(steps, default=0.0)))
    return min(widths, key=itemgetter(0))[1]


def _even_step(rows: Sequence[_Row]) -> float:
    """The step from column to column, labels among them, if all are even; else 0."""
    most = max(map(len, rows))
    places = [
        median(column)
        for column in zip(*([c.x0 for c in row] for row in rows if len(row) == most), strict=True)
    ]
    steps = [right - left for left, right in pairwise(places)]
    return min(steps) if len(steps) > 1 and max(steps) - min(steps) < 1 else 0.0


def _joined(cell: _Cell) -> str:
    text = ""
    for printed in text_lines(glyph for line in cell.lines for glyph in line):
        text = join_wrapped(text, printed.text)
    return text


def _figure(cell: _Cell, width: float) -> str:
    """A figure broken where it filled its column is whole; else its lines stay lines, and nobody can read them."""
    pieces = ["".join(glyph.text for glyph in line) for line in cell.lines]
    if len(pieces) == 1:
        return pieces[0]
    digit = median(glyph.x1 - glyph.x0 for line in cell.lines for glyph in line)
    full = all(
        width - CELL_PADDING < line[-1].x1 - line[0].x0 + 1.2 * digit <= width + digit
        for line in cell.lines[:-1]
    )
    return ("" if full else "\n").join(pieces)
