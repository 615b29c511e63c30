import codecs

import pytest

from analysis.documents import Line, Paragraph, read_bytes, read_document
from analysis.errors import UnreadableFileError
from golden import GOLDEN, RAW, raw_file

TABS = "三、收到和处理政府信息公开申请情况\n一、本年新收\t\t20\t0\t20\t\n\t请\t\t\n  一段文字，共有 20 件。\n- 3 -\n"


def test_rows_of_tabs_keep_their_blank_cells():
    lines = [block for block in read_bytes(TABS.encode(), "a.txt") if isinstance(block, Line)]
    assert lines[0].cells == ("一、本年新收", "", "20", "0", "20", "")


def test_spans_point_at_the_words():
    for name in GOLDEN:
        document = read_document(raw_file(name))
        for block in document:
            shown = document.text[block.source.start : block.source.end]
            assert all(cell in shown for cell in block.cells if cell and document.format == "text")


def test_page_numbers_are_dropped_and_prose_stays_prose():
    document = read_bytes(TABS.encode(), "a.txt")
    assert Paragraph("一段文字，共有 20 件。", document.blocks[-1].source) == document.blocks[-1]


def test_one_cell_a_line_becomes_rows():
    text = "规章 |\n0 |\n1 |\n |\n行政许可 |\n7 | ||\n首页 | 新闻 |\n"
    rows = [block.cells for block in read_bytes(text.encode(), "a.txt")]
    assert rows == [("规章", "0", "1", ""), ("行政许可", "7"), ("首页", "新闻")]


def test_a_page_number_is_no_cell_of_a_barred_row():
    text = "规章 |\n0 |\n1 |\n3\n行政许可 |\n7 |\n"
    rows = [block.cells for block in read_bytes(text.encode(), "a.txt")]
    assert rows == [("规章", "0", "1"), ("3",), ("行政许可", "7")]


def test_markdown_rows_and_columns_of_spaces():
    text = "| 规章 | 0 |  | 2 |\n| --- | --- | --- | --- |\n行政许可     12\n1.属于国家秘密 0 0 0 0 0 0 0\n"
    rows = [block.cells for block in read_bytes(text.encode(), "a.txt")]
    assert rows == [("规章", "0", "", "2"), ("行政许可", "12"), ("1.属于国家秘密", *["0"] * 7)]


@pytest.mark.parametrize(
    ("encode", "name"),
    [
        (lambda text: text.encode("utf-8"), "utf-8"),
        (lambda text: codecs.BOM_UTF8 + text.encode("utf-8"), "utf-8"),
        (lambda text: text.encode("gb18030"), "gb18030"),
        (lambda text: text.encode("gbk", errors="ignore"), "gb18030"),
        (lambda text: text.encode("utf-16"), "utf-16"),
        (lambda text: text.encode("utf-16-le"), "utf-16-le"),
        (lambda text: text.encode("utf-16-be"), "utf-16-be"),
        (lambda text: text.encode("utf-32"), "utf-32"),
    ],
)
def test_encodings(encode, name):
    text = raw_file("000_9974eb19ccedcfcc.txt").read_text(encoding="utf-8")
    document = read_bytes(encode(text), "a.txt")
    assert document.encoding == name
    assert "政府办公室 2023 年政府信息公开工作年度报告" in document.text


def test_utf8_cut_in_a_character_is_read_with_a_note():
    data = raw_file("000_9974eb19ccedcfcc.txt").read_bytes()
    document = read_bytes(data[: len(data) // 2 + 1].rstrip(b"\n") + "公".encode()[:2], "a.txt")
    assert document.encoding == "utf-8"
    assert "U+FFFD" in document.notes[0].en


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (bytes(range(256)) * 20, "not text"),
        (b"PK\x03\x04rest", "Word, Excel or zip file is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Word or Excel file is damaged"),
        (b"{\\rtf1 }", "holds no words"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\x1f\x8b\x08", "archive"),
        (b"<!DOCTYPE html><html></html>", "no text"),
        (b"abc" + b"\x01\x02" * 400, "control characters"),
    ],
)
def test_bad_input_gets_a_message_that_names_the_file(data, words):
    with pytest.raises(UnreadableFileError, match=words) as caught:
        read_bytes(data, "报告.txt")
    assert str(caught.value).startswith("报告.txt: ")


def test_missing_file_folder_and_size(tmp_path, monkeypatch):
    with pytest.raises(UnreadableFileError, match="cannot be opened"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(UnreadableFileError, match="folder"):
        read_document(tmp_path)
    monkeypatch.setattr("analysis.documents.read.LARGEST_FILE", 10)
    with pytest.raises(UnreadableFileError, match="more than"):
        read_document(raw_file("000_9974eb19ccedcfcc.txt"))


def test_raw_data_are_the_known_files():
    assert {path.name for path in RAW.rglob("*") if path.suffix in (".txt", ".pdf")} == set(GOLDEN)


def test_figures_beside_two_labels_and_no_others_are_given_to_neither():
    """The columns of a page torn apart: the figures of 总计 stand under the label of the row below it."""
    figures = ["5171 3776 3656 4103 3791 4035 24532", "310 11 99 94", "367 63 944"]
    torn = "\n".join(["3.其他", "8 87 112 37", "（七）总计", "四、结转下年度继续办理", "", *figures, ""])
    found = [block.cells for block in read_bytes(torn.encode(), "a.txt")]
    assert tuple(figures[0].split()) in found
    assert ("（七）总计",) in found
    whole = "\n".join(["（七）总计", figures[0], "四、结转下年度继续办理", "1 2 3 4 5 6 21", ""])
    assert [block.cells[0] for block in read_bytes(whole.encode(), "a.txt")] == [
        "（七）总计",
        "四、结转下年度继续办理",
    ]
