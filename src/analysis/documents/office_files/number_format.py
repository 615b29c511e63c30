"""A number of a workbook as text: its value, with the unit, date or blank that its format makes of it."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from itertools import pairwise

# Formats that the file names by number only (ECMA-376, 18.8.30); 27 to 36 and 50 to 58 are Chinese dates.
_BUILT_IN = {0: "General", 9: "0%", 10: "0.00%", **dict.fromkeys((14, *range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
             **dict.fromkeys((15, 16, 17), "yyyy-mm-dd"), 22: "yyyy-mm-dd hh:mm",
             **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "hh:mm:ss")}  # fmt: skip
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DATE = re.compile(r"[ymdhsYMDHS年月日]")
_SCALED = re.compile(r"[0#?],+(?![0#?,])|!|[0#?]E[+-]")
_PLACES = re.compile(r"[0#?@]|General", re.IGNORECASE)
_FIRST_DAY, _FIRST_DAY_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)


def built_in(number: int) -> str:
    """The code of a format that the file gives by number only; the General format for plain numbers."""
    return _BUILT_IN.get(number, "General")


def plain(value: float) -> str:
    """A number without exponent, trailing zeros or the noise of binary fractions."""
    if value != value or value in (float("inf"), float("-inf")):
        return "#NUM!"
    text = f"{value:.15g}"
    if "e" in text:
        text = f"{value:.15f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.0f}"
    return "0" if text == "-0" else text


def printed(value: float, code: str, since_1904: bool = False, zeros: bool = True) -> str:
    """The number as the sheet shows it, but not rounded; ``zeros`` is false where the sheet hides them.

    Percentages and numbers that the format scales come with their sign or format, so that none is taken for
    a plain number; a zero that the format hides is blank.
    """
    if value == 0 and not zeros:
        return ""
    section = _section(code, value)
    before, after = section.literals
    if section.date:
        return _date(value, since_1904)
    if not section.places:
        return before if section.text.strip() and before not in ("-", "—") else _without_places(value, before)
    if value == 0 and not re.search(r"[0?@]|General", section.text, re.IGNORECASE):
        return ""
    if section.percent:
        return plain(value * 100) + "%"
    if section.scaled:
        return f"{plain(value)} «{code}»"
    return before + plain(value) + after


def _without_places(value: float, before: str) -> str:
    """Accounting formats show a zero as a dash; any other number without places is not shown at all."""
    return plain(value) if value == 0 and before else ""


class _Section:
    """One of the parts of a format, for positive numbers, negative ones or zeros."""

    def __init__(self, text: str) -> None:
        self.text = _QUOTED.sub("", text)
        self.date = bool(_DATE.search(self.text)) and "general" not in text.lower()
        self.places = bool(_PLACES.search(self.text))
        self.percent = "%" in self.text
        self.scaled = bool(_SCALED.search(self.text))
        first = _PLACES.search(_blanked(text))
        cut = first.start() if first else len(text)
        self.literals = _literal(text[:cut]), _literal(text[cut:])


def _blanked(text: str) -> str:
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def _literal(text: str) -> str:
    return "".join(match[1] or match[2] or "" for match in _QUOTED.finditer(text)).strip()


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    blank = _blanked(code)
    cuts = [-1, *(at for at, sign in enumerate(blank) if sign == ";"), len(code)]
    return tuple(_Section(code[a + 1 : b]) for a, b in pairwise(cuts))


def _section(code: str, value: float) -> _Section:
    sections = _sections(code[:255])
    if value == 0 and len(sections) > 2:
        return sections[2]
    return sections[1] if value < 0 and len(sections) > 1 else sections[0]


def _date(value: float, since_1904: bool) -> str:
    first = _FIRST_DAY_1904 if since_1904 else _FIRST_DAY
    try:
        moment = first + datetime.timedelta(seconds=round(value * 86_400))
    except (OverflowError, ValueError):
        return "#NUM!"
    if value < 1:
        return f"{moment:%H:%M:%S}"
    return f"{moment:%Y-%m-%d}" if value == int(value) else f"{moment:%Y-%m-%d %H:%M}"
