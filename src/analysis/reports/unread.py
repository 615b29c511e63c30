"""What a table's findings say: rows and columns that are not there, not placed, or not the form's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.forms import TABLES, Block
from analysis.reports.blocks import BlockFit
from analysis.reports.candidates import Candidate
from analysis.reports.exact import Match
from analysis.reports.findings import Finding, finding
from analysis.reports.likeness import exact_line
from analysis.reports.units import is_convertible, printed_unit
from analysis.words import Words
from analysis.words.findings import say

_MOST_SHOWN = 3


def table_missing(table: str, lines: Sequence[Candidate]) -> Finding:
    """A finding on a table of which no line was found."""
    numeral, zh, en = TABLES[table]
    return finding("table_missing", say("table_missing", numeral=numeral, zh=zh, en=en), table=table)


def other_years_left_out(table: str, lines: Sequence[Candidate]) -> Finding:
    """A finding on rows that bear another year than the report's."""
    said = say("rows_of_other_years", count=len(lines), text=" ".join(filter(None, lines[0].cells))[:60])
    return finding("columns_unusual", said, table=table, source=str(lines[0].source))


def block_findings(fit: BlockFit, units: tuple[str, ...]) -> list[Finding]:
    """What is to be said of a block that was found: its columns, its units, its lines."""
    if not fit.alignment.matches and not fit.alignment.twice:
        return []
    found = [*_columns(fit), *_units(fit, units)]
    if fit.printed_twice:
        found.append(finding("several_tables", say("several_tables"), table=fit.block.table))
    return [*found, *_lines(fit)]


def lost_block(block: Block, lines: Sequence[Candidate]) -> list[Finding]:
    """What is to be said of a block of a table that was found, none of whose rows was."""
    printed = {number for line in lines if line.label for number in exact_line(block, line.label)}
    groups = {
        ("row_unresolved", 0, len(block.columns)): [n for n in range(len(block.lines)) if n in printed],
        ("row_missing", 0, 0): [n for n in range(len(block.lines)) if n not in printed],
    }
    return [
        _of_rows(block, *said, [(block.lines[n].label, block.rows[n].code, None) for n in numbers])
        for said, numbers in groups.items()
        if numbers
    ]


def _columns(fit: BlockFit) -> Iterator[Finding]:
    table, block = fit.block.table, fit.block
    item = block.name if table == "proactive" else say("table_name", numeral=block.name)
    expected = "、".join(dict.fromkeys(column.zh for column in block.columns))
    printed = " ".join(text for line in fit.columns.above for text in line.cells if text)[:120]
    if not fit.columns.heads and not fit.n_placed:
        said = say("columns_unresolved", item=item, heads=printed, expected=expected)
        rows = () if table == "requests" else tuple(row.code for row in block.rows)
        yield finding("columns_unresolved", said, table=table, rows=rows)
        return
    named = {
        head.text
        for heads in fit.heads.values()
        for head in heads
        if head is not None and head.foreign and head.text
    }
    if named:
        shown = "、".join(sorted(named))
        yield finding("columns_unusual", say("columns_unusual", item=item, heads=shown), table=table)
    placed = fit.cells_placed
    if not placed:
        return
    there = {key.column for key in placed}
    for column in block.columns:
        if column.code not in there:
            said = say("column_missing", head=column.zh, item=item)
            yield finding("column_missing", said, table=table, column=column.code)
    names = {column.code: column.zh for column in block.columns}
    for row in block.rows if len(placed) < len(block.units) else ():
        own = [key for key in block.units if key.row == row.code]
        lost = "、".join(names[key.column] for key in own if key not in placed and key.column in there)
        if lost and (block.one_line or not placed.isdisjoint(own)):
            said = say("column_missing", head=lost, item=row.zh)
            yield finding("column_missing", said, table=table, row=row.code)


def _units(fit: BlockFit, units: tuple[str, ...]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for number, keys in fit.keys.items():
        for head, key in zip(fit.heads[number], keys, strict=True):
            unit = printed_unit(fit.block.units[key], head.text if head else "", units) if key else None
            if key and unit and not is_convertible(fit.block.units[key], unit):
                seen[key.column] = unit
    for column, unit in seen.items():
        yield finding("unit_unusual", say("unit_unusual", unit=unit), table=fit.block.table, column=column)


def _lines(fit: BlockFit) -> Iterator[Finding]:
    """Lines that are missing, not placed, found twice or by a damaged label; equal findings once, with their rows."""
    groups: dict[tuple[str, int, int], list[tuple[str, str | None, Match | None]]] = {}
    for number, label, row in _expected(fit):
        match = fit.alignment.matches.get(number)
        if number in fit.alignment.twice:
            same = fit.alignment.twice[number][:_MOST_SHOWN]
            shown = " | ".join(" ".join(value.raw for value in match.figures) or "—" for match in same)
            said = say("row_twice", label=label, figures=shown)
            yield finding("row_twice", said, table=fit.block.table, row=row)
        elif match is None:
            groups.setdefault(("row_missing", 0, 0), []).append((label, row, None))
        elif fit.placed.get(number) is None and (fit.columns.heads or fit.n_placed):
            counted = ("row_unresolved", len(match.figures), len(fit.heads[number] or fit.block.columns))
            groups.setdefault(counted, []).append((label, row, match))
        elif fit.placed.get(number) is not None and not match.sure:
            said = say("label_unsure", label=label, printed=match.candidate.label)
            yield finding(
                "label_unsure", said, table=fit.block.table, row=row, source=str(match.candidate.source)
            )
    for (code, given, expected), members in groups.items():
        yield _of_rows(fit.block, code, given, expected, members)


def _expected(fit: BlockFit) -> Iterator[tuple[int, str, str | None]]:
    """The lines of a block: number, label and row."""
    if not fit.crossed:
        for number, line in enumerate(fit.block.lines):
            yield number, line.label, fit.block.rows[number].code
        return
    for number in sorted({*fit.placed, *fit.alignment.twice}):
        rows = {key.row for key in fit.keys.get(number, ()) if key}
        row = rows.pop() if len(rows) == 1 else None
        yield number, next((r.zh for r in fit.block.rows if r.code == row), fit.block.name), row


def _of_rows(
    block: Block,
    code: str,
    given: int,
    expected: int,
    members: Sequence[tuple[str, str | None, Match | None]],
) -> Finding:
    label, row, match = members[0]
    rows = tuple(row for _, row, _ in members if row)
    label = "、".join(label for label, _, _ in members[:_MOST_SHOWN]) + (
        " …" if len(members) > _MOST_SHOWN else ""
    )
    message = code if len(members) == 1 else f"{code}.rows"
    shown = _figures(match) if match is not None else say("blank")
    said = say(message, label=label, count=len(members), given=given, expected=expected, figures=shown)
    source = str(match.candidate.source) if match is not None else None
    single = len(members) == 1
    return finding(
        code, said, table=block.table, row=row if single else None, rows=() if single else rows, source=source,
        expected=str(expected) if expected else None, found=str(given) if expected else None,
    )  # fmt: skip


def _figures(match: Match) -> str | Words:
    return " ".join(value.raw for value in match.figures) or say("blank")
