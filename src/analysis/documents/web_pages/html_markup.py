"""The markup of web pages: tags and their attributes, comments, scripts, character references."""

from __future__ import annotations

import html
import re
from functools import lru_cache

# As the HTML standard (13.2.5, tokenization) cuts a page: a quote counts only after an equals sign. All loops are
# possessive, so the time grows with the length of the page and with nothing else.
TAG_REST = r"""[^>"'=]*+(?:(?:=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])[^>"'=]*+)*+"""
MARKUP = re.compile(
    rf"""<(?:
    (?P<other>!--(?:-?>|.*?(?:--!?>|\Z))
    |(?=[sSxXiInN])(?P<raw>(?i:script|style|xmp|iframe|noembed|noframes))(?=[\s/>]){TAG_REST}(?:>|\Z)
        .*?(?:</(?i:(?P=raw))(?=[\s/>])[^>]*+(?:>|\Z)|\Z))
    |(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>{TAG_REST})(?:>|\Z)
    |(?P<declared>[!?/][^>]*+(?:>|\Z))
    )""",
    re.S | re.X,
)
# The first letters stand apart because that is looked up much faster.
_INLINE = re.compile(
    r"""</?+(?:[sS](?i:pan|trong)|[fF](?i:ont)|[eE][mM]|[oO]:[pP]|[biuBIU])"""
    r"""(?:\s[^<>"']*+(?:(?:"[^"<>]*+"|'[^'<>]*+')[^<>"']*+)*+)?+>"""
)
_INLINE_START = re.compile(rb"<(?:span|font|strong|em|o:p|[biu])\s")
_OPEN_REFERENCE = re.compile(r"&#?\w++<")
_LONGEST_TAG = 4_000
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*+)"|'([^']*+)'|([^\s>"']+)))?""")
_REFERENCE = re.compile(
    r"&(?:#[0-9]{1,8}(?![0-9])|#[xX][0-9a-fA-F]{1,7}(?![0-9a-fA-F])|[A-Za-z][A-Za-z0-9]{1,31});?"
)
NOT_PRINTED = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")


def attributes(text: str) -> dict[str, str]:
    """The attributes of a tag by lower-case name, the first of each; an attribute without a value is ``""``."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value))
    return found


def unescape(text: str) -> str:
    """Text with its character references replaced."""
    text = text.replace("&nbsp;", "\xa0")
    if "&" not in text:
        return text
    return _REFERENCE.sub(lambda match: _character(match.group()), text)


@lru_cache(maxsize=5_000)
def _character(reference: str) -> str:
    return html.unescape(reference)


def without_inline(text: str, lower: bytes, places: list[int]) -> str:
    """A page without the tags that change only the look of words, half of its tags where an office wrote it.

    ``lower`` is the page in small ASCII letters, ``places`` are those of words that may hide what is between two
    tags. The page is given back as it is if they stand in such tags, or if a character reference would run into
    the text after a tag.
    """
    if _OPEN_REFERENCE.search(text):
        return text
    for place in places:
        start = lower.rfind(b"<", max(0, place - _LONGEST_TAG), place)
        if start >= 0 and _INLINE_START.match(lower, start):
            return text
    return _INLINE.sub("", text)
