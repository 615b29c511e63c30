"""Where a report stands among those like it: median and band of the others, and what chance does not explain."""

from __future__ import annotations

from html import escape
from typing import Any, NamedTuple

import pandas as pd

from analysis.charts import KEY_FACTS
from analysis.measures import GREY_BELOW, find, flag_fdr, funnel
from analysis.pages.figures import figure
from analysis.pages.html import Content, Html, Spoken, html_table, pick
from analysis.words.pages import HEADS

LEAST_PEERS = 10  # from so many others on a band and a flag are given


class Standing(NamedTuple):
    """One indicator of a report among those like it.

    ``peers`` is the number of others with at least 10 cases; ``low``, ``middle``, ``high`` are their 10th, 50th and
    90th percentile and ``below`` the per cent of them that are lower, NaN for fewer than 10. ``flag`` is ``high`` or
    ``low`` where neither chance nor the usual spread between such bodies explains the distance, ``in`` where they
    may, and empty where nothing can be said.
    """

    code: str
    fact: Any
    peers: int
    low: float
    middle: float
    high: float
    below: float
    flag: str


def standings(peers: pd.DataFrame, focus: str, codes: tuple[str, ...] = KEY_FACTS) -> list[Standing]:
    """The standing of one report; ``peers`` are the indicators of it and of all like it, with columns of ``reports``.

    Flags come from funnels with over-dispersion (Spiegelhalter 2005), at a false discovery rate of 5 % over the codes.
    """
    chosen = peers[peers["indicator"].isin(codes)]
    own = chosen[chosen["report_id"] == focus].set_index("indicator")
    others = chosen[(chosen["report_id"] != focus) & (chosen["n"] >= GREY_BELOW).fillna(False)]
    others = others[others["value"].notna()]
    flags = _flags(chosen, focus, others)
    return [_one(code, own.loc[code], others, flags) for code in codes if code in own.index]


def _flags(chosen: pd.DataFrame, focus: str, others: pd.DataFrame) -> dict[str, str]:
    """High, low or in for each indicator of the report, where enough others are there."""
    counts = others["indicator"].value_counts()
    enough = chosen[chosen["indicator"].isin(counts.index[counts >= LEAST_PEERS])]
    enough = enough[(enough["n"] >= GREY_BELOW).fillna(False)]
    if enough.empty:
        return {}
    tested = funnel(enough, strata=("indicator",))
    own = tested[(tested["report_id"] == focus) & tested["p"].notna()]
    own = flag_fdr(own.drop(columns=["q", "flag"]), "p")
    sides = {
        code: "high" if value > centre else "low"
        for code, value, centre in zip(own["indicator"], own["value"], own["centre"], strict=True)
    }
    return {
        str(code): sides[code] if flagged else "in"
        for code, flagged in zip(own["indicator"], own["flagged"].fillna(False), strict=True)
    }


def _one(code: str, fact: Any, others: pd.DataFrame, flags: dict[str, str]) -> Standing:
    values = others.loc[others["indicator"] == code, "value"].astype(float)
    nothing = float("nan")
    if len(values) < LEAST_PEERS:
        return Standing(code, fact, len(values), nothing, nothing, nothing, nothing, "")
    low, middle, high = (float(values.quantile(share)) for share in (0.1, 0.5, 0.9))
    below = nothing if pd.isna(fact["value"]) else 100 * float((values < float(fact["value"])).mean())
    return Standing(code, fact, len(values), low, middle, high, below, flags.get(code, ""))


def standing_table(page: Spoken, peers: pd.DataFrame, focus: str | None) -> Html:
    """Value, interval, the others' median and band, and whether chance explains the distance, by indicator."""
    found = [] if focus is None else standings(peers, focus)
    if not any(one.peers >= LEAST_PEERS for one in found):
        return Html(f"<p>{escape(too_few(page, max((one.peers for one in found), default=0)))}</p>")
    heads = [
        pick(page, HEADS[name])
        for name in ("indicator", "value", "peer_median", "peer_band", "below", "flag")
    ]
    rows: list[tuple[bool, list[Content]]] = [(True, _row(page, one)) for one in found]
    return Html(html_table(heads, rows))


def too_few(page: Spoken, known: int) -> str:
    """Why nothing is said of where a report stands."""
    zh, en = f"最多只有 {known} 份", f"At most {known} other reports"
    if not known:
        zh, en = "一份也没有", "No other reports"
    return pick(page, (
        f"层级、机关类型、口径、年度和表式都相同、而且不少于 {GREY_BELOW} 件的其他报告{zh}（至少要 {LEAST_PEERS} 份），"
        "因此不说哪个数字偏高或偏低。",
        f"{en} share level, kind of body, scope, year and form and have {GREY_BELOW} cases or more ({LEAST_PEERS} are "
        "needed), so no figure is called high or low.",
    ))  # fmt: skip


def _row(page: Spoken, one: Standing) -> list[Content]:
    name = find(one.code).label(page.lang)
    value = figure(one.fact, one.code, page)
    if one.peers < LEAST_PEERS:
        few = pick(page, (f"同类只有 {one.peers} 份", f"only {one.peers} alike"))
        return [name, value, "", "", "", few]
    below = "" if pd.isna(one.below) else f"{one.below:.0f} %"
    band = (f"{one.low:,.1f}–{one.high:,.1f}", f"n = {one.peers}")
    return [name, value, f"{one.middle:,.1f} %", band, below, pick(page, FLAGS[one.flag])]


FLAGS = {
    "high": ("高于偶然与通常差别所能解释的", "higher than chance and the usual spread explain"),
    "low": ("低于偶然与通常差别所能解释的", "lower than chance and the usual spread explain"),
    "in": ("可能只是偶然或通常的差别", "may be chance or the usual spread"),
    "": ("件数太少，不判断", "too few cases to judge"),
}
