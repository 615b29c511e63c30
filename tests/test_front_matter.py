"""Who, when and under which number: from titles, labels and prose, and never a filler."""

from __future__ import annotations

import pytest

from analysis.cli.terminal import summary
from analysis.documents import read_bytes
from analysis.reports.naming import named, surely_named
from analysis.reports.preamble import body_told
from analysis.reports.report import Report, report_from, reports_from
from analysis.reports.years import part_of_a_year, stated_part, stated_years, years_in

TITLE = "2023年政府信息公开工作年度报告"


def read(*lines: str) -> Report:
    return report_from(read_bytes("\n".join(lines).encode(), "report.txt"))


@pytest.mark.parametrize(
    "label",
    ["发布机构", "发文机关", "信息来源", "填报单位", "公开责任部门", "编制单位", "发布单位", "制发机关"],
)
@pytest.mark.parametrize(
    "value",
    [
        "",
        "-",
        "—",
        "无",
        "暂无",
        "网络",
        "互联网",
        "原创",
        "本站原创",
        "转载",
        "___",
        "（盖章）",
        "(公章)",
        "2024-01-12",
        "2024年1月12日",
        "张三",
        "责任编辑：张三",
        "文号：",
        "文号：无",
        "成文日期： 2024-01-12 文号：无",
        "发布日期：2024-01-05 浏览次数：12",
        "年 季度",
        "中华人民共和国政府信息公开条例",
        "《中华人民共和国政府信息公开条例》",
        "国务院关于印发规定的通知",
        "根据有关规定编制",
        "综合科",
        "秘书股",
        "淮安日报社",
        "新华网",
        "本机关",
        "本站",
        "某市财政局",
        "各县区人民政府",
        "admin",
        "13800000000",
        "http://www.huaian.gov.cn",
        "**",
        "#",
    ],
)
def test_what_stands_beside_a_label_is_no_body_unless_it_is_one(label: str, value: str) -> None:
    report = read(f"{label}：{value}", TITLE, "一、总体情况")
    assert (report.body, report.place.code, report.year) == (None, None, 2023)
    row = read(f"{label}： | {value} | 文号： | ", TITLE, "一、总体情况")
    assert row.body is None


@pytest.mark.parametrize(
    "line",
    [
        "发布机构：淮安市财政局",
        "发布机构: 淮安市财政局 文号： 发布日期：2024-01-12",
        "信息来源：淮安市财政局（盖章）",
        "发布机构 | 淮安市财政局 | 文号 | ",
        "发 布 机 构： | 淮安市财政局 | 发文日期： | 2024-01-12",
        "填报单位：**淮安市财政局**",
        "编制单位：淮安市财政局2023年度",
    ],
)
def test_the_body_beside_a_label(line: str) -> None:
    report = read(line, TITLE, "一、总体情况")
    assert (report.body, report.place.code) == ("淮安市财政局", "320800")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("索引号：014000/2024-00011", "014000/2024-00011"),
        ("索 引 号: | 000014349/2020-344218 | ||", "000014349/2020-344218"),
        ("索引号：11370000004502L/2024-00012 发布机构：财政局", "11370000004502L/2024-00012"),
        ("索引号： 发布机构： 发布日期：2024-01-05", None),
        ("索引号：无", None),
        ("索引号：-", None),
        ("索引号：2024-01-05", None),
        ("索引号：发布机构：财政局", None),
    ],
)
def test_index_numbers(line: str, number: str | None) -> None:
    assert read(line, TITLE, "一、总体情况").index_no == number


def test_the_title_in_a_row_of_facts_is_the_title() -> None:
    lines = (
        "索 引 号: | 000014349/2020-344218 | ||",
        "名 称: | 木岗镇人民政府2019年政府信息公开工作年度报告 | ||",
        "内容概述: |",
    )
    report = read(*lines, "一、总体情况")
    assert (report.body, report.year) == ("木岗镇人民政府", 2019)
    bare = read(
        "索引号 | 000014349/2020-344218", "名称 | 木岗镇2019年政府信息公开工作年度报告", "一、总体情况"
    )
    assert (bare.body, bare.index_no) == ("木岗镇", "000014349/2020-344218")


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("**平阴县水务局2022年政府信息公开工作年度报告**", "平阴县水务局"),
        ("# 平阴县水务局2022年政府信息公开工作年度报告", "平阴县水务局"),
        ("2009上海市教育委员会政府信息公开年度报告", "上海市教育委员会"),
        ("09沈阳市政府信息公开年报", "沈阳市"),
        ("通知公告 2022年政府信息公开工作年度报告", None),
        ("2018年1-6月平阴县卫生局政府信息公开工作报告", "平阴县卫生局"),
        ("法定主动公开内容2022年政府信息公开工作年度报告", None),
    ],
)
def test_the_body_of_a_title_has_no_year_and_no_marks(line: str, body: str | None) -> None:
    assert read(line, "一、总体情况").body == body


@pytest.mark.parametrize(
    ("prose", "body"),
    [
        ("根据有关规定，编制大竹县自然资源局2023年政府信息公开工作年度报告。", "大竹县自然资源局"),
        ("特向社会公布2014年谯城区政务服务中心政府信息公开工作年度报告。", "谯城区政务服务中心"),
        ("现将淮安市财政局2023年度政府信息公开工作情况报告如下", "淮安市财政局"),
        ("淮安市财政局编制了2023年度政府信息公开工作年度报告。", "淮安市财政局"),
        ("本报告由淮安市财政局根据《中华人民共和国政府信息公开条例》编制。", "淮安市财政局"),
        ("现公布《淮安市财政局2023年政府信息公开工作年度报告》。", "淮安市财政局"),
        ("现公布本局2023年政府信息公开工作年度报告。", None),
        ("根据国务院办公厅和江苏省人民政府办公厅的要求编制本报告。", None),
        ("在淮安市委、市政府的领导下，我局编制了本报告。", None),
        (
            "按照省政府办公厅《关于做好2023年政府信息公开工作年度报告编制公布工作的通知》要求，编制本报告",
            None,
        ),
        ("根据《淮安市2022年政务公开工作要点》，编制2023年政府信息公开工作年度报告。", None),
        ("理由淮安市财政局提出", None),
    ],
)
def test_the_body_that_prose_names(prose: str, body: str | None) -> None:
    assert body_told([prose]) == body
    assert read("政府信息公开工作年度报告", prose, "一、总体情况").body == body


def test_the_preamble_is_evidence_with_its_place_in_the_text() -> None:
    report = read(
        "2023年政府信息公开工作年度报告",
        "现公布大竹县自然资源局2023年政府信息公开工作年度报告。",
        "一、总体情况",
    )
    (reason,) = [r for r in report.place.evidence if r.rule.startswith("preamble")]
    assert report.document.text[reason.start : reason.end] == "大竹县自然资源局"


def test_names() -> None:
    assert named("本溪市财政局2023年度") == surely_named("本溪市财政局") == "本溪市财政局"
    assert surely_named("全州县人民政府") == "全州县人民政府"
    assert surely_named("贵阳市人民政府(盖章)") == "贵阳市人民政府"
    assert surely_named("中共淮安市委机构编制委员会办公室") is not None
    assert surely_named("幸福社区") is None


@pytest.mark.parametrize(
    ("title", "years", "part"),
    [
        ("2009上海市年度报告", (2009,), None),
        ("09沈阳市年报", (2009,), None),
        ("14年沈阳市年报", (2014,), None),
        ("12淮安市教育局年报", (), None),
        ("二〇一四年度某局", (2014,), None),
        ("某县2023年上半年政府信息公开", (2023,), "上半年"),
        ("某局2023年第三季度", (2023,), "第三季度"),
        ("2023年1-6月某局", (2023,), "1-6月"),
        ("2023年1-12月某局", (2023,), None),
        ("2024年1月公布的2023年某局", (2023,), None),
        ("2019-2023年某局", (), None),
        ("四季青街道2023年", (2023,), None),
    ],
)
def test_years_of_titles(title: str, years: tuple[int, ...], part: str | None) -> None:
    assert years_in(title) == years
    assert part_of_a_year(title) == part


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("统计期限为2024年1月1日至12月31日", (2024,)),
        ("统计期限自2024年1月1日起至2024年12月31日止", (2024,)),
        ("数据统计期限自二〇二四年一月一日起，至十二月三十一日止", (2024,)),
        ("数据统计截至2023年12月31日", (2023,)),
        ("起止时间：2023.1.1-2023.12.31", (2023,)),
        ("统计期限自2022年1月1日起", (2022,)),
        ("据统计，自2023年1月1日起施行的办法", ()),
        ("数据库于2023年1月1日上线", ()),
        ("据统计，2023年1月1日至6月30日收到3件", ()),
        ("统计期限为2019年1月1日至2020年12月31日", ()),
    ],
)
def test_the_period_decides(text: str, years: tuple[int, ...]) -> None:
    assert stated_years(text) == years
    assert stated_part(text) is None


def test_the_period_in_section_one_comes_before_a_year_that_is_only_mentioned() -> None:
    told = "贯彻《2025年政务公开工作要点》。本报告所列数据的统计期限为2024年1月1日至2024年12月31日。"
    assert read("政府信息公开工作年度报告", "一、总体情况", told).year == 2024


@pytest.mark.parametrize(
    "lines",
    [
        ("平阴县2023年上半年政府信息公开工作报告",),
        ("平阴县财政局2023年第一季度政府信息公开情况统计表",),
        ("政府信息公开统计", "统计期限为2023年1月1日至6月30日。"),
    ],
)
def test_half_a_year_is_no_annual_report(lines: tuple[str, ...]) -> None:
    report = read(*lines, "一、总体情况")
    (found,) = [found for found in report.findings if found.code == "not_annual"]
    assert (report.year, found.severity) == (None, "warning")
    assert "不是一整年" in found.message_zh


def test_each_report_of_a_file_has_its_own_body_year_and_place() -> None:
    """鼓楼区 is a name of four places; each report has the telephone of another one."""

    def part(head: str, n: int, tail: str) -> list[str]:
        labels = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开")
        figures = dict(zip((*labels, "四、结转下年度继续办理"), (n, 0, n, 0), strict=True))
        rows = [f"{label} | {figure} | 0 | 0 | 0 | 0 | 0 | {figure}" for label, figure in figures.items()]
        table = ["三、收到和处理政府信息公开申请情况", *rows, "六、其他需要报告的事项", "无。"]
        return [*head.split("/"), "一、总体情况", "做了工作。", *table, tail]

    lines = [
        *part("鼓楼区教育局/2023年政府信息公开工作年度报告", 5, "电话：025-83230000"),
        *part("鼓楼区教育局/2022年政府信息公开工作年度报告", 6, "电话：0516-85806000"),
        *part("淮安市财政局2021年政府信息公开工作年度报告", 7, "淮安市财政局"),
    ]
    reports = reports_from(read_bytes("\n".join(lines).encode(), "x.txt"))
    assert [(r.body, r.year, r.place.code) for r in reports] == [
        ("鼓楼区教育局", 2023, "320106"),
        ("鼓楼区教育局", 2022, "320302"),
        ("淮安市财政局", 2021, "320800"),
    ]
    for report in reports:
        for reason in report.place.evidence:
            if reason.start is not None:
                start, end = report.document.blocks[0].source.start, report.document.blocks[-1].source.end
                assert start <= reason.start <= end


def test_the_row_that_would_place_a_report_is_printed() -> None:
    lines = list(summary(read("朝阳区教育局2023年政府信息公开工作年度报告", "一、总体情况")))
    assert lines[-1].strip() == "report.txt,,,,CODE,,,WHO"
    assert not any(
        "sources.csv:" in line for line in summary(read("淮安市教育局2023年政府信息公开工作年度报告"))
    )


def test_the_figures_of_a_part_are_not_those_of_the_whole_place() -> None:
    report = read("广州开发区管委会 广州市黄埔区人民政府2022年政府信息公开工作年度报告", "一、总体情况")
    assert (report.place.code, report.scope) == ("440100", "unknown")
