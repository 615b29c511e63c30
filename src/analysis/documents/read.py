"""Choose the reader by what the bytes are, the suffix only second."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from analysis.documents.document import Document
from analysis.documents.refusal import refused
from analysis.documents.typed_tables import with_typed_tables

LARGEST_FILE = 64 * 1024 * 1024
_FIRST_BYTES = 4096


class Format(NamedTuple):
    """A kind of file: what its first bytes look like, and its reader (``module:function``) or refusal."""

    name: str
    signature: re.Pattern[bytes]
    reader: str | None
    refusal: str = ""


# Asked in this order; a new format is one module and one row here.
FORMATS = (
    Format("pdf", re.compile(rb"(?s).{0,1024}?%PDF-"), "pdf:read_pdf"),
    Format("zip", re.compile(rb"PK\x03\x04|PK\x05\x06"), "office_files.containers:read_zip"),
    Format("ole", re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "office_files.containers:read_compound"),
    Format("rtf", re.compile(rb"\{\\rtf"), "office_files.rtf:read_rtf"),
    Format("picture", re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|BM.{4}\x00\x00"),
           "scans.scan:read_picture"),
    Format("archive", re.compile(rb"\x1f\x8b|BZh|7z\xbc\xaf|Rar!|\xfd7zXZ"), None, "archive"),
    Format("mhtml", re.compile(rb"(?is)(?:[A-Z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?"
                               rb"(?:MIME-Version|Content-Type:\s*multipart/related)\b.*?\b(?:boundary=|text/html)"),
           "web_pages.mhtml:read_mhtml"),
    Format("html", re.compile(rb"(?is)(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*"
                              rb"<\0?(?:[!?]\0?[-a-z\[]|[a-z][\0a-z0-9:]*[\s>/])|"
                              rb".{0,4000}?<(?:html|head|body|table|tr|td)(?:\s[^<>]*)?>"),
           "web_pages.html:read_html"),
    Format("json", re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]"), "text_files.json_text:read_json"),
    Format("text", re.compile(rb""), "text_files.plain_text:read_plain_text"),
)  # fmt: skip


def read_document(path: str | os.PathLike[str]) -> Document:
    """Read a file into a document.

    Raises UnreadableFileError, with the file's name and the next step, if the file is not there, empty, too
    large, encrypted, damaged or of a kind that cannot be read.
    """
    file = Path(path)
    try:
        if file.is_dir():
            raise refused("folder", file)
        if file.exists() and not file.is_file():
            raise refused("no_file", file)
        size = file.stat().st_size
        if size > LARGEST_FILE:
            raise refused("large_file", file, size=size / 1e6, most=LARGEST_FILE / 1e6)
        data = file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise refused("not_opened", file, reason=reason) from error
    return read_bytes(data, file.name)


def needs_own_process(path: Path) -> bool:
    """Whether foreign native code reads a file (a PDF, a picture): it is best kept apart, under limits."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_FIRST_BYTES)
    except OSError:
        return False
    return next(form.name for form in FORMATS if form.signature.match(start)) in ("pdf", "picture")


def read_bytes(data: bytes, name: str) -> Document:
    """Read the bytes of a file called ``name``; as read_document."""
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe"):
        raise refused("empty", name)
    kind = next(form for form in FORMATS if form.signature.match(data[:_FIRST_BYTES]))
    if kind.reader is None:
        raise refused(kind.refusal, name)
    module, _, function = kind.reader.partition(":")
    reader: Callable[[bytes, str], Document] = getattr(
        import_module(f"analysis.documents.{module}"), function
    )
    return with_typed_tables(reader(data, name))
