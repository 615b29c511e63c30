"""The raw folder as the store sees it: which files count, and what is cheap to know about each."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SOURCES_FILE = "sources.csv"
NOT_REPORTS = (SOURCES_FILE, "README.md", "Thumbs.db", "desktop.ini")
HIDDEN = (".", "~$")


class RawFile(NamedTuple):
    """One file below the raw folder; ``name`` is its path from there, with forward slashes, safe to store."""

    name: str
    path: Path
    size: int
    mtime_ns: int


def raw_files(folder: Path) -> list[RawFile]:
    """Every file below ``folder`` that may be a report, ordered by name; hidden files and notes are left out.

    A file that cannot be looked at is kept with size -1, so that reading reports it.
    """
    return sorted(_walk(folder, folder))


def file_sha256(path: Path) -> str:
    """SHA-256 of the file's bytes in hexadecimal; raises ``OSError`` if they cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def printable_name(path: Path) -> str:
    """A path as text that can be stored anywhere: forward slashes, undecodable bytes as ``\\xNN``."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _walk(folder: Path, root: Path) -> Iterator[RawFile]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(HIDDEN) or entry.name in NOT_REPORTS:
                continue
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(path, root)
            else:
                yield _look(path, root)


def _look(path: Path, root: Path) -> RawFile:
    name = printable_name(path.relative_to(root))
    try:
        known = path.stat()
    except OSError:
        return RawFile(name, path, -1, 0)
    return RawFile(name, path, known.st_size, known.st_mtime_ns)


def code_digest(package: Path, *folders: str) -> str:
    """A digest of the code below ``package`` and the data beside it: if it changes, so may what they make."""
    digest = hashlib.sha256()
    for folder in folders or ("",):
        place = package / folder
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file() and not {"__pycache__", "fonts"} & set(path.parts):
                digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
