"""Tests of what is known not to be right yet: each has to leave this list when it comes right."""

from __future__ import annotations

import pytest

NOT_RIGHT_YET = {
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
