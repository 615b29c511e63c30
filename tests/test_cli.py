"""The command: help that teaches, statuses that tell, no traceback, nothing from a file obeyed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import analysis.reports
from analysis import cli
from analysis.cli.terminal import clean, summary

RAW = Path(__file__).parent.parent / "data" / "raw"
FILES = sorted(RAW.rglob("*.txt"))
PDF = next(RAW.rglob("*.pdf"))


def call(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def test_parse_shows_who_where_when_and_the_tables() -> None:
    result = call("parse", PDF)
    assert result.exit_code == 0
    for words in (
        "淮安市",
        "2024",
        "3119",
        "自然人",
        "总计",
        "Findings:",
        "三、收到和处理政府信息公开申请情况",
    ):
        assert words in result.output


def test_parse_marks_what_is_blank() -> None:
    result = call("parse", "--all", next(path for path in FILES if path.name.startswith("001_")))
    assert "·" in result.output
    assert "left empty" in result.output


def test_parse_as_json_is_one_object_a_line() -> None:
    result = call("parse", "--json", *FILES)
    lines = [json.loads(line) for line in result.output.splitlines()]
    assert [line["file"] for line in lines] == [path.name for path in FILES]
    assert {len(line["cells"]) for line in lines} == {200}
    cells = {(c["table"], c["row"], c["column"]): c for c in lines[0]["cells"]}
    assert cells["requests", "new_requests", "total"]["status"] == "reported"


def test_a_file_that_cannot_be_read_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = call("parse", empty, FILES[0])
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.output
    assert "Findings:" in result.stdout


def test_nothing_in_a_file_reaches_the_terminal_as_a_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = analysis.reports.read_report(FILES[0])
    text = "\x1b]0;owned\x07\x1b[31m红\u202e\r\n\x9b2J"
    cells = (real.cells[0]._replace(raw=text, status="text", value=None), *real.cells[1:])
    found = (replace_message(text),)
    hostile = replace(real, title=text, body=text, index_no=text, cells=cells, findings=found)
    shown = "\n".join(summary(hostile, everything=True))
    assert not set(shown.replace("\n", "")) & {"\x1b", "\x07", "\u202e", "\r", "\x9b"}
    assert "红" in shown
    odd = tmp_path / "a\x1b[2Jb.txt"
    odd.touch()
    assert "\x1b" not in call("parse", odd).output
    assert "\x1b" not in call("check", tmp_path).output


def replace_message(text: str) -> analysis.reports.Finding:
    return analysis.reports.Finding("line_unused", "warning", text, text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\tb\nc", "a b c"), ("\x1b[1mx", "[1mx"), ("公\u200b开", "公 开"), (3, "3"), ("\x00", "")],
)
def test_clean(text: object, shown: str) -> None:
    assert clean(text) == shown


def test_check_tells_by_its_status(tmp_path: Path) -> None:
    good = call("check", RAW)
    assert good.exit_code == 0
    assert "6 files: 0 error" in good.output
    broken = tmp_path / "broken.txt"
    text = next(path for path in FILES if path.name.startswith("003_")).read_text(encoding="utf-8")
    changed = text.replace("14\t0\t15", "14\t0\t16", 1)
    assert changed != text
    broken.write_text(changed, encoding="utf-8")
    result = call("check", broken)
    assert result.exit_code == 1
    assert "error V3" in result.output
    (tmp_path / "empty.txt").touch()
    result = call("check", tmp_path)
    assert result.exit_code == 1
    assert "empty.txt: error unreadable" in result.output


def test_ingest_then_export(tmp_path: Path) -> None:
    shutil.copytree(RAW / "2022", tmp_path / "raw" / "2022")
    data, out = tmp_path / "data", tmp_path / "out"
    assert "1 files: 1 read" in call("ingest", "--raw", tmp_path / "raw", "--data", data).output
    result = call("export", "--data", data, "--out", out, "--format", "csv")
    assert result.exit_code == 0
    assert str(out / "cells.csv") in result.output.splitlines()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "--data", "none"], "run `gongkai ingest` first"),
        (["ingest", "--raw", "none", "--data", "data"], "There is no folder none"),
        (["run", "--raw", "none"], "There is no folder none"),
        (["run", "-p", "nonsense"], "write NAME=VALUE"),
        (["parse", "none.txt"], "does not exist"),
        (["paint"], "No such command"),
    ],
)
def test_errors_are_one_sentence_with_status_2(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.batch.runs.notebook_path", lambda: write_notebook(tmp_path / "n.ipynb"))
    monkeypatch.chdir(tmp_path)
    result = call(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def write_notebook(path: Path) -> Path:
    import nbformat

    cell = nbformat.v4.new_code_cell("region: str = ''")
    cell.metadata["tags"] = ["parameters"]
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "Python"}
    nbformat.write(notebook, path)
    return path


def test_every_command_teaches_with_an_example() -> None:
    assert set(cli.main.commands) == {
        "parse",
        "check",
        "ingest",
        "verify",
        "run",
        "card",
        "export",
        "lab",
        "codes",
        "indicators",
    }
    for name in cli.main.commands:
        text = call(name, "--help").output
        assert "Example:" in text
        assert f"gongkai {name}" in text
    assert "gongkai run" in call("--help").output


def test_codes_are_listed() -> None:
    lines = call("codes").output.splitlines()
    assert len(lines) == len(analysis.reports.CODES)
    assert all(len(line.split()) > 3 for line in lines)


def test_indicators_are_listed_and_explained() -> None:
    from analysis.measures import CATALOGUE

    zh, en = call("indicators").output, call("indicators", "--lang", "en").output
    for code, item in CATALOGUE.items():
        assert f"  {code} " in zh
        assert item.zh in zh
        assert item.en in en
    records = [json.loads(line) for line in call("indicators", "--json").output.splitlines()]
    assert [record["code"] for record in records] == list(CATALOGUE)
    text = call("indicators", "disclosure_rate_resolv").output
    assert "公式: (予以公开 + 部分公开) ÷ (予以公开 + 部分公开 + 不予公开合计)" in text
    assert "unknown" not in text


def test_an_indicator_that_is_not_there_names_its_neighbours() -> None:
    result = call("indicators", "disclosure_rat")
    assert result.exit_code == 2
    assert "disclosure_rate" in result.output
    assert call("indicators", "--markdown", "--json").exit_code == 2


def test_lab_opens_the_notebooks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(subprocess, "call", lambda command: called.append(command) or 0)
    monkeypatch.setattr("analysis.batch.notebooks.working_folder", lambda: tmp_path)
    assert call("lab", "--", "--no-browser").exit_code == 0
    assert called == [[sys.executable, "-m", "jupyterlab", str(tmp_path), "--no-browser"]]


@pytest.mark.parametrize("arguments", [["--help"], ["parse", str(FILES[0])], ["codes"]])
def test_what_needs_no_pandas_does_not_wait_for_it(arguments: list[str]) -> None:
    script = (
        "import sys\nfrom analysis.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit as end: assert not end.code, end.code\n"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'pyarrow', 'papermill', 'scipy'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"}, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_output_goes_to_a_terminal_that_cannot_show_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "parse", str(FILES[0])], capture_output=True, timeout=120,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
