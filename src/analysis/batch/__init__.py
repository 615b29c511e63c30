"""The batch: papermill runs of the region notebook and the site of rendered pages."""

from analysis.batch.notebooks import notebook_path, settings
from analysis.batch.runs import Outcome, run

__all__ = ["Outcome", "notebook_path", "run", "settings"]
