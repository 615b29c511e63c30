"""Text whose cells are told apart by spaces, set in columns, wrapped, or run together."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from render_printed import Printed, Row, cell_lines, is_figure, lines_of, padded, same_width, width


def spaces(parts: Printed, rng: random.Random) -> str:
    return lines_of(parts, lambda row, labels: "  ".join(filter(None, row)))


def single_spaces(parts: Printed, rng: random.Random) -> str:
    """A label and its figures with single spaces: narrow columns."""
    return lines_of(parts, lambda row, labels: " ".join(filter(None, row)))


def wide_spaces(parts: Printed, rng: random.Random) -> str:
    """Full-width spaces between the cells."""
    return lines_of(parts, lambda row, labels: "\u3000".join(filter(None, row)))


def columns(parts: Printed, rng: random.Random, measure: Callable[[str], int] = width) -> str:
    """Columns set with spaces, each cell on one line."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines += [part, ""]
            continue
        sizes = [max(map(measure, column)) + 2 for column in zip(*same_width(part.rows), strict=True)]
        lines += [_set(row, sizes, measure) for row in same_width(part.rows)] + [""]
    return "\n".join(lines)


def _set(row: Sequence[str], sizes: Sequence[int], measure: Callable[[str], int]) -> str:
    """Figures in the middle of their columns, words at the left."""
    cells = []
    for cell, size in zip(row, sizes, strict=True):
        lead = (size - 2 - measure(cell)) // 2 if is_figure(cell) else 0
        cells.append(padded(" " * lead + cell, size, measure))
    return "".join(cells).rstrip()


def columns_by_characters(parts: Printed, rng: random.Random) -> str:
    """As some tools count: a Chinese character is as wide as a digit."""
    return columns(parts, rng, len)


def layout(parts: Printed, rng: random.Random) -> str:
    """A page as it looks: labels wrapped above and below the figures, which stand in the middle."""
    lines: list[str] = []
    wrap = {1: [rng.choice((8, 12))], 3: [6, 5, rng.choice((9, 12, 16))], 0: []}
    for part in parts:
        if isinstance(part, str):
            lines += [part, ""]
            continue
        rows = same_width(part.rows)
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
        cell_lines(cell, limit) if not is_figure(cell) else [cell]
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
