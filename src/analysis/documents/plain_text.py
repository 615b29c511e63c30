"""Text dumps of reports: rows of tabs, bars or spaces, and dumps with one cell a line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from analysis.documents.document import Block, Document, Line, Paragraph, Source
from analysis.documents.encoding import decode
from analysis.text import read_cell

_LINE = re.compile(r"[^\r\n\f\x0b\u2028]+")
_PAGE_NUMBER = re.compile(r"\s*(?:[-—–－]+\s*\d{1,3}\s*[-—–－]+|第\s*\d{1,3}\s*页.{0,12})\s*")
_BARS = re.compile(r"[|│┃║]")
_RULE = re.compile(r"[\s|:+=\-─━┄┈┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬═│┃║]+")
_WIDE_GAP = re.compile(r"(?<=\S)[ \u3000\xa0]{2,}(?=\S)")
_NUMBERS_AT_END = re.compile(r"^(?P<label>.*?)(?P<numbers>(?:(?:^|[ \u3000\xa0]+)(?:\d[\d,.]*|/|-|—))+)\s*$")
_LONGEST_CELL = 60


def read_plain_text(data: bytes, name: str) -> Document:
    """Read a text file of any of the shapes above; UnreadableFileError if it is not text."""
    decoded = decode(data, name)
    return Document(
        name=name,
        format="text",
        sha256=hashlib.sha256(data).hexdigest(),
        text=decoded.text,
        blocks=tuple(_group_single_cells(text_blocks(decoded.text))),
        encoding=decoded.encoding,
        notes=decoded.notes,
    )


def text_blocks(text: str) -> Iterator[Block]:
    """One block a printed line, blank lines, rules and page numbers left out."""
    for match in _LINE.finditer(text):
        line = match.group()
        if line.isspace() or _PAGE_NUMBER.fullmatch(line):
            continue
        source = Source(*match.span())
        if "\t" in line:
            yield _row(line.split("\t"), source)
        elif _BARS.search(line):
            if not _RULE.fullmatch(line) or line.strip() == "|":
                yield _barred(line, source)
        elif not _RULE.fullmatch(line) or read_cell(line).status != "text":
            yield _spaced(line, source)


def _row(cells: Iterable[str], source: Source) -> Block:
    stripped = tuple(cell.strip() for cell in cells)
    filled = [cell for cell in stripped if cell]
    if len(filled) == 1 and stripped[-1]:
        return Paragraph(filled[0], source)  # text that is only indented
    return Line(stripped, source)


def _barred(line: str, source: Source) -> Block:
    """A row with bars; one cell and trailing bars is a cell of a dump with one cell a line."""
    stripped = line.strip()
    cells = [cell.strip() for cell in _BARS.split(stripped)]
    if not any(cells):
        return _BarredCell("", source)
    if _BARS.match(stripped):
        inner = cells[1:-1] if len(cells) > 2 and not cells[-1] else cells[1:]
        return Line(tuple(inner) or ("",), source)
    if not any(cells[1:]):
        return _BarredCell(cells[0], source)
    return Line(tuple(cells[:-1] if not cells[-1] else cells), source)


def _spaced(line: str, source: Source) -> Block:
    """Columns set apart by spaces, if the line ends in figures; else running text."""
    stripped = line.strip()
    if len(stripped) <= _LONGEST_CELL and not read_cell(stripped).words:
        return _SingleCell(stripped, source)
    match = _NUMBERS_AT_END.match(stripped)
    if match:
        label, numbers = match.group("label").strip(), match.group("numbers").split()
        wide = _WIDE_GAP.search(stripped) is not None
        if len(numbers) > 1 or (label and wide):
            words = _WIDE_GAP.split(label) if wide else [label]
            return Line((*[w.strip() for w in words if w.strip()], *numbers), source)
    return Paragraph(stripped, source)


class _SingleCell(Paragraph):
    """A cell that stands alone on its line; its row is not marked."""


class _BarredCell(_SingleCell):
    """As above, with a bar at its end."""


def _group_single_cells(blocks: Iterable[Block]) -> Iterator[Block]:
    """Join cells that stand alone on their lines into rows: a label, then the figures that follow it."""
    label: Paragraph | None = None
    values: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, _SingleCell) and not read_cell(block.text).words:
            if values and type(values[-1]) is not type(block):
                yield from _single_row(label, values)
                label, values = None, []
            values.append(block)
            continue
        yield from _single_row(label, values)
        label, values = None, []
        if isinstance(block, Paragraph) and _may_be_label(block):
            label = block
        else:
            yield block
    yield from _single_row(label, values)


def _may_be_label(block: Paragraph) -> bool:
    return isinstance(block, _SingleCell) or (
        len(block.text) <= _LONGEST_CELL and not block.text.endswith(("。", "；", ";", "："))
    )


def _single_row(label: Paragraph | None, values: list[Paragraph]) -> Iterator[Block]:
    parts = [*([label] if label else []), *values]
    if not parts:
        return
    source = Source(parts[0].source.start, parts[-1].source.end)
    if values:
        yield Line(tuple(part.text for part in parts), source, loose=True)
    else:
        yield Paragraph(parts[0].text, source)
