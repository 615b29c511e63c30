"""The indicators as records: what is divided by what, in which unit, from which form, what they say and do not say."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.errors import UnknownNameError
from analysis.forms import EDITIONS
from analysis.measures.catalogue.activity import MEANS, PER_HEAD, PROACTIVE
from analysis.measures.catalogue.challenges import REMEDIES, TRACK_SHARES
from analysis.measures.catalogue.handling import FLOW, GROUND_NAMES, GROUNDS, OUTCOMES, REFUSALS
from analysis.measures.catalogue.requesters import REQUESTER_SHARES
from analysis.measures.terms import POPULATION, Indicator, expand

# code -> name of the group zh, en, its indicators; the order is that of the printed catalogue
GROUPS: dict[str, tuple[str, str, tuple[Indicator, ...]]] = {
    "flow": ("申请与办理", "requests and their flow", FLOW),
    "outcomes": ("办理结果", "outcomes", OUTCOMES),
    "refusals": ("未公开的理由", "why requests end without disclosure", REFUSALS),
    "grounds": ("不予公开理由", "grounds of refusal", GROUNDS),
    "requesters": ("申请人", "requesters", REQUESTER_SHARES),
    "remedies": ("复议与诉讼", "reviews and lawsuits", REMEDIES),
    "results": ("复议诉讼结果构成", "results of each track", TRACK_SHARES),
    "proactive": ("主动公开", "information made public", PROACTIVE),
    "means": ("机构、经费与培训", "staff, money, training", MEANS),
    "per_head": ("人均", "per head", PER_HEAD),
}
CATALOGUE: dict[str, Indicator] = {
    indicator.code: indicator for _, _, group in GROUPS.values() for indicator in group
}
_OWN: dict[str, Indicator] = {}
_CELLS = {
    form.code: {str(key) for block in form.blocks for line in block.lines for key in line.keys} for form in EDITIONS
}  # fmt: skip
__all__ = ["CATALOGUE", "GROUND_NAMES", "GROUPS", "find", "known", "resolve"]


def known() -> dict[str, Indicator]:
    """All indicators by code: those of the catalogue, and those that a user has given to :func:`resolve`."""
    return CATALOGUE | _OWN


def find(code: str | Indicator) -> Indicator:
    """The indicator of a code: of the catalogue, or one of the user's that was computed before.

    Raises :class:`UnknownNameError` with the nearest known codes.

    >>> find("review_corr").label("en")
    'reviews corrected, of concluded'
    """
    from difflib import get_close_matches

    if isinstance(code, Indicator):
        return code
    every = known()
    if code not in every:
        near = ", ".join(get_close_matches(str(code), every, 3, 0.4)) or ", ".join(every)
        raise UnknownNameError(f"{code!r} is not an indicator; did you mean one of: {near}?")
    return every[code]


def resolve(codes: str | Indicator | Iterable[str | Indicator]) -> list[Indicator]:
    """Codes and own indicators as indicators; own ones are known by their code from then on.

    Raises :class:`UnknownNameError` for an unknown code, for something that is neither a code nor an indicator, and for
    an own indicator that has the code of another one of the catalogue, or a cell that no edition of it has.
    """
    given = [codes] if isinstance(codes, str | Indicator) else list(codes)
    for item in given:
        if isinstance(item, Indicator):
            if item.code in CATALOGUE and item != CATALOGUE[item.code]:
                raise UnknownNameError(
                    f"{item.code!r} is a code of the catalogue; give your indicator another one."
                )
            _check_cells(item)
            _OWN.update({} if item.code in CATALOGUE else {item.code: item})
        elif not isinstance(item, str):
            raise UnknownNameError(
                f"{item!r} is a {type(item).__name__}; give codes of the catalogue, such as 'disclosure_rate', or "
                "Indicator objects."
            )
    return [find(item) for item in given]


def _check_cells(item: Indicator) -> None:
    """Refuse an indicator with a cell that its editions do not have."""
    for form in item.editions:
        if form not in _CELLS:
            raise UnknownNameError(f"{form!r} is no edition of the form; give one of: {', '.join(_CELLS)}.")
        for side in item.sides:
            for _, key in side:
                lost = [] if key == POPULATION else _lacking(key, form)
                if lost:
                    raise UnknownNameError(
                        f"{item.code}: the form of {form} has no cell {lost[0]!r}; cells are named table/row/column, "
                        "such as 'requests/granted_full/total' (gongkai export writes them all into form_cells.csv)."
                    )


def _lacking(key: str, form: str) -> list[str]:
    if key.count("/") != 2:
        return [key]
    return [cell for cell in expand(key, form) if cell not in _CELLS[form]]
