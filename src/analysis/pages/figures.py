"""An indicator and a report in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd

from analysis.measures import GREY_BELOW, find
from analysis.measures.definitions import formula
from analysis.pages.html import Spoken, pick, span
from analysis.regions import english, lookup
from analysis.regions.gazetteer import ancestors

NO_CASES = ("0/0", "denominator 0")


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
        shown = f"{value:+.1f} {pick(page, ('个百分点', 'pp'))}".replace("-", "−")
    details = []
    if unit == "%" and pd.notna(fact["numerator"]) and pd.notna(fact["denominator"]):
        details.append(f"{fact['numerator']:,.10g}/{fact['denominator']:,.10g}")
    if pd.notna(fact["low"]) and pd.notna(fact["high"]):
        details.append(span(page, fact["low"], fact["high"]))
    return shown, ", ".join(details)


def report_label(report: pd.Series, page: Spoken) -> str:
    """A report's body and year."""
    body = (
        report["body"]
        if pd.notna(report["body"])
        else ("机关不详" if page.lang == "zh" else "body not known")
    )
    return f"{body} {int(report['year'])}" if pd.notna(report["year"]) else str(body)


def contradictions(findings: pd.DataFrame, lang: str) -> str:
    """How many sums the sources print wrong, and how many figures were not used because they contradict."""
    grave = findings[findings["severity"] == "error"]
    sums = int(grave["code"].str.startswith("V").sum())
    others = len(grave) - sums
    if lang == "zh":
        said = f"原件所印的数字有 {sums} 处加不起来" if sums else "没有发现加不起来的数字"
        return said + (f"，另有 {others} 处互相矛盾而未采用" if others else "")
    said = (
        f"{sums} sums of the figures printed in the sources do not hold" if sums else "no sum was found wrong"
    )
    return said + (f", and {others} times figures that contradict were not used" if others else "")


def place_words(report: Mapping[Any, Any] | pd.Series, lang: str) -> str:
    """The place of a report from the province down; in English on an English page. Nothing if it is not known."""
    code, year = report["region_code"], None if pd.isna(report["year"]) else int(report["year"])
    names = [
        str(report[name])
        for name in ("province", "prefecture", "county", "township")
        if pd.notna(report[name])
    ]
    division = None if lang == "zh" or pd.isna(code) else lookup(str(code), year) or lookup(str(code))
    if division is None:
        return " ".join(dict.fromkeys(names))
    return ", ".join(english(unit.code, year) or unit.name for unit in ancestors(division, year)[::-1])


def fact_cell(fact: Any, code: str, page: Spoken) -> tuple[str, str]:
    """An indicator for a table; what stands on few cases is marked."""
    shown, details = figure(fact, code, page)
    small = details and pd.notna(fact["n"]) and fact["n"] < GREY_BELOW
    return shown, details + " ·" if small else details


def definitions(page: Spoken, codes: Iterable[str]) -> str:
    """The definitions of the indicators of a table, behind a click."""
    zh = page.lang == "zh"
    items = "".join(f"<li>{escape(definition(code, page.lang))}</li>" for code in codes)
    summary = "定义（·：n < 10，只供参考）" if zh else "Definitions (·: n < 10, for orientation only)"
    return f"<details><summary>{summary}</summary><ul>{items}</ul></details>"


def definition(code: str, lang: str) -> str:
    """An indicator spelled out: name, code, formula in the form's own words, and the caveat."""
    item = find(code)
    said = item.caveat.zh if lang == "zh" else item.caveat.en
    return f"{item.label(lang)} {code} = {formula(item, lang)}" + (f" [{said}]" if said else "")
