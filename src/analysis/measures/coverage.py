"""Whether reports hold the whole of a place, and how much of its totals the reports below it account for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import pandas as pd

from analysis.errors import UnknownNameError
from analysis.frames.grid import WITH_VALUE
from analysis.frames.used_cells import used
from analysis.frames.which import counts
from analysis.measures.pooling import CELL, below, other_scope, prefix
from analysis.regions import children

COLUMNS = {
    "parent_id": "string", "body": "string", "region_code": "string", "year": "Int64",
    **dict.fromkeys((*CELL, "edition"), "string"),
    "parent": "Float64", "children": "Float64", "coverage": "Float64",
    "n_children": "Int64", "n_expected": "Int64", "n_bodies": "Int64",
}  # fmt: skip
# the column that names the smallest place of a group -> how much of a division code stands for it
_DEPTHS = {"county": 6, "prefecture": 4, "province": 2}
PLACES = (*_DEPTHS, "region_code")
WHOLE = "government_aggregate"
COVERS = {"covers": "string", "n_below": "Int64", "n_expected": "Int64"}


def coverage(
    cells: pd.DataFrame, reports: pd.DataFrame, parents: Iterable[str] | None = None
) -> pd.DataFrame:
    """Σ children / parent for every cell that a government's report and reports below it have; one row a cell.

    ``parents`` are the reports of whole governments (scope ``government_aggregate``) to look at, all if ``None``.
    Children are the reports for the same year and edition of places inside, and of single bodies of the place itself;
    those that another child covers, versions that do not count and reports that may be the parent's own (unknown
    scope at the same place) are not added, nor are cells whose table has another scope by the prose. ``n_children``
    counts the divisions one level down whose own aggregate is in the sum, of ``n_expected`` in the gazetteer;
    ``n_bodies`` the other reports in it. Below 1 bodies are missing, about 1 the parent is the sum, above 1 something
    is counted twice. NA where parent or all children have no value, or the parent has 0.
    Raises :class:`UnknownNameError` for a parent that is not in ``reports``, or is no aggregate.

    >>> from analysis.charts.example import frames
    >>> found = coverage(frames().cells, frames().reports).query("row == 'new_requests' and column == 'total'")
    >>> found[["parent", "children", "n_children"]].values.tolist()
    [[600.0, 300.0, 2]]
    """
    known = (
        reports["year"].notna() & reports["region_code"].notna() & reports["body"].notna() & counts(reports)
    )
    able = reports[known]
    whole = able[able["scope"] == "government_aggregate"]
    wanted = list(whole["report_id"]) if parents is None else list(parents)
    strange = sorted(set(wanted) - set(whole["report_id"]))
    if strange:
        raise UnknownNameError(
            f"{strange[0]!r} is not the report of a whole government with year and place that counts; "
            "take ids of scope government_aggregate from the reports frame."
        )
    cells = used(cells)
    figures = cells[cells["status"].isin(WITH_VALUE) & cells["value"].notna()]
    figures = figures[~other_scope(figures, able)]
    by_year = dict(tuple(able.groupby("year")))
    parts = [
        _of_parent(parent, by_year[parent["year"]], figures)
        for parent in _records(whole[whole["report_id"].isin(wanted)])
    ]
    found = [part for part in parts if not part.empty]
    frame = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(COLUMNS))
    return frame.astype(COLUMNS)


def _records(reports: pd.DataFrame) -> Iterator[dict[str, Any]]:
    yield from ({str(k): v for k, v in record.items()} for record in reports.to_dict("records"))


def _of_parent(parent: dict[str, Any], reports: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    below_it = _children(parent, reports)
    direct = {division.code for division in children(parent["region_code"], int(parent["year"]))}
    is_child = below_it["region_code"].isin(direct) & (below_it["scope"] == "government_aggregate")
    own = figures.loc[figures["report_id"] == parent["report_id"], [*CELL, "edition", "value"]]
    theirs = figures[figures["report_id"].isin(below_it["report_id"])]
    counted = theirs["report_id"].map(dict(zip(below_it["report_id"], is_child, strict=True))).astype(bool)
    sums = (
        theirs.assign(counted=counted)
        .groupby([*CELL, "edition"], as_index=False, sort=False)
        .agg(children=("value", "sum"), n_children=("counted", "sum"), n=("value", "size"))
    )
    rows: pd.DataFrame = own.merge(sums, on=[*CELL, "edition"]).rename(columns={"value": "parent"})
    known = {name: parent[name] for name in ("body", "region_code", "year")}
    rows = rows.assign(parent_id=parent["report_id"], n_expected=len(direct), **known)
    rows["coverage"] = (rows["children"] / rows["parent"].mask(rows["parent"] == 0)).astype("Float64")
    full: pd.DataFrame = rows.assign(n_bodies=rows["n"] - rows["n_children"])[list(COLUMNS)]
    return full


def _children(parent: dict[str, Any], reports: pd.DataFrame) -> pd.DataFrame:
    """The reports inside the parent's place that may be added up without counting anything twice."""
    start = prefix(parent["region_code"])
    codes = reports["region_code"]
    same_place = codes.map(prefix) == start
    inside = codes.str.startswith(start) & (~same_place | (reports["scope"] == "own_body"))
    found = reports.loc[inside & (reports["report_id"] != parent["report_id"])]
    once: pd.DataFrame = found[~found["report_id"].isin(list(below(found)))]
    return once


def wholeness(members: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Whether the government's own report of each group's place is in; index ``group``.

    ``members`` has one row a report: ``group, region_code, year, scope``; ``columns`` are what the groups were made
    by. ``covers`` is ``whole`` if the report of the place itself with all below it is in, ``part`` if only reports from
    inside it are, NA for groups that are no places. ``n_below`` counts the divisions one level down whose own reports
    of the whole are added up (0 where the place's own report holds them), ``n_expected`` those in the gazetteer in
    that year; NA below counties, whose townships have no years.
    """
    names = members["group"].drop_duplicates()
    if members.empty or not columns or not set(columns) <= set(PLACES):
        return pd.DataFrame(index=pd.Index(names, name="group"), columns=list(COVERS)).astype(COVERS)
    place = _places(members, columns)
    whole = (members["scope"] == WHOLE).fillna(False) & place.notna()
    own = (whole & (members["region_code"] == place)).fillna(False)
    pairs = zip(members["region_code"], place, members["year"], whole, strict=True)
    inside = [counts and code in (_below(at, int(year)) or ()) for code, at, year, counts in pairs]
    table = members[["group", "region_code", "year"]].assign(place=place, own=own, inside=inside)
    groups = table.groupby("group", sort=False)
    found = groups.agg(place=("place", "first"), year=("year", "first"), own=("own", "any"))
    expected = [
        None if pd.isna(at) or (below := _below(at, int(year))) is None else len(below)
        for at, year in zip(found["place"], found["year"], strict=True)
    ]
    once = table[table["inside"]].drop_duplicates(["group", "region_code"]).groupby("group").size()
    covers = found["own"].map({True: "whole", False: "part"}).mask(found["place"].isna())
    n_expected = pd.Series(expected, index=found.index, dtype="Int64")
    n_below = once.reindex(found.index, fill_value=0).astype("Int64").mask(n_expected.isna())
    return pd.DataFrame({"covers": covers, "n_below": n_below, "n_expected": n_expected}).astype(COVERS)


def _places(members: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """The code of the place of each member's group, from where the member itself lies."""
    codes = members["region_code"].astype("string")
    if "region_code" in columns:
        return codes
    depth = next(_DEPTHS[name] for name in _DEPTHS if name in columns)
    return codes.str[:depth].str.pad(6, side="right", fillchar="0")


@cache
def _below(place: str, year: int) -> frozenset[str] | None:
    """The codes one level below a province or prefecture; None for other places and where there are none."""
    if len(place) != 6 or not place.endswith("00"):
        return None
    return frozenset(unit.code for unit in children(place, year) if unit.level != "township") or None


def reason_of(about: pd.DataFrame) -> pd.Series:
    """Why the figures of the groups that are only parts are not those of the place; NA for all others."""
    known = about["n_expected"].notna()
    below = (
        "; "
        + about["n_below"].astype("string")
        + " of "
        + about["n_expected"].astype("string")
        + " places below it are"
    )
    words = "the report of the whole place is not in" + below.where(known, "")
    return words.where((about["covers"] == "part").fillna(False).astype(bool)).astype("string")
