"""The explorer: pick regions, years and an indicator, look, click through to the source; with and without widgets."""

from analysis.explorer.card import card_html
from analysis.explorer.corpus import Corpus, Listed, prepare
from analysis.explorer.panel import Explorer, explore
from analysis.explorer.selection import Selection, papermill_command, python_call, select
from analysis.explorer.source import Passage, passage
from analysis.explorer.views import View, view

__all__ = [
    "Corpus",
    "Explorer",
    "Listed",
    "Passage",
    "Selection",
    "View",
    "card_html",
    "explore",
    "papermill_command",
    "passage",
    "prepare",
    "python_call",
    "select",
    "view",
]
