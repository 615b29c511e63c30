"""The indicators, read from ``indicators.tsv``: what is divided by what, what each says and does not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import cast

from analysis.errors import UnknownNameError
from analysis.forms import EDITIONS, SHORT, rows_in
from analysis.measures.bases import BASES
from analysis.measures.catalogue.requesters import CLASSES
from analysis.measures.terms import (
    BOTH,
    FORMS,
    POPULATION,
    RESULTS,
    TRACKS,
    Basis,
    Indicator,
    Kind,
    cells,
    expand,
)
from analysis.words import Words
from analysis.words.indicators import CASES, CHANNELS, ENDED, INDICATOR_GROUPS

GROUND_NAMES = {row.removeprefix("denied_"): SHORT[row] for row in rows_in("denied")}
# grounds that the older forms ask for too
_OLD_GROUNDS = ("state_secret", "security_stability", "third_party")
# what a line of the table with a name in ``each`` is repeated for: the words that take the place of {…}
FAMILIES: dict[str, list[dict[str, str | Words]]] = {
    "grounds": [
        {"code": code, "name": name, "forms": " ".join(FORMS if code in _OLD_GROUNDS else BOTH)}
        for code, name in GROUND_NAMES.items()
    ],
    "channels": [{"code": code, "name": name} for code, name in CHANNELS.items()],
    "requesters": [{"code": code, "column": column, "name": SHORT[column]} for code, column in CLASSES.items()],
    "results": [
        {"code": track, "row": row, "name": SHORT[row], "cases": CASES[track], "result": result,
         "result_name": SHORT[result], "ended": ENDED[result]}
        for track, row in TRACKS.items()
        for result in RESULTS
    ],
}  # fmt: skip


def _read() -> Iterator[tuple[str, Indicator]]:
    """The lines of the table as indicators, each with its group."""
    text = files("analysis.measures.catalogue").joinpath("indicators.tsv").read_text(encoding="utf-8")
    head, *rows = (line.split("\t") for line in text.splitlines() if line[0] != "#")
    for row in rows:
        line = dict(zip(head, row, strict=True))
        for words in FAMILIES.get(line["each"], [{}]):
            yield line["group"], _indicator({name: cell.format(**words) for name, cell in line.items()})


def _indicator(line: dict[str, str]) -> Indicator:
    """One line of the table; an empty field is left to follow from the others."""
    top, _, less_top = line["numerator"].partition(" vs ")
    bottom, _, less_bottom = line["denominator"].partition(" vs ")
    name, _, own = bottom.partition("=")
    basis = BASES[name] if name else Basis()
    return Indicator(
        line["code"], line["zh"], line["en"], cells(top), basis._replace(terms=cells(own)) if own else basis,
        kind=cast("Kind | None", line["kind"] or None),
        scale=int(line["scale"]) if line["scale"] else None, unit=line["unit"] or None,
        editions=tuple(line["forms"].split()) or BOTH, about=Words(line["about_zh"], line["about_en"]),
        caveat=Words(line["caveat_zh"], line["caveat_en"]),
        minus=(cells(less_top), cells(less_bottom)) if less_top else None,
    )  # fmt: skip


_GROUPED = list(_read())
# code -> name of the group zh, en, its indicators; the order is that of the printed catalogue
GROUPS: dict[str, tuple[str, str, tuple[Indicator, ...]]] = {
    group: (*name, tuple(item for at, item in _GROUPED if at == group)) for group, name in INDICATOR_GROUPS.items()
}  # fmt: skip
CATALOGUE: dict[str, Indicator] = {indicator.code: indicator for _, indicator in _GROUPED}
_OWN: dict[str, Indicator] = {}
_CELLS = {
    form.code: {str(key) for block in form.blocks for line in block.lines for key in line.keys} for form in EDITIONS
}  # fmt: skip
__all__ = ["CATALOGUE", "GROUND_NAMES", "GROUPS", "find", "known", "resolve"]


def known() -> dict[str, Indicator]:
    """All indicators by code: those of the catalogue, and those that a user has given to :func:`resolve`."""
    return CATALOGUE | _OWN


def find(code: str | Indicator) -> Indicator:
    """The indicator of a code: of the catalogue, or one of the user's that was computed before.

    Raises :class:`UnknownNameError` with the nearest known codes.

    >>> find("review_corr").label("en")
    'reviews corrected, of concluded'
    """
    from difflib import get_close_matches

    if isinstance(code, Indicator):
        return code
    every = known()
    if code not in every:
        near = ", ".join(get_close_matches(str(code), every, 3, 0.4)) or ", ".join(every)
        raise UnknownNameError(f"{code!r} is not an indicator; did you mean one of: {near}?")
    return every[code]


def resolve(codes: str | Indicator | Iterable[str | Indicator]) -> list[Indicator]:
    """Codes and own indicators as indicators; own ones are known by their code from then on.

    Raises :class:`UnknownNameError` for an unknown code, for something that is neither a code nor an indicator, and for
    an own indicator that has the code of another one of the catalogue, or a cell that no edition of it has.
    """
    given = [codes] if isinstance(codes, str | Indicator) else list(codes)
    for item in given:
        if isinstance(item, Indicator):
            if item.code in CATALOGUE and item != CATALOGUE[item.code]:
                raise UnknownNameError(
                    f"{item.code!r} is a code of the catalogue; give your indicator another one."
                )
            _check_cells(item)
            _OWN.update({} if item.code in CATALOGUE else {item.code: item})
        elif not isinstance(item, str):
            raise UnknownNameError(
                f"{item!r} is a {type(item).__name__}; give codes of the catalogue, such as 'disclosure_rate', or "
                "Indicator objects."
            )
    return [find(item) for item in given]


def _check_cells(item: Indicator) -> None:
    """Refuse an indicator with a cell that its editions do not have."""
    for form in item.editions:
        if form not in _CELLS:
            raise UnknownNameError(f"{form!r} is no edition of the form; give one of: {', '.join(_CELLS)}.")
        for side in item.sides:
            for _, key in side:
                lost = [] if key == POPULATION else _lacking(key, form)
                if lost:
                    raise UnknownNameError(
                        f"{item.code}: the form of {form} has no cell {lost[0]!r}; cells are named table/row/column, "
                        "such as 'requests/granted_full/total' (gongkai export writes them all into form_cells.csv)."
                    )


def _lacking(key: str, form: str) -> list[str]:
    if key.count("/") != 2:
        return [key]
    return [cell for cell in expand(key, form) if cell not in _CELLS[form]]
