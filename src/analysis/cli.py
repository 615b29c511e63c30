"""The command ``gongkai``: parse, check, ingest, run, export, lab, codes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.errors import GongkaiError

if TYPE_CHECKING:
    from analysis.frames.reading import Task
    from analysis.reports import Report

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
ANY = click.Path(exists=True, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
MOST_NOTEBOOKS = 4  # each is a process with pandas and charts in memory
RAW = click.option("--raw", "raw_dir", type=FOLDER, default=Path("data/raw"), show_default=True,
                   help="Folder of the reports; never written.")  # fmt: skip
DATA = click.option("--data", "data_dir", type=FOLDER, default=Path("data/processed"), show_default=True,
                    help="Folder of the tidy data.")  # fmt: skip
WORKERS = click.option(
    "--workers", type=click.IntRange(min=1), help="Processes to use; by default what pays."
)


class Refused(click.ClickException):
    """An end with one sentence on the error stream and status 2."""

    exit_code = 2


class Commands(click.Group):
    """A group whose commands end with one sentence and status 2 where the package says what is wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; our own errors become messages."""
        from analysis.terminal import clean

        try:
            return super().invoke(ctx)
        except GongkaiError as error:
            raise Refused(clean(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongkai", prog_name="gongkai")
def main() -> None:
    """Read China's annual reports on government information disclosure, check them, compare regions.

    \b
    Put reports below data/raw, then:
      gongkai run                   read them and make a page for each province
      gongkai parse report.pdf      look at one report
      gongkai check data/raw        list what does not add up
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a report, one a line.")
@click.option("--all", "everything", is_flag=True, help="Also rows of zeros and findings for information.")
def parse(files: tuple[Path, ...], as_json: bool, everything: bool) -> None:
    """Read FILES and show who, where, when, the three tables and the findings.

    \b
    Example:
      gongkai parse data/raw/2024/3208/huaian_2024.pdf
      gongkai parse --json *.txt > reports.jsonl
    """
    from analysis.errors import UnreadableFileError
    from analysis.reports import read_report
    from analysis.terminal import clean, joined, summary

    failed = False
    for number, file in enumerate(files):
        try:
            report = read_report(file)
        except UnreadableFileError as error:
            click.echo(f"Error: {clean(error)}", err=True)
            failed = True
            continue
        if as_json:
            click.echo(json.dumps(as_data(report), ensure_ascii=False))
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

    from analysis.frames.reading import read_all
    from analysis.frames.rows import join_rows
    from analysis.frames.schema import FINDINGS, SEVERITIES
    from analysis.terminal import clean, finding_line

    rows = join_rows(list(read_all(list(_tasks(places)), workers)))
    names = {report[0]: report[1] for report in rows.reports}
    findings = [SimpleNamespace(**dict(zip(FINDINGS.names, row, strict=True))) for row in rows.findings]
    for finding in sorted(findings, key=lambda finding: (names[finding.report_id], finding.n)):
        if everything or finding.severity != "info":
            click.echo(f"{clean(names[finding.report_id])}: {finding_line(finding)}")
    counts = [sum(finding.severity == severity for finding in findings) for severity in SEVERITIES]
    found = ", ".join(f"{n} {severity}" for n, severity in zip(counts, SEVERITIES, strict=True))
    click.echo(f"{len(rows.reports)} files: {found}")
    if counts[0]:
        sys.exit(1)


@main.command()
@RAW
@DATA
@WORKERS
def ingest(raw_dir: Path, data_dir: Path, workers: int | None) -> None:
    """Read new and changed reports into the tidy data; what has not changed is not read again.

    \b
    Example:
      gongkai ingest --raw data/raw --data data/processed
    """
    from analysis.frames import store

    click.echo(str(store.ingest(raw_dir, data_dir, workers=workers)))


@main.command()
@RAW
@DATA
@click.option(
    "--out", "out_dir", type=FOLDER, default=Path("reports"), show_default=True, help="Folder of the pages."
)
@click.option("--region", "regions", multiple=True, help="Only this province: name or code; may be repeated.")
@click.option(
    "-p",
    "settings",
    metavar="NAME=VALUE",
    multiple=True,
    help="A parameter of the notebook; may be repeated.",
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the pages."
)
@click.option("--force", is_flag=True, help="Make every page again, also where nothing has changed.")
@WORKERS
def run(
    raw_dir: Path,
    data_dir: Path,
    out_dir: Path,
    regions: tuple[str, ...],
    settings: tuple[str, ...],
    lang: str,
    force: bool,
    workers: int | None,
) -> None:
    """Ingest, then make a page for each province and an index; status 1 if a page failed.

    \b
    Example:
      gongkai run
      gongkai run --region 江苏 -p years="[2023, 2024]"
    """
    from analysis import batch

    outcome = batch.run(raw_dir, data_dir, out_dir, list(regions) or None, batch.settings(settings), lang,
                        workers or min(os.cpu_count() or 1, MOST_NOTEBOOKS), force)  # fmt: skip
    click.echo(str(outcome))
    if outcome.failed:
        sys.exit(1)


@main.command()
@DATA
@click.option(
    "--out", "out_dir", type=FOLDER, default=Path("export"), show_default=True, help="Folder for the files."
)
@click.option("--format", "formats", multiple=True, type=click.Choice(["csv", "xlsx"]), help="Default: both.")
def export(data_dir: Path, out_dir: Path, formats: tuple[str, ...]) -> None:
    """Write the tidy data as CSV files and an Excel workbook, with a data dictionary.

    \b
    Example:
      gongkai export --out export --format xlsx
    """
    from analysis.frames import export as exporting
    from analysis.frames import store

    for path in exporting.export(store.load(data_dir), out_dir, formats or exporting.FORMATS):
        click.echo(str(path))


@main.command()
@click.argument("arguments", nargs=-1)
def lab(arguments: tuple[str, ...]) -> None:
    """Open JupyterLab on the notebooks; ARGUMENTS go to JupyterLab.

    \b
    Example:
      gongkai lab
      gongkai lab -- --no-browser --port 8890
    """
    from analysis.batch.notebooks import working_folder

    folder = working_folder()
    click.echo(f"Opening {folder}", err=True)
    import subprocess

    sys.exit(subprocess.call([sys.executable, "-m", "jupyterlab", str(folder), *arguments]))  # noqa: S603


@main.command()
def codes() -> None:
    """List the codes of findings with what they mean.

    \b
    Example:
      gongkai codes
    """
    from analysis.reports import CODES

    for code, (severity, meaning) in CODES.items():
        click.echo(f"{code:<22} {severity:<8} {meaning}")


def as_data(report: Report) -> dict[str, Any]:
    """A report as plain data for JSON: facts, cells, findings, sections."""
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
    return {
        "file": report.document.name,
        "format": report.document.format,
        "sha256": report.document.sha256,
        **{name: getattr(report, name) for name in simple},
        "place": {name: getattr(place, name) for name in
                  ("code", "level", "province", "prefecture", "county", "township", "confidence")},
        "editions": dict(report.editions),
        "cells": [_plain(cell) for cell in report.cells],
        "findings": [_plain(finding) for finding in report.findings],
        "sections": [_plain(section) for section in report.sections],
    }  # fmt: skip


def _plain(record: Any) -> dict[str, Any]:
    fields = record._asdict() if hasattr(record, "_asdict") else asdict(record)
    return {
        name: str(value) if name == "source" and value is not None else value
        for name, value in fields.items()
    }


def _tasks(places: tuple[Path, ...]) -> Iterator[Task]:
    from analysis.frames.files import file_sha256, printable_name, raw_files
    from analysis.frames.reading import Task
    from analysis.frames.sources import overrides, read_sources

    for place in places:
        sources = read_sources(place) if place.is_dir() else {}
        files = (
            [(f.name, f.path) for f in raw_files(place)]
            if place.is_dir()
            else [(printable_name(place), place)]
        )
        for name, path in files:
            yield Task(name, path, file_sha256(path), overrides(sources.get(name)))


if __name__ == "__main__":
    main()
