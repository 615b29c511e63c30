"""The frames made ready for quick views: reports in official order, the regions they are of, indicators on demand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import UnknownNameError
from analysis.explorer.selection import NEWEST, Selection
from analysis.frames.tidy import Frames
from analysis.frames.which import asked_reports, counts, places_of
from analysis.measures import compute, find
from analysis.measures.bases import rebase
from analysis.measures.terms import FORMS, POPULATION, Indicator, expand
from analysis.regions import official_name

NAMES = ("province", "prefecture", "county", "township")
Places = NDArray[np.int64]


class Listed(NamedTuple):
    """A region to pick: official code, name, depth (0 is a province) and how many reports lie in it."""

    code: str
    name: str
    depth: int
    n: int


@dataclass(frozen=True, eq=False)
class Corpus:
    """Frames with what every view needs of them; ``raw_dir`` holds the files for the source of a figure."""

    frames: Frames
    reports: pd.DataFrame
    regions: tuple[Listed, ...]
    by_row: dict[str, Places]
    first_cells: Places
    by_report: dict[str, Places]
    data_dir: Path | None = None
    raw_dir: Path | None = None
    known: dict[tuple[str, str, str], pd.DataFrame] = field(default_factory=dict)


def prepare(frames: Frames, data_dir: str | Path | None = None, raw_dir: str | Path | None = None) -> Corpus:
    """Order the reports by code, year and body, list the regions, and note where each cell's rows are.

    ``raw_dir`` is taken to be ``raw`` beside ``data_dir`` if it is not given.
    """
    data = None if data_dir is None else Path(data_dir)
    raw = Path(raw_dir) if raw_dir is not None else data and _raw_beside(data)
    order = ["region_code", "body", "year", "report_id"]
    reports = asked_reports(frames.reports, versions="all").sort_values(
        order, na_position="last", ignore_index=True
    )
    cells = frames.cells
    return Corpus(
        frames=frames,
        reports=reports,
        regions=_regions(reports),
        by_row=_places(cells, "table", "row"),
        first_cells=np.flatnonzero(~cells.duplicated(["report_id", "table"])),
        by_report=_places(cells, "report_id"),
        data_dir=data,
        raw_dir=raw,
    )


def folders_of(corpus: Corpus) -> dict[str, Path]:
    """The folders that a call has to name, as whole paths: the data, and the files if they lie elsewhere."""
    data, raw = corpus.data_dir, corpus.raw_dir
    named = {} if data is None else {"data_dir": data.resolve()}
    usual = data is not None and raw is not None and raw.resolve() == _raw_beside(data)
    return named if raw is None or usual else named | {"raw_dir": raw.resolve()}


def _raw_beside(data: Path) -> Path:
    return data.resolve().parent / "raw"


def _places(cells: pd.DataFrame, *columns: str) -> dict[str, Places]:
    """Where the rows of each value of the columns stand; several values are joined by a slash."""
    groups: Any = cells.groupby(list(columns) if len(columns) > 1 else columns[0], sort=False).indices
    return {key if isinstance(key, str) else "/".join(key): at for key, at in groups.items()}


def _regions(reports: pd.DataFrame) -> tuple[Listed, ...]:
    """The places that reports lie in, in official order, each with its name of today."""
    found: dict[str, Listed] = {}
    placed = reports[reports["region_code"].notna()]
    names = placed[list(NAMES)].itertuples(index=False)
    for places, printed in zip(places_of(placed), names, strict=True):
        for depth, code in enumerate(places):
            known = found.get(code)
            name = known.name if known else official_name(code) or str(printed[depth])
            found[code] = Listed(code, name, depth, 1 + (known.n if known else 0))
    return tuple(found[code] for code in sorted(found, key=lambda code: (code.ljust(9, "0"), len(code))))


def region_name(corpus: Corpus, code: str) -> str:
    """The name of a region of the corpus; the code itself where no report is of it."""
    return next((region.name for region in corpus.regions if region.code == code), code)


def settled(corpus: Corpus, chosen: Selection) -> Selection:
    """The selection with the newest year as a number, where that is what was chosen."""
    if chosen.years != (NEWEST,):
        return chosen
    reports = chosen_reports(corpus, replace(chosen, years=()))
    years = reports.loc[counts(reports), "year"].dropna()
    return replace(chosen, years=(int(years.max()),) if len(years) else ())


def chosen_reports(corpus: Corpus, chosen: Selection) -> pd.DataFrame:
    """The reports of a selection, in the corpus' order, all versions of them."""
    reports = asked_reports(
        corpus.reports,
        region=chosen.regions or None,
        level=chosen.levels,
        years=settled(corpus, chosen).years,
        scope=chosen.scope,
        versions="all",
    )
    if not chosen.findings:
        return reports
    findings = corpus.frames.findings
    having = findings.loc[findings["code"].isin(chosen.findings), "report_id"]
    return reports[reports["report_id"].isin(having)]


def one_report(corpus: Corpus, report_id: str) -> pd.Series:
    """The row of one report; raises :class:`UnknownNameError` if there is none."""
    found = corpus.reports[corpus.reports["report_id"] == report_id]
    if found.empty:
        raise UnknownNameError(
            f"There is no report {report_id!r} in the data; take an id from the column report_id."
        )
    return found.iloc[0]


def cells_of(corpus: Corpus, report_id: str) -> pd.DataFrame:
    """The cells of one report in form order."""
    return corpus.frames.cells.iloc[corpus.by_report.get(report_id, np.array([], dtype=np.int64))]


def keys_of(indicator: Indicator) -> tuple[str, ...]:
    """The cells that an indicator is made of, in any edition of the form, the newest first, without repeats."""
    terms = [*indicator.numerator, *indicator.denominator]
    terms += [term for side in indicator.minus or () for term in side]
    keys = (
        cell
        for form in reversed(FORMS)
        for _, key in terms
        if key != POPULATION
        for cell in expand(key, form)
    )
    return tuple(dict.fromkeys(keys))


def indicator_of(chosen: Selection) -> Indicator:
    """The indicator of a selection over the denominator chosen, where that changes it."""
    return rebase(find(chosen.indicator), chosen.denominator)[0]


def facts_of(corpus: Corpus, chosen: Selection) -> pd.DataFrame:
    """The indicator of a selection for all reports, computed when first asked for; index ``report_id``.

    Only the rows of the form that it needs are looked at, and one cell of each table, which tells the edition.
    """
    key = (chosen.indicator, chosen.denominator, chosen.interval)
    if key not in corpus.known:
        rows = dict.fromkeys(cell.rpartition("/")[0] for cell in keys_of(indicator_of(chosen)))
        places = [corpus.first_cells, *(corpus.by_row[row] for row in rows if row in corpus.by_row)]
        cells = corpus.frames.cells.iloc[np.unique(np.concatenate(places))]
        method: Any = chosen.interval
        facts = compute(cells, [chosen.indicator], denominator=chosen.denominator, interval=method)
        corpus.known[key] = facts.set_index("report_id")
    return corpus.known[key]
