"""A sentence with its nouns and numbers, what was last spoken of, and what a noun may count there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.prose.model import Mention
from analysis.prose.nouns import Noun, noun_pattern, nouns
from analysis.prose.numbers import Number
from analysis.prose.passages import Passage

_STOPS = re.compile("[,;:()。!?]")
TOPICS = frozenset((
    "request", "messages", "hotline", "review", "litig", "interpret", "fee", "accounts", "columns", "solicit",
    "training", "reads",
))  # fmt: skip
REQUESTS = frozenset(("request", "outcome", "stock"))
REMEDIES = frozenset(("review", "litig"))


@dataclass(slots=True)
class Context:
    """What the reading of a report carries along: the body's kind, its tables, and what was last spoken of."""

    kind: str | None = None
    year: int | None = None
    cells: Mapping[str, float] = field(default_factory=dict)
    topic: str | None = None
    before: str = ""
    found: list[Mention] = field(default_factory=list)


class Word(NamedTuple):
    """A noun phrase of a sentence: its place, and what it may count."""

    start: int
    end: int
    nouns: tuple[Noun, ...]


class Sentence(NamedTuple):
    """A sentence of a passage: words, words without the stop list, nouns and numbers with their places."""

    passage: Passage
    offset: int
    text: str
    plain: str
    words: list[Word]
    numbers: list[Number]


class Figure(NamedTuple):
    """A number of a sentence with its clause: from the last stop or number before it to the next."""

    sentence: Sentence
    place: int
    context: Context
    left: int
    right: int

    @property
    def number(self) -> Number:
        """The number itself."""
        return self.sentence.numbers[self.place]

    @property
    def before(self) -> str:
        """The words of the clause that stand before the number."""
        return self.sentence.plain[self.left : self.number.start]

    @property
    def after(self) -> str:
        """The words of the clause that stand after the number."""
        return self.sentence.plain[self.number.end : self.right]

    def words_in(self, start: int, end: int) -> list[Word]:
        """The noun phrases of the sentence between two places."""
        return [word for word in self.sentence.words if start <= word.start and word.end <= end]

    def accepts(self, word: Word, topic: str | None) -> Noun | None:
        """What a noun phrase counts in the unit of the number, if what it needs has come up."""
        nothing = not self.number.unit and self.number.value == 0
        for noun in word.nouns:
            if (self.number.unit in noun.units or nothing) and self._met(noun.needs, word, topic):
                return noun
        return None

    def _met(self, needs: str | None, word: Word, topic: str | None) -> bool:
        if needs is None:
            return True
        if needs == "remedy":
            return topic in REMEDIES
        if needs == "fee":
            return topic == "fee" or "处理费" in self.context.before + self.sentence.text
        before = {other.nouns[0].topic for other in self.sentence.words
                  if other.start < word.start and not other.nouns[0].needs}  # fmt: skip
        if needs == "request":
            spoken_of = self.context.topic == "request" and topic not in REMEDIES
            return topic == "request" or bool(before & REQUESTS) or spoken_of
        return topic == needs or needs in before


class Sense(NamedTuple):
    """What a number counts: metric, topic, the words that say so, and the rule that found it."""

    metric: str | None
    topic: str | None
    subject: str | None
    rule: str
    change: float | None = None


def words_of(plain: str) -> list[Word]:
    """The noun phrases of a sentence, none inside another."""
    words: list[Word] = []
    for found in noun_pattern().finditer(plain):
        end = found.start() + len(found[1])
        if not words or end > words[-1].end:
            words.append(Word(found.start(), end, nouns()[found[1]]))
    return words


def figure_of(sentence: Sentence, index: int, context: Context) -> Figure:
    """A number of a sentence with its clause."""
    number, plain = sentence.numbers[index], sentence.plain
    begin = sentence.numbers[index - 1].end if index else 0
    stops = [stop.end() for stop in _STOPS.finditer(plain, begin, number.start)]
    stop = _STOPS.search(plain, number.end)
    end = stop.start() if stop else len(plain)
    if index + 1 < len(sentence.numbers):
        end = min(end, sentence.numbers[index + 1].start)
    return Figure(sentence, index, context, max([begin, *stops]), end)


def bounds_of(plain: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a stretch, between commas."""
    begin = max((stop.end() for stop in re.finditer("[,;。]|:(?!//)", plain[:start])), default=0)
    stop = re.search("[,;。]", plain[end:])
    return begin, end + stop.start() if stop else len(plain)


def topic_of(sentence: Sentence, place: int, context: Context) -> str | None:
    """What was last spoken of: in the sentence before a place, or before the sentence."""
    for word in reversed(sentence.words):
        if word.end <= place:
            noun = word.nouns[0]
            if noun.topic in REQUESTS and (not noun.needs or context.topic == "request"):
                return "request"
            if noun.topic in TOPICS and not noun.needs:
                return noun.topic
    return context.topic
