"""Show a part of a page in a notebook."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes

from analysis.pages.card.checks import identities_table
from analysis.pages.card.form import form_tables
from analysis.pages.card.page import ReportCard
from analysis.pages.card.tables import (
    card_findings_table,
    card_provenance_table,
    identity_table,
    indicators_table,
)
from analysis.pages.card.years import last_year_table
from analysis.pages.html import Html, pick, section_html
from analysis.pages.overview.page import OverviewPage
from analysis.pages.overview.tables import overview_table
from analysis.pages.region.opening import heading
from analysis.pages.region.page import RegionPage
from analysis.pages.region.standing import standing_table
from analysis.pages.region.tables import checks_table, facts_table, provenance_table, reports_table
from analysis.pages.region.units import units_table
from analysis.words.card import CARD_PARTS
from analysis.words.overview import OVERVIEW_PARTS


def key_facts_table(page: RegionPage, part: str = "key_facts") -> Html:
    """Where the newest report stands among those like it, and under it the key facts of all that are drawn."""
    return Html(standing_table(page, page.peers, page.focus) + facts_table(page, part))


PACKED = 3  # of 9: a little larger than the usual 6, in half the time
INCH, DOTS = 96, 144  # pixels an inch on the page, and in the picture, for screens of higher density
_TABLES = {
    "coverage": reports_table,
    "key_facts": key_facts_table,
    "units": units_table,
    "checks": checks_table,
    "provenance": provenance_table,
}
_CARD_TABLES = {
    "identity": identity_table,
    "form": form_tables,
    "checks": identities_table,
    "last_year": last_year_table,
    "indicators": indicators_table,
    "findings": card_findings_table,
    "provenance": card_provenance_table,
}


def show(page: RegionPage | ReportCard | OverviewPage, part: str, *drawn: Axes) -> None:
    """Show a part in a notebook: heading, charts, and the table under them."""
    from IPython.display import display as display_untyped

    display: Callable[[object], None] = display_untyped
    head, table = part_html(page, part)
    display(head)
    for axes in drawn:
        display(picture(axes))
    display(table)


def picture(axes: Axes) -> object:
    """A chart as a picture for a notebook, and its figure closed, or the notebook would show it a second time.

    The inline backend would draw it twice to trim its margins; the charts have none.
    """
    from IPython.display import Image
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.pyplot import close

    figure = axes.get_figure(root=True)
    assert figure is not None  # noqa: S101
    stream = io.BytesIO()
    figure.set_dpi(DOTS)
    canvas: Any = FigureCanvasAgg(figure)
    canvas.print_png(stream, pil_kwargs={"compress_level": PACKED})  # savefig would draw everything twice
    close(figure)
    width = round(figure.get_figwidth() * INCH)
    return Image(data=stream.getvalue(), format="png", width=width)  # type: ignore[no-untyped-call,unused-ignore]


def part_html(page: RegionPage | ReportCard | OverviewPage, part: str) -> tuple[Html, Html]:
    """The heading of a part with its sentence, and its table."""
    if isinstance(page, ReportCard):
        name, says = CARD_PARTS[part]
        return section_html(part, pick(page, name), pick(page, says)), _CARD_TABLES[part](page)
    if isinstance(page, OverviewPage):
        name, says = OVERVIEW_PARTS[part]
        return section_html(part, pick(page, name), pick(page, says)), overview_table(page, part)
    return heading(page, part), _TABLES.get(part, facts_table)(page, part)
