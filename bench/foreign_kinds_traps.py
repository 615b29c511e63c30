"""Kinds that look like something else: years in labels, other tables, figures over two cells, broken figures."""

# ruff: noqa: E501  (lists of words, in which Chinese characters count double)
from __future__ import annotations

import random
from collections.abc import Sequence

from bench.foreign_figures import Key
from bench.foreign_forms import REQUEST_COLUMNS
from bench.foreign_grid import Entry, Grid, Paragraph, Run, Source, crosstab, plain
from bench.foreign_kinds import EVERY, NEW, changed_columns, kind, renamed
from bench.foreign_kinds_figures import print_share
from bench.foreign_plan import Block, Part, Plan, figure_text, stacked, whole


@kind("years in labels and heads", "rows")
def years_in_labels(plan: Plan, rng: random.Random) -> None:
    """本年 and 上年 are printed as years."""
    year = plan.report[1]
    words = (
        ("上一年", f"{year - 1}年"),
        ("上年", f"{year - 1}年"),
        ("本年度", f"{year}年度"),
        ("本年", f"{year}年"),
        ("下年度", f"{year + 1}年"),
    )

    def dated(word: str) -> str:
        for old, new in words:
            if old in word:
                return word.replace(old, new)
        return word

    for parts in plan.parts.values():
        for part in parts:
            part.rows = [renamed(entry, dated) for entry in part.rows]
            part.columns = [renamed(entry, dated) for entry in part.columns]


@kind("a total of the organisations", "heads", NEW)
def organisations_total(plan: Plan, rng: random.Random) -> None:
    """法人或其他组织 has a 总计 or 小计 of its own beside the form's."""
    codes = [code for _, code in REQUEST_COLUMNS[1:-1]]
    figures = plan.figures[plan.report]

    def fill(other: Entry) -> str:
        return str(int(sum(figures.get(("requests", other.row, code)) or 0 for code in codes)))

    part = plan.parts["requests"][0]
    at = rng.choice((1, len(part.columns) - 1))
    near = part.columns[1 if at == 1 else -2]
    new = Entry((*near.path[:-1], rng.choice(("总计", "小计", "合计"))), fill=fill)
    part.columns = [*part.columns[:at], new, *part.columns[at:]]
    plan.truth.foreign.add("requests")


_OTHER_TABLES: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("主动公开渠道统计", (("公开渠道", "数量", "总计"), ("政府网站", "#", "#"), ("规范性文件", "#", "#"), ("行政许可", "#", "#"), ("其他", "#", "#"))),
    ("建议提案办理情况", (("类别", "本年新收", "结果维持", "总计"), ("人大建议", "#", "#", "#"), ("政协提案", "#", "#", "#"), ("总计", "#", "#", "#"))),
    ("申请人构成", (("申请人情况", "自然人", "商业企业", "总计"), ("件数", "#", "#", "#"), ("占比", "#", "#", "#"))),
    ("行政复议案件", (("行政复议", "收案", "结果维持", "结果纠正"), ("全县", "#", "#", "#"), ("其中：信息公开", "#", "#", "#"))),
    ("近三年收到申请数", (("年度", "收到申请数", "申请办结数"), ("2015", "#", "#"), ("2016", "#", "#"), ("2017", "#", "#"))),
    ("收费情况", (("项目", "本年收费金额（万元）"), ("行政事业性收费", "#"), ("罚没收入", "#"))),
)  # fmt: skip


@kind("tables that are not the form's", "reports")
def other_tables(plan: Plan, rng: random.Random) -> None:
    """Before or behind a table another one with some of its words."""
    for table in plan.some_tables():
        title, rows = rng.choice(_OTHER_TABLES)
        grid = [
            [plain(str(rng.randint(1, 900)) if word == "#" else word, head=word != "#") for word in row]
            for row in rows
        ]
        where = rng.choice((plan.before, plan.after))
        where[table] = [Paragraph(title), grid]


@kind("a comparison behind the tables", "reports", NEW)
def comparison(plan: Plan, rng: random.Random) -> None:
    """A table of some rows with last year's figures, this year's and the change."""
    year = plan.report[1]
    figures = plan.figures[plan.report]
    part = plan.parts["requests"][0]
    heads = rng.choice(
        (
            (f"{year - 1}年", f"{year}年", "增减"),
            ("上年", "本年", "同比（%）"),
            (f"{year}年", f"{year - 1}年", "增长"),
        )
    )
    lines: Grid = [[plain(word, head=True) for word in ("项目", *heads)]]
    for entry in rng.sample(part.rows, 5):
        own = figures.get(("requests", entry.row, "total"))
        words = [str(rng.randint(1, 900)), "" if own is None else figure_text(own), str(rng.randint(1, 99))]
        if heads[0] == f"{year}年":
            words[0], words[1] = words[1], words[0]
        lines.append([plain(entry.path[-1], head=True), *map(plain, words)])
    where = rng.choice((plan.before, plan.after))
    where["remedies"] = [Paragraph(f"与{year - 1}年相比，主要数据如下："), lines]


@kind("all tables in one grid", "shape", NEW)
def one_grid(plan: Plan, rng: random.Random) -> None:
    """The three tables one below the other in one grid, with their captions as rows."""
    parts = dict(plan.parts)

    def shape(source: Source, own: Sequence[Part]) -> list[Block]:
        grids: list[tuple[str, Grid]] = []
        for table in plan.tables:
            one = Source(table, source.figures, source.report, source.printing, source.truth)
            for block in whole(one, parts[table]):
                if isinstance(block, list):
                    grids.append((plan.captions[table], block))
        return [stacked(grids)]

    for table in plan.tables[1:]:
        plan.shape(table, lambda source, own: [])
    plan.shape(plan.tables[0], shape)


@kind("heads in a table of their own", "shape")
def own_heads(plan: Plan, rng: random.Random) -> None:
    """The heads are a table, the rows below are another one, as pages do whose heads stay in sight."""
    tables = plan.some_tables()

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        blocks: list[Block] = []
        for part in parts:
            grid = stacked([(part.title, crosstab(source, part.rows, part.columns, part.corner))])
            high = next((y for y, line in enumerate(grid) if not all(cell.head for cell in line)), 0)
            blocks += [grid[:high], grid[high:]] if high else [grid]
        return blocks

    for table in tables:
        plan.shape(table, shape)


@kind("labels in a table of their own", "shape", EVERY, must="finding")
def own_labels(plan: Plan, rng: random.Random) -> None:
    """The labels are a table, the figures beside them are another one, as pages do whose labels stay in sight."""

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        part = parts[0]
        bare = [entry._replace(path=()) for entry in part.rows]
        figures = crosstab(source, bare, part.columns)
        labels: Grid = [
            [plain(part.corner, head=True)],
            *([plain(entry.path[-1], head=True)] for entry in part.rows if entry.path),
        ]
        return [labels, figures]

    plan.shape("requests" if plan.edition in NEW else "statistics", shape)


@kind("labels twice", "rows", EVERY, must="finding")
def labels_twice(plan: Plan, rng: random.Random) -> None:
    """A row is printed twice, with the same figures after a page break, or with others: then neither is read."""
    table = "requests" if plan.edition in NEW else "statistics"
    part = plan.parts[table][0]
    same = rng.random() < 0.5
    for place in sorted(rng.sample(range(len(part.rows)), 3), reverse=True):
        entry = part.rows[place]
        if entry.fill is None:
            twin = (
                entry
                if same
                else entry._replace(
                    row="", fill=lambda other: str(rng.randint(3000, 9000)) if other.column else "件"
                )
            )
            part.rows.insert(place + rng.choice((0, 1)), twin)
            if not same:
                plan.truth.denied.add((table, entry.row, ""))


_BROKEN = ("{0},5", "{0},55", "{0}..3", "--{0}", "+-{0}", "{0}.", "{0}/", "{0}½", "{0}⅓", "Ⅳ", "XII", "3^{0}", "{0}:00", "2024-{0}", "{0}月", "第{0}",
           "{0}x", "{0}万余", "{0}多", "十几", "若干", "#REF!", "#DIV/0!", "########", "NaN", "null", "N/A", "{0}?", "（略）", "见附件{0}", "[{0}", "{0}E3",
           "1,2,{0}", "{0},", "0x1{0}", "{0}\u0332", "{0}\u20dd", "{0}¾", "&{0};", "{{{0}}}", "{0}人次/件", "序{0}", "{0}°", "№{0}")  # fmt: skip


@kind("figures that are none", "figures", must="finding")
def no_figures(plan: Plan, rng: random.Random) -> None:
    """Some cells hold what is no count: broken signs, errors of a sheet, numerals with a sense of their own."""
    chosen = {key for key in plan.figures[plan.report] if rng.random() < 0.1}
    pattern = rng.choice(_BROKEN)
    if pattern not in (
        "{0}.",
        "{0}x",
        "[{0}",
        "{0},",
        "{0}/",
        "{0}?",
    ):  # where a figure with dirt beside it may be read
        plan.truth.denied |= chosen

    def figure(key: Key, value: float) -> tuple[Run, ...]:
        return (Run(pattern.format(figure_text(value)) if key in chosen else figure_text(value)),)

    print_share(plan, figure, 1)


@kind("letters for digits", "figures", must="finding")
def letters(plan: Plan, rng: random.Random) -> None:
    """O for 0 and l or I for 1, as a scanner reads them: the figure, or nothing."""
    table = rng.choice((str.maketrans("0", "O"), str.maketrans("1", "l"), str.maketrans("01", "OI"), str.maketrans("0", "〇"),
                        str.maketrans("5", "S"), str.maketrans("0", "o"), str.maketrans("1", "丨"), str.maketrans("8", "B")))  # fmt: skip
    print_share(plan, lambda key, value: (Run(figure_text(value).translate(table)),), rng.choice((0.2, 1)))


@kind("money in other units", "figures", NEW)
def money_units(plan: Plan, rng: random.Random) -> None:
    """The unit of money stands in the cell, or in the caption of table 二 and not at its head."""
    unit = rng.choice(("元", "元", "万元", "千元", "亿元", "人民币元", "美元"))
    column = "amount_wan"
    if plan.edition != "2021":
        return
    if rng.random() < 0.5:
        changed_columns(
            plan,
            ["proactive"],
            lambda p: [e._replace(path=("本年收费金额",)) if e.column == column else e for e in p.columns],
        )
        print_share(
            plan, lambda key, value: (Run(figure_text(value) + (unit if key[2] == column else "")),), 1
        )
    else:
        changed_columns(
            plan,
            ["proactive"],
            lambda p: [e._replace(path=("本年收费金额",)) if e.column == column else e for e in p.columns],
        )
        plan.captions["proactive"] += rng.choice((f"（金额单位：{unit}）", f"（单位：件、{unit}）"))
    plan.truth.units["proactive", "", column] = "元" if unit == "人民币元" else unit
