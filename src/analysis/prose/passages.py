"""The running words of a section without layout, each character with its place in the document's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analysis.documents import Block, Document
from analysis.reports.sections import Section
from analysis.text import normalise

_LAYOUT = re.compile(r"(?<!\d)\s+|\s+(?!\d)|[*#|]+|\x07")
_PAGE_NUMBER = re.compile(r"\s*[-—–－]?\s*(?:第\s*)?\d{1,3}\s*(?:页)?(?:\s*/\s*\d{1,3})?\s*[-—–－]?\s*")
_ENDS = re.compile(r"[。！？!?；;：:”」》)）.…]\s*$")
_HEAD = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}\s*[)）、.．]|[一二三四五六七八九十]{1,2}是"
    r"|第[一二三四五六七八九十]{1,2}[,，、部])"
)
_SENTENCE = re.compile(r"[^。！？!?\n]{0,600}[。！？!?\n]?")  # longer ones are cut, so that time stays linear
_PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}[-—]?\d{7,8}|1[3-9]\d{9})(?!\d)")
_CONTACT = re.compile(r"(?<=联系人[:：])\s*[\u4e00-\u9fff]{2,4}")
_LEAST_TORN = 12


class Passage(NamedTuple):
    """A paragraph: its section, its words without layout, and for each character its place in the document."""

    section: str
    text: str
    at: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the document that a part of the words stands on."""
        return self.at[start], self.at[end - 1] + 1


def passages(document: Document, section: Section) -> list[Passage]:
    """The paragraphs of a section; one that a page or a line end has torn is put together again."""
    parts: list[Passage] = []
    for block in _readable(document.blocks[number] for number in section.blocks):
        raw = document.text[block.source.start : block.source.end]
        words = _plain(raw, block.source.start, section.section)
        if section.title and not parts and words.text.startswith(title := _squeezed(section.title)):
            words = Passage(words.section, words.text[len(title) :], words.at[len(title) :])
        if words.text:
            parts.append(words)
    return _joined(parts)


def _joined(parts: Sequence[Passage]) -> list[Passage]:
    """Paragraphs, those that were torn in one."""
    groups: list[list[Passage]] = []
    for words in parts:
        if groups and _torn(groups[-1][-1].text, words.text):
            groups[-1].append(words)
        else:
            groups.append([words])
    return [
        Passage(group[0].section, "".join(p.text for p in group), [place for p in group for place in p.at])
        for group in groups
    ]


def text_passages(section: str, text: str) -> list[Passage]:
    """The paragraphs of a section's running text; places are characters of that text."""
    parts, place = [], 0
    for line in text.split("\n"):
        words = _plain(line, place, section)
        place += len(line) + 1
        if words.text:
            parts.append(words)
    return _joined(parts)


def without_contacts(text: str) -> str:
    """The words without telephone numbers and the names of persons to contact."""
    return _CONTACT.sub("…", _PHONE.sub("…", text))


def sentences(passage: Passage) -> Iterator[tuple[int, str]]:
    """The sentences of a passage with their start in it."""
    for found in _SENTENCE.finditer(passage.text):
        if found.group():
            yield found.start(), found.group()


def _readable(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if not _PAGE_NUMBER.fullmatch(block.text):
            yield block


def _torn(before: str, after: str) -> bool:
    """Whether a paragraph goes on in the next: it is no head, ends without a stop, and the next begins no item."""
    head = _HEAD.match(before) and len(before) < 40 and not re.search("[，,。；;]", before)
    return len(before) >= _LEAST_TORN and not head and not _ENDS.search(before) and not _HEAD.match(after)


def _squeezed(text: str) -> str:
    return _LAYOUT.sub("", normalise(text))


def _plain(raw: str, offset: int, section: str) -> Passage:
    text = normalise(raw)
    places: list[int]
    if len(text) == len(raw):
        places = list(range(offset, offset + len(raw)))
    else:
        parts = [normalise(character) for character in raw]
        text = "".join(parts)
        places = [offset + number for number, part in enumerate(parts) for _ in part]
    kept: list[str] = []
    at: list[int] = []
    last = 0
    for gap in _LAYOUT.finditer(text):
        kept.append(text[last : gap.start()])
        at += places[last : gap.start()]
        last = gap.end()
    return Passage(section, "".join([*kept, text[last:]]), at + places[last:])
