"""Indicators of any grouping of reports: bodies, places, levels, types of body, classes of requester."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, Protocol

import numpy as np
import pandas as pd

from analysis.errors import UnknownNameError
from analysis.forms.groups import REQUESTERS
from analysis.frames.arrow import TEXT, filterable
from analysis.frames.used_cells import Cells, used
from analysis.frames.which import POLICIES, Policy, counts
from analysis.measures.catalogue import find, resolve
from analysis.measures.coverage import reason_of, wholeness
from analysis.measures.indicators import COLUMNS, Method, compute
from analysis.measures.people import people_of
from analysis.measures.pooling import Pooled, pool, pool_apart
from analysis.measures.strata import need
from analysis.measures.terms import Indicator

# what a caller may group by -> the columns of the reports frame that make up its key
GROUPINGS: dict[str, tuple[str, ...]] = {
    "body": ("body", "region_code"),
    "region": ("region_code",),
    "province": ("province",),
    "prefecture": ("province", "prefecture"),
    "county": ("province", "prefecture", "county"),
    "level": ("level",),
    "body_type": ("body_type",),
    "requester": (),
}
# A county of a province that has no prefectures between (济源市, the counties of a municipality) has no prefecture;
# a report whose place is not known is still a report of its own.
MAY_BE_EMPTY = {"county": ("prefecture",), "body": ("region_code",)}
DESCRIBING = (
    "report_id", "body_id", "body", "body_type", "level", "region_code", "province", "prefecture", "county",
    "scope",
)  # fmt: skip
PLAIN = (
    "indicator", *COLUMNS, "status", "reason", "edition", "basis", "interval", "cells", "grade", "note", "note_zh",
    "doubt",
)  # fmt: skip
LAST = ("covers", "n_below", "n_expected", "n_reports")
PARTIAL = ("na", "keep")
NOT_BY_CLASS = "not asked by class of requester"


class Tables(Protocol):
    """Anything with the frames ``reports`` and ``cells``."""

    @property
    def reports(self) -> pd.DataFrame:
        """The reports frame."""

    @property
    def cells(self) -> pd.DataFrame:
        """The cells frame."""


class _Groups(NamedTuple):
    """Cells by group (``report_id`` names the group), and a frame that describes each group."""

    cells: pd.DataFrame
    about: pd.DataFrame
    members: pd.DataFrame


def compare(
    frames: Tables,
    codes: str | Indicator | Iterable[str | Indicator] | None = None,
    *,
    by: str | Sequence[str] = "body",
    year: int | Iterable[int] | None = None,
    scope: Policy = "aggregate",
    denominator: str | None = None,
    interval: Method = "wilson",
    level: float = 0.95,
    population: pd.DataFrame | None = None,
    incomplete: Literal["na", "leave_out"] = "na",
    partial: Literal["na", "keep"] = "na",
    cells: Cells | None = None,
) -> pd.DataFrame:
    """Indicators of groups of reports: one row a group, year, edition and indicator.

    ``by`` is one or several of ``body``, ``region``, ``province``, ``prefecture``, ``county``, ``level``,
    ``body_type``, ``requester``; ``year`` one year, several, or all (``None``). Figures of several reports are added
    up by the rules of :func:`pool`, so that no body counts twice and no two editions of the form are mixed;
    :func:`members` shows who is in each group and who was left out. ``scope``, ``incomplete``: see :func:`pool`;
    ``denominator``, ``interval``, ``level``, ``cells``: see :func:`compute`. ``population`` is what
    :func:`population` gives.

    A place whose own report of the whole is not there (missing, or not placed) holds whatever the bodies inside it
    report, which is another figure. Such a group has ``covers`` = ``part``, and its values are NA with the reason, so
    that no rank, funnel, peer or map takes it for the place; ``partial="keep"`` gives the sum of what is there.
    ``n_below`` of ``n_expected`` divisions one level down are added up in it. ``covers`` is NA for groups that are no
    places, and with ``scope="own"``, which adds up single bodies.

    Columns: ``group`` (unique for group, year and edition), those of ``by``, ``year``, with ``by="body"`` also those
    that describe the report, then those of :func:`compute`, ``scope_policy``, ``covers``, ``n_below``, ``n_expected``
    and ``n_reports``.
    Raises :class:`UnknownNameError` for an unknown grouping, code, scope, denominator, interval or ``partial``.

    >>> from analysis.charts.example import frames
    >>> compare(frames(), ["disclosure_rate"], by="province")[["province", "year", "value", "covers"]]
      province  year  value covers
    0      江苏省  2023   60.0  whole
    """
    if partial not in PARTIAL:
        raise UnknownNameError(
            f"{partial!r} says nothing of groups that are parts; give one of: {', '.join(PARTIAL)}."
        )
    names = _names(by)
    groups = _groups(used(frames, cells), frames.reports, names, year, scope, incomplete)
    chosen = None if codes is None else resolve(codes)
    people = None if population is None else people_of(groups.members, population)
    apart, about = groups.cells, groups.about
    if "requester" in names:
        apart, about = _by_requester(apart), _about_requesters(about)
    facts = compute(apart, chosen, population=people, level=level, denominator=denominator, interval=interval)
    if "requester" in names:
        other = [code for code in facts["indicator"].unique() if not _by_class(code)]
        facts = _blanked(facts, facts["indicator"].isin(other), NOT_BY_CLASS)
    facts = facts.rename(columns={"report_id": "group"}).merge(about, on="group", how="left")
    facts = facts.astype({"group": TEXT})
    if partial == "na":
        facts = _without_parts(facts)
    policy = pd.Series(scope, index=facts.index, dtype="string")
    first = [name for name in about.columns if name not in LAST]
    return filterable(facts.assign(scope_policy=policy)[[*first, *PLAIN, "scope_policy", *LAST]])


def members(
    frames: Tables,
    *,
    by: str | Sequence[str] = "province",
    year: int | Iterable[int] | None = None,
    scope: Policy = "aggregate",
    incomplete: Literal["na", "leave_out"] = "na",
    cells: Cells | None = None,
) -> Pooled:
    """Who is in each group of :func:`compare`, the sums themselves, and who was left out and why.

    >>> from analysis.charts.example import frames
    >>> members(frames(), by="province").left_out[["report_id", "reason"]].values.tolist()
    [['a', 'part of 江苏省人民政府 (p)'], ['b', 'part of 江苏省人民政府 (p)']]
    """
    columns = _columns(_names(by), frames.reports)
    reports, unplaced = _chosen(frames.reports, year, columns, _names(by))
    result = pool_apart(used(frames, cells), reports, columns, scope, incomplete)
    return result._replace(left_out=pd.concat([result.left_out, unplaced], ignore_index=True))


def _names(by: str | Sequence[str]) -> tuple[str, ...]:
    names = (by,) if isinstance(by, str) else tuple(by)
    for name in names:
        if name not in GROUPINGS:
            raise UnknownNameError(
                f"{name!r} is not a grouping; give one or several of: {', '.join(GROUPINGS)}."
            )
    if not names:
        raise UnknownNameError(f"No grouping was given; give one or several of: {', '.join(GROUPINGS)}.")
    return names


def _columns(names: Sequence[str], reports: pd.DataFrame) -> list[str]:
    """The columns of the reports frame that the groupings stand for, each once."""
    columns = list(dict.fromkeys(column for name in names for column in GROUPINGS[name]))
    need(reports, ["report_id", "year", "scope", *columns])
    return columns


def _chosen(
    reports: pd.DataFrame, year: int | Iterable[int] | None, columns: Sequence[str], names: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The reports of the years that have a place in every grouping, and those that have none, with the reason."""
    if year is not None:
        years = [year] if isinstance(year, int | np.integer) else list(year)
        reports = reports[reports["year"].isin(years).fillna(False).to_numpy(dtype=bool)]
    optional = {column for name in names for column in MAY_BE_EMPTY.get(name, ())}
    asked = [column for column in columns if column not in optional]
    reason = pd.Series(pd.NA, index=reports.index, dtype="string")
    for column in asked:
        reason = reason.mask(reason.isna() & reports[column].isna(), f"it has no {column}")
    lost = reports.assign(reason=reason)[reason.notna()][["report_id", "reason", "body", "year", "scope"]]
    return reports[reason.isna()], lost


def _groups(
    cells: pd.DataFrame,
    reports: pd.DataFrame,
    names: Sequence[str],
    year: int | Iterable[int] | None,
    scope: Policy,
    incomplete: Literal["na", "leave_out"],
) -> _Groups:
    """The cells by group, what describes each group, and the reports in it."""
    if scope not in POLICIES:
        raise UnknownNameError(f"{scope!r} is not a scope policy; give one of: {', '.join(POLICIES)}.")
    columns = _columns(names, reports)
    reports, _ = _chosen(reports, year, columns, names)
    if {"body"} <= set(names) <= {"body", "requester"}:
        return _single(cells, reports, scope)
    pooled = pool_apart(cells, reports, columns, scope, incomplete)
    heads = pooled.members.groupby("pool", sort=False).agg(
        **{name: (name, "first") for name in ("year", *columns)}, n_reports=("report_id", "size")
    )
    inside = pooled.members.rename(columns={"pool": "group"})
    about = heads.join(_covered(inside, reports, columns, scope)).reset_index(names="group")
    about = about[["group", *columns, "year", *LAST]].astype({"group": "string", "n_reports": "Int64"})
    return _Groups(pooled.cells, about, inside)


def _covered(
    members: pd.DataFrame, reports: pd.DataFrame, columns: Sequence[str], scope: Policy
) -> pd.DataFrame:
    """What :func:`wholeness` says of the groups; sums of single bodies are no places."""
    codes = reports.set_index("report_id")["region_code"]
    placed = members.assign(region_code=members["report_id"].map(codes))
    return wholeness(placed, () if scope == "own" else columns)


def _without_parts(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts without the figures of groups that are only a part of their place, and why."""
    why = reason_of(facts)
    return _blanked(facts, why.notna(), why)


def _blanked(facts: pd.DataFrame, lost: pd.Series, why: str | pd.Series) -> pd.DataFrame:
    """The facts without the figures of some rows, and why."""
    facts = facts.assign(reason=facts["reason"].mask(lost, why), status=facts["status"].mask(lost, "na"))
    facts[list(COLUMNS)] = facts[list(COLUMNS)].mask(lost)
    return facts


def _single(cells: pd.DataFrame, reports: pd.DataFrame, scope: Policy) -> _Groups:
    """One group a report; of several versions of a report the one that counts, as for pooling."""
    fit = reports[reports["scope"].isin(POLICIES[scope]).to_numpy(dtype=bool) & reports["year"].notna()]
    fit = fit[counts(fit)]
    name = fit["region_code"] + ":" + fit["body"]
    fit = fit.assign(name=fit["body_id"].fillna(name) if "body_id" in fit.columns else name)
    twice = fit.duplicated(["name", "year"], keep=False) & fit["name"].notna()
    again = fit[twice]
    if len(again):
        some = cells[cells["report_id"].isin(again["report_id"])]
        kept = pool(some, again, scope=scope, by=["name"]).members["report_id"]
        fit = fit[~twice | fit["report_id"].isin(kept)]
    described = [name for name in DESCRIBING if name in fit.columns]
    about = fit[[*described, "year"]].reset_index(drop=True)
    about.insert(0, "group", about["report_id"])
    whole = about["scope"].map({"government_aggregate": "whole"})
    about["covers"] = whole.astype("string")
    about[["n_below", "n_expected"]] = pd.NA
    about["n_reports"] = 1
    about = about.astype(dict.fromkeys(LAST[1:], "Int64"))
    chosen = cells[cells["report_id"].isin(fit["report_id"])]
    return _Groups(chosen, about, about[["group", "report_id"]])


def _by_requester(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells of each group and class of requester: the column of the class takes the place of the total."""
    cells = cells[(cells["table"] == "requests") & cells["column"].isin(REQUESTERS)]
    cells = cells.sort_values("column", key=lambda name: name.map(REQUESTERS.index), kind="stable")
    group = cells["report_id"] + "|" + cells["column"]
    return cells.assign(report_id=group, column="total").astype({"column": "string"})


def _about_requesters(about: pd.DataFrame) -> pd.DataFrame:
    about = about.merge(pd.DataFrame({"requester": REQUESTERS}, dtype="string"), how="cross")
    about["group"] = about["group"] + "|" + about["requester"]
    at = about.columns.get_loc("year")
    about.insert(int(at), "requester", about.pop("requester"))  # type: ignore[arg-type]
    return about


def _by_class(code: str) -> bool:
    """Whether every term of the indicator stands in table 三 under a class of requester too."""
    return all(
        key.startswith("requests/") and key.endswith("/total") for side in find(code).sides for _, key in side
    )
