"""What is printed on a page and is no part of its text: struck figures, raised marks, line numbers, large stamps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from analysis.documents.pdf_files.flowed_text import Glyph
from analysis.documents.pdf_files.pdf_page import Page
from analysis.documents.pdf_files.ruled_grid import Edge

MARKS = frozenset("0123456789*[]()（）①②③④⑤⑥⑦⑧⑨⑩¹²³注")
# Shares of the height of a digit: how far a mark stands off the line, how small it is.
SHIFT, SMALL, LEVEL = 0.15, 0.85, 1.2
# A line through words runs inside this part of their height, and is covered by them so far.
STRIKE_INSIDE, STRIKE_COVERED = 0.22, 0.5
LONGEST_STRIKE, NEAR_MIDDLE = 300.0, 5.0
# So many numbers one after the other at one edge, over so much of the text, number the lines of a page.
FEWEST_LINE_NUMBERS, LINE_NUMBERS_OVER, SAME_EDGE = 8, 0.6, 1.5
# A watermark or a stamp is so many times larger than what it lies on.
LARGE = 2.6


class Cleaned(NamedTuple):
    """A page without such marks, and the words that a line strikes through."""

    page: Page
    struck: str


def cleaned(page: Page) -> Cleaned:
    """The page as one reads its tables and text; line numbers and stamps join what ``Page.left_out`` says."""
    if not page.glyphs:
        return Cleaned(page, "")
    struck, rules = _struck(page.glyphs, page.horizontal)
    over = set(_line_numbers(page.glyphs)) | _large(page)
    dropped = struck | set(_raised(page.glyphs)) | over
    if not dropped:
        return Cleaned(page, "")
    glyphs = tuple(glyph for number, glyph in enumerate(page.glyphs) if number not in dropped)
    left_out = page.left_out + _words(page, over)
    kept = page._replace(glyphs=glyphs, horizontal=tuple(rules), left_out=left_out)
    return Cleaned(kept, _words(page, struck))


def _words(page: Page, numbers: set[int]) -> str:
    return "".join(page.glyphs[number].text for number in sorted(numbers))


def _struck(glyphs: Sequence[Glyph], rules: Sequence[Edge]) -> tuple[set[int], list[Edge]]:
    """The characters that a line strikes through, and the rules that are no such lines."""
    by_middle = sorted(((glyph.top + glyph.bottom) / 2, number) for number, glyph in enumerate(glyphs))
    middles = [middle for middle, _ in by_middle]
    struck: set[int] = set()
    kept = []
    for rule in rules:
        near: list[int] = []
        if rule.end - rule.start < LONGEST_STRIKE:
            first, last = (
                bisect_left(middles, rule.place - NEAR_MIDDLE),
                bisect_right(middles, rule.place + NEAR_MIDDLE),
            )
            near = [number for _, number in by_middle[first:last] if _crossed(glyphs[number], rule)]
        covered = sum([glyphs[number].x1 - glyphs[number].x0 for number in near])
        # Lines through words alone are as often frames and grounds of headings; a figure that is struck is no figure.
        figures = any(glyphs[number].text.isdecimal() for number in near)
        if figures and covered > STRIKE_COVERED * (rule.end - rule.start):
            struck.update(near)
        else:
            kept.append(rule)
    return struck, kept


def _crossed(glyph: Glyph, rule: Edge) -> bool:
    height = glyph.bottom - glyph.top
    inside = glyph.top + STRIKE_INSIDE * height < rule.place < glyph.bottom - STRIKE_INSIDE * height
    middle = (glyph.x0 + glyph.x1) / 2
    return inside and height > 0.35 * glyph.size and rule.start - 1 < middle < rule.end + 1


def _raised(glyphs: Sequence[Glyph]) -> Iterator[int]:
    """The marks above or below the line right behind a figure."""
    base: Glyph | None = None
    edge = 0.0
    for number, glyph in enumerate(glyphs):
        if base is not None and glyph.text in MARKS and _off_the_line(base, glyph, edge):
            yield number
            edge = glyph.x1
        else:
            base, edge = (glyph if glyph.text.isdecimal() else None), glyph.x1


def _off_the_line(base: Glyph, glyph: Glyph, edge: float) -> bool:
    height = base.bottom - base.top
    small = not glyph.text.isdecimal() or glyph.bottom - glyph.top < SMALL * height
    shift = abs(base.baseline - glyph.baseline)
    return (
        small and SHIFT * height < shift < LEVEL * height and -0.3 * height < glyph.x0 - edge < 0.8 * height
    )


def _line_numbers(glyphs: Sequence[Glyph]) -> Iterator[int]:
    """The numbers beside the lines of a page: one after the other at one edge, down most of its text."""
    runs = list(_numbers(glyphs))
    if len(runs) < FEWEST_LINE_NUMBERS:
        return
    baselines = sorted(glyph.baseline for glyph in glyphs)
    least = LINE_NUMBERS_OVER * (baselines[-1] - baselines[0])
    columns: defaultdict[int, list[list[int]]] = defaultdict(list)
    for run in runs:
        for side, x in enumerate((glyphs[run[0]].x0, glyphs[run[-1]].x1)):
            columns[2 * round(x / SAME_EDGE) + side].append(run)
    for column in columns.values():
        column.sort(key=lambda run: glyphs[run[0]].baseline)
        chain = _one_by_one([(int("".join(glyphs[number].text for number in run)), run) for run in column])
        if (
            len(chain) >= FEWEST_LINE_NUMBERS
            and glyphs[chain[-1][0]].baseline - glyphs[chain[0][0]].baseline >= least
        ):
            yield from (number for run in chain for number in run)


def _one_by_one(column: Sequence[tuple[int, list[int]]]) -> list[list[int]]:
    """The longest chain of numbers each of which is one more than the one above it."""
    chains: dict[int, list[list[int]]] = {}
    longest: list[list[int]] = []
    for value, run in column:
        chains[value] = [*chains.pop(value - 1, []), run]
        longest = max(longest, chains[value], key=len)
    return longest


def _numbers(glyphs: Sequence[Glyph]) -> Iterator[list[int]]:
    """The digits that are drawn one after the other as a number, with nothing else right beside them."""
    run: list[int] = []
    ended = True
    for number, glyph in enumerate(glyphs):
        last = glyphs[number - 1] if number else None
        beside = (
            last is not None
            and abs(glyph.baseline - last.baseline) < 0.2 * glyph.size
            and -0.3 * glyph.size < glyph.x0 - last.x1 < 0.3 * glyph.size
        )
        if not beside:
            if run and ended:
                yield run
            run, ended = [], True
        if glyph.text.isdecimal() and (beside or not run) and len(run) < 4:
            run.append(number)
        else:
            ended = False
    if run and ended:
        yield run


def _large(page: Page) -> set[int]:
    """The characters that are far larger than the figures of a page with a table and are printed over them."""
    digits = [glyph.size for glyph in page.glyphs if glyph.text.isdecimal()]
    if len(digits) < FEWEST_LINE_NUMBERS or not (page.vertical and page.horizontal):
        return set()
    usual = median(digits)
    top, bottom = min(edge.start for edge in page.vertical), max(edge.end for edge in page.vertical)
    lines: defaultdict[int, set[int]] = defaultdict(set)
    for number, glyph in enumerate(page.glyphs):
        if glyph.size > LARGE * usual and top < glyph.baseline < bottom:
            lines[round(glyph.baseline)].add(number)
    others = [glyph for glyph in page.glyphs if glyph.size <= LARGE * usual] if lines else []
    over = (found for found in lines.values() if any(_overprints(page.glyphs[n], others) for n in found))
    return set().union(*over)


def _overprints(glyph: Glyph, others: Sequence[Glyph]) -> bool:
    """Whether a character is printed over others; a large heading between two tables is not."""
    return any(
        glyph.x0 < other.x1 and other.x0 < glyph.x1 and glyph.top < other.bottom and other.top < glyph.bottom
        for other in others
    )
