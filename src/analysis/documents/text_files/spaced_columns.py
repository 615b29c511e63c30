"""Columns of figures by where they stand on the lines: blanks are seen between and beside the figures."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from analysis.documents.document import Paragraph
from analysis.documents.text_files.spaced_line import SpacedLine, Word
from analysis.forms import EDITIONS
from analysis.text import fold

_FEWEST_FULL_LINES = 3
_FEWEST_COLUMNS = 3


def display_width(text: str) -> int:
    """The printed width of text in half characters."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(character) in "WFA" for character in text)


Measure = Callable[[str], int]
Span = tuple[int, int]


def spans(piece: SpacedLine, words: Sequence[Word], measure: Measure = display_width) -> list[Span]:
    """Where words of a line, from left to right, stand on it."""
    found: list[Span] = []
    place, end = 0, 0
    for word in words:
        x0 = end + measure(piece.line[place : word.x0])
        place, end = word.x1, x0 + measure(piece.line[word.x0 : word.x1])
        found.append((x0, end))
    return found


class Columns(NamedTuple):
    """Where the columns of figures stand, counted by ``measure``."""

    spans: tuple[Span, ...]
    measure: Measure


def columns_of(lines: Sequence[SpacedLine | Paragraph]) -> list[Columns]:
    """The columns of a table, counted by printed width and by characters: tools do either."""
    found = (_columns(lines, measure) or _head_columns(lines, measure) for measure in (display_width, len))
    return [columns for columns in found if columns is not None]


def _columns(lines: Sequence[SpacedLine | Paragraph], measure: Measure) -> Columns | None:
    """The columns as the fullest lines show them; None if they are too few or overlap."""
    spaced = [piece for piece in lines if isinstance(piece, SpacedLine) and piece.figures]
    most = max((piece.figures for piece in spaced), default=0)
    full = [piece for piece in spaced if piece.figures == most]
    if most < _FEWEST_COLUMNS or len(full) < _FEWEST_FULL_LINES or len(full) == len(spaced):
        return None
    found = tuple(
        (min(x0 for x0, _ in column), max(x1 for _, x1 in column))
        for column in zip(*(spans(piece, piece.numbers, measure) for piece in full), strict=True)
    )
    return Columns(found, measure) if all(a[1] < b[0] for a, b in pairwise(found)) else None


def _head_columns(lines: Sequence[SpacedLine | Paragraph], measure: Measure) -> Columns | None:
    """The columns as their heads show them, where no line is full: all heads of a block, in their order.

    Every line of figures must fit under them, none with more figures than heads.
    """
    figures = next((n for n, piece in enumerate(lines) if isinstance(piece, SpacedLine) and piece.figures), 0)
    above = [piece for piece in lines[:figures] if isinstance(piece, SpacedLine)]
    words = sorted(
        (span, fold(word.text))
        for piece in above
        for word, span in zip(piece.words, spans(piece, piece.words, measure), strict=True)
        if _is_column(word.text)
    )
    if tuple(key for _, key in words) not in _head_rows():
        return None
    columns = Columns(tuple(span for span, _ in words), measure)
    numbers = [piece for piece in lines if isinstance(piece, SpacedLine) and piece.figures]
    clear = all(a[1] < b[0] for a, b in pairwise(columns.spans))
    return columns if clear and all(_under(piece, columns) for piece in numbers) else None


def _is_column(text: str) -> bool:
    return any(fold(text) in row for row in _head_rows())


@cache
def _head_rows() -> frozenset[tuple[str, ...]]:
    """The folded heads of the figures of each block that has several, from left to right."""
    blocks = [block for form in EDITIONS for block in form.blocks if len(block.columns) >= _FEWEST_COLUMNS]
    return frozenset(
        tuple(fold(column.zh) for column in block.columns) * (len(block.rows) if block.one_line else 1)
        for block in blocks
    )


def placed(piece: SpacedLine, columns: Iterable[Columns]) -> tuple[Word | Span, ...]:
    """The figures, with spans where columns are blank if every way to count says the same; else alone."""
    found = [cells for each in columns if (cells := _under(piece, each))]
    alike = {tuple(isinstance(cell, Word) for cell in cells) for cells in found}
    return found[0] if len(alike) == 1 else piece.numbers


def _under(piece: SpacedLine, columns: Columns) -> tuple[Word | Span, ...] | None:
    cells: list[Word | Span] = list(columns.spans)
    for word, (x0, x1) in zip(piece.numbers, spans(piece, piece.numbers, columns.measure), strict=True):
        # The columns stand clear of one another, so that both their sides are in order.
        first = bisect_right(columns.spans, x0, key=itemgetter(1))
        after = bisect_left(columns.spans, x1, key=itemgetter(0))
        if after - first != 1 or isinstance(cells[first], Word):
            return None
        cells[first] = word
    return tuple(cells) if piece.figures else None
