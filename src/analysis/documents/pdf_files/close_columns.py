"""Columns that stand so close together that their words look like one: labels, units and figures set apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.documents.pdf_files.flowed_text import FEWEST_FIGURES, NUMBER, TextLine, Word
from analysis.documents.text_files.spaced_line import names_row

FEWEST_LINES = 3
Span = tuple[float, float]
_FIGURE = re.compile(r"(?<![\d.,])\d+(?:\.\d+)?(?: \d+(?:\.\d+)?)*$")
_UNIT = re.compile(r"(?:万元|元|人次|条|件|次|篇|个|人|项)$")
_NUMERAL = re.compile(r"[1-9][.．、]|[（(][一二三四五六七 \ufffd]")


def with_columns_apart(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines whose words are parted where a label of the form ends and where several figures stand in one word.

    Figures are parted only where that gives as many as other lines have, or five and more that fill the line, or
    where they stand one in each column of other lines.
    """
    parted = [
        line._replace(words=tuple(part for word in line.words for part in _parts(word))) for line in lines
    ]
    counts = Counter(map(_figures, parted))
    usual = {count for count, often in counts.items() if count > 1 and often >= FEWEST_LINES}
    columns = _columns([_whole(line) for line in parted])
    return [_with_figures_apart(line, usual, columns) for line in parted]


def _columns(lines: Sequence[TextLine]) -> list[list[Span]]:
    """The columns of the lines with one number of figures, for each such number, where they stand clear."""
    by_count: defaultdict[int, list[list[Span]]] = defaultdict(list)
    for line in lines:
        spans = [(word.x0, word.x1) for word in line.words if NUMBER.fullmatch(word.text)]
        by_count[len(spans)].append(spans)
    found = []
    for count, rows in by_count.items():
        if count >= FEWEST_FIGURES and len(rows) >= FEWEST_LINES:
            columns = [(min(x0 for x0, _ in c), max(x1 for _, x1 in c)) for c in zip(*rows, strict=True)]
            if all(left[1] < right[0] for left, right in pairwise(columns)):
                found.append(columns)
    return found


def _one_in_each(line: TextLine, columns: Sequence[Span]) -> bool:
    """Whether all figures of a line stand under columns, no two under one."""
    spans = [(word.x0, word.x1) for word in line.words if NUMBER.fullmatch(word.text)]
    under = [[n for n, (a, b) in enumerate(columns) if x0 < b and x1 > a] for x0, x1 in spans]
    return all(len(found) == 1 for found in under) and len({found[0] for found in under}) == len(under)


def _figures(line: TextLine) -> int:
    return sum(NUMBER.fullmatch(word.text) is not None for word in line.words)


def _parts(word: Word) -> Iterator[Word]:
    """The group, label, unit and figure that stand in one word, if the label is one of the form; or the word."""
    rest, figure = _without(word.text, _FIGURE)
    label, unit = _without(rest, _UNIT) if not names_row(rest) else (rest, "")
    group, label = _group_and_label(label)
    if names_row(label) or (not label and unit and figure):
        yield from cut(word, [text for text in (group, label, unit, figure) if text])
    else:
        yield word


def _without(text: str, end: re.Pattern[str]) -> tuple[str, str]:
    """A text without what stands at its end, and that."""
    match = end.search(text)
    return (text[: match.start()].rstrip(), match.group()) if match else (text, "")


def _group_and_label(text: str) -> tuple[str, str]:
    """A label behind the name of its group, parted before the numeral of the label."""
    if not names_row(text):
        for match in _NUMERAL.finditer(text):
            if match.start() and names_row(text[match.start() :]):
                return text[: match.start()].rstrip(), text[match.start() :]
    return "", text


def _whole(line: TextLine) -> TextLine:
    """A line with every figure a word of its own; the line as it is if other words have spaces between figures."""
    joined = [word for word in line.words if " " in word.text]
    if not joined or not all(all(map(NUMBER.fullmatch, word.text.split(" "))) for word in joined):
        return line
    return line._replace(words=tuple(part for word in line.words for part in cut(word, word.text.split(" "))))


def _with_figures_apart(line: TextLine, usual: set[int], columns: Sequence[Sequence[Span]]) -> TextLine:
    whole = _whole(line)
    count = _figures(whole)
    sure = count in usual or count == len(whole.words) >= FEWEST_FIGURES
    return whole if sure or any(_one_in_each(whole, each) for each in columns) else line


def cut(word: Word, texts: Sequence[str]) -> Iterator[Word]:
    """The parts of a word, each where it stands; between two spaces, by its share of the characters."""
    pieces = word.text.split(" ")
    gaps = word.gaps if len(word.gaps) == len(pieces) - 1 else ()
    if not gaps:
        pieces = [word.text]
    ends = [word.x0, *(place for gap in gaps for place in gap), word.x1]
    starts_and_ends: list[Span] = []
    for piece, x0, x1 in zip(pieces, ends[::2], ends[1::2], strict=True):
        width = (x1 - x0) / max(1, len(piece))
        starts_and_ends += [(x0 + n * width, x0 + (n + 1) * width) for n in range(len(piece))]
        starts_and_ends.append((x1, x1))  # the space behind it
    place = 0
    for text in texts:
        place = word.text.index(text, place)
        end = place + len(text)
        inner = gaps[word.text.count(" ", 0, place) : word.text.count(" ", 0, end)]
        yield Word(starts_and_ends[place][0], starts_and_ends[end - 1][1], text, inner)
        place = end
