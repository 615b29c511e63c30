"""Old Excel workbooks (XLS of Excel 5 to 2003): the rows of each sheet. Source: [MS-XLS]."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.documents.document import Document
from analysis.documents.office_files.assembly import document_of
from analysis.documents.office_files.compound import open_compound
from analysis.documents.office_files.containers import too_large
from analysis.documents.office_files.number_format import built_in, plain, printed
from analysis.documents.office_files.sheets import MOST_CELLS, Range, Sheet, sheet_items
from analysis.documents.refusal import refused
from analysis.words import Words
from analysis.words.documents import note

# A report has some thousand, most of them short.
MOST_RECORDS = 600_000
MOST_STRINGS = 200_000
_BOF, _EOF = (0x809, 0x409), 0x0A
_FILE_PASS, _DATE_MODE, _CODE_PAGE, _BOUND_SHEET = 0x2F, 0x22, 0x42, 0x85
_FORMAT, _XF, _SHARED_STRINGS = 0x41E, 0xE0, 0xFC
_ROW, _COLUMN_INFO, _WINDOW, _MERGED = 0x208, 0x7D, 0x23E, 0xE5
_NUMBER, _RK, _MULTIPLE_RK, _BOOLEAN = 0x203, 0x27E, 0xBD, 0x205
_LABEL, _RICH_LABEL, _SHARED_LABEL = 0x204, 0xD6, 0xFD
_BLANK, _MULTIPLE_BLANK = 0x201, 0xBE
_FORMULAS, _FORMULA_TEXT = (0x06, 0x206, 0x406), 0x207
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_CODE_PAGES = {936: "gb18030", 950: "big5", 932: "cp932", 949: "cp949", 1252: "cp1252", 10008: "gb18030"}


class _Record(NamedTuple):
    kind: int
    data: bytes
    parts: tuple[bytes, ...] = ()


def read_xls(data: bytes, name: str) -> Document:
    """Read an old Excel workbook, as workbook.read_xlsx does a new one.

    Raises UnreadableFileError if the file is damaged, asks for a password, or holds more than a report can.
    """
    streams = open_compound(data, name)
    stream = streams.read("Workbook" if "Workbook" in streams.names else "Book")
    try:
        book = _Book(stream, name)
        items = list(sheet_items(book.sheets(), name))
    except (struct.error, IndexError) as error:
        raise refused("workbook_damaged", name) from error
    return document_of(name, "xls", data, items, book.notes)


def _records(stream: bytes, start: int) -> Iterator[_Record]:
    """The records from a place on to the end of the part that begins there; strings with what continues them."""
    place, depth = start, 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        data = stream[place + 4 : place + 4 + length]
        place += 4 + length
        parts = []
        if kind == _SHARED_STRINGS:
            while stream[place : place + 2] == b"\x3c\x00" and place + 4 <= len(stream):
                (length,) = struct.unpack_from("<H", stream, place + 2)
                parts.append(stream[place + 4 : place + 4 + length])
                place += 4 + length
        depth += (kind in _BOF) - (kind == _EOF)
        if depth <= 1:
            yield _Record(kind, data, (data, *parts))
        if depth <= 0:
            return


class _Book:
    """What the sheets share: strings, number formats, code page and the first day of dates."""

    def __init__(self, stream: bytes, name: str) -> None:
        self.notes: list[Words] = []
        self._stream, self._name = stream, name
        self._strings: list[str] = []
        self._formats: dict[int, str] = {}
        self._styles: list[int] = []
        self._since_1904 = False
        self._encoding = "gb18030"
        self._bounds: list[tuple[int, int, str]] = []
        self._cells = 0
        self._left = MOST_RECORDS
        (version,) = struct.unpack_from("<H", stream, 4)
        if version not in (0x500, 0x600):
            raise refused("workbook_old", name)
        self._unicode = version == 0x600
        for record in self._records(0):
            self._global(record)

    def _records(self, start: int) -> Iterator[_Record]:
        for record in _records(self._stream, start):
            self._left -= 1 + len(record.parts) + len(record.data) // 64
            if self._left < 0:
                raise too_large(self._name)
            yield record

    def _global(self, record: _Record) -> None:
        kind, data = record.kind, record.data
        if kind == _FILE_PASS:
            raise refused("workbook_password", self._name)
        if kind == _CODE_PAGE and len(data) >= 2:
            self._encoding = _CODE_PAGES.get(struct.unpack_from("<H", data)[0], "gb18030")
        elif kind == _DATE_MODE:
            self._since_1904 = data[:1] == b"\x01"
        elif kind == _BOUND_SHEET and len(data) > 8:
            (start,) = struct.unpack_from("<I", data)
            if data[5] == 0:
                self._bounds.append((start, data[4] & 3, self._text(data, 6, 1)))
        elif kind == _FORMAT and len(data) > 4:
            self._formats[struct.unpack_from("<H", data)[0]] = self._text(data, 2, 2 if self._unicode else 1)
        elif kind == _XF and len(data) >= 4:
            self._styles.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _SHARED_STRINGS:
            self._strings = list(_shared_strings(record.parts))

    def _text(self, data: bytes, at: int, size: int) -> str:
        """A string with its length before it, in one byte or two."""
        length = data[at] if size == 1 else struct.unpack_from("<H", data, at)[0]
        at += size
        if not self._unicode:
            return data[at : at + length].decode(self._encoding, "replace")
        wide = data[at] & 1
        return data[at + 1 : at + 1 + length * (1 + wide)].decode(
            "utf-16-le" if wide else "latin-1", "replace"
        )

    def sheets(self) -> Iterator[Sheet]:
        """The sheets that are shown, in order."""
        seen: set[int] = set()
        for start, state, title in self._bounds:
            if start in seen:
                continue
            seen.add(start)
            if state:
                self.notes.append(note("hidden_sheet", sheet=title))
            else:
                yield self._sheet(start, title)

    def _sheet(self, start: int, title: str) -> Sheet:
        rows: dict[int, dict[int, str]] = {}
        merged: list[Range] = []
        hidden_rows: set[int] = set()
        hidden_columns: set[int] = set()
        waiting: tuple[int, int] | None = None
        records = list(self._records(start))
        views = [record.data for record in records if record.kind == _WINDOW and len(record.data) > 1]
        zeros = not views or bool(views[0][0] & 0x10)
        for kind, data, _ in records:
            if kind == _FORMULA_TEXT and waiting:
                rows[waiting[0]][waiting[1]] = self._text(data, 0, 2)
                waiting = None
            elif kind == _MERGED:
                merged += _ranges(data)
            elif kind == _ROW and len(data) >= 14 and data[12] & 0x20:
                hidden_rows.add(struct.unpack_from("<H", data)[0])
            elif kind == _COLUMN_INFO and len(data) >= 10 and data[8] & 1:
                left, right = struct.unpack_from("<HH", data)
                hidden_columns.update(range(left, min(right, 255) + 1))
            else:
                for row, column, text in self._texts(kind, data, zeros):
                    self._cells += 1
                    if self._cells > MOST_CELLS:
                        raise too_large(self._name)
                    rows.setdefault(row, {})[column] = (text or "").strip()
                    if text is None:
                        waiting = row, column
        shown = {
            row: {column: text for column, text in cells.items() if column not in hidden_columns}
            for row, cells in rows.items()
            if row not in hidden_rows
        }
        if sum(map(len, shown.values())) < sum(map(len, rows.values())):
            self.notes.append(note("hidden_rows", sheet=title))
        return Sheet(title, shown, merged, hidden_columns)

    def _texts(self, kind: int, data: bytes, zeros: bool) -> Iterator[tuple[int, int, str | None]]:
        """Row, column and text of the cells in a record; None for the text that the next record gives."""
        if len(data) < 6:
            return
        row, column, style = struct.unpack_from("<HHH", data)
        if kind == _NUMBER:
            yield row, column, self._number(struct.unpack_from("<d", data, 6)[0], style, zeros)
        elif kind == _RK:
            yield row, column, self._number(_rk(data, 6), style, zeros)
        elif kind == _MULTIPLE_RK:
            for number in range((len(data) - 6) // 6):
                (style,) = struct.unpack_from("<H", data, 4 + 6 * number)
                yield row, column + number, self._number(_rk(data, 6 + 6 * number), style, zeros)
        elif kind == _SHARED_LABEL:
            (number,) = struct.unpack_from("<I", data, 6)
            yield row, column, self._strings[number] if number < len(self._strings) else "\ufffd"
        elif kind in (_LABEL, _RICH_LABEL):
            yield row, column, self._text(data, 6, 2)
        elif kind in _FORMULAS:
            yield row, column, self._formula(data, style, zeros)
        elif kind == _BOOLEAN:
            yield row, column, _ERRORS.get(data[6], "#N/A") if data[7] else ("FALSE", "TRUE")[data[6] == 1]
        elif kind == _BLANK:
            yield row, column, ""
        elif kind == _MULTIPLE_BLANK:
            for number in range((len(data) - 6) // 2):
                yield row, column + number, ""

    def _formula(self, data: bytes, style: int, zeros: bool) -> str | None:
        result = data[6:14]
        if result[6:8] != b"\xff\xff":
            return self._number(struct.unpack("<d", result)[0], style, zeros)
        if result[0] == 0:
            return None
        if result[0] == 1:
            return ("FALSE", "TRUE")[result[2] == 1]
        return _ERRORS.get(result[2], "#N/A") if result[0] == 2 else ""

    def _number(self, value: float, style: int, zeros: bool) -> str:
        if style >= len(self._styles):
            return plain(value)
        number = self._styles[style]
        return printed(value, self._formats.get(number) or built_in(number), self._since_1904, zeros)


def _rk(data: bytes, at: int) -> float:
    """A number in four bytes: the upper part of a float or an integer, perhaps times a hundred."""
    (coded,) = struct.unpack_from("<i", data, at)
    if coded & 2:
        value = float(coded >> 2)
    else:
        (value,) = struct.unpack("<d", struct.pack("<iI", 0, coded & 0xFFFFFFFC))
    return value / 100 if coded & 1 else value


def _ranges(data: bytes) -> Iterator[Range]:
    for at in range(2, len(data) - 7, 8):
        top, bottom, left, right = struct.unpack_from("<HHHH", data, at)
        yield Range(top, left, bottom, right)


def _shared_strings(parts: Sequence[bytes]) -> Iterator[str]:
    """The table of strings, which goes on from record to record."""
    source = _Pieces(parts)
    _, count = struct.unpack("<II", source.take(8))
    for _ in range(min(count, MOST_STRINGS)):
        if source.at_end:
            return
        length, flags = struct.unpack("<HB", source.take(3))
        runs = struct.unpack("<H", source.take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", source.take(4))[0] if flags & 4 else 0
        text = source.text(length, bool(flags & 1))
        source.take(4 * runs + extra)
        yield text


class _Pieces:
    """Bytes that stand in several records; the letters of a string say anew in each how wide they are."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self._parts, self._part, self._at = parts, 0, 0

    @property
    def at_end(self) -> bool:
        """Whether nothing is left."""
        while self._part < len(self._parts) and self._at >= len(self._parts[self._part]):
            self._part, self._at = self._part + 1, 0
        return self._part >= len(self._parts)

    def take(self, length: int) -> bytes:
        """So many bytes, or as many as there are."""
        found = b""
        while length > 0 and not self.at_end:
            piece = self._parts[self._part][self._at : self._at + length]
            self._at += len(piece)
            length -= len(piece)
            found += piece
        return found

    def text(self, length: int, wide: bool) -> str:
        """So many letters."""
        pieces = []
        while length > 0 and not self.at_end:
            if self._at == 0 and self._part:
                wide = bool(self.take(1)[0] & 1)
            part = self._parts[self._part]
            letters = min(length, (len(part) - self._at) // (1 + wide))
            data = part[self._at : self._at + letters * (1 + wide)]
            pieces.append(data.decode("utf-16-le" if wide else "latin-1", "replace"))
            length -= letters
            self._at = self._at + len(data) if letters else len(part)
        return "".join(pieces)
