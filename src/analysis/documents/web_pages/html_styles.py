"""What styles do to the words of a page: which are not shown, and which nobody can see. Source: CSS 2.2 and 3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.documents.web_pages.html_markup import unescape

_LARGEST_SHEET = 2_000_000
_MOST_RULES = 5_000
_SHEET = re.compile(r"<style(?P<given>[^<>]*)>(?P<rules>.*?)</style", re.I | re.S)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.S)
_MEDIA = re.compile(r"@(?P<name>[\w-]+)(?P<asked>[^{};]*)\{(?P<rules>(?:[^{}]*+\{[^{}]*+\})*+)[^{}]*+\}")
_RULE = re.compile(r"([^{}@;]*+)\{([^{}]*+)\}")
_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*((?:\"[^\"]*\"|'[^']*'|[^;\"'])*)", re.I)
_COMPOUND = re.compile(r"(\*|[a-z][\w-]*)?((?:[.#][\w\u0080-\uffff-]+)*)(::?(?:before|after))?", re.I)
_PART = re.compile(r"([.#])([^.#]+)")
_WIDTH = re.compile(r"(min|max)-(?:device-)?width\s*:\s*([\d.]+)\s*(px|em|rem)")
# A screen on which one reads: rules for narrower ones and for print do not apply.
_SCREEN = 1280
_LENGTH = re.compile(r"(-?[\d.]+)\s*(px|pt|em|rem|%|vw|cm|mm|in|pc|ex)?")
_POINTS = {
    "pt": 1.0,
    "px": 0.75,
    "em": 12.0,
    "rem": 12.0,
    "%": 0.12,
    "cm": 28.3,
    "mm": 2.83,
    "in": 72.0,
    "pc": 12.0,
}
_FAR, _SMALLEST, _LEAST_OPAQUE = -150.0, 2.0, 0.1
_COLOUR = re.compile(r"#([0-9a-f]{3,8})\b|rgba?\(([^)]*)\)|\b(white|snow|ivory|transparent)\b")
_STATES = ("display", "visibility", "opacity", "font-size", "color", "text-decoration", "position", "left", "top",
           "text-indent", "clip", "clip-path", "overflow", "height", "width", "transform", "unicode-bidi",
           "direction", "content", "background", "background-color", "font", "text-decoration-line", "mso-hide",
           "right", "bottom", "vertical-align")  # fmt: skip
# A page that hides all of these shows them by a script later, as it is loaded.
_STRUCTURE = frozenset(
    ("*", "html", "body", "main", "article", "section", "table", "tbody", "tr", "td", "th", "div", "p")
)
# What a declaration that makes words unseen, struck or other than they are written has in it.
_TELLING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*\.?0|line-through|mso-hide\s*:\s*all"
    r"|size\s*:\s*\.?[01](?:\.\d*)?(?:[a-z;%!\"'\s}]|$)|(?<![-\w])color\s*:\s*(?:#f|rgb|white|snow|ivory|transparent)"
    r"|(?:left|top|right|bottom|indent)\s*:\s*-|clip|bidi-override|content\s*:\s*[\"'a]|scale|vertical-align\s*:\s*(?:su|text-top)|overflow\s*:\s*hidden",
    re.I,
)


class Look(NamedTuple):
    """How the words in an element look: ``None`` for what the element leaves as it is around it.

    ``hidden``: not shown; ``keeps_place``: not shown, but its room stays; ``white``: in the colour of paper;
    ``dark``: its ground is not paper; ``tiny``: too small to be seen; ``turned``: written from right to left;
    ``written``: the style adds words of its own; ``raised``: a mark above or below the line; ``counts``: a script puts
    another figure in place of the one that is written.
    """

    hidden: bool = False
    keeps_place: bool = False
    struck: bool = False
    white: bool | None = None
    dark: bool | None = None
    tiny: bool | None = None
    turned: bool | None = None
    written: bool = False
    raised: bool = False
    counts: bool = False


PLAIN = Look()


class Element(NamedTuple):
    """An open tag as selectors see it."""

    name: str
    classes: frozenset[str]
    key: str


class _Rule(NamedTuple):
    """The compounds of a selector from left to right, each with the combinator before it, and what it declares."""

    compounds: tuple[tuple[str, str, frozenset[str], str], ...]
    pseudo: str
    weight: tuple[int, int, int, int]
    declared: tuple[tuple[str, str, bool], ...]


class Styles:
    """The rules of a page's style sheets that bear on what is seen; false if none of them meets the page."""

    def __init__(self, text: str) -> None:
        self._rules: list[_Rule] = []
        self._tags: set[str] = set()
        names: set[str] = set()
        sheets = (
            [(m["given"], m["rules"]) for m in _SHEET.finditer(text)]
            if "<style" in text or "<STYLE" in text
            else []
        )
        page = _SHEET.sub("", text) if sheets else ""
        for given, rules in sheets:
            if len(rules) <= _LARGEST_SHEET and "print" not in given.lower():
                for rule, telling in _rules(_COMMENT.sub(" ", rules), len(self._rules)):
                    _, tag, classes, key = rule.compounds[-1]
                    own = {*classes, *filter(None, [key])}
                    if len(rule.compounds) == 1 and not own and tag in _STRUCTURE:
                        continue
                    if not all(name in page for name in own) or len(self._rules) > _MOST_RULES:
                        continue
                    self._rules.append(rule)
                    if telling and own:
                        names |= own
                    elif telling:
                        self._tags.add(tag)
        if not (names or self._tags):
            self._rules = []
        words = "|".join(map(re.escape, sorted(names)))
        self._names = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])") if names else None

    def __bool__(self) -> bool:
        return bool(self._rules)

    def touch(self, name: str, inside: str) -> bool:
        """Whether a rule may bear on a tag."""
        return name in self._tags or bool(self._names and self._names.search(inside))

    def look(self, element: Element, around: Sequence[Element], style: str) -> Look:
        """How the words of an element look by the rules that meet it and by its own style."""
        own: list[tuple[bool, tuple[int, int, int, int], str, str]] = []
        pseudo: dict[str, list[tuple[bool, tuple[int, int, int, int], str, str]]] = {}
        for rule in self._rules:
            if _meets(rule, element, around):
                to = pseudo.setdefault(rule.pseudo, []) if rule.pseudo else own
                to += [(important, rule.weight, name, value) for name, value, important in rule.declared]
        own += [(important, (2, 0, 0, 0), name, value) for name, value, important in _declared(style)]
        look = _look({name: value for _, _, name, value in sorted(own, key=lambda one: one[:2])})
        for given in pseudo.values():
            if _is_written({name: value for _, _, name, value in sorted(given, key=lambda one: one[:2])}):
                look = look._replace(written=True)
        return look


@lru_cache(maxsize=2_000)
def look_of_style(style: str) -> Look:
    """How words look by the style of their own tag alone.

    >>> look_of_style("color:#fff; font-size:0").white
    True
    """
    return _look({name: value for name, value, _ in sorted(_declared(style), key=lambda one: one[2])})


def may_tell(style: str) -> bool:
    """Whether a style may make words unseen, struck or turned."""
    return _TELLING.search(style) is not None


def _rules(text: str, start: int) -> Iterator[tuple[_Rule, bool]]:
    """The rules of a sheet that declare what counts here, and whether they may make words unseen."""
    text = _MEDIA.sub(lambda m: m["rules"] if _applies(m["name"], m["asked"]) else " ", text)
    for number, (selectors, body) in enumerate(_RULE.findall(text), start):
        telling = may_tell(body)
        declared = tuple(_declared(body))
        for selector in selectors.split(",") if declared else ():
            rule = _rule(" ".join(selector.replace(">", " > ").split()), number, declared)
            if rule is not None:
                yield rule, telling


def _applies(name: str, asked: str) -> bool:
    """Whether a block of rules is for a screen on which one reads."""
    if name.lower() != "media":
        return name.lower() in ("supports", "layer")
    queries = asked.lower().split(",")
    return any(
        not re.search(r"\b(?:print|speech|not|orientation|hover|prefers)\b", query)
        and all(
            (float(number) * (1 if unit == "px" else 16) <= _SCREEN) == (side == "min")
            for side, number, unit in _WIDTH.findall(query)
        )
        for query in queries
    )


def _rule(selector: str, number: int, declared: tuple[tuple[str, str, bool], ...]) -> _Rule | None:
    """A rule of tags, classes and ids, and those around them; ``None`` for other selectors."""
    compounds = []
    pseudo, combinator = "", " "
    ids = classes = tags = 0
    for part in selector.split(" "):
        if part == ">":
            combinator = ">"
            continue
        found = _COMPOUND.fullmatch(part)
        if found is None or not part or pseudo:
            return None
        named = [(sign, name) for sign, name in _PART.findall(found[2])]
        own = frozenset(name for sign, name in named if sign == ".")
        keys = [name for sign, name in named if sign == "#"]
        ids, classes, tags = ids + len(keys), classes + len(own), tags + bool(found[1] and found[1] != "*")
        pseudo = (found[3] or "").strip(":").lower()
        compounds.append((combinator, (found[1] or "*").lower(), own, keys[0] if keys else ""))
        combinator = " "
    return (
        _Rule(tuple(compounds), pseudo, (0, ids, classes, tags * 100_000 + number), declared)
        if compounds
        else None
    )


def _declared(style: str) -> Iterator[tuple[str, str, bool]]:
    """What a style declares of what counts here: name, value in small letters, whether it is important."""
    for name, value in _DECLARATION.findall(style):
        if name.lower() in _STATES:
            shown = value if name.lower() == "content" else value.lower()
            plain = shown.replace("!important", "").replace("! important", "").strip()
            yield name.lower(), plain, "important" in shown


def _meets(rule: _Rule, element: Element, around: Sequence[Element]) -> bool:
    (combinator, *last), rest = rule.compounds[-1], rule.compounds[:-1]
    if not _is(element, last):
        return False
    place = len(around)
    for before, *compound in reversed(rest):
        if combinator == ">":
            if not place or not _is(around[place - 1], compound):
                return False
            place -= 1
        else:
            place = next((n for n in range(place - 1, -1, -1) if _is(around[n], compound)), -1)
            if place < 0:
                return False
        combinator = before
    return True


def _is(element: Element, compound: Sequence[object]) -> bool:
    name, classes, key = compound
    return (
        name in ("*", element.name)
        and classes <= element.classes  # type: ignore[operator]
        and key in ("", element.key)
    )


def _look(given: dict[str, str]) -> Look:
    if not given:
        return PLAIN
    ground = given.get("background-color") or given.get("background") or ""
    size = given.get("font-size") or ""
    decoration = given.get("text-decoration-line", "") + given.get("text-decoration", "")
    colour = given.get("color", "")
    points = _points(size)
    return Look(
        hidden=given.get("display") == "none" or given.get("mso-hide") == "all" or _is_clear(given) or _is_away(given),
        keeps_place=given.get("visibility") in ("hidden", "collapse"),
        struck="line-through" in decoration,
        white=_is_paper(colour) if colour and colour not in ("inherit", "currentcolor") else None,
        dark=not _is_paper(ground) if ground and ground not in ("none", "inherit", "transparent") else None,
        tiny=points < _SMALLEST if points is not None and not size.endswith("%") else None,
        raised=given.get("vertical-align") in ("super", "sub", "text-top"),
        turned=True if given.get("unicode-bidi") in ("bidi-override", "isolate-override")
        and given.get("direction") == "rtl" else None,
    )  # fmt: skip


def _is_clear(given: dict[str, str]) -> bool:
    """Whether words are drawn without ink."""
    opacity = _LENGTH.fullmatch(given.get("opacity", ""))
    alpha = re.fullmatch(r"rgba\([^)]*,\s*0?\.?0+\)|transparent", given.get("color", ""))
    return bool(alpha or (opacity and float("0" + opacity[1].strip("-")) < _LEAST_OPAQUE))


def _is_away(given: dict[str, str]) -> bool:
    """Whether words stand outside the page, or in a box that has no room for them."""
    placed = given.get("position") in ("absolute", "fixed")
    moved = [
        given.get(side, "")
        for side in ("left", "top", "right", "bottom", "vertical-align")
        if placed or given.get("position")
    ]
    if any((_points(place) or 0) < _FAR for place in [*moved, given.get("text-indent", "")]):
        return True
    clip = given.get("clip", "").replace(" ", "") + given.get("clip-path", "").replace(" ", "")
    if placed and re.search(r"rect\((?:[01](?:px)?,?){4}\)|inset\((?:50|100)%", clip):
        return True
    none = [side for side in ("height", "width") if (_points(given.get(side, "")) or 9.0) < 1.0]
    return bool(none and "hidden" in given.get("overflow", "")) or "scale(0)" in given.get("transform", "")


def _points(length: str) -> float | None:
    found = _LENGTH.fullmatch(length)
    if found is None or found[1].count(".") > 1 or found[1] in ("", "-", ".", "-."):
        return None
    return float(found[1]) * _POINTS.get(found[2] or "px", 1.0)


def _is_paper(colour: str) -> bool:
    """Whether a colour is white, or so near to it that nobody reads it on paper."""
    found = _COLOUR.search(colour)
    if found is None:
        return False
    if found[3]:
        return found[3] != "transparent"
    if found[1]:
        digits = found[1]
        wide = len(digits) // 3 if len(digits) in (3, 6) else len(digits) // 4 or 1
        parts = [int(digits[n : n + wide] * (3 - wide), 16) for n in range(0, 3 * wide, wide)]
    else:
        parts = [
            int(float(part))
            for part in re.findall(r"[\d.]+", found[2])[:3]
            if part.count(".") < 2 and part != "."
        ]
    return len(parts) == 3 and min(parts) >= 0xF0


def _is_written(given: dict[str, str]) -> bool:
    """Whether a style writes more than decoration before or behind an element's words."""
    content = given.get("content", "")
    return not _look(given).hidden and re.search(r"\w|attr|counter", content.replace("none", "")) is not None


def element_of(name: str, given: dict[str, str]) -> Element:
    """A tag with its attributes as selectors see it."""
    return Element(name, frozenset(given.get("class", "").split()), given.get("id", ""))


def attributes_as_style(given: dict[str, str]) -> str:
    """The style of a tag, with the colours that attributes of old pages give."""
    style = unescape(given.get("style", ""))
    if "color" in given:
        style = f"color:{given['color']};{style}"
    return f"background:{given['bgcolor']};{style}" if "bgcolor" in given else style
