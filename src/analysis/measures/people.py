"""Resident population by place: the provinces from the census of 2020, all below from a table of the user.

Source of the provinces: seventh national census, bulletin no. 3 of the National Bureau of Statistics, 11 May
2021 (第七次全国人口普查公报第三号): residents at 1 November 2020, without the armed forces.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import pandas as pd

from analysis.errors import TableError
from analysis.measures.strata import need

CENSUS = "census 2020, bulletin no. 3"
CENSUS_YEAR = 2020
COLUMNS = ("region_code", "year", "population")
AGGREGATE = "government_aggregate"
DTYPES = {"region_code": "string", "year": "Int64", "population": "Float64"}


@cache
def census() -> pd.DataFrame:
    """Residents of the 31 provinces at the census of 2020: ``region_code``, ``year``, ``population``."""
    text = files("analysis.measures") / "population_2020.csv"
    with text.open(encoding="utf-8") as file:
        table = pd.read_csv(file, dtype={"region_code": "string", "population": "Float64"})
    return table.assign(year=CENSUS_YEAR)[list(COLUMNS)].astype(DTYPES)


def read_population(table: str | Path | pd.DataFrame) -> pd.DataFrame:
    """A user's table of people by place and year, checked: ``region_code``, ``year``, ``population``.

    Takes a CSV file (UTF-8, with a head line; a line that begins with # is a comment) or a frame.
    Raises :class:`TableError` for a file that cannot be read, a column that is lacking, a code that is not of 6,
    9 or 12 digits, a year or a number that is none, a population that is not above 0, or a place given twice
    for one year.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"region_code": ["320800"], "year": [2020], "population": [4556230]})
    >>> read_population(table).values.tolist()
    [['320800', 2020, 4556230.0]]
    """
    name = "the frame" if isinstance(table, pd.DataFrame) else str(table)
    found = table if isinstance(table, pd.DataFrame) else _read_csv(Path(table))
    lacking = [column for column in COLUMNS if column not in found.columns]
    if lacking:
        raise TableError(f"{name} has no column {lacking[0]!r}; it needs region_code, year and population.")
    found = found[list(COLUMNS)]
    codes = found["region_code"].astype("string").str.strip()
    _refuse(
        name, ~codes.str.fullmatch(r"\d{6}(\d{3}){0,2}").fillna(False), "region_code", "6, 9 or 12 digits"
    )
    years = pd.to_numeric(found["year"], errors="coerce").astype("Float64")
    _refuse(
        name, ~(years.between(1949, 2100) & (years % 1 == 0)).fillna(False), "year", "a year such as 2020"
    )
    people = pd.to_numeric(found["population"], errors="coerce").astype("Float64")
    _refuse(name, ~(people > 0).fillna(False), "population", "a number above 0, without separators")
    checked = pd.DataFrame({"region_code": codes, "year": years, "population": people}).astype(DTYPES)
    _refuse(name, checked.duplicated(["region_code", "year"]), "region_code", "one row for a place and year")
    return checked


def _read_csv(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype="string", comment="#", encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise TableError(
            f"{path} cannot be read as a table ({type(error).__name__}); give a CSV file in UTF-8 with the columns "
            "region_code, year and population."
        ) from error


def _refuse(name: str, wrong: pd.Series, column: str, wanted: str) -> None:
    """Raise for the first row that is wrong, counted from 1 below the head line."""
    rows = wrong.to_numpy(dtype=bool).nonzero()[0]
    if len(rows):
        raise TableError(
            f"Row {rows[0] + 1} of {name} has a {column} that cannot be used; it needs {wanted}."
        )


def population(reports: pd.DataFrame, table: str | Path | pd.DataFrame | None = None) -> pd.DataFrame:
    """People of the place of each report, for indicators per head: one row a report.

    ``reports`` is the frame of that name, ``table`` a user's file or frame (:func:`read_population`), such as
    ``data/population.csv``. Columns: ``report_id``, ``population``, ``population_year``, ``population_source`` and
    ``reason`` where there is no figure. Only reports of a government with all below it have people: the figures of
    one office do not stand for a place. The table's figure nearest in time is used (of two as near, the earlier
    one); provinces without one have that of the census of 2020; no other place has a figure of its own.

    >>> import pandas as pd
    >>> reports = pd.DataFrame({"report_id": ["r"], "region_code": ["320000"], "year": [2023]}).assign(
    ...     scope="government_aggregate")
    >>> population(reports)[["population", "population_year"]].values.tolist()
    [[84748016.0, 2020]]
    """
    need(reports, ["report_id", "region_code", "scope", "year"])
    known = census().assign(source=CENSUS, order=1)
    if table is not None:
        label = "table of the user" if isinstance(table, pd.DataFrame) else Path(table).name
        known = pd.concat([read_population(table).assign(source=label, order=0), known], ignore_index=True)
    known = known.rename(columns={"year": "population_year"})
    asked = reports[["report_id", "region_code", "scope", "year"]]
    asked = asked[(asked["scope"] == AGGREGATE) & asked["year"].notna() & asked["region_code"].notna()]
    pairs = asked.merge(known, on="region_code")
    pairs["apart"] = (pairs["population_year"] - pairs["year"]).abs()
    pairs = pairs.sort_values(["order", "apart", "population_year"]).drop_duplicates("report_id")
    pairs = pairs.rename(columns={"source": "population_source"}).set_index("report_id")
    columns = ["population", "population_year", "population_source"]
    frame = pairs[columns].reindex(reports["report_id"]).reset_index(names="report_id")
    codes = reports["region_code"].reset_index(drop=True).astype("string")
    reason = ("no population is known for " + codes).fillna("its place has no code")
    reason = reason.mask(reports["year"].isna().to_numpy(dtype=bool), "its year is not known")
    scope = reports["scope"].reset_index(drop=True).astype("string")
    reason = reason.mask(
        scope != AGGREGATE, "per head only for a government with all below it, not for " + scope
    )
    kinds = {"report_id": "string", "population_year": "Int64", "population_source": "string"}
    return frame.assign(reason=reason.mask(frame["population"].notna())).astype(kinds)


def people_of(members: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """The people of all reports of each group; none if they are not known for one of them."""
    known = members[["group", "report_id"]].merge(population, on="report_id", how="left")
    lacking = known["population"].isna()
    reasons = known[lacking].drop_duplicates("group").set_index("group")["reason"]
    sums = known.groupby("group", sort=False)["population"].sum()
    sums = sums.mask(sums.index.isin(reasons.index))
    frame = pd.DataFrame({"population": sums, "reason": reasons.reindex(sums.index)})
    return frame.reset_index(names="report_id")
