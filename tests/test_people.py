"""Population: the census of the provinces, the user's table, and who has none."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import TableError
from analysis.measures import compute, population, read_population
from analysis.measures.people import census
from golden import GOLDEN
from test_measures import HUAIAN, cells_of


def reports_of(*rows: tuple[str, str | None, str, int | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["report_id", "region_code", "scope", "year"])
    return frame.astype({"report_id": "string", "region_code": "string", "scope": "string", "year": "Int64"})


def test_the_provinces_add_up_to_the_bulletin() -> None:
    """Bulletin no. 3 of the seventh census: 1,409,778,724 residents in 31 provinces (2,000,000 servicemen apart)."""
    table = census()
    assert len(table) == 31
    assert table["population"].sum() == 1_409_778_724
    assert table.set_index("region_code").loc["440000", "population"] == 126_012_510


def test_only_the_aggregate_of_a_known_place_has_people() -> None:
    found = population(
        reports_of(
            ("a", "320000", "government_aggregate", 2024),
            ("b", "320000", "own_body", 2024),
            ("c", "320800", "government_aggregate", 2024),
            ("d", None, "government_aggregate", 2024),
            ("e", "660000", "government_aggregate", 2024),
            ("f", "320000", "government_aggregate", None),
        )
    ).set_index("report_id")
    assert found["population"].tolist() == [84_748_016] + [pd.NA] * 5
    assert found.loc["a", ["population_year", "population_source"]].tolist() == [
        2020,
        "census 2020, bulletin no. 3",
    ]
    assert found["reason"].isna().tolist() == [True] + [False] * 5
    assert "own_body" in found.loc["b", "reason"]
    assert found.loc["c", "reason"] == "no population is known for 320800"
    assert found.loc["e", "reason"] == "no population is known for 660000"
    assert found.loc["f", "reason"] == "its year is not known"


def test_the_users_table_goes_first_and_the_nearest_year_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "population.csv"
    file.write_text("# 常住人口\nregion_code,year,population\n320800,2020,4556230\n320800,2023,4550000\n"
                    "320000,2022,85150000\n", encoding="utf-8-sig")  # fmt: skip
    asked = reports_of(
        ("a", "320800", "government_aggregate", 2021),
        ("b", "320800", "government_aggregate", 2024),
        ("c", "320000", "government_aggregate", 2020),
    )
    found = population(asked, file)
    assert found["population"].tolist() == [4_556_230, 4_550_000, 85_150_000]
    assert found["population_source"].tolist() == ["population.csv"] * 3


def test_per_head_with_the_frame_and_its_reasons() -> None:
    cells = pd.concat([cells_of("a", GOLDEN[HUAIAN]), cells_of("b", GOLDEN[HUAIAN])])
    people = population(
        reports_of(("a", "320800", "government_aggregate", 2024), ("b", "320800", "own_body", 2024)),
        pd.DataFrame({"region_code": ["320800"], "year": [2020], "population": [4_556_230]}),
    )
    facts = compute(cells, ["req_per_100k"], population=people)
    assert facts["value"][0] == pytest.approx(3119 / 45.5623)
    assert facts["reason"][1].startswith("population: per head only for a government")
    assert facts["basis"].tolist() == ["population"] * 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("region_code,population\n320800,1\n", "year"),
        ("region_code,year,population\n3208,2020,1\n", "6, 9 or 12 digits"),
        ("region_code,year,population\n320800,twenty,1\n", "a year"),
        ("region_code,year,population\n320800,2020.5,1\n", "a year"),
        ("region_code,year,population\n320800,2020,\n", "above 0"),
        ('region_code,year,population\n320800,2020,"4,556,230"\n', "without separators"),
        ("region_code,year,population\n320800,2020,1\n320800,2020,2\n", "Row 2"),
        ("", "CSV"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_its_row(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "population.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=why):
        read_population(file)


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        read_population(tmp_path / "none.csv")
