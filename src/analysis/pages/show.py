"""Show a part of a page in a notebook."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.axes import Axes

from analysis.pages.card import ReportCard
from analysis.pages.card_checks import identities_table
from analysis.pages.card_form import form_tables
from analysis.pages.card_tables import (
    card_findings_table,
    card_provenance_table,
    identity_table,
    indicators_table,
)
from analysis.pages.card_words import CARD_PARTS
from analysis.pages.card_years import last_year_table
from analysis.pages.html import Html, pick, section_html
from analysis.pages.selection import RegionPage
from analysis.pages.sentences import heading
from analysis.pages.tables import checks_table, facts_table, provenance_table, reports_table

_TABLES = {"coverage": reports_table, "checks": checks_table, "provenance": provenance_table}
_CARD_TABLES = {
    "identity": identity_table,
    "form": form_tables,
    "checks": identities_table,
    "last_year": last_year_table,
    "indicators": indicators_table,
    "findings": card_findings_table,
    "provenance": card_provenance_table,
}


def show(page: RegionPage | ReportCard, part: str, *charts: Axes) -> None:
    """Show a part in a notebook: heading, charts, and the table under them."""
    from IPython.display import display as display_untyped
    from matplotlib.pyplot import close

    display: Callable[[object], None] = display_untyped
    head, table = part_html(page, part)
    display(head)
    for axes in charts:
        figure_drawn = axes.get_figure(root=True)
        display(figure_drawn)
        close(figure_drawn)  # or the notebook shows it a second time when the cell ends
    display(table)


def part_html(page: RegionPage | ReportCard, part: str) -> tuple[Html, Html]:
    """The heading of a part with its sentence, and its table."""
    if isinstance(page, ReportCard):
        name, says = CARD_PARTS[part]
        return section_html(part, pick(page, name), pick(page, says)), _CARD_TABLES[part](page)
    return heading(page, part), _TABLES.get(part, facts_table)(page, part)
