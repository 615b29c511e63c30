"""Divisions through time: which division carries on an earlier one that was renamed or got another code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from analysis.regions.gazetteer import Division, every_stretch, grouped, table_rows
from analysis.regions.names import short_name


def lineage(code: str, year: int | None = None) -> str:
    """The code under which a division goes on today: equal codes mean one division through all its names.

    密云县 (110228) and 密云区 (110118) both give 110118. A division is carried on by another of the same level
    and province that begins when it ends, if it has the same code or the same name without its kind, or is
    listed in ``successions.csv``. Where several became one or one became several, nothing carries them on: an
    ended division keeps its own code, with its last year if the code was given again (``500110@2010``).
    Townships, which have no years here, and unknown codes are returned as they are.
    """
    listed = _listed_by_code().get(code, ()) if year is not None else ()
    here = [division for division in listed if division.covers(year)]
    return _line(code, here[-1] if here else _latest(code))


def _latest(code: str) -> Division | None:
    return max(_listed_by_code().get(code, ()), key=lambda division: division.valid_from or 0, default=None)


def _line(code: str, stretch: Division | None) -> str:
    if stretch is None:
        return code
    following = _successors()
    while stretch in following:
        stretch = following[stretch]
    given_again = stretch != _latest(stretch.code)
    return f"{stretch.code}@{stretch.valid_to}" if given_again else stretch.code


@cache
def _listed_by_code() -> dict[str, tuple[Division, ...]]:
    """The stretches of each code that the civil affairs list has."""
    return grouped((unit.code, unit) for unit in every_stretch() if unit.system == "mca")


@cache
def _successors() -> dict[Division, Division]:
    """Each stretch that ended → the one that carries it on; those with a rival on either side have none."""
    everything = [stretch for known in _listed_by_code().values() for stretch in known]
    begun = grouped(((stretch.code[:2], stretch.valid_from), stretch) for stretch in everything)
    pairs = [
        (old, new)
        for old in everything
        if old.valid_to is not None
        for new in _heirs(old, begun.get((old.code[:2], old.valid_to + 1), ()))
    ]
    olds, news = (Counter(pair[at] for pair in pairs) for at in (0, 1))
    return {old: new for old, new in pairs if olds[old] == news[new] == 1}


def _heirs(old: Division, begun: Iterable[Division]) -> Iterator[Division]:
    for new in begun:
        told = _listed().get((new.code, new.valid_from))
        named_alike = new.level == old.level and short_name(new.name) == short_name(old.name)
        if old.code == told or (told is None and (new.code == old.code or named_alike)):
            yield new


@cache
def _listed() -> dict[tuple[str, int | None], str]:
    """New code and its first year → the old code, where neither code nor name tells."""
    return {(new, int(year)): old for old, new, year in table_rows("successions.csv")}
