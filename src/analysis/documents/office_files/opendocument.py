"""OpenDocument spreadsheets and texts (ODS, ODT). Source: OpenDocument 1.3, part 3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from xml.etree.ElementTree import Element

from analysis.documents.document import Document
from analysis.documents.office_files.assembly import Item, Row, document_of
from analysis.documents.office_files.containers import open_parts, too_large
from analysis.documents.office_files.number_format import plain
from analysis.documents.office_files.sheets import MOST_CELLS, Range, Sheet, sheet_items
from analysis.documents.refusal import refused
from analysis.documents.seen import PLAIN, RunLook
from analysis.words import Words
from analysis.words.documents import note

_DEEPEST = 150
_LONGEST_CHAIN = 20
_MOST_REPEATS = 1_000
_ROW_GROUPS = ("table-header-rows", "table-rows", "table-row-group")
_SKIPPED = frozenset(
    ("annotation", "annotation-end", "note", "tracked-changes", "ruby-text", "forms", "soft-page-break")
)


class _TooDeepError(Exception):
    pass


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attribute(element: Element, name: str) -> str | None:
    return next((text for key, text in element.attrib.items() if _local(key) == name), None)


def read_opendocument(data: bytes, name: str) -> Document:
    """Read an OpenDocument spreadsheet or text into paragraphs and table rows.

    A merged cell is given once; tracked deletions, comments, hidden rows and hidden columns are left out;
    formulas come by their stored result. Automatic numbers of lists are not written out. Raises
    UnreadableFileError if the file is damaged, asks for a password, is of another kind, or unpacks to more
    than a report can hold.
    """
    parts = open_parts(data, name)
    if b"encryption-data" in (parts.read("META-INF/manifest.xml") or b""):
        raise refused("password", name)
    root = parts.xml("content.xml")
    body = next((element for element in root or () if _local(element.tag) == "body"), None)
    content = next(iter(body), None) if body is not None else None
    kind = _local(content.tag) if content is not None else ""
    if content is None or kind not in ("spreadsheet", "text"):
        raise refused("other_opendocument", name)
    notes: list[Words] = []
    try:
        looks = _Looks([root, parts.xml("styles.xml")])
        if kind == "text":
            return document_of(name, "odt", data, list(_Text(looks).blocks(content, 0)), notes)
        sheets = [_sheet(table, name, notes, looks) for table in content if _local(table.tag) == "table"]
        return document_of(name, "ods", data, list(sheet_items(sheets, name)), notes)
    except (_TooDeepError, RecursionError) as error:
        raise refused("file_deep", name, most=_DEEPEST) from error


def _sheet(table: Element, file: str, notes: list[Words], looks: _Looks) -> Sheet:
    rows: dict[int, dict[int, str]] = {}
    merged: list[Range] = []
    title = _attribute(table, "name") or ""
    hidden = _hidden_columns(table)
    number = done = 0
    for row in _rows(table, 0):
        repeats = _repeats(row, "number-rows-repeated")
        cells: dict[int, str] = {}
        column = 0
        for cell in row:
            across = _repeats(cell, "number-columns-repeated")
            if _local(cell.tag) == "table-cell":
                text = _cell(cell, title, notes, looks)
                if text or across < _MOST_REPEATS:
                    done += across
                    if done > MOST_CELLS:
                        raise too_large(file)
                    cells.update((at, text) for at in range(column, column + across) if at not in hidden)
                down, wide = _repeats(cell, "number-rows-spanned"), _repeats(cell, "number-columns-spanned")
                if down > 1 or wide > 1:
                    merged.append(Range(number, column, number + down - 1, column + wide - 1))
            column += across
        shown = _attribute(row, "visibility") not in ("collapse", "filter")
        if shown and (any(cells.values()) or repeats < _MOST_REPEATS):
            done += len(cells) * (repeats - 1)
            if done > MOST_CELLS or repeats > MOST_CELLS:
                raise too_large(file)
            rows.update((at, cells) for at in range(number, number + repeats))
        elif not shown and any(cells.values()):
            notes.append(note("hidden_rows", sheet=title))
        number += repeats
    if hidden:
        notes.append(note("hidden_rows", sheet=title))
    return Sheet(title, rows, merged, hidden)


def _hidden_columns(table: Element) -> set[int]:
    hidden: set[int] = set()
    column = 0
    for element in table.iter():
        if _local(element.tag) == "table-row":
            break
        if _local(element.tag) == "table-column":
            repeats = min(_repeats(element, "number-columns-repeated"), 16_384)
            if _attribute(element, "visibility") in ("collapse", "filter") and column < 16_384:
                hidden.update(range(column, column + repeats))
            column += repeats
    return hidden


def _rows(table: Element, depth: int) -> Iterator[Element]:
    if depth > _DEEPEST:
        raise _TooDeepError
    for element in table:
        if _local(element.tag) == "table-row":
            yield element
        elif _local(element.tag) in _ROW_GROUPS:
            yield from _rows(element, depth + 1)


def _repeats(element: Element, name: str) -> int:
    try:
        return max(int((_attribute(element, name) or "1")[:9]), 1)
    except ValueError:
        return 1


def _cell(cell: Element, sheet: str, notes: list[Words], looks: _Looks) -> str:
    """The text shown, or the number behind it where the text is that number rounded."""
    shown = "\n".join(_text(p, 0, looks) for p in cell if _local(p.tag) in ("p", "h")).strip()
    stored = _attribute(cell, "value")
    if not shown and stored is None and _attribute(cell, "formula"):
        if _attribute(cell, "value-type") is None:
            notes.append(note("formula_not_computed", sheet=sheet, place=""))
            return f"={(_attribute(cell, 'formula') or '')[:80]}"
    elif shown and stored is not None and _attribute(cell, "value-type") == "float":
        try:
            float(shown.replace(",", ""))
            return plain(float(stored))
        except ValueError:
            return shown
    return shown


class _Looks:
    """How words look by the styles of a text, and by those that these are based on."""

    def __init__(self, roots: Sequence[Element | None]) -> None:
        self._looks: dict[str, RunLook] = {}
        self._above: dict[str, str] = {}
        for element in (element for root in roots for element in (root.iter() if root is not None else ())):
            if _local(element.tag) == "style":
                name = _attribute(element, "name") or ""
                self._above[name] = _attribute(element, "parent-style-name") or ""
                given = [inner for inner in element if _local(inner.tag) == "text-properties"]
                self._looks[name] = _look(given[0]) if given else PLAIN

    def of(self, element: Element) -> RunLook:
        """The look of a paragraph or of a run."""
        look, name = PLAIN, _attribute(element, "style-name") or ""
        for _ in range(_LONGEST_CHAIN):
            if not name:
                break
            look, name = look.over(self._looks.get(name, PLAIN)), self._above.get(name, "")
        return look


def _look(properties: Element) -> RunLook:
    given = {_local(key): text.lower() for key, text in properties.attrib.items()}
    place, size = given.get("text-position", "").split(), given.get("font-size", "")
    shift = place[0] if place else "0%"
    ground = given.get("background-color", "transparent")
    return RunLook(
        hidden=given.get("display") == "none" or None,
        struck=given.get("text-line-through-style", given.get("text-line-through-type", "none")) != "none"
        or None,
        white=given["color"] == "#ffffff" if "color" in given else None,
        dark=ground not in ("transparent", "#ffffff") or None,
        tiny=size in ("0pt", "1pt", "1.0pt", "0.5pt") if size else None,
        raised=shift not in ("0%", "0") if place else None,
    )


def _text(element: Element, depth: int, looks: _Looks, around: RunLook = PLAIN) -> str:
    if depth > _DEEPEST:
        raise _TooDeepError
    look = looks.of(element).over(around)
    pieces = [look.shown(element.text or "")]
    for inner in element:
        name = _local(inner.tag)
        if name == "s":
            pieces.append(" " * min(_repeats(inner, "c"), 100))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name not in _SKIPPED and name != "frame":
            pieces.append(_text(inner, depth + 1, looks, look))
        pieces.append(look.shown(inner.tail or ""))
    return "".join(pieces)


class _Text:
    """Walks through a text document once and counts its tables."""

    def __init__(self, looks: _Looks) -> None:
        self._looks = looks
        self._tables = 0

    def blocks(self, container: Element, depth: int) -> Iterator[Item]:
        """Paragraphs and rows inside an element."""
        if depth > _DEEPEST:
            raise _TooDeepError
        for element in container:
            name = _local(element.tag)
            if name in ("p", "h"):
                yield _text(element, depth, self._looks)
                for frame in element.iter():
                    if _local(frame.tag) == "text-box":
                        yield from self.blocks(frame, depth + 1)
            elif name == "table":
                yield from self._table(element, depth)
            elif name not in _SKIPPED:
                yield from self.blocks(element, depth + 1)

    def _table(self, table: Element, depth: int) -> Iterator[Item]:
        self._tables += 1
        number = self._tables
        for position, row in enumerate(_rows(table, depth), 1):
            contents, edges, column = [], [], 0
            for cell in row:
                for _ in range(min(_repeats(cell, "number-columns-repeated"), _MOST_REPEATS)):
                    if _local(cell.tag) == "table-cell":
                        contents.append(list(self.blocks(cell, depth + 1)))
                        edges.append((column, column + _repeats(cell, "number-columns-spanned")))
                    column += 1
            if any(isinstance(item, Row) for items in contents for item in items):
                for items in contents:
                    yield from items
            else:
                texts = tuple("\n".join(filter(None, map(str, items))) for items in contents)
                yield Row(texts, number, position, tuple(edges))
