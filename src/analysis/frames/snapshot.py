"""What is in force in the data folder: one record, replaced in one step, that names the files of every frame.

Files of the store are written once under names of their own; then ``current.json``, which lists them, is replaced. A
kill at any moment leaves the old record or the new one. What no record names is left over, and the next run clears it.
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
from typing import Any

from analysis.errors import StoreError

CURRENT = "current.json"
LOCK = "ingest.lock"
OWN_NAME = re.compile(r"(?:part|files|reports|notes)-[0-9a-f]{16}\.parquet|current-[0-9a-f]{16}\.json")
OWN_FOLDERS = ("incoming", "snapshots")  # «snapshots» is of earlier versions
Record = dict[str, Any]


def current(data_dir: Path) -> Record | None:
    """The record in force, or None if there is none yet; raises ``StoreError`` if it is damaged."""
    try:
        known = json.loads((data_dir / CURRENT).read_text(encoding="utf-8"))
        if not isinstance(known, dict):
            raise ValueError("it is no record")
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        raise StoreError(f"{data_dir} is not a folder; name a folder for the data.") from error
    except (ValueError, OSError) as error:
        raise damaged(data_dir, error) from error
    return known


def put(data_dir: Path, record: Record) -> None:
    """Put a new record in force."""
    waiting = data_dir / f"current-{secrets.token_hex(8)}.json"
    with waiting.open("w", encoding="utf-8") as stream:
        json.dump(record, stream, ensure_ascii=False)
        stream.flush()
        os.fsync(stream.fileno())
    waiting.replace(data_dir / CURRENT)
    sync_folder(data_dir)


def clear_leftovers(data_dir: Path, named: set[str], incoming: bool = True) -> None:
    """Delete what stopped runs and earlier records left; only names that the store gives are touched.

    ``named`` are the paths that the record in force names; ``incoming`` says whether what was read and waits goes too.
    """
    for folder, folders, files in os.walk(data_dir):
        if Path(folder) == data_dir:
            for name in OWN_FOLDERS if incoming else OWN_FOLDERS[1:]:
                shutil.rmtree(data_dir / name, ignore_errors=True)
            folders[:] = [name for name in folders if name not in OWN_FOLDERS]
        for name in files:
            path = Path(folder, name)
            if OWN_NAME.fullmatch(name) and path.relative_to(data_dir).as_posix() not in named:
                with contextlib.suppress(
                    OSError
                ):  # a reader on Windows may hold it: the next run tries again
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
        f"The data in {data_dir} is damaged ({reason}); run `gongkai ingest --rehash`, which reads again what is lost."
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


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can."""
    if os.name == "nt":  # pragma: no cover
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
