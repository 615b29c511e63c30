"""Kinds of other rows: foreign ones, missing ones, lines that belong to no row."""

# ruff: noqa: E501  (lists of words, in which Chinese characters count double)
from __future__ import annotations

import random
from collections.abc import Sequence

from bench.foreign_forms import RESULTS
from bench.foreign_grid import Cell, Entry, Grid, Paragraph, Run, Source, crosstab, plain, width_of
from bench.foreign_kinds import (
    EVERY,
    NEW,
    OLD,
    kind,
)
from bench.foreign_plan import Block, Part, Plan


def _number(rng: random.Random) -> str:
    return str(rng.choice((0, 1, 3, rng.randint(4, 900), rng.randint(4, 900))))


_LOCAL_ROWS = {
    "requests": ("其中：网上申请", "其中：信函申请", "9.属于工作秘密", "同比增长（%）", "比上年增减", "4.其他情形", "上年同期", "（八）撤回申请",
                 "平均办理天数", "延期答复", "五、未办结", "本年收到申请", "6.其他", "当场答复数", "小计", "合计", "（三）不予公开合计",
                 "三、本年度办理结果合计", "4.不予受理", "其他", "一、本年新收的涉企申请", "2.不属于国家秘密", "1.不属于本机关"),
    "proactive": ("其他主动公开文件", "行政确认", "行政裁决", "政策解读", "行政征收", "其他行政处罚", "行政许可（网上）", "合计"),
    "statistics": ("其中：区政府", "5.其他申请数", "（二）申请未办结数", "其中：网络申请占比", "（一）撤销具体行政行为数", "逾期办结数",
                   "5.电子邮件申请数", "（四）减免费用", "不予受理数", "行政诉讼败诉数", "新增公开信息数", "累计公开信息数", "合计"),
    "remedies": ("上年", "同比", "合计", "其中：基层", "增减"),
}  # fmt: skip


@kind("foreign rows", "rows")
def foreign_rows(plan: Plan, rng: random.Random) -> None:
    """Rows that no form has, some of them with words of the form."""
    for table in plan.some_tables():
        if table == "remedies":
            continue
        plan.truth.foreign.add(table)
        part = rng.choice(plan.parts[table])
        for word in rng.sample(_LOCAL_ROWS[table], rng.randint(1, 3)):
            at = rng.randint(0, len(part.rows))
            above = part.rows[at - 1].path[:-1] if at else ()
            part.rows.insert(at, Entry((*above, word), fill=lambda other: _number(rng)))


@kind("subtotals of groups", "rows", NEW)
def subtotals(plan: Plan, rng: random.Random) -> None:
    """A row with the sum of its group below or above the group, or beside the name of the group."""
    part = plan.parts["requests"][0]
    figures = plan.figures[plan.report]
    first, word = rng.random() < 0.5, rng.choice(("小计", "合计", "", "其中"))
    rows: list[Entry] = []
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in part.rows:
        groups.setdefault(entry.path[:2] if len(entry.path) == 3 else entry.path, []).append(entry)
    for path, group in groups.items():
        codes = [entry.row for entry in group]

        def fill(other: Entry, codes: Sequence[str] = codes) -> str:
            return str(int(sum(figures.get(("requests", code, other.column)) or 0 for code in codes)))

        if len(group) > 1:
            sums = [Entry((*path, word) if word else path, fill=fill)]
            rows += [*sums, *group] if first else [*group, *sums]
        else:
            rows += group
    part.rows = rows
    plan.truth.foreign.add("requests")


@kind("rows missing", "rows", must="finding")
def rows_missing(plan: Plan, rng: random.Random) -> None:
    """Some rows of the form are not printed."""
    for table in plan.some_tables():
        for part in plan.parts[table]:
            if len(part.rows) > 1:
                part.rows = [entry for entry in part.rows if rng.random() < 0.8] or part.rows[:1]
    plan.parts = {
        table: [part for part in parts if len(parts) == 1 or rng.random() < 0.85] or parts[:1]
        for table, parts in plan.parts.items()
    }


@kind("lines of the office in the grid", "rows")
def office_lines(plan: Plan, rng: random.Random) -> None:
    """填报单位, 表号, 单位, 审核人 and dates as rows of the table."""
    body, year = plan.report
    above = (
        f"填报单位：{body}", f"填报单位（盖章）：{body}    {year}年度", "单位：件", f"表号：公开3表  批准文号：国统制〔{year}〕12号",
        f"{year}年1月1日至{year}年12月31日", f"联系电话：0571-8705{rng.randint(1000, 9999)}",
    )  # fmt: skip
    below = (
        f"填报日期：{year + 1}年1月15日", "审核人：张三　填表人：李四　联系电话：88050123", "注：1.本表数据截至12月31日。2.含结转3件。",
        "备注：本年度共收到12件，其中3件转入下年。", f"{year + 1}.1.20",
    )  # fmt: skip
    top, bottom = rng.choice(above), rng.choice(below)
    split = rng.random() < 0.3

    def regrid(table: str, grid: Grid) -> Grid:
        wide = width_of(grid)
        blank = [[plain("") for _ in range(wide - 1)] for _ in "ab"]
        lines = [
            [plain(words), *rest] if split else [plain(words, across=wide)]
            for words, rest in zip((top, bottom), blank, strict=True)
        ]
        return [lines[0], *grid, lines[1]]

    plan.settle("regrid", regrid)


@kind("heads again in the middle", "rows")
def heads_again(plan: Plan, rng: random.Random) -> None:
    """The heads stand again below a page break inside the grid, or at the foot."""
    table = "requests" if plan.edition in NEW else "statistics"
    foot = rng.random() < 0.3

    def shape(source: Source, parts: Sequence[Part]) -> list[Block]:
        part = parts[0]
        cut = len(part.rows) if foot else rng.randint(3, len(part.rows) - 3)
        grid = crosstab(source, part.rows[:cut], part.columns, part.corner)
        rest = crosstab(source, part.rows[cut:] or [], part.columns, part.corner)
        return [grid + rest] if width_of(grid) == width_of(rest) else [grid, rest]

    plan.shape(table, shape)


@kind("blank columns between", "rows")
def blank_columns(plan: Plan, rng: random.Random) -> None:
    """Narrow empty columns or rows that only keep a distance."""
    for table in plan.some_tables():
        for part in plan.parts[table]:
            columns: list[Entry] = []
            for entry in part.columns:
                if rng.random() < 0.4:
                    columns.append(Entry(("",), fill=lambda other: ""))
                columns.append(entry)
            part.columns = columns
            if rng.random() < 0.3:
                part.rows = [
                    row
                    for entry in part.rows
                    for row in (entry, *([Entry(("",), fill=lambda o: "")] * (rng.random() < 0.2)))
                ]


@kind("organisations in one column", "rows", NEW, must="finding")
def classes_merged(plan: Plan, rng: random.Random) -> None:
    """自然人, 法人或其他组织 and 总计 only; the middle one is no column of the form."""
    figures = plan.figures[plan.report]
    part = plan.parts["requests"][0]

    def fill(other: Entry) -> str:
        codes = ("org_business", "org_research", "org_public_interest", "org_legal_service", "org_other")
        return str(int(sum(figures.get(("requests", other.row, code)) or 0 for code in codes)))

    by = {entry.column: entry for entry in part.columns}
    word = rng.choice(("法人或其他组织", "法人", "组织", "单位", "企业法人"))
    part.columns = [by["natural_person"], Entry(("申请人情况", word), fill=fill), by["total"]]
    if rng.random() < 0.4:
        rng.shuffle(part.columns)
    plan.truth.foreign.add("requests")


@kind("other tracks", "rows", NEW, must="finding")
def other_tracks(plan: Plan, rng: random.Random) -> None:
    """Table 四 with 一审 and 二审, with a track more, or with one track less."""
    part = plan.parts["remedies"][0]
    how = rng.choice(("instances", "more", "less", "replaced"))
    plan.truth.foreign.add("remedies")

    def foreign(*path: str) -> list[Entry]:
        return [Entry((*path, head), fill=lambda other: _number(rng)) for head, _ in RESULTS]

    if how == "instances":
        part.columns = part.columns[:5] + foreign("行政诉讼", "一审") + foreign("行政诉讼", "二审")
    elif how == "more":
        at = rng.choice((0, 5, 10, 15))
        part.columns = (
            part.columns[:at]
            + foreign(rng.choice(("检察监督", "行政赔偿", "信访", "行政裁决")))
            + part.columns[at:]
        )
    else:
        at = rng.choice((0, 5, 10))
        new = foreign("举报投诉") if how == "replaced" else []
        part.columns = part.columns[:at] + new + part.columns[at + 5 :]


@kind("another report's row labels", "rows", OLD, must="finding")
def turned_meaning(plan: Plan, rng: random.Random) -> None:
    """Some labels of the statistics table with a word that turns their meaning."""
    plan.truth.foreign.add("statistics")
    words = ("未", "不", "非", "撤销", "减免", "逾期", "上年", "累计", "下属单位")
    part = plan.parts["statistics"][0]
    for place in rng.sample(range(len(part.rows)), 5):
        entry = part.rows[place]
        if entry.fill is None:
            stem = entry.path[-1].lstrip("（一二三四五六七八九）、1234567890.其中：")
            lead = entry.path[-1][: len(entry.path[-1]) - len(stem)]
            part.rows[place] = Entry(
                (lead + rng.choice(words) + stem,), fill=lambda other: _number(rng) if other.column else "件"
            )


@kind("figures of a row in one cell", "rows", NEW, must="finding")
def glued(plan: Plan, rng: random.Random) -> None:
    """All figures of a row in one cell, with blanks or breaks between them."""
    by = rng.choice((" ", "  ", "\n", "　", "、", "/"))

    def regrid(table: str, grid: Grid) -> Grid:
        if table == "proactive":
            return grid
        return [_glued(line, by) for line in grid]

    plan.settle("regrid", regrid)


def _glued(line: list[Cell], by: str) -> list[Cell]:
    labels = [cell for cell in line if cell.head]
    figures = [cell for cell in line if not cell.head]
    if not figures:
        return line
    words = by.join(cell.text for cell in figures)
    return [*labels, Cell((Run(words),), across=sum(cell.across for cell in figures))]


@kind("a line of words between heads and rows", "rows")
def words_between(plan: Plan, rng: random.Random) -> None:
    """Prose with figures and the form's words before, between and behind the tables."""
    year = plan.report[1]
    lines = (
        f"{year}年新收政府信息公开申请{rng.randint(20, 99)}件，其中自然人{rng.randint(2, 9)}件、商业企业3件。",
        "总计 88", "1", "（单位：件）", "行政复议 3 件，结果维持 2 件。", f"{year}年", "规章 7 行政规范性文件 9", "图1：申请人构成 自然人 67% 商业企业 33%",
        f"与{year - 1}年相比，申请量有所下降。", f"（{year - 1}年数据见上年报告）", f"{year - 1}年结转的申请已全部办结。",
        f"截至{year}年12月31日，石桥镇、白云乡等12个乡镇已报送。", "说明：表中总计为自然人与法人之和，共120件。", "（一）予以公开：共5件。",
    )  # fmt: skip
    for table in plan.some_tables():
        plan.before[table] = [Paragraph(rng.choice(lines)) for _ in range(rng.randint(1, 2))]
        plan.after[table] = [Paragraph(rng.choice(lines)) for _ in range(rng.randint(0, 2))]


@kind("a label over two rows", "rows", NEW, must="finding")
def label_torn(plan: Plan, rng: random.Random) -> None:
    """A page break inside a row: the label goes on in the next row, whose figures are blank, or the figures stand there."""
    below = rng.random() < 0.5

    def regrid(table: str, grid: Grid) -> Grid:
        if table != "requests":
            return grid
        torn: Grid = []
        for line in grid:
            long = next((cell for cell in line if cell.head and len(cell.text) > 9 and cell.down == 1), None)
            if (
                long is None
                or all(cell.head for cell in line)
                or rng.random() < 0.6
                or any(cell.down > 1 for cell in line)
            ):
                torn.append(line)
                continue
            at = rng.randrange(4, len(long.text) - 3)
            first, second = (
                plain(long.text[:at], 1, long.across, True),
                plain(long.text[at:], 1, long.across, True),
            )
            blank = [cell if cell.head else plain("", across=cell.across) for cell in line]
            upper, lower = (blank, line) if below else (line, blank)
            torn.append([first if cell is long else cell for cell in upper])
            torn.append([second if cell is long else cell for cell in lower])
        return (
            torn
            if not any(cell.down > 1 and not cell.head for line in grid for cell in line) and _flat(plan)
            else grid
        )

    part = plan.parts["requests"][0]
    part.rows = [entry._replace(path=entry.path[-1:]) for entry in part.rows]
    plan.settle("regrid", regrid)


def _flat(plan: Plan) -> bool:
    return all(len(entry.path) == 1 for entry in plan.parts["requests"][0].rows)


@kind("a part year", "rows", EVERY, must="finding")
def part_year(plan: Plan, rng: random.Random) -> None:
    """A quarter or half a year is no annual report: nothing may be read as one."""
    word = rng.choice(("第三季度", "上半年", "1-6月", "一季度", "前三季度"))
    plan.settle(
        "title",
        f"{plan.report[0]}{plan.report[1]}年{word}政府信息公开工作{rng.choice(('报告', '情况报告', '统计表'))}",
    )
    plan.truth.denied |= {(table, "", "") for table in plan.tables}
