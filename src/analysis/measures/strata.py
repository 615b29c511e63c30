"""Strata: the rows of a facts frame that may be set beside each other, as numbers, and their counts as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import UnknownNameError
from analysis.frames.grid import Floats
from analysis.measures.catalogue import find, known

STRATA = ("indicator", "level", "edition", "year")


class Stratum(NamedTuple):
    """Facts of one stratum that have a value: their positions in the frame, the counts, and their indicator."""

    rows: NDArray[np.int64]
    k: Floats
    n: Floats
    code: str


def need(facts: pd.DataFrame, columns: Sequence[str]) -> None:
    """Raise :class:`UnknownNameError` if the frame lacks a column, and say where the columns come from."""
    lacking = [name for name in columns if name not in facts.columns]
    if lacking:
        raise UnknownNameError(
            f"The frame has no column {lacking[0]!r}; it has {', '.join(map(str, facts.columns))}: "
            "take facts from compare(), or merge the columns of the reports frame into those of compute()."
        )


def numbers(facts: pd.DataFrame, name: str) -> Floats:
    """A column as floats, NaN where it is NA."""
    return facts[name].to_numpy(dtype=float, na_value=np.nan)


def strata_of(facts: pd.DataFrame, by: Sequence[str], kinds: Sequence[str]) -> Iterator[Stratum]:
    """Each stratum of facts with counts, for indicators of the given kinds.

    Rows without a value, with 0 cases, or without one of the ``by`` columns belong to none.
    """
    need(facts, [*by, "indicator", "numerator", "denominator", "value", "status"])
    k, n = numbers(facts, "numerator"), numbers(facts, "denominator")
    codes = facts["indicator"].to_numpy(dtype=object)
    chosen = {code for code, item in known().items() if item.kind in kinds}
    usable = (facts["status"] == "ok").to_numpy(dtype=bool) & (n > 0) & np.isin(codes, list(chosen))
    keys = list(dict.fromkeys(["indicator", *by]))
    number = facts.groupby(keys, sort=False, dropna=True).ngroup().to_numpy()
    usable &= number >= 0
    rows = np.flatnonzero(usable)
    rows = rows[np.argsort(number[rows], kind="stable")]
    for part in np.split(rows, np.flatnonzero(np.diff(number[rows])) + 1):
        if len(part):
            yield Stratum(part, k[part], n[part], str(codes[part[0]]))


def scale_of(code: str) -> float:
    """What a fraction is multiplied with to be in the unit of the indicator."""
    return float(find(code).scale)


def empty_columns(size: int, names: Sequence[str]) -> dict[str, Floats]:
    """Columns of NaN to be filled stratum by stratum."""
    return {name: np.full(size, np.nan) for name in names}


def nullable(facts: pd.DataFrame, columns: dict[str, Floats]) -> pd.DataFrame:
    """The facts with the columns appended as nullable Float64."""
    series = {
        name: pd.Series(pd.arrays.FloatingArray(values, np.isnan(values)), index=facts.index)
        for name, values in columns.items()
    }
    return facts.assign(**series)
