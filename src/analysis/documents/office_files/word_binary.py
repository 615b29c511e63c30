"""The parts of a binary Word file: its text in pieces and the properties of paragraphs. Source: [MS-DOC]."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from analysis.documents.office_files.compound import Streams
from analysis.documents.office_files.containers import too_large
from analysis.documents.refusal import refused

_WORD_97 = 0xC1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_PAGE = 512
# A report has some ten thousand characters and some thousand runs.
MOST_CHARACTERS = 600_000
_MOST_RUNS = 200_000
_TABLE_DEFINITION, _TAB_CHANGE = 0xD608, 0xC615
_HUGE = (0x6645, 0x6646)
# Bytes of an operand, by the upper three bits of its code; 6 has a length of its own.
_OPERAND = (1, 1, 2, 4, 2, 2, 0, 3)

Properties = dict[int, bytes]


class Run(NamedTuple):
    """A stretch of the file, by offsets in bytes, with the properties of its characters or paragraph."""

    start: int
    end: int
    style: int
    properties: Properties


class WordFile:
    """The text of a binary Word file and what its bytes say of each place in it."""

    def __init__(self, streams: Streams, name: str) -> None:
        self._name = name
        self._main = streams.read("WordDocument")
        ident, version, flags = struct.unpack_from("<HH6xH", self._main)
        if ident != 0xA5EC or version < _WORD_97:
            raise refused("word_old", name)
        if flags & _ENCRYPTED:
            raise refused("password", name)
        table = "1Table" if flags & _SECOND_TABLE else "0Table"
        if table not in streams.names:
            raise ValueError(table)
        self.table = streams.read(table)
        self._data = streams.read("Data") if "Data" in streams.names else b""
        counts = struct.unpack_from("<8I", self._main, 76)
        self.lengths = (
            counts[:3] + counts[4:]
        )  # the text, notes, headers, comments, endnotes, boxes, boxes of headers
        self._huge: dict[int, Properties] = {}
        self._huge_left = 2 * len(self._data)
        self._pieces = list(self._find_pieces())
        if sum(last - first for first, last, *_ in self._pieces) > MOST_CHARACTERS:
            raise too_large(name)
        self._starts = [start for start, *_ in self._pieces]
        self.text = "".join(self._decoded())
        self._paragraphs = sorted(self._runs(13, is_paragraph=True))
        self._paragraph_starts = [run.start for run in self._paragraphs]

    def place(self, number: int) -> tuple[int, int]:
        """Offset and length in the table stream of one of its parts."""
        start, length = struct.unpack_from("<II", self._main, 154 + 8 * number)
        return start, length

    def _find_pieces(self) -> Iterator[tuple[int, int, int, bool]]:
        """First and last character of each piece of the text, where it stands in the file, and how wide."""
        start, length = self.place(33)
        at, end = start, min(start + length, len(self.table))
        while at < end and self.table[at] == 1:
            at += 3 + struct.unpack_from("<H", self.table, at + 1)[0]
        (length,) = struct.unpack_from("<I", self.table, at + 1)
        at += 5
        count = min((length - 4) // 12, (len(self.table) - at - 4) // 12)
        if not 1 <= count <= MOST_CHARACTERS:
            raise ValueError(count)
        places = struct.unpack_from(f"<{count + 1}I", self.table, at)
        for number in range(count):
            (where,) = struct.unpack_from("<I", self.table, at + 4 * (count + 1) + 8 * number + 2)
            narrow = bool(where & 0x40000000)
            where &= 0x3FFFFFFF
            first, last = places[number], places[number + 1]
            if last < first or (number and first < places[number - 1]):
                raise ValueError(first)
            yield first, last, where // 2 if narrow else where, narrow

    def _decoded(self) -> Iterator[str]:
        left = len(self._main)  # a file cannot say more than it holds
        for first, last, where, narrow in self._pieces:
            length = (last - first) * (1 if narrow else 2)
            left -= length
            if left < 0 or where + length > len(self._main):
                raise ValueError(where)
            data = self._main[where : where + length]
            if narrow:
                yield data.decode("cp1252", "replace")
            else:
                # One character for each two bytes, so that the places stay right.
                yield "".join(map(chr, struct.unpack(f"<{last - first}H", data)))

    def offset(self, character: int) -> int:
        """Where a character stands in the file."""
        first, _, where, narrow = self._pieces[max(bisect_right(self._starts, character) - 1, 0)]
        return where + (character - first) * (1 if narrow else 2)

    def paragraph(self, character: int) -> tuple[int, Properties]:
        """Style and properties of the paragraph that ends with a character."""
        offset = self.offset(character)
        number = bisect_right(self._paragraph_starts, offset) - 1
        if number >= 0 and offset < self._paragraphs[number].end:
            return self._paragraphs[number].style, self._paragraphs[number].properties
        return 0, {}

    def character_runs(self) -> Iterator[tuple[int, int, Properties]]:
        """First and last character of each stretch of text with properties of its own."""
        runs = [run for run in self._runs(12, is_paragraph=False) if run.properties]
        ends = [(where, where + (last - first) * (1 if narrow else 2), first, narrow)
                for first, last, where, narrow in self._pieces]  # fmt: skip
        ends.sort()
        starts = [start for start, *_ in ends]
        left = 2 * len(self.text) + len(runs) + len(ends)  # runs do not overlap, unless the file is damaged
        for run in runs:
            for at in range(max(bisect_right(starts, run.start) - 1, 0), len(ends)):
                start, end, first, narrow = ends[at]
                if start >= run.end:
                    break
                width = 1 if narrow else 2
                low, high = max(run.start, start), min(run.end, end)
                left -= 1 + max(high - low, 0) // width
                if left < 0:
                    raise ValueError(run.start)
                if low < high:
                    yield first + (low - start) // width, first + (high - start) // width, run.properties

    def _runs(self, number: int, is_paragraph: bool) -> Iterator[Run]:
        start, length = self.place(number)
        data = self.table[start : start + length]
        pages = max((len(data) - 4) // 8, 0)
        if pages > _MOST_RUNS // 10:
            raise too_large(self._name)
        for page in dict.fromkeys(struct.unpack_from(f"<{pages}I", data, 4 * (pages + 1)) if pages else ()):
            at = (page & 0x3FFFFF) * _PAGE
            block = self._main[at : at + _PAGE]
            if len(block) == _PAGE:
                yield from self._page_runs(block, is_paragraph)

    def _page_runs(self, block: bytes, is_paragraph: bool) -> Iterator[Run]:
        count = block[_PAGE - 1]
        width = 13 if is_paragraph else 1
        if 4 * (count + 1) + width * count > _PAGE:
            return
        ends = struct.unpack_from(f"<{count + 1}I", block)
        for number in range(count):
            at = 2 * block[4 * (count + 1) + width * number]
            style, properties = 0, Properties()
            if at and is_paragraph:
                size = 2 * block[at] - 1 if block[at] else 2 * block[at + 1]
                at += 1 if block[at] else 2
                held = block[at : at + size]
                if len(held) >= 2:
                    style = struct.unpack_from("<H", held)[0]
                    properties = self._with_huge(dict(operands(held[2:])))
            elif at:
                properties = dict(operands(block[at + 1 : at + 1 + block[at]]))
            yield Run(ends[number], ends[number + 1], style, properties)

    def _with_huge(self, properties: Properties) -> Properties:
        """Properties too long for their page stand in a stream of their own."""
        for code in _HUGE:
            if code in properties:
                (at,) = struct.unpack("<I", properties[code])
                return {**properties, **self._huge_at(at)}
        return properties

    def _huge_at(self, at: int) -> Properties:
        if at not in self._huge and at + 2 <= len(self._data):
            (size,) = struct.unpack_from("<H", self._data, at)
            self._huge_left -= size
            if self._huge_left < 0:
                raise ValueError(at)
            self._huge[at] = dict(operands(self._data[at + 2 : at + 2 + size]))
        return self._huge.get(at, {})


def operands(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The codes of a list of properties with their operands."""
    at = 0
    while at + 2 < len(data):
        (code,) = struct.unpack_from("<H", data, at)
        at += 2
        size = _OPERAND[code >> 13]
        if code == _TABLE_DEFINITION and at + 2 <= len(data):
            size = struct.unpack_from("<H", data, at)[0] - 1
            at += 2
        elif not size:
            size = data[at]
            at += 1
            if code == _TAB_CHANGE and size == 255:
                return
        if size < 0 or at + size > len(data):
            return
        yield code, data[at : at + size]
        at += size
