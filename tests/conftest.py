# ruff: noqa: E501
"""Tests of what is known not to be right yet: each has to leave this list when it comes right."""

from __future__ import annotations

import pytest

NOT_RIGHT_YET = {
    "wrong cells: in dumps of one cell a line, 总计 printed before 自然人 is taken for the first column": (
        "test_typed_tables.py::test_typed_tables_are_read_as_in_text[000_9974eb19ccedcfcc.txt-HTML, a cell a paragraph]",
        "test_typed_tables.py::test_typed_tables_are_read_as_in_text[003_aeb3984424e6cf42.txt-HTML, a cell a paragraph]",
        "test_typed_tables.py::test_typed_tables_are_read_as_in_text[004_584dbe52e0b9f186.txt-HTML, a cell a paragraph]",
        "test_typed_tables.py::test_damaged_typed_tables_give_no_wrong_cell[HTML, a cell a paragraph]",
        "test_typed_tables.py::test_a_printed_text_file_of_one_cell_a_line_is_read",
    ),
    "narrow PDF tables without rules": (
        "test_pdf.py::test_a_form_in_every_style[2021-no rules, bottom, narrow]",
        "test_pdf.py::test_a_form_in_every_style[2019-no rules, bottom, narrow]",
    ),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reasons = {name: reason for reason, names in NOT_RIGHT_YET.items() for name in names}
    for item in items:
        reason = reasons.get(item.nodeid.removeprefix("tests/"))
        if reason is not None:
            item.add_marker(pytest.mark.xfail(strict=True, reason=reason))
