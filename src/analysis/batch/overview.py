"""The page that sets the governments of one level side by side, where enough of them have reported."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.batch.notebooks import notebook_path, own_kernel
from analysis.batch.pages import Page, make_page
from analysis.frames.places import Region
from analysis.frames.which import asked_reports
from analysis.words.site import words_in

OVERVIEW_NOTEBOOK = "overview.ipynb"
NAME = "overview"
LEVELS = ("prefecture", "county", "province")
FEWEST = 3  # fewer governments are no comparison


def level_of(reports: pd.DataFrame) -> str | None:
    """The level of which most places have a report with all below them; None if no level has three."""
    chosen = asked_reports(reports, level=LEVELS, scope="aggregate")
    counts = chosen.groupby("level")["region_code"].nunique().reindex(list(LEVELS), fill_value=0)
    return str(counts.idxmax()) if counts.max() >= FEWEST else None


def make_overview(
    out: Path, reports: pd.DataFrame, data_dir: Path, lang: str, inputs: str, force: bool
) -> Page | None:
    """Make the overview, or leave it if nothing changed; None, and no page of earlier data, if there is nothing to
    compare.

    ``inputs`` is a digest of data and code, as for the pages of regions.
    """
    level = level_of(reports)
    if level is None:
        (out / f"{NAME}.html").unlink(missing_ok=True)
        (out / "notebooks" / f"{NAME}.ipynb").unlink(missing_ok=True)
        return None
    region = Region(NAME, words_in(lang)["overview"])
    parameters = {"data_dir": str(data_dir), "lang": lang, "unit_level": level}
    with own_kernel() as kernel:
        return make_page(
            region, notebook_path(OVERVIEW_NOTEBOOK), out, parameters, kernel, lang, inputs, force
        )
