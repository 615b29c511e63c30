"""Kinds of other shapes: turned, side by side, cut, listed, table 四 in rows, columns or lines, only totals."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bench.foreign_forms import RESULTS, TRACKS
from bench.foreign_grid import Entry, Grid, Paragraph, Source, beside, crosstab, plain, width_of
from bench.foreign_kinds import EVERY, NEW, OLD, TEXTS, form_columns, kind
from bench.foreign_plan import Block, Part, Plan, Shape, stacked, whole


def _shape(plan: Plan, tables: Sequence[str], shape: Shape) -> None:
    for table in tables:
        plan.shape(table, shape)


def _figure_columns(part: Part) -> list[Entry]:
    """Without 单位, which only the table's own shape prints."""
    return [entry for entry in part.columns if entry.path != ("单位",)]


def turned(source: Source, parts: Sequence[Part]) -> list[Block]:
    """Labels above, heads at the left."""
    grids = [(part.title, crosstab(source, _figure_columns(part), _rows(part), "")) for part in parts]
    return [stacked(grids)] if grids[0][0] else [grids[0][1]]


def _rows(part: Part) -> list[Entry]:
    """The rows that bear figures; what has no label at all is called by its number."""
    rows = [entry for entry in part.rows if entry.fill is None or entry.path[-1] not in _TITLES]
    return [entry if entry.path else entry._replace(path=("件数",)) for entry in rows]


_TITLES = ("一、主动公开情况", "（二）通过不同渠道和方式公开政府信息的情况", "二、回应解读情况",
           "（二）通过不同渠道和方式回应解读的情况", "三、依申请公开情况", "八、机构建设和保障经费情况",
           "九、政府信息公开会议和培训情况")  # fmt: skip


@kind("transposed", "shape", NEW)
def transpose(plan: Plan, rng: random.Random) -> None:
    """Rows as columns and columns as rows."""
    _shape(plan, plan.some_tables(), turned)


def halves(source: Source, parts: Sequence[Part]) -> list[Block]:
    """The rows in two halves side by side, each with its heads; the blocks of table 二 two and two."""
    if len(parts) > 1:
        grids = [stacked([(p.title, crosstab(source, p.rows, p.columns, p.corner))]) for p in parts]
        return [
            beside(grids[at], grids[at + 1]) if at + 1 < len(grids) else grids[at]
            for at in range(0, len(grids), 2)
        ]
    part = parts[0]
    cut = (len(part.rows) + 1) // 2
    left, right = (
        crosstab(source, rows, part.columns, part.corner) for rows in (part.rows[:cut], part.rows[cut:])
    )
    return [beside(left, right)]


@kind("halves side by side", "shape")
def side_by_side(plan: Plan, rng: random.Random) -> None:
    """Two halves of a table beside each other."""
    _shape(plan, [table for table in plan.some_tables() if table != "remedies"] or ["requests"], halves)


def columns_cut(source: Source, parts: Sequence[Part]) -> list[Block]:
    """The columns in two tables, the labels in both."""
    blocks: list[Block] = []
    for part in parts:
        cut = max(1, len(part.columns) // 2)
        for columns in (part.columns[:cut], part.columns[cut:]):
            if columns:
                grid = crosstab(source, part.rows, columns, part.corner)
                blocks.append(stacked([(part.title, grid)]))
    return blocks


@kind("columns in two tables", "shape", NEW)
def cut_columns(plan: Plan, rng: random.Random) -> None:
    """A wide table cut in two, as on narrow pages."""
    _shape(plan, ["requests", *(["remedies"] if rng.random() < 0.4 else [])], columns_cut)


@kind("rows in two tables", "shape")
def cut_rows(plan: Plan, rng: random.Random) -> None:
    """A table cut below some row; the heads stand again or not."""
    again, words = rng.random() < 0.5, rng.choice(("", "（续表）", "续表三", "— 5 —", "附件"))

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        grid = whole(source, parts)[0]
        if isinstance(grid, Paragraph):
            return [grid]
        part = parts[0]
        cut = rng.randint(3, len(part.rows) - 2)
        first = crosstab(source, part.rows[:cut], part.columns, part.corner)
        second = crosstab(
            source, part.rows[cut:], part.columns if again else _headless(part.columns), part.corner
        )
        return [first, *([Paragraph(words)] if words else []), second]

    _shape(plan, ["requests" if plan.edition in NEW else "statistics"], shape)


def _headless(columns: Sequence[Entry]) -> list[Entry]:
    return [entry._replace(path=()) for entry in columns]


@kind("blocks as tables", "shape", NEW)
def block_tables(plan: Plan, rng: random.Random) -> None:
    """Each block of table 二 a table of its own, with its title above it, beside it or nowhere."""
    where = rng.choice(("inside", "caption", "none"))

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        blocks: list[Block] = []
        for part in rng.sample(parts, len(parts)) if rng.random() < 0.5 else parts:
            grid = crosstab(source, part.rows, part.columns, part.corner)
            if where == "caption":
                blocks.append(Paragraph(part.title))
            blocks.append(stacked([(part.title if where == "inside" else "", grid)]))
        return blocks

    _shape(plan, ["proactive"], shape)


@kind("remedies by tracks and results", "shape", NEW)
def remedies_crossed(plan: Plan, rng: random.Random) -> None:
    """Table 四 in three rows or three columns, in any order."""
    tracks = [Entry(path, row=track) for path, track in TRACKS]
    results = [Entry((head,), column=code) for head, code in RESULTS]
    if rng.random() < 0.5:
        tracks = [entry._replace(path=entry.path[-1:]) for entry in tracks]
    if rng.random() < 0.5:
        rng.shuffle(results)
    if rng.random() < 0.3:
        tracks = rng.sample(tracks, 3)
    rows, columns = (tracks, results) if rng.random() < 0.5 else (results, tracks)
    plan.parts["remedies"] = [Part(rows, columns, rng.choice(("", "类别", "情形")))]


@kind("remedies three tables", "shape", NEW)
def remedies_three(plan: Plan, rng: random.Random) -> None:
    """Table 四 as a table for each track, with its name as caption or as head."""
    inside = rng.random() < 0.5

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        blocks: list[Block] = []
        for path, track in TRACKS:
            columns = [Entry((head,), row=track, column=code) for head, code in RESULTS]
            if inside:
                columns = [entry._replace(path=("".join(path), *entry.path)) for entry in columns]
            else:
                blocks.append(Paragraph(rng.choice(("", "（一）"))[:0] + "".join(path)))
            blocks.append(crosstab(source, [Entry(())], columns))
        return blocks

    _shape(plan, ["remedies"], shape)


@kind("remedies one item a line", "shape", NEW)
def remedies_items(plan: Plan, rng: random.Random) -> None:
    """Table 四 with a row for each of its figures."""
    entries = plan.parts["remedies"][0].columns
    if rng.random() < 0.4:
        entries = [entry._replace(path=("".join(entry.path),)) for entry in entries]
    plan.parts["remedies"] = [Part(entries, [Entry((rng.choice(("数量", "件数", "数值")),))], "项目")]


@kind("remedies only totals", "shape", NEW, must="finding")
def remedies_totals(plan: Plan, rng: random.Random) -> None:
    """Of table 四 only the totals, or only some results."""
    keep = rng.choice((("total",), ("total",), ("upheld", "corrected"), ("corrected", "total")))
    part = plan.parts["remedies"][0]
    part.columns = [entry for entry in part.columns if entry.column in keep]


@kind("requests only totals", "shape", NEW)
def requests_totals(plan: Plan, rng: random.Random) -> None:
    """Of table 三 one column, with the form's head or with a word for number."""
    word = rng.choice(("总计", "合计", "总计", "数量", "件数"))
    plan.parts["requests"][0].columns = [Entry((word,), column="total")]


@kind("lists with colons", "shape")
def lists(plan: Plan, rng: random.Random) -> None:
    """Each row a line of words: ``label：head 3件，head 0件``; a single figure follows its label."""
    colon, comma, unit = (
        rng.choice(("：", ":", " ")),
        rng.choice(("，", "；", "、", " ")),
        rng.choice(("件", "", " 件")),
    )
    lead = rng.choice(("", "- ", "● ", "• ", "　　", "* "))

    def line(source: Source, row: Entry, columns: Sequence[Entry]) -> str:
        figures = [
            (
                "".join(column.path[-2:] if column.row else column.path[-1:]),
                "".join(r.text for r in source.cell(row, column)),
            )
            for column in columns
        ]
        if len(columns) == 1 and row.path:
            return f"{lead}{row.path[-1]}{colon}{figures[0][1]}{unit if figures[0][1] else ''}"
        words = comma.join(f"{head}{colon if not row.path else ''}{figure}{unit}" for head, figure in figures)
        return f"{lead}{row.path[-1]}{colon}{words}" if row.path else f"{lead}{words}"

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        blocks: list[Block] = []
        for part in parts:
            columns = form_columns(part)
            blocks += [Paragraph(part.title)] * bool(part.title)
            for row in part.rows:
                if row.fill is not None:
                    blocks.append(Paragraph(row.path[-1]))
                elif row.path:
                    blocks.append(Paragraph(line(source, row, columns)))
                else:
                    blocks += [Paragraph(line(source, row, [column])) for column in columns]
        return blocks

    _shape(plan, plan.some_tables(), shape)


@kind("groups as lines of their own", "shape", NEW)
def group_lines(plan: Plan, rng: random.Random) -> None:
    """The heads of groups are rows without figures; every row has one label."""
    spans = rng.random() < 0.5

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        part = parts[0]
        flat = [entry._replace(path=entry.path[-1:]) for entry in part.rows]
        grid = crosstab(source, flat, part.columns, part.corner)
        high = len(grid) - len(flat)
        wide, seen = width_of(grid), set()
        lines: Grid = grid[:high]
        for entry, line in zip(part.rows, grid[high:], strict=True):
            for word in entry.path[:-1]:
                if word not in seen:
                    seen.add(word)
                    lines.append(
                        [plain(word, across=wide)]
                        if spans
                        else [plain(word), *(plain("") for _ in range(wide - 1))]
                    )
            lines.append(line)
        return [lines]

    _shape(plan, ["requests"], shape)


@kind("heads and labels repeated in every cell", "shape", NEW)
def unmerged(plan: Plan, rng: random.Random) -> None:
    """Nothing is merged: upper heads and group labels are printed again in each cell."""

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        grids = [(p.title, crosstab(source, p.rows, p.columns, p.corner, merged=False)) for p in parts]
        return [stacked(grids)] if grids[0][0] else [grids[0][1]]

    _shape(plan, plan.some_tables(), shape)


@kind("labels first, figures after", "shape", EVERY, TEXTS, must="finding")
def torn_apart(plan: Plan, rng: random.Random) -> None:
    """All labels of a table, then all its figures, as texts are copied from some PDF files."""

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        blocks: list[Block] = []
        for part in parts:
            columns = form_columns(part)
            blocks += [Paragraph(entry.path[-1]) for entry in part.rows if entry.path]
            rows = [entry for entry in part.rows if entry.fill is None]
            blocks.append(crosstab(source, [entry._replace(path=()) for entry in rows], _headless(columns)))
        return blocks

    _shape(plan, plan.some_tables(), shape)


@kind("figures before labels", "shape", EVERY)
def labels_right(plan: Plan, rng: random.Random) -> None:
    """The labels stand at the right of the figures."""

    def regrid(table: str, grid: Grid) -> Grid:
        return [list(reversed(line)) for line in grid]

    plan.settle("regrid", regrid)
    for parts in plan.parts.values():
        for part in parts:
            part.columns = list(reversed(part.columns)) if rng.random() < 0.5 else part.columns


@kind("statistics of a few rows", "shape", OLD)
def few_rows(plan: Plan, rng: random.Random) -> None:
    """Only some rows of the statistics table are printed, in the form's order or not."""
    part = plan.parts["statistics"][0]
    part.rows = [
        e for e in part.rows if rng.random() < 0.35 or e.row in ("s14_review", "s14_litig", "s14_denied")
    ]
