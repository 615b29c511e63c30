"""Where figures stop being comparable: new forms of the report, and new law behind the figures."""

from __future__ import annotations

from typing import Literal, NamedTuple

import pandas as pd

from analysis.errors import ComparisonError
from analysis.measures.catalogue import find
from analysis.measures.strata import need

ALL_TABLES = ("proactive", "requests", "remedies", "statistics", "population")


class Break(NamedTuple):
    """A break before the figures of ``year``: a new form or a new law, for the tables named."""

    year: int
    kind: Literal["form", "law"]
    tables: tuple[str, ...]
    edition: str
    zh: str
    en: str
    source: str


BREAKS = (
    Break(2014, "form", ALL_TABLES, "2014", "2014年启用全国统一统计表", "first national statistics table, 2014",
          "国办发〔2014〕32号"),
    Break(2019, "form", ALL_TABLES, "2019", "2019年启用新年报格式", "new form of 2019", "国办公开办函〔2019〕60号"),
    Break(2019, "law", ("requests", "remedies"), "", "2019年5月15日新条例施行",
          "revised regulation in force since 15 May 2019", "政府信息公开条例（国务院令第711号）"),
    Break(2021, "form", ALL_TABLES, "2021", "2021年启用新年报格式", "new form of 2021", "国办公开办函〔2021〕30号"),
    Break(2024, "law", ("remedies",), "", "2024年1月1日新行政复议法施行",
          "revised administrative review law in force since 1 January 2024", "行政复议法（2023年修订）"),
)  # fmt: skip
COLUMNS = ("indicator", "year_from", "year", "edition_from", "edition")


def tables_of(code: str) -> set[str]:
    """The tables that an indicator stands on."""
    return {key.partition("/")[0] for side in find(code).sides for _, key in side}


def break_between(
    code: str,
    year_from: int,
    year: int,
    edition_from: str | None = None,
    edition: str | None = None,
    lang: str = "zh",
) -> str:
    """The breaks between two figures of an indicator, in words; empty if there is none.

    The form counts as changed where the two editions differ; where one is not known, the years decide.

    >>> break_between("review_inc", 2023, 2024, lang="en")
    'revised administrative review law in force since 1 January 2024'
    >>> break_between("req_new", 2022, 2023)
    ''
    """
    first, last = sorted((year_from, year))
    tables = tables_of(code)
    known = bool(edition_from) and bool(edition)
    found = []
    for item in BREAKS:
        crossed = first < item.year <= last
        if item.kind == "form" and known:
            older, newer = sorted((str(edition_from), str(edition)))
            crossed = older < item.edition <= newer
        if crossed and tables & set(item.tables):
            found.append(item.zh if lang == "zh" else item.en)
    return "; ".join(found)


def breaks_of(pairs: pd.DataFrame, lang: str = "zh") -> pd.Series:
    """The breaks of many pairs: a frame with ``indicator, year_from, year, edition_from, edition``."""
    need(pairs, COLUMNS)
    unlike = pairs[list(COLUMNS)].drop_duplicates().dropna(subset=["year_from", "year"])
    words = [
        break_between(code, int(first), int(last), _word(form_from), _word(form), lang)
        for code, first, last, form_from, form in unlike.itertuples(index=False, name=None)
    ]
    known = unlike.assign(words=pd.Series(words, index=unlike.index, dtype="string"))
    joined = pairs[list(COLUMNS)].merge(known, on=list(COLUMNS), how="left")["words"]
    return joined.fillna("").set_axis(pairs.index)


def _word(edition: object) -> str | None:
    return None if pd.isna(edition) else str(edition)  # type: ignore[call-overload]


def refuse(words: str, allowed: bool) -> None:
    """Raise :class:`ComparisonError` for a break that the caller did not allow."""
    if words and not allowed:
        raise ComparisonError(
            f"The figures lie on two sides of a break ({words}); give allow_breaks=True to compare them all the "
            "same, and show the break beside the result."
        )
