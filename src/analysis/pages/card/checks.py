"""The identities of a report with their arithmetic, and whether the years join up."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from analysis.forms import Key
from analysis.pages.card.page import ReportCard
from analysis.pages.html import Content, Html, html_table, pick
from analysis.reports.checks import Check
from analysis.words.card import HEADS

MARKS = {True: "✓", False: "×", None: "?"}
COLOURS = {True: "#d9f0e6", False: "#f8cfcf", None: "#eceef1"}


def identities_table(card: ReportCard) -> Html:
    """The strip of all identities, and below it the arithmetic of each."""
    if not card.checks:
        return Html(
            f"<p>{escape(pick(card, ('没有读到可以核对的表。', 'No table was read that has identities.')))}</p>"
        )
    heads = [pick(card, HEADS[name]) for name in ("rule", "left", "right", "delta", "holds")]
    rows = [
        (check.holds is not None, _row(card, number, check))
        for number, check in enumerate(card.checks, start=1)
    ]
    table = html_table(heads, rows)
    summary = pick(card, ("全部勾稽关系的两边", "Both sides of all identities"))
    opened = " open" if any(check.holds is False for check in card.checks) else ""
    return Html(
        f"{_strip(card)}{_broken(card)}<details{opened}><summary>{summary}</summary>{table}</details>"
    )


def _strip(card: ReportCard) -> str:
    """One square for each identity, a line for each rule."""
    numbered = enumerate(card.checks, start=1)
    lines = "".join(
        f'<tr><th style="text-align:left;font-weight:400">{escape(code)}</th><td>{_squares(card, rules)}</td></tr>'
        for code, rules in groupby(numbered, key=lambda pair: pair[1].identity.code)
    )
    return f"<table><tbody>{lines}</tbody></table>"


def _squares(card: ReportCard, rules: Iterable[tuple[int, Check]]) -> str:
    return "".join(
        f'<span style="display:inline-block;width:1.6em;height:1.6em;line-height:1.6em;margin:1px;text-align:center;'
        f'background:{COLOURS[check.holds]}" title="{escape(rule_name(card, check))}">{MARKS[check.holds]}</span>'
        for _, check in rules
    )


def _broken(card: ReportCard) -> str:
    """The identities that do not hold, before all others."""
    broken = [
        (True, _row(card, number, check))
        for number, check in enumerate(card.checks, 1)
        if check.holds is False
    ]
    if not broken:
        return ""
    heads = [pick(card, HEADS[name]) for name in ("rule", "left", "right", "delta", "holds")]
    title = pick(card, ("不成立的", "Those that do not hold"))
    return f"<h3>{escape(title)}</h3>{html_table(heads, broken)}"


def rule_name(card: ReportCard, check: Check) -> str:
    """An identity in words, with its code."""
    return f"{check.identity.code} {pick(card, (check.identity.zh, check.identity.en))}"


def _row(card: ReportCard, number: int, check: Check) -> list[Content]:
    return [
        rule_name(card, check),
        _side(card, check.identity.left, check.left),
        _side(card, check.identity.right, check.right),
        "—"
        if check.holds is None
        else f"{(check.left or 0) - (check.right or 0):+,.10g}"
        if not check.holds
        else "0",
        MARKS[check.holds],
    ]


def _side(card: ReportCard, keys: Iterable[Key], total: float | None) -> str:
    """One side of an identity spelled out: ``3,119 + 34 = 3,153``; terms that are 0 are only counted."""
    cells = [card.by_key.get(key) for key in keys]
    values = [None if cell is None else cell.value for cell in cells]
    terms = [f"{value:,.10g}" for value in values if value]
    zeros, lost = sum(value == 0 for value in values), sum(value is None for value in values)
    if len(values) == 1:
        return "?" if total is None else f"{total:,.10g}"
    if zeros:
        terms.append(f"0×{zeros}")
    if lost:
        terms.append(f"?×{lost}")
    return " + ".join(terms) + (" = ?" if total is None else f" = {total:,.10g}")
