"""Write reports as other people lay them out, each with its truth, read them back, and count what comes out.

usage: python -m bench.foreign_layouts [--documents N] [--seed S] [--kinds a,b] [--formats html,text] [--group heads]
                                       [--show K] [--keep DIR] [--mixed]

``--documents`` is the number of documents of each kind; their formats take turns. A kind is a change of the form
(``bench/foreign_kinds_*.py``); ``--mixed`` joins two or three of them in a document, and ``--documents`` counts
all. The same arguments draw the same documents. Printed for each kind, or for each of its formats (``--by-format``):

    right    share of the printed figures that were read
    missing  figures without a value
    wrong    values where another figure, or none, is printed
    silent   missing or wrong cells that no finding names (by row, by column, or by an unread table)
    unsaid   tables with foreign rows or columns in documents that have no finding for them

The exit status is 1 if a cell is wrong or a file crashed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import (  # the kinds put themselves on the list
    foreign_kinds_cards,
    foreign_kinds_figures,
    foreign_kinds_heads,
    foreign_kinds_marks,
    foreign_kinds_merged,
    foreign_kinds_orders,
    foreign_kinds_pages,
    foreign_kinds_reports,
    foreign_kinds_rows,
    foreign_kinds_shapes,
    foreign_kinds_sheets,
    foreign_kinds_traps,
    foreign_kinds_words,
)
from bench.converters import AbsentError, converters
from bench.foreign_grid import Document, Report, Truth
from bench.foreign_html import write_grid, write_plain, write_table
from bench.foreign_judge import Verdict, Wrong, judge
from bench.foreign_kinds import KINDS, Kind
from bench.foreign_office import write_docx, write_xlsx
from bench.foreign_plan import compose, draw_plan
from bench.foreign_text import TEXT_WRITERS, write_text
from bench.foreign_tools import (
    as_office_page,
    as_old_workbook,
    as_open_document,
    as_rich_text,
    print_by_chromium,
    print_by_office,
    text_of_print,
)

LISTED = (
    foreign_kinds_cards,
    foreign_kinds_figures,
    foreign_kinds_heads,
    foreign_kinds_marks,
    foreign_kinds_merged,
    foreign_kinds_orders,
    foreign_kinds_pages,
    foreign_kinds_reports,
    foreign_kinds_rows,
    foreign_kinds_shapes,
    foreign_kinds_sheets,
    foreign_kinds_traps,
    foreign_kinds_words,
)
Writer = Callable[[Document, random.Random], bytes]


class Format(NamedTuple):
    """A format: its name, the suffix of its files, who writes them, and who turns all of them into others."""

    name: str
    suffix: str
    write: Writer
    turn: Callable[[Sequence[bytes]], list[bytes]] | None = None
    often: int = 3  # in how many of the rounds it takes its turn


# made here already, or known to move the lower heads of a table that has several lines of them
_LEFT_OUT = (
    "Chromium PDF", "LibreOffice doc", "LibreOffice odt", "LibreOffice rtf", "LibreOffice pdf",
    "pandoc plain", "pandoc markdown", "pandoc gfm", "pandoc docx",
)  # fmt: skip
FORMATS = [
    Format("html table", "html", write_table, often=6),
    Format("html grid", "html", write_grid),
    *(Format(name, "md" if name == "markdown" else "txt", write_text(lines)) for name, lines in TEXT_WRITERS),
    Format("docx", "docx", write_docx),
    Format("xlsx", "xlsx", write_xlsx),
    Format("pdf chromium", "pdf", write_table, print_by_chromium, 1),
    Format("pdf office", "pdf", write_docx, print_by_office, 1),
    Format("text of a pdf", "txt", write_docx, text_of_print, 1),
    Format("odt office", "odt", write_docx, as_open_document, 1),
    Format("rtf office", "rtf", write_docx, as_rich_text, 1),
    Format("page by office", "html", write_docx, as_office_page, 1),
    Format("xls office", "xls", write_xlsx, as_old_workbook, 1),
    *(
        Format(
            f"tool {tool.name}",
            tool.file.rpartition(".")[2],
            write_plain if tool.given == "html" else write_docx,
            tool.convert,
            1,
        )
        for tool in converters()
        if not tool.name.startswith(_LEFT_OUT)
    ),
]


class Made(NamedTuple):
    """A document that was written: what it shows, its data, and what is true of it."""

    kind: str
    format: Format
    edition: str
    seed: str
    data: bytes
    truth: Truth
    main: Report
    document: Document

    @property
    def name(self) -> str:
        """The name of its file."""
        words = f"{self.kind}__{self.format.name}__{self.edition}__{self.seed}".replace(" ", "_").replace(
            ",", ""
        )
        return f"{words}.{self.format.suffix}"


def make(kinds: Sequence[Kind], form: Format, seed: str) -> Made:
    """One document of one or more kinds."""
    name = "+".join(kind.name for kind in kinds)
    rng = random.Random(f"{name}/{form.name}/{seed}")
    editions = [edition for edition in kinds[0].editions if all(edition in kind.editions for kind in kinds)]
    plan = draw_plan(rng.choice(editions), rng)
    for kind in kinds:
        kind.change(plan, rng)
    document = compose(plan)
    return Made(name, form, plan.edition, seed, form.write(document, rng), plan.truth, plan.report, document)


def drawn(args: argparse.Namespace) -> Iterator[Made]:
    """The documents of a run."""
    chosen = [
        kind
        for kind in KINDS.values()
        if _meant(kind.name, args.kinds) and _meant(kind.group, args.group)
        if not (args.without and _meant(kind.name, args.without))
    ]
    if args.mixed:
        yield from _mixed(chosen, args)
        return
    for kind in chosen:
        turns = [
            form
            for round_ in range(6)
            for form in FORMATS
            if _meant(form.name, args.formats) and (not kind.formats or form.name in kind.formats)
            if round_ < form.often
        ]
        random.Random(f"{args.seed}/{kind.name}").shuffle(turns)
        for number in range(args.documents if turns else 0):
            yield make([kind], turns[number % len(turns)], f"{args.seed}.{number}")


_ORDER = ("heads", "rows", "reports", "shape", "figures", "pages")


def _mixed(kinds: Sequence[Kind], args: argparse.Namespace) -> Iterator[Made]:
    """Documents of two or three kinds of unlike groups."""
    rng = random.Random(f"mixed/{args.seed}")
    forms = [form for form in FORMATS if _meant(form.name, args.formats)]
    number = 0
    while number < args.documents:
        groups = rng.sample(_ORDER, rng.choice((2, 2, 3)))
        joined = [
            rng.choice(own)
            for g in _ORDER
            if g in groups and (own := [kind for kind in kinds if kind.group == g])
        ]
        fitting = [
            f
            for f in forms
            if f.often > 1 and all(not kind.formats or f.name in kind.formats for kind in joined)
        ]
        if not fitting or not set.intersection(*(set(kind.editions) for kind in joined)):
            continue
        try:
            yield make(joined, rng.choice(fitting), f"{args.seed}.{number}")
        except (LookupError, ValueError):  # kinds that do not go together: one needs what another took away
            continue
        finally:
            number += 1


def _meant(name: str, words: str) -> bool:
    return not words or any(word and word in name for word in words.split(","))


def turned(documents: Sequence[Made]) -> Iterator[Made]:
    """The documents as they reach the reader; each tool is started once, and one that is absent is left out."""
    for form in {made.format.name: made.format for made in documents}.values():
        own = [made for made in documents if made.format.name == form.name]
        try:
            files = (
                [made.data for made in own] if form.turn is None else form.turn([made.data for made in own])
            )
        except AbsentError as error:
            print(f"{form.name} left out: {error}", file=sys.stderr)
            continue
        yield from (made._replace(data=data) for made, data in zip(own, files, strict=True))


def main() -> int:
    """Print the counts of every kind; 1 if a cell is wrong or a file crashed."""
    args = _arguments()
    counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    shown = 0
    with tempfile.TemporaryDirectory() as folder:
        for made in turned(list(drawn(args))):
            path = Path(folder) / f"report.{made.format.suffix}"
            path.write_bytes(made.data)
            verdict = judge(path, made.truth, made.main)
            row = _row(made, args)
            for name in (row, ("all", made.format.name)):
                counts[name] += verdict.counts
            if shown < args.show and _bad(verdict, args.silent):
                shown += _show(made, verdict, args)
    for name, own in sorted(
        counts.items(), key=lambda item: (item[0][0] == "all", -item[1]["wrong"], -item[1]["silent"])
    ):
        print(_line(" × ".join(name), KINDS[name[0]].must if name[0] in KINDS else "", own))
    total = sum((row for name, row in counts.items() if name[0] == "all"), Counter[str]())
    print(_line("TOTAL", "", total))
    return 1 if total["wrong"] or total["crashed"] or total["hung"] else 0


def _row(made: Made, args: argparse.Namespace) -> tuple[str, ...]:
    """Under what name a document is counted."""
    if args.mixed:
        return ("mixed",)
    return (made.kind, made.format.name) if args.by_format else (made.kind,)


def _bad(verdict: Verdict, silent: bool) -> bool:
    return bool(
        verdict.wrong or verdict.counts["crashed"] or verdict.counts["hung"] or (silent and verdict.silent)
    )


def _show(made: Made, verdict: Verdict, args: argparse.Namespace) -> int:
    """Print what is wrong with a document and keep it; how many lines were printed."""
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
        (args.keep / made.name).write_bytes(made.data)
    lines = [_said(wrong) for wrong in verdict.wrong] + [
        f"{'/'.join(key)} silent" for key in verdict.silent if args.silent
    ]
    print(f"{made.name}: {dict(verdict.counts)} {verdict.error}", *lines[: args.each], sep="\n   ")
    return 1


def _said(wrong: Wrong) -> str:
    true = "nothing" if wrong.true is None else f"{wrong.true:g}"
    return f"{'/'.join(wrong.key)} is {true}, read {wrong.read:g}{' and no finding' if wrong.quiet else ''}"


def _line(name: str, must: str, row: Counter[str]) -> str:
    share = 100 * row["right"] / row["cells"] if row["cells"] else 100.0
    words = "  ".join(f"{word} {row[word]:5}" for word in ("missing", "wrong", "silent", "unsaid"))
    rest = " ".join(f"{word} {row[word]}" for word in ("refused", "crashed", "hung") if row[word])
    return f"{name:44} {row['documents']:4}  right {share:5.1f} %  {words}  {must:8}{rest}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=16, help="of each kind; with --mixed all")
    parser.add_argument("--seed", default="0")
    parser.add_argument("--kinds", default="", help="only kinds with one of these words, set apart by commas")
    parser.add_argument("--without", default="", help="no kinds with one of these words")
    parser.add_argument("--formats", default="", help="only formats with one of these words")
    parser.add_argument("--group", default="", help="heads, shape, reports or figures")
    parser.add_argument("--mixed", action="store_true", help="two or three kinds in each document")
    parser.add_argument("--by-format", action="store_true")
    parser.add_argument("--show", type=int, default=0, help="documents with wrong cells to print")
    parser.add_argument("--each", type=int, default=6, help="wrong cells of a document to print")
    parser.add_argument("--silent", action="store_true", help="show documents with silent cells too")
    parser.add_argument("--keep", type=Path, help="folder for the documents that are shown")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
