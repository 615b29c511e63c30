"""The prose against tables and against itself; frames, export and command line of the prose."""

import json
import random
import re

import pytest
from bench.prose import samples
from click.testing import CliRunner

from analysis.cli import main
from analysis.frames.export import export
from analysis.frames.prose import prose_of
from analysis.frames.tidy import tidy
from analysis.prose import check_prose, read_prose, read_sections
from analysis.prose.against import CELLS
from analysis.reports import read_report


@pytest.fixture(scope="module")
def reports():
    return [read_report(path) for path in samples()]


def test_the_sample_reports_do_not_contradict_themselves(reports):
    for report in reports:
        assert check_prose(report, read_prose(report).mentions) == []


def checkable(report):
    """Exact figures that a table, a whole or its parts hold fast."""
    mentions = read_prose(report).mentions
    wholes = {m.part_of for m in mentions}
    for n, m in enumerate(mentions):
        fast = m.metric in CELLS or m.metric in ("ch_net", "ch_mail") or m.part_of is not None or n in wholes
        whole = mentions[m.part_of] if m.part_of is not None else m
        if fast and m.number and m.approx is None and whole.approx is None:
            yield m


def test_planted_changes_are_found(reports, tmp_path):
    rng = random.Random(16)
    places = [(report, m) for report in reports for m in checkable(report)]
    for turn in range(100):
        report, m = rng.choice(places)
        text = report.document.text
        new = int(m.value) + rng.choice([1, 2, 7, 40, 900])
        path = tmp_path / f"{turn}.txt"
        path.write_text(
            text[: m.start] + text[m.start : m.end].replace(m.number, str(new), 1) + text[m.end :],
            encoding="utf-8",
        )
        changed = read_report(path)
        found = check_prose(changed, read_prose(changed).mentions)
        assert found, (m.text, new)
        assert any(str(new) in f.message or f.code in ("V605", "prose_parts") for f in found), (
            m.text,
            new,
            found,
        )


def test_another_scope_is_said_with_its_cue(reports, tmp_path):
    zone = next(report for report in reports if report.body_type == "zone")
    path = tmp_path / "zone.txt"
    path.write_text(
        zone.document.text.replace("信件申请 15 条", "信件申请 15 条，答复 14 条"), encoding="utf-8"
    )
    report = read_report(path)
    found = [f for f in check_prose(report, read_prose(report).mentions) if f.code == "prose_scope"]
    assert found
    assert "我区" in found[0].message
    assert "我区" in found[0].message_zh


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("公开信息300条，其中通知公告200条、工作动态150条。", "V605"),
        ("收到网民留言100条，办结90条，办结率95%。", "V603"),
        ("2022年公开政府信息2000条，2023年公开2300条，增长25%。", "V606"),
        ("收取信息处理费500元。本年度未收取信息处理费。", "V607"),
    ],
)
def test_the_prose_against_itself(reports, text, code):
    mentions = read_sections({"s1_overview": text}, "government", 2023).mentions
    assert code in [finding.code for finding in check_prose(reports[1], mentions)]


@pytest.mark.parametrize(
    "text",
    [
        "公开信息1300余条，其中通知公告700条、工作动态650条。",
        "收到网民留言100条，有效留言90条，办结90条，办结率100%。",
        "2022年公开政府信息2000条，2023年公开2300条，增长15%。",
        "收取信息处理费500元。",
    ],
)
def test_what_agrees_is_no_finding(reports, text):
    assert check_prose(reports[1], read_sections({"s1_overview": text}, "government", 2023).mentions) == []


def test_frames_of_reports_and_of_stored_sections_say_the_same(reports):
    placed, stored = prose_of(reports), prose_of(tidy(reports))
    same = ["report_id", "metric", "value", "scope", "part_of", "section"]
    assert placed.mentions[same].equals(stored.mentions[same])
    assert placed.mentions["start"].notna().all()
    assert stored.mentions["start"].isna().all()
    assert list(placed.points["themes"]) == list(stored.points["themes"])


def test_export_has_the_prose_only_when_asked(reports, tmp_path):
    frames = tidy(reports)
    assert not [p for p in export(frames, tmp_path / "a", ["csv"]) if p.name == "mentions.csv"]
    names = {p.name for p in export(frames, tmp_path / "b", ["csv"], prose_of(reports))}
    assert {"mentions.csv", "points.csv", "prose_codes.csv"} <= names


def test_json_has_the_prose_only_when_asked():
    file = str(samples()[4])
    plain = json.loads(CliRunner().invoke(main, ["parse", "--json", file]).output)
    assert "mentions" not in plain
    asked = json.loads(CliRunner().invoke(main, ["parse", "--json", "--prose", file]).output)
    assert asked["mentions"][0]["metric"] == "new"
    assert {"problem", "measure"} == {point["kind"] for point in asked["points"]}
    assert re.search("--prose goes with --json", CliRunner().invoke(main, ["parse", "--prose", file]).output)
