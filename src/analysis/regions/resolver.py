"""Finds the place of the body that made a report, or says why it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from analysis.regions.gazetteer import Division, ancestors, below, latest, lookup
from analysis.regions.place import NAMING, Clue, Evidence, Finding, Place, because
from analysis.regions.reading import Claim, read_body
from analysis.regions.surroundings import from_surroundings, narrowed

# The place is certain, and the body is that of a part of it.
_INSIDE = ("zone", "township")
_REASONS = {
    None: "begins with {place}",
    "zone": "names a development zone inside {place} that is not in the list of divisions",
    "township": "names a township or street inside {place} that is not in the list of divisions",
    "county": "names a unit inside {place} that is not in the list of divisions",
    "branch": "names a branch inside {place}, which may stand for the whole or for a part",
    "part": "names {place} or a part of it",
    "two": "names more than one place, the first is {place}",
    "ended": "names {place}, which was no division in that year",
    "bare": "names {place}, without saying which county or city it belongs to",
}


def resolve(clues: Iterable[Clue], year: int | None) -> Place:
    """The place of the reporting body from clues about it, in the divisions of a year.

    Only an override or the body's own name places it; the surroundings choose between places of that name.
    """
    clues = [clue for clue in clues if clue.text and clue.text.strip()]
    override = next((clue for clue in clues if clue.kind == "override"), None)
    if override is not None:
        return _place(_overridden(override.text, year), year)
    finding = _named(clues, year) or from_surroundings(clues, year)
    if finding is None:
        return _place(_nowhere("none", "no clue begins with the name of a place"), year)
    return _place(narrowed(finding, clues, year), year)


def _nowhere(rule: str, why: str) -> Finding:
    return Finding((), None, 0, (Evidence(rule, why),))


def _overridden(code: str, year: int | None) -> Finding:
    division = lookup(code, year) or lookup(code)
    if division is None:
        return _nowhere("override", f"{code.strip()[:20]} is not the code of a division")
    return Finding((division,), None, 1.0, (Evidence("override", f"the user gives {division.code}"),))


def _named(clues: Sequence[Clue], year: int | None) -> Finding | None:
    """What title, body and signature say together."""
    found = [(clue, claim) for clue in clues if clue.kind in NAMING and (claim := read_body(clue.text, year))]
    if not found:
        return None
    return reduce(_joined, (_said(clue, claim) for clue, claim in found))


def _said(clue: Clue, claim: Claim) -> Finding:
    confidence = 0.8 if claim.part else 0.97 if claim.full else 0.9
    said = _REASONS[claim.below].format(place=claim.words)
    why = because(clue, claim.below or "place", f"{clue.kind} {said}")
    return Finding(claim.candidates, claim.below, confidence, (why,), claim.words, claim.part)


def _joined(one: Finding, other: Finding) -> Finding:
    """Two claims about the same body: what both allow, or a conflict."""
    evidence = tuple(dict.fromkeys(one.evidence + other.evidence))
    codes = {division.code for division in other.candidates}
    both = tuple(division for division in one.candidates if division.code in codes)
    problems = {one.below, other.below}
    part = one.part or other.part
    if both and one.below in _INSIDE and other.below in (None, *_INSIDE):
        return Finding(both, one.below, one.confidence, evidence, one.words, part)
    if both and (one.below == other.below or problems == {None, "bare"}):
        problem = None if None in problems else one.below
        confidence = min(0.99, max(one.confidence, other.confidence) + 0.01)
        return Finding(both, problem, confidence, evidence, max(one.words, other.words, key=len), part)
    if problems == {None, "bare"} and (inside := _inside_the_other(one, other)):
        return Finding(inside, None, 0.8, evidence, max(one.words, other.words, key=len))
    if other.below is None and one.below in (None, *_INSIDE) and (inside := _below_the_second(one, other)):
        return Finding(inside, one.below, 0.75, evidence, one.words, one.part)
    conflict = (*evidence, Evidence("conflict", "title, body and signature do not agree"))
    return Finding(latest((*one.candidates, *other.candidates)), "conflict", 0, conflict)


def _below_the_second(one: Finding, other: Finding) -> tuple[Division, ...]:
    """Places of the first claim inside the one of the second: pages of a county end with the name of their city."""
    if len(other.candidates) != 1:
        return ()
    return tuple(unit for unit in one.candidates if below(unit, other.candidates[0].code))


def _inside_the_other(one: Finding, other: Finding) -> tuple[Division, ...]:
    """Of a township without its county: those in the one county whose government is named beside it."""
    towns, upper = (one, other) if one.below == "bare" else (other, one)
    if len(upper.candidates) != 1 or upper.candidates[0].level != "county":
        return ()
    return tuple(unit for unit in towns.candidates if below(unit, upper.candidates[0].code))


def _place(finding: Finding, year: int | None) -> Place:
    """The finding as a place: certain if one candidate is left and nothing speaks against it."""
    candidates, evidence = finding.candidates, finding.evidence
    names = {_slot(unit): unit.name for unit in _common(candidates, finding.below, year)}
    sure = finding.below in (None, *_INSIDE)
    certain = candidates[0] if len(candidates) == 1 and sure else None
    if len(candidates) > 1 and sure:
        evidence = (*evidence, Evidence("ambiguous", f"{len(candidates)} places bear this name"))
    return Place(
        code=certain.code if certain else None,
        level=certain.level if certain else _level(finding),
        province=names.get("province"),
        prefecture=names.get("prefecture"),
        county=names.get("county"),
        township=names.get("township"),
        system=certain.system if certain else None,
        confidence=finding.confidence if certain else 0.0,
        evidence=evidence,
        candidates=() if certain else candidates,
        part=finding.part if certain else None,
    )


def _slot(division: Division) -> str:
    """The name field that a division fills."""
    if division.rank in (-1, 3):
        return "province" if division.rank < 0 else "township"
    return "county" if division.level == "zone" else division.level


def _level(finding: Finding) -> str | None:
    if finding.below in _INSIDE:
        return finding.below
    levels = {division.level for division in finding.candidates}
    return levels.pop() if finding.below in (None, "bare") and len(levels) == 1 else None


def _common(candidates: Sequence[Division], problem: str | None, year: int | None) -> tuple[Division, ...]:
    """The divisions that every candidate lies in or is; none where even those are in doubt."""
    if not candidates or problem in ("ended", "bare", "two"):
        return ()
    chains = [ancestors(division, year) for division in candidates]
    common = []
    for units in zip(*chains, strict=False):
        if len({unit.code for unit in units}) > 1:
            break
        if problem != "site" or units[0].rank < 2:
            common.append(units[0])
    return tuple(common)
