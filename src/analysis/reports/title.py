"""The title of a report: the lines that name it, the body in it, and the year reported on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from analysis.regions.names import simplified
from analysis.text import chinese_number, fold, normalise, tidy

CHINESE_YEAR = r"[二两][〇零○O0][一二三四五六七八九〇零○]{2}"
_MONTH = r"(?:1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2})\s*月"
_BARE_YEAR = r"(?=\s*(?:政府信息公开|信息公开|[)）\]】]|$))"
_YEAR = re.compile(
    rf"(?<![\d\-—－~～至])(20[0-4]\d|{CHINESE_YEAR})\s*(?:年度?(?!\s*{_MONTH})|{_BARE_YEAR})(?![\s\-—－~～]*至?\s*20\d\d)"
)
_YEAR_ALONE = re.compile(rf"[(（\[【]?\s*(20[0-4]\d|{CHINESE_YEAR})\s*年度?(?:报告|年报)?\s*[)）\]】]?")
_DATED = re.compile(rf"(20[0-4]\d|{CHINESE_YEAR})\s*年\s*{_MONTH}(?:\s*\d{{1,2}}\s*日)?")
_REPORT = re.compile(
    r"(?:(?<!人民)政府信息公开|(?<=人民政府)信息公开|信息公开(?=工作年度|年度报告|年度工作报告|年报|工作年报))(?:工作)?(?:情况)?(?:的)?"
    rf"(?:(?:20\d\d|{CHINESE_YEAR})年?)?(?:年?度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:报告|年报)"
)
_PERIOD = re.compile(r"(?:统计|起止)[^。；]{0,16}?自?\s*(20[0-4]\d)\s*年\s*1\s*月\s*1\s*日")
_MAY_STATE = re.compile("统.{0,2}计|起.{0,2}[止⽌]")  # the same words before the text is normalised
_QUOTED = re.compile("《[^》]*》")
_ANNOUNCED = re.compile(
    rf"(?:公布|公开|编制|形成|发布)[^。；\n]{{0,40}}?(20[0-4]\d|{CHINESE_YEAR})\s*年度?"
    r"(?:[^。；，\n]{0,8}信息公开[^。；，\n]{0,10}报告|[^。；，\n]{0,12}年报)"
)
_FIRST_WORDS = re.compile(rf"\s*(20[0-4]\d|{CHINESE_YEAR})\s*年(?:度|来|以来)?\s*[，,]")
_FIELD = re.compile(r"(?!附件|图解|图说)\w{2,8}\s*[:：]")
_SENTENCE = re.compile("[。；;！？]")
_WORDS_BEFORE = re.compile(
    r"^(?:图解\s*[:：]|图说\s*[:：]|附件?\s*\d*\s*[:：.、]?|关于(?:公布|发布|印发|公开)?|公布|发布|转发)\s*"
)
_DAY = re.compile(r"[\[(（【]?20\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?[\])）】]?")
_NAME_BEHIND = re.compile(
    r"\s*[(（—－\-]+\s*(?P<name>[\u3400-\u9fff]{2,38}[府局委厅室会处院校心社队])[)）]?\s*"
)
_WORDS_AFTER = re.compile(r"(?:关于(?:报送|公布|发布|印发|做好|公开)?|公布|发布|的)+$")
_NAME = re.compile(r"[\u3400-\u9fff（）()·、 ]+")
_BEFORE_YEAR = re.compile(rf"{_DATED.pattern}|{_YEAR.pattern}|20[0-4]\d年?度?$|20[0-4]\d年?\s*[-—－~～至]")
_ONLY_YEAR = re.compile(rf"20\d\d|{CHINESE_YEAR}")
_TWO_HAN = re.compile(r"[\u3400-\u9fff]{2}")
LONGEST_TITLE = 80
_LONGEST_NAME = 40


class Title(NamedTuple):
    """A title as printed, with a name or a year from the lines above and below joined to it."""

    text: str
    body: str | None
    years: tuple[int, ...]


def plain(text: str) -> str:
    """The text with each traditional character replaced, so that offsets stay: 報告 is 报告."""
    if text.isascii():
        return text
    return simplified("".join(fold(character)[:1] or character for character in text))


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names, each once; neither those of dates nor those of spans (2022-2023)."""
    found = (_number(match.group(1)) for match in _YEAR.finditer(_DATED.sub(" ", text)))
    return tuple(dict.fromkeys(year for year in found if year is not None))


def names_report(line: str) -> bool:
    """Whether a short line reads as the title of a report on disclosure."""
    # What no title is without, and what none has, is asked first: most lines are prose, and slow to tidy.
    if "公" not in line or "信" not in line or "。" in line or "；" in line:
        return False
    text = tidy(line)
    if len(text) > LONGEST_TITLE or _SENTENCE.search(text) or _FIELD.match(text) or ">" in text:
        return False
    return _REPORT.search(fold(text)) is not None


def find_title(before: Sequence[str], stated: str | None, period: Sequence[int]) -> Title | None:
    """The title among the lines before the first section.

    A line with a name and a year comes before one without; of several such lines that name different years,
    the one of the stated period, else none of the years is taken.
    """
    found = list(_titles(before))
    if stated and names_report(stated):
        found.append(_read(tidy(stated), (), ()))
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
            yield _read(tidy(line), before[max(0, number - 2) : number], before[number + 1 : number + 2])


def _broken_title(before: Sequence[str]) -> Title | None:
    """A title whose words stand on two or three lines."""
    short = [tidy(line) if len(line) <= _LONGEST_NAME else "" for line in before]
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
    years, body = years_in(text), _body(text)
    for line in map(tidy, takewhile(lambda line: "。" not in line, reversed(above))):
        alone = _YEAR_ALONE.fullmatch(line)
        if alone and not years:
            years, text = (_number(alone.group(1)) or 0,), line + text
        elif body is None and _is_name(line):
            body, text = _body(line), line + text
        else:
            break
    if not years and below and (alone := _YEAR_ALONE.fullmatch(tidy(below[0]))):
        years, text = (_number(alone.group(1)) or 0,), text + tidy(below[0])
    return Title(text, body, years)


def _is_name(line: str) -> bool:
    return 3 <= len(line) <= _LONGEST_NAME and _NAME.fullmatch(line) is not None and not names_report(line)


def _body(title: str) -> str | None:
    """The name before the year and the words of the title, or after the year."""
    words = plain(title)
    report = _REPORT.search(words)
    head = _DAY.sub("", title[: report.start()] if report else title)
    for part in _BEFORE_YEAR.split(head):
        name = _name_in(part or "")
        if name and not _ONLY_YEAR.fullmatch(name):
            return name
    behind = _NAME_BEHIND.fullmatch(title, report.end()) if report else None
    return behind["name"] if behind else None


def _name_in(part: str) -> str | None:
    name = _WORDS_BEFORE.sub("", part.strip(" 《》[]【】-—_·"))
    name = _WORDS_AFTER.sub("", name).strip(" 《》[]【】-—_·")
    if name.count("(") + name.count("（") != name.count(")") + name.count("）"):
        name = name.strip("()（）")
        if name.count("(") + name.count("（") > name.count(")") + name.count("）"):
            name += ")"
    return name if len(name) > 1 and _TWO_HAN.search(name) else None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else chinese_number(re.sub("[○O0]", "〇", text).replace("两", "二"))


def stated_years(text: str) -> tuple[int, ...]:
    """The years that the report says its figures cover («统计期限自2022年1月1日起»)."""
    if not _MAY_STATE.search(text):
        return ()
    return tuple(int(match.group(1)) for match in _PERIOD.finditer(normalise(text)))


def announced_year(text: str) -> int | None:
    """The one year of the report that the prose before the first section announces, quotations left out."""
    prose = _QUOTED.sub("", normalise(text))
    return _only(_number(match.group(1)) for match in _ANNOUNCED.finditer(prose))


def year_of_first_words(paragraphs: Iterable[str]) -> int | None:
    """The one year with which paragraphs begin («2023年，我局…»)."""
    return _only(_number(m.group(1)) for text in paragraphs if (m := _FIRST_WORDS.match(normalise(text))))


def _only(years: Iterable[int | None]) -> int | None:
    found = set(years) - {None}
    return found.pop() if len(found) == 1 else None
