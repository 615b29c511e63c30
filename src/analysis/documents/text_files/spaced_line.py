"""One printed line whose cells are set apart by spaces: its words, and the figures at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analysis.documents.document import Source
from analysis.forms import EDITIONS
from analysis.text import fold, without_numeral

FIGURE = re.compile(r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?|[/／—–-]{1,3}|无|不涉及")
_GAP = re.compile(r"[ \xa0]{2,}|[ \xa0]*\u3000[\s\u3000]*")
TOKEN = re.compile(r"\S+")
# A label begins with a numeral of the form: （三）, 3., 三、
_BEFORE_NUMERAL = re.compile(
    r"(?<![ \xa0])[ \xa0]++(?=[（(] ?[一二三四五六七八九十]{0,2} ?[）)]|[0-9]{1,2}[.．、](?![0-9])|[一二三四]、)"
)
# The widest row of the form has fifteen figures.
_MOST_WORDS = 100
# What fonts without Chinese characters leave of the numeral of a label, and a letter that no label has.
_LOST = re.compile(r"\ufffd|(?<=[（(])[ \xa0]*(?=[）)])")
_ANY = "\u01bf"
_FEWEST_KNOWN = 4
_PROSE = re.compile(r"[。；;！？!?]")
UNIT_WORD = re.compile(r"万元|元|人次|条|件|次|篇|个|人|项")
_UNIT = re.compile(rf"(?<![ \xa0])[ \xa0]++(?=(?:{UNIT_WORD.pattern})$)")

_SHORTEST_WITHOUT = 4


class Word(NamedTuple):
    """A stretch of a line without a gap, and its first and last character."""

    text: str
    x0: int
    x1: int


class SpacedLine(NamedTuple):
    """A printed line with wide gaps, or with figures at its end: its words, the last ``figures`` of them numbers."""

    words: tuple[Word, ...]
    figures: int
    line: str
    source: Source

    @property
    def labels(self) -> tuple[Word, ...]:
        """The words before the figures."""
        return self.words[: len(self.words) - self.figures]

    @property
    def numbers(self) -> tuple[Word, ...]:
        """The figures at the end."""
        return self.words[len(self.words) - self.figures :]


def spaced_line(line: str, start: int) -> SpacedLine | None:
    """The words of a line, if it has columns; None if it is running text."""
    if _PROSE.search(line) and not FIGURE.fullmatch(line.split()[-1]):
        return None
    tokens = [Word(match.group(), *match.span()) for match in TOKEN.finditer(line)]
    if (len(tokens) == 1 and "\u3000" not in line.strip()) or len(tokens) > _MOST_WORDS:
        return None
    figures = 0
    while figures < len(tokens) and FIGURE.fullmatch(tokens[-1 - figures].text):
        figures += 1
    label_end = tokens[-1 - figures].x1 if figures < len(tokens) else 0
    labels = _words(line[:label_end])
    gap = figures > 0 and tokens[-figures].x0 - label_end > 1
    if figures < 2 and len(labels) < 2 and not (figures and labels):
        return None
    if figures == 1 and not gap and not _names_a_row(labels):
        return None
    return SpacedLine(
        (*labels, *tokens[len(tokens) - figures :]), figures, line, Source(start, start + len(line.rstrip()))
    )


def _names_a_row(labels: Sequence[Word]) -> bool:
    """Whether words before a single figure are a label of the form, or a unit."""
    return UNIT_WORD.fullmatch(labels[-1].text) is not None or any(
        fold(word.text) in row_labels() for word in labels[-2:]
    )


def _words(label: str) -> list[Word]:
    """The words of the part before the figures: parted by gaps, and before the numeral of a label."""
    words: list[Word] = []
    place = 0
    cuts = sorted({match.span() for part in (_GAP, _BEFORE_NUMERAL, _UNIT) for match in part.finditer(label)})
    for begin, end in [*cuts, (len(label), len(label))]:
        if begin > place or (begin == place and label[begin:end].strip()):
            text = label[place:begin].strip()
            if text:
                words.append(Word(text, place, begin))
        place = max(place, end)
    return words


def names_row(text: str) -> bool:
    """Whether text is the label of a row of the form; a character that is lost may be any, one that is blank too."""
    if fold(text) in row_labels():
        return True
    marked = _LOST.sub(_ANY, text)
    if _ANY not in marked:
        return False
    key = fold(marked)
    pattern = re.compile(re.escape(key).replace(_ANY, "."))
    return len(key) > _FEWEST_KNOWN and any(map(pattern.fullmatch, row_labels()))


@cache
def row_labels() -> frozenset[str]:
    """The folded labels of all rows of all editions, longer ones also without their numeral, which fonts may lack."""
    rows = (row for form in EDITIONS for block in form.blocks for row in block.rows)
    whole = {fold(text) for row in rows for text in (row.zh, *row.aliases)}
    return frozenset(
        whole | {rest for key in whole if len(rest := without_numeral(key)) >= _SHORTEST_WITHOUT}
    )
