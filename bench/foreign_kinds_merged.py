"""Kinds of figures in merged cells: noughts that share one, and figures that nobody can share."""

from __future__ import annotations

import random

from bench.foreign_grid import Cell, Grid, plain
from bench.foreign_kinds import EVERY, NEW, SPANS, kind
from bench.foreign_plan import Part, Plan


@kind("zeros merged", "figures", formats=SPANS)
def merged_zeros(plan: Plan, rng: random.Random) -> None:
    """Neighbouring noughts or blanks of a row share one cell."""
    word = rng.choice(("0", "0", "/", ""))

    def regrid(table: str, grid: Grid) -> Grid:
        return [_joined(line, word) for line in grid]

    if word != "0":
        for figures in plan.figures.values():
            for key, value in figures.items():
                figures[key] = value or None
    plan.settle("regrid", regrid)


def _joined(line: list[Cell], word: str) -> list[Cell]:
    joined: list[Cell] = []
    for cell in line:
        same = (
            not cell.head
            and cell.down == 1
            and cell.text in ("0", "")
            and (cell.text == "0") == (word == "0")
        )
        if (
            same
            and joined
            and joined[-1].text == word
            and not joined[-1].head
            and len(joined[-1].runs) == 1
            and joined[-1].down == 1
        ):
            joined[-1] = joined[-1]._replace(across=joined[-1].across + cell.across)
        else:
            joined.append(plain(word, across=cell.across) if same else cell)
    return joined


@kind("figures over two cells", "figures", EVERY, SPANS, must="finding")
def over_two(plan: Plan, rng: random.Random) -> None:
    """A figure that is no nought stands in a cell over two columns or two rows: nobody knows whose it is."""
    part = plan.parts["requests" if plan.edition in NEW else "statistics"][0]
    table = "requests" if plan.edition in NEW else "statistics"
    rows = [
        entry
        for entry in part.rows
        if entry.fill is None and plan.figures[plan.report].get((table, entry.row, "total"))
    ]
    down = rng.random() < 0.5 or table == "statistics"

    def regrid(name: str, grid: Grid) -> Grid:
        return (
            _merged_down(plan, part, grid)
            if name == table and down
            else _merged_across(plan, part, grid)
            if name == table
            else grid
        )

    if rows or table == "statistics":
        plan.settle("regrid", regrid)


def _merged_across(plan: Plan, part: Part, grid: Grid) -> Grid:
    lines = grid[len(grid) - len(part.rows) :]
    for entry, line in zip(part.rows, lines, strict=True):
        at = len(line) - len(part.columns) + plan.rng.randrange(len(part.columns) - 1)
        if plan.rng.random() < 0.25 and line[at].text not in ("", "0"):
            for column in part.columns[at - len(line) + len(part.columns) :][:2]:
                plan.truth.denied.add(("requests", entry.row, column.column))
            line[at : at + 2] = [line[at]._replace(across=2)]
    return grid


def _merged_down(plan: Plan, part: Part, grid: Grid) -> Grid:
    lines = grid[len(grid) - len(part.rows) :]
    table = "requests" if plan.edition in NEW else "statistics"
    y = 0
    while y < len(lines) - 1:
        upper, lower = lines[y], lines[y + 1]
        if (
            plan.rng.random() < 0.2
            and upper[-1].text not in ("", "0")
            and not part.rows[y].fill
            and not part.rows[y + 1].fill
        ):
            for entry in part.rows[y : y + 2]:
                plan.truth.denied.add((table, entry.row, part.columns[-1].column))
            upper[-1] = upper[-1]._replace(down=2)
            lower.pop()
            y += 1
        y += 1
    return grid
