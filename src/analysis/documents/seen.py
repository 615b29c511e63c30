"""Words that a file holds and nobody sees, or sees as the mark of a note: marked by the readers, told apart here."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.text import read_cell

# Around words in the colour of paper, and around those above or below the line; no text has these characters.
_WHITE = "\ue0f0\ue0f1"
_RAISED = "\ue0f2\ue0f3"
RAISED_START, RAISED_END = _RAISED[0], _RAISED[1]
_MARKS = str.maketrans(dict.fromkeys(_WHITE + _RAISED))
_IN_WHITE = re.compile(f"{_WHITE[0]}([^{_WHITE}]*){_WHITE[1]}?")
_IN_RAISED = re.compile(f"{_RAISED[0]}([^{_RAISED}]*){_RAISED[1]}?")
_HAS_DIGIT = re.compile(r"\d")
_LONGEST_MARK = 8
UNKNOWN = "\ufffd"


def white(text: str) -> str:
    """Words printed in the colour of paper, as long as it is not known what else stands in their cell."""
    return f"{_WHITE[0]}{text}{_WHITE[1]}"


def raised(text: str) -> str:
    """Words printed above or below the line."""
    return f"{_RAISED[0]}{text}{_RAISED[1]}"


def is_marked(text: str) -> bool:
    """Whether a text holds words that are marked so."""
    return _WHITE[0] in text or _RAISED[0] in text


def cell_as_seen(text: str) -> str:
    """What one sees of a cell: without white words beside others, and without the mark of a note at a figure.

    White words that stand alone are kept, for they may be a head on a dark ground that the file does not tell of; a
    figure, white or raised, that stands alone is not known.

    >>> cell_as_seen("12" + raised("[3]") + white("7")), cell_as_seen(white("7")), cell_as_seen(white("总计"))
    ('12', '\ufffd', '总计')
    """
    if _WHITE[0] in text:
        rest = _IN_WHITE.sub("", text)
        if rest.translate(_MARKS).strip():
            text = rest
        elif _HAS_DIGIT.search(text):
            return UNKNOWN
    if _RAISED[0] not in text:
        return text.translate(_MARKS)
    rest = _IN_RAISED.sub("", text).translate(_MARKS)
    marks = [mark for mark in _IN_RAISED.findall(text) if len(mark) <= _LONGEST_MARK]
    if rest.strip():
        return rest if marks else line_as_seen(text)
    return UNKNOWN if _HAS_DIGIT.search(text) else text.translate(_MARKS)


def line_as_seen(text: str) -> str:
    """What one sees of running text: a raised figure behind another in brackets, and no mark at a figure alone."""
    if _RAISED[0] in text:
        rest = _IN_RAISED.sub("", text).translate(_MARKS)
        if rest.strip() and not read_cell(rest).words:
            return rest
        text = _IN_RAISED.sub(lambda m: f"[{m[1]}]" if _is_mark(m) else m[1], text)
    return text.translate(_MARKS)


def _is_mark(match: re.Match[str]) -> bool:
    before = match.string[: match.start()].translate(_MARKS).rstrip()[-1:]
    return before.isdigit() and match[1].strip()[:1].isdigit()


class RunLook(NamedTuple):
    """How a run of words looks; ``None`` for what is left to the style or the surroundings.

    >>> RunLook(raised=True).over(RunLook(white=True)).shown("3") == white(raised("3"))
    True
    """

    hidden: bool | None = None
    struck: bool | None = None
    white: bool | None = None
    dark: bool | None = None
    tiny: bool | None = None
    raised: bool | None = None

    def over(self, other: RunLook) -> RunLook:
        """This look where it says something, else the other."""
        if self is PLAIN or other is PLAIN:
            return other if self is PLAIN else self
        return RunLook(*(b if a is None else a for a, b in zip(self, other, strict=True)))

    def shown(self, text: str) -> str:
        """The words of the run that are seen, marked where that depends on what stands beside them."""
        if self.hidden or self.tiny or self.struck:
            return ""
        if self.raised and text.strip():
            text = raised(text)
        return white(text) if self.white and not self.dark and text.strip() else text


PLAIN = RunLook()
