"""Write a filled form in every dialect of text that websites, converters and people make of it."""

from __future__ import annotations

import csv
import io
import random
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
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


class Dialect(NamedTuple):
    """A way to write a report as text.

    ``blanks`` says whether a blank cell leaves a trace; ``whole`` whether the figures can be told apart at all.
    """

    name: str
    write: Writer
    blanks: bool
    whole: bool = True


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


def tabs(parts: Printed, rng: random.Random) -> str:
    return lines_of(parts, lambda row, _: "\t".join(row))


def tabs_collapsed(parts: Printed, rng: random.Random) -> str:
    return lines_of(parts, lambda row, labels: "\t".join(collapsed(row, labels)))


def tabs_shifted(parts: Printed, rng: random.Random) -> str:
    """Some rows have lost blank cells before the label, or have got some behind the figures."""

    def shifted(row: Row, labels: int) -> str:
        if labels > 1 and rng.random() < 0.3:
            row = collapsed(row, labels) + [""] * rng.choice((0, 0, 1, 2))
        return "\t".join(row)

    return lines_of(parts, shifted)


def _pieces(cell: str, rng: random.Random, most: int) -> list[str]:
    if len(cell) < 5 or is_figure(cell):
        return [cell]
    cuts = sorted(rng.sample(range(2, len(cell) - 1), min(rng.randint(1, most - 1), len(cell) - 3)))
    return [cell[a:b] for a, b in zip([0, *cuts], [*cuts, len(cell)], strict=True)]


def tabs_wrapped(parts: Printed, rng: random.Random) -> str:
    """The end of a label stands on the next line, in its column or at the margin; page breaks come between."""

    def wrapped(row: Row, labels: int) -> str:
        at = next((n for n in range(labels - 1, -1, -1) if row[n]), None)
        if at is None or rng.random() < 0.5 or not any(map(is_figure, row)):
            return "\t".join(row)
        first, *rest = _pieces(row[at], rng, 2)
        blank = rng.choice(("", "\n", "\n- 3 -\n\n"))
        indent = rng.choice((0, at))
        return "\n".join(["\t".join([*row[:at], first, *row[at + 1 :]]) + blank * bool(rest),
                          *("\t" * indent + piece for piece in rest)])  # fmt: skip

    return lines_of(parts, wrapped)


def tabs_with_furniture(parts: Printed, rng: random.Random) -> str:
    """Running heads, page numbers and form feeds come between the rows."""
    strays = ("- 3 -", "— 4 —", "第 5 页", "第 3 页 共 6 页", "Page 3 of 6", "3 / 6", "\f", "·12·",
              "青山县人民政府办公室", "2024/1/15 09:30",
              "https://www.example.gov.cn/zwgk/nb/t20240115_1.html  3/6")  # fmt: skip

    def with_strays(row: Row, _: int) -> str:
        lines = ["\t".join(row)]
        while rng.random() < 0.15:
            lines.append(rng.choice(strays))
        return "\n".join(lines)

    return lines_of(parts, with_strays)


def windows(parts: Printed, rng: random.Random) -> str:
    return tabs(parts, rng).replace("\n", "\r\n")


def lone_returns(parts: Printed, rng: random.Random) -> str:
    return tabs(parts, rng).replace("\n", "\r")


def form_feeds(parts: Printed, rng: random.Random) -> str:
    return re.sub(r"\n", lambda _: rng.choice(("\n", "\n", "\n", "\f", "\n\f")), tabs(parts, rng))


def markdown(parts: Printed, rng: random.Random) -> str:
    """As Markdown: leading bars, a rule after the first row, bold labels, breaks inside cells."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines += [f"## {part}" if "、" in part[:2] else part, ""]
            continue
        rows = [[_marked(cell, rng) for cell in row] for row in part.rows]
        rule = "| " + " | ".join(rng.choice(("---", ":-:", "---:")) for _ in rows[0]) + " |"
        lines += [
            "| " + " | ".join(rows[0]) + " |",
            rule,
            *("| " + " | ".join(row) + " |" for row in rows[1:]),
            "",
        ]
    return "\n".join(lines)


def _marked(cell: str, rng: random.Random) -> str:
    if cell and not is_figure(cell):
        chance = rng.random()
        if chance < 0.2:
            return f"**{cell}**"
        if chance < 0.4 and len(cell) > 4:
            return f"{cell[:3]}<br>{cell[3:]}"
        if chance < 0.5:
            return cell.replace("、", "、\\|", 1)
    return f"**{cell}**" if cell and rng.random() < 0.05 else cell


def markdown_plain(parts: Printed, rng: random.Random) -> str:
    """Bars between cells only, no rule."""
    return lines_of(parts, lambda row, _: " | ".join(row))


def markdown_tight(parts: Printed, rng: random.Random) -> str:
    return lines_of(parts, lambda row, _: "|" + "|".join(row) + "|")


def spaces(parts: Printed, rng: random.Random) -> str:
    return lines_of(parts, lambda row, labels: "  ".join(filter(None, row)))


def single_spaces(parts: Printed, rng: random.Random) -> str:
    """A label and its figures with single spaces: narrow columns."""
    return lines_of(parts, lambda row, labels: " ".join(filter(None, row)))


def wide_spaces(parts: Printed, rng: random.Random) -> str:
    """Full-width spaces between the cells."""
    return lines_of(parts, lambda row, labels: "\u3000".join(filter(None, row)))


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def padded(text: str, to: int, measure: Callable[[str], int] = width) -> str:
    return text + " " * (to - measure(text))


def columns(parts: Printed, rng: random.Random, measure: Callable[[str], int] = width) -> str:
    """Columns set with spaces, each cell on one line."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines += [part, ""]
            continue
        sizes = [max(map(measure, column)) + 2 for column in zip(*_same_width(part.rows), strict=True)]
        lines += [_set(row, sizes, measure) for row in _same_width(part.rows)] + [""]
    return "\n".join(lines)


def _set(row: Sequence[str], sizes: Sequence[int], measure: Callable[[str], int]) -> str:
    """Figures in the middle of their columns, words at the left."""
    cells = []
    for cell, size in zip(row, sizes, strict=True):
        lead = (size - 2 - measure(cell)) // 2 if is_figure(cell) else 0
        cells.append(padded(" " * lead + cell, size, measure))
    return "".join(cells).rstrip()


def _same_width(rows: list[Row]) -> list[Row]:
    most = max(map(len, rows))
    return [row + [""] * (most - len(row)) for row in rows]


def columns_by_characters(parts: Printed, rng: random.Random) -> str:
    """As some tools count: a Chinese character is as wide as a digit."""
    return columns(parts, rng, len)


def _cell_lines(cell: str, most: int) -> list[str]:
    return textwrap.wrap(cell, most) or [""]


def layout(parts: Printed, rng: random.Random) -> str:
    """A page as it looks: labels wrapped above and below the figures, which stand in the middle."""
    lines: list[str] = []
    wrap = {1: [rng.choice((8, 12))], 3: [6, 5, rng.choice((9, 12, 16))], 0: []}
    for part in parts:
        if isinstance(part, str):
            lines += [part, ""]
            continue
        rows = _same_width(part.rows)
        most = wrap[part.labels]
        sizes = [2 * n + 2 for n in most] + [
            max([9, *(width(row[n]) + 2 for row in rows if is_figure(row[n]))])
            for n in range(len(most), len(rows[0]))
        ]
        for row in rows:
            lines += _set_wrapped(row, sizes, most)
        lines.append("")
    return "\n".join(lines)


def _set_wrapped(row: Row, sizes: Sequence[int], most: Sequence[int]) -> Iterator[str]:
    limits = [*most, *(max(3, size // 2 - 1) for size in sizes[len(most) :])]
    last = max((n for n in range(len(most)) if row[n]), default=-1)
    if last >= 0 and any(map(is_figure, row)):
        limits[last] = sum(sizes[last : len(most)]) // 2 - 1  # a label covers the blank columns beside it
    cells = [
        _cell_lines(cell, limit) if not is_figure(cell) else [cell]
        for cell, limit in zip(row, limits, strict=True)
    ]
    deep = max(map(len, cells))
    for number in range(deep):
        line = ""
        for n, cell in enumerate(cells):
            at = number - (deep - len(cell)) // 2
            text = cell[at] if 0 <= at < len(cell) else ""
            line = padded(line, sum(sizes[:n]))
            line += " " * ((sizes[n] - 2 - width(text)) // 2) * is_figure(text) + text
        yield line.rstrip()


def cells_barred(parts: Printed, rng: random.Random) -> str:
    """One cell a line with a bar behind it; a row ends with bars for the cells its spans leave out."""

    def barred(row: Row, labels: int) -> str:
        row = collapsed(row, labels)
        return "\n".join(f"{cell} |" for cell in row[:-1]) + f"\n{row[-1]} |" + "|" * rng.choice((0, 0, 2))

    return lines_of(parts, barred)


def cells_bare(parts: Printed, rng: random.Random) -> str:
    """One cell a line; a blank cell leaves no trace."""
    return lines_of(parts, lambda row, _: "\n".join(filter(None, row)))


def cells_apart(parts: Printed, rng: random.Random) -> str:
    return cells_bare(parts, rng).replace("\n", "\n\n")


def number_lines(parts: Printed, rng: random.Random) -> str:
    """The figures of a row on one line, its label wrapped above and below them."""

    def around(row: Row, labels: int) -> str:
        label = "".join(row[max((n for n in range(labels) if row[n]), default=0)]) if labels else ""
        figures = " ".join(filter(None, row[labels:]))
        if not any(map(is_figure, row)) or len(label) < 8:
            return " ".join(filter(None, row))
        groups = [cell for cell in row[: max(n for n in range(labels) if row[n])] if cell]
        cut = len(label) // 2
        return "\n".join([*groups, label[:cut], figures, label[cut:]])

    return lines_of(parts, around)


def glued(parts: Printed, rng: random.Random) -> str:
    """Label and figures run into one: not to be told apart."""
    return lines_of(parts, lambda row, _: "".join(row))


def label_glued(parts: Printed, rng: random.Random) -> str:
    """The first figure is glued to the label, the others stand apart."""
    return lines_of(
        parts,
        lambda row, labels: " ".join(filter(None, ["".join(row[: labels + 1]), *row[labels + 1 :]])) if labels else
        " ".join(filter(None, row)),
    )  # fmt: skip


def _box(parts: Printed, rng: random.Random, marks: str, every: bool, most: int) -> str:
    """Boxes drawn with characters: corners and crossings, ``-`` and ``|`` in ``marks``."""
    top, cross, bottom, dash, bar = marks[:3], marks[3:6], marks[6:9], marks[9], marks[10]
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines += [part, ""]
            continue
        rows = [[_cell_lines(c, most) for c in row] for row in _same_width(part.rows)]
        sizes = [
            max(width(line) for cell in column for line in cell) + 2 for column in zip(*rows, strict=True)
        ]

        def rule(ends: str, sizes: list[int] = sizes) -> str:
            return ends[0] + ends[1].join(dash * size for size in sizes) + ends[2]

        lines.append(rule(top))
        for number, row in enumerate(rows):
            for n in range(max(map(len, row))):
                inner = (
                    padded(" " + (c[n] if n < len(c) else ""), s) for c, s in zip(row, sizes, strict=True)
                )
                lines.append(bar + bar.join(inner) + bar)
            if number + 1 < len(rows) and (every or number == 0):
                lines.append(rule(cross))
        lines += [rule(bottom), ""]
    return "\n".join(lines)


def box_ascii(parts: Printed, rng: random.Random) -> str:
    return _box(parts, rng, "+++++++++-|", True, 99)


def box_wrapped(parts: Printed, rng: random.Random) -> str:
    return _box(parts, rng, "+++++++++-|", True, rng.choice((6, 10, 14)))


def box_head_rule(parts: Printed, rng: random.Random) -> str:
    """A rule under the heads only."""
    return _box(parts, rng, "+++++++++-|", False, 99)


def box_drawn(parts: Printed, rng: random.Random) -> str:
    return _box(parts, rng, "┌┬┐├┼┤└┴┘─│", True, rng.choice((8, 99)))


def _csv(delimiter: str, quoting: int) -> Writer:
    def write(parts: Printed, rng: random.Random) -> str:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n")
        most = max(len(row) for part in parts if isinstance(part, Table) for row in part.rows)
        pad = rng.random() < 0.5
        for part in parts:
            for row in [[part]] if isinstance(part, str) else part.rows:
                writer.writerow(row + [""] * (most - len(row)) if pad else row)
        return out.getvalue()

    return write


def flat(join: str) -> Writer:
    """All cells of the report on one line."""

    def write(parts: Printed, rng: random.Random) -> str:
        return join.join(
            cell
            for part in parts
            for row in ([[part]] if isinstance(part, str) else part.rows)
            for cell in row
            if cell
        )

    return write


DIALECTS = (
    Dialect("tabs", tabs, True),
    Dialect("tabs, spans collapsed", tabs_collapsed, True),
    Dialect("tabs, labels shifted", tabs_shifted, True),
    Dialect("tabs, labels wrapped", tabs_wrapped, True),
    Dialect("tabs, page furniture", tabs_with_furniture, True),
    Dialect("tabs, CR LF", windows, True),
    Dialect("tabs, CR", lone_returns, True),
    Dialect("tabs, form feeds", form_feeds, True),
    Dialect("markdown", markdown, True),
    Dialect("markdown, inner bars", markdown_plain, True),
    Dialect("markdown, tight", markdown_tight, True),
    Dialect("two spaces", spaces, False),
    Dialect("single spaces", single_spaces, False),
    Dialect("full-width spaces", wide_spaces, False),
    Dialect("columns", columns, True),
    Dialect("columns by characters", columns_by_characters, True),
    Dialect("layout, labels wrapped", layout, True),
    Dialect("one cell a line, bars", cells_barred, True),
    Dialect("one cell a line", cells_bare, False),
    Dialect("one cell a line, apart", cells_apart, False),
    Dialect("figures on a line", number_lines, False),
    Dialect("glued", glued, False, whole=False),
    Dialect("first figure glued", label_glued, False, whole=False),
    Dialect("box +-|", box_ascii, True),
    Dialect("box +-|, wrapped", box_wrapped, True),
    Dialect("box +-|, head rule", box_head_rule, True),
    Dialect("box ┌┬┐│", box_drawn, True),
    Dialect("CSV, commas", _csv(",", csv.QUOTE_MINIMAL), True),
    Dialect("CSV, semicolons", _csv(";", csv.QUOTE_MINIMAL), True),
    Dialect("CSV, all quoted", _csv(",", csv.QUOTE_ALL), True),
    Dialect("all on one line, spaces", flat(" "), False),
    Dialect("all on one line, bars", flat("|"), False),
)  # fmt: skip
