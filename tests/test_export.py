"""Exports: complete, safe to open in a spreadsheet, with a dictionary that is up to date."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import GongkaiError, StoreError, UnknownNameError
from analysis.frames import tidy
from analysis.frames.dictionary import (
    ALL_FRAMES,
    STATUS_MEANINGS,
    cell_dictionary,
    dictionary,
    dictionary_markdown,
)
from analysis.frames.export import CELL_CHARACTERS, PLAIN_NUMBER, WHO, export, safe_text, wide
from analysis.frames.schema import FRAMES, STATUSES
from analysis.reports import read_report

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "data" / "raw").rglob("*.txt"))
HOSTILE = '=HYPERLINK("http://example.org","x")'


@pytest.fixture(scope="module")
def frames() -> tidy.Frames:
    first, *others = map(read_report, FILES)
    cells = (first.cells[0]._replace(raw="+1+cmd|' /C calc'!A0", status="text", value=None), *first.cells[1:])
    long = first.sections[0]._replace(text="长" * (CELL_CHARACTERS + 5))
    odd = replace(first, title=HOSTILE, body="@SUM(1)", index_no="https://example.org/\x07", cells=cells,
                  scope_evidence='甲;=1\t"=2',
                  sections=(long, *first.sections[1:]))  # fmt: skip
    return tidy.tidy([odd, *others])


@pytest.fixture(scope="module")
def folder(frames: tidy.Frames, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export")
    export(frames, out)
    return out


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_frame_is_there_whole(frames: tidy.Frames, folder: Path) -> None:
    for name, frame in frames._asdict().items():
        written = rows(folder / f"{name}.csv")
        assert len(written) == len(frame)
        assert list(written[0]) == FRAMES[name].names if written else True
    assert (folder / "cells.csv").read_bytes().startswith(b"\xef\xbb\xbf"), "Excel needs the mark"
    assert not list(folder.glob("*.part"))


def test_figures_are_plain_and_blanks_stay_empty(frames: tidy.Frames, folder: Path) -> None:
    written = {(r["report_id"], r["table"], r["row"], r["column"]): r for r in rows(folder / "cells.csv")}
    for cell in frames.cells.to_dict("records"):
        text = written[cell["report_id"], cell["table"], cell["row"], cell["column"]]["value"]
        assert text == "" if pd.isna(cell["value"]) else float(text) == cell["value"]
    assert not any(r["value"].endswith(".0") for r in written.values())


def test_nothing_in_csv_is_run_as_a_formula(folder: Path) -> None:
    found = rows(folder / "reports.csv")
    assert f"'{HOSTILE}" in {row["title"] for row in found}
    assert "'@SUM(1)" in {row["body"] for row in found}
    assert "'+1+cmd|' /C calc'!A0" in {row["raw"] for row in rows(folder / "cells.csv")}


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-2+3", "'-2+3"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "'\rx"),
        ("＝1", "'＝1"), ("-", "'-"), ("-5", "-5"), ("+5.25", "+5.25"), ("12", "12"), ("交口县", "交口县"), ("", ""),
        ("a\x00b\x1b[31m", "ab[31m"), ("—", "—"), ("-5\n=1", "'-5\n'=1"),
        ("\u200b=1", "'\u200b=1"), ("\ufeff @x", "'\ufeff @x"), ("甲;=1", "甲;'=1"), ('甲\t"=1', '甲\t\'"=1'),
        ("1；2", "1；2"),
        ("甲,=1", "甲,=1"), ("a-b;c+d", "a-b;c+d"),
    ],
)  # fmt: skip
def test_text_for_a_spreadsheet(text: str, safe: str) -> None:
    assert safe_text(text) == safe


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula_whatever_parts_the_fields(folder: Path, delimiter: str) -> None:
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file, delimiter=delimiter):
                for text in row:
                    bare = text.lstrip('\u200b\ufeff \t\r\n"')
                    assert not bare.startswith(("=", "+", "@", "-")) or PLAIN_NUMBER.fullmatch(
                        bare.split(",")[0]
                    )


def test_the_workbook_holds_text_numbers_and_no_links(frames: tidy.Frames, folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    with zipfile.ZipFile(folder / "gongkai.xlsx") as book:
        names = book.namelist()
        assert not any("hyperlink" in book.read(name).decode("utf-8", "replace").lower().replace(
            "hyperlink(", "") for name in names if name.endswith(".rels"))  # fmt: skip
        sheets = [book.read(name).decode() for name in names if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    read = openpyxl.load_workbook(folder / "gongkai.xlsx")
    assert read.sheetnames == [*FRAMES, "wide", "dictionary", "form_cells", "doubts"]
    reports = read["reports"]
    assert reports.freeze_panes == "B2"
    head = [cell.value for cell in reports[1]]
    assert head == FRAMES["reports"].names
    titles = {row[head.index("title")].value for row in reports.iter_rows(min_row=2)}
    assert HOSTILE in titles
    cells = list(read["cells"].iter_rows(min_row=2, values_only=True))
    assert len(cells) == len(frames.cells)
    where = FRAMES["cells"].names.index("value")
    assert [row[where] for row in cells] == [None if pd.isna(v) else v for v in frames.cells["value"]]
    assert read["wide"].cell(2, len(WHO) + 1).value.count(" · ") == 1, (
        "the second line of the wide sheet has Chinese labels"
    )
    texts = [row[3] for row in read["sections"].iter_rows(min_row=2, values_only=True)]
    assert max(map(len, texts)) <= CELL_CHARACTERS
    assert any("cut for Excel" in text for text in texts)


def test_the_wide_table_is_a_pivot(frames: tidy.Frames) -> None:
    table = wide(frames)
    assert len(table) == len(frames.reports)
    names = frames.cells["table"] + "/" + frames.cells["row"] + "/" + frames.cells["column"]
    assert list(table.columns[len(WHO) :]) == list(dict.fromkeys(names))
    key = frames.reports["report_id"].iloc[1]
    one = frames.cells[(frames.cells["report_id"] == key) & (frames.cells["row"] == "new_requests")]
    row = table.set_index("report_id").loc[key]
    assert [row[f"requests/new_requests/{column}"] for column in one["column"]] == list(one["value"])


def test_cells_in_doubt_are_listed_with_their_rule(frames: tidy.Frames, tmp_path: Path) -> None:
    cells = frames.cells
    key = (cells[["row", "column"]] == ["new_requests", "total"]).all(axis=1) & cells["value"].notna()
    wrong = frames._replace(cells=cells.assign(value=cells["value"].mask(key, cells["value"] + 7)))
    export(wrong, tmp_path, ["csv"])
    listed = rows(tmp_path / "doubts.csv")
    assert {row["doubt"].split()[0] for row in listed} <= {"V301", "V303"}
    assert {(row["row"], row["column"]) for row in listed} >= {
        ("new_requests", "total"),
        ("carried_in", "total"),
    }
    assert all("≠" in row["doubt"] for row in listed)


def test_no_reports_can_be_exported(tmp_path: Path) -> None:
    written = export(tidy.tidy([]), tmp_path)
    assert {path.suffix for path in written} == {".csv", ".xlsx", ".md"}
    assert rows(tmp_path / "cells.csv") == []


def test_wrong_calls(frames: tidy.Frames, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownNameError, match="choose from csv, xlsx"):
        export(frames, tmp_path, ["ods"])
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="choose another folder"):
        export(frames, tmp_path / "file", ["csv"])
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(GongkaiError, match=r"pip install 'gongkai\[xlsx\]'"):
        export(frames, tmp_path / "out", ["xlsx"])


def test_the_dictionary_knows_every_column_status_and_cell(frames: tidy.Frames) -> None:
    assert len(dictionary()) == sum(len(frame.columns) for frame in ALL_FRAMES.values())
    assert tuple(STATUS_MEANINGS) == STATUSES
    known = cell_dictionary()
    assert not known.duplicated(["table", "row", "column"]).any()
    keys = set(zip(frames.cells["table"], frames.cells["row"], frames.cells["column"], strict=True))
    assert keys <= set(zip(known["table"], known["row"], known["column"], strict=True))


def test_the_page_in_docs_is_up_to_date() -> None:
    page = (ROOT / "docs" / "data_dictionary.md").read_text(encoding="utf-8")
    assert page == dictionary_markdown(), (
        'write it again: python -c "from analysis.frames.dictionary import dictionary_markdown as d; '
        "open('docs/data_dictionary.md', 'w', encoding='utf-8').write(d())\""
    )
