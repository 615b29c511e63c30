"""Text whose cells are told apart by tabs, bars, commas or semicolons."""

from __future__ import annotations

import csv
import io
import random
import re

from render_printed import Printed, Row, Table, Writer, collapsed, is_figure, lines_of


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


def delimited(delimiter: str, quoting: int) -> Writer:
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
