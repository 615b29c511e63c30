"""How new requests grew against the year before, for the table on demand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.measures import change
from analysis.pages.html import Content, Pair, pick, span
from analysis.pages.selection import RegionPage

VOLUME = "req_new"


def growth(page: RegionPage) -> dict[str, Content]:
    """The growth of new requests in per cent with its interval, by report; why there is none where there is none.

    The governments of the page's level are followed by place, other bodies by their own identity. Nothing is said
    across a new form or law, or where the year before is not there.
    """
    government = page.shown_rule == "government"
    facts = page.series if government else page.compared
    facts = facts[(facts["indicator"] == VOLUME) & facts["year"].notna()]
    if facts.empty:
        return {}
    unit = ["unit"] if government else ["body_id", "scope"]
    changes = change(facts, unit=unit, lang=page.lang)
    if changes.empty:
        return {}
    keys = [*unit, "year"]
    known = facts[["report_id", *keys]].merge(changes.drop_duplicates(keys), on=keys)
    return {row["report_id"]: _shown(page, row) for row in known.astype(object).to_dict("records")}


def _shown(page: RegionPage, row: dict[Any, Any]) -> Content:
    if row["status"] != "ok":
        broken = pd.notna(row["break"]) and row["break"] != ""
        return ("—", pick(page, BROKEN if broken else NO_CHANGE))
    low, high = (100 * float(np.expm1(row[end])) for end in ("low", "high"))
    return (f"{row['percent']:+,.1f} %".replace("-", "−"), span(page, low, high))


BROKEN: Pair = ("表式或法律变了", "another form or law")
NO_CHANGE: Pair = ("不可比", "cannot be compared")
