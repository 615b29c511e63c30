"""Which cells count: the file's own figures, only those of sums that hold, or mended ones; each with its doubt.

Every door that makes a figure of cells asks here, so that one word (``printed``, ``strict``, ``repaired``) means the
same in all of them. What is in doubt is a text that programs and people can read: the rule, the cells it is of, and
the arithmetic (``V302 requests/*/total: 9 + 2 = 11 ≠ 12``), ``label_unsure requests/carried_in``, ``ocr``, or
``mended requests/carried_in/total: 7 → 1``; several are joined by ``; ``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import ComparisonError, GongkaiError, UnknownNameError
from analysis.forms import EDITIONS, Identity, Key, identities, is_count
from analysis.frames.arrow import TEXT
from analysis.frames.grid import JOINT, WITH_VALUE, Floats, Grid, grid
from analysis.reports.checks import Check, single_change

Cells = Literal["printed", "strict", "repaired"]
CELLS: dict[str, tuple[str, str]] = {
    "printed": ("文件所载数字，存疑的标明", "the file's own figures, those in doubt marked"),
    "strict": ("合计不成立的单元格不采用", "cells of sums that do not hold are left out"),
    "repaired": ("合计不成立的单元格不采用，唯一可改正的一格改正并标明",
                 "cells of sums that do not hold are left out, or mended where one change alone mends them"),
}  # fmt: skip
CONTRADICTS, NOT_A_COUNT = "contradicts", "not_a_count"
TOLERANCE = 1e-6


class HasCells(Protocol):
    """Anything with a frame ``cells``; a frame ``findings`` beside it tells which labels were not sure."""

    @property
    def cells(self) -> pd.DataFrame:
        """The cells frame."""


class Broken(NamedTuple):
    """A rule that does not hold in one report (its place in the grid), and its two sums."""

    at: int
    rule: Identity
    left: float
    right: float


class Agreement(NamedTuple):
    """For each report how many rules hold of how many that can be checked, and those that are broken."""

    passed: Floats
    assessable: Floats
    broken: list[Broken]


def used(frames: HasCells | pd.DataFrame, cells: Cells | None = None) -> pd.DataFrame:
    """The cells frame with the values that count, and two columns more: ``doubt`` (NA if there is none) and ``cells``.

    ``frames`` has the frame ``cells``, or is that frame (then nothing is known of unsure labels). ``cells`` is
    ``printed`` (if ``None``): the file's own figures, doubt marked; ``strict``: a cell of a rule that does not hold has
    no value and the status ``contradicts``; ``repaired``: the same, except where the change of one cell, and no other,
    makes all rules that hang together hold: that cell has the new value and is marked. A count that is negative or has
    decimals never has a value (status ``not_a_count``). A frame that this made before is given back as it is.
    Raises :class:`UnknownNameError` for another word, :class:`ComparisonError` if the cells were chosen otherwise
    before, :class:`GongkaiError` if a cell of a report is there twice.

    >>> import pandas as pd
    >>> rows = [("r", "remedies", "review", result, "2021", value, "reported", "件", None)
    ...         for result, value in zip(("upheld", "corrected", "other", "pending", "total"), (1, 2, 0, 0, 4))]
    >>> names = ["report_id", "table", "row", "column", "edition", "value", "status", "unit", "source"]
    >>> cells = pd.DataFrame(rows, columns=names)
    >>> used(cells)["doubt"][0]
    'V401 remedies/review/*: 1 + 2 = 3 ≠ 4'
    >>> bool(used(cells, "strict")["value"].isna().all())
    True
    """
    if cells is not None and cells not in CELLS:
        raise UnknownNameError(f"{cells!r} is no choice of cells; give one of: {', '.join(CELLS)}.")
    table = cells_of(frames)
    if "doubt" in table.columns:
        before = str(table["cells"].iloc[0]) if len(table) else cells
        if cells not in (None, before):
            raise ComparisonError(
                f"The cells were chosen as {before}; give the frames themselves for {cells}."
            )
        return table
    made = _decided(table, cells or "printed", findings_of(frames))
    return made.assign(cells=pd.Series(cells or "printed", index=table.index, dtype=TEXT))


def _decided(table: pd.DataFrame, chosen: str, findings: pd.DataFrame | None) -> pd.DataFrame:
    """The cells frame with the values that count, and what is in doubt of them."""
    wanted = grid(table)
    broken = agreement(wanted).broken
    mends = dict(_mends(wanted, broken)) if chosen == "repaired" else {}
    doubts = _broken_rules(wanted, broken, mends)
    values = table["value"].to_numpy(dtype=float, na_value=np.nan, copy=True)
    status = table["status"].to_numpy(dtype=object, copy=True)
    if chosen != "printed":
        rows = list(_rows(table, wanted, doubts).values())
        status[[row for row in rows if not np.isnan(values[row])]] = CONTRADICTS
    for place, row in _rows(table, wanted, mends).items():
        doubts[place] = [f"mended {place[1]}: {values[row]:.15g} → {mends[place]:.15g}"]
        values[row] = mends[place]
    status[_no_counts(table, values) & np.isin(status, WITH_VALUE)] = NOT_A_COUNT
    values = np.where(np.isin(status, WITH_VALUE), values, np.nan)
    return table.assign(
        value=pd.Series(pd.arrays.FloatingArray(values, np.isnan(values)), index=table.index),
        status=pd.Series(status, index=table.index, dtype=TEXT),
        doubt=_column(table, wanted, doubts, findings),
    )


def _broken_rules(
    table: Grid, broken: list[Broken], mends: dict[tuple[int, str], float]
) -> dict[tuple[int, str], list[str]]:
    """For each cell of a rule that does not hold, and that no change mends, the rules with their arithmetic."""
    doubts: dict[tuple[int, str], list[str]] = {}
    for found in broken:
        places = [(found.at, str(key)) for key in found.rule.keys]
        if not any(place in mends for place in places):
            words = arithmetic(found, table)
            for place in places:
                doubts.setdefault(place, []).append(words)
    return doubts


def cells_of(frames: HasCells | pd.DataFrame) -> pd.DataFrame:
    """The frame ``cells`` of frames, or that frame itself; says what was given if it is neither."""
    table = frames if isinstance(frames, pd.DataFrame) else getattr(frames, "cells", None)
    lacking = (
        [] if table is None else [name for name in ("table", "row", "column", "value") if name not in table]
    )
    if table is None or lacking:
        raise GongkaiError(
            f"Frames or their frame cells are wanted; this is {type(frames).__name__}"
            + (f" without the column {lacking[0]!r}." if lacking else "; give what read() or load() gave.")
        )
    return table


def findings_of(frames: HasCells | pd.DataFrame) -> pd.DataFrame | None:
    """The frame ``findings`` where it is at hand."""
    found = None if isinstance(frames, pd.DataFrame) else getattr(frames, "findings", None)
    return found if isinstance(found, pd.DataFrame) else None


def agreement(table: Grid) -> Agreement:
    """Every rule (勾稽关系) of the editions that the reports were read with, checked in all reports at once."""
    passed, assessable = np.zeros(len(table.ids)), np.zeros(len(table.ids))
    broken: list[Broken] = []
    for form in EDITIONS:
        for rule in identities(form):
            row = "/".join(rule.right[0][:2])
            if row not in table.editions:
                continue
            left, right = (np.sum([table.column(str(key)) for key in side], axis=0) for side in rule[4:6])
            here = (table.editions[row] == form.code) & ~np.isnan(left - right)
            holds = here & (np.abs(np.where(here, left - right, 1.0)) < TOLERANCE)
            assessable += here
            passed += holds
            broken += [Broken(int(at), rule, left[at], right[at]) for at in np.flatnonzero(here & ~holds)]
    return Agreement(passed, assessable, broken)


def arithmetic(found: Broken, table: Grid) -> str:
    """A broken rule as it stands in ``doubt``: its code, its cells, and both sums, 0 left out."""
    sides = []
    for keys, total in ((found.rule.left, found.left), (found.rule.right, found.right)):
        terms = [float(table.column(str(key))[found.at]) for key in keys]
        shown = [f"{term:.15g}" for term in terms if term]
        sides.append(" + ".join(shown) + f" = {total:.15g}" if len(shown) > 1 else f"{total:.15g}")
    return f"{found.rule.code} {place_of(found.rule)}: {sides[0]} ≠ {sides[1]}"


def place_of(rule: Identity) -> str:
    """What the cells of a rule have in common, ``*`` for what they do not: ``requests/*/total``."""
    return "/".join(parts[0] if len(set(parts)) == 1 else "*" for parts in zip(*rule.keys, strict=True))


def _mends(table: Grid, broken: Sequence[Broken]) -> Iterator[tuple[tuple[int, str], float]]:
    """For each set of broken rules that hang together the only change of one cell that mends them, if there is one."""
    for at in dict.fromkeys(found.at for found in broken):
        codes = {words[at] for words in table.editions.values()}
        rules = [rule for form in EDITIONS if form.code in codes for rule in identities(form)]
        values = {key: float(table.column(str(key))[at]) for rule in rules for key in rule.keys}
        sums = [
            (rule, sum(values[key] for key in rule.left), sum(values[key] for key in rule.right))
            for rule in rules
        ]
        done = [Check(*parts) for parts in sums if not np.isnan(parts[1] - parts[2])]
        for together in _together([check for check in done if not check.holds]):
            change = single_change(together, done, values)
            if change is not None and change[1] >= 0 and change[1] % 1 == 0:
                yield (at, str(change[0])), change[1]


def _together(checks: Iterable[Check]) -> list[list[Check]]:
    """Rules that share a cell, directly or through others, as sets."""
    groups: list[list[Check]] = []
    for check in checks:
        keys = set(check.identity.keys)
        touching = [group for group in groups if any(keys & set(other.identity.keys) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([*(other for group in touching for other in group), check])
    return groups


def _rows(table: pd.DataFrame, wanted: Grid, places: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """The row of the cells frame for each place of the grid."""
    chosen = list(places)
    if not chosen:
        return {}
    known = {wanted.ids[at] for at, _ in chosen}
    at_rows = np.flatnonzero(table["report_id"].isin(known))
    some = table.iloc[at_rows]
    numbers = wanted.ids.get_indexer(pd.Index(some["report_id"]))
    keys = some["table"] + "/" + some["row"] + "/" + some["column"]
    lookup = dict(zip(zip(numbers.tolist(), keys, strict=True), at_rows.tolist(), strict=True))
    return {place: lookup[place] for place in chosen if place in lookup}


def _no_counts(table: pd.DataFrame, values: Floats) -> NDArray[np.bool_]:
    """Where a value cannot be what its cell asks for: a count is whole and not below 0."""
    with np.errstate(invalid="ignore"):
        odd = (values < 0) | (np.mod(values, 1) > 0)
    some = table.loc[odd, ["table", "row", "column", "unit"]].astype(object)
    odd[odd] = [is_count(Key(*key), unit) for *key, unit in some.itertuples(index=False, name=None)]
    return odd


def _column(
    table: pd.DataFrame, wanted: Grid, doubts: dict[tuple[int, str], list[str]], findings: pd.DataFrame | None
) -> pd.Series:
    """The doubts as a column of the cells frame."""
    words = np.full(len(table), None, dtype=object)
    for place, row in _rows(table, wanted, doubts).items():
        words[row] = JOINT.join(doubts[place])
    for row, name in _unsure(table, findings):
        words[row] = JOINT.join(filter(None, (words[row], f"label_unsure {name}")))
    if "source" in table.columns:
        scanned = table["source"].astype(TEXT).str.startswith("ocr").fillna(False) & table["value"].notna()
        for at in np.flatnonzero(scanned):
            words[at] = JOINT.join(filter(None, (words[at], "ocr")))
    column: pd.Series = pd.Series(words, index=table.index, dtype=TEXT)
    return column


def _unsure(table: pd.DataFrame, findings: pd.DataFrame | None) -> Iterator[tuple[int, str]]:
    """The rows of the cells frame that were read by a label that is not sure, and what to call them."""
    if findings is None:
        return
    unsure = findings[(findings["code"] == "label_unsure") & findings["table"].notna()].astype(object)
    named: dict[str, set[str]] = {}
    for key, name, line, lines in unsure[["report_id", "table", "row", "rows"]].itertuples(
        index=False, name=None
    ):
        several = lines.split() if isinstance(lines, str) else [line]
        named.setdefault(key, set()).update(
            f"{name}/{one}" if isinstance(one, str) else name for one in several
        )
    rows = np.flatnonzero(table["report_id"].isin(list(named)) & table["value"].notna())
    some = table.iloc[rows]
    for at, key, name, line in zip(rows, some["report_id"], some["table"], some["row"], strict=True):
        yield from ((int(at), known) for known in (name, f"{name}/{line}") if known in named[key])
