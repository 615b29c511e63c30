"""A report as lines for a terminal: who, where, when, the three tables, the findings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from analysis.forms import TABLES, Key, labels

if TYPE_CHECKING:
    from analysis.reports import Cell, Report

# control characters of both blocks, marks that turn the writing direction, and lone surrogates
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")
MARKS = {"blank": "·", "missing": "?", "unresolved": "!", "not_in_form": "×"}
LEGEND = {
    "blank": "left empty",
    "missing": "not in the report",
    "unresolved": "there, but not placed with certainty",
    "not_in_form": "not in this form",
    "text": "words instead of a figure",
    "na_mark": "marked as not applying",
}
LABEL, FIGURE = 30, 10


def clean(text: object) -> str:
    """Text from a file on one line, without characters that a terminal obeys."""
    return " ".join(UNSAFE.sub(" ", str(text)).split())


def summary(report: Report, everything: bool = False) -> Iterator[str]:
    """The report as lines; rows of zeros only are counted unless ``everything``, infos too."""
    yield clean(report.title or report.document.name)
    for name, value in _facts(report):
        yield f"  {name:<10}{clean(value) if value not in (None, '') else '—'}"
    seen: set[str] = set()
    for table, cells in groupby(report.cells, key=lambda cell: cell.table):
        yield ""
        yield from _table(table, report.editions.get(table), list(cells), everything, seen)
    if seen - {"reported"}:
        marks = [f"{MARKS.get(s, '“”' if s == 'text' else '/')} {LEGEND[s]}" for s in LEGEND if s in seen]
        yield from ("", "  " + "   ".join(marks))
    yield ""
    shown = [finding for finding in report.findings if everything or finding.severity != "info"]
    yield f"Findings: {len(report.findings) or 'none'}" + _hidden(len(report.findings) - len(shown))
    yield from (f"  {finding_line(finding)}" for finding in shown)
    if report.place.code is None:
        yield from _how_to_place(report)


def _how_to_place(report: Report) -> Iterator[str]:
    """The row that would place a report, to be pasted, with the code of the only place that it may be."""
    from analysis.frames.sources import COLUMNS, placing_row

    found = report.place.candidates
    row = placing_row(clean(report.document.name), found[0].code if len(found) == 1 else None)
    yield from ("", "To place it, add this row to sources.csv, with the code and who says so:")
    yield from (f"  {','.join(COLUMNS)}", f"  {row}")


def finding_line(finding: Any) -> str:
    """A finding on one line: severity, code, where, the sentence, what would mend it."""
    where = "/".join(part for part in (finding.table, finding.row, finding.column) if part)
    mend = f" [suggestion: {finding.suggestion}]" if finding.suggestion else ""
    head = " ".join(part for part in (finding.severity, finding.code, where) if part)
    return clean(f"{head}: {finding.message}{mend}")


def _facts(report: Report) -> Iterator[tuple[str, object]]:
    place = report.place
    yield "body", report.body
    yield "place", " ".join(filter(None, [*place.names, place.code and f"({place.code})"])) or "not resolved"
    yield "year", report.year
    yield "published", report.published
    yield "scope", report.scope
    yield "index no.", report.index_no
    yield "file", f"{report.document.name} ({report.document.format}, {report.document.sha256[:16]})"


def _table(
    table: str, edition: str | None, cells: list[Cell], everything: bool, seen: set[str]
) -> Iterator[str]:
    number, zh, en = TABLES.get(table, ("", table, table))
    yield f"{number}、{zh} · {en}" + (f" · form of {clean(edition)}" if edition else " · not found")
    seen.update(cell.status for cell in cells)
    if all(cell.status == "missing" for cell in cells):
        return
    heads: tuple[str, ...] = ()
    zeros = 0
    for _, row in groupby(cells, key=lambda cell: cell.row):
        line = list(row)
        if not everything and all(cell.status == "reported" and cell.value == 0 for cell in line):
            zeros += 1
            continue
        names = tuple(_labels(cell)[1] for cell in line)
        if names != heads:
            heads = names
            yield " " * (LABEL + 2) + "".join(_right(name, FIGURE) for name in names)
        yield f"  {_left(_labels(line[0])[0], LABEL)}" + "".join(_right(_shown(c), FIGURE) for c in line)
    if zeros:
        yield f"  {zeros} {'row' if zeros == 1 else 'rows'} with 0 in every column"


def _hidden(number: int) -> str:
    return f" ({number} for information, shown with --all)" if number else ""


def _labels(cell: Cell) -> tuple[str, str]:
    try:
        return labels(Key(cell.table, cell.row, cell.column))[:2]
    except KeyError:
        return cell.row, cell.column


def _shown(cell: Cell) -> str:
    if cell.status == "reported" and cell.value is not None:
        return f"{cell.value:.15g}"
    if cell.status in MARKS:
        return MARKS[cell.status]
    words = clean(cell.raw or "")
    return f"“{words}”" if cell.status == "text" else words or "/"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while _width(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def _left(text: str, width: int) -> str:
    text = _cut(text, width)
    return text + " " * (width - _width(text))


def _right(text: str, width: int) -> str:
    text = _cut(text, width - 1)
    return " " * (width - _width(text)) + text


def joined(lines: Iterable[str]) -> str:
    """Lines as one text."""
    return "\n".join(lines)
