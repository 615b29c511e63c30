"""Text dumps of reports: rows of tabs, bars, commas or spaces, drawn boxes, and dumps with one cell a line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from analysis.documents.document import Block, CellPlace, Document, Line, Paragraph, Source, cut_cells
from analysis.documents.encoding import decode
from analysis.documents.refusal import refused
from analysis.documents.text_files.boxes import BOX_CHARACTERS, box_rows, draws_boxes, is_box_rule
from analysis.documents.text_files.delimited_text import delimited_blocks, delimiter_of
from analysis.documents.text_files.spaced_line import FIGURE, SpacedLine, spaced_line
from analysis.documents.text_files.spaced_text import spaced_blocks
from analysis.text import read_cell

LARGEST_TEXT = 2 * 1024 * 1024
MOST_LINES = 50_000
# A longer line may be a whole table whose line breaks are lost; a still longer one is not looked into.
_LONG_LINE = 500
_LONGEST_ROW = 20_000
_LONGEST_FLAT = 500_000
_FEWEST_FLAT_FIGURES = 20
_FEWEST_ENDED = 12
_LONGEST_PAGE_NUMBER, _FEWEST_PAGE_LINES = 6, 10
_LONGEST_CELL = 60
_PAGE_NUMBER = re.compile(
    r"[-—–－·•]+ ?\d{1,3} ?[-—–－·•]+|共? ?第? ?\d{1,3} ?页.{0,12}"
    r"|(?i:page) \d{1,3}(?: of \d{1,3})?|\d{1,3} ?/ ?\d{1,3}"
)
_RULE = re.compile(r"[\s|:+=\-_─━┄┈]+")
_BAR_IN_CELL = "\\\x00"
_MARKUP = re.compile(r"\*\*|\\(?=[|*_.\-()+#])|<br ?/?>")
# What a page's source leaves in text that someone copied out of it.
_ENTITY = re.compile(
    r"&(?:nbsp|ensp|emsp|amp|lt|gt|quot|ldquo|rdquo|mdash|middot|#\d{1,7}|#x[0-9a-fA-F]{1,6});"
)
_SENTENCE_ENDS = ("。", "；", ";", "：")
_REST = re.compile(r"\.\d+|(?:,\d{3})+(?:\.\d+)?")
_SPACE = re.compile(r"\s")
_FLAT_BAR = re.compile(r"[^|]+")
_FLAT_SPACE = re.compile(r"\S+")


class _Single(NamedTuple):
    """A cell that stands alone on its line; its row is not marked. ``barred`` if a bar stands behind it."""

    text: str
    start: int
    end: int
    barred: bool


_Piece = Block | _Single | SpacedLine


def read_plain_text(data: bytes, name: str) -> Document:
    """Read a text file of any of the shapes above; UnreadableFileError if it is not text or far too long."""
    if len(data) > LARGEST_TEXT:
        raise refused("large_text", name, size=len(data) / 1e6, most=LARGEST_TEXT / 1e6)
    decoded = decode(data, name)
    text = unescape(decoded.text) if _ENTITY.search(decoded.text) else decoded.text
    lines = text.splitlines(keepends=True)
    if len(lines) > MOST_LINES:
        raise refused("many_lines", name, count=len(lines), most=MOST_LINES)
    return Document(
        name=name,
        format="text",
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=tuple(text_blocks(text, lines)),
        encoding=decoded.encoding,
        notes=decoded.notes,
    )


def text_blocks(text: str, lines: list[str] | None = None) -> Iterable[Block]:
    """One block a table row or printed line, blank lines, rules and page numbers left out.

    ``lines`` are those of ``text`` with their ends, if they have been split already.
    """
    lines = text.splitlines(keepends=True) if lines is None else lines
    delimiter = delimiter_of(text, lines)
    if delimiter is not None:
        return delimited_blocks(lines, delimiter)
    pieces: Iterable[_Piece] = _pieces_with_boxes(lines) if draws_boxes(text) else _pieces(lines)
    return _gathered(spaced_blocks(list(pieces)))


def _pieces(lines: list[str]) -> list[_Piece]:
    pieces: list[_Piece] = []
    place = 0
    ended = _ends_with_tabs(lines)
    left_out = _page_lines(lines) | _bars_between(lines)
    for number, line in enumerate(lines):
        start, place = place, place + len(line)
        stripped = "" if number in left_out else line.strip()
        if len(stripped) > _LONG_LINE:
            pieces += _long_line(line, stripped, start)
        elif stripped:
            piece = _piece(line.rstrip("\r\n").removesuffix("\t") if ended else line, stripped, start)
            if piece is not None:
                pieces.append(piece)
    return pieces


def _page_lines(lines: list[str]) -> set[int]:
    """The lines that hold only the number of their page: 1, 2, 3 … to the end, at even distances."""
    places: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        if len(line) <= _LONGEST_PAGE_NUMBER and (text := line.strip()).isdecimal():
            places.setdefault(int(text), []).append(at)
    for first in places.get(1, ()):
        for second in places.get(2, ()):
            step, chain = second - first, [first, second]
            while (after := chain[-1] + step) in places.get(len(chain) + 1, ()):
                chain.append(after)
            even = step >= _FEWEST_PAGE_LINES and abs(first + 1 - step) <= 2
            if even and len(chain) > 2 and after >= len(lines) - 1:
                return set(chain)
    return set()


def _bars_between(lines: list[str]) -> set[int]:
    """The lines of a bar alone that part the cells of a dump or begin its rows; any other one is a blank cell."""
    alone = [number for number, line in enumerate(lines) if line.strip() == "|"]
    if len(alone) < _FEWEST_ENDED:
        return set()
    if sum("|" in line for line in lines) == len(alone):
        return {number for number in alone if lines[number - 1].strip() != "|"}
    after = [lines[number + 1].strip().rstrip("| ") for number in alone if number + 1 < len(lines)]
    words = sum(bool(text) and read_cell(text).words for text in after)
    # The row of figures of table 四 has no label.
    begins_rows = all(after) and len(after) - words <= len(after) // _FEWEST_ENDED
    return set(alone) if begins_rows else set()


def _ends_with_tabs(lines: list[str]) -> bool:
    """Whether every line with tabs ends in one (the first and the last apart), so that it ends no blank cell."""
    tabbed = [line for line in lines if "\t" in line]
    ended = sum(line.rstrip("\r\n").endswith("\t") for line in tabbed)
    return ended > _FEWEST_ENDED and ended >= len(tabbed) - 2


def _pieces_with_boxes(lines: list[str]) -> Iterator[_Piece]:
    place, first = 0, 0
    box: list[str] = []
    for line in (line.translate(BOX_CHARACTERS) for line in lines):
        start, place = place, place + len(line)
        stripped = line.strip()
        if is_box_rule(stripped) or (box and stripped[:1] == "|"):
            first = first if box else start
            box.append(line)
            continue
        yield from box_rows(box, first)
        box = []
        if len(stripped) > _LONG_LINE:
            yield from _long_line(line, stripped, start)
        elif stripped and (piece := _piece(line, stripped, start)) is not None:
            yield piece
    yield from box_rows(box, first)


def _piece(line: str, stripped: str, start: int) -> _Piece | None:
    """What one line holds; None if it is a rule or a page number."""
    if "\t" in line:
        return _tabbed(line, Source(start, start + len(line) - (line[-1] == "\n")))
    end = start + len(line.rstrip())
    if "|" in line:
        return None if _RULE.fullmatch(stripped) and stripped != "|" else _barred(stripped, start, end)
    if len(stripped) <= _LONGEST_CELL:
        if _is_figure(stripped):
            return _Single(stripped, start, end, False)
        if _PAGE_NUMBER.fullmatch(stripped):
            return None
    if _RULE.fullmatch(stripped):
        return None
    spaced = spaced_line(line, start) if _SPACE.search(stripped) else None
    return spaced or Paragraph(stripped, Source(start, end))


def _is_figure(stripped: str) -> bool:
    """Whether a short line is a cell of a table by itself, a page number or several figures apart."""
    return (
        not read_cell(stripped).words and len(stripped.split()) == 1 and not _PAGE_NUMBER.fullmatch(stripped)
    )


def _tabbed(line: str, source: Source) -> Block:
    cells, places = cut_cells(line, source.start, "\t")
    if cells[-1] and not any(cells[:-1]):
        return Paragraph(cells[-1], source)  # text that is only indented
    return Line(cells, source, places=places)


def _barred(stripped: str, start: int, end: int) -> _Piece:
    """A row with bars; one cell with a bar before it or behind it is a cell of a dump of one cell a line."""
    alone = stripped[1:].strip() if stripped.rfind("|") == 0 else stripped.rstrip("| ")
    if "|" not in alone:
        return _Single(_MARKUP.sub("", alone) if "*" in alone else alone, start, end, True)
    plain = stripped.replace("\\|", _BAR_IN_CELL) if "\\|" in stripped else stripped
    cells, places = cut_cells(plain, start, "|")
    if "\\" in stripped or "*" in stripped or "<" in stripped:
        cells = tuple(_MARKUP.sub("", cell.replace(_BAR_IN_CELL, "|")).strip() for cell in cells)
    if not cells[-1]:
        # A row between bars; without the last bar, the first cell is blank.
        kept = slice(0 if cells[0] else 1, -1)
        cells, places = cells[kept], places[kept]
    return Line(cells, Source(start, end), places=places)


def _long_line(line: str, stripped: str, start: int) -> Iterable[_Piece]:
    """All cells of a table set one behind the other, or else a line like others, or running text."""
    if cells := _flat_cells(line, start):
        return cells
    piece = _piece(line, stripped, start) if len(line) <= _LONGEST_ROW else None
    return [piece or Paragraph(stripped, Source(start, start + len(line.rstrip())))]


def _flat_cells(line: str, start: int) -> list[_Piece]:
    """The cells of a line that holds a whole table, one behind the other; none for other lines."""
    if len(line) <= _LONGEST_FLAT:
        counts = {_FLAT_BAR: line.count("|") + 1, _FLAT_SPACE: len(line.split())}
        for cell in (cell for cell, count in counts.items() if count >= _FEWEST_FLAT_FIGURES):
            found = [match for match in cell.finditer(line) if not match.group().isspace()]
            figures = sum(FIGURE.fullmatch(match.group().strip()) is not None for match in found)
            if figures >= _FEWEST_FLAT_FIGURES:
                return [_flat_cell(match, start) for match in found]
    return []


def _flat_cell(match: re.Match[str], start: int) -> _Piece:
    text = match.group().strip()
    if len(text) > _LONGEST_CELL or read_cell(text).words:
        return Paragraph(text, Source(start + match.start(), start + match.end()))
    return _Single(text, start + match.start(), start + match.end(), False)


def _gathered(pieces: Iterable[Block | _Single]) -> Iterator[Block]:
    """Join cells that stand alone on their lines into rows: a label, then the figures that follow it."""
    label: Paragraph | None = None
    values: list[_Single] = []
    for piece in pieces:
        if values and isinstance(piece, _Single | Paragraph) and _goes_on(values[-1].text, piece.text):
            values[-1] = values[-1]._replace(text=values[-1].text + piece.text, end=_end(piece))
            continue
        single = isinstance(piece, _Single)
        if isinstance(piece, _Single):
            if not read_cell(piece.text).words:
                if values and values[-1].text and piece.text and values[-1].barred != piece.barred:
                    yield _row(label, values)
                    label, values = None, []
                values.append(piece)
                continue
            piece = Paragraph(piece.text, Source(piece.start, piece.end))
        if values:
            yield _row(label, values)
            values = []
        elif label is not None:
            yield label
        label = piece if isinstance(piece, Paragraph) and (single or _may_be_label(piece.text)) else None
        if label is None:
            yield piece
    if values:
        yield _row(label, values)
    elif label is not None:
        yield label


def _goes_on(figure: str, text: str) -> bool:
    """Whether a line can only be the rest of the figure above it: its decimals, or groups of three digits."""
    return bool(_REST.fullmatch(text)) and figure.isdecimal() and (text[0] == "." or len(figure) <= 3)


def _end(piece: _Single | Paragraph) -> int:
    return piece.end if isinstance(piece, _Single) else piece.source.end


def _may_be_label(text: str) -> bool:
    return len(text) <= _LONGEST_CELL and not text.endswith(_SENTENCE_ENDS)


def _row(label: Paragraph | None, values: list[_Single]) -> Line:
    cells = values if label is None else [_Single(label.text, *label.source[:2], False), *values]
    return Line(
        tuple(cell.text for cell in cells),
        Source(cells[0].start, cells[-1].end),
        loose=True,
        places=tuple(CellPlace(cell.start, cell.end, -1, -1) for cell in cells),
    )
