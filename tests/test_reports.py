import re

import pytest

from analysis.documents import Source, read_bytes
from analysis.forms import SECTIONS, TABLES, Key, edition, identities
from analysis.reports import CODES, read_report, report_from, reports_from
from golden import GOLDEN, judged, raw_file
from render import as_text, filled


def report_of(text, **overrides):
    return report_from(read_bytes(text.encode(), "报告.txt"), overrides or None)


def codes(report, severity=None):
    return [finding.code for finding in report.findings if severity in (None, finding.severity)]


@pytest.fixture(scope="module")
def reports():
    return {name: read_report(raw_file(name)) for name in GOLDEN}


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_golden_cells(name, reports):
    verdicts = judged(GOLDEN[name], reports[name].cells)
    assert [key for key, verdict in verdicts.items() if verdict != "right"] == []


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_real_reports_break_no_identity_and_leave_no_line_unused(name, reports):
    assert not [check for check in reports[name].checks if check.holds is False]
    assert [code for code in codes(reports[name]) if code != "place_unresolved"] == []


def test_blank_review_block_is_blank_and_not_assessable(reports):
    report = reports["001_77a333b8f4348acd.txt"]
    review = [cell for cell in report.cells if cell.row == "review"]
    assert [(cell.status, cell.value) for cell in review] == [("blank", None)] * 5
    assert [check.holds for check in report.checks if check.identity.code == "V401"] == [None]


@pytest.mark.parametrize(
    ("name", "body", "kind", "year", "published", "code", "scope"),
    [
        ("000_9974eb19ccedcfcc.txt", "政府办公室", "office", 2023, None, None, "own_body"),
        (
            "001_77a333b8f4348acd.txt",
            "绥滨县忠仁镇人民政府",
            "township",
            2023,
            "2024-01-05",
            "230422102",
            "own_body",
        ),
        (
            "002_45c66cdd23912b77.txt",
            "长治市潞州区人民政府办公室",
            "office",
            2021,
            "2022-01-30",
            "140403",
            "own_body",
        ),
        (
            "003_aeb3984424e6cf42.txt",
            "新乡经济技术开发区管理委员会",
            "zone",
            2023,
            None,
            "410772",
            "own_body",
        ),
        (
            "004_584dbe52e0b9f186.txt",
            "交口县",
            "government",
            2022,
            "2023-01-12",
            "141130",
            "government_aggregate",
        ),
        ("huaian_2024.pdf", "淮安市人民政府", "government", 2024, None, "320800", "government_aggregate"),
    ],
)
def test_who_where_when(reports, name, body, kind, year, published, code, scope):
    report = reports[name]
    assert (report.body, report.body_type, report.year) == (body, kind, year)
    assert (report.published, report.place.code, report.scope) == (published, code, scope)


def test_place_chain_and_index_number(reports):
    place = reports["001_77a333b8f4348acd.txt"].place
    assert (place.province, place.prefecture, place.county, place.township) == (
        "黑龙江省",
        "鹤岗市",
        "绥滨县",
        "忠仁镇",
    )
    assert reports["002_45c66cdd23912b77.txt"].index_no == "000014349/2022-05345"
    assert "place_unresolved" in codes(reports["000_9974eb19ccedcfcc.txt"])


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_six_sections_with_their_spans(name, reports):
    report = reports[name]
    assert [section.section for section in report.sections] == [form.code for form in SECTIONS]
    for section in report.sections:
        inside = re.sub(r"\s", "", report.document.text[section.start : section.end])
        assert inside.startswith(re.sub(r"\s", "", section.title))
        if report.document.format == "text":
            assert all(re.sub(r"\s", "", line)[:12] in inside for line in section.text.split("\n"))


def test_sections_hold_no_table(reports):
    for report in reports.values():
        by_code = {section.section: section.text for section in report.sections}
        assert by_code["s2_proactive"] == by_code["s3_requests"] == by_code["s4_remedies"] == ""
        assert len(by_code["s1_overview"]) > 300


def test_every_cell_of_the_form_is_accounted_for(reports):
    for report in reports.values():
        keys = [cell.key for cell in report.cells]
        assert keys == [key for table in TABLES for key in edition("2021").keys(table)]
        assert all((cell.value is None) == (cell.status in ("blank", "na_mark")) for cell in report.cells)
        assert all(cell.source for cell in report.cells)


def test_source_of_a_cell_leads_back_to_its_words(reports):
    report = reports["004_584dbe52e0b9f186.txt"]
    start, end = map(int, report.cell("proactive/admin_fees/amount_wan").source.split("-"))
    assert "0.7452" in report.document.text[start:end]
    with pytest.raises(KeyError, match="names are like"):
        report.cell("requests/nothing/total")


@pytest.mark.parametrize("code", ["2021", "2019"])
@pytest.mark.parametrize("join", ["\t", " | "])
@pytest.mark.parametrize("seed", range(10))
def test_round_trip(code, join, seed):
    values = filled(code, seed)
    report = report_of(as_text(code, values, year=2023 if code == "2021" else 2020, join=join))
    assert {key: cell.raw for cell in report.cells for key in [cell.key]} == values
    assert codes(report, "error") == []
    assert set(report.editions.values()) == {code}


def changed(code, seed, **cells):
    values = filled(code, seed)
    values |= {Key(*name.split("__")): value for name, value in cells.items()}
    return values


def test_a_wrong_total_stays_and_the_one_change_that_mends_it_is_named():
    values = filled("2021", 3)
    key = Key("requests", "granted_full", "total")
    true = values[key]
    values[key] = "99999"
    report = report_of(as_text("2021", values))
    assert report.cell(str(key)).value == 99999
    broken = [finding for finding in report.findings if finding.severity == "error"]
    assert {finding.code for finding in broken} == {"V302", "V303"}
    assert {finding.suggestion for finding in broken} == {f"{key}={true}"}


def test_no_suggestion_where_more_than_one_change_would_do():
    values = changed("2021", 4, remedies__review__total="77777")
    report = report_of(as_text("2021", values))
    assert [(f.code, f.suggestion) for f in report.findings if f.severity == "error"] == [("V401", None)]


def test_marks_and_words_in_cells():
    values = changed(
        "2021", 5, proactive__regulations__made="/", proactive__regulations__repealed="—",
        proactive__regulations__in_force="不涉及", proactive__normative_docs__made="22（其中修订16件）",
        proactive__admin_fees__amount_wan="251000元", proactive__penalty__decisions="详见附件",
    )  # fmt: skip
    report = report_of(as_text("2021", values))
    assert [report.cell(f"proactive/regulations/{c}").status for c in ("made", "repealed", "in_force")] == [
        "na_mark"
    ] * 3
    assert report.cell("proactive/normative_docs/made").value == 22
    assert report.cell("proactive/admin_fees/amount_wan").value == 25.1
    assert report.cell("proactive/penalty/decisions").value is None
    assert codes(report).count("cell_words") == 2
    assert "cell_text" in codes(report)


def test_a_blank_column_is_blank_on_every_row():
    values = {
        key: "" if key.column == "total" and key.table == "requests" else v
        for key, v in filled("2021", 6).items()
    }
    report = report_of(as_text("2021", values))
    shown = {cell.key: cell for cell in report.cells}
    assert all(
        shown[key].status == "blank" for key in values if key.column == "total" and key.table == "requests"
    )
    assert all(shown[key].raw == value for key, value in values.items() if key.table == "requests")


def test_editions_mix_table_by_table():
    lines = as_text("2021", filled("2021", 7)).split("\n")
    old = as_text("2019", filled("2019", 7)).split("\n")
    three = slice(lines.index(f"三、{SECTIONS[2].zh}"), lines.index(f"四、{SECTIONS[3].zh}"))
    old_three = slice(old.index(f"三、{SECTIONS[2].zh}"), old.index(f"四、{SECTIONS[3].zh}"))
    report = report_of("\n".join([*lines[: three.start], *old[old_three], *lines[three.stop :]]))
    assert report.editions == {"proactive": "2021", "requests": "2019", "remedies": "2021"}
    assert (
        report.cell("requests/other_handling/total").raw
        == filled("2019", 7)[Key("requests", "other_handling", "total")]
    )
    assert "editions_mixed" in codes(report)


def test_the_heads_not_the_year_decide_the_edition_of_table_two():
    report = report_of(as_text("2019", filled("2019", 8), year=2023))
    assert report.editions["proactive"] == "2019"
    assert "edition_unusual" in codes(report)


def test_without_heads_three_figures_of_regulations_are_not_used_unless_the_table_tells():
    text = as_text("2021", filled("2021", 9))
    only = "\n".join(line for line in text.split("\n") if "信息内容" not in line and "第二十条" not in line)
    report = report_of(only)
    assert {cell.status for cell in report.cells if cell.row == "regulations"} == {"unresolved"}
    assert "edition_unsure" in codes(report)


def test_the_same_table_twice_with_other_figures_is_not_mixed():
    first, second = (as_text("2021", filled("2021", seed)) for seed in (10, 11))
    untitled = second[second.index("二、") :]
    report = report_of(first + "\n" + untitled)
    assert not [cell for cell in report.cells if cell.value is not None and cell.table == "requests"]
    assert "several_tables" in codes(report, "error")


def test_columns_in_another_order_are_read_by_their_heads():
    values = filled("2021", 12)
    lines = as_text("2021", values).split("\n")
    start = next(n for n, line in enumerate(lines) if "商业企业" in line)
    for n in range(start, start + 26):
        cells = lines[n].split("\t")
        cells[4], cells[5] = cells[5], cells[4]
        lines[n] = "\t".join(cells)
    report = report_of("\n".join(lines))
    assert {str(cell.key): cell.raw for cell in report.cells} == {
        str(key): raw for key, raw in values.items()
    }


def test_a_report_without_tables_says_so():
    report = report_of(
        "青山县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n今年很好。\n二、主动公开政府信息情况\n"
    )
    assert codes(report).count("table_missing") == 3
    assert {cell.status for cell in report.cells} == {"missing"}
    assert {cell.edition for cell in report.cells} == {None}


def test_overrides_decide_and_are_noted():
    report = report_of(
        as_text("2021", filled("2021", 13), body="县人民政府"),
        body="交口县人民政府", region_code="141130", year="2022", scope="own_body", who="A. Reader",
    )  # fmt: skip
    assert (report.place.code, report.year, report.scope, report.body) == (
        "141130",
        2022,
        "own_body",
        "交口县人民政府",
    )
    assert codes(report).count("override") == 4


def test_notebook_view_escapes_the_text_of_the_file(reports):
    hostile = as_text(
        "2021", changed("2021", 14, proactive__penalty__decisions="<script>x</script>"), body="青山县<b>政府"
    )
    html = report_of(hostile)._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    for report in reports.values():
        assert "绥滨" in report._repr_html_() or report.title in report._repr_html_()


def test_every_code_of_a_finding_is_listed(reports):
    for code, (severity, words) in CODES.items():
        assert re.fullmatch(r"[A-Za-z0-9_]+", code)
        assert severity in ("error", "warning", "info")
        assert words.en.endswith(".")
        assert words.zh.endswith("。")


def test_a_row_of_a_one_cell_dump_that_does_not_add_up_is_an_error():
    text = raw_file("002_45c66cdd23912b77.txt").read_text(encoding="utf-8")
    report = report_of(text.replace("(一)予以公开 |\n15 |", "(一)予以公开 |\n16 |"))
    assert report.cell("requests/granted_full/total").value is None
    assert "row_contradicts" in codes(report, "error")


def statistics_rows(values):
    heads = {"s14_pub_total": "一、主动公开情况\t——\t", "s14_req_received": "三、依申请公开情况\t——\t"}
    rows = ["青山县人民政府2016年政府信息公开工作年度报告", "附：", "统计指标\t单位\t统计数"]
    for row in edition("2014").blocks[0].rows:
        rows += [heads[row.code]] if row.code in heads else []
        rows.append(f"{row.zh}\t{row.unit}\t{values[row.code]}")
    return rows


def test_a_stray_figure_and_a_lost_blank_in_one_row_of_a_dump_are_not_read_in_order():
    lines = raw_file("002_45c66cdd23912b77.txt").read_text(encoding="utf-8").split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("(七)总计"))
    assert lines[start + 1 : start + 8] == ["24 |", "2 |", "0 |", "0 |", "0 |", "0 |", "26 | ||"]
    lines[start + 1 : start + 8] = ["0 |", "24 |", "2 |", "0 |", "0 |", "0 |", "26 | ||"]
    report = report_from(read_bytes("\n".join(lines).encode(), "dump.txt"))
    row = [cell for cell in report.cells if cell.row == "total_decided"]
    assert {(cell.value, cell.status) for cell in row} == {(None, "unresolved")}
    assert "row_contradicts" in {found.code for found in report.findings if found.row == "total_decided"}


def test_a_blank_cell_beside_a_whole_row_of_a_dump_may_be_one_of_its_own():
    text = raw_file("002_45c66cdd23912b77.txt").read_text(encoding="utf-8")
    whole = "(一)予以公开 |\n15 |\n0 |\n0 |\n0 |\n0 |\n0 |\n15 | |"
    assert whole in text
    shifted = text.replace(whole, "(一)予以公开 |\n |\n0 |\n0 |\n0 |\n0 |\n0 |\n15 |\n15 | |")
    row = [cell for cell in report_of(shifted).cells if cell.row == "granted_full"]
    assert {(cell.value, cell.status) for cell in row} == {(None, "unresolved")}


def test_a_swap_within_a_row_of_a_dump_is_seen_although_a_row_of_zeros_is_not_placed():
    text = raw_file("002_45c66cdd23912b77.txt").read_text(encoding="utf-8")
    swapped = text.replace("2.重复申请 |\n2 |\n0 |", "2.重复申请 |\n0 |\n2 |")
    one_more = swapped.replace("2.没有现成信息需要另行制作 |\n0 |", "2.没有现成信息需要另行制作 |\n0 |\n0 |")
    assert len(one_more) == len(text) + 4
    for damaged in (swapped, one_more):
        row = [cell for cell in report_of(damaged).cells if cell.row == "rejected_repeat"]
        assert {(cell.value, cell.status) for cell in row} == {(None, "unresolved")}


def test_a_label_repeated_over_another_rows_figures_in_a_dump_gets_none_of_them():
    text = raw_file("002_45c66cdd23912b77.txt").read_text(encoding="utf-8")
    label = "8.属于行政查询事项 |\n"
    assert label + "0 |\n" in text
    broken = text.replace(label + "0 |\n", label + "3\n0 |\n", 1)
    broken = broken.replace("1.本机关不掌握相关政府信息 |\n", "1.本机关不掌握相关政府信息 |\n" + label, 1)
    assert {cell.value for cell in report_of(broken).cells if cell.row == "denied_admin_query"} <= {None, 0.0}


def test_figures_below_the_head_of_a_group_are_those_of_no_other_row():
    text = raw_file("002_45c66cdd23912b77.txt").read_text(encoding="utf-8")
    lost = "1.信访举报投诉类申请 |\n"
    repeat = "2.重复申请 |\n2 |\n0 |"
    assert lost in text
    assert repeat in text
    broken = text.replace(lost, "").replace(repeat, "2.重复申请 |\n2 |\t0 |")
    assert {cell.value for cell in report_of(broken).cells if cell.row == "rejected_repeat"} == {None}


def test_a_label_is_not_joined_over_figures():
    text = raw_file("000_9974eb19ccedcfcc.txt").read_text(encoding="utf-8")
    row = "3.其他\t\t1\t0\t0\t0\t0\t0\t1\t"
    assert row in text
    joined = text.replace(row, row + "\t(\t20\t0\t0\t0\t0\t0\t20\t\t")
    assert {cell.value for cell in report_of(joined).cells if cell.row == "other_misc"} <= {None, 0.0, 1.0}


def test_the_statistics_table_of_2014_is_read_with_rows_that_a_place_added():
    values = {row.code: str(number) for number, row in enumerate(edition("2014").blocks[0].rows, start=1)}
    rows = statistics_rows(values)
    rows.insert(9, "政务服务大厅公开政府信息数\t条\t777")
    report = report_of("\n".join(rows))
    assert report.editions == {"statistics": "2014"}
    got = {cell.row: cell.raw for cell in report.cells}
    assert {row: got[row] for row in values} == values
    assert got["local:政务服务大厅公开政府信息数"] == "777"
    assert report.cell("statistics/s14_fee_wan/value").unit == "万元"
    # 被依法纠错数 stands under reviews and again under lawsuits.
    assert got["s14_review_corrected"] != got["s14_litig_corrected"]
    assert set(codes(report, "error")) == {"V141", "V142", "V143", "V144", "V145", "V146", "V147"}
    assert "statistics" not in report_of(as_text("2021", filled("2021", 1))).editions


def test_the_local_list_before_2014_is_read_past_its_code_numbers():
    rows = ["青山市2010年政府信息公开工作年度报告", "指标名称\t单位\t代码\t年度数"]
    rows += [
        f"{row.zh}\t{row.unit}\t{n:02}\t{n * 10}"
        for n, row in enumerate(edition("2008").blocks[0].rows, start=1)
    ]
    report = report_of("\n".join(rows))
    assert report.editions == {"statistics": "2008"}
    assert [cell.value for cell in report.cells] == [n * 10 for n in range(1, len(report.cells) + 1)]


def test_a_lost_blank_is_placed_where_the_sums_leave_one_place():
    values = filled("2021", 21)
    text = as_text("2021", values)
    row = [values[key] for key in edition("2021").keys("requests") if key.row == "granted_full"]
    whole = "\t".join(row)
    # As if the column 社会公益组织 of this row had been blank and left no trace.
    lost = Key("requests", "granted_full", "org_public_interest")
    reduced = {**values, lost: ""}
    for total in (
        ("granted_full", "total"),
        ("total_decided", "org_public_interest"),
        ("total_decided", "total"),
        ("new_requests", "org_public_interest"),
        ("new_requests", "total"),
    ):
        key = Key("requests", *total)
        reduced[key] = f"{float(values[key]) - float(values[lost]):.10g}"
    text = as_text("2021", reduced)
    row = [reduced[key] for key in edition("2021").keys("requests") if key.row == "granted_full"]
    whole, short = "\t".join(row), "\t".join(cell for cell in row if cell)
    assert whole in text
    report = report_of(text.replace(whole, short))
    assert {key: report.cell(str(key)).raw for key in reduced if key.row == "granted_full"} == {
        key: value for key, value in reduced.items() if key.row == "granted_full"
    }
    assert "placed_by_sums" in codes(report)


def test_a_file_with_two_reports_is_split_and_nothing_is_mixed(tmp_path):
    years = {2022: filled("2021", 30), 2023: filled("2021", 31)}
    text = "\n".join(as_text("2021", values, year=year) for year, values in years.items())
    found = reports_from(read_bytes(text.encode(), "报告.txt"))
    assert [report.year for report in found] == [2022, 2023]
    for report, values in zip(found, years.values(), strict=True):
        assert {cell.key: cell.raw for cell in report.cells} == values
        assert "several_reports" in codes(report)
        source = Source.parse(report.cells[0].source)
        assert report.document.text[source.start : source.end] == report.cells[0].raw
    assert report_of(text).year == 2022


@pytest.mark.parametrize("code", ["2008", "2014", "2019", "2021"])
def test_filled_forms_keep_every_sum(code: str) -> None:
    """The figures that the round trips write: 不予公开 of 2014 and code 27 of 2008 are terms and sums at once."""
    for seed in range(20):
        for share in (1.0, 0.3):
            values = filled(code, seed, share=share)
            for rule in identities(edition(code)):
                left, right = (sum(float(values[key]) for key in side) for side in (rule.left, rule.right))
                assert left == right, (rule.code, seed)
