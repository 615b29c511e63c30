"""The plan of a made-up document: the form's axes, shapes and words, before and after a kind has changed them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.foreign_figures import MANNERS, Key, draw_figures
from bench.foreign_forms import (
    PROACTIVE,
    REQUEST_COLUMNS,
    RESULTS,
    TABLES_OF,
    TRACKS,
    YEARS_OF,
    request_rows,
    statistics_rows,
)
from bench.foreign_grid import (
    Blanked,
    Document,
    Entry,
    Grid,
    Paragraph,
    Report,
    Run,
    Source,
    Truth,
    crosstab,
    plain,
    widened,
    width_of,
)

Block = Paragraph | Grid
BODIES = (
    "东河县",
    "南山区",
    "安平市",
    "西岭县",
    "青石县",
    "云溪区",
    "石桥镇人民政府",
    "河口乡人民政府",
    "柳林街道办事处",
)
CAPTIONS = {
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "remedies": "四、政府信息公开行政复议、行政诉讼情况",
    "statistics": "附：政府信息公开情况统计表",
}


@dataclass
class Part:
    """A table, or a block of table 二 with its title."""

    rows: list[Entry]
    columns: list[Entry]
    corner: str = ""
    title: str = ""


Shape = Callable[[Source, Sequence[Part]], list[Block]]


@dataclass
class Plan:
    """What a document will print. A kind changes it; ``compose`` writes it down."""

    rng: random.Random
    edition: str
    report: Report
    manner: str
    figures: dict[Report, Blanked]
    parts: dict[str, list[Part]]
    printing: Callable[[Key, float | None], tuple[Run, ...]]
    shapes: dict[str, Shape] = field(default_factory=dict)
    captions: dict[str, str] = field(default_factory=lambda: dict(CAPTIONS))
    before: dict[str, list[Block]] = field(default_factory=dict)
    after: dict[str, list[Block]] = field(default_factory=dict)
    sections: list[tuple[str, Report]] = field(default_factory=list)  # further reports with their titles
    truth: Truth = field(default_factory=Truth)
    regrid: Callable[[str, Grid], Grid] = lambda table, grid: grid
    finish: Callable[[Document], None] = lambda document: None
    title: str = ""
    settled: set[str] = field(default_factory=set)

    def settle(self, name: str, value: object) -> None:
        """Set what only one kind may set; raises ``ValueError`` where another kind did."""
        if name in self.settled:
            raise ValueError(f"{name} is settled already")
        self.settled.add(name)
        setattr(self, name, value)

    def shape(self, table: str, shape: Shape) -> None:
        """Give a table its shape; raises ``ValueError`` where another kind did."""
        if table in self.shapes:
            raise ValueError(f"{table} has its shape already")
        self.shapes[table] = shape

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of the edition."""
        return TABLES_OF[self.edition]

    def some_tables(self) -> list[str]:
        """One table or all of them, drawn."""
        return list(self.tables) if self.rng.random() < 0.35 else [self.rng.choice(self.tables)]

    def other_report(self, body: str = "", year: int = 0, manner: str = "") -> Report:
        """Draw figures of another body or year."""
        report = (body or self.report[0], year or self.report[1])
        drawn = draw_figures(self.edition, self.rng, manner or self.manner)
        self.figures[report] = dict(drawn)
        return report


def figure_text(value: float) -> str:
    """A figure as digits: whole if it is whole."""
    return str(int(value)) if value == int(value) else f"{value:.4f}".rstrip("0")


def print_plain(key: Key, value: float | None) -> tuple[Run, ...]:
    """Digits and nothing else."""
    return (Run("" if value is None else figure_text(value)),)


def draw_plan(edition: str, rng: random.Random) -> Plan:
    """The form as it should be, with random figures, body and year; sometimes with some blank cells."""
    report = (rng.choice(BODIES), rng.choice(YEARS_OF[edition]))
    manner = rng.choices(MANNERS, (4, 4, 2, 0))[0]
    figures: Blanked = dict(draw_figures(edition, rng, manner))
    if rng.random() < 0.2:
        for key in rng.sample(sorted(figures), rng.randint(1, 1 + len(figures) // 8)):
            figures[key] = None
    return Plan(rng, edition, report, manner, {report: figures}, form_parts(edition), print_plain)


def form_parts(edition: str) -> dict[str, list[Part]]:
    """The axes of every table of an edition, as the form prints them."""
    if edition in ("2014", "2008"):
        return {"statistics": [_statistics_part(edition)]}
    requests = Part(
        [Entry(path, row=code) for path, code in request_rows(edition)],
        [Entry(("申请人情况", *path), column=code) for path, code in REQUEST_COLUMNS],
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    )
    remedies = Part(
        [Entry(())],
        [Entry((*path, head), row=track, column=code) for path, track in TRACKS for head, code in RESULTS],
    )
    return {"proactive": _proactive_parts(edition), "requests": [requests], "remedies": [remedies]}


def _proactive_parts(edition: str) -> list[Part]:
    return [
        Part(
            [Entry((label,), row=code) for label, code in rows],
            [Entry((head,), column=code) for head, code in columns],
            corner,
            title,
        )
        for title, corner, rows, columns in PROACTIVE[edition]
    ]


def _statistics_part(edition: str) -> Part:
    listed = statistics_rows(edition)
    units = {code: unit for _, unit, code in listed}
    rows = [
        Entry((label,), row=code) if code else Entry((label,), fill=lambda other: "")
        for label, _unit, code in listed
    ]
    unit = Entry(("单位",), fill=lambda other: units.get(other.row, ""))
    return Part(
        rows, [unit, Entry(("统计数",), column="value")], "统计指标" if edition == "2014" else "指标名称"
    )


def whole(source: Source, parts: Sequence[Part]) -> list[Block]:
    """The form's shape: one grid; the blocks of table 二 one below the other, each with its title and its heads."""
    if len(parts) == 1 and not parts[0].title:
        return [crosstab(source, parts[0].rows, parts[0].columns, parts[0].corner)]
    return [stacked([(part.title, crosstab(source, part.rows, part.columns, part.corner)) for part in parts])]


def stacked(grids: Sequence[tuple[str, Grid]]) -> Grid:
    """Grids one below the other in one grid, their columns widened so that all are equally wide."""
    wide = max(width_of(grid) for _, grid in grids)
    stack: Grid = []
    for title, grid in grids:
        if title:
            stack.append([plain(title, across=wide, head=True)])
        stack += widened(grid, _shares(width_of(grid), wide))
    return stack


def _shares(width: int, wide: int) -> list[int]:
    """How wide each of ``width`` columns is in ``wide``: the first one stays, the last ones take what is over."""
    if width == 1:
        return [wide]
    share, over = divmod(wide - 1, width - 1)
    return [1, *([share] * (width - 1 - over)), *([share + 1] * over)]


def compose(plan: Plan) -> Document:
    """The document of a plan; what is true of it lies in ``plan.truth`` afterwards."""
    document = Document()
    body, year = plan.report
    sections = [(plan.title or f"{body}{year}年政府信息公开工作年度报告", plan.report), *plan.sections]
    for title, report in sections:
        plan.truth.reports.setdefault(report, {})
        document.blocks += _section(plan, title, report)
    plan.finish(document)
    return document


def _section(plan: Plan, title: str, report: Report) -> list[Block]:
    body, year = report
    blocks: list[Block] = [
        Paragraph(title, 1),
        Paragraph("一、总体情况" if "requests" in plan.tables else "一、概述", 2),
        Paragraph(f"{year}年，{body}认真贯彻落实《中华人民共和国政府信息公开条例》，各项工作平稳推进。"),
    ]
    for table in plan.tables:
        source = Source(table, plan.figures, report, plan.printing, plan.truth)
        blocks.append(Paragraph(plan.captions[table], 2))
        blocks += plan.before.get(table, [])
        shaped = plan.shapes.get(table, whole)(source, plan.parts[table])
        blocks += [plan.regrid(table, block) if isinstance(block, list) else block for block in shaped]
        blocks += plan.after.get(table, [])
    if "requests" in plan.tables:
        blocks += [
            Paragraph("五、存在的主要问题及改进情况", 2),
            Paragraph("主动公开的内容还不够丰富，下一步将加强培训。"),
            Paragraph("六、其他需要报告的事项", 2),
            Paragraph("无其他需要报告的事项。"),
        ]
    return blocks
