"""Kinds of other heads: permuted, foreign, missing, lost, twice."""

# ruff: noqa: E501  (lists of words, in which Chinese characters count double)
from __future__ import annotations

import itertools
import random
from collections.abc import Callable

from bench.foreign_grid import Entry, Grid, plain
from bench.foreign_kinds import (
    EVERY,
    NEW,
    changed_columns,
    form_columns,
    kind,
    shuffled_groups,
)
from bench.foreign_plan import Part, Plan

DEPARTMENTS = ("公安局", "教育局", "民政局", "住建局", "人社局", "自然资源局", "卫健委", "财政局", "农业农村局", "司法局",
               "城东街道", "河口镇", "水利局", "审计局", "发改委", "交通局")  # fmt: skip


def _count(rng: random.Random) -> str:
    return str(rng.choice((0, 0, 1, 2, rng.randint(3, 900))))


def foreign_entry(rng: random.Random, year: int) -> Entry:
    """A column or row that no form has."""
    numbers = itertools.count(rng.choice((1, 1, 1, 11, 101)))

    def share() -> str:
        return rng.choice((f"{rng.uniform(0, 90):.1f}%", f"{rng.uniform(-40, 90):.2f}", "0", "—"))

    fills: dict[str, Callable[[], str]] = {
        "备注": lambda: rng.choice(("", "", "详见附件2", "含2021年结转3件", _count(rng))),
        "代码": lambda: f"{next(numbers):02}",
        "行次": lambda: str(next(numbers)),
        "序号": lambda: str(next(numbers)),
        "单位": lambda: "件",
        "同比": share,
        "同比增减（%）": share,
        "比上年增减": lambda: rng.choice(("+", "-", "")) + _count(rng),
        "上年同期": lambda: _count(rng),
        f"{year - 1}年": lambda: _count(rng),
        "上年数": lambda: _count(rng),
        "占比": share,
        "小计": lambda: _count(rng),
        "网上申请": lambda: _count(rng),
        "个体工商户": lambda: _count(rng),
        "新闻媒体": lambda: _count(rng),
        "公民": lambda: _count(rng),
        "历年累计": lambda: _count(rng),
        "一季度": lambda: _count(rng),
        "审核人": lambda: "张三",
        rng.choice(DEPARTMENTS): lambda: _count(rng),
        "排名": lambda: _count(rng),
        "": lambda: "",
    }
    head = rng.choice(sorted(fills))
    return Entry((head,), fill=lambda other: fills[head]())


def _insert(entries: list[Entry], new: Entry, rng: random.Random) -> list[Entry]:
    """The entries with a new one at the left, the right or in the middle, sometimes below a neighbour's heads."""
    at = rng.choice((0, len(entries), rng.randint(0, len(entries))))
    neighbour = entries[min(at, len(entries) - 1)]
    if rng.random() < 0.5 and len(neighbour.path) > 1:
        new = new._replace(path=neighbour.path[:-1] + new.path)
    return [*entries[:at], new, *entries[at:]]


@kind("heads permuted", "heads")
def permute_heads(plan: Plan, rng: random.Random) -> None:
    """Groups and members in another order."""
    changed_columns(plan, plan.some_tables(), lambda part: shuffled_groups(part.columns, rng))


@kind("heads permuted, one level", "heads", NEW)
def permute_flat(plan: Plan, rng: random.Random) -> None:
    """One line of heads in any order; those of table 四 bear their track."""
    joint = rng.choice(("", "-", "—", "：", "\n"))

    def change(part: Part) -> list[Entry]:
        flat = [
            entry._replace(path=(joint.join(entry.path[-2:]) if entry.row else entry.path[-1],))
            for entry in part.columns
        ]
        return rng.sample(flat, len(flat)) if rng.random() < 0.7 else flat

    changed_columns(plan, ["requests", "remedies"], change)


@kind("total first", "heads", NEW)
def total_first(plan: Plan, rng: random.Random) -> None:
    """总计 in front of what it sums."""
    changed_columns(
        plan,
        ["requests", "remedies"],
        lambda part: sorted(part.columns, key=lambda e: (e.row, e.column != "total")),
    )


@kind("rows permuted", "heads", must="right")
def permute_rows(plan: Plan, rng: random.Random) -> None:
    """Rows in another order within their groups."""
    for table in plan.some_tables():
        for part in plan.parts[table]:
            if table == "statistics":
                continue
            part.rows = shuffled_groups(part.rows, rng)


@kind("foreign columns", "heads")
def foreign_columns(plan: Plan, rng: random.Random) -> None:
    """One to three columns more."""
    for table in plan.some_tables():
        plan.truth.foreign.add(table)
        for _ in range(rng.choice((1, 1, 2, 3))):
            new = foreign_entry(rng, plan.report[1])
            for part in plan.parts[table] if rng.random() < 0.7 else [rng.choice(plan.parts[table])]:
                part.columns = _insert(part.columns, new, rng)


@kind("foreign columns, heads permuted", "heads")
def foreign_permuted(plan: Plan, rng: random.Random) -> None:
    """Both at once."""
    foreign_columns(plan, rng)
    for table in plan.truth.foreign:
        changed_columns(plan, [table], lambda part: shuffled_groups(part.columns, rng))


@kind("all heads foreign", "heads", must="finding")
def all_foreign(plan: Plan, rng: random.Random) -> None:
    """Departments, years or quarters in place of the form's heads, as many as the form has."""
    for table in plan.some_tables():
        plan.truth.foreign.add(table)
        for part in plan.parts[table]:
            columns = form_columns(part)
            names = rng.choice(
                (
                    rng.sample(DEPARTMENTS, min(len(columns), 16)),
                    [f"{plan.report[1] - 1 - back}年" for back in range(len(columns))],
                    [f"{month + 1}月" for month in range(len(columns))],
                )
            )
            part.columns = [Entry((name,), fill=lambda other: _count(rng)) for name in names]


@kind("some heads foreign", "heads", must="finding")
def some_foreign(plan: Plan, rng: random.Random) -> None:
    """A few heads are others: the number of columns is the form's."""
    for table in plan.some_tables():
        plan.truth.foreign.add(table)
        part = rng.choice(plan.parts[table])
        for place in rng.sample(range(len(part.columns)), min(rng.randint(1, 3), len(part.columns))):
            if part.columns[place].fill is None:
                name = rng.choice(
                    (*DEPARTMENTS, "小计", "同比", "上年数", "个体工商户", "撤诉", "其中：网上", "累计")
                )
                path = (*part.columns[place].path[:-1], name)
                part.columns[place] = Entry(path, fill=lambda other: _count(rng))


@kind("columns missing", "heads", must="finding")
def columns_missing(plan: Plan, rng: random.Random) -> None:
    """Some of the form's columns are not printed."""
    for table in plan.some_tables():
        part = rng.choice(list(plan.parts[table]))
        keep = max(1, len(part.columns) - rng.randint(1, 3))
        places = sorted(rng.sample(range(len(part.columns)), keep))
        part.columns = [part.columns[place] for place in places]


@kind("columns missing and foreign", "heads", must="finding")
def missing_and_foreign(plan: Plan, rng: random.Random) -> None:
    """As many columns as the form, but others: one is gone, another came."""
    for table in plan.some_tables():
        plan.truth.foreign.add(table)
        part = max(plan.parts[table], key=lambda part: len(part.columns))
        part.columns.pop(rng.randrange(len(part.columns)))
        part.columns = _insert(part.columns, foreign_entry(rng, plan.report[1]), rng)


@kind("upper heads missing", "heads", NEW)
def upper_missing(plan: Plan, rng: random.Random) -> None:
    """申请人情况, 法人或其他组织 or 行政诉讼 is not printed."""
    lost = rng.sample(("申请人情况", "法人或其他组织", "行政诉讼"), rng.randint(1, 3))
    changed_columns(
        plan,
        ["requests", "remedies"],
        lambda part: [
            e._replace(path=tuple(word for word in e.path if word not in lost)) for e in part.columns
        ],
    )


@kind("heads lost", "heads", EVERY, must="finding")
def heads_lost(plan: Plan, rng: random.Random) -> None:
    """No heads at all; the figures in the form's order, or totals first, which the sums contradict."""
    lost = plan.some_tables()
    if rng.random() < 0.4 and plan.edition in NEW:
        total_first(plan, rng)

    def regrid(table: str, grid: Grid) -> Grid:
        return (
            [line for line in grid if not (len(line) > 1 and all(cell.head for cell in line))]
            if table in lost
            else grid
        )

    plan.settle("regrid", regrid)


@kind("a head twice", "heads", NEW, must="finding")
def head_twice(plan: Plan, rng: random.Random) -> None:
    """A head of the form stands over two columns with unlike figures: neither can be chosen."""
    for table in plan.some_tables():
        plan.truth.foreign.add(table)
        part = max(plan.parts[table], key=lambda part: len(part.columns))
        twin = rng.choice(part.columns)
        part.columns = _insert(
            part.columns, Entry(twin.path, fill=lambda other: str(rng.randint(3000, 9000))), rng
        )
        plan.truth.denied.add((table, twin.row, twin.column))


@kind("heads over the wrong width", "heads", NEW, ("html table", "html grid", "docx", "xlsx"), must="finding")
def wrong_spans(plan: Plan, rng: random.Random) -> None:
    """An upper head spans too many or too few columns, as in grids that were mended by hand."""
    by = rng.choice((-1, 1))

    def regrid(table: str, grid: Grid) -> Grid:
        return [
            [cell._replace(across=max(1, cell.across + by)) if cell.head and cell.text in ("法人或其他组织", "行政复议") else cell
             for cell in line]
            for line in grid
        ]  # fmt: skip

    plan.settle("regrid", regrid)


@kind("heads repeated as a row of numbers", "heads", NEW)
def column_numbers(plan: Plan, rng: random.Random) -> None:
    """栏次: a line of numbers or letters between heads and figures."""
    words = rng.choice(("栏次", "甲", "", "列次"))

    def regrid(table: str, grid: Grid) -> Grid:
        if table == "proactive" or not grid:
            return grid
        high = next((y for y, line in enumerate(grid) if not all(cell.head for cell in line)), 0)
        figures = sum(not cell.head for cell in grid[high])
        labels = sum(cell.across for cell in grid[0]) - figures
        if not high or labels < 0:
            return grid
        numbers = [plain(str(number), head=True) for number in range(1, figures + 1)]
        return [
            *grid[:high],
            [plain(words, across=labels, head=True), *numbers] if labels else numbers,
            *grid[high:],
        ]

    plan.settle("regrid", regrid)
    plan.truth.foreign |= {"requests", "remedies"}
