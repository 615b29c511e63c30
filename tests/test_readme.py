import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", README, re.S)


@pytest.mark.parametrize("code", EXAMPLES, ids=["one_report", "many_reports"])
def test_the_examples_run(code, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})
    shown = capsys.readouterr().out
    assert "3050" in shown or "report_id" in shown


def test_every_command_is_documented_and_every_documented_command_is_there():
    from analysis.cli import main

    documented = set(re.findall(r"^\| `gongkai (\w+)", README, re.M))
    assert documented == set(main.commands)


def test_links_lead_to_files():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (ROOT / target).exists(), target
