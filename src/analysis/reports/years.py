"""The year a report covers: in its title, in the period that it states, in the prose that announces it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analysis.forms import statistics_words as words
from analysis.text import chinese_number, normalise

CHINESE_YEAR = r"[二两][〇零○ОO0][一二三四五六七八九〇零○]{2}"
MONTH = r"(?:1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2})\s*月"
_ANY = rf"20[0-4]\d|{CHINESE_YEAR}"
_BARE_YEAR = r"(?=\s*(?:政府信息公开|信息公开|[)）\]】]|$))"
_YEAR = re.compile(
    rf"(?<![\d\-—－~～至])({_ANY})\s*(?:年度?(?!\s*{MONTH})|{_BARE_YEAR})(?![\s\-—－~～]*至?\s*20\d\d)"
)
DATED = re.compile(rf"({_ANY})\s*年\s*{MONTH}(?:\s*\d{{1,2}}\s*日)?")
# At the head of a title the sign 年 may be missing, and the century (2009上海市…, 09沈阳市…, 14年…). A number from 10
# on without the sign may as well be that of a list.
_AT_HEAD = re.compile(
    r"^[\[(（【《\s]*(?:(20[0-4]\d)(?=\s*[\u3400-\u9fff]{2})(?!\s*[年至])"
    rf"|(?:([012]\d)年度?(?!\s*{MONTH})|(0[89])(?=[\u3400-\u9fff]{{1,8}}[省市县区州盟旗局厅委])(?![年月日届级号个条中第])))"
)
PART = re.compile(words.PART_OF_YEAR)
_WHOLE = re.compile(words.WHOLE_YEAR)
_DAY = r"[月./-](?:0?1|一)日?(?:起|开始)?[,，]?"
_PERIOD = re.compile(
    rf"(?P<term>统计(?:期限|时间|时段|区间|周期|年度|范围)|起止|期限|报告期|(?:统计|数据)(?![^。；]{{0,8}}(?:统计|期限|起止)))[^。；]{{0,24}}?(?<!\d)(?:(?P<first>{_ANY})[年./-](?:0?[15]|[一五]){_DAY}"
    rf"(?:(?:至|到|[-—－~～]+)(?:(?P<last>{_ANY})[年./-]|同年|当年)?(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[月./-])?"
    rf"|截[至止]到?(?P<end>{_ANY})[年./-](?:12|十二)[月./-](?:31|三十一))"
)
_MAY_STATE = re.compile(
    "统.{0,2}计|起.{0,2}[止⽌]|期.{0,2}限|数.{0,2}据|报.{0,2}告.{0,2}期"
)  # also before the text is normalised
_SPACES = re.compile(r"\s+")
_QUOTED = re.compile("《[^》]*》")
_ANNOUNCED = re.compile(
    rf"(?:公布|公开|编制|形成|发布|报告|制作)[^。；\n]{{0,40}}?({_ANY})\s*年度?"
    r"(?:[^。；，\n]{0,30}?信息公开[^。；，\n]{0,10}报告|[^。；，\n]{0,12}年报)"
)
_FIRST_WORDS = re.compile(rf"\s*({_ANY})\s*年(?:度|来|以来)?\s*[，,]")


def years_in(text: str) -> tuple[int, ...]:
    """The years that a title names, each once; neither those of dates nor those of spans (2022-2023)."""
    found = [chinese_year(match.group(1)) for match in _YEAR.finditer(DATED.sub(" ", text))]
    if not found and (head := _AT_HEAD.match(text)):
        found = [int(head[1] or 2000 + int(head[2] or head[3]))]
    return tuple(dict.fromkeys(year for year in found if year is not None))


def without_year(text: str) -> str:
    """A title without a year at its head that lacks the sign 年 or the century."""
    return _AT_HEAD.sub("", text, count=1)


def part_of_a_year(title: str) -> str | None:
    """The half, quarter or months that a title is of (上半年, 第三季度, 1-6月); None for a whole year."""
    match = PART.search(_WHOLE.sub(" ", DATED.sub(" ", title)))
    return match.group() if match else None


def stated_years(text: str) -> tuple[int, ...]:
    """The years that the report says its figures cover («统计期限自2022年1月1日起至12月31日止»)."""
    return tuple(dict.fromkeys(year for year, month in _periods(text) if month == 12))


def stated_part(text: str) -> str | None:
    """The period that the report says its figures cover, if all that it names end before the year does."""
    ends = list(_periods(text))
    if not ends or any(month == 12 for _, month in ends):
        return None
    year, month = ends[0]
    return f"{year}-01…{year}-{month:02}"


def _periods(text: str) -> Iterator[tuple[int, int]]:
    """The year and the last month of each period stated within one year; without an end it is the whole year."""
    if not _MAY_STATE.search(text):
        return
    for match in _PERIOD.finditer(_SPACES.sub("", normalise(text))):
        year = chinese_year(match["first"] or match["end"])
        month = match["month"] or "12"
        last = int(month) if month.isdecimal() else chinese_number(month)
        whole = last == 12 and (match["month"] or match["end"])
        # «据统计» and «数据» may stand beside any date: they tell a period only with both its ends, a whole year apart.
        if match["term"] in ("统计", "数据") and not whole:
            continue
        if year and last and (match["last"] is None or chinese_year(match["last"]) == year):
            yield year, last


def announced_year(text: str) -> int | None:
    """The one year of the report that prose announces, quotations left out."""
    prose = _QUOTED.sub("", normalise(text))
    return _only(chinese_year(match.group(1)) for match in _ANNOUNCED.finditer(prose))


def year_of_first_words(paragraphs: Iterable[str]) -> int | None:
    """The one year with which paragraphs begin («2023年，我局…»)."""
    return _only(
        chinese_year(m.group(1)) for text in paragraphs if (m := _FIRST_WORDS.match(normalise(text)))
    )


def report_years(in_title: Sequence[int], stated: Sequence[int]) -> tuple[int, ...]:
    """The year of the title and what the stated period says otherwise; two years in a title need the period."""
    if len(in_title) > 1:
        in_title = [year for year in in_title if year in stated]
    return tuple(dict.fromkeys([*in_title, *stated]))


def _only(years: Iterable[int | None]) -> int | None:
    found = set(years) - {None}
    return found.pop() if len(found) == 1 else None


def chinese_year(text: str) -> int | None:
    """The year that four digits or four Chinese numerals write, with the letter O for 〇 (二O二三)."""
    return int(text) if text.isdecimal() else chinese_number(re.sub("[○ОO0]", "〇", text).replace("两", "二"))
