"""Which reports count: of a place, a level, some years and a scope, one version each. Every room above asks here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import pandas as pd

from analysis.errors import UnknownNameError
from analysis.frames.places import UNRESOLVED, Region, lies_in, regions_of
from analysis.frames.schema import LEVELS, SCOPES
from analysis.frames.tidy import Frames

Policy = Literal["any", "own", "aggregate", "system"]
Versions = Literal["chosen", "all"]
# Whose figures may enter: whatever was read, single bodies, a government with all below it, a vertical system.
POLICIES: dict[str, tuple[str, ...]] = {
    "any": SCOPES,
    "own": ("own_body",),
    "aggregate": ("government_aggregate",),
    "system": ("system_aggregate",),
}


def asked(
    frames: Frames,
    *,
    region: object = None,
    level: str | Iterable[str] | None = None,
    years: int | str | Iterable[int | str] | None = None,
    scope: Policy = "any",
    versions: Versions = "chosen",
) -> Frames:
    """The four frames of the reports that are asked for; what is ``None`` or empty leaves that open.

    ``region`` is a name or code, or several, or ``unresolved``; ``scope`` a policy: ``aggregate`` (a government with
    all below it), ``own`` (single bodies), ``system`` (a vertical system) or ``any``. Only the version of each report
    that counts is there, with ``versions="all"`` every one that could be read. Raises ``UnknownNameError`` for a
    region, level, scope or year that is not known, and for a region that no report is of.
    """
    reports = asked_reports(
        frames.reports, region=region, level=level, years=years, scope=scope, versions=versions
    )
    return of_reports(frames, reports)


def asked_reports(
    reports: pd.DataFrame,
    *,
    region: object = None,
    level: str | Iterable[str] | None = None,
    years: int | str | Iterable[int | str] | None = None,
    scope: str = "any",
    versions: str = "chosen",
) -> pd.DataFrame:
    """The rows of ``reports`` that are asked for, as :func:`asked` says, in their order and with their index."""
    _known(scope, POLICIES, "scope")
    _known(versions, ("chosen", "all"), "choice of versions")
    known = reports[readable(reports)]
    kept = known[counts(known)] if versions == "chosen" else known
    levels = _several(level)
    for name in levels:
        _known(name, LEVELS, "level")
    chosen = POLICIES[scope]
    for column, values in (
        ("level", levels),
        ("year", [_year(year) for year in _several(years)]),
        ("scope", chosen),
    ):
        if values and values is not SCOPES:
            kept = kept[kept[column].isin(list(values)).fillna(False).to_numpy(dtype=bool)]
    # Where a place lay in the year of a report takes longest to tell, and is asked last.
    if regions := () if region is None else regions_of(region):
        kept = kept[is_inside(kept, regions)]
        if kept.empty:
            _there(known, is_inside(known, regions), regions)
    return kept


def of_reports(frames: Frames, reports: pd.DataFrame) -> Frames:
    """The four frames of some reports: ``reports`` itself, and their rows of the others."""
    ids = reports["report_id"]
    others = (frame[frame["report_id"].isin(ids)] for frame in frames[1:])
    return Frames(reports, *others)


def readable(reports: pd.DataFrame) -> pd.Series:
    """Whether each file could be read; no report that could not is ever asked for."""
    if "format" not in reports:
        return pd.Series(True, index=reports.index)
    return (reports["format"] != "unreadable").fillna(False).astype(bool)


def counts(reports: pd.DataFrame) -> pd.Series:
    """Whether each report counts: it could be read, and is the version that was chosen."""
    if "is_chosen" not in reports:
        return readable(reports)
    return readable(reports) & reports["is_chosen"].fillna(True).astype(bool)


def other_versions(reports: pd.DataFrame) -> pd.DataFrame:
    """The readable reports that do not count: other versions of one that does, or versions that contradict."""
    return reports[readable(reports) & ~counts(reports)]


def is_inside(reports: pd.DataFrame, regions: Iterable[Region]) -> pd.Series:
    """Whether each report is of one of the places, or of a place inside it in the report's year."""
    wanted = {region.code for region in regions}
    inside = [not wanted.isdisjoint(places) for places in places_of(reports)]
    return pd.Series(inside, index=reports.index, dtype=bool)


def is_of(reports: pd.DataFrame, region: Region) -> pd.Series:
    """Whether each report is of the place itself, also under an earlier code."""
    inside = [places[-1] == region.code for places in places_of(reports)]
    return pd.Series(inside, index=reports.index, dtype=bool)


def places_of(reports: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """The places that each report lies in, province first, its own last, by their codes of today."""
    for code, year in zip(reports["region_code"], reports["year"], strict=True):
        yield (UNRESOLVED,) if pd.isna(code) else lies_in(str(code), None if pd.isna(year) else int(year))


def regions_present(reports: pd.DataFrame) -> list[tuple[Region, pd.DataFrame]]:
    """The provinces of the readable reports, by code, each with its own; those without a place come last."""
    reports = reports[readable(reports)]
    codes = (reports["region_code"].str[:2] + "0000").fillna(UNRESOLVED)
    return [(regions_of(str(code))[0], group) for code, group in reports.groupby(codes, sort=True)]


def editions_of(text: Any) -> dict[str, str]:
    """The column ``editions`` as table → edition of the form: ``proactive=2021 requests=2021``.

    >>> editions_of("proactive=2019+2021 requests=2021")
    {'proactive': '2019+2021', 'requests': '2021'}
    """
    parts = [] if pd.isna(text) else str(text).split()
    return {table: edition for table, _, edition in (part.partition("=") for part in parts)}


def _there(reports: pd.DataFrame, inside: pd.Series, regions: Iterable[Region]) -> None:
    """Raise for places that no report is of at all; that none is without a place is no fault."""
    if inside.any() or any(region.code == UNRESOLVED for region in regions):
        return
    known = "、".join(f"{region.name} {region.code}" for region, _ in regions_present(reports)) or "none"
    asked_for = "、".join(f"{region.name} {region.code}" for region in regions)
    raise UnknownNameError(f"No report is of a region {asked_for}; the reports are of: {known}.")


def _several(value: Any) -> list[Any]:
    several = value if isinstance(value, Iterable) and not isinstance(value, str) else (value,)
    return [one for one in several if one is not None]


def _year(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise UnknownNameError(f"{value!r} is not a year; give a number such as 2023.") from None


def _known(value: Any, known: Iterable[str], name: str) -> None:
    if value not in known:
        raise UnknownNameError(f"There is no {name} {value!r}; there are: {', '.join(known)}.")
