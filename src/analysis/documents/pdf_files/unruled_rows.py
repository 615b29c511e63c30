"""Rows of tables without rules, by where the words of their lines stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from analysis.documents.pdf_files.flowed_text import FEWEST_FIGURES, NUMBER, PrintedCell, TextLine
from analysis.documents.text_files.spaced_line import names_row
from analysis.documents.text_files.spaced_text import heads_of_blocks
from analysis.forms import EDITIONS
from analysis.text import fold

# In sizes of the characters, from one line of a table to the next.
FAR, VERY_FAR = 4.0, 8.0


@cache
def block_names() -> frozenset[str]:
    """The folded captions of all blocks of all editions."""
    return frozenset(fold(block.name) for form in EDITIONS for block in form.blocks)


def unruled_tables(lines: Sequence[TextLine]) -> Iterator[tuple[TextLine, tuple[PrintedCell, ...] | None]]:
    """Give each line of a page with its cells where it stands in a table without rules, else with ``None``.

    A table is at least three lines in a row, or two of three words and more, whose words stand far apart, or one
    of five figures or of a label of the form and its figures;
    a line of one word (a wrapped label) may stand between them and stays one cell.
    """
    start = 0
    while start < len(lines):
        stop = _table_end(lines, start)
        table = lines[start:stop]
        cells = _column_cells(table) if table else [None]
        yield from zip(lines[start : start + len(cells)], cells, strict=True)
        start += len(cells)


def _table_end(lines: Sequence[TextLine], start: int) -> int:
    stop = start
    for place in range(start, len(lines)):
        if place - stop > 1 or (place > start and _far_below(lines[place - 1], lines[place])):
            break
        if len(lines[place].words) > 1:
            stop = place + 1
        elif place == start:
            break
    split = [len(line.words) for line in lines[start:stop] if len(line.words) > 1]
    figures = any(_is_row_of_figures(line) or _is_row_of_form(line) for line in lines[start:stop])
    heads = any(_ends_with_head(line) for line in lines[start:stop])
    return stop if len(split) >= 3 or (len(split) == 2 and min(split) >= 3) or figures or heads else start


def _ends_with_head(line: TextLine) -> bool:
    """Whether other words stand far before a head of the form, as those of the corner of a table."""
    return len(line.words) > 1 and fold(line.words[-1].text) in heads_of_blocks()


def _is_row_of_figures(line: TextLine) -> bool:
    return len(line.words) >= FEWEST_FIGURES and all(NUMBER.fullmatch(word.text) for word in line.words)


def _is_row_of_form(line: TextLine) -> bool:
    """Whether a line is a label of the form and figures."""
    labels = [word.text for word in line.words if not NUMBER.fullmatch(word.text)]
    return 0 < len(labels) < len(line.words) and names_row(labels[-1]) and line.words[-1].text not in labels


def _far_below(upper: TextLine, lower: TextLine) -> bool:
    """Whether lines stand too far apart for one table; a row whose label was put together reaches farther."""
    step = (lower.baseline - upper.baseline) / max(upper.size, lower.size)
    return step > FAR and (step > VERY_FAR or not names_row(upper.words[0].text))


def _column_cells(table: Sequence[TextLine]) -> list[tuple[PrintedCell, ...] | None]:
    """Place numbers under the columns of the widest lines; where that is not certain, give the words alone.

    Only between and after numbers is a blank a cell: beside a label it may be the width of the label.
    """
    starts = [n for n, line in enumerate(table) if n and _begins_block(line)]
    if starts:
        return [cells for a, b in pairwise((0, *starts, len(table))) for cells in _column_cells(table[a:b])]
    most = max(len(line.words) for line in table)
    columns = zip(*(line.words for line in table if len(line.words) == most), strict=True)
    spans = [
        (min(word.x0 for word in column), max(word.x1 for word in column))
        for column in columns
        if all(NUMBER.fullmatch(word.text) for word in column)
    ]
    clear = all(a[1] < b[0] for a, b in pairwise(spans))
    return [_placed(line, spans if clear else []) for line in table]


def _begins_block(line: TextLine) -> bool:
    """Whether a line holds the caption of a block of the form: below it, columns stand elsewhere."""
    return fold(line.words[0].text) in block_names()


def _placed(line: TextLine, spans: Sequence[tuple[float, float]]) -> tuple[PrintedCell, ...]:
    words = line.words
    plain = tuple(line.cell(word.x0, word.x1, word.text) for word in words)
    labels = [cell for cell, word in zip(plain, words, strict=True) if not spans or word.x1 < spans[0][0]]
    if len(labels) == len(words):
        return plain
    cells = [line.cell(*span) for span in spans]
    for word, cell in zip(words[len(labels) :], plain[len(labels) :], strict=True):
        under = [n for n, (x0, x1) in enumerate(spans) if word.x0 < x1 and word.x1 > x0]
        if len(under) != 1 or cells[under[0]].text or not NUMBER.fullmatch(word.text):
            return plain
        cells[under[0]] = cell
    return (*labels, *cells)
