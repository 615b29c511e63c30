"""One report opened: who, where, when, its findings, its tables redrawn, and its figures to pick from."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.charts.labels import number
from analysis.explorer.corpus import Corpus, cells_of, keys_of, one_report
from analysis.explorer.tables import plain, scope_words
from analysis.explorer.words import say
from analysis.forms import TABLES, Key, labels
from analysis.measures import find
from analysis.reports.cells import LOCAL_ROW, Cell
from analysis.reports.display import findings_html, table_html
from analysis.reports.findings import Finding

OWN = "own_figures"


def card_html(corpus: Corpus, report_id: str, lang: str = "zh") -> str:
    """The card of a report: facts, findings and the tables in the form's layout, every text escaped.

    Raises :class:`UnknownNameError` for a report that is not there.
    """
    report = one_report(corpus, report_id)
    cells = _cells(corpus, report_id)
    findings = corpus.frames.findings[corpus.frames.findings["report_id"] == report_id]
    found = [
        Finding(*(None if pd.isna(row[name]) else row[name] for name in Finding._fields))  # type: ignore[arg-type]
        for _, row in findings.iterrows()
    ]
    editions = dict(part.split("=", 1) for part in str(report["editions"]).split() if "=" in part)
    tables = "".join(
        table_html(table, cells, editions.get(table)) for table in dict.fromkeys(cell.table for cell in cells)
    )
    return f'<div style="font-size:13px;overflow-x:auto">{_head(report, lang)}{findings_html(found)}{tables}</div>'


def _head(report: pd.Series, lang: str) -> str:
    def text(name: str) -> str:
        return "—" if pd.isna(report[name]) else plain(report[name])

    places = (report[name] for name in ("province", "prefecture", "county", "township"))
    chain = " › ".join(dict.fromkeys(plain(place) for place in places if pd.notna(place)))
    facts = (
        text("year"),
        f"{chain} {text('region_code')}" if chain else say("unresolved", lang),
        scope_words(report["scope"], lang),
        text("editions"),
        text("path"),
    )
    title = report["title"] if pd.notna(report["title"]) else report["body"]
    name = plain(title) if pd.notna(title) else say("nowhere", lang)
    items = " · ".join(escape(fact) for fact in facts)
    return f'<div style="font-size:16px;font-weight:600">{escape(name)}</div><div>{items}</div>'


def _cells(corpus: Corpus, report_id: str) -> list[Cell]:
    frame = cells_of(corpus, report_id)[list(Cell._fields)].astype(object)
    frame = frame.where(frame.notna(), None)
    return [Cell(*row) for row in frame.itertuples(index=False, name=None)]


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
