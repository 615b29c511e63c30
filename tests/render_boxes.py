"""Text with drawn boxes, with a cell a line, or all on one line."""

from __future__ import annotations

import random

from render_printed import Printed, Row, Writer, cell_lines, collapsed, lines_of, padded, same_width, width


def cells_barred(parts: Printed, rng: random.Random) -> str:
    """One cell a line with a bar behind it; a row ends with bars for the cells its spans leave out."""

    def barred(row: Row, labels: int) -> str:
        row = collapsed(row, labels)
        return "\n".join(f"{cell} |" for cell in row[:-1]) + f"\n{row[-1]} |" + "|" * rng.choice((0, 0, 2))

    return lines_of(parts, barred)


def bars_before(parts: Printed, rng: random.Random) -> str:
    """One cell a line with a bar before it."""
    return lines_of(parts, lambda row, labels: "\n".join(f"| {cell}" for cell in collapsed(row, labels)))


def bars_on_lines(parts: Printed, rng: random.Random) -> str:
    """One cell a line and one bar a line, in turn; two bars hold a blank cell between them."""

    def barred(row: Row, labels: int) -> str:
        return "\n".join(f"|\n{cell}" if cell else "|" for cell in collapsed(row, labels))

    return lines_of(parts, barred)


def bars_begin_rows(parts: Printed, rng: random.Random) -> str:
    """One cell a line with a bar behind it, after a bar alone on its line."""
    return lines_of(
        parts, lambda row, labels: "\n".join(["|", *(f"{cell} |" for cell in collapsed(row, labels))])
    )


def cells_bare(parts: Printed, rng: random.Random) -> str:
    """One cell a line; a blank cell leaves no trace."""
    return lines_of(parts, lambda row, _: "\n".join(filter(None, row)))


def cells_apart(parts: Printed, rng: random.Random) -> str:
    return cells_bare(parts, rng).replace("\n", "\n\n")


def _box(parts: Printed, rng: random.Random, marks: str, every: bool, most: int) -> str:
    """Boxes drawn with characters: corners and crossings, ``-`` and ``|`` in ``marks``."""
    top, cross, bottom, dash, bar = marks[:3], marks[3:6], marks[6:9], marks[9], marks[10]
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines += [part, ""]
            continue
        rows = [[cell_lines(c, most) for c in row] for row in same_width(part.rows)]
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
