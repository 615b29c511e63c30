"""A report as a page fragment: who, where, when, findings, and the tables redrawn in the form's own layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from analysis.forms import TABLES, Block, Key, Row
from analysis.forms import edition as form_edition
from analysis.reports.cells import LOCAL_ROW, Cell
from analysis.reports.findings import Finding

if TYPE_CHECKING:
    from analysis.reports.report import Report

STATUS_COLOURS = {
    "reported": "#ffffff",
    "text": "#e3eefb",
    "blank": "#f0f0f0",
    "na_mark": "#e8e4f3",
    "missing": "#fbe3c9",
    "not_in_form": "#f7f7f7",
    "unresolved": "#f8cfcf",
}
STATUS_WORDS = {
    "reported": "数 reported",
    "text": "文字 words",
    "blank": "空白 blank",
    "na_mark": "不适用标记 n/a mark",
    "missing": "缺行 missing",
    "not_in_form": "表中无此项 not in form",
    "unresolved": "未定 unresolved",
}
_SEVERITY_COLOURS = {"error": "#b42318", "warning": "#a15c00", "info": "#475467"}
_SCOPES = {
    "own_body": "本机关 own body",
    "government_aggregate": "本级政府汇总 government aggregate",
    "system_aggregate": "系统汇总 system aggregate",
    "unknown": "口径不明 scope unknown",
}
_BORDER = "border:1px solid #c9ced6;padding:2px 7px"
_HEAD = f"{_BORDER};background:#f3f5f8;font-weight:600;text-align:left;white-space:normal"


def report_html(report: Report) -> str:
    """The report as HTML without scripts or outside references; every text of the file is escaped."""
    present = dict.fromkeys(cell.table for cell in report.cells)
    tables = "".join(table_html(table, report.cells, report.editions.get(table)) for table in present)
    return (
        '<div style="font-size:13px;line-height:1.5;max-width:1100px">'
        f"{_head(report)}{findings_html(report.findings)}{_legend(report.cells)}{tables}</div>"
    )


def _head(report: Report) -> str:
    place = report.place
    chain = " › ".join(place.names)
    facts = (
        ("机关 body", report.body),
        ("地方 place", f"{chain} {place.code}" if place.code else (chain and f"{chain} (…?)") or None),
        ("年度 year", report.year),
        ("口径 scope", _SCOPES[report.scope]),
        ("发布 published", report.published),
        ("表式 form", ", ".join(f"{TABLES[t][0]} {e}" for t, e in report.editions.items()) or None),
        ("文件 file", f"{report.name} ({report.document.format})"),
    )
    items = "".join(
        f'<span style="margin-right:1.6em"><span style="color:#667085">{escape(name)}</span> '
        f"<b>{escape(str(value)) if value is not None else '—'}</b></span>"
        for name, value in facts
    )
    title = escape(report.title or report.name)
    return f'<div style="font-size:17px;font-weight:600;margin:.2em 0">{title}</div><div>{items}</div>'


def findings_html(findings: Sequence[Finding]) -> str:
    """The findings as a list, the gravest first."""
    if not findings:
        return '<p style="color:#1a7f37;margin:.4em 0">无问题记录 no findings</p>'
    order = list(_SEVERITY_COLOURS)
    items = "".join(
        f'<li><b style="color:{_SEVERITY_COLOURS[f.severity]}">{f.severity} {escape(f.code)}</b> '
        f"{escape(f.message_zh)} {escape(f.message)}"
        f"{_suggestion(f)}</li>"
        for f in sorted(findings, key=lambda f: order.index(f.severity))
    )
    return f'<ul style="margin:.5em 0;padding-left:1.2em">{items}</ul>'


def _suggestion(finding: Finding) -> str:
    return f" <i>→ {escape(finding.suggestion)}</i>" if finding.suggestion else ""


def _legend(cells: Iterable[Cell]) -> str:
    present = {cell.status for cell in cells}
    marks = "".join(
        f'<span style="background:{colour};border:1px solid #c9ced6;padding:0 6px;margin-right:6px">'
        f"{STATUS_WORDS[status]}</span>"
        for status, colour in STATUS_COLOURS.items()
        if status in present
    )
    return f'<div style="margin:.4em 0">{marks}</div>'


def table_html(table: str, cells: Iterable[Cell], edition: str | None) -> str:
    """One table in the form's layout, each cell coloured by its status."""
    by_key = {cell.key: cell for cell in cells if cell.table == table}
    numeral, zh, en = TABLES[table]
    seen = dict.fromkeys(cell.edition for cell in by_key.values() if cell.edition)
    blocks = [
        block
        for code in seen or {"2021": None}
        for block in form_edition(str(code)).blocks
        if block.table == table and any(key in by_key for line in block.lines for key in line.keys)
    ]
    body = "".join(
        _track_table(block, by_key) if block.one_line else _block_table(block, by_key) for block in blocks
    )
    body += _local_table([cell for key, cell in by_key.items() if key.row.startswith(LOCAL_ROW)])
    note = "" if edition else ' <span style="color:#a15c00">未找到 not found</span>'
    return f'<div style="font-weight:600;margin:.7em 0 .2em">{numeral}、{escape(zh)} {escape(en)}{note}</div>{body}'


def _local_table(cells: Sequence[Cell]) -> str:
    """Rows that a place added to the form."""
    if not cells:
        return ""
    rows = "".join(
        f"<tr>{_head_html(cell.row.removeprefix(LOCAL_ROW), 'local row')}{_cell_html(cell, cell.unit)}</tr>"
        for cell in cells
    )
    return f'<table style="border-collapse:collapse;margin-bottom:6px">{rows}</table>'


def _block_table(block: Block, cells: dict[Key, Cell]) -> str:
    grouped = any(row.group for row in block.rows)
    name = escape(block.name if block.table == "proactive" else "")
    corner = f'<th style="{_HEAD}" colspan="{1 + grouped}">{name}</th>'
    heads = "".join(_head_html(column.zh, column.en) for column in block.columns)
    rows = "".join(
        _row_html(
            block, row, grouped, _group_cell(group, len(members), grouped) if number == 0 else "", cells
        )
        for group, members in (
            (g, list(m)) for g, m in groupby(block.rows, key=lambda row: row.group or row.code)
        )
        for number, row in enumerate(members)
    )
    return f'<table style="border-collapse:collapse;margin-bottom:6px"><tr>{corner}{heads}</tr>{rows}</table>'


def _head_html(zh: str, en: str, attributes: str = "", style: str = "") -> str:
    return f'<th style="{_HEAD}{style}" title="{escape(en)}"{attributes}>{escape(zh)}</th>'


def _group_cell(group: str, size: int, grouped: bool) -> str:
    if not grouped or size == 1:
        return ""
    return f'<th style="{_HEAD}" rowspan="{size}">{escape(group)}</th>'


def _row_html(block: Block, row: Row, grouped: bool, group: str, cells: dict[Key, Cell]) -> str:
    span = ' colspan="2"' if grouped and not row.group else ""
    values = "".join(_cell_html(cells.get(Key(block.table, row.code, c.code)), c.unit) for c in block.columns)
    return f"<tr>{group}{_head_html(row.zh, row.en, span, ';font-weight:400')}{values}</tr>"


def _track_table(block: Block, cells: dict[Key, Cell]) -> str:
    span = f' colspan="{len(block.columns)}"'
    tracks = "".join(_head_html(row.zh, row.en, span, ";text-align:center") for row in block.rows)
    heads = "".join(_head_html(c.zh, c.en, style=";font-weight:400") for c in block.columns) * len(block.rows)
    values = "".join(
        _cell_html(cells.get(Key(block.table, row.code, c.code)), c.unit)
        for row in block.rows
        for c in block.columns
    )
    return (
        f'<table style="border-collapse:collapse"><tr>{tracks}</tr><tr>{heads}</tr><tr>{values}</tr></table>'
    )


def _cell_html(cell: Cell | None, unit: str) -> str:
    status = cell.status if cell else "not_in_form"
    shown = "" if cell is None or cell.value is None else f"{cell.value:,.10g}"
    if not shown and cell is not None and status in ("na_mark", "text"):
        shown = cell.raw or ""
    hint = " · ".join(filter(None, (STATUS_WORDS[status], cell and cell.raw, cell and cell.source, unit)))
    style = (
        f"{_BORDER};background:{STATUS_COLOURS[status]};text-align:right;font-variant-numeric:tabular-nums"
    )
    return f'<td style="{style}" title="{escape(hint)}">{escape(shown)}</td>'
