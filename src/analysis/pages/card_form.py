"""The tables of a report as the form prints them: colour for the state of a cell, its words and source on hover."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from analysis.forms import TABLES, Block, Key, Row, labels
from analysis.forms import edition as form_edition
from analysis.pages.card import ReportCard, place_of
from analysis.pages.card_words import GROUPS, STATUS
from analysis.pages.html import SOFT, Html, pick
from analysis.reports.cells import LOCAL_ROW, Cell
from analysis.reports.display import STATUS_COLOURS

_TABLE = "border-collapse:collapse;margin:.2em 0 .8em"
_BORDER = "border:1px solid #c9ced6;padding:2px 7px"
_HEAD = f"{_BORDER};background:#f3f5f8;font-weight:400;text-align:left;white-space:normal;word-break:normal"


def form_tables(card: ReportCard) -> Html:
    """The three tables of a report in the form's layout, with the legend of the states that occur."""
    tables = dict.fromkeys(key.table for key in card.by_key)
    return Html(_legend(card) + "".join(_table(card, table) for table in tables))


def _legend(card: ReportCard) -> str:
    present = {cell.status for cell in card.by_key.values()}
    marks = "".join(
        f'<span style="background:{colour};border:1px solid #c9ced6;padding:0 6px;margin-right:6px;'
        f'white-space:nowrap">{escape(pick(card, STATUS[status][0]))}</span>'
        for status, colour in STATUS_COLOURS.items()
        if status in present
    )
    return f'<div style="margin:.4em 0;font-size:.85em;line-height:1.9">{marks}</div>'


def _table(card: ReportCard, table: str) -> str:
    numeral, *names = TABLES[table]
    cells = {key: cell for key, cell in card.by_key.items() if key.table == table}
    seen = dict.fromkeys(cell.edition for cell in cells.values() if cell.edition)
    blocks = [
        block
        for code in seen or {"2021": None}
        for block in form_edition(str(code)).blocks
        if block.table == table and any(key in cells for line in block.lines for key in line.keys)
    ]
    drawn = "".join((_track_table if block.one_line else _block_table)(card, block) for block in blocks)
    drawn += _local_table(card, [cell for key, cell in cells.items() if key.row.startswith(LOCAL_ROW)])
    lost = "" if seen else pick(card, ("（没有找到）", " (not found)"))
    forms = "+".join(str(code) for code in seen)
    form = pick(card, (f"（{forms} 年表式）", f" (form of {forms})")) if seen else lost
    title = pick(card, (f"{numeral}、{names[0]}", f"Table {numeral}: {names[1]}"))
    return f'<h3 id="table-{table}">{escape(title)}{escape(form)}</h3>{drawn}'


def _local_table(card: ReportCard, cells: list[Cell]) -> str:
    """Rows that a place added to the form."""
    if not cells:
        return ""
    rows = "".join(
        f"<tr>{_head(cell.row.removeprefix(LOCAL_ROW))}{_cell(card, cell.key)}</tr>" for cell in cells
    )
    return f'<table style="{_TABLE}">{rows}</table>'


def _block_table(card: ReportCard, block: Block) -> str:
    grouped = any(row.group for row in block.rows)
    name = pick(card, (block.name, _article(block.name))) if block.table == "proactive" else ""
    corner = _head(name, f' colspan="{1 + grouped}"')
    heads = "".join(
        _head(pick(card, (column.zh, column.en)), style=";word-break:keep-all") for column in block.columns
    )
    rows = "".join(
        _row(card, block, row, grouped, _group(card, group, len(members)) if number == 0 else "")
        for group, members in (
            (group, list(rows)) for group, rows in groupby(block.rows, key=lambda row: row.group or row.code)
        )
        for number, row in enumerate(members)
    )
    return f'<table style="{_TABLE}"><thead><tr>{corner}{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _article(name: str) -> str:
    """第二十条第（五）项 in English."""
    numerals = "一二三四五六七八九十"
    number = next((at for at, sign in enumerate(numerals, start=1) if f"（{sign}）" in name), None)
    return f"Article 20 ({number})" if number else name


def _head(text: str, attributes: str = "", style: str = "") -> str:
    return f'<th style="{_HEAD}{style}"{attributes}>{escape(text)}</th>'


def _group(card: ReportCard, group: str, size: int) -> str:
    if size == 1:
        return ""
    return _head(
        pick(card, GROUPS.get(group, (group, group))), f' rowspan="{size}"', ";vertical-align:middle"
    )


def _row(card: ReportCard, block: Block, row: Row, grouped: bool, group: str) -> str:
    span = ' colspan="2"' if grouped and not group and not row.group else ""
    head = _head(pick(card, (row.zh, row.en)), span, ";min-width:9em")
    values = "".join(_cell(card, Key(block.table, row.code, column.code)) for column in block.columns)
    return f"<tr>{group}{head}{values}</tr>"


def _track_table(card: ReportCard, block: Block) -> str:
    """Table 四: one line of fifteen figures."""
    span = f' colspan="{len(block.columns)}"'
    tracks = "".join(_head(pick(card, (row.zh, row.en)), span, ";text-align:center") for row in block.rows)
    heads = "".join(_head(pick(card, (c.zh, c.en))) for c in block.columns) * len(block.rows)
    values = "".join(_cell(card, key) for line in block.lines for key in line.keys)
    return (
        f'<table style="{_TABLE}"><thead><tr>{tracks}</tr><tr>{heads}</tr></thead>'
        f"<tbody><tr>{values}</tr></tbody></table>"
    )


def _cell(card: ReportCard, key: Key) -> str:
    cell = card.by_key.get(key)
    status = cell.status if cell else "not_in_form"
    style = (
        f"{_BORDER};background:{STATUS_COLOURS[status]};text-align:right;font-variant-numeric:tabular-nums"
    )
    return f'<td style="{style}" title="{escape(hint(card, key))}">{_figure(card, cell)}</td>'


def _figure(card: ReportCard, cell: Cell | None) -> str:
    """The value as a link to its source; the words or the state where there is no value."""
    if cell is None:
        return ""
    shown = escape("" if cell.value is None else f"{cell.value:,.10g}")
    printed = (cell.raw or "") if cell.status in ("na_mark", "text") else ""
    mark = printed or pick(card, STATUS[cell.status][1])
    if shown and cell.source in card.sources:
        link = f"#source-{card.sources[str(cell.source)]}"
        shown = f'<a href="{link}" style="color:inherit;text-decoration:none">{shown}</a>'
    if not mark:
        return shown
    return f'{shown}<small style="color:{SOFT};display:block;white-space:normal">{escape(mark)}</small>'


def hint(card: ReportCard, key: Key) -> str:
    """What hovering over a cell tells: its name, state, the words in print, where they stand."""
    cell = card.by_key.get(key)
    name = _name(card, key)
    if cell is None:
        return f"{name}\n{pick(card, STATUS['not_in_form'][0])}"
    parts = [f"{name} ({cell.unit})" if cell.unit else name, pick(card, STATUS[cell.status][0])]
    if cell.raw is not None:
        parts.append(pick(card, ("原文：", "printed: ")) + f"«{cell.raw}»")
    if cell.source:
        line = card.line(cell.source)
        parts.append(where(card, cell.source))
        parts += [line if len(line) <= 120 else f"{line[:119]}…"] if line else []
    return "\n".join(parts)


def _name(card: ReportCard, key: Key) -> str:
    if key.row.startswith(LOCAL_ROW):
        return key.row.removeprefix(LOCAL_ROW)
    row_zh, column_zh, row_en, column_en, _ = labels(key)
    return pick(card, (f"{row_zh} · {column_zh}", f"{row_en} · {column_en}"))


def where(card: ReportCard, source: str) -> str:
    """A source in words: page, table, row of the file, and characters of its text."""
    place = place_of(source)
    if place is None:
        return source
    zh = (("第 {} 页", place.page), ("第 {} 表", place.table), ("第 {} 行", place.row))
    en = (("page {}", place.page), ("table {}", place.table), ("row {}", place.row))
    parts = [words.format(number) for words, number in pick_all(card, zh, en) if number is not None]
    parts.append(pick(card, ("字符 ", "characters ")) + f"{place.start}–{place.end}")
    if place.ocr:
        parts.append(pick(card, ("文字识别", "recognised from a picture")))
    return pick(card, ("，", ", ")).join(parts)


def pick_all(
    card: ReportCard, zh: Iterable[tuple[str, int | None]], en: Iterable[tuple[str, int | None]]
) -> Iterable[tuple[str, int | None]]:
    """The Chinese or the English of several pairs."""
    return zh if card.lang == "zh" else en
