"""Title, body, year, dates and index number, from the lines before the first section and the signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.documents import Block, Document
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
    ),
    "published": (
        "发布日期",
        "发布时间",
        "发文时间",
        "发文日期",
        "公开日期",
        "成文日期",
        "生成日期",
        "公开时间",
    ),
    "title": ("标题", "信息名称", "名称"),
}
_FIELD_NAME = re.compile(
    "(?P<name>"
    + "|".join(sorted((n for names in _FIELDS.values() for n in names), key=len, reverse=True))
    + r")\s*[:：]\s*"
)
_FIELD_VALUE = re.compile(r"[^|\t]*?(?=\s{2,}|[|\t]|$|\s\S{2,6}[:：])")
_CHINESE_YEAR = r"[二两][〇零○O0][一二三四五六七八九〇零○]{2}"
_YEAR = re.compile(rf"(?<!\d)(20[0-4]\d|{_CHINESE_YEAR})\s*年度?")
_REPORT = re.compile(
    r"政府信息公开(?:工作)?(?:情况)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:报告|年报)|信息公开年报"
)
_PERIOD = re.compile(r"(?:统计|起止)[^。；]{0,16}?自?\s*(20[0-4]\d)\s*年\s*1\s*月\s*1\s*日")
_DATE = re.compile(
    r"(20[0-4]\d)\s*(?:年|[-./])\s*(1[0-2]|0?[1-9])\s*(?:月|[-./])\s*(3[01]|[12]\d|0?[1-9])(?:\s*日)?(?!\d)"
)
_CHINESE_DATE = re.compile(
    rf"({_CHINESE_YEAR})年([一二三四五六七八九十]{{1,2}})月([一二三四五六七八九十]{{1,3}})日"
)
_LONGEST_TITLE = 80
_FIRST, _NEAREST = 20, 40
_LONGEST_NAME = 40
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
    title = _title(before, fields.get("title"))
    signature, signed = _signature(
        [b.cells[0] for b in document.blocks[last_section + 1 :][:_NEAREST] if len(b.cells) == 1]
    )
    stated = _stated_years("\n".join(before))
    in_title = _years(title or "")
    years = list(dict.fromkeys([*in_title[:1], *stated]))
    return FrontMatter(
        title=title,
        body=_body(title) or fields.get("issuer") or signature,
        year=years[0] if years else None,
        other_years=tuple(years[1:]),
        published=_date(fields.get("published", "")) or signed,
        index_no=fields.get("index_no"),
        issuer=fields.get("issuer"),
        signature=signature,
    )


def _fields(cells: Iterable[str]) -> dict[str, str]:
    """The labelled facts in a page's head: 索引号, 发文机关, 发布日期, 标题."""
    found: dict[str, str] = {}
    kinds = {fold(name): kind for kind, names in _FIELDS.items() for name in names}
    for cell in cells:
        text = normalise(cell)
        for match in _FIELD_NAME.finditer(text):
            value = _FIELD_VALUE.match(text, match.end())
            if value and value.group().strip():
                found.setdefault(kinds[fold(match.group("name"))], value.group().strip())
    return found


def _title(before: Sequence[str], stated: str | None) -> str | None:
    """The first short line that names a report on disclosure, joined with the line above if it starts late."""
    for number, line in enumerate(before):
        if _names_report(line):
            return _with_name_above(tidy(line), before[number - 1] if number else "")
    return tidy(stated) if stated and _REPORT.search(tidy(stated)) else None


def _names_report(line: str) -> bool:
    text = tidy(line)
    if len(text) > _LONGEST_TITLE or _SENTENCE.search(text) or _FIELD_NAME.match(text) or ">" in text:
        return False
    return _REPORT.search(re.sub(r"\s", "", text)) is not None


def is_title(block: Block) -> bool:
    """Whether a block is a line that names a report on disclosure and its year."""
    line = " ".join(filter(None, block.cells))
    return len(line) <= 2 * _LONGEST_TITLE and _names_report(line) and bool(_years(tidy(line)))


def _with_name_above(title: str, above: str) -> str:
    name = tidy(above)
    starts_late = re.match(rf"(20\d\d|{_CHINESE_YEAR})\s*年|政府信息公开", title)
    is_name = 3 <= len(name) <= _LONGEST_NAME and re.fullmatch(r"[\u3400-\u9fff（）()·]+", name)
    return name + title if starts_late and is_name else title


def _years(text: str) -> list[int]:
    return [year for match in _YEAR.finditer(text) if (year := _year(match.group(1))) is not None]


def _year(text: str) -> int | None:
    return int(text) if text.isdecimal() else chinese_number(re.sub("[○O0]", "〇", text).replace("两", "二"))


def _stated_years(text: str) -> list[int]:
    """The years that the report says its figures cover («统计期限自2022年1月1日起»)."""
    return [int(match.group(1)) for match in _PERIOD.finditer(normalise(text))]


def _body(title: str | None) -> str | None:
    """The name before the year and the words of the title."""
    if not title:
        return None
    head = _REPORT.split(title, maxsplit=1)[0]
    name = re.sub(r"(关于|公布|发布|的|《)$", "", _YEAR.sub("", head).strip(" 《()（）"))
    return name.strip(" 《》()（）-—_") or None


def _signature(last: Sequence[str]) -> tuple[str | None, str | None]:
    """The name and the date that close the report: the first short line that is a date, and the body beside it."""
    name: str | None = None
    for line in map(tidy, last):
        if len(line) > _LONGEST_NAME or _SENTENCE.search(line):
            continue
        date = _date(line)
        rest = _DATE.sub("", _CHINESE_DATE.sub("", line)).strip()
        if re.search(r"(?:政府|办公室|局|委员会|厅|街道办事处|中心)$", rest):
            name = rest
        if date:
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
