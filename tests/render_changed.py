"""Forms printed with other heads: columns and tracks in another order, columns of others, columns left out.

A change is made to the grid of a table before it is written, so that every renderer can print it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import render_html
import render_office
import render_printed
from analysis.forms import Edition, Key
from render_office import Cell, Grid

CHANGES = ("permuted", "foreign", "missing", "extra and permuted")
FOREIGN = ("同比", "上年总计", "公安局", "小计", "占比", "2016年", "累计", "个体工商户", "排名", "较上年增减")
_HEAD_ROWS = 3  # of the tables 三 and 四
Matrix = list[list[int]]  # for each row and column the number of the cell that covers it


class Sheet(NamedTuple):
    """A table as a matrix of cell numbers, and the cells."""

    matrix: Matrix
    cells: list[Cell]


def as_sheet(grid: Grid) -> Sheet:
    """A grid with its spans filled in."""
    cells: list[Cell] = []
    width = sum(cell.across for cell in grid[0])
    matrix = [[-1] * width for _ in grid]
    for row, line in enumerate(grid):
        for cell in line:
            start = matrix[row].index(-1)
            for r in range(row, row + cell.down):
                matrix[r][start : start + cell.across] = [len(cells)] * cell.across
            cells.append(cell)
        matrix[row] = [len(cells) if n == -1 else n for n in matrix[row]]
        if len(cells) in matrix[row]:
            cells.append(Cell(""))
    return Sheet(matrix, cells)


def as_grid(sheet: Sheet) -> Grid:
    """The grid of a sheet, neighbouring places of one cell joined again."""
    grid: Grid = []
    for number, row in enumerate(sheet.matrix):
        above = sheet.matrix[number - 1] if number else []
        line: list[Cell] = []
        for column, cell in enumerate(row):
            if number and above[column] == cell:
                continue
            if line and column and row[column - 1] == cell:
                line[-1] = line[-1]._replace(across=line[-1].across + 1)
            else:
                down = sum(other[column] == cell for other in sheet.matrix)
                line.append(Cell(sheet.cells[cell].text, 1, down))
        grid.append(line)
    return grid


def as_rows(grid: Grid) -> list[list[str]]:
    """The rows of a table as text has them, spans filled with blanks."""
    sheet = as_sheet(grid)
    seen: set[int] = set()
    rows = []
    for row in sheet.matrix:
        rows.append(["" if cell in seen or seen.add(cell) else sheet.cells[cell].text for cell in row])
    return rows


def _taken(sheet: Sheet, columns: list[int]) -> Sheet:
    return Sheet([[row[column] for column in columns] for row in sheet.matrix], sheet.cells)


def _inserted(sheet: Sheet, at: int, head: str, top: int, rng: random.Random) -> Sheet:
    """The sheet with a column of others before column ``at``; the first ``top`` rows of heads go on over it."""
    cells, matrix = list(sheet.cells), [list(row) for row in sheet.matrix]
    for number, row in enumerate(matrix):
        if number < top:
            row.insert(at, row[min(at, len(row) - 1)])
        elif number == top or number >= _HEAD_ROWS:
            cells.append(Cell(head if number == top else str(rng.randrange(500))))
            row.insert(at, len(cells) - 1)
        else:
            row.insert(at, matrix[number - 1][at])
    return Sheet(matrix, cells)


def changed_grid(
    form: Edition, table: str, grid: Grid, kind: str, rng: random.Random
) -> tuple[Grid, set[Key]]:
    """The grid with other heads, and the cells of the form that it does not print."""
    return {"proactive": _proactive, "requests": _requests, "remedies": _remedies}[table](
        form, grid, kind, rng
    )


def _requests(form: Edition, grid: Grid, kind: str, rng: random.Random) -> tuple[Grid, set[Key]]:
    sheet, lost = as_sheet(grid), set[Key]()
    codes = [
        "natural_person",
        "org_business",
        "org_research",
        "org_public_interest",
        "org_legal_service",
        "org_other",
        "total",
    ]
    top, orgs = [[3], [4, 5, 6, 7, 8], [9]], [4, 5, 6, 7, 8]
    if "permuted" in kind:
        rng.shuffle(orgs)
        top[1] = orgs
        rng.shuffle(top)
    columns = [column for part in top for column in part]
    if kind == "missing":
        gone = rng.choice(columns)
        columns.remove(gone)
        lost = {key for key in form.keys("requests") if key.column == codes[gone - 3]}
    sheet = _taken(sheet, [0, 1, 2, *columns])
    if kind in ("foreign", "extra and permuted"):
        places = [3, *(3 + sum(map(len, top[: n + 1])) for n in range(3))]
        sheet = _inserted(sheet, rng.choice(places), rng.choice(FOREIGN), 1, rng)
    return as_grid(sheet), lost


def _remedies(form: Edition, grid: Grid, kind: str, rng: random.Random) -> tuple[Grid, set[Key]]:
    sheet, lost = as_sheet(grid), set[Key]()
    results = list(range(5))
    tracks, suits = [[0], [1, 2]], [1, 2]
    if "permuted" in kind:
        rng.shuffle(results)
        rng.shuffle(suits)
        tracks[1] = suits
        rng.shuffle(tracks)
    order = [track for part in tracks for track in part]
    if kind == "missing":
        gone = rng.choice(results)
        results.remove(gone)
        lost = {
            key
            for key in form.keys("remedies")
            if key.column == ("upheld", "corrected", "other", "pending", "total")[gone]
        }
    sheet = _taken(sheet, [5 * track + result for track in order for result in results])
    if kind in ("foreign", "extra and permuted"):
        sheet = _inserted(sheet, rng.choice((0, len(sheet.matrix[0]))), rng.choice(FOREIGN), 0, rng)
    return as_grid(sheet), lost


def _proactive(form: Edition, grid: Grid, kind: str, rng: random.Random) -> tuple[Grid, set[Key]]:
    """Each block by itself: its cells change places in all of its rows."""
    lost: set[Key] = set()
    rows: Grid = []
    blocks = {block.name: block for block in form.blocks if block.table == "proactive"}
    order: list[int] = []
    foreign = ""
    for line in grid:
        block = blocks.get(line[0].text)
        if block is not None:
            order = list(range(1, len(block.columns) + 1))
            if "permuted" in kind:
                rng.shuffle(order)
            if kind == "missing" and len(order) > 1:
                gone = order.pop(rng.randrange(len(order)))
                lost |= {key for key in block.units if key.column == block.columns[gone - 1].code}
            if kind in ("foreign", "extra and permuted"):
                order.insert(rng.randrange(len(order) + 1), -1)
                foreign = rng.choice(FOREIGN)
            width = 1 + len(order)
            rows.append([Cell(line[0].text, width)])
            continue
        head = line[0].text == "信息内容"
        extra = Cell(foreign if head else str(rng.randrange(500)))
        rows.append([line[0], *(extra if n < 0 else line[n]._replace(across=1) for n in order)])
    most = max(sum(cell.across for cell in line) for line in rows)
    for line in rows:
        line[-1] = line[-1]._replace(across=line[-1].across + most - sum(cell.across for cell in line))
    return rows, lost


@contextmanager
def heads_changed(kind: str, seed: int) -> Iterator[set[Key]]:
    """Within it all renderers print the tables 二 to 四 so; yields the cells that are not printed, once they are."""
    lost: set[Key] = set()
    office, html, text = render_office.form_grid, render_html.form_tables, render_printed.printed_table

    def grid_of(form: Edition, table: str, values: Mapping[Key, str]) -> Grid:
        grid, gone = changed_grid(
            form, table, office(form, table, values), kind, random.Random(f"{kind} {seed} {table}")
        )
        lost.update(gone)
        return grid

    def html_of(form: Edition, table: str, values: Mapping[Key, str]) -> render_html.Rows:
        grid = grid_of(form, table, values)
        return [
            [
                render_html.Cell(cell.text, cell.down, cell.across, n < 2 and not cell.text.isdigit())
                for cell in line
            ]
            for n, line in enumerate(grid)
        ]

    def text_of(code: str, table: str, values: Mapping[Key, str]) -> render_printed.Table:
        rows = as_rows(grid_of(render_printed.edition(code), table, values))
        return render_printed.Table(rows, render_printed.LABELS[table])

    render_office.form_grid, render_html.form_tables, render_printed.printed_table = grid_of, html_of, text_of
    try:
        yield lost
    finally:
        render_office.form_grid, render_html.form_tables, render_printed.printed_table = office, html, text
