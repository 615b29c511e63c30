"""Files that ask for far too much memory or time, for bench/fuzz.py."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

from bench.fuzz_files import Trial, seeds
from render_office import W
from render_pdf import make_pdf

# Each is slow where a reader looks at all lines for each line, or at all words for each word.
_LINES = (
    "1 2 3 4 5 6 7",
    "甲乙 丙丁",
    "甲乙丙  丁",
    "（一）予以公开\n1 2 3",
    "（一）予以\n 1 2 3 4 5 6 7\n公开",
    "甲  " * 90,
    "1 " * 90 + "\n" + "1 " * 91,
    "甲" + " " * 15_000 + "乙 1 2",
    "甲\t1\t2\t3",
    "+--+--+\n|甲|1|",
)


def bombs(share: float = 1.0) -> Iterator[Trial]:
    """Files that ask for far too much memory or time; a ``share`` below 1 makes smaller ones of the same kinds."""

    def times(most: int) -> int:
        return max(2, int(share * most))

    for what, file, data in _bombs(times):
        yield Trial(what, file, data)


def _bombs(times: Callable[[int], int]) -> Iterator[tuple[str, str, bytes]]:
    for unit in (b"0 ", b"9", "公".encode(), b"| ", b"\t"):
        yield f"one line of {unit!r}", "a.txt", b"x " + unit * (times(200_000_000) // len(unit))
    for line in _LINES:
        data = f"{line}\n".encode()
        lines = times(min(49_000 // data.count(b"\n"), 2_000_000 // len(data)))
        yield f"lines of {line[:24]!r}", "a.txt", data * lines
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
    return b'<w:document xmlns:w="' + W.encode() + b'"><w:body>' + inside + b"</w:body></w:document>"
