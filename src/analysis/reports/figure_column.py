"""Which column of a statistics table holds the year's figures: its printed head says so, or no figure is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from analysis.documents import CellPlace
from analysis.forms import statistics_words as words
from analysis.reports.candidates import Candidate
from analysis.reports.years import years_in
from analysis.text import fold, normalise

LABEL, UNIT, CODE, YEAR, OTHER, NEVER, BLANK_HEAD = "label", "unit", "code", "year", "other", "never", "blank"
_WHOLE_YEAR, _PART_OF_YEAR = re.compile(words.WHOLE_YEAR), re.compile(words.PART_OF_YEAR)
_LATIN = re.compile(r"[A-Za-z][A-Za-z ().,/'&-]*")
_MONTH = re.compile(words.MONTH)
_UNIT_NOTE = re.compile(words.UNIT_NOTE)
_FOUR_DIGITS = re.compile(r"20[0-4]\d")
_YEAR_WORDS = re.compile(r"20[0-4]\d(?:年度|年)?|[二两][〇零○O0][一二三四五六七八九〇零○]{2}年度?|度")
_NUMBERING = re.compile(r"[甲乙丙丁戊]|[(（]?\d{1,2}[)）]?")
# How much a head says that its figures are the year's; 0 says most.
_OF_THE_YEAR, _YEAR_HEAD, _FIGURE, _TOTAL, _OWN, _LIKE, _RUNNING, _BARE, _UNKNOWN = range(9)
_LEAST_LIKENESS = 60
_USUAL = frozenset("统计指标项目名称计量单位本年度数")
_MOST_STRAYS, _FEWEST_NUMBERED = 0.1, 4


class Head(NamedTuple):
    """A printed head, with those above it: its kind, its rank among heads of figures, the unit printed in it."""

    text: str
    kind: str
    rank: int = _UNKNOWN
    unit: str | None = None


class Column(NamedTuple):
    """A printed column: its heads, and its edges where the format has them."""

    head: Head
    left: float = -1
    right: float = -1


class Columns(NamedTuple):
    """The columns after the labels, left to right; ``chosen`` is the number of the year's, None if none is certain.

    ``placed``: their edges are known; ``ordered``: a row with as many figures as columns has one in each.
    """

    columns: tuple[Column, ...]
    chosen: int | None
    placed: bool = False
    ordered: bool = True

    @property
    def with_figures(self) -> list[int]:
        """The numbers of the columns in which figures may stand."""
        return [n for n, column in enumerate(self.columns) if column.head.kind != UNIT]

    @property
    def without_head(self) -> list[int]:
        """The numbers of the columns that have no head, the chosen one apart."""
        return [n for n, c in enumerate(self.columns) if c.head.kind == BLANK_HEAD and n != self.chosen]

    @property
    def parts(self) -> list[int]:
        """The numbers of the columns that a total beside them may be made of."""
        return [n for n, column in enumerate(self.columns) if column.head.kind == OTHER]

    @property
    def is_total(self) -> bool:
        """Whether the chosen column is headed as a total."""
        return self.chosen is not None and self.columns[self.chosen].head.rank == _TOTAL

    @property
    def left_out(self) -> list[str]:
        """The heads of columns of figures that are not taken."""
        kinds = (OTHER, NEVER, YEAR)
        return [c.head.text for n, c in enumerate(self.columns) if n != self.chosen and c.head.kind in kinds]

    @property
    def unit(self) -> str | None:
        """The unit printed in the head of the chosen column."""
        return self.columns[self.chosen].head.unit if self.chosen is not None else None

    @property
    def shown(self) -> str:
        """The head of the chosen column; without one, all heads of figures."""
        return self.columns[self.chosen].head.text if self.chosen is not None else "、".join(self.left_out)

    def over(self, place: CellPlace) -> int | None:
        """The column that a cell stands in most."""
        shared = [
            (min(c.right, place.right) - max(c.left, place.left), -n) for n, c in enumerate(self.columns)
        ]
        most, number = max(shared, default=(0.0, 0))
        return -number if most > 0 else None


def columns_of_rows(rows: Sequence[Candidate], figures: Sequence[Sequence[int]]) -> Columns:
    """The column of figures of a table without heads; ``figures`` are the cells of each row that hold any.

    Of two columns one may number the rows, if it does so all the way down.
    """
    counts = [len(found) for found in figures if found]
    unknown = Column(Head("", BLANK_HEAD))
    if not counts or sum(count > 1 for count in counts) <= _MOST_STRAYS * len(counts):
        return Columns((unknown,), 0)
    pairs = [(row, found) for row, found in zip(rows, figures, strict=True) if found]
    if all(len(found) == 2 for _, found in pairs) and len(pairs) >= _FEWEST_NUMBERED:
        for numbers in (0, 1):
            values = [row.readings[found[numbers]].value for row, found in pairs]
            if all(a is not None and b == a + 1 for a, b in pairwise(values)):
                code = Column(Head("", CODE))
                return Columns((code, unknown) if numbers == 0 else (unknown, code), 1 - numbers)
    return Columns((unknown, unknown), None)


def is_part_of_year(text: str) -> bool:
    """Whether a title, a caption or a head names a quarter, a half or some months of a year.

    >>> is_part_of_year("2017年第三季度统计表"), is_part_of_year("2017年1月-12月")
    (True, False)
    """
    plain = "".join(normalise(text).split())
    return _PART_OF_YEAR.search(_WHOLE_YEAR.sub("", plain)) is not None


@lru_cache(maxsize=20_000)
def read_head(text: str, year: int | None) -> Head:
    """What a printed head says; ``year`` is the report's.

    >>> read_head("2017年度数", 2017).kind, read_head("历史累计数", 2017).kind, read_head("区直单位", 2017).kind
    ('year', 'never', 'other')
    """
    text = " ".join(text.split())
    noted = _UNIT_NOTE.search(text)
    plain = text[: noted.start()] if noted else text
    plain = _LATIN.sub("", plain) or plain
    head = _without_note(text, plain, fold(plain), year)
    return head._replace(unit=noted["unit"]) if noted else head


def _without_note(text: str, plain: str, key: str, year: int | None) -> Head:
    """What a head says whose unit in brackets (统计数（件）) is taken off."""
    if not key:
        return Head(text, BLANK_HEAD)
    for names, kind in ((words.LABEL_HEADS, LABEL), (words.UNIT_HEADS, UNIT), (words.CODE_HEADS, CODE)):
        if key in names:
            return Head(text, kind)
    if key in words.YEAR_TOTALS | words.BARE_TOTALS:
        return Head(text, YEAR, _RUNNING if key in words.YEAR_TOTALS else _BARE)
    printed = _WHOLE_YEAR.sub("", "".join(normalise(plain).split()))
    if is_part_of_year(plain) or _MONTH.search(printed) or any(word in key for word in words.NOT_THE_YEAR):
        return Head(text, NEVER)
    return _of_year(text, printed, year) or _named(text, key)


def _of_year(text: str, printed: str, year: int | None) -> Head | None:
    years = set(years_in(printed)) | {int(found) for found in _FOUR_DIGITS.findall(printed)}
    if not years:
        return None
    rest = fold(_YEAR_WORDS.sub("", printed))
    if years != {year} and (year is not None or len(years) > 1):
        return Head(text, NEVER)
    named = not rest or rest in words.FIGURE_HEADS | words.YEAR_HEADS | words.TOTAL_HEADS
    return Head(text, YEAR, _OF_THE_YEAR) if named else Head(text, OTHER)


def _named(text: str, key: str) -> Head:
    for rank, names in ((_YEAR_HEAD, words.YEAR_HEADS), (_FIGURE, words.FIGURE_HEADS), (_TOTAL, words.TOTAL_HEADS),
                        (_OWN, words.OWN_HEADS)):  # fmt: skip
        if key in names:
            return Head(text, YEAR, rank)
    like = len(key) > 1 and max(ratio(name, key) for name in words.FIGURE_HEADS) >= _LEAST_LIKENESS
    return Head(text, YEAR, _LIKE) if like else Head(text, OTHER)


def is_known_head(text: str) -> bool:
    """Whether a cell is a head of units, codes, or figures of any year."""
    return read_head(text, None).kind in (UNIT, CODE, YEAR, NEVER)


def says_nothing(heads: Sequence[Candidate], year: int | None) -> bool:
    """Whether lines of heads name nothing but labels, units and the year's figures, or are torn pieces of these."""
    heads_read = [read_head(cell, year) for line in heads for cell in line.cells]
    if sum(head.kind == YEAR and head.rank != _LIKE and len(head.text) > 1 for head in heads_read) > 1:
        return False
    return all(
        h.kind in (LABEL, UNIT, YEAR, BLANK_HEAD) or _USUAL.issuperset(fold(h.text)) for h in heads_read
    )


def says_other(text: str, year: int | None) -> bool:
    """Whether a piece of a head holds a month, another year than the report's, or words like 上年 and 累计."""
    others = {*years_in(text), *map(int, _FOUR_DIGITS.findall(text))} - {year}
    of_other = year is not None and bool(others)
    return of_other or _MONTH.search(text) is not None or any(word in text for word in words.NOT_THE_YEAR)


def is_head_line(line: Candidate) -> bool:
    """Whether a line holds the head of the labels, alone or with others."""
    return any(read_head(line.cells[cell], None).kind == LABEL for cell, _ in line.words)


def is_numbering(line: Candidate) -> bool:
    """Whether a line only numbers the columns: 甲, 乙, 1, 2."""
    filled = [normalise(cell) for cell in line.cells if cell]
    return (
        bool(filled) and any(cell in "甲乙丙" for cell in filled) and all(map(_NUMBERING.fullmatch, filled))
    )


def columns_under(heads: Sequence[Candidate], year: int | None, bare_totals: bool) -> Columns:
    """The columns after the labels, by the lines of heads above a table, top first.

    ``bare_totals``: 累计 alone heads the year's figures where no other column does.
    """
    wide = [line for line in heads if len(line.cells) > 1]
    placed = bool(wide) and wide[0] is heads[0] and all(is_placed(line) for line in wide)
    placed = placed and (len(heads) == 1 or heads[0].gridded)
    columns = _placed(heads, year) if placed else _in_order(heads, year)
    return Columns(columns, _chosen([column.head for column in columns], bare_totals), placed)


def is_placed(line: Candidate) -> bool:
    """Whether the format says where the cells of a line lie across the table."""
    return bool(line.places) and line.places[0].left >= 0


def _placed(heads: Sequence[Candidate], year: int | None) -> tuple[Column, ...]:
    """The lowest heads with those above them, by their edges."""
    cells = [
        (level, line.cells[n], place)
        for level, line in enumerate(heads)
        for n, place in enumerate(line.places)
    ]
    start = max(
        (place.right for _, text, place in cells if read_head(text, year).kind == LABEL), default=-1.0
    )
    right = [(level, text, place) for level, text, place in cells if place.left >= start - 1e-6 or start < 0]
    found: list[Column] = []
    for level, text, place in right:
        covers = [
            t
            for n, t, p in right
            if n > level and p.left >= place.left - 1e-6 and p.right <= place.right + 1e-6
        ]
        if any(covers):
            continue
        above = [t for n, t, p in right if n < level and p.left < place.right and place.left < p.right]
        found.append(Column(_stack([*above, text], year), place.left, place.right))
    return tuple(sorted(found, key=lambda column: column.left))


def _in_order(heads: Sequence[Candidate], year: int | None) -> tuple[Column, ...]:
    """The heads in print order, level by level: heads over others give way to an equal share of those below them."""
    rows = [line.cells for line in heads]
    if not rows:
        return ()
    if all(len(row) == 1 for row in rows):  # one cell a line
        rows = [tuple(row[0] for row in rows)]
    grid = len({len(row) for row in rows}) == 1 and all(
        not row[0] or row[0] == rows[0][0] or read_head(row[0], year).kind == LABEL for row in rows
    )
    stacks = _by_number(rows, year) if grid else _by_share(rows, year)
    at = max((n for n, stack in enumerate(stacks) if read_head(stack[0], year).kind == LABEL), default=-1)
    if at < 0 and stacks and _is_corner([stack[0] for stack in stacks]):
        at = 0
    return tuple(Column(_stack([text for text in stack if text], year)) for stack in stacks[at + 1 :])


def _is_corner(texts: Sequence[str]) -> bool:
    """Whether the first of several heads is not that of a column: blank, or the only year above units and figures."""
    first, *others = texts
    heads = [read_head(text, None) for text in others]
    of_figures = any(head.kind == UNIT or head.rank == _FIGURE for head in heads)
    return bool(others) and (
        not first or (bool(years_in(first)) and of_figures and not any(map(years_in, others)))
    )


def _by_number(rows: Sequence[Sequence[str]], year: int | None) -> list[list[str]]:
    """The heads of rows that are equally long: a blank beside a head over several is that head's too."""
    filled = [list(row) for row in rows]
    for level, row in enumerate(filled[:-1]):
        for n in range(1, len(row)):
            if not row[n] and any(below[n] for below in filled[level + 1 :]) and _may_span(row[n - 1], year):
                row[n] = row[n - 1]
    return [list(dict.fromkeys(stack)) for stack in zip(*filled, strict=True)]


def _may_span(text: str, year: int | None) -> bool:
    return read_head(text, year).kind not in (LABEL, UNIT, CODE, BLANK_HEAD)


def _by_share(rows: Sequence[Sequence[str]], year: int | None) -> list[list[str]]:
    """The heads of rows of unequal length; none if those below cannot be shared out."""
    levels = [[text for text in row if text] for row in rows]
    stacks = [[text] for text in levels[0]]
    for level in levels[1:]:
        over = [stack for stack in stacks if _may_span(stack[-1], year)]
        torn = _USUAL.issuperset(fold("".join(level))) and not all(map(is_known_head, level))
        if not over or len(level) % len(over) or torn:
            return []
        share = len(level) // len(over)
        below = {id(stack): level[n * share : (n + 1) * share] for n, stack in enumerate(over)}
        stacks = [[*stack, text] for stack in stacks for text in below.get(id(stack), [""])]
    return stacks


def _stack(texts: Sequence[str], year: int | None) -> Head:
    """A head and those above it as one: what any of them rules out, and else what the lowest says."""
    heads = [read_head(text, year) for text in texts if "统计表" not in text] or [Head("", BLANK_HEAD)]
    shown = " ".join(head.text for head in heads if head.text)
    kinds = {head.kind for head in heads}
    kind = next((kind for kind in (NEVER, OTHER, UNIT, CODE) if kind in kinds), heads[-1].kind)
    unit = next((head.unit for head in reversed(heads) if head.unit), None)
    return Head(shown, kind, heads[-1].rank if kind == YEAR else _UNKNOWN, unit)


def _chosen(heads: Sequence[Head], bare_totals: bool) -> int | None:
    """The one column whose head says most clearly that it is the year's."""
    best = min((head.rank for head in heads if head.kind == YEAR), default=_UNKNOWN)
    found = [n for n, head in enumerate(heads) if head.kind == YEAR and head.rank == best]
    figures = [n for n, head in enumerate(heads) if head.kind in (YEAR, OTHER, NEVER)]
    if best == _BARE and not (bare_totals and len(figures) == 1):
        return None
    if best == _OWN and len(figures) > 1:
        return None
    if found:
        return found[0] if len(found) == 1 else None
    blank = [n for n, head in enumerate(heads) if head.kind == BLANK_HEAD]
    return blank[0] if len(blank) == 1 and not figures else None
