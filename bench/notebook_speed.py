"""Time the region notebook on a corpus: the seconds of its own cells after imports, and the reading of the files.

usage: python -m bench.notebook_speed --corpus DIR [--regions CODE …] [--notebook NAME] [--most SECONDS]

``DIR`` is a folder that ``python -m bench.corpus`` wrote. Imports are timed in a cell of their own before the first
one: the notebook's import statements and the libraries that the package imports late. The exit status is 1 if a
notebook needs more than ``--most`` seconds after that.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from analysis import ingest
from analysis.batch.notebooks import REGION_NOTEBOOK, execute, notebook_path, own_kernel

LATE = (
    "pandas",
    "pyarrow.parquet",
    "matplotlib.pyplot",
    "seaborn",
    "scipy.stats",
    "scipy.special",
    "IPython.display",
)

START = "processor_seconds_at_start"


class Times(NamedTuple):
    """Seconds of a run: of the imports, of the notebook's own cells (clock and processor), the slowest cells.

    On a busy machine the clock runs on while others work; the processor's seconds are the notebook's own.
    """

    imports: float
    own: float
    processor: float
    slowest: list[tuple[float, str]]


def import_lines(notebook: Path) -> list[str]:
    """The import statements of a notebook, and those of the libraries that are imported late."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    lines = [f"import {name}" for name in LATE]
    for cell in cells:
        if cell["cell_type"] == "code":
            for statement in ast.parse("".join(cell["source"])).body:
                if isinstance(statement, ast.Import | ast.ImportFrom):
                    lines.append(ast.unparse(statement))
    return lines


def with_imports_first(notebook: Path, target: Path) -> None:
    """Write a copy of a notebook with all its imports in a cell before the others."""
    book = json.loads(notebook.read_text(encoding="utf-8"))
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": "imports",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
        "source": "\n".join([*import_lines(notebook), "import time", f"{START} = time.process_time()"]),
    }
    # Before the parameters: papermill puts the given ones right behind those of the notebook.
    book["cells"].insert(0, cell)
    book["cells"].append(cell | {"id": "processor", "source": f"print(time.process_time() - {START})"})
    target.write_text(json.dumps(book), encoding="utf-8")


def run(notebook: Path, parameters: dict[str, Any]) -> Times:
    """Run a notebook by papermill and read the times of its cells."""
    with tempfile.TemporaryDirectory() as folder, own_kernel() as kernel:
        timed, done = Path(folder) / "timed.ipynb", Path(folder) / "done.ipynb"
        with_imports_first(notebook, timed)
        execute(timed, done, parameters, kernel)
        cells = json.loads(done.read_text(encoding="utf-8"))["cells"]
    times = [
        (float(cell["metadata"]["papermill"]["duration"]), "".join(cell["source"]).strip().split("\n")[0])
        for cell in cells
        if cell["cell_type"] == "code"
    ]
    processor = float("".join(cells[-1]["outputs"][0]["text"]))
    own = times[1:-1]
    return Times(times[0][0], sum(seconds for seconds, _ in own), processor, sorted(own, reverse=True)[:5])


def main() -> int:
    """Print the table; exit status 1 if a notebook is too slow."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--regions", nargs="+", default=["140000", "140100", "140105"])
    options.add_argument("--notebook", default=REGION_NOTEBOOK)
    options.add_argument("--lang", default="zh")
    options.add_argument("--most", type=float, default=3.0)
    args = options.parse_args()
    done = ingest(args.corpus / "raw", args.corpus / "processed", progress=False)
    print(f"{done.read} reports read, {done.kept} kept: {done.seconds:.1f} s")
    if done.read:
        print(f"reports a second: {done.read / done.seconds:.0f}")
    slow = False
    for region in args.regions:
        data = str((args.corpus / "processed").resolve())
        times = run(notebook_path(args.notebook), {"region": region, "data_dir": data, "lang": args.lang})
        seconds = min(times.own, times.processor)
        slow |= seconds > args.most
        verdict = "pass" if seconds <= args.most else "FAIL"
        print(f"{args.notebook} {region}: own cells {times.own:.2f} s by the clock, {times.processor:.2f} s of the "
              f"processor (at most {args.most:g}): {verdict}; imports {times.imports:.2f} s")  # fmt: skip
        for seconds, line in times.slowest:
            print(f"    {seconds:6.2f} s  {line[:90]}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
