"""Check the cells of a report against the identities of its form, and look for the one change that mends all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from analysis.forms import Identity, Key, edition, identities_in, labels
from analysis.reports.cells import LOCAL_ROW, Cell
from analysis.reports.findings import Finding, finding
from analysis.words import Words
from analysis.words.findings import say

_MONEY = ("元", "万元")


class Check(NamedTuple):
    """One identity with its arithmetic; ``holds`` is None if a term has no value, so that it cannot be assessed."""

    identity: Identity
    left: float | None
    right: float | None

    @property
    def holds(self) -> bool | None:
        """Whether both sides are equal."""
        return None if self.left is None or self.right is None else self.left == self.right


def checks(cells: Iterable[Cell]) -> tuple[Check, ...]:
    """Every identity of the editions that the cells were read with."""
    values = {cell.key: cell.value for cell in cells}
    tables = {(cell.key.table, cell.edition) for cell in cells if cell.edition is not None}
    rules = [
        rule for table, code in sorted(tables, key=str) for rule in identities_in(edition(str(code)), table)
    ]
    return tuple([Check(rule, _total(rule.left, values), _total(rule.right, values)) for rule in rules])


def _total(keys: Iterable[Key], values: Mapping[Key, float | None]) -> float | None:
    """The sum of the cells, or None if one of them has no value."""
    terms = list(map(values.get, keys))
    return None if None in terms else math.fsum(terms)  # type: ignore[arg-type]


def check_findings(cells: Sequence[Cell], done: Sequence[Check]) -> list[Finding]:
    """A finding for each broken identity, and for each count that cannot be one."""
    broken = [check for check in done if check.left != check.right and check.holds is False]
    values = {cell.key: cell.value for cell in cells} if broken else {}
    suggestion = single_change(broken, done, values)
    return [*_not_counts(cells), *(_broken(check, values, suggestion) for check in broken)]


def _broken(
    check: Check, values: Mapping[Key, float | None], suggestion: tuple[Key, float] | None
) -> Finding:
    rule = check.identity
    row, column = _common(rule, "row"), _common(rule, "column")
    left = " + ".join(f"{values[key]:.15g}" for key in rule.left if values[key])
    right = " + ".join(f"{values[key]:.15g}" for key in rule.right if values[key])
    said = say(
        "identity", rule_zh=rule.zh, rule_en=rule.en,
        left=left or 0, left_total=f"{check.left:.15g}", right=right or 0, right_total=f"{check.right:.15g}",
    )  # fmt: skip
    mend = None
    if suggestion is not None and suggestion[0] in rule.keys:
        mend = f"{suggestion[0]}={suggestion[1]:.15g}"
    return finding(
        rule.code,
        said,
        table=rule.table,
        row=row,
        column=column,
        expected=f"{check.left:.15g}",
        found=f"{check.right:.15g}",
        suggestion=mend,
    )


def _common(rule: Identity, field: str) -> str | None:
    found = {getattr(key, field) for key in rule.keys}
    return found.pop() if len(found) == 1 else None


def _not_counts(cells: Iterable[Cell]) -> list[Finding]:
    return [
        finding(
            "V304",
            say("V304", row=Words(label[0], label[2]), column=Words(label[1], label[3]), raw=cell.raw),
            table=cell.table,
            row=cell.row,
            column=cell.column,
            found=cell.raw,
            source=cell.source,
        )
        for cell in cells
        if cell.value is not None and (cell.value < 0 or cell.value % 1) and _is_count(cell)
        for label in (labels(cell.key),)
    ]


def _is_count(cell: Cell) -> bool:
    """Whether a cell must hold a count: money has decimals, and of a row that a place added nothing is known."""
    return cell.table != "proactive" and cell.unit not in _MONEY and not cell.row.startswith(LOCAL_ROW)


def single_change(
    broken: Sequence[Check], done: Sequence[Check], values: Mapping[Key, float | None]
) -> tuple[Key, float] | None:
    """The only cell, and its value, that restores all broken identities without breaking another; or None."""
    if not broken:
        return None
    shared = set(broken[0].identity.keys).intersection(*(check.identity.keys for check in broken[1:]))
    sound = {key for check in done if check.holds for key in check.identity.keys}
    mends = [
        (key, value) for key in shared - sound if (value := _mending_value(key, broken, values)) is not None
    ]
    return mends[0] if len(mends) == 1 else None


def _mending_value(key: Key, broken: Sequence[Check], values: Mapping[Key, float | None]) -> float | None:
    wanted: set[float] = set()
    for check in broken:
        left, right = check.left or 0.0, check.right or 0.0
        gap = right - left if key in check.identity.left else left - right
        wanted.add((values[key] or 0.0) + gap)
    value = wanted.pop()
    return value if not wanted and value >= 0 else None
