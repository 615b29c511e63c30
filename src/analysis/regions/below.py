"""The divisions one level down, to say how many reports a sum over children could have."""

from __future__ import annotations

from functools import cache

from analysis.regions.gazetteer import Division, lookup, table_rows, townships_of


def children(code: str, year: int | None = None) -> tuple[Division, ...]:
    """The divisions right below a division at the end of a year (today without one), by code; zones are left out.

    Below a province: prefectures and the counties it governs itself; below a county, or a city without counties:
    its townships as listed today, for these have no years. None for an unknown code.
    """
    parts = []
    for part in _codes_below().get(code, ()):
        division = lookup(part, year)
        if division and division.parent == code and (year is not None or division.valid_to is None):
            parts.append(division)
    if parts or lookup(code) is None:
        return tuple(parts)
    townships = {
        division.code: division for division in townships_of(code).values() if division.level == "township"
    }
    return tuple(townships[part] for part in sorted(townships))


@cache
def _codes_below() -> dict[str, tuple[str, ...]]:
    table: dict[str, set[str]] = {}
    for code, _, level, parent, *_ in table_rows("divisions.csv.gz"):
        if level != "zone":
            table.setdefault(parent, set()).add(code)
    return {parent: tuple(sorted(codes)) for parent, codes in table.items()}
