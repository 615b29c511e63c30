"""The batch: papermill runs of the notebooks, the site of rendered pages, the card of one report."""

from analysis.batch.cards import card
from analysis.batch.notebooks import notebook_path, settings
from analysis.batch.runs import Outcome, run

__all__ = ["Outcome", "card", "notebook_path", "run", "settings"]
