"""Which pages there are to make: one for each province among the reports, one for reports without a place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.errors import UnknownNameError

UNRESOLVED = "unresolved"


class Region(NamedTuple):
    """A province among the reports: its code (or ``unresolved``), its name, its reports' ids."""

    code: str
    name: str
    report_ids: tuple[str, ...]


def regions_of(reports: pd.DataFrame) -> list[Region]:
    """The provinces of the readable reports, by code; reports without a place come last, as one entry."""
    readable = reports[reports["format"] != "unreadable"]
    codes = (readable["region_code"].str[:2] + "0000").fillna(UNRESOLVED)
    found = []
    for code, group in readable.groupby(codes, sort=True):
        names = group["province"].dropna()
        name = str(names.iloc[0]) if len(names) and code != UNRESOLVED else str(code)
        found.append(Region(str(code), name, tuple(group["report_id"])))
    return found


def choose(regions: list[Region], wanted: Iterable[str] | None) -> list[Region]:
    """The regions asked for by name or code, or all; ``UnknownNameError`` for one that is not there."""
    if wanted is None:
        return regions
    chosen: dict[str, Region] = {}
    for word in wanted:
        match = [region for region in regions if _means(word.strip(), region)]
        if len(match) != 1:
            names = ", ".join(f"{region.name} ({region.code})" for region in regions) or "none"
            raise UnknownNameError(f"No report is of a region {word!r}; there are: {names}.")
        chosen[match[0].code] = match[0]
    return list(chosen.values())


def _means(word: str, region: Region) -> bool:
    """A name counts from its second character: 江苏 is 江苏省; so does the code without its zeros."""
    return word in (region.code, region.name, region.code.removesuffix("0000")) or (
        len(word) >= 2 and region.name.startswith(word)
    )
