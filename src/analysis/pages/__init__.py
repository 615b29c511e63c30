"""What readers of a page see: the reports it rests on, sentences, tables with definitions, the card of one report."""

from analysis.pages.card import ReportCard, report_card
from analysis.pages.card_opening import card_opening
from analysis.pages.html import Html
from analysis.pages.overview import OverviewPage, overview_page
from analysis.pages.overview_charts import overview_charts
from analysis.pages.overview_opening import overview_opening
from analysis.pages.overview_tables import overview_table
from analysis.pages.region_charts import demand_charts, disclosure_charts, flow_charts, unit_charts
from analysis.pages.region_opening import opening
from analysis.pages.selection import RegionPage, region_page
from analysis.pages.sentences import heading
from analysis.pages.show import part_html, show
from analysis.pages.tables import checks_table, facts_table, provenance_table, reports_table
from analysis.pages.units import units_table

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
