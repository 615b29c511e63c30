"""The statute as data: editions of the form, their tables, labels, units and identities."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from analysis.forms.edition_2008 import EDITION_2008
from analysis.forms.edition_2014 import EDITION_2014, STATISTICS
from analysis.forms.edition_2019 import EDITION_2019
from analysis.forms.edition_2021 import EDITION_2021
from analysis.forms.groups import SHORT, rows_in
from analysis.forms.identities import identities, identities_in, identities_of
from analysis.forms.model import Block, Column, Edition, FormLine, Group, Identity, Key, Row
from analysis.forms.sections import SECTIONS, SectionForm

EDITIONS = (EDITION_2021, EDITION_2019, EDITION_2014, EDITION_2008)
TABLES = {
    "proactive": ("二", "主动公开政府信息情况", "information made public"),
    "requests": ("三", "收到和处理政府信息公开申请情况", "requests received and handled"),
    "remedies": ("四", "政府信息公开行政复议、行政诉讼情况", "reviews and lawsuits"),
    STATISTICS: ("附", "政府信息公开情况统计表", "statistics table"),
}


@cache
def edition(code: str) -> Edition:
    """The edition with this code; KeyError if there is none."""
    return {e.code: e for e in EDITIONS}[code]


@cache
def labels(key: Key) -> tuple[str, str, str, str, str]:
    """Row zh, column zh, row en, column en and unit of a cell, from the newest edition that has it."""
    for form in EDITIONS:
        for block in form.blocks:
            if block.table != key.table:
                continue
            rows = {row.code: row for row in block.rows}
            columns = {column.code: column for column in block.columns}
            if key.row in rows and key.column in columns:
                row, column = rows[key.row], columns[key.column]
                return row.zh, column.zh, row.en, column.en, row.unit or column.unit
    raise KeyError(str(key))


_MONEY, _SIGNED = ("元", "万元", "亿元", ""), ("items_change",)


def is_count(key: Key, unit: str | None = None) -> bool:
    """Whether a cell counts something, so that its figure is whole and not below 0; money and changes do not.

    ``unit`` is that of the figure, for rows that places added to a form.

    >>> is_count(Key("proactive", "licensing", "decisions")), is_count(Key("proactive", "admin_fees", "amount_wan"))
    (True, False)
    """
    with suppress(KeyError):
        unit = labels(key)[4]
    return key.column not in _SIGNED and isinstance(unit, str) and unit not in _MONEY


__all__ = [
    "EDITIONS",
    "SECTIONS",
    "SHORT",
    "STATISTICS",
    "TABLES",
    "Block",
    "Column",
    "Edition",
    "FormLine",
    "Group",
    "Identity",
    "Key",
    "Row",
    "SectionForm",
    "edition",
    "identities",
    "identities_in",
    "identities_of",
    "is_count",
    "labels",
    "rows_in",
]
