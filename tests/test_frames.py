"""Reports to frames: columns, dtypes, keys and values as declared, nothing lost on the way."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import StoreError, UnknownNameError
from analysis.frames.arrow import tables_of
from analysis.frames.check import check
from analysis.frames.rows import join_rows, report_rows
from analysis.frames.schema import CELLS, FRAMES, REPORTS, STATUSES
from analysis.frames.tidy import Frames, frames_from, read_reports, tidy
from analysis.reports import Report, read_report

RAW = Path(__file__).parent.parent / "data" / "raw"
FILES = sorted([*RAW.rglob("*.txt"), *RAW.rglob("*.pdf")])


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [read_report(path) for path in FILES]


@pytest.fixture(scope="module")
def frames(reports: list[Report]) -> Frames:
    return tidy(reports)


def test_every_cell_finding_and_section_arrives(reports: list[Report], frames: Frames) -> None:
    assert len(frames.reports) == len(reports)
    assert len(frames.cells) == sum(len(report.cells) for report in reports)
    assert len(frames.findings) == sum(len(report.findings) for report in reports)
    assert len(frames.sections) == sum(len(report.sections) for report in reports)
    for report, row in zip(reports, frames.reports.to_dict("records"), strict=True):
        cells = frames.cells[frames.cells["report_id"] == row["report_id"]]
        assert list(zip(cells["table"], cells["row"], cells["column"], strict=True)) == [
            tuple(c.key) for c in report.cells
        ]
        assert [None if pd.isna(v) else v for v in cells["value"]] == [c.value for c in report.cells]
        assert list(cells["status"]) == [c.status for c in report.cells]
        assert row["n_cells"] == (cells["status"] == "reported").sum()
        assert pd.isna(row["region_code"]) or row["region_code"] == report.place.code


def test_a_blank_stays_blank(frames: Frames) -> None:
    """The review block of report 001 is empty, and empty is not zero."""
    key = frames.reports.loc[frames.reports["path"].str.startswith("001_"), "report_id"].iloc[0]
    review = frames.cells[(frames.cells["report_id"] == key) & (frames.cells["row"] == "review")]
    assert set(review["status"]) == {"blank"}
    assert review["value"].isna().all()


def test_no_reports_give_the_declared_frames() -> None:
    for name, frame in tidy([])._asdict().items():
        assert len(check(frame, FRAMES[name])) == 0


def test_ten_thousand_rows_keep_their_values(reports: list[Report]) -> None:
    """More rows than are turned at once."""
    rows = report_rows(reports[0], "a")
    many = [
        rows._replace(
            reports=[(f"{n:016}", *row[1:]) for row in rows.reports],
            cells=[(f"{n:016}", *row[1:]) for row in rows.cells],
            findings=[],
            sections=[],
        )
        for n in range(60)
    ]
    cells = frames_from(tables_of(join_rows(many))).cells
    assert len(cells) == 60 * 200
    assert (cells.groupby("report_id")["value"].sum() == sum(c.value or 0 for c in reports[0].cells)).all()


def test_two_reports_with_the_same_bytes_are_refused(reports: list[Report]) -> None:
    with pytest.raises(ValueError, match="same bytes"):
        tidy([reports[0], reports[0]])


def test_a_cell_that_is_there_twice_is_refused(reports: list[Report]) -> None:
    with pytest.raises(ValueError, match="same key"):
        report_rows(replace(reports[0], cells=(*reports[0].cells, reports[0].cells[0])), "a")


def test_half_a_surrogate_pair_does_not_stop_the_frames(reports: list[Report]) -> None:
    frames = tidy([replace(reports[0], title="公\udc80开")])
    assert frames.reports["title"].iloc[0] == "公?开"


def test_a_folder_without_a_store(tmp_path: Path) -> None:
    shutil.copyfile(FILES[0], tmp_path / "b.txt")
    shutil.copyfile(FILES[0], tmp_path / "a.txt")
    (tmp_path / "empty.txt").touch()
    frames = read_reports(tmp_path)
    assert list(frames.reports["path"]) == ["a.txt", "empty.txt"]
    assert set(frames.findings["code"]) >= {"duplicate_file", "unreadable"}
    assert list(read_reports([tmp_path / "b.txt"]).reports["format"]) == ["text"]
    assert len(read_reports(str(tmp_path / "a.txt")).cells) == 200
    with pytest.raises(UnknownNameError, match="no file or folder"):
        read_reports(tmp_path / "none")


# the guard at the border


def test_a_good_frame_passes(frames: Frames) -> None:
    assert check(frames.cells, CELLS) is frames.cells


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (lambda f: f.drop(columns="raw"), "columns raw are missing or unknown"),
        (lambda f: f.assign(more=1), "columns more are missing or unknown"),
        (lambda f: f[[*f.columns[1:], f.columns[0]]], "in another order"),
        (lambda f: f.assign(value=f["value"].astype("float64")), "'value' is float64, not Float64"),
        (lambda f: f.assign(status=f["status"].mask(f.index == 3)), "'status' is empty in row 3"),
        (
            lambda f: f.assign(status=f["status"].mask(f.index == 3, "good")),
            f"'status' has 'good', not one of {', '.join(STATUSES)}",
        ),
        (lambda f: pd.concat([f, f.iloc[:1]], ignore_index=True), "/proactive/.* is there twice"),
    ],
)
def test_a_frame_that_is_not_as_declared_is_refused(frames: Frames, fault: object, message: str) -> None:
    assert callable(fault)
    with pytest.raises(StoreError, match=message):
        check(fault(frames.cells), CELLS)


def test_declarations_hold_together() -> None:
    for frame in FRAMES.values():
        assert set(frame.key) <= set(frame.names)
        assert len(set(frame.names)) == len(frame.names)
        assert not any(column.nullable for column in frame.columns if column.name in frame.key)
    assert REPORTS.names[0] == "report_id"
