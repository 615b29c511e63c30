"""What every reader makes: a flat list of paragraphs and table rows, each with the place it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

_SOURCE = re.compile(
    r"(?P<ocr>ocr )?(?:p(?P<page>\d+) )?(?:t(?P<table>\d+) )?(?:r(?P<row>\d+) )?(?P<start>\d+)-(?P<end>\d+)"
    r"(?: @(?P<box>-?\d+(?:,-?\d+){3}))?"
)


class Source(NamedTuple):
    """Where a paragraph or a table row stands in the file.

    ``start`` and ``end`` are character offsets into ``Document.text``; ``page`` and ``table`` count from 1
    and are ``None`` where the format has no pages or the row is not in a ruled or marked-up table. ``ocr`` is
    true where the words were recognised from a picture. ``box`` is left, top, right and bottom in points on the page.
    """

    start: int
    end: int
    page: int | None = None
    table: int | None = None
    row: int | None = None
    ocr: bool = False
    box: tuple[float, float, float, float] | None = None

    def __str__(self) -> str:
        place = [f"{mark}{n}" for mark, n in zip(("p", "t", "r"), self[2:5], strict=True) if n is not None]
        box = [] if self.box is None else ["@" + ",".join(f"{edge:.0f}" for edge in self.box)]
        return " ".join(["ocr"] * self.ocr + [*place, f"{self.start}-{self.end}", *box])

    def at(self, cell: CellPlace) -> Source:
        """Where one cell of the row stands."""
        return self._replace(start=cell.start, end=cell.end, box=cell.box)

    @classmethod
    def parse(cls, text: str) -> Source:
        """The place that ``str`` wrote; ValueError if it is none.

        >>> Source.parse("p2 t1 r3 10-14 @72,90,80,99").row
        3
        """
        found = _SOURCE.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} names no place in a document; one is written like 'p2 t1 r3 10-14'")
        page, table, row = (None if n is None else int(n) for n in found.group("page", "table", "row"))
        left, top, right, bottom = map(float, (found["box"] or "0,0,0,0").split(","))
        box = None if found["box"] is None else (left, top, right, bottom)
        return cls(int(found["start"]), int(found["end"]), page, table, row, found["ocr"] is not None, box)


class Paragraph(NamedTuple):
    """A piece of running text: one paragraph, as far as the format tells."""

    text: str
    source: Source

    @property
    def cells(self) -> tuple[str, ...]:
        """The paragraph as a table row of one cell, so that a fit can treat both alike."""
        return (self.text,)


class CellPlace(NamedTuple):
    """Where one cell of a table row stands: in the text of the document, and across its table.

    ``start`` and ``end`` are character offsets into ``Document.text``. ``left`` and ``right`` are the cell's edges
    across the table, in whatever the format has: columns of a grid (a cell over two columns is 2 wide), points of a
    page, characters of a line of text (a Chinese character is 2 wide). They can be compared between lines of one table
    (``Source.table``), or between neighbouring lines of text. ``box`` is left, top, right and bottom in points on the
    page ``Source.page``, where the format has pages. ``down`` is over how many rows the cell reaches, or 0 where the
    format does not say.
    """

    start: int
    end: int
    left: float
    right: float
    box: tuple[float, float, float, float] | None = None
    down: int = 0


# As the class itself would, without the time that its keywords take: there is one for each cell of a file.
_place = partial(tuple.__new__, CellPlace)


def places_in(
    cells: Iterable[str], start: int, edges: Iterable[tuple[float, float]]
) -> tuple[CellPlace, ...]:
    """The places of cells that are set apart by one character each from ``start`` on, by their left and right edges.

    >>> places_in(("规章", "7"), 10, ((0, 1), (1, 2)))[1]
    CellPlace(start=13, end=14, left=1, right=2, box=None, down=0)
    """
    bounds = []
    for text, (left, right) in zip(cells, edges, strict=True):
        end = start + len(text)
        bounds.append((start, end, left, right, None, 0))
        start = end + 1
    return tuple(map(_place, bounds))


def cut_cells(text: str, start: int, mark: str) -> tuple[tuple[str, ...], tuple[CellPlace, ...]]:
    """The cells of a printed line that ``mark`` sets apart, and their places: the number of the cell is its column.

    ``start`` is where the line stands in the text of the document.

    >>> cells, places = cut_cells("规章| 7", 10, "|")
    >>> cells, places[1]
    (('规章', '7'), CellPlace(start=14, end=15, left=1, right=2, box=None, down=0))
    """
    cells, bounds = [], []
    for number, field_ in enumerate(text.split(mark)):
        cell, begin = field_.strip(), start
        if cell is not field_:
            begin += len(field_) - len(field_.lstrip()) if cell else 0
        cells.append(cell)
        bounds.append((begin, begin + len(cell), number, number + 1, None, 0))
        start += len(field_) + 1
    return tuple(cells), tuple(map(_place, bounds))


class Line(NamedTuple):
    """One table row: its cells in reading order, blank cells kept as ``""``, spans not expanded.

    ``loose`` is true where the file does not mark the row: its cells stood on lines of their own and were
    gathered. ``places`` has one entry a cell; it is empty where the format says nothing of how cells lie across
    the table (one cell a line, running text).
    """

    cells: tuple[str, ...]
    source: Source
    loose: bool = False
    places: tuple[CellPlace, ...] = ()

    @property
    def text(self) -> str:
        """The row as one string, cells set apart by tabs."""
        return "\t".join(self.cells)


Block = Paragraph | Line


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a reader leaves it.

    ``text`` is the readable text that all offsets point into; ``notes`` are sentences of the reader on what
    it could not read (each becomes a finding of the report).
    """

    name: str
    format: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    notes: tuple[str, ...] = field(default=())

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)
