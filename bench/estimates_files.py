"""The same questions put to a corpus that went through files: what was read, computed and summed against the truth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import ingest, load
from analysis.frames.tidy import Frames
from analysis.measures import change, compare, compute, pool, shrink
from bench.corpus import faults_of, summary
from bench.estimates_draws import Line, inside, percent

RATES = {
    "disclosure_rate": ("true_disclosure", 100.0),
    "review_corr": ("true_review_corrected", 100.0),
    "review_inc": ("true_review_rate", 100.0),
}


def file_lines(corpus: Path) -> Iterator[Line]:
    """Read the files of a corpus and compare: cells, rates with their intervals, sums of bodies, chains of years."""
    ingest(corpus / "raw", corpus / "processed", progress=False)
    frames = load(corpus / "processed")
    truth, cells = (pd.read_parquet(corpus / name) for name in ("truth.parquet", "truth_cells.parquet"))
    faults = faults_of(truth, cells, frames.reports, frames.cells)
    yield Line("cells, places, years and scopes read wrong", len(faults), None, 0, len(cells), "")
    for name, share in summary(truth, cells, frames.reports, frames.cells).items():
        if "%" in name:
            yield Line(name.removesuffix(", %"), share, 99 if "places" not in name else 95, None, len(truth))
    yield from _rate_lines(frames, truth)
    yield from _sum_lines(frames, truth)
    yield from _chain_lines(frames, truth)
    yield from _compare_lines(frames, truth)


def _rate_lines(frames: Frames, truth: pd.DataFrame) -> Iterator[Line]:
    """Intervals of single bodies against their true rates, and shrunk shares against raw ones.

    Reports with a wrong total are left out: their figures are not draws from the true rates.
    """
    facts = compute(frames.cells, list(RATES))
    own = frames.reports[["report_id", "path", "year"]].merge(truth.drop(columns="year"), on="path")
    own = own[(own["scope"] == "own_body") & (own["wrong_total"] == "")]
    facts = facts.merge(own, on="report_id")
    for code, (name, scale) in RATES.items():
        rows = facts[(facts["indicator"] == code) & (facts["status"] == "ok")]
        if code == "review_inc":
            rows = rows[rows["decided"] > 0]
        low, high = (rows[side].to_numpy(dtype=float) for side in ("low", "high"))
        hits = inside(scale * rows[name].to_numpy(dtype=float), low, high)
        yield Line(
            f"{code}: intervals that hold the truth",
            percent(hits),
            93,
            97 if code != "review_inc" else None,
            len(rows),
        )
    shares = shrink(facts[facts["indicator"] == "disclosure_rate"])
    shares = shares[shares["shrunk"].notna()]
    goal = 100 * shares["true_disclosure"].to_numpy(dtype=float)
    raw, shrunk = (
        float(np.mean((shares[name].to_numpy(dtype=float) - goal) ** 2)) for name in ("value", "shrunk")
    )
    yield Line("disclosure_rate: error of the raw share", raw, None, None, len(shares), "pp²")
    yield Line("disclosure_rate: error of the shrunk share", shrunk, None, raw, len(shares), "pp²")


def _sum_lines(frames: Frames, truth: pd.DataFrame) -> Iterator[Line]:
    """Sums of single bodies by province and year, against the true sums over just these bodies."""
    pooled = pool(frames.cells, frames.reports, scope="own", by=["province"], incomplete="leave_out")
    members = pooled.members.merge(frames.reports[["report_id", "path"]], on="report_id").merge(
        truth[["path", "new_requests", "decided", "wrong_total"]], on="path"
    )
    sums = pooled.cells[(pooled.cells["table"] == "requests") & (pooled.cells["column"] == "total")]
    spoilt = members[members["wrong_total"].str.fullmatch(r"requests/(new_requests|total_decided)/total")][
        "pool"
    ]
    right = []
    for row, name in (("new_requests", "new_requests"), ("total_decided", "decided")):
        goal = members.groupby("pool")[name].sum()
        got = sums[sums["row"] == row].set_index("report_id")["value"].astype(float)
        kept = ~goal.index.isin(spoilt)
        right += list(got.reindex(goal.index)[kept] == goal[kept])
    yield Line("sums over bodies that equal the true sums", percent(np.array(right)), 100, None, len(right))
    whole = pool(frames.cells, frames.reports, scope="any", by=["province"])
    twice = whole.members.merge(frames.reports[["report_id", "path"]], on="report_id").merge(
        truth[["path", "level"]], on="path"
    )
    alone = twice.groupby("pool")["level"].agg(
        lambda levels: len(levels) == 1 or "province" not in set(levels)
    )
    yield Line(
        "pools in which no body stands beside what sums it up",
        percent(alone.to_numpy(dtype=bool)),
        100,
        None,
        len(alone),
    )


def _chain_lines(frames: Frames, truth: pd.DataFrame) -> Iterator[Line]:
    """What a year carries out is what the next carries in, wherever both were read and no total is wrong."""
    rows = frames.cells[
        (frames.cells["table"] == "requests") & frames.cells["row"].isin(["carried_in", "carried_out"])
    ]
    rows = rows.merge(frames.reports[["report_id", "path"]], on="report_id").merge(
        truth[["path", "body", "year", "wrong_total"]], on="path"
    )
    rows = rows[rows["value"].notna() & ~rows["wrong_total"].str.contains("carried")]
    out = rows[rows["row"] == "carried_out"].assign(year=lambda frame: frame["year"] + 1)
    taken = rows[rows["row"] == "carried_in"]
    both = out.merge(taken, on=["body", "year", "column"], suffixes=("_out", "_in"))
    hits = (both["value_out"] == both["value_in"]).to_numpy(dtype=bool)
    yield Line("stocks that go over into the next year unchanged", percent(hits), 100, None, len(hits))


def _compare_lines(frames: Frames, truth: pd.DataFrame) -> Iterator[Line]:
    """Figures of prefectures are those of their governments' reports; rates that do not change stay inside."""
    facts = compare(frames, ["req_new"], by="prefecture", scope="aggregate")
    whole = truth[(truth["level"] == "prefecture") & (truth["scope"] == "government_aggregate")]
    whole = whole.assign(prefecture=whole["place"].str.split("/").str[1])
    both = facts[facts["status"] == "ok"].merge(whole, on=["prefecture", "year"])
    both = both[both["wrong_total"] != "requests/new_requests/total"]
    # a prefecture whose own report names no place is the sum of the counties that report, which is another figure
    named = both[~both["nameless"]]
    same = (named["value"].astype(float) == named["new_requests"]).to_numpy(dtype=bool)
    yield Line("requests of prefectures that equal the true ones", percent(same), 100, None, len(same))
    facts = compare(frames, ["disclosure_rate"], by="body", scope="own")
    found = change(facts)
    clean = truth[truth["wrong_total"] == ""][["body", "year"]]
    found = found.merge(clean, on=["body", "year"])
    found = found[(found["status"] == "ok") & found["low"].notna()]
    low, high = (found[name].to_numpy(dtype=float) for name in ("low", "high"))
    hits = inside(np.zeros(len(found)), low, high)
    yield Line("disclosure that did not change: intervals that hold 0", percent(hits), 93, 97, len(found))
