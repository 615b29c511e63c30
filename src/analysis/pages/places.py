"""A region as the user names it: which reports lie in it, what it is called, and its code."""

from __future__ import annotations

import pandas as pd

from analysis.errors import UnknownNameError

UNRESOLVED = "unresolved"
NAMES = ("province", "prefecture", "county", "township")
_DIGITS = dict(zip(NAMES, (2, 4, 6, 9), strict=True))


def inside_of(reports: pd.DataFrame, region: str) -> pd.Series:
    """Which reports belong to the region or lie in it; raises UnknownNameError if none does."""
    if region == UNRESOLVED:
        return reports["region_code"].isna()
    codes = reports["region_code"].fillna("")
    if region.isdecimal():
        inside = codes.str.startswith(_stem(region))
    else:
        inside = pd.Series(False, index=reports.index)
        for column in NAMES:
            inside |= _named(reports[column], region)
    if not inside.any():
        known = "、".join(sorted(set(reports["province"].dropna()))) or "none"
        raise UnknownNameError(
            f"No report is of a region {region!r}; the reports are of: {known}, or {UNRESOLVED}."
        )
    return inside


def _named(names: pd.Series, region: str) -> pd.Series:
    filled = names.fillna("")
    return (filled == region) | (filled.str.startswith(region) & (len(region) >= 2))


def _stem(code: str) -> str:
    """A code without its closing pairs of zeros: 140000 is 14, 141100 is 1411."""
    while len(code) > 2 and len(code) % 2 == 0 and code.endswith("00"):
        code = code[:-2]
    return code


def name_of(reports: pd.DataFrame, region: str, lang: str) -> str:
    """The region's official name, as the reports inside it have it."""
    if region == UNRESOLVED:
        return "地区未能确定的报告" if lang == "zh" else "Reports whose place is not known"
    depth = {2: 0, 4: 1, 6: 2}.get(len(_stem(region)), 3) if region.isdecimal() else None
    columns = NAMES if depth is None else NAMES[depth::-1]
    for column in columns:
        names = [str(name) for name in reports[column].dropna().unique()]
        if depth is not None and names:
            return names[0]
        found = [name for name in names if name.startswith(region)]
        if found:
            return found[0]
    return region


def code_of(reports: pd.DataFrame, region: str) -> str | None:
    """The region's code; None for reports without a place, and for a name that several regions share."""
    if region == UNRESOLVED:
        return None
    if region.isdecimal():
        return region
    for column in NAMES:
        named = reports[_named(reports[column], region)]
        if len(named):
            stems = set(named["region_code"].dropna().str[: _DIGITS[column]])
            return stems.pop().ljust(6, "0") if len(stems) == 1 else None
    return None
