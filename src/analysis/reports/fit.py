"""Fit the forms to a document: which edition each table is of, and what each cell of it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.forms import STATISTICS, TABLES, Block, Key, edition
from analysis.reports.align import align
from analysis.reports.blocks import BlockFit, fit_rows, fit_tracks, fit_turned, place_rows
from analysis.reports.by_sums import place_by_sums
from analysis.reports.candidates import Candidate, kept, own_figures
from analysis.reports.cells import Cell, absent_cell, read_placed, withdrawn
from analysis.reports.columns import form_columns, is_heading
from analysis.reports.editions import choose_edition, editions_by_year, is_settled
from analysis.reports.exact import Hits, Match, exact_hits
from analysis.reports.findings import Finding, finding
from analysis.reports.local_rows import local_rows
from analysis.reports.positions import confirmed
from analysis.reports.sanity import believed
from analysis.reports.shapes import normal_form
from analysis.reports.statistics import StatisticsTable, statistics_table
from analysis.reports.units import captions, printed_unit
from analysis.reports.unread import block_findings, lost_block, other_years_left_out, table_missing
from analysis.words.findings import say

# Fewer rows of the tables since 2019 beside the statistics table are of tables that are not the form's.
_FEWEST_BESIDE = 3


class TableFit(NamedTuple):
    """One table as read: its edition (None if the table was not found), cells and findings, and blocks used."""

    table: str
    edition: str | None
    cells: tuple[Cell, ...]
    findings: tuple[Finding, ...]
    used: frozenset[int]
    blocks: tuple[BlockFit, ...]

    @property
    def read(self) -> bool:
        """Whether any of its lines was found and placed."""
        return any(block.n_placed for block in self.blocks)

    def of_part_of_year(self, part: str) -> TableFit:
        """The same without values: a table of half a year or a quarter is none of the year's."""
        said = finding("not_annual", say("not_annual", part=part), table=self.table)
        return self._replace(cells=tuple(withdrawn(self.cells)), findings=(said,))


def fit_tables(lines: Sequence[Candidate], year: int | None) -> list[TableFit]:
    """Read all statutory tables; ``year`` is only a check on the edition, never its selector.

    A report is on the three tables in force since 2019 or on the statistics table of the years before: what is not
    found of the one kind is not missed where the other is.
    """
    old = statistics_table(lines, year)
    others = [kept(line, ()) if line.block in old.rows else line for line in lines] if old.rows else lines
    printed, other_years = normal_form(others, year)
    printed = own_figures(printed)
    hits = exact_hits(printed)
    labelled = _labelled(hits, False)
    fits = [_fit_table(table, printed, hits, labelled, year) for table in TABLES if table != STATISTICS]
    fits = [_in_blocks(fit, printed, other_years) for fit in fits]
    fits.append(_fit_statistics(old, year))
    if fits[-1].read and sum(block.n_placed for fit in fits[:-1] for block in fit.blocks) < _FEWEST_BESIDE:
        return fits[-1:]
    kinds = {fit.table == STATISTICS for fit in fits if fit.read or (fit.table == STATISTICS and fit.edition)}
    return [fit for fit in fits if fit.read or not kinds or (fit.table == STATISTICS) in kinds]


def _fit_statistics(old: StatisticsTable, year: int | None) -> TableFit:
    """Read the statistics table, each row brought to its one figure."""
    hits = exact_hits(old.lines)
    fit = _fit_table(STATISTICS, old.lines, hits, _labelled(hits, True), year, old.unplaced)
    blocks = {old.lines[position].block for position in fit.used}
    used = frozenset(blocks.union(*(old.parts.get(block, ()) for block in blocks)))
    return fit._replace(used=used, findings=(*old.findings, *fit.findings))


def _in_blocks(fit: TableFit, lines: Sequence[Candidate], other_years: Sequence[Candidate]) -> TableFit:
    """A fit whose used lines are numbered as the blocks of the document, with the lines of other years among them."""
    used = {lines[position].block for position in fit.used}
    inside = [line for line in other_years if used and min(used) <= line.block <= max(used)]
    if not inside:
        return fit._replace(used=frozenset(used))
    used.update(line.block for line in inside)
    return fit._replace(
        used=frozenset(used), findings=(*fit.findings, other_years_left_out(fit.table, inside))
    )


def _fit_table(
    table: str,
    lines: Sequence[Candidate],
    hits: Hits,
    labelled: frozenset[int],
    year: int | None,
    unplaced: frozenset[int] = frozenset(),
) -> TableFit:
    fits: dict[str, tuple[BlockFit, ...]] = {}
    settled: str | None = None
    for code in editions_by_year(year):
        blocks = [block for block in edition(code).blocks if block.table == table]
        fits[code] = tuple([_fit_block(block, lines, hits, labelled, unplaced, year) for block in blocks])
        if is_settled(fits[code], lines):
            settled = code if len(fits) == 1 else None
            break
    chosen, notes = choose_edition(table, fits, lines, year, settled)
    units = _captions(chosen, lines)
    cells: list[Cell] = []
    for fit in chosen:
        cells += _block_cells(fit, units)
        notes += block_findings(fit, units)
    cells, doubts = believed(cells, chosen) if any(fit.columns.inferred for fit in chosen) else (cells, [])
    if not doubts:
        cells, more = confirmed(cells, chosen)
        cells, placed = place_by_sums(cells, chosen)
        cells, doubts = believed(cells, chosen)
        doubts = [*more, *placed, *doubts]
    editions = {fit.block.edition for fit in chosen if fit.alignment.matches}
    found = "+".join(sorted(editions)) or None
    used = _used(chosen)
    if found is None:
        cells = [cell._replace(edition=None) for cell in cells]
        notes = [*notes, table_missing(table, lines)] if cells else notes
    else:
        lost = [fit.block for fit in chosen if not fit.alignment.matches and not fit.alignment.twice]
        notes += [note for block in lost for note in lost_block(block, lines)]
    if found is not None and table == STATISTICS:
        local = local_rows(lines, used, unplaced, found)
        cells, used = [*cells, *(cell for _, cell in local)], used.union(position for position, _ in local)
    return TableFit(table, found, tuple(cells), (*notes, *doubts), used, chosen)


def _labelled(hits: Hits, statistics: bool) -> frozenset[int]:
    """The document's lines that bear the exact label of some line of the statistics table, or of the three tables."""
    return frozenset(
        [
            match.candidate.position
            for block, found in hits.items()
            if (block.table == STATISTICS) == statistics
            for matches in found.values()
            for match in matches
        ]
    )


def _fit_block(
    block: Block,
    lines: Sequence[Candidate],
    hits: Hits,
    labelled: frozenset[int],
    unplaced: frozenset[int],
    year: int | None,
) -> BlockFit:
    if block.one_line:
        return fit_tracks(block, lines, labelled, year)
    found = align(block, lines, hits.get(block, {}), labelled)
    if block.table == STATISTICS:
        fit = place_rows(block, lines, found, form_columns(block), year)
        fit.placed.update(
            {n: None for n, match in found.matches.items() if match.candidate.position in unplaced}
        )
        return fit
    if block.table == "requests":
        taken = labelled.union(match.candidate.position for match in found.matches.values())
        found = found._replace(matches={n: _must_add_up(m, lines, taken) for n, m in found.matches.items()})
    fit = fit_rows(block, lines, found, labelled, year)
    if fit.n_placed <= len(block.lines) // 2:
        across = fit_turned(block, lines, year)
        fit = max(fit, across, key=lambda found: len(found.cells_placed))
    if fit.printed_twice or (not fit.crossed and _figures_above(fit, lines)):
        return fit.unplaced()
    if block.table == "proactive" and not fit.crossed:
        for number, match in fit.alignment.matches.items():
            at = match.candidate.position
            if any(_figures_dangle(lines, at, near, labelled) for near in (at - 1, at + 1)):
                fit.placed[number] = None
    return fit


def _figures_above(fit: BlockFit, lines: Sequence[Candidate]) -> bool:
    """Whether figures stand on lines of their own, one before the first label: each may be of the label below."""
    matches = fit.alignment.matches.values()
    apart = [match for match in matches if match.label_cell < 0]
    if 2 * len(apart) <= len(matches):
        return False
    first = min(min((match.candidate.position, *match.joined)) for match in matches)
    above = lines[first - 1 : first]
    return bool(above) and above[0].figures > 0 and not above[0].words


def _must_add_up(match: Match, lines: Sequence[Candidate], taken: frozenset[int]) -> Match:
    """A row of text above figures that no label claims, which may be pieces of its own: its sum must hold."""
    line = match.candidate
    below = lines[line.position + 1 : line.position + 2]
    if line.gridded or not below or not below[0].figures or below[0].position in taken:
        return match
    return match._replace(candidate=line._replace(joined=True))


def _figures_dangle(lines: Sequence[Candidate], row: int, position: int, labelled: frozenset[int]) -> bool:
    """Whether a neighbouring line of text has figures that no label claims: they may belong to the row.

    Table 二 has no sums that would tell.
    """
    if not 0 <= position < len(lines) or not (lines[row].loose or lines[position].loose):
        return False
    return lines[position].figures > 0 and position not in labelled


def _captions(fits: Sequence[BlockFit], lines: Sequence[Candidate]) -> tuple[str, ...]:
    """The captions above a table's first line that name a unit."""
    found = [match.candidate.position for fit in fits for match in fit.alignment.matches.values()]
    above: list[str] = []
    for line in reversed(lines[: min(found, default=0)]):
        if line.figures:
            break
        above += [cell for cell in line.cells if len(line.words) == 1]
        if is_heading(line):
            break
    return captions(above)


def _block_cells(fit: BlockFit, units: tuple[str, ...]) -> list[Cell]:
    """A cell for each of the form's, in its order."""
    read: dict[Key, Cell] = {}
    for number, match in fit.alignment.matches.items():
        placed, printed = fit.placed.get(number), "\t".join(match.candidate.cells)
        for at, key in enumerate(fit.keys.get(number, ())):
            if key is not None and placed is not None:
                head = fit.heads[number][at]
                unit = printed_unit(fit.block.units[key], head.text if head else "", units)
                read[key] = read_placed(key, fit.block, placed.cells[at], match.candidate.source, unit)
            elif key is not None:
                read.setdefault(key, absent_cell(key, fit.block, "unresolved", printed))
    for number in [*fit.alignment.twice, *(n for n in fit.placed if fit.placed[n] is None)]:
        there = fit.alignment.matches.get(number)
        shown = "\t".join(there.candidate.cells) if there else None
        for key in () if fit.crossed else fit.block.lines[number].keys:
            read.setdefault(key, absent_cell(key, fit.block, "unresolved", shown))
    return [read.get(key) or absent_cell(key, fit.block, "missing") for key in fit.block.units]


def _used(fits: Sequence[BlockFit]) -> frozenset[int]:
    """The document's blocks that the fits used, as figures or as part of a label."""
    used: set[int] = set()
    for fit in fits:
        twice = [match for matches in fit.alignment.twice.values() for match in matches]
        for match in [*fit.alignment.matches.values(), *twice]:
            used.update((match.candidate.position, *match.joined))
    return frozenset(used)
