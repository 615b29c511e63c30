"""Rows to the four public frames and back to none: columns, dtypes and order come from the declarations."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import pyarrow as pa

from analysis.errors import UnknownNameError
from analysis.frames.check import check
from analysis.frames.files import file_sha256, printable_name, raw_files
from analysis.frames.reading import Task, read_all
from analysis.frames.rows import Rows, finding_row, join_rows, report_rows
from analysis.frames.schema import FRAMES, Frame
from analysis.frames.versions import FOUND, with_versions
from analysis.reports.findings import finding
from analysis.words.findings import say

if TYPE_CHECKING:
    from analysis.reports import Report

ARROW = {"string": pa.string(), "Float64": pa.float64(), "Int64": pa.int64(), "boolean": pa.bool_()}
SLICE = 4000  # rows turned at a time: turning two million at once takes twice as long
PANDAS = {ARROW[name]: pd.api.types.pandas_dtype(name) for name in ARROW}


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
    return with_versions(frames_from(join_rows(parts)))


def read_reports(source: str | Path | Iterable[str | Path], workers: int | None = None) -> Frames:
    """Frames of all reports in a folder, or of the files named, without a store.

    Files that cannot be read have a row with format ``unreadable`` and a finding; copies count once.
    Raises ``UnknownNameError`` if the folder or a file is not there.
    """
    files = _named_files(source)
    copies: dict[str, list[str]] = {}
    tasks = []
    for name, path in files.items():
        sha256 = file_sha256(path)
        if sha256 not in copies:
            tasks.append(Task(name, path, sha256))
        copies.setdefault(sha256, []).append(name)
    frames = frames_from(join_rows(list(read_all(tasks, workers))))
    return with_versions(with_copies(frames, {task.sha256: copies[task.sha256] for task in tasks}))


def frames_from(rows: Rows) -> Frames:
    """Rows as checked frames."""
    frames = Frames(*(frame_of(part, FRAMES[name]) for name, part in rows._asdict().items()))
    for name, frame in frames._asdict().items():
        check(frame, FRAMES[name])
    return frames


def from_arrow(table: pa.Table) -> pd.DataFrame:
    """An Arrow table with the declared dtypes of pandas: nullable numbers, NA for what is not there."""
    frame: pd.DataFrame = table.to_pandas(types_mapper=PANDAS.get)
    return frame


def to_arrow(frame: pd.DataFrame, declaration: Frame) -> pa.Table:
    """A declared frame as an Arrow table without pandas' own metadata."""
    return pa.Table.from_pandas(
        frame, schema=arrow_schema(declaration), preserve_index=False
    ).replace_schema_metadata()


def arrow_schema(declaration: Frame) -> pa.Schema:
    """The Arrow types of a declared frame."""
    return pa.schema([pa.field(column.name, ARROW[column.dtype]) for column in declaration.columns])


def with_copies(frames: Frames, names: dict[str, list[str]]) -> Frames:
    """The frames with the path of each report set, and a finding for each that lies under several names.

    ``names`` maps the SHA-256 of a file (or its stored name, if its bytes are unknown) to all its names, in
    order; earlier findings on copies are replaced, those on versions dropped, and findings counted anew.
    """
    reports = frames.reports.copy()
    paths = [
        names.get(sha256 or path, [path])
        for sha256, path in zip(reports["sha256"], reports["path"], strict=True)
    ]
    reports["path"] = pd.array([known[0] for known in paths], dtype="string")
    kept = frames.findings[~frames.findings["code"].isin(("duplicate_file", *FOUND))]
    counts = kept.groupby("report_id").size().to_dict()
    rows: list[tuple[object, ...]] = [
        finding_row(
            key,
            counts.get(key, 0) + 1,
            finding("duplicate_file", say("duplicate_file", paths=", ".join(known[1:]))),
        )
        for key, known in zip(reports["report_id"], paths, strict=True)
        if len(known) > 1
    ]
    findings = pd.concat([kept, frame_of(rows, FRAMES["findings"])], ignore_index=True) if rows else kept
    total = findings.groupby("report_id").size()
    reports["n_findings"] = reports["report_id"].map(total).fillna(0).astype("Int64")
    return in_order(frames._replace(reports=reports, findings=findings))


def in_order(frames: Frames) -> Frames:
    """The frames with reports ordered by path, and the rows of the others in the order of their reports."""
    reports = frames.reports.sort_values("path", kind="stable", ignore_index=True)
    place = pd.Series(range(len(reports)), index=reports["report_id"])
    others = []
    for frame in frames[1:]:
        order = frame["report_id"].map(place).to_numpy(dtype="int64").argsort(kind="stable")
        others.append(frame.iloc[order].reset_index(drop=True))
    return Frames(reports, *others)


def frame_of(rows: list[tuple[object, ...]], declaration: Frame) -> pd.DataFrame:
    """Rows in the order of the declared columns as a frame with the declared dtypes."""
    schema = arrow_schema(declaration)
    slices = [rows[start : start + SLICE] for start in range(0, len(rows), SLICE)]
    tables = [_table(part, schema) for part in slices] or [schema.empty_table()]
    return from_arrow(pa.concat_tables(tables))


def _table(rows: list[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True)
    arrays = [_array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(values: tuple[object, ...], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # half a surrogate pair, as a broken PDF may give: it cannot be stored
        return pa.array([v and str(v).encode("utf-8", "replace").decode() for v in values], kind)


def _named_files(source: str | Path | Iterable[str | Path]) -> dict[str, Path]:
    if isinstance(source, str | Path):
        folder = Path(source)
        if folder.is_dir():
            return {file.name: file.path for file in raw_files(folder)}
        source = [folder]
    paths = [Path(path) for path in source]
    for path in paths:
        if not path.is_file():
            raise UnknownNameError(f"There is no file or folder {path}; check the path.")
    return {printable_name(path): path for path in paths}
