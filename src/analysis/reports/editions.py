"""Which edition of the form a table, and in table 二 each block, was printed on: the heads decide, not the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from analysis.forms import EDITIONS, STATISTICS, Block
from analysis.reports.blocks import BlockFit
from analysis.reports.candidates import Candidate
from analysis.reports.exact import Match
from analysis.reports.findings import Finding, finding
from analysis.reports.heads import vocabulary, without_notes
from analysis.reports.likeness import is_form_print, likeness
from analysis.text import fold
from analysis.words.findings import say

_LEAST_LIKENESS = 0.7
_LEAST_MARGIN = 0.12
_TO_THE_LETTER = 0.99
_FARTHEST_HEAD = 16
_SHORTEST = 4
Fits = Mapping[str, tuple[BlockFit, ...]]


def choose_edition(
    table: str, fits: Fits, lines: Sequence[Candidate], year: int | None, settled: str | None
) -> tuple[tuple[BlockFit, ...], list[Finding]]:
    """The fits to use for a table, with findings on what the choice rests on.

    ``settled`` is the edition in force, if it fits to the letter: then there is nothing to choose.
    """
    if settled is not None:
        chosen, notes = fits[settled], list[Finding]()
    elif table == "proactive":
        chosen, notes = _choose_by_heads(fits, lines, year)
    else:
        chosen, notes = fits[_best_filled(fits, year)], []
    return chosen, notes


def edition_in_force(year: int | None) -> str:
    """The edition that was in force for a report year; the newest where the year is not known."""
    for edition in EDITIONS:
        if year is not None and edition.first_year <= year <= (edition.last_year or year):
            return edition.code
    return EDITIONS[0].code


def editions_by_year(year: int | None) -> list[str]:
    """All editions, the one in force first: the order in which they are tried, not a choice."""
    usual = edition_in_force(year)
    return [usual, *(form.code for form in EDITIONS if form.code != usual)]


def is_settled(fits: Sequence[BlockFit], lines: Sequence[Candidate]) -> bool:
    """Whether every line of a table is found and placed, under heads that are this edition's own to the letter.

    No other edition can then fit better.
    """
    return bool(fits) and all(
        not fit.columns.inferred
        and fit.complete
        and (fit.block.table != "proactive" or _heads_printed(fit, lines) >= _TO_THE_LETTER)
        for fit in fits
    )


def _best_filled(fits: Fits, year: int | None) -> str:
    """The edition of which most lines stand there; where the editions do not differ, the one in force."""
    counts = {code: sum(map(_n_found, blocks)) for code, blocks in fits.items()}
    most = max(counts.values())
    best = [code for code in fits if counts[code] == most]
    usual = edition_in_force(year)
    return usual if usual in best else best[0]


def _n_found(fit: BlockFit) -> int:
    """How many lines stand there under their labels, with figures or not; 其他 alone tells no edition."""
    told = fit.block.table != STATISTICS  # its editions have many labels that are alike
    matches = fit.alignment.matches.items()
    long = [match for n, match in matches if fit.crossed or len(fold(fit.block.lines[n].label)) >= _SHORTEST]
    return sum(told or match.sure for match in long) + len(fit.alignment.twice)


def _choose_by_heads(
    fits: Fits, lines: Sequence[Candidate], year: int | None
) -> tuple[tuple[BlockFit, ...], list[Finding]]:
    items = list(dict.fromkeys(fit.block.name for blocks in fits.values() for fit in blocks))
    by_item = {
        item: [fit for blocks in fits.values() for fit in blocks if fit.block.name == item] for item in items
    }
    certain = {
        item: choice for item, options in by_item.items() if (choice := _by_heads(options, lines)) is not None
    }
    seen = {fit.block.edition for fit in certain.values()}
    context = seen.pop() if len(seen) == 1 else None
    usual = context or edition_in_force(year)
    chosen: list[BlockFit] = []
    notes: list[Finding] = []
    for item, options in by_item.items():
        found = [fit for fit in options if fit.alignment.matches or fit.alignment.twice]
        fallback = next((fit for fit in options if fit.block.edition == usual), None)
        if item in certain:
            chosen.append(certain[item])
        elif found:
            chosen.append(_by_context(found, context, year, notes))
        elif fallback is not None:
            chosen.append(fallback)
    return tuple(chosen), notes


def _by_heads(options: Sequence[BlockFit], lines: Sequence[Candidate]) -> BlockFit | None:
    """The one option whose column heads are printed above its first line, if the others' are clearly not."""
    scored = sorted(
        ((_heads_printed(fit, lines), fit) for fit in options), key=lambda pair: pair[0], reverse=True
    )
    best, score = scored[0][1], scored[0][0]
    runner_up = scored[1][0] if len(scored) > 1 else 0.0
    return best if score >= _LEAST_LIKENESS and score - runner_up >= _LEAST_MARGIN else None


def _first_match(fit: BlockFit) -> Match | None:
    matches = [*fit.alignment.matches.values(), *(m for pair in fit.alignment.twice.values() for m in pair)]
    return min(matches, key=lambda match: match.candidate.position, default=None)


def _heads_printed(fit: BlockFit, lines: Sequence[Candidate]) -> float:
    """Mean likeness of the block's heads to the words printed between its first line and the figures above."""
    first = _first_match(fit)
    if first is None or fit.crossed:
        return float(first is not None)  # crossed lines are found by their heads alone
    keys = words_above(first, lines)
    heads = _head_keys(fit.block)
    printed = sum(_is_head(fit.block.name, key) for key in keys)
    return sum([_most_like(head, keys) for head in heads]) / max(len(heads), printed)


@cache
def _is_head(item: str, key: str) -> bool:
    """Whether a key is a head, to the letter, of some edition's block of an item."""
    blocks = (block for form in EDITIONS for block in form.blocks if block.name == item)
    return any(key in vocabulary(block) for block in blocks)


@cache
def _head_keys(block: Block) -> tuple[str, ...]:
    return tuple(map(fold, block.heads))


def _most_like(head: str, keys: Sequence[str]) -> float:
    return 1.0 if head in keys else max([likeness((head,), key) for key in keys], default=0.0)


def words_above(match: Match, lines: Sequence[Candidate]) -> list[str]:
    """Keys of the words between a line and the line of figures above it, in print order."""
    line = match.candidate
    keys = [key for cell, key in line.words if cell < match.label_cell and key]
    for above in reversed(lines[max(0, line.position - _FARTHEST_HEAD) : line.position]):
        if above.figures:
            break
        keys[:0] = [
            key if is_form_print(key) else without_notes(above.cells[cell])
            for cell, key in above.words
            if key
        ]
    return keys


def _by_context(
    found: Sequence[BlockFit], context: str | None, year: int | None, notes: list[Finding]
) -> BlockFit:
    """A block without heads: of the edition of the rest of the table if the year agrees, else not used."""
    item = found[0].block.name
    same = next((fit for fit in found if fit.block.edition == context), None)
    if same is not None and (year is None or edition_in_force(year) == context):
        notes.append(
            finding(
                "edition_by_context",
                say("edition_by_context", item=item, edition=context),
                table="proactive",
            )
        )
        return same
    notes.append(
        finding(
            "edition_unsure",
            say("edition_unsure", item=item),
            table="proactive",
        )
    )
    return found[0].unplaced()
