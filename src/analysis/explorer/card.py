"""One report opened: who, where, when, its findings, its tables redrawn, and its figures to pick from."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.charts.labels import number
from analysis.explorer.corpus import Corpus, cells_of, keys_of, one_report
from analysis.explorer.source import text_of
from analysis.explorer.tables import plain
from analysis.forms import TABLES, Key, labels
from analysis.measures import find
from analysis.pages.card.page import ReportCard
from analysis.pages.show import part_html
from analysis.reports.cells import LOCAL_ROW, Cell
from analysis.words.explorer import say

OWN = "own_figures"
PARTS = ("identity", "form", "checks", "findings", "provenance")


def card_html(corpus: Corpus, report_id: str, lang: str = "zh") -> str:
    """The card of a report: who and where, the form redrawn, the identities with their arithmetic, findings, sources.

    Every text is escaped. Raises :class:`UnknownNameError` for a report that is not there.
    """
    report = one_report(corpus, report_id)
    findings = corpus.frames.findings
    language: Any = lang
    card = ReportCard(
        report=report,
        cells=cells_of(corpus, report_id),
        findings=findings[findings["report_id"] == report_id],
        previous=None,
        previous_cells=corpus.frames.cells.iloc[:0],
        compared=pd.DataFrame(columns=["report_id", "indicator"]),
        others_rule="",
        text=text_of(corpus, report),
        lang=language,
    )
    body = "".join(f"{head}{table}" for head, table in (part_html(card, part) for part in PARTS))
    return f'<div class="gongkai-card">{body}</div>'


def _cells(corpus: Corpus, report_id: str) -> list[Cell]:
    frame = cells_of(corpus, report_id).astype(object)
    records = frame.where(frame.notna(), None).to_dict("records")
    names = ("edition", "value", "raw", "status", "unit", "source")
    return [
        Cell(Key(row["table"], row["row"], row["column"]), *(row[name] for name in names)) for row in records
    ]


def figure_tables(corpus: Corpus, report_id: str, lang: str) -> list[tuple[str, str]]:
    """What to pick figures from: those of the indicator, then each table of the report; label and value."""
    tables = dict.fromkeys(cell.table for cell in _cells(corpus, report_id))
    named = [(f"{TABLES[table][0]} {TABLES[table][1 if lang == 'zh' else 2]}", table) for table in tables]
    return [(say(OWN, lang), OWN), *named]


def figures(corpus: Corpus, report_id: str, table: str, indicator: str, lang: str) -> list[tuple[str, str]]:
    """The figures of one table (or of the indicator) as label and cell key, those without a value with their status."""
    cells = {str(cell.key): cell for cell in _cells(corpus, report_id)}
    keys = keys_of(find(indicator)) if table == OWN else [key for key in cells if cells[key].table == table]
    return [(f"{cell_name(cells[key], lang)} = {_shown(cells[key])}", key) for key in keys if key in cells]


def cell_name(cell: Cell, lang: str) -> str:
    """A cell in the form's own words; a row that a place added keeps its own label."""
    if cell.row.startswith(LOCAL_ROW):
        return plain(cell.row.removeprefix(LOCAL_ROW))
    try:
        row_zh, column_zh, row_en, column_en, _ = labels(Key(cell.table, cell.row, cell.column))
    except KeyError:
        return plain(cell.key)
    return f"{row_zh} · {column_zh}" if lang == "zh" else f"{row_en} · {column_en}"


def _shown(cell: Cell) -> str:
    return f"{number(cell.value)} {cell.unit}".rstrip() if cell.value is not None else f"({cell.status})"
