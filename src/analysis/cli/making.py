"""Commands that make files: ingest, run, card, export, and lab, which opens the notebooks."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from analysis.cli.group import DATA, FOLDER, RAW, WORKERS, executor_of, main

MOST_NOTEBOOKS = 4  # each is a process with pandas and charts in memory


@main.command()
@RAW
@DATA
@WORKERS
@click.option("--rehash", is_flag=True, help="Look at the bytes of every file and of the store itself.")
@click.option("--follow-links", is_flag=True, help="Read what links that lead out of the folder point to.")
@click.option(
    "--scheduler", metavar="ADDRESS", help="Read on a Dask cluster: tcp://HOST:PORT (extra «dask»)."
)
def ingest(
    raw_dir: Path,
    data_dir: Path,
    workers: int | None,
    rehash: bool,
    follow_links: bool,
    scheduler: str | None,
) -> None:
    """Read new and changed reports into the tidy data; what has not changed is not read again.

    A run that was stopped goes on where it was.

    \b
    Example:
      gongkai ingest --raw data/raw --data data/processed
    """
    from analysis.frames import store

    with executor_of(scheduler) as executor:
        summary = store.ingest(
            raw_dir, data_dir, workers=workers, rehash=rehash, follow_links=follow_links, executor=executor
        )
    click.echo(str(summary))


@main.command()
@DATA
@click.option("--sources", is_flag=True, help="Also read the raw files again and compare every row.")
@RAW
@WORKERS
def verify(data_dir: Path, sources: bool, raw_dir: Path, workers: int | None) -> None:
    """Check that the tidy data are as they were written; status 1 if something is wrong.

    \b
    Example:
      gongkai verify --sources
    """
    from analysis.frames.verifying import verify as faults_of

    faults = faults_of(data_dir, raw_dir if sources else None, workers)
    for fault in faults:
        click.echo(fault)
    click.echo("The data are as they were written." if not faults else f"{len(faults)} faults.")
    if faults:
        sys.exit(1)


@main.command()
@RAW
@DATA
@click.option(
    "--out", "out_dir", type=FOLDER, default=Path("reports"), show_default=True, help="Folder of the pages."
)
@click.option("--region", "regions", multiple=True, help="Only this place: name or code; may be repeated.")
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
@click.argument("report")
@RAW
@DATA
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The page; default: card-ID.html here."
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the page."
)
def card(report: str, raw_dir: Path, data_dir: Path, out: Path | None, lang: str) -> None:
    """Make a page of one REPORT: a file, or the id of a report in the tidy data.

    The form redrawn, the arithmetic of every sum, the year before beside it, and for each figure the line it was
    read from.

    \b
    Example:
      gongkai card report.pdf
      gongkai card fed22baafaab82a2 --lang en --out card.html
    """
    from analysis import batch

    # a file needs no tidy data; with them it is set beside others
    known = data_dir if data_dir.is_dir() else None
    click.echo(str(batch.card(report, out, data_dir=known, raw_dir=raw_dir, lang=lang)))


@main.command()
@DATA
@click.option(
    "--out", "out_dir", type=FOLDER, default=Path("export"), show_default=True, help="Folder for the files."
)
@click.option("--format", "formats", multiple=True, type=click.Choice(["csv", "xlsx"]), help="Default: both.")
@click.option("--prose", is_flag=True, help="Also figures, claims, problems and measures of the prose.")
def export(data_dir: Path, out_dir: Path, formats: tuple[str, ...], prose: bool) -> None:
    """Write the tidy data as CSV files and an Excel workbook, with a data dictionary.

    \b
    Example:
      gongkai export --out export --format xlsx
    """
    from analysis.frames import export as exporting
    from analysis.frames import store
    from analysis.frames.prose import prose_of

    frames = store.load(data_dir)
    said = prose_of(frames) if prose else None
    for path in exporting.export(frames, out_dir, formats or exporting.FORMATS, said):
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
