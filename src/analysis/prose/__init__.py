"""The prose of a report as data: figures, denials and claims; problems and measures; reuse; checks against tables."""

from analysis.prose.against import check_prose
from analysis.prose.model import Mention, Point
from analysis.prose.passages import without_contacts
from analysis.prose.read import Prose, read_prose, read_sections

__all__ = ["Mention", "Point", "Prose", "check_prose", "read_prose", "read_sections", "without_contacts"]
