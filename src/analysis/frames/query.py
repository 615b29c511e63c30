"""SQL over the store, without loading it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import StoreError
from analysis.frames import parts, snapshot
from analysis.frames.loading import is_usable, parts_of


def sql(query: str, data_dir: str | Path = "data/processed") -> pd.DataFrame:
    """The answer of DuckDB to a query over the frames of the store; needs the extra ``sql``.

    The tables are ``reports``, ``cells``, ``findings`` and ``sections``, as ``load`` gives them; those three also have
    ``year`` and the first two digits of the code as ``province``, by which parts are passed over. Raises ``StoreError``
    if there is no data.
    """
    import duckdb

    data = Path(data_dir)
    known = snapshot.current(data)
    if known is None or not is_usable(known):
        raise StoreError(f"There is no data in {data} that can be asked; run `gongkai ingest` first.")
    with duckdb.connect() as connection:
        _view(connection, "reports", [data / known["reports"][0]])
        for name in parts.PARTED:
            files = [data / part.path(name) for part in parts_of(known)]
            notes = [data / known["notes"][0]]
            _view(connection, name, files + notes if name == "findings" else files)
        answer: pd.DataFrame = connection.sql(query).df()
    return answer


def _view(connection: Any, name: str, files: list[Path]) -> None:
    listed = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
    of_path = "* REPLACE (try_cast(year AS INTEGER) AS year, nullif(province, 'none') AS province)"
    chosen, hive = (of_path, "true") if name in parts.PARTED else ("*", "false")
    types = ", hive_types_autocast = false" if name in parts.PARTED else ""
    source = f"read_parquet([{listed}], hive_partitioning = {hive}{types})"
    connection.execute(f"CREATE VIEW {name} AS SELECT {chosen} FROM {source}")  # noqa: S608
