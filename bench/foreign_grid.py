"""A made-up document before it is written in a format: paragraphs, and tables crossed from a row and a column axis.

An axis is a list of entries. An entry knows what is printed at it, from the outermost head in, and which part of a
figure's key it gives; the two entries that cross in a cell give the whole key. So a table is turned, cut, widened or
filled with other years by changing its axes, and the figures follow.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bench.foreign_figures import Key

Path = tuple[str, ...]


class Run(NamedTuple):
    """Words of one look; ``look`` is empty or one of ``LOOKS``."""

    text: str
    look: str = ""


LOOKS = (
    "raised",
    "struck",
    "hidden",
    "white",
    "tiny",
    "far",
    "clear",
)  # what every format with looks can show
UNSEEN = frozenset(LOOKS) - {"raised"}
GONE = UNSEEN | {"gone", "comment", "deleted"}


class Cell(NamedTuple):
    """A printed cell: its runs, how many rows and columns it covers, and whether it is a head."""

    runs: tuple[Run, ...]
    down: int = 1
    across: int = 1
    head: bool = False

    @property
    def text(self) -> str:
        """What a person sees of it; raised words stand in line."""
        return "".join(run.text for run in self.runs if run.look not in GONE)


def plain(text: str, down: int = 1, across: int = 1, head: bool = False) -> Cell:
    """A cell of one run."""
    return Cell((Run(text),), down, across, head)


Grid = list[list[Cell]]  # rows of cells as HTML writes them: what spans from above is left out


class Paragraph(NamedTuple):
    """A line of prose; level 1 is the title, 2 a section, 3 a caption, 0 the body."""

    text: str
    level: int = 0


@dataclass
class Document:
    """Paragraphs and grids in print order, and what is on every page."""

    blocks: list[Paragraph | Grid] = field(default_factory=list)
    running: str = ""
    watermark: str = ""
    margin: bool = False  # line numbers in the margin
    traits: set[str] = field(default_factory=set)  # how a page is made, by name
    sheets: tuple[str, ...] = ()  # names of the sheets, one for each title
    ghost: Document | None = None  # another report that the file holds but does not show


class Entry(NamedTuple):
    """A row or a column. ``fill`` says what a foreign one prints in the cell where it crosses ``other``."""

    path: Path
    row: str = ""
    column: str = ""
    year: int = 0
    body: str = ""
    fill: Callable[[Entry], str | Run] | None = None
    look: str = ""  # of its heads


Report = tuple[str, int]  # a body and a year
Blanked = dict[Key, float | None]
Print = Callable[[Key, float | None], tuple[Run, ...]]


@dataclass
class Truth:
    """Figures by report. ``optional`` reports may be left out; ``foreign`` tables must say what they hold more."""

    reports: dict[Report, dict[Key, float]] = field(default_factory=dict)
    optional: set[Report] = field(default_factory=set)
    foreign: set[str] = field(default_factory=set)
    denied: set[Key] = field(
        default_factory=set
    )  # no value may be read: a row or a column may be empty, for all of them
    units: dict[Key, str] = field(
        default_factory=dict
    )  # in what unit figures are printed, where it is not the form's


@dataclass
class Source:
    """Where the figures of a table come from: by body and year, how they are printed, and what is true of them."""

    table: str
    figures: dict[Report, Blanked]
    report: Report  # the body and year of entries that name no other
    printing: Print
    truth: Truth

    def cell(self, row: Entry, column: Entry) -> tuple[Run, ...]:
        """What is printed where two entries cross; its figure is noted in the truth."""
        for one, other in ((column, row), (row, column)):
            if one.fill is not None:
                words = one.fill(other)
                run = words if isinstance(words, Run) else Run(words)
                return (run._replace(look=row.look or column.look or run.look),)
        report = (row.body or column.body or self.report[0], row.year or column.year or self.report[1])
        key = (self.table, row.row or column.row, row.column or column.column)
        value = self.figures[report].get(key)
        if value is not None:
            self.truth.reports.setdefault(report, {})[key] = value
        return self.printing(key, value)


def axis_cells(entries: Sequence[Entry], depth: int, merged: bool) -> list[list[Cell | None]]:
    """The heads of an axis: for each level one list over the entries; ``None`` where another cell covers the place."""
    levels: list[list[Cell | None]] = [[None] * len(entries) for _ in range(depth)]
    for level in range(depth):
        upto = level + 1
        shared = [_shared(entry, at, upto, merged) for at, entry in enumerate(entries)]
        for _, group in itertools.groupby(range(len(entries)), shared.__getitem__):
            places = list(group)
            path = entries[places[0]].path
            if level < len(path):
                down = depth - level if upto == len(path) else 1
                look = entries[places[0]].look
                levels[level][places[0]] = Cell((Run(path[level], look),), down, len(places), head=True)
    return levels


def _shared(entry: Entry, at: int, upto: int, merged: bool) -> tuple[Path, str, int]:
    """Neighbours with the same heads so far share a cell, but nobody shares the innermost."""
    return (entry.path[:upto], entry.look, -1 if merged and len(entry.path) > upto else at)


def crosstab(
    source: Source, rows: Sequence[Entry], columns: Sequence[Entry], corner: str = "", merged: bool = True
) -> Grid:
    """The grid of two axes: heads above, labels at the left, a corner cell where both meet."""
    high = max((len(entry.path) for entry in columns), default=0)
    wide = max((len(entry.path) for entry in rows), default=0)
    heads = axis_cells(columns, high, merged)
    labels = axis_cells(rows, wide, merged)
    grid: Grid = [[cell for cell in level if cell is not None] for level in heads]
    if grid and wide:
        grid[0].insert(0, plain(corner, high, wide, head=True))
    for place, row in enumerate(rows):
        line = [
            cell._replace(down=cell.across, across=cell.down)
            for level in labels
            if (cell := level[place]) is not None
        ]
        grid.append(line + [Cell(source.cell(row, column)) for column in columns])
    return grid


def under(path: Path, entries: Sequence[Entry], year: int = 0, body: str = "") -> list[Entry]:
    """The entries with heads above their own, for a year or a body."""
    return [
        replaced._replace(year=year or replaced.year, body=body or replaced.body)
        for replaced in (entry._replace(path=path + entry.path) for entry in entries)
    ]


def width_of(grid: Grid) -> int:
    """Columns of a grid."""
    return len(spread(grid)[0]) if grid else 0


def spread(grid: Grid) -> list[list[tuple[Cell, bool]]]:
    """The grid with every place filled: the cell that lies there, and whether it starts there."""
    places: dict[tuple[int, int], tuple[Cell, bool]] = {}
    for y, line in enumerate(grid):
        x = 0
        for cell in line:
            while (y, x) in places:
                x += 1
            for dy, dx in itertools.product(range(cell.down), range(cell.across)):
                places[y + dy, x + dx] = (cell, dy == dx == 0)
            x += cell.across
    width = 1 + max((x for _, x in places), default=-1)
    empty = (plain(""), True)
    return [[places.get((y, x), empty) for x in range(width)] for y in range(len(grid))]


def beside(left: Grid, right: Grid) -> Grid:
    """Two grids side by side; the shorter one ends in blank cells."""
    lines = itertools.zip_longest(left, right)
    return [
        (a if a is not None else _blank(width_of(left))) + (b if b is not None else _blank(width_of(right)))
        for a, b in lines
    ]


def _blank(width: int) -> list[Cell]:
    return [plain("") for _ in range(width)]


def widened(grid: Grid, widths: Sequence[int]) -> Grid:
    """The grid with every column as many columns wide as ``widths`` says."""
    starts = [[x for x, (_, begins) in enumerate(line) if begins] for line in spread(grid)]
    return [
        [cell._replace(across=sum(widths[x : x + cell.across])) for cell, x in zip(line, at, strict=False)]
        for line, at in zip(grid, starts, strict=True)
    ]
