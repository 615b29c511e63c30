"""The notes on raw files: where each came from, and what a person knows better than its text."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from analysis.errors import UnknownNameError
from analysis.frames.files import SOURCES_FILE
from analysis.frames.schema import SCOPES

OVERRIDES = ("body", "region_code", "year", "scope")
COLUMNS = ("path", "url", "retrieved", *OVERRIDES, "who")
FIRST_YEAR = 2008  # the Regulations on Open Government Information came into force on 1 May 2008

Row = dict[str, str]


def read_sources(raw_dir: Path) -> dict[str, Row]:
    """The rows of ``raw_dir/sources.csv`` by file name, blank fields left out; none without that file.

    Raises ``UnknownNameError`` for an unknown column, a file that is not there, a file named twice, a bad
    date, code, year or scope, and an override that does not say who vouches for it.
    """
    path = raw_dir / SOURCES_FILE
    if not path.exists():
        return {}
    rows: dict[str, Row] = {}
    for line, row in _rows(path):
        name = _checked_name(row, raw_dir, f"{path}, line {line}")
        if name in rows:
            raise UnknownNameError(f"{path}, line {line}: {name!r} has a row already; keep one of them.")
        rows[name] = row
    return rows


def overrides(row: Mapping[str, str] | None) -> Row | None:
    """What ``read_report`` is to know from a row: overrides and who says so, and the address as a hint; or None."""
    if row is None or not any(name in row for name in (*OVERRIDES, "url")):
        return None
    return {name: row[name] for name in (*OVERRIDES, "who", "url") if name in row}


def better_known(first: Row | None, other: Row | None) -> Row | None:
    """Of what is known of two copies of a file, the first; but overrides come before an address alone."""
    if first is None or not (set(first) & set(OVERRIDES)):
        return other if other is not None and (first is None or set(other) & set(OVERRIDES)) else first
    return first


def placing_row(path: str, code: str | None = None) -> str:
    """The row of ``sources.csv`` that would place a file, under ``COLUMNS``; who says so stays to be filled in.

    >>> placing_row("2023/report.pdf", "320106")
    '2023/report.pdf,,,,320106,,,WHO'
    """
    row = {"path": path, "region_code": code or "CODE", "who": "WHO"}
    text = io.StringIO()
    csv.DictWriter(text, COLUMNS, lineterminator="").writerow(row)
    return text.getvalue()


def overrides_digest(row: Mapping[str, str] | None) -> str:
    """A short digest of what a row gives to the reading: it changes when the report has to be read again."""
    known = overrides(row)
    if known is None:
        return ""
    return hashlib.sha256(repr(sorted(known.items())).encode("utf-8", "replace")).hexdigest()[:16]


def _rows(path: Path) -> list[tuple[int, Row]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnknownNameError(f"{path} is not UTF-8 text: save it as “CSV UTF-8” and run again.") from error
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [name.strip() for name in next(reader, list(COLUMNS))]
    unknown = [name for name in header if name not in COLUMNS]
    if unknown or "path" not in header:
        wrong = f"has an unknown column {unknown[0]!r}" if unknown else "has no column 'path'"
        raise UnknownNameError(f"{path} {wrong}: the columns are {', '.join(COLUMNS)}.")
    rows = []
    for fields in reader:
        if len(fields) > len(header):
            raise UnknownNameError(
                f"{path}, line {reader.line_num}: {len(fields)} fields for {len(header)} columns; "
                "put text that holds a comma in double quotes."
            )
        row = {name: field.strip() for name, field in zip(header, fields, strict=False) if field.strip()}
        if row:
            rows.append((reader.line_num, row))
    return rows


def _checked_name(row: Row, raw_dir: Path, where: str) -> str:
    name = row.get("path", "")
    if not name:
        raise UnknownNameError(f"{where}: the column 'path' is empty; name a file below {raw_dir}.")
    inside = not Path(name).is_absolute() and ".." not in Path(name).parts and "\\" not in name
    if not inside or not (raw_dir / name).is_file():
        raise UnknownNameError(
            f"{where}: there is no file {name!r} below {raw_dir}; "
            "write its path from there with forward slashes, or delete the row."
        )
    for column, (accepts, accepted) in CHECKS.items():
        if column in row and not accepts(row[column]):
            raise UnknownNameError(f"{where}: {column} is {row[column]!r}; {accepted}.")
    given = [column for column in OVERRIDES if column in row]
    if given and "who" not in row:
        raise UnknownNameError(f"{where}: {given[0]} is set; fill 'who' with who says so, a person or page.")
    return Path(name).as_posix()


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_year(value: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{4}", value)) and FIRST_YEAR <= int(value) <= date.today().year


CHECKS: dict[str, tuple[Callable[[str], bool], str]] = {
    "url": (
        lambda value: value.startswith(("http://", "https://")),
        "it has to start with http:// or https://",
    ),
    "retrieved": (_is_date, "write the day as YYYY-MM-DD"),
    "region_code": (
        lambda value: bool(re.fullmatch(r"[1-9][0-9]{5}(?:[0-9]{3})?|000000", value)),
        "write the official code with 6 digits, or 9 for a township",
    ),
    "year": (_is_year, f"write the year reported on, from {FIRST_YEAR} to this year"),
    "scope": (lambda value: value in SCOPES, f"it is one of {', '.join(SCOPES)}"),
}
