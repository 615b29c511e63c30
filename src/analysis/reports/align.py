"""Pair the lines of a form block with the lines of a document.

Two things are stable in every layout: the order of the statutory rows and the words of their labels. Labels that
match exactly are paired first; an order-keeping alignment by likeness runs on what is left between them, and a pair
counts only if no other row of the block is nearly as like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.forms import STATISTICS, Block
from analysis.reports.candidates import Candidate
from analysis.reports.exact import Match, joined_labels, match_line
from analysis.reports.likeness import (
    block_labels,
    is_form_print,
    is_group,
    is_turned,
    is_whole_label,
    likeness,
    rival_spellings,
)

_LEAST_LIKENESS = 0.6
_LEAST_MARGIN = 0.15


class Alignment(NamedTuple):
    """Matches by line number, and the lines that were found more than once with different figures."""

    matches: dict[int, Match]
    twice: dict[int, tuple[Match, ...]]


def align(
    block: Block, lines: Sequence[Candidate], hits: dict[int, list[Match]], labelled: frozenset[int]
) -> Alignment:
    """Find the lines of a block.

    ``hits`` are its exact ones; ``labelled`` are the lines that bear the exact label of some line of a form, and so
    are not looked at for likeness.
    """
    settled, twice = _settle(block, hits)
    if _printed_twice(hits, twice):
        twice |= {
            n: tuple(hits[n]) for n in settled if len(hits[n]) > 1 and not all(m.figures for m in hits[n])
        }
        settled = {n: match for n, match in settled.items() if n not in twice}
        matches = _in_order(settled)
    else:
        matches = _in_order(settled)
        _settle_between(matches, twice, _shared(hits))
    for gap in _gaps(matches, len(block.lines), len(lines)):
        rows = [row for row in gap.rows if row not in hits]
        matches.update(_align_gap(block, lines, gap._replace(rows=rows), labelled))
    matches = _drop_unsupported(matches, lines, len(block.lines))
    return Alignment(matches | _out_of_order(block, settled, matches), twice)


def _out_of_order(block: Block, settled: dict[int, Match], matches: dict[int, Match]) -> dict[int, Match]:
    """Lines of a table of one figure a row that stand among the others, under their whole labels, in another order."""
    if block.table != STATISTICS or not matches:
        return {}
    positions = [match.candidate.position for match in matches.values()]
    return {
        row: match
        for row, match in settled.items()
        if row not in matches
        and min(positions) < match.candidate.position < max(positions)
        and match.candidate.position not in positions
        and is_whole_label(match.candidate.label)
    }


def _settle(
    block: Block, hits: dict[int, list[Match]]
) -> tuple[dict[int, Match], dict[int, tuple[Match, ...]]]:
    """One match a line where all its hits show the same figures; hits as wide as the form come before others.

    A hit that fits two lines, which have the same label, is left to its place between the others.
    """
    matches: dict[int, Match] = {}
    twice: dict[int, tuple[Match, ...]] = {}
    owners = Counter([match.candidate.position for found in hits.values() for match in found])
    for number, found in hits.items():
        if len(found) == 1 and owners[found[0].candidate.position] == 1:
            matches[number] = found[0]
            continue
        width = len(block.lines[number].keys)
        filled = [match for match in found if match.figures] or found
        # In a dump with one cell a line a label may have been printed over another row's figures.
        gathered = any(match.candidate.loose for match in filled)
        most = width if block.table == STATISTICS else max(len(match.figures) for match in filled)
        whole = [match for match in filled if width <= len(match.figures) <= most]
        best = (not gathered and whole) or filled
        shared = any(owners[match.candidate.position] > 1 for match in best)
        if _same_figures(best) and not shared:
            matches[number] = best[0]
        else:
            twice[number] = tuple(best)
    return matches, twice


def _same_figures(matches: Sequence[Match]) -> bool:
    return len({tuple(value.raw for value in match.figures) for match in matches}) == 1


def _printed_twice(hits: dict[int, list[Match]], twice: dict[int, tuple[Match, ...]]) -> bool:
    """Whether most lines stand in the document more than once, and some with other figures: the whole table does."""
    owners = Counter([match.candidate.position for found in hits.values() for match in found])
    again = [n for n, found in hits.items() if len(found) > 1 and owners[found[0].candidate.position] == 1]
    return len(again) > len(hits) // 2 and not twice.keys().isdisjoint(again)


def _shared(hits: dict[int, list[Match]]) -> set[int]:
    """The rows whose label is that of another row of the block too."""
    owners = Counter([match.candidate.position for found in hits.values() for match in found])
    return {n for n, found in hits.items() if any(owners[match.candidate.position] > 1 for match in found)}


def _settle_between(
    matches: dict[int, Match], twice: dict[int, tuple[Match, ...]], shared: Collection[int]
) -> None:
    """Keep, of lines found more than once, those that stand between the rows found before and after them.

    Of two rows of one label (被依法纠错数) each needs one of the two rows before it.
    """
    for number, found in list(twice.items()):
        if number in shared and matches.keys().isdisjoint((number - 1, number - 2)):
            continue
        start = max((m.candidate.position for n, m in matches.items() if n < number), default=-1)
        stop = min((m.candidate.position for n, m in matches.items() if n > number), default=None)
        between = [
            m for m in found if m.candidate.position > start and (stop is None or m.candidate.position < stop)
        ]
        if between and _same_figures(between):
            matches[number] = between[0]
            del twice[number]


def _in_order(matches: dict[int, Match]) -> dict[int, Match]:
    """The longest run of matches whose lines stand in the document in the form's order."""
    items = sorted(matches.items())
    positions = [match.candidate.position for _, match in items]
    if all(first < second for first, second in pairwise(positions)):
        return dict(items)
    best: list[tuple[int, int]] = []  # (length, previous item) for each item
    for i, (_, match) in enumerate(items):
        earlier = [
            (best[j][0], j) for j in range(i) if items[j][1].candidate.position < match.candidate.position
        ]
        length, previous = max(earlier, default=(0, -1))
        best.append((length + 1, previous))
    chain: dict[int, Match] = {}
    at = max(range(len(items)), key=lambda i: best[i][0], default=-1)
    while at >= 0:
        chain[items[at][0]] = items[at][1]
        at = best[at][1]
    return chain


class _Gap(NamedTuple):
    """Form lines ``rows`` that are still without a match, and the document lines that lie between."""

    rows: Sequence[int]
    start: int
    stop: int


def _gaps(matches: dict[int, Match], n_rows: int, n_lines: int) -> Iterator[_Gap]:
    before, start = -1, 0
    for number in [*sorted(matches), n_rows]:
        stop = matches[number].candidate.position if number < n_rows else n_lines
        if number - before > 1:
            yield _Gap(range(before + 1, number), start, stop)
        before, start = number, stop + 1


def _align_gap(
    block: Block, lines: Sequence[Candidate], gap: _Gap, labelled: frozenset[int]
) -> dict[int, Match]:
    if not gap.rows:
        return {}
    options = [
        option
        for position in range(gap.start, min(gap.stop, len(lines)))
        if position not in labelled and (option := _likely_rows(block, lines, position, gap.rows)) is not None
    ]
    return {
        row: option.match
        for row, option in _best_pairs(gap.rows, options)
        if option.margin(row) >= _LEAST_MARGIN
    }


class _Option(NamedTuple):
    """A document line and its likeness to every line of the block; ``turned`` are those that mean another thing."""

    match: Match
    scores: tuple[float, ...]
    rival: float
    turned: frozenset[int]

    def margin(self, row: int) -> float:
        """How much more like the row is than the next, in this block or another."""
        others = [score for number, score in enumerate(self.scores) if number != row]
        return self.scores[row] - max([*others, self.rival])


def _likely_rows(
    block: Block, lines: Sequence[Candidate], position: int, rows: Iterable[int]
) -> _Option | None:
    """The line with its most telling label, or None if it is like none of the rows."""
    line = lines[position]
    if not line.figures or not line.label or is_group(line.label):
        return None  # bare figures between two labels, or below a group's, may belong to either: likeness cannot tell
    cell = line.words[-1][0] if line.words else -1
    readings = [(line.label, ()), *joined_labels(lines, position)]
    if any(row.group for row in block.rows) and is_form_print(line.label):
        # Words before a head or a piece of another label are the end of the row above.
        readings = [(key, joined) for key, joined in readings if position - 1 not in joined]
    best: _Option | None = None
    for key, joined in readings:
        if len(key) < 2:
            continue
        scores = tuple(likeness(spellings, key) for spellings in block_labels(block).spellings)
        if best is None or max(scores[row] for row in rows) > max(best.scores[row] for row in rows):
            rival = max((likeness(spellings, key) for spellings in rival_spellings(block)), default=0.0)
            turned = frozenset(row for row in rows if is_turned(block_labels(block).spellings[row], key))
            best = _Option(match_line(line, cell, joined, sure=False), scores, rival, turned)
    if best is None or not any(_gain(best, row) for row in rows):
        return None
    return best


def _best_pairs(rows: Sequence[int], options: Sequence[_Option]) -> Iterator[tuple[int, _Option]]:
    """The order-keeping pairing with the greatest sum of likeness, by dynamic programming."""
    table = [[0.0] * (len(options) + 1) for _ in range(len(rows) + 1)]
    for i in range(len(rows) - 1, -1, -1):
        for j in range(len(options) - 1, -1, -1):
            table[i][j] = max(
                table[i + 1][j], table[i][j + 1], table[i + 1][j + 1] + _gain(options[j], rows[i])
            )
    i = j = 0
    while i < len(rows) and j < len(options):
        gain = _gain(options[j], rows[i])
        if gain > 0 and table[i][j] == table[i + 1][j + 1] + gain:
            yield rows[i], options[j]
            i, j = i + 1, j + 1
        elif table[i][j] == table[i + 1][j]:
            i += 1
        else:
            j += 1


def _gain(option: _Option, row: int) -> float:
    score = option.scores[row]
    return score if score >= _LEAST_LIKENESS and row not in option.turned else 0.0


def join_split_rows(
    block: Block, matches: dict[int, Match], lines: Sequence[Candidate], width: int
) -> dict[int, Match]:
    """Complete a line with the bare figures printed under it, if the next row of the form stands elsewhere."""
    used = {match.candidate.position for match in matches.values()}
    joined = dict(matches)
    for row, match in matches.items():
        if len(match.figures) >= width or (row + 1 < len(block.lines) and row + 1 not in matches):
            continue
        whole = join_bare_lines(match, lines, width, used)
        if whole is not None:
            joined[row] = whole
    return joined


def join_bare_lines(match: Match, lines: Sequence[Candidate], width: int, used: set[int]) -> Match | None:
    """A line made of a match and the lines of bare figures after it, if together they are exactly ``width``."""
    first = match.candidate
    cells, readings, places = first.cells, first.readings, first.places
    joined, figures = match.joined, len(match.figures)
    if not first.words and not first.cells[0]:
        return None  # blanks at the start of a line say where its figures stand
    for line in lines[first.position + 1 :]:
        if not line.cells[0] or line.words or not line.figures or line.position in used or figures >= width:
            break
        cells, readings, joined = cells + line.cells, readings + line.readings, (*joined, line.position)
        places = places + line.places if places and line.places else ()
        figures += line.figures
    if figures != width or joined == match.joined:
        return None
    whole = first._replace(cells=cells, readings=readings, figures=figures, joined=True, places=places)
    return match_line(whole, match.label_cell, joined, match.sure)


def _drop_unsupported(matches: dict[int, Match], lines: Sequence[Candidate], n_rows: int) -> dict[int, Match]:
    """Leave out lines of bare figures whose label stands elsewhere, unless what is around them leaves no doubt.

    Where a row has lost its figures and the next its label, the two would otherwise be read as one: the rows before
    and after must be found too. Of two such lines under one label either may be a stray.
    """
    taken = {match.candidate.position for match in matches.values()}
    return {
        row: match
        for row, match in matches.items()
        if match.label_cell >= 0
        or (
            all(near in matches for near in (row - 1, row + 1) if 0 <= near < n_rows)
            and not _bare_neighbour(match.candidate, lines, taken)
        )
    }


def _bare_neighbour(line: Candidate, lines: Sequence[Candidate], taken: set[int]) -> bool:
    near = (lines[at] for at in (line.position - 1, line.position + 1) if 0 <= at < len(lines))
    return any(other.figures and not other.words and other.position not in taken for other in near)
