"""Automatic numbers in binary Word files. Source: [MS-DOC], 2.9.131 (LFO), 2.9.147 (LSTF), 2.9.150 (LVL)."""

from __future__ import annotations

import struct

from analysis.documents.office_files.numbering import Level, Lists
from analysis.documents.office_files.word_binary import Properties, WordFile, operands

_STYLES, _DEFINITIONS, _LISTS = 1, 73, 74
_LEVEL_OF_PARAGRAPH, _LIST_OF_PARAGRAPH = 0x260A, 0x460B
_LONGEST_LABEL = 32
_LONGEST_CHAIN = 20
_FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 11: "ideographDigital",
    12: "japaneseCounting", 14: "decimalFullWidth", 17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle",
    22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional",
    31: "ideographZodiac", 33: "taiwaneseCounting", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital",
    37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand", 255: "none",
}  # fmt: skip


class LegacyNumbers:
    """Gives each paragraph, asked in the order of the document, the number that is printed before it."""

    def __init__(self, file: WordFile) -> None:
        self._lists = Lists()
        self._styles: list[tuple[int, Properties]] = []
        try:
            self._load_styles(file)
            self._load_lists(file.table, _load_definitions(file), *file.place(_LISTS))
        except (struct.error, IndexError, ValueError):
            self.damaged = True
        else:
            self.damaged = False

    def next_label(self, style: int, properties: Properties) -> str:
        """The automatic number of a paragraph, or nothing."""
        number = depth = None
        for _ in range(_LONGEST_CHAIN):
            number = properties.get(_LIST_OF_PARAGRAPH) if number is None else number
            depth = properties.get(_LEVEL_OF_PARAGRAPH) if depth is None else depth
            if number is not None or style >= len(self._styles):
                break
            style, properties = self._styles[style]
        if not number or len(number) < 2 or number == b"\x00\x00":
            return ""
        return self._lists.next_label(str(struct.unpack("<H", number)[0]), depth[0] if depth else 0)

    def _load_styles(self, file: WordFile) -> None:
        """The base of each style and the properties of its paragraphs."""
        start, length = file.place(_STYLES)
        data = file.table[start : start + length]
        if not data:
            return
        size, count, base = struct.unpack_from("<HHH", data)
        at = 2 + size
        for _ in range(count):
            if at + 2 > len(data):
                break
            (size,) = struct.unpack_from("<H", data, at)
            self._styles.append(_style(data[at + 2 : at + 2 + size], base))
            at += 2 + size + size % 2

    def _load_lists(self, table: bytes, known: dict[int, dict[int, Level]], start: int, length: int) -> None:
        if not length:
            return
        (count,) = struct.unpack_from("<I", table, start)
        count = min(count, length // 16)
        at = start + 4 + 16 * count
        for number in range(1, count + 1):
            key, changed = struct.unpack_from("<i8xB", table, start + 4 + 16 * (number - 1))
            name = str(number)
            levels = dict(known.get(key, {}))
            self._lists.levels[name], self._lists.counter[name] = levels, str(key)
            at += 4
            for _ in range(changed):
                first, flags = struct.unpack_from("<iI", table, at)
                at += 8
                if flags & 0x10:
                    self._lists.starts.setdefault(name, {})[flags & 0xF] = first
                if flags & 0x20:
                    levels[flags & 0xF], at = _level(table, at)


def _style(data: bytes, base: int) -> tuple[int, Properties]:
    if len(data) < 10:
        return 0xFFF, {}
    (kind,) = struct.unpack_from("<H", data, 2)
    at = base
    (letters,) = struct.unpack_from("<H", data, at)
    at += 2 * letters + 4
    if kind & 0xF != 1 or at + 4 > len(data):
        return kind >> 4, {}
    (size,) = struct.unpack_from("<H", data, at)
    return kind >> 4, dict(operands(data[at + 4 : at + 2 + size]))


def _load_definitions(file: WordFile) -> dict[int, dict[int, Level]]:
    """The levels of each list, by the key that the lists in the text refer to."""
    start, length = file.place(_DEFINITIONS)
    if not length:
        return {}
    table = file.table
    (count,) = struct.unpack_from("<H", table, start)
    at = start + length
    # Some programs count the levels into the length of the part; they stand after the entries all the same.
    if length > 2 + 28 * count:
        at = start + 2 + 28 * count
    found: dict[int, dict[int, Level]] = {}
    for number in range(count):
        key, flags = struct.unpack_from("<i22xB", table, start + 2 + 28 * number)
        levels: dict[int, Level] = {}
        for depth in range(1 if flags & 1 else 9):
            levels[depth], at = _level(table, at)
        found[key] = levels
    return found


def _level(table: bytes, at: int) -> tuple[Level, int]:
    first, form, flags = struct.unpack_from("<iBB", table, at)
    characters, paragraphs, limit = struct.unpack_from("<BBB", table, at + 24)
    at += 28 + characters + paragraphs
    (length,) = struct.unpack_from("<H", table, at)
    letters = struct.unpack_from(f"<{length}H", table, at + 2)
    text = "".join(f"%{letter + 1}" if letter < 9 else chr(letter) for letter in letters[:_LONGEST_LABEL])
    restart = limit if flags & 8 else None
    level = Level(_FORMS.get(form, "decimal"), text, first, restart, bool(flags & 4))
    return level, at + 2 + 2 * length
