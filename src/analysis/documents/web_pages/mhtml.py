"""Web pages saved with all their parts in one file (MHTML): find the page among the parts."""

from __future__ import annotations

import base64
import binascii
import hashlib
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from typing import NamedTuple

from analysis.documents.document import Document
from analysis.documents.refusal import refused
from analysis.documents.web_pages.html import document_of_page

_LONGEST_HEADER = 16_384
_MOST_PARTS = 2_000
_DEEPEST = 4
_BLANK_LINE = re.compile(rb"\r?\n\r?\n|\r\r")
_PAGES = ("text/html", "application/xhtml+xml")


class _Part(NamedTuple):
    header: Message
    body: bytes


def read_mhtml(data: bytes, name: str) -> Document:
    """Read the page of an MHTML file as read_html does; of several pages the one with most table cells.

    Raises UnreadableFileError if the file holds no page, and as read_html.
    """
    pages = [part for part in _parts(data, 0) if part.header.get_content_type() in _PAGES]
    if not pages:
        raise refused("mhtml_empty", name)
    bodies = [(_decoded(part), part.header.get_content_charset()) for part in pages[:_MOST_PARTS]]
    body, charset = max(bodies, key=lambda found: len(re.findall(rb"(?i)<t[dh][\s>]", found[0])))
    return document_of_page(body, name, "mhtml", hashlib.sha256(data).hexdigest(), charset)


def _parts(data: bytes, depth: int) -> Iterator[_Part]:
    """The leaves of a message with parts, in order."""
    end = _BLANK_LINE.search(data[:_LONGEST_HEADER])
    if end is None:
        return
    header = BytesHeaderParser().parsebytes(data[: end.start()].lstrip())
    body = data[end.end() :]
    boundary = header.get_boundary()
    if not boundary or header.get_content_maintype() != "multipart":
        yield _Part(header, body)
    elif depth < _DEEPEST:
        mark = b"--" + boundary.encode("ascii", "replace")
        for part in body.split(mark, _MOST_PARTS)[1:]:
            if part.startswith(b"--"):
                return
            yield from _parts(part.lstrip(b" \t").removeprefix(b"\r").removeprefix(b"\n"), depth + 1)


def _decoded(part: _Part) -> bytes:
    encoding = str(part.header.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return quopri.decodestring(part.body)
    if encoding == "base64":
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", part.body)
        try:
            return base64.b64decode(letters + b"=" * (-len(letters) % 4))
        except binascii.Error:
            return base64.b64decode(letters[: len(letters) // 4 * 4])
    return part.body
