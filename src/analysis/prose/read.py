"""The prose of a report, read: mentions and points in print order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from analysis.prose.mentions import read_passage
from analysis.prose.model import Mention, Point
from analysis.prose.passages import Passage, passages, text_passages
from analysis.prose.points import points_of
from analysis.prose.sentence import Context
from analysis.reports import Report


class Prose(NamedTuple):
    """What the prose of a report says: its figures and claims, and its problems and measures."""

    mentions: tuple[Mention, ...]
    points: tuple[Point, ...]


def read_prose(report: Report) -> Prose:
    """Read the figures, claims, problems and measures of a report's sections; places are those of its document.

    >>> from analysis import read_report
    >>> prose = read_prose(read_report("reports/004_584dbe52e0b9f186.txt"))  # doctest: +SKIP
    >>> prose.mentions[0].metric, prose.mentions[0].value  # doctest: +SKIP
    ('new', 1.0)
    """
    cells = {"/".join(cell.key): cell.value for cell in report.cells if cell.value is not None}
    context = Context(kind=report.body_type, year=report.year, cells=cells)
    return _read(((s.section, passages(report.document, s)) for s in report.sections), context)


def read_sections(
    sections: Mapping[str, str],
    kind: str | None = None,
    year: int | None = None,
    cells: Mapping[str, float] | None = None,
) -> Prose:
    """Read sections given by code and running text; places are characters of each section's text.

    >>> prose = read_sections({"s1_overview": "全年主动公开政府信息1300余条。"})
    >>> prose.mentions[0].metric, prose.mentions[0].value, prose.mentions[0].value_hi
    ('pub_total', 1300.0, 1400.0)
    """
    context = Context(kind=kind, year=year, cells=cells or {})
    return _read(((code, text_passages(code, text)) for code, text in sections.items()), context)


def _read(sections: Iterable[tuple[str, list[Passage]]], context: Context) -> Prose:
    points: list[Point] = []
    for code, paragraphs in sections:
        context.topic = "request" if code == "s3_requests" else None
        for passage in paragraphs:
            read_passage(passage, context)
        if code == "s5_problems":
            points = points_of(paragraphs)
    return Prose(tuple(_in_print_order(context.found)), tuple(points))


def _in_print_order(found: Sequence[Mention]) -> list[Mention]:
    """The mentions by their place, with what they are parts or shares of renumbered."""
    sections = {mention.section: number for number, mention in reversed(list(enumerate(found)))}
    order = sorted(range(len(found)), key=lambda n: (sections[found[n].section], found[n].start, n))
    new = {old: number for number, old in enumerate(order)} | {None: None}
    return [
        found[old]._replace(part_of=new[found[old].part_of], share_of=new[found[old].share_of])
        for old in order
    ]
