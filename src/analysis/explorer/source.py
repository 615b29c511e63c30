"""From a figure to the words of the report it was read from: the span, and the text around it."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.documents import Source
from analysis.errors import GongkaiError, UnknownNameError
from analysis.explorer.corpus import Corpus, cells_of, one_report
from analysis.explorer.tables import plain
from analysis.frames.files import file_sha256
from analysis.words.card import STATUS
from analysis.words.explorer import say

AROUND = 220
_KEPT = 4


class Passage(NamedTuple):
    """Where a figure stands: the file, the page if it has pages, and the text before, at and after the span.

    ``text`` is ``None`` where it cannot be shown, and ``why`` says so (``no_source``, ``no_raw`` or ``changed``).
    """

    path: str
    place: str
    status: str
    raw: str
    start: int
    end: int
    before: str
    text: str | None
    after: str
    why: str


def passage(corpus: Corpus, report_id: str, key: str, lang: str = "zh", around: int = AROUND) -> Passage:
    """The passage of a cell ``table/row/column`` of a report, with up to ``around`` characters on each side.

    The file is read from the corpus' raw folder and only trusted if its SHA-256 is that of the report.
    Raises :class:`UnknownNameError` for a report or a cell that is not there.
    """
    report = one_report(corpus, report_id)
    cell = _cell(corpus, report_id, key)
    found = Source.parse(str(cell["source"])) if pd.notna(cell["source"]) else None
    path, status = str(report["path"]), str(cell["status"])
    raw = "" if pd.isna(cell["raw"]) else str(cell["raw"])
    empty = Passage(path, "", status, raw, 0, 0, "", None, "", "no_source")
    if found is None:
        return empty
    start, end = found.start, found.end
    link = "，" if lang == "zh" else ", "
    known = (found.page and say("page", lang, n=found.page), found.ocr and say("from_ocr", lang))
    place = "".join(words + link for words in known if words)
    spot = empty._replace(place=place, start=start, end=end)
    if _file(corpus.raw_dir, path) is None:
        return spot._replace(why="no_raw")
    text = text_of(corpus, report)
    if text is None or end > len(text):
        return spot._replace(why="changed")
    before, after = text[max(0, start - around) : start], text[end : end + around]
    return spot._replace(before=before, text=text[start:end], after=after, why="")


def text_of(corpus: Corpus, report: pd.Series) -> str | None:
    """The readable text of a report's file; ``None`` if the file is not at hand or is not the one that was read."""
    file = _file(corpus.raw_dir, str(report["path"]))
    return None if file is None else _text(str(file), str(report["sha256"]))


def passage_html(found: Passage, raw_dir: Path | None, lang: str) -> str:
    """The passage as HTML, every text of the file escaped, the span marked."""
    place = f"{found.place}{found.start}–{found.end}"
    values = {
        "path": plain(found.path),
        "raw": plain(raw_dir or "—"),
        "status": STATUS[found.status][0][lang == "en"],
    }
    if found.text is None:
        return f"<p>{escape(say(found.why, lang, place=place, **values))}</p>"
    where = say(
        "source_place", lang, path=values["path"], place=found.place, start=found.start, end=found.end
    )
    printed = f" {say('as_printed', lang)}: «{plain(found.raw)}»" if found.raw else ""
    return (
        f"<p>{escape(where)}{escape(printed)}</p>"
        '<pre style="white-space:pre-wrap;max-height:22em;overflow:auto;border:1px solid #e4e7ec;padding:8px;margin:0;'
        f'line-height:1.5">{_shown(found.before)}<mark style="background:#ffe58a">{_shown(found.text)}</mark>'
        f"{_shown(found.after)}</pre>"
    )


def _shown(text: str) -> str:
    """Text of a file without characters that would not be seen or would turn the line around, escaped."""
    return escape("".join(char if char.isprintable() or char in "\n\t" else "·" for char in text))


def _cell(corpus: Corpus, report_id: str, key: str) -> pd.Series:
    cells = cells_of(corpus, report_id)
    parts = key.split("/")
    if len(parts) == 3:
        table, row, column = parts
        found = cells[(cells["table"] == table) & (cells["row"] == row) & (cells["column"] == column)]
        if len(found):
            return found.iloc[0]
    raise UnknownNameError(f"The report has no cell {key!r}; names are like requests/total_decided/total.")


def _file(raw_dir: Path | None, path: str) -> Path | None:
    """The report's file, only if it lies in the raw folder."""
    if raw_dir is None:
        return None
    try:
        file = (raw_dir / path).resolve()
        return file if file.is_relative_to(raw_dir.resolve()) and file.is_file() else None
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=_KEPT)
def _text(file: str, sha256: str) -> str | None:
    """The readable text of a file, ``None`` if it is not the one that was read or cannot be read any more."""
    from analysis.documents import read_document

    try:
        return read_document(file).text if file_sha256(Path(file)) == sha256 else None
    except (GongkaiError, OSError):
        return None
