"""Read the store: all of it, or only what is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from analysis.errors import StoreError, UnknownNameError
from analysis.frames import parts, snapshot
from analysis.frames.arrow import arrow_schema, from_arrow
from analysis.frames.schema import FRAMES
from analysis.frames.tidy import Frames

FORMAT = 2


def load(
    data_dir: str | Path,
    *,
    region: str | None = None,
    years: int | Iterable[int] | None = None,
    level: str | Iterable[str] | None = None,
    scope: str | Iterable[str] | None = None,
    frames: Iterable[str] | None = None,
    columns: Mapping[str, Sequence[str]] | None = None,
) -> Frames:
    """The frames of the store, or of the reports asked for; only their parts are read.

    ``region`` is an official code, or its beginning (``14``, ``1404``); ``years``, ``level`` and ``scope`` are one
    value or several. ``frames`` names the frames to read, the others come back empty; ``columns`` the columns of a
    frame beside its key. Raises ``StoreError`` if there is no data or it is damaged, ``UnknownNameError`` for a name
    that is not there.
    """
    data = Path(data_dir)
    wanted = _names(frames, FRAMES, "frame")
    for name, chosen in (columns or {}).items():
        _names([name], FRAMES, "frame")
        _names(chosen, FRAMES[name].names, f"column of {name}")
    for _ in range(3):
        known = _in_force(data)
        try:
            return _loaded(data, known, _filter(region, years, level, scope), wanted, columns or {})
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
    condition: pc.Expression | None,
    wanted: Collection[str],
    columns: Mapping[str, Sequence[str]],
) -> Frames:
    reports = read_reports_file(data, known)
    asked = reports if condition is None else reports.filter(condition)
    places = set(parts.places_of(asked))
    ids = asked["report_id"].combine_chunks()
    some = None if asked.num_rows == reports.num_rows else ids
    found = {"reports": asked}
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
        found[name] = _in_order(pa.concat_tables(tables[1:] or tables), ids)
    if chosen := _with_key("reports", columns):
        found["reports"] = found["reports"].select(chosen)
    return Frames(**{name: from_arrow(table) for name, table in found.items()})


def _with_key(name: str, columns: Mapping[str, Sequence[str]]) -> list[str] | None:
    if name not in columns:
        return None
    return [column for column in FRAMES[name].names if column in (*FRAMES[name].key, *columns[name])]


def _some(table: pa.Table, ids: pa.Array | None) -> pa.Table:
    return table if ids is None else table.filter(pc.is_in(table["report_id"], ids))


def _in_order(table: pa.Table, ids: pa.Array) -> pa.Table:
    """The rows in the order of the reports; those of one report stay as they are."""
    return table.take(pc.sort_indices(pc.index_in(table["report_id"], ids)))


def _filter(
    region: str | None,
    years: int | Iterable[int] | None,
    level: str | Iterable[str] | None,
    scope: str | Iterable[str] | None,
) -> pc.Expression | None:
    conditions = [
        pc.field(name).isin([values] if isinstance(values, int | str) else list(values))
        for name, values in (("year", years), ("level", level), ("scope", scope))
        if values is not None
    ]
    if region is not None:
        conditions.append(
            pc.starts_with(pc.field("region_code"), region.rstrip("0") if len(region) == 6 else region)
        )
    whole = None
    for condition in conditions:
        whole = condition if whole is None else whole & condition
    return whole


def _names(given: Iterable[str] | None, known: Collection[str], what: str) -> tuple[str, ...]:
    names = tuple(known) if given is None else tuple(given)
    if unknown := [name for name in names if name not in known]:
        raise UnknownNameError(f"There is no {what} {unknown[0]!r}; there are {', '.join(known)}.")
    return names
