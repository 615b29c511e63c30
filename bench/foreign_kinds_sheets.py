"""Kinds of workbooks and Word files in which a cell shows something else than it holds."""

from __future__ import annotations

import random

from bench.foreign_figures import Key
from bench.foreign_grid import Run
from bench.foreign_kinds import EVERY, kind
from bench.foreign_plan import Plan, figure_text

FORMATS = {
    ";;;": "unseen",
    "#,##0,": "changed",
    "0.0,": "changed",
    "yyyy-mm-dd": "changed",
    "0%": "changed",
    "0E+00": "changed",
    '0"万"': "changed",
    '"约"0': "same",
    "#,##0": "same",
    "0.00": "same",
    '0"件"': "same",
    "000": "same",
    "¥#,##0.00": "same",
    "@": "same",
    "General": "same",
    '0;-0;"—"': "dash",
    "#": "blank",
    '[=0]"";General': "blank",
    '0;[Red]"减"0': "same",
}

_DECIMALS = {"0.00": 2, "¥#,##0.00": 2, "@": 9, "General": 9}


@kind("formats of a sheet", "pages", EVERY, ("xlsx", "xls office"), must="finding")
def sheet_formats(plan: Plan, rng: random.Random) -> None:
    """The number format of some cells shows another figure than they hold, none, or the same otherwise."""
    code = rng.choice(sorted(FORMATS))
    share = rng.choice((0.15, 1.0))
    chosen = {key for key in plan.figures[plan.report] if rng.random() < share}
    does = FORMATS[code]
    for key in chosen:
        value = plan.figures[plan.report][key]
        # A dash is how the formats of accounts write a zero.
        if does in ("unseen", "changed") or (does == "blank" and not value):
            plan.truth.denied.add(key)
        if does == "same" and value is not None and round(value, _DECIMALS.get(code, 0)) != value:
            plan.truth.denied.add(key)  # it is shown rounded

    def printing(key: Key, value: float | None) -> tuple[Run, ...]:
        text = "" if value is None else figure_text(value)
        return (Run(text, f"format {code}" if key in chosen else ""),)

    plan.settle("printing", printing)


@kind("hyphens that do not break", "pages", ("2019",), ("docx", "odt office", "pdf office"))
def hyphens(plan: Plan, rng: random.Random) -> None:
    """The sign of a change is a hyphen of the word processor, no character of the text."""

    def printing(key: Key, value: float | None) -> tuple[Run, ...]:
        text = "" if value is None else figure_text(value)
        return (Run("-", "hyphen"), Run(text[1:])) if text.startswith("-") else (Run(text),)

    plan.settle("printing", printing)
