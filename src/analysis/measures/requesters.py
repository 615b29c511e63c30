"""Indicators by class of requester, which table 三 asks in its columns."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.forms.groups import REQUESTERS
from analysis.measures.catalogue import find
from analysis.measures.indicators import COLUMNS, compute
from analysis.measures.terms import Indicator

NOT_BY_CLASS = "not asked by class of requester"


def by_requester(
    cells: pd.DataFrame, about: pd.DataFrame, codes: list[Indicator] | None, options: dict[str, Any]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Facts of each group and class of requester: the column of the class takes the place of the total.

    ``options`` are those of :func:`compute`. Indicators that table 三 does not ask by class are NA and say so.
    """
    cells = cells[cells["table"] == "requests"]
    parts = [
        cells[cells["column"] == who].assign(
            report_id=cells["report_id"] + f"|{who}",
            column=pd.Series("total", index=cells.index, dtype="string"),
        )
        for who in REQUESTERS
    ]
    facts = compute(pd.concat(parts), codes, **options)
    other = [code for code in facts["indicator"].unique() if not _by_class(code)]
    away = facts["indicator"].isin(other)
    facts = facts.assign(
        reason=facts["reason"].mask(away, NOT_BY_CLASS), status=facts["status"].mask(away, "na")
    )
    facts[list(COLUMNS)] = facts[list(COLUMNS)].mask(away)
    about = about.merge(pd.DataFrame({"requester": REQUESTERS}, dtype="string"), how="cross")
    about["group"] = about["group"] + "|" + about["requester"]
    at = about.columns.get_loc("year")
    about.insert(int(at), "requester", about.pop("requester"))  # type: ignore[arg-type]
    return facts, about


def _by_class(code: str) -> bool:
    """Whether every term of the indicator stands in table 三 under a class of requester too."""
    return all(
        key.startswith("requests/") and key.endswith("/total") for side in find(code).sides for _, key in side
    )
