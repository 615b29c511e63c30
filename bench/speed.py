"""Reading against plain readers of the same files, in one run: ``python -m bench.speed``.

The text report is read beside ``fixed_positions``, which splits lines and takes every cell by its place in the
sample: no labels, no checks, no names. It is what the reading of rows must cost at least; it gives wrong figures
without a word as soon as a line is added.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from analysis.documents import read_bytes
from analysis.documents.encoding import decode
from analysis.documents.text_files.plain_text import text_blocks
from analysis.forms import TABLES, edition
from analysis.reports import report_from
from analysis.reports.candidates import candidates
from analysis.reports.checks import checks
from analysis.reports.fit import fit_tables
from analysis.reports.sections import find_headings

ROOT = Path(__file__).parents[1]
TEXTS = ("000_9974eb19ccedcfcc.txt", "003_aeb3984424e6cf42.txt")
ROUNDS = 60
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
KEYS = [key for table in TABLES for key in edition("2021").keys(table)]


def fixed_positions(text: str) -> dict[str, float]:
    """The cells of a report with tabs: the figures of its table lines one after another, as the form has them."""
    figures: list[float] = []
    inside = False
    for line in text.split("\n"):
        if line.startswith(("二、主动公开", "五、存在")):
            inside = line.startswith("二、")
        if inside and "\t" in line:
            figures += [
                float(cell.replace(",", "")) for cell in line.split("\t") if NUMBER.fullmatch(cell.strip())
            ]
    title = re.search(r"(.*?)\s*(\d{4})\s*年.*报告", text)
    sections = re.split(r"^[一二三四五六]、[^\t\n]*$", text, flags=re.M)
    assert title
    assert len(sections) == 7
    return dict(zip(map(str, KEYS), figures, strict=True))


def medians(steps: Sequence[Callable[[], object]]) -> list[float]:
    """Milliseconds a step; the steps take turns, so that other work on the machine slows them alike."""
    times: list[list[float]] = [[] for _ in steps]
    for _ in range(ROUNDS + 1):
        for step, taken in zip(steps, times, strict=True):
            start = time.perf_counter()
            step()
            taken.append(1000 * (time.perf_counter() - start))
    return [statistics.median(taken[1:]) for taken in times]


def text_report(name: str) -> None:
    """Print the time of each stage of a text report, and the ratio to the plain reader."""
    path = next((ROOT / "data" / "raw").rglob(name))
    data = path.read_bytes()
    text = data.decode()
    document = read_bytes(data, name)
    lines = candidates(document)
    report = report_from(document)
    assert {str(cell.key): cell.value for cell in report.cells} == fixed_positions(text)
    steps: dict[str, Callable[[], object]] = {
        "plain reader of fixed positions": lambda: fixed_positions(data.decode()),
        "whole report": lambda: report_from(read_bytes(data, name)),
        "  bytes to text": lambda: decode(data, name),
        "  text to blocks": lambda: list(text_blocks(text)),
        "  blocks to candidates": lambda: candidates(document),
        "  fit of the tables": lambda: fit_tables(lines, report.year),
        "  checks": lambda: checks(report.cells),
        "  headings of sections": lambda: find_headings(document),
    }
    taken = dict(zip(steps, medians(list(steps.values())), strict=True))
    print(f"{name}, {len(text):,} characters, medians of {ROUNDS} rounds")
    for step, milliseconds in taken.items():
        print(f"  {step:34} {milliseconds:7.2f} ms")
    ratio = taken["whole report"] / taken["plain reader of fixed positions"]
    print(f"  {'ratio':34} {ratio:7.1f}\n")


def other(name: str) -> None:
    """Run the bench of another format, or say why not."""
    sys.argv[1:] = []
    try:
        module = __import__(f"bench.{name}", fromlist=["main"])
    except ImportError as error:
        print(f"bench.{name} skipped: {error}\n")
        return
    module.main()
    print()


def main() -> None:
    """Print all speed benches."""
    for name in TEXTS:
        text_report(name)
    other("html_speed")
    other("pdf_speed")


if __name__ == "__main__":
    main()
