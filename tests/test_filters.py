"""Filters of any two columns of a frame join, whatever is not there: with the pandas of today and of before."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from analysis import compare, compute, read_reports
from analysis.frames.schema import FRAMES
from golden import RAW

NAMES = (*FRAMES, "facts", "compared")


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    """The public frames and what is computed of them, each with a row in which nothing is there."""
    frames = read_reports(RAW)
    known = frames._asdict()
    known["facts"] = compute(frames)
    known["compared"] = compare(frames, by="body", scope="any")
    return {name: _with_nothing(frame) for name, frame in known.items()}


def _with_nothing(frame: pd.DataFrame) -> pd.DataFrame:
    nothing = pd.DataFrame({name: pd.array([None], dtype=kind) for name, kind in frame.dtypes.items()})
    return pd.concat([frame.head(40), nothing], ignore_index=True)


def _filters(values: pd.Series) -> list[pd.Series]:
    """What people write: equal to a value, unlike it, more than it."""
    value = values.dropna().iloc[0] if values.notna().any() else "x"
    found = [values == value, values != value, values.isin([value])]
    return [*found, values > value] if pd.api.types.is_numeric_dtype(values) and value != "x" else found


@pytest.mark.parametrize("name", NAMES)
def test_filters_of_any_two_columns_join(tables: dict[str, pd.DataFrame], name: str) -> None:
    frame = tables[name]
    ready = {column: _filters(frame[column]) for column in frame.columns}
    for one, other in itertools.product(ready, repeat=2):
        first, second = ready[one][0], ready[other][-1]
        for joined in (first & second, first | second, first & ~second):
            assert len(frame[joined]) <= len(frame), (one, other)
        wanted = [
            bool(left is not pd.NA and left) and bool(right is not pd.NA and right)
            for left, right in zip(first, second, strict=True)
        ]
        assert list(frame[first & second].index) == [at for at, keep in enumerate(wanted) if keep], (
            one,
            other,
        )


def test_the_reports_of_a_province_and_year_are_one_line(tables: dict[str, pd.DataFrame]) -> None:
    reports = tables["reports"]
    assert list(reports[(reports.year == 2024) & (reports.province == "江苏省")].body) == ["淮安市人民政府"]
    assert reports[(reports.province == "江苏省") & (reports.late == True)].empty  # noqa: E712
    assert len(reports[(reports.province != "江苏省") | (reports.year > 2030)]) == len(reports) - 1
