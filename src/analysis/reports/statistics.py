"""The statistics table of 2008 to 2018 as printed, brought to one figure a row: the one in the year's column.

Every layout comes out as the same lines: label, unit, figure. Lists of ``label：figure`` and halves side by side are
taken apart, columns that are not the year's are left out, and a row whose figure cannot be told is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from analysis.forms import STATISTICS
from analysis.forms import statistics_words as words
from analysis.reports.candidates import Candidate, kept
from analysis.reports.columns import is_heading
from analysis.reports.figure_column import (
    Columns,
    columns_of_rows,
    columns_under,
    is_head_line,
    is_known_head,
    is_numbering,
    is_part_of_year,
    is_placed,
    says_nothing,
    says_other,
)
from analysis.reports.findings import Finding, finding
from analysis.reports.likeness import exact_lines, is_form_print
from analysis.reports.loose_rows import label_cells, with_loose_rows
from analysis.reports.years import years_in
from analysis.text import BLANK, Reading, fold, normalise
from analysis.words import Words
from analysis.words.findings import say

# Single rows of the table's labels occur in prose and in other tables too.
_FEWEST_ROWS, _FEWEST_UNDER_HEADS = 6, 2
_FARTHEST_HEAD, _LONGEST_HEAD, _CAPTION_LINES = 14, 30, 4
_MOST_STRAYS = 0.1
_FIRST_OF_UNIT = frozenset("十百千万亿")  # of a unit that is broken over two lines
_UNIT, _UNIT_NOTE = re.compile(words.UNIT), re.compile(words.UNIT_NOTE, re.M)
_NAMES_TABLE = re.compile("信息公开.*(?:报告|年报|报表|统计表|情况表|季报|月报)")
_LONGEST_CAPTION = 60
PLAIN_UNITS = words.COUNT_UNITS | words.MONEY_UNITS | {""}


class StatisticsTable(NamedTuple):
    """The document's lines with those of the table brought to label, unit, figure; none if there is no table.

    ``rows`` are the document's blocks that are its rows, ``parts`` those that went into the row of a block;
    ``unplaced`` are the lines, by position, of whose figures none is certain to be the year's.
    """

    lines: Sequence[Candidate]
    rows: frozenset[int] = frozenset()
    parts: Mapping[int, tuple[int, ...]] = MappingProxyType({})
    unplaced: frozenset[int] = frozenset()
    findings: tuple[Finding, ...] = ()


class _Row(NamedTuple):
    """A line as it will be read, and whether which of its figures is the year's cannot be told.

    ``covered``: the row has no cell in the column of figures, so that the cell above reaches down to it.
    """

    line: Candidate
    unplaced: bool = False
    covered: bool = False


def statistics_table(lines: Sequence[Candidate], year: int | None) -> StatisticsTable:
    """Find the rows of the table and reduce each to its one figure; ``year`` is the report's."""
    lines, parts = with_loose_rows(lines)
    labelled = [line.position for line in lines if label_cells(line)]
    stretches = list(_stretches(lines, labelled)) if labelled else []
    fewest = _FEWEST_UNDER_HEADS if any(stretch.heads for stretch in stretches) else _FEWEST_ROWS
    if len(labelled) < fewest or sum(map(_is_of_tables, lines)) > len(labelled) / 2:
        return StatisticsTable(())
    rows: list[_Row] = []
    findings: list[Finding] = []
    done = 0
    for stretch in stretches:
        rows += map(_passed, lines[done : stretch.start])
        read, said = _read_stretch(lines, stretch, year)
        rows, findings, done = [*rows, *read], [*findings, *said], stretch.stop
    rows += map(_passed, lines[done:])
    moved = [row.line._replace(position=n) for n, row in enumerate(rows)]
    unplaced = frozenset(n for n, row in enumerate(rows) if row.unplaced)
    own = {line.block for stretch in stretches for line in lines[stretch.start : stretch.stop]}
    blocks = own.union(*(parts.get(block, ()) for block in own))
    return StatisticsTable(moved, frozenset(blocks), parts, unplaced, tuple(dict.fromkeys(findings)))


def _is_of_tables(line: Candidate) -> bool:
    """Whether a line bears the label of a row of the tables since 2019 (属于国家秘密), as the older ones do too."""
    return any(block.table != STATISTICS for _, key in line.words for block, _ in exact_lines(key))


def _passed(line: Candidate) -> _Row:
    """A line outside the rows: as it is, but years in heads and numbers of columns are no figures."""
    heads = len(line.cells) > 1 and is_head_line(line)
    return _Row(kept(line, ()) if heads or is_numbering(line) else line)


# ---- where the table stands ----


class _Stretch(NamedTuple):
    """Rows under one set of heads: the first line, the line after the last, and the lines of heads, top first."""

    start: int
    stop: int
    heads: list[Candidate]


def _stretches(lines: Sequence[Candidate], labelled: Sequence[int]) -> Iterator[_Stretch]:
    starts: list[tuple[int, list[Candidate]]] = []
    for n, position in enumerate(labelled):
        heads = _heads_above(lines, position, labelled[n - 1] if n else -1)
        if n == 0 or any(is_head_line(line) or _has_year_in_corner(line) for line in heads):
            starts.append((heads[-1].position + 1 if heads else position, heads))
    bounds = [heads[0].position if heads else at for at, heads in starts[1:]]
    for (start, heads), bound in zip(starts, [*bounds, len(lines)], strict=True):
        last = max(at for at in labelled if start <= at < bound)
        yield _Stretch(start, _past_last_rows(lines, last, bound), heads)


def _past_last_rows(lines: Sequence[Candidate], last: int, bound: int) -> int:
    """The line after the last row: rows whose labels are not known may follow in the same table."""
    stop, table = last + 1, lines[last].source.table
    if not lines[last].figures and stop < bound and not lines[stop].words:
        stop += 1  # the figure of a label that stands on a line of its own
    while table is not None and stop < bound and lines[stop].source.table == table:
        stop += 1
    return min(stop, bound)


def _heads_above(lines: Sequence[Candidate], first: int, before: int) -> list[Candidate]:
    """The lines of heads above a row, top first; ``before`` is the row above it."""
    found: list[Candidate] = []
    for line in reversed(lines[max(before + 1, first - _FARTHEST_HEAD) : first]):
        if any("。" in cell or "统计表" in cell for cell in line.cells):
            break
        if is_head_line(line) or _has_year_in_corner(line):
            return [*_heads_on_top(lines, line), line, *found]
        if any(len(cell) > _LONGEST_HEAD for cell in line.cells) or _has_figures(line):
            continue
        known = any(map(is_known_head, line.cells))
        group = not known and all(is_form_print(key) for _, key in line.words)
        if not is_numbering(line) and not group:
            found.insert(0, line)
    return [line for line in found if len(line.cells) > 1 and any(map(is_known_head, line.cells))]


def _has_year_in_corner(line: Candidate) -> bool:
    """Whether a line is one of heads whose first cell, that of the labels, holds a year: 2016年, 单位, 统计数."""
    first, *others = line.cells
    return bool(years_in(first)) and any(map(is_known_head, others)) and not _has_figures(line)


def _heads_on_top(lines: Sequence[Candidate], head: Candidate) -> list[Candidate]:
    """The heads above a head of the labels: one a line, where the labels come last; or the same head, printed again."""
    at, alone = head.position, len(head.cells) == 1
    while at:
        above = lines[at - 1]
        if not (len(above.cells) == 1 and is_known_head(above.cells[0]) if alone else is_head_line(above)):
            break
        at -= 1
    return list(lines[at : head.position])


def _has_figures(line: Candidate) -> bool:
    """Whether a line holds a number that is no year."""
    return any(
        r.value is not None and not 2000 <= r.value < 2050 for r in line.readings
    ) and not is_numbering(line)


def _caption(lines: Sequence[Candidate], at: int) -> str:
    """The short lines above a table."""
    above = [line for line in lines[max(0, at - _CAPTION_LINES) : at] if not line.figures]
    return "\n".join(
        cell for line in above for cell in line.cells if len(cell) <= _LONGEST_CAPTION and "。" not in cell
    )


def _period(lines: Sequence[Candidate], at: int) -> str | None:
    """The caption or title that says that the table is of a part of a year, if the nearest that names a period does."""
    for line in reversed(lines[:at]):
        text = " ".join(filter(None, line.cells))
        near = at - line.position <= _CAPTION_LINES
        if len(text) > _LONGEST_CAPTION or "。" in text or not (near or _NAMES_TABLE.search(text)):
            continue
        if is_part_of_year(text):
            return text
        if _NAMES_TABLE.search(text) and years_in(text):
            return None
    return None


# ---- labels behind their figures ----


def _labels_first(
    rows: Sequence[Candidate], heads: Sequence[Candidate]
) -> tuple[list[Candidate], list[Candidate]] | None:
    """The rows and heads with the labels before their figures; None if a row does not show how it stands."""
    texts = [cell for line in heads for cell in line.cells if cell]
    if len(texts) < 2 or fold(texts[-1]) not in words.LABEL_HEADS or fold(texts[0]) in words.LABEL_HEADS:
        return list(rows), list(heads)
    if any(len(line.cells) > 1 for line in heads):
        lines = map(_without_places, (*rows, *heads))
        turned = [kept(line, (len(line.cells) - 1, *range(len(line.cells) - 1))) for line in lines]
        behind = all(line.words and line.words[-1][0] == len(line.cells) - 1 for line in rows if line.figures)
        return (
            (turned[: len(rows)], turned[len(rows) :]) if behind or not any(r.figures for r in rows) else None
        )
    if any(label_cells(row) and row.figures for row in rows):
        return None
    return _turned_pairs(rows), [heads[-1], *heads[:-1]]


def _turned_pairs(rows: Sequence[Candidate]) -> list[Candidate]:
    """Lines of figures, each with a label on the line below, the other way round."""
    turned: list[Candidate] = []
    for row in rows:
        if label_cells(row) and turned and turned[-1].figures:
            turned.insert(len(turned) - 1, row)
        else:
            turned.append(row)
    return turned


# ---- halves side by side ----


def _side_by_side(
    rows: Sequence[Candidate], heads: Sequence[Candidate]
) -> list[tuple[list[Candidate], list[Candidate]]]:
    """The rows and their heads, of a table set in parts side by side those of each part, in the form's order."""
    labels = [n for n, line in enumerate(heads) if len(line.cells) == 1 and is_head_line(line)]
    if len(labels) > 1:
        turns = [row for n in range(len(labels)) for row in rows[n :: len(labels)]]
        in_turns = _out_of_order(turns) < _out_of_order(rows)
        return [(turns if in_turns else list(rows), list(heads[: labels[1]]))]
    cuts = [cell for cell, key in heads[0].words if key in words.LABEL_HEADS] if heads else []
    doubled = [row for row in rows if len(_starts_of_labels(row)) > 1]
    if len(cuts) < 2 and len(doubled) < max(2, len(rows) // 4):
        return [(list(rows), list(heads))]
    width = len(heads[0].cells) if heads else 0
    pieces = [_pieces(row, cuts, width) for row in rows]
    part_heads = [_pieces(line, cuts, width) for line in heads]
    columns = [[piece[n] for piece in pieces if n < len(piece)] for n in range(max(map(len, pieces)))]
    down, across = [row for column in columns for row in column], [row for piece in pieces for row in piece]
    if _out_of_order(across) < _out_of_order(down) or any(len(head) < len(columns) for head in part_heads):
        first = [_without_places(head[0]) for head in part_heads]
        ordered = across if _out_of_order(across) < _out_of_order(down) else down
        return [([_without_places(row) for row in ordered], first)]
    return [(column, [head[n] for head in part_heads]) for n, column in enumerate(columns)]


def _without_places(line: Candidate) -> Candidate:
    return line._replace(places=())


def _starts_of_labels(line: Candidate) -> list[int]:
    """The cells of labels that have cells of another label's figures before them."""
    labels = label_cells(line)
    return [cell for cell in labels if cell == labels[0] or cell - 1 not in labels]


def _pieces(line: Candidate, cuts: Sequence[int], width: int) -> list[Candidate]:
    at = list(cuts) if len(cuts) > 1 and len(line.cells) == width else _starts_of_labels(line)
    bounds = [0, *at[1:], len(line.cells)]
    return [kept(line, range(start, stop)) for start, stop in pairwise(bounds)]


def _out_of_order(rows: Sequence[Candidate]) -> int:
    """How often a row of the form stands after one that it should stand before."""
    numbers = [min(_numbers(line), default=None) for line in rows]
    known = [number for number in numbers if number is not None]
    return sum(later < earlier for earlier, later in pairwise(known))


def _numbers(line: Candidate) -> set[int]:
    found = [exact_lines(line.words[-1][1])] if line.words else []
    return {number for lines in found for block, number in lines if block.table == STATISTICS}


# ---- reading ----


def _read_stretch(
    lines: Sequence[Candidate], stretch: _Stretch, year: int | None
) -> tuple[list[_Row], list[Finding]]:
    at = stretch.heads[0].position if stretch.heads else stretch.start
    period, caption = _period(lines, at), _caption(lines, at)
    noted = _UNIT_NOTE.search(caption)
    read: list[_Row] = []
    findings: list[Finding] = []
    first = _labels_first(lines[stretch.start : stretch.stop], stretch.heads)
    for rows, heads in _side_by_side(*(first or (lines[stretch.start : stretch.stop], stretch.heads))):
        columns = _columns(rows, heads, lines[max(0, at - _FARTHEST_HEAD) : stretch.start], year)
        refusal = say("statistics_above") if first is None else _refusal(lines, stretch, columns, period)
        unit = columns.unit or (noted["unit"] if noted else None)
        read += _without_doubtful([_row(row, columns, refusal is not None, unit) for row in rows])
        if refusal is not None:
            findings.append(finding("columns_unusual", refusal, table=STATISTICS))
        elif columns.left_out:
            said = say("columns_left_out", heads="、".join(columns.left_out), kept=columns.shown)
            findings.append(finding("columns_left_out", said, table=STATISTICS))
    return read, findings


def _columns(
    rows: Sequence[Candidate], heads: Sequence[Candidate], above: Sequence[Candidate], year: int | None
) -> Columns:
    """The columns by the heads, or if there are none by the rows; none of them chosen if the rows contradict it."""
    local = [_editions(line) for line in rows]
    columns = columns_under(heads, year, bare_totals=local.count({"2008"}) > local.count({"2014"}))
    figures = [_filled(row, _label_cell(row, columns)) for row in rows]
    if columns.chosen is None and says_nothing(heads, year) and not _forbidden(above, year):
        return columns_of_rows(rows, figures)
    if _only_numbers(rows, figures):
        return columns._replace(chosen=None)
    if columns.is_total and not _adds_up(rows, columns):
        return columns._replace(chosen=None)
    stray = sum(len(found) > len(columns.with_figures) for found in figures)
    placed = columns.placed and _lie_in_order(rows, figures, columns)
    return columns._replace(ordered=stray <= _MOST_STRAYS * len(rows), placed=placed)


def _only_numbers(rows: Sequence[Candidate], figures: Sequence[Sequence[int]]) -> bool:
    """Whether the one figure behind each label only numbers the rows, and lines without a label hold their figures."""
    beside = sum(len(found) > 0 and not label_cells(row) for row, found in zip(rows, figures, strict=True))
    alone = [
        row.readings[found[0]].value
        for row, found in zip(rows, figures, strict=True)
        if len(found) == 1 and label_cells(row)
    ]
    steps = [a is not None and b == a + 1 for a, b in pairwise(alone)]
    return min(len(steps), beside) >= max(_FEWEST_ROWS, len(steps) // 2) and sum(steps) >= (
        1 - 2 * _MOST_STRAYS
    ) * len(steps)


def _lie_in_order(rows: Sequence[Candidate], figures: Sequence[Sequence[int]], columns: Columns) -> bool:
    """Whether the figures of complete rows lie under the heads one after the other, as far as the format tells."""
    whole = [
        [columns.over(row.places[cell]) for cell in found]
        for row, found in zip(rows, figures, strict=True)
        if is_placed(row) and len(found) == len(columns.with_figures)
    ]
    return sum(found == columns.with_figures for found in whole) >= (1 - _MOST_STRAYS) * len(whole)


def _forbidden(above: Sequence[Candidate], year: int | None) -> bool:
    """Whether torn heads above a table, its captions apart, say that the figures are not the year's."""
    for line in reversed(above):
        text = "".join("".join(line.cells).split())
        if len(text) > _LONGEST_HEAD or "统计表" in text or _NAMES_TABLE.search(text) or is_heading(line):
            return False
        if says_other(text, year):
            return True
    return False


def _editions(line: Candidate) -> set[str]:
    return {b.edition for _, key in line.words for b, _ in exact_lines(key) if b.table == STATISTICS}


def _adds_up(rows: Sequence[Candidate], columns: Columns) -> bool:
    """Whether the parts beside a total make it, in the rows in which all of them stand."""
    told = []
    for row in rows:
        found = _in_columns(row, _label_cell(row, columns), columns) or {}
        values = {n: row.readings[cell].value for n, cell in found.items()}
        parts = [values.get(n) for n in columns.parts]
        total = values.get(columns.chosen)  # type: ignore[arg-type]
        if total is not None and None not in parts:
            told.append(sum(part or 0 for part in parts) == total)
    return sum(told) >= (1 - _MOST_STRAYS) * len(told) if columns.parts else True


def _refusal(
    lines: Sequence[Candidate], stretch: _Stretch, columns: Columns, period: str | None
) -> Words | None:
    """Why no figure of the table is the year's, if none is."""
    if period is not None:
        return say("statistics_period", caption=period)
    if columns.chosen is None:
        return say("statistics_columns", heads=columns.shown or say("no_heads"))
    return say("statistics_above") if _stand_above(lines, stretch) else None


def _stand_above(lines: Sequence[Candidate], stretch: _Stretch) -> bool:
    """Whether each figure stands on the line above its label: one before the first label, none after the last."""
    labelled = [line for line in lines[stretch.start : stretch.stop] if label_cells(line)]
    above = next((line for line in reversed(lines[: stretch.start]) if set(line.cells) - PLAIN_UNITS), None)
    if above is None or stretch.heads or above.gridded or not labelled[0].loose or labelled[-1].figures:
        return False
    return above.figures > 0 and all(is_known_head(above.cells[cell]) for cell, _ in above.words)


def _without_doubtful(rows: Sequence[_Row]) -> list[_Row]:
    """The rows, with a 0 that stands in one cell for several rows given to each; without any other figure that does.

    Nor does a row keep its figure if lines of text below it hold one more.
    """
    read = list(rows)
    for n, (row, below) in enumerate(pairwise(rows)):
        line, stray = row.line, below.line
        if (
            not line.gridded
            and line.figures
            and line.words
            and stray.loose
            and stray.figures
            and not stray.words
        ):
            read[n] = row._replace(unplaced=True)
        if line.cells[-1].rpartition(" ")[2] in _FIRST_OF_UNIT and not line.gridded:
            read[n + 1] = below._replace(unplaced=True)
    for n, row in enumerate(rows):
        at = next((m for m in range(n - 1, -1, -1) if not rows[m].covered), None) if row.covered else None
        if at is not None and rows[at].line.figures and _reaches(rows[at].line, row.line):
            read[at], read[n] = _shared_cell(rows[at], row)
    return read


def _reaches(above: Candidate, line: Candidate) -> bool:
    """Whether the last cell of a row may reach down to another; a format that does not say lets it."""
    down = above.places[-1].down if above.places else 0
    return down == 0 or (above.source.row or 0) + down > (line.source.row or 0)


def _shared_cell(above: _Row, row: _Row) -> tuple[_Row, _Row]:
    """The rows that one cell reaches over: both are 0, if it is; else whose the figure is cannot be told."""
    figure = above.line
    if figure.readings[-1].value != 0:
        return above._replace(unplaced=True), row
    if not (figure.places and figure.places[-1].down and row.line.places):
        return above, row
    label = kept(row.line, range(label_cells(row.line)[-1] + 1)) if label_cells(row.line) else row.line
    cells, readings = (*label.cells, figure.cells[-1]), (*label.readings, figure.readings[-1])
    places = (*label.places, figure.places[-1])
    return above, _Row(label._replace(cells=cells, readings=readings, places=places, figures=1))


def _row(line: Candidate, columns: Columns, refused: bool, unit: str | None) -> _Row:
    """A line with its label, its unit and its one figure; ``unit`` is that of the head or the caption."""
    if is_numbering(line) or (len(line.cells) > 1 and is_head_line(line)):
        return _Row(kept(line, ()))
    label = _label_cell(line, columns)
    filled = _filled(line, label)
    if not filled and not label_cells(line) and line.words:
        return _Row(line)
    figure = None if refused else _figure(line, label, filled, columns)
    if figure is None:
        covered = not refused and line.gridded and not filled and label >= 0
        return _Row(line, bool(filled) or len(line.cells) > 1, covered)
    units = [
        cell
        for cell in range(label + 1, len(line.cells))
        if cell != figure and _UNIT.fullmatch(line.cells[cell])
    ]
    row = kept(line, [*range(label + 1), *(units[:1] if figure in filled else ()), figure])
    noted = _UNIT_NOTE.search(normalise(line.cells[max(label, 0)]))
    own = line.cells[units[0]] if units else noted["unit"] if noted else None
    return _Row(_with_unit(row, own, unit))


def _label_cell(line: Candidate, columns: Columns) -> int:
    """The cell of the label: a known one, else as far from the end as the heads say, else the last with words."""
    if known := label_cells(line):
        return known[-1]
    at = len(line.cells) - len(columns.columns) - 1
    cells = [cell for cell, _ in line.words if not _UNIT.fullmatch(line.cells[cell])]
    return at if at in cells else (cells or [-1])[-1]


def _filled(line: Candidate, label: int) -> list[int]:
    """The cells after the label that hold anything but a unit."""
    after = range(label + 1, len(line.cells))
    return [
        cell for cell in after if line.readings[cell] is not BLANK and not _UNIT.fullmatch(line.cells[cell])
    ]


def _figure(line: Candidate, label: int, filled: Sequence[int], columns: Columns) -> int | None:
    """The cell of the year's figure, which may be blank; None if it cannot be told."""
    whole = columns.ordered and len(filled) == len(columns.with_figures)
    if whole and (len(filled) == 1 or not line.gridded):
        return filled[columns.with_figures.index(columns.chosen)]  # type: ignore[arg-type]
    found = _in_columns(line, label, columns)
    if found is not None:
        cell = found.get(columns.chosen)  # type: ignore[arg-type]
        beside = any(found.get(n) in filled for n in columns.without_head)
        return None if cell is not None and cell not in filled and beside else cell
    if whole:
        return filled[columns.with_figures.index(columns.chosen)]  # type: ignore[arg-type]
    blank = [cell for cell in range(label + 1, len(line.cells)) if not line.cells[cell]]
    return blank[-1] if columns.ordered and not filled and blank else None


def _in_columns(line: Candidate, label: int, columns: Columns) -> dict[int, int] | None:
    """The cell in each column, by their edges or else by their number; None if neither tells."""
    after = list(range(label + 1, len(line.cells)))
    if columns.placed and is_placed(line):
        under = {cell: columns.over(line.places[cell]) for cell in after}
        owners = [n for n in under.values() if n is not None]
        return (
            {n: cell for cell, n in under.items() if n is not None}
            if len(set(owners)) == len(owners)
            else None
        )
    while len(after) > len(columns.columns) and not line.cells[after[-1]]:
        after.pop()
    if len(after) == len(columns.columns) and (not line.loose or len(after) == len(_filled(line, label))):
        return dict(enumerate(after))
    bare = [cell for cell in after if not _UNIT.fullmatch(line.cells[cell])]
    if line.gridded and len(bare) == len(columns.with_figures):
        return dict(zip(columns.with_figures, bare, strict=True))
    return None


def _with_unit(row: Candidate, own: str | None, general: str | None) -> Candidate:
    """The row with its printed unit, where that is not the form's; ``own`` is the row's, ``general`` the table's.

    A count in hundreds or with decimals, and money in units far from the form's, has no value.
    """
    figure, reading = row.cells[-1], row.readings[-1]
    forms = [(block, n) for _, key in row.words for block, n in exact_lines(key) if block.table == STATISTICS]
    usual = {block.rows[n].unit for block, n in forms}
    is_money = bool(usual & words.MONEY_UNITS)
    unit = general if general is not None and _is_scaled_count(general) else own
    if unit is None and is_money and general is not None and general.endswith("元"):
        unit = general
    if reading.value is None:
        return row
    if forms and not is_money and reading.value % 1 and reading.unit is None:
        return _with_figure(row, figure, Reading("text", None))
    if unit is None or reading.unit or unit in usual or (unit == "万元" and not forms):
        return row
    if unit in words.COUNT_UNITS and not is_money:
        return row
    value = reading.value if unit in words.COUNT_UNITS | words.MONEY_UNITS else None
    return _with_figure(row, f"{figure}{unit}", Reading("text", value, unit))


def _is_scaled_count(unit: str) -> bool:
    return unit not in words.COUNT_UNITS and not unit.endswith("元")


def _with_figure(row: Candidate, figure: str, reading: Reading) -> Candidate:
    return row._replace(cells=(*row.cells[:-1], figure), readings=(*row.readings[:-1], reading))
