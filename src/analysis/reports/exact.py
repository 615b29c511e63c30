"""Find the lines of a document whose labels are exactly those of form lines, for all blocks in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.forms import Block
from analysis.reports.candidates import Candidate, Value
from analysis.reports.likeness import block_labels, exact_lines, is_form_print, is_whole_label
from analysis.text import BLANK

_MOST_PIECES = 4
Hits = dict[Block, dict[int, list["Match"]]]


class Match(NamedTuple):
    """A form line found in the document.

    ``label_cell`` is the last cell of its label (-1 if the line has none), ``figures`` raw text and reading of the
    cells after it that hold something; ``joined`` are other blocks whose words complete the label; ``sure`` is false
    where the label was recognised by likeness only.
    """

    candidate: Candidate
    label_cell: int
    figures: tuple[Value, ...]
    joined: tuple[int, ...] = ()
    sure: bool = True


def match_line(line: Candidate, label_cell: int, joined: tuple[int, ...] = (), sure: bool = True) -> Match:
    """A match, with the figures that stand after the label."""
    figures = line.values(label_cell)
    if BLANK in line.readings:
        figures = tuple([value for value in figures if value.reading is not BLANK])
    return Match(line, label_cell, figures, joined, sure)


def exact_hits(lines: Sequence[Candidate]) -> Hits:
    """For every block of every edition: its lines' numbers, and where they stand in the document."""
    hits: Hits = {}
    for position, line in enumerate(lines):
        if len(line.cells) > 1:
            for block, number, match in _hits_at(lines, position):
                hits.setdefault(block, {}).setdefault(number, []).append(match)
    return hits


def _hits_at(lines: Sequence[Candidate], position: int) -> Iterator[tuple[Block, int, Match]]:
    line = lines[position]
    found: set[Block] = set()
    for cell, key in _labels_in(line):
        if cell + 1 == len(line.cells) or not (owners := exact_lines(key)) or _heads_follow(line, cell):
            continue
        match = match_line(line, cell)
        for block, number in owners:
            if block not in found:
                rest = _remainder(block, lines, position, number, key)
                yield block, number, match._replace(joined=rest) if rest else match
        found |= dict(owners).keys()
    if not line.figures or (found and is_whole_label(line.label)):
        return
    cell = line.words[-1][0] if line.words else -1
    for key, joined in joined_labels(lines, position):
        for block, number in exact_lines(key):
            if block not in found:
                yield block, number, match_line(line, cell, joined)
        found |= dict(exact_lines(key)).keys()


def _labels_in(line: Candidate) -> Iterator[tuple[int, str]]:
    """The labels that a line may bear, the last first: a cell with words, or the words of several cells."""
    for end in range(len(line.words) - 1, -1, -1):
        cell, key = line.words[end]
        yield cell, key
        if line.figures:
            start = cell
            for earlier, before in reversed(line.words[max(0, end - _MOST_PIECES + 1) : end]):
                if line.readings[earlier + 1 : start].count(BLANK) < start - earlier - 1:
                    break  # figures stand between the pieces
                key, start = before + key, earlier
                yield cell, key


def _heads_follow(line: Candidate, cell: int) -> bool:
    """Whether only the form's own words come after a label, so that the line is one of heads."""
    if cell == line.words[-1][0]:
        return False
    filled = sum(reading.status != "blank" for reading in line.readings[cell + 1 :])
    heads = [key for number, key in line.words if number > cell and key and is_form_print(key)]
    return 0 < filled == len(heads)


def _remainder(
    block: Block, lines: Sequence[Candidate], position: int, number: int, key: str
) -> tuple[int, ...]:
    """The next block, if it holds just the end of a label that was cut."""
    spellings = block_labels(block).spellings[number]
    if key in spellings:
        return ()
    after = _words_only(lines, position + 1)
    if after is None or not any(spelling.endswith(after.label) for spelling in spellings):
        return ()
    return (after.position,)


def _words_only(lines: Sequence[Candidate], position: int) -> Candidate | None:
    if not 0 <= position < len(lines):
        return None
    line = lines[position]
    return line if line.label and not line.figures and len(line.words) == 1 else None


def joined_labels(lines: Sequence[Candidate], position: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The line's own label joined with words on neighbouring lines, as wrapped labels are printed."""
    own = lines[position].label
    before, after = _words_only(lines, position - 1), _words_only(lines, position + 1)
    if after and own:
        yield own + after.label, (after.position,)
    if before:
        yield before.label + own, (before.position,)
    if before and after:
        yield before.label + own + after.label, (before.position, after.position)
