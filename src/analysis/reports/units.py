"""Units printed in heads and captions: 单位：元, （万件）."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from analysis.text import normalise

MONEY = {"元": 1.0, "万元": 1e4}
_COUNTS = frozenset(
    ["件", "件数", "件次", "条", "项", "份", "次", "宗", "起", "个", "例", "篇", "人", "人次", "家"]
)
_NAME = r"[十百千万亿]*(?:件次|件数|人次|美元|人民币|件|元|条|项|份|次|宗|起|个|例|篇|人|家|卷|页|户)"
_UNITS = re.compile(
    rf"单位[:：为]?\s*(?P<said>{_NAME}(?:\s*[/、,，或和]\s*{_NAME})*)|[（(\[]\s*(?P<bracket>{_NAME})\s*[）)\]]"
)
_OTHER = re.compile(r"单位[:：为]?\s*([\w]{1,6})(?=[）)\s]|$)")


@lru_cache(maxsize=20_000)
def units_in(text: str) -> tuple[str, ...]:
    """The units that a head or a caption names.

    >>> units_in("本年收费金额（单位：万元）"), units_in("单位：件、元"), units_in("总计")
    (('万元',), ('件', '元'), ())
    """
    plain = normalise(text)
    found = [found["said"] or found["bracket"] for found in _UNITS.finditer(plain)]
    if not found and (other := _OTHER.search(plain)) and len(plain) <= 40:
        found = [other[1]]
    return tuple(unit for group in found for unit in re.split(r"\s*[/、,，或和]\s*", group))


@lru_cache(maxsize=20_000)
def printed_unit(form: str, head: str, captions: tuple[str, ...]) -> str | None:
    """The unit that a column's head, or else a caption of the same kind, prints, if it is not the form's.

    An amount may be in 元 or 万元 and a count in 件, 条 and the like; every other unit is returned as printed,
    and gives no value.
    """
    named = units_in(head) or tuple(
        unit for caption in captions for unit in units_in(caption) if _is_money(unit) == _is_money(form)
    )
    if not named:
        return None
    if _is_money(form):
        return None if form in named else named[0]
    return None if any(unit in _COUNTS for unit in named) else named[0]


def is_convertible(form: str, unit: str) -> bool:
    """Whether a figure in a printed unit can be put into the form's."""
    return unit in MONEY and (form in MONEY or not form)


def captions(texts: Iterable[str]) -> tuple[str, ...]:
    """The lines above a table that name a unit."""
    return tuple(text for text in texts if len(text) <= 60 and units_in(text))


def _is_money(unit: str) -> bool:
    return unit.endswith("元") or unit in ("", "人民币")
