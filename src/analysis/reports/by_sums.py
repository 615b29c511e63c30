"""Place the figures of lines whose blanks left no trace, where the form's sums allow only one place for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from math import comb, prod
from typing import NamedTuple

from analysis.documents import Source
from analysis.forms import Identity, Key, edition, identities_of
from analysis.reports.blocks import BlockFit
from analysis.reports.candidates import Value
from analysis.reports.cells import Cell, read_placed
from analysis.reports.exact import Match
from analysis.reports.findings import Finding, finding
from analysis.text import BLANK
from analysis.words.findings import say

_MOST_PLACEMENTS = 20_000

Cells = tuple[Value, ...]
_BLANK = Value("", BLANK)


class _OpenLine(NamedTuple):
    """A line with fewer figures than columns: its keys, its figures, and where it stands."""

    keys: tuple[Key, ...]
    figures: Cells
    source: Source
    fit: BlockFit


def place_by_sums(cells: list[Cell], fits: Sequence[BlockFit]) -> tuple[list[Cell], list[Finding]]:
    """Fill in what all placements that satisfy all sums have in common; every sum of the line must be assessable."""
    unresolved = {cell.key for cell in cells if cell.status == "unresolved"}
    lines = list(_open_lines(fits, unresolved)) if unresolved else []
    if not lines or prod(comb(len(line.keys), len(line.figures)) for line in lines) > _MOST_PLACEMENTS:
        return cells, []
    known = {cell.key: _known(cell) for cell in cells}
    placements = list(_satisfying(lines, known))
    if not placements:
        return cells, []
    agreed: dict[Key, Cell] = {}
    for number, line in enumerate(lines):
        if any(placement[number][-1].reading is BLANK for placement in placements):
            continue  # without its total a line may have lost a figure and not a blank
        for column, key in enumerate(line.keys):
            options = {placement[number][column] for placement in placements}
            if len(options) == 1:
                agreed[key] = read_placed(key, line.fit.block, options.pop(), line.source)
    findings = [_found(line, agreed) for line in lines if any(key in agreed for key in line.keys)]
    return [agreed.get(cell.key, cell) for cell in cells], findings


def _open_lines(fits: Sequence[BlockFit], unresolved: set[Key]) -> Iterator[_OpenLine]:
    # Only table 三 has sums down its columns as well: without them a lost figure looks like a lost blank.
    for fit in (fit for fit in fits if fit.block.table == "requests"):
        for number, match in fit.alignment.matches.items():
            keys = tuple(filter(None, fit.keys[number]))
            certain = all(value.reading.value is not None for value in match.figures) and not _merged(match)
            if (
                len(keys) == len(fit.block.columns) == len(fit.keys[number])
                and unresolved.issuperset(keys)
                and certain
                and 0 < len(match.figures) < len(keys)
            ):
                figures = tuple(value._replace(place=None) for value in match.figures)
                yield _OpenLine(keys, figures, match.candidate.source, fit)


def _merged(match: Match) -> bool:
    """Whether a figure stands in a cell over several columns of a grid: no column can be told to be its own."""
    return (
        match.candidate.gridded and len({v.place.right - v.place.left for v in match.figures if v.place}) > 1
    )


def _known(cell: Cell) -> float | None:
    return 0.0 if cell.status == "blank" else cell.value


def _satisfying(lines: Sequence[_OpenLine], known: Mapping[Key, float | None]) -> Iterator[tuple[Cells, ...]]:
    """The placements of all open lines under which every sum that touches them can be assessed and holds."""
    rules = [
        rule
        for code in {line.fit.block.edition for line in lines}
        for rule in identities_of(edition(code), (key for line in lines for key in line.keys))
    ]
    inner = [[p for p in _placements(line) if _holds_within(line, p, rules)] for line in lines]
    for placement in product(*inner):
        values = dict(known)
        blank: set[Key] = set()
        for line, cells in zip(lines, placement, strict=True):
            for key, value in zip(line.keys, cells, strict=True):
                values[key] = value.reading.value or 0.0
                if value.reading is BLANK:
                    blank.add(key)
        if all(_holds(rule, values, blank) for rule in rules):
            yield placement


def _placements(line: _OpenLine) -> Iterator[Cells]:
    width = len(line.keys)
    for columns in combinations(range(width), len(line.figures)):
        cells = [_BLANK] * width
        for column, figure in zip(columns, line.figures, strict=True):
            cells[column] = figure
        yield tuple(cells)


def _holds_within(line: _OpenLine, cells: Cells, rules: Sequence[Identity]) -> bool:
    """Whether the sums that lie wholly within the line hold."""
    values = {key: value.reading.value or 0.0 for key, value in zip(line.keys, cells, strict=True)}
    blank = {key for key, value in zip(line.keys, cells, strict=True) if value.reading is BLANK}
    return all(_holds(rule, values, blank) for rule in rules if set(rule.keys) <= values.keys())


def _holds(rule: Identity, values: Mapping[Key, float | None], blank: set[Key]) -> bool:
    """Whether a sum can be assessed and holds; a total that is blank beside figures contradicts nothing."""
    left = [values.get(key) for key in rule.left]
    right = [values.get(key) for key in rule.right]
    if None in left or None in right:
        return False
    if blank & set(rule.right):
        return True
    return sum(value or 0.0 for value in left) == sum(value or 0.0 for value in right)


def _found(line: _OpenLine, agreed: Mapping[Key, Cell]) -> Finding:
    first = line.keys[0]
    n = sum(key in agreed for key in line.keys)
    return finding(
        "placed_by_sums",
        say("placed_by_sums", given=len(line.figures), expected=len(line.keys), fixed=n),
        table=first.table,
        row=first.row if len({key.row for key in line.keys}) == 1 else None,
        source=str(line.source),
    )
