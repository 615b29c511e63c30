"""Heads of narrow columns, whose words stand on two or three lines under one another, put together."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.documents.pdf_files.close_columns import cut
from analysis.documents.pdf_files.flowed_text import NUMBER, TextLine, Word
from analysis.documents.text_files.spaced_text import heads_of_blocks
from analysis.text import fold

MOST_LINES = 3
LARGEST_STEP = 1.9


def with_whole_heads(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines in which heads of the form are words, those broken whole on their first line; a bare line is dropped.

    Words are joined only with those right below them, and only if together they are exactly a head of the form.
    """
    parted = [_parted(line) for line in lines]
    taken: set[tuple[int, int]] = set()
    whole: dict[tuple[int, int], str] = {}
    for number, words in enumerate(parted):
        for at, word in enumerate(words):
            if (number, at) not in taken:
                text, used = _stack(lines, parted, number, word)
                if used and not taken.intersection(used):
                    whole[number, at] = text
                    taken.update(used)
    touched = {number for number, _ in [*whole, *taken]} | {
        number for number, line in enumerate(lines) if any(map(_is_several_heads, line.words))
    }
    rewritten = (
        line._replace(
            words=tuple(
                word._replace(text=whole.get((number, at), word.text))
                for at, word in enumerate(parted[number])
                if (number, at) not in taken
            )
        )
        if number in touched and parted[number]
        else line
        for number, line in enumerate(lines)
    )
    return [line for line in rewritten if line.words]


def _is_several_heads(word: Word) -> bool:
    pieces = word.text.split(" ")
    return len(pieces) > 1 and all(fold(piece) in heads_of_blocks() for piece in pieces)


def _parted(line: TextLine) -> list[Word]:
    """The words of a line of heads, parted at every space; none for a line with figures."""
    words = [part for word in line.words for part in cut(word, word.text.split(" "))]
    return [] if any(NUMBER.fullmatch(word.text) for word in words) else words


def _stack(
    lines: Sequence[TextLine], parted: Sequence[Sequence[Word]], number: int, word: Word
) -> tuple[str, list[tuple[int, int]]]:
    """The longest head that a word begins, and the words below that it takes; none if it needs none."""
    text = word.text
    used: list[tuple[int, int]] = []
    best: tuple[str, list[tuple[int, int]]] = ("", [])
    for below in range(number + 1, min(number + MOST_LINES, len(lines))):
        upper, lower = lines[below - 1], lines[below]
        under = [n for n, other in enumerate(parted[below]) if other.x0 < word.x1 and other.x1 > word.x0]
        if lower.baseline - upper.baseline > LARGEST_STEP * max(upper.size, lower.size) or len(under) != 1:
            break
        text += parted[below][under[0]].text
        used = [*used, (below, under[0])]
        if fold(text) in heads_of_blocks():
            best = (text, used)
    return best
