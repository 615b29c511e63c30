"""Versions of one report among many: found by body, year and scope or by their figures, one of them chosen.

The rule: a version with figures goes before one without, then a correction (更正, 修订版 …) before what it corrects,
then the later date of publication. Versions that are left and do not contradict each other hold the same figures,
some of them fewer: the one with the most cells counts, at a tie the one that is no scan, with the fewest findings,
first by path. If two that are left contradict each other, none counts until the wrong one is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from analysis.frames.arrow import TEXT, frame_of
from analysis.frames.rows import Row, finding_row
from analysis.frames.schema import FINDINGS
from analysis.reports.findings import finding
from analysis.words import Words, listed
from analysis.words.findings import say

if TYPE_CHECKING:
    from analysis.frames.tidy import Frames

FOUND = ("version", "versions_differ", "same_figures")
LOOKED_AT = (
    "report_id",
    "path",
    "format",
    "title",
    "body",
    "year",
    "published",
    "figures",
    "n_cells",
    "n_findings",
)
CELL = ["table", "row", "column"]
CORRECTED = re.compile("更正|修订版|修正版|勘误|订正|更新版")
# So many figures other than 0 are not the same by chance in the reports of two bodies.
ENOUGH_FIGURES = 8

Record = dict[str, Any]
CellsOf = Callable[[list[str]], pd.DataFrame]  # the cells of some reports
Note = tuple[str, str, Words]  # report_id, code and message of a finding


class Versions(NamedTuple):
    """Report ids that do not count → the id that counts instead, None if none does; and what to note."""

    instead: dict[str, str | None]
    notes: list[Note]


def find_versions(reports: pd.DataFrame, cells_of: CellsOf) -> Versions:
    """Look through all reports for versions of one another, and choose."""
    groups, alike = _groups(reports, cells_of)
    touched = [*(at for rows in groups for at in rows), *(at for pair in alike for at in pair)]
    rows_of = reports.loc[sorted(set(touched)), list(LOOKED_AT)].astype(object)
    records = dict(zip(rows_of.index, map(_record, rows_of.to_dict("records")), strict=True))
    result = Versions({}, [_same_figures(records[at], records[other]) for at, other in alike])
    last = [(rows, _last([records[at] for at in rows])) for rows in groups]
    contradicting = _contradictions([left for _, left in last], cells_of)
    for (rows, left), contradicts in zip(last, contradicting, strict=True):
        _choose([records[at] for at in rows], left, contradicts, result)
    return result


def with_versions(frames: Frames) -> Frames:
    """The frames with ``version_of`` and ``is_chosen`` set and a finding for each version; earlier ones go."""
    own = frames.findings[~frames.findings["code"].isin(FOUND)]
    cells = frames.cells
    reports, rows = noted(_counting(frames.reports, own), lambda ids: cells[cells["report_id"].isin(ids)])
    findings = pd.concat([own, frame_of(rows, FINDINGS)], ignore_index=True) if rows else own
    place = pd.Series(range(len(reports)), index=reports["report_id"])
    order = findings["report_id"].map(place).to_numpy(dtype="int64").argsort(kind="stable")
    return frames._replace(reports=reports, findings=findings.iloc[order].reset_index(drop=True))


def noted(reports: pd.DataFrame, cells_of: CellsOf) -> tuple[pd.DataFrame, list[Row]]:
    """The reports with ``version_of`` and ``is_chosen`` set, and a finding for each version.

    ``n_findings`` counts the findings that are there before, and with them afterwards; ``cells_of`` gives the cells of
    the few reports that have to be looked at.
    """
    versions = find_versions(reports, cells_of)
    ids = reports["report_id"]
    counts = (reports["format"] != "unreadable") & ~ids.isin(list(versions.instead))
    last = dict(zip(ids, reports["n_findings"].astype(int), strict=True))
    rows = []
    for key, code, message in versions.notes:
        last[key] += 1
        rows.append(finding_row(key, last[key], finding(code, message)))
    return reports.assign(
        version_of=ids.map({k: v for k, v in versions.instead.items() if v}).astype(TEXT),
        is_chosen=counts.astype("boolean"),
        n_findings=ids.map(last).astype("Int64"),
    ), rows


def chosen(frames: Frames) -> Frames:
    """The frames of the reports that count: one version of each, as ``is_chosen`` says."""
    ids = set(frames.reports.loc[frames.reports["is_chosen"], "report_id"])
    kept = (frame[frame["report_id"].isin(ids)].reset_index(drop=True) for frame in frames)
    return type(frames)(*kept)


def _groups(reports: pd.DataFrame, cells_of: CellsOf) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """Rows that are versions of each other, and pairs of other bodies or years with the same figures."""
    joined: dict[int, int] = {}

    def root(at: int) -> int:
        while joined.setdefault(at, at) != at:
            at = joined[at]
        return at

    def join(rows: Sequence[int]) -> None:
        for other in rows[1:]:
            joined[root(other)] = root(rows[0])

    for columns in (["body_id", "year", "scope"], ["body_id", "year", "figures"]):
        for rows in _sharing(reports, columns):
            join(rows)
    bodies = reports["body_id"].fillna("").to_dict()
    alike: list[tuple[int, int]] = []
    for rows in _telling(_sharing(reports, ["year", "figures"]), reports, cells_of):
        if len({bodies[at] for at in rows} - {""}) <= 1:
            join(rows)
        else:
            alike += _unlike(rows, bodies)
    years = reports["year"].to_dict()
    for rows in _telling(_sharing(reports, ["body_id", "figures"]), reports, cells_of):
        alike += _unlike([at for at in rows if pd.notna(years[at])], years)
    groups: dict[int, list[int]] = {}
    for at in sorted(joined):
        groups.setdefault(root(at), []).append(at)
    return list(groups.values()), alike


def _unlike(rows: list[int], values: dict[Any, Any]) -> list[tuple[int, int]]:
    """Each row with the first that has another value, if there is one."""
    first_others = ((at, next((o for o in rows if values[o] != values[at]), None)) for at in rows)
    return [(at, other) for at, other in first_others if other is not None]


def _sharing(reports: pd.DataFrame, columns: list[str]) -> list[list[int]]:
    """The rows that share the values of the columns with another row; a row without one of them shares none."""
    known = reports[reports[columns].notna().all(axis=1)]
    shared = known[known.duplicated(columns, keep=False)]
    return [list(rows) for rows in shared.groupby(columns, sort=True).groups.values()]


def _telling(found: list[list[int]], reports: pd.DataFrame, cells_of: CellsOf) -> Iterator[list[int]]:
    """Of rows with the same figures those where these are too many to be alike by chance."""
    firsts = [str(reports.at[rows[0], "report_id"]) for rows in found]
    theirs = cells_of(firsts)
    counts = theirs.loc[theirs["value"].fillna(0) != 0, "report_id"].value_counts()
    return (rows for rows, key in zip(found, firsts, strict=True) if counts.get(key, 0) >= ENOUGH_FIGURES)


def _record(values: dict[Any, Any]) -> Record:
    return {str(name): None if pd.isna(value) else value for name, value in values.items()}


def _last(group: list[Record]) -> list[Record]:
    """The versions that figures, a word of correction and the date leave over."""
    left = [record for record in group if record["figures"]] or group
    left = [r for r in left if CORRECTED.search(f"{r['title'] or ''} {r['path']}")] or left
    if all(record["published"] for record in left):
        latest = max(record["published"] for record in left)
        return [record for record in left if record["published"] == latest]
    return left


def _contradictions(groups: list[list[Record]], cells_of: CellsOf) -> list[bool]:
    """For each group, whether two of its reports have different values for a cell."""
    differing = [len({record["figures"] for record in group}) > 1 for group in groups]
    wanted = {
        record["report_id"]: number
        for number, group in enumerate(groups)
        for record in group
        if differing[number]
    }
    theirs = cells_of(list(wanted))
    theirs = theirs[theirs["value"].notna()]
    values = theirs[[*CELL, "value"]].assign(group=theirs["report_id"].map(wanted)).drop_duplicates()
    against = set(values.loc[values.duplicated(["group", *CELL]), "group"])
    return [number in against for number in range(len(groups))]


def _choose(group: list[Record], left: list[Record], contradicts: bool, into: Versions) -> None:
    """Add to the result which version of a group counts, or that none does."""
    if contradicts:
        message = say("versions_differ", paths=listed([record["path"] for record in left]))
        into.instead.update({record["report_id"]: None for record in group})
        into.notes.extend((record["report_id"], "versions_differ", message) for record in group)
        return
    chosen = min(left, key=lambda r: (-r["n_cells"], r["format"] == "scan", r["n_findings"], r["path"]))
    for record in group:
        if record is not chosen:
            message = say("version", path=chosen["path"])
            into.instead[record["report_id"]] = chosen["report_id"]
            into.notes.append((record["report_id"], "version", message))


def _same_figures(record: Record, other: Record) -> Note:
    message = say("same_figures", body=other["body"], year=other["year"], path=other["path"])
    return record["report_id"], "same_figures", message


def _counting(reports: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    counts = reports["report_id"].map(findings.groupby("report_id").size()).fillna(0).astype("Int64")
    return reports.assign(n_findings=counts)
