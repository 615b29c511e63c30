"""How much of a government's totals the reports below it account for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from analysis.errors import UnknownNameError
from analysis.frames.grid import WITH_VALUE
from analysis.measures.pooling import CELL, below, other_scope, prefix
from analysis.regions import children

COLUMNS = {
    "parent_id": "string", "body": "string", "region_code": "string", "year": "Int64",
    **dict.fromkeys((*CELL, "edition"), "string"),
    "parent": "Float64", "children": "Float64", "coverage": "Float64",
    "n_children": "Int64", "n_expected": "Int64", "n_bodies": "Int64",
}  # fmt: skip


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
    """
    known = reports["year"].notna() & reports["region_code"].notna() & reports["body"].notna()
    if "is_chosen" in reports:
        known &= reports["is_chosen"].fillna(True).astype(bool)
    able = reports[known]
    whole = able[able["scope"] == "government_aggregate"]
    wanted = list(whole["report_id"]) if parents is None else list(parents)
    strange = sorted(set(wanted) - set(whole["report_id"]))
    if strange:
        raise UnknownNameError(
            f"{strange[0]!r} is not the report of a whole government with year and place that counts; "
            "take ids of scope government_aggregate from the reports frame."
        )
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
