"""Read the store: all of it, or only what is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.errors import StoreError, UnknownNameError
from analysis.frames import parts, snapshot
from analysis.frames.arrow import arrow_schema, from_arrow, to_arrow
from analysis.frames.schema import FRAMES
from analysis.frames.tidy import Frames
from analysis.frames.which import Policy, asked_reports

FORMAT = 2


def load(
    data_dir: str | Path,
    *,
    region: object = None,
    years: int | Iterable[int] | None = None,
    level: str | Iterable[str] | None = None,
    scope: Policy = "any",
    frames: Iterable[str] | None = None,
    columns: Mapping[str, Sequence[str]] | None = None,
) -> Frames:
    """The frames of the store, or of the reports asked for: then only their parts are read.

    ``region``, ``years``, ``level`` and ``scope`` are those of :func:`analysis.frames.which.asked`, except that every
    version that could be read is there; without any of them the files that could not be read are there too.
    ``frames`` names the frames to read, the others come back empty; ``columns`` the columns of a frame beside its key.
    Raises ``StoreError`` if there is no data or it is damaged, ``UnknownNameError`` for a name that is not known.
    """
    data = Path(data_dir)
    wanted = _names(frames, FRAMES, "frame")
    for name, chosen in (columns or {}).items():
        _names([name], FRAMES, "frame")
        _names(chosen, FRAMES[name].names, f"column of {name}")

    def choose(reports: pd.DataFrame) -> pd.DataFrame:
        if region is None and years is None and level is None and scope == "any":
            return reports
        return asked_reports(
            reports, region=region, years=years, level=level, scope=scope, versions="all"
        ).reset_index(drop=True)

    for _ in range(3):
        known = _in_force(data)
        try:
            return _loaded(data, known, choose, wanted, columns or {})
        except FileNotFoundError:
            continue  # an ingest has just put another record in its place
    raise snapshot.damaged(data, "a file of the store is missing")


def content(data_dir: str | Path) -> str:
    """The digest of what the store holds, without reading it; empty if it holds nothing."""
    known = snapshot.current(Path(data_dir))
    return str(known["content"]) if known and is_usable(known) else ""


def is_usable(known: snapshot.Record) -> bool:
    """Whether a record is of this format and these frames."""
    return known.get("format") == FORMAT and known.get("schema") == schema_digest()


def schema_digest() -> str:
    """A digest of the declared frames, their keys and columns."""
    declared = [
        (frame.name, frame.key, [column[:2] for column in frame.columns]) for frame in FRAMES.values()
    ]
    return hashlib.sha256(repr(declared).encode()).hexdigest()[:16]


def parts_of(known: snapshot.Record) -> list[parts.Part]:
    """The parts that a record lists."""
    return [parts.Part.parse(part) for part in known["parts"]]


def named_in(known: snapshot.Record | None) -> set[str]:
    """The paths of all files that a record lists."""
    if known is None or not is_usable(known):
        return set()
    single = {known[name][0] for name in ("files", "reports", "notes")}
    return single | {part.path(name) for part in parts_of(known) for name in part.files}


def read_reports_file(data: Path, known: snapshot.Record, columns: Sequence[str] | None = None) -> pa.Table:
    """The frame ``reports`` of a record."""
    return parts.read_file(data, known["reports"][0], known["reports"][1], columns)


def files_of(data: Path, known: snapshot.Record) -> pa.Table:
    """What a record remembers of the raw files."""
    return parts.read_file(data, known["files"][0], known["files"][1])


def _in_force(data: Path) -> snapshot.Record:
    known = snapshot.current(data)
    if known is None:
        raise StoreError(f"There is no data in {data} yet; run `gongkai ingest` first.")
    if not is_usable(known):
        raise StoreError(
            f"The data in {data} is of another version; run `gongkai ingest` to bring it up to date."
        )
    return known


def _loaded(
    data: Path,
    known: snapshot.Record,
    choose: Callable[[pd.DataFrame], pd.DataFrame],
    wanted: Collection[str],
    columns: Mapping[str, Sequence[str]],
) -> Frames:
    everything = from_arrow(read_reports_file(data, known))
    reports = choose(everything)
    ids = pa.array(reports["report_id"], pa.string())
    places = set(parts.places_of(to_arrow(reports, FRAMES["reports"])))
    some = None if len(reports) == len(everything) else ids
    found = {"reports": reports}
    for name in parts.PARTED:
        tables = [arrow_schema(FRAMES[name]).empty_table()]
        if name in wanted:
            chosen = _with_key(name, columns)
            files = [part for part in parts_of(known) if part.place in places]
            tables += [_some(parts.read(data, part, name, chosen), some) for part in files]
            if name == "findings":
                tables.append(
                    _some(parts.read_file(data, known["notes"][0], known["notes"][1], chosen), some)
                )
        found[name] = from_arrow(_in_order(pa.concat_tables(tables[1:] or tables), ids))
    if chosen := _with_key("reports", columns):
        found["reports"] = reports[chosen]
    return Frames(**found)


def _with_key(name: str, columns: Mapping[str, Sequence[str]]) -> list[str] | None:
    if name not in columns:
        return None
    return [column for column in FRAMES[name].names if column in (*FRAMES[name].key, *columns[name])]


def _some(table: pa.Table, ids: pa.Array | None) -> pa.Table:
    return table if ids is None else table.filter(pc.is_in(table["report_id"], ids))


def _in_order(table: pa.Table, ids: pa.Array) -> pa.Table:
    """The rows in the order of the reports; those of one report stay as they are."""
    return table.take(pc.sort_indices(pc.index_in(table["report_id"], ids)))


def _names(given: Iterable[str] | None, known: Collection[str], what: str) -> tuple[str, ...]:
    names = tuple(known) if given is None else tuple(given)
    if unknown := [name for name in names if name not in known]:
        raise UnknownNameError(f"There is no {what} {unknown[0]!r}; there are {', '.join(known)}.")
    return names
