"""Write a report whose tables are typed, with tabs or line by line, as a page or a Word file without any table."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import NamedTuple

from render_office import docx_of


def paragraphs(text: str) -> bytes:
    lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n"))
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body><div>{lines}</div></body></html>".encode()


def breaks(text: str) -> bytes:
    return f"<html><body><div>{'<br>'.join(map(html.escape, text.splitlines()))}</div></body></html>".encode()


def one_cell_a_paragraph(text: str) -> bytes:
    return paragraphs(text.replace("\t", "\n"))


def docx(text: str) -> bytes:
    runs = (
        "</w:t><w:tab/><w:t>".join(html.escape(cell, quote=False) for cell in line.split("\t"))
        for line in text.split("\n")
    )
    return docx_of("".join(f"<w:p><w:r><w:t>{run}</w:t></w:r></w:p>" for run in runs))


def rtf(text: str) -> bytes:
    escaped = "".join(
        {"\t": "\\tab ", "\n": "\\par\n"}.get(c, c if c.isascii() and c not in "\\{}" else f"\\u{ord(c)}?")
        for c in text
    )
    return ("{\\rtf1\\ansi\\uc1 " + escaped + "}").encode("ascii")


class Kind(NamedTuple):
    """A way to type a report: its name, how the text is turned into a file, and the file's name."""

    name: str
    write: Callable[[str], bytes]
    file: str


KINDS = (
    Kind("HTML paragraphs", paragraphs, "report.html"),
    Kind("HTML breaks", breaks, "report.html"),
    Kind("HTML, a cell a paragraph", one_cell_a_paragraph, "report.html"),
    Kind("DOCX with tabs", docx, "report.docx"),
    Kind("RTF with tabs", rtf, "report.rtf"),
)
