"""Whether a table as a whole can be believed: the sums across its columns tell if the columns are misplaced."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.forms import Identity, Key, edition, identities_in
from analysis.reports.blocks import BlockFit
from analysis.reports.cells import Cell, withdrawn
from analysis.reports.findings import Finding, finding
from analysis.words.findings import say

_ACROSS = ("V303", "V401", "V402", "V403")
_FEWEST_BROKEN = 3
_MOST_BROKEN = 0.5
_MOST_BROKEN_INFERRED = 0.25


def believed(cells: list[Cell], fits: Sequence[BlockFit]) -> tuple[list[Cell], list[Finding]]:
    """The cells of a table, without any value if most of its sums across the columns do not hold.

    Where the order of the columns had to be inferred, or is not the form's, one broken sum among few is enough.
    """
    usual = all(fit.as_printed for fit in fits)
    inferred = any(fit.columns.inferred and fit.n_placed for fit in fits)
    values = {cell.key: cell.value for cell in cells if cell.value is not None}
    rules = {rule for fit in fits for rule in identities_in(edition(fit.block.edition), fit.block.table)}
    told = [rule for rule in rules if rule.code in _ACROSS and _tells(rule, values)]
    broken = [rule for rule in told if sum(map(values.__getitem__, rule.left)) != values[rule.right[0]]]
    most = _MOST_BROKEN_INFERRED if inferred else _MOST_BROKEN
    if len(broken) <= most * len(told) or (usual and not inferred and len(broken) < _FEWEST_BROKEN):
        return cells, []
    table = fits[0].block.table
    said = say("table_contradicts", broken=len(broken), told=len(told))
    return withdrawn(cells), [finding("table_contradicts", said, table=table)]


def _tells(rule: Identity, values: dict[Key, float]) -> bool:
    """Whether a sum can be assessed and is not one of zeros alone."""
    return values.keys() >= set(rule.keys) and any(values[key] for key in rule.keys)
