"""Broken and hostile files of every format, for bench/fuzz.py: the same file for the same format and seed."""

from __future__ import annotations

import gzip
import io
import random
import re
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import render_dialects  # noqa: E402
import render_html  # noqa: E402
import render_office  # noqa: E402
from bench.fuzz_tokens import TOKENS  # noqa: E402
from render import filled  # noqa: E402
from render_pdf import STYLES, as_pdf  # noqa: E402

LONGEST = 8 * 1024 * 1024


class Trial(NamedTuple):
    """A file to be read: what it is, its name and its bytes."""

    what: str
    file: str
    data: bytes


# ---- the files to start from ----


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """Sound files of a format: real ones and written forms."""
    return tuple(_SEEDS[kind]())


def _forms() -> Iterator[tuple[str, dict, int]]:
    for number, (code, year) in enumerate((("2021", 2021), ("2019", 2019))):
        yield code, filled(code, number), year


def _texts() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((ROOT / "data/raw").rglob("*.txt")))
    for dialect in render_dialects.DIALECTS:
        values = filled("2021", 0)
        yield dialect.write(render_dialects.printed("2021", values, 2021), random.Random(0)).encode()


def _html(mhtml: bool) -> Iterator[bytes]:
    for name in render_html.DIALECTS:
        if name.startswith("mhtml") is mhtml:
            yield from (render_html.as_html(code, values, name, year) for code, values, year in _forms())


def _pdf() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((ROOT / "data/raw").rglob("*.pdf")))
    for style in STYLES:
        yield from (as_pdf(values, code, year, style) for code, values, year in _forms())


def _stored(*names: str) -> Iterator[bytes]:
    for name in names:
        data = (ROOT / "tests/data" / name).read_bytes()
        yield gzip.decompress(data) if name.endswith(".gz") else data


_SEEDS: dict[str, Callable[[], Iterator[bytes]]] = {
    "txt": _texts,
    "html": lambda: _html(False),
    "mhtml": lambda: _html(True),
    "pdf": _pdf,
    "docx": lambda: (render_office.as_docx(code, values, year) for code, values, year in _forms()),
    "xlsx": lambda: (render_office.as_xlsx(code, values, year) for code, values, year in _forms()),
    "rtf": lambda: (
        *(render_office.as_rtf(code, values, year) for code, values, year in _forms()),
        *_stored("office_2021.rtf.gz"),
    ),
    "odt": lambda: _stored("office_2021.odt"),
    "ods": lambda: _stored("office_2021.ods"),
    "doc": lambda: _stored("office_2021.doc", "office_2019.doc"),
    "xls": lambda: _stored("office_2021.xls", "office_2019.xls"),
}
KINDS = tuple(_SEEDS)
ZIPPED = frozenset(("docx", "xlsx", "odt", "ods"))

# ---- how they are broken ----

_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]{1,400}>")
_HUGE = (b"-1", b"0", b"65535", b"65536", b"2147483648", b"99999999999999999999", b"1e9", b"")


def broken(kind: str, seed: int) -> bytes:
    """A broken copy of a file of a format, the same for the same seed."""
    rng = random.Random(f"{kind} {seed}")
    data = rng.choice(seeds(kind))
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        zipped = kind in ZIPPED and rng.random() < 0.8
        data = _broken_zip(data, rng) if zipped else _broken_bytes(data, kind, rng)
    return data[:LONGEST]


def _broken_bytes(data: bytes, kind: str, rng: random.Random) -> bytes:
    way = rng.choice(
        (_flipped, _cut_off, _spliced, _repeated, _dropped, _with_token, _with_token, _with_number)
    )
    return way(data, kind, rng)


def _span(data: bytes, rng: random.Random, most: int = 4000) -> slice:
    start = rng.randrange(len(data) + 1)
    return slice(start, start + rng.randint(0, rng.choice((4, 60, most))))


def _flipped(data: bytes, kind: str, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 4, 40, 400)) if data else 0):
        changed[rng.randrange(len(changed))] = rng.choice(
            (0, 255, rng.randrange(256), rng.randrange(32, 127))
        )
    return bytes(changed)


def _cut_off(data: bytes, kind: str, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _spliced(data: bytes, kind: str, rng: random.Random) -> bytes:
    other = rng.choice(seeds(rng.choice(KINDS) if rng.random() < 0.2 or kind not in KINDS else kind))
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other)) :]


def _repeated(data: bytes, kind: str, rng: random.Random) -> bytes:
    span = _span(data, rng)
    return data[: span.stop] + data[span] * rng.choice((1, 3, 200)) + data[span.stop :]


def _dropped(data: bytes, kind: str, rng: random.Random) -> bytes:
    span = _span(data, rng)
    return data[: span.start] + data[span.stop :]


def _with_token(data: bytes, kind: str, rng: random.Random) -> bytes:
    words = TOKENS.get("html" if kind == "mhtml" else kind, TOKENS["xml"])
    place = rng.randrange(len(data) + 1)
    return data[:place] + rng.choice(words) * rng.choice((1, 1, 1, 20)) + data[place:]


def _with_number(data: bytes, kind: str, rng: random.Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    match = rng.choice(found)
    return data[: match.start()] + rng.choice(_HUGE) + data[match.end() :]


def _broken_zip(data: bytes, rng: random.Random) -> bytes:
    """A zip file with one member broken, lost, given twice or renamed; other bytes if it is no zip file any more."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:  # a broken archive breaks zipfile in many ways; there is nothing to report here
        return _broken_bytes(data, "docx", rng)
    if not members:
        return data
    at = rng.randrange(len(members))
    if rng.random() < 0.7:  # the largest member holds the report
        at = max(range(len(members)), key=lambda n: len(members[n][1]))
    name, content = members[at]
    way = rng.randrange(12)
    if way == 0:
        del members[at]
    elif way == 1:
        members.append((name, content[: len(content) // 2]))
    elif way == 2:
        members[at] = (rng.choice(("../" + name, name.upper(), "x/" + name, "a")), content)
    elif way < 8:
        members[at] = (name, _broken_xml(content, rng))
    else:
        members[at] = (name, _broken_bytes(content, "xml", rng))
    out = io.BytesIO()
    method = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with (
        warnings.catch_warnings(action="ignore"),
        zipfile.ZipFile(out, "w", method) as archive,
    ):  # a name twice
        for number, (member, held) in enumerate(members):
            archive.writestr(zipfile.ZipInfo(member if number == at or member else "a"), held)
    return out.getvalue()


def _broken_xml(content: bytes, rng: random.Random) -> bytes:
    """Tags moved, doubled, dropped or given other numbers, so that most of it stays well formed."""
    tags = list(_TAG.finditer(content))
    if not tags:
        return content
    one, two = sorted(rng.choices(tags, k=2), key=lambda match: match.start())
    way = rng.randrange(5)
    if way == 0:
        return content[: one.start()] + content[one.end() :]
    if way == 1:
        return content[: two.start()] + one.group() * rng.choice((1, 5, 2000)) + content[two.start() :]
    if way == 2:
        part = content[one.start() : two.end()]
        return content[: two.end()] + part * rng.choice((1, 2, 30)) + content[two.end() :]
    if way == 3:
        return content[: one.start()] + content[two.end() :]
    return content[: one.start()] + _with_number(one.group(), "xml", rng) + content[one.end() :]
