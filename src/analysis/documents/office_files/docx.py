"""Word files (DOCX): paragraphs and table rows in the order of the text. Source: ECMA-376, part 1."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from analysis.documents.document import Document
from analysis.documents.office_files.assembly import Item, Row, clean_lines, document_of, has_title
from analysis.documents.office_files.containers import Parts, open_parts
from analysis.documents.office_files.docx_lists import ParagraphNumbers
from analysis.documents.office_files.docx_looks import RunLooks, own_look
from analysis.documents.office_files.docx_text import (
    DEEPEST,
    ParagraphText,
    TooDeepError,
    child,
    choice,
    is_placeholder,
    value,
    word,
)
from analysis.documents.office_files.numbering import labelled
from analysis.documents.refusal import refused
from analysis.documents.seen import RunLook
from analysis.errors import UnreadableFileError
from analysis.text import read_cell
from analysis.words import Words
from analysis.words.documents import note

_MOST_HEADERS = 6
# Elements around paragraphs and rows whose content is printed.
_AROUND = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


def read_docx(data: bytes, name: str) -> Document:
    """Read a Word file into paragraphs and table rows.

    A merged cell is given once, in its first row; automatic numbers stand before their words; tracked
    deletions, hidden and struck-through text are left out. Page headers are read only where the text itself
    bears no title. Raises UnreadableFileError if the file is damaged, asks for a password, or unpacks to more
    than a report can hold.
    """
    parts = open_parts(data, name)
    main = parts.main("word/document.xml")
    root = parts.xml(main)
    body = child(root, "body")
    if body is None:
        raise refused("no_text_part", name)
    related = parts.related(main)
    reader = _Reader(parts, related)
    try:
        items = list(reader.blocks(body, 0))
        if not has_title(items):
            items = [*_headers(parts, related, reader), *items]
    except (TooDeepError, RecursionError) as error:
        raise refused("word_deep", name, most=DEEPEST) from error
    return document_of(name, "docx", data, items, reader.all_notes(items))


def _headers(parts: Parts, related: dict[str, tuple[str, str]], reader: _Reader) -> Iterator[Item]:
    headers = sorted({part for kind, part in related.values() if kind == "header"})
    for part in headers[:_MOST_HEADERS]:
        root = parts.xml(part)
        if root is not None:
            yield from reader.blocks(root, 0)


class _Reader:
    """Walks through the body once; counts tables and automatic numbers on the way."""

    def __init__(self, parts: Parts, related: dict[str, tuple[str, str]]) -> None:
        self.notes: list[Words] = []
        by_kind = dict(related.values())
        styles = self._optional(parts, by_kind.get("styles"))
        self._numbers = ParagraphNumbers(self._optional(parts, by_kind.get("numbering")), styles)
        self._looks = RunLooks(styles)
        self._dark = False  # the ground of the cell that is being read
        self._tables = 0
        self._pictures = 0

    def _optional(self, parts: Parts, part: str | None) -> Element | None:
        try:
            return parts.xml(part) if part else None
        except UnreadableFileError:
            self.notes.append(note("part_damaged", part=part))
            return None

    def blocks(self, container: Element, depth: int) -> Iterator[Item]:
        """Paragraphs and table rows inside an element."""
        if depth > DEEPEST:
            raise TooDeepError
        for element in container:
            name = word(element.tag)
            if name == "p":
                yield from self._paragraph(element, depth)
            elif name == "tbl":
                yield from self._table(element, depth)
            elif name in _AROUND:
                if not is_placeholder(element):
                    yield from self.blocks(element, depth + 1)
            elif name == ":AlternateContent":
                yield from self.blocks(choice(element) or (), depth + 1)  # type: ignore[arg-type]
            elif name == "altChunk":
                self.notes.append(note("other_file"))

    def _paragraph(self, paragraph: Element, depth: int, in_cell: bool = False) -> Iterator[Item]:
        around = self._looks.of_paragraph(child(paragraph, "pPr"))
        found = ParagraphText(paragraph, depth, lambda own: self._run_look(own, around))
        text = "\n".join(clean_lines(found.text))
        deleted = child(paragraph, "pPr", "rPr", "del") is not None
        label = "" if deleted and not text else self._numbers.next_label(paragraph)
        # In a cell of figures a number from a list is a slip, and would make another figure of it.
        if text and label and (not in_cell or read_cell(text).words):
            text = labelled(label, text)
        yield text
        for box in found.boxes:
            yield from self.blocks(box, depth + 1)
        self._pictures += found.pictures
        self.notes += (note("struck", words=words[:60]) for words in found.struck)
        if found.objects:
            self.notes.append(note("embedded", count=found.objects, after=text[:30]))

    def _run_look(self, own: Element | None, around: RunLook) -> RunLook:
        if own is None:
            look = around
        else:
            look = own_look(own).over(self._looks.of_style(value(child(own, "rStyle")))).over(around)
        return look._replace(dark=True) if self._dark and look.white else look

    def _table(self, table: Element, depth: int) -> Iterator[Item]:
        self._tables += 1
        number = self._tables
        merged: frozenset[int] = frozenset()
        for position, row in enumerate(_named("tr", table, depth), 1):
            if child(row, "trPr", "del") is not None:
                continue
            placed, merged = _cells(row, merged, depth)
            contents = [self._cell(cell, depth + 1) for cell, _ in placed]
            if any(isinstance(item, Row) for items, _ in contents for item in items):
                for items, after in contents:
                    yield from (*items, *after)
            else:
                texts = tuple("\n".join(filter(None, map(str, items))) for items, _ in contents)
                yield Row(texts, number, position, tuple(edges for _, edges in placed))
                for _, after in contents:
                    yield from after

    def _cell(self, cell: Element, depth: int) -> tuple[list[Item], list[Item]]:
        """What stands in a cell, and the text boxes anchored there; a table of one cell is just its text."""
        items: list[Item] = []
        after: list[Item] = []
        around, self._dark = self._dark, bool(own_look(child(cell, "tcPr")).dark) or self._dark
        for element in _inside(cell, depth):
            if word(element.tag) == "p":
                text, *boxes = self._paragraph(element, depth, in_cell=True)
                items.append(text)
                after += filter(None, boxes)
            else:
                rows = list(self._table(element, depth + 1))
                single = len(rows) == 1 and isinstance(rows[0], Row) and len(rows[0].cells) == 1
                items += rows[0].cells if single else rows  # type: ignore[union-attr]
        self._dark = around
        if after:
            self.notes.append(note("text_box"))
        return items, after

    def all_notes(self, items: list[Item]) -> list[Words]:
        """What the reader could not read, in sentences."""
        if self._pictures and not any(isinstance(item, Row) for item in items):
            self.notes.append(note("pictures_for_tables", count=self._pictures))
        return self.notes


def _inside(container: Element, depth: int) -> Iterator[Element]:
    """The paragraphs and tables directly in a cell, those in wrapping elements too."""
    if depth > DEEPEST:
        raise TooDeepError
    for element in container:
        name = word(element.tag)
        if name in ("p", "tbl"):
            yield element
        elif name in _AROUND and not is_placeholder(element):
            yield from _inside(element, depth + 1)


def _named(name: str, container: Element, depth: int) -> Iterator[Element]:
    if depth > DEEPEST:
        raise TooDeepError
    for element in container:
        if word(element.tag) == name:
            yield element
        elif word(element.tag) in _AROUND:
            yield from _named(name, element, depth + 1)


def _cells(
    row: Element, merged: frozenset[int], depth: int
) -> tuple[list[tuple[Element, tuple[int, int]]], frozenset[int]]:
    """The cells that are printed in a row with their edges, and the columns where a cell goes on downwards.

    ``merged`` are those columns of the row above; a cell that goes on from there is left out.
    """
    column = _count(child(row, "trPr", "gridBefore"), 0)
    cells: list[tuple[Element, tuple[int, int]]] = []
    going_on: set[int] = set()
    for cell in _named("tc", row, depth):
        properties = child(cell, "tcPr")
        mark = _vertical(properties)
        if mark is not None:
            going_on.add(column)
        sideways = child(properties, "hMerge")
        covered = sideways is not None and value(sideways) != "restart"
        after = column + max(1, _count(child(properties, "gridSpan"), 1))
        if covered and cells:
            cells[-1] = (cells[-1][0], (cells[-1][1][0], after))
        elif not (covered or (mark == "continue" and column in merged) or _is_deleted(properties)):
            cells.append((cell, (column, after)))
        column = after
    return cells, frozenset(going_on)


def _is_deleted(properties: Element | None) -> bool:
    return child(properties, "cellDel") is not None


def _vertical(properties: Element | None) -> str | None:
    """``restart``, ``continue`` or None for a cell that is not merged downwards."""
    mark = child(properties, "vMerge")
    if mark is not None:
        return "restart" if value(mark) in ("restart", "rest") else "continue"
    changed = value(child(properties, "cellMerge"), "vMerge")
    return {"cont": "continue", "rest": "restart"}.get(changed or "")


def _count(element: Element | None, usual: int) -> int:
    try:
        return int(value(element) or usual)
    except ValueError:
        return usual
