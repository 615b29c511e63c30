"""The cells frame as arrays, reports down and cell keys across, for sums over many reports at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import GongkaiError
from analysis.forms import STATISTICS

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
Words = NDArray[np.object_]
Doubts = dict[str, dict[int, tuple[str, ...]]]
WITH_VALUE = ("reported", "text")
ABSENT = "missing"
JOINT = "; "  # between several doubts of one cell


class Grid(NamedTuple):
    """Cells as arrays: ``values`` is NaN where there is none; ``statuses`` and ``editions`` are words.

    ``editions`` gives for each ``table/row`` the edition it was read with, ``""`` where that is not known;
    ``older`` the edition of the statistics table (2014 or before), ``newer`` that of the first statutory table.
    ``doubts`` gives for a cell key what is in doubt, by the place of the report.
    """

    ids: pd.Index
    keys: dict[str, int]
    values: Floats
    statuses: Words
    editions: dict[str, Words]
    older: Words
    newer: Words
    doubts: Doubts

    def column(self, key: str) -> Floats:
        """The values of one cell key over all reports."""
        at = self.keys.get(key)
        return np.full(len(self.ids), np.nan) if at is None else self.values[:, at]

    def why(self, key: str) -> Words:
        """What is known of the cell in each report, as ``key: status``."""
        at = self.keys.get(key)
        statuses = np.full(len(self.ids), ABSENT, dtype=object) if at is None else self.statuses[:, at]
        words: Words = f"{key}: " + statuses
        return words

    def doubted(self, keys: Iterable[str], here: NDArray[np.bool_]) -> dict[int, dict[str, None]]:
        """What is in doubt of any of the cells in the reports that are ``here``, each thing once."""
        found: dict[int, dict[str, None]] = {}
        for key in keys:
            for at, words in self.doubts.get(key, {}).items():
                if here[at]:
                    found.setdefault(at, {}).update(dict.fromkeys(words))
        return found

    def with_column(self, key: str, values: Floats, status: str) -> Grid:
        """The grid and one more key; ``status`` is what to say where it has no value."""
        statuses = np.full((len(values), 1), status, dtype=object)
        return self._replace(
            keys={**self.keys, key: self.values.shape[1]},
            values=np.column_stack([self.values, values]),
            statuses=np.hstack([self.statuses, statuses]),
        )


def grid(cells: pd.DataFrame) -> Grid:
    """Pivot the cells by position, much faster than ``DataFrame.pivot`` on string keys.

    Raises :class:`GongkaiError` if a cell of a report is there twice.
    """
    rows, ids = pd.factorize(cells["report_id"])
    places, heads = _keys(cells)
    filled = np.zeros((len(ids), len(heads)), dtype=bool)
    filled[rows, places] = True
    if filled.sum() < len(cells):
        raise GongkaiError("A cell of a report is there twice; give each report once and drop repeated rows.")
    status, words = _words(cells["status"], ABSENT)
    has_value = np.isin(words, WITH_VALUE)[status]
    value = np.where(has_value, cells["value"].to_numpy(dtype=float, na_value=np.nan), np.nan)
    values, statuses = np.full(filled.shape, np.nan), np.zeros(filled.shape, dtype=np.int64)
    values[rows, places], statuses[rows, places] = value, status
    edition, forms = _words(cells["edition"], "")
    editions = np.zeros(filled.shape, dtype=np.int64)
    editions[rows, places] = edition
    by_row = {row: forms[editions[:, at].max(axis=1)] for row, at in _rows(heads).items()}
    keys = {key: at for at, key in enumerate(heads)}
    apart = [[by_row[row] for row in by_row if row.startswith(STATISTICS) is old] for old in (True, False)]
    older, newer = (_first(columns, len(ids)) for columns in apart)
    doubts = _doubts(cells, rows, places, heads)
    return Grid(pd.Index(ids, name="report_id"), keys, values, words[statuses], by_row, older, newer, doubts)


def _doubts(cells: pd.DataFrame, rows: Codes, places: Codes, heads: list[str]) -> Doubts:
    """What is in doubt, from the column ``doubt`` if there is one."""
    found: Doubts = {}
    if "doubt" in cells.columns:
        at = np.flatnonzero(cells["doubt"].notna())
        for row, place, words in zip(rows[at], places[at], cells["doubt"].iloc[at], strict=True):
            found.setdefault(heads[place], {})[int(row)] = tuple(str(words).split(JOINT))
    return found


def _first(columns: list[Words], size: int) -> Words:
    """The first word that is not empty in each report."""
    found = np.full(size, "", dtype=object)
    for column in columns:
        found = np.where(found == "", column, found)
        if (found != "").all():
            break
    return found


def _keys(cells: pd.DataFrame) -> tuple[Codes, list[str]]:
    """The place of each row's cell key, and the keys in the order of first sight."""
    joint = np.zeros(len(cells), dtype=np.int64)
    names: list[Words] = []
    for name in ("table", "row", "column"):
        part, known = _words(cells[name], "")
        joint = joint * len(known) + part
        names.append(known)
    places, seen = pd.factorize(joint)
    heads = []
    for code in seen:
        rest, parts = int(code), []
        for known in reversed(names):
            rest, at = divmod(rest, len(known))
            parts.append(str(known[at]))
        heads.append("/".join(reversed(parts)))
    return places, heads


def _words(column: pd.Series, first: str) -> tuple[Codes, Words]:
    """The column as codes into an array of its words; ``first`` is code 0 and stands for no word."""
    codes, known = pd.factorize(column)
    return codes + 1, np.array([first, *known], dtype=object)


def _rows(heads: list[str]) -> dict[str, list[int]]:
    """The places of the cells of each ``table/row``."""
    rows: dict[str, list[int]] = {}
    for at, key in enumerate(heads):
        rows.setdefault(key.rpartition("/")[0], []).append(at)
    return rows
