"""A file of several reports, or with a table for several years: in its parts, one year and one body each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from analysis.documents import Document
from analysis.forms import STATISTICS, TABLES
from analysis.reports.candidates import Candidate, kept
from analysis.reports.captions import NAME, OWN, TOTAL, body_in, is_caption
from analysis.reports.figure_column import is_part_of_year
from analysis.reports.findings import Finding, finding
from analysis.reports.front_matter import is_title, opening_of
from analysis.reports.likeness import exact_lines, is_whole_label
from analysis.reports.sections import is_first_heading
from analysis.reports.years import years_in
from analysis.text import fold, tidy
from analysis.words.findings import say

_FEWEST_ROWS = {"requests": 4, STATISTICS: 3, "proactive": 2, "remedies": 1}
# Table 四 has no labels; this head it prints once.
_REMEDIES = "复议后起诉"
# Shorter labels are heads of columns too (总计, 其他).
_SHORTEST = 4
_AHEAD, _FEWEST_AHEAD = 4, 2
_LONGEST_CAPTION = 60
_FIGURES_BELOW, _FEWEST_FIGURES = 4, 3


class Run(NamedTuple):
    """One printing of a table: which table, the first and the last of its labelled lines, and how these read."""

    table: str
    first: int
    last: int
    rows: tuple[tuple[str, ...], ...]


def split_reports(document: Document, lines: Sequence[Candidate]) -> list[Document]:
    """One document for each report: cut at the title, section 一 or the name of a body before each further table.

    The parts share the text, so that all offsets stay true. A table that comes again without any of these between stays
    with the report before it.
    """
    found = sorted(_runs(lines), key=lambda run: run.first)
    starts = [run for run in found if run.table in ("requests", STATISTICS)]
    cuts = [cut for pair in pairwise(starts) if (cut := _cut(document, found, *pair)) is not None]
    bounds = [0, *dict.fromkeys(cuts), len(document.blocks)]
    if not cuts:
        return [document]
    return [replace(document, blocks=document.blocks[start:stop]) for start, stop in pairwise(bounds)]


def of_one_year(
    lines: Sequence[Candidate], year: int | None, body: str | None
) -> tuple[Sequence[Candidate], list[Finding]]:
    """The lines without the tables that are printed again for another year or body, or for all bodies.

    Such lines are emptied, so that positions stay, and a finding names each table.
    """
    found = sorted(_runs(lines), key=lambda run: run.first)
    empty: set[int] = set()
    findings: list[Finding] = []
    for table in dict.fromkeys(run.table for run in found):
        runs = [run for run in found if run.table == table]
        captions = [_caption(lines, runs, number) for number in range(len(runs))] if len(runs) > 1 else []
        own = _own_tables([text for _, text in captions], year, body)
        for run, (at, text), is_own in zip(runs, captions, own, strict=False):
            if not is_own:
                before = max((other.last for other in found if other.last < run.first), default=-1)
                empty.update(range(max(at, before + 1), _end(lines, run) + 1))
                findings.append(_left_out(table, text, year, body))
    if not empty:
        return lines, findings
    return [kept(line, ()) if line.position in empty else line for line in lines], findings


def _left_out(table: str, caption: str, year: int | None, body: str | None) -> Finding:
    _, zh, en = TABLES[table]
    said = say("table_left_out", zh=zh, en=en, caption=caption, kept=f"{body or ''} {year or ''}".strip())
    return finding("table_left_out", said, table=table)


# ---- where a table is printed ----


@lru_cache(maxsize=50_000)
def _row_named(key: str) -> tuple[str, str] | None:
    """The table and the row that a whole label names, if it names one only."""
    if key == _REMEDIES:
        return "remedies", key
    if len(key) < _SHORTEST or not is_whole_label(key):
        return None
    found = exact_lines(key)
    block = found[0][0]
    numbers = [number for owner, number in found if owner is block]
    return (block.table, block.rows[numbers[0]].code) if len(numbers) == 1 else None


def _runs(lines: Sequence[Candidate]) -> Iterator[Run]:
    """Each printing of each table: it begins anew where rows that have been printed come again, one after another."""
    named: dict[str, list[tuple[str, Candidate]]] = {}
    for line in lines:
        for table, row in dict.fromkeys(filter(None, (_row_named(key) for _, key in line.words))):
            named.setdefault(table, []).append((row, line))
    for table, rows in named.items():
        bounds = [0, *_restarts([row for row, _ in rows], table), len(rows)]
        for start, stop in pairwise(bounds):
            part = [line for _, line in rows[start:stop]]
            if len({row for row, _ in rows[start:stop]}) >= _FEWEST_ROWS[table]:
                yield Run(table, part[0].position, part[-1].position, tuple(line.cells for line in part))


def _restarts(rows: Sequence[str], table: str) -> Iterator[int]:
    """Where a table begins again: not at one row that is printed twice, as at the foot and head of pages."""
    seen: set[str] = set()
    for number, row in enumerate(rows):
        ahead = [later for later in rows[number + 1 : number + _AHEAD] if later != row]
        again = sum(later in seen for later in ahead) >= min(_FEWEST_AHEAD, len(ahead))
        if row in seen and again and (ahead or table == "remedies"):
            yield number
            seen = set()
        seen.add(row)


def _end(lines: Sequence[Candidate], run: Run) -> int:
    """The last line of a printing: figures may follow its last label in the same table, or directly below."""
    at, table = run.last, lines[run.last].source.table
    for line in lines[run.last + 1 :]:
        below = line.position - run.last <= _FIGURES_BELOW and (
            line.figures >= _FEWEST_FIGURES or not line.words
        )
        if (table is None or line.source.table != table) and not (line.figures and below):
            break
        at = line.position
    return at


# ---- reports ----


def _cut(document: Document, found: Sequence[Run], before: Run, run: Run) -> int | None:
    """The block with which the report of a table begins, if it is another report than that of the table before."""
    between = range(run.first, before.last, -1)
    title = next((at for at in between if is_title(document.blocks[at])), None)
    if title is not None and (
        run.rows != before.rows or _title_of(document, before) != _text(document, title)
    ):
        return max(opening_of(document.blocks, title), before.last + 1)
    if run.rows == before.rows:
        return None  # the same table printed again, as on the next page or in a version for print
    heading = next((at for at in between if is_first_heading(document.blocks[at])), None)
    return heading if heading is not None else _name_above(document, found, before, run)


def _title_of(document: Document, run: Run) -> str | None:
    return next(
        (_text(document, at) for at in range(run.first, -1, -1) if is_title(document.blocks[at])), None
    )


def _text(document: Document, at: int) -> str:
    return fold(" ".join(document.blocks[at].cells))


def _name_above(document: Document, found: Sequence[Run], before: Run, run: Run) -> int | None:
    """The line that is nothing but the name of a body, above the table and those that the form prints before it."""
    order = list(TABLES)
    since = [other for other in found if before.last < other.first <= run.first]
    own = [run, *(other for other in since if order.index(other.table) < order.index(run.table))]
    first = min(other.first for other in own)
    last = max((other.last for other in [before, *since] if other.last < first), default=first)
    names = (at for at in range(first, last, -1) if NAME.fullmatch(tidy(" ".join(document.blocks[at].cells))))
    return next(names, None)


# ---- captions ----


def _caption(lines: Sequence[Candidate], runs: Sequence[Run], number: int) -> tuple[int, str]:
    """The nearest line above a printing that names a year or a body; else the printing's first line."""
    above = runs[number - 1].last if number else -1
    for line in reversed(lines[above + 1 : runs[number].first]):
        filled = list(filter(None, line.cells))
        if len(filled) > 1 and years_in(filled[0]) and not any(map(years_in, filled[1:])):
            filled = filled[:1]  # in the corner of the heads
        if (
            len(filled) == 1
            and len(filled[0]) <= _LONGEST_CAPTION
            and "。" not in filled[0]
            and is_caption(filled[0])
        ):
            return line.position, tidy(filled[0])
    return runs[number].first, ""


def _own_tables(captions: Sequence[str], year: int | None, body: str | None) -> list[bool]:
    """Which of several printings may be the report's own: all, where the captions do not tell."""
    named = [body_in(text) for text in captions]
    tests = (
        [not is_part_of_year(text) and (not years_in(text) or year in years_in(text)) for text in captions],
        [name is None or _is_same(name, body) for name in named],
    )
    own = [True] * len(captions)
    for told, kept_own in zip(
        (year is not None, any(_is_same(name, body) for name in named)), tests, strict=True
    ):
        both = [a and b for a, b in zip(own, kept_own, strict=True)]
        own = both if told and any(both) else own
    mine = [bool(OWN.search(text)) for text in captions]
    left = [(text, is_own) for text, is_own, stays in zip(captions, mine, own, strict=True) if stays]
    if sum(is_own for _, is_own in left) == 1 and all(
        TOTAL.search(text) for text, is_own in left if not is_own
    ):
        return [stays and is_own for stays, is_own in zip(own, mine, strict=True)]
    return own


def _is_same(name: str | None, body: str | None) -> bool:
    return name is not None and body is not None and (name in body or body in name)
