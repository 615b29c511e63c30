"""A file that holds more than one report, such as a page with several years, in its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from analysis.documents import Document
from analysis.forms import EDITIONS
from analysis.reports.candidates import Candidate
from analysis.reports.front_matter import is_title, opening_of
from analysis.reports.likeness import exact_lines
from analysis.reports.sections import is_first_heading

_FIRST_ROWS = frozenset(
    (block, number)
    for form in EDITIONS
    for block in form.blocks
    for number, row in enumerate(block.rows)
    if row.code in ("new_requests", "s14_pub_total")
)


def split_reports(document: Document, lines: Sequence[Candidate]) -> list[Document]:
    """One document for each report: cut at the title, or else at section 一, before each further table.

    The parts share the text, so that all offsets stay true. A file whose tables come twice without a title or a first
    section between them stays whole; the fit then says that it holds several.
    """
    cuts = _cuts(document, list(_table_starts(lines)))
    bounds = [0, *cuts, len(document.blocks)]
    if not cuts:
        return [document]
    return [replace(document, blocks=document.blocks[start:stop]) for start, stop in pairwise(bounds)]


def _table_starts(lines: Sequence[Candidate]) -> Iterator[int]:
    """Where the first row of a table of requests stands with figures; a row printed again on the next page is one."""
    seen: set[tuple[str, ...]] = set()
    for line in lines:
        cells = line.cells[line.words[-1][0] + 1 :] if line.words and line.figures else ()
        if cells and cells not in seen and not _FIRST_ROWS.isdisjoint(exact_lines(line.label)):
            seen.add(cells)
            yield line.position


def _cuts(document: Document, starts: list[int]) -> list[int]:
    cuts = []
    for before, start in pairwise(starts):
        between = range(start, before, -1)
        titles = (opening_of(document.blocks, at) for at in between if is_title(document.blocks[at]))
        cut = next(titles, None) or next(
            (at for at in between if is_first_heading(document.blocks[at])), None
        )
        if cut is None:
            return []
        cuts.append(cut)
    return cuts
