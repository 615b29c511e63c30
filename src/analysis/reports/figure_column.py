"""Which column of a statistics table holds the year's figures: its printed head says so, or no figure is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analysis.documents import CellPlace
from analysis.forms import statistics_words as words
from analysis.reports.candidates import Candidate
from analysis.reports.years import years_in
from analysis.text import fold, normalise

LABEL, UNIT, CODE, YEAR, OTHER, NEVER, BLANK_HEAD = "label", "unit", "code", "year", "other", "never", "blank"
_WHOLE_YEAR, _PART_OF_YEAR = re.compile(words.WHOLE_YEAR), re.compile(words.PART_OF_YEAR)
_BODY = re.compile(words.BODY_AT_END)
_FOUR_DIGITS = re.compile(r"20[0-4]\d")
_YEAR_WORDS = re.compile(r"20[0-4]\d(?:年度|年)?|[二两][〇零○O0][一二三四五六七八九〇零○]{2}年度?|度")
_NUMBERING = re.compile(r"[甲乙丙丁戊]|[(（]?\d{1,2}[)）]?")
# How much a head says that its figures are the year's; 0 says most.
_OF_THE_YEAR, _YEAR_HEAD, _FIGURE, _TOTAL, _OWN, _RUNNING, _BARE = range(7)
_UNKNOWN = 9
_USUAL = frozenset("统计指标项目名称计量单位统计数")
_MOST_STRAYS, _FEWEST_NUMBERED = 0.1, 4


class Head(NamedTuple):
    """A printed head, or a head and those above it: its kind, and among heads of figures its rank."""

    text: str
    kind: str
    rank: int = _UNKNOWN


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
    def shown(self) -> str:
        """The head of the chosen column; without one, all heads of figures."""
        return self.columns[self.chosen].head.text if self.chosen is not None else "、".join(self.left_out)

    def over(self, place: CellPlace) -> int | None:
        """The column that a cell stands in most."""
        shared = [(min(c.right, place.right) - max(c.left, place.left), -n) for n, c in enumerate(self.columns)]
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
    key = fold(_without_unit(text))
    if not key:
        return Head(text, BLANK_HEAD)
    for names, kind in ((words.LABEL_HEADS, LABEL), (words.UNIT_HEADS, UNIT), (words.CODE_HEADS, CODE)):
        if key in names:
            return Head(text, kind)
    if key in words.YEAR_TOTALS | words.BARE_TOTALS:
        return Head(text, YEAR, _RUNNING if key in words.YEAR_TOTALS else _BARE)
    if is_part_of_year(text) or any(word in key for word in words.NOT_THE_YEAR):
        return Head(text, NEVER)
    return _of_year(text, _WHOLE_YEAR.sub("", "".join(normalise(text).split())), year) or _named(text, key)


def _without_unit(text: str) -> str:
    """A head without the unit in brackets: 统计数（件）."""
    units = "|".join(sorted(words.COUNT_UNITS | words.MONEY_UNITS, key=len, reverse=True))
    return re.sub(rf"[（(](?:单位[:：]?)?(?:{units})[)）]$", "", text)


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
    return Head(text, OTHER)


def is_known_head(text: str) -> bool:
    """Whether a cell is a head of units, codes, or figures of any year."""
    return read_head(text, None).kind in (UNIT, CODE, YEAR, NEVER)


def says_nothing(heads: Sequence[Candidate], year: int | None) -> bool:
    """Whether lines of heads name nothing but labels, units and the year's figures, or are torn pieces of these."""
    heads_read = [read_head(cell, year) for line in heads for cell in line.cells]
    return all(h.kind in (LABEL, UNIT, YEAR, BLANK_HEAD) or _USUAL.issuperset(fold(h.text)) for h in heads_read)


def is_head_line(line: Candidate) -> bool:
    """Whether a line holds the head of the labels, alone or with others."""
    return any(key in words.LABEL_HEADS for _, key in line.words)


def is_numbering(line: Candidate) -> bool:
    """Whether a line only numbers the columns: 甲, 乙, 1, 2."""
    filled = [normalise(cell) for cell in line.cells if cell]
    return bool(filled) and any(cell in "甲乙丙" for cell in filled) and all(map(_NUMBERING.fullmatch, filled))


def columns_under(heads: Sequence[Candidate], year: int | None, bare_totals: bool) -> Columns:
    """The columns after the labels, by the lines of heads above a table, top first.

    ``bare_totals``: 累计 alone heads the year's figures where no other column does.
    """
    placed = bool(heads) and all(line.places for line in heads if len(line.cells) > 1) and len(heads[0].cells) > 1
    columns = _placed(heads, year) if placed else _in_order(heads, year)
    return Columns(columns, _chosen([column.head for column in columns], bare_totals), placed)


def _placed(heads: Sequence[Candidate], year: int | None) -> tuple[Column, ...]:
    """The lowest heads with those above them, by their edges."""
    cells = [(level, line.cells[n], place) for level, line in enumerate(heads) for n, place in enumerate(line.places)]
    start = max((place.right for _, text, place in cells if read_head(text, year).kind == LABEL), default=-1.0)
    right = [(level, text, place) for level, text, place in cells if place.left >= start - 1e-6 or start < 0]
    found: list[Column] = []
    for level, text, place in right:
        covers = [t for n, t, p in right if n > level and p.left >= place.left - 1e-6 and p.right <= place.right + 1e-6]
        if any(covers):
            continue
        above = [t for n, t, p in right if n < level and p.left < place.right and place.left < p.right]
        found.append(Column(_stack([*above, text], year), place.left, place.right))
    return tuple(sorted(found, key=lambda column: column.left))


def _in_order(heads: Sequence[Candidate], year: int | None) -> tuple[Column, ...]:
    """The heads in print order, level by level: heads over others give way to an equal share of those below them."""
    levels = [[cell for cell in line.cells if cell] if len(heads) > 1 else list(line.cells) for line in heads]
    if all(len(level) == 1 for level in levels):  # one cell a line
        levels = [[level[0] for level in levels]]
    top = list(levels[0]) if levels else []
    at = max((n for n, text in enumerate(top) if read_head(text, year).kind == LABEL), default=-1)
    stacks = [[text] for text in top[at + 1 :]]
    for level in levels[1:]:
        over = [stack for stack in stacks if read_head(stack[-1], year).kind not in (UNIT, CODE)]
        if not over or len(level) % len(over) or _USUAL.issuperset(fold("".join(level))):
            return ()
        share = len(level) // len(over)
        below = [level[n * share : (n + 1) * share] for n in range(len(over))]
        stacks = [
            [*stack, text]
            for stack in stacks
            for text in (below[over.index(stack)] if stack in over else [""])
        ]
    return tuple(Column(_stack([text for text in stack if text], year)) for stack in stacks)


def _stack(texts: Sequence[str], year: int | None) -> Head:
    """A head and those above it as one: what any of them rules out, and else what the lowest says."""
    heads = [read_head(text, year) for text in texts if "统计表" not in text] or [Head("", BLANK_HEAD)]
    shown = " ".join(head.text for head in heads if head.text)
    kinds = {head.kind for head in heads}
    kind = next((kind for kind in (NEVER, OTHER, UNIT, CODE) if kind in kinds), heads[-1].kind)
    return Head(shown, kind, heads[-1].rank if kind == YEAR else _UNKNOWN)


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
    unknown = [n for n, head in enumerate(heads) if head.kind == OTHER]
    blank = [n for n, head in enumerate(heads) if head.kind == BLANK_HEAD]
    if len(unknown) == 1 and not _BODY.search(fold(heads[unknown[0]].text)):
        return unknown[0]
    return blank[0] if len(blank) == 1 and not figures else None
