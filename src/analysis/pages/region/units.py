"""The bodies below a region: what each adds, how far it lies from the others, how much of the whole they cover."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd

from analysis.frames.which import POLICIES
from analysis.measures import GREY_BELOW, funnel, pool, shrink
from analysis.measures.shrinkage import MIN_UNITS
from analysis.pages.figures import figure, report_label
from analysis.pages.html import Content, Html, Pair, html_table, pick
from analysis.pages.region.page import RegionPage
from analysis.words.pages import HEADS

RATE, VOLUME = "disclosure_rate", "req_new"
MOST_UNITS = 40
LEVELS = ("province", "prefecture", "county", "township", "zone")
STRATA = ("indicator", "editions")


@lru_cache(maxsize=1)
def unit_facts(page: RegionPage) -> pd.DataFrame:
    """The disclosure rate of the bodies below, of one kind, with funnel and empirical Bayes columns, largest first.

    These are the governments of the highest level below the region, or else the single bodies. ``name`` is the body;
    ``value``, ``n`` and the other columns are those of ``funnel`` and ``shrink``. Empty if there are fewer than two.
    """
    facts = page.units[page.units["indicator"] == RATE]
    chosen = _one_kind(facts)
    if len(chosen) < 2:
        return chosen.head(0)
    drawn = shrink(funnel(chosen, strata=STRATA), strata=STRATA)
    drawn = drawn.assign(
        name=[report_label(row, page).removesuffix(f" {row['year']}") for _, row in drawn.iterrows()]
    )
    return drawn.sort_values(["n", "report_id"], ascending=[False, True], na_position="last").reset_index(
        drop=True
    )


def _one_kind(facts: pd.DataFrame) -> pd.DataFrame:
    """The governments of the highest level of which there are two or more; else the single bodies."""
    governments = facts[facts["scope"].isin(POLICIES["aggregate"])]
    for level in LEVELS:
        same = governments[governments["level"] == level]
        if len(same) >= 2:
            return same
    return facts[facts["scope"] == "own_body"]


def covered(page: RegionPage) -> tuple[float, float, int] | None:
    """New requests of the bodies below, of the region's own government, and the number of bodies added up.

    No body is counted twice; None where the region has no report of its own government or a figure is not known.
    """
    if page.shown_rule != "government" or page.units.empty:
        return None
    whole = page.facts[(page.facts["report_id"] == page.focus) & (page.facts["indicator"] == VOLUME)]["value"]
    below = page.reports[page.reports["report_id"].isin(page.units["report_id"])]
    cells = page.cells[(page.cells["table"] == "requests") & (page.cells["row"] == "new_requests")]
    pooled = pool(cells, below, scope="any", incomplete="leave_out")
    total = pooled.cells[pooled.cells["column"] == "total"]["value"]
    if len(total) != 1 or total.isna().any() or whole.isna().any():
        return None
    return float(total.iloc[0]), float(whole.iloc[0]), len(pooled.members)


def units_table(page: RegionPage, part: str = "units") -> Html:
    """The bodies below with cases, raw and shrunk rate and flag, and how much of the whole they add up to."""
    facts = unit_facts(page)
    if facts.empty:
        return Html(f"<p>{escape(pick(page, NO_UNITS))}</p>")
    heads = [pick(page, HEADS[name]) for name in ("body", "cases", "rate", "shrunk", "flag")]
    rows: list[tuple[bool, list[Content]]] = [
        (True, _row(page, row)) for _, row in facts.head(MOST_UNITS).iterrows()
    ]
    more = len(facts) - MOST_UNITS
    rest = pick(page, (f"另有 {more} 个未列出。", f"{more} more are not listed.")) if more > 0 else ""
    return Html(f"<p>{escape(units_sentence(page, facts) + rest)}</p>{html_table(heads, rows)}")


def units_sentence(page: RegionPage, facts: pd.DataFrame) -> str:
    """How many bodies are compared, how many lie outside, and what share of the whole they are."""
    flagged = facts["flag"].isin(["high", "low"]).sum()
    zh = f"{len(facts)} 个下属机关中有 {flagged} 个的公开率超出偶然与通常差别（错误发现率 5 %）。"
    en = (
        f"Of {len(facts)} bodies below, {flagged} disclose a share that neither chance nor the usual spread explains "
        "(false discovery rate 5 %). "
    )
    if len(facts) < MIN_UNITS:
        zh += f"不足 {MIN_UNITS} 个，不作收缩估计。"
        en += f"Fewer than {MIN_UNITS}: no shrunk estimates. "
    share = covered(page)
    if share is not None:
        total, whole, count = share
        ratio = f"{total / whole:.2f}" if whole else "—"
        zh += f"读到的 {count} 个下属机关的新收申请合计 {total:,.10g} 件，本级汇总为 {whole:,.10g} 件，比值 {ratio}。"
        en += (
            f"The {count} bodies below that were read add up to {total:,.10g} new requests, the region's own report "
            f"says {whole:,.10g}: {ratio}. "
        )
    return pick(page, (zh, en))


def _row(page: RegionPage, row: Any) -> list[Content]:
    few = pd.notna(row["n"]) and row["n"] < GREY_BELOW
    shrunk: Content = ""
    if pd.notna(row["shrunk"]):
        shrunk = (f"{row['shrunk']:,.1f} %", f"{row['shrunk_low']:,.1f}–{row['shrunk_high']:,.1f}")
    flag = pick(page, UNIT_FLAGS["few" if few else str(row["flag"]) if pd.notna(row["flag"]) else ""])
    n = "—" if pd.isna(row["n"]) else f"{row['n']:,.10g}"
    return [str(row["name"]), (n, ""), figure(row, RATE, page), shrunk, flag]


NO_UNITS: Pair = (
    "没有同一年、同一口径的两个以上下属机关的报告，因此不能说结果由谁造成。",
    "There are no two reports of bodies below, of one kind and year, so nothing can be said on which of them drive the "
    "result.",
)
UNIT_FLAGS = {
    "high": ("偏高", "high"),
    "low": ("偏低", "low"),
    "in": ("可能是偶然", "may be chance"),
    "few": ("件数太少", "too few cases"),
    "": ("不判断", "not judged"),
}
