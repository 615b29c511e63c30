"""Confirm figures whose place rests on the layout alone: the identities must hold with blanks counted as nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from types import MappingProxyType
from typing import NamedTuple

from analysis.forms import Identity, Key, edition, identities, identities_of
from analysis.reports.blocks import BlockFit
from analysis.reports.cells import Cell
from analysis.reports.exact import Match
from analysis.reports.findings import Finding, finding
from analysis.reports.place import Placed
from analysis.words.findings import say


def confirmed(cells: list[Cell], fits: Sequence[BlockFit]) -> tuple[list[Cell], list[Finding]]:
    """Withdraw the figures of lines that were placed by position, or gathered, and that the sums do not confirm.

    In a format whose cells are fixed by rules or markup a line is believed. In text, a shifted line looks just
    like one with a blank, and a stray number like a figure: their sums must hold.
    """
    doubtful = _doubtful(fits)
    if not doubtful:
        return cells, []
    forms = [edition(code) for code in {fit.block.edition for fit in fits}]
    rules = [rule for form in forms for rule in identities(form)]
    known = _known(cells, rules)
    zeros = dict.fromkeys(_rows_of_zeros(fits), 0.0)
    likely = _known(cells, rules, zeros) if zeros else known
    findings: list[Finding] = []
    for source, (keys, holds) in doubtful.items():
        facts = likely if holds is _adds_up_in_place else known
        if holds(keys, facts, [rule for form in forms for rule in identities_of(form, keys)]):
            continue
        first = keys[0]
        row = first.row if len({key.row for key in keys}) == 1 else None
        code = "row_contradicts" if holds in (_adds_up, _adds_up_in_place) else "row_unresolved"
        shown = " ".join(cell.raw or "␣" for cell in cells if cell.key in keys)
        said = say(_MESSAGES.get(code, code), figures=shown)
        findings.append(finding(code, said, table=first.table, row=row, source=source))
        cells = [
            cell._replace(value=None, raw=shown, status="unresolved") if cell.key in keys else cell
            for cell in cells
        ]
    return cells, findings


_MESSAGES = {"row_unresolved": "row_unresolved.layout"}


class _Known(NamedTuple):
    """The cells as far as they are known, blanks as 0; which of them are blank; which identities are broken, by id."""

    values: dict[Key, float | None]
    blank: set[Key]
    broken: dict[int, bool | None]


_Rule = Callable[[Sequence[Key], _Known, Sequence[Identity]], bool]


def _known(
    cells: Iterable[Cell], rules: Iterable[Identity], more: Mapping[Key, float] = MappingProxyType({})
) -> _Known:
    values = {cell.key: (0.0 if cell.status == "blank" else cell.value) for cell in cells} | dict(more)
    blank = {cell.key for cell in cells if cell.status == "blank"}
    return _Known(values, blank, {id(rule): _is_broken(rule, values) for rule in rules})


def _doubtful(fits: Sequence[BlockFit]) -> dict[str, tuple[tuple[Key, ...], _Rule]]:
    """The cells of each line whose place the sums must bear out, by the line's source."""
    found: dict[str, tuple[tuple[Key, ...], _Rule]] = {}
    for fit in fits:
        for number, match in fit.alignment.matches.items():
            placed = fit.placed.get(number)
            keys = tuple(filter(None, fit.keys[number])) if placed is not None else ()
            if placed is not None and keys and (rule := _rule_for(match, placed)) is not None:
                found[str(match.candidate.source)] = keys, rule
    return found


def _rule_for(match: Match, placed: Placed) -> _Rule | None:
    """How much the sums must bear out: most for figures with blanks beside them, nothing for a marked whole row.

    A loose line is one whose row the file does not mark; a joined one was completed from the lines under it.
    """
    line = match.candidate
    if placed.by_position:
        if line.loose or not placed.like_neighbours:
            if line.loose or not placed.shared:
                return _holds
        elif not placed.shared and not line.gridded:
            return _holds_in_layout
    if line.joined:
        return _must_add_up
    if line.loose:
        return _adds_up_in_place
    return None if match.sure else _adds_up


def _rows_of_zeros(fits: Sequence[BlockFit]) -> Iterator[Key]:
    """The cells of lines that are not placed but hold nothing else than zeros, wherever these belong."""
    for fit in fits:
        for number, match in fit.alignment.matches.items():
            if fit.placed.get(number) is None and all(value.reading.value == 0 for value in match.figures):
                yield from filter(None, fit.keys[number])


def _must_add_up(keys: Sequence[Key], known: _Known, rules: Sequence[Identity]) -> bool:
    """Whether there are sums within the line and all of them hold."""
    inside = [rule for rule in rules if set(keys).issuperset(rule.keys)]
    return bool(inside) and all(known.broken[id(rule)] is False for rule in inside)


def _adds_up(keys: Sequence[Key], known: _Known, rules: Sequence[Identity]) -> bool:
    """Whether no sum within the line is broken."""
    broken = [rule for rule in rules if known.broken[id(rule)] and known.blank.isdisjoint(rule.right)]
    return not any(set(keys).issuperset(rule.keys) for rule in broken)


def _adds_up_in_place(keys: Sequence[Key], known: _Known, rules: Sequence[Identity]) -> bool:
    """Whether no sum within a gathered line is broken, nor one that a move of a figure within it would mend.

    A stray figure before and a blank that left no trace look like a line whose own sum holds.
    """
    told = [rule for rule in rules if known.blank.isdisjoint(rule.right)]
    if not any(known.broken[id(rule)] for rule in told):
        return True
    figures = [known.values.get(key) for key in keys]
    if not _adds_up(keys, known, told):
        return False
    if None in figures:
        return True
    moves = (dict(zip(keys, moved, strict=True)) for moved in _moves(figures))
    return not any(
        all(_is_broken(rule, {**known.values, **moved}) is False for rule in told) for moved in moves
    )


def _moves(figures: Sequence[float | None]) -> Iterator[list[float | None]]:
    """The figures with one of them moved to another place."""
    for start, stop in permutations(range(len(figures)), 2):
        moved = [figure for number, figure in enumerate(figures) if number != start]
        yield [*moved[:stop], figures[start], *moved[stop:]]


def _is_broken(rule: Identity, values: Mapping[Key, float | None]) -> bool | None:
    """Whether a sum is broken; None if a term has no value."""
    left, right = list(map(values.get, rule.left)), list(map(values.get, rule.right))
    if None in left or None in right:
        return None
    return sum(left) != sum(right)  # type: ignore[arg-type]


def _holds(keys: Sequence[Key], known: _Known, rules: Sequence[Identity]) -> bool:
    """Whether the sums leave no other place for the figures of a line that no complete line is like.

    As below, and the line has sums of its own, none of them of zeros and blanks alone, which any shift would
    satisfy too.
    """
    wanted = set(keys)
    within = [set(rule.keys) for rule in rules if wanted.issuperset(rule.keys)]
    if not within and wanted - known.blank:
        return False
    if any(
        part & known.blank and part - known.blank and not any(map(known.values.get, part)) for part in within
    ):
        return False
    return _holds_in_layout(keys, known, rules)


def _holds_in_layout(keys: Sequence[Key], known: _Known, rules: Sequence[Identity]) -> bool:
    """Whether the sums bear out the figures of a line laid out like complete ones.

    None that can be assessed is broken; every figure other than 0 stands in one, over its column or its track,
    that holds.
    """
    wanted = set(keys)
    confirmed_keys: set[Key] = set()
    for rule in rules:
        inside = wanted.intersection(rule.keys)
        blank_total = not known.blank.isdisjoint(rule.right)
        if inside.issuperset(rule.keys) and blank_total and any(map(known.values.get, inside)):
            return False  # figures beside a blank total look the same one place further along
        broken = None if blank_total else known.broken[id(rule)]
        if broken:
            return False
        if broken is False and rule.code != "V303":
            confirmed_keys |= inside
    return all(key in confirmed_keys or not known.values.get(key) for key in wanted)
