"""The order of reports, the same body in another year, and which reports are fit to be set beside one."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Rule = Literal["like", "year", "level", "all"]
_FIRST = {"government_aggregate": 0, "system_aggregate": 1}
_LIKE = ("level", "body_type", "scope", "year", "editions")


def in_order(reports: pd.DataFrame) -> pd.DataFrame:
    """Newest first; within a year aggregates first, then by code and body."""
    ordered = reports.assign(_own=[_FIRST.get(scope, 2) for scope in reports["scope"]]).sort_values(
        ["year", "_own", "region_code", "body", "report_id"], ascending=[False, True, True, True, True]
    )
    return ordered.drop(columns="_own").reset_index(drop=True)


def like(report: pd.Series, others: pd.DataFrame) -> pd.DataFrame:
    """The others of the same level, kind of body, scope, year and form; none if one of these is not known."""
    same = pd.Series(True, index=others.index)
    for name in _LIKE:
        same &= (others[name] == report[name]).fillna(False).astype(bool) if pd.notna(report[name]) else False
    return others[same]


def beside(
    reports: pd.DataFrame, outside: pd.DataFrame, cells: pd.DataFrame, most: int
) -> tuple[pd.DataFrame, Rule]:
    """The reports to set beside some: the most alike that there are, the nearest in volume of requests.

    Returns them newest first, and the rule that chose them: ``like`` the first of them, ``year`` (of its levels and
    year), ``level`` (of the same levels) or ``all``.
    """
    if reports.empty:
        return in_order(outside).head(0), "all"
    first = reports.iloc[0]
    same = outside[outside["level"].isin(set(reports["level"].dropna()))]
    year = same[(same["year"] == first["year"]).fillna(False).astype(bool)]
    tiers: list[tuple[pd.DataFrame, Rule]] = [(like(first, outside), "like"), (year, "year"), (same, "level")]
    pool, rule = next(((pool, rule) for pool, rule in tiers if len(pool)), (outside, "all"))
    if len(pool) <= most:
        return in_order(pool), rule
    near = _logs(cells, pool) - _logs(cells, reports.head(1))[0]
    nearest = pool.assign(_distance=np.abs(near)).sort_values(["_distance", "report_id"]).head(most)
    return in_order(nearest.drop(columns="_distance")), rule


def volumes(cells: pd.DataFrame, ids: pd.Series) -> pd.Series:
    """New requests by report, where reported."""
    here = (cells["table"] == "requests") & (cells["row"] == "new_requests") & (cells["column"] == "total")
    found: pd.Series = cells[here & cells["report_id"].isin(ids)].set_index("report_id")["value"]
    return found


def _logs(cells: pd.DataFrame, reports: pd.DataFrame) -> NDArray[np.float64]:
    volume = volumes(cells, reports["report_id"]).reindex(reports["report_id"])
    return np.asarray(np.log1p(volume.to_numpy(dtype=float, na_value=np.nan)))


def same_body(reports: pd.DataFrame, report: pd.Series) -> pd.DataFrame:
    """The reports of the body and scope of one report, in any year.

    By ``body_id`` where the frame has it; the government of a place is known by its code, others by their name too,
    as 山西省 and 山西省人民政府 are one body.
    """
    same: pd.DataFrame = reports[(reports["scope"] == report["scope"]).fillna(False)]
    if "body_id" in reports and pd.notna(report["body_id"]):
        found: pd.DataFrame = same[(same["body_id"] == report["body_id"]).fillna(False)]
        return found
    government = report["body_type"] == "government" if pd.notna(report["body_type"]) else False
    keys = (
        ("region_code", "body_type")
        if government and pd.notna(report["region_code"])
        else ("body", "region_code")
    )
    for name in keys:
        known = pd.notna(report[name])
        same = same[(same[name] == report[name]).fillna(False)] if known else same[same[name].isna()]
    return same
