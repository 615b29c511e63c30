"""Rows to the four public frames and back to none: columns, dtypes and order come from the declarations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.errors import UnknownNameError
from analysis.frames.arrow import TEXT, Tables, frame_of, from_arrow, joined, tables_of
from analysis.frames.check import check
from analysis.frames.files import RawFile, printable_name, raw_file, raw_files, sha256_of
from analysis.frames.reading import Task, read_all
from analysis.frames.rows import Row, finding_row, join_rows, report_rows
from analysis.frames.schema import FRAMES
from analysis.frames.versions import with_versions
from analysis.reports.findings import finding
from analysis.words import listed
from analysis.words.findings import say

if TYPE_CHECKING:
    from analysis.reports import Report


class Frames(NamedTuple):
    """The four public frames; ``analysis.frames.schema`` declares their columns, dtypes and keys."""

    reports: pd.DataFrame
    cells: pd.DataFrame
    findings: pd.DataFrame
    sections: pd.DataFrame


def tidy(reports: Iterable[Report]) -> Frames:
    """Reports as frames, 200 cells a report in form order; no reports give empty frames with their dtypes.

    Raises ``ValueError`` if two reports have the same bytes, ``StoreError`` if a frame is not as declared.
    """
    parts = [report_rows(report, report.document.name) for report in reports]
    if len({part.reports[0][0] for part in parts}) < len(parts):
        raise ValueError("two reports have the same bytes; give each once, or use ingest, which notes copies")
    return with_versions(frames_from(tables_of(join_rows(parts))))


def read_reports(source: str | Path | Iterable[str | Path], workers: int | None = None) -> Frames:
    """Frames of all reports in a folder, or of the files named, without a store.

    Files that cannot be read have a row with format ``unreadable`` and a finding; copies count once.
    Raises ``UnknownNameError`` if the folder or a file is not there.
    """
    tasks: dict[str, Task] = {}
    names: dict[str, list[str]] = {}
    for file in _named_files(source):
        sha256 = sha256_of(file)
        tasks.setdefault(sha256 or file.name, Task(file.name, file.path, sha256, None, file.fault))
        names.setdefault(sha256 or file.name, []).append(file.name)
    return with_versions(with_copies(frames_from(joined(read_all(list(tasks.values()), workers))), names))


def frames_from(tables: Tables) -> Frames:
    """Tables as checked frames."""
    frames = Frames(**{name: from_arrow(table) for name, table in tables.items()})
    for name, frame in frames._asdict().items():
        check(frame, FRAMES[name])
    return frames


def with_copies(frames: Frames, names: Mapping[str, Sequence[str]]) -> Frames:
    """The frames with the path of each report set, and a finding for each that lies under several names."""
    reports, rows = copied(frames.reports, names)
    more = [frames.findings, frame_of(rows, FRAMES["findings"])]
    findings = pd.concat(more, ignore_index=True) if rows else frames.findings
    return in_order(frames._replace(reports=reports, findings=findings))


def copied(reports: pd.DataFrame, names: Mapping[str, Sequence[str]]) -> tuple[pd.DataFrame, list[Row]]:
    """The reports with their paths set and counted anew, and a finding for each that lies under several names.

    ``names`` maps the SHA-256 of a file (or its stored name, if its bytes are unknown) to all its names, in order.
    """
    identity = reports["sha256"].where(reports["sha256"] != "", reports["path"])
    known = [names.get(key, [path]) for key, path in zip(identity, reports["path"], strict=True)]
    paths = pd.array([found[0] for found in known], dtype=TEXT)
    rows: list[Row] = [
        finding_row(key, n + 1, finding("duplicate_file", say("duplicate_file", paths=listed(found[1:]))))
        for key, n, found in zip(reports["report_id"], reports["n_findings"], known, strict=True)
        if len(found) > 1
    ]
    more = pd.array([int(len(found) > 1) for found in known], dtype="Int64")
    return reports.assign(path=paths, n_findings=reports["n_findings"].array + more), rows


def in_order(frames: Frames) -> Frames:
    """The frames with reports ordered by path, and the rows of the others in the order of their reports."""
    reports = frames.reports.sort_values("path", kind="stable", ignore_index=True)
    place = pd.Series(range(len(reports)), index=reports["report_id"])
    others = []
    for frame in frames[1:]:
        order = frame["report_id"].map(place).to_numpy(dtype="int64").argsort(kind="stable")
        others.append(frame.iloc[order].reset_index(drop=True))
    return Frames(reports, *others)


def _named_files(source: str | Path | Iterable[str | Path]) -> list[RawFile]:
    if isinstance(source, str | Path):
        if Path(source).is_dir():
            return raw_files(Path(source))
        source = [source]
    paths = [Path(path) for path in source]
    for path in paths:
        if not path.exists() or path.is_dir():
            raise UnknownNameError(f"There is no file or folder {path}; check the path.")
    return [raw_file(path, printable_name(path)) for path in paths]
