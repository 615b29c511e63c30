"""Tables drawn with characters: ``+---+`` and ``|``, or the box characters of Unicode."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.documents.document import Block, CellPlace, Line, Paragraph, Source
from analysis.documents.text_files.spaced_columns import display_width
from analysis.text import read_cell

_BARS, _DASHES, _CORNERS = "│┃║｜", "─━┄┈═", "┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬"
_CORNERS += "".join(map(chr, range(0x250C, 0x254C))) + "╭╮╯╰"
BOX_CHARACTERS = str.maketrans(
    dict.fromkeys(_BARS, "|") | dict.fromkeys(_DASHES, "-") | dict.fromkeys(_CORNERS, "+")
)
_SIGNS_OF_BOXES = ("+-", "+=", "┌", "├", "┼", "└", "│", "┃", "║", "｜", "╔", "╠", "┏", "╭")
_SEGMENT = re.compile(r"\+(?:[-=:]{2,}\+)+")
# Top, under the heads, bottom: with more rules, each row has one.
_RULES_OF_HEADS_ONLY = 3


def draws_boxes(text: str) -> bool:
    """Whether a text has bars and corners that draw boxes."""
    return any(sign in text for sign in _SIGNS_OF_BOXES)


def is_box_rule(stripped: str) -> bool:
    """Whether a line, box characters made plain, is a rule or has one beside a cell that spans rows."""
    return stripped[:1] in ("+", "|") and _SEGMENT.search(stripped) is not None


def box_rows(lines: list[str], start: int) -> Iterator[Block]:
    """The rows of one box that begins at character ``start`` of the text.

    Where every row is ruled off, the lines between two rules are one row, and the pieces of a cell are joined.
    """
    groups = _groups(lines, start)
    ruled = sum(is_box_rule(line.strip()) for line in lines) > _RULES_OF_HEADS_ONLY
    for group in groups:
        rows = [
            (_cells(line), Source(place, place + len(line.rstrip())), _places(line, place))
            for line, place in group
        ]
        joined = _joined([cells for cells, *_ in rows]) if ruled else None
        if joined is not None:
            source = Source(rows[0][1].start, rows[-1][1].end)
            rows = [(joined, source, tuple(map(_around, *(places for *_, places in rows))))]
        for cells, source, places in rows:
            filled = [cell for cell in cells if cell]
            if len(filled) == 1 and len(cells) == 1:
                yield Paragraph(filled[0], source)
            elif filled:
                yield Line(cells, source, places=places)


def _groups(lines: list[str], start: int) -> Iterator[list[tuple[str, int]]]:
    """The lines between rules, with their places."""
    group: list[tuple[str, int]] = []
    for line in lines:
        if is_box_rule(line.strip()):
            if group:
                yield group
            rest = _SEGMENT.sub("|", line)
            group = [(rest, start)] if any(_cells(rest)) else []
            if group:
                yield group
            group = []
        else:
            group.append((line, start))
        start += len(line)
    if group:
        yield group


def _cells(line: str) -> tuple[str, ...]:
    stripped = line.strip()
    cells = [cell.strip() for cell in stripped.split("|")]
    return tuple(cells[stripped[:1] == "|" : len(cells) - (stripped[-1:] == "|")])


def _places(line: str, start: int) -> tuple[CellPlace, ...]:
    """The characters of each cell of a line, and the bars on its sides, by printed width."""
    begin = len(line) - len(line.lstrip())
    stripped = line.strip()
    fields = stripped.split("|")
    places = []
    place, left = start + begin, begin
    for number, text in enumerate(fields):
        right = left + display_width(text) + 1
        inner = place + len(text) - len(text.lstrip()) if text.strip() else place
        outer = number in (0, len(fields) - 1) and not text
        if not outer:
            places.append(CellPlace(inner, inner + len(text.strip()), left, right))
        place, left = place + len(text) + 1, right
    return tuple(places)


def _around(*pieces: CellPlace) -> CellPlace:
    """The place of a cell whose text stands on several lines."""
    printed = [piece for piece in pieces if piece.end > piece.start] or list(pieces[:1])
    return pieces[0]._replace(start=printed[0].start, end=printed[-1].end)


def _joined(rows: list[tuple[str, ...]]) -> tuple[str, ...] | None:
    """One row of the lines between two rules; None if they do not have the same cells."""
    if len({len(cells) for cells in rows}) != 1:
        return None
    return tuple(_cell([part for part in parts if part]) for parts in zip(*rows, strict=True))


def _cell(parts: list[str]) -> str:
    """The pieces of a cell as one text; figures under one another are kept apart, so that none is made up."""
    figures = any(not read_cell(part).words for part in parts)
    return ("\n" if figures else "").join(parts)
