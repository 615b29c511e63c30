"""Lines whose cells are what the words above them and beside them say together, not what their label says alone.

Table 四 in every shape (one line of fifteen figures, a line a track, a line a result, one item a line), and the other
tables where their rows are printed as columns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from analysis.forms import Block, Key
from analysis.reports.align import join_bare_lines
from analysis.reports.candidates import Candidate
from analysis.reports.captions import is_caption
from analysis.reports.columns import Columns, heads_in, is_heading, is_numbering, printed_columns
from analysis.reports.exact import Match, match_line
from analysis.reports.heads import Head, Reach, turned
from analysis.text import fold

_FARTHEST_HEAD = 40
_LEAST_SHARE = 0.55
_FEWEST_FIGURES = 3
_FEWEST_ROWS = 3


class CrossedLine(NamedTuple):
    """A line of a table: what was found, the printed columns above it, and the cells that its label allows."""

    match: Match
    columns: Columns
    cells: tuple[Key, ...]


def track_lines(
    block: Block, lines: Sequence[Candidate], labelled: Collection[int], year: int | None
) -> list[CrossedLine]:
    """All lines with figures that stand below or beside the table's own words."""
    found: list[CrossedLine] = []
    used: set[int] = set()
    for line, above in _with_heads(lines):
        if line.position in used:
            continue
        track = _track_line(block, lines, line, above, labelled, year)
        if track is not None:
            found.append(track)
            used.update(track.match.joined)
    return found


def turned_lines(block: Block, lines: Sequence[Candidate], year: int | None) -> list[CrossedLine]:
    """The lines of a block whose rows are printed as columns: its heads as labels, below its labels as heads."""
    over = turned(block)
    found: list[CrossedLine] = []
    for line, above in _with_heads(lines):
        beside = [head for cell, head in heads_in(block, line, year) if head.reach and head.sure]
        cells = _allowed(block, beside)
        rows = {key.row for head in _said(over, above, year) if head.sure for key in head.reach or ()}
        if (
            line.loose
            or not beside
            or len({key.column for key in cells}) != 1
            or len(rows) < min(len(block.rows), _FEWEST_ROWS)
        ):
            continue
        match = match_line(line, line.words[-1][0])
        columns = printed_columns(over, above, {0: match}, year)
        if columns.heads and not columns.inferred:
            found.append(CrossedLine(match, columns, cells))
    return found


def _with_heads(lines: Sequence[Candidate]) -> Iterator[tuple[Candidate, list[Candidate]]]:
    """Each line of figures with the lines of words above it, which hold until other words come.

    The name of a body or a year between two lines of figures is no head: both stand under the heads above the first.
    """
    above: list[Candidate] = []
    fresh = False
    for line in lines:
        if is_heading(line):
            above, fresh = [], False
        elif line.figures and not is_numbering(line):
            yield line, above
            fresh = False
        elif line.words and not (above and not fresh and _is_caption(line)):
            above = [*above, line][-_FARTHEST_HEAD:] if fresh else [line]
            fresh = True


def _is_caption(line: Candidate) -> bool:
    words = list(filter(None, line.cells))
    return len(words) == 1 and is_caption(words[0])


def _track_line(
    block: Block,
    lines: Sequence[Candidate],
    line: Candidate,
    above: list[Candidate],
    labelled: Collection[int],
    year: int | None,
) -> CrossedLine | None:
    beside = heads_in(block, line, year)
    label_cell = line.words[-1][0] if line.words else -1
    if line.loose and line.figures > 1 and line.words:
        above, beside = (
            [*above, line],
            [],
        )  # gathered from lines of one cell: its words are the last of the heads
    own = _says(block, (head for _, head in beside))
    width = len(block.lines[0].keys)
    if line.position in labelled and not own and line.figures < width:
        return None
    share = _share_printed(block, above)
    if not own and share < _LEAST_SHARE and not _says(block, _said(block, above, year)):
        return None
    if not beside and len(line.cells) == width:
        label_cell = (
            -1
        )  # in a line of just as many cells as the form's, words are a cell of their own and no label
    match = match_line(line, label_cell)
    cells = _allowed(block, [head for _, head in beside if head.reach])
    columns = _columns(block, above, match, cells, year)
    if columns.inferred and (share < _LEAST_SHARE or line.figures < _FEWEST_FIGURES or beside):
        return None
    columns = columns if columns.heads else Columns((), above=tuple(above))
    n = len(columns.heads)
    if n and len(match.figures) < n:
        match = join_bare_lines(match, lines, n, set()) or match
    return CrossedLine(match, columns, cells)


def _columns(
    block: Block, above: list[Candidate], match: Match, cells: tuple[Key, ...], year: int | None
) -> Columns:
    if len(cells) == 1 and len(match.figures) == 1:
        return Columns((Head(match.candidate.label, frozenset(cells)),), above=tuple(above))
    return printed_columns(block, above, {0: match}, year)


def _said(block: Block, above: Sequence[Candidate], year: int | None) -> Iterator[Head]:
    return (head for line in above for _, head in heads_in(block, line, year))


def _says(block: Block, heads: Iterator[Head]) -> bool:
    """Whether one of the words is a track, or a result that no other table has."""
    return any(head.sure and head.reach and _is_telling(block, head.reach) for head in heads)


def _is_telling(block: Block, reach: Reach) -> bool:
    columns = {key.column for key in reach}
    return len(columns) > 1 or not columns <= {"other", "total"} or len({key.row for key in reach}) == 1


def _allowed(block: Block, heads: Sequence[Head]) -> tuple[Key, ...]:
    return tuple(key for key in block.units if all(key in (head.reach or ()) for head in heads))


def _share_printed(block: Block, above: Sequence[Candidate]) -> float:
    """The share of the block's heads that are printed, whole or in part, above a line."""
    text = "\n".join(key for line in above for _, key in line.words)
    heads = _head_pieces(block)
    return sum(any(piece in text for piece in pieces) for pieces in heads) / len(heads)


@cache
def _head_pieces(block: Block) -> tuple[tuple[str, ...], ...]:
    """Each head as its pairs of neighbouring characters: one is enough where the rest of a head is cut off."""
    return tuple(
        tuple(key[i : i + 2] for i in range(len(key) - 1)) for key in map(fold, dict.fromkeys(block.heads))
    )
