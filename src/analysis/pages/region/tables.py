"""The tables of a region's page as escaped HTML."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.schema import SEVERITIES
from analysis.frames.which import editions_of
from analysis.measures import change, find
from analysis.pages.figures import definitions, fact_cell, place_words, report_label
from analysis.pages.html import Content, Html, Pair, html_table, pick, span
from analysis.pages.region.page import CODES, RegionPage
from analysis.words.pages import HEADS, LEVELS, SCOPES, SEVERITY, UNKNOWN

MOST_FINDINGS = 40


def facts_table(page: RegionPage, part: str) -> Html:
    """The indicators of a part for the region's reports and, in grey, those beside them; with their definitions."""
    codes = [code for code in CODES[part] if code in set(page.compared["indicator"])]
    heads = [pick(page, HEADS["report"]), *(find(code).label(page.lang) for code in codes)]
    known = _known(page.compared, codes)
    grown = growth(page) if part == "demand" else {}
    heads += [pick(page, HEADS["growth"])] * bool(grown)
    rows: list[tuple[bool, list[Content]]] = [
        (
            own,
            [
                report_label(report, page),
                *(fact_cell(known[report["report_id"], code], code, page) for code in codes),
                *([grown.get(report["report_id"], "")] if grown else []),
            ],
        )
        for own, report in _all_reports(page)
        if all((report["report_id"], code) in known for code in codes)
    ]
    return Html(html_table(heads, rows) + definitions(page, codes))


FIELDS = ["report_id", "indicator", "value", "numerator", "denominator", "n", "low", "high", "reason"]


def _known(facts: pd.DataFrame, codes: list[str]) -> dict[tuple[str, str], Any]:
    """Some indicators by report and code; a dictionary is read a hundred times faster than a frame, cell by cell."""
    chosen = facts.loc[facts["indicator"].isin(codes), FIELDS].astype(object)
    return {(fact["report_id"], fact["indicator"]): fact for fact in chosen.to_dict("records")}


def _all_reports(page: RegionPage) -> Iterator[tuple[bool, pd.Series]]:
    for frame, own in ((page.shown, True), (page.others, False)):
        for _, report in frame.iterrows():
            yield own, report


def reports_table(page: RegionPage, part: str = "coverage") -> Html:
    """The reports that stand for the region and those beside them; all of the region by level and year if more."""
    names = ("body", "year", "place", "scope", "scope_evidence", "editions", "cells", "findings")
    rows = [(own, _report_cells(report, page)) for own, report in _all_reports(page)]
    heads = [pick(page, HEADS[name]) for name in names]
    return Html(html_table(heads, rows) + _versions(page, heads) + _counts(page))


def _versions(page: RegionPage, heads: list[str]) -> str:
    """The versions that do not count, each with the file that counts instead."""
    if page.versions.empty:
        return ""
    known = dict(zip(page.reports["report_id"], page.reports["path"], strict=True))
    none = pick(page, NONE_INSTEAD)
    rows = [
        (
            False,
            [*_report_cells(report, page), str(report["path"]), str(known.get(report["version_of"], none))],
        )
        for _, report in page.versions.iterrows()
    ]
    heads = [*heads, pick(page, HEADS["path"]), pick(page, ("计入的版本", "version that counts"))]
    title = pick(page, ("其他版本，列出但不计入", "Other versions, listed but not counted"))
    return f"<h3>{escape(title)}</h3>{html_table(heads, rows)}"


NONE_INSTEAD = ("无：各版本互相矛盾", "none: the versions contradict each other")


def _counts(page: RegionPage) -> str:
    """How many reports there are by level, kind and scope (down) and year (across), if not all are listed."""
    if len(page.reports) <= len(page.shown):
        return ""
    reports = page.reports.assign(
        level=page.reports["level"].fillna(""), year=page.reports["year"].astype("string")
    )
    counts = pd.crosstab([reports["level"], reports["scope"]], reports["year"].fillna("—"))
    order = sorted(counts.index, key=lambda pair: [*LEVELS, ""].index(pair[0]))
    rows: list[tuple[bool, list[Content]]] = [
        (
            True,
            [
                pick(page, LEVELS.get(level, UNKNOWN)),
                pick(page, SCOPES[scope]),
                *map(str, counts.loc[(level, scope)]),
            ],
        )
        for level, scope in order
    ]
    title = pick(page, ("本地区全部报告", "All reports of the region"))
    heads = [pick(page, HEADS["level"]), pick(page, HEADS["scope"]), *map(str, counts.columns)]
    return f"<h3>{escape(title)}</h3>{html_table(heads, rows)}"


def _report_cells(report: pd.Series, page: RegionPage) -> list[str]:
    evidence = str(report["scope_evidence"]) if pd.notna(report["scope_evidence"]) else "—"
    return [
        str(report["body"]) if pd.notna(report["body"]) else "—",
        str(report["year"]) if pd.notna(report["year"]) else "—",
        place_words(report, page.lang) or pick(page, ("未能确定", "not known")),
        pick(page, SCOPES[str(report["scope"])]),
        evidence if len(evidence) <= 90 else evidence[:89] + "…",
        _editions(report["editions"]),
        str(report["n_cells"]),
        str(report["n_findings"]),
    ]


def _editions(editions: Any) -> str:
    """``proactive=2021 requests=2021`` as ``2021``, or by table where they differ."""
    if pd.isna(editions):
        return "—"
    forms = set(editions_of(editions).values())
    return forms.pop() if len(forms) == 1 else str(editions)


def checks_table(page: RegionPage, part: str = "checks") -> Html:
    """The findings of the region's reports, the gravest first, or the sentence that there are none."""
    zh = page.lang == "zh"
    if page.findings.empty:
        return Html(
            "<p>没有核对记录：各项勾稽关系成立或无须核对。</p>"
            if zh
            else "<p>No findings: no identity is broken.</p>"
        )
    names = ("report", "severity", "code", "message", "suggestion")
    counts = page.findings.groupby("code").size().sort_values(ascending=False)
    several = "；".join(f"{code} {count}" for code, count in counts.items())
    by_id = page.reports.set_index("report_id")
    ordered = page.findings.assign(_order=page.findings["severity"].map(SEVERITIES.index)).sort_values(
        ["_order", "n"]
    )
    rows = [
        (
            True,
            [
                report_label(by_id.loc[row["report_id"]], page),
                pick(page, SEVERITY[str(row["severity"])]),
                str(row["code"]),
                str(row["message_zh" if page.lang == "zh" else "message"]),
                str(row["suggestion"]) if pd.notna(row["suggestion"]) else "",
            ],
        )
        for _, row in ordered.head(MOST_FINDINGS).iterrows()
    ]
    cut = f"只列最重的 {MOST_FINDINGS} 条。" if zh else f"Only the gravest {MOST_FINDINGS} are listed. "
    said = f"共 {len(ordered)} 条：{several}。" if zh else f"{len(ordered)} in all: {several}. "
    words = said + (cut if len(ordered) > MOST_FINDINGS else "")
    return Html(f"<p>{escape(words)}</p>" + html_table([pick(page, HEADS[name]) for name in names], rows))


def provenance_table(page: RegionPage, part: str = "provenance") -> Html:
    """The files that are drawn, with their hashes, a digest of all files, and the versions that read them."""
    from analysis import __version__

    names = ("report", "path", "sha256", "published")
    rows = [
        (
            True,
            [
                report_label(report, page),
                str(report["path"]),
                str(report["sha256"])[:16] + "…",
                str(report["published"]) if pd.notna(report["published"]) else "—",
            ],
        )
        for _, report in page.shown.iterrows()
    ]
    parsers = "、".join(sorted(set(page.reports["parser_version"].dropna()))) or "—"
    digest = hashlib.sha256("".join(sorted(page.reports["sha256"])).encode()).hexdigest()[:16]
    note = f"gongkai {__version__}, parser {parsers}, pandas {pd.__version__}; {len(page.reports)} × SHA-256: {digest}…"
    return Html(html_table([pick(page, HEADS[name]) for name in names], rows) + f"<p>{escape(note)}</p>")


VOLUME = "req_new"


def growth(page: RegionPage) -> dict[str, Content]:
    """The growth of new requests in per cent with its interval, by report; why there is none where there is none.

    The governments of the page's level are followed by place, other bodies by their own identity. Nothing is said
    across a new form or law, or where the year before is not there.
    """
    government = page.shown_rule == "government"
    facts = page.series if government else page.compared
    facts = facts[(facts["indicator"] == VOLUME) & facts["year"].notna()]
    if facts.empty:
        return {}
    unit = ["unit"] if government else ["body_id", "scope"]
    changes = change(facts, unit=unit, lang=page.lang)
    if changes.empty:
        return {}
    keys = [*unit, "year"]
    known = facts[["report_id", *keys]].merge(changes.drop_duplicates(keys), on=keys)
    return {row["report_id"]: _shown(page, row) for row in known.astype(object).to_dict("records")}


def _shown(page: RegionPage, row: dict[Any, Any]) -> Content:
    if row["status"] != "ok":
        broken = pd.notna(row["break"]) and row["break"] != ""
        return ("—", pick(page, BROKEN if broken else NO_CHANGE))
    low, high = (100 * float(np.expm1(row[end])) for end in ("low", "high"))
    return (f"{row['percent']:+,.1f} %".replace("-", "−"), span(page, low, high))


BROKEN: Pair = ("表式或法律变了", "another form or law")
NO_CHANGE: Pair = ("不可比", "cannot be compared")
