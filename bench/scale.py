"""Time and memory of many reports: reading all, nothing, one changed and one removed; one province and year loaded.

usage: python -m bench.scale --corpus DIR [--reports N …] [--workers N …]

``DIR`` is a folder that ``python -m bench.corpus`` wrote. For each number of reports a folder of links to that many of
its files is read by ``gongkai ingest`` in processes of its own; memory is the largest sum over the process tree
(proportional set size, every quarter of a second). What is compared stands in one line of one run, as a ratio. The
corpus is not changed. Linux only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

EVERY = 0.25
COMMAND = [sys.executable, "-c", "from analysis.cli import main; main()"]
LOADING = """
import sys, time
import analysis
started = time.perf_counter()
frames = analysis.load(sys.argv[1], region=sys.argv[2], years=int(sys.argv[3]))
cold = time.perf_counter() - started
started = time.perf_counter()
analysis.load(sys.argv[1], region=sys.argv[2], years=int(sys.argv[3]))
print(len(frames.reports), cold, time.perf_counter() - started)
"""


class Run(NamedTuple):
    """Seconds of a command and the most megabytes that its processes held together."""

    seconds: float
    megabytes: float


def _tree(root: int) -> list[int]:
    """The process and all below it."""
    found, left = [], [root]
    while left:
        found.append(process := left.pop())
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                left += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def _held(root: int) -> float:
    """Megabytes of a process tree, shared pages counted once."""
    kilobytes = 0
    for process in _tree(root):
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024


def measured(command: Sequence[str]) -> Run:
    """Run a command to its end. Raises ``CalledProcessError`` if it fails."""
    started, most = time.perf_counter(), 0.0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, _held(process.pid))
        time.sleep(EVERY)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(time.perf_counter() - started, most)


def _linked(files: Sequence[Path], raw: Path, folder: Path) -> None:
    for file in files:
        target = folder / file.relative_to(raw)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(file, target)


def _ingest(folder: Path, workers: int | None = None) -> Run:
    chosen = [] if workers is None else ["--workers", str(workers)]
    where = ["--raw", str(folder / "raw"), "--data", str(folder / "data")]
    return measured([*COMMAND, "ingest", *where, *chosen])


def _row(what: str, run: Run, ratio: str) -> None:
    print(f"{what:42} {run.seconds:8.2f} s {run.megabytes:7.0f} MB   {ratio}", flush=True)


def _first_run(files: Sequence[Path], raw: Path, home: Path, workers: Sequence[int]) -> None:
    """Read everything with each number of workers; the last store stays."""
    slowest = 0.0
    _linked(files, raw, home / "raw")
    for count in workers:
        shutil.rmtree(home / "data", ignore_errors=True)
        run = _ingest(home, count)
        slowest = slowest or run.seconds
        rate = f"{len(files) / run.seconds:.0f} reports/s, {slowest / run.seconds:.2f} × {workers[0]} worker"
        _row(f"{len(files):,} reports, first time, workers {count}", run, rate)


def _later_runs(home: Path) -> None:
    unchanged = _ingest(home)
    _row("  nothing changed", unchanged, "")
    files = sorted(path for path in (home / "raw").rglob("*.*") if path.suffix in (".txt", ".html"))
    changed, removed = files[len(files) // 2], files[len(files) // 3]
    data = changed.read_bytes()
    changed.unlink()  # the corpus itself is linked here, and stays as it is
    changed.write_bytes(data + b"\n")
    for what, act in (("one changed", lambda: None), ("one removed", removed.unlink)):
        act()
        run = _ingest(home)
        _row(f"  {what}", run, f"{run.seconds - unchanged.seconds:+.2f} s beside nothing changed")


def _loading(home: Path) -> None:
    year, code = next((home / "raw").glob("*/*")).parts[-2:]
    command = [sys.executable, "-c", LOADING, str(home / "data"), f"{code[:2]}0000", year]
    reports, cold, warm = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    seconds = f"{float(cold):8.2f} s, again {float(warm):.2f} s"
    print(f"{'  load of a province and year':42} {seconds}   {reports} reports")
    size = sum(path.stat().st_size for path in (home / "data").rglob("*") if path.is_file())
    print(f"  the store on disk                         {size / 1e6:8.0f} MB", flush=True)


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--reports", type=int, nargs="+", default=[1000, 10_000, 50_000])
    options.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    args = options.parse_args()
    raw = args.corpus.resolve() / "raw"
    files = sorted(path for path in raw.rglob("*") if path.is_file())
    steps: list[Callable[[Path], None]] = [_later_runs, _loading]
    for count in sorted({min(count, len(files)) for count in args.reports}):
        with tempfile.TemporaryDirectory(dir=args.corpus.parent) as folder:
            home = Path(folder)
            chosen = files[:: len(files) // count][:count]
            _first_run(chosen, raw, home, args.workers)
            for step in steps:
                step(home)
    return 0


if __name__ == "__main__":
    sys.exit(main())
