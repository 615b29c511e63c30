"""Whether a group of reports holds the whole of a place, or only some of the bodies inside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pandas as pd

from analysis.regions import children

# the column that names the smallest place of a group -> how much of a division code stands for it
_DEPTHS = {"county": 6, "prefecture": 4, "province": 2}
PLACES = (*_DEPTHS, "region_code")
WHOLE = "government_aggregate"
COLUMNS = {"covers": "string", "n_below": "Int64", "n_expected": "Int64"}


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
        return pd.DataFrame(index=pd.Index(names, name="group"), columns=list(COLUMNS)).astype(COLUMNS)
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
    return pd.DataFrame({"covers": covers, "n_below": n_below, "n_expected": n_expected}).astype(COLUMNS)


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
