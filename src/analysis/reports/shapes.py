"""Bring tables of another shape into the normal form: a label, then its figures, below the heads.

Halves that stand side by side come one below the other, tables printed from right to left are turned, rows of another
year are taken out, and items with a head beside each figure (自然人 3，商业企业 0) become rows below these heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from analysis.forms import EDITIONS, Block
from analysis.reports.candidates import Candidate, read_words
from analysis.reports.columns import is_heading
from analysis.reports.heads import vocabulary
from analysis.reports.likeness import exact_lines
from analysis.text import BLANK, Reading, fold

_YEAR = re.compile(r"(20\d\d)(?:年度|年)?")
_YEAR_HEADS = frozenset(("年度", "年份", "年"))
_FEWEST = 3
_ITEM = re.compile(
    r"\s*(?P<head>[^\d:：，,、；;。]{2,30}?)[:：为]?\s*(?P<figure>[-+]?\d[\d,.]*)\s*(?P<unit>万元|元|件|条|项|个)?\s*"
)
_BULLET = re.compile(r"^[\s*＊•·●○◆■□▪-]+(?=\S)")
_WORD = Reading("text", words=True)


class Lines(NamedTuple):
    """The lines in normal form, and those left out because they are of another year."""

    lines: Sequence[Candidate]
    other_years: tuple[Candidate, ...] = ()


def normal_form(lines: Sequence[Candidate], year: int | None) -> Lines:
    """The same lines where nothing is of another shape; otherwise in the order and the shape that a fit reads."""
    found = list(_items(lines)) if any(_is_item(line) for line in lines) else list(lines)
    found = list(_one_below_the_other(found))
    found = list(_from_left(found))
    kept, other = _of_the_year(found, year)
    if len(kept) == len(lines) and all(new is old for new, old in zip(kept, lines, strict=True)):
        return Lines(lines)
    numbered = [line._replace(position=number) for number, line in enumerate(kept)]
    return Lines(numbered, tuple(other))


def remade(line: Candidate, order: Sequence[int]) -> Candidate:
    """A line with some of its cells, in another order."""
    cells = tuple(line.cells[n] for n in order)
    readings = tuple(line.readings[n] for n in order)
    keys = dict(line.words)
    words = tuple((new, keys[old]) for new, old in enumerate(order) if old in keys)
    places = tuple(line.places[n] for n in order) if line.places else ()
    after = readings[words[-1][0] + 1 :] if words else readings
    figures = len(after) - after.count(BLANK)
    return line._replace(cells=cells, readings=readings, words=words, figures=figures, places=places)


def _segments(lines: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Runs of lines of one table, or of text between two headings."""
    number = 0
    marked: list[tuple[tuple[int | None, int], Candidate]] = []
    for line in lines:
        number += is_heading(line)
        marked.append(((line.source.table, number), line))
    for _, run in groupby(marked, key=lambda pair: pair[0]):
        yield [line for _, line in run]


def _label_cells(line: Candidate) -> list[int]:
    """The cells that hold the whole label of a row of some form."""
    return [cell for cell, key in line.words if len(key) > 1 and exact_lines(key)]


def _figures_in(line: Candidate, start: int, stop: int) -> int:
    return sum(reading.value is not None for reading in line.readings[start:stop])


def _one_below_the_other(lines: Iterable[Candidate]) -> Iterator[Candidate]:
    """Lines with two labels, each with figures after it, as two lines; the heads above are cut at the same place."""
    for run in _segments(lines):
        cuts = [cut for line in run if (cut := _second_label(line)) is not None]
        if len(cuts) < _FEWEST:
            yield from run
            continue
        left: list[Candidate] = []
        right: list[Candidate] = []
        for line in run:
            cut = _second_label(line)
            cut = _cut_of_heads(line, cuts, run) if cut is None else cut
            if cut is None:
                left.append(line)
                continue
            left.append(remade(line, range(cut)))
            right.append(remade(line, range(cut, len(line.cells))))
        yield from [*left, *right]


def _second_label(line: Candidate) -> int | None:
    """Where the second half of a line begins: at the words after the first run of figures, with figures after them."""
    found = [cell for cell, _ in line.words]
    for before, cell in pairwise(found):
        if _figures_in(line, before, cell) and _figures_in(line, cell, len(line.cells)):
            labels = _label_cells(line)
            return cell if any(n < cell for n in labels) and any(n >= cell for n in labels) else None
    return None


def _cut_of_heads(line: Candidate, cuts: list[int], run: Sequence[Candidate]) -> int | None:
    """Where a line of heads is cut: at the same edge as the rows below, or in the middle of equal halves."""
    if line.figures:
        return None
    rows = [(row, cut) for row in run if (cut := _second_label(row)) is not None]
    if line.places and rows and rows[0][0].places:
        edge = rows[0][0].places[rows[0][1]].left
        return next((n for n, place in enumerate(line.places) if place.left >= edge - 0.5), None)
    keys = [fold(cell) for cell in line.cells]
    half = len(keys) // 2
    if len(keys) > 1 and keys[:half] == keys[half:]:
        return half
    return cuts[0] if {len(row.cells) for row, _ in rows} == {len(keys)} and len(set(cuts)) == 1 else None


def _from_left(lines: Iterable[Candidate]) -> Iterator[Candidate]:
    """Tables whose labels stand after their figures, turned round."""
    for run in _segments(lines):
        last = [line for line in run if _is_mirrored(line)]
        usual = [line for line in run if line.figures and _label_cells(line)]
        if len(last) < _FEWEST or usual:
            yield from run
            continue
        for line in run:
            turned = remade(line, range(len(line.cells) - 1, -1, -1))
            # Edges run from right to left now; only their order and distance count.
            places = tuple(place._replace(left=-place.right, right=-place.left) for place in turned.places)
            yield turned._replace(places=places)


def _is_mirrored(line: Candidate) -> bool:
    labels = _label_cells(line)
    return bool(labels) and not line.figures and _figures_in(line, 0, labels[0]) > 0


def _of_the_year(lines: Sequence[Candidate], year: int | None) -> tuple[list[Candidate], list[Candidate]]:
    """The lines without those that bear another year than the report's, where a table has rows of several years."""
    kept: list[Candidate] = []
    other: list[Candidate] = []
    for run in _segments(lines):
        marked = list(_years(run)) if year is not None else []
        if len({found for _, found, _ in marked if found}) < 2 or year not in {
            found for _, found, _ in marked
        }:
            kept += run
            continue
        for line, found, label in marked:
            if found is None or found == year:
                kept.append(label)
            else:
                other.append(line)
    return kept, other


def _years(run: Sequence[Candidate]) -> Iterator[tuple[Candidate, int | None, Candidate]]:
    """Each line with the year it is of, and as it is without its year, below the label that it shares."""
    column = next(
        (cell for line in run if not line.figures for cell, key in line.words if key in _YEAR_HEADS), None
    )
    outer: int | None = None
    label: Candidate | None = None
    for line in run:
        at = _year_cell(line, column)
        if not line.figures and at is None:
            yield line, None, line
            continue
        if at is None:
            yield line, outer, line
            continue
        found = int((_YEAR.fullmatch(fold(line.cells[at])) or [0, 0])[1])
        before = [cell for cell, _ in line.words if cell < at]
        after = [cell for cell, _ in line.words if cell > at]
        outer = found if after and not before else None
        plain = remade(line, [n for n in range(len(line.cells)) if n != at])
        if before or after:
            label = plain
        elif label is not None and line.source.table is not None:
            plain = _below_label(label, plain)
        yield line, found, plain


def _year_cell(line: Candidate, column: int | None) -> int | None:
    """The cell of a line of figures that holds nothing but a year."""
    if not any(reading.value is not None for reading in line.readings):
        return None
    words = [cell for cell, key in line.words if _YEAR.fullmatch(key)]
    if words:
        return words[0]
    if column is None:
        return None
    near = [n for n in (column, 0) if n < len(line.cells) and _YEAR.fullmatch(line.cells[n].strip())]
    return near[0] if near else None


def _below_label(label: Candidate, line: Candidate) -> Candidate:
    """A line of figures with the label that an earlier line of the same row bears."""
    cell, key = label.words[-1]
    places = (label.places[cell], *line.places) if line.places and label.places else ()
    return line._replace(
        cells=(label.cells[cell], *line.cells),
        readings=(_WORD, *line.readings),
        words=((0, key), *((n + 1, word) for n, word in line.words)),
        places=places,
    )


def _items(lines: Iterable[Candidate]) -> Iterator[Candidate]:
    """Paragraphs that list heads with their figures after a label, as rows below these heads."""
    heads: tuple[str, ...] = ()
    for line in lines:
        parts = _item_parts(line)
        if parts is None:
            heads = heads if line.words else ()
            yield line
            continue
        label, names, figures = parts
        if names != heads and len(names) > 1:
            yield _made(line, ("", *names))
        heads = names
        yield _made(line, (label, *figures))


def _is_item(line: Candidate) -> bool:
    return _item_parts(line) is not None


def _item_parts(line: Candidate) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """Label, heads and figures of ``label：head figure，head figure``."""
    filled = [cell for cell in line.cells if cell.strip()]
    if len(filled) != 1 or "：" not in filled[0].replace(":", "："):
        return None
    label, _, rest = _BULLET.sub("", filled[0]).replace(":", "：").replace("*", "").partition("：")
    if not (owners := _owners(fold(label))):
        return None
    pieces = [piece for piece in re.split(r"[，,、；;]\s*(?=\D)|[。\s]*$", rest) if piece.strip()]
    found = [_ITEM.fullmatch(piece) for piece in pieces]
    if not found or any(item is None for item in found):
        return None
    items = [item for item in found if item is not None]
    if not any(all(fold(item["head"]) in vocabulary(block) for item in items) for block in owners):
        return None
    return label, tuple(item["head"] for item in items), tuple(item["figure"] for item in items)


@cache
def _owners(key: str) -> tuple[Block, ...]:
    """The blocks in which a key is the label of a row, or of a track."""
    tracks = [
        block for form in EDITIONS for block in form.blocks if block.one_line and key in vocabulary(block)
    ]
    return (*(block for block, _ in exact_lines(key)), *tracks)


def _made(line: Candidate, cells: tuple[str, ...]) -> Candidate:
    read = [read_words(cell) for cell in cells]
    words = tuple((n, key) for n, (_, key) in enumerate(read) if key is not None)
    figures = sum(reading.value is not None for reading, _ in read)
    return line._replace(
        cells=cells, readings=tuple(r for r, _ in read), words=words, figures=figures, places=()
    )
