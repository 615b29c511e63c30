"""The elements of web pages by what their tags do to the lines and cells that are being built."""

from __future__ import annotations

from collections.abc import Callable

from analysis.documents.web_pages.html_tables import BlockBuilder

BREAKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "center", "details", "dialog", "dir", "div", "dl",
    "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p",
    "section", "select", "summary", "ul",
))  # fmt: skip
UNSEEN = frozenset((
    "title", "noscript", "template", "xml", "svg", "rt", "rp", "datalist", "audio", "video", "canvas",
))  # fmt: skip
VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "wbr",
))  # fmt: skip
# How far an end of these reaches: a row ends its cells, a part of a table its rows.
RANKS = {"td": 1, "th": 1, "tr": 2, "thead": 3, "tbody": 3, "tfoot": 3}
_PARTS = ("thead", "tbody", "tfoot")
_ROW_ENDS = ("caption", "colgroup")
_APART = ("button", "label")
_INLINE = (
    "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "col", "data", "dfn", "em", "font", "i",
    "ins", "kbd", "mark", "nobr", "q", "ruby", "samp", "small", "span", "strong", "time", "tt", "u", "var", "wbr",
    "area", "base", "embed", "head", "link", "map", "meta", "object", "param", "source", "track",
)  # fmt: skip
_OTHER = frozenset(("a", "dd", "dt", "img", "input", "frame", "textarea", *BREAKS, *UNSEEN))


def _nothing(_: BlockBuilder) -> None:
    """What an inline tag does to the blocks."""


_Action = Callable[[BlockBuilder], None]
_BOTH: dict[str, _Action] = {
    **dict.fromkeys(BREAKS, BlockBuilder.new_line),
    **dict.fromkeys(_PARTS, BlockBuilder.close_part),
    **dict.fromkeys(_ROW_ENDS, BlockBuilder.close_row),
    **dict.fromkeys(_APART, BlockBuilder.space),
    **dict.fromkeys(_INLINE, _nothing),
    **dict.fromkeys(("s", "del", "strike"), BlockBuilder.struck),
}
# Both in small and in capital letters, as they are looked up for each tag of the page.
STARTS: dict[str, _Action] = {
    **_BOTH,
    "td": BlockBuilder.open_cell,
    "th": BlockBuilder.open_cell,
    "tr": BlockBuilder.open_row,
    "table": BlockBuilder.open_table,
    "pre": BlockBuilder.open_preformatted,
    **dict.fromkeys(("sup", "sub"), BlockBuilder.open_raised),
}
ENDS: dict[str, _Action] = {
    **_BOTH,
    "td": BlockBuilder.end_cell,
    "th": BlockBuilder.end_cell,
    "tr": BlockBuilder.close_row,
    "table": BlockBuilder.close_table,
    "pre": BlockBuilder.close_preformatted,
    **dict.fromkeys(("sup", "sub"), BlockBuilder.close_raised),
    "dd": BlockBuilder.new_line,
}
for _name in ("body", "html"):
    del ENDS[_name]  # they also tell that the page is whole
for _actions in (STARTS, ENDS):
    _actions.update([(name.upper(), action) for name, action in _actions.items()])


def is_known(name: str) -> bool:
    """Whether a tag is of HTML, or of an office program; any other may be a cell's, with its name damaged."""
    return name in _OTHER or ":" in name or "-" in name
