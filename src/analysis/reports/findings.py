"""What can be noted about a report: the codes in one place, a sentence each."""

from __future__ import annotations

from typing import NamedTuple

from analysis.words import Words
from analysis.words.findings import MEANINGS


class Finding(NamedTuple):
    """One thing worth knowing about a report; ``severity`` is error, warning or info.

    ``message`` is the sentence in English, ``message_zh`` in Chinese. ``rows`` are the rows of the table that an equal
    finding concerns, where they are several; ``row`` and ``rows`` are both empty only where a whole table is meant.
    ``expected`` and ``found`` are the two sides of a broken identity; ``suggestion`` is ``table/row/column=value``,
    the only single change that restores all broken identities.
    """

    code: str
    severity: str
    message: str
    message_zh: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    rows: tuple[str, ...] = ()
    expected: str | None = None
    found: str | None = None
    suggestion: str | None = None
    source: str | None = None


_SUMS = ("V301", "V302", "V303", "V304", "V401", "V402", "V403", *(f"V14{n}" for n in range(1, 8)),
         *(f"V08{n}" for n in range(1, 4)))  # fmt: skip
_ERRORS = (
    *_SUMS,
    "row_contradicts",
    "several_tables",
    "columns_unresolved",
    "table_contradicts",
    "unreadable",
)
_WARNINGS = ("V202", "table_missing", "row_missing", "row_unresolved", "row_twice", "line_unused", "edition_unsure",
             "cell_text", "title_missing", "year_missing", "not_annual", "place_unresolved", "source_note",
             "versions_differ",
             "columns_unusual", "column_missing", "unit_unusual",
             "section_columns", "V601", "V602", "V603", "V604", "V605", "V606", "V607")  # fmt: skip
_SEVERITIES = {**dict.fromkeys(_ERRORS, "error"), **dict.fromkeys(_WARNINGS, "warning")}

# code: (severity, what it means); whatever is neither error nor warning is information
CODES: dict[str, tuple[str, Words]] = {
    code: (_SEVERITIES.get(code, "info"), meaning) for code, meaning in MEANINGS.items()
}


def finding(
    code: str,
    said: Words,
    *,
    table: str | None = None,
    row: str | None = None,
    column: str | None = None,
    rows: tuple[str, ...] = (),
    expected: str | None = None,
    found: str | None = None,
    suggestion: str | None = None,
    source: str | None = None,
) -> Finding:
    """A finding with the severity that its code has, and its sentence in both languages.

    >>> from analysis.words.findings import say
    >>> finding("row_missing", say("row_missing", label="总计"), table="requests").severity
    'warning'
    """
    return Finding(
        code, CODES[code][0], said.en, said.zh, table, row, column, rows, expected, found, suggestion, source
    )
