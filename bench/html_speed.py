"""The web page reader beside bare lexbor with spans expanded, on one page: ``python -m bench.html_speed [FILE]``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from analysis.documents import Line, read_bytes  # noqa: E402
from analysis.documents.web_pages.html import read_html  # noqa: E402
from analysis.reports import report_from  # noqa: E402
from render import filled  # noqa: E402
from render_html import as_html  # noqa: E402

ROUNDS = 60
Grid = dict[tuple[int, int], str]


def own_rows(data: bytes) -> object:
    return read_html(data, "page.html")


def whole_report(data: bytes) -> object:
    return report_from(read_bytes(data, "page.html"))


def lexbor_parse(data: bytes) -> object:
    return LexborHTMLParser(data)


def lexbor_grids(data: bytes) -> list[Grid]:
    """The tables without a table inside as grids, each spanned cell filled: what a plain reader would do."""
    tables = LexborHTMLParser(data).css("table")
    return [_grid(table) for table in tables if len(table.css("table")) == 1]


def _grid(table: LexborNode) -> Grid:
    grid: Grid = {}
    for row, line in enumerate(table.css("tr")):
        column = 0
        for cell in line.css("td, th"):
            while (row, column) in grid:
                column += 1
            given = cell.attributes
            down, across = int(given.get("rowspan") or 1), int(given.get("colspan") or 1)
            text = cell.text(strip=True)
            for i in range(min(down, 100)):
                for j in range(min(across, 100)):
                    grid[row + i, column + j] = text
            column += across
    return grid


def best_times(readers: Sequence[Callable[[bytes], object]], data: bytes) -> list[float]:
    """Seconds of computing a reader, not of waiting; the readers take turns, so that other work slows them alike."""
    times: list[list[float]] = [[] for _ in readers]
    for _ in range(ROUNDS + 5):
        for read, taken in zip(readers, times, strict=True):
            start = time.process_time()
            read(data)
            taken.append(time.process_time() - start)
    return [min(taken[5:]) for taken in times]


def main() -> None:
    """Print the times and the ratio."""
    given = sys.argv[1:]
    data = Path(given[0]).read_bytes() if given else as_html("2021", filled("2021", 1), "word")
    ours, bare, grids, report = best_times((own_rows, lexbor_parse, lexbor_grids, whole_report), data)
    rows = sum(isinstance(block, Line) for block in read_html(data, "page.html"))
    print(f"{len(data) / 1000:.0f} KB, {data.count(b'<'):,} tags, {rows} rows: best of {ROUNDS} rounds")
    print(f"read_html, tables and text      {ours * 1000:8.2f} ms")
    print(f"lexbor, parse only              {bare * 1000:8.2f} ms")
    print(f"lexbor, parse and spans         {grids * 1000:8.2f} ms")
    print(f"ratio                           {ours / grids:8.2f}")
    print(f"whole report                    {report * 1000:8.2f} ms")


if __name__ == "__main__":
    main()
