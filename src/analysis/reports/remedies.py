"""The lines of table 四 in every shape: one of fifteen figures, a line a track, a line a result, one item a line.

Each figure's cell is what the words above it and beside it say together; the form prints no label, so the lines are
found by those words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from analysis.forms import Block, Key
from analysis.reports.align import join_bare_lines
from analysis.reports.candidates import Candidate
from analysis.reports.columns import Columns, heads_in, is_heading, is_numbering, printed_columns
from analysis.reports.exact import Match, match_line
from analysis.reports.heads import Head, Reach
from analysis.text import fold

_FARTHEST_HEAD = 40
_LEAST_SHARE = 0.55
_FEWEST_FIGURES = 3


class TrackLine(NamedTuple):
    """A line of the table: what was found, the printed columns above it, and the cells that its label allows."""

    match: Match
    columns: Columns
    cells: tuple[Key, ...]


def track_lines(
    block: Block, lines: Sequence[Candidate], labelled: Collection[int], year: int | None
) -> list[TrackLine]:
    """All lines with figures that stand below or beside the table's own words."""
    found: list[TrackLine] = []
    used: set[int] = set()
    for line, above in _with_heads(lines):
        if line.position in used:
            continue
        track = _track_line(block, lines, line, above, labelled, year)
        if track is not None:
            found.append(track)
            used.update(track.match.joined)
    return found


def _with_heads(lines: Sequence[Candidate]) -> Iterator[tuple[Candidate, list[Candidate]]]:
    """Each line of figures with the lines of words above it, which hold until other words come."""
    above: list[Candidate] = []
    fresh = False
    for line in lines:
        if is_heading(line):
            above, fresh = [], False
        elif line.figures and not is_numbering(line):
            yield line, above
            fresh = False
        elif line.words:
            above = [*above, line][-_FARTHEST_HEAD:] if fresh else [line]
            fresh = True


def _track_line(
    block: Block,
    lines: Sequence[Candidate],
    line: Candidate,
    above: list[Candidate],
    labelled: Collection[int],
    year: int | None,
) -> TrackLine | None:
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
    if columns.inferred:
        if share < _LEAST_SHARE or line.figures < _FEWEST_FIGURES or beside:
            return None
    columns = columns if columns.heads else Columns((), above=tuple(above))
    n = len(columns.heads)
    if n and len(match.figures) < n:
        match = join_bare_lines(match, lines, n, set()) or match
    return TrackLine(match, columns, cells)


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
    return tuple(key for key in block.lines[0].keys if all(key in (head.reach or ()) for head in heads))


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
