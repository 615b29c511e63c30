"""A report as HTML in one language: who, where, when, findings, and the tables redrawn in the form's own layout."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from analysis.forms import TABLES, Block, Key, Row
from analysis.forms import edition as form_edition
from analysis.forms.groups import GROUPS
from analysis.reports.cells import LOCAL_ROW, Cell
from analysis.words import Words
from analysis.words.card import IDENTITY, STATUS
from analysis.words.pages import NO_FINDINGS, SCOPES, SEVERITY, TABLE_NAMES

if TYPE_CHECKING:
    from analysis.reports.findings import Finding
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
_SEVERITY_COLOURS = {"error": "#b42318", "warning": "#a15c00", "info": "#475467"}
_NUMERALS = "一二三四五六七八九十"
_TABLE = "border-collapse:collapse;margin:.2em 0 .8em"
_BORDER = "border:1px solid #c9ced6;padding:2px 7px"
_HEAD = f"{_BORDER};background:#f3f5f8;font-weight:400;text-align:left;white-space:normal;word-break:normal"
Drawn = Callable[
    [Key, "Cell | None"], tuple[str, str]
]  # a cell as the HTML of its figure, and words on hover


def report_html(report: Report, lang: str = "zh") -> str:
    """The report as HTML without scripts or outside references; every text of the file is escaped."""

    def drawn(_: Key, cell: Cell | None) -> tuple[str, str]:
        state = words_in(lang)(STATUS[cell.status if cell else "not_in_form"][0])
        parts = (cell.raw, str(cell.source or ""), cell.unit) if cell else ()
        return plain_figure(cell), " · ".join(filter(None, (state, *parts)))

    cells = {cell.key: cell for cell in report.cells}
    return (
        '<div style="font-size:13px;line-height:1.5;max-width:1100px">'
        f"{_facts(report, lang)}{findings_html(report.findings, lang)}{tables_html(cells, lang, drawn)}</div>"
    )


def words_in(lang: str) -> Callable[[Words], str]:
    """What picks the words of one language."""
    return (lambda words: words.zh) if lang == "zh" else (lambda words: words.en)


def plain_figure(cell: Cell | None) -> str:
    """The figure of a cell, or the words or the mark that stand there."""
    if cell is None:
        return ""
    shown = "" if cell.value is None else f"{cell.value:,.10g}"
    return escape(shown or (cell.raw or "" if cell.status in ("na_mark", "text") else ""))


def _facts(report: Report, lang: str) -> str:
    say, place = words_in(lang), report.place
    chain = " › ".join(place.names)
    facts = {
        "body": report.body,
        "place": f"{chain} {place.code}" if place.code else (chain and f"{chain} (…?)") or None,
        "year": report.year,
        "scope": say(SCOPES[report.scope]),
        "published": report.published,
        "editions": ", ".join(f"{say(TABLE_NAMES[t])} {e}" for t, e in report.editions.items()) or None,
        "path": f"{report.name} ({report.document.format})",
    }
    items = "".join(
        f'<span style="margin-right:1.6em"><span style="color:#667085">{escape(say(IDENTITY[name]))}</span> '
        f"<b>{escape(str(value)) if value is not None else '—'}</b></span>"
        for name, value in facts.items()
    )
    title = escape(report.title or report.name)
    return f'<div style="font-size:17px;font-weight:600;margin:.2em 0">{title}</div><div>{items}</div>'


def findings_html(findings: Iterable[Finding], lang: str = "zh") -> str:
    """The findings as a list, the gravest first."""
    say, order = words_in(lang), list(_SEVERITY_COLOURS)
    items = "".join(
        f'<li><b style="color:{_SEVERITY_COLOURS[f.severity]}">{escape(say(SEVERITY[f.severity]))}</b> '
        f"{escape(f.message_zh if lang == 'zh' else f.message)} <small>{escape(f.code)}</small></li>"
        for f in sorted(findings, key=lambda finding: order.index(finding.severity))
    )
    if not items:
        return f'<p style="color:#1a7f37;margin:.4em 0">{escape(say(NO_FINDINGS))}</p>'
    return f'<ul style="margin:.5em 0;padding-left:1.2em">{items}</ul>'


def tables_html(cells: Mapping[Key, Cell], lang: str, drawn: Drawn) -> str:
    """The tables in the form's layout, each cell coloured by its status, and the legend of the states that occur."""
    tables = dict.fromkeys(key.table for key in cells)
    return _legend(cells.values(), lang) + "".join(_table(table, cells, lang, drawn) for table in tables)


def _legend(cells: Iterable[Cell], lang: str) -> str:
    present = {cell.status for cell in cells}
    marks = "".join(
        f'<span style="background:{colour};border:1px solid #c9ced6;padding:0 6px;margin-right:6px;'
        f'white-space:nowrap">{escape(words_in(lang)(STATUS[status][0]))}</span>'
        for status, colour in STATUS_COLOURS.items()
        if status in present
    )
    return f'<div style="margin:.4em 0;font-size:.85em;line-height:1.9">{marks}</div>'


def _table(table: str, every: Mapping[Key, Cell], lang: str, drawn: Drawn) -> str:
    cells = {key: cell for key, cell in every.items() if key.table == table}
    seen = dict.fromkeys(cell.edition for cell in cells.values() if cell.edition)
    blocks = [
        block
        for code in seen or {"2021": None}
        for block in form_edition(str(code)).blocks
        if block.table == table and any(key in cells for line in block.lines for key in line.keys)
    ]
    body = "".join((_tracks if block.one_line else _block)(block, cells, lang, drawn) for block in blocks)
    body += _local([cell for key, cell in cells.items() if key.row.startswith(LOCAL_ROW)], drawn)
    forms = "+".join(map(str, seen))
    form = (
        Words(f"（{forms} 年表式）", f" (form of {forms})") if seen else Words("（没有找到）", " (not found)")
    )
    _, zh, en = TABLES[table]
    name = TABLE_NAMES[table]
    title = words_in(lang)(Words(f"{name.zh} {zh}{form.zh}", f"{name.en.capitalize()}: {en}{form.en}"))
    return f'<h3 id="table-{escape(table)}">{escape(title)}</h3>{body}'


def _local(cells: Iterable[Cell], drawn: Drawn) -> str:
    """Rows that a place added to the form."""
    rows = "".join(
        f"<tr>{_head(cell.row.removeprefix(LOCAL_ROW))}{_cell(cell.key, cell, drawn)}</tr>" for cell in cells
    )
    return f'<table style="{_TABLE}">{rows}</table>' if rows else ""


def _block(block: Block, cells: Mapping[Key, Cell], lang: str, drawn: Drawn) -> str:
    say, grouped = words_in(lang), any(row.group for row in block.rows)
    name = say(Words(block.name, _article(block.name))) if block.table == "proactive" else ""
    corner = _head(name, f' colspan="{1 + grouped}"')
    heads = "".join(
        _head(say(Words(column.zh, column.en)), style=";word-break:keep-all") for column in block.columns
    )
    rows = "".join(
        _row(
            block, row, grouped, _group(group, len(members), lang) if number == 0 else "", cells, lang, drawn
        )
        for group, members in (
            (group, list(rows)) for group, rows in groupby(block.rows, key=lambda row: row.group or row.code)
        )
        for number, row in enumerate(members)
    )
    return f'<table style="{_TABLE}"><thead><tr>{corner}{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _article(name: str) -> str:
    """第二十条第（五）项 in English."""
    number = next((at for at, sign in enumerate(_NUMERALS, start=1) if f"（{sign}）" in name), None)
    return f"Article 20 ({number})" if number else name


def _group(group: str, size: int, lang: str) -> str:
    if size == 1:
        return ""
    english = next((known.en for known in GROUPS if known.head == group), group)
    words = words_in(lang)(Words(group, english))
    return _head(words, f' rowspan="{size}"', ";vertical-align:middle")


def _row(
    block: Block, row: Row, grouped: bool, group: str, cells: Mapping[Key, Cell], lang: str, drawn: Drawn
) -> str:
    span = ' colspan="2"' if grouped and not group and not row.group else ""
    head = _head(words_in(lang)(Words(row.zh, row.en)), span, ";min-width:9em")
    keys = (Key(block.table, row.code, column.code) for column in block.columns)
    return f"<tr>{group}{head}{''.join(_cell(key, cells.get(key), drawn) for key in keys)}</tr>"


def _tracks(block: Block, cells: Mapping[Key, Cell], lang: str, drawn: Drawn) -> str:
    """Table 四: one line of fifteen figures."""
    say, span = words_in(lang), f' colspan="{len(block.columns)}"'
    tracks = "".join(_head(say(Words(row.zh, row.en)), span, ";text-align:center") for row in block.rows)
    heads = "".join(_head(say(Words(c.zh, c.en))) for c in block.columns) * len(block.rows)
    values = "".join(_cell(key, cells.get(key), drawn) for line in block.lines for key in line.keys)
    return (
        f'<table style="{_TABLE}"><thead><tr>{tracks}</tr><tr>{heads}</tr></thead>'
        f"<tbody><tr>{values}</tr></tbody></table>"
    )


def _head(text: str, attributes: str = "", style: str = "") -> str:
    return f'<th style="{_HEAD}{style}"{attributes}>{escape(text)}</th>'


def _cell(key: Key, cell: Cell | None, drawn: Drawn) -> str:
    colour = STATUS_COLOURS[cell.status if cell else "not_in_form"]
    figure, hint = drawn(key, cell)
    style = f"{_BORDER};background:{colour};text-align:right;font-variant-numeric:tabular-nums"
    return f'<td style="{style}" title="{escape(hint)}">{figure}</td>'
