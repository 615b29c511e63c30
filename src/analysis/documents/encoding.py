"""Bytes to text: byte-order mark, then UTF-8, then UTF-16 without a mark, then GB18030, each strictly."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from analysis.documents.refusal import refused
from analysis.words import Words
from analysis.words.documents import note

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_HAN = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
_ASCII = re.compile(r"[\x00-\x7f]+")
_STATED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_HEAD = 8192
_SAMPLE = 200_000
_COMMON = re.compile("[的一是政府信息公开年度工作报告申请办理情况在和有不为人]")


class Decoded(NamedTuple):
    """Text, the encoding it was read with, and sentences on what was lost on the way."""

    text: str
    encoding: str
    notes: tuple[Words, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Decode a text file; UnreadableFileError if it is binary or in no encoding that fits."""
    decoded = _by_mark(data) or _as_utf8(data) or _as_utf16(data) or _as_gb18030(data)
    if decoded is None:
        raise refused("not_text", name)
    lost = len(_CONTROL.findall(decoded.text))
    if lost > max(8, len(decoded.text) // 100):
        raise refused("binary", name, lost=lost)
    return decoded


def decode_markup(data: bytes, name: str, charset: str | None = None) -> Decoded:
    """Decode a web page: mark, UTF-8, UTF-16, GB18030, then ``charset`` or the one the page states.

    As decode, but judged by the characters that are not markup. The stated charset comes last, for it is often
    wrong. Raises UnreadableFileError if nothing fits.
    """
    stated = charset or _stated_charset(data)
    decoded = (
        _by_mark(data)
        or _as_utf8(data)
        or _as_utf16(data, markup=True)
        or _as_gb18030(data, markup=True)
        or _as_stated(data, stated)
    )
    if decoded is None:
        raise refused("page_encoding", name)
    return decoded


def _stated_charset(data: bytes) -> str | None:
    match = _STATED.search(data[:_HEAD])
    return match[1].decode("ascii") if match else None


def _as_stated(data: bytes, charset: str | None) -> Decoded | None:
    """A page in the charset it states, or in GB18030, damaged places as U+FFFD."""
    for stated in (charset, "gb18030"):
        try:
            encoding = codecs.lookup(stated or "gb18030").name
            encoding = "gb18030" if encoding in ("gb2312", "gbk") else encoding
            text = data.decode(encoding, errors="replace")
        except (LookupError, ValueError):
            continue
        if text.count("\ufffd") * 100 <= len(_HAN.findall(text)) and _reads_as_chinese(text, markup=True):
            return Decoded(text, encoding, _replaced(text, encoding))
    return None


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            notes = _replaced(text, encoding)
            return Decoded(text, encoding.removesuffix("-sig"), notes)
    return None


def _as_utf8(data: bytes) -> Decoded | None:
    if b"\x00" in data:
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        # Far more bytes fit UTF-8 by design than by chance: a few bad ones mean a damaged UTF-8 file.
        text = data.decode("utf-8", errors="replace")
        bad = text.count("\ufffd")
        if bad * 200 > len(_HAN.findall(text)) and error.end < len(data):
            return None
        return Decoded(text, "utf-8", _replaced(text, "utf-8"))


def _as_utf16(data: bytes, markup: bool = False) -> Decoded | None:
    if b"\x00" not in data or len(data) % 2:
        return None
    encoding = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, encoding) if _reads_as_chinese(text, markup) else None


def _as_gb18030(data: bytes, markup: bool = False) -> Decoded | None:
    if b"\x00" in data:
        return None
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        if error.end < len(data) - 4:
            return None
        text = data.decode("gb18030", errors="replace")
    return Decoded(text, "gb18030", _replaced(text, "gb18030")) if _reads_as_chinese(text, markup) else None


def _reads_as_chinese(text: str, markup: bool = False) -> bool:
    if markup:
        text = _ASCII.sub("", text)[:_SAMPLE]
    han = len(_HAN.findall(text))
    return han >= len(text) * 0.2 and len(_COMMON.findall(text)) >= han * 0.05


def _replaced(text: str, encoding: str) -> tuple[Words, ...]:
    bad = text.count("\ufffd")
    return (note("bytes_replaced", count=bad, encoding=encoding),) if bad else ()
