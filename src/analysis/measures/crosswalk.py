"""Which cell of an older form stands for a cell of the form in force, and how well the two agree.

The grades: A comparable, B comparable with a note, C not comparable. Cells of grade C are left out of
``crosswalk.tsv``, so that an indicator that needs one is NA for that form. Source: 国办发〔2014〕32号 beside the forms
of 2019 and 2021.
"""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

from analysis.words.indicators import NOTES


class Match(NamedTuple):
    """What stands for one cell of the newest form in an older one: signed cells, a grade, and a note zh / en."""

    cells: tuple[tuple[int, str], ...]
    grade: str
    zh: str = ""
    en: str = ""


def _read() -> dict[str, dict[str, Match]]:
    """The matches by form and cell of the form in force."""
    text = files("analysis.measures").joinpath("crosswalk.tsv").read_text(encoding="utf-8")
    table: dict[str, dict[str, Match]] = {}
    for form, key, older, grade, note in (line.split("\t") for line in text.splitlines() if line[0] != "#"):
        cells = tuple((-1 if cell[0] == "-" else 1, _in_full(cell.lstrip("-"))) for cell in older.split())
        table.setdefault(form, {})[key] = Match(cells, grade, *(NOTES[note] if note else ()))
    return table


def _in_full(cell: str) -> str:
    return cell if "/" in cell else f"statistics/{cell}/value"


MATCHES = _read()


def graded(matches: list[Match]) -> tuple[str, str, str]:
    """The lowest of the grades, and the notes in Chinese and English; A where the form asks for the very cells."""
    told = dict.fromkeys((match.zh, match.en) for match in matches if match.grade != "A")
    zh, en = ("; ".join(notes) for notes in zip(*told, strict=True)) if told else ("", "")
    return max((match.grade for match in matches), default="A"), zh, en
