"""How like a printed label is to a label of the form."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from analysis.forms import EDITIONS, Block, FormLine, edition
from analysis.forms.statistics_words import TURNING_WORDS
from analysis.text import fold, without_numeral

_SHORTEST_PREFIX = 5
_UNIT_AT_END = re.compile("(?<=..)(?:单位)?(?:件次|人次|万元|元|件|条|次|篇|个|人)$")


class Labels(NamedTuple):
    """The keys of a block's lines: ``exact`` from key to line numbers, ``spellings`` of each line."""

    exact: dict[str, tuple[int, ...]]
    spellings: tuple[tuple[str, ...], ...]
    vocabulary: str


@cache
def block_labels(block: Block) -> Labels:
    """The keys under which the lines of a block are known; two lines may share one (被依法纠错数)."""
    spellings = tuple(_spellings(line) for line in block.lines)
    owners: dict[str, set[int]] = {}
    for number, keys in enumerate(spellings):
        for key in keys:
            owners.setdefault(key, set()).add(number)
    exact = {key: tuple(sorted(numbers)) for key, numbers in owners.items() if key}
    printed = [
        *block.heads,
        *block.words,
        *(row.zh for row in block.rows),
        *(row.group or "" for row in block.rows),
    ]
    return Labels(exact, spellings, "\n".join(fold(text) for text in printed))


@cache
def rival_spellings(block: Block) -> tuple[tuple[str, ...], ...]:
    """The spellings of the lines of the other blocks of the same form."""
    others = (other for other in edition(block.edition).blocks if other is not block and not other.one_line)
    return tuple(spelling for other in others for spelling in block_labels(other).spellings)


def _spellings(line: FormLine) -> tuple[str, ...]:
    keys = [fold(text) for text in (line.label, *line.aliases)]
    return tuple(dict.fromkeys([*keys, *map(without_numeral, keys)]))


@lru_cache(maxsize=50_000)
def exact_lines(key: str) -> tuple[tuple[Block, int], ...]:
    """The lines, of all blocks of all editions, whose label this is."""
    if not key:
        return ()
    blocks = (block for form in EDITIONS for block in form.blocks if not block.one_line)
    return tuple((block, number) for block in blocks for number in exact_line(block, key))


def exact_line(block: Block, key: str) -> tuple[int, ...]:
    """The lines whose label this is: the whole label, or a beginning of it that no other label shares."""
    if whole := _whole_label(block, key):
        return whole
    labels = block_labels(block)
    if len(key) < _SHORTEST_PREFIX:
        return ()
    owners = {
        number
        for number, spellings in enumerate(labels.spellings)
        for spelling in spellings
        if spelling.startswith(key)
    }
    return tuple(owners) if len(owners) == 1 else ()


def _whole_label(block: Block, key: str) -> tuple[int, ...]:
    labels = block_labels(block)
    plain = _UNIT_AT_END.sub("", key)
    for spelling in (key, without_numeral(key), plain, without_numeral(plain)):
        if spelling in labels.exact:
            return labels.exact[spelling]
    return ()


@lru_cache(maxsize=50_000)
def is_whole_label(key: str) -> bool:
    """Whether this is the whole label, and no mere beginning, of a line of any block of any edition."""
    return any(_whole_label(block, key) for block, _ in exact_lines(key))


@lru_cache(maxsize=200_000)
def likeness(spellings: tuple[str, ...], key: str) -> float:
    """0 to 1: the best normalised edit similarity between a label's spellings and a printed key."""
    if not key:
        return 0.0
    return max(ratio(spelling, key) for spelling in spellings) / 100.0


@lru_cache(maxsize=50_000)
def is_turned(spellings: tuple[str, ...], key: str) -> bool:
    """Whether a word that turns the meaning stands between a label and a printed key, however like they are.

    The key has one that no spelling has (未办结 is not 办结), or lacks one and nothing else.
    """
    for word in TURNING_WORDS:
        having = [spelling for spelling in spellings if word in spelling]
        if word in key and key.count(word) > max(spelling.count(word) for spelling in spellings):
            return True
        if word not in key and any(spelling.replace(word, "", 1) == key for spelling in having):
            return True
    return False


@lru_cache(maxsize=50_000)
def is_form_print(key: str) -> bool:
    """Whether words are print of any block of any edition: a head, a group, a caption, or a piece of one."""
    return any(key in block_labels(block).vocabulary for form in EDITIONS for block in form.blocks)


def is_group(key: str) -> bool:
    """Whether words are the whole label of a group of rows in some form, which has no figures of its own."""
    return without_numeral(key) in _groups()


@cache
def _groups() -> frozenset[str]:
    rows = (row for form in EDITIONS for block in form.blocks for row in block.rows)
    return frozenset(without_numeral(fold(row.group)) for row in rows if row.group)


def printed_by_form(labels: Labels, key: str) -> bool:
    """Whether words inside a table are part of the form's own print: a head, a group, a caption, a piece of one."""
    return key in labels.vocabulary
