"""Random figures of one report whose sums hold: large and all unlike, small and real, mostly zero, or all zero."""

from __future__ import annotations

import random

from bench.foreign_forms import (
    PROACTIVE,
    REQUEST_COLUMNS,
    RESULTS,
    TABLES_OF,
    TRACKS,
    request_rows,
    statistics_rows,
)

Key = tuple[str, str, str]  # table, row, column
Figures = dict[Key, float]
MANNERS = ("unlike", "small", "sparse", "zero")


class _Numbers:
    """Counts of one manner; unlike ones never come twice."""

    def __init__(self, rng: random.Random, manner: str) -> None:
        self.rng, self.manner = rng, manner
        self.unlike = iter(rng.sample(range(11, 9800), 2000))

    def count(self) -> int:
        if self.manner == "unlike":
            return next(self.unlike)
        share = {"small": 0.7, "sparse": 0.15, "zero": 0.0}[self.manner]
        if self.rng.random() >= share:
            return 0
        return self.rng.choice((1, 1, 2, 3, 4, self.rng.randint(5, 60), self.rng.randint(5, 2400)))

    def money(self) -> float:
        if self.manner == "zero" or self.rng.random() < 0.2:
            return 0.0
        return round(self.rng.uniform(0.5, 9000), self.rng.choice((0, 1, 2, 4)))


def draw_figures(edition: str, rng: random.Random, manner: str) -> Figures:
    """Every figure of a report of one edition: whole counts, money with up to four decimals."""
    numbers = _Numbers(rng, manner)
    drawn: Figures = {}
    for table in TABLES_OF[edition]:
        drawn |= _DRAW[table](edition, numbers)
    return drawn


def _requests(edition: str, numbers: _Numbers) -> Figures:
    codes = [code for _, code in request_rows(edition)]
    outcomes = codes[2:-2]
    drawn: Figures = {}
    for _, column in REQUEST_COLUMNS[:-1]:
        figures: dict[str, float] = {code: numbers.count() for code in outcomes}
        figures["total_decided"] = decided = sum(figures.values())
        figures["carried_out"] = numbers.count()
        figures["carried_in"] = min(numbers.count(), decided + figures["carried_out"])
        figures["new_requests"] = decided + figures["carried_out"] - figures["carried_in"]
        drawn |= {("requests", code, column): value for code, value in figures.items()}
    parts = [column for _, column in REQUEST_COLUMNS[:-1]]
    return drawn | {
        ("requests", code, "total"): sum(drawn["requests", code, part] for part in parts) for code in codes
    }


def _remedies(_: str, numbers: _Numbers) -> Figures:
    drawn: Figures = {}
    for _path, track in TRACKS:
        figures: dict[str, float] = {code: numbers.count() for _label, code in RESULTS[:-1]}
        figures["total"] = sum(figures.values())
        drawn |= {("remedies", track, code): value for code, value in figures.items()}
    return drawn


def _proactive(edition: str, numbers: _Numbers) -> Figures:
    drawn: Figures = {}
    for _title, _corner, rows, columns in PROACTIVE[edition]:
        for _label, row in rows:
            for _head, column in columns:
                drawn["proactive", row, column] = _proactive_figure(column, numbers)
    return drawn


def _proactive_figure(column: str, numbers: _Numbers) -> float:
    if column in ("amount_wan", "proc_amount"):
        return numbers.money()
    value = numbers.count()
    return -value if column == "items_change" and numbers.rng.random() < 0.5 else value


_SUMS_2014 = {
    "req_received": ("req_inperson", "req_fax", "req_net", "req_mail"),
    "closed": ("closed_ontime", "closed_extended"),
    "denied": (
        "denied_secret", "denied_trade", "denied_privacy", "denied_security", "denied_notinfo", "denied_otherlaw",
    ),
    "answered": (
        "already_public", "granted", "partial", "denied", "not_this_body", "not_exist", "amend", "other_channel",
    ),
    "review": ("review_upheld", "review_corrected", "review_other"),
    "litig": ("litig_upheld", "litig_corrected", "litig_other"),
    "staff": ("staff_full", "staff_part"),
}  # fmt: skip
_SUMS_2008 = {"27": range(28, 34), "12": range(13, 19), "19": range(20, 28)}


def _statistics(edition: str, numbers: _Numbers) -> Figures:
    drawn: dict[str, float] = {}
    for _label, unit, code in statistics_rows(edition):
        if code:
            drawn[code] = numbers.money() if unit == "万元" else numbers.count()
    if edition == "2014":
        sums = {f"s14_{whole}": [f"s14_{part}" for part in parts] for whole, parts in _SUMS_2014.items()}
    else:
        sums = {f"l08_{whole}": [f"l08_{part}" for part in parts] for whole, parts in _SUMS_2008.items()}
    for whole, parts in sums.items():
        drawn[whole] = sum(drawn[part] for part in parts)
    return {("statistics", code, "value"): value for code, value in drawn.items()}


_DRAW = {"requests": _requests, "remedies": _remedies, "proactive": _proactive, "statistics": _statistics}
