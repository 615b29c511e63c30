"""The looks of the elements that are open while a page is read: whether its words can be seen, and as what."""

from __future__ import annotations

import re

from analysis.documents.web_pages.html_markup import attributes
from analysis.documents.web_pages.html_names import BREAKS, RANKS, VOID
from analysis.documents.web_pages.html_styles import (
    PLAIN,
    Element,
    Look,
    Styles,
    attributes_as_style,
    element_of,
    look_of_style,
)
from analysis.documents.web_pages.html_tables import NOT_SEEN, RAISED, BlockBuilder

_MOST_PLACES = 1_000_000
# Words of a style or tag that may make what stands between two tags unseen, struck or turned; found one by one,
# for that is much faster than one pattern.
_TELLING = (
    b"display", b"hid", b"line-through", b"opacity", b"bidi", b"<bdo", b"scale(", b"clip", b"size:0", b"size: 0",
    b"size:1p", b"size: 1p", b"size:1.", b"size:.", b"left:-", b"left: -", b"top:-", b"top: -", b"indent:-",
    b"indent: -", b"right:-", b"color:#f", b"color: #f", b"color:white", b"color: white", b"color:rgb",
    b"color: rgb", b"color=white", b'color="white', b"color='white", b"color=#f", b'color="#f',
    b"transparent", b"align:su", b"align: su", b"align:text-t",
    *(b"data-" + name for name in (b"to", b"count", b"target", b"end", b"final")),
)  # fmt: skip
_LIKELY = re.compile(
    rb"data-[\w-]+\s*=\s*[\"']?\d|display[\s\S]{0,4}none|hid|line-through|opacity\s*:\s*\.?0|bidi|<bdo|scale\(|clip|align\s*:\s*(?:su[pb]|text-t)"
    rb"|size\s*:\s*\.?[01](?:\.\d*)?[a-z%;!\"'\s]|(?:left|top|right|indent)\s*:\s*-\d{3}"
    rb"|(?<![-\w])color\s*[:=][\"'\s]*(?:white|#fff(?![0-9a-f])|#(?:f.){3}|rgba?\(\s*2[45]|transparent)"
)
# What may set right what is around it: a ground that is not paper, another size.
_SETTING = (b"background", b"bgcolor", b"font-size", b"color")
# Where counters that run up keep the figure that they end at.
_COUNTERS = tuple(f"data-{name}" for name in ("to", "count-to", "countto", "count", "target", "end", "final"))
_HAS_DIGIT = re.compile(r"\d")


class _Open:
    """An element with a look that is open: how many of its name, and the tables around it."""

    __slots__ = ("depth", "look", "name", "tables")

    def __init__(self, name: str, look: Look, tables: int) -> None:
        self.name, self.look, self.tables, self.depth = name, look, tables, 1


class Looks:
    """The elements with looks that are open; ``by_rules`` tells that the page has style sheets that may tell."""

    def __init__(self, text: str) -> None:
        self._styles = Styles(text)
        self.by_rules = bool(self._styles)
        self.open: list[_Open] = []
        self._around: list[Element] = []

    def places(self, text: str) -> list[int]:
        """Where words stand that may tell of the element in whose tag they are, in order."""
        lower = small_letters(text)
        places = [place for place in _found(lower, _TELLING) if _LIKELY.match(lower, place)]
        return sorted({*places, *_found(lower, _SETTING)}) if places or self.by_rules else places

    def touch(self, name: str, inside: str) -> bool:
        """Whether a rule may bear on a tag."""
        return self.by_rules and self._styles.touch(name, inside)

    def of(self, name: str, inside: str) -> Look:
        """How the words in an element look, by its tag and the rules."""
        given = attributes(inside)
        style = attributes_as_style(given)
        if self.by_rules:
            look = self._styles.look(element_of(name, given), self._around, style)
        else:
            look = look_of_style(style) if style else PLAIN
        if name == "bdo" and given.get("dir", "").lower() == "rtl":
            look = look._replace(turned=True)
        counts = any(given.get(key, "").strip()[:1].isdecimal() for key in _COUNTERS)
        return look._replace(hidden=look.hidden or "hidden" in given, counts=counts)

    def start(self, name: str, inside: str, told: bool, builder: BlockBuilder) -> None:
        """The begin of an element that is shown."""
        if name in VOID:
            return
        look = self.of(name, inside) if told else PLAIN
        if look.written:
            builder.text("\ufffd")
        if look != PLAIN:
            self.open.append(_Open(name, look, len(builder.tables)))
        else:
            for one in reversed(self.open):
                if one.name == name:
                    one.depth += 1
                    break
        if self.by_rules:
            self._around.append(element_of(name, attributes(inside)))

    def end(self, name: str, builder: BlockBuilder) -> None:
        """The end of an element."""
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at].name == name:
                self.open[at].depth -= 1
                if not self.open[at].depth:
                    del self.open[at:]
                break
        self.make_room(name, builder)
        at = next((n for n in range(len(self._around) - 1, -1, -1) if self._around[n].name == name), -1)
        if at >= 0:
            del self._around[at:]

    def make_room(self, name: str, builder: BlockBuilder) -> None:
        """A part of a table begins or ends: what was open in the part before is not open in it; nor is a paragraph."""
        rank = RANKS.get(name, 0)
        if rank and self.open:
            tables = len(builder.tables)
            while self.open and self.open[-1].tables >= tables and RANKS.get(self.open[-1].name, 0) <= rank:
                self.open.pop()
        if rank and self._around:
            at = max((n for n, one in enumerate(self._around) if one.name == "table"), default=-1)
            cut = next(
                (
                    n
                    for n in range(at + 1, len(self._around))
                    if 0 < RANKS.get(self._around[n].name, 0) <= rank
                ),
                None,
            )
            if cut is not None:
                del self._around[cut:]
        elif name in BREAKS and self._around and self._around[-1].name == "p":
            self._around.pop()

    def seen(self, words: str) -> str:
        """Words as they are seen: without what is too small, marked where they are struck, turned or white."""
        white = dark = tiny = struck = turned = raised = False
        for one in self.open:
            look = one.look
            white = white if look.white is None else look.white
            dark = dark if look.dark is None else look.dark
            tiny = tiny if look.tiny is None else look.tiny
            raised |= look.raised
            struck, turned = struck or look.struck, turned or bool(look.turned)
            turned |= look.counts and words.strip()[:1].isdecimal()
        if tiny or not words.strip():
            return "" if tiny else words
        if turned and _HAS_DIGIT.search(words):
            return "\ufffd"
        if struck:
            words = f"~~{words.strip()}~~"
        if raised:
            words = f"{RAISED[0]}{words}{RAISED[1]}"
        return f"{NOT_SEEN[0]}{words}{NOT_SEEN[1]}" if white and not dark else words


def small_letters(text: str) -> bytes:
    """The page in small ASCII letters, all other characters as question marks, so that places stay the same."""
    return text.encode("ascii", "replace").lower()


def _found(lower: bytes, words: tuple[bytes, ...]) -> list[int]:
    places: list[int] = []
    for word in words:
        place = lower.find(word)
        while place >= 0 and len(places) <= _MOST_PLACES:
            places.append(place)
            place = lower.find(word, place + 1)
    return sorted(places)
