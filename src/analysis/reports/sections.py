"""Find the six prose sections, and account for what stands inside the tables without belonging to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from analysis.documents import Block, Document
from analysis.forms import SECTIONS, SectionForm
from analysis.reports.candidates import Candidate
from analysis.reports.findings import Finding, finding
from analysis.reports.fit import TableFit
from analysis.reports.heads import without_notes
from analysis.reports.likeness import block_labels, printed_by_form
from analysis.text import fold, normalise, without_numeral
from analysis.words.findings import say

_LONGEST_HEADING = 44
_LEAST_LIKENESS = 82.0
_MARKS = re.compile(r"^[#*>\s]+|[*#\s]+$")
_INLINE = re.compile(r"^[#*\s]*[一二三四五六]\s*[、.．]\s*([^。：:，,\s]{4,30})[。：:\s]")
_PLAIN_NUMERAL = re.compile(r"[一二三四五六]\s*[、.．]")
_BRACKETED = re.compile(r"[(（]\s*[一二三四五六]\s*[)）]|[㈠-㈥]")
# A body's own wording of the last two titles, which have no table to tell them by.
_OWN_WORDS = (
    (SECTIONS[4], re.compile(r"五\s*[、.．].{0,14}(?:问题|不足|困难)|五\s*[、.．].{0,10}(?:改进|整改)")),
    (SECTIONS[5], re.compile(r"六\s*[、.．].{0,10}(?:其[他它]|说明|报告的?事项)")),
)
_GAP, _HAN = re.compile(r"[ \t\u3000]{3,}"), re.compile("[\u4e00-\u9fff]")
_LEAST_BESIDE, _LONG_PART = 3, 9
# What a table of the form opens with, folded: its section's heading stands directly above.
_OPENS = {
    "proactive": re.compile("第二十条|信息内容|规章|规范性文件"),
    "requests": re.compile("本列数据|申请人情况|自然人|一?本年新收"),
    "remedies": re.compile("行政复议|结果维持|未经复议"),
}
_ADMITS = re.compile(
    r"(?:存在|问题|不足|薄弱|差距).{0,60}(?:一是|1[.、]|主要|[:：]|有待|不够|不足)|^一是.{2,40}(?:有待|不够|不足|不强|不高)"
)


_OWN_FIRST = re.compile(r"一\s*[、.．]\s*\S|[(（]\s*一\s*[)）]\s*.{0,4}主动公开")


class Section(NamedTuple):
    """A prose section: its code, heading as printed, running text without tables, and characters in the document.

    The characters of the sections follow one another without a gap, from the first heading to the end.
    ``blocks`` are the numbers of the blocks that hold the running text; ``beside`` is how many lines were left out
    because two columns of prose stand side by side in them, so that the order of their words is not certain.
    """

    section: str
    title: str
    text: str
    start: int
    end: int
    blocks: tuple[int, ...] = ()
    beside: int = 0


class Heading(NamedTuple):
    """The heading of a section: its block, what it heads, how it is printed, and whether text follows in the line."""

    position: int
    form: SectionForm
    title: str
    inline: bool


def find_headings(document: Document) -> list[Heading]:
    """The headings of the sections, in print order.

    A numeral in brackets heads no section while 一、二、三、 stand in the text. Without a heading of section 一 it
    begins at the body's own 一、 above the others.
    """
    found = [h for i, block in enumerate(document.blocks) if (h := _heading(i, block))]
    if any(_PLAIN_NUMERAL.match(heading.title) for heading in found):
        found = [heading for heading in found if not _BRACKETED.match(heading.title)]
    chosen = _in_order(document, found)
    if chosen and chosen[0].form is not SECTIONS[0] and (own := _own_first(document, chosen[0].position)):
        chosen.insert(0, own)
    return chosen


def find_sections(
    document: Document, headings: Sequence[Heading], table_blocks: frozenset[int]
) -> list[Section]:
    """The sections under the headings; ``table_blocks`` are the blocks that belong to tables."""
    headings = _with_problems(document, headings, table_blocks)
    stops = [*(heading.position for heading in headings), len(document.blocks)][1:]
    return [
        _section(document, heading, stop, table_blocks) for heading, stop in zip(headings, stops, strict=True)
    ]


def _heading(index: int, block: Block) -> Heading | None:
    filled = [words for cell in block.cells if (words := _MARKS.sub("", cell))]
    if len(filled) != 1:
        return None
    text = filled[0]
    if len(text) <= _LONGEST_HEADING:
        form = _section_titled(fold(text)) or _own_wording(text)
        return Heading(index, form, text, False) if form else None
    inline = _INLINE.match(normalise(text[:_LONGEST_HEADING]))
    form = _section_titled(fold(inline.group(1))) if inline else None
    return Heading(index, form, inline.group(0).strip(), True) if form and inline else None


def is_first_heading(block: Block) -> bool:
    """Whether a block is the heading of section 一."""
    heading = _heading(0, block)
    return heading is not None and heading.form is SECTIONS[0]


def _own_wording(text: str) -> SectionForm | None:
    """The section that a short line with its numeral heads in the body's own words."""
    if text[0] not in "五六" or re.search("[。；，,]", text):
        return None
    return next((form for form, words in _OWN_WORDS if words.match(text)), None)


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


def _in_order(document: Document, headings: Sequence[Heading]) -> list[Heading]:
    """The weightiest run of headings in the order of the form; of equals, the one that ends last.

    Prose often uses 一 to 六 for heads of its own before the statutory ones come: a heading with its table below
    weighs more than any number of those.
    """
    order = {form.code: number for number, form in enumerate(SECTIONS)}
    runs: list[tuple[int, list[Heading]]] = []
    for heading in headings:
        before = [run for run in runs if order[run[1][-1].form.code] < order[heading.form.code]]
        weight, run = max(before, key=lambda run: run[0], default=(0, []))
        runs.append((weight + 1 + len(SECTIONS) * _has_table(document, heading), [*run, heading]))
    return max(reversed(runs), key=lambda run: run[0], default=(0, []))[1]


def _has_table(document: Document, heading: Heading) -> bool:
    """Whether one of the next lines is what the section's table opens with."""
    opens = _OPENS.get(heading.form.table or "")
    if opens is None:
        return False
    below = document.blocks[heading.position + 1 : heading.position + 4]
    return any(opens.match(fold("".join(block.cells)[:40])) for block in below)


def _own_first(document: Document, stop: int) -> Heading | None:
    """The body's own 一、 above the headings that were found, or the first sub-head of section 一."""
    for number, block in enumerate(document.blocks[:stop]):
        text = _MARKS.sub("", block.cells[0]) if len(list(filter(None, block.cells))) == 1 else ""
        if _OWN_FIRST.match(text) and len(text) <= _LONGEST_HEADING:
            return Heading(number, SECTIONS[0], text, text[0] != "一")
    return None


def _with_problems(
    document: Document, headings: Sequence[Heading], table_blocks: frozenset[int]
) -> list[Heading]:
    """The headings, and an empty one where section 五 begins without any after section 四."""
    places = {heading.form.code: number for number, heading in enumerate(headings)}
    if "s5_problems" in places or "s4_remedies" not in places:
        return list(headings)
    after = places["s4_remedies"] + 1
    stop = headings[after].position if after < len(headings) else len(document.blocks)
    for number in range(headings[after - 1].position + 1, stop):
        text = document.blocks[number].text
        if number not in table_blocks and _ADMITS.search(text) and not re.search("复议|诉讼", text[:60]):
            return [*headings[:after], Heading(number, SECTIONS[4], "", True), *headings[after:]]
    return list(headings)


def _section(document: Document, heading: Heading, stop: int, table_blocks: frozenset[int]) -> Section:
    blocks = document.blocks
    numbers = [
        number
        for number in range(heading.position, stop)
        if number not in table_blocks and (number > heading.position or heading.inline)
    ]
    beside = [number for number in numbers if _side_by_side(blocks[number])]
    if len(beside) < _LEAST_BESIDE:
        beside = []
    numbers = [number for number in numbers if number not in beside]
    kept = [" ".join(filter(None, blocks[number].cells)).strip() for number in numbers]
    text = "\n".join(filter(None, kept))
    if heading.inline:
        text = text.removeprefix(heading.title).lstrip()
    end = blocks[stop].source.start if stop < len(blocks) else blocks[-1].source.end
    start = blocks[heading.position].source.start
    return Section(heading.form.code, heading.title, text, start, end, tuple(numbers), len(beside))


def _side_by_side(block: Block) -> bool:
    """Whether a line holds two stretches of prose far apart."""
    parts = [part for cell in block.cells for part in _GAP.split(cell.strip()) if part]
    return len(parts) == 2 and all(len(_HAN.findall(part)) >= _LONG_PART for part in parts)


def section_findings(sections: Sequence[Section]) -> Iterator[Finding]:
    """A finding for each section of the form that was not found, and for lines of two columns."""
    for section in sections:
        if section.beside:
            yield finding(
                "section_columns", say("section_columns", title=section.title, count=section.beside)
            )
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
    if not line.words or any(reading.value is not None for reading in line.readings):
        return False
    printed = sum(
        bool(key) and (_printed(key, fit) or _printed(without_notes(line.cells[cell]), fit))
        for cell, key in line.words
    )
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
