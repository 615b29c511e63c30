"""The official order of divisions: by code, 北京 (11) to 澳门 (82), a township after its county."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from analysis.regions.gazetteer import table_rows
from analysis.regions.labels import english
from analysis.regions.names import short_name


def order(places: Iterable[str]) -> list[str]:
    """Codes, or names of provinces (official, short or English), in the official order; what is neither comes last."""
    return sorted(places, key=order_key)


def order_key(place: str) -> tuple[int, str]:
    """The key that ``order`` sorts by, for ``sorted`` and for columns of a frame."""
    code = place if place.isdecimal() else _provinces().get(place)
    return (0, code) if code else (1, place)


@cache
def _provinces() -> dict[str, str]:
    codes = {name: code for code, name, level, *_ in table_rows("divisions.csv.gz") if level == "province"}
    forms: dict[str, str] = {}
    for name, code in codes.items():
        both = (english(code) or "", english(code, kind=False) or "")
        forms |= dict.fromkeys((name, short_name(name), *both), code)
    return forms
