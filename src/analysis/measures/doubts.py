"""What is in doubt of a figure, and who asks almost alone, as sentences in both languages."""

from __future__ import annotations

from functools import cache

import pandas as pd

from analysis.forms import EDITIONS, SHORT, TABLES, identities, labels
from analysis.frames.grid import JOINT
from analysis.frames.used_cells import place_of
from analysis.measures.catalogue.requesters import CLASSES
from analysis.measures.smallness import dominance
from analysis.words import Words
from analysis.words.indicators import BY_CHANCE, DOMINATED, DOUBTS, VERDICTS


def doubt_words(doubt: object) -> tuple[Words, ...]:
    """The column ``doubt`` of facts or cells in words, one text a doubt; none where it is empty.

    >>> doubt_words("V401 remedies/review/*: 1 + 2 = 3 ≠ 4")[0].en
    'a sum does not hold: administrative review: upheld + corrected + other + pending = total (1 + 2 = 3 ≠ 4)'
    >>> doubt_words("ocr")[0].zh, doubt_words(None)
    ('由图片识别得出', ())
    """
    return () if not isinstance(doubt, str) or not doubt else tuple(_one(part) for part in doubt.split(JOINT))


def _one(part: str) -> Words:
    if part.startswith("["):
        report, _, rest = part[1:].partition("] ")
        return DOUBTS["report"].filled(report=report, what=_one(rest))
    if part.startswith("+"):
        return DOUBTS["more"].filled(count=part[1:])
    head, _, arithmetic = part.partition(": ")
    kind, _, place = head.partition(" ")
    if kind in DOUBTS:
        return DOUBTS[kind].filled(where=_place(place), arithmetic=arithmetic) if place else DOUBTS[kind]
    return DOUBTS["rule"].filled(rule=_rules().get((kind, place), Words(kind, kind)), arithmetic=arithmetic)


@cache
def _rules() -> dict[tuple[str, str], Words]:
    """The rules of all editions by code and place."""
    return {
        (rule.code, place_of(rule)): Words(rule.zh, rule.en)
        for form in reversed(EDITIONS)
        for rule in identities(form)
    }


@cache
def _place(place: str) -> Words:
    """A cell or row as the form calls it; a whole table by its title."""
    table, _, rest = place.partition("/")
    row, _, column = rest.partition("/")
    keys = (
        key for form in EDITIONS for key in form.keys(table) if key.row == row and column in (key.column, "")
    )
    found = next(keys, None)
    if found is None:
        return (
            Words(TABLES[table][1], TABLES[table][2]) if table in TABLES and not rest else Words(place, place)
        )
    row_zh, column_zh, row_en, column_en, _ = labels(found)
    return Words(f"{row_zh}·{column_zh}", f"{row_en}, {column_en}") if column else Words(row_zh, row_en)


def dominance_words(facts: pd.DataFrame) -> Words | None:
    """A sentence where one class of requester sent almost all requests of a report; None where none did.

    ``facts`` are those of one report with the six shares of requesters; see :func:`dominance`.

    >>> import pandas as pd
    >>> from analysis.measures.smallness import SHARES
    >>> facts = pd.DataFrame({"report_id": "r", "indicator": SHARES, "value": [4.0, 0, 0, 0, 96, 0], "n": 25})
    >>> dominance_words(facts).en[:54]
    '96 % of the 25 new requests come from legal services: '
    """
    found = dominance(facts)
    if len(found) != 1 or not bool(found["dominated"].fillna(False).iloc[0]):
        return None
    who, share, n = (found[name].iloc[0] for name in ("requester", "share", "n"))
    column = CLASSES[str(who).removesuffix("_share")]
    return DOMINATED.filled(n=f"{n:.0f}", share=f"{share:.0f}", who=SHORT[column])


def verdict(flag: object, overdispersion: object = "additive") -> Words:
    """The flag of :func:`funnel` in words: inside the limits is the usual spread, which need not be chance.

    >>> verdict("in").en, verdict("in", "none").en, verdict(None).en
    ('within the usual spread', 'chance explains it', 'too few units for a verdict')
    """
    words = BY_CHANCE if overdispersion == "none" else VERDICTS
    return words[flag if isinstance(flag, str) else ""]
