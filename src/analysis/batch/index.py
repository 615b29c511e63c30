"""``index.html``: the regions, the reports and the files that could not be read, on one page."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.batch.pages import Page
from analysis.batch.render import shell
from analysis.frames.places import UNRESOLVED, Region, regions_of
from analysis.frames.schema import SEVERITIES
from analysis.frames.sources import placing_row
from analysis.frames.tidy import Frames
from analysis.frames.which import asked_reports, counts, is_of, readable, regions_present
from analysis.measures import compute, pool
from analysis.pages.figures import place_words
from analysis.words.site import words_in

REQUESTS, SHARE = "req_new", "disclosure_rate"
MOST_REPORTS = 5000  # a browser shows more only slowly; the list then keeps to reports with errors


class Point(NamedTuple):
    """A figure of one year and the bodies it is the sum of."""

    year: int
    value: float
    bodies: frozenset[str]


def write_index(out: Path, frames: Frames, pages: list[Page], lang: str = "zh") -> Path:
    """Write the index of all regions; ``pages`` says what this run made of some or all of them."""
    part = out / ".index.html.part"
    part.write_text(index_html(out, frames, pages, lang), encoding="utf-8")
    return part.replace(out / "index.html")


def index_html(out: Path, frames: Frames, pages: list[Page], lang: str = "zh") -> str:
    """The index as one HTML page in a string."""
    every = asked_reports(frames.reports, versions="all")
    failed = {page.region.code: page.reason for page in pages if page.failed}
    listed = _report_rows(frames, every, lang)
    long = len(listed) > MOST_REPORTS
    content = {
        "regions": [_region_row(out, region, frames, failed, lang) for region in _listed(out, every, failed)],
        "overview": "overview.html" if (out / "overview.html").is_file() else None,
        "reports": [row for row in listed if row["tally"]["error"]] if long else listed,
        "unreadable": _unreadable_rows(frames, frames.reports[~readable(frames.reports)], lang),
        "total": len(every),
        "long": long,
    }
    return shell("index.html.j2", content, lang=lang, words=words_in(lang))


def _listed(out: Path, reports: pd.DataFrame, failed: dict[str, str]) -> list[Region]:
    """The provinces of the reports, and the places inside them that a page was made of, each after its province."""
    provinces = {region.code: region for region, _ in regions_present(reports)}
    stems = [path.stem for path in out.glob("*.html") if path.stem[:6].isdecimal()]
    others = {region.code: region for region in regions_of(sorted({*stems, *failed} - {UNRESOLVED}))}
    known = provinces | others
    return [known[code] for code in sorted(known)]


def _region_row(
    out: Path, region: Region, frames: Frames, failed: dict[str, str], lang: str
) -> dict[str, Any]:
    every = asked_reports(frames.reports, region=region.code, versions="all")
    reports = every[counts(every)]
    cells = frames.cells[frames.cells["report_id"].isin(reports["report_id"])]
    return {
        "code": region.code,
        "name": region.label(lang),
        "page": f"{region.code}.html" if (out / f"{region.code}.html").is_file() else None,
        "notebook": f"notebooks/{region.code}.ipynb" if region.code in failed else None,
        "reason": failed.get(region.code, ""),
        "years": [int(year) for year in sorted(reports["year"].dropna().unique())],
        "reports": len(reports),
        "cells": int(reports["n_cells"].sum()),
        "cells_expected": int((cells["status"] != "not_in_form").sum()),
        "tally": _tally(frames.findings[frames.findings["report_id"].isin(reports["report_id"])]),
        "share": _share(cells, reports[is_of(reports, region)]),
        **_requests(cells, reports),
    }


def _requests(cells: pd.DataFrame, reports: pd.DataFrame) -> dict[str, Any]:
    """New requests by year, added up without counting anything twice, and the bodies that they are the sum of."""
    if len(reports) == 1:
        added, members = cells, reports.assign(pool=reports["report_id"])
    else:
        added, members, _ = pool(cells, reports, scope="any")
        ids = reports.set_index("report_id")["body_id"]
        members = members.assign(body_id=members["report_id"].map(ids))
    body = members["body_id"].where(members["body_id"].notna(), members["body"])
    bodies = members.assign(body=body).groupby("pool").agg(year=("year", "first"), bodies=("body", frozenset))
    figures = compute(added, [REQUESTS]).join(bodies, on="report_id")
    figures = figures[figures["year"].notna() & figures["value"].notna()]
    # two forms in one year are two pools; the larger one stands for the year
    figures = figures.assign(size=figures["bodies"].map(len)).sort_values(["year", "size"], kind="stable")
    figures = figures.drop_duplicates("year", keep="last")
    points = [
        Point(int(year), float(value), known)
        for year, value, known in zip(figures["year"], figures["value"], figures["bodies"], strict=True)
    ]
    return {"last": points[-1] if points else None, "points": points, "spark": sparkline(points)}


def _share(cells: pd.DataFrame, reports: pd.DataFrame) -> dict[str, Any] | None:
    """The share disclosed in the newest report of the place's own government; none without one."""
    own = asked_reports(reports, scope="aggregate").set_index("report_id")["year"]
    shares = compute(cells[cells["report_id"].isin(own.index)], [SHARE])
    shares = shares.assign(year=shares["report_id"].map(own))
    shares = shares[shares["value"].notna() & shares["year"].notna()]
    if shares.empty:
        return None
    last = shares.sort_values("year", kind="stable").iloc[-1]
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


def _report_rows(frames: Frames, reports: pd.DataFrame, lang: str) -> list[dict[str, Any]]:
    found = frames.findings.groupby(["report_id", "severity"]).size().to_dict()
    return [
        {
            "body": _text(report["body"]) or _text(report["title"]) or report["path"],
            "year": _text(report["year"]),
            "place": place_words(report, lang),
            "place_row": placing_row(str(report["path"])) if pd.isna(report["region_code"]) else None,
            "counts": report["is_chosen"],
            "scope": report["scope"],
            "path": report["path"],
            "tally": {name: found.get((report["report_id"], name), 0) for name in SEVERITIES},
        }
        for report in reports.to_dict("records")
    ]


def _unreadable_rows(frames: Frames, reports: pd.DataFrame, lang: str) -> list[dict[str, str]]:
    errors = frames.findings[frames.findings["code"] == "unreadable"]
    said = errors["message_zh" if lang == "zh" else "message"]
    messages = dict(zip(errors["report_id"], said, strict=True))
    return [
        {"path": str(path), "message": str(messages.get(key, ""))}
        for key, path in zip(reports["report_id"], reports["path"], strict=True)
    ]


def _tally(findings: pd.DataFrame) -> dict[str, int]:
    found = findings["severity"].value_counts()
    return {name: int(found.get(name, 0)) for name in SEVERITIES}


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
