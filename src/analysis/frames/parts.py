"""The parts of the store: every frame but ``reports`` in files by year and province, each written once.

A part holds the same reports in one file for each frame: ``cells/year=2023/province=14/part-TOKEN.parquet``. What was
just read waits in batches (``incoming/batch-TOKEN/``), so that a run that is stopped goes on where it was.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.frames.arrow import Tables, joined
from analysis.frames.schema import FRAMES
from analysis.frames.snapshot import damaged, sync_folder

PARTED = tuple(name for name in FRAMES if name != "reports")
MOST_REPORTS = 4000  # of one part: about 800,000 cells, 60 MB in memory
ROW_GROUP = 50_000
INCOMING = "incoming"
NOWHERE = "none"  # a folder for what is not known


class File(NamedTuple):
    """One file of a part: how many rows and bytes it has, and their SHA-256."""

    rows: int
    size: int
    sha256: str


class Part(NamedTuple):
    """The reports of a year and province, or some of them: ``place`` is the folder, ``files`` one for each frame."""

    place: str
    token: str
    reports: int
    files: dict[str, File]

    def path(self, name: str) -> str:
        """Where the file of a frame lies below the data folder."""
        return f"{name}/{self.place}/part-{self.token}.parquet"

    @classmethod
    def parse(cls, known: Sequence[Any]) -> Part:
        """The part that JSON gives back."""
        place, token, reports, files = known
        return cls(place, token, reports, {name: File(*file) for name, file in files.items()})


class Batch(NamedTuple):
    """Reports that were read and wait: their folder, the stamp of each file, and the row groups of each place."""

    folder: Path
    stamps: dict[str, str]
    groups: dict[str, dict[str, int]]

    def reports(self) -> pa.Table:
        """The rows of the frame ``reports``."""
        return pq.read_table(self.folder / "reports.parquet")


def place_of(year: object, region_code: object) -> str:
    """The folder of a report: its year and the first two digits of its region code, as far as they are known.

    >>> place_of(2023, "140400")
    'year=2023/province=14'
    """
    known = [NOWHERE if value is None else str(value) for value in (year, region_code)]
    return f"year={known[0]}/province={known[1] if known[1] == NOWHERE else known[1][:2]}"


def places_of(reports: pa.Table) -> list[str]:
    """The folder of each report of a table."""
    return list(map(place_of, reports["year"].to_pylist(), reports["region_code"].to_pylist()))


def write_batch(data: Path, tables: Tables, stamps: Mapping[str, str]) -> None:
    """Keep what was read; it counts once its folder has its name. Rows are grouped by place."""
    token = secrets.token_hex(8)
    folder = data / INCOMING / f"writing-{token}"
    folder.mkdir(parents=True)
    ids = tables["reports"]["report_id"].to_pylist()
    by_place: dict[str, list[str]] = {}
    for key, place in zip(ids, places_of(tables["reports"]), strict=True):
        by_place.setdefault(place, []).append(key)
    groups: dict[str, dict[str, int]] = {place: {} for place in by_place}
    for name, table in tables.items():
        whole = name == "reports"
        slices = [("", table)] if whole else [(p, only(table, keys)) for p, keys in by_place.items()]
        with _writing(folder / f"{name}.parquet") as stream, pq.ParquetWriter(stream, table.schema) as writer:
            written = 0
            for place, rows in slices:
                if whole or rows.num_rows:
                    writer.write_table(rows, row_group_size=max(rows.num_rows, 1))
                    groups.get(place, {})[name] = written
                    written += 1
    with _writing(folder / "batch.json") as stream:
        stream.write(json.dumps({"stamps": dict(stamps), "groups": groups}).encode())
    sync_folder(folder)
    folder.rename(folder.with_name(f"batch-{token}"))


def batches(data: Path) -> Iterator[Batch]:
    """What waits from this run or from one that was stopped; a batch that cannot be read is passed over."""
    for folder in sorted((data / INCOMING).glob("batch-*")):
        try:
            known = json.loads((folder / "batch.json").read_bytes())
            pq.ParquetFile(folder / "cells.parquet").close()
            yield Batch(folder, known["stamps"], known["groups"])
        except (OSError, ValueError, KeyError, pa.ArrowException):
            continue


def merge(
    data: Path, parts: Sequence[Part], gone: Mapping[str, set[str]], waiting: Sequence[tuple[Batch, set[str]]]
) -> list[Part]:
    """The parts after a run, new ones written beside the old: without the reports ``gone`` from a place, with those
    that wait (a batch, and which of its reports count). One place is in memory at a time.
    """
    after = []
    places = dict.fromkeys(
        [*(part.place for part in parts), *(p for batch, _ in waiting for p in batch.groups)]
    )
    for place in places:
        old = [part for part in parts if part.place == place]
        fresh = [
            {name: only(table, keys) for name, table in _of_place(batch, place).items()}
            for batch, keys in waiting
            if place in batch.groups
        ]
        lost = gone.get(place, set())
        touched = [part for part in old if lost and (len(old) == 1 or lost & ids_of(data, part))]
        if fresh:  # small parts are taken into the new one
            touched += [p for p in old if p not in touched and p.reports <= MOST_REPORTS // 2]
        after += [part for part in old if part not in touched]
        kept = ({name: without(read(data, part, name), lost) for name in PARTED} for part in touched)
        if touched or fresh:
            after += _written(data, place, _by_report([*kept, *fresh]))
    return after


def read(data: Path, part: Part, name: str, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of one frame of a part; raises ``FileNotFoundError`` if it is gone, ``StoreError`` if damaged."""
    if name not in part.files:
        return joined([])[name].select(columns or FRAMES[name].names)
    return read_file(data, part.path(name), part.files[name].rows, columns)


def read_file(data: Path, path: str, rows: int, columns: Sequence[str] | None = None) -> pa.Table:
    """A file of the store with its checksums looked at; as ``read``."""
    try:
        with pq.ParquetFile(data / path, page_checksum_verification=True) as file:
            table = file.read(columns=list(columns) if columns else None)
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError) as error:
        raise damaged(data, f"{path}: {error}") from error
    if table.num_rows != rows:
        raise damaged(data, f"{path} has {table.num_rows} rows, not {rows}")
    return table


def write_file(data: Path, path: str, table: pa.Table) -> File:
    """Write a table once, under a name of its own, and look that it is on the disk."""
    target = data / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with _writing(target) as stream:
        pq.write_table(table, stream, compression="zstd", row_group_size=ROW_GROUP, write_page_checksum=True)
    sync_folder(target.parent)
    return File(table.num_rows, target.stat().st_size, digest(target))


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def ids_of(data: Path, part: Part) -> set[str]:
    """The reports of a part."""
    columns = (read(data, part, name, ["report_id"])["report_id"].unique() for name in PARTED)
    return {key for column in columns for key in column.to_pylist()}


def only(table: pa.Table, keys: Iterable[str]) -> pa.Table:
    """The rows of these reports."""
    return table.filter(pc.is_in(table["report_id"], pa.array(list(keys), pa.string())))


def without(table: pa.Table, keys: Iterable[str]) -> pa.Table:
    """The rows of the other reports."""
    return table.filter(pc.invert(pc.is_in(table["report_id"], pa.array(list(keys), pa.string()))))


def _of_place(batch: Batch, place: str) -> Tables:
    found = {}
    for name in PARTED:
        with pq.ParquetFile(batch.folder / f"{name}.parquet") as file:
            group = batch.groups[place].get(name)
            found[name] = file.schema_arrow.empty_table() if group is None else file.read_row_group(group)
    return found


def _by_report(tables: Sequence[Tables]) -> Tables:
    whole = {name: pa.concat_tables([table[name] for table in tables]) for name in PARTED}
    return {
        name: table.take(pc.sort_indices(table, [("report_id", "ascending")]))
        for name, table in whole.items()
    }


def _written(data: Path, place: str, tables: Tables) -> Iterator[Part]:
    """Parts of at most so many reports; their ids are in order, so that row groups can be passed over."""
    ids = sorted({key for table in tables.values() for key in table["report_id"].unique().to_pylist()})
    for start in range(0, len(ids), MOST_REPORTS):
        keys = ids[start : start + MOST_REPORTS]
        part = Part(place, secrets.token_hex(8), len(keys), {})
        for name, table in tables.items():
            part.files[name] = write_file(data, part.path(name), only(table, keys))
        yield part


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[IO[bytes]]:
    """A new file that is on the disk when the block ends."""
    with path.open("wb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
