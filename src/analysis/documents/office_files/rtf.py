"""Rich text (RTF): paragraphs and table rows. Source: Rich Text Format specification 1.9.1."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from analysis.documents.document import Document
from analysis.documents.office_files.assembly import document_of
from analysis.documents.office_files.containers import too_large
from analysis.documents.office_files.table_rows import LABEL_END, LABEL_START, MOST_COLUMNS, Edge, TableItems
from analysis.documents.refusal import refused
from analysis.documents.seen import RunLook
from analysis.words import Words
from analysis.words.documents import note

# A word with its number, a byte in hexadecimal, an escaped sign, a brace, two raw bytes of a Chinese character,
# and other text. Line ends mean nothing.
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+"
    rb"|([\x81-\xfe][\x40-\xfe])|([^\\{}\r\n\x81-\xfe]+)|(.)",
    re.DOTALL,
)
_MOST_TOKENS = 800_000
_DEEPEST = 1_000
# Groups that hold no text of the document.
_UNPRINTED = frozenset(
    (b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"header", b"headerl", b"headerr", b"headerf",
     b"footer", b"footerl", b"footerr", b"footerf", b"fldinst", b"object", b"footnote", b"annotation", b"xe", b"tc",
     b"nonshppict", b"sp", b"pntxta", b"pntxtb", b"nonesttables", b"rxe", b"ftnsep", b"aftnsep")
)  # fmt: skip
_PRINTED_THOUGH_STARRED = frozenset((b"shpinst", b"nesttableprops", b"shptxt", b"listtext", b"pntext"))
_SIGNS = {
    b"tab": "\t", b"line": "\n", b"lbr": "\n", b"page": "\n", b"emdash": "—", b"endash": "–", b"lquote": "‘",
    b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ",
    b"qmspace": " ",
}  # fmt: skip
_CODE_PAGES = {
    936: "gb18030",
    54936: "gb18030",
    10008: "gb18030",
    950: "big5",
    932: "cp932",
    949: "cp949",
    65001: "utf-8",
}
_CHARSETS = {134: "gb18030", 136: "big5", 128: "cp932", 129: "cp949"}
# A control character is a sign of damage, and must not let two figures grow together.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_COLOURS = re.compile(rb"\\colortbl([^{}]*)\}")
_WHITE = re.compile(rb"\\red255\s*\\green255\s*\\blue255")
# In half points: smaller letters nobody reads, and those shifted farther stand above or below the line.
_SMALLEST, _SHIFTED = 4, 4


class _State(NamedTuple):
    """What a group hands on to the groups in it."""

    skipped: bool = False
    fallback: int = 1
    font: int = -1
    hidden: bool = False
    struck: bool = False
    raised: bool = False
    tiny: bool = False
    colour: int = 0
    label: bool = False
    box: bool = False
    inner: bool = False


def read_rtf(data: bytes, name: str) -> Document:
    """Read rich text into paragraphs and table rows.

    A merged cell is given once; deleted, hidden and struck-through text is left out. Raises
    UnreadableFileError if the file holds no words or far more than a report does.
    """
    reader = _Reader(name)
    reader.read(data)
    items = reader.tables.items
    if not any(item if isinstance(item, str) else any(item.cells) for item in items):
        raise refused("rtf_empty", name)
    return document_of(name, "rtf", data, items, reader.notes)


class _Definition:
    """The cells of a row as they are being defined."""

    def __init__(self) -> None:
        self.edges: list[Edge] = []
        self._next = Edge(0)

    def start(self) -> None:
        """Begin anew."""
        self.edges, self._next = [], Edge(0)

    def mark(self, **marks: bool) -> None:
        """Note a merge of the cell that is being defined."""
        self._next = self._next._replace(**marks)

    def edge(self, right: int) -> None:
        """End the definition of a cell at its right edge."""
        if len(self.edges) < MOST_COLUMNS:
            self.edges.append(self._next._replace(right=right))
            self._next = Edge(right)


class _Reader:
    def __init__(self, name: str) -> None:
        self.tables = TableItems()
        self.notes: list[Words] = []
        self._name = name
        self._states = [_State()]
        self._paper: set[int] = set()
        self._encoding = "gb18030"
        self._fonts: dict[int, str] = {}
        self._bytes = bytearray()
        self._pieces: list[str] = []
        self._box: list[str] = []
        self._to_skip = 0
        self._starred = False
        self._in_table = False
        self._outer, self._inner = _Definition(), _Definition()

    def read(self, data: bytes) -> None:
        """Take the file token by token."""
        colours = _COLOURS.search(data)
        entries = colours[1].split(b";") if colours else []
        self._paper = {number for number, entry in enumerate(entries) if number and _WHITE.search(entry)}
        position = tokens = 0
        while position < len(data):
            match = _TOKEN.match(data, position)
            if match is None:  # a single backslash at the end
                break
            position = match.end()
            tokens += 1
            if tokens > _MOST_TOKENS:
                raise too_large(self._name)
            word, number, byte, sign, brace, pair, text, other = match.groups()
            if word is not None:
                if word == b"bin":
                    position += max(int(number or 0), 0)
                else:
                    self._word(word, None if number is None else int(number))
            elif brace is not None:
                self._brace(brace)
            elif byte is not None:
                self._take(bytes((int(byte, 16),)))
            elif sign is not None:
                self._sign(sign)
            elif pair or text or other:
                self._take(pair or text or other)
        self._end_paragraph()

    @property
    def _state(self) -> _State:
        return self._states[-1]

    def _set(self, **values: object) -> None:
        self._states[-1] = self._state._replace(**values)  # type: ignore[arg-type]

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._to_skip = 0
        self._starred = False
        if brace == b"{":
            if len(self._states) > _DEEPEST:
                raise too_large(self._name)
            self._states.append(self._state)
        elif len(self._states) > 1:
            closed = self._states.pop()
            if closed.label and not self._state.label and not closed.skipped:
                self._pieces.append(LABEL_END)

    def _take(self, data: bytes) -> None:
        if self._to_skip:
            dropped = min(self._to_skip, len(data))
            self._to_skip -= dropped
            data = data[dropped:]
        if not self._state.skipped:
            self._bytes += data

    def _flush(self) -> None:
        if self._bytes:
            encoding = self._fonts.get(self._state.font, self._encoding)
            self._put(_CONTROL.sub("\ufffd", self._bytes.decode(encoding, "replace")))
            self._bytes.clear()

    def _put(self, text: str) -> None:
        state = self._state
        if state.skipped or state.hidden:
            return
        if state.struck:
            if text.strip():
                self.notes.append(note("struck", words=text.strip()[:60]))
            return
        look = RunLook(white=state.colour in self._paper, tiny=state.tiny, raised=state.raised)
        text = look.shown(text)
        (self._box if state.box else self._pieces).append(text)

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._starred = True
        elif sign in b"\\{}":
            self._take(sign)
        elif sign in b"~_-|:":
            self._flush()
            self._put({b"~": " ", b"_": "-"}.get(sign, ""))
        elif sign in b"\r\n":
            self._end_line()

    def _word(self, word: bytes, number: int | None) -> None:
        self._flush()
        if self._to_skip and word != b"u":
            self._to_skip = 0
        starred, self._starred = self._starred, False
        if word in _UNPRINTED or (starred and word not in _PRINTED_THOUGH_STARRED):
            self._set(skipped=True)
        elif word == b"u" and number is not None:
            self._put(chr(number & 0xFFFF))
            self._to_skip = self._state.fallback
        elif word in _SIGNS:
            self._put(_SIGNS[word])
        elif (action := _ACTIONS.get(word)) is not None:
            action(self, 1 if number is None else number)

    def _plain(self, _: int) -> None:
        self._set(hidden=False, struck=False, raised=False, tiny=False, colour=0)

    def _start_label(self, _: int) -> None:
        if not self._state.skipped:
            self._pieces.append(LABEL_START)
            self._set(label=True)

    def _set_charset(self, charset: int) -> None:
        # The font table itself is not printed, but this word stands only there.
        if charset in _CHARSETS and len(self._fonts) < 10_000:
            self._fonts[self._state.font] = _CHARSETS[charset]

    def _set_code_page(self, page: int) -> None:
        self._encoding = _CODE_PAGES.get(page, "gb18030" if page != 1252 else "cp1252")

    def _start_paragraph(self, _: int) -> None:
        self._in_table = False

    def _set_in_table(self, _: int) -> None:
        self._in_table = True

    def _end_line(self, _: int = 1) -> None:
        if self._state.skipped:
            return
        if self._state.box:
            self._box.append("\n")
        elif self._in_table and not self.tables.layout:
            self._pieces.append("\n")
        else:
            self._end_paragraph()

    def _text(self) -> str:
        """The text since the last cell or paragraph ended; surrogate pairs are put together."""
        text = "".join(self._pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._pieces.clear()
        return text

    def _end_paragraph(self) -> None:
        self.tables.paragraph(self._text(), self._in_table)
        self._add_boxes()

    def _add_boxes(self) -> None:
        if self._box:
            self.tables.paragraph("".join(self._box), in_table=True)
            self._box.clear()

    def _end_cell(self, _: int) -> None:
        if self._state.box:
            self._box.append("\n")
        elif not self._state.skipped:
            self.tables.cell(self._text())

    def _end_row(self, _: int) -> None:
        if not (self._state.skipped or self._state.box):
            self.tables.row(self._outer.edges)
            self._add_boxes()

    def _end_inner_cell(self, _: int) -> None:
        if not self._state.skipped:
            self.tables.inner_cell(self._text())

    def _end_inner_row(self, _: int) -> None:
        if not self._state.skipped:
            self.tables.inner_row(self._inner.edges)

    def _definition(self) -> _Definition:
        return self._inner if self._state.inner else self._outer


_ACTIONS: dict[bytes, Callable[[_Reader, int], None]] = {
    b"uc": lambda reader, number: reader._set(fallback=max(0, min(number, 10))),
    b"f": lambda reader, number: reader._set(font=number),
    b"fcharset": _Reader._set_charset,
    b"ansicpg": _Reader._set_code_page,
    b"mac": lambda reader, _: None,
    b"v": lambda reader, number: reader._set(hidden=number != 0),
    b"deleted": lambda reader, number: reader._set(hidden=number != 0),
    b"strike": lambda reader, number: reader._set(struck=number != 0),
    b"striked": lambda reader, number: reader._set(struck=number != 0),
    b"super": lambda reader, number: reader._set(raised=number != 0),
    b"sub": lambda reader, number: reader._set(raised=number != 0),
    b"up": lambda reader, number: reader._set(raised=number >= _SHIFTED),
    b"dn": lambda reader, number: reader._set(raised=number >= _SHIFTED),
    b"fs": lambda reader, number: reader._set(tiny=number < _SMALLEST),
    b"cf": lambda reader, number: reader._set(colour=number),
    b"nosupersub": lambda reader, _: reader._set(raised=False),
    b"plain": _Reader._plain,
    b"listtext": _Reader._start_label,
    b"pntext": _Reader._start_label,
    b"shptxt": lambda reader, _: reader._set(box=True),
    b"nesttableprops": lambda reader, _: reader._set(inner=True),
    b"pard": _Reader._start_paragraph,
    b"intbl": _Reader._set_in_table,
    b"par": _Reader._end_line,
    b"sect": _Reader._end_line,
    b"cell": _Reader._end_cell,
    b"row": _Reader._end_row,
    b"nestcell": _Reader._end_inner_cell,
    b"nestrow": _Reader._end_inner_row,
    b"trowd": lambda reader, _: reader._definition().start(),
    b"cellx": lambda reader, number: reader._definition().edge(number),
    b"clvmgf": lambda reader, _: reader._definition().mark(down=True),
    b"clvmrg": lambda reader, _: reader._definition().mark(from_above=True),
    b"clmrg": lambda reader, _: reader._definition().mark(from_left=True),
}
