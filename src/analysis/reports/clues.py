"""Collect what a report says of its place, for the resolver of regions."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator

from analysis.documents import Document
from analysis.regions import Clue
from analysis.reports.front_matter import FrontMatter
from analysis.text import tidy

# Each pattern begins with letters that stand as they are, which is looked for far quicker than a choice of words.
_PLACES = tuple("省市县区州")
_SUPERIOR = (
    (re.compile("委(?<=[省市县区州]委)"), _PLACES),
    (re.compile("政府(?:(?<=[省市县区州]政府)|(?<=人民政府))"), ("人民", *_PLACES)),
)
_SITE = ((re.compile("网站"), ("门户", "政府")),)
_Endings = tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
# What a body carries out comes from above it («为贯彻落实《绥滨县2023年政务公开工作要点》»).
_CARRIED_OUT = re.compile(
    r"(?:贯彻|落实|按照|根据|依照|遵照|执行)(?:落实|执行)?\s*[《“]?\s*([\u3400-\u9fff]{2,8}[省市县区州盟旗])"
)
_HAN_AT_END = re.compile(r"[\u3400-\u9fff]{2,16}$")
_PHONE = re.compile(r"0(?<!\d0)\d{2,3}\s*[-—－–)）]\s*\d{7,8}(?!\d)")
# Only what is called a site's address: a report may quote the addresses of others.
_URL = re.compile(
    r"(?:网站|网址|官网|门户)[^，。；\n]{0,8}?((?:https?://)?[a-z0-9][a-z0-9.-]*\.gov\.cn)", re.I
)
_ADDRESS = re.compile(r"地址\s*[:：]\s*([^，。；）)]{4,40})")
_BREADCRUMB = re.compile(r"(?:当前位置|您的位置|所在位置|首页)[^\n]{0,120}?[>＞»/][^\n]*")
# What the head of a page calls its site, as the reader of pages writes it; with 网站 in it, it is found as such.
_SITE_NAME = re.compile(r"网站：(?<![^\n]网站：)(?![^\n]*网站)([\u3400-\u9fff][^\n]{1,40})")
_HOST = re.compile(r"https?://([a-z0-9][a-z0-9.-]*\.gov\.cn)(?![a-z0-9.-])", re.I)
_SITE_CODE = re.compile(r"(?:网站标识码|SiteIDCode)\W{0,12}(\d{10})(?!\d)", re.I)
_POSTCODE = re.compile(r"(?:邮编|邮政编码)\s*[:：]?\s*(\d{6})(?!\d)")
_LONGEST = 20_000


def clues(
    document: Document,
    front: FrontMatter,
    body: str | None,
    opening: str,
    region_code: str | None,
    url: str | None = None,
    *,
    alone: bool = True,
) -> Iterator[Clue]:
    """Title, body, signature and the lesser hints, each with where it stands if that is one place.

    ``region_code`` is what the user gives, which decides; ``url`` is where the file was fetched, a mere hint.
    Of a file with several reports (not ``alone``) only the site's own hints are those of all.
    """
    if region_code:
        yield Clue("override", region_code, None)
    blocks = document.blocks
    own = slice(None) if alone or not blocks else slice(blocks[0].source.start, blocks[-1].source.end)
    elsewhere = (front.title or "").startswith(body or " ") or body in (
        front.issuer,
        front.told,
        front.signature,
    )
    for kind, text in (
        ("title", front.title),
        ("body", None if elsewhere else body),
        ("body", front.issuer),
        ("preamble", front.told if (front.told or "").endswith(front.body or "") else None),
        ("signature", front.signature),
    ):
        if text:
            yield Clue(kind, tidy(text), *_span(document.text, text, own, last=kind == "signature"))
    text = document.text[:_LONGEST]
    yield from _found("breadcrumb", _BREADCRUMB, text) if "首页" in text or "位置" in text else ()
    yield Clue("opening", opening, None)
    yield from _of_the_report(document.text[own][:_LONGEST], own.start or 0)
    yield from _named("site", _SITE, text)
    yield from _found("site", _SITE_NAME, text)
    yield from _found("site_code", _SITE_CODE, document.text) if _may_have_site_code(document.text) else ()
    yield Clue("path", tidy(document.name))
    yield from _found("url", _URL, text) if ".gov.cn" in text else ()
    if host := _HOST.match(url or ""):
        yield Clue("url", host[1])


def _of_the_report(text: str, start: int) -> Iterator[Clue]:
    """What the prose, the address, the telephone and the postcode say, of a text that begins at an offset."""
    links = text.find("友情链接", len(text) // 3)
    prose = text if links < 0 else text[:links]
    for found in (
        _named("superior", _SUPERIOR, prose),
        _found("superior", _CARRIED_OUT, prose),
        _found("address", _ADDRESS, text),
        _found("phone", _PHONE, text),
        _found("postcode", _POSTCODE, text) if "邮" in text else (),
    ):
        yield from (clue._replace(start=(clue.start or 0) + start) for clue in found)


def _found(kind: str, pattern: re.Pattern[str], text: str) -> Iterable[Clue]:
    seen: dict[str, int] = {}
    for match in pattern.finditer(text):
        group = match.lastindex or 0
        seen.setdefault(match.group(group), match.start(group))
    return [Clue(kind, words, start) for words, start in seen.items()]


def _may_have_site_code(text: str) -> bool:
    return "网站标识码" in text or "siteidcode" in text.lower()


def _named(kind: str, endings: _Endings, text: str) -> Iterator[Clue]:
    """The Chinese words that lead up to an ending (吕梁市委, 交口县人民政府网站), each once."""
    seen: set[str] = set()
    found = (_whole(m, firsts, text) for pattern, firsts in endings for m in pattern.finditer(text))
    for start, ending in sorted(found):
        before = _HAN_AT_END.search(text[max(0, start - 16) : start])
        words = (before.group() if before else "") + ending
        if before and words not in seen:
            seen.add(words)
            yield Clue(kind, words, start - len(before.group()))


def _whole(match: re.Match[str], firsts: tuple[str, ...], text: str) -> tuple[int, str]:
    """Where the whole ending begins (市委, 人民政府, 政府网站), and the ending."""
    first = next((word for word in firsts if text.endswith(word, 0, match.start())), "")
    return match.start() - len(first), first + match.group()


def _span(text: str, words: str, own: slice, last: bool) -> tuple[int | None, int | None]:
    """Where words stand in a text, its spaces and the width of its signs aside: the first or last time."""
    first, end = own.start or 0, own.stop if own.stop is not None else len(text)
    start = text.rfind(words, first, end) if last else text.find(words, first, end)
    if start >= 0:
        return start, start + len(words)
    wanted, text = "".join(words.split()), text[: first + _LONGEST]
    for letter in (wanted[0], _wide(wanted[0])):
        at = text.find(letter, first)
        while at >= 0:
            end = _end_of(wanted, text, at)
            if end is not None:
                return at, end
            at = text.find(letter, at + 1)
    return None, None


def _end_of(wanted: str, text: str, at: int) -> int | None:
    """Where the words end that begin here as they may be printed: 2 or ２, ( or （, with spaces between."""
    for character in wanted:
        while at < len(text) and text[at].isspace():
            at += 1
        if at == len(text) or not _is_printed_as(character, text[at]):
            return None
        at += 1
    return at


def _is_printed_as(character: str, printed: str) -> bool:
    if character == printed or (character in string.digits and printed == _wide(character)):
        return True
    return not character.isalnum() and not printed.isalnum()


def _wide(character: str) -> str:
    """The full-width form of a sign of ASCII; other characters as they are."""
    return chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character
