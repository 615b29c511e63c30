"""Rows and frames as Arrow tables and back: columns, dtypes and order come from the declarations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.frames.schema import FRAMES, Frame

ARROW = {"string": pa.string(), "Float64": pa.float64(), "Int64": pa.int64(), "boolean": pa.bool_()}
SLICE = 4000  # rows turned at a time: turning two million at once takes twice as long
# Text compares as in plain pandas 3: what is not there is unlike anything, so that filters of any two columns join.
# With NA for text, (reports.year == 2023) & (reports.province == "江苏省") would raise.
TEXT: Any = "str" if pd.__version__ >= "3" else "string[pyarrow_numpy]"
PANDAS = {kind: pd.api.types.pandas_dtype(TEXT if name == "string" else name) for name, kind in ARROW.items()}
Tables = dict[str, pa.Table]  # by name of the frame


def from_arrow(table: pa.Table) -> pd.DataFrame:
    """An Arrow table with the declared dtypes of pandas: nullable numbers, NA for what is not there."""
    frame: pd.DataFrame = table.to_pandas(types_mapper=PANDAS.get)
    return frame


def filterable(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its text as that of the public frames, so that filters of any two of its columns join."""
    marked = {
        name: TEXT
        for name, kind in frame.dtypes.items()
        if isinstance(kind, pd.StringDtype) and kind.na_value is pd.NA
    }
    return frame.astype(marked) if marked else frame


def to_arrow(frame: pd.DataFrame, declaration: Frame) -> pa.Table:
    """A declared frame as an Arrow table without pandas' own metadata."""
    return pa.Table.from_pandas(
        frame, schema=arrow_schema(declaration), preserve_index=False
    ).replace_schema_metadata()


def arrow_schema(declaration: Frame) -> pa.Schema:
    """The Arrow types of a declared frame."""
    return pa.schema([pa.field(column.name, ARROW[column.dtype]) for column in declaration.columns])


def table_of(rows: Sequence[tuple[object, ...]], declaration: Frame) -> pa.Table:
    """Rows in the order of the declared columns as a table."""
    schema = arrow_schema(declaration)
    slices = [rows[start : start + SLICE] for start in range(0, len(rows), SLICE)]
    return pa.concat_tables([_table(part, schema) for part in slices] or [schema.empty_table()])


def tables_of(rows: Any) -> Tables:
    """The rows of all frames (``Rows``) as tables."""
    return {name: table_of(part, FRAMES[name]) for name, part in rows._asdict().items()}


def frame_of(rows: Sequence[tuple[object, ...]], declaration: Frame) -> pd.DataFrame:
    """Rows in the order of the declared columns as a frame with the declared dtypes."""
    return from_arrow(table_of(rows, declaration))


def joined(parts: Iterable[Mapping[str, pa.Table]]) -> Tables:
    """Tables of the same frames below each other; no parts give empty tables."""
    listed = list(parts)
    return {
        name: pa.concat_tables([arrow_schema(frame).empty_table(), *(part[name] for part in listed)])
        for name, frame in FRAMES.items()
    }


def _table(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True)
    arrays = [_array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(values: tuple[object, ...], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # half a surrogate pair, as a broken PDF may give: it cannot be stored
        return pa.array([v and str(v).encode("utf-8", "replace").decode() for v in values], kind)
