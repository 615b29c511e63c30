"""A block of a form as found in a document: its lines, their printed columns, and the figures put into them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from analysis.forms import Block, Key
from analysis.reports.align import Alignment, join_split_rows
from analysis.reports.candidates import Candidate
from analysis.reports.columns import (
    Columns,
    against_order,
    form_columns,
    head_lines,
    key_under,
    later_heads,
    printed_columns,
    under,
)
from analysis.reports.crossed import CrossedLine, track_lines, turned_lines
from analysis.reports.exact import Match
from analysis.reports.heads import Head, turned
from analysis.reports.place import Placed, place_lines


class BlockFit(NamedTuple):
    """One block as found.

    By line number: its alignment; the placed figures (None: not placed); the heads of its printed columns; and the
    cells of the form that these columns are (None: a column that is not the form's). ``crossed`` lines, whose cells do
    not follow from a label alone, are numbered as found. ``columns`` are the heads of the block as a whole.
    """

    block: Block
    alignment: Alignment
    placed: dict[int, Placed | None]
    heads: dict[int, tuple[Head | None, ...]]
    keys: dict[int, tuple[Key | None, ...]]
    columns: Columns
    crossed: bool = False

    @property
    def complete(self) -> bool:
        """Whether every cell of the form is found and placed."""
        return None not in self.placed.values() and len(self.cells_placed) == len(self.block.units)

    @property
    def as_printed(self) -> bool:
        """Whether the printed columns are the form's in its order."""
        keys = (
            [line.keys for line in self.block.lines]
            if not self.block.one_line
            else [self.block.lines[0].keys]
        )
        return all(list(filter(None, found)) in [list(line) for line in keys] for found in self.keys.values())

    @property
    def n_placed(self) -> int:
        """How many lines are placed, with a column of the form at least."""
        return sum(placed is not None and any(self.keys[n]) for n, placed in self.placed.items())

    @property
    def cells_placed(self) -> set[Key]:
        """The cells of the form that have a place."""
        return {key for n, placed in self.placed.items() if placed is not None for key in self.keys[n] if key}

    @property
    def printed_twice(self) -> bool:
        """Whether the block as a whole is printed twice, with other figures: which is the report's is open."""
        return len(self.alignment.twice) > max(1, len(self.block.lines) // 2 - 1)

    def take(self, part: BlockFit) -> None:
        """Take the lines of another fit of the same block for its own."""
        self.placed.update(part.placed)
        self.heads.update(part.heads)
        self.keys.update(part.keys)

    def unplaced(self) -> BlockFit:
        """The same without its figures."""
        return self._replace(placed=dict.fromkeys(self.placed))


def fit_rows(
    block: Block,
    lines: Sequence[Candidate],
    alignment: Alignment,
    labelled: Collection[int],
    year: int | None,
) -> BlockFit:
    """Put the figures of a block's rows under the heads printed above the first of them."""
    found = [*alignment.matches.values(), *(match for same in alignment.twice.values() for match in same)]
    own = {match.candidate.position for match in found}
    above: list[Candidate] = []
    if found:
        others = {position for position in labelled if position not in own}
        above = head_lines(block, lines, min(own), others, year)
    columns = printed_columns(block, above, alignment.matches, year) if found else form_columns(block)
    fit = place_rows(block, lines, alignment, columns, year)
    return _under_later_heads(fit, lines, year) if fit.alignment.matches else fit


def _under_later_heads(fit: BlockFit, lines: Sequence[Candidate], year: int | None) -> BlockFit:
    """Rows below heads that are printed again, as after a page break, are under these, in whatever order they are."""
    matches = fit.alignment.matches
    for above in later_heads(fit.block, lines, {m.candidate.position for m in matches.values()}, year):
        below = {n: m for n, m in matches.items() if m.candidate.position > above[-1].position}
        columns = printed_columns(fit.block, above, below, year)
        if below and columns.heads != fit.columns.heads:
            cells = {number: fit.block.lines[number].keys for number in below}
            fit.take(_placed(fit.block, fit.alignment._replace(matches=below), columns, cells, year))
    return fit


def place_rows(
    block: Block, lines: Sequence[Candidate], alignment: Alignment, columns: Columns, year: int | None
) -> BlockFit:
    """Put the figures of a block's rows into known columns."""
    width = len(columns.heads) or len(block.columns)
    matches = join_split_rows(block, alignment.matches, lines, width)
    cells = {number: block.lines[number].keys for number in matches}
    return _placed(block, alignment._replace(matches=matches), columns, cells, year)


def fit_tracks(
    block: Block, lines: Sequence[Candidate], labelled: Collection[int], year: int | None
) -> BlockFit:
    """Put the figures of table 四 under, or beside, its tracks and results."""
    return _fit_crossed(block, track_lines(block, lines, labelled, year), year)


def fit_turned(block: Block, lines: Sequence[Candidate], year: int | None) -> BlockFit:
    """Put the figures of a block under its rows, where these are printed as columns."""
    return _fit_crossed(block, turned_lines(block, lines, year), year, turned(block))


def _fit_crossed(
    block: Block, found: Sequence[CrossedLine], year: int | None, over: Block | None = None
) -> BlockFit:
    parts = [
        _placed(block, Alignment({n: line.match}, {}), line.columns, {n: line.cells}, year, over)
        for n, line in enumerate(found)
    ]
    alignment = Alignment({n: line.match for n, line in enumerate(found)}, {})
    fit = BlockFit(block, alignment, {}, {}, {}, found[0].columns if found else form_columns(block))
    for part in parts:
        fit.take(part)
    return _without_repeats(fit._replace(crossed=True))


def _placed(
    block: Block,
    alignment: Alignment,
    columns: Columns,
    cells: Mapping[int, Sequence[Key]],
    year: int | None,
    over: Block | None = None,
) -> BlockFit:
    fit = BlockFit(block, alignment, {}, {}, {}, columns)
    usual = columns.heads == form_columns(block).heads
    by_order: dict[int, Match] = {}
    for number, match in alignment.matches.items():
        fit.heads[number] = columns.heads
        line = match.candidate
        values = line.values(match.label_cell)
        heads = None
        whole = not columns.inferred and len(match.figures) == len(values) == len(columns.heads)
        plain = usual and (whole or not line.gridded)
        if not line.joined and not plain:
            heads = under(line, match.label_cell + 1, columns.above, over or block, cells[number], year)
        known = len(values) == len(columns.heads)
        if (
            known
            and not line.joined
            and against_order(line, match.label_cell + 1, columns, over or block, cells[number], heads, year)
        ):
            fit.placed[number] = None
            continue
        if heads is None:
            by_order[number] = match
            continue
        blank = any(head is not None and value.blank for head, value in zip(heads, values, strict=True))
        fit.heads[number], fit.placed[number] = tuple(heads), Placed(values, blank, blank and line.gridded)
    if columns.heads:
        fit.placed.update(place_lines(dict.fromkeys(by_order, len(columns.heads)), by_order))
    else:
        fit.placed.update(dict.fromkeys(by_order))
    for number, found in fit.heads.items():
        fit.keys[number] = tuple(key_under(head, cells[number]) for head in found)
    return fit


def _contradict(fit: BlockFit, one: int, other: int) -> bool:
    """Whether two lines of the form's width, one of which may have blanks, print other figures in one cell."""
    printed = [fit.placed[one], fit.placed[other]]
    if None in printed:
        return False
    cells = [
        {key: cell.raw for key, cell in zip(fit.keys[n], placed.cells, strict=True) if key and not cell.blank}
        for n, placed in zip((one, other), printed, strict=True)
        if placed is not None
    ]
    return any(cells[1].get(key, raw) != raw for key, raw in cells[0].items())


def _without_repeats(fit: BlockFit) -> BlockFit:
    """Lines found more than once: the first line that is whole, if all whole ones are equal; else none of them."""
    whole = {
        n
        for n, placed in fit.placed.items()
        if placed is not None and len(fit.alignment.matches[n].figures) == len(placed.cells)
    }
    drop: set[int] = set()
    twice: dict[int, tuple[Match, ...]] = {}
    for n, _match in fit.alignment.matches.items():
        same = [
            m for m in fit.alignment.matches if m not in drop and set(fit.keys[m]) & set(fit.keys[n]) - {None}
        ]
        best = [m for m in same if m in whole] or same[:1]
        if len(same) < 2:
            continue
        if len({tuple(v.raw for v in fit.alignment.matches[m].figures) for m in best}) > 1:
            twice[n] = tuple(fit.alignment.matches[m] for m in best)
        elif against := [m for m in same if m != best[0] and _contradict(fit, best[0], m)]:
            twice[n] = tuple(fit.alignment.matches[m] for m in (best[0], *against))
        else:
            drop.update(m for m in same if m != best[0])
    placed = {n: None if n in twice else line for n, line in fit.placed.items() if n not in drop}
    matches = {n: match for n, match in fit.alignment.matches.items() if n in placed and n not in twice}
    return fit._replace(placed=placed, alignment=Alignment(matches, twice))
