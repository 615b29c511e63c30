"""The prose against the tables, against last year's report and against itself (V601 to V607)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from analysis.forms import rows_in
from analysis.forms.groups import COURTS, ORGANISATIONS, OUTCOMES
from analysis.prose.model import Mention
from analysis.reports import Report
from analysis.reports.findings import Finding, finding
from analysis.words.findings import say


def _rows(*rows: str, column: str = "total") -> tuple[str, ...]:
    return tuple(f"requests/{row}/{column}" for row in rows)


def _tracks(*tracks: str, result: str = "total") -> tuple[str, ...]:
    return tuple(f"remedies/{track}/{result}" for track in tracks)


# The cells that a figure of the prose is the sum of.
CELLS: dict[str, tuple[str, ...]] = {
    "new": _rows("new_requests"), "carried_in": _rows("carried_in"), "carried_out": _rows("carried_out"),
    "closed": _rows("total_decided"), "workload": _rows("new_requests", "carried_in"),
    "full": _rows("granted_full"), "partial": _rows("granted_partial"),
    "granted_any": _rows("granted_full", "granted_partial"),
    **{group: _rows(*rows_in(group)) for group in ("denied", "unable", "rejected")},
    "natural": _rows("new_requests", column="natural_person"),
    "org": tuple(f"requests/new_requests/{column}" for column in ORGANISATIONS),
    "review": _tracks("review"), "litig": _tracks(*COURTS),
    "litig_direct": _tracks("litigation_direct"), "litig_after_review": _tracks("litigation_after_review"),
    "remedy_cases": _tracks("review", *COURTS),
    **{f"review_{result}": _tracks("review", result=result) for result in OUTCOMES},
    **{f"litig_{result}": _tracks(*COURTS, result=result) for result in OUTCOMES},
}  # fmt: skip
_CHANNELS = ("ch_net", "ch_mail", "ch_inperson", "ch_fax", "ch_email")
# Documents made and decisions taken: what the verb must say for the figure to be that of table 二.
_MADE = re.compile("制发|制定|出台|印发")
_DECIDED = re.compile("办理|作出|做出|处理|办结|实施|受理")
_PROACTIVE = {
    "pub_normdocs": (_MADE, ("proactive/normative_docs/made", "proactive/normative_docs/new_made")),
    "pub_regulations": (_MADE, ("proactive/regulations/made", "proactive/regulations/new_made")),
    "行政许可": (_DECIDED, ("proactive/licensing/decisions",)),
    "行政处罚": (_DECIDED, ("proactive/penalty/decisions",)),
    "行政强制": (_DECIDED, ("proactive/coercion/decisions",)),
}
_SCOPES = {
    **dict.fromkeys(("own_body", "own_level"), "own"),
    **dict.fromkeys(("government_aggregate", "system_aggregate"), "aggregate"),
}
# A figure without 余 can be a value between these shares of it, by the word before it.
_APPROXIMATE = {"nearly": (0.8, 1.0), "over": (1.0, 1.2), "about": (0.9, 1.1)}
_ROUNDING = 0.05


class _Pair(NamedTuple):
    """A figure of the prose and the sum of the cells it speaks of."""

    mention: Mention
    cells: tuple[str, ...]
    value: float

    @property
    def agrees(self) -> bool:
        return agrees(self.mention, self.value)

    def finding(self, code: str, message: str, **more: object) -> Finding:
        """What to say where the two differ."""
        return _finding(code, self.mention, message, self.cells, self.value, **more)


def agrees(mention: Mention, value: float) -> bool:
    """Whether a figure, exact or with 余, 近, 超, can be a given value."""
    said = mention.value
    if said is None:
        return True
    if mention.value_hi is not None:
        return said <= value < mention.value_hi
    low, high = _APPROXIMATE.get(mention.approx or "", (1.0, 1.0))
    return low * said <= value <= high * said


def check_prose(
    report: Report, mentions: Sequence[Mention], last_year: Mapping[str, float] | None = None
) -> list[Finding]:
    """Findings where the prose contradicts a table, itself, or ``last_year`` (cells of the year before by name).

    Whose figure it is decides: if prose and table speak of different bodies the finding is ``prose_scope``.
    """
    cells = {"/".join(cell.key): cell.value for cell in report.cells if cell.value is not None}
    pairs = list(_pairs(mentions, cells))
    return [
        *_against_tables(report, pairs),
        *_channels(mentions, cells),
        *_parts(mentions),
        *_shares(mentions, cells),
        *_changes(mentions, last_year or {}),
        *_fees(mentions),
    ]


def _pairs(mentions: Sequence[Mention], cells: Mapping[str, float]) -> Iterator[_Pair]:
    for mention in mentions:
        if mention.kind == "mention" and mention.period == "year" and mention.scope != "sub_unit":
            names = _cells_of(mention, cells)
            if names and all(name in cells for name in names):
                yield _Pair(mention, names, sum(cells[name] for name in names))


def _cells_of(mention: Mention, cells: Mapping[str, float]) -> tuple[str, ...]:
    named = _PROACTIVE.get(mention.metric or mention.subject or "")
    if not named:
        return CELLS.get(mention.metric or "", ())
    words, names = named
    told = words.search(mention.text) and "信息" not in mention.text
    return tuple(name for name in names if name in cells and told)[:1]


def _against_tables(report: Report, pairs: Sequence[_Pair]) -> Iterator[Finding]:
    agreed = {pair.mention.metric: pair for pair in pairs if pair.agrees}
    for pair in pairs:
        if not pair.agrees:
            other = agreed.get(pair.mention.metric)
            if other is not None and pair.mention.metric not in (None, "pub_normdocs"):
                yield pair.finding("prose_twice", "prose_twice", other=other.mention.text)
            else:
                yield _contradiction(report, pair)


def _contradiction(report: Report, pair: _Pair) -> Finding:
    table = pair.cells[0].partition("/")[0]
    scope = _SCOPES.get(report.scope_tables.get(table, report.scope), "unknown")
    said = pair.mention.scope
    known = "unknown" not in (scope, said)
    if known and scope != said:
        cue = pair.mention.scope_words or pair.mention.text
        return pair.finding(
            "prose_scope", "prose_scope", scope=say(f"scope.{said}"), cue=cue, table=say(f"scope.{scope}")
        )
    code = {"requests": "V601", "remedies": "V602"}.get(table, "V604")
    return pair.finding(code, "prose.table" if known else "prose.unsure")


def _finding(
    code: str, mention: Mention, message: str, cells: Sequence[str], value: float, **more: object
) -> Finding:
    said = f"{mention.value:g}" + ("余" if mention.value_hi else "") + (mention.unit or "")
    words = say(message, text=mention.text, place=_place(mention), said=said, value=f"{value:g}",
                cell=" + ".join(cells), **more)  # fmt: skip
    table, row, column = cells[0].split("/") if cells else (None, None, None)
    return finding(code, words, table=table, row=row, column=column, expected=f"{value:g}", found=said,
                   source=_place(mention))  # fmt: skip


def _place(mention: Mention) -> str:
    return f"{mention.start}-{mention.end}"


def _channels(mentions: Sequence[Mention], cells: Mapping[str, float]) -> Iterator[Finding]:
    """The channels of a sentence together are at most what was received, and all of it where none is left open."""
    new = cells.get("requests/new_requests/total")
    own = (m for m in mentions if m.period == "year" and m.part_of is None and m.scope != "sub_unit")
    found = [m for m in own if m.metric in _CHANNELS]
    total = sum(m.value or 0 for m in found)
    if new is None or len(found) < 2 or len({m.metric for m in found}) < len(found) or total == new:
        return
    whole = found[0]._replace(text="，".join(m.text for m in found), value=total, end=found[-1].end)
    yield _finding("V601" if total > new else "prose_parts", whole,
                   "prose.unsure" if total > new else "prose_parts", CELLS["new"], new)  # fmt: skip


def _parts(mentions: Sequence[Mention]) -> Iterator[Finding]:
    """Parts against their whole: more than it is a contradiction, less may be an incomplete list."""
    parts: dict[tuple[int, str], list[Mention]] = {}
    for mention in mentions:
        if mention.part_of is not None:
            parts.setdefault((mention.part_of, _family(mention.metric)), []).append(mention)
    for (whole, _), found in parts.items():
        mention, total = mentions[whole], sum(part.value or 0 for part in found)
        if mention.value is None or not found or any(part.approx for part in found):
            continue
        most = mention.value_hi or mention.value * (1.2 if mention.approx == "over" else 1)
        if (total > most and len(found) > 1) or max(part.value or 0 for part in found) > most:
            yield _finding("V605", mention, "V605", (), total)
        elif len(found) > 1 and total < mention.value and mention.approx is None:
            yield _finding("prose_parts", mention, "prose_parts", (), total)


def _family(metric: str | None) -> str:
    if metric in ("natural", "org"):
        return "who"
    return "channel" if metric in _CHANNELS else "all"


def _shares(mentions: Sequence[Mention], cells: Mapping[str, float]) -> Iterator[Finding]:
    """A share against the figures it can be a share of: its whole, and for requests what was decided or received."""
    for place, mention in enumerate(mentions):
        value, most = mention.value, _step(mention.number)
        ratios = _ratios(mentions, place, cells) if value is not None else []
        apart = [(abs(ratio - (value or 0)), ratio) for ratio in ratios]
        gap, nearest = min(apart, key=lambda pair: pair[0], default=(0.0, 0.0))
        if gap > most:
            words = say("V603", text=mention.text, said=f"{value:g}", value=f"{nearest:.2f}%")
            yield finding(
                "V603", words, expected=f"{nearest:.2f}%", found=f"{value:g}%", source=_place(mention)
            )


def _step(printed: str | None) -> float:
    decimals = len((printed or "").partition(".")[2])
    return 0.5 * 10.0**-decimals + _ROUNDING


def _ratios(mentions: Sequence[Mention], place: int, cells: Mapping[str, float]) -> list[float]:
    mention = mentions[place]
    if mention.metric == "share" and mention.share_of is not None and mention.unit == "%":
        part = mentions[mention.share_of]
        wholes = [mentions[part.part_of].value] if part.part_of is not None else []
        if part.metric in CELLS or part.metric in _CHANNELS:
            wholes += [
                sum(cells.get(name, 0) for name in CELLS[whole]) for whole in ("closed", "new", "workload")
            ]
        return [100 * part.value / whole for whole in wholes if whole and part.value is not None]
    if mention.metric == "msgs_close_rate":
        near = mentions[max(0, place - 4) : place]
        done = [m.value for m in near if m.metric == "msgs_handled" and m.value]
        asked = [m.value for m in near if m.metric in ("msgs_received", "msgs_valid") and m.value]
        return [100 * done[-1] / value for value in asked if done]
    return []


def _changes(mentions: Sequence[Mention], last_year: Mapping[str, float]) -> Iterator[Finding]:
    """A change on the year before, from what the prose itself says of last year or from last year's tables."""
    for mention in mentions:
        if mention.metric != "yoy" or mention.share_of is None or mention.value is None:
            continue
        this = mentions[mention.share_of]
        before = _last(this, mentions, last_year)
        if before is None or this.value is None or this.approx or (mention.unit == "%" and before == 0):
            continue
        right = 100 * (this.value / before - 1) if mention.unit == "%" else this.value - before
        most = _step(mention.number) + _ROUNDING if mention.unit == "%" else 0
        if mention.unit != "个百分点" and abs(right - mention.value) > most:
            said = f"{mention.value:g}{mention.unit}"
            words = say("V606", text=mention.text, said=said, value=f"{right:.2f}")
            yield finding("V606", words, expected=f"{right:.2f}", found=said, source=_place(mention))


def _last(this: Mention, mentions: Sequence[Mention], last_year: Mapping[str, float]) -> float | None:
    names = CELLS.get(this.metric or "", ())
    if names and all(name in last_year for name in names):
        return sum(last_year[name] for name in names)
    alike = (m for m in mentions if (m.metric, m.unit, m.period) == (this.metric, this.unit, "previous"))
    return next((m.value for m in alike if not m.approx), None)


def _fees(mentions: Sequence[Mention]) -> Iterator[Finding]:
    """None collected and some collected, or more collected than billed."""
    of_year = [m for m in mentions if m.period == "year" and m.kind == "mention"]
    collected, notices, billed = (
        [m for m in of_year if m.metric == metric]
        for metric in ("fee_collected", "fee_notices", "fee_billed")
    )
    some = next((m for m in collected if m.value), None)
    if some is None:
        return
    none = (m for m in (*collected, *notices, *billed) if m.value == 0)
    more = (m for m in billed if m.value is not None and m.value < (some.value or 0))
    if other := next(none, None) or next(more, None):
        words = say("V607", text=some.text, other=other.text)
        yield finding("V607", words, found=f"{some.value:g}", source=_place(some))
