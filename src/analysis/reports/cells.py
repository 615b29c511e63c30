"""One cell of a statutory table: its value if certain, and what is known of it if not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.documents import Source
from analysis.forms import Block, Key
from analysis.reports.candidates import Value
from analysis.reports.units import is_convertible

# Row codes of rows that a place added to the statistics table begin so; the printed label follows.
LOCAL_ROW = "local:"
_POINT = re.compile(r"[-+－−＋]?[1-9]\d{0,2}\.\d{3}")
_YUAN = {"元": 1.0, "万元": 1e4}


class Cell(NamedTuple):
    """A cell: ``value`` is None unless ``status`` is ``reported`` or ``text``; ``raw`` is what is printed.

    ``status``: reported, blank, na_mark (``/``, 无 …), text (words with or instead of a number), missing (row or
    table not there), not_in_form, unresolved (there, but not placed with certainty).
    """

    key: Key
    edition: str | None
    value: float | None
    raw: str | None
    status: str
    unit: str
    source: str | None = None

    @property
    def table(self) -> str:
        """The table's code."""
        return self.key.table

    @property
    def row(self) -> str:
        """The row's code."""
        return self.key.row

    @property
    def column(self) -> str:
        """The column's code."""
        return self.key.column


def without_doubtful_points(cells: Sequence[Cell]) -> list[Cell]:
    """The cells without amounts like 54.106, where the report sets thousands apart by a point in counts."""
    if not any(c.status == "text" and c.value is None and c.raw and _POINT.fullmatch(c.raw) for c in cells):
        return list(cells)
    doubtful = (c.value is not None and c.unit in _YUAN and _POINT.fullmatch(c.raw or "") for c in cells)
    return [
        c._replace(value=None, status="text") if odd else c for c, odd in zip(cells, doubtful, strict=True)
    ]


def withdrawn(cells: Sequence[Cell]) -> list[Cell]:
    """The cells without values, where the table as a whole is not to be believed or not the report year's."""
    return [
        cell
        if cell.value is None and cell.status != "blank"
        else cell._replace(value=None, status="unresolved")
        for cell in cells
    ]


def read_placed(key: Key, block: Block, value: Value, line: Source, unit: str | None = None) -> Cell:
    """A cell whose place is known; ``unit`` is what its head or the caption prints, where that is another.

    Money in another unit than the column's is converted; money where a count belongs, a count where money belongs, and
    a unit that cannot be converted give no value.
    """
    form, raw, reading = block.units[key], value.raw, value.reading
    if reading.change is not None and key.column == "items_change":
        reading = reading._replace(value=reading.change)
    source = str(line if value.place is None else line.at(value.place))
    if unit is not None and reading.value is not None and not is_convertible(form, unit):
        return Cell(key, block.edition, None, f"{raw}{unit}", "unresolved", form, source)
    if reading.unit is None and unit is not None and reading.value is not None:
        raw, reading = f"{raw}{unit}", reading._replace(unit=unit, status="text")
    amount = reading.value
    if amount is not None and amount % 1 and form not in _YUAN and _POINT.fullmatch(raw):
        # 71.933 where a count belongs: decimals, or thousands apart by a point
        return Cell(key, block.edition, None, raw, "text", form, source)
    if reading.unit is None:
        return Cell(key, block.edition, amount, raw, reading.status, form, source)
    if amount is not None and reading.unit in _YUAN and form in _YUAN and reading.unit != form:
        amount = amount * _YUAN[reading.unit] / _YUAN[form]
    elif amount is not None and not form and reading.unit:
        form = reading.unit
    elif reading.unit and (reading.unit in _YUAN) != (form in _YUAN):
        amount = None
    return Cell(key, block.edition, amount, raw, reading.status, form, source)


def absent_cell(key: Key, block: Block, status: str, raw: str | None = None) -> Cell:
    """A cell without a value: its row is missing, or there and not placed."""
    return Cell(key, block.edition, None, raw, status, block.units[key])
