"""Many files to tables: in this process, in several, or wherever an executor of the caller runs them.

A file that ends its process costs one row. PDFs and pictures, which foreign native code reads, are always read in a
process of their own with a limit on memory and processor time; where the system has neither, on time alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, NamedTuple

from analysis.documents.read import needs_own_process
from analysis.errors import UnreadableFileError
from analysis.frames.arrow import Tables, tables_of
from analysis.frames.rows import ID_LENGTH, Rows, join_rows, report_rows, unreadable_rows
from analysis.words import Words
from analysis.words.findings import say

POOL_FROM = 200  # below this many files, starting processes costs more than it saves
BATCH = 16
MOST_WORKERS = 61  # the limit of the pool on Windows
MOST_SECONDS = 120  # for one file
MOST_MEMORY = 1_500_000_000  # bytes, beyond what a process has when it starts


class Task(NamedTuple):
    """A file to read: its stored name, where it lies, its digest, what a person knows better, why it is refused."""

    name: str
    path: Path
    sha256: str
    overrides: dict[str, str] | None = None
    fault: Words | None = None


def read_one(task: Task) -> Rows:
    """The rows of one file; a file that cannot be read gives the rows that say so."""
    from analysis import reports

    if task.fault is not None:
        return failed_rows(task, task.fault)
    try:
        found = reports.read_all_reports(task.path, task.overrides)
        if task.sha256 not in ("", found[0].document.sha256):
            return failed_rows(task, say("unreadable.changed"))
        return join_rows([report_rows(report, task.name) for report in found])
    except (ImportError, MemoryError):
        raise  # a fault of the machine or the installation says nothing about the file
    except Exception as error:
        return failed_rows(task, _message_of(error))


def read_all(
    tasks: list[Task], workers: int | None = None, executor: Executor | None = None
) -> Iterator[Tables]:
    """Tables as they are done, in any order.

    ``workers`` processes read, by default as many as there are cores if that pays; or ``executor`` does, any of
    ``concurrent.futures`` (of a cluster too: the files must lie where its workers can open them).
    """
    wanted = workers or (os.cpu_count() or 1 if len(tasks) >= POOL_FROM else 1)
    if executor is not None:
        yield from _with(executor, tasks, 64)
    elif wanted > 1 and len(tasks) > 1 and _pool_starts():
        yield from _in_pools(tasks, min(wanted, MOST_WORKERS))
    else:
        apart = [task for task in tasks if task.fault is None and needs_own_process(task.path)]
        yield from (tables_of(read_one(task)) for task in tasks if task not in apart)
        if apart and _pool_starts():
            yield from _in_pools(apart, 1)
        else:
            yield from (tables_of(read_one(task)) for task in apart)


def failed_rows(task: Task, message: Words) -> Rows:
    """The rows of a file that could not be read, under the digest of its bytes if that is known."""
    key = task.sha256[:ID_LENGTH] if task.sha256 else nameless_key(task.name)
    return unreadable_rows(task.name, task.sha256, key, message)


def nameless_key(name: str) -> str:
    """A report id for a file whose bytes cannot be had: a digest of its name."""
    return hashlib.sha256(name.encode()).hexdigest()[:ID_LENGTH]


def _message_of(error: Exception) -> Words:
    """What to tell about a failure: our own errors speak for themselves, others are named."""
    if isinstance(error, UnreadableFileError):
        return say("unreadable", reason=Words(error.chinese, str(error)))
    return say("unreadable.fault", reason=f"{type(error).__name__}: {error}")


def _read_batch(batch: list[Task]) -> Tables:
    rows = []
    for task in batch:
        with _time_limit():
            rows.append(read_one(task))
    return tables_of(join_rows(rows))


Batches = list[list[Task]]


def _in_pools(tasks: list[Task], workers: int) -> Iterator[Tables]:
    """Tables from pools of processes: when a file ends one, the files at work then are read one by one."""
    left: Batches = _batches(tasks)
    while left:
        with _pool(workers) as pool:
            suspects, left = yield from _at_work(pool, left, 2 * workers)
        for batch in suspects:
            yield from _one_by_one(batch)


def _with(executor: Executor, tasks: list[Task], at_once: int) -> Iterator[Tables]:
    """Tables from an executor of the caller; what fails there is tried once more, file by file."""
    suspects, left = yield from _at_work(executor, _batches(tasks), at_once)
    alone = [[task] for batch in (*suspects, *left) for task in batch]
    guilty, never = yield from _at_work(executor, alone, at_once)
    for task in (task for batch in (*guilty, *never) for task in batch):
        yield tables_of(failed_rows(task, say("unreadable.ended")))


def _at_work(
    executor: Executor, batches: Batches, at_once: int
) -> Generator[Tables, None, tuple[Batches, Batches]]:
    """Tables of the batches; returns those whose process ended, and those that were not begun when a pool broke."""
    left, suspects = deque(batches), Batches()
    running: dict[Future[Tables], list[Task]] = {}
    whole = True
    while running or (left and whole):
        while left and whole and len(running) < at_once:
            try:
                begun = executor.submit(_read_batch, left[0])
            except BrokenProcessPool:
                whole = False
            else:
                running[begun] = left.popleft()
        for done in wait(running, return_when=FIRST_COMPLETED).done:
            batch = running.pop(done)
            try:
                yield done.result()
            except (ImportError, MemoryError):
                raise
            except Exception as error:
                suspects.append(batch)
                whole = whole and not isinstance(error, BrokenProcessPool)
    return suspects, list(left)


def _one_by_one(batch: list[Task]) -> Iterator[Tables]:
    """Each file alone, so that only the guilty one is set aside."""
    for task in batch:
        with _pool(1) as pool:
            try:
                yield pool.submit(_read_batch, [task]).result()
            except BrokenProcessPool:
                yield tables_of(failed_rows(task, say("unreadable.ended")))


def _batches(tasks: list[Task]) -> Batches:
    return [tasks[start : start + BATCH] for start in range(0, len(tasks), BATCH)]


def _pool(workers: int) -> ProcessPoolExecutor:
    # spawn, because pyarrow and progress bars keep threads, which a fork would leave in an unknown state
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


def _pool_starts() -> bool:
    """Whether processes can be started here; a script without a main guard cannot."""
    with _pool(1) as pool:
        try:
            return pool.submit(os.getpid).result() > 0
        except BrokenProcessPool:
            return False


def _begin() -> None:
    """A process of a pool: it ends with its parent, however that ends, and cannot take all memory."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    try:
        import resource

        with Path("/proc/self/statm").open(encoding="ascii") as stream:
            pages = int(stream.read().split()[0])
        most = pages * resource.getpagesize() + MOST_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        return  # no such limit here: time alone


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


@contextlib.contextmanager
def _time_limit() -> Iterator[None]:
    """Ends the process if a file takes longer than it may, even inside native code."""
    timer = threading.Timer(MOST_SECONDS, os._exit, (1,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
