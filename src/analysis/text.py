"""The only place that folds Chinese text and reads numbers from cells."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Radicals that PDF fonts map glyphs to and that NFKC leaves alone (CJK Radicals Supplement, U+2E80 to U+2EF3).
_RADICALS = (
    "⺁厂⺈刀⺊卜⺌小⺍小⺎兀⺗心⺝月⺟母⺠民⺢水⺥爪⺨犬⺩王⺪疋⺫目⺬示⺭示⺮竹⺯糸⺱网⺲网⺳网⺴网⺶羊⺷羊⺸羊⺹老⺻聿⺽臼"
    "⺾艹⺿艹⻀艹⻁虎⻂衣⻃西⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
# Traditional forms of the characters that occur in the form's own labels and section titles.
_TRADITIONAL = (
    "規规範范頒颁髮发發发廢废現现數数量量請请轉转辦办結结維维糾纠審审屬属於于國国秘秘祕秘規规處处罰罚強强許许可可費费額额單单"
    "萬万項项條条開开區区計计訴诉訟讼複复議议復复經经後后業业構构組组織织務务機机關关會会體体總总況况況况動动觸触問问題题進进"
    "報报項项檔档產产無无繼继續续執执書书證证認认補补應应間间當当對对導导環环爲为為为與与類类員员門门縣县鄉乡鎮镇長长臺台東东"
    "內内從从獲获權权涉涉據据時时張张稱称傳传點点網网電电話话紙纸誌志濟济團团廣广雲云龍龙貴贵陝陕寧宁遼辽蘇苏滬沪渝渝慶庆澤泽"
)
_CHARACTERS = str.maketrans(
    {
        pair[0]: pair[1]
        for table in (_RADICALS, _TRADITIONAL)
        for pair in zip(table[::2], table[1::2], strict=True)
    }
)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_NOT_WORD = re.compile(r"[\W_]+")
_SPACE = re.compile(r"\s+")
_NUMERAL = re.compile(r"^(?:[一二三四五六七八九十]|\d{1,2})(?=\D)")
_CJK = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’—…·]"
_CJK_SPACE = re.compile(rf"(?<={_CJK})[^\S\n]+|[^\S\n]+(?={_CJK})")


_CHARACTERS_PLAIN: dict[int, str | None] = {
    **_INVISIBLE,
    **{ord(a): b for a, b in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)},
}


def normalise(text: str) -> str:
    """Map compatibility forms, radicals and invisible characters to plain ones; the words stay as printed."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text).translate(_CHARACTERS_PLAIN)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Reduce text to the key under which labels are compared.

    NFKC, radicals and the traditional forms of label characters to simplified ones, then only Han, letters
    and digits, in lower case.
    """
    if text.isascii():
        return _NOT_WORD.sub("", text).lower()
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).translate(_CHARACTERS)).lower()


def without_numeral(key: str) -> str:
    """A folded label without its leading numeral: ``一予以公开`` and ``1属于国家秘密`` lose their first character."""
    return _NUMERAL.sub("", key) or key


def tidy(text: str) -> str:
    """Normalise and drop the spaces that layout puts beside Chinese characters, for titles and names."""
    return _CJK_SPACE.sub("", _SPACE.sub(" ", normalise(text))).strip()


class Reading(NamedTuple):
    """What a cell says: its status, its value if certain, and the unit if one is printed in the cell.

    ``status`` is ``reported``, ``blank``, ``na_mark`` or ``text``; ``words`` is true if the cell is running
    words that may just as well be a label. ``change`` is what a sign in words says (减3, ↑5), for columns of changes.
    """

    status: str
    value: float | None = None
    unit: str | None = None
    words: bool = False
    change: float | None = None


BLANK = Reading("blank")
_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_PLAIN = re.compile(r"[1-9]\d{0,14}|0")
_FIGURE = re.compile(
    rf"(?P<number>{_NUMBER})(?P<unit>万元|亿元|元|件次|人次|件|条|份|个|项|次|篇|人)?"
    r"(?P<note>[(（].*[)）]|(?:\[\d{1,2}\]|【\d{1,2}】|〔\d{1,2}〕)+)?",
    re.S,
)
# Numbers of notes: circled, raised, lowered. Beside a figure they are none of its digits.
_MARKS = (
    "[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u249b\u24ea-\u24ff"
    "\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]"
)
_MARK = re.compile(_MARKS)
_MARK_INSIDE = re.compile(rf"\d\s*{_MARKS}+\s*[\d.,]")
# Groups of three digits apart by something else than a comma; a lone blank or point may part two figures, or decimals.
_GROUPED = re.compile(
    r"\d{1,3}(?:(?:[\u00a0\u2009\u202f]\d{3})+|(?: \d{3}){2,}|(?:[、'’]\d{3})+)(?:\.\d{1,2})?|\d{1,3}(?:\.\d{3}){2,}"
)
_CHANGED = re.compile(r"(?:(?P<less>减少?|降低?|下降|负|[↓▼▽])|增加?|上升|升|[↑△▲])(?P<number>\d+)")
_NA_MARKS = frozenset(
    (
        "/",
        "//",
        "\\",
        "-",
        "--",
        "---",
        "—",
        "——",
        "–",
        "―",
        "一一",
        "无",
        "不涉及",
        "不适用",
        "无此项",
        "n/a",
        "na",
        "无数据",
        "未涉及",
    )
)
_LETTER = re.compile(r"[^\W\d_]")
_CHINESE_DIGITS = dict(zip("零〇一二三四五六七八九两", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE_NUMBER = re.compile(r"[零〇一二三四五六七八九两十百千万]{1,12}")


def chinese_number(text: str) -> int | None:
    """The integer that a Chinese numeral writes (``一百二十三``, ``二〇二三``, ``三万``), or None."""
    if not _CHINESE_NUMBER.fullmatch(text):
        return None
    if not set(text) & set("十百千万"):
        return int("".join(str(_CHINESE_DIGITS[c]) for c in text))
    head, _, tail = text.rpartition("万")
    high, low = (_below_ten_thousand(part) if part else 0 for part in (head, tail))
    if high is None or low is None or (_ and not head):
        return None
    return high * 10_000 + low


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last_unit = 0, None, 10_000
    for character in text:
        if character in _CHINESE_UNITS:
            unit = _CHINESE_UNITS[character]
            if unit >= last_unit or digit == 0:
                return None
            total, last_unit, digit = total + (1 if digit is None else digit) * unit, unit, None
        elif digit not in (None, 0):
            return None
        else:
            digit = _CHINESE_DIGITS[character]
    return total + (digit or 0)


@lru_cache(maxsize=20_000)
def read_cell(raw: str) -> Reading:
    """Read one table cell.

    A plain number is ``reported``; nothing is ``blank``; ``/``, ``—``, 无, 不涉及 are ``na_mark``; a number with a
    unit or a note in brackets, or a Chinese numeral, is ``text`` with its value; everything else is ``text``
    without a value: approximate (约, 余), malformed (``1,23``), glued zeros (``00``). The number of a note at
    a figure (``12①``, ``12[1]``) is none of its digits; digits grouped by thin spaces, points or 、 are one figure
    if every group has three.

    >>> read_cell("12①").value, read_cell("1.854.488").value, read_cell("减3").change
    (12.0, 1854488.0, -3.0)
    """
    if _PLAIN.fullmatch(raw):
        return Reading("reported", float(raw))
    if _MARK.search(raw):
        bare = read_cell(_MARK.sub("", raw).strip())
        if bare.words or bare.status == "blank":
            return Reading("text", words=bare.words)
        return Reading("text") if _MARK_INSIDE.search(raw) else bare._replace(status="text")
    if _GROUPED.fullmatch(grouped := raw.strip()):
        whole, _, decimals = grouped.partition(".") if grouped.count(".") == 1 else (grouped, "", "")
        return Reading("text", float(re.sub(r"\D", "", whole) + "." + (decimals or "0")))
    text = _SPACE.sub("", normalise(raw)).strip("*　")
    if not text:
        return BLANK
    if "\ufffd" in text and not _LETTER.search(text):
        return Reading("text")  # a figure that could not be decoded or recognised
    if text.lower() in _NA_MARKS:
        return Reading("na_mark")
    figure = _FIGURE.fullmatch(text)
    if figure is None and (changed := _CHANGED.fullmatch(text)):
        return Reading("text", change=float(changed["number"]) * (-1 if changed["less"] else 1))
    if figure is None:
        numeral = chinese_number(text) if text not in "百千" else None  # the first of a unit: 千元
        # A lone 一 is as often a dash that someone typed as a one.
        certain = numeral if text not in ("一", "一一") and numeral is not None and len(text) < 8 else None
        return Reading("text", None if certain is None else float(certain), None, certain is None)
    number, unit, note = figure.group("number", "unit", "note")
    digits = number.lstrip("+-").partition(".")[0]
    spaced = re.search(r"[\d.,][^\S\n]+[\d.,]", normalise(raw).strip()) is not None
    if spaced or "\n" in raw.strip() or (len(digits) > 1 and digits[0] == "0") or len(digits) > 15:
        return Reading("text")
    value = float(number.replace(",", ""))
    return Reading("text" if unit or note else "reported", value, unit)
