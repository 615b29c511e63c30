"""The prose of a report as data: figures, denials and claims; problems and measures; reuse; checks against tables."""

from analysis.prose.model import Mention, Point
from analysis.prose.read import Prose, read_prose

__all__ = ["Mention", "Point", "Prose", "read_prose"]
