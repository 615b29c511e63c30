"""Find the six prose sections, and account for what stands inside the tables without belonging to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from analysis.documents import Block, Document
from analysis.forms import SECTIONS, SectionForm
from analysis.reports.candidates import Candidate
from analysis.reports.findings import Finding, finding
from analysis.reports.fit import TableFit
from analysis.reports.likeness import block_labels, printed_by_form
from analysis.text import fold, normalise, without_numeral
from analysis.words.findings import say

_LONGEST_HEADING = 44
_LEAST_LIKENESS = 82.0
_INLINE = re.compile(r"^\s*[一二三四五六]\s*[、.．]\s*([^。：:，,\s]{4,30})[。：:\s]")


class Section(NamedTuple):
    """A prose section: its code, heading as printed, running text without tables, and characters in the document."""

    section: str
    title: str
    text: str
    start: int
    end: int


class Heading(NamedTuple):
    """The heading of a section: its block, what it heads, how it is printed, and whether text follows in the line."""

    position: int
    form: SectionForm
    title: str
    inline: bool


def find_headings(document: Document) -> list[Heading]:
    """The headings of the sections, in print order."""
    return _in_order([h for i, block in enumerate(document.blocks) if (h := _heading(i, block))])


def find_sections(
    document: Document, headings: Sequence[Heading], table_blocks: frozenset[int]
) -> list[Section]:
    """The sections under the headings; ``table_blocks`` are the blocks that belong to tables."""
    stops = [*(heading.position for heading in headings), len(document.blocks)][1:]
    return [
        _section(document, heading, stop, table_blocks) for heading, stop in zip(headings, stops, strict=True)
    ]


def _heading(index: int, block: Block) -> Heading | None:
    filled = list(filter(None, block.cells))
    if len(filled) != 1:
        return None
    text = filled[0]
    if len(text) <= _LONGEST_HEADING:
        form = _section_titled(fold(text))
        return Heading(index, form, text, False) if form else None
    inline = _INLINE.match(normalise(text[:_LONGEST_HEADING]))
    form = _section_titled(fold(inline.group(1))) if inline else None
    return Heading(index, form, inline.group(0).strip(), True) if form and inline else None


def is_first_heading(block: Block) -> bool:
    """Whether a block is the heading of section 一."""
    heading = _heading(0, block)
    return heading is not None and heading.form is SECTIONS[0]


@lru_cache(maxsize=20_000)
def _section_titled(key: str) -> SectionForm | None:
    """The section whose title this is, numeral or not; None for anything else."""
    plain = without_numeral(key)
    best, score = None, _LEAST_LIKENESS
    for form, title in _titles():
        like = ratio(title, plain, score_cutoff=score)
        if like >= score:
            best, score = form, like
    if best is None or (score < 100 and not key.startswith(best.numeral)):
        return None
    return best


@cache
def _titles() -> tuple[tuple[SectionForm, str], ...]:
    return tuple((form, fold(title)) for form in SECTIONS for title in (form.zh, *form.aliases))


def _in_order(headings: Sequence[Heading]) -> list[Heading]:
    """The longest run of headings in the order of the form; of equals, the one that ends last.

    Prose often uses 一 to 六 for heads of its own before the statutory ones come.
    """
    order = {form.code: number for number, form in enumerate(SECTIONS)}
    best: list[list[Heading]] = []
    for heading in headings:
        before = [run for run in best if order[run[-1].form.code] < order[heading.form.code]]
        best.append([*max(before, key=len, default=[]), heading])
    return max(reversed(best), key=len, default=[])


def _section(document: Document, heading: Heading, stop: int, table_blocks: frozenset[int]) -> Section:
    blocks = document.blocks
    kept = [
        " ".join(filter(None, block.cells)).strip()
        for number, block in enumerate(blocks[heading.position : stop], start=heading.position)
        if number not in table_blocks and (number > heading.position or heading.inline)
    ]
    text = "\n".join(filter(None, kept))
    if heading.inline:
        text = text.removeprefix(heading.title).lstrip()
    return Section(
        heading.form.code,
        heading.title,
        text,
        blocks[heading.position].source.start,
        blocks[stop - 1].source.end,
    )


def section_findings(sections: Iterable[Section]) -> Iterator[Finding]:
    """A finding for each section of the form that was not found."""
    found = {section.section for section in sections}
    for form in SECTIONS:
        if form.code not in found:
            yield finding(
                "section_missing", say("section_missing", numeral=form.numeral, zh=form.zh, en=form.en)
            )


class TableWords(NamedTuple):
    """The blocks that belong to tables, and findings on those inside a table that the form does not know."""

    blocks: frozenset[int]
    findings: tuple[Finding, ...]


def account_for(lines: Sequence[Candidate], fits: Sequence[TableFit]) -> TableWords:
    """Go through every block between the first and the last line of each table."""
    used = frozenset().union(*(fit.used for fit in fits))
    belongs = set(used)
    findings: list[Finding] = []
    for fit in fits:
        if not fit.used:
            continue
        first = min(fit.used)
        belongs.update(range(_first_head(lines, fit, first), first))
        for number in range(first, max(fit.used) + 1):
            if number not in belongs:
                belongs.add(number)
                findings += _unknown(lines[number], fit)
    return TableWords(frozenset(belongs), tuple(findings))


def _first_head(lines: Sequence[Candidate], fit: TableFit, first: int) -> int:
    """The first of the unbroken print of heads above a table's first line."""
    while first > 0 and _is_print(lines[first - 1], fit):
        first -= 1
    return first


def _is_print(line: Candidate, fit: TableFit) -> bool:
    """Whether the words of a line are the form's own; a line of several may have one damaged head."""
    if not line.words or any([reading.value is not None for reading in line.readings]):
        return False
    printed = sum([bool(key) and _printed(key, fit) for _, key in line.words])
    return printed >= max(1, len(line.words) - 1)


def _printed(key: str, fit: TableFit) -> bool:
    return any(printed_by_form(block_labels(block.block), key) for block in fit.blocks)


def _unknown(line: Candidate, fit: TableFit) -> list[Finding]:
    text = " ".join(filter(None, line.cells))
    if not text:
        return []
    shown = text if len(text) <= 80 else text[:79] + "…"
    if any(reading.value is not None for reading in line.readings) and line.figures:
        said = say("line_unused", text=shown)
        return [finding("line_unused", said, table=fit.table, source=str(line.source))]
    if _is_print(line, fit):
        return []
    said = say("words_unused", text=shown)
    return [finding("words_unused", said, table=fit.table, source=str(line.source))]
