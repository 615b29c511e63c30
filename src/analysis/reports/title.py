"""The title of a report: the lines that name it, the body in it, and the year reported on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from analysis.regions.reading import read_body
from analysis.reports.body import body_type, plain
from analysis.reports.naming import named, surely_named
from analysis.reports.years import CHINESE_YEAR, MONTH, PART, chinese_year, without_year, years_in
from analysis.text import fold, tidy

_YEAR_ALONE = re.compile(rf"[(（\[【]?\s*(20[0-4]\d|{CHINESE_YEAR})\s*年度?(?:报告|年报)?\s*[)）\]】]?")
REPORT = re.compile(
    r"(?:(?<!人民)政府信息公开|(?<=人民政府)信息公开|信息公开(?=工作年度|年度报告|年度工作报告|年报|工作年报))(?:工作)?(?:情况)?(?:的)?"
    rf"(?:(?:20\d\d|{CHINESE_YEAR})年?)?(?:年?度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:报告|年报)"
)
_FIELD = re.compile(r"(?!附件|图解|图说)\w{2,8}\s*[:：]")
_SENTENCE = re.compile("[。；;！？]")
_PROSE = re.compile("(?:现将|现就|现公布|现予|特此|特将|兹将|根据|按照|依据|依照|为了?|本报告)")
_WORDS_BEFORE = re.compile(
    r"^(?:图解\s*[:：]|图说\s*[:：]|附件?\s*\d*\s*[:：.、]?|关于(?:公布|发布|印发|公开)?|公布|发布|转发)\s*"
)
_DAY = re.compile(
    r"[\[(（【]?20\d\d\s*(?:([-./])\s*\d{1,2}\s*\1\s*\d{1,2}|年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)[\])）】]?"
)
_NAME_BEHIND = re.compile(
    r"\s*[(（—－\-]+\s*(?P<name>[\u3400-\u9fff]{2,38}[府局委厅室会处院校心社队])[)）]?\s*"
)
_WORDS_AFTER = re.compile(r"(?:关于(?:报送|公布|发布|印发|做好|公开)?|公布|发布|的)+$")
_NAME = re.compile(r"[\u3400-\u9fff（）()·、 ]+")
_YEAR = rf"(?:20[0-4]\d|{CHINESE_YEAR})"
_DATE = rf"{_YEAR}\s*年\s*{MONTH}(?:\s*\d{{1,2}}\s*日)?"
_BEFORE_YEAR = re.compile(
    rf"{_DATE}|{_YEAR}\s*年度?(?!\s*{MONTH})|20[0-4]\d年?度?$|{_YEAR}年?\s*[-—－~～至]|\b\d\d年度?"
)
_MARKUP = re.compile(r"\*\*|__|^[#*\s]+|[#*\s]+$")
LONGEST_TITLE = 80
_LONGEST_NAME = 40
_EDGES = " 《》[]【】-—_·"


class Title(NamedTuple):
    """A title as printed, with a name or a year from the lines above and below joined to it."""

    text: str
    body: str | None
    years: tuple[int, ...]


def unmarked(line: str) -> str:
    """A line of a title, tidied, without the marks of Markdown (# and **)."""
    return _MARKUP.sub("", tidy(line))


def names_report(line: str) -> bool:
    """Whether a short line reads as the title of a report on disclosure."""
    # What no title is without, and what none has, is asked first: most lines are prose, and slow to tidy.
    if "公" not in line or "信" not in line or "。" in line or "；" in line:
        return False
    text = unmarked(line)
    if (
        len(text) > LONGEST_TITLE
        or _SENTENCE.search(text)
        or _FIELD.match(text)
        or _PROSE.match(text)
        or ">" in text
    ):
        return False
    return REPORT.search(fold(text)) is not None


def find_title(before: Sequence[str], stated: str | None, period: Sequence[int]) -> Title | None:
    """The title among the lines before the first section.

    A line with a name and a year comes before one without; of several such lines that name different years,
    the one of the stated period, else none of the years is taken.
    """
    found = list(_titles(before))
    if stated and names_report(stated):
        found.append(_read(unmarked(stated), (), ()))
    if not found:
        return _broken_title(before)
    best = max(_completeness(title) for title in found)
    kept = [title for title in found if _completeness(title) == best]
    kept = [title for title in kept if set(title.years) & set(period)] or kept
    if len({title.years[:1] for title in kept}) > 1:
        return kept[0]._replace(years=())
    return kept[0]


def _titles(before: Sequence[str]) -> Iterator[Title]:
    for number, line in enumerate(before):
        if names_report(line):
            yield _read(unmarked(line), before[max(0, number - 2) : number], before[number + 1 : number + 2])


def _broken_title(before: Sequence[str]) -> Title | None:
    """A title whose words stand on two or three lines."""
    short = [unmarked(line) if len(line) <= _LONGEST_NAME else "" for line in before]
    for size in (2, 3):
        for start in range(len(short) - size + 1):
            lines = short[start : start + size]
            if all(map(_may_be_part, lines)) and names_report("".join(lines)):
                return _read("".join(lines), before[max(0, start - 2) : start], ())
    return None


def _may_be_part(line: str) -> bool:
    return bool(line) and not _SENTENCE.search(line) and ">" not in line


def _completeness(title: Title) -> int:
    return 2 * (title.body is not None) + bool(title.years)


def _read(text: str, above: Sequence[str], below: Sequence[str]) -> Title:
    """The title with what stands above it and below it, if the line itself has no name or no year."""
    years, body = years_in(text), body_in(text)
    for line in map(unmarked, takewhile(lambda line: "。" not in line, reversed(above))):
        alone = _YEAR_ALONE.fullmatch(line)
        if alone and not years:
            years, text = (chinese_year(alone.group(1)) or 0,), line + text
        elif body is None and _is_name(line) and (name := surely_named(line)):
            body, text = name, line + text
        else:
            break
    if not years and below and (alone := _YEAR_ALONE.fullmatch(unmarked(below[0]))):
        years, text = (chinese_year(alone.group(1)) or 0,), text + unmarked(below[0])
    return Title(text, body, years)


def _is_name(line: str) -> bool:
    return 3 <= len(line) <= _LONGEST_NAME and _NAME.fullmatch(line) is not None and not names_report(line)


def body_in(title: str) -> str | None:
    """The name before the year and the words of the title, or after the year."""
    words = plain(title)
    report = REPORT.search(words)
    head = without_year(_DAY.sub("", title[: report.start()] if report else title))
    parts = (part for piece in _BEFORE_YEAR.split(head) for part in PART.split(piece))
    name = next(filter(None, map(_name_in, parts)), None)
    behind = _NAME_BEHIND.fullmatch(title, report.end()) if report and name is None else None
    return surely_named(behind["name"]) if behind else name


def _name_in(part: str) -> str | None:
    """The name in a part of a title, if it ends like that of a body or begins with a place."""
    words = _WORDS_AFTER.sub("", _WORDS_BEFORE.sub("", part.strip(_EDGES)))
    name = named(words)
    return name if name and (body_type(name) or read_body(name, None)) else None
