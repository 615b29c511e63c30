"""The sentences of a region's page: what it covers, what cannot be said, and what its newest report says."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from analysis.measures import find
from analysis.pages.html import Html, Spoken, pick, section_html
from analysis.pages.selection import RegionPage
from analysis.pages.words import PARTS

NO_CASES = ("0/0", "denominator 0")


def opening(page: RegionPage) -> Html:
    """The title and the sentences that say what the page covers and what cannot be said."""
    zh = page.lang == "zh"
    title = f"{page.name}：政府信息公开年度报告" if zh else f"{page.name}: disclosure reports"
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in _limits(page))
    return Html(f"<h1>{escape(title)}</h1><ul>{items}</ul>")


def _limits(page: RegionPage) -> list[str]:
    zh = page.lang == "zh"
    n, years = len(page.reports), sorted({int(year) for year in page.reports["year"].dropna()})
    span = "—" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    if n == 0:
        return ["没有符合条件的报告。" if zh else "No report meets the conditions."]
    reports = "1 report" if n == 1 else f"{n} reports"
    found = [
        f"本页依据 {n} 份报告（{span} 年），读到的报告共 {page.n_all} 份。"
        if zh
        else f"This page rests on {reports} ({span}), of {page.n_all} that were read."
    ]
    if n == 1:
        found.append(
            "只有 1 份报告：每个数字只说明这一个机关的这一年，不能代表整个地区，也看不出变化。"
            if zh
            else "With 1 report each figure speaks for one body in one year: not for the region, and not of change."
        )
    elif page.reports["scope"].nunique() > 1 or len(years) > 1:
        found.append(
            "这些报告的口径或年度不同，因此分别列出，不相加。"
            if zh
            else "The reports differ in scope or year, so they stand side by side and are not added up."
        )
    found.append(_about_others(page))
    return found


def _about_others(page: RegionPage) -> str:
    zh, n = page.lang == "zh", len(page.others)
    if n == 0:
        return "没有其他报告可供对照。" if zh else "There are no other reports to set beside them."
    if page.others_rule == "level":
        rule = "同一层级、申请量最接近" if zh else "of the same level, nearest in volume"
    else:
        rule = (
            "层级、年度或口径不同，仅供参考"
            if zh
            else "of other levels, years or scopes, for orientation only"
        )
    return (
        f"对照：其他地区 {n} 份报告（{rule}）。样本太小，不作排名；区间为 95%。"
        if zh
        else f"Set beside: {n} reports from elsewhere ({rule}). Too few for a ranking; intervals are 95 %."
    )


def heading(page: RegionPage, part: str) -> Html:
    """The heading of a part, and one sentence on the region's newest report or else the part's question."""
    words = PARTS[part]
    says = (
        _sentence(page, part) if words.sentence[0] and page.focus is not None else pick(page, words.question)
    )
    return section_html(part, pick(page, words.heading), says)


def _sentence(page: RegionPage, part: str) -> str:
    facts = page.facts[page.facts["report_id"] == page.focus].set_index("indicator")
    name = report_label(page.reports.iloc[0], page)
    colon = "：" if page.lang == "zh" else ": "
    shares = facts.loc[[code for code in PARTS[part].codes if find(code).denominator]]
    if len(shares) and shares["reason"].isin(NO_CASES).all():
        return (
            name
            + colon
            + pick(page, ("没有案件，比例无从计算。", "there are no cases, so no share can be computed."))
        )
    return name + colon + pick(page, PARTS[part].sentence).format_map(_Figures(facts, page))


class _Figures(dict[str, str]):
    """Words for the indicators of one report, made when a sentence asks for them."""

    def __init__(self, facts: pd.DataFrame, page: RegionPage) -> None:
        super().__init__()
        self.facts, self.page = facts, page

    def __missing__(self, code: str) -> str:
        value, details = figure(self.facts.loc[code], code, self.page)
        return f"{value} ({details})" if details else value


def figure(fact: Any, code: str, page: Spoken) -> tuple[str, str]:
    """An indicator in words, and what it stands on: ``57.7 %`` and ``15/26, 38.9–74.5``; NA says why."""
    if pd.isna(fact["value"]):
        no_cases = fact["reason"] in NO_CASES
        return pick(page, ("无案件", "no cases") if no_cases else ("未报告", "not reported")), ""
    unit, value = find(code).unit, fact["value"]
    shown = f"{value:,.1f}" if unit == "%" or unit.startswith("per ") else f"{value:,.10g}"
    if unit == "%":
        shown += " %"
    elif unit == "pp":
        shown = f"{value:+.1f} {pick(page, ('个百分点', 'pp'))}"
    details = []
    if unit == "%" and pd.notna(fact["numerator"]) and pd.notna(fact["denominator"]):
        details.append(f"{fact['numerator']:,.10g}/{fact['denominator']:,.10g}")
    if pd.notna(fact["low"]) and pd.notna(fact["high"]):
        dash = "–" if fact["low"] >= 0 else " … "
        details.append(f"{fact['low']:,.1f}{dash}{fact['high']:,.1f}")
    return shown, ", ".join(details)


def report_label(report: pd.Series, page: Spoken) -> str:
    """A report's body and year."""
    body = (
        report["body"]
        if pd.notna(report["body"])
        else ("机关不详" if page.lang == "zh" else "body not known")
    )
    return f"{body} {int(report['year'])}" if pd.notna(report["year"]) else str(body)
