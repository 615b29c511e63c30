"""Fit the forms to a document: which edition each table is of, and what each cell of it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.forms import STATISTICS, TABLES, Block, edition
from analysis.reports.align import align
from analysis.reports.align_heads import align_by_heads
from analysis.reports.by_sums import place_by_sums
from analysis.reports.candidates import Candidate
from analysis.reports.cells import Cell, absent_cell, read_placed
from analysis.reports.editions import choose_edition, editions_by_year, is_settled
from analysis.reports.exact import Hits, Match, exact_hits
from analysis.reports.findings import Finding, finding
from analysis.reports.local_rows import local_rows
from analysis.reports.place import BlockFit, place_lines
from analysis.reports.positions import confirmed
from analysis.reports.statistics import statistics_table
from analysis.words.findings import say


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
        return any(placed is not None for block in self.blocks for placed in block.placed.values())


def fit_tables(lines: Sequence[Candidate], year: int | None) -> list[TableFit]:
    """Read all statutory tables; ``year`` is only a check on the edition, never its selector.

    A report is on the three tables in force since 2019 or on the statistics table of the years before: what is not
    found of the one kind is not missed where the other is.
    """
    hits = exact_hits(lines)
    labelled = _labelled(hits, False)
    fits = [_fit_table(table, lines, hits, labelled, year) for table in TABLES if table != STATISTICS]
    fits.append(_fit_statistics(lines, year))
    kinds = {fit.table == STATISTICS for fit in fits if fit.read}
    return [fit for fit in fits if fit.read or not kinds or (fit.table == STATISTICS) in kinds]


def _fit_statistics(lines: Sequence[Candidate], year: int | None) -> TableFit:
    """Read the statistics table, each row brought to its one figure."""
    old = statistics_table(lines, year)
    hits = exact_hits(old.lines)
    fit = _fit_table(STATISTICS, old.lines, hits, _labelled(hits, True), year, old.unplaced)
    used = frozenset(old.lines[position].block for position in fit.used)
    return fit._replace(used=used, findings=(*old.findings, *fit.findings))


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
        fits[code] = tuple([_fit_block(block, lines, hits, labelled, unplaced) for block in blocks])
        if is_settled(fits[code], lines):
            settled = code if len(fits) == 1 else None
            break
    chosen, notes = choose_edition(table, fits, lines, year, settled)
    cells: list[Cell] = []
    for fit in chosen:
        cells += _block_cells(fit)
        notes += _block_findings(fit)
    cells, more = confirmed(cells, chosen)
    cells, placed = place_by_sums(cells, chosen)
    editions = {fit.block.edition for fit in chosen if fit.alignment.matches}
    found = "+".join(sorted(editions)) or None
    used = _used(chosen)
    if found is None:
        cells = [cell._replace(edition=None) for cell in cells]
        notes = [*notes, _table_missing(table)] if cells else notes
    elif table == STATISTICS:
        local = local_rows(lines, used, unplaced, found)
        cells, used = [*cells, *(cell for _, cell in local)], used.union(position for position, _ in local)
    return TableFit(table, found, tuple(cells), (*notes, *more, *placed), used, chosen)


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
    block: Block, lines: Sequence[Candidate], hits: Hits, labelled: frozenset[int], unplaced: frozenset[int]
) -> BlockFit:
    if block.one_line:
        alignment = align_by_heads(block, lines, labelled)
    else:
        alignment = align(block, lines, hits.get(block, {}), labelled)
    placed = place_lines(block.lines, alignment.matches)
    placed |= {n: None for n, match in alignment.matches.items() if match.candidate.position in unplaced}
    if block.table == "proactive":
        for number, match in alignment.matches.items():
            if match.candidate.loose and _figures_dangle(lines, match.candidate.position + 1, labelled):
                placed[number] = None
    return BlockFit(block, alignment, placed)


def _figures_dangle(lines: Sequence[Candidate], position: int, labelled: frozenset[int]) -> bool:
    """Whether the next line has figures that no label claims: they may be the ends of those above.

    Table 二 has no sums that would tell.
    """
    return position < len(lines) and lines[position].figures > 0 and position not in labelled


def _table_missing(table: str) -> Finding:
    numeral, zh, en = TABLES[table]
    return finding(
        "table_missing",
        say("table_missing", numeral=numeral, zh=zh, en=en),
        table=table,
    )


def _block_cells(fit: BlockFit) -> list[Cell]:
    cells: list[Cell] = []
    for number, line in enumerate(fit.block.lines):
        match, placed = fit.alignment.matches.get(number), fit.placed.get(number)
        if match is not None and placed is not None:
            source = str(match.candidate.source)
            for key, (raw, reading) in zip(line.keys, placed.cells, strict=True):
                cells.append(read_placed(key, fit.block, raw, reading, source))
        else:
            there = match is not None or number in fit.alignment.twice
            printed = "\t".join(match.candidate.cells) if match else None
            status = "unresolved" if there else "missing"
            cells += [absent_cell(key, fit.block, status, printed) for key in line.keys]
    return cells


def _block_findings(fit: BlockFit) -> list[Finding]:
    found: list[Finding] = []
    if not fit.alignment.matches and not fit.alignment.twice:
        return found
    twice = fit.alignment.twice
    if len(twice) > 1 and len(twice) >= len(fit.block.lines) // 2:
        found.append(
            finding(
                "several_tables",
                say("several_tables"),
                table=fit.block.table,
            )
        )
    for number, line in enumerate(fit.block.lines):
        match = fit.alignment.matches.get(number)
        if match is None or not match.sure or fit.placed[number] is None or number in twice:
            found += _line_findings(fit, number, line.label or fit.block.name)
    return found


def _line_findings(fit: BlockFit, number: int, label: str) -> list[Finding]:
    table, row = fit.block.table, _row_of(fit.block, number)
    if number in fit.alignment.twice:
        shown = " | ".join(_figures(match) for match in fit.alignment.twice[number][:3])
        return [
            finding("row_twice", say("row_twice", label=label, figures=shown), table=table, row=row)
        ]
    match = fit.alignment.matches.get(number)
    if match is None:
        return [finding("row_missing", say("row_missing", label=label), table=table, row=row)]
    source = str(match.candidate.source)
    if fit.placed[number] is None:
        width = len(fit.block.lines[number].keys)
        key = "row_unresolved.column" if width == len(match.figures) == 1 else "row_unresolved"
        message = say(key, label=label, given=len(match.figures), expected=width, figures=_figures(match))
        return [finding("row_unresolved", message, table=table, row=row, source=source)]
    if not match.sure:
        printed = match.candidate.label
        message = say("label_unsure", label=label, printed=printed)
        return [finding("label_unsure", message, table=table, row=row, source=source)]
    return []


def _row_of(block: Block, number: int) -> str | None:
    return None if block.one_line else block.rows[number].code


def _figures(match: Match) -> str:
    return " ".join(raw for raw, _ in match.figures) or "blank"


def _used(fits: Sequence[BlockFit]) -> frozenset[int]:
    """The document's blocks that the fits used, as figures or as part of a label."""
    used: set[int] = set()
    for fit in fits:
        twice = [match for matches in fit.alignment.twice.values() for match in matches]
        for match in [*fit.alignment.matches.values(), *twice]:
            used.update((match.candidate.position, *match.joined))
    return frozenset(used)
