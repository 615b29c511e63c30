"""Write filled forms in every format and dialect, read them back, and count right, missing and wrong cells.

usage: python -m bench.accuracy [--documents N] [--seed N] [--formats WORDS] [--show N] [--workers N]

Of three documents one is dense, one has mostly zeros, and one has blank cells, counted apart: where a format
or a tool drops blank cells, their rows are missing, and must not be wrong. To see a document again, give its
seed and ``--documents 1``.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import render_dialects  # noqa: E402
from analysis.documents import read_bytes  # noqa: E402
from analysis.forms import EDITIONS  # noqa: E402
from analysis.reports import report_from  # noqa: E402
from bench.converters import AbsentError, converters  # noqa: E402
from render import Values, blanked, filled  # noqa: E402

KINDS = ("dense", "sparse", "blanks")
EVERY = tuple(edition.code for edition in EDITIONS)


class Form(NamedTuple):
    """A form to be written: its edition, the seed of its figures, and the figures."""

    code: str
    seed: int
    kind: str
    values: Values

    @property
    def year(self) -> int:
        return next(edition.first_year for edition in EDITIONS if edition.code == self.code)


class Format(NamedTuple):
    """A way to write forms of some editions: as files called ``file``, at most ``most`` of them."""

    name: str
    write: Callable[[Sequence[Form]], list[bytes]]
    file: str
    most: int = 1_000_000
    editions: tuple[str, ...] = EVERY


class Counts(NamedTuple):
    """Cells by verdict, documents that crashed, and lines that say which cells are wrong."""

    cells: Counter[str]
    crashed: int
    wrong: list[str]


def form_of(code: str, seed: int) -> Form:
    """The form of a seed: dense, mostly zeros, or with blanks, in turn."""
    kind = KINDS[seed % 3]
    values = filled(code, seed) if kind == "dense" else filled(code, seed, share=0.15)
    return Form(code, seed, kind, blanked(values, seed) if kind == "blanks" else values)


def formats() -> Iterator[Format]:
    """Every format that a renderer or a tool writes."""
    for dialect in render_dialects.DIALECTS:
        yield Format(f"text: {dialect.name}", _text_writer(dialect), "report.txt")
    yield from _html_formats()
    yield from _office_formats()
    yield from _typed_formats()
    yield from _pdf_formats()
    for tool in converters():
        yield Format(f"tool: {tool.name}", lambda forms, tool=tool: tool.convert(_given(tool.given, forms)), tool.file,
                     tool.most)  # fmt: skip


def _text_writer(dialect: render_dialects.Dialect) -> Callable[[Sequence[Form]], list[bytes]]:
    def write(forms: Sequence[Form]) -> list[bytes]:
        return [
            dialect.write(render_dialects.printed(f.code, f.values, f.year), random.Random(f.seed)).encode()
            for f in forms
        ]

    return write


def _given(kind: str, forms: Sequence[Form]) -> list[bytes]:
    try:
        if kind == "docx":
            from render_office import as_docx

            return [as_docx(form.code, form.values, form.year) for form in forms]
        from render_html import as_html

        return [as_html(form.code, form.values, "plain", form.year) for form in forms]
    except ImportError as error:
        raise AbsentError(f"no renderer for {kind}") from error


def _html_formats() -> Iterator[Format]:
    try:
        import render_html
    except ImportError:
        return
    for name in render_html.DIALECTS:
        yield Format(
            f"html: {name}",
            lambda forms, name=name: [render_html.as_html(f.code, f.values, name, f.year) for f in forms],
            "report.mhtml" if name.startswith("mhtml") else "report.html",
        )


def _office_formats() -> Iterator[Format]:
    try:
        import render_office
    except ImportError:
        return
    for kind in ("docx", "xlsx", "ods", "rtf"):
        write = getattr(render_office, f"as_{kind}", None)
        if write is not None:
            yield Format(
                f"office: {kind}",
                lambda forms, write=write: [write(f.code, f.values, f.year) for f in forms],
                f"report.{kind}",
            )


def _typed_formats() -> Iterator[Format]:
    """Rows of tabs typed into pages and Word files, which are no tables there."""
    from render_typed import KINDS as TYPED

    rows = next(dialect for dialect in render_dialects.DIALECTS if dialect.name == "tabs")
    for kind in TYPED:
        yield Format(
            f"typed: {kind.name}",
            lambda forms, kind=kind: [kind.write(text.decode()) for text in _text_writer(rows)(forms)],
            kind.file,
        )


def _pdf_formats() -> Iterator[Format]:
    from render_pdf import STYLES, as_pdf

    for style in STYLES:
        yield Format(
            f"pdf: {style.name}",
            lambda forms, style=style: [as_pdf(f.values, f.code, f.year, style) for f in forms],
            "report.pdf",
        )


def verdict(printed: str, got: float | None) -> str:
    """``right``, ``missing`` or ``wrong``; a blank cell is right without a value."""
    true = float(printed) if printed else None
    if got is None:
        return "right" if true is None else "missing"
    return "right" if got == true else "wrong"


def read_back(task: tuple[str, bytes, Form, str]) -> tuple[str, Counts]:
    """Read one file and judge every cell of its form."""
    name, data, form, file = task
    try:
        got = {cell.key: cell.value for cell in report_from(read_bytes(data, file)).cells}
    except Exception as error:  # a crash is a result here, and the rest must still be counted
        return form.kind, Counts(
            Counter(missing=len(form.values)), 1, [f"{name} {form.code} seed {form.seed}: {error!r}"]
        )
    verdicts = {key: verdict(printed, got.get(key)) for key, printed in form.values.items()}
    wrong = [
        f"{name} {form.code} seed {form.seed}: {key} is {form.values[key] or 'blank'}, read {got[key]:g}"
        for key, word in verdicts.items()
        if word == "wrong"
    ]
    return form.kind, Counts(Counter(verdicts.values()), 0, wrong)


def run(form: Format, code: str, seeds: Sequence[int], pool: ProcessPoolExecutor) -> dict[bool, Counts]:
    """Write, read and count the documents of one format and edition, those with blanks apart."""
    forms = [form_of(code, seed) for seed in seeds[: form.most]]
    tasks = [(form.name, data, f, form.file) for data, f in zip(form.write(forms), forms, strict=True)]
    total = {False: Counts(Counter(), 0, []), True: Counts(Counter(), 0, [])}
    for kind, counts in pool.map(read_back, tasks, chunksize=4):
        old = total[kind == "blanks"]
        total[kind == "blanks"] = Counts(
            old.cells + counts.cells, old.crashed + counts.crashed, old.wrong + counts.wrong
        )
    return total


def _columns(counts: Counts) -> str:
    cells = sum(counts.cells.values())
    right = f"{100 * counts.cells['right'] / cells:7.2f}" if cells else "      –"
    return f"{right} {counts.cells['missing']:8,} {counts.cells['wrong']:6,} {counts.crashed:4,}"


def main() -> int:
    """Print the table; exit status 1 if any cell is wrong or any file crashed."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--documents", type=int, default=12, help="a format and edition")
    options.add_argument("--seed", type=int, default=0, help="the first")
    options.add_argument(
        "--formats", default="", help="only formats with one of these words, set apart by commas"
    )
    options.add_argument("--editions", default=",".join(edition.code for edition in EDITIONS))
    options.add_argument("--show", type=int, default=20, help="wrong cells to print")
    options.add_argument("--workers", type=int, default=2)
    args = options.parse_args()
    seeds = range(args.seed, args.seed + args.documents)
    words = [word for word in args.formats.split(",") if word]
    faults: list[str] = []
    head = f"{'right %':>7} {'missing':>8} {'wrong':>6} {'crashed':>4}"
    print(
        f"{'':44}  {'with every cell filled':^28} | {'with blank cells':^28}\n{'format':38} {'form':5} {head} | {head}"
    )
    with ProcessPoolExecutor(args.workers) as pool:
        for form in formats():
            if words and not any(word in form.name for word in words):
                continue
            for code in form.editions:
                if code not in args.editions.split(","):
                    continue
                try:
                    done = run(form, code, seeds, pool)
                except AbsentError as error:
                    print(f"{form.name:38} skipped: {error}")
                    break
                print(
                    f"{form.name:38} {code:5} {_columns(done[False])}  | {_columns(done[True])}", flush=True
                )
                faults += done[False].wrong + done[True].wrong
    for line in faults[: args.show]:
        print(line)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
