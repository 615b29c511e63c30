"""Print how the package is built: modules, lines, functions, who reads whom; draw the flow from the import contract.

usage: python tools/structure.py [--picture docs/flow.svg]

Imports come from grimp, which the import contract uses too: those inside functions count, those for type checkers
only do not. A circle is a set of modules each of which reaches every other. Complexity is that of ruff (C901).
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path
from statistics import median

import grimp

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "analysis"
MOST_LINES, MOST_COMPLEX = 320, 15
ROW, WIDTH = 46, 720
# What each room is for; the picture and docs/architecture.md say the same.
PURPOSES = {
    "__main__": "python -m analysis",
    "errors": "what a caller can get",
    "text": "characters, folding, what a figure looks like",
    "words": "the sentences of both languages",
    "forms": "the statute's forms, identities and names, as data",
    "documents": "a file becomes lines, cells and paragraphs with their places",
    "regions": "a title or body becomes a place",
    "reports": "lines become cells, findings and sections",
    "prose": "sections become figures, claims and points",
    "frames": "many reports become frames and the store; which count",
    "measures": "indicators, intervals, comparisons",
    "charts": "frames become pictures",
    "pages": "what a region, an overview, a report's page says",
    "batch": "notebooks become pages, an index, a site",
    "explorer": "widgets over the frames",
    "cli": "the command gongkai",
}


def functions() -> Iterator[int]:
    """The lines of every function."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                documented = ast.get_docstring(node) is not None
                first = node.body[1].lineno if documented and len(node.body) > 1 else node.body[0].lineno
                yield node.end_lineno - first + 1


def circles(graph: grimp.ImportGraph) -> list[set[str]]:
    """The sets of modules that reach one another."""
    reached = {name: graph.find_downstream_modules(name) for name in graph.modules}
    found = {
        frozenset({name, *(other for other in reached[name] if name in reached[other])})
        for name in graph.modules
    }
    return [set(names) for names in found if len(names) > 1]


def complex_functions() -> int:
    """How many functions are more complex than the bound."""
    options = ["--select", "C901", "--config", f"lint.mccabe.max-complexity={MOST_COMPLEX}"]
    command = [sys.executable, "-m", "ruff", "check", "--output-format", "concise", *options, str(PACKAGE)]
    printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return sum(" C901 " in line for line in printed.splitlines())


def layers() -> list[list[str]]:
    """The rooms of the import contract, each line of it from the top down."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    flow = next(found for found in contract["contracts"] if found["type"] == "layers")
    return [[name.strip() for name in line.split("|")] for line in flow["layers"]]


def lines_in(room: str) -> int:
    """The lines of Python of a room."""
    files = (PACKAGE / room).rglob("*.py") if (PACKAGE / room).is_dir() else [PACKAGE / f"{room}.py"]
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)


def picture() -> str:
    """The flow as SVG: who uses stands above what is used, with the purpose and the lines of each room."""
    rows = layers()
    height = ROW * len(rows) + 8
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" '
        'font-size="12" role="img" aria-label="The rooms of the package; each may import only from those below it">'
    ]
    for number, rooms in enumerate(rows):
        wide = (WIDTH - 8) / len(rooms)
        for at, room in enumerate(rooms):
            x, y = 4 + at * wide, 4 + number * ROW
            lines = f"{lines_in(room):,} lines"
            drawn.append(
                f'<rect x="{x:g}" y="{y}" width="{wide - 4:g}" height="{ROW - 6}" rx="3" fill="#eef3f8" stroke="#8aa"/>'
                f'<text x="{x + 10:g}" y="{y + 17}" font-weight="bold">{escape(room)}</text>'
                f'<text x="{x + 10:g}" y="{y + 33}" fill="#456">{escape(PURPOSES[room])}</text>'
                f'<text x="{x + wide - 14:g}" y="{y + 17}" text-anchor="end" fill="#456">{lines}</text>'
            )
    return "\n".join([*drawn, "</svg>"]) + "\n"


def main() -> int:
    """Print the figures; exit status 1 if a bound is broken."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--picture", type=Path)
    args = options.parse_args()
    if args.picture:
        args.picture.write_text(picture(), encoding="utf-8")
    graph = grimp.build_graph("analysis", exclude_type_checking_imports=True)
    lines = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in PACKAGE.rglob("*.py")}
    readers = Counter(len(graph.find_modules_that_directly_import(name)) for name in graph.modules)
    long = sorted((n, str(path.relative_to(PACKAGE))) for path, n in lines.items() if n > MOST_LINES)
    lengths = sorted(functions())
    found = circles(graph)
    print(f"lines of src                       {sum(lines.values()):,}")
    print(f"modules                            {len(lines)}")
    print(f"  above {MOST_LINES} lines                 {len(long)}  {', '.join(name for _, name in long)}")
    print(f"  read by exactly one other        {readers[1]}")
    print(f"circles                            {len(found)}")
    for names in found:
        print(f"  {', '.join(sorted(names))}")
    print(
        f"functions                          {len(lengths)}, median {median(lengths):g} lines, longest {lengths[-1]}"
    )
    print(f"  more complex than {MOST_COMPLEX}             {complex_functions()}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
