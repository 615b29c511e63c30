"""Web pages: rows of marked-up tables, and all other text as paragraphs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from analysis.documents.document import Block, Document, Line
from analysis.documents.encoding import decode_markup
from analysis.documents.refusal import refused
from analysis.documents.web_pages.html_markup import TAG_REST, attributes, unescape
from analysis.documents.web_pages.html_tables import PICTURE
from analysis.documents.web_pages.html_tags import PageReader
from analysis.words import Words
from analysis.words.documents import note

LARGEST_PAGE = 16 * 1024 * 1024
# A report has some ten thousand tags.
MOST_TAGS = 500_000
_PICTURE_DATA = re.compile(rb"(?<=;base64,)[A-Za-z0-9+/=\s%]{1000,}+")
_LONGEST_HEAD = 200_000
_HEAD_WITHOUT_END = 8_000
_META_TAG = re.compile(rf"<meta(?=[\s/])({TAG_REST})(?:>|\Z)", re.I)
_TITLE = re.compile(r"<title(?:\s[^<>]{0,200}+)?>([^<]{1,500})", re.I)
# The names of the meta tags that the sites of public bodies must have, and how the facts are labelled in print.
_META = {
    "articletitle": "标题",
    "pubdate": "发布日期",
    "contentsource": "信息来源",
    "sitename": "网站",
    "columnname": "栏目",
    "sitedomain": "网站域名",
    "siteidcode": "网站标识码",
    "url": "网址",
}
_TITLE_PARTS = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s*|\s*[-–—]+\s+")
_HEADING = re.compile(r"\s*([一二三四五六])\s*[、.．]")
_TABLE_HEADING = re.compile(r"\s*[二三四]\s*[、.．].{0,30}(?:主动公开|申请|复议)")
_FEWEST_CELLS = 3


def read_html(data: bytes, name: str) -> Document:
    """Read a web page into paragraphs and table rows, in the order of the markup.

    Each row of a table is a ``Line``, spans not expanded, blank cells kept; tables count from 1, rows from 1 over
    the table. Of nested tables the innermost give rows; the text of the cells around them gives paragraphs. What
    a browser does not show is left out. First come, as paragraphs, what the page's ``meta`` tags and title say.

    Raises UnreadableFileError if the page has more than 16 MB, its pictures not counted, or more than half a
    million tags, is in no encoding that fits, or holds no text.
    """
    return document_of_page(data, name, "html", hashlib.sha256(data).hexdigest())


def document_of_page(data: bytes, name: str, kind: str, digest: str, charset: str | None = None) -> Document:
    """Read the bytes of a page that is a file, or a part of one; as read_html."""
    if LARGEST_PAGE // 4 < len(data) <= LARGEST_PAGE * 4:
        data = _PICTURE_DATA.sub(b"", data)
    if len(data) > LARGEST_PAGE or data.count(b"<") > MOST_TAGS:
        raise refused("large_page", name, size=len(data) / 1e6, tags=data.count(b"<"))
    decoded = decode_markup(data, name, charset)
    page = PageReader(name)
    for fact in _stated(decoded.text):
        page.builder.text(fact)
        page.builder.new_line()
    page.read(decoded.text)
    blocks = tuple(page.builder.blocks)
    if not blocks:
        raise refused("empty_page", name)
    notes = (*decoded.notes, *page.notes(), *_pictured_tables(blocks))
    return Document(
        name, kind, digest, "\n".join(block.text for block in blocks), blocks, decoded.encoding, notes
    )


def _stated(text: str) -> Iterator[str]:
    """What the page's head says of the article, as ``name：value``."""
    said: dict[str, str] = {}
    end = text.find("<body", 0, _LONGEST_HEAD)
    end = end if end >= 0 else _HEAD_WITHOUT_END
    for match in _META_TAG.finditer(text, 0, end):
        given = attributes(match[1])
        label = _META.get(given.get("name", "").strip().lower())
        if label and given.get("content", "").strip():
            said.setdefault(label, " ".join(given["content"].split()))
    title = _TITLE.search(text, 0, end)
    if title:
        first, *others = _TITLE_PARTS.split(" ".join(unescape(title[1]).split()))
        said.setdefault("标题", first)
        said.setdefault("网站", " ".join(others))
    return (f"{label}：{value}" for label, value in said.items() if value)


def _pictured_tables(blocks: Sequence[Block]) -> Iterator[Words]:
    """A sentence for each table of the form under whose heading stands a picture and no table row."""
    numeral, has_picture = None, False
    for block in blocks:
        heading = _HEADING.match(block.text)
        if heading:
            if numeral and has_picture:
                yield _pictured(numeral)
            numeral, has_picture = (heading[1] if _TABLE_HEADING.match(block.text) else None), False
        elif isinstance(block, Line) and len(block.cells) >= _FEWEST_CELLS:
            numeral = None
        elif block.text == PICTURE:
            has_picture = True
    if numeral and has_picture:
        yield _pictured(numeral)


def _pictured(numeral: str) -> Words:
    return note("pictured_table", numeral=numeral)
