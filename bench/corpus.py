"""Write a made-up corpus with known rates: report files of real places, and beside them what is true.

usage: python -m bench.corpus --out DIR [--provinces N] [--years YEAR …] [--bodies N] [--seed N] [--formats …]
       python -m bench.corpus --out DIR --check

``DIR/raw/YEAR/CODE4/*`` are the reports: text, web pages and Word files written by ``tests/render*.py``.
``DIR/truth.parquet`` (and ``.csv``) has one row a report: its body, place, year, file, true rates and slips;
``DIR/truth_cells.parquet`` one row a cell: the true figure and what the file prints. ``--check`` reads the reports
with ``analysis.ingest`` into ``DIR/processed`` and holds every cell and every place against the truth; the exit
status is 1 if anything was read wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from bench.corpus_bodies import PROVINCES, Body, names_above, province_bodies
from bench.corpus_figures import KEYS, Ints, Rates, draw_corpus, figure
from bench.corpus_files import FORMATS, File, write_report

Row = dict[str, Any]


def write_corpus(
    out: Path,
    provinces: Sequence[str] = PROVINCES[:3],
    years: Sequence[int] = (2021, 2022, 2023),
    bodies: int = 200,
    seed: int = 1,
    formats: Sequence[str] = FORMATS,
) -> pd.DataFrame:
    """Write the reports of at least ``bodies`` bodies of each province and year; the table of what is true.

    ``provinces`` are division codes. The same arguments give the same files. Raises ``ValueError`` for a code that
    is no province and for a folder that already holds a corpus.
    """
    if (out / "raw").exists():
        raise ValueError(f"{out / 'raw'} exists already; name a new folder.")
    reports: list[Row] = []
    cells: list[pd.DataFrame] = []
    for code in provinces:
        listed = province_bodies(code, years, bodies)
        rates, drawn = draw_corpus(np.random.default_rng([seed, int(code)]), listed, years)
        known = _known(listed, rates)
        for body in listed:
            for number, year in enumerate(years):
                figures = drawn[body.number][number]
                rng = random.Random(f"{seed}/{code}/{body.number}/{year}")
                written = write_report(body, year, figures, rng.choice(list(formats)), rng)
                path = _save(out / "raw", body, year, written)
                above = "" if body.above is None else listed[body.above].name
                reports.append(_report_row(path, body, year, written, figures, above) | known[body.number])
                cells.append(_cell_rows(path, figures, written))
    truth = pd.DataFrame(reports)
    truth.to_parquet(out / "truth.parquet", index=False)
    truth.to_csv(out / "truth.csv", index=False)
    pd.concat(cells, ignore_index=True).to_parquet(out / "truth_cells.parquet", index=False)
    return truth


def _save(raw: Path, body: Body, year: int, written: File) -> str:
    """Write the file; its path below ``raw``. A report without a place lies in no place's folder."""
    folder = "unplaced" if written.slips.nameless else body.region_code[:4]
    path = f"{year}/{folder}/{body.region_code}_{body.number:03}_{year}.{written.suffix}"
    (raw / path).parent.mkdir(parents=True, exist_ok=True)
    (raw / path).write_bytes(written.data)
    return path


_RATES = tuple(name for name in Rates._fields if name not in ("requesters", "rest"))


def _known(bodies: Sequence[Body], rates: Sequence[Rates | None]) -> list[dict[str, float]]:
    """The true rates of each body; of an aggregate the mean over its bodies, weighted by their expected requests."""
    known: list[dict[str, float]] = []
    for body, own in zip(bodies, rates, strict=True):
        parts = (
            [own] if own else [r for b, r in zip(bodies, rates, strict=True) if r and _holds(bodies, body, b)]
        )
        weights = np.array([part.expected_requests for part in parts])
        means = {
            name: float(
                np.average(
                    [getattr(part, name) for part in parts], weights=weights if weights.sum() else None
                )
            )
            for name in _RATES
        }
        sums = {
            name: float(sum(getattr(part, name) for part in parts)) for name in ("expected_requests", "acts")
        }
        known.append({f"true_{name}": value for name, value in (means | sums).items()})
    return known


def _holds(bodies: Sequence[Body], body: Body, other: Body) -> bool:
    """Whether a body is above another one, at any distance."""
    above = other.above
    while above is not None and above != body.number:
        above = bodies[above].above
    return above == body.number


def _report_row(path: str, body: Body, year: int, written: File, cells: Ints, above: str) -> Row:
    names = [*names_above(body, year), "", "", "", ""]
    return {
        "path": path,
        "year": year,
        "body": body.name,
        "body_type": body.kind,
        "level": body.level,
        "region_code": body.region_code,
        "place": "/".join(filter(None, names)),
        "above": above,
        "scope": "government_aggregate" if body.aggregate else "own_body",
        "dialect": written.dialect,
        **written.slips._asdict(),
        "new_requests": figure(cells, "requests", "new_requests", "total"),
        "decided": figure(cells, "requests", "total_decided", "total"),
        "disclosed": sum(
            figure(cells, "requests", row, "total") for row in ("granted_full", "granted_partial")
        ),
    }


def _cell_rows(path: str, cells: Ints, written: File) -> pd.DataFrame:
    """True and printed figures of a report; ``printed`` is NA in a table that was left out."""
    return pd.DataFrame(
        {
            "path": path,
            "table": [key.table for key in KEYS],
            "row": [key.row for key in KEYS],
            "column": [key.column for key in KEYS],
            "true": [value / 10_000 if key.table == "proactive" and key.row == "admin_fees" else value
                     for key, value in zip(KEYS, cells.tolist(), strict=True)],
            "printed": [written.printed.get(key) for key in KEYS],
        }
    )  # fmt: skip


def faults_of(
    truth: pd.DataFrame, truth_cells: pd.DataFrame, reports: pd.DataFrame, cells: pd.DataFrame
) -> pd.DataFrame:
    """What was read wrong: one row a fault with ``path``, ``what``, ``true`` and ``read``.

    A cell without a value is not wrong, nor is a place that stayed open; both are counted by ``summary``.
    """
    read = reports.merge(truth, on="path", suffixes=("", "_true"))
    figures = cells.merge(reports[["report_id", "path"]], on="report_id").merge(
        truth_cells, on=["path", "table", "row", "column"]
    )
    printed = pd.to_numeric(figures["printed"], errors="coerce")
    wrong = figures[figures["value"].notna() & ~(figures["value"].astype(float) - printed).abs().lt(1e-9)]
    faults = [
        pd.DataFrame({"path": wrong["path"], "what": wrong["table"] + "/" + wrong["row"] + "/" + wrong["column"],
                      "true": wrong["printed"].astype("string"), "read": wrong["value"].astype("string")})
    ]  # fmt: skip
    for name in ("region_code", "year", "scope", "level"):
        got, true = read[name].astype("string"), read[f"{name}_true"].astype("string")
        off = read[got.notna() & (got != "unknown") & (got != true)]
        if name == "level":
            off = off[off["region_code"].notna()]
        faults.append(
            pd.DataFrame({"path": off["path"], "what": name, "true": true[off.index], "read": got[off.index]})
        )
    lost = truth[~truth["path"].isin(reports["path"])]
    faults.append(pd.DataFrame({"path": lost["path"], "what": "file", "true": "a report", "read": "nothing"}))
    return pd.concat(faults, ignore_index=True)


def summary(
    truth: pd.DataFrame, truth_cells: pd.DataFrame, reports: pd.DataFrame, cells: pd.DataFrame
) -> dict[str, float]:
    """Shares, in percent: printed figures that were read, places found, and scopes known."""
    printed = truth_cells[pd.to_numeric(truth_cells["printed"], errors="coerce").notna()]
    figures = cells[cells["value"].notna()].merge(reports[["report_id", "path"]], on="report_id")
    found = printed.merge(figures, on=["path", "table", "row", "column"])
    named = reports[reports["path"].isin(truth.loc[~truth["nameless"] & ~truth["bare"], "path"])]
    return {
        "reports": float(len(reports)),
        "printed figures read, %": 100 * len(found) / len(printed),
        "places found where the report names one, %": 100 * float(named["region_code"].notna().mean()),
        "scope known, %": 100 * float((reports["scope"] != "unknown").mean()),
    }


def check(out: Path) -> int:
    """Read the reports, print what was found, and every fault with the file to look at; 1 if there is one."""
    from analysis import ingest, load

    before = _processor_seconds()
    done = ingest(out / "raw", out / "processed", progress=False)
    spent = _processor_seconds() - before
    frames = load(out / "processed")
    truth, truth_cells = (pd.read_parquet(out / name) for name in ("truth.parquet", "truth_cells.parquet"))
    print(done)
    if done.read:
        print(
            f"reports a second: {done.read / done.seconds:.0f} by the clock, {done.read / spent:.0f} of the processor"
        )
    for name, value in summary(truth, truth_cells, frames.reports, frames.cells).items():
        print(f"{name}: {value:.2f}" if "%" in name else f"{name}: {value:.0f}")
    faults = faults_of(truth, truth_cells, frames.reports, frames.cells)
    print(f"read wrong: {len(faults)}")
    for fault in faults.head(40).itertuples():
        print(f"  {out / 'raw'}/{fault.path}: {fault.what} is {fault.true}, read {fault.read}")
    return 1 if len(faults) else 0


def _processor_seconds() -> float:
    """What this process and those it waited for have used: the clock says little on a busy machine."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> int:
    """Write a corpus, or check one."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--provinces", default="3", help="how many, or their codes set apart by commas")
    options.add_argument("--years", type=int, nargs="+", default=[2021, 2022, 2023])
    options.add_argument("--bodies", type=int, default=200, help="at least so many a province")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--formats", default=",".join(FORMATS))
    options.add_argument("--check", action="store_true", help="read the corpus that is there")
    args = options.parse_args()
    if args.check:
        return check(args.out)
    codes = PROVINCES[: int(args.provinces)] if len(args.provinces) < 6 else args.provinces.split(",")
    truth = write_corpus(args.out, codes, args.years, args.bodies, args.seed, args.formats.split(","))
    print(f"{len(truth)} reports of {truth['body'].nunique()} bodies in {args.out / 'raw'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
