"""The six sections where they are hard to tell: Markdown, sub-heads, own numerals, a missing head."""

from pathlib import Path

import pytest
from bench.prose import samples

from analysis.reports import read_report

DATA = Path(__file__).parent / "data" / "prose"
TABLES = {path.name[:3]: path for path in samples()}


def codes(report):
    return [section.section for section in report.sections]


def text_of(report, section):
    return next(s.text for s in report.sections if s.section == section)


def written(tmp_path, *changes):
    """A sample report with some of its words changed."""
    text = TABLES["000"].read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return read_report(path)


def test_markdown_heads():
    report = read_report(DATA / "md_heads.txt")
    assert codes(report) == ["s1_overview", "s2_proactive", "s5_problems", "s6_other"]
    assert "123条" in text_of(report, "s1_overview")


def test_sub_heads_in_brackets_are_no_sections():
    report = read_report(DATA / "subhead.txt")
    assert "26件" in text_of(report, "s1_overview")
    assert len(codes(report)) == 6


def test_own_numerals_before_the_tables(tmp_path):
    own = (
        "(二) 依申请公开：",
        "二、主动公开政府信息情况\n\n三、依申请公开政府信息情况\n\n四、行政复议、行政诉讼情况\n\n五、存在的主要问题及改进情况\n\n",
    )
    report = written(tmp_path, own)
    assert len(codes(report)) == 6
    assert "申请 20 件" in text_of(report, "s1_overview")
    assert "监督指导力度" in text_of(report, "s5_problems")


def test_section_five_without_its_head(tmp_path):
    report = written(
        tmp_path,
        ("五、存在的主要问题及改进情况\n", ""),
        ("一是监督指导", "工作中还存在以下问题：一是监督指导"),
    )
    assert len(codes(report)) == 6
    assert text_of(report, "s5_problems").startswith("工作中还存在以下问题")
    assert text_of(report, "s4_remedies") == ""


def test_own_wording_of_the_last_titles(tmp_path):
    report = written(
        tmp_path,
        ("五、存在的主要问题及改进情况", "五、问题与下步改进打算"),
        ("六、其他需要报告的事项", "六、其他情况说明"),
    )
    assert codes(report)[-2:] == ["s5_problems", "s6_other"]


def test_own_title_of_section_one(tmp_path):
    report = written(tmp_path, ("一、总体情况", "一、加强组织领导"))
    assert codes(report)[0] == "s1_overview"
    assert "申请 20 件" in text_of(report, "s1_overview")


@pytest.mark.parametrize("name", sorted(TABLES))
def test_sections_follow_one_another_without_a_gap(name):
    sections = read_report(TABLES[name]).sections
    assert [s.end for s in sections[:-1]] == [s.start for s in sections[1:]]
