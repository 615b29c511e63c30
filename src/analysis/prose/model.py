"""What reading the prose makes: mentions of figures and claims, and the points of section five."""

from __future__ import annotations

from typing import NamedTuple


class Mention(NamedTuple):
    """One figure, denial or claim of the prose, with the words it was read from.

    ``kind`` is ``mention`` or ``claim``; a claim (均结果维持, 无。) has no number. ``value`` is in ``unit`` (万 and 亿
    are multiplied out, ``scale`` says by what); ``value_hi`` is the upper end, exclusive, of a figure with 余 or 多.
    ``metric`` is None where the figure has no code of the taxonomy. ``start`` and ``end`` are characters of the
    document's text; ``rule`` names the rule of the grammar that read it.
    """

    kind: str
    metric: str | None
    value: float | None
    value_hi: float | None
    approx: str | None
    number: str | None
    unit: str | None
    scale: float
    channel: tuple[str, ...]
    scope: str
    scope_words: str | None
    subject: str | None
    period: str
    part_of: int | None
    share_of: int | None
    change: float | None
    polarity: str
    section: str
    start: int
    end: int
    text: str
    rule: str


class Point(NamedTuple):
    """One problem or measure of section five: its place in the list, its words, themes, and what it is paired with.

    ``specific`` says that a measure names a number, a date or a document; ``tense`` is ``past`` for a measure
    already taken; ``pair`` is the order of the measure that answers a problem, or of the problem answered.
    """

    kind: str
    order: int
    text: str
    start: int
    end: int
    themes: tuple[str, ...]
    specific: bool
    tense: str
    pair: int | None
