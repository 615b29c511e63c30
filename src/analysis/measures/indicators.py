"""Indicators of many reports at once: cells in, a tidy frame of values, intervals and reasons out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import UnknownNameError
from analysis.forms import STATISTICS
from analysis.frames.arrow import filterable
from analysis.frames.grid import JOINT, Floats, Grid, Words, grid
from analysis.frames.used_cells import Cells, HasCells, used
from analysis.measures.bases import rebase
from analysis.measures.catalogue import CATALOGUE, resolve
from analysis.measures.crosswalk import graded
from analysis.measures.intervals import jeffreys, newcombe, poisson_exact, wilson
from analysis.measures.terms import FORMS, POPULATION, Indicator, Terms, expand, matches_of, spell_out

Method = Literal["wilson", "jeffreys"]
METHODS = {"wilson": wilson, "jeffreys": jeffreys}
OTHER_METHODS = {"incidence": "poisson", "difference": "newcombe"}
LAST = ("grade", "note", "note_zh", "doubt")
MOST_DOUBTS = 5  # that are written out; more are counted
COLUMNS = ("value", "low", "high", "numerator", "denominator", "n")


def wide(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells as one row a report: index ``report_id``, columns ``table/row/column``, nullable Float64.

    A cell without a value is NA, whatever its status. Raises :class:`GongkaiError` if a cell is there twice.

    >>> from analysis.charts.example import frames
    >>> wide(frames().cells)["requests/total_decided/total"].tolist()
    [600.0, 200.0, 101.0]
    """
    table = grid(cells)
    columns = {key: _nullable(table.values[:, at]) for key, at in table.keys.items()}
    return pd.DataFrame(columns, index=table.ids)


def compute(
    frames: HasCells | pd.DataFrame,
    codes: str | Indicator | Iterable[str | Indicator] | None = None,
    *,
    cells: Cells | None = None,
    population: pd.Series | pd.DataFrame | None = None,
    level: float = 0.95,
    denominator: str | None = None,
    interval: Method = "wilson",
) -> pd.DataFrame:
    """Indicators of every report, one row a report and indicator, in the order of the reports and codes.

    Takes the frame ``cells`` and codes of the catalogue (all if ``None``; those per head only with
    ``population``: people by ``report_id``, or the frame that :func:`population` gives). ``value``, ``low`` and
    ``high`` are in the indicator's unit; ``n`` is the number of cases the share stands on. ``denominator``
    (``decided``, ``resolvable``, ``workload``) puts the shares of requests decided over another one; ``basis``
    names what was used. ``interval`` is ``wilson`` or ``jeffreys`` for shares; counts per exposure have the exact
    Poisson one and gaps Newcombe's, as the column ``interval`` says. ``edition`` is the form of the numerator's
    table. ``status`` is ``ok`` or ``na``, and ``reason`` says why: the first cell without a value and its
    status, ``0/0``, or a contradiction. A blank is never 0.
    Raises :class:`UnknownNameError` for an unknown code, denominator or interval, :class:`GongkaiError` if a cell
    is there twice.

    >>> from analysis.charts.example import frames
    >>> compute(frames(), ["req_new", "disclosure_rate"])[["report_id", "indicator", "value", "n", "basis"]]
      report_id        indicator     value      n    basis
    0         p          req_new     600.0   <NA>
    1         p  disclosure_rate      60.0  600.0  decided
    2         a          req_new     200.0   <NA>
    3         a  disclosure_rate      75.0  200.0  decided
    4         b          req_new     100.0   <NA>
    5         b  disclosure_rate  49.50495  101.0  decided
    """
    if interval not in METHODS:
        raise UnknownNameError(f"{interval!r} is not an interval of a share; give wilson or jeffreys.")
    chosen_cells = used(frames, cells)
    table = grid(chosen_cells)
    if population is not None:
        table = _with_people(table, population)
    chosen = resolve(_default_codes(population is not None) if codes is None else codes)
    items = [rebase(item, denominator) for item in chosen]
    parts = [_one(table, item, against, level, interval) for item, against in items]
    frame = _tidy(table.ids, [item for item, _ in items], parts, interval)
    chosen_way = pd.Series(cells or _choice(chosen_cells), index=frame.index, dtype="string")
    return filterable(frame.assign(cells=chosen_way))


def _choice(table: pd.DataFrame) -> str:
    """How the cells were chosen."""
    return str(table["cells"].iloc[0]) if len(table) else "printed"


def _with_people(table: Grid, population: pd.Series | pd.DataFrame) -> Grid:
    """The grid with the people of each report as one more key, and why there are none."""
    if isinstance(population, pd.Series):
        people = population.reindex(table.ids).to_numpy(dtype=float, na_value=np.nan)
        return table.with_column(POPULATION, people, "not given")
    known = population.set_index("report_id").reindex(table.ids)
    people = known["population"].to_numpy(dtype=float, na_value=np.nan)
    grown = table.with_column(POPULATION, people, "not given")
    grown.statuses[:, -1] = known["reason"].fillna("not given").to_numpy(dtype=object)
    return grown


def _method(indicator: Indicator, interval: str) -> str:
    return interval if indicator.kind == "proportion" else OTHER_METHODS.get(indicator.kind, "")


def _repeated(words: list[str], size: int) -> pd.Series:
    return _strings(np.tile(np.array(words, dtype=object), size))


def _default_codes(per_head: bool) -> list[str]:
    return [code for code, item in CATALOGUE.items() if per_head or (1, POPULATION) not in item.denominator]


def _edition_of(table: Grid, terms: Terms) -> Words:
    """The edition that the cells of these terms were read with, ``""`` where none of them is there.

    A report that has none of them but the statistics table of an older form is of that form, and one that is
    asked for a cell of the statistics table but has the newer tables is of theirs.
    """
    found = np.full(len(table.ids), "", dtype=object)
    rows = {cell.rpartition("/")[0] for _, key in terms for form in FORMS for cell in expand(key, form)}
    for row in sorted(rows & table.editions.keys()):
        found = np.where(found == "", table.editions[row], found)
    found = np.where(found == "", table.older, found)
    old = all(key.startswith(STATISTICS) for _, key in terms)
    return np.where(found == "", table.newer, found) if old else found


def _sum(table: Grid, terms: Terms, editions: Words) -> tuple[Floats, Words]:
    """The sum of the terms in each report, and what is missing for it (``""`` if nothing)."""
    total = np.full(len(table.ids), np.nan)
    reason = np.full(len(table.ids), "", dtype=object)
    for form in FORMS:
        # A report whose edition is not known has no value anyway; the newest form names what is missing.
        here = editions == form if form != FORMS[-1] else ~np.isin(editions, FORMS[:-1])
        if not here.any():
            continue
        part = np.zeros(len(table.ids))
        for factor, key in terms:
            for sign, cell in spell_out(key, form):
                value = table.column(cell)
                lost = here & np.isnan(value) & (reason == "")
                if lost.any():
                    reason[lost] = table.why(cell)[lost]
                part += factor * sign * value
        total[here] = part[here]
    return total, reason


def _one(
    table: Grid, indicator: Indicator, against: str, level: float, interval: str
) -> dict[str, Floats | Words]:
    """All columns of one indicator over all reports; ``against`` is a reason that holds for every report."""
    editions = _edition_of(table, indicator.numerator)
    top, reason = _sum(table, indicator.numerator, editions)
    nothing = np.full(len(top), np.nan)
    result: dict[str, Floats | Words] = dict.fromkeys(COLUMNS, nothing)
    if indicator.kind == "count":
        result |= {"value": indicator.scale * top, "numerator": top}
    else:
        bottom, lost = _sum(table, indicator.denominator, editions)
        reason = np.where(reason == "", lost, reason)
        shown = {"numerator": top, "denominator": bottom, "n": bottom}
        if indicator.kind == "difference":
            result |= _difference(table, indicator, editions, top, bottom, reason, level)
        else:
            _mark(reason, bottom < 0, "the denominator is below 0")
            _mark(reason, bottom == 0, np.where(top == 0, "0/0", "denominator 0"))
            result |= shown | _quotient(table, indicator, top, bottom, reason, level, interval)
    for form in FORMS:
        if form not in indicator.editions and (not_asked := editions == form).any():
            reason[not_asked] = f"not in the form of {form}"
            # Parts of it may stand there, but they would not be figures of this indicator.
            result |= {name: np.where(not_asked, np.nan, result[name]) for name in COLUMNS}
    if against:
        reason = np.full(len(top), against, dtype=object)
    told = dict(zip(("grade", "note_zh", "note"), _graded(indicator, editions), strict=True))
    return (
        _blank_where_lost(result, reason)
        | told
        | {"edition": editions, "doubt": _doubt(table, indicator, editions)}
    )


def _graded(indicator: Indicator, editions: Words) -> list[Words]:
    """How comparable each figure is, and notes in Chinese and English, by the edition it is of; None where none is."""
    columns = [np.full(len(editions), None, dtype=object) for _ in range(3)]
    for form in indicator.editions:
        for column, word in zip(columns, graded(matches_of(indicator, form)), strict=True):
            column[editions == form] = word or None
    return columns


def _doubt(table: Grid, indicator: Indicator, editions: Words) -> Words:
    """What is in doubt of the cells that the indicator uses in each report, None where nothing is."""
    words = np.full(len(table.ids), None, dtype=object)
    if table.doubts:
        for form in indicator.editions:
            here = editions == form
            sides = indicator.sides if here.any() else ()
            keys = [cell for side in sides for _, key in side for cell in expand(key, form)]
            for at, found in table.doubted(keys, here).items():
                listed = list(found)
                more = [f"+{len(listed) - MOST_DOUBTS}"] * (len(listed) > MOST_DOUBTS)
                words[at] = JOINT.join([*listed[:MOST_DOUBTS], *more])
    return words


def _mark(reason: Words, where: NDArray[np.bool_], why: str | Words) -> None:
    """Write a reason where there is none yet."""
    where = where & (reason == "")
    reason[where] = np.broadcast_to(why, where.shape)[where]


def _not_cases(k: Floats, n: Floats) -> NDArray[np.bool_]:
    """Where a share cannot be one: parts below 0, beyond the whole, or not whole numbers."""
    wrong: NDArray[np.bool_] = (k < 0) | (k > n) | (np.mod(k, 1) != 0) | (np.mod(n, 1) != 0)
    return wrong


def _quotient(
    table: Grid, indicator: Indicator, top: Floats, bottom: Floats, reason: Words, level: float, interval: str
) -> dict[str, Floats | Words]:
    """Value and interval of a share, a rate, a ratio or a concentration; may add to ``reason``."""
    whole = np.where(bottom > 0, bottom, np.nan)
    if indicator.kind == "concentration":
        shares = sum((table.column(key) / whole) ** 2 for _, key in indicator.numerator)
        _mark(reason, ~np.isnan(bottom) & (top != bottom), "the classes do not add up to the total")
        return {"value": indicator.scale * np.asarray(shares)}
    result: dict[str, Floats | Words] = {"value": indicator.scale * top / whole}
    if indicator.kind == "proportion":
        _mark(reason, _not_cases(top, bottom), "the part is larger than the whole or not a count")
        low, high = METHODS[interval](top, bottom, level)
    elif indicator.kind == "incidence":
        _mark(reason, (top < 0) | (bottom < 0), "a count below 0")
        low, high = poisson_exact(top, bottom, level)
    else:
        return result
    return result | {"low": indicator.scale * low, "high": indicator.scale * high}


def _difference(
    table: Grid, indicator: Indicator, editions: Words, k1: Floats, n1: Floats, reason: Words, level: float
) -> dict[str, Floats | Words]:
    """Value and interval of a gap between two shares; ``n`` is the smaller of the two groups."""
    assert indicator.minus is not None  # noqa: S101
    k2, lost = _sum(table, indicator.minus[0], editions)
    n2, lost_too = _sum(table, indicator.minus[1], editions)
    for why in (lost, lost_too):
        _mark(reason, why != "", why)
    _mark(reason, (n1 == 0) | (n2 == 0), "0/0")
    _mark(reason, _not_cases(k1, n1) | _not_cases(k2, n2), "the part is larger than the whole or not a count")
    low, high = newcombe(k1, n1, k2, n2, level)
    gap = k1 / np.where(n1 > 0, n1, np.nan) - k2 / np.where(n2 > 0, n2, np.nan)
    scale = indicator.scale
    return {"value": scale * gap, "low": scale * low, "high": scale * high, "n": np.minimum(n1, n2)}


def _blank_where_lost(result: dict[str, Floats | Words], reason: Words) -> dict[str, Floats | Words]:
    """Take value and interval away wherever there is a reason against them."""
    lost = reason != ""
    for name in ("value", "low", "high"):
        result[name] = np.where(lost, np.nan, result[name])
    return result | {"reason": reason}


def _tidy(
    ids: pd.Index, items: list[Indicator], parts: list[dict[str, Floats | Words]], interval: str
) -> pd.DataFrame:
    """The indicators' columns, stacked so that the rows of one report stand together."""
    size, width = len(ids), len(items)

    def stacked(name: str) -> NDArray[Any]:
        columns = [part[name] for part in parts]
        return np.column_stack(columns).ravel() if columns else np.empty(0)

    frame = pd.DataFrame({"report_id": _strings(np.repeat(ids.to_numpy(dtype=object), width))})
    frame["indicator"] = _repeated([item.code for item in items], size)
    for name in COLUMNS:
        frame[name] = _nullable(stacked(name).astype(float))
    reason = stacked("reason").astype(object)
    frame["status"] = _strings(np.where(reason == "", "ok", "na").astype(object))
    for name in ("reason", "edition"):
        words = stacked(name).astype(object)
        words[words == ""] = None
        frame[name] = _strings(words)
    frame["basis"] = _repeated([item.basis.code for item in items], size)
    frame["interval"] = _repeated([_method(item, interval) for item in items], size)
    return frame.assign(cells="", **{name: _strings(stacked(name).astype(object)) for name in LAST})


def _strings(words: Words) -> pd.Series:
    """Words as a string column, NA where they are None; each different one is turned only once."""
    codes, known = pd.factorize(words)
    return pd.Series(pd.array(known, dtype="string").take(codes, allow_fill=True))


def _nullable(values: Floats) -> pd.arrays.FloatingArray:
    """The values as nullable Float64, NA where they are NaN."""
    return pd.arrays.FloatingArray(values.copy(), np.isnan(values))
