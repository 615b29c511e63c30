"""One cell of a statutory table: its value if certain, and what is known of it if not."""

from __future__ import annotations

from typing import NamedTuple

from analysis.forms import Block, Key
from analysis.text import Reading

# Row codes of rows that a place added to the statistics table begin so; the printed label follows.
LOCAL_ROW = "local:"
_YUAN = {"元": 1.0, "万元": 1e4, "亿元": 1e8}


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


def read_placed(key: Key, block: Block, raw: str, reading: Reading, source: str) -> Cell:
    """A cell whose place is known; money printed in another unit than the column's is converted."""
    unit, value = block.units[key], reading.value
    if reading.unit is None:
        return Cell(key, block.edition, value, raw, reading.status, unit, source)
    if value is not None and reading.unit in _YUAN and unit in _YUAN and reading.unit != unit:
        value = value * _YUAN[reading.unit] / _YUAN[unit]
    elif value is not None and not unit and reading.unit:
        unit = reading.unit
    elif reading.unit and (reading.unit in _YUAN) != (unit in _YUAN):
        value = None  # money where a count belongs, or a count where money belongs
    return Cell(key, block.edition, value, raw, reading.status, unit, source)


def absent_cell(key: Key, block: Block, status: str, raw: str | None = None) -> Cell:
    """A cell without a value: its row is missing, or there and not placed."""
    return Cell(key, block.edition, None, raw, status, block.units[key])
