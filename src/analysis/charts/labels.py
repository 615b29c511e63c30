"""The words of the charts in Chinese and English, and the fitting of names into the room there is."""

from __future__ import annotations

from unicodedata import east_asian_width

import pandas as pd

from analysis.charts.style import characters
from analysis.errors import UnknownNameError
from analysis.forms import SHORT, rows_in
from analysis.forms.groups import GROUPS
from analysis.measures.catalogue.requesters import CLASSES
from analysis.measures.terms import RESULTS, TRACKS
from analysis.words import Words
from analysis.words.charts import CHARTS
from analysis.words.indicators import unit_words

CLOSING = "，。；：！？、）》”\N{NO-BREAK SPACE}"
OPENING = "（《“\N{NO-BREAK SPACE}"

LANGUAGES = ("zh", "en")
RATES = {"denied": "denial"}  # group of rows -> how the code of its share begins, where that is another word
# The geta mark is what printers set for a character they do not have.
LACKING = "〓"

# the words of the charts, and the short names of the form under the codes of the indicators drawn
WORDS: dict[str, Words] = {
    **CHARTS,
    "full_rate": SHORT["granted_full"],
    "partial_rate": SHORT["granted_partial"],
    **{f"{RATES.get(group.code, group.code)}_rate": Words(group.zh, group.en) for group in GROUPS},
    **{f"denial_share_{row.removeprefix('denied_')}": SHORT[row] for row in rows_in("denied")},
    **{f"{code}_share": SHORT[who] for code, who in CLASSES.items()},
    **{code: SHORT[row] for code, row in TRACKS.items()},
    **{result: SHORT[result] for result in RESULTS},
}


def unit(word: str, lang: str = "zh") -> str:
    """The unit of an indicator in Chinese or English; units without a name stay as they are."""
    return unit_words(word)[LANGUAGES.index(lang)]


def text(key: str, lang: str = "zh") -> str:
    """The words for a key in Chinese (``zh``) or English (``en``); raises :class:`UnknownNameError`."""
    if lang not in LANGUAGES:
        raise UnknownNameError(f"{lang!r} is not a language of the charts; give 'zh' or 'en'.")
    return WORDS[key][LANGUAGES.index(lang)]


def why_not(reason: object, lang: str = "zh") -> str:
    """Short words for the ``reason`` of an indicator that is NA; never a zero."""
    words = "" if reason is None or reason is pd.NA else str(reason)
    if words in ("0/0", "denominator 0"):
        return text("no_cases", lang)
    if words.startswith("not in the form") or words.endswith(": not_in_form"):
        return text("not_in_form", lang)
    if words.endswith(": unresolved"):
        return text("not_certain", lang)
    if words.endswith((": contradicts", ": not_a_count")):
        return text("contradiction", lang)
    if words and ": " not in words:
        return text("contradiction", lang)
    return text("not_reported", lang)


def drawable(name: str) -> str:
    """The name on one line, with a geta mark for each character that the chart fonts do not have."""
    known = characters()
    line = " ".join(name.split())
    return "".join(char if ord(char) in known else LACKING for char in line if char.isprintable())


def width(words: str) -> float:
    """Rough width in units of the letter size: Chinese 1, other letters 0.6."""
    return sum(1.0 if east_asian_width(char) in "WF" else 0.6 for char in words)


def wrap(words: str, room: float) -> str:
    """Break into lines no wider than ``room`` letter sizes: Chinese anywhere, other words between words.

    A single word wider than the room is cut; nothing is left out.
    """
    lines = [""]
    for piece in _pieces(words, room):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > room:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def _pieces(words: str, room: float) -> list[str]:
    """Where a line may break: after each Chinese character, after a space, inside words that are too long."""
    pieces: list[str] = []
    for char in words:
        wide = east_asian_width(char) in "WF"
        last = pieces[-1] if pieces else " "
        # Closing marks stay with the word before them, opening ones with the word after.
        held = pieces and (char in CLOSING or last[-1] in OPENING)
        fresh = wide or last.endswith(" ") or east_asian_width(last[-1]) in "WF" or width(last + char) > room
        if held or not fresh:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def number(value: float) -> str:
    """A figure for reading: thousands apart, at most one decimal, a proper minus."""
    if pd.isna(value):
        return "–"
    digits = ",.0f" if float(value).is_integer() else ",.1f" if abs(value) >= 1 else ".4g"
    return format(value, digits).replace("-", "−")
