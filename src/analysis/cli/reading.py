"""Commands that look at reports: parse, check, codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.group import ANY, FILE, WORKERS, main

if TYPE_CHECKING:
    from analysis.frames.reading import Task
    from analysis.reports import Report


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a report, one a line.")
@click.option(
    "--prose", is_flag=True, help="With --json: also figures, claims, problems and measures of the prose."
)
@click.option("--all", "everything", is_flag=True, help="Also rows of zeros and findings for information.")
def parse(files: tuple[Path, ...], as_json: bool, prose: bool, everything: bool) -> None:
    """Read FILES and show who, where, when, the three tables and the findings.

    \b
    Example:
      gongkai parse data/raw/2024/3208/huaian_2024.pdf
      gongkai parse --json --prose *.txt > reports.jsonl
    """
    if prose and not as_json:
        raise click.UsageError("--prose goes with --json; write gongkai parse --json --prose FILES.")
    from analysis.cli.terminal import clean, joined, summary
    from analysis.errors import UnreadableFileError
    from analysis.reports import read_report

    failed = False
    for number, file in enumerate(files):
        try:
            report = read_report(file)
        except UnreadableFileError as error:
            click.echo(f"Error: {clean(error)}", err=True)
            failed = True
            continue
        if as_json:
            click.echo(json.dumps(as_data(report, prose), ensure_ascii=False))
        else:
            click.echo(("\n\n" if number else "") + joined(summary(report, everything)))
    if failed:
        sys.exit(2)


@main.command()
@click.argument("places", metavar="FILE|DIR...", nargs=-1, required=True, type=ANY)
@click.option("--all", "everything", is_flag=True, help="Also findings for information.")
@WORKERS
def check(places: tuple[Path, ...], everything: bool, workers: int | None) -> None:
    """List the findings of reports; status 1 if figures contradict or a file cannot be read.

    \b
    Example:
      gongkai check data/raw
    """
    from types import SimpleNamespace

    from analysis.cli.terminal import clean, finding_line
    from analysis.frames.arrow import joined
    from analysis.frames.reading import read_all
    from analysis.frames.schema import SEVERITIES

    tables = joined(read_all(list(_tasks(places)), workers))
    names = dict(zip(*(tables["reports"][name].to_pylist() for name in ("report_id", "path")), strict=True))
    findings = [SimpleNamespace(**row) for row in tables["findings"].to_pylist()]
    for finding in sorted(findings, key=lambda finding: (names[finding.report_id], finding.n)):
        if everything or finding.severity != "info":
            click.echo(f"{clean(names[finding.report_id])}: {finding_line(finding)}")
    counts = [sum(finding.severity == severity for finding in findings) for severity in SEVERITIES]
    found = ", ".join(f"{n} {severity}" for n, severity in zip(counts, SEVERITIES, strict=True))
    click.echo(f"{len(names)} files: {found}")
    if counts[0]:
        sys.exit(1)


@main.command()
def codes() -> None:
    """List the codes of findings with what they mean.

    \b
    Example:
      gongkai codes
    """
    from analysis.reports import CODES

    for code, (severity, meaning) in CODES.items():
        click.echo(f"{code:<22} {severity:<8} {meaning.en}")


def as_data(report: Report, prose: bool = False) -> dict[str, Any]:
    """A report as plain data for JSON: facts, cells, findings, sections; with ``prose`` mentions and points too."""
    place = report.place
    simple = (
        "title",
        "body",
        "body_type",
        "level",
        "scope",
        "scope_evidence",
        "year",
        "published",
        "index_no",
    )
    data = {
        "file": report.document.name,
        "format": report.document.format,
        "sha256": report.document.sha256,
        **{name: getattr(report, name) for name in simple},
        "place": {name: getattr(place, name) for name in
                  ("code", "level", "province", "prefecture", "county", "township", "confidence")},
        "editions": dict(report.editions),
        "cells": [_plain(cell) for cell in report.cells],
        "findings": [_plain(finding) for finding in report.findings],
        "sections": [{name: value for name, value in _plain(section).items() if name not in ("blocks", "beside")}
                     for section in report.sections],
    }  # fmt: skip
    return data | _prose_data(report, data["findings"]) if prose else data


def _prose_data(report: Report, findings: list[dict[str, Any]]) -> dict[str, Any]:
    """Mentions and points, and the findings with those on the prose."""
    from analysis.prose import check_prose, read_prose, without_contacts

    read = read_prose(report)
    more = [_plain(found) for found in check_prose(report, read.mentions)]
    mentions = [_plain(mention._replace(text=without_contacts(mention.text))) for mention in read.mentions]
    points = [_plain(point._replace(text=without_contacts(point.text))) for point in read.points]
    return {"findings": findings + more, "mentions": mentions, "points": points}


def _plain(record: Any) -> dict[str, Any]:
    fields = record._asdict() if hasattr(record, "_asdict") else asdict(record)
    if "key" in fields:
        fields = {**fields.pop("key")._asdict(), **fields}
    return {
        name: str(value) if name == "source" and value is not None else value
        for name, value in fields.items()
    }


def _tasks(places: tuple[Path, ...]) -> Iterator[Task]:
    from analysis.frames.files import printable_name, raw_file, raw_files, sha256_of
    from analysis.frames.reading import Task
    from analysis.frames.sources import overrides, read_sources

    for place in places:
        sources = read_sources(place) if place.is_dir() else {}
        files = raw_files(place) if place.is_dir() else [raw_file(place, printable_name(place))]
        for file in files:
            yield Task(file.name, file.path, sha256_of(file), overrides(sources.get(file.name)), file.fault)
