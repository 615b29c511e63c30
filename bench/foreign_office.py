"""Word files and workbooks of a document."""

# ruff: noqa: E501  (markup is not wrapped)
from __future__ import annotations

import io
import random
import re
import zipfile
from html import escape
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from bench.foreign_grid import Cell, Document, Grid, Paragraph, Run, spread

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
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


_CHANGE = 'w:id="7" w:author="a" w:date="2024-01-18T08:00:00Z"'
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_WRITTEN = {
    "comment": "",
    "hyphen": "<w:r><w:noBreakHyphen/></w:r>",
    "deleted": f"<w:del {_CHANGE}><w:r><w:delText>{{}}</w:delText></w:r></w:del>",
    "inserted": f"<w:ins {_CHANGE}><w:r><w:t>{{}}</w:t></w:r></w:ins>",
    "formula": _FIELD.format("begin") + "<w:r><w:instrText> =SUM(B12:G12) 7 </w:instrText></w:r>" + _FIELD.format("separate")
    + "<w:r><w:t>{}</w:t></w:r>" + _FIELD.format("end"),
}  # fmt: skip


def _run(run: Run, styled: bool) -> str:
    if run.look in _WRITTEN:
        return _WRITTEN[run.look].format(escape(run.text))
    if (
        not run.look and run.text.isdigit() and len(run.text) > 1 and len(run.text) % 2 and styled
    ):  # as Word splits what is edited
        return _run(Run(run.text[:1]), styled) + _run(Run(run.text[1:]), not styled)
    look = f'<w:rStyle w:val="k{run.look}"/>' if styled else _LOOKS.get(run.look, "")
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if run.look else ""}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'


def _paragraphs(cell: Cell, styled: bool) -> str:
    """The paragraphs of a cell: a new one at each line break."""
    lines: list[list[Run]] = [[]]
    for run in cell.runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(run._replace(text=first))
        lines += [[run._replace(text=text)] for text in rest]
    return "".join(f"<w:p>{''.join(_run(run, styled) for run in line)}</w:p>" for line in lines)


def _table(grid: Grid, styled: bool, traits: set[str]) -> str:
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
            dark = "heads white on dark" in traits and cell.head
            seen = (
                cell._replace(runs=tuple(run._replace(look="white") for run in cell.runs)) if dark else cell
            )
            words = (
                "<w:p/>"
                if above
                else _paragraphs(seen, styled) + "<w:p/>" * ("cells of several paragraphs" in traits)
            )
            shade = '<w:shd w:val="clear" w:color="auto" w:fill="003366"/>' * dark
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{span}{merge}{shade}</w:tcPr>{words}</w:tc>'
            )
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    columns = '<w:gridCol w:w="900"/>' * len(places[0])
    borders = "" if "no lines between cells" in traits else f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
    visual = "<w:bidiVisual/>" * ("columns from right to left" in traits)
    return f"<w:tbl><w:tblPr>{visual}{borders}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl><w:p/>"


def _header(document: Document) -> str:
    mark = ""
    if document.watermark:
        shape = (
            '<v:shape id="m" type="#_x0000_t136" style="position:absolute;width:400pt;height:80pt;rotation:315;z-index:-1;'
            "mso-position-horizontal:center;mso-position-vertical:center;mso-position-horizontal-relative:margin;"
            f'mso-position-vertical-relative:margin" fillcolor="silver"><v:textpath string="{escape(document.watermark)}"/></v:shape>'
        )
        mark = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    return f"<w:hdr {_W} {_R} {_V}><w:p>{mark}<w:r><w:t>{escape(document.running)}</w:t></w:r></w:p></w:hdr>"


def write_docx(document: Document, rng: random.Random) -> bytes:
    """A Word file: merged cells, looks as run properties or as character styles, a running head."""
    styled = rng.random() < 0.5
    body = "".join(
        f"<w:p><w:r><w:t>{escape(block.text)}</w:t></w:r></w:p>"
        if isinstance(block, Paragraph)
        else _table(block, styled, document.traits)
        for block in document.blocks
    )
    page = '<w:sectPr><w:headerReference w:type="default" r:id="r2"/><w:pgSz w:w="{}" w:h="{}"/></w:sectPr>'
    page = page.format(*((8391, 11906) if "small pages" in document.traits else (11906, 16838)))
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
    runs = [
        run
        for run in cell.runs
        if run.text and (run.look in ("", "gone") or run.look in _FONTS or run.look.startswith("format "))
    ]
    if any(run.look in _FONTS for run in runs):
        return CellRichText(
            *(TextBlock(_FONTS[run.look], run.text) if run.look else run.text for run in runs)
        )
    text = "".join(run.text for run in runs)
    if re.fullmatch(r"-?(0|[1-9]\d{0,8})(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    return text or None


def write_xlsx(document: Document, rng: random.Random) -> bytes:
    """A workbook: everything on one sheet, or a new sheet for each title; what it does not show is hidden."""
    book = Workbook()
    sheet, row, several = book.active, 1, rng.random() < 0.5
    names = list(document.sheets)
    if names:
        several, sheet.title = True, names.pop(0)
    for number, block in enumerate(document.blocks):
        if several and isinstance(block, Paragraph) and block.level == 1 and number:
            sheet, row = book.create_sheet(names.pop(0) if names else None), 1
        row = _write_block(sheet, row, block)
    if document.ghost is not None:
        sheet, row = book.create_sheet(index=rng.choice((0, 1))), 1
        sheet.sheet_state = "hidden"
        for block in document.ghost.blocks:
            row = _write_block(sheet, row, block)
        book.active = 1 if book.worksheets[0] is sheet else 0
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_block(sheet: Any, row: int, block: Paragraph | Grid) -> int:
    """Write a block from a row on; the row below it."""
    if isinstance(block, Paragraph):
        sheet.cell(row, 1, block.text)
        return row + 1
    places = spread(block)
    for y, line in enumerate(places):
        for x, (cell, starts) in enumerate(line):
            if starts:
                _write_cell(sheet, row + y, x + 1, cell)
        if (
            all(_gone(cell) for cell, _ in line[-1:])
            and sum(_gone(cell) for cell, _ in line) > len(line) // 2
        ):
            sheet.row_dimensions[row + y].hidden = True
    for x in range(len(places[0])):
        if all(_gone(line[x][0]) for line in places[-3:]) and not _gone(places[-1][0][0]):
            sheet.column_dimensions[get_column_letter(x + 1)].hidden = True
    return row + len(block) + 1


def _gone(cell: Cell) -> bool:
    return bool(cell.runs) and all(run.look == "gone" for run in cell.runs)


def _write_cell(sheet: Any, y: int, x: int, cell: Cell) -> None:
    written = sheet.cell(y, x, _value(cell))
    formats = [run.look.removeprefix("format ") for run in cell.runs if run.look.startswith("format ")]
    if formats and isinstance(written.value, int | float):
        written.number_format = formats[0]
    written.alignment = Alignment(wrap_text=True)
    notes = [run.text for run in cell.runs if run.look == "comment"]
    if notes:
        written.comment = Comment("".join(notes), "")
    if cell.down > 1 or cell.across > 1:
        sheet.merge_cells(
            start_row=y, end_row=y + cell.down - 1, start_column=x, end_column=x + cell.across - 1
        )
