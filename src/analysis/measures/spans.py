"""Figures that need more than one year of a unit: means over some years, and the turnover of documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from analysis.frames.grid import Floats
from analysis.measures.catalogue import find
from analysis.measures.changes import joined, segments, units_of
from analysis.measures.intervals import poisson_exact, wilson
from analysis.measures.strata import nullable, numbers

FIGURES = ("numerator", "denominator", "value")
INTERVALS: dict[str, Callable[..., tuple[Floats, Floats]]] = {
    "proportion": wilson,
    "incidence": poisson_exact,
}


def means(
    facts: pd.DataFrame, *, years: int = 3, unit: str | Sequence[str] | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Means over the last ``years`` years of each fact, within one form and law: one row a unit, indicator and year.

    A share or incidence is that of all cases of these years together, with its interval; other indicators have the
    plain mean and none. ``unit`` as in :func:`change`. Columns: those of ``unit``, ``indicator, year_from, year, value,
    low, high, numerator, denominator, n, status, reason, doubt``. A year that is not there, has no value or two
    figures, or lies before a break, leaves no mean.
    Raises :class:`UnknownNameError` for a column that is not there.

    >>> facts = pd.DataFrame({"body": "甲局", "region_code": "320100", "indicator": "review_corr",
    ...     "year": [2021, 2022, 2023], "edition": "2021", "value": [50.0, 0.0, 100.0], "numerator": [1.0, 0, 3],
    ...     "denominator": [2.0, 5, 3], "status": "ok"})
    >>> print(means(facts)[["year_from", "year", "value", "status"]].tail(1).to_string(index=False))
     year_from  year  value status
          2021  2023   40.0     ok
    """
    facts, columns = units_of(facts, unit)
    rows = segments(facts, unit=columns)
    keys = [*columns, "indicator", "segment"]
    rows = (
        rows[rows[keys].notna().all(axis=1)]
        .sort_values([*keys, "year"], kind="stable")
        .reset_index(drop=True)
    )
    usable = (rows["status"] == "ok").fillna(False) & ~rows.duplicated([*keys, "year"], keep=False)
    figures = rows.reindex(columns=[*FIGURES, "doubt"]).where(usable)
    lines = figures.groupby([rows[key] for key in keys], sort=False)
    every = [*(lines.shift(lag) for lag in range(years - 1, 0, -1)), figures]
    totals = {name: np.sum([numbers(part, name) for part in every], axis=0) for name in FIGURES}
    found = _pooled(rows["indicator"], totals, years, level)
    lost = np.isnan(found["value"])
    frame = nullable(rows[[*columns, "indicator", "year"]].assign(year_from=rows["year"] - years + 1), found)
    why = pd.Series(
        f"fewer than {years} years with a value in a row within one form and law", frame.index, "string"
    )
    doubt = joined([part["doubt"] for part in every]).mask(lost)
    frame = frame.assign(status=np.where(lost, "na", "ok"), reason=why.where(lost), doubt=doubt)
    order = [*columns, "indicator", "year_from", "year", *found, "status", "reason", "doubt"]
    return frame.astype({"status": "string"})[order]


def _pooled(codes: pd.Series, totals: dict[str, Floats], years: int, level: float) -> dict[str, Floats]:
    """Value and interval of each row from its sums over the years, by the kind of its indicator."""
    k, n, value = totals["numerator"], totals["denominator"], totals["value"] / years
    low, high = np.full((2, len(codes)), np.nan)
    for code in codes.unique():
        item = find(code)
        at = (codes == code).to_numpy(dtype=bool) & (n > 0)
        if item.kind in INTERVALS:
            value[at] = item.scale * k[at] / n[at]
            low[at], high[at] = (item.scale * end for end in INTERVALS[item.kind](k[at], n[at], level))
    return {"value": value, "low": low, "high": high, "numerator": k, "denominator": n, "n": n}


def turnover(facts: pd.DataFrame, *, unit: str | Sequence[str] | None = None) -> pd.DataFrame:
    """Normative documents made and repealed in a year, per cent of those in force the year before.

    Takes facts with ``nd_made``, ``nd_repealed`` and ``nd_stock``; one row a unit and year of the form of 2021:
    columns of ``unit``, ``year``, ``value``, ``numerator``, ``denominator``, ``status``, ``reason``. Facts of one
    scope at a time: the stock may be that of the own body or of all below.

    >>> import pandas as pd
    >>> facts = pd.DataFrame({"body": "甲局", "region_code": "320100", "year": [2022, 2023, 2023, 2023],
    ...     "edition": "2021", "indicator": ["nd_stock", "nd_made", "nd_repealed", "nd_stock"],
    ...     "value": [60.0, 8, 4, 64], "numerator": pd.NA, "denominator": pd.NA, "status": "ok"})
    >>> turnover(facts).loc[lambda found: found["status"] == "ok", ["year", "value"]].values.tolist()
    [[2023.0, 20.0]]
    """
    facts, columns = units_of(facts, unit)
    parts = facts[
        facts["indicator"].isin(["nd_made", "nd_repealed", "nd_stock"]) & (facts["edition"] == "2021")
    ]
    parts = parts[parts[columns].notna().all(axis=1)].drop_duplicates(
        [*columns, "year", "indicator"], keep=False
    )
    table = parts.pivot(index=[*columns, "year"], columns="indicator", values="value").reset_index()
    table = table.reindex(columns=[*columns, "year", "nd_made", "nd_repealed", "nd_stock"])
    stock = table[[*columns, "year", "nd_stock"]].assign(year=table["year"] + 1)
    table = table.drop(columns="nd_stock").merge(stock, on=[*columns, "year"], how="left")
    moved, base = table["nd_made"] + table["nd_repealed"], table["nd_stock"]
    value = (100 * moved / base).mask(base == 0)
    reason = pd.Series(pd.NA, index=table.index, dtype="string").mask(
        base == 0, "none in force the year before"
    )
    reason = reason.mask(base.isna(), "the stock of the year before is not known")
    reason = reason.mask(moved.isna(), "made or repealed is not known")
    status = pd.Series(np.where(value.isna(), "na", "ok"), index=table.index, dtype="string")
    result = table[[*columns, "year"]].assign(value=value, numerator=moved, denominator=base)
    return result.assign(status=status, reason=reason)
