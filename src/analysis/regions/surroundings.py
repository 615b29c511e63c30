"""What the surroundings of a report say: the place of a body that does not name it, or which of several is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.regions.context import delivered, dialled, hosted, mentioned, site_owner, supported
from analysis.regions.gazetteer import Division, ancestors, below, lookup
from analysis.regions.names import short_name
from analysis.regions.place import NAMING, Clue, Evidence, Finding, because
from analysis.regions.reading import read_body, unplaced
from analysis.regions.words import ORGAN_START, lower_unit, organ_of
from analysis.regions.zones import zone_at
from analysis.text import fold

# Prose may name any place («赴杭州市学习»): it agrees with the rest, or it is only told.
_CONTEXT = ("breadcrumb", "site", "superior", "address", "phone", "postcode", "site_code", "url", "path")
_STRONG = ("breadcrumb", "site", "address", "phone", "site_code")
_SEGMENT = re.compile(r"[>＞»›|/\\\n]|--+|→")


def from_surroundings(clues: Sequence[Clue], year: int | None) -> Finding | None:
    """The place of a body whose own name has none: its page, or the site of a county."""
    # the organs that titles without a place name (政府办公室, 县教育局)
    organs = [
        organ for clue in clues if clue.kind in NAMING and (organ := organ_of(unplaced(fold(clue.text))))
    ]
    pages = (clue for clue in clues if clue.kind in ("breadcrumb", "site"))
    found = (
        _of_page(clue, part, organs, year) for clue in pages for part in reversed(_SEGMENT.split(clue.text))
    )
    return next(filter(None, found), None)


def _of_page(clue: Clue, part: str, organs: Sequence[str], year: int | None) -> Finding | None:
    claim = read_body(part, year)
    if claim is None or claim.below is not None:
        return None
    if any(_is_office(organ) and claim.organ.endswith(organ) for organ in organs):
        why = because(clue, "same_body", f"{clue.kind} names the same body in {claim.words}")
        return Finding(claim.candidates, None, 0.75, (why,))
    why = because(clue, "owner", f"{clue.kind} belongs to {claim.words}")
    if organs and all(_is_organ_of(organ, claim.candidates) for organ in organs):
        return Finding(claim.candidates, None, 0.6, (why,))
    other = Evidence("site", "a site may also carry reports of other places")
    return Finding(claim.candidates, "site", 0, (why, other))


def _is_office(organ: str) -> bool:
    """Whether an organ is more than 人民政府, which a township has too."""
    return len(organ) > 2 and not organ.endswith("政府")


def _is_organ_of(organ: str, places: Sequence[Division]) -> bool:
    """Whether an organ says by itself that it is the county's (县教育局 on the site of a 县)."""
    kind, rest = organ[0], organ[1:]
    if kind not in "县区旗" or not ORGAN_START.match(rest) or lower_unit(rest) or zone_at(rest):
        return False
    return all(place.level == "county" and place.name.endswith(kind) for place in places)


def narrowed(finding: Finding, clues: Sequence[Clue], year: int | None) -> Finding:
    """Choose between candidates by their surroundings; surroundings that disagree choose nothing."""
    kept, evidence, confidence = finding.candidates, list(finding.evidence), finding.confidence
    confirmed = finding.below != "bare"
    kinds = _STRONG if len(kept) == 1 and confirmed else _CONTEXT
    for clue in clues:
        codes = _codes(clue, year) if clue.kind in kinds else None
        if not codes:
            continue
        inside = supported(finding.candidates, codes)
        if finding.below == "bare":
            told = tuple(division for division in inside if _county_is_told(division, codes, finding.words))
            confidence = confidence if told else min(confidence, 0.6)
            inside = told or (inside if len(inside) == 1 and _prefecture_is_told(inside[0], codes) else ())
        if inside:
            confirmed = True
            if len(inside) < len(finding.candidates) or finding.below == "bare":
                kept = tuple(division for division in kept if division in inside)
                evidence.append(because(clue, "narrows", f"{clue.kind} points to {_names(inside)}"))
        elif clue.kind in _STRONG and finding.candidates and not _reach_below(codes, finding.candidates):
            confidence = max(0.0, round(confidence - 0.2, 2))
            evidence.append(because(clue, "contradicts", f"{clue.kind} points elsewhere"))
    if not confirmed and (written := _written_out(clues, finding.candidates)):
        kept, confirmed = tuple(division for division in kept if division in written[0]), True
        evidence.append(written[1])
    evidence += _told_in_prose(clues, finding.candidates, kept, year)
    if not kept:
        evidence.append(Evidence("conflict", "the surroundings do not agree"))
        return Finding(finding.candidates, "conflict", 0, tuple(evidence))
    problem = None if finding.below == "bare" and confirmed else finding.below
    if len(finding.candidates) > 1 or finding.below == "bare":
        confidence = min(confidence, 0.85)
    return Finding(kept, problem, confidence, tuple(evidence), part=finding.part)


def _written_out(
    clues: Sequence[Clue], candidates: Sequence[Division]
) -> tuple[tuple[Division, ...], Evidence] | None:
    """The one township whose name the opening writes right behind that of its county (天门市胡市镇)."""
    for clue in clues:
        if clue.kind == "opening":
            text = fold(clue.text)
            found = tuple(d for d in candidates if d.rank == 3 and ancestors(d)[-2].name + d.name in text)
            if len(found) == 1:
                return found, because(clue, "narrows", f"opening names {_names(found)}")
    return None


def _told_in_prose(
    clues: Sequence[Clue], candidates: Sequence[Division], kept: Sequence[Division], year: int | None
) -> Iterator[Evidence]:
    """What the opening names of several candidates: it agrees with the one that is left, or is only a hint."""
    for clue in clues if len(candidates) > 1 else ():
        if clue.kind == "opening" and (inside := supported(candidates, mentioned(clue.text, year))):
            if len(kept) == 1 and kept[0] in inside:
                yield because(clue, "agrees", "opening names the same place")
            elif len(inside) < len(candidates):
                yield because(clue, "hints", f"opening names {_names(inside)}, which decides nothing")


def _codes(clue: Clue, year: int | None) -> frozenset[str]:
    """Codes of the divisions that a clue points to."""
    reader = {"phone": dialled, "postcode": delivered, "site_code": site_owner}.get(clue.kind)
    if reader:
        return reader(clue.text)
    return hosted(clue.text, year) if clue.kind == "url" else mentioned(clue.text, year)


def _reach_below(codes: frozenset[str], places: Sequence[Division]) -> bool:
    """Whether one of the codes lies in one of the places: a province's telephone is its capital's."""
    units = [unit for code in codes if (unit := lookup(code))]
    return any(below(unit, place.code) for unit in units for place in places)


def _prefecture_is_told(unit: Division, codes: frozenset[str]) -> bool:
    """Whether the codes hold the prefecture of the only township of its name there."""
    return any(upper.rank == 1 and upper.code in codes for upper in ancestors(unit)[:-1])


def _county_is_told(unit: Division, codes: frozenset[str], named: str) -> bool:
    """Whether the codes hold what a township or zone belongs to.

    That is its county, or the prefecture where the county's name, which others bear too, stands before it.
    """
    *_, upper = ancestors(unit)[:-1]
    if unit.rank == 2 and unit.code in codes:
        return True
    return upper.code in codes or (
        named.startswith((upper.name, short_name(upper.name))) and upper.parent in codes
    )


def _names(divisions: Sequence[Division]) -> str:
    return "、".join("".join(unit.name for unit in ancestors(division)) for division in divisions[:3])
