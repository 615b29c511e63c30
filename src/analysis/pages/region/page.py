"""Which reports a page is about, which of them stand for the region, and which others it sets beside them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.charts import KEY_FACTS
from analysis.frames.places import Region, region_of
from analysis.frames.tidy import Frames
from analysis.frames.which import POLICIES, Policy, asked_reports, is_inside, is_of, other_versions
from analysis.measures import compute, population
from analysis.pages.html import Language
from analysis.pages.neighbours import Rule, beside, in_order, like, volumes

PER_HEAD = ("req_per_100k", "nd_stock_per_100k", "lic_per_10k", "pen_per_10k")
UNIT_CODES = ("req_new", "disclosure_rate")
SERIES = ("req_new", "disclosure_rate", "req_per_100k")
# part of the page: the indicators that it is about
CODES: dict[str, tuple[str, ...]] = {
    "key_facts": KEY_FACTS,
    "demand": ("req_new", "req_carried_in", "req_workload", "req_per_100k"),
    "outcomes": ("full_rate", "partial_rate", "denial_rate", "unable_rate", "rejected_rate", "other_rate"),
    "disclosure": (
        "full_rate", "disclosure_rate", "full_rate_resolv", "disclosure_rate_resolv",
        "disclosure_rate_workload",
    ),
    "grounds": tuple(
        f"denial_share_{ground}"
        for ground in (
            "state_secret",
            "law_prohibits",
            "security_stability",
            "third_party",
            "internal_affairs",
            "process_info",
            "enforcement_file",
            "admin_query",
        )
    ),
    "requesters": (
        "natural_share", "business_share", "research_share", "public_interest_share",
        "legal_service_share", "other_org_share", "natural_org_gap",
    ),
    "flow": ("req_carried_in", "req_new", "req_decided", "req_carried_out", "clearance_rate", "carry_rate"),
    "remedies": (
        "review_inc", "litig_inc", "review_corr", "review_corr_all", "review_corr_strict", "litig_corr",
    ),
    "proactive": (
        "nd_made", "nd_repealed", "nd_stock", "lic_count", "pen_count", "coercion_count", "fee_amount",
    ),
}  # fmt: skip
MOST_SHOWN = 12  # a chart with more rows is no longer read, and takes long to draw


@dataclass(frozen=True, eq=False)
class RegionPage:
    """What a region's page rests on.

    ``reports`` are all of the region that count, newest first, ``versions`` the other versions of them. ``shown``
    stand for the region: the reports of its own government (``shown_rule`` is ``government``), else all (``all``) or
    those with most requests (``largest``). ``others`` are set beside them, ``others_rule`` says how they were chosen:
    ``like`` (same level, kind of body, scope and year), ``year``, ``level`` or ``all``. ``facts`` holds the indicators
    of ``shown``, ``compared`` those and then the others', ``peers`` the key facts of the newest report and of every
    one like it, ``units`` two indicators of the bodies below in its year; all have the columns of ``reports``.
    ``series`` holds a few indicators of the region's government and of all others of its level, every year, with
    ``unit``: one name a place, as bodies change theirs. ``cells`` are those of ``reports``, ``findings`` too, and those
    that say why a version does not count.
    """

    region: Region
    lang: Language
    reports: pd.DataFrame
    versions: pd.DataFrame
    shown: pd.DataFrame
    shown_rule: str
    others: pd.DataFrame
    others_rule: Rule
    facts: pd.DataFrame
    compared: pd.DataFrame
    peers: pd.DataFrame
    units: pd.DataFrame
    series: pd.DataFrame
    cells: pd.DataFrame
    findings: pd.DataFrame
    n_all: int

    @property
    def name(self) -> str:
        """The name of the region in the language of the page."""
        return self.region.label(self.lang)

    @property
    def strip(self) -> pd.DataFrame:
        """The reports that stand for the region, with ``unit``: one name for its government, as it changes its own."""
        own = self.shown_rule == "government"
        return self.shown.assign(unit=self.name if own else self.shown["body"])

    @property
    def focus(self) -> str | None:
        """The report that stands for the region: the newest, aggregates first; None if there is none."""
        return None if self.shown.empty else str(self.shown["report_id"].iloc[0])


def region_page(
    frames: Frames,
    region: str,
    *,
    years: list[int] | None = None,
    level: str | None = None,
    scope: Policy = "any",
    lang: Language = "zh",
    most_others: int = 5,
) -> RegionPage:
    """Select a region's reports and compute what its page shows.

    ``region``, ``years``, ``level`` and ``scope`` are those of :func:`analysis.frames.which.asked`, which says what
    is refused. Only the version of a report that counts is on the page; the others are listed.
    """
    place = region_of(region)
    every = asked_reports(frames.reports, region=region, versions="all")
    reports = in_order(asked_reports(every, years=years, level=level, scope=scope))
    everywhere = asked_reports(frames.reports)
    outside = asked_reports(everywhere[~is_inside(everywhere, [place])], scope=scope)
    shown, shown_rule = _standing(reports, place, frames.cells)
    others, rule = beside(shown, outside, frames.cells, most_others)
    facts = facts_of(frames.cells, pd.concat([shown, others], ignore_index=True))
    peers = pd.concat([shown.head(1), like(shown.iloc[0], outside)]) if len(shown) else shown
    return RegionPage(
        region=place,
        lang=lang,
        reports=reports,
        versions=in_order(other_versions(every)),
        shown=shown,
        shown_rule=shown_rule,
        others=others,
        others_rule=rule,
        facts=facts[facts["report_id"].isin(shown["report_id"])],
        compared=facts,
        peers=facts_of(frames.cells, peers, list(KEY_FACTS)),
        units=facts_of(frames.cells, _below(reports, shown, shown_rule), list(UNIT_CODES)),
        series=_series(frames.cells, shown, outside, place.label(lang), shown_rule),
        cells=frames.cells[frames.cells["report_id"].isin(reports["report_id"])],
        findings=_findings(frames.findings, reports, other_versions(every)),
        n_all=len(everywhere),
    )


def _findings(findings: pd.DataFrame, reports: pd.DataFrame, versions: pd.DataFrame) -> pd.DataFrame:
    """The findings of the reports, and those that say why another version does not count."""
    why = findings["code"].isin(["version", "versions_differ"])
    return findings[
        findings["report_id"].isin(reports["report_id"])
        | (why & findings["report_id"].isin(versions["report_id"]))
    ]


def _standing(reports: pd.DataFrame, place: Region, cells: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The reports that stand for a region, newest first, and the rule that chose them."""
    own = reports[is_of(reports, place) & reports["scope"].isin(POLICIES["aggregate"])]
    if len(own):
        return own.head(MOST_SHOWN).reset_index(drop=True), "government"
    if len(reports) <= MOST_SHOWN:
        return reports, "all"
    newest = reports[reports["year"] == reports["year"].max()]
    volume = (
        volumes(cells, newest["report_id"]).reindex(newest["report_id"]).to_numpy(dtype=float, na_value=-1)
    )
    return newest.iloc[(-volume).argsort(kind="stable")[:MOST_SHOWN]].reset_index(drop=True), "largest"


def _below(reports: pd.DataFrame, shown: pd.DataFrame, rule: str) -> pd.DataFrame:
    """The reports of the region for the newest year other than that of its own government."""
    if shown.empty:
        return reports
    same: pd.DataFrame = reports[reports["year"] == shown["year"].iloc[0]]
    return same[~same["report_id"].isin(shown["report_id"])] if rule == "government" else same


def _series(
    cells: pd.DataFrame, shown: pd.DataFrame, outside: pd.DataFrame, name: str, rule: str
) -> pd.DataFrame:
    """The indicators of ``SERIES`` of a government and all others of its level, every year; empty without one."""
    if rule != "government":
        return facts_of(cells, shown.head(0), list(SERIES)).assign(unit="")
    first = shown.iloc[0]
    same = outside["scope"].isin(POLICIES["aggregate"]) & outside["region_code"].notna()
    for column in ("level", "body_type"):
        same &= (outside[column] == first[column]).fillna(False)
    facts = facts_of(cells, pd.concat([shown, outside[same]]), list(SERIES))
    own = facts["report_id"].isin(shown["report_id"])
    return facts.assign(unit=facts["region_code"].mask(own, name)).drop_duplicates(
        ["unit", "year", "indicator"]
    )


def facts_of(cells: pd.DataFrame, reports: pd.DataFrame, codes: list[str] | None = None) -> pd.DataFrame:
    """The indicators of some reports, in their order, with the columns of ``reports``."""
    own = cells[cells["report_id"].isin(reports["report_id"])]
    facts = compute(own, codes, population=population(reports))
    joined: pd.DataFrame = reports.merge(facts, on="report_id", how="left", sort=False)
    known = joined["indicator"].notna() & ~joined["indicator"].isin(_unknown(joined))
    found: pd.DataFrame = joined[known].reset_index(drop=True)
    return found


def _unknown(facts: pd.DataFrame) -> list[str]:
    """The indicators per head that no report has a population for."""
    per_head = facts[facts["indicator"].isin(PER_HEAD)]
    return [str(code) for code, part in per_head.groupby("indicator") if part["value"].isna().all()]
