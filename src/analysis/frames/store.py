"""The store under ``data/processed``: ``ingest`` brings it up to date, ``load`` reads it."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from analysis.errors import StoreError
from analysis.frames import snapshot
from analysis.frames.check import check
from analysis.frames.files import RawFile, code_digest, file_sha256, raw_files
from analysis.frames.reading import Task, nameless_key, read_all
from analysis.frames.rows import ID_LENGTH, Rows, join_rows, parser_version
from analysis.frames.schema import FRAMES, SEVERITIES
from analysis.frames.sources import Row, better_known, overrides, overrides_digest, read_sources
from analysis.frames.tidy import Frames, arrow_schema, frames_from, from_arrow, to_arrow, with_copies
from analysis.frames.versions import with_versions

FORMAT = 1
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

    def __str__(self) -> str:
        found = ", ".join(f"{self.findings.get(name, 0)} {name}" for name in SEVERITIES)
        return (
            f"{self.files} files: {self.read} read, {self.kept} unchanged, {self.removed} gone; "
            f"{self.reports} reports, {self.unreadable} unreadable; findings: {found} ({self.seconds:.1f} s)"
        )


def ingest(
    raw_dir: str | Path, data_dir: str | Path, progress: bool = True, workers: int | None = None
) -> Summary:
    """Read what is new or changed below ``raw_dir`` into the store; unchanged files cost a look each.

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
            snapshot.clear_leftovers(data)
            try:
                return _ingest(raw, data, progress, workers)
            finally:
                with contextlib.suppress(OSError, StoreError):
                    snapshot.clear_leftovers(data)
    except OSError as error:
        raise _folder_error(error, data) from error


def load(data_dir: str | Path) -> Frames:
    """The four frames of the store, checked; raises ``StoreError`` if there is no data or it is damaged."""
    data = Path(data_dir)
    for _ in range(3):
        known = snapshot.current(data)
        if known is None:
            raise StoreError(f"There is no data in {data} yet; run `gongkai ingest` first.")
        if not _usable(known):
            raise StoreError(
                f"The data in {data} is of another version; run `gongkai ingest` to bring it up to date."
            )
        try:
            tables = _tables(data, known)
        except FileNotFoundError:
            continue  # an ingest has just put another snapshot in its place
        frames = Frames(**{name: from_arrow(table) for name, table in tables.items()})
        for name, frame in frames._asdict().items():
            check(frame, FRAMES[name])
        return frames
    raise snapshot.damaged(data, "a file of the snapshot is missing")


def content(data_dir: str | Path) -> str:
    """The digest of what the store holds, without reading it; empty if it holds nothing."""
    known = snapshot.current(Path(data_dir))
    return str(known.facts["content"]) if known and _usable(known) else ""


def _ingest(raw: Path, data: Path, progress: bool, workers: int | None) -> Summary:
    started, now = time.perf_counter(), time.time_ns()
    sources = read_sources(raw)
    known = snapshot.current(data)
    if known is not None and not _usable(known):
        known = None
    earlier = _entries(data, known)
    files = raw_files(raw)
    entries = _stamped(_hashed(files, earlier), sources)
    done = {(entry.sha256, entry.stamp) for entry in earlier.values()} - {("", "")}
    tasks = _tasks(files, entries, sources, done)
    facts: dict[str, Any] = {"format": FORMAT, "schema": _schema_digest(), "content": _content(entries)}
    if known is not None and known.facts["content"] == facts["content"]:
        facts, tasks = known.facts, []
        if entries != list(earlier.values()):
            snapshot.write(data, known.frames, _files_table(entries, now), facts)
    else:
        frames = _updated(data, known, entries, _read(tasks, progress, workers), tasks)
        facts |= _counts(frames)
        tables = {name: to_arrow(frame, FRAMES[name]) for name, frame in frames._asdict().items()}
        snapshot.write(data, tables, _files_table(entries, now), facts)
    names = {entry.name for entry in entries}
    return Summary(
        files=len(entries),
        read=len(tasks),
        kept=sum(entry.name in earlier and entry[3:] == earlier[entry.name][3:] for entry in entries),
        removed=len(earlier.keys() - names),
        reports=facts["reports"],
        unreadable=facts["unreadable"],
        findings=facts["findings"],
        content=facts["content"],
        seconds=time.perf_counter() - started,
    )


def _usable(known: snapshot.Snapshot) -> bool:
    return known.facts.get("format") == FORMAT and known.facts.get("schema") == _schema_digest()


def _schema_digest() -> str:
    declared = [
        (frame.name, frame.key, [column[:2] for column in frame.columns]) for frame in FRAMES.values()
    ]
    return hashlib.sha256(repr(declared).encode()).hexdigest()[:16]


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
            try:
                sha256 = file_sha256(file.path)
            except OSError:
                sha256 = ""
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
    files: list[RawFile], entries: list[Entry], sources: dict[str, Row], done: set[tuple[str, str]]
) -> list[Task]:
    tasks: dict[str, Task] = {}
    for file, entry in zip(files, entries, strict=True):
        if entry.sha256 and (entry.sha256, entry.stamp) in done:
            continue
        known = overrides(sources.get(entry.name))
        first = tasks.setdefault(_identity(entry), Task(entry.name, file.path, entry.sha256, known))
        tasks[_identity(entry)] = first._replace(overrides=better_known(first.overrides, known))
    return list(tasks.values())


def _read(tasks: list[Task], progress: bool, workers: int | None) -> Rows:
    from tqdm.std import tqdm

    parts = []
    with tqdm(total=len(tasks), desc="reading", unit="file", disable=None if progress else True) as bar:
        for rows in read_all(tasks, workers):
            parts.append(rows)
            bar.update(len(rows.reports))
    return join_rows(parts)


def _updated(
    data: Path, known: snapshot.Snapshot | None, entries: list[Entry], rows: Rows, tasks: list[Task]
) -> Frames:
    """The frames after this run: earlier reports that still stand, and those just read."""
    fresh = frames_from(rows)
    names: dict[str, list[str]] = {}
    for entry in entries:
        names.setdefault(_identity(entry), []).append(entry.name)
    if known is not None:
        read = {task.sha256 or task.name for task in tasks}
        keys = [_report_id(identity) for identity in names if identity not in read]
        fresh = _with_earlier(_tables(data, known), keys, fresh)
    frames = with_versions(with_copies(fresh, names))
    for name, frame in frames._asdict().items():
        check(frame, FRAMES[name])
    return frames


def _with_earlier(tables: dict[str, pa.Table], keys: list[str], fresh: Frames) -> Frames:
    wanted = pa.array(keys, pa.string())
    joined = {}
    for name, table in tables.items():
        file_ids = pc.utf8_slice_codeunits(
            table["report_id"], 0, ID_LENGTH
        )  # further reports of a file end in -2, -3
        kept = table.filter(pc.is_in(file_ids, wanted))
        joined[name] = from_arrow(pa.concat_tables([kept, to_arrow(getattr(fresh, name), FRAMES[name])]))
    return Frames(**joined)


def _report_id(identity: str) -> str:
    return identity[:ID_LENGTH] if len(identity) == 64 and "." not in identity else nameless_key(identity)


def _tables(data: Path, known: snapshot.Snapshot) -> dict[str, pa.Table]:
    tables = {name: snapshot.read_table(data, known.frames, f"{name}.parquet") for name in FRAMES}
    for name, table in tables.items():
        if not table.schema.equals(arrow_schema(FRAMES[name])):
            raise snapshot.damaged(data, f"{name} has other columns than declared")
    return tables


def _entries(data: Path, known: snapshot.Snapshot | None) -> dict[str, Entry]:
    if known is None:
        return {}
    try:
        table = snapshot.read_table(data, known.files)
        rows = zip(*(table[name].to_pylist() for name in Entry._fields), strict=True)
        return {row[0]: Entry(*row) for row in rows}
    except (FileNotFoundError, KeyError) as error:
        raise snapshot.damaged(data, error) from error


def _files_table(entries: list[Entry], now: int) -> pa.Table:
    # a date this fresh proves nothing: forget it, so that the next run looks at the bytes again
    settled = [e._replace(mtime_ns=0) if e.mtime_ns > now - JUST_NOW else e for e in entries]
    columns = list(zip(*settled, strict=True)) or [()] * len(Entry._fields)
    kinds = (pa.string(), pa.int64(), pa.int64(), pa.string(), pa.string())
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    return pa.table(arrays, names=list(Entry._fields))


def _counts(frames: Frames) -> dict[str, Any]:
    unreadable = int((frames.reports["format"] == "unreadable").sum())
    found = {str(name): int(n) for name, n in frames.findings["severity"].value_counts().items()}
    return {"reports": len(frames.reports) - unreadable, "unreadable": unreadable, "findings": found}


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
