"""Tables made of rules: straight edges in, grids of cells with their spans out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

SNAP = 3.0
SHORTEST_RULE = 6.0
MOST_RULES = 600
MOST_CELLS = 10_000


class Edge(NamedTuple):
    """A straight rule: at ``place`` on one axis, from ``start`` to ``end`` on the other, in points."""

    place: float
    start: float
    end: float


class TooManyRulesError(ValueError):
    """The page is a drawing, not a table: more rules or cells than any form has."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the places of its rules, the cell of each field between them, and the cells of each row.

    ``fields[i][j]`` is the number of the cell that covers the field between ``ys[i], ys[i+1]`` and
    ``xs[j], xs[j+1]``; a merged cell covers several fields. ``rows`` names each cell once, on its first row.
    ``unclosed`` are the cells that no rule closes at the edge: where they hold no text, they are not cells.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[tuple[int, ...], ...]
    rows: tuple[tuple[int, ...], ...]
    unclosed: frozenset[int]

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell that covers a point, ``None`` outside the table."""
        i, j = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        inside = 0 <= i < len(self.fields) and 0 <= j < len(self.xs) - 1
        return self.fields[i][j] if inside else None

    def boxes(self) -> dict[int, tuple[float, float, float, float]]:
        """The left, upper, right and lower edge of each cell in points; how wide it is on its first row."""
        found: dict[int, tuple[float, float, float, float]] = {}
        for fields, (y0, y1) in zip(self.fields, pairwise(self.ys), strict=True):
            for cell, (x0, x1) in zip(fields, pairwise(self.xs), strict=True):
                box = found.get(cell, (x0, y0, x1, y1))
                found[cell] = (box[0], box[1], x1 if box[1] == y0 else box[2], y1)
        return found

    def covers(self, other: Grid) -> bool:
        """Say whether another table lies inside this one."""
        return (
            other is not self
            and self.xs[0] <= other.xs[0]
            and other.xs[-1] <= self.xs[-1]
            and self.ys[0] <= other.ys[0]
            and other.ys[-1] <= self.ys[-1]
        )


def find_grids(horizontal: Iterable[Edge], vertical: Iterable[Edge]) -> list[Grid]:
    """Find the tables of a page, from the top down: rules that meet make one table.

    Grids of a single column (frames, underlined text) are left out, and of tables inside one another the
    outer ones. Raises TooManyRulesError for a page that is a drawing.
    """
    across, down = _snapped(horizontal), _snapped(vertical)
    if max(len(across), len(down)) > MOST_RULES:
        raise TooManyRulesError
    grids = [_grid(a, d) for a, d in _touching(across, down)]
    tables = [grid for grid in grids if grid and max(map(len, grid.rows)) > 1]
    inner = [grid for grid in tables if not any(grid.covers(other) for other in tables)]
    return sorted(inner, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _snapped(edges: Iterable[Edge]) -> list[Edge]:
    """Put edges that nearly lie on one line onto it, and join their pieces."""
    groups: list[list[Edge]] = []
    for edge in sorted(edges):
        if (
            groups
            and edge.place - groups[-1][-1].place <= SNAP
            and edge.place - groups[-1][0].place <= 2 * SNAP
        ):
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [rule for group in groups for rule in _joined(group)]


def dotted_rules(dots: Iterable[tuple[float, float]]) -> list[Edge]:
    """Join dots ``(place, along)`` that stand close together on one line into rules."""
    return [edge for edge in _runs(sorted(dots)) if edge.end - edge.start >= SHORTEST_RULE]


def _runs(dots: Sequence[tuple[float, float]]) -> Iterator[Edge]:
    start = 0
    for n in range(1, len(dots) + 1):
        place, along = dots[n - 1]
        if n == len(dots) or dots[n][0] != place or dots[n][1] - along > SNAP:
            yield Edge(place, dots[start][1], along)
            start = n


def _joined(group: Sequence[Edge]) -> list[Edge]:
    place = fmean(edge.place for edge in group)
    spans: list[list[float]] = []
    for _, start, end in sorted(group, key=lambda edge: edge.start):
        if spans and start <= spans[-1][1] + SNAP:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([start, end])
    return [Edge(place, start, end) for start, end in spans if end - start >= SHORTEST_RULE]


class _Sets:
    """Union-find over the numbers 0 to n-1; the smallest number of a set stands for it."""

    def __init__(self, n: int) -> None:
        self.parent = list(range(n))

    def root(self, item: int) -> int:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self.parent[high] = low


def _touching(across: Sequence[Edge], down: Sequence[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Part the rules into groups that meet; a group needs rules both ways."""
    sets = _Sets(len(across) + len(down))
    places = [edge.place for edge in down]
    for n, (y, x0, x1) in enumerate(across):
        for m in range(bisect_left(places, x0 - SNAP), bisect_right(places, x1 + SNAP)):
            if down[m].start - SNAP <= y <= down[m].end + SNAP:
                sets.join(n, len(across) + m)
    groups: defaultdict[int, tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for n, edge in enumerate(across):
        groups[sets.root(n)][0].append(edge)
    for m, edge in enumerate(down):
        groups[sets.root(len(across) + m)][1].append(edge)
    return [(a, d) for a, d in groups.values() if a and d]


def _grid(across: list[Edge], down: list[Edge]) -> Grid | None:
    across, down = [*across, *_open_ends(down, across)], [*down, *_open_ends(across, down)]
    ys, xs = sorted({edge.place for edge in across}), sorted({edge.place for edge in down})
    height, width = len(ys) - 1, len(xs) - 1
    if height < 1 or width < 1:
        return None
    if height * width > MOST_CELLS:
        raise TooManyRulesError
    above, beside = _walls(across, ys, xs), _walls(down, xs, ys)
    sets = _Sets(height * width)
    for i in range(height):
        for j in range(width):
            if i and not above[i][j]:
                sets.join(i * width + j, (i - 1) * width + j)
            if j and not beside[j][i]:
                sets.join(i * width + j, i * width + j - 1)
    roots = [sets.root(field) for field in range(height * width)]
    edge_fields = [
        *(roots[j] for j in range(width) if not above[0][j]),
        *(roots[(height - 1) * width + j] for j in range(width) if not above[height][j]),
        *(roots[i * width] for i in range(height) if not beside[0][i]),
        *(roots[i * width + width - 1] for i in range(height) if not beside[width][i]),
    ]
    return _numbered(xs, ys, roots, set(edge_fields))


def _walls(edges: Sequence[Edge], places: Sequence[float], steps: Sequence[float]) -> list[list[bool]]:
    """For each place and each step along it: is the middle of the step covered by a rule?"""
    spans: defaultdict[float, list[Edge]] = defaultdict(list)
    for edge in edges:
        spans[edge.place].append(edge)
    middles = [(a + b) / 2 for a, b in pairwise(steps)]
    return [[any(e.start <= mid <= e.end for e in spans[place]) for mid in middles] for place in places]


def _open_ends(rules: Sequence[Edge], crossing: Sequence[Edge]) -> list[Edge]:
    first, last = min(e.place for e in rules), max(e.place for e in rules)
    low, high = min(e.start for e in rules), max(e.end for e in rules)
    closing = []
    # A table printed without its outer rules: several of the other rules run on to the same place.
    if low < min(e.place for e in crossing) - 2 * SNAP and sum(e.start - low < SNAP for e in rules) > 1:
        closing.append(Edge(low, first, last))
    if high > max(e.place for e in crossing) + 2 * SNAP and sum(high - e.end < SNAP for e in rules) > 1:
        closing.append(Edge(high, first, last))
    return closing


def _numbered(xs: Sequence[float], ys: Sequence[float], roots: Sequence[int], unclosed: set[int]) -> Grid:
    """Number the cells in reading order; a cell belongs to the first row it stands on."""
    width = len(xs) - 1
    rows: list[list[int]] = [[] for _ in ys[1:]]
    numbers: dict[int, int] = {}
    for place, root in enumerate(roots):
        if root not in numbers:
            numbers[root] = len(numbers)
            rows[place // width].append(numbers[root])
    flat = [numbers[root] for root in roots]
    return Grid(
        tuple(xs),
        tuple(ys),
        tuple(tuple(flat[i * width : (i + 1) * width]) for i in range(len(rows))),
        tuple(tuple(row) for row in rows),
        frozenset(numbers[root] for root in unclosed),
    )
