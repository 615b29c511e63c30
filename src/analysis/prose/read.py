"""The prose of a report, read: mentions and points in print order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.prose.mentions import read_passage
from analysis.prose.model import Mention, Point
from analysis.prose.passages import passages
from analysis.prose.points import points_of
from analysis.prose.sentence import Context
from analysis.reports import Report


class Prose(NamedTuple):
    """What the prose of a report says: its figures and claims, and its problems and measures."""

    mentions: tuple[Mention, ...]
    points: tuple[Point, ...]


def read_prose(report: Report) -> Prose:
    """Read the figures, claims, problems and measures of a report's sections.

    >>> from analysis import read_report
    >>> prose = read_prose(read_report("reports/004_584dbe52e0b9f186.txt"))  # doctest: +SKIP
    >>> prose.mentions[0].metric, prose.mentions[0].value  # doctest: +SKIP
    ('new', 1.0)
    """
    cells = {str(cell.key): cell.value for cell in report.cells if cell.value is not None}
    context = Context(kind=report.body_type, year=report.year, cells=cells)
    points: list[Point] = []
    for section in report.sections:
        paragraphs = passages(report.document, section)
        context.topic = "request" if section.section == "s3_requests" else None
        for passage in paragraphs:
            read_passage(passage, context)
        if section.section == "s5_problems":
            points = points_of(paragraphs)
    return Prose(tuple(_in_print_order(context.found)), tuple(points))


def _in_print_order(found: Sequence[Mention]) -> list[Mention]:
    """The mentions by their place, with what they are parts or shares of renumbered."""
    order = sorted(range(len(found)), key=lambda number: (found[number].start, number))
    new = {old: number for number, old in enumerate(order)} | {None: None}
    return [
        found[old]._replace(part_of=new[found[old].part_of], share_of=new[found[old].share_of])
        for old in order
    ]
