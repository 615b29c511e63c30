"""Which reports a page is about, which of them stand for the region, and which others it sets beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.charts import KEY_FACTS
from analysis.errors import UnknownNameError
from analysis.frames.tidy import Frames
from analysis.measures import compute, population
from analysis.pages.html import Language
from analysis.pages.neighbours import AGGREGATE, FEWEST, Rule, beside, in_order, like, volumes
from analysis.pages.places import UNRESOLVED, code_of, inside_of, name_of

Scope = Literal["any", "own", "aggregate"]
_SCOPES = {"own": ("own_body",), "aggregate": AGGREGATE}
PER_HEAD = ("req_per_100k", "nd_stock_per_100k", "lic_per_10k", "pen_per_10k")
UNIT_CODES = ("req_new", "disclosure_rate")
SERIES = ("req_new", "disclosure_rate", "req_per_100k")
MOST_SHOWN = 12  # a chart with more rows is no longer read, and takes long to draw


@dataclass(frozen=True, eq=False)
class RegionPage:
    """What a region's page rests on.

    ``reports`` are all of the region, newest first. ``shown`` are those that stand for it: the reports of its own
    government (``shown_rule`` is ``government``), else all (``all``) or those with most requests (``largest``).
    ``others`` are set beside them, ``others_rule`` says how they were chosen: ``like`` (same level, kind of body, scope
    and year), ``level`` or ``all``. ``facts`` holds the indicators of ``shown``, ``compared`` those and then the
    others', ``peers`` the key facts of the newest report and of every one like it, ``units`` two indicators of the
    bodies below in its year; all have the columns of ``reports``. ``series`` holds a few indicators of the region's
    government and of all others of its level, every year, with ``unit``: one name a place, as bodies change theirs.
    ``cells`` and ``findings`` are those of ``reports``.
    """

    name: str
    code: str | None
    lang: Language
    reports: pd.DataFrame
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
    scope: Scope = "any",
    lang: Language = "zh",
    most_others: int = 5,
) -> RegionPage:
    """Select a region's reports and compute what its page shows.

    ``region`` is an official code, a name in the frames (山西省, 山西, 潞州区) or ``unresolved``; ``years``, ``level``
    and ``scope`` narrow the region's reports. Raises UnknownNameError for a region, level or scope that is not there.
    """
    region = str(region)  # papermill -p turns a code into a number
    readable: pd.DataFrame = frames.reports[frames.reports["format"] != "unreadable"]
    inside = inside_of(readable, region)
    reports = in_order(narrowed(readable[inside], years, level, scope))
    outside = narrowed(readable[~inside], None, None, scope)
    code, name = code_of(readable[inside], region), name_of(readable[inside], region, lang)
    shown, shown_rule = _standing(reports, code, frames.cells)
    others, rule = beside(shown, outside, frames.cells, most_others)
    facts = facts_of(frames.cells, pd.concat([shown, others], ignore_index=True))
    peers = pd.concat([shown.head(1), like(shown.iloc[0], outside)]) if len(shown) else shown
    return RegionPage(
        name=name,
        code=code,
        lang=lang,
        reports=reports,
        shown=shown,
        shown_rule=shown_rule,
        others=others,
        others_rule=rule,
        facts=facts[facts["report_id"].isin(shown["report_id"])],
        compared=facts,
        peers=facts_of(frames.cells, peers, list(KEY_FACTS)),
        units=facts_of(frames.cells, _below(reports, shown, shown_rule), list(UNIT_CODES)),
        series=_series(frames.cells, shown, outside, name, shown_rule),
        cells=frames.cells[frames.cells["report_id"].isin(reports["report_id"])],
        findings=frames.findings[frames.findings["report_id"].isin(reports["report_id"])],
        n_all=len(readable),
    )


def narrowed(reports: pd.DataFrame, years: list[int] | None, level: str | None, scope: str) -> pd.DataFrame:
    """The reports of some years, of a level and of a scope; raises UnknownNameError for what is not there."""
    if scope not in ("any", *_SCOPES):
        raise UnknownNameError(f"There is no scope {scope!r}; there are: any, {', '.join(_SCOPES)}.")
    if level is not None and level not in (known := sorted(set(reports["level"].dropna()))):
        raise UnknownNameError(f"No report is of level {level!r}; there are: {', '.join(known) or 'none'}.")
    keep = pd.Series(True, index=reports.index)
    if years:
        keep &= reports["year"].isin([int(year) for year in years])
    if level is not None:
        keep &= reports["level"] == level
    if scope != "any":
        keep &= reports["scope"].isin(_SCOPES[scope])
    return reports[keep]


def _standing(reports: pd.DataFrame, code: str | None, cells: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The reports that stand for a region, newest first, and the rule that chose them."""
    own = (
        reports[(reports["region_code"] == code) & reports["scope"].isin(AGGREGATE)]
        if code
        else reports.head(0)
    )
    if code != UNRESOLVED and len(own):
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
    same = outside["scope"].isin(AGGREGATE) & outside["region_code"].notna()
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


__all__ = ["FEWEST", "RegionPage", "Scope", "facts_of", "narrowed", "region_page"]
