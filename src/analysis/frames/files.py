"""The raw folder as the store sees it: which files count, and what is cheap to know about each."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.documents.read import LARGEST_FILE
from analysis.words import Words
from analysis.words.findings import say

SOURCES_FILE = "sources.csv"
NOT_REPORTS = (SOURCES_FILE, "README.md", "Thumbs.db", "desktop.ini")
HIDDEN = (".", "~$")


class RawFile(NamedTuple):
    """One file below the raw folder; ``name`` is its path from there, with forward slashes, safe to store.

    ``fault`` says why it is not opened: no regular file, too large, out of the folder; or why a folder is not read.
    """

    name: str
    path: Path
    size: int
    mtime_ns: int
    fault: Words | None = None


def raw_files(folder: Path, follow_links: bool = False) -> list[RawFile]:
    """Every file below ``folder`` that may be a report, ordered by name; hidden files and notes are left out.

    What cannot be looked at or must not be opened is kept with a fault, so that reading reports it. Links lead out
    of the folder only with ``follow_links``; the folder itself may be a link.
    """
    root = folder.resolve()
    return sorted(_walk(folder, folder, root, follow_links, {root}), key=lambda file: file.name)


def file_sha256(path: Path) -> str:
    """SHA-256 of the file's bytes in hexadecimal; raises ``OSError`` if they cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_of(file: RawFile) -> str:
    """SHA-256 of a raw file; empty if it must not be opened or cannot be."""
    try:
        return "" if file.fault else file_sha256(file.path)
    except OSError:
        return ""


def raw_file(path: Path, name: str) -> RawFile:
    """A file that someone named, as the raw folder would list it."""
    return _look(path, path.parent)._replace(name=name)


def printable_name(path: Path) -> str:
    """A path as text that can be stored anywhere: forward slashes, undecodable bytes as ``\\xNN``."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _walk(folder: Path, top: Path, root: Path, follow: bool, seen: set[Path]) -> Iterator[RawFile]:
    try:
        with os.scandir(folder) as entries:
            found = [
                entry
                for entry in entries
                if not entry.name.startswith(HIDDEN) and entry.name not in NOT_REPORTS
            ]
    except OSError as error:
        if folder == top:
            raise
        yield _refused(folder, top, say("unreadable.folder", reason=error.strerror))
        return
    for entry in found:
        path = Path(entry.path)
        target = path.resolve() if entry.is_symlink() else path
        inside = target.is_relative_to(root) or not entry.is_symlink()
        if not inside and not follow:
            yield _refused(path, top, say("unreadable.outside"))
        elif not entry.is_dir():
            yield _look(path, top)
        elif not entry.is_symlink() or (not inside and target not in seen):
            seen.add(target)  # a link to a folder that is read anyway, or round in a circle, is passed over
            yield from _walk(path, top, root, follow, seen)


def _look(path: Path, top: Path) -> RawFile:
    try:
        known = path.stat()
    except OSError as error:
        return _refused(path, top, say("unreadable.lost", reason=error.strerror))
    if not stat.S_ISREG(known.st_mode):
        return _refused(path, top, say("unreadable.special"))
    fault = None
    if known.st_size > LARGEST_FILE:
        size, most = (f"{n / 1e6:,.0f}" for n in (known.st_size, LARGEST_FILE))
        fault = say("unreadable.large", size=size, most=most)
    return RawFile(printable_name(path.relative_to(top)), path, known.st_size, known.st_mtime_ns, fault)


def _refused(path: Path, top: Path, fault: Words) -> RawFile:
    return RawFile(printable_name(path.relative_to(top)), path, -1, 0, fault)


def code_digest(package: Path, *folders: str) -> str:
    """A digest of the code below ``package`` and the data beside it: if it changes, so may what they make."""
    digest = hashlib.sha256()
    for folder in folders or ("",):
        place = package / folder
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file() and not {"__pycache__", "fonts"} & set(path.parts):
                digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
