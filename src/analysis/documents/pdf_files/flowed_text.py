"""Placed characters put back into lines, paragraphs and the columns of tables that have no rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

# Widths are in em, that is in sizes of the character; what they tell apart differs by far more than they do.
LATIN_SPACE = 0.2
CHINESE_SPACE = 0.8
COLUMN_GAP = 2.0
NUMBER_GAP = 0.6
INDENT = 1.2
SHORT_LINE = 2.5
# In points: the blank that word processors leave left and right in a cell, together.
CELL_PADDING = 11.0
# Two short numbers under one another are two.
FEWEST_DIGITS = 3
# So many figures and nothing else on a line are a row, whatever stands around it.
FEWEST_FIGURES = 5
# Page numbers and running heads stand in the outer tenth of a page.
OUTER = 0.1
# Where a browser prints the address and the time: nothing else is printed so near to the edge.
BROWSER_LINE = 0.04

HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
SENTENCE_END = "。！？；：:!?;”》）)"
PAGE_NUMBER = re.compile(
    r"(?:[-—–－‐―─·•~_]{1,3}\s*)?(?:第\s*)?(?P<number>\d{1,4})(?:\s*页)?(?:\s*[-—–－‐―─·•~_]{1,3})?"
    r"(?:\s*(?:/|／|of|，?\s*共)\s*\d{1,4}\s*页?)?"
)
NUMBER = re.compile(r"[+-]?[0-9０-９][0-9０-９,，.]*%?|[/／—-]+|无")
BROKEN_WORD = re.compile(r"\w-$")
LETTER = re.compile(r"[^\W\d_]")
BARE_NUMBER = re.compile(r"[0-9]{1,4}")
NOT_CHINESE = re.compile(r"[\x21-\u2017\u2020-\u2e7f]")


class Glyph(NamedTuple):
    """One character on a page: its box in points, x to the right, y down from the top, and its baseline."""

    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    text: str


class Word(NamedTuple):
    """A stretch of one line without a wide gap; ``gaps`` are where its spaces begin and end."""

    x0: float
    x1: float
    text: str
    gaps: tuple[tuple[float, float], ...] = ()


class PrintedCell(NamedTuple):
    """A cell of a table: its text, and its left, upper, right and lower edge on the page in points."""

    text: str
    box: tuple[float, float, float, float]


class TextLine(NamedTuple):
    """One printed line: its words from left to right, its baseline and character size in points."""

    words: tuple[Word, ...]
    baseline: float
    size: float
    page: int

    @property
    def x0(self) -> float:
        """Where the line begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where the line ends."""
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """The line as it reads."""
        return " ".join(word.text for word in self.words)

    def cell(self, x0: float, x1: float, text: str = "") -> PrintedCell:
        """A cell on this line."""
        return PrintedCell(text, (x0, self.baseline - self.size, x1, self.baseline + 0.2 * self.size))


class Margins(NamedTuple):
    """Where full lines begin and end, and how far apart their baselines are, in points."""

    left: float
    right: float
    leading: float


def text_lines(glyphs: Iterable[Glyph], page: int = 1) -> list[TextLine]:
    """Gather characters into lines, from the top down: a line has one baseline, give or take half a size."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=attrgetter("baseline")):
        if lines and glyph.baseline - lines[-1][0].baseline < 0.45 * max(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [_text_line(line, page) for line in lines]


def _text_line(glyphs: list[Glyph], page: int) -> TextLine:
    glyphs.sort()
    size = sorted(g.size for g in glyphs)[int(0.9 * (len(glyphs) - 1))]  # digits are small, and may be many
    words: list[Word] = []
    start, text, last = glyphs[0].x0, glyphs[0].text, glyphs[0]
    gaps: list[tuple[float, float]] = []
    for glyph in glyphs[1:]:
        if glyph.text == last.text and glyph.x0 - last.x0 < 0.12 * size:
            continue  # printed twice to look bold
        gap = glyph.x0 - last.x1
        if gap > NUMBER_GAP * size and gap > _least_column_gap(last.text, glyph.text) * size:
            words.append(Word(start, last.x1, text, tuple(gaps)))
            start, text = glyph.x0, glyph.text
            gaps.clear()
        elif gap > LATIN_SPACE * size and gap > _least_space(last.text, glyph.text) * size:
            text += " " + glyph.text
            gaps.append((last.x1, glyph.x0))
        else:
            text += glyph.text
        last = glyph
    words.append(Word(start, last.x1, text, tuple(gaps)))
    return TextLine(tuple(words), median(g.baseline for g in glyphs), size, page)


def _least_space(left: str, right: str) -> float:
    latin = bool(NOT_CHINESE.match(left)) + bool(NOT_CHINESE.match(right))
    return (CHINESE_SPACE, 0.5, LATIN_SPACE)[latin]


def _least_column_gap(left: str, right: str) -> float:
    """Numbers of one row may stand close together, and they must never grow into one number."""
    if right.isdecimal():
        return NUMBER_GAP if left.isdecimal() else 0.5 * COLUMN_GAP
    return COLUMN_GAP


def join_wrapped(left: str, right: str) -> str:
    """Join two lines of one paragraph: with a space between Latin words, without one in Chinese."""
    apart = left and right and NOT_CHINESE.match(left[-1]) and NOT_CHINESE.match(right[0])
    return f"{left} {right}" if apart and not BROKEN_WORD.search(left) else left + right


def cell_text(lines: Iterable[TextLine], width: float, widest: float = 0.0) -> str:
    """The text of a cell ``width`` points wide; a number broken where it filled the cell is whole.

    ``widest`` is the width of the widest line of figures in such cells: no shorter line has filled its cell.
    """
    text = ""
    last: TextLine | None = None
    for line in lines:
        wrapped = last is not None and _breaks_number(last, line, width, widest)
        text = text + line.text if wrapped else join_wrapped(text, line.text)
        last = line
    return text


def _breaks_number(upper: TextLine, lower: TextLine, width: float, widest: float) -> bool:
    if not (upper.text.isdecimal() and lower.text.isdecimal() and len(upper.text) >= FEWEST_DIGITS):
        return False
    extent = upper.x1 - upper.x0
    digit = extent / len(upper.text)
    return extent + 1.2 * digit > width - CELL_PADDING and extent > widest - 0.5 * digit


def page_margins(lines: Sequence[TextLine], page_width: float) -> Margins:
    """Read the margins off the long lines of pages of one width; if all lines are short, they are even."""
    if not lines:
        return Margins(0.0, page_width, 0.0)
    widths = sorted(line.x1 - line.x0 for line in lines)
    full = [line for line in lines if line.x1 - line.x0 >= 0.8 * widths[int(0.95 * (len(widths) - 1))]]
    starts = Counter(round(line.x0) for line in full)
    most = max(starts.values())
    left = min(start for start, n in starts.items() if n >= 0.5 * most)
    right = median(line.x1 for line in full)
    if right - left < 0.5 * page_width:
        right = max(right, page_width - left)
    steps = [b.baseline - a.baseline for a, b in pairwise(lines) if a.page == b.page]
    return Margins(left, right, median([step for step in steps if step > 0] or [0.0]))


def starts_paragraph(last: TextLine, line: TextLine, margins: Margins) -> bool:
    """Say whether the layout sets ``line`` apart from the line before it."""
    step = line.baseline - last.baseline
    unbreakable = 0.0 if last.text[-1] in SENTENCE_END else 0.5 * line.size * _latin_start(line.text)
    return (
        line.x0 > margins.left + INDENT * line.size
        or last.x1 + unbreakable < margins.right - SHORT_LINE * last.size
        or not 0.75 < line.size / last.size < 1.33
        or (line.page == last.page and step > min(1.7 * margins.leading, 4 * line.size))
        or (HEADING.match(line.text) is not None and last.text[-1] in SENTENCE_END)
    )


def _latin_start(text: str) -> int:
    """How many characters stand before the first place where a line may break."""
    found = re.match(r"[\x21-\x7e]*", text)
    return len(found[0]) if found else 0


def page_furniture(lines: Sequence[TextLine], heights: Mapping[int, float]) -> set[TextLine]:
    """Find page numbers, and lines that come again at the same place on at least half of the pages.

    ``heights`` gives the height of each page in points; only the outer tenth of a page is looked at. A bare
    number counts only if it goes along with the pages: at the foot of a page it may be a value.
    """
    outer = [line for line in lines if _from_edge(line, heights) < OUTER]
    shifts = Counter(int(line.text) - line.page for line in outer if BARE_NUMBER.fullmatch(line.text))
    running = Counter(_likeness(line) for line in outer)
    found = set()
    for line in outer:
        often = 2 if _from_edge(line, heights) < BROWSER_LINE else max(3, (len(heights) + 1) // 2)
        if BARE_NUMBER.fullmatch(line.text):
            shift = int(line.text) - line.page
            is_furniture = shift == 0 or shifts[shift] >= 2
        else:
            runs = running[_likeness(line)] >= often and LETTER.search(line.text) is not None
            is_furniture = runs or PAGE_NUMBER.fullmatch(line.text) is not None
        if is_furniture:
            found.add(line)
    return found


def _from_edge(line: TextLine, heights: Mapping[int, float]) -> float:
    """How far from the upper or lower edge of its page a line stands, as a share of the height."""
    share = line.baseline / heights[line.page]
    return min(share, 1 - share)


def _likeness(line: TextLine) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.baseline / 4)
