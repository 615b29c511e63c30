"""A report as plain rows in the order of the declared columns: what travels between processes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.frames.schema import REPORTS, Frame
from analysis.reports.findings import Finding, finding
from analysis.words import Words

if TYPE_CHECKING:
    from analysis.reports import Report

ID_LENGTH = 16

Row = tuple[Any, ...]


class Rows(NamedTuple):
    """Rows for the four frames, each row a tuple in the declared order of columns."""

    reports: list[Row]
    cells: list[Row]
    findings: list[Row]
    sections: list[Row]


def report_rows(report: Report, name: str) -> Rows:
    """The rows of one report; ``name`` is its path below the raw folder.

    Raises ``ValueError`` if two cells or two sections of the report have the same key.
    """
    key = report_key(report)
    cells = [
        (key, *c.key, c.edition, c.value, c.raw, c.status, c.unit, _text(c.source)) for c in report.cells
    ]
    findings = [finding_row(key, n, found) for n, found in enumerate(report.findings, start=1)]
    sections = [(key, s.section, s.title, s.text, s.start, s.end) for s in report.sections]
    if len({row[:4] for row in cells}) < len(cells) or len({row[:2] for row in sections}) < len(sections):
        raise ValueError("two cells or two sections of the report have the same key")
    return Rows([_report_row(report, key, name)], cells, findings, sections)


def report_key(report: Report) -> str:
    """The ``report_id`` of a report."""
    return report.document.sha256[:ID_LENGTH] + (f"-{report.part}" if report.part > 1 else "")


def finding_row(key: str, n: int, found: Finding) -> Row:
    """The row of one finding of the report ``key``, its ``n``-th."""
    return (
        key, n, found.code, found.severity, found.table, found.row, found.column, " ".join(found.rows) or None,
        found.message, found.message_zh, _text(found.expected), _text(found.found), found.suggestion,
        _text(found.source),
    )  # fmt: skip


def unreadable_rows(name: str, sha256: str, key: str, message: Words) -> Rows:
    """The rows of a file that could not be read: a report without cells and one error that says why."""
    report = _row(
        REPORTS, report_id=key, path=name, sha256=sha256, format="unreadable", scope="unknown",
        is_chosen=False, n_cells=0, n_findings=1, parser_version=parser_version(),
    )  # fmt: skip
    found = finding("unreadable", message)
    return Rows([report], [], [finding_row(key, 1, found)], [])


def join_rows(parts: list[Rows]) -> Rows:
    """Many small sets of rows as one."""
    joined = Rows([], [], [], [])
    for part in parts:
        for into, more in zip(joined, part, strict=True):
            into.extend(more)
    return joined


def _report_row(report: Report, key: str, name: str) -> Row:
    from analysis.reports.body_id import body_id
    from analysis.reports.deadlines import timing

    place = report.place
    return (
        key, name, report.document.sha256, report.document.format, report.title, report.body,
        report.body_type, body_id(report.body, report.body_type, place, report.year), report.level, place.code,
        place.province, place.prefecture, place.county, place.township, place.confidence,
        "\n".join(map(str, place.evidence)) or None, report.scope, report.scope_evidence,
        " ".join(f"{table}={scope}" for table, scope in report.scope_tables.items()) or None,
        report.year, report.published,
        *timing(report.body_type, report.level, report.scope, report.year, report.published), report.index_no,
        " ".join(f"{table}={edition}" for table, edition in report.editions.items()) or None,
        _figures(report), None, True, sum(cell.status == "reported" for cell in report.cells),
        len(report.findings), parser_version(),
    )  # fmt: skip


def _figures(report: Report) -> str | None:
    values = [f"{c.key.row}/{c.key.column}={c.value}" for c in report.cells if c.value is not None]
    return hashlib.sha256("\n".join(values).encode()).hexdigest()[:ID_LENGTH] if values else None


def parser_version() -> str:
    """The version of the reading code, as ``analysis.reports`` states it."""
    from analysis import reports

    return str(reports.PARSER_VERSION)


def _row(frame: Frame, **known: object) -> Row:
    return tuple(known.get(name) for name in frame.names)


def _text(value: object) -> str | None:
    return None if value is None or value == "" else str(value)
