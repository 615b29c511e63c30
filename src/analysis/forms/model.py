"""The shape of a statutory form: editions made of blocks, blocks made of the lines a reader meets in print."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Key(NamedTuple):
    """The name of one cell, written ``table/row/column``."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return "/".join(self)


class Column(NamedTuple):
    """A column of a block: code, printed head, English head, the unit of its figures, other heads seen."""

    code: str
    zh: str
    en: str
    unit: str = "件"
    aliases: tuple[str, ...] = ()


class Row(NamedTuple):
    """A row of a block: code, printed label, English label, the group it is printed under, other labels seen.

    ``unit`` is given where the unit goes with the row and not with the column.
    """

    code: str
    zh: str
    en: str
    group: str | None = None
    aliases: tuple[str, ...] = ()
    unit: str | None = None


class Group(NamedTuple):
    """A head that stands over several columns, or in table 四 over several tracks: its names, and their codes."""

    names: tuple[str, ...]
    codes: tuple[str, ...]


class FormLine(NamedTuple):
    """One printed line: its label and the cells that its values fill, from left to right.

    A line without a label (table 四 prints its one line of fifteen figures without one) is known by the
    block's heads.
    """

    label: str
    aliases: tuple[str, ...]
    keys: tuple[Key, ...]


@dataclass(frozen=True, eq=False)
class Block:
    """A part of a table that stands under one head and is of one edition.

    ``heads`` are the column heads that tell this block from those of other editions; ``groups`` are the heads over
    several of them; ``words`` is everything else that the form prints there: captions, groups of rows, notes.
    ``one_line`` blocks print all rows side by side.
    """

    edition: str
    table: str
    name: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    heads: tuple[str, ...]
    words: tuple[str, ...] = ()
    one_line: bool = False
    groups: tuple[Group, ...] = ()
    turned: bool = False

    @cached_property
    def units(self) -> dict[Key, str]:
        """The unit of each cell."""
        return {
            Key(self.table, row.code, column.code): row.unit or column.unit
            for row in self.rows
            for column in self.columns
        }

    @cached_property
    def lines(self) -> tuple[FormLine, ...]:
        """The printed lines in order: one a row, or a single one that holds all rows side by side."""
        per_row = [
            FormLine(row.zh, row.aliases, tuple(Key(self.table, row.code, c.code) for c in self.columns))
            for row in self.rows
        ]
        if self.one_line:
            return (FormLine("", (), tuple(key for line in per_row for key in line.keys)),)
        return tuple(per_row)


class Identity(NamedTuple):
    """Two sums over cells that must be equal (勾稽关系); ``code`` is the rule's number."""

    code: str
    table: str
    zh: str
    en: str
    left: tuple[Key, ...]
    right: tuple[Key, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        """All cells of the identity, left side first."""
        return self.left + self.right


@dataclass(frozen=True, eq=False)
class Edition:
    """One issue of the form: the report years it was made for, its legal base, its blocks.

    ``sums`` are identities that do not follow from the layout of tables 三 and 四.
    """

    code: str
    first_year: int
    last_year: int | None
    source: str
    blocks: tuple[Block, ...]
    sums: tuple[Identity, ...] = ()

    def keys(self, table: str) -> tuple[Key, ...]:
        """All cells of a table in print order."""
        return tuple(
            key for block in self.blocks if block.table == table for line in block.lines for key in line.keys
        )
