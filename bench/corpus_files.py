"""The files of a made-up corpus: a report as text, web page or Word file, with the slips that real ones have."""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import render_dialects
import render_html
import render_office
import render_printed
from analysis.forms import SECTIONS, Key, edition
from bench import corpus_prose as prose
from bench.corpus_bodies import Body
from bench.corpus_figures import EDITION, KEYS, Ints, as_printed, figure
from render import Values

FORMATS = ("text", "html", "docx")
_SUFFIX = {"text": "txt", "html": "html", "docx": "docx"}
# Dialects as often as they are listed; those whose pages name a place of their own are left out.
_TEXTS = (
    *["tabs"] * 6, *["tabs, spans collapsed"] * 3, "tabs, labels wrapped", "tabs, page furniture", "markdown",
    "columns", "two spaces", "one cell a line, bars", "one cell a line", "box ┌┬┐│",
)  # fmt: skip
_PAGES = ("plain", "plain", "word", "word_gbk", "nested", "layout", "cut_in_two", "upper_unclosed", "disagreeing",
          "thousands", "repeated_labels", "fragment")  # fmt: skip
_TOTALS = tuple(key for key in KEYS if key.column == "total" or key.row == "total_decided")

Part = str | Key  # a paragraph, or where a table comes: its name with an empty row and column


class Slips(NamedTuple):
    """What is wrong with a report: how zeros are left blank, which table is left out, which total is wrong.

    A ``bare`` one leaves out the city before the county's name, a ``nameless`` one its place altogether.
    """

    blanks: str = ""
    missing_table: str = ""
    wrong_total: str = ""
    bare: bool = False
    nameless: bool = False


SHARES = {"blanks": 0.10, "missing_table": 0.03, "wrong_total": 0.03, "bare": 0.03, "nameless": 0.03}


class File(NamedTuple):
    """A written report: its bytes, its suffix, how it was written, what it prints, and its slips.

    ``printed`` has no cells of a table that was left out; a blank cell is an empty string.
    """

    data: bytes
    suffix: str
    dialect: str
    printed: Values
    slips: Slips


def draw_slips(rng: random.Random) -> Slips:
    """What is wrong with a report; most have nothing."""
    happens = {name: rng.random() < share for name, share in SHARES.items()}
    return Slips(
        rng.choice(("zeros", "slash", "column")) if happens["blanks"] else "",
        rng.choice(("proactive", "requests", "remedies")) if happens["missing_table"] else "",
        str(rng.choice(_TOTALS)) if happens["wrong_total"] else "",
        happens["bare"] and not happens["nameless"],
        happens["nameless"],
    )


def slipped(values: Mapping[Key, str], slips: Slips, rng: random.Random) -> Values:
    """The figures as such a report prints them."""
    printed = {key: value for key, value in values.items() if key.table != slips.missing_table}
    for key in printed:
        if str(key) == slips.wrong_total:
            printed[key] = str(int(printed[key]) + rng.choice((1, 2, 10)))
        elif printed[key] == "0":
            printed[key] = _zero(key, slips.blanks)
    return printed


def _zero(key: Key, blanks: str) -> str:
    """A zero as it is printed: as such, as a blank, or as a bar where a body makes no regulations."""
    if blanks == "slash":
        return "/" if key.row == "regulations" else "0"
    if blanks == "column":
        return "" if key.column == "org_other" else "0"
    return "" if blanks == "zeros" else "0"


def write_report(body: Body, year: int, cells: Ints, kind: str, rng: random.Random) -> File:
    """One report of a body in one format, its dialect and slips drawn at random."""
    slips = draw_slips(rng)
    printed = slipped(as_printed(cells), slips, rng)
    name = body.own_name if slips.nameless else body.bare_name if slips.bare else body.name
    head = prose.title(name, body, year, rng)
    parts = _parts(body, year, cells, slips, rng)
    if not slips.nameless:
        parts += prose.signature(name, body, year, rng)
    dialect = rng.choice({"text": _TEXTS, "html": _PAGES, "docx": ("docx", "docx, lists")}[kind])
    return File(_WRITERS[kind](head, parts, printed, dialect, rng), _SUFFIX[kind], dialect, printed, slips)


def _parts(body: Body, year: int, cells: Ints, slips: Slips, rng: random.Random) -> list[Part]:
    """What comes below the title."""
    texts = {
        "s1_overview": prose.overview(body, year, lambda *key: figure(cells, *key), rng),
        "s5_problems": prose.problems(body, year, rng),
        "s6_other": prose.other_matters(rng),
    }
    parts: list[Part] = list(prose.opening(body, year))
    for section in SECTIONS:
        parts.append(f"{section.numeral}、{section.zh}")
        if section.table is None:
            parts += texts[section.code]
        elif section.table != slips.missing_table:
            parts.append(Key(section.table, "", ""))
    return parts


def _text(head: str, parts: Sequence[Part], values: Values, dialect: str, rng: random.Random) -> bytes:
    written = [
        part if isinstance(part, str) else render_printed.printed_table(EDITION, part.table, values)
        for part in parts
    ]
    way = next(way for way in render_dialects.DIALECTS if way.name == dialect)
    return way.write([head, *written], rng).encode()


def _html(head: str, parts: Sequence[Part], values: Values, dialect: str, rng: random.Random) -> bytes:
    form = edition(EDITION)
    written = [
        part if isinstance(part, str) else render_html.form_tables(form, part.table, values) for part in parts
    ]
    return render_html.DIALECTS[dialect].encode(render_html.page_of(head, written, dialect))


def _docx(head: str, parts: Sequence[Part], values: Values, dialect: str, rng: random.Random) -> bytes:
    form = edition(EDITION)
    written = [
        part if isinstance(part, str) else render_office.form_grid(form, part.table, values) for part in parts
    ]
    word = render_office.Word(automatic=dialect == "docx, lists", split_runs=rng.randrange(1000))
    return render_office.docx_from([head, *written], word)


_WRITERS = {"text": _text, "html": _html, "docx": _docx}
