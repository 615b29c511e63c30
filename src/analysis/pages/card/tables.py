"""The other parts of a report's card: what the document is, its indicators, findings, and where each figure stands."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import pandas as pd

from analysis.forms import Key, labels
from analysis.frames.schema import SEVERITIES
from analysis.frames.which import editions_of
from analysis.measures import GREY_BELOW, find
from analysis.pages.card.form import where
from analysis.pages.card.page import ReportCard
from analysis.pages.figures import NO_CASES, definitions, figure, place_words
from analysis.pages.html import Content, Html, html_table, pick, span
from analysis.pages.region.page import CODES
from analysis.reports.cells import LOCAL_ROW
from analysis.words.card import BODY_TYPES, HEADS, IDENTITY
from analysis.words.pages import LEVELS, PARTS, SCOPES, SEVERITY, TABLE_NAMES

GROUPS = ("demand", "outcomes", "disclosure", "grounds", "requesters", "flow", "remedies", "proactive")


def identity_table(card: ReportCard) -> Html:
    """Who reports on which year, on which form, in which file, and what shows it."""
    rows = [
        f'<tr><th style="text-align:left;font-weight:400;white-space:nowrap">{escape(pick(card, IDENTITY[name]))}</th>'
        f'<td style="white-space:pre-line">{escape(value) if value else "—"}</td></tr>'
        for name, value in _identity(card)
    ]
    return Html(f"<table><tbody>{''.join(rows)}</tbody></table>")


def _identity(card: ReportCard) -> Iterator[tuple[str, str | None]]:
    report = card.report
    place = [
        place_words(report, card.lang),
        "" if pd.isna(report["region_code"]) else str(report["region_code"]),
    ]
    in_form = card.cells["status"] != "not_in_form"
    words = {"body_type": BODY_TYPES, "level": LEVELS, "scope": SCOPES}
    for name in IDENTITY:
        if name == "place":
            yield name, " ".join(filter(None, place))
        elif name == "editions":
            yield name, _editions(card)
        elif name == "cells":
            yield name, f"{int(report['n_cells']):,} / {int(in_form.sum()):,}"
        elif name == "parser_version":
            yield name, _versions(report)
        elif name not in report or pd.isna(report[name]):
            if name in report:
                yield name, None
        elif name in words and report[name] in words[name]:
            yield name, pick(card, words[name][report[name]])
        else:
            yield name, str(report[name])


def _versions(report: pd.Series) -> str:
    from analysis import __version__

    return f"gongkai {__version__}, parser {report['parser_version']}"


def _editions(card: ReportCard) -> str | None:
    """The form of each table: ``表二 2021`` or ``table 2 2021``."""
    if pd.isna(card.report["editions"]):
        return None
    editions = editions_of(card.report["editions"])
    forms = [f"{pick(card, TABLE_NAMES[table])} {form}" for table, form in editions.items()]
    return pick(card, ("，", ", ")).join(forms)


def indicators_table(card: ReportCard) -> Html:
    """All indicators of the report by subject, with what each stands on; those on few cases are marked."""
    heads = [pick(card, HEADS[name]) for name in ("indicator", "value", "basis", "interval", "mark")]
    rows: list[tuple[bool, list[Content]]] = []
    shown = shown_codes(card)
    for group in GROUPS:
        codes = [code for code in CODES[group] if shown.get(code) == group]
        if codes:
            rows.append((True, [Html(f"<b>{escape(pick(card, PARTS[group].heading))}</b>"), "", "", "", ""]))
        rows += [(True, _indicator(card, card.facts.loc[code], code)) for code in codes]
    return Html(html_table(heads, rows) + definitions(card, shown))


def shown_codes(card: ReportCard) -> dict[str, str]:
    """The indicators that the card shows, in order, each with the group it stands in."""
    found: dict[str, str] = {}
    for group in GROUPS:
        found |= {code: group for code in CODES[group] if code in card.facts.index and code not in found}
    return found


def _indicator(card: ReportCard, fact: Any, code: str) -> list[Content]:
    value, _ = figure(fact, code, card)
    basis, interval = "", ""
    if pd.notna(fact["numerator"]) and pd.notna(fact["denominator"]):
        basis = f"{fact['numerator']:,.10g}/{fact['denominator']:,.10g}"
    if pd.notna(fact["low"]) and pd.notna(fact["high"]):
        interval = span(card, float(fact["low"]), float(fact["high"]))
    return [find(code).label(card.lang), (value.replace("-", "−"), ""), basis, interval, _mark(card, fact)]


def _mark(card: ReportCard, fact: Any) -> str:
    if pd.isna(fact["value"]):
        return "" if fact["reason"] in NO_CASES else _reason(card, str(fact["reason"]))
    if pd.notna(fact["n"]) and fact["n"] < GREY_BELOW:
        return pick(card, (f"太少：n = {fact['n']:,.10g}", f"too few: n = {fact['n']:,.10g}"))
    return ""


def _reason(card: ReportCard, reason: str) -> str:
    """Why an indicator has no value: the cell without one, in the form's words."""
    cell, _, status = reason.partition(": ")
    parts = cell.split("/")
    if len(parts) != 3:
        return reason
    from analysis.words.card import STATUS

    state = pick(card, STATUS[status][0]) if status in STATUS else status
    return f"{_row_name(card, Key(*parts))}: {state}"


def _row_name(card: ReportCard, key: Key) -> str:
    try:
        zh, _, en, _, _ = labels(key)
    except KeyError:
        return key.row.removeprefix(LOCAL_ROW)
    return pick(card, (zh, en))


def card_findings_table(card: ReportCard) -> Html:
    """The findings, the gravest first, each with the place it speaks of; or the sentence that there are none."""
    if card.findings.empty:
        none = ("读取时没有发现问题。", "Nothing was noticed when the file was read.")
        return Html(f"<p>{escape(pick(card, none))}</p>")
    order = card.findings["severity"].map(SEVERITIES.index)
    rows: list[tuple[bool, list[Content]]] = [
        (
            True,
            [
                pick(card, SEVERITY[str(row["severity"])]),
                str(row["code"]),
                str(row["message_zh" if card.lang == "zh" else "message"]),
                str(row["suggestion"]) if pd.notna(row["suggestion"]) else "",
                _where(card, row["source"]),
            ],
        )
        for _, row in card.findings.assign(_order=order).sort_values(["_order", "n"]).iterrows()
    ]
    return Html(
        html_table(
            [pick(card, HEADS[name]) for name in ("severity", "code", "message", "suggestion", "where")], rows
        )
    )


def _where(card: ReportCard, source: Any) -> Content:
    """A source in words; a link if the provenance table has it."""
    if pd.isna(source):
        return ""
    words = where(card, str(source))
    number = card.sources.get(str(source))
    return words if number is None else Html(f'<a href="#source-{number}">{escape(words)}</a>')


def card_provenance_table(card: ReportCard) -> Html:
    """Each row of figures with its place in the file and its words there; the links of the tables lead here."""
    if not card.sources:
        return Html(f"<p>{escape(pick(card, ('没有读到任何单元格。', 'No cell was read.')))}</p>")
    heads = [pick(card, HEADS[name]) for name in ("row", "where", "printed")]
    rows: list[tuple[bool, list[Content]]] = [
        (
            True,
            [
                Html(f'<span id="source-{number}">{escape(_rows_at(card, number))}</span>'),
                where(card, source),
                _printed(card, source),
            ],
        )
        for number, source in {number: source for source, number in card.sources.items()}.items()
    ]
    return Html(f"<p>{escape(_about_text(card))}</p>{html_table(heads, rows)}")


def _rows_at(card: ReportCard, number: int) -> str:
    """The rows of the form whose cells were read from a row of the file."""
    keys = [key for key, cell in card.by_key.items() if card.sources.get(cell.source or "") == number]
    names = dict.fromkeys(_row_name(card, key) for key in keys)
    return f"{pick(card, TABLE_NAMES[keys[0].table])} {pick(card, ('、', ', ')).join(names)}"


def _printed(card: ReportCard, source: str) -> str:
    line = card.line(source)
    if line is not None:
        return line
    number = card.sources[source]
    cells = (cell for cell in card.by_key.values() if card.sources.get(cell.source or "") == number)
    return " | ".join(cell.raw or "" for cell in cells)


def _about_text(card: ReportCard) -> str:
    if card.text is None:
        return pick(card, (
            "原文件不在手边，或者与读取时不同，因此只列出读到的单元格原文。",
            "The file is not at hand, or is not the one that was read: only the cells as read are shown.",
        ))  # fmt: skip
    return pick(card, (
        "字符位置指读出的全文；与读取时核对的是同一文件（SHA-256 相同）。",
        "Characters are those of the file's text as read; the file is the one that was read (same SHA-256).",
    ))  # fmt: skip
