"""Every dialect of text is read back as it was written, or its cells are missing with a finding; none is wrong."""

import hashlib
import itertools
import random
import sys
import time
from itertools import pairwise

import pytest

from analysis.documents import Document, Line, Paragraph, Source, read_bytes
from analysis.errors import UnreadableFileError
from analysis.forms import EDITIONS
from analysis.reports import report_from
from render import blanked, filled
from render_dialects import DIALECTS
from render_printed import printed

WHOLE = [dialect for dialect in DIALECTS if dialect.whole]
YEARS = {edition.code: edition.first_year for edition in EDITIONS}


def written(dialect, code, values, seed):
    return dialect.write(printed(code, values, YEARS[code]), random.Random(seed))


def read(text):
    return report_from(read_bytes(text.encode(), "report.txt"))


def not_right(values, report):
    got = {cell.key: cell.value for cell in report.cells}
    true = {key: float(raw) if raw else None for key, raw in values.items()}
    return {str(key): (values[key], got.get(key)) for key in values if got.get(key) != true[key]}


def wrong(values, report):
    return {key: pair for key, pair in not_right(values, report).items() if pair[1] is not None}


def rows(text):
    return [block.cells for block in read_bytes(text.encode(), "report.txt")]


def cases():
    for dialect in WHOLE:
        for code in sorted(YEARS):
            yield pytest.param(dialect, code, id=f"{dialect.name}-{code}")


@pytest.mark.parametrize(("dialect", "code"), list(cases()))
def test_filled_forms_come_back(dialect, code):
    for seed, share in ((1, 1.0), (2, 0.15)):
        values = filled(code, seed, share=share)
        assert not_right(values, read(written(dialect, code, values, seed))) == {}, seed


@pytest.mark.parametrize("code", sorted(YEARS))
@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_no_cell_is_wrong_where_some_are_blank(dialect, code):
    for seed in range(4):
        values = blanked(filled(code, seed, share=0.15), seed)
        assert wrong(values, read(written(dialect, code, values, seed))) == {}, seed


@pytest.mark.parametrize("name", ["glued", "first figure glued"])
def test_what_is_glued_is_missing_and_said(name):
    dialect = next(dialect for dialect in DIALECTS if dialect.name == name)
    values = filled("2021", 3)
    report = read(written(dialect, "2021", values, 3))
    assert wrong(values, report) == {}
    assert {"table_missing", "row_missing"} & {finding.code for finding in report.findings}


def test_spans_point_at_the_cells_in_every_dialect():
    for dialect in DIALECTS:
        document = read_bytes(written(dialect, "2021", filled("2021", 5), 5).encode(), "report.txt")
        places = [block.source for block in document]
        assert all(a.end <= b.start for a, b in pairwise(places)), dialect.name
        for block in document:
            shown = document.text[block.source.start : block.source.end]
            assert all(cell in shown for cell in block.cells if cell.isdecimal()), (dialect.name, block)


def test_markdown_marks_are_not_part_of_cells():
    text = "| **一** | a\\|b | c<br>d |\n|:--|---:|:-:|\n| 规章 | **0** |  |\n规章 | 1 | 2\n | 1 | 2\n"
    assert rows(text) == [("一", "a|b", "cd"), ("规章", "0", ""), ("规章", "1", "2"), ("", "1", "2")]


def test_boxes_join_the_lines_of_a_cell_but_not_figures():
    top, rule, bottom = "┌────┬────┐\n", "├────┼────┤\n", "└────┴────┘\n"
    first, second, third = "│行政│12  │\n│许可│    │\n", "│行政│1234│\n│处罚│5   │\n", "│规章│0   │\n"
    text = top + first + rule + second + rule + third + bottom
    assert rows(text) == [("行政许可", "12"), ("行政处罚", "1234\n5"), ("规章", "0")]


def test_a_box_with_a_rule_under_its_heads_only_has_a_row_a_line():
    assert rows("+--+--+\n|a |b |\n+--+--+\n|x |1 |\n|y |2 |\n+--+--+\n") == [
        ("a", "b"),
        ("x", "1"),
        ("y", "2"),
    ]


def test_quoted_cells_hold_the_delimiter_and_line_ends():
    row = '"1.申请,人",0,"1,234",,"a\nb"\n'
    assert rows(row * 8)[0] == ("1.申请,人", "0", "1,234", "", "a\nb")


def test_prose_with_commas_figures_or_bars_stays_prose():
    text = (
        "全年公开 123 条, 微信 45 条, 办理 12 件; 其中 3 件延期。\n2023 年, 本机关 12 次, 34 次, 56 次。\n"
        * 8
    )
    assert all(isinstance(block, Paragraph) for block in read_bytes(text.encode(), "report.txt"))


@pytest.mark.parametrize(
    "stray",
    ["- 3 -", "—3—", "第 3 页", "第3页 共6页", "共 6 页", "Page 3 of 6", "page 12", "3 / 6", "3/6", "·12·"],
)
def test_page_numbers_are_dropped(stray):
    assert rows(f"规章\t1\t2\t3\n{stray}\n行政许可\t7\n") == [("规章", "1", "2", "3"), ("行政许可", "7")]


def test_a_tab_that_ends_every_line_is_no_blank_cell():
    row = "\t".join(["规章", "1", "2", "3"])
    assert rows(f"{row}\t\n" * 20)[0] == ("规章", "1", "2", "3")
    assert rows(f"{row}\t\n" * 20 + f"{row}\n" * 20)[0] == ("规章", "1", "2", "3", "")


def test_a_label_wrapped_around_its_figures_is_put_together():
    label = ("1.申请人无正当理由逾期不补正、", "行政机关不再", "处理其政府信息公开申请")
    text = f"4.保护第三方合法权益  0  0  0  0  0  0  0\n{label[0]}\n{label[1]}  1  2  3  4  5  6  21\n{label[2]}\n"
    assert rows(text)[1] == ("".join(label), "1", "2", "3", "4", "5", "6", "21")


def test_the_side_of_labels_is_the_one_that_does_for_all():
    labels = ["6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"]
    text = "".join(f"{label[:-2]}\n{label[-2:]}\n1 2 3 4 5 6 21\n" for label in labels)
    assert [row[0] for row in rows(text)] == labels


def test_blank_columns_are_seen_by_where_the_figures_stand():
    full = "1.属于国家秘密      10   20   30\n2.重复申请          11   21   31\n3.其他              12   22   32\n"
    assert rows(full + "（七）总计          13        33\n")[-1] == ("（七）总计", "13", "", "33")
    assert rows("（七）总计          13        33\n")[-1] == ("（七）总计", "13", "33")


@pytest.mark.parametrize(
    "unit", ["0 ", "| ", "\t", "公 ", "+-", "0 | ", ", ", "  公", "- ", "a*", "<br>", "\\|", "1,"]
)
def test_one_very_long_line_is_read_at_once(unit):
    text = "信息公开 " + (unit * 900_000)[:900_000]
    start = time.perf_counter()
    read_bytes(text.encode(), "report.txt")
    assert time.perf_counter() - start < 10


def test_far_too_much_text_is_refused(monkeypatch):
    with pytest.raises(UnreadableFileError, match="MB of text"):
        read_bytes(b"a" * 60_000_000, "report.txt")
    monkeypatch.setattr("analysis.documents.text_files.plain_text.MOST_LINES", 10)
    with pytest.raises(UnreadableFileError, match="11 lines"):
        read_bytes(b"a\n" * 11, "report.txt")


# ---- what the fit makes of good documents ----


def document_of(blocks):
    made, place = [], 0
    for block in blocks:
        text = "\t".join([block] if isinstance(block, str) else block)
        source = Source(place, place + len(text))
        made.append(Paragraph(block, source) if isinstance(block, str) else Line(tuple(block), source))
        place += len(text) + 1
    text = "\n".join(block.text for block in made)
    return Document("a", "text", hashlib.sha256(text.encode()).hexdigest(), text, tuple(made))


def tab_blocks(code, values):
    for part in printed(code, values, YEARS[code]):
        yield from [part] if isinstance(part, str) else part.rows


def test_the_words_under_bare_figures_are_not_their_label_by_likeness():
    values = filled("2019", 0)
    blocks = []
    for block in tab_blocks("2019", values):
        label = block[2] if not isinstance(block, str) and len(block) > 9 else ""
        if label and block[4].isdecimal():
            blocks += [word for word in block[:2] if word] + [label[:-2], label[-2:], block[3:]]
        else:
            blocks.append(block)
    assert wrong(values, report_from(document_of(blocks))) == {}


def test_a_label_cut_behind_a_group_that_is_a_row_of_another_edition_is_found():
    values = filled("2021", 0)
    blocks = []
    for block in tab_blocks("2021", values):
        if not isinstance(block, str) and block[2:3] and block[2].startswith("1.申请人"):
            blocks += [[*block[:2], block[2][:5], *block[3:]], block[2][5:]]
        else:
            blocks.append(block)
    assert not_right(values, report_from(document_of(blocks))) == {}


def test_a_lone_zero_beside_a_blank_is_not_placed_by_the_layout_alone():
    text = "\n".join(
        "\t".join(row) if not isinstance(row, str) else row for row in tab_blocks("2021", filled("2021", 1))
    )
    start = text.index("行政规范性文件")
    line = text[start : text.index("\n", start)]
    report = read(text.replace(line, "行政规范性文件\t0\t0\t"))
    assert [cell.value for cell in report.cells if cell.row == "normative_docs"] == [None] * 3


def test_a_column_that_is_blank_all_the_way_down_is_not_taken_for_the_last():
    values = {
        key: "" if (key.table, key.column) == ("requests", "org_other") else value
        for key, value in filled("2021", 1).items()
    }
    blocks = [
        [*[c for c in b[:3] if c], *[c for c in b[3:] if c], ""]
        if not isinstance(b, str) and len(b) == 10
        else b
        for b in tab_blocks("2021", values)
    ]
    assert wrong(values, report_from(document_of(blocks))) == {}


@pytest.mark.parametrize(
    "line",
    ["1 2 3 4 5 6 7", "甲  " * 90, "甲" + " " * 15_000 + "乙 1 2", "（一）予以公开\n1 2 3"],
    ids=["figures", "words", "gap", "labels and figures"],
)
def test_four_times_the_lines_take_about_four_times_the_steps(line: str) -> None:
    def steps(count: int) -> int:
        label = "（一）予以公开\n"
        data = (label + "1 2 3\n" + "甲乙\n" * 5 + f"{line}\n" * count + label).encode()
        taken = itertools.count()
        sys.setprofile(lambda frame, event, argument: next(taken))
        try:
            read_bytes(data, "lines.txt")
        finally:
            sys.setprofile(None)
        return next(taken)

    count = max(20, 200_000 // len(line.encode()) // 16)
    steps(count)
    assert steps(4 * count) < 6 * steps(count)


def test_units_and_figures_apart_from_several_labels_are_no_row_of_one_of_them() -> None:
    """pdftotext gives the columns of the statistics table of 2014 one after the other, three or four cells a time."""
    labels = ["1.参加或举办新闻发布会总次数", "其中：主要负责同志参加新闻发布会次数"]
    text = "\n".join(["附表  2014", *labels, "次 155", "次 183", "2.政府网站在线访谈次数", "篇"])
    assert not any(row[0] in labels and row[-1] in ("155", "183") for row in rows(text))


def test_a_label_whose_numeral_the_font_lacked_keeps_its_figures():
    text = "\n".join(
        [
            "六、举报投诉数量",
            "件 7",
            "（ ）政府信息公开工作专门机构数",
            "个 368",
            "（二）设置政府信息公开查阅点数",
            "个 204",
        ]
    )
    found = {line[0]: line[-1] for line in rows(text) if len(line) > 1}
    assert found.get("（二）设置政府信息公开查阅点数") in (None, "204")
    assert rows("三、本年度办理结果 （ ）予以公开 1 2 3 4 5 6 21\n二、乙 1 2")[0][1] == "（ ）予以公开"


def test_two_lines_of_figures_beside_one_label_get_none_of_it():
    text = "\n".join(
        ["甲乙丙丁戊", "个 368", "（二）设置政府信息公开查阅点数", "个 204", "己庚辛壬癸", "个 9"]
    )
    found = {line[0]: line[-1] for line in rows(text) if len(line) > 1}
    assert "（二）设置政府信息公开查阅点数" not in found


def test_a_label_before_a_unit_is_the_lines_own():
    text = "\n".join(
        ["主动公开信息数", "条 197", "其中：全文电子化的主动公开信息数 条 388", "公文类信息数", "条 215"]
    )
    assert all("公文类信息数" not in line or "388" not in line for line in rows(text))
