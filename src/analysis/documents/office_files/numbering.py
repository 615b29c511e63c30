"""Automatic numbers of paragraphs as Word prints them: «一、», «（一）», «1.». Source: ECMA-376, 17.9."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_LARGEST = 9_999


class Level(NamedTuple):
    """One level of a list: its format, the text around the numbers (``%1、``), and the number it starts with.

    ``restart`` is the level, counted from 1, after which it begins anew: None for any above it, 0 for never;
    ``style`` is the paragraph style that stands on this level.
    """

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str | None = None


class Lists:
    """The lists of a document and how far each has counted.

    ``levels`` are the levels of each list; lists with the same ``counter`` go on counting together, and
    ``starts`` are the numbers with which a list begins anew all the same.
    """

    def __init__(self) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.counter: dict[str, str] = {}
        self.starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next_label(self, number: str, depth: int) -> str:
        """Count one paragraph of a list and give its printed number; nothing for bullets and unknown lists."""
        levels = self.levels.get(number)
        level = levels.get(depth) if levels else None
        if levels is None or level is None:
            return ""
        counts = self._counts.setdefault(self.counter.get(number, number), {})
        first = self.starts.get(number, {}).get(depth)
        if first is not None and (number, depth) not in self._begun:
            counts[depth] = first
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._begun.add((number, depth))
        for deeper in [d for d in counts if d > depth]:
            restart = levels.get(deeper, Level()).restart
            if restart is None or 0 < depth + 1 <= restart:
                del counts[deeper]
        return _printed(level, levels, counts)


def labelled(label: str, words: str) -> str:
    """Words with their automatic number before them."""
    label = label.rstrip()
    # A figure after a point would read as a decimal, and a figure after a figure as one number.
    return f"{label} {words}" if words[:1].isdigit() or label[-1:].isalnum() else label + words


def _printed(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if level.form == "bullet":
        return ""

    def number(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        own = levels.get(depth, Level())
        count = counts.setdefault(depth, own.start)
        return numeral(count, "decimal" if level.legal else own.form)

    return _PLACE.sub(number, level.text)


def numeral(number: int, form: str) -> str:
    """A number in one of Word's number formats; formats without a Chinese or Latin reading come as digits."""
    if form == "none":
        return ""
    write = _FORMS.get(form)
    return write(number) if write and 0 < number <= _LARGEST else str(number)


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千", one_ten: bool = False) -> str:
    """A number up to 9,999 in Chinese numerals; ``one_ten`` writes 一十 for ten."""
    zero = "零"
    text = ""
    figures = str(number)
    for place, figure in enumerate(figures):
        rank = len(figures) - place - 1
        if figure != "0":
            text += digits[int(figure)] + (units[rank - 1] if rank else "")
        elif text and not text.endswith(zero) and figures[place:].strip("0"):
            text += zero
    first = digits[1] + units[0]
    return text if one_ten or not text.startswith(first) else text[1:]


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _circled(first: str, most: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if number <= most else str(number)


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(number))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: "".join(chr(ord(figure) + 0xFEE0) for figure in str(number)),
    "decimalEnclosedCircle": _circled("①", 20),
    "decimalEnclosedCircleChinese": _circled("①", 20),
    "decimalEnclosedFullstop": _circled("⒈", 20),
    "decimalEnclosedParen": _circled("⑴", 20),
    "ideographEnclosedCircle": _circled("㊀", 10),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": lambda number: chinese(number, _LEGAL, "拾佰仟", one_ten=True),
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % 12],
}
