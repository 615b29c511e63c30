"""Copied text: how much of one text stands in another, where, who copies whom, and what is template.

Texts are compared by runs of characters without layout, punctuation and figures, so that a copied sentence with this
year's numbers is a copy. The index keeps a sample of the runs (those whose digest falls in one class of 16), which any
two texts sample alike; time and memory grow with the length of the corpus.
"""

from __future__ import annotations

import re
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from analysis.text import normalise

RUN = 5  # characters compared for shares
ANCHOR = 8  # characters that begin a copied passage
_SAMPLED = 16
_COMMON = 0.05  # a run in more texts than this share of the corpus is template and says nothing of neighbours
_LEAST_TOLD = 5  # of fewer sampled runs no share can be told
_DOCUMENTS = 20  # bits of a document's number in the index
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
# The five parts that the format of 2021 asks of section one.
PARTS = {
    "proactive": re.compile("主动公开"),
    "requests": re.compile("依申请"),
    "management": re.compile("政府信息管理|信息管理"),
    "platform": re.compile("平台"),
    "supervision": re.compile("监督保障"),
}


class Likeness(NamedTuple):
    """Shares of runs of characters: of the first text found in the second, and of both together."""

    containment: float | None
    jaccard: float | None


class Passage(NamedTuple):
    """A passage that stands in two texts: its characters in the first and in the second."""

    start: int
    end: int
    other_start: int
    other_end: int


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters of a text, and the place of each in it."""
    plain = normalise(text)
    if len(plain) != len(text):
        plain = "".join(one if len(one := normalise(character)) == 1 else character for character in text)
    places = [place for found in _WORD.finditer(plain) for place in range(*found.span())]
    return "".join(_WORD.findall(plain)), places


def runs(text: str, length: int = RUN) -> set[str]:
    """The different runs of characters of a text."""
    letters, _ = _letters(text)
    return {letters[start : start + length] for start in range(len(letters) - length + 1)}


def likeness(text: str, other: str) -> Likeness:
    """How much of a text stands in another; None where one is too short to say.

    >>> likeness("完善工作机制，提高质量。", "我局将完善工作机制。").containment
    0.3333333333333333
    """
    mine, theirs = runs(text), runs(other)
    if not mine or not theirs:
        return Likeness(None, None)
    both = len(mine & theirs)
    return Likeness(both / len(mine), both / len(mine | theirs))


def copied(text: str, other: str, least: int = 20) -> list[Passage]:
    """The passages of at least so many letters that stand in both texts, in the order of the first.

    Each letter of the first text belongs to one passage at most; places are characters of the texts as given.
    """
    (mine, at), (theirs, other_at) = _letters(text), _letters(other)
    anchors: dict[str, list[int]] = {}
    for start in range(len(theirs) - ANCHOR + 1):
        anchors.setdefault(theirs[start : start + ANCHOR], []).append(start)
    found, place = [], 0
    while place <= len(mine) - ANCHOR:
        starts = anchors.get(mine[place : place + ANCHOR], ())[:8]
        length, start = max(((_run(mine, place, theirs, start), start) for start in starts), default=(0, 0))
        if length >= least:
            found.append(
                Passage(
                    at[place], at[place + length - 1] + 1, other_at[start], other_at[start + length - 1] + 1
                )
            )
        place += length if length >= least else 1
    return found


def _run(mine: str, place: int, theirs: str, start: int) -> int:
    length, most = ANCHOR, min(len(mine) - place, len(theirs) - start)
    while length < most and mine[place + length] == theirs[start + length]:
        length += 1
    return length


def prints(text: str) -> set[int]:
    """Digests of a sample of the runs of a text, the same sample in every text."""
    letters, _ = _letters(text)
    digests = {
        zlib.crc32(letters[start : start + ANCHOR].encode()) for start in range(len(letters) - ANCHOR + 1)
    }
    return {digest for digest in digests if digest % _SAMPLED == 0}


class Neighbour(NamedTuple):
    """A text of the corpus that shares runs with another: its key, and the share of the other's runs it holds."""

    key: str
    containment: float


class Index:
    """The sampled runs of a corpus, to find who shares text with whom; texts of some hundred characters and more."""

    def __init__(self, texts: Mapping[str, str] | Iterable[tuple[str, str]]) -> None:
        self.keys: list[str] = []
        entries = array("Q")
        for number, (key, text) in enumerate(texts.items() if isinstance(texts, Mapping) else texts):
            self.keys.append(key)
            entries.extend(digest << _DOCUMENTS | number for digest in prints(text))
        self.entries = array("Q", sorted(entries))

    def _holders(self, digest: int) -> array[int]:
        first = bisect_left(self.entries, digest << _DOCUMENTS)
        return self.entries[first : bisect_left(self.entries, (digest + 1) << _DOCUMENTS, first)]

    def neighbours(self, text: str, most: int = 10, without: str | None = None) -> list[Neighbour]:
        """The texts that hold the most of a text's runs, those of templates left out; ``without`` is not told.

        Of a text that is all template, or short, there are none.
        """
        held, told = Counter[int](), 0
        common = max(3, _COMMON * len(self.keys))
        for digest in prints(text):
            holders = self._holders(digest)
            if len(holders) <= common:
                told += 1
                held.update(entry & ((1 << _DOCUMENTS) - 1) for entry in holders)
        if told < _LEAST_TOLD:
            return []
        found = (Neighbour(self.keys[number], count / told) for number, count in held.most_common(most + 1))
        return [neighbour for neighbour in found if neighbour.key != without][:most]


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text as their letters alone; of short ones nothing can be told."""
    for found in _SENTENCE.findall(text):
        letters, _ = _letters(found)
        if len(letters) >= 2 * ANCHOR:
            yield letters


def templates(texts: Iterable[str], share: float = 0.3) -> dict[str, float]:
    """The sentences that at least this share of the texts hold, and the share that do."""
    counts, number = Counter[str](), 0
    for text in texts:
        number += 1
        counts.update(set(sentences_of(text)))
    return {
        sentence: count / number
        for sentence, count in counts.most_common()
        if count >= max(2, share * number)
    }


def required_parts(overview: str) -> dict[str, bool]:
    """Which of the five parts that the format asks of section one a text has."""
    return {name: words.search(overview) is not None for name, words in PARTS.items()}
