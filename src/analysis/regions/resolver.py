"""Finds the place of the body that made a report, or says why it cannot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analysis.regions.context import dialled, mentioned, supported
from analysis.regions.gazetteer import Division, ancestors, below, latest, lookup
from analysis.regions.names import short_name
from analysis.regions.reading import Claim, organ_of, read_body, unplaced
from analysis.regions.words import ORGAN_START, ZONE, lower_unit
from analysis.text import fold

NAMING = ("title", "body", "signature")
_CONTEXT = ("breadcrumb", "site", "opening", "superior", "address", "phone")
_STRONG = ("breadcrumb", "site", "address", "phone")
_SEGMENT = re.compile(r"[>＞»›|/\\\n]|--+|→")
_DECLARED = re.compile(r"(?:由|现将|现公布|现向社会公布|公布)(?P<body>[^，。；：、]{4,60})")
_REASONS = {
    "zone": "a development zone inside {place} that is not in the list of divisions",
    "township": "a township or street inside {place} that is not in the list of divisions",
    "county": "a unit inside {place} that is not in the list of divisions",
    "branch": "a branch inside {place}, which may stand for the whole or for a part",
    "part": "{place} or a part of it",
    "two": "more than one place, the first is {place}",
    "ended": "{place}, which was no division in that year",
    "bare": "{place}, without saying which county or city it belongs to",
}


class Clue(NamedTuple):
    """One piece of text that may tell the place of a report's body.

    ``kind`` is override (a division code that the user gives: it decides), title, body, signature,
    breadcrumb, site, opening (first paragraphs), superior (prose that names places), address, phone, url or
    path (the last two are not used). ``start`` is the offset in the document's text, if it has one.
    """

    kind: str
    text: str
    start: int | None = None


class Place(NamedTuple):
    """The place of a body.

    ``code`` is None if the place is not certain; the names then hold what is certain, and ``candidates``
    what it may be. ``level`` is province, prefecture, county, township or zone; a zone at the level of a
    county has its name under ``county``. ``confidence`` is 0 for an unresolved place and 1 for one that the
    user gave; between them it orders places, it is no probability.
    """

    code: str | None
    level: str | None
    province: str | None
    prefecture: str | None
    county: str | None
    township: str | None
    system: str | None
    confidence: float
    evidence: tuple[str, ...]
    candidates: tuple[Division, ...]


class _Finding(NamedTuple):
    """What the clues come to: candidates, the problem that is left, if any, and a confidence."""

    candidates: tuple[Division, ...]
    below: str | None
    confidence: float
    evidence: tuple[str, ...]
    words: str = ""


def resolve(clues: Iterable[Clue], year: int | None) -> Place:
    """The place of the reporting body from clues about it, in the divisions of a year.

    Only an override or the body's own name places it; the surroundings choose between places of that name.
    """
    clues = [clue for clue in clues if clue.text and clue.text.strip()]
    override = next((clue for clue in clues if clue.kind == "override"), None)
    if override is not None:
        return _overridden(override.text, year)
    finding = _named(clues, year)
    if finding is None:
        finding = _from_surroundings(clues, year)
    if finding is None:
        return _place(_Finding((), None, 0, ("no clue begins with the name of a place",)), year)
    return _place(_narrowed(finding, clues, year), year)


def _overridden(code: str, year: int | None) -> Place:
    division = lookup(code, year) or lookup(code)
    if division is None:
        return _place(
            _Finding((), None, 0, (f"override: {code.strip()[:20]} is not the code of a division",)), year
        )
    return _place(_Finding((division,), None, 1.0, (f"override: {division.code}",)), year)


def _named(clues: Sequence[Clue], year: int | None) -> _Finding | None:
    """What title, body and signature say together."""
    found = [(clue, claim) for clue in clues if clue.kind in NAMING and (claim := read_body(clue.text, year))]
    if not found:
        return None
    finding = _said(*found[0])
    for clue, claim in found[1:]:
        finding = _joined(finding, _said(clue, claim))
    return finding


def _said(clue: Clue, claim: Claim) -> _Finding:
    confidence = 0.97 if claim.full else 0.9
    return _Finding(claim.candidates, claim.below, confidence, (_sentence(clue.kind, claim),), claim.words)


def _sentence(kind: str, claim: Claim) -> str:
    if claim.below is None:
        return f"{kind} begins with {claim.words}"
    return f"{kind} names " + _REASONS[claim.below].format(place=claim.words)


def _joined(one: _Finding, other: _Finding) -> _Finding:
    """Two claims about the same body: what both allow, or a conflict."""
    evidence = tuple(dict.fromkeys(one.evidence + other.evidence))
    codes = {division.code for division in other.candidates}
    both = tuple(division for division in one.candidates if division.code in codes)
    problems = {one.below, other.below}
    if both and (one.below == other.below or problems == {None, "bare"}):
        problem = None if None in problems else one.below
        confidence = min(0.99, max(one.confidence, other.confidence) + 0.01)
        return _Finding(both, problem, confidence, evidence, max(one.words, other.words, key=len))
    if problems == {None, "bare"} and (inside := _inside_the_other(one, other)):
        return _Finding(inside, None, 0.8, evidence, max(one.words, other.words, key=len))
    conflict = (*evidence, "title, body and signature do not agree")
    return _Finding(latest((*one.candidates, *other.candidates)), "conflict", 0, conflict)


def _inside_the_other(one: _Finding, other: _Finding) -> tuple[Division, ...]:
    """Of a township without its county: those in the one county whose government is named beside it."""
    towns, upper = (one, other) if one.below == "bare" else (other, one)
    if len(upper.candidates) != 1 or upper.candidates[0].level != "county":
        return ()
    return tuple(unit for unit in towns.candidates if below(unit, upper.candidates[0].code))


def _from_surroundings(clues: Sequence[Clue], year: int | None) -> _Finding | None:
    """The place of a body whose own name has none: a declared author, its page, or the site of a county."""
    organs = [organ for clue in clues if clue.kind in NAMING and (organ := _bare_organ(clue.text))]
    for clue in clues:
        if clue.kind == "opening":
            for declared in _DECLARED.finditer(clue.text):
                claim = read_body(declared["body"], year)
                if claim and claim.below is None and re.search("编制|年度报告|年报", declared["body"]):
                    return _Finding(claim.candidates, None, 0.75, (f"opening declares {claim.words}",))
    for clue in clues:
        if clue.kind in ("breadcrumb", "site"):
            for part in reversed(_SEGMENT.split(clue.text)):
                finding = _of_page(clue.kind, part, organs, year)
                if finding:
                    return finding
    return None


def _bare_organ(text: str) -> str:
    """The organ that a title without a place names (政府办公室, 县教育局)."""
    return organ_of(unplaced(fold(text)))


def _of_page(kind: str, part: str, organs: Sequence[str], year: int | None) -> _Finding | None:
    claim = read_body(part, year)
    if claim is None or claim.below is not None:
        return None
    same_organ = any(_is_office(organ) and claim.organ.endswith(organ) for organ in organs)
    if same_organ:
        return _Finding(claim.candidates, None, 0.75, (f"{kind} names the same body in {claim.words}",))
    why = (f"{kind} belongs to {claim.words}",)
    if organs and all(_is_organ_of(organ, claim.candidates) for organ in organs):
        return _Finding(claim.candidates, None, 0.6, why)
    return _Finding(claim.candidates, "site", 0, (*why, "which may also carry reports of other places"))


def _is_office(organ: str) -> bool:
    """Whether an organ is more than 人民政府, which a township has too."""
    return len(organ) > 2 and not organ.endswith("政府")


def _is_organ_of(organ: str, places: Sequence[Division]) -> bool:
    """Whether an organ says by itself that it is the county's (县教育局 on the site of a 县)."""
    kind, rest = organ[0], organ[1:]
    if kind not in "县区旗" or not ORGAN_START.match(rest) or lower_unit(rest) or ZONE.match(rest):
        return False
    return all(place.level == "county" and place.name.endswith(kind) for place in places)


def _narrowed(finding: _Finding, clues: Sequence[Clue], year: int | None) -> _Finding:
    """Choose between candidates by their surroundings; surroundings that disagree choose nothing."""
    kept, evidence, confidence = finding.candidates, list(finding.evidence), finding.confidence
    confirmed = finding.below != "bare"
    for clue in clues:
        if clue.kind not in _CONTEXT:
            continue
        codes = dialled(clue.text) if clue.kind == "phone" else mentioned(clue.text, year)
        if not codes:
            continue
        inside = supported(finding.candidates, codes)
        if finding.below == "bare":
            inside = tuple(division for division in inside if _county_is_told(division, codes, finding.words))
        if inside:
            confirmed = True
            if len(inside) < len(finding.candidates) or finding.below == "bare":
                kept = tuple(division for division in kept if division in inside)
                evidence.append(f"{clue.kind} points to {_names(inside)}")
        elif clue.kind in _STRONG and finding.candidates and not _reach_below(codes, finding.candidates):
            confidence = max(0.0, round(confidence - 0.2, 2))
            evidence.append(f"{clue.kind} points elsewhere")
    if not kept:
        return _Finding(finding.candidates, "conflict", 0, (*evidence, "the surroundings do not agree"))
    problem = None if finding.below == "bare" and confirmed else finding.below
    if len(finding.candidates) > 1 or finding.below == "bare":
        confidence = min(confidence, 0.85)
    return _Finding(kept, problem, confidence, tuple(evidence))


def _reach_below(codes: frozenset[str], places: Sequence[Division]) -> bool:
    """Whether one of the codes lies in one of the places: a province's telephone is its capital's."""
    units = [unit for code in codes if (unit := lookup(code))]
    return any(below(unit, place.code) for unit in units for place in places)


def _county_is_told(unit: Division, codes: frozenset[str], named: str) -> bool:
    """Whether the codes hold what a township or zone belongs to.

    That is its county, or the prefecture where the county's name, which others bear too, stands before it.
    """
    *_, upper = ancestors(unit)[:-1]
    return upper.code in codes or (
        named.startswith((upper.name, short_name(upper.name))) and upper.parent in codes
    )


def _names(divisions: Sequence[Division]) -> str:
    return "、".join("".join(unit.name for unit in ancestors(division)) for division in divisions[:3])


def _place(finding: _Finding, year: int | None) -> Place:
    """The finding as a place: certain if one candidate is left and nothing speaks against it."""
    candidates, evidence = finding.candidates, finding.evidence
    names = {_slot(unit): unit.name for unit in _common(candidates, finding.below, year)}
    certain = candidates[0] if len(candidates) == 1 and finding.below is None else None
    if len(candidates) > 1 and finding.below is None:
        evidence = (*evidence, f"{len(candidates)} places bear this name")
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
    )


def _slot(division: Division) -> str:
    """The name field that a division fills."""
    if division.rank == 3:
        return "township"
    return "county" if division.level == "zone" else division.level


def _level(finding: _Finding) -> str | None:
    if finding.below in ("zone", "township"):
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
