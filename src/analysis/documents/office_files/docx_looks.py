"""How runs of a Word file look: hidden, struck, white, tiny or raised, by their own properties and their styles."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from analysis.documents.office_files.docx_text import child, is_on, value, word
from analysis.documents.seen import PLAIN, RunLook

_LONGEST_CHAIN = 20
# In half points: what is smaller nobody reads, and what is shifted farther stands above or below the line.
_SMALLEST, _SHIFTED = 4, 4
_PAPER = frozenset(("FFFFFF", "WHITE", "FEFEFE", "FDFDFD", "FCFCFC"))
# The properties of a run that bear on what is seen of it.
_TELLING = frozenset(
    ("vanish", "specVanish", "strike", "dstrike", "color", "shd", "highlight", "sz", "vertAlign", "position")
)
_NO_GROUND = frozenset(("AUTO", "CLEAR", "", "NONE"))


class RunLooks:
    """The looks that the styles of a file give; all are plain without them."""

    def __init__(self, styles: Element | None) -> None:
        self._styles = {
            value(style, "styleId"): style for style in styles or () if word(style.tag) == "style"
        }
        self._base = own_look(child(styles, "docDefaults", "rPrDefault", "rPr"))
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")
            ),
            None,
        )
        self._looks: dict[str, RunLook] = {}
        self._of_paragraphs: dict[str | None, RunLook] = {}

    def of_paragraph(self, properties: Element | None) -> RunLook:
        """The look of the words of a paragraph that have no properties of their own."""
        style = value(child(properties, "pStyle")) or self._default
        if style not in self._of_paragraphs:
            self._of_paragraphs[style] = self.of_style(style).over(self._base)
        look = self._of_paragraphs[style]
        ground = own_look(properties) if child(properties, "shd") is not None else PLAIN
        return look if ground.dark is None else look._replace(dark=ground.dark)

    def of_style(self, style: str | None) -> RunLook:
        """The look that a style gives, with the styles that it is based on."""
        if style is None or style not in self._styles:
            return PLAIN
        if style not in self._looks:
            look = PLAIN
            for layer in self._chain(style):
                look = look.over(layer)
            self._looks[style] = look
        return self._looks[style]

    def _chain(self, style: str | None) -> Iterator[RunLook]:
        for _ in range(_LONGEST_CHAIN):
            found = self._styles.get(style)
            if found is None:
                return
            yield own_look(child(found, "rPr"))
            style = value(child(found, "basedOn"))


def own_look(properties: Element | None) -> RunLook:
    """The look that the properties of a run, or of a style, give themselves.

    Of a cell or a paragraph only the ground counts, which may be dark.
    """
    if properties is None or not len(properties):
        return PLAIN
    found: dict[str, bool] = {}
    for inner in properties:
        name = word(inner.tag)
        if name not in _TELLING:
            continue
        given = (value(inner) or "").upper()
        if name in ("vanish", "specVanish"):
            found["hidden"] = is_on(properties, name)
        elif name in ("strike", "dstrike"):
            found["struck"] = found.get("struck", False) or is_on(properties, name)
        elif name == "color":
            found["white"] = given in _PAPER or _is_light(inner)
        elif name in ("shd", "highlight"):
            fill = (value(inner, "fill") or "").upper() if name == "shd" else given
            if fill not in _NO_GROUND:
                found["dark"] = fill not in _PAPER
        elif name == "sz":
            found["tiny"] = given.isdecimal() and int(given[:9]) < _SMALLEST
        elif name == "vertAlign":
            found["raised"] = given in ("SUPERSCRIPT", "SUBSCRIPT")
        elif name == "position" and given.lstrip("-").isdecimal():
            found["raised"] = abs(int(given[:9])) >= _SHIFTED
    return RunLook(**found) if found else PLAIN


def _is_light(colour: Element) -> bool:
    """Whether a colour of the theme is that of paper."""
    theme = value(colour, "themeColor") or ""
    return theme in ("background1", "light1", "bg1", "lt1") and value(colour, "themeShade") is None
