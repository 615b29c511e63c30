"""What every reader makes: a flat list of paragraphs and table rows, each with the place it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Source(NamedTuple):
    """Where a paragraph or a table row stands in the file.

    ``start`` and ``end`` are character offsets into ``Document.text``; ``page`` and ``table`` count from 1
    and are ``None`` where the format has no pages or the row is not in a ruled or marked-up table. ``ocr`` is
    true where the words were recognised from a picture.
    """

    start: int
    end: int
    page: int | None = None
    table: int | None = None
    row: int | None = None
    ocr: bool = False

    def __str__(self) -> str:
        place = [f"{mark}{n}" for mark, n in zip(("p", "t", "r"), self[2:5], strict=True) if n is not None]
        return " ".join(["ocr"] * self.ocr + [*place, f"{self.start}-{self.end}"])


class Paragraph(NamedTuple):
    """A piece of running text: one paragraph, as far as the format tells."""

    text: str
    source: Source

    @property
    def cells(self) -> tuple[str, ...]:
        """The paragraph as a table row of one cell, so that a fit can treat both alike."""
        return (self.text,)


class Line(NamedTuple):
    """One table row: its cells in reading order, blank cells kept as ``""``, spans not expanded.

    ``loose`` is true where the file does not mark the row: its cells stood on lines of their own and were
    gathered.
    """

    cells: tuple[str, ...]
    source: Source
    loose: bool = False

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
