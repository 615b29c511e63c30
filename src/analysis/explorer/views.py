"""A selection as a table, a figure, a sentence and the calls that make them again: no widgets, no front end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO, StringIO
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from analysis.explorer.corpus import (
    Corpus,
    chosen_reports,
    code_at,
    facts_of,
    folders_of,
    indicator_of,
    prepare,
    region_name,
    stem,
)
from analysis.explorer.drawing import draw, draw_map
from analysis.explorer.selection import (
    UNRESOLVED,
    Selection,
    papermill_command,
    python_call,
    select,
)
from analysis.explorer.sentences import definition_of, method_of, note_of, sentence_of
from analysis.explorer.words import say
from analysis.frames.export import safe_text
from analysis.frames.tidy import Frames
from analysis.measures import grey
from analysis.measures.bases import basis_of

WHO = [
    "report_id",
    "body",
    "region_code",
    "province",
    "prefecture",
    "county",
    "township",
    "level",
    "scope",
    "year",
    "is_chosen",
]
FIGURES = ["value", "low", "high", "numerator", "denominator", "n"]
NO_CELLS = "the report has no cells of this table"


@dataclass(frozen=True, eq=False)
class View:
    """What a selection shows: the rows, a chart and a map of them, a sentence, and the calls that repeat it.

    ``table`` has a row a report (or a region and year) with value, interval, n, scope, edition, the reason where
    there is no value, and ``small`` where n is below 10. Reports that are not ``is_chosen``, other versions of one
    that counts, are rows but stay out of the chart, the map, the middle and the regions. ``figure`` and ``map`` are
    ``None`` where nothing is chosen or no map can be drawn; both are closed for pyplot.
    """

    selection: Selection
    table: pd.DataFrame
    figure: Figure | None
    sentence: str
    draw_map: Callable[[], Figure | None]
    command: str = ""
    call: str = ""

    @property
    def map(self) -> Figure | None:
        """The map of the regions' medians in the newest year, drawn when first asked for."""
        return self.draw_map()

    def csv(self) -> bytes:
        """The table as CSV (UTF-8 with a mark), safe to open in a spreadsheet; each row names its definition."""
        frame = self.table.copy()
        for name in frame.columns:
            if pd.api.types.is_string_dtype(frame[name]) or frame[name].dtype == object:
                frame[name] = frame[name].map(safe_text, na_action="ignore")
        out = StringIO()
        frame.to_csv(out, index=False, float_format="%.15g", lineterminator="\r\n")
        return out.getvalue().encode("utf-8-sig", "replace")

    def png(self, dpi: int = 160) -> bytes:
        """The chart as a PNG picture; empty where there is no chart."""
        return picture(self.figure, dpi)


def picture(figure: Figure | None, dpi: int = 160) -> bytes:
    """A figure as the bytes of a PNG; none for no figure."""
    if figure is None:
        return b""
    out, before = BytesIO(), figure.dpi
    try:
        figure.set_dpi(dpi)
        canvas: Any = FigureCanvasAgg(figure)
        canvas.print_png(out)  # savefig would draw everything twice
    finally:
        figure.set_dpi(before)
    return out.getvalue()


def view(frames: Frames | Corpus, selection: Selection | None = None, **choices: Any) -> View:
    """The view of a selection (or of plain ``choices``, as :func:`select` takes them).

    Frames are prepared anew at each call; give a :class:`Corpus` to look often. An empty selection gives a sentence
    and no figure. Raises :class:`UnknownNameError` for a choice that is not known.
    """
    corpus = frames if isinstance(frames, Corpus) else prepare(frames)
    chosen = selection if selection is not None else select(**choices)
    reports = chosen_reports(corpus, chosen)
    facts = _facts(corpus, chosen, reports)
    counted = facts[facts["is_chosen"]]
    table = facts if chosen.rows == "body" else _by_region(corpus, chosen, counted)
    drawn = counted if chosen.rows == "body" else table
    sentence = sentence_of(facts, chosen, any_reports=len(corpus.reports) > 0)
    note = note_of(sentence)
    shown = View(
        selection=chosen,
        table=table,
        figure=draw(drawn, chosen, note) if len(drawn) else None,
        sentence=sentence,
        draw_map=cache(
            lambda: draw_map(_newest(corpus, chosen, counted), chosen, note) if len(counted) else None
        ),
    )
    return calling(shown, corpus, chosen)


def calling(shown: View, corpus: Corpus, chosen: Selection) -> View:
    """A view with the calls that make it again, for a selection that differs at most in the card that is open."""
    folders = folders_of(corpus)
    command, call = papermill_command(chosen, **folders), python_call(chosen, **folders)
    return replace(shown, selection=chosen, command=command, call=call)


def _facts(corpus: Corpus, chosen: Selection, reports: pd.DataFrame) -> pd.DataFrame:
    """One row a report: who, the indicator's figures, why there are none, edition, definition."""
    facts = facts_of(corpus, chosen)
    rows = reports[WHO].reset_index(drop=True)
    here = facts.reindex(rows["report_id"])
    for name in FIGURES:
        rows[name] = here[name].to_numpy()
    rows["reason"] = here["reason"].mask(here["status"].isna(), NO_CELLS).to_numpy()
    rows["reason"] = rows["reason"].astype("string")
    rows["edition"] = here["edition"].to_numpy()
    rows["edition"] = rows["edition"].astype("string")
    rows["small"] = pd.Series(grey(rows["n"].to_numpy(dtype=float, na_value=np.nan)), index=rows.index)
    rows.insert(1, "name", rows["body"].fillna(say("nowhere", chosen.lang)))
    return _named(rows, chosen)


def _named(rows: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """The rows with the indicator, its denominator and interval, and its definition spelled out."""
    words = {
        "indicator": chosen.indicator,
        "denominator_used": basis_of(indicator_of(chosen)),
        "interval": _interval(rows, chosen),
        "definition": definition_of(chosen),
    }
    return rows.assign(**{name: pd.array([text] * len(rows), dtype="string") for name, text in words.items()})


def _by_region(corpus: Corpus, chosen: Selection, facts: pd.DataFrame) -> pd.DataFrame:
    """One row a region and year: how many reports, the middle of their values, the region's own aggregate."""
    if facts.empty:
        return facts.assign(region=pd.Series(dtype="string"))
    placed = facts.assign(region=_region_of(facts["region_code"], chosen))
    known = placed[placed["value"].notna()].astype({"value": float, "n": float})
    keys = ["region", "year"]
    rows = placed.groupby(keys, dropna=False, sort=True).size().rename("n_reports").to_frame()
    values = known.groupby(keys, dropna=False)["value"]
    rows["n_values"] = values.size().reindex(rows.index).fillna(0).astype(int)
    for name, share in (("value", 0.5), ("low", 0.25), ("high", 0.75)):
        rows[name] = values.quantile(share).reindex(rows.index).astype("Float64")
    rows["n"] = known.groupby(keys, dropna=False)["n"].sum(min_count=1).reindex(rows.index).astype("Float64")
    rows["reason"] = _shared_reason(placed, keys).reindex(rows.index).mask(rows["n_values"] > 0)
    rows["edition"] = _joined(placed, keys, "edition").reindex(rows.index)
    rows["scope"] = _joined(placed, keys, "scope").reindex(rows.index)
    own = placed[(placed["region_code"] == placed["region"]) & (placed["scope"] == "government_aggregate")]
    own = own.drop_duplicates(keys).set_index(keys)
    for name in FIGURES[:3] + FIGURES[5:]:
        rows[f"own_{name}"] = own[name].reindex(rows.index)
    rows = rows.reset_index()
    names = [
        say(UNRESOLVED, chosen.lang) if code == UNRESOLVED else region_name(corpus, code)
        for code in rows["region"]
    ]
    rows.insert(1, "name", pd.Series(names, dtype="string"))
    rows["small"] = pd.Series(grey(rows["n"].to_numpy(dtype=float, na_value=np.nan)), index=rows.index)
    return _named(rows, chosen)


def _interval(rows: pd.DataFrame, chosen: Selection) -> str:
    """What ``low`` and ``high`` are: the method of an interval, or quartiles."""
    return "" if rows["low"].isna().all() else "quartiles" if "n_values" in rows else method_of(chosen)


def _region_of(codes: pd.Series, chosen: Selection) -> pd.Series:
    """The region below those chosen that each code lies in; several chosen regions stand side by side."""
    stems = [stem(code) for code in chosen.regions if code != UNRESOLVED]
    depth = 0 if len(stems) != 1 else min(len(stems[0]) // 2, 3)
    if len(stems) > 1:
        depth = min(max(len(one) // 2 - 1 for one in stems), 3)
    return (
        codes.map(lambda code: code_at(str(code), depth), na_action="ignore")
        .fillna(UNRESOLVED)
        .astype("string")
    )


def _newest(corpus: Corpus, chosen: Selection, facts: pd.DataFrame) -> pd.DataFrame:
    """The regions in the newest year that has a value: what the map shows."""
    years = facts.loc[facts["value"].notna(), "year"].dropna()
    return _by_region(corpus, chosen, facts[facts["year"] == years.max()] if len(years) else facts.iloc[:0])


def _shared_reason(placed: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Why a region has no value: the commonest reason of its reports; used only where no report has a value."""
    lost = placed[placed["value"].isna()]
    counts = lost.groupby([*keys, "reason"], dropna=False).size().rename("count").reset_index()
    first = counts.sort_values("count", ascending=False, kind="stable").drop_duplicates(keys).set_index(keys)
    return first["reason"].astype("string")


def _joined(placed: pd.DataFrame, keys: list[str], column: str) -> pd.Series:
    pairs = placed[[*keys, column]].dropna(subset=[column]).drop_duplicates().sort_values(column)
    return pairs.groupby(keys, dropna=False)[column].agg("+".join).astype("string")
