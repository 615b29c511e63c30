"""Old Word and WPS files (DOC of Word 97 to 2003, WPS): paragraphs and table rows. Source: [MS-DOC]."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from analysis.documents.document import Document
from analysis.documents.office_files.assembly import Item, document_of, has_title
from analysis.documents.office_files.compound import open_compound
from analysis.documents.office_files.legacy_lists import LegacyNumbers
from analysis.documents.office_files.table_rows import LABEL_END, LABEL_START, MOST_COLUMNS, Edge, TableItems
from analysis.documents.office_files.word_binary import Properties, WordFile
from analysis.documents.refusal import refused
from analysis.documents.seen import RunLook
from analysis.words import Words
from analysis.words.documents import note

_IN_TABLE, _ROW_END, _DEPTH = 0x2416, 0x2417, 0x6649
_INNER_CELL, _INNER_ROW = 0x244B, 0x244C
_DEFINITION, _MERGE, _VERTICAL_MERGE = 0xD608, 0x5624, 0xD62B
_DELETED, _HIDDEN, _STRUCK, _STRUCK_TWICE, _RAISED, _SYMBOL = 0x0800, 0x083C, 0x0837, 0x2A53, 0x2A48, 0x6A09
_COLOUR, _OLD_COLOUR, _GROUND, _OLD_GROUND, _SIZE = 0x6870, 0x2A42, 0xCA71, 0x4866, 0x4A43
_PLAIN_RUN = RunLook(white=False, dark=False, tiny=False, raised=False)
# In half points: what is smaller nobody reads.
_SMALLEST = 4
_ON = (b"\x01", b"\x81")
_MARKS = re.compile("[\r\x07\x0c]")
_FIELD = re.compile("[\x13\x14\x15]")
# Characters that stand for pictures, notes and breaks of columns.
_ANCHORS = dict.fromkeys((*range(0x09), 0x0E)) | {0x1E: "-", 0x1F: None, 0x0B: "\n"}


def read_doc(data: bytes, name: str) -> Document:
    """Read an old Word or WPS file into paragraphs and table rows.

    A merged cell is given once, in its first row; automatic numbers stand before their words; deleted, hidden
    and struck-through text is left out; text boxes come after the text. Raises UnreadableFileError if the file
    is damaged, asks for a password, or was made before Word 97.
    """
    streams = open_compound(data, name)
    try:
        reader = _Reader(WordFile(streams, name))
        items = reader.items()
    except (struct.error, IndexError, ValueError, KeyError, OverflowError) as error:
        raise refused("word_damaged", name) from error
    if not items:
        raise refused("word_empty", name)
    return document_of(name, "doc", data, items, reader.notes)


class _Reader:
    def __init__(self, file: WordFile) -> None:
        self.notes: list[Words] = []
        self._file = file
        self._numbers = LegacyNumbers(file)
        if self._numbers.damaged:
            self.notes.append(note("lists_damaged"))
        self._text = self._printed()

    def items(self) -> list[Item]:
        """The text, then its text boxes; before them the page headers, if the text bears no title."""
        body, notes, headers, comments, endnotes, boxes, _ = self._file.lengths
        start = body + notes + headers + comments + endnotes
        items = [*self._story(0, body), *self._story(start, start + boxes)]
        if not has_title(items):
            items = [*self._story(body + notes, body + notes + headers), *items]
        return items

    def _printed(self) -> list[str]:
        """The text by characters, those that are not printed as nothing."""
        letters = [self._file.text[at] for at in range(len(self._file.text))]
        for first, last, properties in self._file.character_runs():
            if properties.get(_DELETED) in _ON or properties.get(_HIDDEN) in _ON:
                _drop(letters, first, last)
            elif properties.get(_STRUCK) in _ON or properties.get(_STRUCK_TWICE) in _ON:
                struck = self._file.text[first:last].strip("\r\x07\x0c ")
                if struck:
                    self.notes.append(note("struck", words=struck[:60]))
                _drop(letters, first, last)
            elif _SYMBOL in properties:
                letters[first:last] = [
                    "\ufffd" if letter == "(" else letter for letter in letters[first:last]
                ]
            look = RunLook(
                white=properties.get(_COLOUR, b"")[:3] == b"\xff\xff\xff"
                or properties.get(_OLD_COLOUR) == b"\x08",
                dark=_GROUND in properties or _OLD_GROUND in properties,
                tiny=int.from_bytes(properties.get(_SIZE, b"\x15\x00"), "little") < _SMALLEST,
                raised=properties.get(_RAISED, b"\x00") != b"\x00",
            )
            if look != _PLAIN_RUN:
                letters[first:last] = [
                    letter if letter in "\r\x07\x0c" else look.shown(letter) for letter in letters[first:last]
                ]
        return letters

    def _story(self, start: int, end: int) -> list[Item]:
        tables = TableItems()
        pieces: list[str] = []
        for first, last in self._paragraphs(start, min(end, len(self._text))):
            style, properties = self._file.paragraph(last)
            text = _without_fields("".join(self._text[first:last]))
            label = self._numbers.next_label(style, properties)
            if label and text.strip():
                text = LABEL_START + label + LABEL_END + text
            mark = self._file.text[last]
            depth = _depth(properties)
            if mark == "\x07" and properties.get(_ROW_END) == b"\x01":
                tables.row(_edges(properties))
                pieces.clear()
            elif mark == "\x07":
                tables.cell(_joined(pieces, text))
            elif depth > 1 and properties.get(_INNER_ROW) == b"\x01":
                tables.inner_row(_edges(properties))
                pieces.clear()
            elif depth > 1 and properties.get(_INNER_CELL) == b"\x01":
                tables.inner_cell(_joined(pieces, text))
            elif depth:
                pieces.append(text)
            else:
                tables.paragraph(_joined(pieces, text), in_table=False)
        if pieces:
            tables.paragraph(_joined(pieces, ""), in_table=False)
        return tables.items

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """First character and closing mark of each paragraph and cell."""
        for match in _MARKS.finditer(self._file.text, start, end):
            yield start, match.start()
            start = match.end()


def _drop(letters: list[str], first: int, last: int) -> None:
    letters[first:last] = [letter if letter in "\r\x07\x0c" else "" for letter in letters[first:last]]


def _joined(pieces: list[str], text: str) -> str:
    whole = "\n".join((*pieces, text))
    pieces.clear()
    return whole


def _depth(properties: Properties) -> int:
    if _DEPTH in properties:
        return int(struct.unpack("<i", properties[_DEPTH])[0])
    return int(properties.get(_IN_TABLE) == b"\x01")


def _without_fields(text: str) -> str:
    """Text with the results of its fields and without their instructions."""
    if "\x13" in text or "\x15" in text:
        kept: list[str] = []
        instructions: list[bool] = []
        waiting = at = 0
        for match in _FIELD.finditer(text):
            if not waiting:
                kept.append(text[at : match.start()])
            at = match.end()
            if match[0] == "\x13":
                instructions.append(True)
                waiting += 1
            elif instructions:
                waiting -= instructions.pop()
                if match[0] == "\x14":
                    instructions.append(False)
        if not waiting:
            kept.append(text[at:])
        text = "".join(kept)
    # Halves of characters beyond the first plane are put together.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.translate(_ANCHORS)


def _edges(properties: Properties) -> list[Edge]:
    """The cells of a row as its end defines them."""
    data = properties.get(_DEFINITION, b"")
    count = min(data[0] if data else 0, MOST_COLUMNS)
    lefts = struct.unpack_from(f"<{count + 1}h", data, 1) if count else ()
    cells = data[1 + 2 * (count + 1) :]
    flags = [
        struct.unpack_from("<H", cells, 20 * n)[0] if 20 * n + 2 <= len(cells) else 0 for n in range(count)
    ]
    sideways = [flag & 3 for flag in flags]
    downwards = [flag >> 5 & 3 for flag in flags]
    merge, vertical = properties.get(_MERGE, b""), properties.get(_VERTICAL_MERGE, b"")
    if len(merge) == 2:
        sideways[merge[0] : merge[1]] = [
            2 if n == merge[0] else 1 for n in range(merge[0], min(merge[1], count))
        ]
    if len(vertical) == 2 and vertical[0] < count:
        downwards[vertical[0]] = vertical[1] & 3
    edges: list[Edge] = []
    opening = 0
    for left, right, side, down in zip(lefts, lefts[1:], sideways, downwards, strict=False):
        # Which of the two marks opens a merge differs between programs: it is the one that comes first.
        joined = bool(opening and side and side != opening)
        opening = opening if joined else side
        edges.append(Edge(left, right, down in (2, 3), down == 1, joined))
    return edges
