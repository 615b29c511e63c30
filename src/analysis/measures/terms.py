"""What an indicator is made of: terms over cells, denominators with a name, and sums that the form does not print.

A term is a sign and a cell key ``table/row/column``. Row and column may name a sum of ``ROW_SUMS`` or ``COLUMN_SUMS``:
those are spelled out here, once, for each edition of the form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from analysis.errors import UnknownNameError
from analysis.forms import rows_in
from analysis.forms.groups import COURTS, GROUPS, ORGANISATIONS, OUTCOMES, REQUESTERS
from analysis.measures.crosswalk import MATCHES, Match
from analysis.words import Words

Kind = Literal["count", "proportion", "incidence", "ratio", "difference", "concentration"]
Term = tuple[int, str]
Terms = tuple[Term, ...]

BOTH = ("2019", "2021")
FORMS = ("2008", "2014", *BOTH)
POPULATION = "population"
# kind of an indicator -> what its fraction is multiplied with, and the unit, if it states no other
SCALES: dict[str, tuple[int, str]] = {
    "count": (1, "件"), "proportion": (100, "%"), "incidence": (100, "per 100"), "ratio": (1, ""),
    "difference": (100, "pp"), "concentration": (1, "0–1"),
}  # fmt: skip
TRACKS = {"review": "review", "litig_direct": "litigation_direct", "litig_after": "litigation_after_review"}
RESULTS = OUTCOMES

ROW_SUMS: dict[str, dict[str, tuple[str, ...]]] = {
    **{f"{group.code}_total": {form: rows_in(group.code, form) for form in BOTH} for group in GROUPS},
    "denied_grounds": {
        form: tuple(row for row in rows_in("denied", form) if row != "denied_admin_query") for form in BOTH
    },
    "litigation": dict.fromkeys(BOTH, COURTS),
}  # fmt: skip
COLUMN_SUMS: dict[str, tuple[str, ...]] = {
    "organisations": ORGANISATIONS,
    "concluded": tuple(result for result in RESULTS if result != "pending"),
    "upheld_or_corrected": ("upheld", "corrected"),
}
NOTHING = Words("", "")


class Basis(NamedTuple):
    """A denominator with a name: its code, what to call it in both languages, its terms; a count has none."""

    code: str = ""
    zh: str = "无"
    en: str = "none"
    terms: Terms = ()

    def of(self, column: str) -> Basis:
        """The same denominator in another column of table 三, such as that of a class of requesters."""
        return self._replace(
            terms=tuple((sign, f"{key.rpartition('/')[0]}/{column}") for sign, key in self.terms)
        )


@dataclass(frozen=True, init=False)
class Indicator:
    """One indicator: ``value = scale * numerator / denominator``; a count has no denominator.

    Numerator and denominator are terms, texts such as ``"requests/new_requests/total"`` (with a minus in front to
    subtract), or for the denominator a :class:`Basis`. ``kind`` decides the interval: proportion (Wilson), incidence
    (Poisson), difference (Newcombe), the others none; if not given, it is a proportion where there is a denominator
    and a count elsewhere. ``scale`` and ``unit`` follow from it. A difference is the first share minus the share in
    ``minus``. ``editions`` names the forms that can give the indicator; ``about`` says in a sentence what it tells,
    ``caveat`` what it does not. :func:`compute` and :func:`compare` take such an object beside the codes of the
    catalogue. Raises :class:`UnknownNameError` for a kind or an edition that there is not, and for a cell that none of
    the editions has.

    >>> own = Indicator("secret_rate", "国家秘密占办结", "state secrets, of decided",
    ...                 "requests/denied_state_secret/total", "requests/total_decided/total")
    >>> own.kind, own.unit, own.editions
    ('proportion', '%', ('2019', '2021'))
    """

    code: str
    zh: str
    en: str
    numerator: Terms
    basis: Basis
    kind: Kind
    scale: int
    unit: str
    editions: tuple[str, ...]
    about: Words
    caveat: Words
    minus: tuple[Terms, Terms] | None

    def __init__(
        self,
        code: str,
        zh: str,
        en: str,
        numerator: Terms | str | Iterable[str],
        denominator: Basis | Terms | str | Iterable[str] = (),
        *,
        kind: Kind | None = None,
        scale: int | None = None,
        unit: str | None = None,
        editions: tuple[str, ...] = BOTH,
        about: Words = NOTHING,
        caveat: Words = NOTHING,
        minus: tuple[Terms, Terms] | None = None,
    ) -> None:
        """State the indicator; what is not given follows from the kind."""
        basis = (
            denominator
            if isinstance(denominator, Basis)
            else Basis("own", "自定", "own", terms_of(denominator))
        )
        basis = basis if basis.terms else Basis()
        sort = kind or ("proportion" if basis.terms else "count")
        if sort not in SCALES:
            raise UnknownNameError(f"{sort!r} is no kind of indicator; give one of: {', '.join(SCALES)}.")
        usual = SCALES[sort]
        given = {
            "code": code, "zh": zh, "en": en, "numerator": terms_of(numerator), "basis": basis, "kind": sort,
            "scale": usual[0] if scale is None else scale, "unit": usual[1] if unit is None else unit,
            "editions": tuple(editions), "about": about, "caveat": caveat, "minus": minus,
        }  # fmt: skip
        for name, value in given.items():
            object.__setattr__(self, name, value)

    @property
    def denominator(self) -> Terms:
        """The terms of the denominator; none for a count."""
        return self.basis.terms

    @property
    def sides(self) -> tuple[Terms, ...]:
        """All numerators and denominators."""
        return (self.numerator, self.denominator, *(self.minus or ()))

    def label(self, lang: str = "zh") -> str:
        """The name in Chinese (``zh``) or English (``en``)."""
        return self.zh if lang == "zh" else self.en

    def over(self, basis: Basis, minus: tuple[Terms, Terms] | None) -> Indicator:
        """The same indicator over another denominator."""
        return Indicator(
            self.code, self.zh, self.en, self.numerator, basis, kind=self.kind, scale=self.scale, unit=self.unit,
            editions=self.editions, about=self.about, caveat=self.caveat, minus=minus,
        )  # fmt: skip


def terms_of(given: Terms | str | Iterable[str]) -> Terms:
    """Terms as they are, or from texts; a minus in front subtracts."""
    parts: Iterable[Term | str] = (given,) if isinstance(given, str) else given
    return tuple(_term(part) for part in parts)


def _term(part: Term | str) -> Term:
    return part if not isinstance(part, str) else (-1 if part[0] == "-" else 1, part.lstrip("-"))


def cells(text: str) -> Terms:
    """Terms of a text of cells with blanks between, a minus before those that are subtracted.

    A word alone is short for a row of table 三 in its column of totals, or of the statistics table of 2014.

    >>> cells("granted_full -remedies/review/total s14_staff")
    ((1, 'requests/granted_full/total'), (-1, 'remedies/review/total'), (1, 'statistics/s14_staff/value'))
    """
    return tuple((sign, _in_full(key)) for sign, key in terms_of(text.split()))


def _in_full(key: str) -> str:
    if "/" in key or key == POPULATION:
        return key
    return f"statistics/{key}/value" if key.startswith("s14_") else f"requests/{key}/total"


def spell_out(key: str, edition: str) -> Terms:
    """The signed cells of the form that a key stands for: itself, its match in an older form, or its parts."""
    if key == POPULATION:
        return ((1, key),)
    table, row, column = key.split("/")
    matches = MATCHES.get(edition, {})
    if key in matches:
        return matches[key].cells
    found: list[Term] = []
    for part in COLUMN_SUMS.get(column, (column,)):
        whole = f"{table}/{row}/{part}"
        rows = ROW_SUMS.get(row, {}).get(edition, (row,))
        found += (
            matches[whole].cells if whole in matches else [(1, f"{table}/{name}/{part}") for name in rows]
        )
    return tuple(found)


def expand(key: str, edition: str) -> tuple[str, ...]:
    """The cells that :func:`spell_out` names, without their signs."""
    return tuple(cell for _, cell in spell_out(key, edition))


def matches_of(indicator: Indicator, edition: str) -> list[Match]:
    """What stands in an older form for the cells of an indicator, each once, where they are not the form's own."""
    known = MATCHES.get(edition, {})
    found: dict[Match, None] = {}
    for side in indicator.sides:
        for _, key in side:
            table, _, rest = key.partition("/")
            row, _, column = rest.partition("/")
            parts = (
                [key]
                if key in known
                else [f"{table}/{row}/{one}" for one in COLUMN_SUMS.get(column, (column,))]
            )
            found |= dict.fromkeys(known[part] for part in parts if part in known)
    return list(found)


__all__ = [
    "BOTH", "COLUMN_SUMS", "COURTS", "FORMS", "ORGANISATIONS", "POPULATION", "REQUESTERS", "RESULTS", "ROW_SUMS",
    "SCALES", "TRACKS", "Basis", "Indicator", "Kind", "Term", "Terms", "cells", "expand", "matches_of", "spell_out",
    "terms_of",
]  # fmt: skip
