"""Collect what a report says of its place, for the resolver of regions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analysis.documents import Document
from analysis.regions import Clue
from analysis.reports.front_matter import FrontMatter
from analysis.text import tidy

_SUPERIOR = re.compile("省委|市委|县委|区委|州委|省政府|市政府|县政府|区政府|州政府|人民政府")
# What a body carries out comes from above it («为贯彻落实《绥滨县2023年政务公开工作要点》»).
_CARRIED_OUT = re.compile(
    r"(?:贯彻|落实|按照|根据|依照|遵照|执行)(?:落实|执行)?\s*[《“]?\s*([\u3400-\u9fff]{2,8}[省市县区州盟旗])"
)
_HAN_AT_END = re.compile(r"[\u3400-\u9fff]{2,16}$")
_PHONE = re.compile(r"(?<!\d)0\d{2,3}\s*[-—－–)）]\s*\d{7,8}(?!\d)")
_URL = re.compile(r"(?:https?://)?[a-z0-9][a-z0-9.-]*\.gov\.cn[^\s，。）)]*", re.I)
_ADDRESS = re.compile(r"地址\s*[:：]\s*([^，。；）)]{4,40})")
_SITE = re.compile("门户网站|政府网站|网站")
_BREADCRUMB = re.compile(r"(?:当前位置|您的位置|所在位置|首页)[^\n]{0,120}?[>＞»/][^\n]*")
_SITE_CODE = re.compile(r"(?:网站标识码|SiteIDCode)\W{0,12}(\d{10})(?!\d)", re.I)
_POSTCODE = re.compile(r"(?:邮编|邮政编码)\s*[:：]?\s*(\d{6})(?!\d)")
_LONGEST = 20_000


def clues(
    document: Document, front: FrontMatter, body: str | None, opening: str, region_code: str | None
) -> Iterator[Clue]:
    """Title, body, signature and the lesser hints, each with where it stands if that is one place."""
    if region_code:
        yield Clue("override", region_code, None)
    in_title = body is not None and front.title is not None and front.title.startswith(body)
    for kind, text in (
        ("title", front.title),
        ("body", None if in_title else body),
        ("body", front.issuer),
        ("signature", front.signature),
    ):
        if text:
            yield Clue(kind, tidy(text), _offset(document, text))
    text = document.text[:_LONGEST]
    yield from _found("breadcrumb", _BREADCRUMB, text)
    yield Clue("opening", opening, None)
    yield from _named("superior", _SUPERIOR, text)
    yield from _found("superior", _CARRIED_OUT, text)
    yield from _found("address", _ADDRESS, text)
    yield from _found("phone", _PHONE, text)
    yield from _found("postcode", _POSTCODE, text) if "邮" in text else ()
    yield from _named("site", _SITE, text)
    yield from _found("site_code", _SITE_CODE, document.text)
    yield Clue("path", tidy(document.name))
    yield from _found("url", _URL, text) if ".gov.cn" in text else ()


def _found(kind: str, pattern: re.Pattern[str], text: str) -> Iterable[Clue]:
    seen: dict[str, int] = {}
    for match in pattern.finditer(text):
        group = match.lastindex or 0
        seen.setdefault(match.group(group), match.start(group))
    return [Clue(kind, words, start) for words, start in seen.items()]


def _named(kind: str, ending: re.Pattern[str], text: str) -> Iterator[Clue]:
    """The Chinese words that lead up to an ending (吕梁市委, 交口县人民政府网站), each once."""
    seen: set[str] = set()
    for match in ending.finditer(text):
        before = _HAN_AT_END.search(text[max(0, match.start() - 16) : match.start()])
        words = (before.group() if before else "") + match.group()
        if before and words not in seen:
            seen.add(words)
            yield Clue(kind, words, match.start() - len(before.group()))


def _offset(document: Document, text: str) -> int | None:
    start = document.text.find(text)
    return start if start >= 0 else None
