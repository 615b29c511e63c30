"""The like of a report, and where it stands among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import ComparisonError, UnknownNameError
from analysis.frames.which import counts
from analysis.measures.catalogue import find
from analysis.measures.smallness import GREY_BELOW
from analysis.measures.strata import need, numbers

ALIKE = ("level", "body_type", "year", "scope")
MIN_PEERS = 5
QUANTILES = {"p10": 0.1, "p25": 0.25, "median": 0.5, "p75": 0.75, "p90": 0.9}
BANDS = ("below p10", "p10 to p25", "p25 to p75", "p75 to p90", "above p90")
SHARES = ("proportion", "incidence", "difference")


def peers(
    reports: pd.DataFrame,
    focus: str,
    facts: pd.DataFrame,
    *,
    k: int = 15,
    named: Iterable[str] | None = None,
    volume: str = "req_new",
) -> pd.DataFrame:
    """The reports that a report may be set beside, the nearest in volume first.

    Alike are reports of other bodies of the same level, type of body, year, scope, and edition of table 三 (the
    edition of ``volume`` in ``facts``). Of these the ``k`` nearest in log volume are taken, counts raised by one so
    that a report without requests has peers too; or those ``named``: report ids, region codes or bodies, which
    must be alike in year and edition, and are taken whatever their level, type and volume.
    Columns: ``report_id, body, level, body_type, region_code, year, volume, distance`` (of logs), ``why``.
    Raises :class:`UnknownNameError` if the focus or a name is not among the reports, :class:`ComparisonError` if
    the focus lacks what it is compared by.

    >>> import pandas as pd
    >>> reports = pd.DataFrame({"report_id": list("abc"), "body": list("甲乙丙"), "region_code": ["1", "2", "3"],
    ...     "level": "county", "body_type": "government", "year": 2024, "scope": "government_aggregate"})
    >>> facts = pd.DataFrame({"report_id": list("abc"), "value": [10.0, 12, 900]}).assign(
    ...     indicator="req_new", edition="2021")
    >>> peers(reports, "a", facts, k=1)[["report_id", "volume"]].values.tolist()
    [['b', 12.0]]
    """
    need(reports, ["report_id", "body", "region_code", *ALIKE])
    volumes = facts[facts["indicator"] == volume].drop_duplicates("report_id").set_index("report_id")
    about = reports.assign(
        volume=reports["report_id"].map(volumes["value"]).astype("Float64"),
        edition=reports["report_id"].map(volumes["edition"]).astype("string"),
    )
    chosen = about[about["report_id"] == focus]
    if chosen.empty:
        raise UnknownNameError(
            f"{focus!r} is not in the reports frame; take an id from its report_id column."
        )
    own = chosen.iloc[0]
    lacking = [name for name in ("year", "edition", *(() if named is not None else (*ALIKE, "volume")))
               if pd.isna(own[name])]  # fmt: skip
    if lacking:
        raise ComparisonError(f"The report {focus} has no {lacking[0]}, so nothing says which reports are like it; "
                              "give the peers by name, or mend the report.")  # fmt: skip
    same_body = (about["body"] == own["body"]) & (about["region_code"] == own["region_code"])
    if "body_id" in about.columns:
        same_body |= (about["body_id"] == own["body_id"]).fillna(False)
    others = about[(about["report_id"] != focus) & ~same_body.fillna(False).to_numpy(dtype=bool)]
    others = others[counts(others)]
    others = others[_alike(others, own, ("year", "edition"))]
    others = _distances(others, own)
    if named is not None:
        found, why = _named(others, list(named), about), "named by the user"
    else:
        alike = others[_alike(others, own, ALIKE)]
        found = alike[alike["distance"].notna()].sort_values(["distance", "report_id"]).head(k)
        why = "nearest in volume"
    names = ["report_id", "body", "level", "body_type", "region_code", "year", "volume", "distance"]
    return found[names].reset_index(drop=True).assign(why=pd.Series(why, range(len(found)), "string"))


def _distances(others: pd.DataFrame, own: pd.Series) -> pd.DataFrame:
    """The reports with how far their volume is from that of the focus, in logs of the count plus one."""
    here = np.log1p(float(own["volume"])) if pd.notna(own["volume"]) else np.nan
    apart = np.abs(np.log1p(numbers(others, "volume")) - here)
    return others.assign(
        distance=pd.Series(apart, index=others.index).astype("Float64").mask(np.isnan(apart))
    )


def _alike(others: pd.DataFrame, own: pd.Series, names: Sequence[str]) -> pd.Series:
    """Where the columns are those of the focus; not where one is not known."""
    same = pd.Series(True, index=others.index)
    for name in names:
        same &= (others[name] == own[name]).fillna(False).astype(bool)
    return same


def _named(others: pd.DataFrame, names: list[str], about: pd.DataFrame) -> pd.DataFrame:
    """The reports that are named by id, code or body."""
    keys = ("report_id", "region_code", "body")
    for name in names:
        if not any((about[key] == name).any() for key in keys):
            raise UnknownNameError(
                f"{name!r} is no report, place code or body of the reports frame; look there for it."
            )
    hit = np.logical_or.reduce([others[key].isin(names).to_numpy(dtype=bool) for key in keys])
    return others[hit].sort_values(["distance", "report_id"])


def percentiles(
    facts: pd.DataFrame,
    focus: str,
    peer_ids: Iterable[str],
    *,
    codes: Iterable[str] | None = None,
    min_n: int = GREY_BELOW,
    min_peers: int = MIN_PEERS,
) -> pd.DataFrame:
    """Where a report stands among its peers: one row an indicator.

    Columns: ``indicator``, ``value`` and ``n`` of the focus, ``n_peers`` (peers with a value), ``left_out`` (without a
    value, of another edition, or a share of fewer than ``min_n`` cases), ``p10, p25, median, p75, p90`` of the peers,
    ``percentile`` (per cent of peers below, those that are equal half), ``band``, ``status``, ``reason``. There is no
    band where the focus has no value or fewer than ``min_peers`` peers have one.

    >>> from analysis.charts.example import places
    >>> facts = places(20).assign(report_id=[f"r{at}" for at in range(20)])
    >>> percentiles(facts, "r0", facts["report_id"])[["value", "n_peers", "median", "band"]].round(1).values.tolist()
    [[43.8, 15.0, 69.2, 'below p10']]
    """
    need(facts, ["report_id", "indicator", "value", "n", "status", "edition"])
    wanted = set(peer_ids) - {focus}
    order = list(dict.fromkeys(codes if codes is not None else facts["indicator"]))
    own = facts[facts["report_id"] == focus].drop_duplicates("indicator").set_index("indicator")
    others = facts[facts["report_id"].isin(list(wanted)) & facts["indicator"].isin(order)]
    groups = dict(list(others.groupby("indicator", sort=False)))
    rows = [
        _band(code, own, groups.get(code, others.head(0)), len(wanted), min_n, min_peers) for code in order
    ]
    names = [
        "indicator",
        "value",
        "n",
        "n_peers",
        "left_out",
        *QUANTILES,
        "percentile",
        "band",
        "status",
        "reason",
    ]
    frame = pd.DataFrame(rows, columns=names)
    words = ("indicator", "band", "status", "reason")
    return frame.astype({name: "string" if name in words else "Float64" for name in names})


def _band(
    code: str, own: pd.DataFrame, others: pd.DataFrame, wanted: int, min_n: int, min_peers: int
) -> tuple[object, ...]:
    """One row of :func:`percentiles`."""
    fact: dict[Any, Any] = own.loc[[code]].iloc[0].to_dict() if code in own.index else {}
    known = fact.get("status") == "ok"
    fit = (others["status"] == "ok").to_numpy(dtype=bool)
    if find(code).kind in SHARES:
        fit = fit & (numbers(others, "n") >= min_n)
    if fact:
        fit = fit & (others["edition"] == fact["edition"]).fillna(False).to_numpy(dtype=bool)
    values = numbers(others, "value")[fit]
    head = (
        code,
        fact["value"] if known else pd.NA,
        fact["n"] if known else pd.NA,
        len(values),
        wanted - len(values),
    )
    if len(values) < min_peers:
        return (*head, *[pd.NA] * 7, "na", f"fewer than {min_peers} peers have a value")
    bands = np.quantile(values, list(QUANTILES.values()))
    if not known:
        return (*head, *bands, pd.NA, pd.NA, "na", "the report itself has no value")
    value = float(fact["value"])
    percentile = 100 * ((values < value).mean() + (values == value).mean() / 2)
    edges = bands[[0, 1, 3, 4]]
    band = BANDS[
        int(np.searchsorted(edges[:2], value, side="right")) + int(np.searchsorted(edges[2:], value))
    ]
    return (*head, *bands, percentile, band, "ok", pd.NA)
