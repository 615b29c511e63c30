"""The web page reader: every dialect of a filled form, the oddities of markup one by one, damage, and bounds."""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.documents import Document, Line, Paragraph, read_bytes
from analysis.documents.web_pages.html import read_html
from analysis.documents.web_pages.mhtml import read_mhtml
from analysis.errors import UnreadableFileError
from analysis.reports import report_from
from render import filled
from render_html import DIALECTS, as_html, as_page, damaged, with_blanks

EDITIONS = ("2021", "2019")
# A long run by hand: GONGKAI_DAMAGED_PAGES=500 pytest tests/test_html.py -k damaged_pages
DAMAGED_PAGES = int(os.environ.get("GONGKAI_DAMAGED_PAGES", "15"))


def page_of(markup: str) -> Document:
    return read_html(markup.encode(), "a.html")


def cells_of(markup: str) -> list[tuple[str, ...]]:
    return [block.cells for block in page_of(markup) if isinstance(block, Line)]


def texts_of(markup: str) -> list[str]:
    return [block.text for block in page_of(markup) if isinstance(block, Paragraph)]


def cell_of(inside: str) -> str:
    return cells_of(f"<table><tr><td>甲</td><td>{inside}</td></tr></table>")[0][1]


def verdicts(values, report):
    """``right``, ``missing`` or ``wrong`` for every cell of the form."""
    cells = {cell.key: cell for cell in report.cells}
    found = {}
    for key, value in values.items():
        got = cells[key].value if key in cells else None
        if not value:
            found[key] = "right" if got is None else "wrong"
        elif got is None:
            found[key] = "missing"
        else:
            found[key] = "right" if math.isclose(got, float(value), abs_tol=1e-9) else "wrong"
    return found


# ---- round trip ----


@pytest.mark.parametrize("code", EDITIONS)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_cell_of_every_dialect(code, dialect):
    for seed, largest in enumerate((400, 3, 20_000)):
        values = filled(code, seed, largest)
        report = report_from(read_bytes(as_html(code, values, dialect), "a.html"))
        assert set(verdicts(values, report).values()) == {"right"}
        assert report.title == "青山县人民政府2023年政府信息公开工作年度报告"
        assert len(report.sections) == 6


@pytest.mark.parametrize("code", EDITIONS)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_blank_cells_are_blank(code, dialect):
    values = with_blanks(filled(code, 5, 12), 5)
    report = report_from(read_bytes(as_html(code, values, dialect), "a.html"))
    cells = {cell.key: cell for cell in report.cells}
    assert set(verdicts(values, report).values()) == {"right"}
    assert {cells[key].status for key, value in values.items() if not value} == {"blank"}


def test_offsets_point_at_the_text():
    for dialect in DIALECTS:
        document = read_bytes(as_html("2021", filled("2021", 1), dialect), "a.html")
        for block in document:
            assert document.text[block.source.start : block.source.end] == block.text


def test_formats_and_encodings():
    found = {}
    for dialect in DIALECTS:
        document = read_bytes(as_html("2021", filled("2021", 1), dialect), "a.doc")
        found[dialect] = document.format, document.encoding
    assert found["word_gbk"] == ("html", "gb18030")
    assert found["layout"] == ("html", "gb18030")
    assert found["spans_filled"] == ("html", "utf-16")
    assert found["mhtml_quoted"] == found["mhtml_base64"] == ("mhtml", "utf-8")


def test_front_matter_of_a_site():
    report = report_from(read_bytes(as_html("2021", filled("2021", 1), "sectioned"), "a.html"))
    assert (report.published, report.index_no, report.year) == ("2024-01-18", "XX-2024-1", 2023)
    assert tuple(note.en for note in report.document.notes) == (
        "A part of the page that is not shown holds a table; it is left out.",
    )
    assert "网站标识码：3208000001" in report.document.text
    assert "当前位置：首页 > 政府信息公开 > 年度报告" in report.document.text
    assert "分享" in report.document.text
    assert "请启用" not in report.document.text


# ---- markup, one oddity each ----


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("&nbsp;", ""),
        ("\u200b&#8203;\ufeff ", ""),
        ("<p><br></p>", ""),
        ("<span>1</span><span>2</span>", "12"),
        ("<SPAN class='a>b'>1</SPAN><o:p></o:p>2", "12"),
        ("1<!-- > -->2", "12"),
        ("&#49;2", "12"),
        ("&#49<b>2</b>", "12"),
        ("1\n 2", "1 2"),
        ("<p>1</p><p>2</p>", "1\n2"),
        ("1<br>2", "1\n2"),
        ("<p>&nbsp;</p><p>5</p>", "5"),
        ("本年<br>新收", "本年新收"),
        ("本年\n  新收", "本年新收"),
        ("22<br>（其中修订16件）", "22（其中修订16件）"),
        ("12<sup>1</sup>", "12"),
        ("<s>5</s>6", "~~5~~6"),
        ("<del></del>6", "6"),
        ("<span style='text-decoration:line-through'>5</span>6", "~~5~~6"),
        ("<ins>5</ins>", "5"),
        ("7<span style='display : none'>8</span>", "7"),
        ("7<span hidden>8</span>", "7"),
        ("7<span class='hidden'>8</span>", "78"),
        ("7<input type=hidden value=8>", "7"),
        ("<input value='8'>", "8"),
        ("<img src=a.png>", "[图片]"),
        ("<img src=a.png width=1>", ""),
        ("5<img src=a.png>", "5"),
        ("<script>var a='</td>';</script>9", "9"),
        ("a < b", "a < b"),
        ("<unknown>1</unknown>2", "1 2"),
        ("&lt;td&gt;1", "<td>1"),
        ("&#99999999999;", "&#99999999999;"),
        ("<p lang='EN>1</p><p id='x'>2</p>", "�2"),
    ],
)
def test_a_cell(inside, text):
    assert cell_of(inside) == text


@pytest.mark.parametrize(
    ("markup", "rows"),
    [
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", [("a", "b"), ("c", "d")]),
        ("<TABLE><TR><TH>a</TH><TD>b</TD></TABLE>", [("a", "b")]),
        ("<table><td>a</td><td></td></table>", [("a", "")]),
        ("<td>a</td><td>b</td>", [("a", "b")]),
        ("<table><tr><td rowspan=65000 colspan=99999>a<td>b</table>", [("a", "b")]),
        ("<table><tr><td>a</td><td>b</td></tr><table><tr><td>c</td><td>d</td></tr></table>",
         [("a", "b"), ("c", "d")]),
        ("<table><tr><td>x<table><tr><td>a<td>b</table>y<td>z</table>", [("a", "b")]),
        ("<table><tr style='display:none'><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
         [("c", "d")]),
        ("<table><tr><td>a</td><td style='display:none'>b<table><tr><td>q</table></td><td>c</td></tr></table>",
         [("a", "c")]),
        ("<table style='display:none'><tr><td>a</td><td>b</td></tr></table><table><tr><td>c<td>d</table>",
         [("c", "d")]),
    ],
)  # fmt: skip
def test_rows(markup, rows):
    assert cells_of(markup) == rows


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<p>甲<p>乙<br>丙", ["甲", "乙", "丙"]),
        ("<table><tr><td>x<table><tr><td>a<td>b</table>y<td>z</table>", ["x", "y", "z"]),
        ("<a href=1>首页</a><a href=2>新闻</a>", ["首页 新闻"]),
        ("<dl><dt>索引号：</dt><dd>X1</dd><dt>发布日期：</dt><dd>2024-01-18</dd></dl>",
         ["索引号： X1", "发布日期： 2024-01-18"]),
        ("<span>索引号：X1</span><span>发布日期：2024-01-18</span>", ["索引号：X1  发布日期：2024-01-18"]),
        ("<table><tr><td>索 引 号</td><td>X1</td><td>发布日期：</td><td></td></tr></table>",
         ["索引号：X1", "发布日期："]),
        ("<title>年报 - 某县政府</title><p>甲", ["标题：年报", "网站：某县政府", "甲"]),
        ("<p>甲<p style='display:none'>乙<p>丙", ["甲", "丙"]),
        ("<noscript><p>甲</p></noscript><p>乙", ["乙"]),
        ("<p>甲&emsp;乙 丙", ["甲\u2003乙 丙"]),
    ],
)  # fmt: skip
def test_paragraphs(markup, texts):
    assert texts_of(markup) == texts


def test_article_in_a_layout_cell_is_prose():
    article = "<br>".join(["一、总体情况", "本年认真做好工作。" * 20, "二、主动公开政府信息情况"])
    assert len(texts_of(f"<table><tr><td>导航</td><td>{article}</td></tr></table>")) == 4


def test_preformatted_text_is_read_as_text():
    document = page_of("<pre>三、收到\n一、本年新收\t1\t2\n二、上年结转\t3\t\n</pre>")
    assert [block.cells for block in document] == [
        ("三、收到",),
        ("一、本年新收", "1", "2"),
        ("二、上年结转", "3", ""),
    ]


def test_damaged_row_is_text():
    rows = [
        block
        for block in page_of(
            "<table><tr><td>甲</td>5</td><td>6</td></tr><tr><td>乙</td><td>6</td></tr></table>"
        )
        if isinstance(block, Line)
    ]
    assert [(row.cells, row.loose, row.source.table) for row in rows] == [
        (("甲", "6"), True, None),
        (("乙", "6"), False, 1),
    ]


def test_a_table_that_is_a_picture_is_noted():
    document = page_of(
        "<p>二、主动公开政府信息情况</p><table><tr><td>规章</td><td>1</td><td>2</td></tr></table>"
        "<p>三、收到和处理政府信息公开申请情况</p><p><img src=t3.png></p><p>四、政府信息公开行政复议、行政诉讼情况</p>"
    )
    assert tuple(note.en for note in document.notes) == (
        "Table 三 holds a picture only; read it there, or look for the report as PDF or Word file.",
    )


def test_a_page_in_a_frame_is_noted():
    assert "frame" in page_of("<body>公开<iframe src='a.html'></iframe></body>").notes[0].en


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<html><script>load()</script></html>", b"<p>" + b"\x81" * 50]
)
def test_pages_without_text_are_refused(data):
    with pytest.raises(UnreadableFileError, match="report"):
        read_html(data, "report.html")


def test_mhtml_without_a_page_and_with_several():
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    with pytest.raises(UnreadableFileError, match="no web page"):
        read_mhtml(head + b"--b\r\nContent-Type: text/css\r\n\r\nx\r\n--b--", "a.mht")
    frame = b"--b\r\nContent-Type: text/html\r\n\r\n<p>frame</p>\r\n"
    page = b"--b\nContent-Type: text/html; charset=utf-8\n\n<table><tr><td>a<td>b</table>\n"
    nested = b"--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n"
    nested += b"--c\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--c--\r\n"
    rows = [block.cells for block in read_mhtml(head + nested + frame + page + b"--b--", "a.mht")]
    assert rows == [("a", "b")]


def test_damaged_gb_page_says_what_was_lost():
    data = bytearray(as_html("2021", filled("2021", 1), "word_gbk"))
    at = data.index("青山".encode("gbk"))
    data[at] = 0xFF
    document = read_html(bytes(data), "a.html")
    assert document.encoding == "gb18030"
    assert "U+FFFD" in document.notes[0].en


# ---- damage and bounds ----


@pytest.mark.parametrize("dialect", DIALECTS)
def test_damaged_pages_give_no_wrong_cell(dialect):
    values = filled("2021", 3)
    page = as_page("2021", values, dialect)
    for seed in range(DAMAGED_PAGES):
        spoiled, done = damaged(page, seed)
        try:
            report = report_from(read_bytes(spoiled.encode(), "a.html"))
        except UnreadableFileError:
            continue
        wrong = [key for key, verdict in verdicts(values, report).items() if verdict == "wrong"]
        assert wrong == [], (seed, done)


PIECES = st.sampled_from((
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td style='display:none'>", "<p>", "</p>", "<br>",
    "<div hidden>", "</div>", "<b>", "<s>", "<pre>", "</pre>", "<title>", "<!--", "-->", "<script>", "</script>",
    "<img>", "<dt>", "<dd>", "<a>", "</a>", "<a b='", "<", ">", "&", "&#49", "&nbsp;", "12", "规章", " ", "\n", "\x00",
))  # fmt: skip


@settings(max_examples=300, deadline=2000, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=80).map("".join))
def test_any_markup_is_read_or_refused(markup):
    try:
        document = read_html(markup.encode(), "a.html")
    except UnreadableFileError:
        return
    for block in document:
        assert document.text[block.source.start : block.source.end] == block.text


@settings(max_examples=200, deadline=2000)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"<html>", b"<p>\xd5\xfe", b"MIME-Version: 1.0\nContent-Type: text/html\n\n"]),
)
def test_any_bytes_are_read_or_refused(data, start):
    for reader in (read_html, read_mhtml):
        try:
            reader(start + data, "a.html")
        except UnreadableFileError:
            continue


HOSTILE = {
    "nested div": "b'<div>' * 100_000 + b'x'",
    "nested table": "b'<table><tr><td>' * 100_000 + b'x'",
    "nested formats": "b''.join(b'<font color=%d>' % n for n in range(20_000)) + b'<p>x' * 20_000",
    "many cells": "b'<table><tr>' + b'<td>1' * 2_000_000",
    "long line": "b'<p>' + b'x' * 200_000_000",
    "long line of words": "b'<p>' + b'x ' * 8_000_000",
    "references": "b'<p>' + b'&lt;' * 3_000_000",
    "entities": "b'<!DOCTYPE x [<!ENTITY a \"' + b'&a;' * 1_000_000 + b'\">]><p>&a;</p>'",
    "attributes": "b'<div ' + b' '.join(b'a%d=1' % n for n in range(1_000_000)) + b'>x'",
    "open tags": "b'<a b=\"' * 400_000",
    "open comments": "b'<!--' * 400_000",
    "hidden": "b'<p>x' + b'<div style=\"display:none\">' * 400_000",
    "breaks in a cell": "b'<table><tr><td>' + b'1<br>' * 400_000",
    "parts": "b'MIME-Version: 1.0\\r\\nContent-Type: multipart/related; boundary=x\\r\\n\\r\\n'"
    " + b'--x\\r\\nContent-Type: multipart/mixed; boundary=x\\r\\n\\r\\n' * 200_000",
}
RUN = """
import resource, sys
from analysis.documents import read_bytes
from analysis.errors import UnreadableFileError
data = {data}
resource.setrlimit(resource.RLIMIT_AS, (len(data) + 1_000_000_000,) * 2)
try:
    read_bytes(data, "a.html")
except UnreadableFileError as error:
    print(error)
"""


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_pages_stay_in_bounds(case):
    # In a process of its own, so that its memory can be limited.
    code = RUN.format(data=HOSTILE[case])
    start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - start
    assert (done.returncode, done.stderr) == (0, "")
    assert used < 10
