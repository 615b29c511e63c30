"""From the tidy frame of indicators to the rows of a chart: which reports, in what order, called what."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.charts.labels import drawable, text
from analysis.errors import UnknownNameError

SMALL = 10
MOST_ROWS = 60


class Rows(NamedTuple):
    """The reports of a chart in the frame's order, with a name for each; ``total`` has those cut off too."""

    ids: list[str]
    names: list[str]
    total: int
    note: str


def rows(facts: pd.DataFrame, label: str, year: str, lang: str) -> Rows:
    """The reports of a frame; a name has the year if the years differ, and names need not be unique.

    Raises :class:`UnknownNameError` if a column is not there.
    """
    need(facts, ("report_id", label, year))
    reports = facts.drop_duplicates("report_id")
    years = reports[year].dropna().unique()
    names = []
    for name, when in zip(reports[label], reports[year], strict=True):
        words = text("no_body", lang) if pd.isna(name) else drawable(str(name))
        if len(years) > 1 or (len(years) == 1 and pd.isna(when)):
            words += " " + (text("year_unknown", lang) if pd.isna(when) else str(int(when)))
        names.append(words)
    ids = [str(key) for key in reports["report_id"]]
    return Rows(ids[:MOST_ROWS], names[:MOST_ROWS], len(ids), note(reports, year, lang))


def need(frame: pd.DataFrame, columns: tuple[str, ...]) -> None:
    """Raise :class:`UnknownNameError` if the frame lacks one of the columns."""
    for name in columns:
        if name not in frame.columns:
            raise UnknownNameError(
                f"The frame has no column {name!r}; it has: {', '.join(map(str, frame.columns))}. "
                "Merge the columns of reports into the frame of compute() by report_id."
            )


def pick(facts: pd.DataFrame, ids: list[str], codes: tuple[str, ...], field: str) -> NDArray[np.float64]:
    """One field of the indicators as an array, reports down and codes across; NaN where there is none."""
    at, down, across = _places(facts, ids, codes)
    table = np.full((len(ids), len(codes)), np.nan)
    table[down, across] = facts[field].to_numpy(dtype=float, na_value=np.nan)[at]
    return table


def reasons(facts: pd.DataFrame, ids: list[str], codes: tuple[str, ...]) -> NDArray[np.object_]:
    """Why an indicator is NA, reports down and codes across; None where it is not NA or not there."""
    at, down, across = _places(facts, ids, codes)
    table: NDArray[np.object_] = np.full((len(ids), len(codes)), None, dtype=object)
    table[down, across] = facts["reason"].astype(object).where(facts["reason"].notna(), None).to_numpy()[at]
    return table


def _places(
    facts: pd.DataFrame, ids: list[str], codes: tuple[str, ...]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """The rows of a frame that are wanted, and the row and column of the table that each belongs to.

    Raises ``ValueError`` if two rows belong to one place.
    """
    down = pd.Index(ids, dtype=object).get_indexer(pd.Index(facts["report_id"], dtype=object))
    across = pd.Index(codes, dtype=object).get_indexer(pd.Index(facts["indicator"], dtype=object))
    at = np.flatnonzero((down >= 0) & (across >= 0))
    if len(np.unique(down[at] * len(codes) + across[at])) < len(at):
        raise ValueError("the frame has two rows for one report and indicator; give each once")
    return at, down[at], across[at]


def note(reports: pd.DataFrame, year: str, lang: str, *, cut: bool = True) -> str:
    """What the chart stands on: number of reports, years, form editions and scopes, as far as known.

    ``cut`` says that the chart has rows and stops at the most it can hold.
    """
    zh = lang == "zh"
    parts = [f"{len(reports)} 份报告" if zh else f"{len(reports)} report{'s' if len(reports) != 1 else ''}"]
    years = sorted({int(when) for when in reports[year].dropna()})
    if years:
        span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        parts.append(f"{span} 年" if zh else span)
    if cut and len(reports) > MOST_ROWS:
        parts.append(f"只画前 {MOST_ROWS} 份" if zh else f"only the first {MOST_ROWS} are drawn")
    if "editions" in reports:
        forms = sorted(
            {form for words in reports["editions"].dropna() for form in re.findall(r"=(\d{4})", words)}
        )
        if forms:
            parts.append(("表式 " if zh else "form ") + ", ".join(forms))
    if "scope" in reports:
        counts = reports["scope"].value_counts(sort=False)
        scopes = [f"{text(str(scope), lang)}\N{NO-BREAK SPACE}{count}" for scope, count in counts.items()]
        parts.append(("口径：" if zh else "scope: ") + ("、" if zh else ", ").join(scopes))
    return ("；" if zh else "; ").join(parts)
