"""The charts of a region's page that need more than the reports that are drawn: series with peers, bodies below."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis import charts
from analysis.frames.which import POLICIES
from analysis.measures import find, funnel_limits
from analysis.pages.figures import definition
from analysis.pages.html import pick
from analysis.pages.region.page import RegionPage
from analysis.pages.region.units import RATE, STRATA, unit_facts


def demand_charts(page: RegionPage) -> list[Axes]:
    """New requests by year with the middle of its peers behind; bars if there is but one year."""
    if _has_years(page):
        return [
            _trend(page, "req_new"),
            *([_trend(page, "req_per_100k")] if _known(page, "req_per_100k") else []),
        ]
    return [charts.demand(page.compared, lang=page.lang)]


def disclosure_charts(page: RegionPage) -> list[Axes]:
    """The dots of both denominators and, with several years, the disclosure rate by year among its peers."""
    dots = charts.disclosure(page.compared, focus=page.focus, lang=page.lang)
    return [dots, _trend(page, RATE)] if _has_years(page) else [dots]


def flow_charts(page: RegionPage) -> list[Axes]:
    """Where the requests of the newest report went, if it says so, and the two sides of all reports as bars."""
    bars = charts.flow(page.compared, lang=page.lang)
    own = page.compared[page.compared["report_id"] == page.focus]
    known = own.set_index("indicator").reindex([*STOCKS, *OUTCOMES])
    if known.loc[list(STOCKS), "value"].isna().any() or known.loc[list(OUTCOMES), "numerator"].isna().any():
        return [bars]
    title = _title(page, WENT)
    return [charts.alluvial(own, lang=page.lang, title=title), bars]


WENT = ("最近一年的申请到哪里去了？", "Where did the requests of the newest year go?")
STOCKS = ("req_carried_in", "req_new", "req_carried_out")
OUTCOMES = ("full_rate", "partial_rate", "denial_rate", "unable_rate", "rejected_rate", "other_rate")


def unit_charts(page: RegionPage) -> list[Axes]:
    """Funnel and shrunk rates of the bodies below; none if there are fewer than two."""
    facts = unit_facts(page)
    facts = facts[facts["value"].notna()]
    if len(facts) < 2 or facts["editions"].nunique() > 1:
        return []
    note = unit_note(page, facts)
    limits = funnel_limits(facts, strata=STRATA) if facts["phi"].notna().any() else None
    drawn = [
        charts.funnel(facts, limits, label="name", lang=page.lang, title=_title(page, FUNNEL), note=note)
    ]
    if facts["shrunk"].notna().any():
        # the largest by cases, as a chart of hundreds of names is not read
        first = facts[facts["shrunk"].notna()].head(MOST_NAMED)
        title = _title(page, SHRUNK)
        drawn.append(
            charts.caterpillar(first, raw="value", label="name", lang=page.lang, title=title, note=note)
        )
    return drawn


MOST_NAMED = 30
FUNNEL = ("哪些下属机关真的不同？", "Which bodies below really differ?")
SHRUNK = ("下属机关的公开率（收缩估计）", "Disclosure of the bodies below, drawn to the common rate")


def unit_note(page: RegionPage, facts: pd.DataFrame) -> str:
    """Year, scope, form and definition of the bodies below."""
    years = ", ".join(str(int(year)) for year in sorted(facts["year"].dropna().unique()))
    form = str(facts["edition"].dropna().iloc[0]) if facts["edition"].notna().any() else "—"
    scope = pick(
        page,
        ("本级政府汇总", "government aggregate")
        if facts["scope"].isin(POLICIES["aggregate"]).all()
        else ("本机关", "own body"),
    )
    rate = definition(RATE, page.lang)
    return pick(
        page,
        (f"{years} 年；表式 {form}；口径：{scope}；{rate}", f"{years}; form {form}; scope: {scope}; {rate}"),
    )


def _title(page: RegionPage, pair: tuple[str, str]) -> str:
    return pick(page, pair)


def _has_years(page: RegionPage) -> bool:
    return (
        page.shown_rule == "government"
        and page.series["year"].nunique() > 1
        and page.facts["year"].nunique() > 1
    )


def _known(page: RegionPage, code: str) -> bool:
    own = page.series[(page.series["indicator"] == code) & (page.series["unit"] == page.name)]
    return bool(own["value"].notna().any())


def _trend(page: RegionPage, code: str) -> Axes:
    frame = page.series[page.series["indicator"] == code]
    item = find(code)
    note = pick(page, (
        f"口径：本级政府汇总；灰：同级其他政府，5 个以上画中间 80 % 与 50 %；{definition(code, page.lang)}",
        "scope: government aggregate; grey: others of the level, the middle 80 and 50 % from five on; "
        f"{definition(code, page.lang)}",
    ))  # fmt: skip
    return charts.trend(
        frame,
        page.name,
        code=code,
        measure=item.unit,
        label="unit",
        lang=page.lang,
        title=item.label(page.lang),
        note=note,
    )
