"""Compound files (OLE2), the container of old Word, WPS and Excel files. Source: [MS-CFB]."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from analysis.documents.refusal import refused

_HEADER = struct.Struct("<8s16x5H6x9I")
_ENTRY = struct.Struct("<64sHBx3I36xIQ")
_LAST_SECTOR = 0xFFFFFFFA
_STREAM = 2
_MOST_ENTRIES = 20_000


class Streams:
    """The streams at the top of a compound file; those of embedded objects lie deeper and are left out."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data, self._name = data, name
        head = _HEADER.unpack_from(data)
        self._size, mini_shift = 1 << head[4], head[5]
        if head[4] not in (9, 12) or not 4 <= mini_shift < head[4]:
            raise ValueError(head[4])
        self._mini_size, self._cutoff = 1 << mini_shift, head[10]
        self._fat = _numbers(b"".join(_fat_sectors(data, self._size, head[13])))
        directory = _entries(self._sectors(head[8]))
        self._mini = self._sectors(directory[0][6])
        most = len(self._mini) // self._mini_size * 4
        self._mini_fat = _numbers(self._sectors(head[11])[:most])
        self._places = {title: (start, size) for title, start, size in _top_level(directory)}
        self.names = frozenset(self._places)

    def read(self, stream: str) -> bytes:
        """The bytes of a stream; as many as the file still holds."""
        start, size = self._places[stream]
        if size >= self._cutoff:
            return self._sectors(start)[:size]
        return _chain(self._mini, self._mini_fat, start, self._mini_size, 0)[:size]

    def _sectors(self, start: int) -> bytes:
        return _chain(self._data, self._fat, start, self._size, self._size)


def open_compound(data: bytes, name: str) -> Streams:
    """Open a compound file; UnreadableFileError if it is damaged."""
    try:
        return Streams(data, name)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise refused("old_office_damaged", name) from error


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _fat_sectors(data: bytes, size: int, next_difat: int) -> Iterator[bytes]:
    sectors = len(data) // size
    most = sectors * 4 // size + 2
    listed = [number for number in struct.unpack_from("<109I", data, 76) if number < _LAST_SECTOR]
    while next_difat < sectors and len(listed) < most:
        more = _numbers(data[(next_difat + 1) * size : (next_difat + 2) * size])
        if not more:
            break
        listed += [number for number in more[:-1] if number < _LAST_SECTOR] or [_LAST_SECTOR]
        next_difat = more[-1]
    for sector in listed[:most]:
        yield data[(sector + 1) * size : (sector + 2) * size]


def _chain(data: bytes, fat: tuple[int, ...], sector: int, size: int, header: int) -> bytes:
    """The sectors of a chain; a chain that runs in a circle or out of the file ends there."""
    found: list[bytes] = []
    while sector < len(fat) and len(found) <= len(data) // size:
        found.append(data[header + sector * size : header + (sector + 1) * size])
        sector = fat[sector]
    return b"".join(found)


_Entry = tuple[bytes, int, int, int, int, int, int, int]


def _entries(data: bytes) -> list[_Entry]:
    return [_ENTRY.unpack_from(data, at) for at in range(0, min(len(data), _MOST_ENTRIES * 128) - 127, 128)]


def _top_level(directory: list[_Entry]) -> Iterator[tuple[str, int, int]]:
    """Name, first sector and size of each stream directly under the root; embedded objects lie deeper."""
    todo, seen = [directory[0][5]], set()
    while todo:
        number = todo.pop()
        if number >= len(directory) or number in seen:
            continue
        seen.add(number)
        title, length, kind, left, right, _, start, size = directory[number]
        todo += (left, right)
        if kind == _STREAM:
            yield title[: max(length - 2, 0)].decode("utf-16-le", "replace"), start, size & 0xFFFFFFFF
