"""Rows of the statistics table that are not printed as rows: lists of ``label：figure``, and cells one a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from analysis.documents import Line
from analysis.forms import STATISTICS
from analysis.forms import statistics_words as words
from analysis.reports.candidates import Candidate, candidate, kept
from analysis.reports.figure_column import LABEL, is_head_line, is_known_head, read_head
from analysis.reports.likeness import exact_lines
from analysis.text import fold

_FEWEST_ROWS, _FEWEST_LISTED = 6, 4
_LONGEST_ITEM, _LONGEST_FIGURE, _MOST_CELLS = 2_000, 20, 12
_MOST_OF_A_FORM = 0.6
_BULLET = re.compile(r"^[\s*●○•·▪■◆◇\-–—]+(?=[^\d\s])")
_ITEM_ENDS = re.compile("[；;。]")
_UNIT = re.compile(words.UNIT)


class LooseRows(NamedTuple):
    """The lines with such rows put together; ``parts`` are the further blocks that went into the row of a block."""

    lines: Sequence[Candidate]
    parts: Mapping[int, tuple[int, ...]]


def with_loose_rows(lines: Sequence[Candidate]) -> LooseRows:
    """The lines with lists taken apart and lone cells gathered, where the table is printed so."""
    labelled = [line for line in lines if label_cells(line)]
    if len(labelled) < _FEWEST_ROWS and (items := _listed(lines)):
        return LooseRows(items, {})
    alone = [line for line in labelled if not line.figures and _lone(line) is not None]
    if len(alone) * 2 <= len(labelled) or not alone:
        return LooseRows(lines, {})
    return _gathered([kept(line, (cell,)) if (cell := _lone(line)) is not None else line for line in lines])


def label_cells(line: Candidate) -> list[int]:
    """The cells of a line that bear the label of a row of the table."""
    if len(line.cells) > 1 and is_head_line(line):
        return []
    return [cell for cell, key in line.words if _is_label(key)]


def _is_label(key: str) -> bool:
    return any(block.table == STATISTICS for block, _ in exact_lines(key))


def _lone(line: Candidate) -> int | None:
    """The only cell of a line that holds anything."""
    filled = [n for n, cell in enumerate(line.cells) if cell]
    return filled[0] if len(filled) == 1 else None


# ---- lists ----


def _listed(lines: Sequence[Candidate]) -> list[Candidate] | None:
    """The lines with each ``label：figure`` as a row of its own; None if there are too few to be a table."""
    found: list[Candidate] = []
    count = 0
    for line in lines:
        items = list(_items(line)) if len(line.cells) <= 3 and not label_cells(line) else []
        count += len(items)
        found += items or [line]
    return [line._replace(position=n) for n, line in enumerate(found)] if count >= _FEWEST_LISTED else None


def _items(line: Candidate) -> Iterator[Candidate]:
    text = _BULLET.sub("", "".join(line.cells)[:_LONGEST_ITEM])
    for item in _ITEM_ENDS.split(text):
        label, _, figure = item.replace(":", "：").rpartition("：")
        if len(figure) <= _LONGEST_FIGURE and _is_label(fold(label)):
            row = candidate(
                line.position, Line((label.strip(" ，,、"), figure.strip(" ，,、|")), line.source)
            )
            if row.figures <= 1:
                yield row._replace(block=line.block)


# ---- cells one a line ----


def _gathered(lines: Sequence[Candidate]) -> LooseRows:
    """A row for each label that stands alone, of it and the lines of units and figures after it, or before it."""
    step = -1 if _labels_last(lines) else 1
    lines = _with_first_head(lines) if step < 0 else lines
    edition = _edition(lines)
    numbers = [min(_numbers(line, edition), default=None) if label_cells(line) else None for line in lines]
    known = [number for number in numbers if number is not None]
    whole = len(set(known)) >= _MOST_OF_A_FORM * max(known, default=0)
    used: dict[int, tuple[Candidate, list[int]]] = {}
    for line, number in zip(lines, numbers, strict=True):
        if number is None or line.figures or len(line.cells) != 1:
            continue
        others = list(_cells_beside(lines, line.position, step))
        later = [n for n in numbers[line.position + 1 :] if n is not None][:2]
        follows = number + 1 in later or not later  # two halves of a table may take turns
        row = _joined(line, [lines[at] for at in others][::step])
        if row is not None and (follows or not whole):
            used[line.position] = row, others
        elif step < 0:
            used[line.position] = line, others  # its figures are not those of the label above
    taken = {at for _, others in used.values() for at in others}
    rows = [
        used[line.position][0] if line.position in used else line
        for line in lines
        if line.position not in taken
    ]
    parts = {row.block: tuple(lines[at].block for at in others) for row, others in used.values()}
    return LooseRows([row._replace(position=n) for n, row in enumerate(rows)], parts)


def _labels_last(lines: Sequence[Candidate]) -> bool:
    """Whether the head of the labels stands below those of the figures."""
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if len(line.cells) == 1 and read_head(line.cells[0], None).kind == LABEL:
            return is_known_head(before.cells[0]) and not is_known_head(after.cells[0])
    return False


def _with_first_head(lines: Sequence[Candidate]) -> list[Candidate]:
    """The lines with the head of the labels above those of the figures."""
    turned = list(lines)
    at = next(n for n, line in enumerate(lines) if read_head(line.cells[0], None).kind == LABEL)
    top = at
    while top and len(lines[top - 1].cells) == 1 and is_known_head(lines[top - 1].cells[0]):
        top -= 1
    turned.insert(top, turned.pop(at))
    return [line._replace(position=n) for n, line in enumerate(turned)]


def _cells_beside(lines: Sequence[Candidate], at: int, step: int) -> Iterator[int]:
    """The lines after a label, or before it, that hold no words: units, figures and blanks."""
    for _ in range(_MOST_CELLS):
        at += step
        if not 0 <= at < len(lines) or lines[at].words:
            return
        yield at


def _joined(label: Candidate, others: Sequence[Candidate]) -> Candidate | None:
    """One row of a label and what stands beside it; None if it has no figure or two units."""
    cells = [cell for line in others for cell in line.cells]
    while cells and not cells[-1] and any(cells):
        cells.pop()
    if not cells or sum(_UNIT.fullmatch(cell) is not None for cell in cells) > 1:
        return None
    places = [label.source, *(line.source for line in others)]
    source = label.source._replace(start=min(p.start for p in places), end=max(p.end for p in places))
    row = candidate(label.position, Line((label.cells[0], *cells), source, loose=True))
    return row._replace(block=label.block)


def _edition(lines: Sequence[Candidate]) -> str:
    """The edition that has most of the labels."""
    found = [exact_lines(key) for line in lines for _, key in line.words]
    counted = Counter(block.edition for lines in found for block, _ in lines if block.table == STATISTICS)
    return counted.most_common(1)[0][0]


def _numbers(line: Candidate, edition: str) -> set[int]:
    """The numbers of the rows of an edition that a line's labels may be."""
    found = [(b, n) for _, key in line.words for b, n in exact_lines(key)]
    return {n for b, n in found if b.table == STATISTICS and b.edition == edition}
