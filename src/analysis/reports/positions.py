"""Confirm figures that were placed by the layout alone: the identities must hold with blanks counted as nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analysis.forms import Identity, Key, edition, identities
from analysis.reports.cells import Cell
from analysis.reports.findings import Finding, finding
from analysis.reports.place import BlockFit


def confirmed(cells: list[Cell], fits: Sequence[BlockFit]) -> tuple[list[Cell], list[Finding]]:
    """Withdraw the figures of lines that were placed by position and that no identity confirms.

    In a format whose cells are fixed by rules or markup a line is believed. In text, a shifted line looks just
    like one with a blank: each figure other than 0 must then stand in an identity that holds, and none may break.
    """
    doubtful = _placed_by_position(fits)
    if not doubtful:
        return cells, []
    values = {cell.key: (0.0 if cell.status == "blank" else cell.value) for cell in cells}
    blank = {cell.key for cell in cells if cell.status == "blank"}
    rules = [rule for code in {fit.block.edition for fit in fits} for rule in identities(edition(code))]
    findings: list[Finding] = []
    for source, keys in doubtful.items():
        if _holds(keys, values, blank, rules):
            continue
        first = keys[0]
        row = first.row if len({key.row for key in keys}) == 1 else None
        message = (
            "Some cells of this row are blank, and the sums do not confirm which; its figures are not used: "
            + " ".join(cell.raw or "␣" for cell in cells if cell.key in keys)
        )
        findings.append(finding("row_unresolved", message, table=first.table, row=row, source=source))
        cells = [
            cell._replace(value=None, status="unresolved") if cell.key in keys else cell for cell in cells
        ]
    return cells, findings


def _placed_by_position(fits: Sequence[BlockFit]) -> dict[str, tuple[Key, ...]]:
    """The cells of each text line whose figures have blanks beside them, by the line's source."""
    return {
        str(match.candidate.source): fit.block.lines[number].keys
        for fit in fits
        for number, match in fit.alignment.matches.items()
        if (placed := fit.placed.get(number)) is not None
        and placed.by_position
        and not (match.candidate.gridded and placed.like_neighbours)
    }


def _holds(
    keys: Iterable[Key], values: Mapping[Key, float | None], blank: set[Key], rules: Iterable[Identity]
) -> bool:
    confirmed_keys: set[Key] = set()
    wanted = set(keys)
    for rule in rules:
        if wanted.isdisjoint(rule.keys):
            continue
        sides = [[values.get(key) for key in side] for side in (rule.left, rule.right)]
        if any(value is None for side in sides for value in side) or blank & set(rule.right):
            continue
        if sum(sides[0]) != sum(sides[1]):  # type: ignore[arg-type]
            return False
        confirmed_keys.update(rule.keys)
    return all(key in confirmed_keys or not values.get(key) for key in wanted)
