"""Write a filled form as an office file, with merged cells as in the printed form.

``python tests/render_office.py`` writes the files office_* in tests/data anew: LibreOffice (7.4 when they were
made) saves the Word file and the workbook below in the old and the open formats.
"""

from __future__ import annotations

import gzip
import io
import random
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from analysis.forms import SECTIONS, Block, Edition, Key, edition
from render import Values, filled

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHINESE = "一二三四五六七八九十"
WIDTH = 700  # twips


class Cell(NamedTuple):
    """A cell of a printed table and how many columns and rows it covers."""

    text: str
    across: int = 1
    down: int = 1


Grid = list[list[Cell]]


def parts_of(code: str, values: Mapping[Key, str], year: int, body: str) -> Iterator[str | Grid]:
    """A report from the title to the last section: paragraphs and tables."""
    form = edition(code)
    yield f"{body}{year}年政府信息公开工作年度报告"
    tables = {block.table for block in form.blocks}
    for section in SECTIONS:
        yield f"{section.numeral}、{section.zh}"
        if section.table in tables:
            yield form_grid(form, section.table, values)
        else:
            yield f"{year}年，本机关认真做好有关工作，共公开信息123条。"
    for block in form.blocks:
        if block.table not in {section.table for section in SECTIONS}:
            yield f"附表：{block.name}"
            yield _one_figure_a_row(block, values)


def form_grid(form: Edition, table: str, values: Mapping[Key, str]) -> Grid:
    """A statutory table as it is printed."""
    blocks = [block for block in form.blocks if block.table == table]
    if table == "remedies":
        return _remedies(blocks[0], values)
    return _requests(blocks[0], values) if table == "requests" else _proactive(blocks, values)


def _figures(block: Block, row: str, values: Mapping[Key, str]) -> list[Cell]:
    return [Cell(values.get(Key(block.table, row, column.code), "")) for column in block.columns]


def _proactive(blocks: Sequence[Block], values: Mapping[Key, str]) -> Grid:
    rows: Grid = []
    for block in blocks:
        width = len(block.columns)
        across = 3 // width if 3 % width == 0 else 1
        rows.append([Cell(block.name, 4)])
        rows.append([Cell("信息内容"), *(Cell(column.zh, across) for column in block.columns)])
        for row in block.rows:
            figures = [cell._replace(across=across) for cell in _figures(block, row.code, values)]
            rows.append([Cell(row.zh), *figures])
    return rows


def _requests(block: Block, values: Mapping[Key, str]) -> Grid:
    heads = [column.zh for column in block.columns]
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    rows: Grid = [
        [Cell(note, 3, 3), Cell("申请人情况", 7)],
        [Cell(heads[0], 1, 2), Cell("法人或其他组织", 5), Cell(heads[6], 1, 2)],
        [Cell(head) for head in heads[1:6]],
    ]
    inner = sum(not row.zh.startswith(("一、", "二、", "四、")) for row in block.rows)
    for group, members in groupby(block.rows, key=lambda row: row.group):
        listed = list(members)
        for number, row in enumerate(listed):
            label: list[Cell] = []
            if row.code == "granted_full":
                label.append(Cell("三、本年度办理结果", 1, inner))
            if row.zh.startswith(("一、", "二、", "四、")):
                label = [Cell(row.zh, 3)]
            elif group is None:
                label.append(Cell(row.zh, 2))
            else:
                label += [Cell(group, 1, len(listed))] if number == 0 else []
                label.append(Cell(row.zh))
            rows.append([*label, *_figures(block, row.code, values)])
    return rows


def _one_figure_a_row(block: Block, values: Mapping[Key, str]) -> Grid:
    """The statistics table of 2014, and the local one before it: label, unit, figure."""
    rows: Grid = [[Cell(block.heads[0]), Cell("单位"), Cell(block.heads[1])]]
    for group, members in groupby(block.rows, key=lambda row: row.group):
        rows += [[Cell(group, 3)]] if group else []
        rows += ([Cell(row.zh), Cell(row.unit or ""), *_figures(block, row.code, values)] for row in members)
    return rows


def _remedies(block: Block, values: Mapping[Key, str]) -> Grid:
    heads = [Cell(column.zh, 1, 1) for column in block.columns]
    return [
        [Cell("行政复议", 5), Cell("行政诉讼", 10)],
        [*(cell._replace(down=2) for cell in heads), Cell("未经复议直接起诉", 5), Cell("复议后起诉", 5)],
        heads * 2,
        [Cell(values.get(key, "")) for key in block.lines[0].keys],
    ]


def placed(grid: Grid) -> Iterator[tuple[int, list[tuple[int, Cell, bool]]]]:
    """Each row with the column, the cell and whether it begins there, for every cell that reaches into it."""
    open_cells: dict[int, tuple[Cell, int]] = {}
    width = sum(cell.across for cell in grid[0])
    for number, row in enumerate(grid):
        cells: list[tuple[int, Cell, bool]] = []
        waiting = iter(row)
        column = 0
        while column < width:
            if column in open_cells:
                cell, left = open_cells.pop(column)
                begins = False
            else:
                cell, left = next(waiting, Cell("")), 0
                left, begins = cell.down, True
            cells.append((column, cell, begins))
            if left > 1:
                open_cells[column] = (cell, left - 1)
            column += cell.across
        yield number, cells


class Word(NamedTuple):
    """How a Word file is written: with numbers made by lists, runs split, and tables cut after so many rows."""

    automatic: bool = False
    split_runs: int | None = None
    cut_after: int | None = None


def as_docx(
    code: str,
    values: Mapping[Key, str],
    year: int = 2023,
    body: str = "青山县人民政府",
    word: Word | None = None,
) -> bytes:
    """A whole report as a Word file."""
    return docx_from(parts_of(code, values, year, body), word)


def docx_from(parts: Iterable[str | Grid], word: Word | None = None) -> bytes:
    """Paragraphs and tables as a Word file."""
    writer = _DocxWriter(word or Word())
    content = "".join(
        writer.paragraph(part) if isinstance(part, str) else writer.table(part) for part in parts
    )
    return docx_of(content, numbering=writer.numbering())


class _DocxWriter:
    def __init__(self, word: Word) -> None:
        self.word = word
        self.random = random.Random(word.split_runs)
        self.lists: list[tuple[str, str, str]] = []

    def paragraph(self, text: str, place: str = "body") -> str:
        label, rest = self._automatic(text, place)
        return f"<w:p>{label}{self._runs(rest)}</w:p>"

    def _automatic(self, text: str, place: str) -> tuple[str, str]:
        """Leave the numeral of a heading or label to a list, as Word does it by itself."""
        if not self.word.automatic:
            return "", text
        for start, form, pattern in (
            ("{}、", "japaneseCounting", "%1、"),
            ("（{}）", "chineseCounting", "（%1）"),
        ):
            for count, numeral in enumerate(CHINESE, 1):
                if text.startswith(start.format(numeral)) and len(text) > 4:
                    return self._in_list((form, pattern, place), count), text[len(start.format(numeral)) :]
        if text[:1].isdecimal() and text[1:2] == "." and not text[2:3].isdecimal():
            return self._in_list(("decimal", "%1.", place), int(text[0])), text[2:]
        return "", text

    def _in_list(self, kind: tuple[str, str, str], count: int) -> str:
        if count == 1 or kind not in self.lists:
            self.lists.append(kind)
        number = max(n for n, known in enumerate(self.lists, 1) if known == kind)
        return f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'

    def numbering(self) -> str:
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:suff w:val="nothing"/><w:lvlText w:val="{pattern}"/></w:lvl></w:abstractNum>'
            for n, (form, pattern, _) in enumerate(self.lists)
        )
        lists = "".join(
            f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(self.lists))
        )
        return f'<w:numbering xmlns:w="{W}">{abstract}{lists}</w:numbering>'

    def _runs(self, text: str) -> str:
        pieces = [text]
        if self.word.split_runs is not None and len(text) > 1:
            cut = self.random.randrange(1, len(text))
            pieces = [text[:cut], "", text[cut:]]
        return "".join(
            f'<w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
            '<w:proofErr w:type="gramStart"/>'
            for piece in pieces
        )

    def table(self, grid: Grid) -> str:
        rows = ["".join(self._cell(*cell) for cell in cells) for _, cells in placed(grid)]
        trs = [f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>" for row in rows]
        cut = self.word.cut_after or len(trs)
        tables = [trs[start : start + cut] for start in range(0, len(trs), cut)]
        columns = sum(cell.across for cell in grid[0])
        head = f'<w:tblPr/><w:tblGrid>{f"""<w:gridCol w:w="{WIDTH}"/>""" * columns}</w:tblGrid>'
        return "<w:p/>".join(f"<w:tbl>{head}{''.join(part)}</w:tbl>" for part in tables)

    def _cell(self, column: int, cell: Cell, begins: bool) -> str:
        span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
        merge = ""
        if cell.down > 1:
            merge = '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
        text = self.paragraph(cell.text, "table") if begins and cell.text else "<w:p/>"
        width = f'<w:tcW w:w="{WIDTH * cell.across}" w:type="dxa"/>'
        return f"<w:tc><w:tcPr>{width}{span}{merge}</w:tcPr>{text}</w:tc>"


def docx_of(content: str, numbering: str = "", **parts: str) -> bytes:
    """A Word file around the content of its body; ``parts`` are further parts, by relation."""
    held = {"numbering": numbering, **parts} if numbering else parts
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
        for n, kind in enumerate(held)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": _content_types(held),
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f"<w:body>{content}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{relations}</Relationships>',
        **{f"word/{kind}.xml": text for kind, text in held.items()},
    }
    return zip_of(files)


def _content_types(parts: Mapping[str, str]) -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    listed = {"document": "document.main", **{part: part.rstrip("0123456789") for part in parts}}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{word}.{kind}+xml"/>'
        for part, kind in listed.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def zip_of(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of the given files, the same at any hour."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def as_xlsx(
    code: str,
    values: Mapping[Key, str],
    year: int = 2023,
    body: str = "青山县人民政府",
    sheets: bool = False,
    numbers: bool = True,
) -> bytes:
    """A whole report as a workbook: on one sheet or a sheet a table, figures as numbers or as text."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    line = 1
    for part in parts_of(code, values, year, body):
        if isinstance(part, str):
            sheet.cell(line, 1, part)
            line += 1
            continue
        if sheets:
            sheet, line = book.create_sheet(f"表{len(book.sheetnames)}"), 1
        for number, cells in placed(part):
            for column, cell, begins in cells:
                if begins:
                    at = line + number
                    sheet.cell(at, column + 1, _number(cell.text) if numbers else cell.text or None)
                    if cell.across > 1 or cell.down > 1:
                        sheet.merge_cells(
                            start_row=at, start_column=column + 1, end_row=at + cell.down - 1,
                            end_column=column + cell.across,
                        )  # fmt: skip
        line += len(part) + 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _number(text: str) -> str | float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return text


def as_rtf(code: str, values: Mapping[Key, str], year: int = 2023, body: str = "青山县人民政府") -> bytes:
    """A whole report as rich text, Chinese as Unicode escapes with GBK bytes as the fallback."""
    parts = [
        rf"\pard {_rtf(part)}\par " if isinstance(part, str) else _rtf_table(part)
        for part in parts_of(code, values, year, body)
    ]
    head = r"{\rtf1\ansi\ansicpg936\uc2{\fonttbl{\f0\fcharset134 SimSun;}}{\info{\title x}}"
    return (head + "".join(parts) + "}").encode("ascii")


def _rtf(text: str) -> str:
    """Escapes: even characters as Unicode with a fallback, odd ones as bytes alone."""
    written = ""
    for number, sign in enumerate(text):
        if sign.isascii():
            written += "\\" + sign if sign in "\\{}" else sign
            continue
        fallback = "".join(rf"\'{byte:02x}" for byte in sign.encode("gbk", "replace"))
        code = ord(sign) - 0x10000 if ord(sign) > 0x7FFF else ord(sign)
        as_bytes = number % 2 and len(fallback) == 8
        written += fallback if as_bytes else rf"\u{code}" + (fallback if len(fallback) == 8 else "??")
    return written


def _rtf_table(grid: Grid) -> str:
    written = ""
    for _, cells in placed(grid):
        definition, content = r"\trowd\trgaph108", ""
        for column, cell, begins in cells:
            if cell.down > 1:
                definition += r"\clvmgf" if begins else r"\clvmrg"
            definition += rf"\cellx{(column + cell.across) * WIDTH}"
            content += rf"\pard\intbl {_rtf(cell.text) if begins else ''}\cell "
        written += definition + content + r"\row "
    return written + r"\pard "


DATA = Path(__file__).parent / "data"
BLANK = (
    Key("proactive", "regulations", "new_made"),
    Key("proactive", "regulations", "made"),
    Key("requests", "denied_state_secret", "org_research"),
    Key("requests", "denied_state_secret", "org_public_interest"),
    Key("requests", "total_decided", "org_other"),
)
SAVED = {"2021": ("doc", "odt", "rtf", "xls", "ods"), "2019": ("doc", "xls")}


def saved_values(code: str) -> Values:
    """What the files in tests/data say: figures that add up, and a few blank cells."""
    values = filled(code, 7)
    return values | {key: "" for key in BLANK if key in values}


def saved_year(code: str) -> int:
    """The year of the reports in tests/data."""
    return 2023 if code == "2021" else 2020


def saved(code: str, kind: str) -> bytes:
    """A file of tests/data; rich text is kept compressed."""
    path = DATA / f"office_{code}.{kind}"
    if path.exists():
        return path.read_bytes()
    return gzip.decompress(path.with_name(path.name + ".gz").read_bytes())


def _save_all() -> None:
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("LibreOffice (soffice) is not installed")
    with tempfile.TemporaryDirectory() as folder:
        for code, kinds in SAVED.items():
            values, year = saved_values(code), saved_year(code)
            sources = {
                "docx": as_docx(code, values, year, word=Word(automatic=True, split_runs=1)),
                "xlsx": as_xlsx(code, values, year),
            }
            for kind, data in sources.items():
                (Path(folder) / f"office_{code}.{kind}").write_bytes(data)
            for kind in kinds:
                source = f"{folder}/office_{code}.{'xlsx' if kind in ('xls', 'ods') else 'docx'}"
                subprocess.run(
                    [office, "--headless", "--convert-to", kind, "--outdir", folder, source], check=True
                )
                made = (Path(folder) / f"office_{code}.{kind}").read_bytes()
                if kind == "rtf":
                    (DATA / f"office_{code}.rtf.gz").write_bytes(gzip.compress(made, mtime=0))
                else:
                    (DATA / f"office_{code}.{kind}").write_bytes(made)


if __name__ == "__main__":
    _save_all()
