"""The picture of a page as ink on paper: made even, set straight, its rules found and taken away."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise
from typing import Any, NamedTuple

import cv2

# Pictures are read at the width of an A4 page, upright or lying, of 200 dots an inch.
DOTS_PER_POINT = 200 / 72
UPRIGHT_WIDTH, LYING_WIDTH = 1654, 2339
MOST_ENLARGED, COARSE = 4.0, 1.5
TALLEST = 24_000
# In degrees; a sheet laid askew on the glass is seldom further off.
MOST_SKEW = 3.0
# In dots: longer than any stroke of a character, shorter than the side of a cell.
SHORTEST_ACROSS, SHORTEST_DOWN = 70, 44
THICKEST = 12
# How near two rules must lie to touch, and how far rules that touch must reach; titles are up to 40 points tall.
TOUCH, LEAST_TABLE = 2, 120
LEAST_FILLED = 0.9
# Shares of the height of a character: specks, the gap inside a word, between lines, between words.
SPECK, WORD_GAP, LINE_GAP, COLUMN_GAP = 0.22, 1.2, 0.12, 2.0
TALLEST_LINE = 3.5
LEAST_CONTRAST = 40

Picture = Any  # an array of grey values, height by width, as OpenCV takes it


class Box(NamedTuple):
    """A rectangle in dots, y down from the top; the ends are outside."""

    x0: int
    y0: int
    x1: int
    y1: int

    def is_in(self, other: Box) -> bool:
        """Whether the box lies wholly in another one."""
        return other.x0 <= self.x0 and other.y0 <= self.y0 and self.x1 <= other.x1 and self.y1 <= other.y1


class Sheet(NamedTuple):
    """A page ready for reading, all in dots: grey values without rules, its ink, its faint ink, and the rules.

    ``at_rules`` marks the places from which rules were taken away, and the dots beside them; ``coarse`` tells that the
    picture has so few dots that a figure is but some of them tall.
    """

    grey: Picture
    ink: Picture
    faint: Picture
    at_rules: Picture
    across: list[Box]
    down: list[Box]
    coarse: bool


def sheet_of(picture: Picture) -> Sheet | None:
    """Prepare the picture of a page; ``None`` if nothing is printed on it."""
    sized = _sized(picture)
    coarse = sized.shape[1] > COARSE * picture.shape[1]
    grey = _even(sized)
    level = _ink_level(grey)
    if level is None:
        return None
    angle = _skew(_below(grey, level))
    if angle:
        grey = _turned(grey, angle, 255)
    ink, faint = _below(grey, level), _below(cv2.medianBlur(grey, 3), (level + 3 * 255) / 4)
    across, down = _rules(ink)
    ruled = ink & 0
    for box in (*across, *down):
        cv2.rectangle(ruled, (box.x0 - 1, box.y0 - 1), (box.x1, box.y1), 255, -1)
    grey, ink = cv2.max(grey, ruled), ink & ~ruled
    at_rules = cv2.dilate(ruled, _kernel(3, 3))
    return Sheet(grey, ink, faint & ~cv2.dilate(ruled, _kernel(7, 7)), at_rules, across, down, coarse)


def _sized(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    wanted = UPRIGHT_WIDTH if width <= height else LYING_WIDTH
    scale = min(wanted / width, MOST_ENLARGED, TALLEST / height)
    if 0.97 < scale < 1.03:
        return picture
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how)


def _even(grey: Picture) -> Picture:
    """Make the paper white everywhere: shadows and yellowed edges change slowly, ink does not."""
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, _kernel(9, 9)), 15)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, paper, scale=250)


def _ink_level(grey: Picture) -> float | None:
    """The grey value between ink and paper; ``None`` for an empty page."""
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    dark = cv2.mean(grey, mask=_below(grey, level))[0]
    light = cv2.mean(grey, mask=cv2.bitwise_not(_below(grey, level)))[0]
    return float(level) if light - dark >= LEAST_CONTRAST else None


def _below(grey: Picture, level: float) -> Picture:
    return cv2.threshold(grey, level, 255, cv2.THRESH_BINARY_INV)[1]


def _kernel(width: int, height: int) -> Picture:
    return cv2.getStructuringElement(cv2.MORPH_RECT, (max(1, width), max(1, height)))


def _turned(picture: Picture, angle: float, paper: int) -> Picture:
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper)


def _skew(ink: Picture) -> float:
    """The turn, in degrees, after which lines and rules lie most sharply in rows."""
    scale = 1000 / max(ink.shape)
    small = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    best = 0.0
    for step, reach in ((0.25, MOST_SKEW), (0.05, 0.25), (0.02, 0.04)):
        tries = [best + step * n for n in range(-round(reach / step), round(reach / step) + 1)]
        best = max(tries, key=lambda angle: _sharpness(small, angle))
    return best if abs(best) >= 0.03 else 0.0


def _sharpness(small: Picture, angle: float) -> float:
    rows = cv2.reduce(_turned(small, angle, 0), 1, cv2.REDUCE_SUM, dtype=cv2.CV_64F)
    steps = rows[1:] - rows[:-1]
    return float((steps * steps).sum())


def _rules(ink: Picture) -> tuple[list[Box], list[Box]]:
    """The rules across and down: long, thin, and drawn without a break."""
    lines = cv2.morphologyEx(cv2.dilate(ink, _kernel(1, 3)), cv2.MORPH_CLOSE, _kernel(3, 1))
    across = boxes_of(cv2.morphologyEx(lines, cv2.MORPH_OPEN, _kernel(SHORTEST_ACROSS, 1)))
    lines = cv2.morphologyEx(cv2.dilate(ink, _kernel(3, 1)), cv2.MORPH_CLOSE, _kernel(1, 3))
    down = boxes_of(cv2.morphologyEx(lines, cv2.MORPH_OPEN, _kernel(1, SHORTEST_DOWN)))
    across, down = _of_tables(
        ink,
        [b for b in across if b.y1 - b.y0 <= THICKEST and _unbroken(ink, b, 0)],
        [b for b in down if b.x1 - b.x0 <= THICKEST and _unbroken(ink, b, 1)],
    )
    return across, down


def _of_tables(ink: Picture, *rules: list[Box]) -> list[list[Box]]:
    """The rules without the strokes of large characters, which touch no table and are as short as a title is tall."""
    mask = ink & 0
    for box in chain(*rules):
        cv2.rectangle(mask, (box.x0 - TOUCH, box.y0 - TOUCH), (box.x1 + TOUCH, box.y1 + TOUCH), 255, -1)
    long = [b for b in boxes_of(mask) if max(b.x1 - b.x0, b.y1 - b.y0) >= LEAST_TABLE]
    # Pieces of a broken rule lie in the box of their table.
    return [[box for box in found if any(map(box.is_in, long))] for found in rules]


def _unbroken(ink: Picture, box: Box, axis: int) -> bool:
    """Whether there is ink all along a rule; a row of characters has gaps."""
    part = ink[box.y0 : box.y1, box.x0 : box.x1]
    along = cv2.reduce(part, axis, cv2.REDUCE_MAX)
    return float(cv2.mean(along)[0]) / 255 >= LEAST_FILLED


def boxes_of(mask: Picture) -> list[Box]:
    """The boxes of the pieces of a mask that hang together."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return [Box(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:].tolist()]


def character_size(ink: Picture) -> float:
    """The usual height of a printed line, in dots."""
    heights = sorted(b.y1 - b.y0 for b in boxes_of(ink) if 9 <= b.y1 - b.y0 <= 90 and b.x1 - b.x0 <= 120)
    rough = float(heights[int(0.75 * len(heights))]) if heights else 28.0
    lines = sorted(b.y1 - b.y0 for b in line_boxes(ink, rough) if b.x1 - b.x0 > 2 * (b.y1 - b.y0))
    return max(rough, float(lines[len(lines) // 2])) if lines else rough


def line_boxes(ink: Picture, size: float, most: int = 2000) -> list[Box]:
    """The printed lines in a piece of a page, from the top down; wide gaps part a line.

    Specks and drawings are left out; of more than ``most`` pieces, the rest.
    """
    smear = cv2.morphologyEx(
        cv2.copyMakeBorder(ink, 8, 8, 64, 64, cv2.BORDER_CONSTANT, value=0),
        cv2.MORPH_CLOSE,
        _kernel(round(WORD_GAP * size), round(LINE_GAP * size)),
    )[8:-8, 64:-64]
    found = [
        b
        for b in boxes_of(smear)
        if max(b.x1 - b.x0, b.y1 - b.y0) >= SPECK * size and b.y1 - b.y0 <= TALLEST_LINE * size
    ]
    lines = sorted(found, key=lambda b: (b.y0 + b.y1, b.x0))[:most]
    while len(joined := _joined(lines, size)) < len(lines):
        lines = joined
    return sorted(lines, key=lambda b: (b.y0 + b.y1, b.x0))


def _joined(pieces: Iterable[Box], size: float) -> list[Box]:
    """Join each piece with the first line that it belongs to."""
    lines: list[Box] = []
    for piece in pieces:
        place = next((n for n, line in enumerate(lines) if _same_line(line, piece, size)), None)
        if place is None:
            lines.append(piece)
        else:
            lines[place] = _around((lines[place], piece))
    return lines


def _same_line(a: Box, b: Box, size: float) -> bool:
    """Whether two pieces are of one line: side by side, or one over the other within a character."""
    gap = max(a.x0, b.x0) - min(a.x1, b.x1)
    shared = min(a.y1, b.y1) - max(a.y0, b.y0)
    if shared >= 0.5 * min(a.y1 - a.y0, b.y1 - b.y0):
        return gap < COLUMN_GAP * size
    return gap < 0.5 * size and max(a.y1, b.y1) - min(a.y0, b.y0) <= 1.15 * size


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def pieces_across(faint: Picture) -> int:
    """How many pieces stand side by side in a line, thin strokes counted: it has at least so many characters."""
    columns = cv2.reduce(faint, 0, cv2.REDUCE_SUM, dtype=cv2.CV_64F)[0]
    filled = [0.0, *columns.tolist()]
    return sum(not left and right > 0 for left, right in pairwise(filled))
