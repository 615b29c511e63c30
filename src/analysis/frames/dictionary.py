"""The data dictionary: every column of every frame, and every cell of the form, from the declarations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.forms import EDITIONS, TABLES, Key, labels
from analysis.frames.schema import FRAMES, PROSE_FRAMES
from analysis.words.prose import METRICS, THEMES

ALL_FRAMES = FRAMES | PROSE_FRAMES
STATUS_MEANINGS = {
    "reported": "a figure stands there and was read",
    "blank": "the cell is there and empty; not a zero",
    "na_mark": "a mark for “does not apply”: /, —, 无, 不涉及",
    "text": "words stand there, with or instead of a number",
    "missing": "the row or the table is not in the report",
    "not_in_form": "the edition of the form has no such cell",
    "unresolved": "figures are there, but cannot be placed with certainty",
}


def dictionary() -> pd.DataFrame:
    """One row a column: frame, column, dtype, part of the key, may be empty, values it may take, meaning."""
    rows = [
        (frame.name, column.name, column.dtype, column.name in frame.key, column.nullable,
         ", ".join(column.allowed), column.meaning)
        for frame in ALL_FRAMES.values()
        for column in frame.columns
    ]  # fmt: skip
    names = ["frame", "column", "dtype", "key", "may_be_empty", "values", "meaning"]
    return pd.DataFrame(rows, columns=names)


def cell_dictionary() -> pd.DataFrame:
    """One row a cell of the form: ``table/row/column``, labels in Chinese and English, unit, editions."""
    editions: dict[Key, list[str]] = {}
    for form in EDITIONS:
        for table in TABLES:
            for key in form.keys(table):
                editions.setdefault(key, []).append(form.code)
    rows = []
    for key, codes in editions.items():
        row_zh, column_zh, row_en, column_en, unit = labels(key)
        rows.append((*key, row_zh, column_zh, row_en, column_en, unit, " ".join(sorted(codes))))
    names = ["table", "row", "column", "row_zh", "column_zh", "row_en", "column_en", "unit", "editions"]
    return pd.DataFrame(rows, columns=names)


def prose_dictionary() -> pd.DataFrame:
    """One row a code of the prose: metrics of mentions, themes of points, in Chinese and English."""
    rows = [
        (column, code, words.zh, words.en)
        for column, codes in (("metric", METRICS), ("themes", THEMES))
        for code, words in codes.items()
    ]
    return pd.DataFrame(rows, columns=["column", "code", "zh", "en"])


def dictionary_markdown() -> str:
    """The data dictionary as the page ``docs/data_dictionary.md``."""
    parts = [
        "# Data dictionary",
        "Made from `analysis/frames/schema.py` and `analysis/forms`; do not edit by hand.",
    ]
    columns = dictionary()
    for frame in ALL_FRAMES.values():
        rows = columns[columns["frame"] == frame.name]
        key = ", ".join(f"`{name}`" for name in frame.key)
        parts += [f"## `{frame.name}`", f"{frame.meaning[0].upper()}{frame.meaning[1:]}. Key: {key}."]
        lines = [
            (f"`{row['column']}`", row["dtype"], "yes" if row["may_be_empty"] else "no",
             f"{row['meaning']} ({row['values']})" if row["values"] else row["meaning"])
            for row in rows.to_dict("records")
        ]  # fmt: skip
        parts.append(_table(["column", "dtype", "may be empty", "meaning"], lines))
    parts += ["## Status of a cell", _table(["status", "meaning"], STATUS_MEANINGS.items())]
    codes = prose_dictionary().itertuples(index=False, name=None)
    parts += ["## Codes of the prose", _table(["column", "code", "中文", "English"], codes)]
    parts += ["## Cells of the form", _cells_markdown()]
    return "\n\n".join(parts) + "\n"


def _cells_markdown() -> str:
    """Rows and columns of each table rather than each cell: the form is a grid."""
    cells = cell_dictionary()
    parts = []
    for table, (number, zh, en) in TABLES.items():
        here = cells[cells["table"] == table]
        for axis in ("row", "column"):
            names = [axis, f"{axis}_zh", f"{axis}_en"]
            editions = here.groupby(names, sort=False)["editions"].agg(_all_editions).reset_index()
            lines = [(f"`{code}`", *rest) for code, *rest in editions.itertuples(index=False, name=None)]
            heading = f"### `{table}` ({number}、{zh}; {en}): {axis}s"
            parts += [heading, _table([axis, "中文", "English", "editions"], lines)]
    return "\n\n".join(parts)


def _all_editions(codes: pd.Series) -> str:
    return " ".join(sorted({code for joined in codes for code in joined.split()}))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
