"""Damage to text reports, as conversions, page breaks and hand work do it; the figures themselves are never changed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Lines = list[str]
_STRAYS = ("- 3 -", "3", "第 3 页", "", "政府信息公开工作年度报告", "注：以上数据截至12月31日。", "\t\t\t")
_FIGURE = re.compile(r"[\d.,/ ]*\|?\s*")


def _table_lines(lines: Lines) -> list[int]:
    """Numbers of the lines between the heads 二 and 五, where the tables stand."""
    start = next((n for n, line in enumerate(lines) if line.startswith("二、主动公开")), 0)
    stop = next((n for n, line in enumerate(lines) if line.startswith("五、存在")), len(lines))
    return [n for n in range(start + 1, stop) if lines[n].strip()]


def _pick(lines: Lines, rng: random.Random) -> int:
    return rng.choice(_table_lines(lines) or [0])


def lose_label_characters(lines: Lines, rng: random.Random) -> None:
    """Some or all characters of one label vanish."""
    number = _pick(lines, rng)
    cells = lines[number].split("\t")
    words = [n for n, cell in enumerate(cells) if cell.strip() and not _FIGURE.fullmatch(cell)]
    if words:
        at, share = rng.choice(words), rng.choice((0.1, 0.3, 0.5, 0.8, 1.0))
        cells[at] = "".join(c for c in cells[at] if c == "|" or rng.random() >= share)
        lines[number] = "\t".join(cells)


def insert_blank_cell(lines: Lines, rng: random.Random) -> None:
    """A blank cell appears: everything after it moves one place to the right."""
    number = _pick(lines, rng)
    if "\t" in lines[number]:
        cells = lines[number].split("\t")
        cells.insert(rng.randrange(len(cells) + 1), "")
        lines[number] = "\t".join(cells)
    else:
        lines.insert(number, " |")


def drop_cell(lines: Lines, rng: random.Random) -> None:
    """One cell is lost, a figure or a blank: everything after it moves one place to the left."""
    number = _pick(lines, rng)
    cells = lines[number].split("\t")
    if len(cells) > 1:
        del cells[rng.randrange(len(cells))]
        lines[number] = "\t".join(cells)
    elif _FIGURE.fullmatch(lines[number]):
        del lines[number]


def blank_cell(lines: Lines, rng: random.Random) -> None:
    """The content of one cell is lost, its place stays."""
    number = _pick(lines, rng)
    cells = lines[number].split("\t")
    if len(cells) > 1:
        cells[rng.randrange(len(cells))] = ""
        lines[number] = "\t".join(cells)
    elif _FIGURE.fullmatch(lines[number]):
        lines[number] = " |"


def shift_cells(lines: Lines, rng: random.Random) -> None:
    """A row keeps its width, but its cells move by one or two places and one end falls off."""
    number = _pick(lines, rng)
    cells = lines[number].split("\t")
    if len(cells) > 2:
        by = rng.choice((-2, -1, 1, 2))
        moved = [""] * by + cells[:-by] if by > 0 else cells[-by:] + [""] * -by
        lines[number] = "\t".join(moved)


def shift_figures(lines: Lines, rng: random.Random) -> None:
    """As shift_cells, but the labels stay where they are."""
    number = _pick(lines, rng)
    cells = lines[number].split("\t")
    first = next((n for n, cell in enumerate(cells) if cell.strip() and _FIGURE.fullmatch(cell)), None)
    if first is not None and len(cells) - first > 2:
        tail, by = cells[first:], rng.choice((-1, 1))
        moved = ["", *tail[:-1]] if by > 0 else [*tail[1:], ""]
        lines[number] = "\t".join(cells[:first] + moved)


def drop_row(lines: Lines, rng: random.Random) -> None:
    """A line is lost."""
    del lines[_pick(lines, rng)]


def repeat_row(lines: Lines, rng: random.Random) -> None:
    """A line is printed twice, at once or somewhere later, as at page breaks."""
    number = _pick(lines, rng)
    later = [n for n in _table_lines(lines) if n >= number]
    lines.insert(rng.choice((number + 1, number + 1, rng.choice(later or [number]) + 1)), lines[number])


def split_row(lines: Lines, rng: random.Random) -> None:
    """A line is cut in two between cells."""
    number = _pick(lines, rng)
    cells = lines[number].split("\t")
    if len(cells) > 1:
        at = rng.randrange(1, len(cells))
        lines[number : number + 1] = ["\t".join(cells[:at]), "\t".join(cells[at:])]


def wrap_label(lines: Lines, rng: random.Random) -> None:
    """The end of a label stands on a line of its own after its row, or its beginning before it."""
    number = _pick(lines, rng)
    cells = lines[number].split("\t")
    words = [n for n, cell in enumerate(cells) if len(cell) > 3 and not _FIGURE.fullmatch(cell)]
    if not words or "|" in lines[number]:
        return
    at = rng.choice(words)
    cut = rng.randrange(1, len(cells[at]))
    head, tail = cells[at][:cut], cells[at][cut:]
    if rng.random() < 0.7:
        lines[number : number + 1] = ["\t".join([*cells[:at], head, *cells[at + 1 :]]), "\t" * at + tail]
    else:
        lines[number : number + 1] = ["\t" * at + head, "\t".join([*cells[:at], tail, *cells[at + 1 :]])]


def swap_rows(lines: Lines, rng: random.Random) -> None:
    """Two neighbouring lines change places."""
    inside = [n for n in _table_lines(lines) if "\t" in lines[n]]  # a line of a one-cell dump is a figure
    if len(inside) > 1:
        at = rng.randrange(len(inside) - 1)
        first, second = inside[at], inside[at + 1]
        lines[first], lines[second] = lines[second], lines[first]


def join_rows(lines: Lines, rng: random.Random) -> None:
    """Two lines run into one."""
    number = _pick(lines, rng)
    if number + 1 < len(lines):
        lines[number : number + 2] = [lines[number] + "\t" + lines[number + 1]]


def stray_line(lines: Lines, rng: random.Random) -> None:
    """A page number, a running head or a footnote comes between the rows."""
    lines.insert(_pick(lines, rng), rng.choice(_STRAYS))


DAMAGES: tuple[Callable[[Lines, random.Random], None], ...] = (
    lose_label_characters,
    insert_blank_cell,
    drop_cell,
    blank_cell,
    shift_cells,
    shift_figures,
    drop_row,
    repeat_row,
    split_row,
    wrap_label,
    swap_rows,
    join_rows,
    stray_line,
)


def damaged(text: str, seed: int, most: int = 6) -> tuple[str, list[str]]:
    """The text with one to ``most`` damages, and their names; the same seed gives the same damage."""
    rng = random.Random(seed)
    lines, done = text.split("\n"), []
    for _ in range(rng.randint(1, most)):
        damage = rng.choice(DAMAGES)
        damage(lines, rng)
        done.append(damage.__name__)
    return "\n".join(lines), done
