"""Rows of tables in formats that give the cells first and say at the end of the row how they are merged."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.documents.office_files.assembly import Item, Row
from analysis.documents.office_files.numbering import labelled
from analysis.text import read_cell

# Twips; edges of one column differ by rounding only.
_SAME_EDGE = 30
MOST_COLUMNS = 1_000
# Around an automatic number, until it is known what follows it.
LABEL_START, LABEL_END = "\x01", "\x02"
_LABEL = re.compile("\x01([^\x01\x02]*)\x02([^\x01]*)")


class Edge(NamedTuple):
    """The edges of a cell in twips, whether it goes on downwards, and from where it itself goes on."""

    left: int
    right: int = -1
    down: bool = False
    from_above: bool = False
    from_left: bool = False


class _Table:
    """The cells of the row that is being read, and the left edges of the cells that go on downwards."""

    def __init__(self) -> None:
        self.cells: list[str] = []
        self.number = 0
        self._row = 0
        self._open: list[int] = []

    def close_row(self, edges: list[Edge]) -> Row:
        """The row with the cells that are printed in it."""
        self._row += 1
        kept: list[str] = []
        places: list[tuple[int, int]] = []
        still_open: list[int] = []
        for text, edge in zip(self.cells, edges + [Edge(-1)] * len(self.cells), strict=False):
            from_above = edge.from_above and any(abs(edge.left - left) <= _SAME_EDGE for left in self._open)
            if edge.down or edge.from_above:
                still_open.append(edge.left)
            if edge.from_left and places:
                places[-1] = (places[-1][0], edge.right)
            elif not (edge.from_left or from_above):
                kept.append(text)
                places.append((edge.left, edge.right))
        self.cells, self._open = [], still_open[:MOST_COLUMNS]
        known = all(left < right for left, right in places)
        return Row(tuple(kept), self.number, self._row, tuple(places) if known else ())

    def end(self) -> None:
        """Forget the table: other text follows."""
        self.cells, self.number, self._row, self._open = [], 0, 0, []


class TableItems:
    """Puts paragraphs, cells and rows together as they come; a table around another one is only layout."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.layout = False
        self._tables = 0
        self._outer, self._inner = _Table(), _Table()

    def paragraph(self, text: str, in_table: bool) -> None:
        """Running text; outside tables it ends the table before it."""
        text = with_labels(text)
        if text.strip():
            self.items.append(text)
        if not in_table and (text.strip() or not self._outer.cells):
            self._outer.end()

    def cell(self, text: str) -> None:
        """The text of a cell of the outer table."""
        if self.layout:
            self.paragraph(text, in_table=True)
        elif len(self._outer.cells) < MOST_COLUMNS:
            self._outer.cells.append(with_labels(text, in_cell=True))

    def row(self, edges: list[Edge]) -> None:
        """The end of a row of the outer table."""
        if self.layout:
            self.layout = False
        elif self._outer.cells:
            self._add(self._outer, edges)

    def inner_cell(self, text: str) -> None:
        """The text of a cell of a table in a cell; what stood in the row around it becomes running text."""
        if not self.layout:
            self.items += filter(None, self._outer.cells)
            self._outer.cells.clear()
            self._inner.end()
            self.layout = True
        if len(self._inner.cells) < MOST_COLUMNS:
            self._inner.cells.append(with_labels(text, in_cell=True))

    def inner_row(self, edges: list[Edge]) -> None:
        """The end of a row of a table in a cell."""
        if self._inner.cells:
            self._add(self._inner, edges)

    def _add(self, table: _Table, edges: list[Edge]) -> None:
        if not table.number:
            self._tables += 1
            table.number = self._tables
        self.items.append(table.close_row(edges))


def with_labels(text: str, in_cell: bool = False) -> str:
    """Text with its automatic numbers, which in a cell of figures are a slip and would make other figures."""
    if LABEL_START not in text:
        return text
    return _LABEL.sub(lambda match: _numbered(match[1], match[2], in_cell), text)


def _numbered(label: str, text: str, in_cell: bool) -> str:
    words = text.strip()
    return text if not words or (in_cell and not read_cell(words).words) else labelled(label, words)
