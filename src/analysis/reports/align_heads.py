"""Find a block's single line of figures that has no label of its own (table 四) by the heads above it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from analysis.forms import Block
from analysis.reports.align import Alignment, join_bare_lines
from analysis.reports.candidates import Candidate
from analysis.reports.exact import Match, match_line
from analysis.text import fold

_FARTHEST_HEAD = 40
_LEAST_SHARE = 0.55
_FEWEST_FIGURES = 3


def align_by_heads(block: Block, lines: Sequence[Candidate], labelled: frozenset[int]) -> Alignment:
    """The line under the block's heads: the first that holds as many figures, or as many cells, as the form."""
    width = len(block.lines[0].keys)
    found = [
        match
        for position, line in enumerate(lines)
        if (line.figures >= width or position not in labelled)
        and (match := _under_heads(block, lines, position, width)) is not None
    ]
    if not found:
        return Alignment({}, {})
    complete = [match for match in found if len(match.figures) == width] or found[:1]
    if len({tuple(raw for raw, _ in match.figures) for match in complete}) > 1:
        return Alignment({}, {0: tuple(complete)})
    return Alignment({0: complete[0]}, {})


def _under_heads(block: Block, lines: Sequence[Candidate], position: int, width: int) -> Match | None:
    line = lines[position]
    if line.figures < min(_FEWEST_FIGURES, width) or heads_above(block, lines, position) < _LEAST_SHARE:
        return None
    # In a line of just as many cells as the form's, words are a cell of their own and no label.
    label_cell = line.words[-1][0] if line.words and len(line.cells) != width else -1
    match = match_line(line, label_cell)
    if len(match.figures) == width:
        return match
    return join_bare_lines(match, lines, width, set()) or match


def heads_above(block: Block, lines: Sequence[Candidate], position: int) -> float:
    """The share of the block's heads that are printed, whole or in part, between a line and the figures above it."""
    printed = [key for _, key in lines[position].words]
    for line in reversed(lines[max(0, position - _FARTHEST_HEAD) : position]):
        if line.figures >= _FEWEST_FIGURES:
            break
        printed.extend(key for _, key in line.words)
    text = "\n".join(printed)
    heads = head_pieces(block)
    return sum(any(piece in text for piece in pieces) for pieces in heads) / len(heads)


@cache
def head_pieces(block: Block) -> tuple[tuple[str, ...], ...]:
    """Each head as its pairs of neighbouring characters: one is enough where the rest of a head is cut off."""
    return tuple(
        tuple(key[i : i + 2] for i in range(len(key) - 1)) for key in map(fold, dict.fromkeys(block.heads))
    )
