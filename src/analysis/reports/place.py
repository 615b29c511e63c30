"""Put the figures of a matched line into the form's columns, or say that it cannot be done with certainty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from analysis.reports.candidates import Value
from analysis.reports.exact import Match


class Placed(NamedTuple):
    """The cells of one line: raw text and reading of each printed column.

    ``by_position`` is true where blanks were kept, so that the place of a figure rests on the layout alone;
    ``like_neighbours`` where complete lines of the same shape show that layout; ``shared`` where at least half
    of the block's lines have their blanks in the same columns.
    """

    cells: tuple[Value, ...]
    by_position: bool = False
    like_neighbours: bool = False
    shared: bool = False


_FEWEST_ALIKE = 5
_FEWEST_NEIGHBOURS = 3
Layout = tuple[int, int]  # blank cells before the first column and after the last


def place_lines(widths: Mapping[int, int], matches: Mapping[int, Match]) -> dict[int, Placed | None]:
    """Place every matched line in as many printed columns as ``widths`` says; None where no placement is certain.

    As many figures as columns: in order. A line exactly as wide as its complete neighbours: by position, blanks
    kept. Anything else: not placed.
    """
    if all(_is_plain(match, widths[row]) for row, match in matches.items()):
        return {row: Placed(match.figures) for row, match in matches.items()}
    layouts = _layouts(widths, matches)
    placed = {row: _place(widths[row], match, layouts) for row, match in matches.items()}
    open_rows = [row for row, line in placed.items() if line is None]
    starts = _starts(matches, placed) if open_rows else {}
    for row in open_rows:
        placed[row] = _place_from(widths[row], matches[row], starts)
    return _mark_shared_blanks(matches, placed)


def _is_plain(match: Match, width: int) -> bool:
    """Whether a line has as many figures as columns, and nothing else among them that counts."""
    line = match.candidate
    after = len(line.cells) - match.label_cell - 1
    return (
        len(match.figures) == width
        and not (line.words and line.words[-1][0] > match.label_cell)
        and not (line.loose and after > width > 1)
    )


def _starts(
    matches: Mapping[int, Match], placed: Mapping[int, Placed | None]
) -> dict[tuple[int, int], set[int]]:
    """For lines of so many cells and columns: in which cells the first column stands, over the lines placed."""
    starts: dict[tuple[int, int], set[int]] = {}
    for row, line in placed.items():
        if line is not None and _pattern(line) != (True,) * len(line.cells):
            raw = tuple(value.raw for value in line.cells)
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
    figures = [
        [v.reading.value for v in line.cells if v.reading.value is not None]
        for line in lines
        if line is not None
    ]
    told = [values for values in figures if any(values) and len(values) > 1]
    return bool(told) and all(values[-1] >= sum(values[:-1]) for values in told)


def _pattern(placed: Placed) -> tuple[bool, ...]:
    return tuple(value.blank for value in placed.cells)


def _shape(match: Match) -> tuple[int, int]:
    return len(match.candidate.cells), match.label_cell


def _layouts(
    widths: Mapping[int, int], matches: Mapping[int, Match]
) -> dict[tuple[int, tuple[int, int]], Counter[Layout]]:
    """For each number of columns and shape of line, the layouts of the lines that are complete."""
    layouts: dict[tuple[int, tuple[int, int]], Counter[Layout]] = {}
    for row, match in matches.items():
        width = widths[row]
        values = match.candidate.values(match.label_cell)
        filled = [number for number, value in enumerate(values) if not value.blank]
        if len(filled) == width and filled[-1] - filled[0] == width - 1:
            layout = (filled[0], len(values) - filled[-1] - 1)
            layouts.setdefault((width, _shape(match)), Counter())[layout] += 1
    return layouts


def _place(
    width: int, match: Match, layouts: Mapping[tuple[int, tuple[int, int]], Counter[Layout]]
) -> Placed | None:
    values = match.candidate.values(match.label_cell)
    if len(match.figures) == width:
        if match.candidate.loose and len(values) > width > 1 and not _like_others(width, match, layouts):
            return None  # a blank cell may be one of the row's, and a figure be one too many
        words = any(value.reading.words for value in match.figures)
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


def _like_others(
    width: int, match: Match, layouts: Mapping[tuple[int, tuple[int, int]], Counter[Layout]]
) -> bool:
    """Whether some lines have their blank cells just where this one has them, before or after all its figures."""
    values = match.candidate.values(match.label_cell)
    filled = [number for number, value in enumerate(values) if not value.blank]
    layout = (filled[0], len(values) - filled[-1] - 1)
    return layouts.get((width, _shape(match)), Counter())[layout] >= _FEWEST_NEIGHBOURS


def _grid_layout(
    width: int, match: Match, layouts: Mapping[tuple[int, tuple[int, int]], Counter[Layout]]
) -> set[Layout]:
    """In a grid, a line of as many cells as columns needs no other line of its shape, if no line pads its columns."""
    elsewhere = {layout for (columns, _), found in layouts.items() if columns == width for layout in found}
    return {(0, 0)} if match.candidate.gridded and elsewhere <= {(0, 0)} else set()


def _any_filled(*parts: Iterable[Value]) -> bool:
    return any(not value.blank for part in parts for value in part)


def _all_blank(values: Sequence[Value], width: int) -> Placed | None:
    """A row of blank cells; None if the line has fewer cells than columns, so that some may be lost."""
    return Placed(tuple(values[:width])) if len(values) >= width else None
