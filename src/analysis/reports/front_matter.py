"""Title, body, year, dates and index number, from the lines before the first section and the signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.documents import Block, Document
from analysis.reports.title import (
    CHINESE_YEAR,
    announced_year,
    find_title,
    names_report,
    stated_years,
    year_of_first_words,
    years_in,
)
from analysis.text import chinese_number, fold, normalise, tidy

_FIELDS = {
    "index_no": ("索引号", "索 引 号", "信息索引号", "索引编号"),
    "issuer": (
        "发文机关",
        "发布机构",
        "发布机关",
        "公开机构",
        "发文单位",
        "发布单位",
        "信息来源",
        "公开责任部门",
        "制发机关",
        "单位名称",
        "填报单位",
        "报告单位",
        "编制单位",
        "报送单位",
    ),
    "published": (
        "发布日期",
        "发布时间",
        "公开日期",
        "公开时间",
        "信息时间",
        "信息日期",
    ),
    "dated": ("发文时间", "发文日期", "成文日期", "生成日期"),
    "title": ("标题", "信息名称", "名称"),
}
_KINDS = {fold(name): kind for kind, names in _FIELDS.items() for name in names}
_KINDS |= {"日期": "published", "时间": "published"}
_FIELD_NAME = re.compile(
    "(?P<name>"
    + "|".join(sorted((n for names in _FIELDS.values() for n in names), key=len, reverse=True))
    + r"|(?<![\u3400-\u9fff])(?:日期|时间))\s*[:：]\s*"
)
_COLON = re.compile("[:：︓﹕⩴]")  # all that NFKC makes a colon
_FIELD_VALUE = re.compile(r"[^|\t]*?(?=\s{2,}|[|\t]|$|\s\S{2,6}[:：])")
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
    published: str | None
    index_no: str | None
    issuer: str | None
    signature: str | None


def front_matter(document: Document, first_section: int, last_section: int) -> FrontMatter:
    """Read what stands before block ``first_section``, and the signature after block ``last_section``.

    Both are blocks with the heading of a section. A web page may have hundreds of lines of navigation before and after.
    """
    head = [
        *document.blocks[: min(_FIRST, first_section)],
        *document.blocks[max(_FIRST, first_section - _NEAREST) : first_section],
    ]
    before = [" ".join(filter(None, block.cells)) for block in head]
    fields = _fields(cell for block in head for cell in block.cells)
    stated = stated_years("\n".join(before))
    title = find_title(before, fields.get("title"), stated)
    signature, signed = _signature(
        [b.cells[0] for b in document.blocks[last_section + 1 :][:_NEAREST] if len(b.cells) == 1]
    )
    dated = (fields.get("published", ""), fields.get("dated", ""), _date_below(before))
    published = next(filter(None, map(_date, dated)), signed)
    years = _report_years(title.years if title else (), stated)
    if not years:
        opening = [block.cells[0] for block in document.blocks[first_section:][:_OPENING]]
        years = _years_told(before, opening, published)
    return FrontMatter(
        title=title.text if title else None,
        body=(title.body if title else None) or fields.get("issuer") or signature,
        year=years[0] if years else None,
        other_years=years[1:],
        published=published,
        index_no=fields.get("index_no"),
        issuer=fields.get("issuer"),
        signature=signature,
    )


def _report_years(in_title: Sequence[int], stated: Sequence[int]) -> tuple[int, ...]:
    """The year of the title and what the stated period says otherwise; two years in a title need the period."""
    if len(in_title) > 1:
        in_title = [year for year in in_title if year in stated]
    return tuple(dict.fromkeys([*in_title, *stated]))


def _years_told(before: Sequence[str], opening: Sequence[str], published: str | None) -> tuple[int, ...]:
    """The year that the prose tells where title and period do not; not one that is later than the publication."""
    year = announced_year("\n".join(before)) or year_of_first_words([*before, *opening])
    return (year,) if year and (published is None or str(year) < published[:4]) else ()


def _date_below(before: Sequence[str]) -> str:
    """The date that stands alone on one of the two lines below a title, or nothing."""
    for number, line in enumerate(before):
        if names_report(line):
            alone = (text for text in before[number + 1 : number + 3] if _DATE_ALONE.fullmatch(tidy(text)))
            return next(alone, "")
    return ""


def _fields(cells: Iterable[str]) -> dict[str, str]:
    """The labelled facts in a page's head: 索引号, 发文机关, 发布日期, 标题."""
    found: dict[str, str] = {}
    for cell in cells:
        if not _COLON.search(cell):
            continue
        text = normalise(cell)
        for match in _FIELD_NAME.finditer(text):
            value = _FIELD_VALUE.match(text, match.end())
            if value and value.group().strip():
                found.setdefault(_KINDS[fold(match.group("name"))], value.group().strip())
    return found


def is_title(block: Block) -> bool:
    """Whether a block is a line that names a report on disclosure and its year."""
    line = " ".join(filter(None, block.cells))
    return len(line) <= _LONGEST_LINE and names_report(line) and bool(years_in(tidy(line)))


def _signature(last: Sequence[str]) -> tuple[str | None, str | None]:
    """The name and the date that close the report: the first line that is a date, and the body beside or above it."""
    name: str | None = None
    for line in map(tidy, (line for line in last if "。" not in line and "；" not in line)):
        if len(line) > _LONGEST_NAME or _SENTENCE.search(line):
            continue
        date = _date(line)
        rest = _DATE_LABEL.sub("", _DATE.sub("", _CHINESE_DATE.sub("", line))).strip()
        if _ORGAN.fullmatch(rest):
            name = rest
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
        written = _year(match.group(1)), *map(chinese_number, match.group(2, 3))
        if all(written):
            return "-".join(f"{number or 0:02}" for number in written)
    return None


def _year(text: str) -> int | None:
    return chinese_number(re.sub("[○O0]", "〇", text).replace("两", "二"))
