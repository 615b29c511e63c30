"""Title, body, year, dates and index number, from the lines before the first section and the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.documents import Block, Document
from analysis.reports.naming import surely_named
from analysis.reports.page_head import facts_in
from analysis.reports.preamble import body_told
from analysis.reports.title import Title, find_title, names_report, unmarked
from analysis.reports.years import (
    CHINESE_YEAR,
    announced_year,
    chinese_year,
    part_of_a_year,
    report_years,
    stated_part,
    stated_years,
    year_of_first_words,
    years_in,
)
from analysis.text import chinese_number, normalise, tidy

_DATE = re.compile(
    r"(20[0-4]\d)\s*(?:年|[-./])\s*(1[0-2]|0?[1-9])\s*(?:月|[-./])\s*(3[01]|[12]\d|0?[1-9])(?:\s*日)?(?!\d)"
)
_CHINESE_DATE = re.compile(
    rf"({CHINESE_YEAR})年([一二三四五六七八九十]{{1,2}})月([一二三四五六七八九十]{{1,3}})日"
)
_DATE_ALONE = re.compile(
    rf"[(（]?\s*(?:{_DATE.pattern}|{_CHINESE_DATE.pattern})\s*(?:\d\d?:\d\d(?::\d\d)?)?\s*[)）]?"
)
_ORGAN = re.compile(r"[^、，,:：]*(?:政府|办公室|局|委员会|厅|街道办事处|中心)")
_DATE_LABEL = re.compile(r"(?:发布|公开|公布|成文)?(?:日期|时间)[:：]?|[(（]盖章[)）]|[(（]公章[)）]")
_FIRST, _NEAREST, _OPENING = 20, 40, 15
_LONGEST_NAME, _LONGEST_LINE = 40, 160
_SENTENCE = re.compile("[。；;！？]")


class FrontMatter(NamedTuple):
    """What the report says of itself; each is None where it does not say."""

    title: str | None
    body: str | None
    year: int | None
    other_years: tuple[int, ...]
    part_of_year: str | None
    published: str | None
    index_no: str | None
    issuer: str | None
    told: str | None
    signature: str | None


def front_matter(document: Document, first_section: int, last_section: int) -> FrontMatter:
    """Read what stands before block ``first_section``, and the signature after block ``last_section``.

    Both are blocks with the heading of a section. A web page may have hundreds of lines of navigation before and after.
    """
    head = [
        *document.blocks[: min(_FIRST, first_section)],
        *document.blocks[max(_FIRST, first_section - _NEAREST) : first_section],
    ]
    before = [_line(block) for block in head]
    opening = [block.cells[0] for block in document.blocks[first_section:][:_OPENING]]
    facts = facts_in(head)
    stated = stated_years("\n".join([*before, *opening]))
    title = find_title(before, facts.get("title"), stated)
    signature, signed = _signature(
        [b.cells[0] for b in document.blocks[last_section + 1 :][:_NEAREST] if len(b.cells) == 1]
    )
    dated = (facts.get("published", ""), facts.get("dated", ""), _date_below(before))
    published = next(filter(None, map(_date, dated)), signed)
    part = _part_of_a_year(title, before, opening)
    years = () if part else report_years(title.years if title else (), stated)
    if not years and not part:
        years = _years_told(before, opening, published)
    told = body_told([*before, *opening])
    return FrontMatter(
        title=title.text if title else None,
        body=(title.body if title else None) or told or facts.get("issuer") or signature,
        year=years[0] if years else None,
        other_years=years[1:],
        part_of_year=part,
        published=published,
        index_no=facts.get("index_no"),
        issuer=facts.get("issuer"),
        told=told,
        signature=signature,
    )


def _part_of_a_year(title: Title | None, before: Sequence[str], opening: Sequence[str]) -> str | None:
    """The half or quarter that the report is of, by its title, or a heading and a period if no title has a year."""
    if title and (title.years or part_of_a_year(title.text)):
        return part_of_a_year(title.text)
    heads = [
        line for line in before if len(line) <= _LONGEST_LINE and "信息公开" in line and "。" not in line
    ]
    return next(filter(None, map(part_of_a_year, heads)), None) or stated_part("\n".join([*before, *opening]))


def _years_told(before: Sequence[str], opening: Sequence[str], published: str | None) -> tuple[int, ...]:
    """The year that the prose tells where title and period do not; not one that is later than the publication."""
    year = announced_year("\n".join([*before, *opening])) or year_of_first_words([*before, *opening])
    return (year,) if year and (published is None or str(year) < published[:4]) else ()


def _date_below(before: Sequence[str]) -> str:
    """The date that stands alone on one of the two lines below a title, or nothing."""
    for number, line in enumerate(before):
        if names_report(line):
            alone = (text for text in before[number + 1 : number + 3] if _DATE_ALONE.fullmatch(tidy(text)))
            return next(alone, "")
    return ""


def _line(block: Block) -> str:
    """A block as one line; of a row such as 名称 | …报告 the cell that is a title."""
    titles = [cell for cell in block.cells if len(block.cells) > 1 and names_report(cell)]
    return titles[0] if len(titles) == 1 else " ".join(filter(None, block.cells))


def is_title(block: Block) -> bool:
    """Whether a block is a line that names a report on disclosure and its year."""
    line = _line(block)
    return len(line) <= _LONGEST_LINE and names_report(line) and bool(years_in(unmarked(line)))


def opening_of(blocks: Sequence[Block], title: int) -> int:
    """Where the head of a report begins: at its title, or above it with the body or the year that it lacks."""
    found = find_title([_line(block) for block in blocks[max(0, title - 2) : title + 1]], None, ())
    above = [unmarked(_line(block)) for block in blocks[max(0, title - 2) : title]]
    joined = 0
    while found and joined < len(above) and found.text.startswith("".join(above[len(above) - joined - 1 :])):
        joined += 1
    return title - joined


def _signature(last: Sequence[str]) -> tuple[str | None, str | None]:
    """The name and the date that close the report: the first line that is a date, and the body beside or above it."""
    name: str | None = None
    for line in map(tidy, (line for line in last if "。" not in line and "；" not in line)):
        if len(line) > _LONGEST_NAME or _SENTENCE.search(line):
            continue
        date = _date(line)
        rest = _DATE_LABEL.sub("", _DATE.sub("", _CHINESE_DATE.sub("", line))).strip()
        if _ORGAN.fullmatch(rest):
            name = surely_named(rest) or name
        if date and (not rest or rest == name):
            return name, date
    return name, None


def _date(text: str) -> str | None:
    match = _DATE.search(normalise(text))
    if match:
        year, month, day = (int(part) for part in match.groups())
        return f"{year:04}-{month:02}-{day:02}"
    match = _CHINESE_DATE.search(text)
    if match:
        written = chinese_year(match.group(1)), *map(chinese_number, match.group(2, 3))
        if all(written):
            return "-".join(f"{number or 0:02}" for number in written)
    return None
