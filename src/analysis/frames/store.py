"""``ingest`` brings the store under ``data/processed`` up to date; ``analysis.frames.loading`` reads it."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.errors import StoreError
from analysis.frames import parts, snapshot
from analysis.frames.arrow import Tables, from_arrow, joined, table_of, to_arrow
from analysis.frames.check import check
from analysis.frames.files import RawFile, code_digest, raw_files, sha256_of
from analysis.frames.loading import (
    FORMAT,
    files_of,
    is_usable,
    named_in,
    parts_of,
    read_reports_file,
    schema_digest,
)
from analysis.frames.loading import content as content
from analysis.frames.loading import load as load
from analysis.frames.reading import Task, read_all
from analysis.frames.rows import ID_LENGTH, parser_version
from analysis.frames.schema import FINDINGS, FRAMES, REPORTS, SEVERITIES
from analysis.frames.sources import Row, better_known, overrides, overrides_digest, read_sources
from analysis.frames.tidy import copied
from analysis.frames.versions import noted

PACKAGE = Path(__file__).resolve().parent.parent
READING = (
    "text.py",
    "forms",
    "documents",
    "regions",
    "reports",
    "frames/rows.py",
)  # a change in these means to read again
JUST_NOW = 2_000_000_000  # ns; a file changed this shortly before a run may change again within the same tick


Reader = Callable[[list[Task]], Iterator[Tables]]
BATCH_REPORTS = 500  # what a run that is killed may lose


class Entry(NamedTuple):
    """What the store remembers of a raw file; ``stamp`` stands for overrides and parser of its report."""

    name: str
    size: int
    mtime_ns: int
    sha256: str
    stamp: str


@dataclass(frozen=True)
class Summary:
    """What an ingest found and did; ``content`` is a digest that is equal when the data are."""

    files: int
    read: int
    kept: int
    removed: int
    reports: int
    unreadable: int
    findings: dict[str, int]
    content: str
    seconds: float
    mended: int = 0

    def __str__(self) -> str:
        found = ", ".join(f"{self.findings.get(name, 0)} {name}" for name in SEVERITIES)
        mended = f"{self.mended} reports damaged in the store are read again; " if self.mended else ""
        return (
            f"{self.files} files: {self.read} read, {self.kept} unchanged, {self.removed} gone; {mended}"
            f"{self.reports} reports, {self.unreadable} unreadable; findings: {found} ({self.seconds:.1f} s)"
        )


def ingest(
    raw_dir: str | Path,
    data_dir: str | Path,
    progress: bool = True,
    workers: int | None = None,
    rehash: bool = False,
    follow_links: bool = False,
    executor: Executor | None = None,
) -> Summary:
    """Read what is new or changed below ``raw_dir`` into the store; unchanged files cost a look each.

    A file counts as unchanged if size and date are; ``rehash`` looks at the bytes of every file and of the store
    itself. A run that is stopped goes on where it was, and what is damaged in the store is read again. ``workers``
    and ``executor`` are those of :func:`analysis.frames.reading.read_all`.
    ``raw_dir`` is never written. Raises ``StoreError`` if a folder cannot be used, the store is damaged or
    another run is writing, and ``UnknownNameError`` for a fault in ``sources.csv``. Whatever happens, the
    store holds either the earlier data or the new.
    """
    raw, data = Path(raw_dir), Path(data_dir)
    if not raw.is_dir():
        raise StoreError(f"There is no folder {raw}; put the reports there or name their folder.")
    if data.resolve().is_relative_to(raw.resolve()):
        raise StoreError(f"{data} lies inside the raw folder {raw}, which is never written; choose another.")
    try:
        data.mkdir(parents=True, exist_ok=True)
        with snapshot.locked(data):
            reader = partial(read_all, workers=workers, executor=executor)
            summary = _ingest(raw, data, progress, reader, rehash, follow_links)
            with contextlib.suppress(OSError, StoreError):
                snapshot.clear_leftovers(data, named_in(snapshot.current(data)))
            return summary
    except OSError as error:
        raise _folder_error(error, data) from error


def _ingest(
    raw: Path, data: Path, progress: bool, reader: Reader, rehash: bool, follow_links: bool
) -> Summary:
    started, now = time.perf_counter(), time.time_ns()
    sources = read_sources(raw)
    known = _known(data)
    sound, lost = _health(data, known, rehash) if known else ([], {})
    earlier = _entries(data, known)
    files = raw_files(raw, follow_links)
    entries = _stamped(_hashed(files, {} if rehash else earlier), sources)
    stamps = {_identity(entry): entry.stamp for entry in entries}
    done = {_identity(entry): entry.stamp for entry in earlier.values() if entry.stamp}
    done = {key: stamp for key, stamp in done.items() if key[:ID_LENGTH] not in set().union(*lost.values())}
    for batch in parts.batches(data):
        done |= batch.stamps
    tasks = _tasks(files, entries, sources, done)
    digest = _content(entries)
    if known is None or known["content"] != digest or lost:
        _read(data, tasks, stamps, progress, reader)
        record = _renewed(data, known, entries, sound, lost) | {"content": digest}
        snapshot.put(data, record | {"files": _write_files(data, entries, now)})
    else:
        record, tasks = known, []
        if entries != list(earlier.values()):
            snapshot.put(data, known | {"files": _write_files(data, entries, now)})
    names = {entry.name for entry in entries}
    return Summary(
        files=len(entries),
        read=len(tasks),
        kept=sum(entry.name in earlier and entry[3:] == earlier[entry.name][3:] for entry in entries),
        removed=len(earlier.keys() - names),
        reports=record["counts"]["reports"],
        unreadable=record["counts"]["unreadable"],
        findings=record["counts"]["findings"],
        content=digest,
        seconds=time.perf_counter() - started,
        mended=sum(map(len, lost.values())),
    )


def _known(data: Path) -> snapshot.Record | None:
    """The record in force if this version can go on with it; a store whose list of reports is lost is made anew."""
    try:
        known = snapshot.current(data)
        if known is None or not is_usable(known):
            return None
        read_reports_file(data, known, ["report_id"])
        files_of(data, known)
    except (StoreError, FileNotFoundError):
        return None
    return known


def _health(data: Path, known: snapshot.Record, deep: bool) -> tuple[list[parts.Part], dict[str, set[str]]]:
    """The parts that are as they were written, and by place the reports of the others; ``deep`` looks at every byte."""
    whole = [(part, _is_whole(data, part, deep)) for part in parts_of(known)]
    sound = [part for part, good in whole if good]
    places = {part.place for part, good in whole if not good}
    if not places:
        return sound, {}
    reports = read_reports_file(data, known, ["report_id", "year", "region_code"])
    lost: dict[str, set[str]] = {place: set() for place in places}
    for key, place in zip(reports["report_id"].to_pylist(), parts.places_of(reports), strict=True):
        if place in places:
            lost[place].add(key)
    for part in sound:
        if part.place in places:
            lost[part.place] -= parts.ids_of(data, part)
    return sound, lost


def _is_whole(data: Path, part: parts.Part, deep: bool) -> bool:
    for name, file in part.files.items():
        path = data / part.path(name)
        try:
            if path.stat().st_size != file.size or (deep and parts.digest(path) != file.sha256):
                return False
        except OSError:
            return False
    return True


def _renewed(
    data: Path,
    known: snapshot.Record | None,
    entries: list[Entry],
    sound: list[parts.Part],
    lost: dict[str, set[str]],
) -> snapshot.Record:
    """The record after this run: earlier reports that still stand, and those that were read and wait."""
    names: dict[str, list[str]] = {}
    stamps: dict[str, str] = {}
    for entry in entries:
        names.setdefault(_identity(entry), []).append(entry.name)
        stamps[_identity(entry)] = entry.stamp
    waiting, fresh = _accepted(data, stamps)
    kept, gone = _standing(data, known, stamps, {key for _, keys in waiting for key in keys}, lost)
    kept_parts = parts.merge(data, sound, gone, waiting)
    reports = from_arrow(joined([{**joined([]), "reports": table} for table in (*kept, *fresh)])["reports"])
    reports, copies = copied(reports, names)
    reports = reports.sort_values("path", kind="stable", ignore_index=True)
    place = dict(zip(reports["report_id"], parts.places_of(to_arrow(reports, REPORTS)), strict=True))

    def cells_of(ids: list[str]) -> pd.DataFrame:
        places = {place[key] for key in ids}
        found = (
            parts.only(parts.read(data, part, "cells"), ids) for part in kept_parts if part.place in places
        )
        return from_arrow(joined([{**joined([]), "cells": table} for table in found])["cells"])

    reports, versions = noted(reports, cells_of)
    notes = table_of([*copies, *versions], FINDINGS)
    check(reports, REPORTS)
    return {
        "format": FORMAT,
        "schema": schema_digest(),
        "reports": _write(data, "reports/reports-{}.parquet", to_arrow(reports, REPORTS)),
        "notes": _write(data, f"findings/{parts.place_of(None, None)}/notes-{{}}.parquet", notes),
        "parts": kept_parts,
        "counts": _counts(data, reports, kept_parts, notes),
    }


def _accepted(
    data: Path, stamps: dict[str, str]
) -> tuple[list[tuple[parts.Batch, set[str]]], list[pa.Table]]:
    """The batches that wait with the reports of each that count: of files as they are now, each once."""
    waiting, rows, taken = [], [], set[str]()
    for batch in parts.batches(data):
        good = {key for key, stamp in batch.stamps.items() if stamps.get(key) == stamp and key not in taken}
        taken |= good
        reports = batch.reports()
        own = [(sha or path) in good for sha, path in
               zip(reports["sha256"].to_pylist(), reports["path"].to_pylist(), strict=True)]  # fmt: skip
        reports = reports.filter(pa.array(own, pa.bool_()))
        waiting.append((batch, set(reports["report_id"].to_pylist())))
        rows.append(reports)
    return waiting, rows


def _standing(
    data: Path,
    known: snapshot.Record | None,
    stamps: dict[str, str],
    fresh: set[str],
    lost: dict[str, set[str]],
) -> tuple[list[pa.Table], dict[str, set[str]]]:
    """The earlier reports that stay, with their own findings counted, and by place those that go."""
    if known is None:
        return [], {}
    table = read_reports_file(data, known)
    before = {_identity(entry): entry.stamp for entry in _entries(data, known).values()}
    away = set().union(*lost.values())
    gone: dict[str, set[str]] = {}
    stays = []
    for key, sha256, path, place in zip(
        table["report_id"].to_pylist(),
        table["sha256"].to_pylist(),
        table["path"].to_pylist(),
        parts.places_of(table),
        strict=True,
    ):
        identity = sha256 or path
        same = identity in stamps and stamps[identity] == before.get(identity)
        stays.append(same and key not in fresh and key not in away)
        if not stays[-1]:
            gone.setdefault(place, set()).add(key)
    notes = (
        parts.read_file(data, known["notes"][0], known["notes"][1])["report_id"].to_pandas().value_counts()
    )
    own = pc.subtract(
        table["n_findings"], pa.array(table["report_id"].to_pandas().map(notes).fillna(0).astype(int))
    )
    table = table.set_column(table.schema.get_field_index("n_findings"), "n_findings", own)
    return [table.filter(pa.array(stays, pa.bool_()))], gone


def _content(entries: Iterable[Entry]) -> str:
    lines = sorted((entry.name, entry.sha256, entry.stamp) for entry in entries)
    return hashlib.sha256(repr(lines).encode()).hexdigest()


def _hashed(files: list[RawFile], earlier: dict[str, Entry]) -> list[Entry]:
    entries = []
    for file in files:
        old = earlier.get(file.name)
        if old is not None and old.sha256 and (old.size, old.mtime_ns) == (file.size, file.mtime_ns):
            sha256 = old.sha256
        else:
            sha256 = sha256_of(file)
        entries.append(Entry(file.name, file.size, file.mtime_ns, sha256, ""))
    return entries


def _stamped(entries: list[Entry], sources: dict[str, Row]) -> list[Entry]:
    """Entries with the stamp of their report: copies of a file share that of the first with overrides."""
    version = f"{parser_version()} {code_digest(PACKAGE, *READING)}"
    known: dict[str, Row | None] = {}
    for entry in entries:
        row = overrides(sources.get(entry.name))
        known[_identity(entry)] = better_known(known.get(_identity(entry)), row)
    digests = {identity: overrides_digest(row) for identity, row in known.items()}
    return [entry._replace(stamp=f"{version} {digests[_identity(entry)]}".strip()) for entry in entries]


def _identity(entry: Entry) -> str:
    return entry.sha256 or entry.name


def _tasks(
    files: list[RawFile], entries: list[Entry], sources: dict[str, Row], done: dict[str, str]
) -> list[Task]:
    tasks: dict[str, Task] = {}
    for file, entry in zip(files, entries, strict=True):
        if entry.sha256 and done.get(entry.sha256) == entry.stamp:
            continue
        known = overrides(sources.get(entry.name))
        first = tasks.setdefault(
            _identity(entry), Task(entry.name, file.path, entry.sha256, known, file.fault)
        )
        tasks[_identity(entry)] = first._replace(overrides=better_known(first.overrides, known))
    return list(tasks.values())


def _read(data: Path, tasks: list[Task], stamps: dict[str, str], progress: bool, reader: Reader) -> None:
    """Read the tasks into batches that wait beside the parts."""
    from tqdm.std import tqdm

    waiting: list[dict[str, pa.Table]] = []

    def write() -> None:
        tables = joined(waiting)
        reports = tables["reports"]
        keys = {sha or path for sha, path in
                zip(reports["sha256"].to_pylist(), reports["path"].to_pylist(), strict=True)}  # fmt: skip
        for name, table in tables.items():
            check(from_arrow(table), FRAMES[name])
        parts.write_batch(data, tables, {key: stamps[key] for key in keys})
        waiting.clear()

    with tqdm(total=len(tasks), desc="reading", unit="file", disable=None if progress else True) as bar:
        for tables in reader(tasks):
            waiting.append(tables)
            bar.update(tables["reports"].num_rows)
            if sum(part["reports"].num_rows for part in waiting) >= BATCH_REPORTS:
                write()
    if waiting:
        write()


def _entries(data: Path, known: snapshot.Record | None) -> dict[str, Entry]:
    if known is None:
        return {}
    table = files_of(data, known)
    rows = zip(*(table[name].to_pylist() for name in Entry._fields), strict=True)
    return {row[0]: Entry(*row) for row in rows}


def _write_files(data: Path, entries: list[Entry], now: int) -> tuple[str, int]:
    # a date this fresh proves nothing: forget it, so that the next run looks at the bytes again
    settled = [e._replace(mtime_ns=0) if e.mtime_ns > now - JUST_NOW else e for e in entries]
    columns = list(zip(*settled, strict=True)) or [()] * len(Entry._fields)
    kinds = (pa.string(), pa.int64(), pa.int64(), pa.string(), pa.string())
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    return _write(data, "files-{}.parquet", pa.table(arrays, names=list(Entry._fields)))


def _write(data: Path, path: str, table: pa.Table) -> tuple[str, int]:
    """Write a table under a new name; the name and how many rows it has."""
    name = path.format(secrets.token_hex(8))
    return name, parts.write_file(data, name, table).rows


def _counts(data: Path, reports: pd.DataFrame, kept: Iterable[parts.Part], notes: pa.Table) -> dict[str, Any]:
    unreadable = int((reports["format"] == "unreadable").sum())
    columns = [
        notes["severity"],
        *(parts.read(data, part, "findings", ["severity"])["severity"] for part in kept),
    ]
    found: dict[str, int] = {}
    for column in columns:
        for count in column.value_counts().to_pylist():
            found[count["values"]] = found.get(count["values"], 0) + count["counts"]
    return {"reports": len(reports) - unreadable, "unreadable": unreadable, "findings": found}


def _folder_error(error: OSError, data: Path) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StoreError(
            f"The disk under {data} is full; make room and run this again, the earlier data is whole."
        )
    place = error.filename or data
    return StoreError(
        f"{place} cannot be used ({error.strerror or error}); "
        "allow this program to use it, or choose another folder."
    )
