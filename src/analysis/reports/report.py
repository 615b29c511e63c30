"""A report as read: every intermediate is kept, so that each figure can be followed back to the page."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.documents import Document, read_document
from analysis.forms import STATISTICS
from analysis.regions import Place, resolve
from analysis.reports.body import body_type
from analysis.reports.candidates import Candidate, candidates
from analysis.reports.cells import Cell, without_doubtful_points
from analysis.reports.checks import Check, check_findings, checks
from analysis.reports.clues import clues
from analysis.reports.editions import edition_in_force
from analysis.reports.findings import Finding, finding
from analysis.reports.fit import TableFit, fit_tables
from analysis.reports.front_matter import FrontMatter, front_matter
from analysis.reports.scope import Scope, scope_of, table_scopes
from analysis.reports.sections import (
    Heading,
    Section,
    account_for,
    find_headings,
    find_sections,
    section_findings,
)
from analysis.reports.several import of_one_year, split_reports
from analysis.text import read_cell
from analysis.words import Words
from analysis.words.findings import say

PARSER_VERSION = "2"
_NO_OVERRIDES: Mapping[str, str] = {}
_OPENING_BLOCKS = 30


@dataclass(frozen=True, slots=True)
class Report:
    """One annual report: who, where, when, the cells of its tables, its prose sections, and what to know of them.

    ``cells`` has one entry for each cell of the form, in print order; ``checks`` one for each identity;
    ``document`` and ``fits`` are the steps in between; ``part`` counts the reports of a file that holds several.
    In a notebook a report shows itself.
    """

    document: Document
    title: str | None
    body: str | None
    body_type: str | None
    level: str | None
    place: Place
    scope: str
    scope_evidence: str | None
    scope_tables: dict[str, str]
    year: int | None
    published: str | None
    index_no: str | None
    editions: dict[str, str]
    cells: tuple[Cell, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    sections: tuple[Section, ...]
    fits: tuple[TableFit, ...]
    part: int = 1

    @property
    def name(self) -> str:
        """The file's name."""
        return self.document.name

    def cell(self, key: str) -> Cell:
        """The cell called ``table/row/column``; KeyError if the form of this report has none of that name."""
        for cell in self.cells:
            if str(cell.key) == key:
                return cell
        raise KeyError(f"{key}: no cell of this report; names are like requests/new_requests/total")

    def _repr_html_(self) -> str:
        from analysis.reports.display import report_html

        return report_html(self)


def read_report(path: str | os.PathLike[str], overrides: Mapping[str, str] | None = None) -> Report:
    """Read a file into a report; of a file that holds several, the first.

    ``overrides`` are facts that the user knows better: body, region_code, year, scope, and who says so; and ``url``,
    the page that the file was fetched from, which is only a hint of the place. Raises
    UnreadableFileError if no reader can open the file; whatever is odd inside it becomes a finding.
    """
    return report_from(read_document(path), overrides)


def read_all_reports(
    path: str | os.PathLike[str], overrides: Mapping[str, str] | None = None
) -> list[Report]:
    """Read every report of a file, in print order; as read_report. Overrides hold for all of them."""
    return reports_from(read_document(path), overrides)


def report_from(document: Document, overrides: Mapping[str, str] | None = None) -> Report:
    """The first report of a document that has been read."""
    return next(_reports_of(document, overrides))


def reports_from(document: Document, overrides: Mapping[str, str] | None = None) -> list[Report]:
    """All reports of a document that has been read."""
    return list(_reports_of(document, overrides))


def _reports_of(document: Document, overrides: Mapping[str, str] | None) -> Iterator[Report]:
    lines = candidates(document)
    parts = split_reports(document, lines)
    for number, part in enumerate(parts, start=1):
        own = lines if len(parts) == 1 else candidates(part)
        yield _report_of(part, own, overrides, number, len(parts))


def _report_of(
    document: Document,
    lines: Sequence[Candidate],
    overrides: Mapping[str, str] | None,
    part: int,
    n_parts: int,
) -> Report:
    given = {name: value for name, value in (overrides or _NO_OVERRIDES).items() if value}
    headings = find_headings(document)
    front = front_matter(document, *_bounds(document, headings))
    year = int(given["year"]) if "year" in given else front.year
    lines, other_tables = of_one_year(lines, year, given.get("body") or front.body)
    fits = fit_tables(lines, year)
    if front.part_of_year and year is None:
        fits = [fit.of_part_of_year(front.part_of_year) if fit.edition else fit for fit in fits]
    words = account_for(lines, fits)
    sections = find_sections(document, headings, words.blocks)
    cells = tuple(without_doubtful_points([cell for fit in fits for cell in fit.cells]))
    done = checks(cells)
    body = given.get("body") or front.body
    kind = body_type(body)
    opening = "\n".join(" ".join(block.cells) for block in document.blocks[:_OPENING_BLOCKS])
    code, url = given.get("region_code"), given.get("url")
    hints = clues(document, front, body, opening, code, url, alone=n_parts == 1)
    place = resolve(tuple(hints), year)
    scope = _scope(given, kind, front, sections, opening)
    if place.part and scope.scope == "government_aggregate":
        scope = Scope("unknown", scope.evidence)
    parts = table_scopes(sections)
    editions = {fit.table: fit.edition for fit in fits if fit.edition is not None}
    findings = (
        *_about_document(document, given, part, n_parts),
        *_about_front(front, year, place, body, any(fit.edition for fit in fits)),
        *_about_editions(editions, year),
        *other_tables,
        *(found for fit in fits for found in fit.findings),
        *check_findings(cells, done),
        *_about_cells(cells, kind, place),
        *words.findings,
        *(section_findings(sections) if STATISTICS not in editions else ()),
    )
    return Report(
        document=document,
        title=front.title,
        body=body,
        body_type=kind,
        level=place.level,
        place=place,
        scope=scope.scope,
        scope_evidence="\n".join(
            filter(None, [scope.evidence, *(f"{n}: {s.evidence}" for n, s in parts.items())])
        )
        or None,
        scope_tables={name: part.scope for name, part in parts.items()},
        year=year,
        published=front.published,
        index_no=front.index_no,
        editions=editions,
        cells=cells,
        checks=done,
        findings=findings,
        sections=tuple(sections),
        fits=tuple(fits),
        part=part,
    )


def _bounds(document: Document, headings: Sequence[Heading]) -> tuple[int, int]:
    """The blocks with the first and the last section's heading; without sections, the opening and the last few."""
    if not headings:
        return min(_OPENING_BLOCKS, len(document.blocks)), max(0, len(document.blocks) - 5)
    return headings[0].position, headings[-1].position


def _scope(
    given: Mapping[str, str], kind: str | None, front: FrontMatter, sections: Iterable[Section], opening: str
) -> Scope:
    if "scope" in given:
        return Scope(given["scope"], f"given by {given.get('who', 'the user')}")
    prose = "\n".join([opening, *(s.text for s in sections if s.section in ("s1_overview", "s3_requests"))])
    return scope_of(kind, front.title, prose)


def _about_document(
    document: Document, given: Mapping[str, str], part: int, n_parts: int
) -> Iterator[Finding]:
    if n_parts > 1:
        yield finding("several_reports", say("several_reports", count=n_parts, part=part))
    if document.format == "scan":
        yield finding("read_by_ocr", say("read_by_ocr"))
    for note in document.notes:
        yield finding("source_note", note if isinstance(note, Words) else Words(note, note))
    for name in ("body", "region_code", "year", "scope"):
        if name in given:
            who = given.get("who") or say("the_user")
            yield finding("override", say("override", name=name, value=given[name], who=who))


def _about_front(
    front: FrontMatter, year: int | None, place: Place, body: str | None, tables: bool
) -> Iterator[Finding]:
    if front.title is None:
        yield finding("title_missing", say("title_missing"))
    if front.part_of_year and year is None:
        if not tables:  # else each of them says so
            yield finding("not_annual", say("not_annual", part=front.part_of_year))
    elif year is None:
        yield finding("year_missing", say("year_missing"))
    elif front.other_years:
        others = "、".join(map(str, front.other_years))
        yield finding("year_missing", say("year_missing.others", year=year, others=others))
    if place.code is None:
        yield finding("place_unresolved", _place_message(place, body))


def _place_message(place: Place, body: str | None) -> Words:
    if place.candidates:
        names = "、".join(f"{division.name} {division.code}" for division in place.candidates[:6])
        return say("place_unresolved.several", body=body, names=names)
    return say("place_unresolved.body", body=body) if body else say("place_unresolved")


def _about_editions(editions: Mapping[str, str], year: int | None) -> Iterator[Finding]:
    codes = {code for edition in editions.values() for code in edition.split("+")}
    if len(codes) > 1:
        listed = ", ".join(f"{table} {edition}" for table, edition in editions.items())
        yield finding("editions_mixed", say("editions_mixed", listed=listed))
    usual = edition_in_force(year)
    odd = sorted(codes - {usual})
    if year is not None and odd:
        yield finding(
            "edition_unusual", say("edition_unusual", year=year, printed="+".join(odd), usual=usual)
        )


def _about_cells(cells: Iterable[Cell], kind: str | None, place: Place) -> Iterator[Finding]:
    for cell in (cell for cell in cells if cell.status == "text" or cell.key.row == "regulations"):
        if cell.status == "text":
            code = "cell_text" if cell.value is None else "cell_words"
            doubtful = cell.value is None and read_cell(cell.raw or "").value is not None
            yield finding(
                code,
                say(
                    "cell_text.doubtful" if doubtful else code,
                    raw=cell.raw,
                    value=f"{cell.value or 0:.15g}",
                    unit=cell.unit,
                ),
                table=cell.table,
                row=cell.row,
                column=cell.column,
                source=cell.source,
            )
        if cell.value and cell.key.row == "regulations" and _cannot_make_regulations(kind, place):
            said = say("V202", raw=cell.raw)
            yield finding(
                "V202", said, table=cell.table, row=cell.row, column=cell.column, source=cell.source
            )


def _cannot_make_regulations(kind: str | None, place: Place) -> bool:
    return kind in ("township", "street") or place.level in ("county", "township", "zone")
