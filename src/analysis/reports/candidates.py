"""Each block of a document as a candidate for a line of a form: its words as keys, its figures as readings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analysis.documents import Block, CellPlace, Document, Line, Source
from analysis.forms.statistics_words import TURNING_WORDS
from analysis.reports.likeness import is_whole_label
from analysis.text import BLANK, Reading, fold, read_cell

_LONGEST_LABEL = 120
_UNITS = frozenset(("件", "条", "次", "篇", "个", "人", "人次", "件次", "万元", "元", "项", "份"))
# The number of a row behind its label, and what it is the sum of: 主动公开信息数（3）, 总计（=1+2）, 申请总数[12].
_NUMBER = r"[\d一二三四五六七八九十（）()]+"
_FORMULA = re.compile(
    rf"(?<=[\u3400-\u9fff])\s*(?:[（(\[［]\s*(?:\d{{1,2}}\s*)?(?:[=＝]\s*{_NUMBER}(?:\s*[+＋]\s*{_NUMBER})*)?\s*[)）\]］]"
    rf"|[=＝]\s*{_NUMBER}(?:\s*[+＋]\s*{_NUMBER})+)\s*$"
)
# An explanation behind a label; what begins otherwise and names a time or turns the meaning makes another row of it.
_EXPLAINED = re.compile(r"[（(]([^（）()]{4,})[）)]\s*$")
_EXPLAINS = re.compile(r"(?:指|含|包括|包含|即)|(?!.*(?:下属|下级|所属)).*(?:提供|填报|填写)")
_ANOTHER = re.compile("|".join([*TURNING_WORDS, r"\d", "年", "月", "季", "累计", "其中", "不"]))
_LONG = (Reading("text", words=True), "")


class Value(NamedTuple):
    """One cell of figures: as printed, as read, and where it stands."""

    raw: str
    reading: Reading
    place: CellPlace | None = None

    @property
    def blank(self) -> bool:
        """Whether the cell holds nothing."""
        return self.reading.status == "blank"


class Candidate(NamedTuple):
    """A block of the document, ready for comparison.

    ``words`` are (cell number, key) of the cells that hold words; ``figures`` counts the cells after the last
    of them that hold anything; ``loose`` is true if the reader gathered its cells from several lines, ``joined``
    if the fit did. ``places`` has one entry a cell, or none; ``block`` is the number of the document's block, where
    lines were brought into another order.
    """

    position: int
    cells: tuple[str, ...]
    readings: tuple[Reading, ...]
    words: tuple[tuple[int, str], ...]
    figures: int
    source: Source
    loose: bool
    joined: bool = False
    places: tuple[CellPlace, ...] = ()
    block: int = -1

    @property
    def gridded(self) -> bool:
        """Whether the format itself, not the spacing of text, makes the cells."""
        return self.source.table is not None

    @property
    def label(self) -> str:
        """The key of the last cell with words, or nothing."""
        return self.words[-1][1] if self.words else ""

    def values(self, label_cell: int) -> tuple[Value, ...]:
        """The cells after a label, raw and read."""
        start = label_cell + 1
        if self.places:
            return tuple(map(Value, self.cells[start:], self.readings[start:], self.places[start:]))
        return tuple(map(Value, self.cells[start:], self.readings[start:]))


def candidates(document: Document) -> list[Candidate]:
    """All blocks of a document, in order."""
    return [candidate(position, block) for position, block in enumerate(document.blocks)]


def candidate(position: int, block: Block) -> Candidate:
    """One block, for comparison."""
    cells = block.cells
    read = [read_words(cell) if len(cell) <= _LONGEST_LABEL else _LONG for cell in cells]
    readings, keys = zip(*read, strict=True) if read else ((), ())
    words = tuple([(number, key) for number, key in enumerate(keys) if key is not None])
    after = readings[words[-1][0] + 1 :] if words else readings
    loose, places = (block.loose, block.places) if isinstance(block, Line) else (False, ())
    figures = len(after) - after.count(BLANK)
    return Candidate(position, cells, readings, words, figures, block.source, loose, False, places, position)


def own_figures(lines: Sequence[Candidate]) -> list[Candidate]:
    """The lines without figures whose cells reach down into the next row: whose they are is open; a 0 is of both."""
    return [
        _without_shared(line, below) if line.gridded and line.figures > below.figures > 0 else line
        for line, below in pairwise(lines)
    ] + list(lines[-1:])


def _without_shared(line: Candidate, below: Candidate) -> Candidate:
    if line.source.table != below.source.table or not (line.places and below.places):
        return line
    readings = tuple(
        Reading("text")
        if reading.value
        and place.down != 1
        and not any(place.left < other.right and other.left < place.right for other in below.places)
        else reading
        for reading, place in zip(line.readings, line.places, strict=True)
    )
    return line if readings == line.readings else line._replace(readings=readings)


def kept(line: Candidate, cells: Sequence[int]) -> Candidate:
    """The line with these of its cells only."""
    at = {old: new for new, old in enumerate(cells)}
    readings = tuple(line.readings[cell] for cell in cells)
    found = tuple((at[cell], key) for cell, key in line.words if cell in at)
    after = readings[found[-1][0] + 1 :] if found else readings
    return line._replace(
        cells=tuple(line.cells[cell] for cell in cells) or ("",),
        readings=readings or (BLANK,),
        words=found,
        figures=len(after) - after.count(BLANK),
        places=tuple(line.places[cell] for cell in cells) if line.places and cells else (),
    )


@lru_cache(maxsize=50_000)
def read_words(cell: str) -> tuple[Reading, str | None]:
    """What a cell says, and its key if it holds words."""
    if cell in _UNITS:
        return BLANK, None  # a cell with a unit alone stands between a label and its figure
    reading = read_cell(cell)
    return reading, _key(_FORMULA.sub("", cell)) if reading.words else None


def _key(cell: str) -> str:
    """The key of words; a label with an explanation in brackets that the form does not print is that label."""
    key = fold(cell)
    noted = _EXPLAINED.search(cell)
    if noted is None or is_whole_label(key):
        return key
    bare, note = fold(cell[: noted.start()]), noted[1]
    explains = _EXPLAINS.match(note) or bare in fold(note) or not _ANOTHER.search(note)
    return bare if explains and is_whole_label(bare) else key
