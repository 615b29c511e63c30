"""How complete, consistent and timely a report is: measures of the data, not of the body's work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.frames.grid import Floats, Grid, grid
from analysis.frames.used_cells import agreement
from analysis.frames.which import counts
from analysis.measures.intervals import wilson
from analysis.measures.strata import need, nullable, numbers

# code -> name zh, en, unit, what it says zh, en
QUALITY: dict[str, tuple[str, str, str, str, str]] = {
    "q_complete": ("单元格完整率", "cells filled", "%", "表内单元格中填有数字的比例。",
                   "Of the cells of the form, the share with a figure."),
    "q_identity": ("勾稽通过率", "sums that agree", "%", "可核对的勾稽关系中成立的比例。",
                   "Of the sums that can be checked, the share that agree."),
    "q_timely": ("距公布期限天数", "days to the deadline", "天", "公布日期距法定期限的天数，逾期为负。",
                 "Days from publication to the legal deadline, negative after it."),
}  # fmt: skip


def quality(cells: pd.DataFrame, reports: pd.DataFrame | None = None) -> pd.DataFrame:
    """Completeness, agreement and timeliness of each report: one row a report and measure.

    ``q_complete``: cells with a figure of the cells of the form; ``q_identity``: sums that agree of the sums whose
    cells are all known; ``q_timely``: the column ``days_to_deadline`` of ``reports``, only if that is given. Columns:
    ``report_id, indicator, value, numerator, denominator, n, status, reason``.
    Raises :class:`UnknownNameError` if ``reports`` has no such column.

    >>> from analysis.charts.example import frames
    >>> quality(frames().cells)[["report_id", "indicator", "value"]].head(2)
      report_id   indicator  value
    0         p  q_complete  100.0
    1         a  q_complete  100.0
    """
    table = grid(cells)
    in_form = (table.statuses != "not_in_form") & _known(cells, table)
    filled = (~np.isnan(table.values) & in_form).sum(axis=1).astype(float)
    passed, assessable, _ = agreement(table)
    ids = table.ids
    parts = [
        _share(ids, "q_complete", filled, in_form.sum(axis=1).astype(float), "no cell of the form"),
        _share(ids, "q_identity", passed, assessable, "no sum whose cells are all known"),
    ]
    if reports is not None:
        need(reports, ["report_id", "days_to_deadline"])
        days = numbers(reports.set_index("report_id").reindex(ids), "days_to_deadline")
        nothing = np.full(len(ids), np.nan)
        parts.append(_rows(ids, "q_timely", days, nothing, nothing, "publication or deadline is not known"))
    return pd.concat(parts, ignore_index=True)


def on_time(
    reports: pd.DataFrame, *, by: str | Sequence[str] = "province", level: float = 0.95
) -> pd.DataFrame:
    """Reports published by the legal deadline, of those whose date is known: one row a group and year.

    ``by`` are columns of ``reports``. Only the version of a report that counts is looked at. Columns: those of ``by``,
    ``year, value`` (%), ``low, high`` (Wilson), ``numerator, denominator, n``, ``left_out`` (reports whose date or
    deadline is not known: a group that dates few of its reports is not known to be on time), ``status, reason``.
    Raises :class:`UnknownNameError` for a column that is not there.

    >>> reports = pd.DataFrame({"province": "江苏省", "year": 2023, "late": [False, True, None, False]})
    >>> on_time(reports)[["numerator", "denominator", "left_out"]].iloc[0].tolist()
    [2.0, 3.0, 1.0]
    """
    columns = [by] if isinstance(by, str) else list(by)
    need(reports, [*columns, "year", "late"])
    fit = reports[counts(reports)]
    late = fit["late"].astype("boolean")
    table = fit[[*columns, "year"]].assign(k=(~late).fillna(False), n=late.notna(), every=1)
    groups = table.groupby([*columns, "year"], sort=True)[["k", "n", "every"]].sum().reset_index()
    k, n = groups["k"].to_numpy(dtype=float), groups["n"].to_numpy(dtype=float)
    low, high = wilson(k, n, level)
    share = 100 * k / np.where(n > 0, n, np.nan)
    found = {"value": share, "low": 100 * low, "high": 100 * high, "numerator": k, "denominator": n, "n": n}
    status = pd.Series(np.where(n > 0, "ok", "na"), index=groups.index, dtype="string")
    reason = pd.Series("no date of publication is known", index=groups.index, dtype="string").where(n == 0)
    frame = nullable(groups[[*columns, "year"]], found)
    return frame.assign(left_out=groups["every"] - groups["n"], status=status, reason=reason)


def _known(cells: pd.DataFrame, table: Grid) -> Any:
    """Where a report has a row for the cell at all: forms of other editions leave holes in the grid."""
    keys = (cells["table"] + "/" + cells["row"] + "/" + cells["column"]).map(table.keys)
    known = np.zeros(table.values.shape, dtype=bool)
    known[table.ids.get_indexer(pd.Index(cells["report_id"])), keys.to_numpy(dtype=int)] = True
    return known


def _share(ids: pd.Index, code: str, top: Floats, bottom: Floats, why: str) -> pd.DataFrame:
    return _rows(ids, code, 100 * top / np.where(bottom > 0, bottom, np.nan), top, bottom, why)


def _rows(ids: pd.Index, code: str, value: Floats, top: Floats, bottom: Floats, why: str) -> pd.DataFrame:
    """The rows of one measure."""
    lost = np.isnan(value)
    figures = {"value": value, "numerator": top, "denominator": bottom, "n": bottom}
    frame = nullable(pd.DataFrame({"report_id": ids.to_numpy(), "indicator": code}), figures)
    frame["status"] = np.where(lost, "na", "ok")
    frame["reason"] = pd.Series(np.where(lost, why, ""), dtype="string").mask(~lost)
    return frame.astype(dict.fromkeys(("report_id", "indicator", "status", "reason"), "string"))
