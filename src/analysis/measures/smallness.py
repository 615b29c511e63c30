"""The rules for small numbers, stated once: what is shown grey, what is not ranked, who asks almost alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.measures.catalogue.requesters import CLASSES

GREY_BELOW = 10  # cases: a share of fewer is shown grey, for orientation only
RANK_BELOW = 30  # cases: a share of fewer has no rank
DOMINANT_SHARE = 80.0  # per cent of new requests that come from one class of requester
SHARES = tuple(f"{who}_share" for who in CLASSES)


def grey(n: ArrayLike) -> NDArray[np.bool_]:
    """Where a share stands on fewer than ``GREY_BELOW`` cases; false where ``n`` is not known.

    >>> grey([3, 10, None]).tolist()
    [True, False, False]
    """
    return np.asarray(np.asarray(n, dtype=float) < GREY_BELOW)


def rankable(n: ArrayLike) -> NDArray[np.bool_]:
    """Where a share stands on at least ``RANK_BELOW`` cases; false where ``n`` is not known.

    >>> rankable([10, 30]).tolist()
    [False, True]
    """
    return np.asarray(np.asarray(n, dtype=float) >= RANK_BELOW)


def mark_small(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts with two columns more: ``grey`` and ``rankable`` (boolean, NA where there is no ``n``).

    >>> from analysis.charts.example import places
    >>> mark_small(places(4))[["n", "grey", "rankable"]].values.tolist()
    [[16, False, False], [7, True, False], [38, False, True], [103, False, True]]
    """
    n = facts["n"].to_numpy(dtype=float, na_value=np.nan)
    marks = {"grey": grey(n), "rankable": rankable(n)}
    columns = {
        name: pd.Series(mark, facts.index, "boolean").mask(np.isnan(n)) for name, mark in marks.items()
    }
    return facts.assign(**columns)


def dominance(facts: pd.DataFrame) -> pd.DataFrame:
    """The class of requester with the largest share in each report, and whether it asks almost alone.

    ``facts`` hold the six shares of requesters of :func:`compute`. One row a report: ``report_id``,
    ``requester`` (code of the share), ``share`` (%), ``n`` (new requests), ``dominated`` (boolean: one class has
    80 % or more of at least ten; NA if a share is not known). Such requests are not independent events.

    >>> import pandas as pd
    >>> shares = [4.0, 0, 0, 0, 96, 0]
    >>> facts = pd.DataFrame({"report_id": "r", "indicator": SHARES, "value": shares, "n": 25})
    >>> dominance(facts)[["requester", "share", "dominated"]].values.tolist()
    [['legal_service_share', 96.0, True]]
    """
    shares = facts[facts["indicator"].isin(SHARES)]
    table = shares.pivot(index="report_id", columns="indicator", values="value").reindex(columns=list(SHARES))
    values = table.to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(values).any(axis=1)
    first = np.where(np.isnan(values), -1.0, values).argmax(axis=1)
    share = np.where(known, values[np.arange(len(values)), first] if len(values) else 0.0, np.nan)
    n = shares.drop_duplicates("report_id").set_index("report_id")["n"].reindex(table.index)
    who = pd.Series(np.array(SHARES, dtype=object)[first], index=table.index, dtype="string").where(known)
    enough = n.to_numpy(dtype=float, na_value=np.nan) >= GREY_BELOW
    dominated = pd.Series((share >= DOMINANT_SHARE) & enough, index=table.index, dtype="boolean").where(known)
    columns = {"requester": who, "share": pd.Series(share, table.index).astype("Float64"), "n": n}
    return pd.DataFrame({**columns, "dominated": dominated}).reset_index()
