"""Kinds with several years or several bodies in one file: as columns, rows, tables, or reports one after another."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bench.foreign_forms import TABLES_OF
from bench.foreign_grid import Entry, Paragraph, Source, crosstab, under
from bench.foreign_kinds import EVERY, NEW, OLD, form_columns, kind
from bench.foreign_plan import Block, Part, Plan, Shape, whole

BELOW = ("城关镇", "河口镇", "青山街道", "白云乡", "东风街道", "石门镇", "南湖街道", "双桥乡")


def _years(plan: Plan, rng: random.Random) -> list[int]:
    """The report's year and one or two before it, in either order; the others' figures are drawn."""
    year = plan.report[1]
    years = list(range(year - rng.choice((1, 1, 2)), year + 1))
    for other in years[:-1]:
        plan.truth.optional.add(plan.other_report(year=other))
    return years if rng.random() < 0.5 else years[::-1]


def _year_word(rng: random.Random, year: int, report: int) -> str:
    words = [f"{year}年", f"{year}年度", f"{year}"]
    if year >= report - 1:
        words += [("上年", "本年")[year == report], ("上年数", "本年数")[year == report]]
    return (
        rng.choice(words[:3]) if report - year > 1 else words[0] if rng.random() < 0.4 else rng.choice(words)
    )


def _said(plan: Plan, tables: Sequence[str]) -> list[str]:
    plan.truth.foreign |= set(tables)
    return list(tables)


@kind("years as outer columns", "reports")
def years_outer(plan: Plan, rng: random.Random) -> None:
    """All columns once for each year."""
    years, style = _years(plan, rng), rng.random()
    for table in _said(plan, plan.some_tables()):
        for part in plan.parts[table]:
            columns = form_columns(part)
            units = [entry for entry in part.columns if entry.fill is not None]
            part.columns = units + [
                entry
                for year in years
                for entry in under((_year_word(random.Random(style), year, plan.report[1]),), columns, year)
            ]


@kind("years as inner columns", "reports")
def years_inner(plan: Plan, rng: random.Random) -> None:
    """The years below each head."""
    years = _years(plan, rng)
    words = {
        year: f"{year}年" if rng.random() < 0.6 else _year_word(rng, year, plan.report[1]) for year in years
    }
    for table in _said(plan, plan.some_tables()):
        for part in plan.parts[table]:
            part.columns = [
                entry._replace(path=(*entry.path, words[year]), year=year) if entry.fill is None else entry
                for entry in part.columns
                for year in (years if entry.fill is None else years[:1])
            ]


@kind("years in place of heads of the statistics", "reports", OLD)
def years_as_values(plan: Plan, rng: random.Random) -> None:
    """The statistics table with a column for each year and no other head."""
    years = _years(plan, rng)
    _said(plan, ["statistics"])
    part = plan.parts["statistics"][0]
    units = [entry for entry in part.columns if entry.fill is not None]
    part.columns = units + [
        Entry((_year_word(rng, year, plan.report[1]),), column="value", year=year) for year in years
    ]


@kind("cumulative beside the year", "reports", OLD)
def cumulative(plan: Plan, rng: random.Random) -> None:
    """本年 and 累计, or quarters and 合计, or a code; the other column has figures where the year's is blank."""
    part = plan.parts["statistics"][0]
    units = [entry for entry in part.columns if entry.fill is not None][: rng.choice((0, 1))]
    report = plan.report
    for key in rng.sample(sorted(plan.figures[report]), rng.choice((0, 6, 15))):
        plan.figures[report][key] = None
    more = [
        Entry((word,), fill=lambda other: str(rng.randint(0, 99)))
        for word in rng.choice((("历年累计",), ("累计数",), ("代码",), ("备注",), ("上年数", "增减"),
                                ("第一季度", "第二季度", "第三季度", "第四季度"), ("2008年以来累计",), ("上级平均数",)))
    ]  # fmt: skip
    own = Entry(
        (rng.choice(("本年", "本年数", "本年度", f"{report[1]}年", "年度数", "统计数")),), column="value"
    )
    columns = [own, *more] if rng.random() < 0.5 else [*more, own]
    part.columns = units + columns
    _said(plan, ["statistics"])


@kind("years as rows", "reports", NEW)
def years_rows(plan: Plan, rng: random.Random) -> None:
    """Under each label a row for each year, or all rows once for each year."""
    years, inner = _years(plan, rng), rng.random() < 0.6
    for table in _said(plan, plan.some_tables()):
        for part in plan.parts[table]:
            pairs = (
                [(row, year) for row in part.rows for year in years]
                if inner
                else [(row, year) for year in years for row in part.rows]
            )
            part.rows = [
                row._replace(path=(*row.path, f"{year}年") if inner else (f"{year}年", *row.path), year=year)
                for row, year in pairs
            ]


@kind("years as tables", "reports")
def years_tables(plan: Plan, rng: random.Random) -> None:
    """A table for each year with the year above it, beside it, or in its corner."""
    years, how = _years(plan, rng), rng.choice(("caption", "caption", "corner", "table caption"))
    numbers = {year: number for number, year in enumerate(years, 1)}

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        blocks: list[Block] = []
        for year in years:
            own = Source(
                source.table, source.figures, (source.report[0], year), source.printing, source.truth
            )
            corner = f"{year}年" if how == "corner" else None
            if how == "caption":
                blocks.append(Paragraph(rng.choice((f"{year}年", f"（{year}年度）", f"{year}年情况如下："))))
            elif how == "table caption":
                blocks.append(
                    Paragraph(f"表{numbers[year]} {year}年{plan.captions[source.table].split('、')[-1]}", 3)
                )
            blocks += whole(own, [Part(p.rows, p.columns, corner or p.corner, p.title) for p in parts])
        return blocks

    for table in _said(plan, plan.some_tables()):
        if how != "corner" or table != "remedies":
            plan.shape(table, shape)


@kind("years side by side", "reports", NEW)
def years_beside(plan: Plan, rng: random.Random) -> None:
    """Two tables of two years beside each other, labels in both."""
    from bench.foreign_grid import beside

    years = _years(plan, rng)[-2:]

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        part = parts[0]
        grids = []
        for year in years:
            columns = under((f"{year}年",), part.columns, year)
            grids.append(crosstab(source, part.rows, columns, part.corner))
        return [beside(*grids)]

    if plan.report[1] in years:
        plan.shape("requests", shape)
        _said(plan, ["requests"])


@kind("only totals by years", "reports", NEW, must="finding")
def totals_by_years(plan: Plan, rng: random.Random) -> None:
    """Table 三 with the years as its only heads."""
    years = _years(plan, rng)
    _said(plan, ["requests"])
    plan.parts["requests"][0].columns = [Entry((f"{year}年",), column="total", year=year) for year in years]


@kind("several reports", "reports")
def several_reports(plan: Plan, rng: random.Random) -> None:
    """Reports of several bodies or years, each with its title; townships often have nothing but zeros."""
    own = plan.report
    if rng.random() < 0.6:
        names = rng.sample(BELOW, rng.randint(1, 3))
        manner = rng.choice(("zero", "zero", "sparse", "small"))
        reports = [plan.other_report(body=name, manner=manner) for name in names]
    else:
        reports = [plan.other_report(year=own[1] - back) for back in range(1, rng.choice((2, 3)))]
    wording = rng.choice(("{0}{1}年政府信息公开工作年度报告", "附件：{0}{1}年度政府信息公开工作年度报告"))
    plan.sections = [(wording.format(*report), report) for report in reports]


@kind("tables of several bodies", "reports", must="finding")
def several_tables(plan: Plan, rng: random.Random) -> None:
    """The same table for several bodies, each with the body's name above it; the report's own comes first."""
    names = rng.sample(BELOW, rng.randint(1, 2))
    manner = rng.choice(("zero", "sparse", "small", "unlike"))
    reports = [plan.report, *(plan.other_report(body=name, manner=manner) for name in names)]
    plan.truth.optional |= set(reports[1:])
    words = rng.choice(("{}", "（{}）", "填报单位：{}", "单位名称（盖章）：{}", "附表：{}"))

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        blocks: list[Block] = []
        for report in reports:
            own = Source(source.table, source.figures, report, source.printing, source.truth)
            blocks += [Paragraph(words.format(report[0])), *whole(own, parts)]
        return blocks

    for table in _said(plan, plan.some_tables()):
        plan.shape(table, shape)


@kind("bodies as columns with their sum", "reports", must="finding")
def bodies_columns(plan: Plan, rng: random.Random) -> None:
    """All columns for each body, then for all together; the sum is the report's own."""
    table = "requests" if plan.edition in NEW else "statistics"
    names = rng.choice((("县本级", "乡镇街道"), ("区直单位", "各镇"), ("政府部门", "街道", "乡镇")))
    part = plan.parts[table][0]
    columns = form_columns(part) if table == "statistics" or rng.random() < 0.4 else part.columns[-1:]
    parts = [plan.other_report(body=name) for name in names]
    figures = plan.figures[plan.report]
    for key in figures:
        if key[0] == table:
            figures[key] = sum(plan.figures[report][key] or 0 for report in parts)
    flat = len(columns) == 1
    heads = [((name,), name) for name in names] + [((rng.choice(("合计", "总计", "全区合计")),), "")]
    part.columns = [
        entry
        for path, body in heads
        for entry in under(path, [c._replace(path=()) if flat else c for c in columns], 0, body)
    ]
    plan.truth.optional |= set(parts)
    _said(plan, [table])


@kind("bodies as rows", "reports", NEW, must="finding")
def bodies_rows(plan: Plan, rng: random.Random) -> None:
    """A summary: a line for each body, a column for each row of the form; its last line is the report's own."""
    names = rng.sample(BELOW, 3)
    rows = list(plan.parts["requests"][0].rows)
    parts = [plan.other_report(body=name, manner="small") for name in names]
    figures = plan.figures[plan.report]
    for key in figures:
        if key[0] == "requests":
            figures[key] = sum(plan.figures[report][key] or 0 for report in parts)
    plan.truth.optional |= set(parts)
    _said(plan, ["requests"])
    lines = [Entry((name,), column="total", body=name) for name in names] + [Entry(("合计",), column="total")]
    plan.parts["requests"] = [Part(lines, rows, "单位")]


@kind("a table twice", "reports", EVERY)
def table_twice(plan: Plan, rng: random.Random) -> None:
    """The same table is printed twice with the same figures, once as an annex."""

    def doubled(shape: Shape) -> Shape:
        return lambda source, parts: [*shape(source, parts), Paragraph("附表"), *shape(source, parts)]

    for table in plan.some_tables():
        plan.shapes[table] = doubled(plan.shapes.get(table, whole))


@kind("two drafts of a table", "reports", EVERY, must="finding")
def two_drafts(plan: Plan, rng: random.Random) -> None:
    """A table twice with unlike figures and nothing that says which one holds: only what is alike may be read."""
    draft = plan.other_report(body="\0draft")
    table = rng.choice(TABLES_OF[plan.edition])

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        other = Source(source.table, source.figures, draft, source.printing, type(source.truth)())
        two = [whole(source, parts), whole(other, parts)]
        rng.shuffle(two)
        return [*two[0], Paragraph("附表"), *two[1]]

    plan.shape(table, shape)
    for key, value in plan.figures[plan.report].items():
        if key[0] == table and value != plan.figures[draft][key]:
            plan.truth.denied.add(key)
