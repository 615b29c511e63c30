"""Broken and hostile files of every format, for bench/fuzz.py: the same file for the same format and seed."""

from __future__ import annotations

import gzip
import io
import random
import re
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import render_dialects  # noqa: E402
import render_html  # noqa: E402
import render_office  # noqa: E402
from render import filled  # noqa: E402
from render_pdf import STYLES, as_pdf, make_pdf  # noqa: E402

LONGEST = 8 * 1024 * 1024


class Trial(NamedTuple):
    """A file to be read: what it is, its name and its bytes."""

    what: str
    file: str
    data: bytes


# ---- the files to start from ----


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """Sound files of a format: real ones and written forms."""
    return tuple(_SEEDS[kind]())


def _forms() -> Iterator[tuple[str, dict, int]]:
    for number, (code, year) in enumerate((("2021", 2021), ("2019", 2019))):
        yield code, filled(code, number), year


def _texts() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((ROOT / "data/raw").rglob("*.txt")))
    for dialect in render_dialects.DIALECTS:
        values = filled("2021", 0)
        yield dialect.write(render_dialects.printed("2021", values, 2021), random.Random(0)).encode()


def _html(mhtml: bool) -> Iterator[bytes]:
    for name in render_html.DIALECTS:
        if name.startswith("mhtml") is mhtml:
            yield from (render_html.as_html(code, values, name, year) for code, values, year in _forms())


def _pdf() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((ROOT / "data/raw").rglob("*.pdf")))
    for style in STYLES:
        yield from (as_pdf(values, code, year, style) for code, values, year in _forms())


def _stored(*names: str) -> Iterator[bytes]:
    for name in names:
        data = (ROOT / "tests/data" / name).read_bytes()
        yield gzip.decompress(data) if name.endswith(".gz") else data


_SEEDS: dict[str, Callable[[], Iterator[bytes]]] = {
    "txt": _texts,
    "html": lambda: _html(False),
    "mhtml": lambda: _html(True),
    "pdf": _pdf,
    "docx": lambda: (render_office.as_docx(code, values, year) for code, values, year in _forms()),
    "xlsx": lambda: (render_office.as_xlsx(code, values, year) for code, values, year in _forms()),
    "rtf": lambda: (
        *(render_office.as_rtf(code, values, year) for code, values, year in _forms()),
        *_stored("office_2021.rtf.gz"),
    ),
    "odt": lambda: _stored("office_2021.odt"),
    "ods": lambda: _stored("office_2021.ods"),
    "doc": lambda: _stored("office_2021.doc", "office_2019.doc"),
    "xls": lambda: _stored("office_2021.xls", "office_2019.xls"),
}
KINDS = tuple(_SEEDS)
ZIPPED = frozenset(("docx", "xlsx", "odt", "ods"))

# ---- how they are broken ----

TOKENS: dict[str, tuple[bytes, ...]] = {
    "html": (
        b"<table><tr><td>",
        b"</table>",
        b"</td>",
        b"<td rowspan=65000 colspan=65000>",
        b"<td rowspan=-1>",
        b"<tr>",
        b"&#x110000;",
        b"&#0;",
        b"&nbsp" * 50,
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"<script>",
        b"<style>",
        b"<textarea>",
        b"<svg><title><p>",
        b"<template>",
        b"<select><table>",
        b"<plaintext>",
        b"<meta charset=utf-16>",
        b"\x00",
        b"\xff",
        b"<div>" * 2000,
        b"<table><tr><td>" * 500,
        b"<a " + b"x=1 " * 500 + b">",
        b"<td colspan='1e9'>",
        b"<caption>",
        "<td>１２３４５</td>".encode(),
        "四、结转下年度继续办理".encode(),
        b"9" * 5000,
        b"<br>" * 3000,
    ),
    "txt": (
        b"\t" * 2000,
        b"|" * 2000,
        b" " * 5000,
        b"\n" * 2000,
        b"\x00",
        b"\xff\xfe",
        b"\r",
        b"\x0c",
        b",",
        b'"',
        b"+--+\n",
        "一".encode() * 3000,
        b"0 " * 3000,
        b"9" * 5000,
        "—".encode() * 999,
        "（七）总计".encode(),
        b"1e309",
        b"-\n",
        "\u2028".encode(),
        "\u202e".encode(),
        "三、\n".encode() * 500,
        "０".encode() * 400,
    ),
    "rtf": (
        b"{" * 5000,
        b"}" * 300,
        b"\\bin99999999 ",
        b"\\u-1?",
        b"\\u99999?",
        b"\\trowd\\cellx1\\cellx2",
        b"\\cell" * 500,
        b"\\row" * 300,
        b"\\'",
        b"\\uc9",
        b"\\uc999999999",
        b"\\pict ",
        b"\\*\\",
        b"\\ansicpg99999 ",
        b"\\f9999 ",
        b"\\par" * 500,
    ),
    "pdf": (
        b"obj",
        b"endobj",
        b"stream\n",
        b"endstream",
        b"xref",
        b"[" * 3000,
        b"<<" * 3000,
        b"/Kids [3 0 R]",
        b"/Count -1",
        b"/Rotate 1",
        b"/MediaBox [0 0 1e38 1e38]",
        b"/Length 99999999",
        b"%%EOF",
        b"/Filter /LZWDecode",
        b"q " * 3000,
        b"/Parent 3 0 R",
        b"/Count 999999999",
    ),
    "xml": (
        b"<w:tbl><w:tr><w:tc>" * 300,
        b'<w:gridSpan w:val="999999999"/>',
        b"<w:vMerge/>",
        b"<w:p/>" * 3000,
        b"</w:tc>",
        b"<w:tr>",
        b"&#1;",
        b"&lt;",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b'r="XFD1048576"',
        b'r="A1"',
        b'r=""',
        b'val="-1"',
        b'table:number-columns-repeated="999999999"',
        b'table:number-rows-repeated="1048576"',
        b'<mergeCell ref="A1:XFD1048576"/>',
        b'w:ilvl w:val="999"',
        b"\xff",
        b"\x00",
        b"<v>1e999</v>",
        b'count="999999999"',
        b's="99999"',
        b"<![CDATA[",
        b"<a>" * 3000,
    ),
}
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]{1,400}>")
_HUGE = (b"-1", b"0", b"65535", b"65536", b"2147483648", b"99999999999999999999", b"1e9", b"")


def broken(kind: str, seed: int) -> bytes:
    """A broken copy of a file of a format, the same for the same seed."""
    rng = random.Random(f"{kind} {seed}")
    data = rng.choice(seeds(kind))
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        zipped = kind in ZIPPED and rng.random() < 0.8
        data = _broken_zip(data, rng) if zipped else _broken_bytes(data, kind, rng)
    return data[:LONGEST]


def _broken_bytes(data: bytes, kind: str, rng: random.Random) -> bytes:
    way = rng.choice(
        (_flipped, _cut_off, _spliced, _repeated, _dropped, _with_token, _with_token, _with_number)
    )
    return way(data, kind, rng)


def _span(data: bytes, rng: random.Random, most: int = 4000) -> slice:
    start = rng.randrange(len(data) + 1)
    return slice(start, start + rng.randint(0, rng.choice((4, 60, most))))


def _flipped(data: bytes, kind: str, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 4, 40, 400)) if data else 0):
        changed[rng.randrange(len(changed))] = rng.choice(
            (0, 255, rng.randrange(256), rng.randrange(32, 127))
        )
    return bytes(changed)


def _cut_off(data: bytes, kind: str, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _spliced(data: bytes, kind: str, rng: random.Random) -> bytes:
    other = rng.choice(seeds(rng.choice(KINDS) if rng.random() < 0.2 or kind not in KINDS else kind))
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other)) :]


def _repeated(data: bytes, kind: str, rng: random.Random) -> bytes:
    span = _span(data, rng)
    return data[: span.stop] + data[span] * rng.choice((1, 3, 200)) + data[span.stop :]


def _dropped(data: bytes, kind: str, rng: random.Random) -> bytes:
    span = _span(data, rng)
    return data[: span.start] + data[span.stop :]


def _with_token(data: bytes, kind: str, rng: random.Random) -> bytes:
    words = TOKENS.get("html" if kind == "mhtml" else kind, TOKENS["xml"])
    place = rng.randrange(len(data) + 1)
    return data[:place] + rng.choice(words) * rng.choice((1, 1, 1, 20)) + data[place:]


def _with_number(data: bytes, kind: str, rng: random.Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    match = rng.choice(found)
    return data[: match.start()] + rng.choice(_HUGE) + data[match.end() :]


def _broken_zip(data: bytes, rng: random.Random) -> bytes:
    """A zip file with one member broken, lost, given twice or renamed; other bytes if it is no zip file any more."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:  # a broken archive breaks zipfile in many ways; there is nothing to report here
        return _broken_bytes(data, "docx", rng)
    if not members:
        return data
    at = rng.randrange(len(members))
    if rng.random() < 0.7:  # the largest member holds the report
        at = max(range(len(members)), key=lambda n: len(members[n][1]))
    name, content = members[at]
    way = rng.randrange(12)
    if way == 0:
        del members[at]
    elif way == 1:
        members.append((name, content[: len(content) // 2]))
    elif way == 2:
        members[at] = (rng.choice(("../" + name, name.upper(), "x/" + name, "a")), content)
    elif way < 8:
        members[at] = (name, _broken_xml(content, rng))
    else:
        members[at] = (name, _broken_bytes(content, "xml", rng))
    out = io.BytesIO()
    method = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with (
        warnings.catch_warnings(action="ignore"),
        zipfile.ZipFile(out, "w", method) as archive,
    ):  # a name twice
        for number, (member, held) in enumerate(members):
            archive.writestr(zipfile.ZipInfo(member if number == at or member else "a"), held)
    return out.getvalue()


def _broken_xml(content: bytes, rng: random.Random) -> bytes:
    """Tags moved, doubled, dropped or given other numbers, so that most of it stays well formed."""
    tags = list(_TAG.finditer(content))
    if not tags:
        return content
    one, two = sorted(rng.choices(tags, k=2), key=lambda match: match.start())
    way = rng.randrange(5)
    if way == 0:
        return content[: one.start()] + content[one.end() :]
    if way == 1:
        return content[: two.start()] + one.group() * rng.choice((1, 5, 2000)) + content[two.start() :]
    if way == 2:
        part = content[one.start() : two.end()]
        return content[: two.end()] + part * rng.choice((1, 2, 30)) + content[two.end() :]
    if way == 3:
        return content[: one.start()] + content[two.end() :]
    return content[: one.start()] + _with_number(one.group(), "xml", rng) + content[one.end() :]


# ---- files made to be too much ----


def bombs(share: float = 1.0) -> Iterator[Trial]:
    """Files that ask for far too much memory or time; a ``share`` below 1 makes smaller ones of the same kinds."""

    def times(most: int) -> int:
        return max(2, int(share * most))

    for what, file, data in _bombs(times):
        yield Trial(what, file, data)


def _bombs(times: Callable[[int], int]) -> Iterator[tuple[str, str, bytes]]:
    for unit in (b"0 ", b"9", "公".encode(), b"| ", b"\t"):
        yield f"one line of {unit!r}", "a.txt", b"x " + unit * (times(200_000_000) // len(unit))
    yield "lines", "a.txt", b"1 2 3 4 5 6 7\n" * times(150_000)
    for unit in (
        b"<div>",
        b"<table><tr><td>",
        b"<td>",
        b"<b><i>",
        b"<td rowspan=65000 colspan=1000>1",
        b"&amp;",
        b"<p>0",
    ):
        yield f"web page of {unit!r}", "a.html", b"<html><table><tr>" + unit * times(100_000)
        yield (
            f"large web page of {unit!r}",
            "a.html",
            b"<html><table><tr>" + unit * (times(60_000_000) // len(unit)),
        )
    for unit in (b"{", b"{\\b ", b"\\cell", b"\\trowd\\cellx1 1\\cell\\row", b"\\par", b"\\u20844 ?"):
        yield f"rich text of {unit!r}", "a.rtf", b"{\\rtf1 " + unit * (times(20_000_000) // len(unit))
    word, cell = "word/document.xml", b"<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
    for what, inside in (
        ("rows", (b"<w:tbl>" + (b"<w:tr>" + cell * 10 + b"</w:tr>") * times(100_000) + b"</w:tbl>")),
        ("cells", b"<w:tbl><w:tr>" + cell * times(1_000_000) + b"</w:tr></w:tbl>"),
        ("depth", b"<w:tbl><w:tr><w:tc>" * times(100_000) + b"</w:tc></w:tr></w:tbl>" * times(100_000)),
        ("figures", b"<w:p><w:r><w:t>" + b"9" * times(500_000_000) + b"</w:t></w:r></w:p>"),
        (
            "span",
            b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
        ),
    ):
        yield f"Word file of {what}", "a.docx", _with_part(seeds("docx")[0], word, _body(inside))
    lol = b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(9))
    for kind, part in (("docx", word), ("xlsx", "xl/worksheets/sheet1.xml"), ("odt", "content.xml")):
        entities = b'<!DOCTYPE x [<!ENTITY l0 "ha">' + lol + b"]><x>&l9;</x>"
        yield f"entities in {kind}", f"a.{kind}", _with_part(seeds(kind)[0], part, entities)
    for what, inside in (
        (
            "far cells",
            b"".join(
                b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(1, times(50_000))
            ),
        ),
        ("rows", b"<row><c><v>1</v></c><c><v>2</v></c></row>" * times(1_000_000)),
    ):
        sheet = (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            + inside
        )
        sheet += b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
        yield f"workbook of {what}", "a.xlsx", _with_part(seeds("xlsx")[0], "xl/worksheets/sheet1.xml", sheet)
    for what, page in (
        ("words", "BT /F 9 Tf 1 1 Td <01> Tj ET " * times(300_000)),
        (
            "rules",
            "".join(
                f"{n % 600} 0 m {n % 600} 800 l S 0 {n % 800} m 600 {n % 800} l S "
                for n in range(times(200_000))
            ),
        ),
        ("saved states", "q " * times(2_000_000)),
    ):
        yield f"PDF of {what}", "a.pdf", make_pdf([page])
    yield "PDF of pages", "a.pdf", make_pdf(["BT /F 9 Tf 1 1 Td <01> Tj ET"] * times(20_000))


def _with_part(archive: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    return out.getvalue()


def _body(inside: bytes) -> bytes:
    return (
        b'<w:document xmlns:w="'
        + render_office.W.encode()
        + b'"><w:body>'
        + inside
        + b"</w:body></w:document>"
    )
