"""What readers of a page see: the reports it rests on, sentences, tables with definitions, the card of one report."""

from analysis.pages.card.opening import card_opening
from analysis.pages.card.page import ReportCard, report_card
from analysis.pages.html import Html
from analysis.pages.overview.charts import overview_charts
from analysis.pages.overview.opening import overview_opening
from analysis.pages.overview.page import OverviewPage, overview_page
from analysis.pages.overview.tables import overview_table
from analysis.pages.region.charts import demand_charts, disclosure_charts, flow_charts, unit_charts
from analysis.pages.region.opening import heading, opening
from analysis.pages.region.page import RegionPage, region_page
from analysis.pages.region.tables import checks_table, facts_table, provenance_table, reports_table
from analysis.pages.region.units import units_table
from analysis.pages.show import part_html, show

__all__ = [
    "Html",
    "OverviewPage",
    "RegionPage",
    "ReportCard",
    "card_opening",
    "checks_table",
    "demand_charts",
    "disclosure_charts",
    "facts_table",
    "flow_charts",
    "heading",
    "opening",
    "overview_charts",
    "overview_opening",
    "overview_page",
    "overview_table",
    "part_html",
    "provenance_table",
    "region_page",
    "report_card",
    "reports_table",
    "show",
    "unit_charts",
    "units_table",
]
