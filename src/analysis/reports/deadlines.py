"""The day by which a report had to be public, and how a date of publication stands to it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

# Art. 49 is known here of the revised Regulations only (in force 15 May 2019); reports before are not judged.
FIRST_YEAR = 2019
_GOVERNMENTS = (3, 31)
_BODIES = (1, 31)
_BODY_TYPES = frozenset(("department", "office", "vertical_system", "township", "street", "zone"))
_GOVERNMENT_LEVELS = frozenset(("province", "prefecture", "county", None))


class Timing(NamedTuple):
    """The legal deadline as YYYY-MM-DD, days left on the day of publication (negative: days late), and whether late."""

    deadline: str | None
    days_to_deadline: int | None
    late: bool | None


def deadline(body_type: str | None, level: str | None, scope: str, year: int | None) -> date | None:
    """The last day for the report on ``year``: 31 January for a body, 31 March for a government, of the next year.

    Source: Art. 49 of the Regulations on Open Government Information, for governments of county level and above
    and their departments; townships, streets and zones hand in with the departments. None before 2019, for
    institutions (whose rules are other), and where the kind of body, its level or its scope leave it open.
    """
    if year is None or year < FIRST_YEAR:
        return None
    if body_type == "government" and level in _GOVERNMENT_LEVELS:
        return date(year + 1, *_GOVERNMENTS)
    if body_type in _BODY_TYPES and scope in ("own_body", "system_aggregate"):
        return date(year + 1, *_BODIES)
    return None


def timing(
    body_type: str | None, level: str | None, scope: str, year: int | None, published: str | None
) -> Timing:
    """The deadline, and the days from publication to it; a date within the year reported on does not count."""
    last = deadline(body_type, level, scope, year)
    if last is None:
        return Timing(None, None, None)
    day = _day(published)
    if day is None or day.year < last.year:
        return Timing(last.isoformat(), None, None)
    days = (last - day).days
    return Timing(last.isoformat(), days, days < 0)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
