"""Which reports a page is about, and which others it sets beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis.errors import UnknownNameError
from analysis.frames.tidy import Frames
from analysis.measures import compute
from analysis.pages.html import Language

UNRESOLVED = "unresolved"
Scope = Literal["any", "own", "aggregate"]
_SCOPES = {"own": ("own_body",), "aggregate": ("government_aggregate", "system_aggregate")}
_NAMES = ("province", "prefecture", "county", "township")
_FEWEST_PEERS = 3


@dataclass(frozen=True)
class RegionPage:
    """What a region's page rests on.

    ``reports`` are the region's, newest first; ``others`` those set beside them, ``others_rule`` how they were chosen
    (``level`` or ``all``). ``facts`` holds the indicators of the region's reports, ``compared`` those and then the
    others'; both have the columns of ``reports`` too. ``cells`` and ``findings`` are the region's.
    """

    name: str
    code: str | None
    lang: Language
    reports: pd.DataFrame
    others: pd.DataFrame
    others_rule: str
    facts: pd.DataFrame
    compared: pd.DataFrame
    cells: pd.DataFrame
    findings: pd.DataFrame
    n_all: int

    @property
    def focus(self) -> str | None:
        """The report that stands for the region: the newest, aggregates first; None if there is none."""
        return None if self.reports.empty else str(self.reports["report_id"].iloc[0])


def region_page(
    frames: Frames,
    region: str,
    *,
    years: list[int] | None = None,
    level: str | None = None,
    scope: Scope = "any",
    lang: Language = "zh",
    most_others: int = 8,
) -> RegionPage:
    """Select a region's reports and compute what its page shows.

    ``region`` is an official code, a name in the frames (山西省, 山西, 潞州区) or ``unresolved``; ``years``, ``level``
    and ``scope`` narrow the region's reports. Raises UnknownNameError for a region, level or scope that is not there.
    """
    region = str(region)  # papermill -p turns a code into a number
    readable = frames.reports[frames.reports["format"] != "unreadable"]
    inside = _inside(readable, region)
    chosen = _narrowed(readable[inside], years, level, scope)
    outside = _narrowed(readable[~inside], None, None, scope)
    reports = _in_order(chosen)
    others, rule = beside(reports, outside, frames.cells, most_others)
    shown = pd.concat([reports, others], ignore_index=True)
    facts = _facts(frames.cells, shown)
    own = facts["report_id"].isin(reports["report_id"])
    return RegionPage(
        name=_name(readable[inside], region, lang),
        code=None if region == UNRESOLVED else _code(readable[inside], region),
        lang=lang,
        reports=reports,
        others=others,
        others_rule=rule,
        facts=facts[own],
        compared=facts,
        cells=frames.cells[frames.cells["report_id"].isin(reports["report_id"])],
        findings=frames.findings[frames.findings["report_id"].isin(reports["report_id"])],
        n_all=len(readable),
    )


def _inside(reports: pd.DataFrame, region: str) -> pd.Series:
    """Which reports belong to the region or lie in it."""
    if region == UNRESOLVED:
        return reports["region_code"].isna()
    codes = reports["region_code"].fillna("")
    if region.isdecimal():
        inside = codes.str.startswith(_stem(region))
    else:
        inside = pd.Series(False, index=reports.index)
        for column in _NAMES:
            named = reports[column].fillna("")
            inside |= (named == region) | (named.str.startswith(region) & (len(region) >= 2))
    if not inside.any():
        known = "、".join(sorted(set(reports["province"].dropna()))) or "none"
        raise UnknownNameError(
            f"No report is of a region {region!r}; the reports are of: {known}, or {UNRESOLVED}."
        )
    return inside


def _stem(code: str) -> str:
    """A code without its closing pairs of zeros: 140000 is 14, 141100 is 1411."""
    while len(code) > 2 and len(code) % 2 == 0 and code.endswith("00"):
        code = code[:-2]
    return code


def _narrowed(reports: pd.DataFrame, years: list[int] | None, level: str | None, scope: str) -> pd.DataFrame:
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


def _in_order(reports: pd.DataFrame) -> pd.DataFrame:
    """Newest first; within a year aggregates first, then by code and body."""
    aggregate = reports["scope"].isin(_SCOPES["aggregate"])
    ordered = reports.assign(_own=~aggregate).sort_values(
        ["year", "_own", "region_code", "body", "report_id"], ascending=[False, True, True, True, True]
    )
    return ordered.drop(columns="_own").reset_index(drop=True)


def beside(
    reports: pd.DataFrame, outside: pd.DataFrame, cells: pd.DataFrame, most: int
) -> tuple[pd.DataFrame, str]:
    """The reports to set beside some: of their levels if there are a few, the nearest in volume of requests.

    Returns them newest first, and the rule that chose them: ``level`` or ``all``.
    """
    same = outside[outside["level"].isin(set(reports["level"].dropna()))]
    rule = "level" if len(same) >= _FEWEST_PEERS else "all"
    pool = same if rule == "level" else outside
    if len(pool) <= most or reports.empty:
        return _in_order(pool).head(most), rule
    volume = _volumes(cells, pd.concat([reports, pool])["report_id"])
    centre = np.nanmedian(
        np.log1p(volume.reindex(reports["report_id"]).to_numpy(dtype=float, na_value=np.nan))
    )
    distance = (
        np.log1p(volume.reindex(pool["report_id"]).to_numpy(dtype=float, na_value=np.nan)) - centre
    ).__abs__()
    nearest = pool.assign(_distance=distance).sort_values(["_distance", "report_id"]).head(most)
    return _in_order(nearest.drop(columns="_distance")), rule


def _volumes(cells: pd.DataFrame, ids: pd.Series) -> pd.Series:
    here = (cells["table"] == "requests") & (cells["row"] == "new_requests") & (cells["column"] == "total")
    return cells[here & cells["report_id"].isin(ids)].set_index("report_id")["value"]


def _facts(cells: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """The indicators of the reports, in the reports' order, with the columns of ``reports``."""
    facts = compute(cells[cells["report_id"].isin(reports["report_id"])])
    facts = reports.merge(facts, on="report_id", how="left", sort=False)
    return facts[facts["indicator"].notna()].reset_index(drop=True)


def _name(reports: pd.DataFrame, region: str, lang: str) -> str:
    if region == UNRESOLVED:
        return "地区未能确定的报告" if lang == "zh" else "Reports whose place is not known"
    depth = {2: 0, 4: 1, 6: 2}.get(len(_stem(region)), 3) if region.isdecimal() else None
    columns = _NAMES if depth is None else _NAMES[depth::-1]
    for column in columns:
        names = [str(name) for name in reports[column].dropna().unique()]
        if depth is not None and names:
            return names[0]
        found = [name for name in names if name.startswith(region)]
        if found:
            return found[0]
    return region


def _code(reports: pd.DataFrame, region: str) -> str | None:
    if region.isdecimal():
        return region
    codes = reports["region_code"].dropna()
    return str(codes.iloc[0])[:2] + "0000" if len(codes) and _is_province(reports, region) else None


def _is_province(reports: pd.DataFrame, region: str) -> bool:
    return bool(reports["province"].fillna("").str.startswith(region).all())
