"""Which list and level a paragraph of a Word file is numbered by. Source: ECMA-376, 17.7 and 17.9."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from analysis.documents.office_files.docx_text import child, is_on, value, word
from analysis.documents.office_files.numbering import Level, Lists

_LONGEST_LABEL = 32
_LONGEST_CHAIN = 20
_LEVELS = 9


class ParagraphNumbers:
    """Gives each paragraph, asked in the order of the document, the number that is printed before it."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._styles = {
            value(style, "styleId"): style for style in styles or () if word(style.tag) == "style"
        }
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")
            ),
            None,
        )
        self._lists = Lists()
        self._places: dict[str, tuple[str | None, int | None]] = {}
        self._level_of_style: dict[tuple[str, str], int] = {}
        if numbering is not None:
            self._load(numbering)

    def next_label(self, paragraph: Element) -> str:
        """The automatic number of a paragraph, or nothing."""
        properties = child(paragraph, "pPr")
        number, depth = self._place(properties)
        return self._lists.next_label(number, depth) if number else ""

    def _place(self, properties: Element | None) -> tuple[str | None, int]:
        own = child(properties, "numPr")
        number, depth = value(child(own, "numId")), _integer(value(child(own, "ilvl")))
        style = value(child(properties, "pStyle")) or self._default
        if number is None and style is not None:
            number, inherited = self._place_of_style(style)
            depth = inherited if depth is None else depth
        return (None if number in (None, "0") else number), depth or 0

    def _place_of_style(self, style: str) -> tuple[str | None, int | None]:
        if style not in self._places:
            self._places[style] = self._look_up_style(style)
        return self._places[style]

    def _look_up_style(self, style: str | None) -> tuple[str | None, int | None]:
        depth = None
        for _ in range(_LONGEST_CHAIN):
            found = self._styles.get(style)
            if found is None:
                break
            own = child(found, "pPr", "numPr")
            number = value(child(own, "numId"))
            if depth is None:
                depth = _integer(value(child(own, "ilvl")))
            if number is not None:
                return number, self._level_of_style.get((number, style or ""), depth)
            style = value(child(found, "basedOn"))
        return None, depth

    def _load(self, numbering: Element) -> None:
        definitions = {
            value(element, "abstractNumId"): element
            for element in numbering
            if word(element.tag) == "abstractNum"
        }
        lists = {value(element, "numId"): element for element in numbering if word(element.tag) == "num"}
        abstract = {number: value(child(element, "abstractNumId")) for number, element in lists.items()}
        levels = {key: _levels(element) for key, element in definitions.items()}
        links = {
            key: abstract.get(value(child(self._styles.get(link), "pPr", "numPr", "numId")))
            for key, element in definitions.items()
            if (link := value(child(element, "numStyleLink"))) is not None
        }
        for number, element in lists.items():
            key = abstract[number]
            # A list that only names a style is defined where that style says.
            key = links.get(key, key)
            if number is not None and key in levels:
                self._lists.counter[number] = key or ""
                self._lists.levels[number] = {**levels[key], **self._overrides(number, element)}
                for depth, level in self._lists.levels[number].items():
                    if level.style is not None:
                        self._level_of_style[number, level.style] = depth

    def _overrides(self, number: str, element: Element) -> dict[int, Level]:
        found: dict[int, Level] = {}
        for override in element:
            depth = _integer(value(override, "ilvl"))
            if word(override.tag) == "lvlOverride" and depth is not None:
                start = _integer(value(child(override, "startOverride")))
                if start is not None:
                    self._lists.starts.setdefault(number, {})[depth] = start
                found.update(_levels(override))
        return found


def _levels(definition: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in definition:
        depth = _integer(value(element, "ilvl"))
        if word(element.tag) == "lvl" and depth in range(_LEVELS):
            levels[depth or 0] = _level(element)
    return levels


def _level(element: Element) -> Level:
    form = value(child(element, "numFmt")) or "decimal"
    text = (value(child(element, "lvlText")) or "")[:_LONGEST_LABEL]
    start = _integer(value(child(element, "start")))
    restart = _integer(value(child(element, "lvlRestart")))
    return Level(
        form,
        text,
        1 if start is None else start,
        restart,
        is_on(element, "isLgl"),
        value(child(element, "pStyle")),
    )


def _integer(text: str | None) -> int | None:
    try:
        return None if text is None else int(text)
    except ValueError:
        return None
