"""The tables of a report as the form prints them, each figure with its state, its words in print and its source."""

from __future__ import annotations

from html import escape

from analysis.documents import Source
from analysis.forms import Key, labels
from analysis.pages.card.page import ReportCard
from analysis.pages.html import SOFT, Html, pick
from analysis.reports.cells import LOCAL_ROW, Cell
from analysis.reports.display import plain_figure, tables_html
from analysis.words import Words
from analysis.words.card import STATUS, WHERE


def form_tables(card: ReportCard) -> Html:
    """The three tables of a report in the form's layout, with the legend of the states that occur."""
    return Html(tables_html(card.by_key, card.lang, lambda key, cell: (_figure(card, cell), hint(card, key))))


def _figure(card: ReportCard, cell: Cell | None) -> str:
    """The value as a link to its source; the words or the state where there is no value."""
    if cell is None:
        return ""
    shown = plain_figure(cell) if cell.value is not None else ""
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
        parts.append(f"{pick(card, WHERE['printed'])}«{cell.raw}»")
    if cell.source:
        line = card.line(cell.source)
        parts.append(where(card, cell.source))
        parts += [line if len(line) <= 120 else f"{line[:119]}…"] if line else []
    return "\n".join(parts)


def _name(card: ReportCard, key: Key) -> str:
    if key.row.startswith(LOCAL_ROW):
        return key.row.removeprefix(LOCAL_ROW)
    row_zh, column_zh, row_en, column_en, _ = labels(key)
    return pick(card, Words(f"{row_zh} · {column_zh}", f"{row_en} · {column_en}"))


def where(card: ReportCard, source: str) -> str:
    """A source in words: page, table, row of the file, and characters of its text."""
    place = card.rows.get(source)
    if place is None:
        try:
            place = Source.parse(source)
        except ValueError:
            return source
    numbers = {"page": place.page, "table": place.table, "row": place.row}
    parts = [pick(card, WHERE[name]).format(n) for name, n in numbers.items() if n is not None]
    parts.append(pick(card, WHERE["characters"]).format(f"{place.start}–{place.end}"))
    if place.ocr:
        parts.append(pick(card, WHERE["ocr"]))
    return pick(card, WHERE["link"]).join(parts)
