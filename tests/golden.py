"""Cells of the real reports in data/raw, checked by hand against the files; None stands for a blank cell."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

RAW = Path(__file__).parents[1] / "data" / "raw"
GOLDEN: dict[str, dict[str, float | None]] = json.loads(
    (Path(__file__).parent / "data" / "golden_cells.json").read_text(encoding="utf-8")
)


def raw_file(name: str) -> Path:
    """The real report of that name."""
    return next(RAW.rglob(name))


def judged(truth: Mapping[str, float | None], cells: Iterable[Any]) -> dict[str, str]:
    """``right``, ``missing`` or ``wrong`` for every known cell."""
    got = {f"{cell.table}/{cell.row}/{cell.column}": cell.value for cell in cells}
    return {key: _verdict(value, got.get(key)) for key, value in truth.items()}


def _verdict(truth: float | None, got: float | None) -> str:
    if truth is None:
        return "right" if got is None else "wrong"
    if got is None:
        return "missing"
    return "right" if math.isclose(got, truth, rel_tol=0, abs_tol=1e-9) else "wrong"
