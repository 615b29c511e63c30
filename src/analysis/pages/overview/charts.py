"""The charts of the overview: for each part those that its figures allow, none where there would be empty axes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis import charts
from analysis.measures import find, funnel_limits, inequality, kitagawa, lorenz
from analysis.measures.decomposition import Decomposition
from analysis.pages.figures import definition
from analysis.pages.html import pick
from analysis.pages.overview.page import RATE, STRATA, OverviewPage
from analysis.words.overview import CHOICES
from analysis.words.pages import LEVELS

MOST_ROWS = 20
FEWEST = 3  # a pattern or a distribution of fewer places is none


def overview_charts(page: OverviewPage, part: str) -> list[Axes]:
    """The charts of a part; an empty list where its figures allow none."""
    return _CHARTS[part](page) if part in _CHARTS and not page.units.empty else []


def note(page: OverviewPage, code: str, year: int | None = None) -> str:
    """Years, level, scope, form and definition of a figure."""
    years = "–".join(dict.fromkeys(map(str, (page.years[0], page.years[-1])))) if year is None else str(year)
    forms = ", ".join(sorted(set(page.of(code, year)["edition"].dropna()))) or "—"
    level = pick(page, LEVELS[page.unit_level])
    words = definition(code, page.lang)
    return pick(page, (
        f"{years} 年；{level}政府汇总；表式 {forms}；{words}",
        f"{years}; {level} government aggregates; form {forms}; {words}",
    ))  # fmt: skip


def _coverage(page: OverviewPage) -> list[Axes]:
    reports = page.reports[page.reports["report_id"].isin(page.units["report_id"])]
    names = page.units.drop_duplicates("report_id").set_index("report_id")["unit"]
    return [
        charts.coverage(reports.assign(unit=reports["report_id"].map(names)), label="unit", lang=page.lang)
    ]


def _totals(page: OverviewPage) -> list[Axes]:
    facts = page.of("req_new")
    if len(page.years) < 2:
        return []
    most = facts.groupby("unit")["value"].sum().nlargest(8).index
    title = pick(page, ("新收申请：最多的 8 个地方", "New requests: the 8 places with most"))
    words = note(page, "req_new")
    return [
        charts.trend(
            facts,
            list(most),
            code="req_new",
            measure="件",
            label="unit",
            lang=page.lang,
            title=title,
            note=words,
        )
    ]


def _distribution(page: OverviewPage) -> list[Axes]:
    facts = page.units[
        (page.units["year"] == page.year).fillna(False) & page.units["indicator"].isin(page.codes)
    ]
    names = {code: find(code).label(page.lang) for code in page.codes}
    drawn = []
    for measure in dict.fromkeys(find(code).unit for code in page.codes):
        codes = [code for code in page.codes if find(code).unit == measure]
        own = facts[facts["indicator"].isin(codes) & facts["value"].notna()]
        if own["unit"].nunique() >= FEWEST:
            own = own.assign(name=own["indicator"].map(names))
            title = pick(page, (f"各地的分布，{page.year} 年", f"Distribution over places, {page.year}"))
            words = note(page, codes[0], page.year) if len(codes) == 1 else ""
            drawn.append(
                charts.distribution(
                    own, group="name", label="unit", measure=measure, lang=page.lang, title=title, note=words
                )
            )
    return drawn


def _map(page: OverviewPage) -> list[Axes]:
    drawn = []
    for code in dict.fromkeys(("req_per_100k", page.share)):
        facts = page.of(code, page.year).drop_duplicates("region_code")
        if facts["value"].notna().sum() < FEWEST:
            continue
        look: dict[str, Any] = {
            "measure": find(code).unit,
            "lang": page.lang,
            "title": find(code).label(page.lang),
        }
        look |= {"label": "unit", "note": note(page, code, page.year)}
        if page.unit_level == "province":
            drawn.append(charts.tile_map(facts, **look))
        elif page.unit_level in ("prefecture", "county"):
            drawn.append(charts.region_map(facts, page.parent, level=page.unit_level, year=page.year, **look))
    return drawn


def _signal(page: OverviewPage) -> list[Axes]:
    facts = page.judged
    if len(facts) < 2 or facts["phi"].isna().all():
        return []
    title = find(page.share).label(page.lang)
    limits, words = funnel_limits(facts, strata=STRATA), note(page, page.share, page.year)
    return [charts.funnel(facts, limits, label="unit", lang=page.lang, title=title, note=words)]


def _ranks(page: OverviewPage) -> list[Axes]:
    if page.judged.empty:
        return []
    facts = page.judged[page.judged["shrunk"].notna()]
    if len(facts) < 2:
        return []
    title = find(page.share).label(page.lang)
    words = note(page, page.share, page.year)
    return [charts.caterpillar(facts, raw="value", label="unit", lang=page.lang, title=title, note=words)]


def _mix(page: OverviewPage) -> list[Axes]:
    facts = page.units[(page.units["year"] == page.year).fillna(False)]
    most = facts[facts["indicator"] == "req_new"].nlargest(MOST_ROWS, "value")["report_id"]
    order = {key: at for at, key in enumerate(most)}
    facts = facts[facts["report_id"].isin(most)]
    facts = facts.assign(_at=facts["report_id"].map(order)).sort_values("_at", kind="stable")
    return [charts.outcomes(facts, label="unit", lang=page.lang)] if len(facts) else []


def unequal_code(page: OverviewPage) -> str:
    """The rate whose inequality is shown: requests per head where people are known, else reviews per decided."""
    known = page.of("req_per_100k", page.year)["value"].notna().sum()
    return "req_per_100k" if known >= 5 else "review_inc"


def unequal(page: OverviewPage) -> pd.DataFrame:
    """Gini and Theil of the newest year with bootstrap intervals; empty if there are no facts."""
    code = unequal_code(page)
    facts = page.of(code, page.year)
    groups = "province" if facts["province"].nunique() > 1 and page.unit_level != "province" else None
    return inequality(facts, code, groups=groups, draws=400)


def _inequality(page: OverviewPage) -> list[Axes]:
    code = unequal_code(page)
    curve = lorenz(page.of(code, page.year), code)
    found = unequal(page)
    if len(curve) < 6 or curve["edition"].nunique() > 1:
        return []
    own = found[(found["measure"] == "gini") & found["value"].notna()]["value"]
    gini = float(own.iloc[0]) if len(own) else None
    title = find(code).label(page.lang)
    return [charts.lorenz(curve, gini=gini, lang=page.lang, title=title, note=note(page, code, page.year))]


def decomposition(page: OverviewPage) -> Decomposition | None:
    """The change of the share from the first to the newest year in behaviour and mix; None across a new form."""
    from analysis.errors import GongkaiError

    if len(page.years) < 2:
        return None
    facts = page.of(page.share)
    try:
        found = kitagawa(facts, page.share, page.years[0], page.years[-1], unit="unit", lang=page.lang)
    except GongkaiError:
        return None
    return found if len(found.parts) else None


def _change(page: OverviewPage) -> list[Axes]:
    found = decomposition(page)
    if found is None:
        return []
    facts = page.of(page.share).drop_duplicates(["unit", "year"])
    words = note(page, page.share)
    title = find(page.share).label(page.lang)
    steps = charts.kitagawa_steps(found.parts, found.total, unit_column="unit", lang=page.lang)
    return [
        charts.slope(facts, label="unit", lang=page.lang, title=title, note=words),
        charts.waterfall(steps, label="part", lang=page.lang, title=title, note=words),
    ]


def _remedies(page: OverviewPage) -> list[Axes]:
    across, up = (page.of(code, page.year).set_index("report_id") for code in ("review_inc", "review_corr"))
    frame = up.assign(across=across["value"].reindex(up.index)).reset_index()
    if (frame["value"].notna() & frame["across"].notna()).sum() < 2:
        return []
    words = [find(code).label(page.lang) for code in ("review_inc", "review_corr")]
    return [
        charts.quadrants(
            frame, x="across", y="value", x_words=words[0], y_words=words[1], label="unit", lang=page.lang,
            title=pick(page, ("复议的多少与纠正", "Reviews and corrections")),
            note=note(page, "review_corr", page.year),
        )
    ]  # fmt: skip


def _worded(page: OverviewPage, facts: pd.DataFrame, choices: list[str]) -> dict[str, list[str]]:
    return {name: [pick(page, CHOICES[key]) for key in facts[name]] for name in choices}


def _robustness(page: OverviewPage) -> list[Axes]:
    facts = page.specifications
    facts = facts[facts["value"].notna()]
    if facts.empty:
        return []
    choices = ["basis_of", "scope_of", "missing_of"]
    facts = facts.assign(**_worded(page, facts, choices))
    choices += ["province"] if facts["province"].nunique() > 1 else []
    title = pick(page, (f"公开率，{page.year} 年", f"Disclosure rate, {page.year}"))
    words = definition(RATE, page.lang)
    return [charts.specification(facts, choices=choices, lang=page.lang, title=title, note=words)]


_CHARTS: dict[str, Callable[[OverviewPage], list[Axes]]] = {
    "coverage": _coverage,
    "totals": _totals,
    "distribution": _distribution,
    "map": _map,
    "signal": _signal,
    "ranks": _ranks,
    "mix": _mix,
    "inequality": _inequality,
    "change": _change,
    "remedies": _remedies,
    "robustness": _robustness,
}
