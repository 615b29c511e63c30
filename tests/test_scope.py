"""Whose figures a report holds, by its body and by the sentences that say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.reports import read_report
from analysis.reports.scope import scope_of, table_scopes
from analysis.reports.sections import Section

RAW = Path(__file__).parent.parent / "data" / "raw"


@pytest.mark.parametrize(
    ("kind", "prose", "expected", "quoted"),
    [
        # governments: the whole place, unless a sentence keeps the report to one body
        ("government", "", "government_aggregate", ""),
        ("government", "2022年我县共受理政府信息公开申请1件。", "government_aggregate", "我县共受理"),
        (
            "government",
            "本报告由市政府办公室综合各县市区和市直部门年度报告编制而成。",
            "government_aggregate",
            "编制而成",
        ),
        (
            "government",
            "本报告数据涵盖各县、区政府和市政府各工作部门。",
            "government_aggregate",
            "涵盖各县",
        ),
        (
            "government",
            "报告汇总全市数据。我办共收到政府信息公开申请12件。",
            "government_aggregate",
            "汇总全市",
        ),
        (
            "government",
            "全县共收到申请30件，其中县政府办公室受理申请12件。",
            "government_aggregate",
            "全县共收到",
        ),
        ("government", "2022年，我办共收到政府信息公开申请12件，均已答复。", "unknown", "我办共收到"),
        ("government", "报告所列数据仅为县政府办公室本级数据，不含各部门。", "unknown", "仅为"),
        # single bodies: their own figures, unless a sentence adds up others
        ("office", "", "own_body", ""),
        ("office", "全年共办结县政府办公室信息公开申请20件。", "own_body", "共办结"),
        ("office", "2021年，我办认真贯彻落实条例。", "own_body", "我办"),
        ("office", "规范公开申请接收、登记、答复工作制度，提升申请办理质量。", "own_body", ""),
        ("office", "全县共收到政府信息公开申请30件。", "unknown", "全县共收到"),
        ("office", "本报告汇总全县各单位数据。", "unknown", "汇总全县"),
        ("department", "指导各科室及时汇总各类信息，规范公开。", "own_body", ""),
        ("department", "本年报统计数据包括局机关及各部门。", "unknown", "包括局机关"),
        ("department", "全市共收到政府信息公开申请3件。", "unknown", "全市共收到"),
        ("township", "我镇2022年收到政府信息公开申请2件。", "own_body", "我镇2022年收到"),
        ("zone", "2023年，我区共接到网上申请0条。", "own_body", ""),
        ("institution", "我院未收到申请。", "own_body", "我院"),
        ("vertical_system", "2022年全市税务系统共受理申请20件。", "system_aggregate", "全市税务系统"),
        ("vertical_system", "我局收到申请2件。", "own_body", "我局收到"),
        (None, "", "unknown", ""),
        (None, "本报告汇总全市数据。", "unknown", "汇总全市"),
    ],
)
def test_scope_of_a_report(kind: str | None, prose: str, expected: str, quoted: str) -> None:
    found = scope_of(kind, None, prose)
    assert found.scope == expected
    assert quoted in (found.evidence or "")
    assert bool(quoted) == bool(found.evidence)


S1, S2, S3, S4 = "s1_overview", "s2_proactive", "s3_requests", "s4_remedies"


@pytest.mark.parametrize(
    ("section", "text", "expected"),
    [
        (S2, "注：行政规范性文件为市本级数据。", {"proactive/normative_docs": "own_level"}),
        (S3, "本表数据为全市行政机关汇总数据。", {"requests": "government_aggregate"}),
        (S4, "注：以上数据仅统计我局。", {"remedies": "own_body"}),
        (
            S1,
            "市政府网站公开信息5500余条。全市共受理政府信息公开申请3119件。市本级制发行政规范性文件11件。",
            {"requests": "government_aggregate", "proactive/normative_docs": "own_level"},
        ),
        (S1, "我办共收到政府信息公开申请12件。全市共受理政府信息公开申请3119件。", {"requests": "unknown"}),
        (S1, "全市因政府信息公开引发行政复议20件。", {"remedies": "government_aggregate"}),
        (S1, "全市共办理行政复议案件200件。", {}),  # reviews of every kind
        (S3, "全市各级部门应当加强学习。", {}),
        (S1, "全面加强规范性文件管理，公开文件22件。", {}),
        (S1, "全年公开信息300条。", {}),
    ],
)
def test_scope_of_a_table(section: str, text: str, expected: dict[str, str]) -> None:
    found = table_scopes([Section(section, "一", text, 0, 0)])
    assert {name: scope.scope for name, scope in found.items()} == expected
    assert all(scope.evidence for scope in found.values())


@pytest.mark.parametrize(
    ("file", "scope", "quoted", "tables"),
    [
        ("000_", "own_body", "全年共办结县政府办公室信息公开申请 20 件", {}),
        ("001_", "own_body", "绥滨县忠仁镇人民政府", {}),
        ("002_", "own_body", "我办", {}),
        ("003_", "own_body", "管理委员会", {}),
        ("004_", "government_aggregate", "我县共受理政府信息公开申请 1 件", {}),
        ("huaian", "government_aggregate", "全市共受理", {"requests": "government_aggregate"}),
    ],
)
def test_scope_of_the_sample_reports(file: str, scope: str, quoted: str, tables: dict[str, str]) -> None:
    report = read_report(next(RAW.rglob(f"{file}*")))
    assert report.scope == scope
    assert quoted in (report.scope_evidence or "")
    assert report.scope_tables == tables
