"""The frames as CSV files and as one Excel workbook, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.errors import GongkaiError, StoreError, UnknownNameError
from analysis.forms import Key, labels
from analysis.frames.dictionary import cell_dictionary, dictionary, dictionary_markdown, prose_dictionary
from analysis.frames.prose import Prose
from analysis.frames.tidy import Frames
from analysis.frames.used_cells import used

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FORMATS = ("csv", "xlsx")
WORKBOOK = "gongkai.xlsx"
WHO = ["report_id", "body", "body_id", "region_code", "province", "prefecture", "county", "township",
       "scope", "year", "is_chosen"]  # fmt: skip
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
SHEET_ROWS, CELL_CHARACTERS = 1_048_576, 32_767
WIDEST, NARROWEST = 60, 8
# Where a cell begins for a program that takes commas, semicolons or tabs for what parts the fields, whatever the quotes
# say; blanks and signs that are not seen, which it leaves out, may stand before the formula.
_UNSEEN = r"[\s\"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f]*"
_BEGINS = re.compile(rf"(?:(?<=[;\t\r\n])|^)(?={_UNSEEN}[=+\-@\t\r\n＝＋－＠])")
# Text fields are quoted whatever is in them: a file that is opened with ; or tabs between its fields has no new ones.
CSV: dict[str, Any] = {
    "index": False,
    "float_format": "%.15g",
    "lineterminator": "\r\n",
    "quoting": csv.QUOTE_NONNUMERIC,
}


def export(
    frames: Frames, out_dir: str | Path, formats: Iterable[str] = FORMATS, prose: Prose | None = None
) -> list[Path]:
    """Write the frames, a wide table (a row a report, a column a cell), cells in doubt and the dictionaries; says what.

    In CSV (UTF-8 with a mark, so that Excel shows Chinese) a text that a spreadsheet would take for a formula
    gets an apostrophe in front; plain numbers do not. ``prose`` adds mentions, points and their codes. Raises
    ``UnknownNameError`` for another format and ``StoreError`` if the folder cannot be written.
    """
    chosen = list(dict.fromkeys(formats))
    unknown = [name for name in chosen if name not in FORMATS]
    if unknown or not chosen:
        raise UnknownNameError(
            f"{unknown[:1] or 'No format'} cannot be exported; choose from {', '.join(FORMATS)}."
        )
    out = Path(out_dir)
    tables = _tables(frames)
    if prose is not None:
        tables |= {**prose._asdict(), "prose_codes": prose_dictionary()}
    try:
        out.mkdir(parents=True, exist_ok=True)
        written = _write_csv(tables, out) if "csv" in chosen else []
        if "xlsx" in chosen:
            written.append(_write_xlsx(tables, out))
        page = out / "data_dictionary.md"
        page.write_text(dictionary_markdown(), encoding="utf-8")
    except OSError as error:
        reason = error.strerror or error
        raise StoreError(
            f"{error.filename or out} cannot be written ({reason}); choose another folder."
        ) from error
    return [*written, page]


def wide(frames: Frames) -> pd.DataFrame:
    """One row a report, one column a cell named ``table/row/column`` in form order; figures only."""
    keys = frames.cells[["table", "row", "column"]].drop_duplicates()
    names = keys["table"] + "/" + keys["row"] + "/" + keys["column"]
    cells = frames.cells.assign(
        name=frames.cells["table"] + "/" + frames.cells["row"] + "/" + frames.cells["column"]
    )
    values = cells.pivot(index="report_id", columns="name", values="value")
    values = values[list(names)].reindex(frames.reports["report_id"]).reset_index(drop=True)
    return pd.concat([frames.reports[WHO], values], axis=1)


def _tables(frames: Frames) -> dict[str, pd.DataFrame]:
    return {
        **frames._asdict(),
        "wide": wide(frames),
        "dictionary": dictionary(),
        "form_cells": cell_dictionary(),
        "doubts": doubts(frames),
    }


def doubts(frames: Frames) -> pd.DataFrame:
    """One row a cell in doubt: its key, the figure printed, and the rules that do not hold or why it may be misread."""
    told = used(frames)
    unsure = told["doubt"].notna()
    return frames.cells.loc[unsure, ["report_id", "table", "row", "column", "value", "raw"]].assign(
        doubt=told["doubt"][unsure]
    )


def _write_csv(tables: dict[str, pd.DataFrame], out: Path) -> list[Path]:
    written = []
    for name, table in tables.items():
        path = out / f"{name}.csv"
        part = path.with_suffix(".csv.part")
        safe = table.apply(_safe_column)
        safe.to_csv(part, encoding="utf-8-sig", **CSV)
        written.append(part.replace(path))
    return written


def _safe_column(column: pd.Series) -> pd.Series:
    if not pd.api.types.is_string_dtype(column):
        return column
    return column.map(safe_text, na_action="ignore")


def safe_text(text: str) -> str:
    """A text for a CSV cell: an apostrophe in front of what a spreadsheet would run as a formula.

    >>> safe_text("=1+1"), safe_text("-5"), safe_text("a;=1+1")
    ("'=1+1", '-5', "a;'=1+1")
    """
    text = CONTROL.sub("", text)
    return text if PLAIN_NUMBER.fullmatch(text) else _BEGINS.sub("'", text)


def _write_xlsx(tables: dict[str, pd.DataFrame], out: Path) -> Path:
    try:
        import xlsxwriter
    except ImportError as error:
        raise GongkaiError("Excel files need one more package; run `pip install 'gongkai[xlsx]'`.") from error
    path = out / WORKBOOK
    part = out / f".{WORKBOOK}.part"
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
               "constant_memory": True}  # fmt: skip
    with xlsxwriter.Workbook(str(part), options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        for name, table in tables.items():
            _write_sheet(book, name, table, head)
    return part.replace(path)


def _write_sheet(book: Workbook, name: str, table: pd.DataFrame, head: Format) -> None:
    sheet = book.add_worksheet(name)
    heads = [[str(column) for column in table.columns]]
    if name == "wide":
        heads.append([_label(column) for column in heads[0]])
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, _width(table[column], heads[0][number]))
    sheet.freeze_panes(len(heads), 1)
    for line, cells in enumerate(heads):
        sheet.write_row(line, 0, cells, head)
    room = SHEET_ROWS - len(heads) - 1
    for line, row in enumerate(table.head(room).itertuples(index=False, name=None), start=len(heads)):
        for number, value in enumerate(row):
            _write_cell(sheet, line, number, value)
    if len(table) > room:
        sheet.write_string(
            SHEET_ROWS - 1, 0, f"{len(table) - room} more rows do not fit in a sheet: see {name}.csv"
        )
    else:
        sheet.autofilter(len(heads) - 1, 0, len(heads) - 1 + len(table), len(table.columns) - 1)


def _write_cell(sheet: Any, line: int, number: int, value: Any) -> None:
    if pd.isna(value):
        return
    if isinstance(value, bool):
        sheet.write_string(line, number, "yes" if value else "no")
    elif isinstance(value, str):
        sheet.write_string(line, number, _fitting(CONTROL.sub("", value)))
    else:
        sheet.write_number(line, number, value)


def _fitting(text: str) -> str:
    if len(text) <= CELL_CHARACTERS:
        return text
    note = f" […{len(text)} characters, cut for Excel; the CSV file has all]"
    return text[: CELL_CHARACTERS - len(note)] + note


def _label(name: str) -> str:
    """The Chinese label of a wide column; the name itself where it is not a cell of the form."""
    parts = name.split("/")
    if len(parts) != 3:
        return ""
    try:
        row, column, *_ = labels(Key(*parts))
    except KeyError:
        return ""
    return f"{row} · {column}"


def _width(values: pd.Series, head: str) -> int:
    longest = max((_room(str(value)) for value in values.head(200).dropna()), default=0)
    return min(WIDEST, max(NARROWEST, len(head.rsplit("/", 1)[-1]) + 2, longest + 1))


def _room(text: str) -> int:
    """Width in Latin characters: a Chinese character takes about two."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text.split("\n", 1)[0][:WIDEST])
