"""Paragraphs and rows of an office file set one under the other as a ``Document``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analysis.documents.document import Block, Document, Line, Paragraph, Source, places_in
from analysis.documents.office_files.containers import too_large
from analysis.documents.seen import cell_as_seen, is_marked, line_as_seen

# Soft hyphens, zero-width characters and the marks of writing direction are not printed.
_NOT_PRINTED = re.compile("[\u00ad\u200b-\u200f\u202a-\u202d\u2060\ufeff]")
# A control character is a sign of damage, and must not let two figures grow together; the last turns what follows.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f\u202e]")
_BREAKS = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")
_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" *\n[\s]*")
_BLANKS_BUT_TABS = re.compile(r"[^\S\n\t]+")
_AROUND_TAB = re.compile(r" *\t *")
# So many tabs set the cells of a row apart, and those at its ends stand for blank cells.
_FEWEST_TABS = 3
_TITLE = re.compile(r"信息公开.{0,12}(?:报告|年报)")
_OPENING = 40
MOST_TEXT = 8_000_000


class Row(NamedTuple):
    """One table row as a reader finds it; ``table`` and ``row`` count from 1.

    ``edges`` are the left and right edge of each cell across the table, in whatever the format has; none if it does
    not say.
    """

    cells: tuple[str, ...]
    table: int
    row: int
    edges: tuple[tuple[float, float], ...] = ()


Item = str | Row


def clean(text: str) -> str:
    """A cell's text as it is printed: plain blanks, no invisible characters, a line feed between its lines."""
    if text.isascii() and text.isalnum():
        return text
    text = _BLANKS.sub(" ", _BREAKS.sub("\n", _NOT_PRINTED.sub("", text)))
    text = _CONTROL.sub("\ufffd", text)
    return _AROUND_BREAK.sub("\n", text).strip()


def clean_lines(text: str) -> Iterator[str]:
    """The lines of a paragraph as they are printed; tabs between words stay, for they may set cells apart."""
    if "\t" not in text:
        yield from filter(None, clean(text).split("\n"))
        return
    text = _CONTROL.sub("\ufffd", _BREAKS.sub("\n", _NOT_PRINTED.sub("", text)))
    for line in text.split("\n"):
        printed = _AROUND_TAB.sub("\t", _BLANKS_BUT_TABS.sub(" ", line)).strip(" ")
        if printed.strip():
            yield printed if printed.count("\t") >= _FEWEST_TABS else printed.strip()


def document_of(name: str, kind: str, data: bytes, items: Iterable[Item], notes: Iterable[str]) -> Document:
    """Make the document; a string is running text, each line of it a paragraph."""
    blocks: list[Block] = []
    place = 0
    for item in _clean_items(items, name):
        block: Block
        if isinstance(item, str):
            block = Paragraph(item, Source(place, place + len(item)))
        else:
            end = place + len("\t".join(item.cells))
            places = places_in(item.cells, place, item.edges) if item.edges else ()
            block = Line(item.cells, Source(place, end, None, item.table, item.row), places=places)
        blocks.append(block)
        place = block.source.end + 1
    text = "\n".join(block.text for block in blocks)
    return Document(
        name, kind, hashlib.sha256(data).hexdigest(), text, tuple(blocks), notes=tuple(dict.fromkeys(notes))
    )


def _clean_items(items: Iterable[Item], name: str) -> Iterator[Item]:
    length = 0
    for item in items:
        length += 1 + (len(item) if isinstance(item, str) else sum(map(len, item.cells)))
        if length > MOST_TEXT:
            raise too_large(name)
        if isinstance(item, Row):
            if item.cells:
                yield item._replace(cells=tuple(map(_cell, item.cells)))
        else:
            yield from clean_lines(line_as_seen(item) if is_marked(item) else item)


def _cell(text: str) -> str:
    return clean(cell_as_seen(text) if is_marked(text) else text)


def has_title(items: Iterable[Item]) -> bool:
    """Say whether one of the first blocks names a report on information disclosure."""
    for number, item in enumerate(items):
        if number >= _OPENING:
            return False
        text = item if isinstance(item, str) else "".join(item.cells)
        if len(text) < 120 and _TITLE.search(re.sub(r"\s", "", text)):
            return True
    return False
