"""The group of all commands, what they share, and how an error ends them."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import click

from analysis.errors import GongkaiError

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
ANY = click.Path(exists=True, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
RAW = click.option("--raw", "raw_dir", type=FOLDER, default=Path("data/raw"), show_default=True,
                   help="Folder of the reports; never written.")  # fmt: skip
DATA = click.option("--data", "data_dir", type=FOLDER, default=Path("data/processed"), show_default=True,
                    help="Folder of the tidy data.")  # fmt: skip
WORKERS = click.option(
    "--workers", type=click.IntRange(min=1), help="Processes to use; by default what pays."
)


@contextlib.contextmanager
def executor_of(scheduler: str | None) -> Iterator[Executor | None]:
    """The executor of a Dask cluster, while the block lasts; None without an address."""
    if scheduler is None:
        yield None
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise click.UsageError("--scheduler needs Dask: pip install 'gongkai[dask]'.") from error
    with Client(scheduler) as client:  # type: ignore[no-untyped-call]
        yield client.get_executor()


class Refused(click.ClickException):
    """An end with one sentence on the error stream and status 2."""

    exit_code = 2


class Commands(click.Group):
    """A group whose commands end with one sentence and status 2 where the package says what is wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; our own errors become messages."""
        from analysis.cli.terminal import clean

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
      gongkai card report.pdf       the same as a page that can be sent on
      gongkai check data/raw        list what does not add up
      gongkai indicators            list what can be compared
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
