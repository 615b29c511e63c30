"""What CONTRIBUTING and the page on architecture say is so: links, files, rooms, and the recipes as written."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd
import pytest

import analysis

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))
PAGES = {
    name: (ROOT / name).read_text(encoding="utf-8") for name in ("CONTRIBUTING.md", "docs/architecture.md")
}


@pytest.mark.parametrize("name", PAGES)
def test_links_and_files_are_there(name: str) -> None:
    folder = (ROOT / name).parent
    for target in re.findall(r"\]\(([^)#]+)\)", PAGES[name]):
        assert (folder / target).exists(), target
    for path in re.findall(
        r"`((?:src|tests|tools|docs|notebooks|words|measures|charts|forms|reports|documents|batch)/[\w/.*]+)`",
        PAGES[name],
    ):
        roots = (ROOT, ROOT / "src" / "analysis")
        assert any(list(root.glob(path.rstrip("/"))) for root in roots), path


def test_the_page_names_every_room_of_the_contract_in_its_order() -> None:
    from structure import PURPOSES, layers

    rooms = [room for line in layers() for room in line if room != "__main__"]
    named = re.findall(r"^\| `(\w+)` \|", PAGES["docs/architecture.md"], re.M)
    assert sorted(named) == sorted(rooms)
    assert set(PURPOSES) == {*rooms, "__main__"}


def test_the_picture_of_the_flow_names_every_room() -> None:
    from structure import layers

    drawn = (ROOT / "docs" / "flow.svg").read_text(encoding="utf-8")
    assert [room for line in layers() for room in line] == re.findall(r'font-weight="bold">(\w+)<', drawn)


def test_the_recipe_for_an_indicator(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", PAGES["CONTRIBUTING.md"], re.S)
    names: dict[str, object] = {}
    exec(compile(code, "CONTRIBUTING.md", "exec"), names)
    assert "report_id" in capsys.readouterr().out
    facts = names["facts"]
    assert isinstance(facts, pd.DataFrame)
    assert set(facts["indicator"]) == {"secret_rate"}
    frames = analysis.read_reports(ROOT / "data" / "raw")
    cells = frames.cells.set_index(["report_id", "table", "row", "column"])["value"]
    for row in facts.itertuples():
        found = cells.loc[(row.report_id, "requests", "denied_state_secret", "total")]
        whole = cells.loc[(row.report_id, "requests", "total_decided", "total")]
        assert (row.value == pytest.approx(100 * found / whole)) if whole else pd.isna(row.value)
