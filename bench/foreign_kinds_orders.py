"""Kinds that change their order or their words on the way: two orders in a table, sections in a grid, words around heads."""

# ruff: noqa: E501  (lists of words, in which Chinese characters count double)
from __future__ import annotations

import random
from collections.abc import Sequence

from bench.foreign_figures import draw_figures
from bench.foreign_grid import Entry, Grid, Paragraph, Source, crosstab, plain, width_of
from bench.foreign_kinds import EVERY, NEW, OLD, TEXTS, changed_columns, form_columns, kind, shuffled_groups
from bench.foreign_kinds_reports import BELOW
from bench.foreign_plan import Block, Part, Plan, form_parts, stacked, whole


@kind("two orders in one table", "heads", NEW)
def two_orders(plan: Plan, rng: random.Random) -> None:
    """Below some row the heads stand again in another order, in the same grid or in another one."""
    apart = rng.random() < 0.5

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        part = parts[0]
        cut = rng.randint(3, len(part.rows) - 3)
        first = crosstab(source, part.rows[:cut], part.columns, part.corner)
        second = crosstab(source, part.rows[cut:], shuffled_groups(part.columns, rng), part.corner)
        return [first, second] if apart or width_of(first) != width_of(second) else [first + second]

    plan.shape("requests", shape)


@kind("heads with words around", "heads", must="finding")
def words_around(plan: Plan, rng: random.Random) -> None:
    """其中：自然人, 自然人（件）, 商业企业申请数: the form's word with others, half of the documents permuted."""
    form = rng.choice(
        (
            "其中：{}",
            "{}（件）",
            "{}数量",
            "{}申请数",
            "来自{}",
            "{}（单位：件）",
            "{}情况",
            "“{}”",
            "【{}】",
            "{}：",
            "{}*",
            "（{}）",
            "{}合计",
        )
    )
    permuted = rng.random() < 0.5

    def change(part: Part) -> list[Entry]:
        columns = [
            entry._replace(path=(*entry.path[:-1], form.format(entry.path[-1])))
            if entry.fill is None
            else entry
            for entry in part.columns
        ]
        return shuffled_groups(columns, rng) if permuted else columns

    changed_columns(plan, plan.some_tables(), change)


@kind("each head with a second column", "heads")
def with_share(plan: Plan, rng: random.Random) -> None:
    """Behind each column its share, last year's figure or its change; seven pairs, or as many as the form has columns."""
    word = rng.choice(("占比", "上年", "同比", "占比（%）", "比上年", "其中：网上", "排名"))
    below = rng.random() < 0.3
    for table in plan.some_tables():
        plan.truth.foreign.add(table)
        for part in plan.parts[table]:
            columns: list[Entry] = []
            for entry in part.columns:
                if below and entry.fill is None:
                    columns.append(entry._replace(path=(*entry.path, rng.choice(("件数", "数量", "件")))))
                    path = (*entry.path, word)
                else:
                    columns.append(entry)
                    path = (*entry.path[:-1], word)
                if entry.fill is None:
                    columns.append(Entry(path, fill=lambda other: str(rng.randint(0, 100))))
            part.columns = columns


@kind("heads are only numbers", "heads", NEW, must="finding")
def only_numbers(plan: Plan, rng: random.Random) -> None:
    """1, 2, 3 or A, B, C stand where the heads should be, in the form's order."""
    form = rng.choice(("{}", "({})", "第{}列", "A{}", "栏{}"))

    def change(part: Part) -> list[Entry]:
        return [entry._replace(path=(form.format(number),)) for number, entry in enumerate(part.columns, 1)]

    changed_columns(plan, plan.some_tables(), change)


@kind("sections in one grid", "reports", EVERY, must="finding")
def sections(plan: Plan, rng: random.Random) -> None:
    """Bodies or years one below the other in one grid, each with its name as a row; the report's own is the first."""
    own = plan.report
    if rng.random() < 0.5:
        others = [
            plan.other_report(body=name, manner=rng.choice(("zero", "small")))
            for name in rng.sample(BELOW, 2)
        ]
        names = {report: report[0] for report in [own, *others]}
    else:
        others = [plan.other_report(year=own[1] - 1)]
        names = {report: f"{report[1]}年" for report in [own, *others]}
    plan.truth.optional |= set(others)
    again = rng.random() < 0.6

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        grids: list[tuple[str, Grid]] = []
        for report in [own, *others]:
            one = Source(source.table, source.figures, report, source.printing, source.truth)
            grid = next(block for block in whole(one, parts) if isinstance(block, list))
            high = next((y for y, line in enumerate(grid) if not all(cell.head for cell in line)), 0)
            grids.append((names[report], grid if again or report == own or len(parts) > 1 else grid[high:]))
        return [stacked(grids)]

    for table in plan.some_tables():
        plan.truth.foreign.add(table)
        plan.shape(table, shape)


@kind("figures on the next line", "shape", EVERY, TEXTS)
def next_line(plan: Plan, rng: random.Random) -> None:
    """Each label is a line, its figures are the line below it; or above it, then nothing is certain."""
    above = rng.random() < 0.3

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        blocks: list[Block] = []
        for part in parts:
            columns = form_columns(part)
            blocks += [Paragraph(part.title)] * bool(part.title)
            blocks.append([[plain(entry.path[-1], head=True) for entry in columns]])
            for row in part.rows:
                label = [Paragraph(row.path[-1])] if row.path else []
                figures: list[Block] = []
                if row.fill is None:
                    bare = [entry._replace(path=()) for entry in columns]
                    figures = [crosstab(source, [row._replace(path=())], bare)]
                blocks += [*figures, *label] if above else [*label, *figures]
        return blocks

    for table in plan.some_tables():
        if table != "remedies":
            plan.shape(table, shape)


@kind("tables of two editions", "rows", NEW)
def two_editions(plan: Plan, rng: random.Random) -> None:
    """One table is that of the other edition, as in the years when the form changed."""
    other = "2019" if plan.edition == "2021" else "2021"
    table = rng.choice(("proactive", "requests"))
    drawn = draw_figures(other, rng, plan.manner)
    kept = {key: value for key, value in plan.figures[plan.report].items() if key[0] != table}
    plan.figures[plan.report] = kept | {key: value for key, value in drawn.items() if key[0] == table}
    plan.parts[table] = form_parts(other)[table]


@kind("money of the statistics in another unit", "figures", OLD)
def statistics_money(plan: Plan, rng: random.Random) -> None:
    """The unit column says 元 where the form says 万元, or a unit far from it."""
    unit = rng.choice(("元", "元", "千元", "亿元", "美元"))
    part = plan.parts["statistics"][0]
    rows = ("s14_fee_wan", "s14_budget_wan")

    def fill(other: Entry, entry: Entry) -> str:
        old = entry.fill(other) if entry.fill else ""
        return unit if other.row in rows else old if isinstance(old, str) else old.text

    part.columns = [
        entry._replace(fill=lambda other, entry=entry: fill(other, entry))
        if entry.path == ("单位",)
        else entry
        for entry in part.columns
    ]
    if any(entry.path == ("单位",) for entry in part.columns):
        plan.truth.units |= {("statistics", row, ""): unit for row in rows}


@kind("labels with numbers of the form", "rows", EVERY)
def label_formulas(plan: Plan, rng: random.Random) -> None:
    """Labels that say what they sum: ``（七）总计（=（一）+（二）+…）``, ``一、本年新收…（1）``, ``14.传真``."""
    form = rng.choice(
        ("{w}（{n}）", "{n} {w}", "{w}({n}={a}+{b})", "{w}＝{a}＋{b}", "{w}[{n}]", "{n}．{w}", "{w} {n}")
    )
    numbers = iter(range(1, 999))

    def numbered(word: str) -> str:
        n = next(numbers)
        return form.format(w=word, n=n, a=n + 1, b=n + 2)

    for table in plan.some_tables():
        for part in plan.parts[table]:
            part.rows = [
                entry._replace(path=(*entry.path[:-1], numbered(entry.path[-1])))
                if entry.path and entry.fill is None
                else entry
                for entry in part.rows
            ]
