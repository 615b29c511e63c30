"""The one border guard: a frame is as its declaration says, or the caller is told where it is not."""

from __future__ import annotations

import pandas as pd

from analysis.errors import StoreError
from analysis.frames.arrow import TEXT
from analysis.frames.schema import Column, Frame


def check(frame: pd.DataFrame, declaration: Frame) -> pd.DataFrame:
    """The frame itself, if its columns, their order and dtypes, keys and allowed values are as declared.

    Raises ``StoreError`` naming the first thing that is not.
    """
    fault = _columns_fault(frame, declaration) or next(
        filter(None, (_values_fault(frame[column.name], column) for column in declaration.columns)),
        None,
    ) or _key_fault(frame, declaration)  # fmt: skip
    if fault:
        raise StoreError(f"The frame {declaration.name!r} breaks its declaration: {fault}.")
    return frame


def _columns_fault(frame: pd.DataFrame, declaration: Frame) -> str | None:
    names = [str(name) for name in frame.columns]
    if names != declaration.names:
        odd = sorted(set(names) ^ set(declaration.names))
        return (
            f"columns {', '.join(odd)} are missing or unknown" if odd else "the columns are in another order"
        )
    for column in declaration.columns:
        dtype = TEXT if column.dtype == "string" else column.dtype
        if frame[column.name].dtype != dtype:
            return f"column {column.name!r} is {frame[column.name].dtype}, not {dtype}"
    return None


def _values_fault(values: pd.Series, column: Column) -> str | None:
    if not column.nullable and values.hasnans:
        return f"column {column.name!r} is empty in row {int(values.isna().to_numpy().argmax())}"
    if column.allowed:
        unknown = set(values.dropna().unique()) - set(column.allowed)
        if unknown:
            return f"column {column.name!r} has {min(unknown)!r}, not one of {', '.join(column.allowed)}"
    return None


def _key_fault(frame: pd.DataFrame, declaration: Frame) -> str | None:
    twice = frame.duplicated(list(declaration.key))
    if not twice.any():
        return None
    key = frame.loc[twice.to_numpy().argmax(), list(declaration.key)]
    return f"the key {'/'.join(map(str, key))} is there twice"
