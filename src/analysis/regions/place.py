"""What goes into the resolver and what comes out: clues, evidence, places."""

from __future__ import annotations

from typing import NamedTuple

from analysis.regions.gazetteer import Division

NAMING = ("title", "body", "preamble", "signature")


class Clue(NamedTuple):
    """One piece of text that may tell the place of a report's body.

    ``kind`` is override (a division code that the user gives: it decides), title, body, preamble,
    signature, breadcrumb, site, opening (first paragraphs), superior (prose that names places), address, phone,
    postcode, site_code (网站标识码), url (address of a site) or path (name of the file). ``start`` and ``end``
    are offsets in the document's text, if it stands there; without ``end`` the text stands there as given.
    """

    kind: str
    text: str
    start: int | None = None
    end: int | None = None


class Evidence(NamedTuple):
    """One reason for or against a place: the rule, what it found, and the span in the document's text, if known.

    A rule is the kind of the clue and what the clue does: ``title:place``, ``phone:narrows``, ``site:contradicts``;
    without a colon it is about all clues together: ``conflict``, ``ambiguous``, ``none``.
    """

    rule: str
    text: str
    start: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        span = "" if self.start is None else f" {self.start}-{self.end}"
        return f"{self.text} [{self.rule}{span}]"


class Place(NamedTuple):
    """The place of a body.

    ``code`` is None if the place is not certain; the names then hold what is certain, and ``candidates``
    what it may be. ``level`` is national (with 全国 as province), province, prefecture, county, township or zone;
    a zone at the level of a county has its name under ``county``. ``confidence`` is 0 for an unresolved place and 1 for
    one that the
    user gave; between them it orders places, it is no probability. ``part`` is the name of the township or zone inside
    the place that reports, where that is not in the list of divisions: the figures are not those of the whole place.
    """

    code: str | None
    level: str | None
    province: str | None
    prefecture: str | None
    county: str | None
    township: str | None
    system: str | None
    confidence: float
    evidence: tuple[Evidence, ...]
    candidates: tuple[Division, ...]
    part: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names from the province down, with that of the part."""
        return tuple(filter(None, (self.province, self.prefecture, self.county, self.township, self.part)))


class Finding(NamedTuple):
    """What clues come to: candidates, the problem that is left, a confidence, the reasons, the place's words."""

    candidates: tuple[Division, ...]
    below: str | None
    confidence: float
    evidence: tuple[Evidence, ...]
    words: str = ""
    part: str | None = None


def because(clue: Clue, what: str, text: str) -> Evidence:
    """The evidence of one clue; its span is that of the whole clue."""
    end = clue.start + len(clue.text) if clue.end is None and clue.start is not None else clue.end
    return Evidence(f"{clue.kind}:{what}", text, clue.start, end)
