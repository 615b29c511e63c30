"""A report as printed, before it is written as text: paragraphs, and tables of rows with spans expanded."""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from analysis.forms import SECTIONS, Block, Key, edition
from render import table_rows

Row = list[str]


LABELS = {"proactive": 1, "requests": 3, "remedies": 0, "statistics": 1}


NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


PROSE = (
    "{year}年，本机关认真做好有关工作，全年公开信息 123 条，办理申请 12 件；其中 3 件延期。",
    "(一) 主动公开：网站发布 1,234 条，微信 56 条。",
)


class Table(NamedTuple):
    """A table as printed: its rows, spans expanded with blank cells, and how many columns hold labels."""

    rows: list[Row]
    labels: int


Printed = list[str | Table]


Writer = Callable[[Printed, random.Random], str]


def printed(code: str, values: Mapping[Key, str], year: int = 2023, body: str = "青山县人民政府") -> Printed:
    """A report from title to last section."""
    form = edition(code)
    parts: Printed = [f"{body}{year}年政府信息公开工作年度报告"]
    tables = {block.table for block in form.blocks}
    for section in SECTIONS:
        parts.append(f"{section.numeral}、{section.zh}")
        if section.table in tables:
            parts.append(printed_table(code, section.table, values))
        else:
            parts += [line.format(year=year) for line in PROSE]
    for block in form.blocks:
        if block.table not in {section.table for section in SECTIONS}:
            parts += [
                f"附表：{block.name}",
                Table(list(_one_figure_rows(block, values)), LABELS[block.table]),
            ]
    return parts


def printed_table(code: str, table: str, values: Mapping[Key, str]) -> Table:
    """One of the tables 二 to 四 as printed."""
    rows = table_rows(edition(code), table, values)
    return Table(_three_heads(rows) if table == "requests" else rows, LABELS[table])


def _one_figure_rows(block: Block, values: Mapping[Key, str]) -> Iterator[Row]:
    """A table of one figure a row, with the unit before it."""
    yield [block.heads[0], "单位", block.heads[1]]
    for group, members in groupby(block.rows, key=lambda row: row.group):
        if group:
            yield [group, "", ""]
        for row in members:
            yield [row.zh, row.unit, values[Key(block.table, row.code, block.columns[0].code)]]


def _three_heads(rows: list[Row]) -> list[Row]:
    """The heads of table 三 on three lines, as the form prints them."""
    heads = rows[0][3:]
    return [
        [NOTE, "", "", "申请人情况", *[""] * 6],
        ["", "", "", heads[0], "法人或其他组织", "", "", "", "", heads[6]],
        ["", "", "", "", *heads[1:6], ""],
        *rows[1:],
    ]


def lines_of(parts: Printed, write_row: Callable[[Row, int], str]) -> str:
    """The report with every table row as ``write_row`` makes it of the cells and the number of label columns."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines += [part, ""]
        else:
            lines += [*(write_row(row, part.labels) for row in part.rows), ""]
    return "\n".join(lines)


def is_figure(cell: str) -> bool:
    return re.fullmatch(r"-?[\d.,]+|/", cell) is not None


def collapsed(row: Row, labels: int) -> Row:
    """A row without the blank cells that spans leave."""
    if any(map(is_figure, row)) or not any(row):
        return [cell for cell in row[:labels] if cell] + row[labels:]
    return [cell for cell in row if cell]


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def padded(text: str, to: int, measure: Callable[[str], int] = width) -> str:
    return text + " " * (to - measure(text))


def same_width(rows: list[Row]) -> list[Row]:
    most = max(map(len, rows))
    return [row + [""] * (most - len(row)) for row in rows]


def cell_lines(cell: str, most: int) -> list[str]:
    return textwrap.wrap(cell, most) or [""]
