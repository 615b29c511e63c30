"""Kinds of narrow pages: the head in every cell, a card for each row, heads that a legend explains."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bench.foreign_grid import Cell, Entry, Grid, Paragraph, Run, Source, crosstab, plain
from bench.foreign_kinds import EVERY, NEW, form_columns, kind, shuffled_groups
from bench.foreign_plan import Block, Part, Plan


def _words(entry: Entry) -> str:
    """The head of a column as one word: the track of table 四 before its result."""
    return "".join(entry.path[-2:]) if entry.row else entry.path[-1]


@kind("the head in every cell", "shape", NEW, must="finding")
def head_in_cell(plan: Plan, rng: random.Random) -> None:
    """``自然人：3`` in each cell and no line of heads, as tables turn on telephones; half of the documents permuted."""
    by, permuted = rng.choice(("：", "\n", " ", ":")), rng.random() < 0.5

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        part = parts[0]
        columns = shuffled_groups(part.columns, rng) if permuted else part.columns
        grid = crosstab(source, part.rows, [entry._replace(path=()) for entry in columns])
        for line in grid:
            figures = [place for place, cell in enumerate(line) if not cell.head]
            for place, entry in zip(figures, columns, strict=True):
                line[place] = Cell((Run(_words(entry) + by), *line[place].runs))
        return [grid]

    for table in ("requests", "remedies"):
        if rng.random() < 0.7:
            plan.shape(table, shape)


@kind("a card for each row", "shape", NEW, must="finding")
def cards(plan: Plan, rng: random.Random) -> None:
    """Each label is a line of its own; below it a small table with a head and a figure in each line."""
    turned = rng.random() < 0.3

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        blocks: list[Block] = []
        for part in parts:
            columns = form_columns(part)
            for row in part.rows:
                blocks += [Paragraph(row.path[-1], 3)] if row.path else []
                figures = [Cell(source.cell(row, column)) for column in columns]
                heads = [plain(_words(column), head=True) for column in columns]
                card: Grid = (
                    [heads, figures] if turned else [[h, f] for h, f in zip(heads, figures, strict=True)]
                )
                blocks.append(card)
        return blocks

    plan.shape(rng.choice(("requests", "remedies")), shape)


@kind("heads that a legend explains", "heads", EVERY, must="finding")
def legend(plan: Plan, rng: random.Random) -> None:
    """A, B, C as heads; a line above says what they mean, and they do not stand in the form's order."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for table in plan.some_tables():
        part = max(plan.parts[table], key=lambda part: len(part.columns))
        columns = shuffled_groups(part.columns, rng)
        lines = [f"{letter}：{_words(entry)}" for letter, entry in zip(letters, columns, strict=False)]
        plan.before[table] = [Paragraph("说明：" + "；".join(lines) + "。")]
        part.columns = [
            entry._replace(path=(letter,)) for letter, entry in zip(letters, columns, strict=False)
        ]
        plan.truth.foreign.add(table)
