"""The PDF reader: a real report, and small PDF files that are built here, one layout each."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import pytest

from analysis.documents import pdf
from analysis.documents.document import Document, Line, Paragraph
from analysis.documents.pdf import read_pdf
from analysis.documents.pdf_files import pdf_page, ruled_grid
from analysis.errors import UnreadableFileError
from analysis.forms import Key
from analysis.reports import report_from
from render import filled as form_values
from render_pdf import NO_MEANING, STYLES, Rule, Style, as_pdf, filled, make_pdf, show, stream, stroked

ROOT = Path(__file__).parents[1]
HUAIAN = ROOT / "data/raw/2024/3208/huaian_2024.pdf"
ENCRYPTED = Path(__file__).parent / "data/encrypted.pdf"


def one_path(rules: Sequence[Rule]) -> str:
    return "".join(f"{x0} {y0} m {x1} {y1} l\n" for x0, y0, x1, y1 in rules) + "S\n"


def dotted(rules: Sequence[Rule]) -> str:
    dots = []
    for x0, y0, x1, y1 in rules:
        steps = int(max(x1 - x0, y1 - y0) // 2)
        dots += [
            f"{x0 + (x1 - x0) * n / steps} {y0 + (y1 - y0) * n / steps} 1 1 re f\n" for n in range(steps + 1)
        ]
    return "".join(dots)


def dashed(rules: Sequence[Rule]) -> str:
    dashes = []
    for x0, y0, x1, y1 in rules:
        steps = int(max(x1 - x0, y1 - y0) // 5)
        flat = y0 == y1
        for n in range(steps + 1):
            x, y = x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps
            dashes.append(f"{x} {y} {2.3 if flat else 0.7} {0.7 if flat else 2.3} re f\n")
    return "".join(dashes)


def lattice(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, min(ys), x, max(ys)) for x in xs]


def words(xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> str:
    """Set the cells of a table whose rules stand at ``xs`` and, from the top down, at ``ys``."""
    return "".join(
        show(x + 4, y - 14, text)
        for y, row in zip(ys, rows, strict=False)
        for x, text in zip(xs, row, strict=False)
        if text
    )


XS = (50, 250, 350, 450, 550)
YS = (700, 680, 660, 640)
ROWS = (
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "1", "", "11"),
    ("行政规范性文件", "8", "26", "66"),
)
TABLE = words(XS, YS, ROWS)


def read(*pages: str, **how: str) -> Document:
    return read_pdf(make_pdf(pages, **how), "built.pdf")


def cells(document: Document) -> list[tuple[str, ...]]:
    return [block.cells for block in document if isinstance(block, Line)]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document if isinstance(block, Paragraph)]


# ---- the real report ----


@pytest.fixture(scope="module")
def huaian() -> Document:
    return read_pdf(HUAIAN.read_bytes(), HUAIAN.name)


def test_real_report_tables(huaian: Document) -> None:
    assert huaian.notes == ()
    rows = cells(huaian)
    expected = [
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        ("规章", "1", "0", "11"),
        ("行政规范性文件", "8", "26", "66"),
        ("行政许可", "447228"),
        ("行政处罚", "3985758"),
        ("行政强制", "88283"),
        ("信息内容", "本年收费金额（单位：万元）"),
        ("行政事业性收费", "96171.6"),
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"),
        ("自然人", "法人或其他组织", "总计"),
        ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
        ("一、本年新收政府信息公开申请数量", "3001", "53", "0", "0", "61", "4", "3119"),
        ("三、本年度办理结果", "（一）予以公开", "1288", "21", "0", "0", "50", "3", "1362"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "447", "7", "0", "0", "0", "0", "454"),
        ("（四）无", "1.本机关不掌握相关政府信息", "746", "12", "0", "0", "10", "1", "769"),
        ("", "法提供", "2.没有现成信息需要另行制作", "11", "0", "0", "0", "0", "0", "11"),
        ("（七）总计", "2932", "53", "0", "0", "61", "4", "3050"),
        ("四、结转下年度继续办理", "103", "0", "0", "0", "0", "0", "103"),
        ("行政复议", "行政诉讼"),
        ("72", "64", "178", "37", "351", "13", "4", "8", "1", "26", "12", "1", "1", "6", "20"),
    ]
    assert [row for row in expected if row not in rows] == []


def test_real_report_rows_are_whole(huaian: Document) -> None:
    rows = [row for row in cells(huaian) if sum(cell.isdecimal() for cell in row) == 7]
    totals = [
        3119,
        34,
        1362,
        454,
        2,
        31,
        5,
        6,
        8,
        12,
        9,
        105,
        769,
        11,
        1,
        62,
        25,
        0,
        0,
        1,
        71,
        6,
        110,
        3050,
        103,
    ]
    people = [
        3001,
        34,
        1288,
        447,
        2,
        30,
        5,
        6,
        7,
        12,
        9,
        105,
        746,
        11,
        1,
        56,
        25,
        0,
        0,
        1,
        67,
        6,
        108,
        2932,
        103,
    ]
    assert [int(row[-1]) for row in rows] == totals
    assert [int(row[-7]) for row in rows] == people
    assert all(sum(map(int, row[-7:-1])) == int(row[-1]) for row in rows)


def test_real_report_text(huaian: Document) -> None:
    text = paragraphs(huaian)
    assert text[:2] == ["淮安市人民政府", "2024年政府信息公开工作年度报告"]
    assert text[2].startswith("本报告由淮安市人民政府办公室根据")
    assert text[2].endswith("电话：0517-83605210，电子邮箱：hazwgkc@163.com）。")
    headings = [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert [line for line in text if line in headings] == headings
    assert [line[:5] for line in text if line.startswith("（")] == [
        "（一）主动",
        "（二）依申",
        "（三）政府",
        "（四）政府",
        "（五）政府",
    ]
    # A paragraph over a page break is one paragraph, without the page number between.
    assert "将栏目不更新、政策解读不通俗易懂" in huaian.text
    assert text[-1].endswith("全年收取政府信息公开信息处理费3940元。")
    assert len(text) == 18


def test_real_report_sources(huaian: Document) -> None:
    assert huaian.format == "pdf"
    assert all(huaian.text[b.source.start : b.source.end] == b.text for b in huaian)
    assert [b.source.start for b in huaian] == sorted(b.source.start for b in huaian)
    rows = [block for block in huaian if isinstance(block, Line)]
    assert {(row.source.table, row.source.page) for row in rows} == {(1, 3), (2, 4), (3, 4), (4, 5), (5, 5)}
    assert [row.source.row for row in rows if row.source.table == 5] == [1, 2, 3, 4]


# ---- rules ----


@pytest.mark.parametrize("draw", [stroked, filled, one_path, dotted, dashed])
def test_rules_of_every_kind(draw: Callable[[Sequence[Rule]], str]) -> None:
    assert cells(read(draw(lattice(XS, YS)) + TABLE)) == list(ROWS)


def test_cells_drawn_as_boxes() -> None:
    boxes = "".join(
        f"{x0} {y1} {x1 - x0} {y0 - y1} re S\n" for x0, x1 in pairwise(XS) for y0, y1 in pairwise(YS)
    )
    assert cells(read(boxes + TABLE)) == list(ROWS)


@pytest.mark.parametrize(
    ("turn", "matrix", "box"),
    [
        (0, "1 0 0 1 100 -40", "100 -40 700 760"),
        (90, "0 1 -1 0 800 0", "0 0 800 600"),
        (180, "-1 0 0 -1 600 800", "0 0 600 800"),
        (270, "0 -1 1 0 0 600", "0 0 800 600"),
    ],
)
def test_turned_pages(turn: int, matrix: str, box: str) -> None:
    """The content is laid so that the page, turned as it says, shows it upright."""
    text = show(50, 730, "二、主动公开政府信息情况", 16)
    content = f"q {matrix} cm {text}{stroked(lattice(XS, YS))}{TABLE} Q"
    document = read(content, keys=f"/Rotate {turn}", box=box)
    assert cells(document) == list(ROWS)
    assert paragraphs(document) == ["二、主动公开政府信息情况"]
    assert isinstance(document.blocks[0], Paragraph)


def test_table_inside_forms() -> None:
    """Forms inside forms, each with its own matrix, as some writers wrap every page."""
    inner = stream(
        (stroked(lattice(XS, YS)) + TABLE).encode(),
        "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [2 0 0 2 0 0] RESOURCES",
    )
    outer = stream(
        b"q 0.5 0 0 0.5 30 -20 cm /X0 Do Q", "/Type /XObject /Subtype /Form /BBox [0 -100 900 900] RESOURCES"
    )
    document = read_pdf(make_pdf(["q 0.9 0 0 0.9 0 20 cm /X1 Do Q"], forms=[inner, outer]), "forms.pdf")
    assert cells(document) == list(ROWS)


def test_merged_cells_are_given_once() -> None:
    xs, ys = (50, 150, 250, 350, 450, 550), (700, 680, 660, 640, 620)
    rules: list[Rule] = [
        *((50, y, 550, y) for y in (700, 640, 620)),
        (150, 680, 550, 680),
        (250, 660, 450, 660),
        (50, 620, 50, 700),
        (550, 620, 550, 700),
        (150, 620, 150, 700),
        (250, 620, 250, 680),
        (450, 620, 450, 680),
        (350, 620, 350, 660),
    ]
    text = (
        show(60, 660, "勾稽关系") + show(320, 686, "申请人情况") + show(160, 655, "自然人")
        + show(300, 666, "法人") + show(470, 655, "总计") + show(260, 646, "商业企业")
        + show(360, 646, "科研机构") + words(xs, ys[3:], [["一、新收", "3", "", "0", "3"]])
    )  # fmt: skip
    assert cells(read(stroked(rules) + text)) == [
        ("勾稽关系", "申请人情况"),
        ("自然人", "法人", "总计"),
        ("商业企业", "科研机构"),
        ("一、新收", "3", "", "0", "3"),
    ]


Owners = dict[tuple[int, int], tuple[int, int]]


def merged_at_random(chance: random.Random, height: int, width: int) -> Owners:
    """For each field of a table, the first field of the cell that covers it."""
    owner = {(i, j): (i, j) for i in range(height) for j in range(width)}
    for _ in range(4):
        i, j = chance.randrange(height), chance.randrange(width)
        down, right = min(height, i + chance.randint(1, 3)), min(width, j + chance.randint(1, 3))
        block = [(a, b) for a in range(i, down) for b in range(j, right)]
        taken = [list(owner.values()).count(field) != 1 or owner[field] != field for field in block]
        if not any(taken):
            owner.update(dict.fromkeys(block, (i, j)))
    return owner


def drawn(owner: Owners, height: int, width: int) -> str:
    low, right = 760 - 30 * height, 50 + 70 * width
    edges: list[Rule] = [(50, low, right, low), (right, low, right, 760)]
    for (i, j), first in owner.items():
        x, y = 50 + 70 * j, 760 - 30 * i
        if owner.get((i - 1, j)) != first:
            edges.append((x, y, x + 70, y))
        if owner.get((i, j - 1)) != first:
            edges.append((x, y - 30, x, y))
    return stroked(edges)


@pytest.mark.parametrize("seed", range(60))
def test_random_merges_come_back(seed: int) -> None:
    """Tables with merged cells at random: every cell once, on its first row, in order."""
    chance = random.Random(seed)
    height, width = chance.randint(2, 9), chance.randint(2, 7)
    owner = merged_at_random(chance, height, width)
    values = {first: str(chance.randrange(5000)) if chance.random() < 0.8 else "" for first in owner.values()}
    values[0, 0] = "总计"
    text = "".join(show(56 + 70 * j, 742 - 30 * i, value) for (i, j), value in values.items() if value)
    rows = [tuple(values[i, j] for j in range(width) if (i, j) in values) for i in range(height)]
    expected = [row for row in rows if len(row) > 1 or any(row)]
    document = read(drawn(owner, height, width) + text)
    assert cells(document) == (expected if max(map(len, rows)) > 1 else [])


def test_table_over_a_page_break() -> None:
    upper = stroked(lattice(XS, (100, 80, 60))) + words(XS, (100, 80), ROWS[:2]) + show(290, 20, "- 1 -")
    lower = stroked(lattice(XS, (780, 760))) + words(XS, (780,), ROWS[2:]) + show(290, 20, "- 2 -")
    document = read(upper, lower)
    assert cells(document) == list(ROWS)
    assert [str(block.source).rsplit(" ", 1)[0] for block in document] == ["p1 t1 r1", "p1 t1 r2", "p2 t2 r1"]


def test_table_without_outer_rules() -> None:
    rules = [rule for rule in lattice(XS, YS) if rule[0] != rule[2] or rule[0] not in (50, 550)]
    assert cells(read(stroked(rules) + TABLE)) == list(ROWS)


def test_frames_and_underlines_are_text() -> None:
    frame = "40 40 520 720 re S\n"
    line = "50 690 m 300 690 l S\n50 650 250 0.5 re f\n"
    document = read(frame + line + show(50, 692, "一、总体情况", 16) + show(50, 652, "公开情况", 16))
    assert cells(document) == []
    assert paragraphs(document) == ["一、总体情况", "公开情况"]


def test_table_in_a_page_frame() -> None:
    frame = stroked(lattice((40, 560), (760, 100)))
    layout = stroked(lattice((30, 570, 590), (780, 60, 40)))
    assert cells(read(frame + layout + stroked(lattice(XS, YS)) + TABLE)) == list(ROWS)


def test_wrapped_number_is_whole_and_two_numbers_are_two() -> None:
    xs, ys = (50, 150, 180, 300), (700, 660)
    narrow = show(60, 680, "行政处罚") + show(155, 685, "3985") + show(155, 670, "758")
    document = read(stroked(lattice(xs, ys)) + narrow + show(190, 685, "12") + show(190, 670, "34"))
    assert cells(document) == [("行政处罚", "3985758", "12 34")]


def test_number_across_a_rule_is_told() -> None:
    xs, ys = (50, 150, 170, 300), (700, 680)
    document = read(stroked(lattice(xs, ys)) + show(60, 686, "行政处罚") + show(143, 686, "3985758"))
    assert cells(document) == [("行政处罚", "3985758", "")]
    assert tuple(note.en for note in document.notes) == (
        "Page 1: 3985758 is printed across a rule; check its cell.",
    )


@pytest.mark.parametrize(
    "unseen",
    [
        "1 1 1 rg " + show(160, 686, "987") + "0 g ",
        "3 Tr " + show(160, 686, "987") + "0 Tr ",
        show(160, 686, "987").replace("160 686 Td", "0.9 0.4 -0.4 0.9 160 686 Tm"),
    ],
    ids=["white", "without ink", "tilted"],
)
def test_a_figure_that_nobody_sees_is_left_out_and_told(unseen: str) -> None:
    xs, ys = (50, 150, 250, 350), (700, 680)
    document = read(stroked(lattice(xs, ys)) + show(60, 686, "行政处罚") + show(260, 686, "12") + unseen)
    assert cells(document) == [("行政处罚", "", "12")]
    assert [note.en for note in document.notes] == [
        "Page 1: text that is not seen, watermarks, stamps or line numbers are left out: «987».",
    ]


# ---- text outside rules ----


def test_columns_without_rules() -> None:
    columns = (50, 250, 300, 350, 400)
    rows = [
        ("一、本年新收", "3", "1", "0", "4"),
        ("二、上年结转", "0", "", "2", "2"),
        ("（七）总计", "3", "1", "2", "6"),
    ]
    text = "".join(
        show(x, 700 - 20 * n, cell)
        for n, row in enumerate(rows)
        for x, cell in zip(columns, row, strict=True)
        if cell
    )
    document = read(show(50, 740, "三、收到和处理申请情况", 16) + text)
    assert cells(document) == rows
    assert {block.source.table for block in document} == {None}
    assert all(block.loose for block in document if isinstance(block, Line))


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("code", ["2021", "2019"])
def test_a_form_in_every_style(style: Style, code: str) -> None:
    """Ruled or not, wrapped labels, heads and figures, turned pages, drawn line by line: each cell is right."""
    for seed in (0, 1):
        values = form_values(code, seed, share=0.15 if seed else 1.0)
        report = report_from(read_pdf(as_pdf(values, code, int(code), style), "form.pdf"))
        got = {cell.key: cell.value for cell in report.cells}
        bad = {key: (text, got[key]) for key, text in values.items() if got[key] != float(text)}
        assert bad == {}


def test_blank_cells_without_rules_stand_under_their_heads() -> None:
    style = next(style for style in STYLES if style.name == "no rules")
    values = dict(form_values("2021", 0))
    blank = {key for key in values if key.table == "requests" and key.column == "org_legal_service"}
    blank |= {key for key in values if key.table == "requests" and key.row == "denied_admin_query"} - {
        Key("requests", "denied_admin_query", "org_other")
    }
    values |= dict.fromkeys(blank, "")
    document = read_pdf(as_pdf(values, "2021", 2021, style), "form.pdf")
    row = next(block.cells for block in document if block.cells[0] == "8.属于行政查询事项")
    assert row[1:] == ("", "", "", "", "", values["requests", "denied_admin_query", "org_other"], "")


def test_two_numbers_under_one_another_in_a_table_without_rules_stay_two() -> None:
    """The lines of a cell are one number only if the first fills the column."""
    rows = [("规章", "1", "2"), ("行政规范性文件", "12", "4"), ("行政许可", "77", "6")]
    text = "".join(
        show(50, 700 - 40 * n, label) + show(50, 688 - 40 * n, "（项）") + show(250, 700 - 40 * n, first)
        + show(250, 688 - 40 * n, "5") + show(350, 700 - 40 * n, last)
        for n, (label, first, last) in enumerate(rows)
    )  # fmt: skip
    assert cells(read(text)) == [(f"{label}（项）", f"{first}\n5", last) for label, first, last in rows]


def test_blank_before_numbers_is_not_guessed() -> None:
    """The label column of other rows is not a blank number of this row."""
    text = ""
    for n, row in enumerate(
        (
            ("（三）不予", "1.国家秘密", "1", "2", "3"),
            ("", "2.禁止公开", "4", "5", "9"),
            ("总计", "", "5", "7", "12"),
        )
    ):
        text += "".join(
            show(x, 700 - 20 * n, cell) for x, cell in zip((50, 150, 300, 350, 400), row, strict=True) if cell
        )
    assert cells(read(text)) == [
        ("（三）不予", "1.国家秘密", "1", "2", "3"),
        ("2.禁止公开", "4", "5", "9"),
        ("总计", "5", "7", "12"),
    ]


def test_columns_that_stand_close_are_parted_where_a_label_of_the_form_ends() -> None:
    """Chromium sets the columns of a table without rules and padding side by side."""
    figures = ("5095", "3739", "3439", "4069")
    labels = (
        "1.重复申请",
        "（四）无法提供3.补正后申请内容仍不明确",
        "2.其他法律行政法规禁止公开",
        "（七）总计",
    )
    text = show(50, 760, "第1章2节 2023")
    for n, label in enumerate(labels):
        x = 55 + 10 * len(label)
        text += show(50, 700 - 20 * n, label) + show(x, 700 - 20 * n, "12")
        step = 25 if n == 3 else 40  # only the last row stands close
        text += "".join(show(x + 40 + step * m, 700 - 20 * n, figure) for m, figure in enumerate(figures))
    rows = cells(read(text))
    assert rows == [
        ("1.重复申请", "12", *figures),
        ("（四）无法提供", "3.补正后申请内容仍不明确", "12", *figures),
        ("2.其他法律行政法规禁止公开", "12", *figures),
        ("（七）总计", "12", *figures),
    ]
    assert cells(read(show(50, 700, "公开1,234"))) == []


def test_figures_half_a_character_apart_are_parted_by_the_columns_of_other_lines() -> None:
    """In narrow columns of Chromium ``0 0`` looks like one number with a space."""
    rows = [("1.重复申请", *figures) for figures in ("1234567", "0080006", "1000000", "0030100")]
    wide = ("3.其他", "0", "0", "25", "0", "0", "0", "0")
    text = ""
    for n, row in enumerate((*rows, wide)):
        text += show(50, 700 - 20 * n, row[0])
        xs = (200, 210, 220, 235, 245, 255, 265)
        text += "".join(show(x, 700 - 20 * n, figure) for x, figure in zip(xs, row[1:], strict=True))
    assert cells(read(text)) == [*rows, wide]


def test_a_label_with_a_lost_numeral_is_parted_from_its_group_and_its_figures() -> None:
    """A font without Chinese characters leaves no meaning for some of them."""
    text = "".join(
        show(50, 700 - 20 * n, f"三、本年度办理结果（{NO_MEANING}）予以公开") + show(210, 700 - 20 * n, "12")
        + show(260, 700 - 20 * n, "7") + show(310, 700 - 20 * n, "19")
        for n in range(3)
    )  # fmt: skip
    assert cells(read(text)) == [("三、本年度办理结果", "（\ufffd）予以公开", "12", "7", "19")] * 3


def test_a_broken_label_whose_end_is_another_label_is_whole() -> None:
    """``其中：全文电子化的`` above ``主动公开信息数`` is row 2 of the form of 2008, whose row 1 is blank here."""
    style = next(style for style in STYLES if style.name == "no rules, bottom, narrow")
    values = form_values("2008", 0)
    first, second = list(values)[:2]
    values = {**dict.fromkeys(values, "3"), first: "", second: "7"}
    report = report_from(read_pdf(as_pdf(values, "2008", 2008, style), "form.pdf"))
    got = {cell.key: cell.value for cell in report.cells}
    assert (got[first], got[second]) == (None, 7)


def test_close_numbers_never_grow_together() -> None:
    text = "".join(
        show(50, 700 - 20 * n, "总计") + show(100, 700 - 20 * n, "12") + show(118, 700 - 20 * n, "34")
        for n in range(3)
    )
    assert cells(read(text)) == [("总计", "12", "34")] * 3


def lines_of(*lines: tuple[float, str], top: float = 700) -> str:
    return "".join(show(x, top - 20 * n, text) for n, (x, text) in enumerate(lines))


def test_paragraphs() -> None:
    full = "府" * 48
    page = lines_of(
        (70, "一、总体情况"),
        (70, full[:46]),
        (50, full),
        (50, "信息。"),
        (50, "二、主动公开"),
        (70, full[:45] + "。"),
        (50, "三、收到申请"),
    )
    assert paragraphs(read(page)) == [
        "一、总体情况",
        full[:46] + full + "信息。",
        "二、主动公开",
        full[:45] + "。",
        "三、收到申请",
    ]


def test_lines_join_as_their_script_asks() -> None:
    full = "政" * 40
    page = lines_of(
        (50, full),
        (50, full),
        (50, full + " GDP growth wa"),
        (50, "in " + "府" * 44),
        (50, "报-"),
        (50, full),
    )
    assert "政GDP growth wa in府" in paragraphs(read(page))[0]


def test_paragraph_over_a_page_break() -> None:
    full = "府" * 48
    document = read(
        lines_of((70, full[:46]), (50, full), top=60) + show(290, 20, "第 1 页"),
        lines_of((50, full), (50, "完。")) + show(290, 20, "2"),
    )
    assert paragraphs(document) == [full[:46] + full + full + "完。"]
    assert document.blocks[0].source.page == 1


@pytest.mark.parametrize("mark", ["- {} -", "{}", "第{}页", "—{}—", "{} / 3", "第{}页 共3页"])
def test_page_numbers_are_dropped(mark: str) -> None:
    document = read(*(show(50, 700, "正文。") + show(290, 20, mark.format(n)) for n in (1, 2, 3)))
    assert paragraphs(document) == ["正文。"] * 3


def test_lone_value_at_the_foot_is_kept() -> None:
    assert paragraphs(read(show(50, 700, "正文。") + show(50, 30, "0"))) == ["正文。", "0"]


def test_running_head_is_dropped() -> None:
    pages = [show(200, 785, "年度报告") + show(50, 700, f"正文{n}。") for n in range(4)]
    assert paragraphs(read(*pages)) == [f"正文{n}。" for n in range(4)]


def test_bold_by_double_printing() -> None:
    assert paragraphs(read(show(50, 700, "一、总体情况") + show(50.4, 700, "一、总体情况"))) == [
        "一、总体情况"
    ]


def test_spaces_hyphens_and_kangxi() -> None:
    assert paragraphs(read(show(50, 700, "2024 年 GDP report")))[0] == "2024年GDP report"
    assert paragraphs(read(show(50, 700, "公开\u200b⼀")))[0] == "公开⼀"
    assert paragraphs(read(show(50, 700, "\u00ad8")))[0] == "-8"


def test_character_without_meaning_is_told() -> None:
    rows = (("总计", f"1{NO_MEANING}3"), ("其他", "5"))
    document = read(stroked(lattice((50, 150, 250), (700, 680, 660))) + words((50, 150), (700, 680), rows))
    assert not cells(document)[0][1].isdecimal()
    assert len(cells(document)[0][1]) == 3
    assert len(document.notes) == 1
    assert "do not say" in document.notes[0].en


# ---- what cannot be read ----


def picture() -> bytes:
    return stream(
        b"\x80" * 64,
        "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )


def test_scan_has_no_blocks_and_a_note() -> None:
    page = "q 600 0 0 800 0 0 cm /X0 Do Q"
    document = read_pdf(make_pdf([page] * 3, forms=[picture()]), "scan.pdf")
    assert document.blocks == ()
    assert document.text == ""
    assert len(document.notes) == 1
    assert document.notes[0].en.startswith("Pages 1 to 3 hold pictures only; ")


def test_one_scanned_page_among_others() -> None:
    page = "q 600 0 0 800 0 0 cm /X0 Do Q"
    document = read_pdf(
        make_pdf([show(50, 700, "正文。"), page + show(290, 20, "2")], forms=[picture()]), "mixed.pdf"
    )
    assert paragraphs(document) == ["正文。"]
    assert document.notes[0].en.startswith("Page 2 holds pictures only;")


def test_empty_page_is_told() -> None:
    document = read("")
    assert document.blocks == ()
    assert "no text" in document.notes[0].en


def test_password() -> None:
    with pytest.raises(UnreadableFileError, match=r"secret\.pdf: .*password; save it without the password"):
        read_pdf(ENCRYPTED.read_bytes(), "secret.pdf")


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 100, b"%PDF-1.7\n", b"hello", b"<html><body>no</body></html>"]
)
def test_not_a_pdf(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"^x\.pdf: .*;"):
        read_pdf(data, "x.pdf")


def test_cut_off_files() -> None:
    small, real = make_pdf([stroked(lattice(XS, YS)) + TABLE] * 2), HUAIAN.read_bytes()
    chance = random.Random(7)
    places = [(small, n) for n in range(0, len(small), max(1, len(small) // 150))]
    places += [(real, chance.randrange(len(real))) for _ in range(25)]
    for data, place in places:
        try:
            document = read_pdf(data[:place], "cut.pdf")
        except UnreadableFileError:
            continue
        assert any("cut off" in note.en for note in document.notes) or place > len(data) - 3


def test_damaged_bytes() -> None:
    data = make_pdf([stroked(lattice(XS, YS)) + TABLE])
    chance = random.Random(11)
    for _ in range(150):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read_pdf(bytes(broken), "broken.pdf").text.encode()
        except UnreadableFileError:
            continue
    for _ in range(30):
        with pytest.raises(UnreadableFileError):
            read_pdf(b"%PDF-1.4\n" + chance.randbytes(400), "noise.pdf")


def test_too_many_pages() -> None:
    with pytest.raises(UnreadableFileError, match="501 pages, at most 500"):
        read(*[""] * (pdf.MOST_PAGES + 1))


def test_drawings_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    content = stroked(lattice(XS, YS)) + TABLE
    monkeypatch.setattr(ruled_grid, "MOST_RULES", 3)
    document = read(content)
    assert "too many rules" in document.notes[0].en
    assert {block.source.table for block in document} == {None}
    monkeypatch.undo()
    monkeypatch.setattr(pdf_page, "MOST_OBJECTS", 5)
    assert "more characters or drawings than are read" in read(content).notes[0].en
    monkeypatch.undo()
    monkeypatch.setattr(pdf, "MOST_PARTS", 10)
    document = read(content, content, content)
    assert "Only the first 1 of 3 pages are read" in document.notes[0].en
    assert cells(document) == list(ROWS)


def test_a_drawing_does_not_hang() -> None:
    chance = random.Random(3)
    art = ""
    for _ in range(4000):
        x, y = chance.uniform(0, 600), chance.uniform(0, 800)
        art += f"{x:.1f} {y:.1f} 60 0.5 re f {y:.1f} {x:.1f} 0.5 60 re f\n"
    assert paragraphs(read(art + show(50, 700, "正文。"))) == ["正文。"]


def test_nothing_is_said_at_exit() -> None:
    code = (
        "from pathlib import Path; from analysis.documents.pdf import read_pdf; "
        f"read_pdf(Path({str(HUAIAN)!r}).read_bytes(), 'x')"
    )
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert (done.stdout, done.stderr) == ("", "")


def test_in_a_process_pool() -> None:
    data = HUAIAN.read_bytes()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        first, second = pool.map(read_pdf, [data, data], ["a.pdf", "a.pdf"])
    assert first == second == read_pdf(data, "a.pdf")
