"""Tables whose cells are set apart by spaces, as page layouts are dumped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeVar

from analysis.documents.document import Block, CellPlace, Line, Paragraph
from analysis.documents.text_files.spaced_columns import Span, columns_of, placed, spans
from analysis.documents.text_files.spaced_line import TOKEN, SpacedLine, Word, row_labels
from analysis.documents.text_files.wrapped_labels import whole_labels
from analysis.forms import EDITIONS
from analysis.text import fold

_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)])")
_LONGEST_HEAD = 14
_LONGEST_LABEL = 60
_MOST_HEAD_LINES = 4

Other = TypeVar("Other")


def spaced_blocks(pieces: Sequence[Other | SpacedLine]) -> Iterable[Other | Block]:
    """Everything else as it is; each run of spaced lines as the rows of a table."""
    if not any(isinstance(piece, SpacedLine) for piece in pieces):
        return pieces  # type: ignore[return-value]
    return _with_tables(pieces)


def _with_tables(pieces: Iterable[Other | SpacedLine]) -> Iterator[Other | Block]:
    run: list[SpacedLine | Paragraph] = []
    for piece in pieces:
        if isinstance(piece, SpacedLine) or (
            isinstance(piece, Paragraph) and _may_stand_in_table(piece.text)
        ):
            run.append(piece)
        else:
            yield from _table(run)
            run = []
            yield piece
    yield from _table(run)


def _may_stand_in_table(text: str) -> bool:
    """Whether a line without columns may be part of a table: no sentence, and no title of a section."""
    if len(text) > _LONGEST_LABEL or text.endswith("。"):
        return False
    key = fold(text)
    return not _HEADING.match(text) or any(label.startswith(key) for label in row_labels())


def _table(run: Sequence[SpacedLine | Paragraph]) -> Iterator[Block]:
    if not any(isinstance(piece, SpacedLine) for piece in run):
        yield from (piece for piece in run if isinstance(piece, Paragraph))
        return
    lines = _with_whole_heads(list(_with_heads(run)))
    labels = whole_labels(lines)
    columns = columns_of(lines)
    for number, piece in enumerate(lines):
        if isinstance(piece, Paragraph):
            if labels.get(number, piece.text):
                yield piece
            continue
        words = list(piece.labels)
        if number in labels:
            end = words.pop() if words else Word("", piece.words[0].x0, piece.words[0].x0)
            words += [end._replace(text=labels[number])] if labels[number] else []
        cells = (*words, *placed(piece, columns))
        texts = tuple(cell.text if isinstance(cell, Word) else "" for cell in cells)
        if len(cells) > 1:
            yield Line(texts, piece.source, places=_places(piece, cells))
        elif cells:
            yield Paragraph(texts[0], piece.source)


def _places(piece: SpacedLine, cells: Sequence[Word | Span]) -> tuple[CellPlace, ...]:
    """Where cells stand, across the table by their printed width; a blank one where its column does."""
    start = piece.source.start
    printed = iter(spans(piece, [cell for cell in cells if isinstance(cell, Word)]))
    places = []
    for cell in cells:
        if isinstance(cell, Word):
            places.append(CellPlace(start + cell.x0, start + cell.x1, *next(printed)))
        else:
            at = places[-1].end if places else start
            places.append(CellPlace(at, at, *cell))
    return tuple(places)


def _with_heads(run: Sequence[SpacedLine | Paragraph]) -> Iterator[SpacedLine | Paragraph]:
    """Part the heads above figures at single spaces, for in narrow columns they have no more."""
    near = {
        above
        for number, piece in enumerate(run)
        if isinstance(piece, SpacedLine) and piece.figures
        for above in range(number - _MOST_HEAD_LINES, number)
    }
    for number, piece in enumerate(run):
        if isinstance(piece, Paragraph) and number in near and " " in piece.text:
            heads = piece.text.split()
            short = len(heads) > 1 and all(len(head) <= _LONGEST_HEAD for head in heads)
            if short and not _HEADING.match(piece.text):
                words = tuple(Word(m.group(), *m.span()) for m in TOKEN.finditer(piece.text))
                yield SpacedLine(words, 0, piece.text, piece.source)
                continue
        yield piece


def _with_whole_heads(lines: list[SpacedLine | Paragraph]) -> list[SpacedLine | Paragraph]:
    """Put heads together that stand on two or three lines under one another, if that makes a head of the form."""
    whole = list(lines)
    for number, piece in enumerate(lines):
        if not isinstance(piece, SpacedLine) or piece.figures:
            continue
        for below in range(number + 1, min(number + _MOST_HEAD_LINES, len(lines))):
            under, upper = whole[below], whole[number]
            if not isinstance(under, SpacedLine) or not isinstance(upper, SpacedLine) or under.figures:
                break
            pairs = list(_stacked(upper, under))
            heads = {
                a: a._replace(text=a.text + b.text)
                for a, b in pairs
                if fold(a.text + b.text) in heads_of_blocks()
            }
            used = {b for a, b in pairs if a in heads}
            whole[number] = upper._replace(words=tuple(heads.get(word, word) for word in upper.words))
            whole[below] = under._replace(words=tuple(word for word in under.words if word not in used))
    return [piece for piece in whole if isinstance(piece, Paragraph) or piece.words]


def _stacked(upper: SpacedLine, under: SpacedLine) -> Iterator[tuple[Word, Word]]:
    """The words of two lines that stand above one another."""
    below = spans(under, under.words)
    first = 0
    for word, (a0, a1) in zip(upper.words, spans(upper, upper.words), strict=True):
        while first < len(below) and below[first][1] <= a0:
            first += 1
        at = first
        while at < len(below) and below[at][0] < a1:
            yield word, under.words[at]
            at += 1


@cache
def heads_of_blocks() -> frozenset[str]:
    """The folded column heads and captions of all blocks of all editions."""
    texts = (text for form in EDITIONS for block in form.blocks for text in (block.name, *block.heads))
    return frozenset(map(fold, texts))
