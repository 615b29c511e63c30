"""Prove that a store is as it was written, and that the raw files still give what it holds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from analysis.errors import StoreError
from analysis.frames import parts, snapshot
from analysis.frames.loading import is_usable, parts_of, read_reports_file
from analysis.frames.store import ingest
from analysis.words import listed


def verify(data_dir: str | Path, raw_dir: str | Path | None = None, workers: int | None = None) -> list[str]:
    """What is wrong with a store, a sentence each; nothing if all is well.

    Looks at the bytes of every file against the checksum it was written with, and at the counts of cells and findings
    against those of the reports. With ``raw_dir`` it reads the raw files again, elsewhere, and compares every row.
    Raises ``StoreError`` if there is no data.
    """
    data = Path(data_dir)
    known = snapshot.current(data)
    if known is None or not is_usable(known):
        raise StoreError(f"There is no data in {data} that this version can check; run `gongkai ingest`.")
    faults = [*_bytes(data, known)]
    if not faults:
        faults += _counts(data, known)
    if not faults and raw_dir is not None:
        faults += _sources(data, known, Path(raw_dir), workers)
    return faults


def _bytes(data: Path, known: snapshot.Record) -> Iterator[str]:
    for part in parts_of(known):
        for name, file in part.files.items():
            path = data / part.path(name)
            if not path.is_file():
                yield f"{path} is missing; run `gongkai ingest --rehash`."
            elif parts.digest(path) != file.sha256:
                yield f"{path} is not as it was written; run `gongkai ingest --rehash`."
    for name in ("reports", "notes", "files"):
        try:
            parts.read_file(data, known[name][0], known[name][1])
        except (FileNotFoundError, StoreError) as error:
            yield f"{data / known[name][0]}: {error}"


def _counts(data: Path, known: snapshot.Record) -> Iterator[str]:
    reports = read_reports_file(data, known, ["report_id", "n_cells", "n_findings"])
    found: dict[str, dict[str, int]] = {"cells": {}, "findings": {}}
    for part in parts_of(known):
        cells = parts.read(data, part, "cells", ["report_id", "status"])
        _add(found["cells"], cells.filter(pc.equal(cells["status"], "reported")))
        _add(found["findings"], parts.read(data, part, "findings", ["report_id"]))
    _add(found["findings"], parts.read_file(data, known["notes"][0], known["notes"][1], ["report_id"]))
    for name, counts in found.items():
        told = dict(zip(reports["report_id"].to_pylist(), reports[f"n_{name}"].to_pylist(), strict=True))
        odd = [key for key in {**told, **counts} if told.get(key, 0) != counts.get(key, 0)]
        if odd:
            yield f"The {name} of {listed(odd).en} are not as many as the frame reports says."


def _add(counts: dict[str, int], table: pa.Table) -> None:
    for count in table["report_id"].value_counts().to_pylist():
        counts[count["values"]] = counts.get(count["values"], 0) + count["counts"]


def _sources(data: Path, known: snapshot.Record, raw: Path, workers: int | None) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / "data"
        ingest(raw, again, progress=False, workers=workers)
        anew = snapshot.current(again)
        if anew is None:
            return
        if not read_reports_file(data, known).equals(read_reports_file(again, anew)):
            yield f"The raw files in {raw} give other reports than the store holds; run `gongkai ingest --rehash`."
        for place in sorted({part.place for part in (*parts_of(known), *parts_of(anew))}):
            for name in parts.PARTED:
                if not _rows(data, known, place, name).equals(_rows(again, anew, place, name)):
                    yield f"The raw files give other {name} for {place} than the store holds."


def _rows(data: Path, known: snapshot.Record, place: str, name: str) -> pa.Table:
    tables = [parts.read(data, part, name) for part in parts_of(known) if part.place == place]
    if not tables:
        return pa.table({})
    table = pa.concat_tables(tables)
    return table.take(pc.sort_indices(table["report_id"])).combine_chunks()
