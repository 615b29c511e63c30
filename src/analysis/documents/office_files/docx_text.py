"""The text of a paragraph of a Word file: its runs, fields and symbols, as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from analysis.documents.seen import raised, white

if TYPE_CHECKING:
    from analysis.documents.office_files.docx_looks import RunLook

WORD = frozenset(
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.microsoft.com/office/word/2003/wordml",
    )
)
DEEPEST = 150
# Elements around runs whose content is printed; deleted and moved-away text stands in others.
_AROUND_RUNS = frozenset(
    ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo",
     "rubyBase", "ruby")
)  # fmt: skip
_OFF = ("0", "false", "off", "none")
_UNKNOWN = "\ufffd"


class TooDeepError(Exception):
    """Elements stand in one another more deeply than any document needs."""


@lru_cache(maxsize=4096)
def word(tag: str) -> str:
    """The plain name of a Word element; names of other kinds begin with a colon."""
    space, _, local = tag.rpartition("}")
    return local if space[1:] in WORD else ":" + local


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its plain name, or None."""
    if element is not None:
        for key, text in element.attrib.items():
            if key.rpartition("}")[2] == name:
                return text
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of plain names, or None."""
    for name in path:
        for inner in element if element is not None else ():
            if word(inner.tag) == name:
                element = inner
                break
        else:
            return None
    return element


def is_on(properties: Element | None, name: str) -> bool:
    """Say whether a switch among the properties is set."""
    switch = child(properties, name)
    return switch is not None and value(switch) not in _OFF


def choice(alternate: Element) -> Element | None:
    """Of the alternative forms of one content the first: the others repeat it for older programs."""
    return next(iter(alternate), None)


class ParagraphText:
    """What a paragraph holds: its text, and the text boxes, struck-through text and objects found in it."""

    def __init__(self, paragraph: Element, depth: int, look_of: Callable[[Element | None], RunLook]) -> None:
        self.boxes: list[Element] = []
        self.struck: list[str] = []
        self.objects = 0
        self.pictures = 0
        self._look_of = look_of
        self._pieces: list[str] = []
        self._instructions: list[bool] = []
        self._open_instructions = 0
        for element in paragraph:
            self._add(element, depth)
        self.text = "".join(self._pieces)

    def _add(self, element: Element, depth: int) -> None:
        if depth > DEEPEST:
            raise TooDeepError
        name = word(element.tag)
        if name == "r":
            self._add_run(element, depth)
        elif name in _AROUND_RUNS:
            if is_placeholder(element):
                return
            for inner in element:
                self._add(inner, depth + 1)
        elif name == ":AlternateContent":
            for inner in choice(element) or ():
                self._add(inner, depth + 1)
        elif name in (":oMath", ":oMathPara"):
            self._pieces.append(_formula(element))

    def _add_run(self, run: Element, depth: int) -> None:
        look = self._look_of(child(run, "rPr"))
        if look.hidden or look.tiny:
            return
        start = len(self._pieces)
        for element in run:
            self._add_piece(element, depth)
        if (look.struck or look.raised or look.white) and len(self._pieces) > start:
            self._pieces[start:] = [self._marked(look, "".join(self._pieces[start:]))]

    def _marked(self, look: RunLook, text: str) -> str:
        """Leave out what is struck through, and mark what is white on white or stands above the line."""
        if look.struck:
            self.struck += filter(None, [text.strip()])
            return ""
        if look.raised and text.strip():
            text = raised(text)
        return white(text) if look.white and not look.dark and text.strip() else text

    def _add_piece(self, element: Element, depth: int) -> None:
        name = word(element.tag)
        if name == "fldChar":
            self._field(value(element, "fldCharType"))
        elif self._open_instructions:
            return
        elif name == "t":
            self._pieces.append(element.text or "")
        elif name in _SIGNS:
            self._pieces.append(_SIGNS[name])
        elif name == "sym":
            self._pieces.append(_symbol(element))
        elif name == "ruby":
            self._add(element, depth + 1)
        elif name == ":AlternateContent":
            for inner in choice(element) or ():
                self._add_piece(inner, depth + 1)
        elif name in ("drawing", "pict", "object"):
            self.objects += name == "object"
            self._look_into(element, depth)

    def _field(self, kind: str | None) -> None:
        """Follow a field: between its begin and its separator stands what it computes, after it the result."""
        if kind == "begin":
            self._instructions.append(True)
            self._open_instructions += 1
        elif self._instructions and kind in ("separate", "end"):
            self._open_instructions -= self._instructions.pop()
            if kind == "separate":
                self._instructions.append(False)

    def _look_into(self, drawing: Element, depth: int) -> None:
        for element in _drawn(drawing, depth):
            if word(element.tag) == "txbxContent":
                self.boxes.append(element)
            else:
                self.pictures += 1


_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def is_placeholder(element: Element) -> bool:
    """Say whether a field to fill in still shows its request to fill it in."""
    return word(element.tag) == "sdt" and is_on(child(element, "sdtPr"), "showingPlcHdr")


def _drawn(element: Element, depth: int) -> Iterator[Element]:
    """The text boxes and pictures of a drawing."""
    if depth > DEEPEST:
        raise TooDeepError
    for inner in element:
        name = word(inner.tag)
        if name in ("txbxContent", ":blip", ":imagedata"):
            yield inner
        elif name == ":AlternateContent":
            yield from _drawn(choice(inner) or (), depth + 1)  # type: ignore[arg-type]
        else:
            yield from _drawn(inner, depth + 1)


def _symbol(element: Element) -> str:
    """A character of a symbol font; only those of the font Symbol that are plain figures and signs are known."""
    try:
        code = int(value(element, "char") or "", 16) & 0xFFFF
    except ValueError:
        return _UNKNOWN
    if not 0xE000 <= code < 0xF900:
        return chr(code) if code >= 0x20 and not 0xD800 <= code < 0xE000 else _UNKNOWN
    plain = chr(code & 0xFF)
    known = (value(element, "font") or "").lower() == "symbol" and plain in "0123456789.,+-/()%"
    return plain if known else _UNKNOWN


def _formula(element: Element) -> str:
    """The text of a formula on one line; one with fractions or roots cannot be read as text."""
    names = {word(inner.tag) for inner in element.iter()}
    if names & {":f", ":rad", ":sSup", ":sSub", ":nary", ":m"}:
        return _UNKNOWN
    return "".join(inner.text or "" for inner in element.iter() if word(inner.tag) in (":t", "t"))
