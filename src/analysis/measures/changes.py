"""Change from year to year within one form and one law, lines that end at a break, and balanced panels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.frames.grid import JOINT, Floats, Words
from analysis.measures.breaks import breaks_of
from analysis.measures.catalogue import find, known
from analysis.measures.funnels import MIN_UNITS, between
from analysis.measures.intervals import newcombe
from analysis.measures.strata import need, nullable, numbers

UNIT = ("body", "region_code")
PLACES = ("province", "prefecture", "county", "region_code", "level", "body_type")
FACT = ("indicator", "year", "edition", "value", "numerator", "denominator", "status")
# counts of these vary like counts of events, so that their ratio has an interval
EVENTS = ("件", "条", "次", "人次")


class Balanced(NamedTuple):
    """The facts of units that have a value in every year, and which others were left out and why."""

    facts: pd.DataFrame
    left_out: pd.DataFrame


def units_of(facts: pd.DataFrame, unit: str | Sequence[str] | None) -> tuple[pd.DataFrame, list[str]]:
    """The facts, and the columns that say which unit each is of, filled where a part of the name may be empty.

    ``None`` follows the grouping of :func:`compare`: bodies through the years (``body_id``, or name and place as
    printed where that is empty), places, levels; with ``requester`` where that is there.
    Raises :class:`UnknownNameError` if a column is not there.
    """
    if unit is not None:
        columns = [unit] if isinstance(unit, str) else list(unit)
    elif "body" in facts.columns or "body_id" in facts.columns:
        columns = ["body_id"] if "body_id" in facts.columns else list(UNIT)
        if columns == ["body_id"] and set(UNIT) <= set(facts.columns):
            facts = facts.assign(body_id=facts["body_id"].fillna(facts["region_code"] + ":" + facts["body"]))
    else:
        columns = [name for name in PLACES if name in facts.columns] or list(UNIT)
        if "prefecture" in columns and "county" in columns:  # a county directly below its province
            facts = facts.assign(prefecture=facts["prefecture"].fillna(""))
    if unit is None and "requester" in facts.columns:
        columns = [*columns, "requester"]
    need(facts, [*columns, *FACT])
    return facts, columns


def change(
    facts: pd.DataFrame,
    *,
    unit: str | Sequence[str] | None = None,
    allow_breaks: bool = False,
    level: float = 0.95,
    lang: str = "zh",
) -> pd.DataFrame:
    """Change of each fact against the year before: one row a unit, indicator and year.

    ``unit`` are the columns that name a unit over the years; if ``None`` those that the facts were grouped by. Counts
    and incidences change in log points (``change_unit``; 0.1 is about 10 %) and in ``percent``, with an interval of two
    Poisson counts that ``tau2`` widens: by how much the growth of units varies beyond chance in that year, where ten
    or more have one. Shares change in percentage points with Newcombe's interval; all others by plain difference
    without one. Columns: those of ``unit`` (and the body's), ``indicator, year_from, year, edition_from, edition,
    value_from, value, change, low, high, change_unit, percent, tau2, status, reason, break, doubt``. Where a new
    form or law lies between the years there is no change unless ``allow_breaks``; ``break`` says so in either case. A
    unit with two figures in a year has none.
    Raises :class:`UnknownNameError` for a column that is not there.

    >>> from analysis.charts.example import years
    >>> grown = change(years(30).assign(region_code="0"), lang="en")
    >>> grown.drop_duplicates("year").set_index("year")["reason"].loc[2021]
    'break: new form of 2021'
    """
    facts, columns = units_of(facts, unit)
    keys = [*columns, "indicator"]
    named = facts[columns].notna().all(axis=1) & facts["year"].notna()
    names = [name for name in UNIT if name in facts.columns and name not in columns]
    told = [name for name in ("doubt",) if name in facts.columns]
    now = facts.loc[named, [*columns, *names, *FACT, *told]].assign(times=lambda at: _times(at, keys))
    before = now.drop(columns=names).assign(year=now["year"] + 1)
    taken = [name for name in FACT if name not in ("indicator", "year")] + ["times", *told]
    before = before.rename(columns={name: f"{name}_from" for name in taken}).drop_duplicates([*keys, "year"])
    first = now.groupby(keys, sort=False)["year"].transform("min")
    now = now[(now["year"] > first) | (now["times"] > 1)].drop_duplicates([*keys, "year"])
    pairs = now.merge(before, on=[*keys, "year"], how="left").assign(year_from=lambda at: at["year"] - 1)
    words = breaks_of(pairs, lang)
    reason = _why_not(pairs, words, allow_breaks)
    found = _changes(pairs, level)
    lost = (reason != "").to_numpy(dtype=bool) | np.isnan(found["change"])
    reason = reason.mask((reason == "") & lost, "no growth from or to a count of 0")
    for name in ("change", "low", "high", "percent", "tau2"):
        found[name] = np.where(lost, np.nan, found[name])
    units = pairs["indicator"].map({code: _change_unit(code) for code in known()}).astype("string")
    frame = nullable(pairs, found).assign(change_unit=units, reason=reason.mask(~lost), **{"break": words})
    frame["status"] = pd.Series(np.where(lost, "na", "ok"), index=frame.index, dtype="string")
    frame["doubt"] = (
        joined([frame["doubt_from"], frame["doubt"]]) if told else pd.Series(pd.NA, frame.index, "string")
    )
    return frame[[*columns, *names, "indicator", "year_from", "year",
                  "edition_from", "edition", "value_from", "value", "change", "low", "high",
                  "change_unit", "percent", "tau2", "status", "reason", "break", "doubt"]]  # fmt: skip


def joined(columns: Sequence[pd.Series]) -> pd.Series:
    """Several columns of doubts as one, each thing once; NA where none has any."""
    words = [
        JOINT.join(dict.fromkeys(part for text in row if isinstance(text, str) for part in text.split(JOINT)))
        or None
        for row in zip(*(column.astype(object) for column in columns), strict=True)
    ]
    return pd.Series(words, index=columns[0].index, dtype="string")


def _times(facts: pd.DataFrame, keys: list[str]) -> pd.Series:
    """How many figures a unit has for an indicator and year."""
    return facts.groupby([*keys, "year"], sort=False)["indicator"].transform("size")


def _why_not(pairs: pd.DataFrame, words: pd.Series, allow_breaks: bool) -> pd.Series:
    """Why there is no change; empty where there is one."""
    reason = pd.Series("", index=pairs.index, dtype="string")
    if not allow_breaks:
        reason = reason.mask(words != "", "break: " + words)
    for side, year in (("", "year"), ("_from", "year_from")):
        at = pairs[year].astype("string")
        reason = reason.mask((pairs[f"status{side}"] != "ok").fillna(True), "no value for " + at)
        reason = reason.mask(pairs[f"times{side}"].fillna(1) > 1, "more than one figure for " + at)
    return reason.mask(
        pairs["times_from"].isna() & (pairs["times"] == 1),
        "no figure for " + pairs["year_from"].astype("string"),
    )


def _change_unit(code: str) -> str:
    item = find(code)
    if item.kind == "incidence" or (item.kind == "count" and all(sign > 0 for sign, _ in item.numerator)):
        return "log points"
    return "pp" if item.kind == "proportion" else "difference"


def _changes(pairs: pd.DataFrame, level: float) -> dict[str, Floats]:
    """Change with its interval, by the kind of the indicator."""
    z = NormalDist().inv_cdf(0.5 + level / 2)
    codes = pairs["indicator"].to_numpy(dtype=object)
    old, new = numbers(pairs, "value_from"), numbers(pairs, "value")
    units = np.array([_change_unit(code) for code in codes], dtype=object)
    gap, low, high, percent = new - old, *np.full((3, len(pairs)), np.nan)
    logs = units == "log points"
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(logs & (old > 0) & (new > 0), new / old, np.nan)
        k_old, k_new = numbers(pairs, "numerator_from"), numbers(pairs, "numerator")
        error = np.where(_events(codes), np.sqrt(1 / k_old + 1 / k_new), np.nan)
    gap = np.where(logs, np.log(ratio), gap)
    tau2 = _usual_spread(pairs, gap, error)
    error = np.sqrt(error**2 + np.nan_to_num(tau2))
    low, high = np.where(logs, gap - z * error, low), np.where(logs, gap + z * error, high)
    percent = np.where(logs, 100 * (ratio - 1), percent)
    shares = units == "pp"
    n_old, n_new = numbers(pairs, "denominator_from"), numbers(pairs, "denominator")
    limits = newcombe(k_new[shares], n_new[shares], k_old[shares], n_old[shares], level)
    low[shares], high[shares] = 100 * limits[0], 100 * limits[1]
    return {"change": gap, "low": low, "high": high, "percent": percent, "tau2": tau2}


def _usual_spread(pairs: pd.DataFrame, growth: Floats, error: Floats) -> Floats:
    """Variance of growth between units beyond that of two Poisson counts, for each indicator, year and edition."""
    tau2 = np.full(len(pairs), np.nan)
    known = np.isfinite(growth) & np.isfinite(error)
    old, new = numbers(pairs, "numerator_from"), numbers(pairs, "numerator")
    for rows in pairs[known].groupby(["indicator", "year", "edition"], sort=False).indices.values():
        at = np.flatnonzero(known)[rows]
        if len(at) >= MIN_UNITS:
            tau2[at] = between(growth[at] - np.log(new[at].sum() / old[at].sum()), error[at], 0.1)
    return tau2


def _events(codes: Words) -> Words:
    """Whether the numerator counts events."""
    counted = {code for code, item in known().items() if item.kind == "incidence" or item.unit in EVENTS}
    return np.array([code in counted for code in codes], dtype=bool)


def segments(
    facts: pd.DataFrame, *, unit: str | Sequence[str] | None = None, lang: str = "zh"
) -> pd.DataFrame:
    """The facts with ``segment`` and ``break``: a line may join points of one segment only.

    A segment of a unit and indicator (numbered from 1 by year) ends where a new form or law begins, which ``break``
    names on the first point after it, and where a year is missing. Same order of rows; NA without unit or year.

    >>> from analysis.charts.example import years
    >>> lines = segments(years(1).assign(region_code="0"), lang="en")
    >>> lines.set_index("year")["segment"].astype(int).to_dict()
    {2017: 1, 2018: 1, 2019: 2, 2020: 2, 2021: 3, 2022: 3, 2023: 3, 2024: 3}
    """
    facts, columns = units_of(facts, unit)
    keys = [*columns, "indicator"]
    plain = facts.reset_index(drop=True)
    known = plain[plain[[*columns, "year"]].notna().all(axis=1)].sort_values([*keys, "year"], kind="stable")
    lines = known.groupby(keys, sort=False)
    pairs = known.assign(year_from=lines["year"].shift(), edition_from=lines["edition"].shift())
    words = breaks_of(pairs, lang)
    cut = (words != "") | (pairs["year"] - pairs["year_from"] > 1).fillna(False)
    number = cut.astype(int).groupby([known[key] for key in keys], sort=False).cumsum() + 1
    segment = number.astype("Int64").reindex(plain.index).set_axis(facts.index)
    return facts.assign(segment=segment, **{"break": words.reindex(plain.index).set_axis(facts.index)})


def balanced(
    facts: pd.DataFrame,
    *,
    unit: str | Sequence[str] | None = None,
    years: Iterable[int] | None = None,
    allow_breaks: bool = False,
    lang: str = "zh",
) -> Balanced:
    """The facts of the units that have one value in each of the years, for each indicator by itself.

    ``years`` are all of the frame if ``None``. Units whose figures cross a new form or law are left out unless
    ``allow_breaks``; the column ``break`` of the facts and of the units left out names it.

    >>> from analysis.charts.example import years
    >>> panel = balanced(years(30).assign(region_code="0"), years=[2022, 2023])
    >>> panel.facts["body"].nunique(), sorted(set(panel.left_out["reason"]))
    (28, ['no value in one of the years'])
    """
    facts, columns = units_of(facts, unit)
    keys = [*columns, "indicator"]
    wanted = sorted(facts["year"].dropna().unique()) if years is None else sorted(set(years))
    inside = facts[facts["year"].isin(wanted).fillna(False).to_numpy(dtype=bool)]
    marked = segments(inside, unit=columns, lang=lang)
    named = marked[marked[columns].notna().all(axis=1)]
    ok = named.assign(ok=named["status"] == "ok")
    units = ok.groupby(keys, sort=False).agg(
        rows=("year", "size"), years=("year", "nunique"), ok=("ok", "sum")
    )
    broken = ok[ok["break"] != ""].groupby(keys, sort=False)["break"].agg(_joined)
    units["words"] = broken.reindex(units.index).fillna("").astype("string")
    reason = pd.Series(pd.NA, index=units.index, dtype="string")
    if not allow_breaks:
        reason = reason.mask(units["words"] != "", "break: " + units["words"])
    reason = reason.mask(units["ok"] < units["rows"], "no value in one of the years")
    reason = reason.mask(units["years"] < len(wanted), "no figure in one of the years")
    reason = reason.mask(units["rows"] > units["years"], "more than one figure in a year")
    left = units.assign(reason=reason)[reason.notna()].rename(columns={"words": "break"})
    kept = pd.MultiIndex.from_frame(named[keys]).isin(units.index[reason.isna()])
    facts_kept = named[kept].drop(columns="segment").reset_index(drop=True)
    return Balanced(facts_kept, left.reset_index()[[*keys, "reason", "break"]])


def _joined(words: pd.Series) -> str:
    return "; ".join(dict.fromkeys(word for word in words if word))
