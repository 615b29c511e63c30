"""JSON: lists of lists as tables, words as paragraphs, in the order of the file (RFC 8259)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from analysis.documents.document import Document
from analysis.documents.encoding import decode
from analysis.documents.office_files.assembly import Item, Row, document_of
from analysis.documents.text_files.plain_text import LARGEST_TEXT, read_plain_text

_DEEPEST = 40
_Value = object


def read_json(data: bytes, name: str) -> Document:
    """Read a JSON file: a list of rows is a table, a name with a figure is a row; as a text file if it is none.

    Numbers keep the characters they are written with. Raises UnreadableFileError as read_plain_text.
    """
    if len(data) <= LARGEST_TEXT:
        decoded = decode(data, name)
        try:
            value = json.loads(decoded.text, parse_int=str, parse_float=str, parse_constant=str)
            items = list(_Items().of(value, 0))
        except (ValueError, RecursionError):
            items = []
        if items:
            return document_of(name, "json", data, items, decoded.notes)
    return read_plain_text(data, name)


class _Items:
    """Walks through a value once and counts its tables."""

    def __init__(self) -> None:
        self._tables = 0

    def of(self, value: _Value, depth: int) -> Iterator[Item]:
        """Paragraphs and rows of a value."""
        if depth > _DEEPEST:
            raise RecursionError
        if isinstance(value, dict):
            yield from self._named(value, depth)
        elif isinstance(value, list) and _is_table(value):
            yield from self._table(value)
        elif isinstance(value, list):
            for inner in value:
                yield from self.of(inner, depth + 1)
        elif (text := _cell(value)).strip():
            yield text

    def _named(self, value: dict[str, _Value], depth: int) -> Iterator[Item]:
        number = 0
        for position, (name, inner) in enumerate(value.items(), 1):
            if not _is_cell(inner):
                yield from self.of(inner, depth + 1)
            elif _cell(inner).strip() and not name.isascii():
                if not number:
                    self._tables += 1
                    number = self._tables
                yield Row((name, _cell(inner)), number, position, ((0, 1), (1, 2)))
            elif _cell(inner).strip():
                yield _cell(inner)

    def _table(self, rows: list[_Value]) -> Iterator[Row]:
        self._tables += 1
        named = [list(row) for row in rows if isinstance(row, dict)]
        if named and not "".join(named[0]).isascii():
            rows = [named[0], *rows]
        for position, row in enumerate(rows, 1):
            cells = [_cell(value) for value in (row.values() if isinstance(row, dict) else row)]  # type: ignore[attr-defined]
            yield Row(tuple(cells), self._tables, position, tuple((n, n + 1) for n in range(len(cells))))


def _is_table(rows: list[_Value]) -> bool:
    """Whether a list holds rows: lists of cells, or objects of cells under the same names."""
    if len(rows) < 2:
        return False
    if all(isinstance(row, list) and row and all(map(_is_cell, row)) for row in rows):
        return True
    return all(
        isinstance(row, dict)
        and len(row) > 1
        and all(map(_is_cell, row.values()))
        and row.keys() == rows[0].keys()  # type: ignore[attr-defined]
        for row in rows
    )


def _is_cell(value: _Value) -> bool:
    return value is None or isinstance(value, str | bool)


def _cell(value: _Value) -> str:
    return "" if value is None or isinstance(value, bool) else str(value)
