"""Text files of a document: tabs, columns of spaces, bars, boxes, Markdown, one cell a line."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from bench.foreign_grid import GONE, Cell, Document, Grid, Paragraph, spread

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
Lines = Callable[[Grid, random.Random], Iterator[str]]


def seen(cell: Cell) -> str:
    """A cell in a line of text: what is seen, raised digits as raised characters."""
    runs = (run for run in cell.runs if run.look not in GONE)
    text = "".join(run.text.translate(_RAISED) if run.look == "raised" else run.text for run in runs)
    return " ".join(text.split("\n"))


def rows_of(grid: Grid, fill: bool) -> list[list[str]]:
    """Every place of a grid as text; what a cell covers is blank, or the same words again."""
    return [[seen(cell) if starts or fill else "" for cell, starts in line] for line in spread(grid)]


def tabs(grid: Grid, rng: random.Random) -> Iterator[str]:
    """Cells set apart by tabs; what a cell covers is blank, the same words again, or left out."""
    how = rng.choice(("blank", "blank", "again", "left out"))
    by = rng.choice(("\t", "\t", "\t", " \t", "\t ", "\t\u3000"))
    if how == "left out":
        yield from (by.join(map(seen, line)) for line in grid)
    else:
        yield from (by.join(row) for row in rows_of(grid, how == "again"))


def width(text: str) -> int:
    """Columns that a text takes on a screen: two for a Han character."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def _pad(text: str, room: int, side: str) -> str:
    lacking = max(room - width(text), 0)
    left = {"left": 0, "right": lacking, "middle": lacking // 2}[side]
    return " " * left + text + " " * (lacking - left)


def _wrapped(text: str, room: int) -> list[str]:
    """A label broken where it fills the room."""
    lines = [""]
    for letter in text:
        if width(lines[-1] + letter) > room:
            lines.append("")
        lines[-1] += letter
    return lines


def spaces(grid: Grid, rng: random.Random) -> Iterator[str]:
    """Columns of spaces, as a page that was turned into text; long labels are broken over lines."""
    places = spread(grid)
    columns = range(len(places[0]))
    most = rng.choice((16, 30, 200))
    rooms = [
        min(
            max(
                max(
                    (width(seen(line[x][0])) for line in places if line[x][1] and line[x][0].across == 1),
                    default=4,
                ),
                4,
            ),
            most,
        )
        + 2
        for x in columns
    ]
    side = rng.choice(("left", "middle", "right"))
    for line in places:
        cells: list[tuple[int, list[str]]] = []
        for x in columns:
            cell, starts = line[x]
            room = sum(rooms[x : x + cell.across]) if starts else rooms[x]
            if starts or not (x and line[x - 1][0] is cell and line[x - 1][0].across > 1):
                cells.append((room, _wrapped(seen(cell), room - 2) if starts else [""]))
        for number in range(max(len(texts) for _, texts in cells)):
            yield "".join(
                _pad(texts[number] if number < len(texts) else "", room - 2, side) + "  "
                for room, texts in cells
            ).rstrip()


def markdown(grid: Grid, rng: random.Random) -> Iterator[str]:
    """A Markdown table: the first line is the head."""
    for number, row in enumerate(rows_of(grid, rng.random() < 0.4)):
        yield "| " + " | ".join(row) + " |"
        if number == 0:
            yield "|" + " --- |" * len(row)


def bars(grid: Grid, rng: random.Random) -> Iterator[str]:
    """Cells set apart by bars, with or without bars at the ends."""
    ends, fill = rng.random() < 0.5, rng.random() < 0.3
    for row in rows_of(grid, fill):
        line = "|".join(row)
        yield f"|{line}|" if ends else line


def bar_cells(grid: Grid, rng: random.Random) -> Iterator[str]:
    """One cell a line with bars: a bar before each, a bar on a line of its own between them, a bar behind each."""
    how, keep = rng.choice(("before", "between", "behind")), rng.random() < 0.5
    for line in grid:
        if how == "behind":
            yield "|"
        for cell in line:
            text = seen(cell)
            if text or keep:
                yield {"before": f"| {text}", "between": text, "behind": f"{text} |"}[how]
                if how == "between":
                    yield "|"


def boxes(grid: Grid, rng: random.Random) -> Iterator[str]:
    """A table drawn with lines between all cells."""
    rows = rows_of(grid, fill=False)
    rooms = [max(width(row[x]) for row in rows) for x in range(len(rows[0]))]
    corner, flat, wall = rng.choice((("+", "-", "|"), ("┼", "─", "│")))
    rule = corner + corner.join(flat * (room // width(flat) + 1) for room in rooms) + corner
    yield rule
    for row in rows:
        yield wall + wall.join(_pad(text, room, "left") for text, room in zip(row, rooms, strict=True)) + wall
        yield rule


def one_a_line(grid: Grid, rng: random.Random) -> Iterator[str]:
    """One cell a line; blank cells leave an empty line, or nothing at all."""
    keep = rng.random() < 0.5
    for line in grid:
        for cell in line:
            if text := seen(cell):
                yield text
            elif keep:
                yield ""


def commas(grid: Grid, rng: random.Random) -> Iterator[str]:
    """Values set apart by commas, quoted where they hold one."""
    for row in rows_of(grid, rng.random() < 0.3):
        yield ",".join(f'"{text}"' if set(text) & set(',"\n') else text for text in row)


def write_text(lines: Lines) -> Callable[[Document, random.Random], bytes]:
    """A writer of text files whose tables are written by ``lines``."""

    def write(document: Document, rng: random.Random) -> bytes:
        written = list(_document_lines(document, lines, rng))
        if document.margin:
            written = [f"{number:>4}  {line}" for number, line in enumerate(written, 1)]
        text = rng.choice(("\n", "\n", "\n", "\r\n", "\r")).join(written)
        return text.encode(
            rng.choices(("utf-8", "utf-8-sig", "gb18030", "utf-16"), (90, 4, 3, 3))[0], "replace"
        )

    return write


def _document_lines(document: Document, lines: Lines, rng: random.Random) -> Iterator[str]:
    seed = rng.random()
    since = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
            continue
        for line in lines(block, random.Random(seed)):
            since += 1
            if document.running and since % 30 == 0:  # a page begins inside the table
                yield document.running
            yield line
        yield ""


TEXT_WRITERS: Sequence[tuple[str, Lines]] = (
    ("text tabs", tabs),
    ("text spaces", spaces),
    ("text bars", bars),
    ("text bar cells", bar_cells),
    ("text boxes", boxes),
    ("text cell a line", one_a_line),
    ("csv", commas),
    ("markdown", markdown),
)
