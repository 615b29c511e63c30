"""What an indicator is made of: terms over cells, and the sums of cells that the form itself does not print.

A term is a coefficient and a cell key ``table/row/column``. Row and column may name a sum of ``ROW_SUMS`` or
``COLUMN_SUMS``: those are spelled out here, once, for each edition of the form.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from analysis.measures.crosswalk import MATCHES

Kind = Literal["count", "proportion", "incidence", "ratio", "difference", "concentration"]
Term = tuple[int, str]
Terms = tuple[Term, ...]

BOTH = ("2019", "2021")
FORMS = ("2014", *BOTH)
POPULATION = "population"

DENIED = tuple(
    f"denied_{ground}"
    for ground in (
        "state_secret",
        "law_prohibits",
        "security_stability",
        "third_party",
        "internal_affairs",
        "process_info",
        "enforcement_file",
        "admin_query",
    )
)
UNABLE = ("unable_not_held", "unable_no_existing", "unable_unclear")
REJECTED = tuple(f"rejected_{why}" for why in ("petition", "repeat", "publication", "massive", "confirm"))
TRACKS = {"review": "review", "litig_direct": "litigation_direct", "litig_after": "litigation_after_review"}
COURTS = ("litigation_direct", "litigation_after_review")
OTHER = {"2019": ("other_handling",), "2021": ("other_overdue_correction", "other_overdue_fee", "other_misc")}
ORGANISATIONS = ("org_business", "org_research", "org_public_interest", "org_legal_service", "org_other")
REQUESTERS = ("natural_person", *ORGANISATIONS)
RESULTS = ("upheld", "corrected", "other", "pending")

ROW_SUMS: dict[str, dict[str, tuple[str, ...]]] = {
    "denied_total": dict.fromkeys(BOTH, DENIED),
    "unable_total": dict.fromkeys(BOTH, UNABLE),
    "rejected_total": dict.fromkeys(BOTH, REJECTED),
    "other_total": OTHER,
    "litigation": dict.fromkeys(BOTH, COURTS),
}
COLUMN_SUMS: dict[str, tuple[str, ...]] = {
    "organisations": ORGANISATIONS,
    "concluded": ("upheld", "corrected", "other"),
    "upheld_or_corrected": ("upheld", "corrected"),
}


class Indicator(NamedTuple):
    """One indicator: ``value = scale * numerator / denominator``; a count has no denominator.

    ``kind`` decides the interval: proportion (Wilson), incidence (Poisson), difference (Newcombe), the others
    none. A difference is the first share minus the share in ``minus``. ``editions`` names the forms that can
    give the indicator.
    """

    code: str
    zh: str
    en: str
    numerator: Terms
    denominator: Terms = ()
    kind: Kind = "proportion"
    scale: int = 100
    unit: str = "%"
    editions: tuple[str, ...] = BOTH
    caveat: str = ""
    minus: tuple[Terms, Terms] | None = None

    def label(self, lang: str = "zh") -> str:
        """The name in Chinese (``zh``) or English (``en``)."""
        return self.zh if lang == "zh" else self.en


def requests(*rows: str, column: str = "total") -> Terms:
    """Terms of table 三: the given rows, each once, in one column; a leading minus subtracts."""
    return tuple((-1 if row[0] == "-" else 1, f"requests/{row.lstrip('-')}/{column}") for row in rows)


def remedies(rows: tuple[str, ...], column: str) -> Terms:
    """Terms of table 四: one column of the given tracks."""
    return tuple((1, f"remedies/{row}/{column}") for row in rows)


def proactive(row: str, *columns: str) -> Terms:
    """Terms of table 二: the given columns of one row."""
    return tuple((1, f"proactive/{row}/{column}") for column in columns)


def spell_out(key: str, edition: str) -> Terms:
    """The signed cells of the form that a key stands for: itself, its match in an older form, or its parts."""
    table, row, column = key.split("/") if key != POPULATION else (key, "", "")
    matches = MATCHES.get(edition, {})
    columns = COLUMN_SUMS.get(column, (column,))
    found: list[Term] = []
    for part in columns:
        whole = f"{table}/{row}/{part}"
        if whole in matches:
            found += matches[whole].cells
        else:
            rows = ROW_SUMS.get(row, {}).get(edition, (row,))
            found += [(1, f"{table}/{name}/{part}") for name in rows]
    return tuple(found) if key != POPULATION else ((1, key),)


def expand(key: str, edition: str) -> tuple[str, ...]:
    """The cells that :func:`spell_out` names, without their signs."""
    return tuple(cell for _, cell in spell_out(key, edition))
