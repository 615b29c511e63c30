"""Put the figures of a matched line into the form's columns, or say that it cannot be done with certainty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from analysis.forms import Block, FormLine
from analysis.reports.align import Alignment
from analysis.reports.exact import Match
from analysis.text import Reading


class Placed(NamedTuple):
    """The cells of one form line: raw text and reading of each column.

    ``by_position`` is true where blanks were kept, so that the place of a figure rests on the layout alone;
    ``like_neighbours`` where complete lines of the same shape show that layout; ``shared`` where at least half
    of the block's lines have their blanks in the same columns.
    """

    cells: tuple[tuple[str, Reading], ...]
    by_position: bool = False
    like_neighbours: bool = False
    shared: bool = False


class BlockFit(NamedTuple):
    """One block as found: its alignment, and the placed figures by line number (None: not placed)."""

    block: Block
    alignment: Alignment
    placed: dict[int, Placed | None]


_FEWEST_ALIKE = 5
_FEWEST_NEIGHBOURS = 3
Layout = tuple[int, int]  # blank cells before the first column and after the last


def place_lines(lines: Sequence[FormLine], matches: Mapping[int, Match]) -> dict[int, Placed | None]:
    """Place every matched line; None where no placement is certain.

    As many figures as columns: in order. A line exactly as wide as its complete neighbours: by position, blanks
    kept. Anything else: not placed.
    """
    if all(_is_plain(match, len(lines[row].keys)) for row, match in matches.items()):
        return {row: Placed(match.figures) for row, match in matches.items()}
    layouts = _layouts(lines, matches)
    placed = {row: _place(lines[row], match, layouts) for row, match in matches.items()}
    open_rows = [row for row, line in placed.items() if line is None]
    starts = _starts(matches, placed) if open_rows else {}
    for row in open_rows:
        placed[row] = _place_from(len(lines[row].keys), matches[row], starts)
    return _mark_shared_blanks(matches, placed)


def _is_plain(match: Match, width: int) -> bool:
    """Whether a line has as many figures as columns and no words among them."""
    words = match.candidate.words
    return len(match.figures) == width and not (words and words[-1][0] > match.label_cell)


def _starts(
    matches: Mapping[int, Match], placed: Mapping[int, Placed | None]
) -> dict[tuple[int, int], set[int]]:
    """For lines of so many cells and columns: in which cells the first column stands, over the lines placed."""
    starts: dict[tuple[int, int], set[int]] = {}
    for row, line in placed.items():
        if line is not None and _pattern(line) != (True,) * len(line.cells):
            raw = tuple(raw for raw, _ in line.cells)
            cells = matches[row].candidate.cells
            at = {n for n in range(matches[row].label_cell + 1, len(cells)) if cells[n : n + len(raw)] == raw}
            starts.setdefault((len(cells), len(raw)), set()).update(at)
    return starts


def _place_from(width: int, match: Match, starts: Mapping[tuple[int, int], set[int]]) -> Placed | None:
    """A line as wide as others whose first column all stand in one cell, placed like them."""
    line = match.candidate
    found = starts.get((len(line.cells), width), set())
    if len(found) != 1 or not 1 < len(match.figures) < width:
        return None
    start = next(iter(found)) - match.label_cell - 1
    values = match.candidate.values(match.label_cell)
    if start < 0 or _any_filled(values[:start], values[start + width :]):
        return None
    return Placed(values[start : start + width], True)


def _mark_shared_blanks(
    matches: Mapping[int, Match], placed: Mapping[int, Placed | None]
) -> dict[int, Placed | None]:
    """Columns that are blank all the way down are no accident of one line.

    Except at the end of lines of text, if the last figure is at least the sum of the others in every line: then
    that may be the total, and which column is blank cannot be told.
    """
    marked = dict(placed)
    by_pattern: dict[tuple[bool, ...], list[int]] = {}
    for row, line in placed.items():
        if line is not None and line.by_position:
            by_pattern.setdefault(_pattern(line), []).append(row)
    for pattern, rows in by_pattern.items():
        if len(rows) < max(_FEWEST_ALIKE, len(placed) // 2):
            continue
        in_text = [row for row in rows if not matches[row].candidate.gridded]
        doubtful = pattern[-1] and _end_in_a_total([placed[row] for row in in_text])
        for row in rows:
            line = placed[row]
            marked[row] = None if doubtful and row in in_text else line and line._replace(shared=True)
    return marked


def _end_in_a_total(lines: Sequence[Placed | None]) -> bool:
    figures = [[r.value for _, r in line.cells if r.value is not None] for line in lines if line is not None]
    told = [values for values in figures if any(values) and len(values) > 1]
    return bool(told) and all(values[-1] >= sum(values[:-1]) for values in told)


def _pattern(placed: Placed) -> tuple[bool, ...]:
    return tuple(reading.status == "blank" for _, reading in placed.cells)


def _shape(match: Match) -> tuple[int, int]:
    return len(match.candidate.cells), match.label_cell


def _layouts(
    lines: Sequence[FormLine], matches: Mapping[int, Match]
) -> dict[tuple[int, tuple[int, int]], Counter[Layout]]:
    """For each number of columns and shape of line, the layouts of the lines that are complete."""
    layouts: dict[tuple[int, tuple[int, int]], Counter[Layout]] = {}
    for row, match in matches.items():
        width = len(lines[row].keys)
        values = match.candidate.values(match.label_cell)
        filled = [number for number, (_, reading) in enumerate(values) if reading.status != "blank"]
        if len(filled) == width and filled[-1] - filled[0] == width - 1:
            layout = (filled[0], len(values) - filled[-1] - 1)
            layouts.setdefault((width, _shape(match)), Counter())[layout] += 1
    return layouts


def _place(
    line: FormLine, match: Match, layouts: Mapping[tuple[int, tuple[int, int]], Counter[Layout]]
) -> Placed | None:
    width = len(line.keys)
    values = match.candidate.values(match.label_cell)
    if len(match.figures) == width:
        words = any(reading.words for _, reading in match.figures)
        return None if words and width > 1 and not match.candidate.gridded else Placed(match.figures)
    if not match.figures:
        return _all_blank(values, width)
    if len(match.figures) > width or width == 1:
        return None
    neighbours = layouts.get((width, _shape(match)), Counter())
    seen = set(neighbours) or _grid_layout(width, match, layouts)
    known = seen or ({(0, 0)} if len(values) == width else set())
    fits = {
        values[lead : len(values) - trail]
        for lead, trail in known
        if len(values) - lead - trail == width
        and not _any_filled(values[:lead], values[len(values) - trail :])
    }
    like_neighbours = bool(seen) and (match.candidate.gridded or neighbours.total() >= _FEWEST_NEIGHBOURS)
    return Placed(fits.pop(), True, like_neighbours) if len(fits) == 1 else None


def _grid_layout(
    width: int, match: Match, layouts: Mapping[tuple[int, tuple[int, int]], Counter[Layout]]
) -> set[Layout]:
    """In a grid, a line of as many cells as columns needs no other line of its shape, if no line pads its columns."""
    elsewhere = {layout for (columns, _), found in layouts.items() if columns == width for layout in found}
    return {(0, 0)} if match.candidate.gridded and elsewhere <= {(0, 0)} else set()


def _any_filled(*parts: Iterable[tuple[str, Reading]]) -> bool:
    return any(reading.status != "blank" for part in parts for _, reading in part)


def _all_blank(values: Sequence[tuple[str, Reading]], width: int) -> Placed | None:
    """A row of blank cells; None if the line has fewer cells than columns, so that some may be lost."""
    return Placed(tuple(values[:width])) if len(values) >= width else None
