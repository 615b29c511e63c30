"""Labels that layouts wrap above, below and around their figures, put together where they are labels of the form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.documents.document import Paragraph
from analysis.documents.text_files.spaced_line import UNIT_WORD, SpacedLine, Word, row_labels
from analysis.text import fold

_MOST_PIECES = 4
# With the spaces that layouts put between characters; the longest label of the form has half as many.
_LONGEST_LABEL = 200
# With such a number a label begins, and is no word of another column.
_NUMBERED = re.compile(r"\d{1,2}[.．、][^\d.．、]")


def whole_labels(lines: Sequence[SpacedLine | Paragraph]) -> dict[int, str]:
    """Labels that stand on several lines around their figures, made whole on the line of the figures.

    The other lines of such a label get nothing in exchange. Pieces are joined only if together they are exactly
    one label of the form. Where the words above and those below would both do, the side is taken on which every
    such line of the run finds its label. Figures that stand alone get no label if another label beside them is
    left without figures: it may be theirs.
    """
    ways = {
        number: _ways(lines, number)
        for number, piece in enumerate(lines)
        if isinstance(piece, SpacedLine) and piece.figures and not _is_label(piece.labels)
    }
    # Figures with units alone, line under line, are a column whose labels stand elsewhere.
    bare = {number for number, piece in enumerate(lines) if _is_figure_and_unit(piece)}
    ways = {n: found for n, found in ways.items() if found and not (n in bare and bare & {n - 1, n + 1})}
    sides = [
        side
        for side in ("above", "below")
        if all(any(w.side == side for w in found) for found in ways.values())
    ]
    torn = {number for number, found in ways.items() if len({way.key for way in found}) > 1}
    # Columns that were torn apart leave lines of all lengths, and then no side can be relied on.
    alike = len({piece.figures for n in ways if isinstance(piece := lines[n], SpacedLine)}) == 1
    chosen: dict[int, _Way] = {}
    for number, found in ways.items():
        if number in torn and len(sides) == 1 and alike:
            found = [way for way in found if way.side == sides[0]]
        if len({way.key for way in found}) == 1:
            chosen[number] = found[0]
    claims = Counter(part for way in chosen.values() for part in way.parts)
    # Of two lines of figures beside one label, either may be the label's.
    chosen = {n: way for n, way in chosen.items() if all(claims[part] == 1 for part in way.parts)}
    joined = {part: "" for way in chosen.values() for part in way.parts}
    joined |= {number: way.text for number, way in chosen.items()}
    _without_doubt(lines, chosen, joined)
    return joined


def _without_doubt(
    lines: Sequence[SpacedLine | Paragraph], chosen: dict[int, _Way], joined: dict[int, str]
) -> None:
    """Take back the labels of figures that stand alone beside a label without figures, until none does."""
    bare = {number for number in chosen if _stands_alone(lines, number)}
    doubtful = [number for number in bare if _label_left_over(lines, number, joined)]
    while doubtful:
        number = doubtful.pop()
        if number not in joined:
            continue
        for part in (number, *chosen[number].parts):
            joined.pop(part, None)
            near = range(part - _MOST_PIECES, part + _MOST_PIECES + 1)
            doubtful += [n for n in near if n in bare and n in joined and _label_left_over(lines, n, joined)]


def _is_figure_and_unit(piece: SpacedLine | Paragraph) -> bool:
    return (
        isinstance(piece, SpacedLine)
        and piece.figures == len(piece.labels) == 1
        and _is_unit(piece.labels[0])
    )


def _is_unit(word: Word) -> bool:
    return UNIT_WORD.fullmatch(word.text) is not None


def _stands_alone(lines: Sequence[SpacedLine | Paragraph], number: int) -> bool:
    """Whether a line has figures and no words but a unit."""
    piece = lines[number]
    return isinstance(piece, SpacedLine) and all(UNIT_WORD.fullmatch(word.text) for word in piece.labels)


def _label_left_over(lines: Sequence[SpacedLine | Paragraph], number: int, joined: dict[int, str]) -> bool:
    """Whether a whole label that no figures have taken stands between a line and the next figures on a side."""
    sides = (range(number - 1, -1, -1), range(number + 1, len(lines)))
    return any(
        near not in joined and fold(words) in row_labels()
        for side in sides
        for near, words in _pieces_near(lines, side)
    )


def _is_label(words: Sequence[Word]) -> bool:
    """Whether the last of the words, a unit apart, is a label of the form."""
    named = [word.text for word in words if not _is_unit(word)]
    return bool(named) and fold(named[-1]) in row_labels()


class _Way(NamedTuple):
    """A way to make a label: the whole text and its key, on which side the words stand, and their lines."""

    key: str
    text: str
    side: str
    parts: tuple[int, ...]


def _ways(lines: Sequence[SpacedLine | Paragraph], number: int) -> list[_Way]:
    """All ways to make a label of the form of a line's own last words and those of the lines next to it."""
    above = _pieces_near(lines, range(number - 1, -1, -1))
    below = _pieces_near(lines, range(number + 1, len(lines)))
    own = _last_words(lines[number])
    middles = (own,) if _NUMBERED.match(own) else tuple(dict.fromkeys((own, "", *own.split()[-1:])))
    found: dict[tuple[str, str], _Way] = {}
    for last in (
        False,
        True,
    ):  # beside a wrapped label, the words of another column may stand before one space
        tops, tails = ([(n, t.split()[-1] if last else t) for n, t in side] for side in (above, below))
        for up in range(len(tops) + 1):
            for down in range(len(tails) + 1):
                for middle in middles if up or down else ():
                    texts = [*(t for _, t in reversed(tops[:up])), middle, *(t for _, t in tails[:down])]
                    if sum(map(len, texts)) > _LONGEST_LABEL:
                        continue
                    key = fold("".join(texts))
                    if key in row_labels():
                        side = "above" if not down else "below" if not up else "around"
                        parts = tuple(n for n, _ in [*tops[:up], *tails[:down]])
                        found.setdefault((key, side), _Way(key, "".join(texts), side, parts))
    return list(found.values())


def _last_words(piece: SpacedLine | Paragraph) -> str:
    if isinstance(piece, Paragraph):
        return piece.text
    return piece.labels[-1].text if piece.labels else ""


def _pieces_near(lines: Sequence[SpacedLine | Paragraph], numbers: Iterable[int]) -> list[tuple[int, str]]:
    """The last words of the lines without figures next to a line, up to the next that has some."""
    pieces: list[tuple[int, str]] = []
    for number in numbers:
        near = lines[number]
        if len(pieces) == _MOST_PIECES or (isinstance(near, SpacedLine) and near.figures):
            break
        pieces.append((number, _last_words(near)))
    return pieces
