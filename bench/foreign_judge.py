"""Hold what was read from a document against its truth: right, missing, wrong, silent, unsaid."""

from __future__ import annotations

import math
import signal
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from analysis import GongkaiError
from analysis.reports import report as reading
from bench.foreign_figures import Key
from bench.foreign_grid import Report, Truth

SECONDS = 60
_UNITS = {"元": 1e-4, "百元": 1e-2, "千元": 1e-1, "万元": 1.0}


class Wrong(NamedTuple):
    """A cell that was read wrong: what is true (``None`` for no figure) and what was read."""

    key: Key
    true: float | None
    read: float
    quiet: bool


class Verdict(NamedTuple):
    """Counts by word, and the cells that are wrong."""

    counts: Counter[str]
    wrong: list[Wrong]
    silent: list[Key]
    error: str = ""


def expected(truth: Truth) -> dict[Report, dict[Key, float]]:
    """The figures that may be read, by report: without those no reader may take, in the form's units."""
    return {
        report: {
            key: value for key, figure in cells.items() if (value := _in_unit(truth, key, figure)) is not None
        }
        for report, cells in truth.reports.items()
    }


def _in_unit(truth: Truth, key: Key, value: float) -> float | None:
    patterns = {key, (key[0], "", key[2]), (key[0], key[1], ""), (key[0], "", "")}
    if patterns & truth.denied:
        return None
    unit = next((truth.units[pattern] for pattern in patterns if pattern in truth.units), "万元")
    return value * _UNITS[unit] if unit in _UNITS else None if value else 0.0  # nought is nought in any unit


def judge(path: Path, truth: Truth, main: Report) -> Verdict:
    """Read a file and judge every cell; a file that cannot be read is refused, hung or crashed."""
    cells = expected(truth)
    counts: Counter[str] = Counter(documents=1)
    try:
        reports = _read(path)
    except Exception as error:  # a crash is a result here, and the rest must still be counted
        word = (
            "refused"
            if isinstance(error, GongkaiError)
            else "hung"
            if isinstance(error, TimeoutError)
            else "crashed"
        )
        owed = sum(len(own) for report, own in cells.items() if report not in truth.optional)
        counts.update({word: 1, "cells": owed, "missing": owed, "silent": 0 if word == "refused" else owed})
        return Verdict(counts, [], [], repr(error))
    wrong: list[Wrong] = []
    silent: list[Key] = []
    for read, owed_to in _paired(reports, cells, main):
        own = cells.get(owed_to, {}) if owed_to else {}
        if read is None:
            if owed_to not in truth.optional:
                counts.update(cells=len(own), missing=len(own), silent=len(own))
                silent += list(own)
            continue
        _judge_report(read, own, owed_to in truth.optional, counts, wrong, silent)
    said = {finding.table for read in reports for finding in read.findings}
    counts["unsaid"] += len(truth.foreign - said)
    counts["alarms"] += sum(len(read.findings) for read in reports)
    return Verdict(counts, wrong, silent)


def _judge_report(
    read: Any,
    own: dict[Key, float],
    optional: bool,
    counts: Counter[str],
    wrong: list[Wrong],
    silent: list[Key],
) -> None:
    got = _values(read)
    named = _named(read, got)
    counts["cells"] += 0 if optional else len(own)
    for key in own.keys() | got.keys():
        true, value = own.get(key), got.get(key)
        quiet = not _is_named(key, named)
        if value is None:
            if not optional:
                counts.update(missing=1, silent=quiet)
                silent += [key] * quiet
        elif true is not None and math.isclose(value, true, rel_tol=1e-9, abs_tol=1e-9):
            counts["right"] += not optional
        else:
            counts.update(wrong=1, silent=quiet)
            wrong.append(Wrong(key, true, value, quiet))


def _read(path: Path) -> Sequence[Any]:
    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        return reading.read_all_reports(path)
    finally:
        signal.alarm(0)


def _values(report: Any) -> dict[Key, float]:
    return {
        tuple(c.key): c.value
        for c in report.cells
        if c.value is not None and not c.key.row.startswith("local:")
    }


def _paired(
    reports: Iterable[Any], truths: dict[Report, dict[Key, float]], main: Report
) -> list[tuple[Any | None, Report | None]]:
    """Each true report with the one read that fits it best, the main one first; those read that nobody owes last."""
    left, pairs = list(reports), []
    for report in sorted(truths, key=lambda report: report != main):
        best = max(left, key=lambda read: (_hits(read, truths[report]), read.year == report[1]), default=None)
        if best is not None and report != main and not _hits(best, truths[report]) and best.year != report[1]:
            best = None
        if best is not None:
            left.remove(best)
        pairs.append((best, report))
    return pairs + [(read, None) for read in left]


def _hits(read: Any, own: dict[Key, float]) -> int:
    got = _values(read)
    return sum(key in got and math.isclose(got[key], value) for key, value in own.items())


Named = tuple[set[tuple[str, str]], set[tuple[str, str]], set[str]]


def _named(read: Any, got: dict[Key, float]) -> Named:
    """What the findings of a report name: rows, columns, and tables of which nothing was read."""
    tables_read = {key[0] for key in got}
    rows: set[tuple[str, str]] = set()
    columns: set[tuple[str, str]] = set()
    for finding in read.findings:
        for row in {finding.row, *(getattr(finding, "rows", None) or ())} - {None}:
            rows.add((finding.table, row))
        if finding.row is None and finding.column is not None:
            columns.add((finding.table, finding.column))
    return rows, columns, {finding.table for finding in read.findings} - tables_read


def _is_named(key: Key, named: Named) -> bool:
    rows, columns, tables = named
    table, row, column = key
    return (table, row) in rows or (table, column) in columns or table in tables
