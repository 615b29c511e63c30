"""``index.html``: the regions, the reports and the files that could not be read, on one page."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.batch.pages import Page
from analysis.batch.regions import Region
from analysis.batch.render import shell
from analysis.batch.words import words_in
from analysis.frames.schema import SEVERITIES
from analysis.frames.sources import placing_row
from analysis.frames.tidy import Frames
from analysis.measures import compute, pool

REQUESTS, SHARE = "req_new", "disclosure_rate"
MOST_REPORTS = 5000  # a browser shows more only slowly; the list then keeps to reports with errors
PLACE = ["province", "prefecture", "county", "township"]


class Point(NamedTuple):
    """A figure of one year and the bodies it is the sum of."""

    year: int
    value: float
    bodies: frozenset[str]


def write_index(
    out: Path, frames: Frames, regions: list[Region], pages: list[Page], lang: str = "zh"
) -> Path:
    """Write the index of all regions; ``pages`` says what this run made of some or all of them."""
    part = out / ".index.html.part"
    part.write_text(index_html(out, frames, regions, pages, lang), encoding="utf-8")
    return part.replace(out / "index.html")


def index_html(out: Path, frames: Frames, regions: list[Region], pages: list[Page], lang: str = "zh") -> str:
    """The index as one HTML page in a string."""
    reports = frames.reports
    readable = reports["format"] != "unreadable"
    failed = {page.region.code: page.reason for page in pages if page.failed}
    rows = [_region_row(out, region, frames, failed) for region in regions]
    listed = _report_rows(frames, reports[readable])
    long = len(listed) > MOST_REPORTS
    content = {
        "regions": rows,
        "overview": "overview.html" if (out / "overview.html").is_file() else None,
        "reports": [row for row in listed if row["tally"]["error"]] if long else listed,
        "unreadable": _unreadable_rows(frames, reports[~readable]),
        "total": int(readable.sum()),
        "long": long,
    }
    return shell("index.html.j2", content, lang=lang, words=words_in(lang))


def _region_row(out: Path, region: Region, frames: Frames, failed: dict[str, str]) -> dict[str, Any]:
    reports = frames.reports[frames.reports["report_id"].isin(region.report_ids)]
    cells = frames.cells[frames.cells["report_id"].isin(region.report_ids)]
    in_form = cells[cells["status"] != "not_in_form"]
    return {
        "code": region.code,
        "name": region.name,
        "page": f"{region.code}.html" if (out / f"{region.code}.html").is_file() else None,
        "notebook": f"notebooks/{region.code}.ipynb" if region.code in failed else None,
        "reason": failed.get(region.code, ""),
        "years": [int(year) for year in sorted(reports["year"].dropna().unique())],
        "reports": len(reports),
        "cells": int((~in_form["status"].isin(["missing", "unresolved"])).sum()),
        "cells_expected": len(in_form),
        "tally": _tally(frames.findings[frames.findings["report_id"].isin(region.report_ids)]),
        **_figures(cells, reports),
    }


def _figures(cells: pd.DataFrame, reports: pd.DataFrame) -> dict[str, Any]:
    """Requests by year and the share disclosed in the last, added up without counting anything twice."""
    if len(reports) == 1:
        added, members = cells, reports.assign(pool=reports["report_id"])
    else:
        added, members, _ = pool(cells, reports, scope="any")
    bodies = members.groupby("pool").agg(year=("year", "first"), bodies=("body", frozenset))
    figures = compute(added, [REQUESTS, SHARE]).join(bodies, on="report_id")
    figures = figures[figures["year"].notna() & figures["value"].notna()]
    # two forms in one year are two pools; the larger one stands for the year
    figures = figures.assign(size=figures["bodies"].map(len)).sort_values(["year", "size"], kind="stable")
    figures = figures.drop_duplicates(["indicator", "year"], keep="last")
    requests = figures[figures["indicator"] == REQUESTS]
    points = [
        Point(int(year), float(value), known)
        for year, value, known in zip(requests["year"], requests["value"], requests["bodies"], strict=True)
    ]
    share = _share(figures[figures["indicator"] == SHARE])
    return {
        "last": points[-1] if points else None,
        "points": points,
        "spark": sparkline(points),
        "share": share,
    }


def _share(shares: pd.DataFrame) -> dict[str, Any] | None:
    if shares.empty:
        return None
    last = shares.iloc[-1]
    names = ("value", "low", "high", "numerator", "denominator")
    return {"year": int(last["year"])} | {name: float(last[name]) for name in names}


def sparkline(points: list[Point], width: int = 96, height: int = 24) -> dict[str, Any] | None:
    """Dots by year, up from zero, joined where both years are of the same bodies; None for fewer than two."""
    if len(points) < 2:
        return None
    first, last = points[0].year, points[-1].year
    top = max(point.value for point in points) or 1.0
    spots = [
        (round(4 + (point.year - first) / (last - first) * (width - 8), 1),
         round(height - 4 - point.value / top * (height - 8), 1))
        for point in points
    ]  # fmt: skip
    joined = [
        (*spots[at], *spots[at + 1])
        for at in range(len(points) - 1)
        if points[at].bodies == points[at + 1].bodies
    ]
    return {"width": width, "height": height, "spots": spots, "lines": joined}


def _report_rows(frames: Frames, reports: pd.DataFrame) -> list[dict[str, Any]]:
    counts = frames.findings.groupby(["report_id", "severity"]).size().to_dict()
    return [
        {
            "body": _text(report["body"]) or _text(report["title"]) or report["path"],
            "year": _text(report["year"]),
            "place": " ".join(filter(None, (_text(report[level]) for level in PLACE))),
            "place_row": placing_row(str(report["path"])) if pd.isna(report["region_code"]) else None,
            "scope": report["scope"],
            "path": report["path"],
            "tally": {name: counts.get((report["report_id"], name), 0) for name in SEVERITIES},
        }
        for report in reports.to_dict("records")
    ]


def _unreadable_rows(frames: Frames, reports: pd.DataFrame) -> list[dict[str, str]]:
    errors = frames.findings[frames.findings["code"] == "unreadable"]
    messages = dict(zip(errors["report_id"], errors["message"], strict=True))
    return [
        {"path": str(path), "message": str(messages.get(key, ""))}
        for key, path in zip(reports["report_id"], reports["path"], strict=True)
    ]


def _tally(findings: pd.DataFrame) -> dict[str, int]:
    counts = findings["severity"].value_counts()
    return {name: int(counts.get(name, 0)) for name in SEVERITIES}


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
