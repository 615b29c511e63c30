"""Why a common rate changed: other behaviour of the units, or other weights of the same units.

Source: Kitagawa (1955), Components of a difference between two rates, Journal of the American Statistical
Association 50, 1168-1194: with mean weights w and mean rates r, ΔR = Σ w Δr (within) + Σ r Δw (mix).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.errors import ComparisonError
from analysis.frames.grid import Floats
from analysis.measures.breaks import breaks_of, refuse
from analysis.measures.catalogue import find
from analysis.measures.changes import units_of
from analysis.measures.strata import numbers, scale_of

KINDS = ("proportion", "incidence")


class Decomposition(NamedTuple):
    """The parts of each unit, their sum in one row, and the units left out with the reason."""

    parts: pd.DataFrame
    total: pd.DataFrame
    left_out: pd.DataFrame


def components(k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike) -> tuple[Floats, Floats]:
    """The parts (within, mix) of each unit in the change of the common rate from ``k1 / n1`` to ``k2 / n2``.

    Fractions; their sum over all units is the whole change. A unit with no cases on one side has no rate there:
    its rate on the other side stands for it, so that all of it is mix. A unit with none on both has no part.
    """
    k1, n1, k2, n2 = (np.asarray(values, dtype=float) for values in (k1, n1, k2, n2))
    with np.errstate(divide="ignore", invalid="ignore"):
        r1, r2 = k1 / n1, k2 / n2
    r1, r2 = np.where(n1 > 0, r1, r2), np.where(n2 > 0, r2, r1)
    w1, w2 = n1 / n1.sum(), n2 / n2.sum()
    empty = (n1 == 0) & (n2 == 0)
    within = np.where(empty, 0.0, (w1 + w2) / 2 * (r2 - r1))
    mix = np.where(empty, 0.0, (r1 + r2) / 2 * (w2 - w1))
    return within, mix


def kitagawa(
    facts: pd.DataFrame,
    code: str,
    year_from: int,
    year: int,
    *,
    unit: str | Sequence[str] | None = None,
    allow_breaks: bool = False,
    lang: str = "zh",
) -> Decomposition:
    """The change of the common rate of the units from one year to another, in behaviour and mix.

    Takes facts of a share or incidence for units that do not overlap (``compare`` with one ``by``). Units with
    counts in both years take part; the others are left out and counted. ``parts``: columns of ``unit``, ``weight_from,
    weight`` (shares of the cases), ``rate_from, rate, within, mix``, in the indicator's unit. ``total``: one row with
    ``indicator, year_from, year, rate_from, rate, change, within, mix, n_units, n_left_out, break, status, reason``.
    Raises :class:`ComparisonError` if the indicator is no such rate, or if a new form or law lies between
    the years and ``allow_breaks`` is not given; :class:`UnknownNameError` for an unknown code or column.

    >>> from analysis.charts.example import years
    >>> parts, total, left_out = kitagawa(years(30).assign(region_code="0"), "disclosure_rate", 2023, 2024)
    >>> total[["change", "within", "mix", "n_units"]].astype(float).round(2).values.tolist()
    [[-7.43, -5.36, -2.07, 30.0]]
    """
    if find(code).kind not in KINDS:
        raise ComparisonError(f"{code} is no share or incidence, so it has no parts; give one that is.")
    facts, columns = units_of(facts, unit)
    both, left_out = _pairs(facts[facts["indicator"] == code], columns, year_from, year)
    pairs = both.assign(indicator=code, year_from=year_from, year=year)
    words = "; ".join(dict.fromkeys(word for word in breaks_of(pairs, lang) if word))
    refuse(words, allow_breaks)
    scale = scale_of(code)
    counts = [
        numbers(both, name) for name in ("numerator_from", "denominator_from", "numerator", "denominator")
    ]
    k1, n1, k2, n2 = counts
    possible = len(both) > 0 and n1.sum() > 0 and n2.sum() > 0
    nothing = np.full(len(both), np.nan)
    within, mix = components(*counts) if possible else (nothing, nothing)
    parts = both[columns].reset_index(drop=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        figures = {
            "weight_from": n1 / n1.sum(), "weight": n2 / n2.sum(), "rate_from": scale * k1 / n1,
            "rate": scale * k2 / n2, "within": scale * within, "mix": scale * mix,
        }  # fmt: skip
    parts = parts.assign(**{name: pd.array(np.where(np.isfinite(v), v, np.nan), dtype="Float64").copy()
                            for name, v in figures.items()})  # fmt: skip
    rates = [scale * k.sum() / n.sum() if possible else np.nan for k, n in ((k1, n1), (k2, n2))]
    total = {
        "indicator": code, "year_from": year_from, "year": year, "rate_from": rates[0], "rate": rates[1],
        "change": rates[1] - rates[0], "within": scale * within.sum(), "mix": scale * mix.sum(),
        "n_units": len(both), "n_left_out": len(left_out), "break": words, "status": "ok" if possible else "na",
        "reason": None if possible else "no unit has cases in both years",
    }  # fmt: skip
    words_of = ("indicator", "break", "status", "reason")
    kinds = {name: "string" if name in words_of else "Float64" for name in total} | {
        "year_from": "Int64",
        "year": "Int64",
    }
    frame = pd.DataFrame([total]).astype(kinds)
    if not possible:
        frame[["within", "mix"]] = pd.NA
    return Decomposition(parts, frame, left_out)


def _pairs(
    facts: pd.DataFrame, columns: list[str], year_from: int, year: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Units with one pair of counts in both years, side by side, and the others with the reason."""
    kept = ["numerator", "denominator", "edition", "fits"]
    named = facts[facts[columns].notna().all(axis=1)]
    contradiction = (named["numerator"] > named["denominator"]) & (named["status"] != "ok")
    counted = named["numerator"].notna() & named["denominator"].notna() & ~contradiction.fillna(False)
    named = named.assign(fits=counted & ~named.duplicated([*columns, "year"], keep=False))
    old, new = (
        named[(named["year"] == at).fillna(False)].drop_duplicates(columns)[[*columns, *kept]]
        for at in (year_from, year)
    )
    joined = new.merge(old, on=columns, how="outer", suffixes=("", "_from"), indicator=True)
    fits = (joined["fits"].eq(True) & joined["fits_from"].eq(True)).fillna(False).to_numpy(dtype=bool)
    reason = pd.Series("no figure, or more than one, in one of the years", index=joined.index, dtype="string")
    reason = reason.mask(joined["_merge"] == "left_only", f"no figure for {year_from}")
    reason = reason.mask(joined["_merge"] == "right_only", f"no figure for {year}")
    left = joined[columns].assign(reason=reason)[~fits].reset_index(drop=True)
    return joined[fits].reset_index(drop=True), left
