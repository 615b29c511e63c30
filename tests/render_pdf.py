"""Write a filled form as a PDF file, in the ways in which programs lay out and draw tables.

The font is made here: each character is a box, so that no font file is needed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from analysis.forms import Key
from render_office import Cell, Grid, parts_of, placed

CODES: dict[str, int] = {}
NO_MEANING = "\ue000"
WIDTH, HEIGHT, MARGIN = 600, 800, 40
SIZE = 9.0
STEP = 11.0
LABELS = (70.0, 70.0, 100.0)
Rule = tuple[float, float, float, float]
# A row of a table: its number, and its cells with their columns and whether they begin there.
_Placed = tuple[int, list[tuple[int, Cell, bool]]]


def show(x: float, y: float, text: str, size: float = 10) -> str:
    codes = "".join(f"{CODES.setdefault(character, len(CODES) + 1):02X}" for character in text)
    return f"BT /F {size} Tf {x} {y} Td <{codes}> Tj ET\n"


@contextmanager
def own_font() -> Iterator[None]:
    """A font for one file: it has 255 characters, and a report has nearly as many."""
    others = dict(CODES)
    CODES.clear()
    try:
        yield
    finally:
        CODES.clear()
        CODES.update(others)


def character_width(character: str) -> int:
    return 1000 if ord(character) >= 0x2018 else 500


def font_objects(first: int) -> list[bytes]:
    """The font, its ToUnicode map, and one drawing for each character, as objects from ``first`` on."""
    assert len(CODES) < 256
    characters = sorted(CODES, key=CODES.__getitem__)
    names = " ".join(f"/c{n}" for n in range(1, len(characters) + 1))
    drawings = " ".join(f"/c{n} {first + 1 + n} 0 R" for n in range(1, len(characters) + 1))
    widths = " ".join(str(character_width(character)) for character in characters)
    mapped = [
        f"<{CODES[character]:02X}> <{character.encode('utf-16-be').hex()}>"
        for character in characters
        if character != NO_MEANING
    ]
    cmap = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF>\n"
    cmap += "endcodespacerange\n"
    for start in range(0, len(mapped), 100):
        part = mapped[start : start + 100]
        cmap += f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n"
    cmap += "endcmap end end"
    font = (
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [0.001 0 0 0.001 0 0] "
        f"/FirstChar 1 /LastChar {len(characters)} /Widths [{widths}] /ToUnicode {first + 1} 0 R "
        f"/Encoding << /Type /Encoding /Differences [1 {names}] >> /CharProcs << {drawings} >> "
        "/Resources << >> >>"
    )
    boxes = []
    for character in characters:
        width = character_width(character)
        ink = "" if character == " " else f"40 0 {width - 80} 700 re f"
        boxes.append(stream(f"{width} 0 0 -120 {width} 880 d1 {ink}".encode()))
    return [font.encode(), stream(cmap.encode()), *boxes]


def stream(data: bytes, keys: str = "") -> bytes:
    packed = zlib.compress(data)
    return (
        f"<< /Length {len(packed)} /Filter /FlateDecode {keys} >>\nstream\n".encode()
        + packed
        + b"\nendstream"
    )


def make_pdf(
    pages: Sequence[str], keys: str = "", box: str = "0 0 600 800", forms: Sequence[bytes] = ()
) -> bytes:
    """A PDF file of the given page contents; ``forms`` are ready objects, called /X0, /X1, … on the pages."""
    first_form = 3 + 2 * len(pages)
    first_font = first_form + len(forms)
    named = " ".join(f"/X{n} {first_form + n} 0 R" for n in range(len(forms)))
    resources = f"/Resources << /Font << /F {first_font} 0 R >> /XObject << {named} >> >>"
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
    ]
    for n, content in enumerate(pages):
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {keys} {resources} /Contents {4 + 2 * n} 0 R >>"
        )
        objects += [page.encode(), stream(content.encode())]
    objects += [form.replace(b"RESOURCES", resources.encode()) for form in forms]
    objects += font_objects(first_font)
    out = b"%PDF-1.7\n"
    places = []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


def stroked(rules: Sequence[Rule]) -> str:
    return "".join(f"{x0} {y0} m {x1} {y1} l S\n" for x0, y0, x1, y1 in rules)


def filled(rules: Sequence[Rule]) -> str:
    return "".join(f"{x0} {y0} {x1 - x0 + 0.5} {y1 - y0 + 0.5} re f\n" for x0, y0, x1, y1 in rules)


class Style(NamedTuple):
    """How a table is drawn.

    ``rules``: none, grid, double, across, three (above, below and under the heads), shaded (white rules on
    coloured rows), filled (thin boxes), outer; ``anchor``: top, middle or bottom of a row; ``order``: cells,
    or lines from the top down; ``figure``: width of a column of figures in points; ``hidden``: every word is
    there once more, invisible, as behind a scan.
    """

    name: str
    rules: str = "none"
    anchor: str = "top"
    order: str = "cells"
    figure: float = 36.0
    align: str = "left"
    space: float = 0.0
    per_glyph: bool = False
    hidden: bool = False
    turned: bool = False


STYLES = (
    Style("grid", "grid", "middle", align="centre", space=4),
    Style("grid, narrow", "grid", "top", figure=26),
    Style("double rules", "double", "middle", space=6),
    Style("thin boxes", "filled", "middle", space=4),
    Style("white rules on shades", "shaded", "middle", space=4),
    Style("glyph by glyph", "grid", "middle", space=4, per_glyph=True),
    Style("hidden words", "grid", "middle", space=4, hidden=True),
    Style("turned page", "grid", "middle", space=4, turned=True),
    Style("no rules", space=6),
    Style("no rules, narrow", figure=26),
    Style("no rules, middle", anchor="middle"),
    Style("no rules, middle, narrow", anchor="middle", figure=26, align="centre"),
    Style("no rules, bottom, narrow", anchor="bottom", figure=26, align="right"),
    Style("no rules, line by line", order="lines", space=6),
    Style("no rules, glyph by glyph", per_glyph=True),
    Style("no rules, turned page", anchor="middle", turned=True),
    Style("rules across", "across", "middle", space=4),
    Style("rules across, narrow", "across", "top", figure=26),
    Style("three rules", "three", "top"),
    Style("outer rules", "outer", "top"),
)  # fmt: skip


class _Printed(NamedTuple):
    """A word and where it stands, y from the foot of the page."""

    x: float
    y: float
    text: str


def as_pdf(values: Mapping[Key, str], code: str, year: int, style: Style) -> bytes:
    """A report as a PDF file."""
    with own_font():
        return _report(values, code, year, style)


def _report(values: Mapping[Key, str], code: str, year: int, style: Style) -> bytes:
    pages = _Pages(style)
    for part in parts_of(code, values, year, "青山县人民政府"):
        if isinstance(part, str):
            pages.paragraph(part)
        else:
            pages.table(part)
    matrix, keys, box = "1 0 0 1 0 0", "", f"0 0 {WIDTH} {HEIGHT}"
    if style.turned:
        matrix, keys, box = f"0 1 -1 0 {HEIGHT} 0", "/Rotate 90", f"0 0 {HEIGHT} {WIDTH}"
    contents = [f"q {matrix} cm {page} Q" for page in pages.contents()]
    return make_pdf(contents, keys, box)


class _Pages:
    """Pages being filled from the top down."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.words: list[list[_Printed]] = [[]]
        self.rules: list[str] = [""]
        self.y: float = HEIGHT - MARGIN

    def contents(self) -> Iterator[str]:
        for rules, words in zip(self.rules, self.words, strict=True):
            order = sorted(words, key=lambda w: (-w.y, w.x)) if self.style.order == "lines" else words
            drawn = "".join(_shown(word, self.style) for word in order)
            yield rules + drawn + (f"3 Tr {drawn} 0 Tr" if self.style.hidden else "")

    def paragraph(self, text: str) -> None:
        for line in _wrapped(text, WIDTH - 2 * MARGIN):
            self._room(STEP)
            self.words[-1].append(_Printed(MARGIN, self.y - SIZE, line))
            self.y -= STEP
        self.y -= 3

    def table(self, grid: Grid) -> None:
        columns = _columns(grid, self.style.figure)
        rows = list(placed(grid))
        heights = _heights(grid, columns, self.style)
        heads = next((n for n, (_, cells) in enumerate(rows) if _has_figure(cells)), 0)
        start = 0
        while start < len(rows):
            stop, room = start, self.y - MARGIN
            while stop < len(rows) and sum(heights[start : stop + 1]) <= room:
                stop += 1
            if stop == start:
                self._new_page()
                continue
            self._rows(rows, heights, columns, start, stop, heads)
            start = stop
        self.y -= 8

    def _rows(
        self,
        rows: Sequence[_Placed],
        heights: Sequence[float],
        columns: Sequence[float],
        start: int,
        stop: int,
        heads: int,
    ) -> None:
        tops: dict[int, float] = {n: self.y - sum(heights[start:n]) for n in range(start, stop + 1)}
        for number, cells in rows[start:stop]:
            for column, cell, begins in cells:
                end = min(stop, number + cell.down)
                if begins:
                    self._cell(
                        columns[column], columns[column + cell.across], tops[number], tops[end], cell.text
                    )
                self._box(columns[column], columns[column + cell.across], tops[number], tops[number + 1],
                          begins, number + 1 == stop or _ends(rows, number, column))  # fmt: skip
        left, right, top, foot = columns[0], columns[-1], tops[start], tops[stop]
        lines = [(left, top, right, top), (left, foot, right, foot)]
        if self.style.rules == "outer":
            lines += [(left, foot, left, top), (right, foot, right, top)]
        elif start < heads < stop:
            lines += [(left, tops[heads], right, tops[heads])]
        if self.style.rules in ("outer", "three"):
            self.rules[-1] += stroked(lines)
        self.y = foot

    def _cell(self, x0: float, x1: float, top: float, foot: float, text: str) -> None:
        if not text:
            return
        lines = _wrapped(text, x1 - x0 - 2 * PADDING)
        free = top - foot - STEP * len(lines)
        first = (
            top
            - {"top": min(self.style.space / 2, max(0, free)), "middle": free / 2, "bottom": free}[
                self.style.anchor
            ]
        )
        for number, line in enumerate(lines):
            slack = x1 - x0 - 2 * PADDING - _width(line)
            shift = (
                {"left": 0.0, "centre": slack / 2, "right": slack}[self.style.align]
                if _figures(text)
                else 0.0
            )
            self.words[-1].append(_Printed(x0 + PADDING + shift, first - SIZE - number * STEP, line))

    def _box(self, x0: float, x1: float, top: float, foot: float, begins: bool, ends: bool) -> None:
        across = [(x0, top, x1, top)] * begins + [(x0, foot, x1, foot)] * ends
        down = [(x0, foot, x0, top), (x1, foot, x1, top)]
        rules = self.style.rules
        if rules == "grid":
            self.rules[-1] += stroked(across + down)
        elif rules == "double":
            self.rules[-1] += stroked(
                [*across, *down, *((a + 1.5, b - 1.5, c + 1.5, d - 1.5) for a, b, c, d in across + down)]
            )
        elif rules == "filled":
            self.rules[-1] += filled(across + down)
        elif rules == "across":
            self.rules[-1] += stroked(across)
        elif rules == "shaded":
            self.rules[-1] += (
                f"0.8 g {x0} {foot} {x1 - x0} {top - foot} re f 0 g 1 G {stroked(across + down)} 0 G "
            )

    def _room(self, height: float) -> None:
        if self.y - height < MARGIN:
            self._new_page()

    def _new_page(self) -> None:
        self.words.append([])
        self.rules.append("")
        self.y = HEIGHT - MARGIN


PADDING = 5.4


def _ends(rows: Sequence[_Placed], number: int, column: int) -> bool:
    """Whether the cell at a column ends with its row."""
    return (
        any(c == column and begins for c, _, begins in rows[number + 1][1])
        if number + 1 < len(rows)
        else True
    )


def _figures(text: str) -> bool:
    return all(character in "0123456789./-+" for character in text)


def _has_figure(cells: Iterable[tuple[int, Cell, bool]]) -> bool:
    return any(begins and cell.text and _figures(cell.text) for _, cell, begins in cells)


def _columns(grid: Grid, figure: float) -> list[float]:
    """Where columns begin, and where the last ends; the first of a wide table hold labels."""
    count = sum(cell.across for cell in grid[0])
    widths = [100.0, *[max(60.0, figure)] * (count - 1)]
    if count == 10:
        widths = [*LABELS, *[figure] * 7]
    elif count == 15:
        widths = [min(figure, 34.0)] * 15
    places = [float(MARGIN)]
    for width in widths:
        places.append(places[-1] + width)
    return places


def _heights(grid: Grid, columns: Sequence[float], style: Style) -> list[float]:
    heights = [STEP + style.space] * len(grid)
    spanning: list[tuple[int, Cell, float]] = []
    for number, cells in placed(grid):
        for column, cell, begins in cells:
            if begins and cell.text:
                lines = _wrapped(cell.text, columns[column + cell.across] - columns[column] - 2 * PADDING)
                need = STEP * len(lines) + style.space
                if cell.down == 1:
                    heights[number] = max(heights[number], need)
                else:
                    spanning.append((number, cell, need))
    for number, cell, need in spanning:
        last = number + cell.down - 1
        heights[last] += max(0.0, need - sum(heights[number : last + 1]))
    return heights


def _width(text: str) -> float:
    return sum(character_width(character) for character in text) * SIZE / 1000


def _wrapped(text: str, width: float) -> list[str]:
    lines = [""]
    for character in text:
        if lines[-1] and _width(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return lines


def _shown(word: _Printed, style: Style) -> str:
    if not style.per_glyph:
        return show(word.x, word.y, word.text, SIZE)
    x, drawn = word.x, ""
    for character in word.text:
        drawn += show(round(x, 2), word.y, character, SIZE)
        x += _width(character)
    return drawn
