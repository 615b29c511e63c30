"""Snapshots of the frames on disk: a kill at any moment leaves the old one or the new one, never half.

A snapshot is written whole into a folder of its own; then ``current.json``, which names it, is replaced in
one step. What no ``current.json`` names is left over from a run that was stopped, and the next run clears it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.errors import StoreError

CURRENT = "current.json"
FOLDER = "snapshots"
LOCK = "ingest.lock"
OWN_NAME = re.compile(r"(frames|files)-[0-9a-f]{16}(\.parquet)?|current-[0-9a-f]{16}\.json")


class Snapshot(NamedTuple):
    """What ``current.json`` says: folder of the frames, the list of files, and facts about the content."""

    frames: str
    files: str
    facts: dict[str, Any]


def current(data_dir: Path) -> Snapshot | None:
    """The snapshot in force, or None if there is none yet; raises ``StoreError`` if the record is damaged."""
    path = data_dir / CURRENT
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        snapshot = Snapshot(known["frames"], known["files"], known["facts"])
        if not all(OWN_NAME.fullmatch(name) for name in snapshot[:2]):
            raise ValueError("it names something else than a snapshot")
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        raise StoreError(f"{data_dir} is not a folder; name a folder for the data.") from error
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise damaged(data_dir, error) from error
    return snapshot


def write(data_dir: Path, frames: dict[str, pa.Table] | str, files: pa.Table, facts: dict[str, Any]) -> None:
    """Put a new snapshot in force; ``frames`` are the tables by name, or the folder of unchanged ones."""
    token = secrets.token_hex(8)
    folder = data_dir / FOLDER
    folder.mkdir(exist_ok=True)
    if not isinstance(frames, str):
        target = folder / f"frames-{token}"
        target.mkdir()
        for name, table in frames.items():
            _write_table(table, target / f"{name}.parquet")
        _sync_folder(target)
        frames = target.name
    _write_table(files, folder / f"files-{token}.parquet")
    _sync_folder(folder)
    record = {"frames": frames, "files": f"files-{token}.parquet", "facts": facts}
    waiting = folder / f"current-{token}.json"
    with waiting.open("w", encoding="utf-8") as stream:
        json.dump(record, stream, indent=1, ensure_ascii=False)
        stream.flush()
        os.fsync(stream.fileno())
    waiting.replace(data_dir / CURRENT)
    _sync_folder(data_dir)


def read_table(data_dir: Path, *parts: str) -> pa.Table:
    """One table of a snapshot; raises ``FileNotFoundError`` if it is gone, ``StoreError`` if damaged."""
    path = data_dir.joinpath(FOLDER, *parts)
    try:
        return pq.ParquetFile(path, page_checksum_verification=True).read()
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError) as error:
        raise damaged(data_dir, error) from error


def clear_leftovers(data_dir: Path) -> None:
    """Delete what stopped runs and earlier snapshots left; only names that this module gives are touched."""
    known = current(data_dir)
    kept = known[:2] if known else ()
    folder = data_dir / FOLDER
    for path in folder.iterdir() if folder.is_dir() else ():
        if not OWN_NAME.fullmatch(path.name) or path.name in kept:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(
                path, ignore_errors=True
            )  # a reader on Windows may hold it: the next run tries again
        else:
            with contextlib.suppress(OSError):
                path.unlink()


@contextlib.contextmanager
def locked(data_dir: Path) -> Iterator[None]:
    """Keep other writers out; the system itself drops the lock when its holder ends, however it ends.

    Raises ``StoreError`` if another process holds it.
    """
    handle = os.open(data_dir / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _lock(handle)
        except OSError as error:
            holder = os.read(handle, 200).decode("utf-8", "replace").strip() or "unknown"
            raise StoreError(
                f"Another run ({holder}) is writing to {data_dir}; wait until it ends, then run this again."
            ) from error
        os.ftruncate(handle, 0)
        os.write(handle, f"process {os.getpid()} on {socket.gethostname()}\n".encode())
        yield
    finally:
        os.close(handle)


def damaged(data_dir: Path, error: Exception | str) -> StoreError:
    """The error for a store that cannot be read: it can always be made anew from the raw files."""
    reason = " ".join(str(error).split())[:200]
    return StoreError(
        f"The data in {data_dir} is damaged ({reason}); "
        f"delete {data_dir / CURRENT} and run `gongkai ingest` again."
    )


if os.name == "nt":  # pragma: no cover
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 1 << 20, os.SEEK_SET)  # beyond the text, so that others can read who holds it
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        finally:
            os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _write_table(table: pa.Table, path: Path) -> None:
    with path.open("wb") as stream:
        pq.write_table(table, stream, compression="zstd", write_page_checksum=True)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # pragma: no cover
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
