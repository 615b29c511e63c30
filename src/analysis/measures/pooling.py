"""Sums over bodies that refuse to count anything twice, and say what they left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import UnknownNameError
from analysis.frames.grid import JOINT, WITH_VALUE
from analysis.frames.used_cells import used
from analysis.frames.which import POLICIES, Policy, counts

# A report of unknown scope may hold the figures of the bodies below, so it must not be added to theirs.
COVERING = ("government_aggregate", "system_aggregate", "unknown")
FOR_POOLING = (
    "report_id", "body", "body_id", "region_code", "scope", "year", "published", "version_of", "is_chosen",
)  # fmt: skip
CELL = ["table", "row", "column"]
UNKNOWN = {
    "year": "its year is not known",
    "edition": "it has no table that could be read",
    "body": "its body is not known, so it may be another version of a report",
    "region_code": "its place has no code, so it may lie below another report",
}
VERSIONS_DIFFER = "versions differ and none is known to be the last"
# The report of a vertical system covers the bodies of that system, and no others below its place.
SYSTEMS = re.compile("税务|海关|气象|海事|邮政|烟草|调查|人民银行|金融监管|银保监|通信|地震")


class Pooled(NamedTuple):
    """Sums as a ``cells`` frame (``report_id`` names the pool), who is in them, and who is not and why."""

    cells: pd.DataFrame
    members: pd.DataFrame
    left_out: pd.DataFrame


def pool(
    cells: pd.DataFrame,
    reports: pd.DataFrame,
    ids: Iterable[str] | None = None,
    *,
    scope: Policy = "aggregate",
    by: Sequence[str] = (),
    incomplete: Literal["na", "leave_out"] = "na",
) -> Pooled:
    """Add up the cells of several reports, one pool for each year, edition and value of the ``by`` columns.

    ``ids`` are the reports wanted (all if ``None``). ``scope`` says whose figures may enter: reports of a
    government with all below it (``aggregate``), of single bodies (``own``), or both (``any``). A report is
    left out if it is there twice, is a version that does not count (column ``is_chosen``), lies below a report
    that covers its place or its vertical system, or has no year, edition, body or place. A sum with a term that
    has no value is NA; with ``incomplete="leave_out"`` such reports are left out instead. So is a sum with a term
    of which the prose gives another scope than the report's (column ``scope_tables``), except with ``any``. Give
    ``used(frames, "strict")`` for sums without cells that contradict each other; what is in doubt goes into the sums
    with the report in front. Use ``compute`` on ``cells`` of the result for indicators of the pools.
    Raises :class:`UnknownNameError` for an unknown scope policy, report or column.

    >>> from analysis.charts.example import frames
    >>> pool(frames().cells, frames().reports).members[["pool", "report_id"]].values.tolist()
    [['pool:2023:2021', 'p']]
    """
    if scope not in POLICIES:
        raise UnknownNameError(f"{scope!r} is not a scope policy; give one of: {', '.join(POLICIES)}.")
    chosen, twice = _choose(reports, ids, by)
    cells = used(cells)
    figures = cells[cells["report_id"].isin(chosen["report_id"])]
    chosen = chosen.assign(edition=chosen["report_id"].map(_edition(figures)))
    reasons = _unfit(chosen, figures, POLICIES[scope], incomplete)
    fit = chosen[~chosen["report_id"].isin(list(reasons))]
    for _, group in fit.groupby(["year", "edition", *by], sort=True, dropna=False):
        reasons |= _versions(group, figures)
        reasons |= below(group[~group["report_id"].isin(list(reasons))])
    members = fit[~fit["report_id"].isin(list(reasons))]
    members = members.assign(pool=_names(members, by))
    rows = [*reasons.items(), *((key, "the report is given more than once") for key in twice)]
    left_out = pd.DataFrame(rows, columns=["report_id", "reason"], dtype="string")
    left_out = left_out.merge(reports[["report_id", "body", "year", "scope"]], on="report_id", how="left")
    listed = members[["pool", "report_id", "body", "year", "edition", "scope", *by]]
    figures = figures.assign(mixed=other_scope(figures, members) & (scope != "any"))
    return Pooled(_sums(figures, members), listed.reset_index(drop=True), left_out)


def pool_apart(
    cells: pd.DataFrame,
    reports: pd.DataFrame,
    columns: list[str],
    scope: Policy,
    incomplete: Literal["na", "leave_out"],
) -> Pooled:
    """The pools of each group; a report below another is left out even if the two used different forms."""
    # Pooling goes through the reports body by body: only what it needs, so that this stays quick.
    reports = reports[[name for name in dict.fromkeys((*FOR_POOLING, *columns)) if name in reports.columns]]
    result = pool(cells, reports, scope=scope, by=columns, incomplete=incomplete)
    groups = result.members.groupby(["year", *columns], sort=False, dropna=False)
    mixed = result.members[groups["edition"].transform("nunique") > 1]
    if mixed.empty:
        return result
    placed = mixed.assign(region_code=mixed["report_id"].map(reports.set_index("report_id")["region_code"]))
    covered: dict[str, str] = {}
    for _, group in placed.groupby(["year", *columns], sort=False, dropna=False):
        covered |= below(group)
    kept = reports[~reports["report_id"].isin(list(covered))]
    again = pool(cells, kept, scope=scope, by=columns, incomplete=incomplete)
    lost = reports.loc[reports["report_id"].isin(list(covered)), ["report_id", "body", "year", "scope"]]
    lost.insert(1, "reason", lost["report_id"].map(covered).astype("string"))
    return again._replace(left_out=pd.concat([again.left_out, lost], ignore_index=True))


def _choose(
    reports: pd.DataFrame, ids: Iterable[str] | None, by: Sequence[str]
) -> tuple[pd.DataFrame, list[str]]:
    """The reports wanted, each once, and the ids that were wanted more than once."""
    unknown = [name for name in by if name not in reports.columns]
    if unknown:
        raise UnknownNameError(f"reports has no column {unknown[0]!r}; it has: {', '.join(reports.columns)}.")
    known = reports["report_id"]
    wanted = list(known) if ids is None else list(ids)
    strange = sorted(set(wanted) - set(known))
    if strange:
        raise UnknownNameError(
            f"{strange[0]!r} is not in the reports frame; take ids from its report_id column."
        )
    counts = pd.Series(wanted, dtype=object).value_counts()
    chosen = reports[known.isin(wanted)].drop_duplicates("report_id")
    return chosen, [str(key) for key in counts.index[counts > 1]]


def _edition(cells: pd.DataFrame) -> pd.Series:
    """The edition of each report's tables, joined by ``+`` if they are of several."""
    pairs = cells.loc[cells["edition"].fillna("") != "", ["report_id", "edition"]].drop_duplicates()
    return pairs.sort_values("edition").groupby("report_id")["edition"].agg("+".join)


def _unfit(
    chosen: pd.DataFrame, cells: pd.DataFrame, scopes: tuple[str, ...], incomplete: str
) -> dict[str, str]:
    """Reports that cannot enter any pool, and why."""
    reason = pd.Series(pd.NA, index=chosen.index, dtype="string")
    if "version_of" in chosen:
        reason = reason.mask(chosen["version_of"].notna(), "another version of " + chosen["version_of"])
    reason = reason.mask(reason.isna() & ~chosen["scope"].isin(scopes), "its scope is " + chosen["scope"])
    for column, why in UNKNOWN.items():
        reason = reason.mask(reason.isna() & chosen[column].isna(), why)
    reason = reason.mask(reason.isna() & ~counts(chosen), VERSIONS_DIFFER)
    if incomplete == "leave_out":
        reason = reason.fillna(chosen["report_id"].map(_gaps(cells)).astype("string"))
    return dict(zip(chosen.loc[reason.notna(), "report_id"], reason.dropna(), strict=True))


def _gaps(cells: pd.DataFrame) -> pd.Series:
    """The first cell without a value in each report that has one, with its status."""
    known = cells["status"].isin(WITH_VALUE) & cells["value"].notna()
    empty = cells[~known & (cells["status"] != "not_in_form")].drop_duplicates("report_id")
    names = empty["table"] + "/" + empty["row"] + "/" + empty["column"] + ": " + empty["status"]
    return names.set_axis(empty["report_id"])


def _versions(group: pd.DataFrame, cells: pd.DataFrame) -> dict[str, str]:
    """Of several reports of one body, year and scope, all but the last; all if none is known to be that."""
    reasons: dict[str, str] = {}
    body = group["region_code"] + ":" + group["body"]
    body = group["body_id"].fillna(body) if "body_id" in group else body
    keys = pd.DataFrame({"body": body, "scope": group["scope"]})
    # Nearly all bodies report once, and a group for each of ten thousand takes a second.
    again = keys.duplicated(keep=False)
    if not again.any():
        return {}
    cells = cells[cells["report_id"].isin(group.loc[again, "report_id"])]
    for _, same in group[again].groupby([keys["body"][again], keys["scope"][again]], sort=False):
        figures = cells[cells["report_id"].isin(same["report_id"])]
        values = figures.pivot(index="report_id", columns=CELL, values="value").astype(float)
        alike = len(values.drop_duplicates()) == 1
        dates = same["published"].fillna("")
        last = same.loc[dates == dates.max(), "report_id"]
        if alike or (len(last) == 1 and dates.min() != ""):
            kept = str(last.iloc[0])
            others = same.loc[same["report_id"] != kept, "report_id"]
            reasons |= {str(key): f"another version of {kept}" for key in others}
        else:
            ids = ", ".join(same["report_id"])
            reasons |= {str(key): f"{VERSIONS_DIFFER}: {ids}" for key in same["report_id"]}
    return reasons


def prefix(code: str) -> str:
    """The part of a division code that all places inside it share."""
    return code[: 2 if code.endswith("0000") else 4 if len(code) == 6 and code.endswith("00") else len(code)]


def below(group: pd.DataFrame) -> dict[str, str]:
    """Reports whose figures another report of the pool already holds or may hold: id → the reason."""
    covering: dict[tuple[str, str], tuple[str, str]] = {}
    ranked = group.assign(rank=group["scope"].map({scope: at for at, scope in enumerate(COVERING)}))
    ranked = ranked[ranked["rank"].notna()].sort_values("rank", kind="stable")
    for report in ranked.itertuples():
        system = _system(str(report.body)) if report.scope == "system_aggregate" else ""
        part = "may be part of" if report.scope == "unknown" else "part of"
        place = (prefix(str(report.region_code)), system)
        covering.setdefault(place, (str(report.report_id), f"{part} {report.body} ({report.report_id})"))
    reasons = {}
    for key, code, body in zip(group["report_id"], group["region_code"], group["body"], strict=True):
        own = prefix(code)
        places = [own[:size] for size in (2, 4, 6, 9) if size <= len(own)]
        systems = dict.fromkeys(("", _system(str(body))))
        above = [covering[place, s] for place in places for s in systems if (place, s) in covering]
        if above and above[0][0] != key:
            reasons[str(key)] = above[0][1]
    return reasons


def _system(body: str) -> str:
    """The word that names a vertical system, ``""`` for other bodies: then nothing tells the covered ones apart."""
    found = SYSTEMS.search(body)
    return found.group() if found else ""


def _names(members: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """The name of each member's pool: year, edition and the ``by`` values."""
    parts = [members[name].astype("string").fillna("") for name in ("year", "edition", *by)]
    names = pd.Series("pool", index=members.index, dtype="string")
    for part in parts:
        names = names + ":" + part
    return names


def other_scope(cells: pd.DataFrame, reports: pd.DataFrame) -> NDArray[np.bool_]:
    """For each row of cells, whether its report's prose gives the table or row another scope than the report's."""
    other: set[tuple[str, str]] = set()
    if "scope_tables" in reports:
        told = reports.dropna(subset=["scope_tables"])
        for key, text, own in zip(told["report_id"], told["scope_tables"], told["scope"], strict=True):
            parts = (part.rpartition("=") for part in text.split())
            other |= {(key, name) for name, _, scope in parts if scope not in (own, "unknown")}
    result = cells["report_id"].isin({key for key, _ in other}).to_numpy(dtype=bool, na_value=False).copy()
    some = cells[result]
    rows = some["table"] + "/" + some["row"]
    named = zip(some["report_id"], some["table"], rows, strict=True)
    result[result] = [(key, table) in other or (key, row) in other for key, table, row in named]
    return result


def _sums(cells: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """The cells of the pools: a sum is there only if every member has a value for it, all of one scope."""
    pools = members.set_index("report_id")["pool"]
    size = members.groupby("pool").size()
    rows = cells[cells["report_id"].isin(pools.index)]
    known = rows["status"].isin(WITH_VALUE) & rows["value"].notna()
    known &= ~rows["mixed"] | (rows["report_id"].map(pools).map(size) == 1)
    rows = rows.assign(pool=rows["report_id"].map(pools), known=known, edition=rows["edition"].fillna(""))
    rows = rows[rows["status"] != "not_in_form"]
    sums = rows.groupby(["pool", *CELL], sort=False, as_index=False).agg(
        value=("value", "sum"), known=("known", "sum"), unit=("unit", "first"), units=("unit", "nunique"),
        edition=("edition", "max"), editions=("edition", lambda words: len(set(words) - {""})),
    )  # fmt: skip
    terms = sums["pool"].map(size)
    whole = (sums["known"] == terms) & (sums["units"] <= 1) & (sums["editions"] <= 1)
    source = sums["known"].astype("string") + " of " + terms.astype("string") + " reports"
    frame = pd.DataFrame(
        {
            "report_id": sums["pool"],
            **{name: sums[name] for name in CELL},
            "edition": sums["edition"],
            "value": sums["value"].astype("Float64").mask(~whole),
            "raw": pd.NA,
            "status": np.where(whole, "reported", "missing"),
            "unit": sums["unit"],
            "source": source,
            "doubt": sums.merge(_doubts(rows), on=["pool", *CELL], how="left")["doubt"],
            "cells": cells["cells"].iloc[0] if len(cells) else "printed",
        }
    )
    return frame.astype({name: "string" for name in frame.columns if name != "value"})


def _doubts(rows: pd.DataFrame) -> pd.DataFrame:
    """What is in doubt of the cells of each sum, with the report in front."""
    unsure = rows[rows["doubt"].notna()]
    parts = unsure.assign(doubt=unsure["doubt"].str.split(JOINT)).explode("doubt").astype({"doubt": "string"})
    words = "[" + parts["report_id"] + "] " + parts["doubt"]
    joined = parts.assign(doubt=words).groupby(["pool", *CELL], sort=False)["doubt"].agg(JOINT.join)
    return joined.reset_index()
