"""The indicators as data: what is divided by what, in which unit, from which form, and with which caveat."""

from __future__ import annotations

from analysis.errors import UnknownNameError
from analysis.measures.catalogue.activity import PER_HEAD, PROACTIVE
from analysis.measures.catalogue.challenges import REMEDIES, TRACK_SHARES
from analysis.measures.catalogue.handling import FLOW, GROUND_NAMES, GROUNDS, OUTCOMES
from analysis.measures.catalogue.requesters import REQUESTER_SHARES
from analysis.measures.terms import Indicator

# code -> name of the group zh, en, its indicators; the order is that of the printed catalogue
GROUPS: dict[str, tuple[str, str, tuple[Indicator, ...]]] = {
    "flow": ("申请与办理", "requests and their flow", FLOW),
    "outcomes": ("办理结果", "outcomes", OUTCOMES),
    "grounds": ("不予公开理由", "grounds of refusal", GROUNDS),
    "requesters": ("申请人", "requesters", REQUESTER_SHARES),
    "remedies": ("复议与诉讼", "reviews and lawsuits", REMEDIES),
    "results": ("复议诉讼结果构成", "results of each track", TRACK_SHARES),
    "proactive": ("主动公开", "information made public", PROACTIVE),
    "per_head": ("人均", "per head", PER_HEAD),
}
CATALOGUE: dict[str, Indicator] = {
    indicator.code: indicator for _, _, group in GROUPS.values() for indicator in group
}
__all__ = ["CATALOGUE", "GROUND_NAMES", "GROUPS", "find"]


def find(code: str) -> Indicator:
    """The indicator of a code; raises :class:`UnknownNameError` with the nearest known codes."""
    from difflib import get_close_matches

    if code not in CATALOGUE:
        near = ", ".join(get_close_matches(str(code), CATALOGUE, 3, 0.4)) or ", ".join(CATALOGUE)
        raise UnknownNameError(f"{code!r} is not an indicator; did you mean one of: {near}?")
    return CATALOGUE[code]
