"""Columns that stand so close together that their words look like one: labels, units and figures set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.documents.pdf_files.flowed_text import FEWEST_FIGURES, NUMBER, TextLine, Word
from analysis.documents.text_files.spaced_line import row_labels
from analysis.text import fold

FEWEST_LINES = 3
_FIGURE = re.compile(r"(?<![\d.,])\d+(?:\.\d+)?$")
_UNIT = re.compile(r"(?:万元|元|人次|条|件|次|篇|个|人|项)$")
_NUMERAL = re.compile(r"[1-9][.．、]|[（(][一二三四五六七]")


def with_columns_apart(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines whose words are parted where a label of the form ends and where several figures stand in one word.

    Figures are parted only where that gives as many as other lines have, or five and more that fill the line.
    """
    parted = [
        line._replace(words=tuple(part for word in line.words for part in _parts(word))) for line in lines
    ]
    counts = Counter(map(_figures, parted))
    usual = {count for count, often in counts.items() if count > 1 and often >= FEWEST_LINES}
    return [_with_figures_apart(line, usual) for line in parted]


def _figures(line: TextLine) -> int:
    return sum(NUMBER.fullmatch(word.text) is not None for word in line.words)


def _parts(word: Word) -> Iterator[Word]:
    """The group, label, unit and figure that stand in one word, if the label is one of the form; or the word."""
    rest, figure = _without(word.text, _FIGURE)
    label, unit = _without(rest, _UNIT) if fold(rest) not in row_labels() else (rest, "")
    group, label = _group_and_label(label)
    if fold(label) in row_labels() or (not label and unit and figure):
        yield from _cut(word, [text for text in (group, label, unit, figure) if text])
    else:
        yield word


def _without(text: str, end: re.Pattern[str]) -> tuple[str, str]:
    """A text without what stands at its end, and that."""
    match = end.search(text)
    return (text[: match.start()].rstrip(), match.group()) if match else (text, "")


def _group_and_label(text: str) -> tuple[str, str]:
    """A label behind the name of its group, parted before the numeral of the label."""
    if fold(text) not in row_labels():
        for match in _NUMERAL.finditer(text):
            if match.start() and fold(text[match.start() :]) in row_labels():
                return text[: match.start()].rstrip(), text[match.start() :]
    return "", text


def _with_figures_apart(line: TextLine, usual: set[int]) -> TextLine:
    words = [part for word in line.words for part in _cut(word, word.text.split(" "))]
    whole = line._replace(words=tuple(words))
    joined = [word for word in line.words if " " in word.text]
    if not joined or not all(all(map(NUMBER.fullmatch, word.text.split(" "))) for word in joined):
        return line
    count = _figures(whole)
    return whole if count in usual or count == len(words) >= FEWEST_FIGURES else line


def _cut(word: Word, texts: Sequence[str]) -> Iterator[Word]:
    """The parts of a word, each about where it stands: by its share of the characters."""
    width = (word.x1 - word.x0) / max(1, len(word.text))
    place = 0
    for text in texts:
        place = word.text.index(text, place)
        yield Word(word.x0 + place * width, word.x0 + (place + len(text)) * width, text)
        place += len(text)
