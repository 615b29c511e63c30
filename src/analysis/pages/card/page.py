"""One report for a card: its cells, findings and indicators, the report of the year before, and its lines in print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.documents import Source
from analysis.errors import GongkaiError, StoreError, UnknownNameError, UnreadableFileError
from analysis.forms import Key
from analysis.frames import store
from analysis.frames.arrow import TEXT
from analysis.frames.files import file_sha256
from analysis.frames.tidy import Frames, read_reports
from analysis.frames.which import asked_reports
from analysis.measures import compute
from analysis.pages.html import Language
from analysis.pages.neighbours import beside, same_body
from analysis.reports.cells import Cell
from analysis.reports.checks import Check, checks


@dataclass(frozen=True)
class ReportCard:
    """What the card of a report shows.

    ``report`` is its row of ``reports``; ``cells`` and ``findings`` are its own. ``previous`` is the row of the
    same body, scope and the year before, or None, and ``previous_cells`` its cells. ``compared`` holds the
    indicators of the report, the one before and some others, with the columns of ``reports``. ``text`` is the text
    that the sources of the cells point into, or None if the file is not at hand or is not the one that was read.
    """

    report: pd.Series
    cells: pd.DataFrame
    findings: pd.DataFrame
    previous: pd.Series | None
    previous_cells: pd.DataFrame
    compared: pd.DataFrame
    others_rule: str
    text: str | None
    lang: Language

    @property
    def focus(self) -> str:
        """The report's id."""
        return str(self.report["report_id"])

    @property
    def facts(self) -> pd.DataFrame:
        """The indicators of the report alone, by code."""
        return self.compared[self.compared["report_id"] == self.focus].set_index("indicator")

    @property
    def before(self) -> pd.DataFrame:
        """The indicators of the report of the year before, by code; empty if there is none."""
        before = [] if self.previous is None else [self.previous["report_id"]]
        return self.compared[self.compared["report_id"].isin(before)].set_index("indicator")

    @property
    def beside(self) -> pd.DataFrame:
        """The indicators of the report and of the others, without the year before: what a chart draws."""
        before = [] if self.previous is None else [self.previous["report_id"]]
        return self.compared[~self.compared["report_id"].isin(before)]

    @cached_property
    def by_key(self) -> Mapping[Key, Cell]:
        """The cells of the report by name, in print order."""
        return _cells(self.cells)

    @cached_property
    def previous_by_key(self) -> Mapping[Key, Cell]:
        """The cells of the report of the year before by name; empty if there is none."""
        return _cells(self.previous_cells)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Every identity of the report's form, with its arithmetic, in the order of their codes."""
        return tuple(sorted(checks(self.by_key.values()), key=lambda check: check.identity.code))

    @cached_property
    def rows(self) -> dict[str, Source]:
        """The source of each cell, and where the whole row stands that it is part of: in the text, a line."""
        known = dict.fromkeys(cell.source for cell in self.by_key.values() if cell.source)
        parts = {str(source): Source.parse(str(source)) for source in known}
        ends: dict[tuple[int | None, ...], list[Source]] = {}
        for part in parts.values():
            ends.setdefault(self._row_of(part), []).append(part)
        return {source: _whole(ends[self._row_of(part)], self.text) for source, part in parts.items()}

    def _row_of(self, source: Source) -> tuple[int | None, ...]:
        if source.row is not None:
            return source.page, source.table, source.row
        return (source.start if self.text is None else self.text.rfind("\n", 0, source.start),)

    @cached_property
    def sources(self) -> dict[str, int]:
        """The sources of cells, those of one row under one number, counted from 1 in print order."""
        numbers: dict[Source, int] = {}
        return {source: numbers.setdefault(row, len(numbers) + 1) for source, row in self.rows.items()}

    def line(self, source: str) -> str | None:
        """The words of the row that a source stands in, cells set apart by bars, or None without the text."""
        place = self.rows.get(source)
        if self.text is None or place is None:
            return None
        cells = (" ".join(cell.split()) for cell in self.text[place.start : place.end].split("\t"))
        return " | ".join(cells) or None


def _whole(parts: list[Source], text: str | None) -> Source:
    """The row of some cells: from the first to the last, and with the text at hand the whole of their lines."""
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    if text is not None:
        start, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        end = len(text) if after < 0 else after
    return parts[0]._replace(start=start, end=end, box=None)


def report_card(
    report: str,
    *,
    data_dir: str | Path | None = None,
    raw_dir: str | Path | None = None,
    lang: Language = "zh",
    most_others: int = 8,
) -> ReportCard:
    """The card of a report: one of the store by its id or path, or any file.

    ``data_dir`` is the store, from which the year before and the reports set beside come too; without one a
    file stands alone. ``raw_dir`` is the folder of raw files: with it the printed lines are shown. Raises
    ``UnknownNameError`` if there is no such report, ``UnreadableFileError`` if its file cannot be read.
    """
    frames, key = _frames(str(report), data_dir, raw_dir)
    row = frames.reports[frames.reports["report_id"] == key].iloc[0]
    if row["format"] == "unreadable":
        message = frames.findings.loc[frames.findings["report_id"] == key, "message"].iloc[0]
        raise UnreadableFileError(str(message))
    counted = asked_reports(frames.reports)
    previous = _year_before(counted, row)
    own = [key] if previous is None else [key, previous["report_id"]]
    others, rule = beside(
        frames.reports[frames.reports["report_id"] == key],
        counted[~counted["report_id"].isin([*own, row["version_of"]])],
        frames.cells,
        most_others,
    )
    shown = [*own, *others["report_id"]]
    facts = compute(frames.cells[frames.cells["report_id"].isin(shown)])
    return ReportCard(
        report=row,
        cells=frames.cells[frames.cells["report_id"] == key],
        findings=frames.findings[frames.findings["report_id"] == key],
        previous=previous,
        previous_cells=frames.cells[frames.cells["report_id"].isin(own[1:])],
        compared=_in_order(facts, frames.reports, shown),
        others_rule=rule,
        text=_text(row, report, raw_dir),
        lang=lang,
    )


def _frames(report: str, data_dir: str | Path | None, raw_dir: str | Path | None) -> tuple[Frames, str]:
    """The frames that hold the report and, if there is a store, all others; and the report's id."""
    stored = _stored(data_dir)
    if stored is not None:
        reports = stored.reports
        known = reports[(reports["report_id"] == report) | (reports["path"] == report)]
        if len(known):
            return stored, str(known["report_id"].iloc[0])
    path = _file(report, raw_dir)
    if path is None:
        held = "no store was given" if stored is None else f"the store holds {len(stored.reports)} reports"
        raise UnknownNameError(
            f"There is no report or file {report!r} ({held}); give a report_id of the frame reports, or a file."
        )
    return _with_file(stored, path)


def _with_file(stored: Frames | None, path: Path) -> tuple[Frames, str]:
    """The store's frames with the file's report in them; the store's own reading of the same bytes comes first."""
    if stored is not None:
        known = stored.reports[stored.reports["sha256"] == file_sha256(path)]
        if len(known):
            return stored, str(known["report_id"].iloc[0])
    read = read_reports([path])
    # the page goes to others: where the file lies on this machine is no news to them
    read = read._replace(
        reports=read.reports.assign(path=pd.array([path.name] * len(read.reports), dtype=TEXT))
    )
    key = str(read.reports["report_id"].iloc[0])
    if stored is None:
        return read, key
    joined = [pd.concat([own, held], ignore_index=True) for own, held in zip(read, stored, strict=True)]
    return Frames(*joined), key


def _stored(data_dir: str | Path | None) -> Frames | None:
    if data_dir is None:
        return None
    try:
        return store.load(data_dir)
    except StoreError:
        if store.content(data_dir):
            raise
        return None  # an empty store is no store: a file can be shown without one


def _file(report: str, raw_dir: str | Path | None) -> Path | None:
    tries = [Path(report), *([Path(raw_dir) / report] if raw_dir is not None else [])]
    return next((path for path in tries if path.is_file()), None)


def _year_before(reports: pd.DataFrame, report: pd.Series) -> pd.Series | None:
    """The report of the same body, place and scope for the year before; None if there is not exactly one."""
    if pd.isna(report["year"]) or pd.isna(report["body"]):
        return None
    same = same_body(reports[reports["year"] == report["year"] - 1], report)
    return same.iloc[0] if len(same) == 1 else None


def _in_order(facts: pd.DataFrame, reports: pd.DataFrame, ids: list[str]) -> pd.DataFrame:
    """The indicators with the columns of ``reports``, in the order of the ids."""
    joined = reports.set_index("report_id").loc[ids].reset_index().merge(facts, on="report_id", sort=False)
    return joined.reset_index(drop=True)


def _cells(cells: pd.DataFrame) -> dict[Key, Cell]:
    names = ["edition", "value", "raw", "status", "unit", "source"]
    plain = cells[["table", "row", "column", *names]].astype(object)
    rows = plain.where(plain.notna(), None).itertuples(index=False, name=None)
    return {(key := Key(*row[:3])): Cell(key, *row[3:]) for row in rows}


def _text(report: pd.Series, named: str, raw_dir: str | Path | None) -> str | None:
    """The text of the report's file, if it is at hand and its bytes are those that were read."""
    from analysis.documents import read_document

    tries = [Path(named), *([Path(raw_dir) / str(report["path"])] if raw_dir is not None else [])]
    for path in tries:
        try:
            if path.is_file() and file_sha256(path) == report["sha256"]:
                return read_document(path).text
        except (OSError, GongkaiError):
            continue
    return None
