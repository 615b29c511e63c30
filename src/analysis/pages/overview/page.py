"""Many places at once: the governments of one level in a region, what is computed of them, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from analysis.frames.places import region_of
from analysis.frames.tidy import Frames
from analysis.frames.which import asked_reports
from analysis.measures import compare, compute, find, funnel, pool, ranks, shrink
from analysis.pages.html import Language

DEFAULT = (
    "req_per_100k",
    "disclosure_rate",
    "disclosure_rate_resolv",
    "denial_rate",
    "review_inc",
    "review_corr",
)
RATE, VOLUME = "disclosure_rate", "req_new"
ALWAYS = ("req_new", "req_per_100k", RATE, "disclosure_rate_resolv", "review_inc", "review_corr", "full_rate",
          "partial_rate", "denial_rate", "unable_rate", "rejected_rate", "other_rate")  # fmt: skip
DENOMINATORS = ("decided", "resolvable", "workload")
SCOPES: tuple[Literal["aggregate", "own"], ...] = ("aggregate", "own")
MISSING: tuple[Literal["na", "leave_out"], ...] = ("na", "leave_out")
STRATA = ("indicator", "edition", "year")


@dataclass(frozen=True)
class OverviewPage:
    """What an overview rests on.

    ``units`` holds the indicators of the governments of one level, every year, one report a body, year and scope, with
    the columns of ``reports`` and ``unit``, one name a place. ``reports`` are all of the region that count.
    ``codes`` are the indicators that are compared, the first share of them with funnel, ranks and change. ``parent`` is
    the code of the region, None for all.
    """

    frames: Frames
    name: str
    parent: str | None
    unit_level: str
    codes: tuple[str, ...]
    lang: Language
    reports: pd.DataFrame
    units: pd.DataFrame

    @property
    def years(self) -> list[int]:
        """The years of the units, oldest first."""
        return [int(year) for year in sorted(self.units["year"].dropna().unique())]

    @property
    def year(self) -> int | None:
        """The newest year of the units."""
        return self.years[-1] if self.years else None

    @property
    def known(self) -> tuple[str, ...]:
        """The indicators that some unit has a value for in the newest year."""
        return tuple(code for code in self.codes if self.of(code, self.year)["value"].notna().any())

    @property
    def share(self) -> str:
        """The first of the indicators that is a share; the disclosure rate if none is."""
        return next((code for code in self.codes if find(code).kind == "proportion"), RATE)

    @cached_property
    def totals(self) -> Frames:
        """The frames of the region with the totals of table 三 alone, which is all that sums of requests need."""
        cells = self.frames.cells
        here = (cells["table"] == "requests") & (cells["column"] == "total")
        own = cells["report_id"].isin(self.reports["report_id"])
        return self.frames._replace(reports=self.reports, cells=cells[here & own])

    def of(self, code: str, year: int | None = None) -> pd.DataFrame:
        """One indicator of the units, in one year or all."""
        found = self.units[self.units["indicator"] == code]
        return found if year is None else found[(found["year"] == year).fillna(False)]

    @cached_property
    def specifications(self) -> pd.DataFrame:
        """The disclosure rate of each province, newest year, for each denominator, scope and rule for gaps.

        Columns of ``compute`` and ``province``, ``basis_of``, ``scope_of``, ``missing_of``.
        """
        reports = self.reports[(self.reports["year"] == self.year).fillna(False)]
        parts = []
        for scope in SCOPES:
            for missing in MISSING:
                sums = pool(self.totals.cells, reports, scope=scope, by=("province",), incomplete=missing)
                names = sums.members.drop_duplicates("pool").set_index("pool")["province"]
                for denominator in DENOMINATORS:
                    found = compute(sums.cells, [RATE], denominator=denominator)
                    choices = {"basis_of": denominator, "scope_of": scope, "missing_of": missing}
                    parts.append(found.assign(province=found["report_id"].map(names), **choices))
        return pd.concat(parts, ignore_index=True)

    @cached_property
    def judged(self) -> pd.DataFrame:
        """The share of the newest year with funnel, shrunk estimate and rank columns, for the commonest form."""
        facts = self.of(self.share, self.year)
        facts = facts[facts["value"].notna()]
        if facts.empty:
            return facts
        facts = facts[(facts["edition"] == facts["edition"].mode().iloc[0]).fillna(False)]
        return ranks(shrink(funnel(facts, strata=STRATA), strata=STRATA), strata=STRATA)


def overview_page(
    frames: Frames,
    parent_region: str | None = None,
    *,
    unit_level: str = "prefecture",
    indicators: Sequence[str] | None = None,
    years: list[int] | None = None,
    population: pd.DataFrame | None = None,
    lang: Language = "zh",
) -> OverviewPage:
    """Choose the governments of a level in a region (the whole store if None) and compute what the page shows.

    Only reports of a government with all below it are compared. ``indicators`` are codes of the catalogue. Raises
    UnknownNameError for a region, level or code that is not there.
    """
    codes = tuple(dict.fromkeys(find(code).code for code in (indicators or DEFAULT)))
    reports = asked_reports(frames.reports, region=parent_region, years=years)
    place = None if parent_region is None else region_of(parent_region)
    everywhere = "全部报告" if lang == "zh" else "All reports"
    return OverviewPage(
        frames=frames,
        name=place.label(lang) if place else everywhere,
        parent=place.code if place else None,
        unit_level=unit_level,
        codes=codes,
        lang=lang,
        reports=reports,
        units=_units(frames, reports, unit_level, codes, population),
    )


def _units(
    frames: Frames, reports: pd.DataFrame, level: str, codes: tuple[str, ...], people: pd.DataFrame | None
) -> pd.DataFrame:
    """The indicators of the governments of a level, with one name a place."""
    from analysis.measures import population

    chosen = asked_reports(reports, level=level, scope="aggregate")
    cells = frames.cells[frames.cells["report_id"].isin(chosen["report_id"])]
    facts = compare(
        frames._replace(reports=chosen, cells=cells),
        list(dict.fromkeys([*codes, *ALWAYS])),
        by="body",
        population=population(chosen, people),
    )
    names = place_names(chosen.set_index("report_id"), level if level != "zone" else "county")
    unit = facts["report_id"].map(names).astype("string").fillna(facts["body"].astype("string"))
    return facts.assign(unit=unit)


def place_names(reports: pd.DataFrame, level: str) -> pd.Series:
    """The name of each report's place; with that of the place above it where several places bear the name."""
    name = reports[level].astype("string")
    if level == "province":
        return name
    above = reports["province"].astype("string")
    if level == "county":
        above = reports["prefecture"].astype("string").fillna(above)
    shared = above.groupby(name).transform("nunique").fillna(0) > 1
    return name.mask(shared, above + name)
