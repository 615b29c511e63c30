"""Divisions through time: which division carries on an earlier one that was renamed or got another code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from analysis.regions.gazetteer import table_rows
from analysis.regions.names import short_name


class _Stretch(NamedTuple):
    """One division in one stretch of years; ``last`` is None while it is listed."""

    code: str
    name: str
    level: str
    first: int
    last: int | None


def lineage(code: str, year: int | None = None) -> str:
    """The code under which a division goes on today: equal codes mean one division through all its names.

    密云县 (110228) and 密云区 (110118) both give 110118. A division is carried on by another of the same level
    and province that begins when it ends, if it has the same code or the same name without its kind, or is
    listed in ``successions.csv``. Where several became one or one became several, nothing carries them on: an
    ended division keeps its own code, with its last year if the code was given again (``500110@2010``).
    Townships, which have no years here, and unknown codes are returned as they are.
    """
    if year is None:
        return _line(code, _latest(code))
    stretches = _by_code().get(code, ())
    here = [s for s in stretches if s.first <= year and (s.last is None or year <= s.last)]
    return _line(code, here[-1] if here else _latest(code))


def _latest(code: str) -> _Stretch | None:
    return max(_by_code().get(code, ()), key=lambda stretch: stretch.first, default=None)


def _line(code: str, stretch: _Stretch | None) -> str:
    if stretch is None:
        return code
    following = _successors()
    while stretch in following:
        stretch = following[stretch]
    given_again = any(other.first > stretch.first for other in _by_code()[stretch.code])
    return f"{stretch.code}@{stretch.last}" if given_again else stretch.code


@cache
def _by_code() -> dict[str, tuple[_Stretch, ...]]:
    table: dict[str, tuple[_Stretch, ...]] = {}
    for code, name, level, _, first, last, system in table_rows("divisions.csv.gz"):
        if system == "mca":
            stretch = _Stretch(code, name, level, int(first), int(last) if last else None)
            table[code] = (*table.get(code, ()), stretch)
    return table


@cache
def _successors() -> dict[_Stretch, _Stretch]:
    """Each stretch that ended → the one that carries it on; those with a rival on either side have none."""
    begun: dict[tuple[str, int], list[_Stretch]] = {}
    everything = [stretch for stretches in _by_code().values() for stretch in stretches]
    for stretch in everything:
        begun.setdefault((stretch.code[:2], stretch.first), []).append(stretch)
    pairs = [
        (old, new)
        for old in everything
        if old.last is not None
        for new in _heirs(old, begun.get((old.code[:2], old.last + 1), ()))
    ]
    olds, news = (Counter(pair[at] for pair in pairs) for at in (0, 1))
    return {old: new for old, new in pairs if olds[old] == news[new] == 1}


def _heirs(old: _Stretch, begun: Iterable[_Stretch]) -> Iterator[_Stretch]:
    for new in begun:
        told = _listed().get((new.code, new.first))
        named_alike = new.level == old.level and short_name(new.name) == short_name(old.name)
        if old.code == told or (told is None and (new.code == old.code or named_alike)):
            yield new


@cache
def _listed() -> dict[tuple[str, int], str]:
    """New code and its first year → the old code, where neither code nor name tells."""
    lines = Path(__file__).with_name("successions.csv").read_text(encoding="utf-8").split()[1:]
    rows = (line.split(",") for line in lines)
    return {(new, int(year)): old for old, new, year in rows}
