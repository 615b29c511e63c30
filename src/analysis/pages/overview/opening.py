"""The title of the overview and its five sentences, each with a link to the part it is read from."""

from __future__ import annotations

import pandas as pd

from analysis.measures import find
from analysis.pages.html import Html, Says, pick, sentences_html
from analysis.pages.overview.charts import decomposition
from analysis.pages.overview.page import OverviewPage
from analysis.words.overview import OVERVIEW_PARTS
from analysis.words.pages import LEVELS


def overview_opening(page: OverviewPage) -> Html:
    """The title and five sentences: what is covered, how big, who differs, what changed, what cannot be said."""
    level = pick(page, LEVELS[page.unit_level])
    title = pick(page, (f"{page.name}：{level}政府比较", f"{page.name}: {level} governments compared"))
    headings = {part: pick(page, words[0]) for part, words in OVERVIEW_PARTS.items()}
    says = [_covered(page), _size(page), _differ(page), _changed(page), _not_said(page)]
    return sentences_html(title, says, headings, page.lang)


def _covered(page: OverviewPage) -> Says:
    units = page.units["unit"].nunique()
    years = "—" if not page.years else "–".join(dict.fromkeys(map(str, (page.years[0], page.years[-1]))))
    level = pick(page, LEVELS[page.unit_level])
    full = page.units.groupby("unit")["year"].nunique() if units else pd.Series(dtype=int)
    complete = int((full == len(page.years)).sum()) if units else 0
    noun = "government" if units == 1 else "governments"
    return pick(page, (
        f"读到 {len(page.reports):,} 份报告，其中 {units} 个{level}政府的汇总报告（{years} 年）可以比较，每年都有的 "
        f"{complete} 个；没有读到的不等于没有公布。",
        f"{len(page.reports):,} reports were read; {units} {level} {noun} ({years}) can be compared, "
        f"{complete} of them in every year; what was not read may still have been published.",
    )), "coverage"  # fmt: skip


def _size(page: OverviewPage) -> Says:
    facts = page.of("req_new", page.year)
    known = facts[facts["value"].notna()]
    if known.empty:
        return pick(page, ("没有新收申请的数值。", "No figure of new requests is known.")), "totals"
    middle = float(known["value"].astype(float).median())
    total, n = f"{known['value'].sum():,.10g}", len(known)
    several = "this government" if n == 1 else f"these {n} governments"
    zh = f"{page.year} 年这 {n} 个政府共新收 {total} 件，中位数 {middle:,.10g} 件；只是读到的合计。"
    en = f"In {page.year} {several} took in {total} requests (median {middle:,.10g}); a sum of what was read."
    return pick(page, (zh, en)), "totals"


def _differ(page: OverviewPage) -> Says:
    name = find(page.share).label(page.lang)
    if len(page.judged) < 2 or page.judged["flag"].isna().all():
        return pick(page, (
            f"可比的政府太少，不能说谁的{name}与众不同。",
            f"Too few governments can be compared to say which of them differ in {name}.",
        )), "signal"  # fmt: skip
    out = page.judged[page.judged["flag"].isin(["high", "low"])]
    names = pick(page, ("、", ", ")).join(map(str, out["unit"].head(5)))
    n = int(page.judged["flag"].notna().sum())
    if out.empty:
        return pick(page, (
            f"{page.year} 年 {n} 个政府的{name}的差别，偶然和通常的差别就能解释。",
            f"Chance and the usual spread explain how {n} governments differ in {name} in {page.year}.",
        )), "signal"  # fmt: skip
    return pick(page, (
        f"{page.year} 年 {n} 个政府中有 {len(out)} 个的{name}超出偶然和通常的差别：{names}；原因数字不说明。",
        f"In {page.year} {len(out)} of {n} governments lie beyond chance and the usual spread in {name}: {names}; the "
        "figures do not say why.",
    )), "signal"  # fmt: skip


def _changed(page: OverviewPage) -> Says:
    found = decomposition(page)
    if found is None:
        return pick(page, (
            "没有表式相同的两年可比，看不出变化。",
            "There are no two years on one form to compare, so nothing can be said of change.",
        )), "change"  # fmt: skip
    total = found.total.iloc[0]
    name, n = find(page.share).label(page.lang), f"{total['n_units']:.0f}"
    whole, within, mix = (f"{total[part]:+.1f}".replace("-", "−") for part in ("change", "within", "mix"))
    years = f"{page.years[0]}–{page.years[-1]}"
    zh = f"{years} 年两年都有的 {n} 个政府，{name}合计变化 {whole} 个百分点，其中各地自身 {within}，构成 {mix}。"
    en = (
        f"{years}, {n} governments in both years: {name} changed by {whole} points, {within} within places and {mix} "
        "by their mix."
    )
    return pick(page, (zh, en)), "change"


def _not_said(page: OverviewPage) -> Says:
    ranked = 0 if page.judged.empty else int(page.judged["rank"].notna().sum())
    wide = page.judged[page.judged["rank"].notna()] if ranked else page.judged
    span = int((wide["rank_high"] - wide["rank_low"]).median()) + 1 if ranked else 0
    zh = f"{ranked} 个可排名的政府，名次区间的中位数有 {span} 位宽" if ranked else "没有可以排名的政府"
    en = (
        f"{ranked} governments can be ranked, half within ranges of {span} places or more"
        if ranked
        else "None is ranked"
    )
    return pick(page, (
        f"{zh}；数字不说明原因，申请或复议多少都不等于好坏。",
        f"{en}; figures give no cause, and neither many requests nor many reviews are good or bad.",
    )), "ranks"  # fmt: skip
