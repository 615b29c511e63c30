"""Excel workbooks (XLSX): the rows of each sheet. Source: ECMA-376, part 1, 18."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from analysis.documents.document import Document
from analysis.documents.office_files.assembly import document_of
from analysis.documents.office_files.containers import Parts, open_parts, too_large
from analysis.documents.office_files.number_format import built_in, printed
from analysis.documents.office_files.sheets import MOST_CELLS, Range, Sheet, sheet_items
from analysis.documents.refusal import refused
from analysis.documents.seen import PLAIN, RunLook
from analysis.words import Words
from analysis.words.documents import note

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MOST_COLUMNS = 16_384
# In points: what is smaller nobody reads.
_SMALLEST = 2.0


def read_xlsx(data: bytes, name: str) -> Document:
    """Read an Excel workbook: the name of each sheet as a paragraph and each of its rows as a line.

    A merged cell is given once; numbers come as they are stored, with the unit that their format adds; formulas
    by the result that was stored with them. Hidden sheets, rows and columns are left out, which ``notes`` say.
    Raises UnreadableFileError if the file is damaged or unpacks to more than a report can hold.
    """
    parts = open_parts(data, name)
    main = parts.main("xl/workbook.xml")
    root = parts.xml(main)
    if root is None:
        raise refused("no_sheets", name)
    book = _Book(parts, main, root)
    items = list(sheet_items(book.sheets(root), name))
    return document_of(name, "xlsx", data, items, book.notes)


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The elements of that name directly under another."""
    return (inner for inner in (() if element is None else element) if local(inner) == name)


def first(element: Element | None, name: str) -> Element | None:
    """The first of them, or None."""
    return next(children(element, name), None)


class _Book:
    """What the sheets share: strings, number formats and the first day of dates."""

    def __init__(self, parts: Parts, main: str, root: Element) -> None:
        self.notes: list[Words] = []
        self._parts = parts
        self._related = parts.related(main)
        by_kind = dict(self._related.values())
        self._strings = _shared_strings(self._part(by_kind.get("sharedStrings")))
        styles = self._part(by_kind.get("styles"))
        self._formats, self._looks = _formats(styles), _cell_looks(styles)
        properties = first(root, "workbookPr")
        self._since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self._cells = 0

    def _part(self, part: str | None) -> Element | None:
        return self._parts.xml(part) if part else None

    def sheets(self, root: Element) -> Iterator[Sheet]:
        """The sheets that are shown, in order."""
        for entry in children(first(root, "sheets"), "sheet"):
            title = entry.get("name", "")
            key = next((text for name, text in entry.attrib.items() if name.endswith("}id")), "")
            kind, part = self._related.get(key, ("", ""))
            if kind != "worksheet":
                continue
            if entry.get("state") in ("hidden", "veryHidden"):
                self.notes.append(note("hidden_sheet", sheet=title))
                continue
            sheet = self._part(part)
            if sheet is None:
                self.notes.append(note("sheet_not_there", sheet=title))
            else:
                yield self._sheet(title, sheet)

    def _sheet(self, title: str, root: Element) -> Sheet:
        hidden = _hidden_columns(root)
        view = first(first(root, "sheetViews"), "sheetView")
        zeros = view is None or view.get("showZeros") not in ("0", "false")
        rows: dict[int, dict[int, str]] = {}
        left_out = False
        number = -1
        for row in children(first(root, "sheetData"), "row"):
            number = _integer(row.get("r"), number + 2) - 1
            if row.get("hidden") in ("1", "true"):
                left_out = left_out or len(row) > 0
                continue
            cells = rows.setdefault(number, {})
            column = -1
            for cell in children(row, "c"):
                column = _column(cell.get("r"), column + 1)
                self._cells += 1
                if column in hidden:
                    left_out = True
                elif column < _MOST_COLUMNS:
                    cells[column] = self._seen(cell, self._text(cell, title, zeros))
            if self._cells > MOST_CELLS:
                raise too_large(self._parts.name)
        if left_out:
            self.notes.append(note("hidden_rows", sheet=title))
        merged = [
            area
            for cell in children(first(root, "mergeCells"), "mergeCell")
            if (area := _range(cell.get("ref", "")))
        ]
        return Sheet(title, rows, merged, hidden)

    def _seen(self, cell: Element, text: str) -> str:
        """A cell as the look of its style shows it; one that is struck is not read."""
        style = _integer(cell.get("s"), 0)
        look = self._looks[style] if 0 <= style < len(self._looks) else PLAIN
        if look == PLAIN or not text:
            return text
        return f"~~{text}~~" if look.struck else look._replace(raised=None).shown(text)

    def _text(self, cell: Element, sheet: str, zeros: bool) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _string(first(cell, "is")).strip()
        stored = first(cell, "v")
        text = (stored.text if stored is not None else None) or ""
        if not text and kind == "n":
            formula = first(cell, "f")
            if formula is None:
                return ""
            self.notes.append(note("formula_not_computed", sheet=sheet, place=cell.get("r", "")))
            return f"={(formula.text or '')[:80]}"
        if kind == "s":
            number = _integer(text, -1)
            return self._strings[number] if 0 <= number < len(self._strings) else "\ufffd"
        if kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        if kind in ("str", "e", "d"):
            return text.strip()
        return self._number(text, _integer(cell.get("s"), 0), zeros)

    def _number(self, text: str, style: int, zeros: bool) -> str:
        try:
            value = float(text)
        except ValueError:
            return text.strip()
        code = self._formats[style] if 0 <= style < len(self._formats) else "General"
        return printed(value, code, self._since_1904, zeros)


def _shared_strings(root: Element | None) -> list[str]:
    return [_string(entry).strip() for entry in children(root, "si")]


def _string(entry: Element | None) -> str:
    """Plain or rich text as it is seen, without the pronunciation that may stand beside it."""
    pieces = []
    for element in () if entry is None else entry:
        if local(element) == "t":
            pieces.append(element.text or "")
        elif local(element) == "r":
            text = "".join(text.text or "" for text in children(element, "t"))
            pieces.append(_font_look(first(element, "rPr")).shown(text))
    return "".join(pieces)


def _font_look(font: Element | None) -> RunLook:
    """How words in a font look."""
    if font is None:
        return PLAIN
    colour, size = first(font, "color"), first(font, "sz")
    raised, struck = first(font, "vertAlign"), first(font, "strike")
    paper = colour is not None and (
        colour.get("rgb", "")[-6:].upper() == "FFFFFF" or colour.get("theme") == "0"
    )
    return RunLook(
        struck=struck is not None and struck.get("val", "1") not in ("0", "false"),
        white=paper and not (colour is not None and colour.get("tint")),
        tiny=size is not None and _decimal(size.get("val")) < _SMALLEST,
        raised=raised is not None and raised.get("val") in ("superscript", "subscript"),
    )


def _decimal(text: str | None) -> float:
    try:
        return float(text or "11")
    except ValueError:
        return 11.0


def _cell_looks(root: Element | None) -> list[RunLook]:
    """How the words of each cell style look: white ones only where no ground is drawn behind them."""
    fonts = [_font_look(font) for font in children(first(root, "fonts"), "font")]
    fills = [
        ((pattern := first(fill, "patternFill")) is None or pattern.get("patternType", "none") == "none")
        and first(fill, "gradientFill") is None
        for fill in children(first(root, "fills"), "fill")
    ]
    looks = []
    for xf in children(first(root, "cellXfs"), "xf"):
        font, fill = _integer(xf.get("fontId"), 0), _integer(xf.get("fillId"), 0)
        look = fonts[font] if 0 <= font < len(fonts) else PLAIN
        bare = fills[fill] if 0 <= fill < len(fills) else True
        looks.append(look if bare else look._replace(dark=True))
    return looks


def _formats(root: Element | None) -> list[str]:
    """The format code of each cell style."""
    own = {
        _integer(entry.get("numFmtId"), -1): entry.get("formatCode", "General")
        for entry in children(first(root, "numFmts"), "numFmt")
    }
    numbers = (_integer(xf.get("numFmtId"), 0) for xf in children(first(root, "cellXfs"), "xf"))
    return [own.get(number) or built_in(number) for number in numbers]


def _hidden_columns(root: Element) -> set[int]:
    hidden: set[int] = set()
    for entry in children(first(root, "cols"), "col"):
        if entry.get("hidden") in ("1", "true"):
            start, stop = _integer(entry.get("min"), 1) - 1, _integer(entry.get("max"), 0)
            hidden.update(range(max(start, 0), min(stop, _MOST_COLUMNS)))
    return hidden


def _integer(text: str | None, usual: int) -> int:
    try:
        return usual if text is None else int(text[:18])
    except ValueError:
        return usual


def _column(place: str | None, usual: int) -> int:
    found = _PLACE.fullmatch(place or "")
    return _letters(found[1]) if found else usual


def _letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _range(text: str) -> Range | None:
    start, _, end = text.partition(":")
    a, b = _PLACE.fullmatch(start), _PLACE.fullmatch(end or start)
    if a is None or b is None:
        return None
    return Range(int(a[2]) - 1, _letters(a[1]), int(b[2]) - 1, _letters(b[1]))
