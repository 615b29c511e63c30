"""One PDF page as pdfium gives it: characters with their boxes, straight rules, the share of pictures."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from analysis.documents.pdf_files.flowed_text import Glyph
from analysis.documents.pdf_files.ruled_grid import Edge, dotted_rules

MOST_OBJECTS = 200_000
MOST_CHARACTERS = 50_000
MOST_TEXTS = 10_000
DEEPEST_FORM = 12
THICKEST_RULE = 3.0
STRAIGHT = 1.0
UNKNOWN = "\ufffd"
# In points: smaller characters nobody reads.
SMALLEST = 1.6
# Text render modes that draw nothing; the least ink of a colour (alpha), and the least white, out of 255.
NO_INK = frozenset((3, 7))
LEAST_INK, PAPER = 20, 245
# In quarter turns, off the axes of the page; and the share of a page under pictures that may lie on its text.
MOST_TILTED, LEAST_PICTURED = 0.03, 0.4

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
# pdfium marks a hyphen at the end of a line by the first two; a soft hyphen in print may be a minus sign.
HYPHENS = frozenset((0x02, 0xFFFE, 0xAD))
BLANKS = frozenset((0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000, 0xFEFF, *range(0x2000, 0x2010), 0x202F, 0x205F))


class Page(NamedTuple):
    """A page as it is read, upright: lengths in points, y down from the top.

    ``pictures`` is the share of the page under pictures (0 to 1), ``unknown`` counts characters whose font
    does not say what they mean; each stands as U+FFFD. ``parts`` counts all that was looked at, ``cut`` tells
    that a bound was met, ``fields`` counts the fields of a form whose text is not drawn. ``left_out`` is what the
    file holds and nobody reads as part of the page: without ink, white on white, tilted.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    horizontal: tuple[Edge, ...]
    vertical: tuple[Edge, ...]
    pictures: float
    unknown: int
    parts: int
    cut: bool
    fields: int = 0
    left_out: str = ""


def read_page(document: Any, number: int) -> Page | None:
    """Read page ``number`` (from 1) of an open pdfium document; ``None`` if pdfium cannot load it."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return None
    fields = _fields(page)
    if (
        fields is not None
        and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
    ):
        pdfium.FPDF_ClosePage(page)
        page = pdfium.FPDF_LoadPage(document, number - 1)
    try:
        drawing = _Drawing()
        drawing.add_objects(_page_objects(page), None, 0)
        # pdfium takes ever longer for each piece of text that lies on others.
        text = pdfium.FPDFText_LoadPage(page) if drawing.texts <= MOST_TEXTS else None
        try:
            return _read(page, text, drawing, number)._replace(fields=fields or 0)
        finally:
            if text:
                pdfium.FPDFText_ClosePage(text)
    finally:
        pdfium.FPDF_ClosePage(page)


def _fields(page: Any) -> int | None:
    """The fields of a form that hold text and are not drawn; ``None`` where nothing is laid on the page."""
    found, undrawn = False, 0
    for n in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_TEXTS)):
        note = pdfium.FPDFPage_GetAnnot(page, n)
        if note:
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            found |= kind in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP)
            drawn = pdfium.FPDFAnnot_HasKey(note, b"AP")
            undrawn += kind == pdfium.FPDF_ANNOT_WIDGET and not drawn and pdfium.FPDFAnnot_HasKey(note, b"V")
            pdfium.FPDFPage_CloseAnnot(note)
    return undrawn if found else None


def _read(page: Any, text: Any, drawing: _Drawing, number: int) -> Page:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    count = max(0, pdfium.FPDFText_CountChars(text)) if text else 0
    turned = _quarter_turns(text, count) if count else pdfium.FPDFPage_GetRotation(page)
    view, width, height = _upright(turned, box)
    looked_at = min(count, MOST_CHARACTERS)
    unseen = (
        list(_unseen(text, looked_at, turned, drawing, width * height)) if drawing.odd_texts and text else []
    )
    glyphs = _glyphs(text, looked_at, view, width, height, frozenset(unseen))
    horizontal, vertical = drawing.edges(view)
    return Page(
        number,
        width,
        height,
        tuple(glyphs),
        tuple(horizontal),
        tuple(vertical),
        min(1.0, drawing.picture_area / max(1.0, width * height)),
        sum(glyph.text == UNKNOWN for glyph in glyphs),
        count + drawing.objects,
        count > MOST_CHARACTERS or drawing.objects > MOST_OBJECTS or drawing.texts > MOST_TEXTS,
        left_out="".join(_character(pdfium.FPDFText_GetUnicode(text, n)) for n in unseen).strip(),
    )


def _quarter_turns(text: Any, count: int) -> int:
    """How often to turn the page right by 90 degrees so that most of its characters stand upright."""
    sample = range(0, count, max(1, count // 48))
    # pdfium counts the angle clockwise.
    angles = (
        pdfium.FPDFText_GetCharAngle(text, n) for n in sample if not pdfium.FPDFText_IsGenerated(text, n)
    )
    turns = Counter(round(-angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0)
    return turns.most_common(1)[0][0] if turns else 0


def _upright(turned: int, box: Any) -> tuple[Matrix, float, float]:
    """The matrix from page space to upright space (y down), with the width and height there."""
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    across, up = right - left, top - bottom
    return (
        ((1.0, 0.0, 0.0, -1.0, -left, top), across, up),
        ((0.0, 1.0, 1.0, 0.0, -bottom, -left), up, across),
        ((-1.0, 0.0, 0.0, 1.0, right, -bottom), across, up),
        ((0.0, -1.0, -1.0, 0.0, top, right), up, across),
    )[turned]


def _unseen(text: Any, count: int, turned: int, drawing: _Drawing, area: float) -> Iterator[int]:
    """The characters that nobody sees, white on white or drawn without ink, and those that are tilted."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pictured = drawing.picture_area > LEAST_PICTURED * area  # such a page may have its text below its picture
    loose = pdfium.FS_RECTF()
    for n in range(count):
        item = pdfium.FPDFText_GetTextObject(text, n)
        if not item:
            continue
        if pdfium.FPDFTextObj_GetTextRenderMode(item) in NO_INK:
            if not pictured:
                yield n
            continue
        angle = pdfium.FPDFText_GetCharAngle(text, n)
        if angle >= 0 and abs((-angle / (math.pi / 2) - turned + 2) % 4 - 2) > MOST_TILTED:
            yield n
        elif pdfium.FPDFText_GetFillColor(text, n, red, green, blue, alpha):
            if alpha.value < LEAST_INK:
                yield n
            elif min(red.value, green.value, blue.value) >= PAPER:
                pdfium.FPDFText_GetLooseCharBox(text, n, loose)
                x, y = (loose.left + loose.right) / 2, (loose.bottom + loose.top) / 2
                if not any(x0 < x < x1 and y0 < y < y1 for x0, y0, x1, y1 in drawing.grounds):
                    yield n


def _glyphs(
    text: Any, count: int, view: Matrix, width: float, height: float, unseen: frozenset[int]
) -> list[Glyph]:
    """The characters printed on the page, in the order of the file; blanks are left to the layout."""
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    tight = [ctypes.byref(value) for value in (left, right, bottom, top)]
    origin = [ctypes.byref(value) for value in (x, y)]
    loose = pdfium.FS_RECTF()
    loose_at = ctypes.byref(loose)
    a, b, c, d, e, f = view
    glyphs: list[Glyph] = []
    high = 0
    unicode, box, loose_box, origin_of = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetCharBox,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharOrigin,
    )
    for n in range(count):
        code = unicode(text, n)
        if code in BLANKS or n in unseen:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        box(text, n, *tight)
        if right.value == left.value and top.value == bottom.value:
            continue
        loose_box(text, n, loose_at)
        if loose.top - loose.bottom < SMALLEST and loose.right - loose.left < SMALLEST:
            continue
        origin_of(text, n, *origin)
        x0, x1 = a * loose.left + c * loose.bottom + e, a * loose.right + c * loose.top + e
        y0, y1 = b * left.value + d * bottom.value + f, b * right.value + d * top.value + f
        x0, x1 = (x0, x1) if x0 <= x1 else (x1, x0)
        y0, y1 = (y0, y1) if y0 <= y1 else (y1, y0)
        if x1 > 0 and x0 < width and y1 > 0 and y0 < height:
            character = UNKNOWN if pdfium.FPDFText_HasUnicodeMapError(text, n) == 1 else _character(code)
            size = max(x1 - x0, 1.2 * (y1 - y0))
            glyphs.append(Glyph(x0, x1, y0, y1, b * x.value + d * y.value + f, size, character))
    return glyphs


def _character(code: int) -> str:
    """The character of a code that is drawn with ink: a control code or half a pair says nothing."""
    if code in HYPHENS:
        return "-"
    return UNKNOWN if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 else chr(code)


def _page_objects(page: Any) -> Iterator[Any]:
    for n in range(pdfium.FPDFPage_CountObjects(page)):
        yield pdfium.FPDFPage_GetObject(page, n)


def _form_objects(form: Any) -> Iterator[Any]:
    for n in range(pdfium.FPDFFormObj_CountObjects(form)):
        yield pdfium.FPDFFormObj_GetObject(form, n)


class _Drawing:
    """What is drawn on a page, gathered while its objects are walked; all boxes are in page space."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.picture_area = 0.0
        self.objects = 0
        self.texts = 0
        self.odd_texts = False
        self.grounds: list[Box] = []

    def add_objects(self, objects: Iterator[Any], form: Matrix | None, depth: int) -> None:
        """Take in the objects of the page or of a form; ``form`` leads from form space to page space."""
        for item in objects:
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self.texts += 1
                self.odd_texts = self.odd_texts or _is_odd(item, form)
                continue
            self.objects += 1
            if self.objects > MOST_OBJECTS:
                return
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._add_path(item, form)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                x0, y0, x1, y1 = _bounds(item, form)
                self.picture_area += (x1 - x0) * (y1 - y0)
                self.grounds.append((x0, y0, x1, y1))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                inner = _matrix(item) if form is None else _then(_matrix(item), form)
                self.add_objects(_form_objects(item), inner, depth + 1)

    def edges(self, view: Matrix) -> tuple[list[Edge], list[Edge]]:
        """The rules both ways, across and down, in upright space."""
        horizontal, vertical, dots = [], [], []
        for box in self.boxes:
            x0, y0, x1, y1 = _mapped(box, view)
            wide, high = x1 - x0, y1 - y0
            if wide >= 2 * high:
                horizontal.append(Edge((y0 + y1) / 2, x0, x1))
            elif high >= 2 * wide:
                vertical.append(Edge((x0 + x1) / 2, y0, y1))
            elif max(wide, high) <= THICKEST_RULE:
                dots.append((round(x0 + x1) / 2, round(y0 + y1) / 2))
        return horizontal + dotted_rules((y, x) for x, y in dots), vertical + dotted_rules(dots)

    def _add_path(self, path: Any, form: Matrix | None) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        if not (fill.value or stroke.value):
            return
        x0, y0, x1, y1 = bounds = _bounds(path, form)
        if fill.value and min(x1 - x0, y1 - y0) > THICKEST_RULE and not _is_paper(path):
            self.grounds.append(bounds)
        small = max(x1 - x0, y1 - y0) <= THICKEST_RULE
        thin = min(x1 - x0, y1 - y0) <= THICKEST_RULE
        if small or (thin and pdfium.FPDFPath_CountSegments(path) <= 3):
            self.boxes.append(bounds)
            return
        matrix = _matrix(path) if form is None else _then(_matrix(path), form)
        for subpath in self._subpaths(path, matrix):
            if stroke.value:
                sides = (_box(side) for side in pairwise(subpath))
                self.boxes += [box for box in sides if min(box[2] - box[0], box[3] - box[1]) <= STRAIGHT]
            else:
                box = _box(subpath)
                if min(box[2] - box[0], box[3] - box[1]) <= THICKEST_RULE:
                    self.boxes.append(box)

    def _subpaths(self, path: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        """The straight outlines of a path, closed ones with their first point again; curves break them."""
        a, b, c, d, e, f = matrix
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for n in range(pdfium.FPDFPath_CountSegments(path)):
            self.objects += 1
            if self.objects > MOST_OBJECTS:
                break
            segment = pdfium.FPDFPath_GetPathSegment(path, n)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            if pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_LINETO:
                if len(points) > 1:
                    yield points
                points = []
            points.append(point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1:
            yield points


def _is_odd(item: Any, form: Matrix | None) -> bool:
    """Whether a piece of text is drawn without ink, in the colour of paper, or off the axes of the page."""
    a, b, c, d, *_ = _matrix(item) if form is None else _then(_matrix(item), form)
    straight = min(abs(a) + abs(d), abs(b) + abs(c)) < 0.02 * (abs(a) + abs(b) + abs(c) + abs(d))
    return not straight or pdfium.FPDFTextObj_GetTextRenderMode(item) in NO_INK or _is_paper(item)


def _is_paper(item: Any) -> bool:
    """Whether something is filled with white, or hardly at all."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return False
    return alpha.value < LEAST_INK or min(red.value, green.value, blue.value) >= PAPER


def _box(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _bounds(item: Any, form: Matrix | None) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    box = (left.value, bottom.value, right.value, top.value)
    return box if form is None else _mapped(box, form)


def _mapped(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    return _box([(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]])


def _matrix(item: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, m)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _then(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does ``first`` and then ``second``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
