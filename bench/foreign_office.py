"""Word files and workbooks of a document, and PDF files printed by Chromium and LibreOffice."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment

from bench.foreign_grid import UNSEEN, Cell, Document, Grid, Paragraph, Run, spread

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LOOKS = {
    "raised": '<w:vertAlign w:val="superscript"/>',
    "struck": "<w:strike/>",
    "hidden": "<w:vanish/>",
    "white": '<w:color w:val="FFFFFF"/>',
    "tiny": '<w:color w:val="FFFFFF"/><w:sz w:val="2"/>',
    "far": "<w:vanish/>",
    "clear": "<w:dstrike/>",
}
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_TYPES}.header+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>",
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
    '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>'
    "</Relationships>",
    "word/styles.xml": f"<w:styles {_W}>"
    + "".join(
        f'<w:style w:type="character" w:styleId="k{look}"><w:name w:val="k{look}"/><w:rPr>{words}</w:rPr></w:style>'
        for look, words in _LOOKS.items()
    )
    + "</w:styles>",
}
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))


def _run(run: Run, styled: bool) -> str:
    look = f'<w:rStyle w:val="k{run.look}"/>' if styled else _LOOKS.get(run.look, "")
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if run.look else ''}<w:t xml:space=\"preserve\">{escape(run.text)}</w:t></w:r>"


def _paragraphs(cell: Cell, styled: bool) -> str:
    """The paragraphs of a cell: a new one at each line break."""
    lines: list[list[Run]] = [[]]
    for run in cell.runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(run._replace(text=first))
        lines += [[run._replace(text=text)] for text in rest]
    return "".join(f"<w:p>{''.join(_run(run, styled) for run in line)}</w:p>" for line in lines)


def _table(grid: Grid, styled: bool) -> str:
    places = spread(grid)
    lines = []
    for y, line in enumerate(places):
        cells = []
        for x, (cell, _) in enumerate(line):
            if x and line[x - 1][0] is cell:
                continue
            above = y > 0 and places[y - 1][x][0] is cell
            merge = "<w:vMerge/>" if above else '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
            span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
            words = "<w:p/>" if above else _paragraphs(cell, styled)
            cells.append(f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{span}{merge}</w:tcPr>{words}</w:tc>')
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    columns = '<w:gridCol w:w="900"/>' * len(places[0])
    return f"<w:tbl><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl><w:p/>"


def _header(document: Document) -> str:
    mark = ""
    if document.watermark:
        shape = (
            '<v:shape id="m" type="#_x0000_t136" style="position:absolute;width:400pt;height:80pt;rotation:315;z-index:-1;'
            'mso-position-horizontal:center;mso-position-vertical:center;mso-position-horizontal-relative:margin;'
            f'mso-position-vertical-relative:margin" fillcolor="silver"><v:textpath string="{escape(document.watermark)}"/></v:shape>'
        )
        mark = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    return f"<w:hdr {_W} {_R} {_V}><w:p>{mark}<w:r><w:t>{escape(document.running)}</w:t></w:r></w:p></w:hdr>"


def write_docx(document: Document, rng: random.Random) -> bytes:
    """A Word file: merged cells, looks as run properties or as character styles, a running head."""
    styled = rng.random() < 0.5
    body = "".join(
        f"<w:p><w:r><w:t>{escape(block.text)}</w:t></w:r></w:p>" if isinstance(block, Paragraph) else _table(block, styled)
        for block in document.blocks
    )
    page = '<w:sectPr><w:headerReference w:type="default" r:id="r2"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    parts = _PARTS | {
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{body}{page}</w:body></w:document>",
        "word/header1.xml": _header(document),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, words in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{words}')
    return file.getvalue()


_FONTS = {
    "raised": InlineFont(vertAlign="superscript"),
    "struck": InlineFont(strike=True),
    "white": InlineFont(color="FFFFFFFF"),
}


def _value(cell: Cell) -> Any:
    runs = [run for run in cell.runs if run.text and run.look not in UNSEEN - _FONTS.keys()]
    if any(run.look for run in runs):
        return CellRichText(*(TextBlock(_FONTS[run.look], run.text) if run.look else run.text for run in runs))
    text = "".join(run.text for run in runs)
    if re.fullmatch(r"-?(0|[1-9]\d{0,8})(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    return text or None


def write_xlsx(document: Document, rng: random.Random) -> bytes:
    """A workbook: everything on one sheet, or a new sheet for each title."""
    book = Workbook()
    sheet, row, several = book.active, 1, rng.random() < 0.5
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if several and block.level == 1 and number:
                sheet, row = book.create_sheet(), 1
            sheet.cell(row, 1, block.text)
            row += 1
            continue
        for y, line in enumerate(spread(block)):
            for x, (cell, starts) in enumerate(line):
                if not starts:
                    continue
                sheet.cell(row + y, x + 1, _value(cell)).alignment = Alignment(wrap_text=True)
                if cell.down > 1 or cell.across > 1:
                    sheet.merge_cells(
                        start_row=row + y, end_row=row + y + cell.down - 1, start_column=x + 1, end_column=x + cell.across
                    )
        row += len(block) + 1
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def print_by_chromium(pages: Sequence[bytes]) -> list[bytes]:
    """Web pages printed to PDF, all by one start of the browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        return list(_printed(browser, pages))


def _printed(browser: Any, pages: Sequence[bytes]) -> Iterator[bytes]:
    for page in pages:
        tab = browser.new_page()
        tab.set_content(page.decode())
        yield tab.pdf(format="A4", landscape=len(page) % 2 == 0, margin={"top": "15mm", "bottom": "15mm"})
        tab.close()


def print_by_office(files: Sequence[bytes]) -> list[bytes]:
    """Word files printed to PDF, all by one start of LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / f"{number}.docx" for number in range(len(files))]
        for name, data in zip(names, files, strict=True):
            name.write_bytes(data)
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/home", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, *map(str, names)], check=True, capture_output=True, timeout=600)
        return [name.with_suffix(".pdf").read_bytes() for name in names]

