"""Word, WPS, rich text and workbooks: every cell right, blanks blank; damage and bombs end in messages."""

import io
import random
import re
import struct
import zipfile

import pytest

from analysis.documents import Document, Line, Paragraph, Source, read_bytes
from analysis.documents.office_files.number_format import plain, printed
from analysis.documents.office_files.numbering import numeral
from analysis.errors import UnreadableFileError
from analysis.reports import report_from
from render import filled
from render_office import (
    SAVED,
    Word,
    as_docx,
    as_rtf,
    as_xlsx,
    docx_of,
    saved,
    saved_values,
    saved_year,
    zip_of,
)

YEARS = {"2021": 2023, "2019": 2020}
WORDS = {
    "plain": Word(),
    "lists": Word(automatic=True),
    "runs": Word(split_runs=3),
    "pages": Word(split_runs=1, cut_after=7),
    "all": Word(automatic=True, split_runs=2, cut_after=9),
}


def report_of(data, name="报告.docx"):
    return report_from(read_bytes(data, name))


def raw_cells(report):
    return {cell.key: cell.raw or "" for cell in report.cells}


def wrong_cells(report, values):
    """Cells with a value that is not the true one; a missing value is not wrong."""
    return [
        str(cell.key)
        for cell in report.cells
        if cell.value is not None and cell.value != (float(values[cell.key]) if values[cell.key] else None)
    ]


NOT_STRUCK = '<w:strike w:val="0"/>'
RAISED = '<w:vertAlign w:val="superscript"/>'


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows):
    cells = ("".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def blocks(content, **parts):
    return [block.cells for block in read_bytes(docx_of(content, **parts), "a.docx").blocks]


@pytest.mark.parametrize("code", ["2021", "2019"])
@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("seed", range(4))
def test_round_trip_word(code, word, seed):
    values = filled(code, seed)
    report = report_of(as_docx(code, values, YEARS[code], word=word))
    assert raw_cells(report) == values
    assert [finding.code for finding in report.findings] == ["place_unresolved"]
    assert [section.title[:2] for section in report.sections] == [f"{n}、" for n in "一二三四五六"]


@pytest.mark.parametrize("code", ["2021", "2019"])
@pytest.mark.parametrize("sheets", [False, True])
@pytest.mark.parametrize("numbers", [False, True])
def test_round_trip_workbook(code, sheets, numbers):
    pytest.importorskip("openpyxl")
    for seed in range(4):
        values = filled(code, seed)
        report = report_of(as_xlsx(code, values, YEARS[code], sheets=sheets, numbers=numbers), "报告.xlsx")
        assert raw_cells(report) == values
        assert report.document.format == "xlsx"


@pytest.mark.parametrize("code", ["2021", "2019"])
def test_round_trip_rich_text(code):
    for seed in range(4):
        values = filled(code, seed)
        report = report_of(as_rtf(code, values, YEARS[code]), "报告.rtf")
        assert raw_cells(report) == values
        assert report.title == f"青山县人民政府{YEARS[code]}年政府信息公开工作年度报告"


@pytest.mark.parametrize(("code", "kind"), [(code, kind) for code in SAVED for kind in SAVED[code]])
def test_files_of_libreoffice(code, kind):
    report = report_of(saved(code, kind), f"报告.{kind}")
    assert report.document.format == kind
    assert raw_cells(report) == saved_values(code)
    assert report.year == saved_year(code)
    assert [finding.code for finding in report.findings] == ["place_unresolved"]


@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_old_word_and_rich_text_read_as_the_word_file_they_were_made_from(kind):
    word = as_docx("2021", saved_values("2021"), word=Word(automatic=True, split_runs=1))
    expected = [block.cells for block in read_bytes(word, "a.docx").blocks]
    assert [block.cells for block in read_bytes(saved("2021", kind), f"a.{kind}").blocks] == expected


def test_content_goes_before_suffix():
    values = filled("2021", 1)
    assert raw_cells(report_of(as_rtf("2021", values), "报告.doc")) == values
    assert raw_cells(report_of(as_docx("2021", values), "报告.wps")) == values
    assert raw_cells(report_of(saved("2021", "doc"), "报告.wps")) == saved_values("2021")


@pytest.mark.parametrize("write", [as_docx, as_rtf], ids=["docx", "rtf"])
def test_blank_cells_are_blank_and_nothing_is_wrong(write):
    for seed in range(30):
        values, rng = filled("2021", seed), random.Random(seed)
        for key in rng.sample(sorted(values), rng.choice((1, 4, 15, 60))):
            values[key] = ""
        report = report_of(write("2021", values))
        assert wrong_cells(report, values) == []
        assert all(cell.status != "blank" for cell in report.cells if values[cell.key])


def test_offsets_point_at_the_words():
    for data in (as_docx("2021", filled("2021", 1)), saved("2021", "doc"), saved("2021", "ods")):
        document = read_bytes(data, "a")
        for block in document:
            shown = document.text[block.source.start : block.source.end]
            assert shown == block.text
            assert (block.source.table is not None) == isinstance(block, Line)


# Word files in detail


def test_tracked_changes_hidden_and_struck_text():
    content = (
        f"<w:p>{run('收到')}<w:del><w:r><w:delText>10</w:delText></w:r></w:del><w:ins>{run('12')}</w:ins>"
        f"{run('件')}{run('草稿', '<w:vanish/>')}{run('作废', '<w:strike/>')}{run('。', NOT_STRUCK)}</w:p>"
    )
    document = read_bytes(docx_of(content), "a.docx")
    assert document.text == "收到12件。"
    assert document.notes == ("Struck-through text is left out: «作废».",)


def test_a_deleted_row_is_left_out():
    old = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('旧')}</w:tc></w:tr>"
    new = f"<w:tr><w:tc>{paragraph('新')}</w:tc></w:tr>"
    assert blocks(f"<w:tbl>{old}{new}</w:tbl>") == [("新",)]


def test_fields_give_their_results():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>9</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>35</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert blocks(table([paragraph("总计"), f"<w:p>{field}</w:p>"])) == [("总计", "35")]


def test_small_figures_after_a_number_are_no_part_of_it():
    cell = f"<w:p>{run('12')}{run('1', RAISED)}</w:p>"
    assert blocks(table([paragraph("规章"), cell])) == [("规章", "12")]


def test_cells_of_several_paragraphs_breaks_and_invisible_characters():
    cells = [
        paragraph("三、") + paragraph("本年度"),
        "<w:p><w:r><w:t>1</w:t><w:softHyphen/><w:t>2</w:t></w:r></w:p>",
        paragraph("\u00a0\u200b"),
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:noBreakHyphen/></w:r></w:p>",
    ]
    assert blocks(table(cells)) == [("三、\n本年度", "12", "", "甲\n乙-")]
    assert blocks("<w:p><w:r><w:t>一、总体情况</w:t><w:br/><w:t>正文</w:t></w:r></w:p>") == [
        ("一、总体情况",),
        ("正文",),
    ]


def test_symbols_of_unknown_fonts_are_no_figures():
    cell = '<w:p><w:r><w:sym w:font="Wingdings" w:char="F031"/></w:r></w:p>'
    known = '<w:p><w:r><w:sym w:font="Symbol" w:char="F031"/></w:r></w:p>'
    assert blocks(table([paragraph("规章"), cell, known])) == [("规章", "\ufffd", "1")]


def test_text_boxes_come_after_their_paragraph_and_once():
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert blocks(f"<w:p><w:r>{drawing}</w:r>{run('正文')}</w:p>{paragraph('后')}") == [
        ("正文",),
        ("框内",),
        ("后",),
    ]


def test_nested_tables_innermost_and_a_table_of_one_cell_is_its_text():
    inner = table([paragraph("规章"), paragraph("1")], [paragraph("行政许可"), paragraph("2")])
    outer = table([paragraph("前") + inner + paragraph("后")])
    assert blocks(outer) == [("前",), ("规章", "1"), ("行政许可", "2"), ("后",)]
    assert blocks(table([paragraph("规章"), table([paragraph("7")]) + "<w:p/>"])) == [("规章", "7")]


def test_a_placeholder_is_blank_and_content_controls_are_read():
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    asked = control.format("<w:showingPlcHdr/>", paragraph("单击此处输入"))
    assert blocks(table([paragraph("规章"), control.format("", paragraph("8")), asked + "<w:p/>"])) == [
        ("规章", "8", "")
    ]


def test_a_merged_cell_that_goes_on_from_nothing_is_kept():
    rows = (
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
    )
    assert blocks(f"<w:tbl>{rows}</w:tbl>") == [("甲",), ("1",)]


def test_headers_are_read_only_where_the_text_has_no_title():
    from render_office import W

    header = f'<w:hdr xmlns:w="{W}">{paragraph("青山县2023年政府信息公开工作年度报告")}</w:hdr>'
    body = paragraph("一、总体情况")
    assert blocks(body, header1=header)[0] == ("青山县2023年政府信息公开工作年度报告",)
    titled = paragraph("绿水县2023年政府信息公开工作年度报告") + body
    assert blocks(titled, header1=header)[0] == ("绿水县2023年政府信息公开工作年度报告",)


def test_a_list_number_in_a_cell_of_figures_is_a_slip():
    from render_office import W

    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num></w:numbering>"
    )
    first, second = (f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{n}"/></w:numPr>' for n in (1, 2))
    content = table([paragraph("重复申请", first), paragraph("20", first)]) + paragraph("其他", second)
    assert blocks(content, numbering=numbering) == [("1.重复申请", "20"), ("5.其他",)]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (1, "japaneseCounting", "一"), (10, "chineseCounting", "十"), (21, "chineseCountingThousand", "二十一"),
        (105, "chineseCounting", "一百零五"), (3, "chineseLegalSimplified", "叁"), (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"), (3, "decimalEnclosedCircle", "③"), (2, "ideographTraditional", "乙"),
        (7, "unknown", "7"), (7, "none", ""), (12, "decimalFullWidth", "１２"), (0, "chineseCounting", "0"),
    ],
)  # fmt: skip
def test_numerals(number, form, text):
    assert numeral(number, form) == text


# Workbooks in detail


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (20.0, "General", "20"), (20.0, "0.00", "20"), (0.1 + 0.2, "General", "0.3"), (1854488, "#,##0", "1854488"),
        (45296, "yyyy-mm-dd", "2024-01-05"), (45296, 'yyyy"年"m"月"d"日"', "2024-01-05"), (0.35, "0%", "35%"),
        (20, '0"件"', "20件"), (3.5, '0.00"万元"', "3.5万元"), (0, "0;-0;;@", ""), (0, "#", ""),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "0"), (251000, "0!.0,", "251000 «0!.0,»"),
        (-8, "0;[Red]-0", "-8"), (5, "[$-804]General", "5"), (1e-7, "General", "0.0000001"),
        (20, "0_);(0)", "20"), (7, "@", "7"),
    ],
)  # fmt: skip
def test_numbers_as_printed(value, code, text):
    assert printed(value, code) == text


def test_numbers_without_end():
    assert plain(float("inf")) == plain(float("nan")) == "#NUM!"
    assert plain(1e20) == "100000000000000000000"


def test_hidden_parts_formulas_and_sheet_names():
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "申请情况"
    for row in (["规章", 1, 99, "=1+1"], ["行政许可", 2, 99, None], ["旧", 3, 99, 4]):
        sheet.append(row)
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("草稿").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    document = read_bytes(stream.getvalue(), "a.xlsx")
    assert [block.cells for block in document] == [
        ("申请情况",),
        ("规章", "1", "=1+1"),
        ("行政许可", "2", ""),
    ]
    assert len(document.notes) == 3
    assert "never computed" in document.notes[1] + document.notes[0] + document.notes[2]


# Damage: right or missing, never wrong


def change_rows(content, rng):
    """Cells dropped, rows repeated, dropped or swapped in the XML of a Word file."""
    rows = re.findall(r"<w:tr>.*?</w:tr>", content, re.S)
    for _ in range(rng.randrange(1, 4)):
        row = rng.choice(rows)
        kind = rng.randrange(4)
        if kind == 0:
            cells = re.findall(r"<w:tc>.*?</w:tc>", row, re.S)
            content = content.replace(row, row.replace(rng.choice(cells), "", 1), 1)
        elif kind == 1:
            content = content.replace(row, row * 2, 1)
        elif kind == 2:
            content = content.replace(row, "", 1)
        else:
            content = content.replace(row, row.replace("<w:tc>", "<w:tc><w:p/></w:tc><w:tc>", 1), 1)
    return content


@pytest.mark.parametrize("code", ["2021", "2019"])
def test_dropped_cells_and_repeated_rows_are_never_wrong(code):
    for seed in range(40):
        rng = random.Random(seed)
        values = filled(code, seed)
        files = dict(unzipped(as_docx(code, values, YEARS[code], word=Word(automatic=bool(seed % 2)))))
        text = files["word/document.xml"].decode()
        files["word/document.xml"] = change_rows(text, rng)
        assert wrong_cells(report_of(zip_of(files)), values) == [], seed


def unzipped(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for path in archive.namelist():
            yield path, archive.read(path)


FILES = {
    "docx": lambda: as_docx("2021", filled("2021", 7)),
    "xlsx": lambda: as_xlsx("2021", filled("2021", 7)),
    "rtf": lambda: saved("2021", "rtf"),
    "doc": lambda: saved("2021", "doc"),
    "xls": lambda: saved("2021", "xls"),
    "ods": lambda: saved("2021", "ods"),
    "odt": lambda: saved("2021", "odt"),
}


@pytest.mark.parametrize("kind", FILES)
def test_files_cut_off_anywhere_are_refused_or_read_without_a_wrong_cell(kind):
    pytest.importorskip("openpyxl")
    data = FILES[kind]()
    values = saved_values("2021") if kind in SAVED["2021"] else filled("2021", 7)
    for part in range(1, 30):
        try:
            report = report_of(data[: len(data) * part // 30], f"a.{kind}")
        except UnreadableFileError as error:
            assert str(error).startswith(f"a.{kind}: ")  # noqa: PT017
        else:
            assert wrong_cells(report, values) == []


@pytest.mark.parametrize("kind", FILES)
def test_changed_bytes_never_crash(kind):
    pytest.importorskip("openpyxl")
    whole = FILES[kind]()
    parts = dict(unzipped(whole)) if whole[:2] == b"PK" else {"": whole}
    for seed in range(40):
        rng = random.Random(seed)
        changed = {path: spoiled(data, rng) for path, data in parts.items()}
        data = changed[""] if "" in changed else zip_of(changed)
        try:
            report_of(data, f"a.{kind}")
        except UnreadableFileError as error:
            assert f"a.{kind}" in str(error)  # noqa: PT017


def spoiled(data, rng):
    spoiled = bytearray(data)
    if data and rng.random() < 0.7:
        for _ in range(rng.choice((1, 3, 20))):
            at = rng.randrange(len(spoiled))
            spoiled[at : at + rng.randrange(3)] = rng.choice((b"", b"\xff\xff", b"\x00", b"7", b"\x80\x01"))
            if not spoiled:
                break
    return bytes(spoiled)


# Files that are not to be read, or not as they are


def test_a_file_in_a_zip_that_is_damaged_or_missing():
    with pytest.raises(UnreadableFileError, match="no text part"):
        read_bytes(zip_of({"word/other.xml": "<x/>"}), "a.docx")
    with pytest.raises(UnreadableFileError, match=r"document\.xml' is damaged"):
        read_bytes(zip_of({"word/document.xml": "<w:document><w:body>"}), "a.docx")
    with pytest.raises(UnreadableFileError, match="list of sheets"):
        read_bytes(zip_of({"xl/other.xml": "<x/>"}), "a.xlsx")
    document = read_bytes(docx_of(paragraph("正文"), numbering="<broken"), "a.docx")
    assert "automatic numbers may be lost" in document.notes[0]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("ppt/presentation.xml", "PowerPoint"),
        ("OFD.xml", "OFD"),
        ("xl/workbook.bin", "xlsb"),
        ("readme.txt", "unpack it first"),
    ],
)
def test_other_archives_are_named(part, words):
    with pytest.raises(UnreadableFileError, match=words):
        read_bytes(zip_of({part: "x"}), "a.zip")


def compound(*streams):
    """The smallest compound file with streams of these names."""
    head = struct.pack("<8s16x5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096,
                       0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)  # fmt: skip
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    names = ["Root Entry", *streams]
    entries = b"".join(
        struct.pack("<64sHBx3I36xIQ", name.encode("utf-16-le"), 2 * len(name) + 2, 5 if number == 0 else 2,
                    0xFFFFFFFF, number + 1 if 0 < number < len(streams) else 0xFFFFFFFF,
                    1 if number == 0 else 0xFFFFFFFF, 0xFFFFFFFE, 0)
        for number, name in enumerate(names)
    )  # fmt: skip
    return head + fat + entries.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("streams", "words"),
    [
        (("EncryptionInfo", "EncryptedPackage"), "password"),
        (("PowerPoint Document",), "PowerPoint"),
        (("Contents",), "neither"),
        (("WordDocument",), "damaged"),
        (("Workbook",), "damaged"),
    ],
)
def test_compound_files_of_other_kinds(streams, words):
    with pytest.raises(UnreadableFileError, match=words):
        read_bytes(compound(*streams), "a.doc")


def test_passwords_are_told():
    data = bytearray(saved("2021", "doc"))
    at = data.index(b"\xec\xa5\x01\x01")
    data[at + 11] |= 0x01
    with pytest.raises(UnreadableFileError, match="password"):
        read_bytes(bytes(data), "a.doc")
    manifest = "<manifest><encryption-data/></manifest>"
    with pytest.raises(UnreadableFileError, match="password"):
        read_bytes(zip_of({"content.xml": "x", "META-INF/manifest.xml": manifest}), "a.ods")


def test_bombs_are_refused():
    nested = "<w:p/>"
    for _ in range(400):
        nested = table([nested])
    bombs = {
        "part": docx_of(paragraph("9" * (65 * 1024 * 1024))),
        "parts": zip_of({"word/document.xml": "<x/>", **{f"word/{n}.xml": "" for n in range(2_001)}}),
        "tags": docx_of("<w:p/>" * 2_100_000),
        "nested": docx_of(nested),
        "text": docx_of(paragraph("字" * 9_000_000)),
        "rtf": b"{\\rtf1 " + b"{" * 2_000 + b"x" + b"}" * 2_001,
        "tokens": b"{\\rtf1 " + b"\\b" * 4_100_000 + b"}",
    }
    for name, data in bombs.items():
        with pytest.raises(UnreadableFileError, match=r"far more|nests"):
            read_bytes(data, name)


def test_entities_are_refused():
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with pytest.raises(UnreadableFileError, match="entities"):
        read_bytes(zip_of({"word/document.xml": f"{entities}<x>&b;</x>"}), "a.docx")
    wide = f"<?xml version='1.0' encoding='utf-16'?>{entities}<x>&b;</x>".encode("utf-16")
    with pytest.raises(UnreadableFileError, match="entities"):
        read_bytes(zip_of({"word/document.xml": wide}), "a.docx")


def sheet_of(rows, merged=""):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zip_of({
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets><sheet name="表" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{kind}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{merged}</worksheet>',
    })  # fmt: skip


def test_far_corners_and_huge_merges_cost_nothing():
    corners = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    everything = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert [block.cells for block in read_bytes(sheet_of(corners), "a.xlsx")] == [("1",), ("2",)]
    assert [block.cells for block in read_bytes(sheet_of(corners, everything), "a.xlsx")] == [("1",)]
    wide = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"><v>2</v></c></row>' for n in range(1, 60)
    )
    with pytest.raises(UnreadableFileError, match="far more"):
        read_bytes(sheet_of(wide), "a.xlsx")


def test_repeated_rows_of_a_spreadsheet_are_bounded():
    head = '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
    tail = "</office:spreadsheet></office:body></office:document-content>"
    row = (
        '<table:table table:name="表"><table:table-row table:number-rows-repeated="{}">'
        '<table:table-cell table:number-columns-repeated="{}"><text:p>{}</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    read = read_bytes(zip_of({"content.xml": head + row.format(2, 2, "1") + tail}), "a.ods")
    assert [block.cells for block in read] == [("1", "1"), ("1", "1")]
    with pytest.raises(UnreadableFileError, match="far more"):
        read_bytes(zip_of({"content.xml": head + row.format(1048576, 16384, "1") + tail}), "a.ods")


def test_pictures_instead_of_tables_are_noted():
    content = paragraph("一、总体情况") + "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"
    assert "pictures" in read_bytes(docx_of(content), "a.docx").notes[0]
    assert isinstance(read_bytes(docx_of(content), "a.docx").blocks[0], Paragraph)


def test_words_in_the_first_cell_of_a_row_of_figures_move_no_figure():
    heads = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3
    row = (
        "详见附件",
        "64",
        "353",
        "263",
        "843",
        "335",
        "346",
        "378",
        "27",
        "",
        "399",
        "348",
        "286",
        "",
        "1233",
    )
    lines = (Line(heads, Source(0, 1, None, 1, 1)), Line(row, Source(2, 3, None, 1, 2)))
    report = report_from(Document("a.docx", "docx", "0", "1234", lines))
    cells = [cell for cell in report.cells if cell.table == "remedies"]
    true = [float(text) if text.isdigit() else None for text in row]
    assert [
        cell.value for cell, value in zip(cells, true, strict=True) if cell.value not in (None, value)
    ] == []
