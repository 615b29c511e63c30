"""Read broken and hostile copies of files of every format, each within bounds of memory and time.

usage: python -m bench.fuzz [--documents N] [--seed N] [--formats WORDS] [--seconds N] [--megabytes N] [--keep FOLDER]

A file must end in a report or in an error of this package. Anything else is printed: another exception, a process
that ends, more time than ``--seconds``, more memory than ``--megabytes``, and memory that grows from file to file.
To see a file again, give its format, its seed and ``--documents 1``; ``--keep`` saves the files that failed.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from bench.fuzz_bombs import bombs
from bench.fuzz_files import KINDS, Trial, broken

SECONDS = 20
MEGABYTES = 1500
# What a worker may keep after many files: caches fill, and the memory of the libraries settles.
GROWTH = 150
STARTING = 30
LEAST_MESSAGE, MOST_MESSAGE = 20, 600


class Fault(NamedTuple):
    """A file that ended in neither a report nor an error of this package, and how."""

    trial: Trial
    how: str


class Bounds(NamedTuple):
    """Seconds and megabytes that one file may take."""

    seconds: float = SECONDS
    megabytes: int = MEGABYTES


DEFAULT = Bounds()

# ---- reading them ----


Reader = Callable[[bytes, str], object]


def whole_report(data: bytes, name: str) -> object:
    """Read a file to the end."""
    from analysis.documents import read_bytes
    from analysis.reports import report_from

    return report_from(read_bytes(data, name))


def _read_all(line: Connection, megabytes: int, reader: Reader) -> None:
    """Read what comes down the line; say what became of each file, and how much memory is held after it."""
    from analysis.errors import GongkaiError

    if reader is whole_report:
        _load_recogniser()
    # What the libraries hold before the first file is not the file's.
    most = _mapped() + (megabytes << 20)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while (task := line.recv()) is not None:
        try:
            reader(*task)
            how = "read"
        except GongkaiError as error:
            short = LEAST_MESSAGE < len(str(error)) < MOST_MESSAGE
            how = "refused" if short else f"its message is no sentence: {str(error)[:200]!r}"
        except BaseException as error:
            calls = reversed(traceback.extract_tb(error.__traceback__)[-4:])
            where = " < ".join(f"{Path(call.filename).name}:{call.lineno}" for call in calls)
            how = f"{error!r:.200} at {where}"
        line.send((how, _held()))


def _load_recogniser() -> None:
    """Read a small picture, if the extra ``ocr`` is there: what reads pictures stays in memory, and is no leak."""
    from analysis.documents import read_bytes
    from analysis.documents.scans.scan import is_installed
    from analysis.errors import GongkaiError

    if is_installed():
        from PIL import Image, ImageDraw

        picture, file = Image.new("L", (1654, 600), 255), io.BytesIO()
        for line in range(16):
            ImageDraw.Draw(picture).text((100, 30 * line + 40), "Report 2023 12,345 " * 8, 0, font_size=24)
        picture.save(file, "PNG")
        with contextlib.suppress(GongkaiError):
            read_bytes(file.getvalue(), "warm.png")


def _held() -> int:
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() >> 20


def _mapped() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


class _Worker:
    """A process that reads files one after the other, started again where one has ended it."""

    def __init__(self, bounds: Bounds, reader: Reader) -> None:
        self.bounds, self.reader = bounds, reader
        self._start()

    def _start(self) -> None:
        context = get_context("spawn")
        self.line, other = context.Pipe()
        given = (other, self.bounds.megabytes, self.reader)
        self.process = context.Process(target=_read_all, args=given, daemon=True)
        self.process.start()
        other.close()
        self.sizes: list[int] = []

    def read(self, trial: Trial) -> str:
        """What became of a file: ``read``, ``refused``, or what is wrong."""
        try:
            self.line.send((trial.data, trial.file))
            # The first file waits for the imports.
            if not self.line.poll(self.bounds.seconds + (0 if self.sizes else STARTING)):
                self.close()
                self._start()
                return f"not done after {self.bounds.seconds:g} s"
            how, size = self.line.recv()
        except (EOFError, OSError):
            self.process.join()
            code = self.process.exitcode
            self._start()
            return f"the process ended ({code})"
        self.sizes.append(size)
        return how

    def growth(self) -> int:
        """Megabytes held now more than after the first fifth of the files; 0 for few files."""
        warm = len(self.sizes) // 5
        return self.sizes[-1] - max(self.sizes[:warm]) if warm > 10 else 0

    def close(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


def faults(
    trials: Iterable[Trial], bounds: Bounds = DEFAULT, reader: Reader = whole_report
) -> tuple[dict[str, int], list[Fault]]:
    """Read files in a process with bounds; how many were read and refused, and those that went wrong."""
    worker = _Worker(bounds, reader)
    counts = {"read": 0, "refused": 0}
    found: list[Fault] = []
    try:
        for trial in trials:
            how = worker.read(trial)
            if how in counts:
                counts[how] += 1
            else:
                found.append(Fault(trial, how))
        if (grown := worker.growth()) > GROWTH:
            found.append(Fault(Trial("all files", "", b""), f"{grown} MB more are held at the end"))
    finally:
        worker.close()
    return counts, found


def trials(kind: str, first: int, documents: int) -> Iterator[Trial]:
    """Broken files of a format by consecutive seeds."""
    for seed in range(first, first + documents):
        yield Trial(f"{kind} seed {seed}", f"report.{kind}", broken(kind, seed))


def main() -> int:
    """Read the files and print what went wrong; exit status 1 if anything did."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--documents", type=int, default=200, help="of each format")
    options.add_argument("--seed", type=int, default=0, help="the first")
    options.add_argument("--formats", default=",".join(("bombs", *KINDS)))
    options.add_argument("--seconds", type=float, default=SECONDS)
    options.add_argument("--megabytes", type=int, default=MEGABYTES)
    options.add_argument("--keep", type=Path, help="a folder for the files that went wrong")
    args = options.parse_args()
    failed = 0
    for kind in args.formats.split(","):
        start = time.perf_counter()
        given = bombs() if kind == "bombs" else trials(kind, args.seed, args.documents)
        counts, found = faults(given, Bounds(args.seconds, args.megabytes))
        files = counts["read"] + counts["refused"] + len(found)
        print(
            f"{kind:6} {files:7,} files: {counts['read']:7,} read, {counts['refused']:7,} refused, "
            f"{len(found):4,} wrong, {1000 * (time.perf_counter() - start) / files:6.1f} ms each",
            flush=True,
        )
        for trial, how in found[:20]:
            print(f"  {trial.what}: {how}")
            if args.keep and trial.data:
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / f"{trial.what.replace(' ', '_')}.{kind}").write_bytes(trial.data)
        failed += len(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
