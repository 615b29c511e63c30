"""The PDF reader beside pdfplumber, in one run on one file: ``python bench/pdf_speed.py [FILE]``."""

from __future__ import annotations

import io
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pdfplumber

from analysis.documents import Line
from analysis.documents.pdf import read_pdf

REPORT = Path(__file__).parents[1] / "data/raw/2024/3208/huaian_2024.pdf"
ROUNDS = 15
NUMBER = re.compile(r"\d[\d.]*")

Rows = list[tuple[str, ...]]


def own_rows(data: bytes) -> Rows:
    return [block.cells for block in read_pdf(data, "report.pdf") if isinstance(block, Line)]


def pdfplumber_rows(data: bytes) -> Rows:
    with pdfplumber.open(io.BytesIO(data)) as file:
        tables = [table for page in file.pages for table in page.extract_tables()]
    return [tuple((cell or "").replace("\n", "") for cell in row) for table in tables for row in table]


def numbers(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The number cells of each row that has some."""
    found = (tuple(cell for cell in row if NUMBER.fullmatch(cell)) for row in rows)
    return [row for row in found if row]


def median_times(readers: Sequence[Callable[[bytes], Rows]], data: bytes) -> list[float]:
    """Seconds a reader; the readers take turns, so that other work on the machine slows them alike."""
    times: list[list[float]] = [[] for _ in readers]
    for _ in range(ROUNDS + 1):
        for read, taken in zip(readers, times, strict=True):
            start = time.perf_counter()
            read(data)
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken[1:]) for taken in times]


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else REPORT
    data = path.read_bytes()
    ours, theirs = median_times((own_rows, pdfplumber_rows), data)
    own, other = numbers(own_rows(data)), numbers(pdfplumber_rows(data))
    print(f"{path.name}: medians of {ROUNDS} rounds")
    print(f"read_pdf, tables and text       {ours * 1000:8.1f} ms")
    print(f"pdfplumber, extract_tables      {theirs * 1000:8.1f} ms")
    print(f"ratio                           {theirs / ours:8.1f}")
    print(f"number cells: {sum(map(len, own))} and {sum(map(len, other))}, the same: {own == other}")


if __name__ == "__main__":
    main()
