"""Show a part of a region's page in a notebook."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.axes import Axes

from analysis.pages.selection import RegionPage
from analysis.pages.sentences import heading
from analysis.pages.tables import checks_table, facts_table, provenance_table, reports_table

_TABLES = {"coverage": reports_table, "checks": checks_table, "provenance": provenance_table}


def show(page: RegionPage, part: str, *charts: Axes) -> None:
    """Show a part in a notebook: heading, charts, and the table under them."""
    from IPython.display import display as display_untyped
    from matplotlib.pyplot import close

    display: Callable[[object], None] = display_untyped
    display(heading(page, part))
    for axes in charts:
        figure_drawn = axes.get_figure(root=True)
        display(figure_drawn)
        close(figure_drawn)  # or the notebook shows it a second time when the cell ends
    display(_TABLES.get(part, facts_table)(page, part))
