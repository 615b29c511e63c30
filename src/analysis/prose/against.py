"""The prose against the tables, against last year's report and against itself (V601 to V607)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from analysis.prose.model import Mention
from analysis.reports import Report
from analysis.reports.findings import Finding, finding
from analysis.words.findings import say

_DENIED = (
    "denied_state_secret",
    "denied_law_prohibits",
    "denied_security_stability",
    "denied_third_party",
    "denied_internal_affairs",
    "denied_process_info",
    "denied_enforcement_file",
    "denied_admin_query",
)
_RESULTS = ("upheld", "corrected", "other", "pending")
_SUITS = ("litigation_direct", "litigation_after_review")


def _rows(*rows: str, column: str = "total") -> tuple[str, ...]:
    return tuple(f"requests/{row}/{column}" for row in rows)


# The cells that a figure of the prose is the sum of.
CELLS: dict[str, tuple[str, ...]] = {
    "new": _rows("new_requests"), "carried_in": _rows("carried_in"), "carried_out": _rows("carried_out"),
    "closed": _rows("total_decided"), "workload": _rows("new_requests", "carried_in"),
    "full": _rows("granted_full"), "partial": _rows("granted_partial"),
    "granted_any": _rows("granted_full", "granted_partial"),
    "denied": _rows(*_DENIED), "unable": _rows("unable_not_held", "unable_no_existing", "unable_unclear"),
    "rejected": _rows("rejected_petition", "rejected_repeat", "rejected_publication", "rejected_massive",
                      "rejected_confirm"),
    "natural": _rows("new_requests", column="natural_person"),
    "org": tuple(f"requests/new_requests/{name}" for name in
                 ("org_business", "org_research", "org_public_interest", "org_legal_service", "org_other")),
    "review": ("remedies/review/total",), "litig": tuple(f"remedies/{suit}/total" for suit in _SUITS),
    "litig_direct": ("remedies/litigation_direct/total",),
    "litig_after_review": ("remedies/litigation_after_review/total",),
    "remedy_cases": ("remedies/review/total", *(f"remedies/{suit}/total" for suit in _SUITS)),
    **{f"review_{result}": (f"remedies/review/{result}",) for result in _RESULTS},
    **{f"litig_{result}": tuple(f"remedies/{suit}/{result}" for suit in _SUITS) for result in _RESULTS},
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
    "own_body": "own",
    "own_level": "own",
    "government_aggregate": "aggregate",
    "system_aggregate": "aggregate",
}
_ROUNDING = 0.05


class _Pair(NamedTuple):
    """A figure of the prose and the sum of the cells it speaks of."""

    mention: Mention
    cells: tuple[str, ...]
    value: float

    @property
    def agrees(self) -> bool:
        return agrees(self.mention, self.value)


def agrees(mention: Mention, value: float) -> bool:
    """Whether a figure, exact or with 余, 近, 超, can be a given value."""
    said = mention.value
    if said is None:
        return True
    if mention.value_hi is not None:
        return said <= value < mention.value_hi
    low, high = {"nearly": (0.8, 1.0), "over": (1.0, 1.2), "about": (0.9, 1.1)}.get(
        mention.approx or "", (1.0, 1.0)
    )
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
    if named:
        words, names = named
        return (
            tuple(name for name in names if name in cells)[:1]
            if words.search(mention.text) and "信息" not in mention.text
            else ()
        )
    return CELLS.get(mention.metric or "", ())


def _against_tables(report: Report, pairs: Sequence[_Pair]) -> Iterator[Finding]:
    agreed = {pair.mention.metric: pair for pair in pairs if pair.agrees}
    for pair in pairs:
        if pair.agrees:
            continue
        other = agreed.get(pair.mention.metric)
        if other is not None and pair.mention.metric not in (None, "pub_normdocs"):
            yield _finding(
                "prose_twice", pair.mention, "prose_twice", pair.cells, pair.value, other=other.mention.text
            )
        else:
            yield _contradiction(report, pair)


def _contradiction(report: Report, pair: _Pair) -> Finding:
    table = pair.cells[0].partition("/")[0]
    scope = _SCOPES.get(report.scope_tables.get(table, report.scope), "unknown")
    said = pair.mention.scope
    known = "unknown" not in (scope, said)
    if known and scope != said:
        return _finding(
            "prose_scope", pair.mention, "prose_scope", pair.cells, pair.value, scope=say(f"scope.{said}"),
            cue=pair.mention.scope_words or pair.mention.text, table=say(f"scope.{scope}"),
        )  # fmt: skip
    code = {"requests": "V601", "remedies": "V602"}.get(table, "V604")
    return _finding(code, pair.mention, "prose.table" if known else "prose.unsure", pair.cells, pair.value)


def _finding(
    code: str, mention: Mention, message: str, cells: Sequence[str], value: float, **more: object
) -> Finding:
    said = f"{mention.value:g}" + ("余" if mention.value_hi else "") + (mention.unit or "")
    place = f"{mention.start}-{mention.end}"
    words = say(
        message, text=mention.text, place=place, said=said, value=f"{value:g}", cell=" + ".join(cells), **more
    )
    table, row, column = cells[0].split("/") if cells else (None, None, None)
    return finding(
        code, words, table=table, row=row, column=column, expected=f"{value:g}", found=said, source=place
    )


def _channels(mentions: Sequence[Mention], cells: Mapping[str, float]) -> Iterator[Finding]:
    """The channels of a sentence together are at most what was received, and all of it where none is left open."""
    new = cells.get("requests/new_requests/total")
    found = [
        m
        for m in mentions
        if m.metric in _CHANNELS and m.period == "year" and m.part_of is None and m.scope != "sub_unit"
    ]
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
        ratios = _ratios(mentions, place, cells)
        if (
            mention.value is not None
            and ratios
            and all(abs(mention.value - ratio) > _step(mention.number) for ratio in ratios)
        ):
            nearest = min(ratios, key=lambda ratio: abs(ratio - (mention.value or 0)))
            said = f"{mention.value:g}"
            words = say("V603", text=mention.text, said=said, value=f"{nearest:.2f}%")
            yield finding(
                "V603",
                words,
                expected=f"{nearest:.2f}%",
                found=f"{said}%",
                source=f"{mention.start}-{mention.end}",
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
            decided, new, carried = (
                cells.get(f"requests/{row}/total", 0)
                for row in ("total_decided", "new_requests", "carried_in")
            )
            wholes += [decided, new, new + carried]
        return [100 * part.value / whole for whole in wholes if whole and part.value is not None]
    if mention.metric == "msgs_close_rate":
        near = [
            m
            for m in mentions[max(0, place - 4) : place]
            if m.metric in ("msgs_received", "msgs_valid", "msgs_handled")
        ]
        done = [m.value for m in near if m.metric == "msgs_handled" and m.value]
        return [100 * done[-1] / m.value for m in near if done and m.metric != "msgs_handled" and m.value]
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
            place = f"{mention.start}-{mention.end}"
            yield finding("V606", words, expected=f"{right:.2f}", found=said, source=place)


def _last(this: Mention, mentions: Sequence[Mention], last_year: Mapping[str, float]) -> float | None:
    said = [
        m.value
        for m in mentions
        if m.metric == this.metric and m.period == "previous" and m.unit == this.unit and not m.approx
    ]
    names = CELLS.get(this.metric or "", ())
    if names and all(name in last_year for name in names):
        return sum(last_year[name] for name in names)
    return said[0] if said else None


def _fees(mentions: Sequence[Mention]) -> Iterator[Finding]:
    """None collected and some collected, or more collected than billed."""
    said = {
        metric: [m for m in mentions if m.metric == metric and m.period == "year" and m.kind == "mention"]
        for metric in ("fee_collected", "fee_billed", "fee_notices")
    }
    some = [m for m in said["fee_collected"] if m.value]
    none = [m for m in (*said["fee_collected"], *said["fee_notices"], *said["fee_billed"]) if m.value == 0]
    more = [m for m in said["fee_billed"] if some and m.value is not None and m.value < (some[0].value or 0)]
    if some and (none or more):
        other = (none or more)[0]
        yield finding("V607", say("V607", text=some[0].text, other=other.text), found=f"{some[0].value:g}",
                      source=f"{some[0].start}-{some[0].end}")  # fmt: skip
