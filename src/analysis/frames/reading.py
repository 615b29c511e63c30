"""Many files to rows: one after the other, or in several processes where that pays."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Generator, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NamedTuple

from analysis.frames.arrow import Tables, tables_of
from analysis.frames.rows import (
    ID_LENGTH,
    Rows,
    join_rows,
    message_of,
    report_rows,
    unreadable_rows,
)

POOL_FROM = 200  # below this many files, starting processes costs more than it saves
BATCH = 16
MOST_WORKERS = 61  # the limit of the pool on Windows
ENDED = "The reading process ended while it read this file (out of memory, or a fault in a library)."


class Task(NamedTuple):
    """A file to read: its stored name, where it lies, its digest, and what a person knows better."""

    name: str
    path: Path
    sha256: str
    overrides: dict[str, str] | None = None


def read_one(task: Task) -> Rows:
    """The rows of one file; a file that cannot be read gives the rows that say so."""
    from analysis import reports

    try:
        found = reports.read_all_reports(task.path, task.overrides)
        if task.sha256 not in ("", found[0].document.sha256):
            return failed_rows(task, "The file changed while it was read; run this again.")
        return join_rows([report_rows(report, task.name) for report in found])
    except (ImportError, MemoryError):
        raise  # a fault of the machine or the installation says nothing about the file
    except Exception as error:
        return failed_rows(task, message_of(error))


def read_all(tasks: list[Task], workers: int | None = None) -> Iterator[Tables]:
    """Tables as they are done; ``workers`` processes, by default as many as there are cores if that pays."""
    wanted = workers or (os.cpu_count() or 1 if len(tasks) >= POOL_FROM else 1)
    if wanted == 1 or len(tasks) < 2 or not _pool_starts():
        yield from (tables_of(read_one(task)) for task in tasks)
        return
    batches = [tasks[start : start + BATCH] for start in range(0, len(tasks), BATCH)]
    for batch in (yield from _in_pool(batches, min(wanted, MOST_WORKERS))):
        yield from _in_own_process(batch)


def failed_rows(task: Task, message: str) -> Rows:
    """The rows of a file that could not be read, under the digest of its bytes if that is known."""
    key = task.sha256[:ID_LENGTH] if task.sha256 else nameless_key(task.name)
    return unreadable_rows(task.name, task.sha256, key, message)


def nameless_key(name: str) -> str:
    """A report id for a file whose bytes cannot be had: a digest of its name."""
    return hashlib.sha256(name.encode()).hexdigest()[:ID_LENGTH]


def _read_batch(batch: list[Task]) -> Tables:
    return tables_of(join_rows([read_one(task) for task in batch]))


def _pool(workers: int) -> ProcessPoolExecutor:
    # spawn, because pyarrow and progress bars keep threads, which a fork would leave in an unknown state
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _pool_starts() -> bool:
    """Whether processes can be started here; a script without a main guard cannot."""
    with _pool(1) as pool:
        try:
            return pool.submit(os.getpid).result() > 0
        except BrokenProcessPool:
            return False


def _in_pool(batches: list[list[Task]], workers: int) -> Generator[Tables, None, list[list[Task]]]:
    """Tables of the batches; returns the batches that were not done when a process of the pool died."""
    left = dict(enumerate(batches))
    with _pool(workers) as pool:
        waiting = {pool.submit(_read_batch, batch): number for number, batch in left.items()}
        try:
            for done in as_completed(waiting):
                tables = done.result()
                del left[waiting[done]]
                yield tables
        except BrokenProcessPool:
            pass
    return list(left.values())


def _in_own_process(batch: list[Task]) -> Iterator[Tables]:
    """A batch alone in a process; if that dies, each file alone, so that only the guilty one is set aside."""
    with _pool(1) as pool:
        try:
            yield pool.submit(_read_batch, batch).result()
            return
        except BrokenProcessPool:
            if len(batch) == 1:
                yield tables_of(failed_rows(batch[0], ENDED))
                return
    for task in batch:
        yield from _in_own_process([task])
