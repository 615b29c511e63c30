"""Made-up frames for the gallery and the tests: the same ones every time, none of them real figures."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.forms.edition_2021 import EDITION_2021
from analysis.measures.indicators import compute
from analysis.measures.intervals import wilson
from analysis.regions import gazetteer

# Real names at their longest, first; the figures beside them are made up.
LONG_NAMES = (
    "新疆生产建设兵团",
    "黔西南布依族苗族自治州",
    "双江拉祜族佤族布朗族傣族自治县",
    "积石山保安族东乡族撒拉族自治县",
    "淮安市",
)


def names(count: int) -> list[str]:
    """So many names of real places: the longest first, then counties in the order of their codes."""
    counties = (unit for unit in gazetteer.latest(_counties()) if unit.valid_to is None)
    found = dict.fromkeys(LONG_NAMES)
    for unit in counties:
        if len(found) >= count:
            break
        found.setdefault(unit.name)
    return list(found)[:count]


def _counties() -> list[gazetteer.Division]:
    return [unit for found in gazetteer.by_name().values() for unit in found if unit.level == "county"]


def places(count: int, codes: list[str] | None = None, *, seed: int = 5) -> pd.DataFrame:
    """Made-up shares of ``count`` places, or of these codes, with intervals; columns as in the frame of ``compare``.

    About one place in fifteen has no value, and about one in eight fewer than ten cases.
    """
    random = np.random.default_rng(seed)
    label = (
        names(count) if codes is None else [getattr(gazetteer.lookup(code), "name", code) for code in codes]
    )
    size = len(label)
    n = np.maximum(1, np.round(np.exp(random.normal(4, 1.5, size)))).astype(int)
    k = random.binomial(n, random.beta(12, 8, size))
    # A few that stand out, for the funnel.
    k = np.where(np.arange(size) % 40 == 14, n, np.where(np.arange(size) % 40 == 30, n // 20, k))
    low, high = wilson(k, n)
    frame = pd.DataFrame(
        {
            "body": label,
            "region_code": codes if codes is not None else [None] * size,
            "level": np.resize(["county", "prefecture", "county", "province", "county"], size),
            "year": 2024,
            "edition": "2021",
            "indicator": "disclosure_rate",
            "numerator": k,
            "denominator": n,
            "n": n,
            "value": 100 * k / n,
            "low": 100 * low,
            "high": 100 * high,
            "status": "ok",
            "reason": "",
        }
    )
    gone = np.arange(size) % 15 == 7
    frame.loc[gone, ["value", "low", "high"]] = np.nan
    frame.loc[gone, "status"] = "na"
    frame.loc[gone, "reason"] = "requests/total_decided/total: blank"
    return frame


def years(count: int, first: int = 2017, last: int = 2024) -> pd.DataFrame:
    """The same over the years, with a change of the form in 2019 and 2021; the second place lacks 2022."""
    parts = []
    for when in range(first, last + 1):
        part = places(count, seed=when)
        edition = "2014" if when < 2019 else "2019" if when < 2021 else "2021"
        parts.append(part.assign(year=when, edition=edition))
    frame = pd.concat(parts, ignore_index=True)
    gone = (frame["year"] == 2022) & (frame["body"] == (names(2)[-1] if count > 1 else ""))
    frame.loc[gone, ["value", "low", "high"]] = np.nan
    return frame


def flows(count: int = 1) -> pd.DataFrame:
    """Made-up requests of ``count`` reports in the form that :func:`analysis.measures.compute` gives."""
    random = np.random.default_rng(3)
    rows: list[tuple[object, ...]] = []
    for at, name in enumerate(names(count)):
        carried, new, out = (int(part) for part in random.integers((5, 80, 3), (20, 160, 15)))
        decided = carried + new - out
        outcome = random.multinomial(decided, (0.4, 0.1, 0.15, 0.25, 0.05, 0.05))
        codes = {"req_carried_in": carried, "req_new": new, "req_decided": decided, "req_carried_out": out}
        outcomes = ("full_rate", "partial_rate", "denial_rate", "unable_rate", "rejected_rate", "other_rate")
        for code, number in codes.items():
            rows.append((f"e{at}", name, 2024, code, number, number, pd.NA))
        for code, number in zip(outcomes, outcome, strict=True):
            rows.append((f"e{at}", name, 2024, code, 100 * number / decided, number, decided))
    columns = ["report_id", "body", "year", "indicator", "value", "numerator", "n"]
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("value", "numerator", "n"), "Float64"))
    frame[["low", "high"]] = np.nan
    return frame.assign(status="ok", reason="")


def curve(count: int = 60) -> pd.DataFrame:
    """A made-up Lorenz curve of so many places: share_weight and share_amount from 0 to 1."""
    known = places(count).dropna(subset="value").sort_values("value")
    start = pd.DataFrame({"share_weight": [0.0], "share_amount": [0.0]})
    shares = {"share_weight": known["n"].cumsum() / known["n"].sum(),
              "share_amount": known["numerator"].cumsum() / known["numerator"].sum()}  # fmt: skip
    return pd.concat([start, pd.DataFrame(shares)], ignore_index=True)


def steps(count: int = 5) -> pd.DataFrame:
    """A made-up decomposition for the waterfall: part, kind, value; the steps add up to the last level."""
    sizes = [round(6 / (2 + at) * (-1) ** at, 1) for at in range(count)]
    parts = [
        ("2023", "level", 52.0),
        *((name, "step", size) for name, size in zip(names(count), sizes, strict=True)),
    ]
    return pd.DataFrame([*parts, ("2024", "level", 52.0 + sum(sizes))], columns=["part", "kind", "value"])


def specifications() -> pd.DataFrame:
    """Made-up results of nine ways to compute one figure: denominator, scope, value, low, high, n."""
    rows = [
        (
            base,
            scope,
            55.0 + 14 * at + 3 * step,
            51.0 + 14 * at + 3 * step,
            59.0 + 14 * at + 3 * step,
            640 - 90 * step,
        )
        for at, base in enumerate(("decided", "workload", "resolvable"))
        for step, scope in enumerate(("aggregate", "any", "own"))
    ]
    return pd.DataFrame(rows, columns=["denominator", "scope", "value", "low", "high", "n"])


class Made(NamedTuple):
    """Made-up frames of a few reports: ``reports`` and ``cells``."""

    reports: pd.DataFrame
    cells: pd.DataFrame


def frames() -> Made:
    """A province and two of its cities in 2023, with table 三; the second city prints one sum wrong."""
    places_ = {"p": ("江苏省人民政府", "320000", None), "a": ("南京市人民政府", "320100", "南京市"),
               "b": ("无锡市人民政府", "320200", "无锡市")}  # fmt: skip
    kinds = [
        "report_id",
        "body",
        "region_code",
        "province",
        "prefecture",
        "level",
        "body_type",
        "scope",
        "published",
    ]
    reports = pd.DataFrame(
        [(key, body, code, "江苏省", city, "prefecture" if city else "province", "government",
          "government_aggregate", None) for key, (body, code, city) in places_.items()], columns=kinds, dtype="string"
    ).assign(year=pd.array([2023] * 3, dtype="Int64"))  # fmt: skip
    sizes = {"p": (600, 300, 60), "a": (200, 120, 30), "b": (100, 40, 10)}
    rows: list[tuple[object, ...]] = []
    for key, (new, full, part) in sizes.items():
        counts = {"new_requests": new, "granted_full": full, "granted_partial": part,
                  "unable_not_held": new - full - part, "total_decided": new + (key == "b")}  # fmt: skip
        for cell in EDITION_2021.keys("requests"):
            count = counts.get(cell.row, 0) if cell.column in ("natural_person", "total") else 0
            rows.append((key, *cell, "2021", float(count), "reported", "件"))
    names_ = ["report_id", "table", "row", "column", "edition", "value", "status", "unit"]
    cells = pd.DataFrame(rows, columns=names_).astype({name: "string" for name in names_ if name != "value"})
    return Made(reports, cells.astype({"value": "Float64"}))


def facts() -> pd.DataFrame:
    """All indicators of :func:`frames`, with the columns of its reports."""
    made = frames()
    return compute(made.cells).merge(made.reports, on="report_id")
