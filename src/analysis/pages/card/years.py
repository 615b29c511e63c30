"""Last year beside this year: whether the stocks carry over, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

import pandas as pd

from analysis.forms import Key
from analysis.forms.edition_2021 import APPLICANTS
from analysis.measures import find, newcombe
from analysis.pages.card.checks import MARKS
from analysis.pages.card.page import ReportCard
from analysis.pages.figures import figure, report_label
from analysis.pages.html import Content, Html, Pair, html_table, pick, span
from analysis.words.card import HEADS

Term = tuple[int, int, Key]  # year from this one, factor, cell
CHANGES = (
    "req_new", "req_carried_in", "req_workload", "req_decided", "req_carried_out", "clearance_rate", "full_rate",
    "partial_rate", "denial_rate", "unable_rate", "rejected_rate", "other_rate", "disclosure_rate",
    "disclosure_rate_resolv", "natural_share", "review_corr", "litig_corr", "nd_made", "nd_repealed", "nd_stock",
    "lic_count", "pen_count", "coercion_count", "fee_amount",
)  # fmt: skip


class Continuity(NamedTuple):
    """A figure of this year that must follow from the year before: code, words, the cell, and the terms of the sum."""

    code: str
    words: Pair
    cell: Key
    terms: tuple[Term, ...]


def _rules() -> Iterator[Continuity]:
    for column in APPLICANTS:
        now, then = Key("requests", "carried_in", column.code), Key("requests", "carried_out", column.code)
        words = (
            f"{column.zh}：上年结转＝上年报告的结转下年",
            f"{column.en}: carried in = carried out the year before",
        )
        yield Continuity("V501", words, now, ((-1, 1, then),))
    for row, zh, en in (
        ("regulations", "规章", "regulations"),
        ("normative_docs", "行政规范性文件", "normative documents"),
    ):
        made, gone, stock = (Key("proactive", row, name) for name in ("made", "repealed", "in_force"))
        words = (
            f"{zh}：现行有效＝上年现行有效＋制发－废止",
            f"{en}: in force = in force the year before + made − repealed",
        )
        yield Continuity("V502", words, stock, ((-1, 1, stock), (0, 1, made), (0, -1, gone)))


class Joined(NamedTuple):
    """A continuity rule with its arithmetic; ``holds`` is None where a cell of either year has no value."""

    rule: Continuity
    left: float | None
    right: float | None
    terms: str

    @property
    def holds(self) -> bool | None:
        """Whether the years join up."""
        return None if self.left is None or self.right is None else self.left == self.right


def continuity(card: ReportCard) -> list[Joined]:
    """V501 and V502 of a report and the one before, for the tables that both have on a form with those cells.

    V502 may fail for good reasons: documents are counted again, or amended. Empty without a report of the year before.
    """
    if card.previous is None:
        return []
    joined = []
    for rule in _rules():
        keys = [(0, rule.cell), *((year, key) for year, _, key in rule.terms)]
        years = {0: card.by_key, -1: card.previous_by_key}
        if all(key in years[year] for year, key in keys):
            joined.append(_joined(card, rule))
    return joined


def _joined(card: ReportCard, rule: Continuity) -> Joined:
    years = {0: card.by_key, -1: card.previous_by_key}
    values = [years[year][key].value for year, _, key in rule.terms]
    factors = [factor for _, factor, _ in rule.terms]
    shown = ["?" if value is None else f"{value:,.10g}" for value in values]
    words = shown[0] + "".join(
        f" {'−' if factor < 0 else '+'} {text}" for factor, text in zip(factors[1:], shown[1:], strict=True)
    )
    known = [factor * value for factor, value in zip(factors, values, strict=True) if value is not None]
    right = sum(known) if len(known) == len(values) else None
    return Joined(rule, card.by_key[rule.cell].value, right, words)


def last_year_table(card: ReportCard) -> Html:
    """The rules between the years with their arithmetic, and both years' figures; or why there are none."""
    if card.previous is None:
        return Html(f"<p>{escape(_no_year_before(card))}</p>")
    heads = [pick(card, HEADS[name]) for name in ("rule", "left", "right", "delta", "holds")]
    rules = [(joined.holds is not None, _rule_row(card, joined)) for joined in continuity(card)]
    first = html_table(heads, rules) if rules else f"<p>{escape(_no_rules(card))}</p>"
    names = [report_label(card.previous, card), report_label(card.report, card)]
    heads = [pick(card, HEADS["item"]), *names, pick(card, HEADS["change"]), pick(card, HEADS["by_chance"])]
    rows = [(True, row) for code in CHANGES if (row := _change_row(card, code)) is not None]
    note = pick(card, (
        "变化的区间包含 0 时，这一变化可能只是偶然；两份报告表式不同的项目不比较。",
        "Where the interval of a change holds 0, it may be chance; what is on different forms is not compared.",
    ))  # fmt: skip
    return Html(f"{first}<p>{escape(note)}</p>{html_table(heads, rows)}")


def _no_year_before(card: ReportCard) -> str:
    year = card.report["year"]
    if pd.isna(year):
        return pick(
            card,
            ("报告年度不明，无法找到上年的报告。", "The year is not known, so neither is the year before."),
        )
    return pick(card, (
        f"没有同一机关、同一口径的 {int(year) - 1} 年报告，因此两年是否衔接、有无变化都不能说。",
        f"There is no report of this body and scope for {int(year) - 1}: nothing can be said on whether the years join "
        "up, nor on change.",
    ))  # fmt: skip


def _no_rules(card: ReportCard) -> str:
    return pick(card, (
        "两份报告的表式没有可以逐年核对的共同项目。",
        "The forms of the two reports share no figures that must carry over.",
    ))  # fmt: skip


def _rule_row(card: ReportCard, joined: Joined) -> list[Content]:
    delta = "—" if joined.holds is None else f"{(joined.left or 0) - (joined.right or 0):+,.10g}"
    left = "?" if joined.left is None else f"{joined.left:,.10g}"
    right = joined.terms
    if len(joined.rule.terms) > 1:
        right += f" = {'?' if joined.right is None else format(joined.right, ',.10g')}"
    words = f"{joined.rule.code} {pick(card, joined.rule.words)}"
    return [words, left, right, "0" if joined.holds else delta, MARKS[joined.holds]]


def _change_row(card: ReportCard, code: str) -> list[Content] | None:
    if code not in card.facts.index or code not in card.before.index:
        return None
    now, then = card.facts.loc[code], card.before.loc[code]
    change, interval = _change(card, code, now, then)
    return [find(code).label(card.lang), figure(then, code, card), figure(now, code, card), change, interval]


def _change(card: ReportCard, code: str, now: Any, then: Any) -> tuple[str, str]:
    if pd.isna(now["value"]) or pd.isna(then["value"]):
        return "—", ""
    if now["editions"] != then["editions"]:
        return pick(card, ("表式不同", "other form")), ""
    difference = float(now["value"] - then["value"])
    if find(code).unit != "%":
        return f"{difference:+,.10g}".replace("-", "−"), ""
    low, high = change_interval(now, then)
    points = pick(card, ("个百分点", "pp"))
    return f"{difference:+.1f} {points}".replace("-", "−"), span(card, low, high)


def change_interval(now: Any, then: Any, level: float = 0.95) -> tuple[float, float]:
    """The interval of the change of a share between two years, in percentage points (Newcombe 1998, method 10)."""
    low, high = newcombe(now["numerator"], now["denominator"], then["numerator"], then["denominator"], level)
    return 100 * float(low), 100 * float(high)
