"""One scanned page: its rules make the cells, each line is recognised alone, figures must be read twice alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import cv2

from analysis.documents.pdf_files.flowed_text import Glyph
from analysis.documents.pdf_files.pdf_page import UNKNOWN, Page
from analysis.documents.pdf_files.ruled_grid import Edge, Grid, TooManyRulesError, find_grids
from analysis.documents.refusal import refused
from analysis.documents.scans.scan_picture import (
    DOTS_PER_POINT,
    Box,
    Picture,
    Sheet,
    character_size,
    line_boxes,
    pieces_across,
    sheet_of,
)

MOST_LINES = 1500
# Paper around a line, as shares of its height: the recogniser then sees the characters in different sizes.
MARGINS = (0.45, 0.8)
SOFT_MARGIN, SOFTENING, COARSE_SOFTENING = 0.5, 1.2, 2.0
NEAR = 0.3
FIGURE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
MARK = re.compile(r"[/—–-]{1,2}|无")
NUMERALS = re.compile(r"[零〇一二三四五六七八九十百千万两]+")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z .,'-]*[A-Za-z]{3}[A-Za-z .,'-]*")
LEAST_SURE = 0.6
# In prose the full forms are right; in figures they are the recogniser's choice of width.
_HALF_WIDTH = str.maketrans("０１２３４５６７８９，．／－", "0123456789,./-")
_WIDE = re.compile(r"[\u2018-\u201d\u2e80-\uffef]")


class _Printed(NamedTuple):
    """A printed line in dots, and the table cell or the page in which it stands; ``ruled`` in a table."""

    box: Box
    room: Box
    ruled: bool


def read_scanned_page(picture: Picture, number: int) -> Page | None:
    """Read the picture of a page (grey values, height by width); ``None`` if nothing is printed on it.

    ``Page.unknown`` counts the figures that could not be read with certainty; each is one U+FFFD. ``cut`` tells
    that the page has more lines than a report, and none is read.
    """
    sheet = sheet_of(picture)
    if sheet is None:
        return None
    across = [_edge((b.y0 + b.y1) / 2, b.x0, b.x1) for b in sheet.across]
    down = [_edge((b.x0 + b.x1) / 2, b.y0, b.y1) for b in sheet.down]
    try:
        grids = find_grids(across, down)
    except TooManyRulesError:
        grids, across, down = [], [], []
    lines = _printed_lines(sheet, grids)
    cut = len(lines) > MOST_LINES
    texts = [] if cut else _texts(sheet, lines)
    glyphs = [glyph for line, text in zip(lines, texts, strict=False) for glyph in _glyphs(line.box, text)]
    if not cut:
        glyphs += [glyph for box in _faint_cells(sheet, grids) for glyph in _glyphs(box, UNKNOWN)]
    height, width = (side / DOTS_PER_POINT for side in sheet.grey.shape)
    unknown = sum(glyph.text == UNKNOWN for glyph in glyphs)
    return Page(
        number, width, height, tuple(glyphs), tuple(across), tuple(down), 0.0, unknown, len(lines), cut
    )


def _edge(place: float, start: int, end: int) -> Edge:
    return Edge(place / DOTS_PER_POINT, start / DOTS_PER_POINT, end / DOTS_PER_POINT)


def _cells(grid: Grid) -> list[Box]:
    """The cells of a table in dots."""
    sides: dict[int, tuple[float, float, float, float]] = {}
    for i, row in enumerate(grid.fields):
        for j, cell in enumerate(row):
            x0, y0, x1, y1 = sides.get(cell, (grid.xs[j], grid.ys[i], 0.0, 0.0))
            sides[cell] = min(x0, grid.xs[j]), y0, max(x1, grid.xs[j + 1]), max(y1, grid.ys[i + 1])
    return [Box(*(round(side * DOTS_PER_POINT) for side in box)) for box in sides.values()]


def _table(grid: Grid) -> Box:
    places = (grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1])
    return Box(*(round(place * DOTS_PER_POINT) for place in places))


def _part(picture: Picture, box: Box) -> Picture:
    return picture[max(0, box.y0) : box.y1, max(0, box.x0) : box.x1]


def _printed_lines(sheet: Sheet, grids: Sequence[Grid]) -> list[_Printed]:
    """The lines of each cell, and those outside the tables."""
    found: list[_Printed] = []
    outside = sheet.ink.copy()
    for grid in grids:
        table = _table(grid)
        size = character_size(_part(sheet.ink, table))
        for cell in _cells(grid):
            boxes = line_boxes(_part(sheet.ink, cell), size) if len(found) <= MOST_LINES else []
            found += [_Printed(_moved(box, cell), cell, True) for box in boxes]
        cv2.rectangle(outside, (table.x0, table.y0), (table.x1, table.y1), 0, -1)
    boxes = line_boxes(outside, character_size(outside), MOST_LINES + 1)
    page = Box(0, 0, sheet.grey.shape[1], sheet.grey.shape[0])
    return [*found, *(_Printed(box, page, False) for box in boxes)]


def _moved(box: Box, to: Box) -> Box:
    x, y = max(0, to.x0), max(0, to.y0)
    return Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)


def _faint_cells(sheet: Sheet, grids: Sequence[Grid]) -> Iterator[Box]:
    """What is printed too faintly to be ink in a cell without ink: such a cell is not blank."""
    for grid in grids:
        size = character_size(_part(sheet.ink, _table(grid)))
        for cell in _cells(grid):
            if not line_boxes(_part(sheet.ink, cell), size):
                yield from (_moved(box, cell) for box in line_boxes(_part(sheet.faint, cell), size)[:1])


def _texts(sheet: Sheet, lines: Sequence[_Printed]) -> list[str]:
    """What each line says; a figure only if it is read twice alike, else U+FFFD."""
    first = _recognised([_crop(sheet, line, MARGINS[0]) for line in lines])
    asked = [n for n, line in enumerate(lines) if _needs_care(first[n][0], line)]
    second = _again(sheet, lines, asked, MARGINS[1])
    open_still = [n for n in asked if sheet.coarse or _figure(first[n]) != _figure(second[n])]
    third = _again(sheet, lines, open_still, SOFT_MARGIN, COARSE_SOFTENING if sheet.coarse else SOFTENING)
    texts = [text for text, _ in first]
    for n in asked:
        readings = [first[n], second[n], *([third[n]] if n in third else [])]
        texts[n] = _settled(sheet, lines[n].box, readings)
    return texts


def _again(
    sheet: Sheet, lines: Sequence[_Printed], numbers: Sequence[int], margin: float, softening: float = 0.0
) -> dict[int, tuple[str, float]]:
    crops = [_crop(sheet, lines[n], margin) for n in numbers]
    if softening:
        crops = [cv2.GaussianBlur(crop, (0, 0), softening) for crop in crops]
    return dict(zip(numbers, _recognised(crops), strict=True))


def _needs_care(text: str, line: _Printed) -> bool:
    """Whether a line may be taken for a figure: in a table any digit or numeral, elsewhere what is not words."""
    plain = text.translate(_HALF_WIDTH).replace(" ", "")
    if len(HAN.findall(NUMERALS.sub("", plain))) == 0:
        return True
    return line.ruled and len(plain) <= 20 and DIGITS.search(plain) is not None


def _figure(reading: tuple[str, float]) -> str | None:
    """The figure or mark that a reading gives, ``None`` if it gives something else or is unsure."""
    text, sure = reading
    plain = text.translate(_HALF_WIDTH).replace(" ", "")
    good = FIGURE.fullmatch(plain) or MARK.fullmatch(plain)
    return plain if good and sure >= LEAST_SURE else None


def _settled(sheet: Sheet, box: Box, readings: Sequence[tuple[str, float]]) -> str:
    """The figure that two readings give and none denies; words with digits if all agree on the digits."""
    figures = [figure for figure in map(_figure, readings) if figure is not None]
    if len(figures) >= 2:
        alike = len(set(figures)) == 1 and not _crosses_rule(sheet, box) and _has_room(sheet, box, figures[0])
        return figures[0] if alike else UNKNOWN
    text = readings[0][0]
    if not figures and all(_LATIN_WORD.fullmatch(reading) for reading, _ in readings):
        return text
    if figures or not HAN.search(NUMERALS.sub("", text)):
        # A heading of brackets and numerals such as （一） is words; a lone numeral may be a misread digit.
        return text if not figures and _is_heading(readings) else UNKNOWN
    digits = {tuple(DIGITS.findall(text.translate(_HALF_WIDTH))) for text, _ in readings}
    return text if len(digits) == 1 else DIGITS.sub(UNKNOWN, text.translate(_HALF_WIDTH))


def _is_heading(readings: Sequence[tuple[str, float]]) -> bool:
    texts = {re.sub(r"\W", "", text) for text, _ in readings[:2]}
    return len(texts) == 1 and all(re.search(r"[（()）、]", text) for text, _ in readings[:2])


def _crosses_rule(sheet: Sheet, box: Box) -> bool:
    """Whether a rule was taken away so near that a part of a digit may be gone with it."""
    return bool(cv2.countNonZero(_part(sheet.at_rules, box) & _part(sheet.ink, box)))


def _has_room(sheet: Sheet, box: Box, figure: str) -> bool:
    """Whether a line is as wide as its figure, and has no more pieces: the recogniser may drop a digit."""
    width, height = box.x1 - box.x0, box.y1 - box.y0
    digits = sum(character.isdecimal() for character in figure)
    if not digits:
        return True
    fits = 0.3 * (digits - 1) * height <= width <= (0.9 * digits + 0.5 * (len(figure) - digits)) * height
    return fits and pieces_across(_part(sheet.faint, box)) <= len(figure)


def _crop(sheet: Sheet, line: _Printed, margin: float) -> Picture:
    """A line with paper around it; what lies next to it is kept, a thin stroke may be fainter than ink."""
    near = round(NEAR * (line.box.y1 - line.box.y0))
    room = line.room
    box = Box(
        max(room.x0, line.box.x0 - near),
        max(room.y0, line.box.y0 - near // 2),
        min(room.x1, line.box.x1 + near),
        min(room.y1, line.box.y1 + near // 2),
    )
    wide = max(2, round((margin - NEAR) * (line.box.y1 - line.box.y0)))
    return cv2.copyMakeBorder(_part(sheet.grey, box), wide, wide, wide, wide, cv2.BORDER_CONSTANT, value=255)


def _glyphs(box: Box, text: str) -> Iterator[Glyph]:
    """A recognised line as characters, spread over its box: the places inside a line are not known."""
    x0, y0, x1, y1 = (side / DOTS_PER_POINT for side in box)
    size = y1 - y0
    widths = [2 if _WIDE.match(character) else 1 for character in text]
    step = (x1 - x0) / max(1, sum(widths))
    for character, width in zip(text, widths, strict=True):
        if not character.isspace():
            yield Glyph(x0, x0 + width * step, y0, y1, (y0 + y1) / 2 + 0.35 * size, size, character)
        x0 += width * step


@cache
def _engine() -> Any:
    """The recogniser with the model that lies in the package: nothing is ever fetched."""
    spec = find_spec("rapidocr")
    models = Path(spec.origin).parent / "models" if spec and spec.origin else Path()
    model = next(iter(sorted(models.glob("*_rec_*.onnx"))), None)
    if model is None:
        raise refused("no_model", "rapidocr")
    from rapidocr import RapidOCR

    settings = {
        "Global.log_level": "critical",
        "Rec.model_path": str(model),
        # Files are read side by side in several processes; a second thread gains little and waits busily.
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "Rec.rec_img_shape": [3, 48, 96],
        "Rec.rec_batch_num": 8,
    }
    return RapidOCR(params=settings)


def _recognised(crops: Sequence[Picture]) -> list[tuple[str, float]]:
    """What each crop says, and how sure the recogniser is, 0 to 1."""
    if not crops:
        return []
    found = _engine().recognize_txt([cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for crop in crops])
    return [(text.strip(), float(sure)) for text, sure in zip(found.txts, found.scores, strict=True)]
