"""Labels on several lines around their figures, in tables without rules that are read line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.documents.pdf_files.flowed_text import NUMBER, TextLine, Word
from analysis.documents.text_files.spaced_line import names_row
from analysis.text import fold

MOST_PIECES = 5
LARGEST_STEP = 1.9
UNIT = re.compile(r"(?:^|(?<=\S) )(?:万元|元|人次|条|件|次|篇|个|人|项)$")


class _Part(NamedTuple):
    """A word of a label: the numbers of its line and of the word on it."""

    line: int
    word: int


class _Label(NamedTuple):
    """A label made whole: its text and the parts other than that on the line of the figures."""

    text: str
    parts: tuple[_Part, ...]


def with_whole_labels(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines in which labels stand whole beside their figures, where only one label of the form can be made so.

    The words above and below that belong to the label are taken from their lines; a line of which nothing is left
    is dropped.
    """
    made: dict[_Part, _Label] = {}
    for number, line in enumerate(lines):
        at = _label_at(line)
        if at is not None:
            found = _labels(lines, _Part(number, at))
            # The end of one label may be another: then only words that are no label themselves go with it.
            if names_row(UNIT.sub("", line.words[at].text)):
                found = [label for label in found if not any(_names_row(lines, part) for part in label.parts)]
            if len({_key(label.text) for label in found}) == 1:
                made[_Part(number, at)] = found[0]
    uses = Counter(part for label in made.values() for part in label.parts)
    kept = {part: label for part, label in made.items() if all(uses[other] == 1 for other in label.parts)}
    taken = {part for label in kept.values() for part in label.parts}
    whole = (_rewritten(number, line, kept, taken) for number, line in enumerate(lines))
    return [line for line in whole if line.words]


def _names_row(lines: Sequence[TextLine], part: _Part) -> bool:
    return names_row(UNIT.sub("", lines[part.line].words[part.word].text))


def _rewritten(number: int, line: TextLine, kept: dict[_Part, _Label], taken: set[_Part]) -> TextLine:
    words = [
        word._replace(text=kept[part].text) if (part := _Part(number, at)) in kept else word
        for at, word in enumerate(line.words)
        if _Part(number, at) not in taken
    ]
    return line._replace(words=tuple(words))


def _key(text: str) -> str:
    return fold(UNIT.sub("", text))


def _label_at(line: TextLine) -> int | None:
    """The place of the last word before the figures and their unit; None for a line without either."""
    count = len(line.words)
    first = count
    while first and NUMBER.fullmatch(line.words[first - 1].text):
        first -= 1
    if first == count or not first:
        return None
    if first > 1 and not _key(line.words[first - 1].text):
        first -= 1
    return first - 1


def _labels(lines: Sequence[TextLine], own: _Part) -> list[_Label]:
    """All labels of the form that a word and those above and below it make."""
    word = lines[own.line].words[own.word]
    above = _near(lines, own, range(own.line - 1, -1, -1))
    below = _near(lines, own, range(own.line + 1, len(lines)))
    found: list[_Label] = []
    for up in range(len(above) + 1):
        for down in range(len(below) + 1):
            parts = [*reversed(above[:up]), *below[:down]]
            texts = [lines[part.line].words[part.word].text for part in parts]
            whole = "".join(UNIT.sub("", text) for text in [*texts[:up], word.text, *texts[up:]])
            if parts and names_row(whole):
                found.append(_Label(whole, tuple(parts)))
    return found


def _near(lines: Sequence[TextLine], own: _Part, numbers: Iterable[int]) -> list[_Part]:
    """The words in the column of a label on the lines next to it, up to one with figures or far away."""
    label: Word = lines[own.line].words[own.word]
    last = lines[own.line]
    parts: list[_Part] = []
    for number in numbers:
        line = lines[number]
        at = [n for n, word in enumerate(line.words) if word.x0 < label.x1 and word.x1 > label.x0]
        far = abs(line.baseline - last.baseline) > LARGEST_STEP * max(line.size, last.size)
        if far or len(at) != 1 or len(parts) == MOST_PIECES or _label_at(line) is not None:
            break
        parts.append(_Part(number, at[0]))
        last = line
    return parts
