"""What readers of a region's page see: the reports it rests on, sentences, tables with definitions."""

from analysis.pages.selection import RegionPage, region_page
from analysis.pages.sentences import heading, opening
from analysis.pages.show import show
from analysis.pages.tables import checks_table, facts_table, provenance_table, reports_table

__all__ = [
    "RegionPage",
    "checks_table",
    "facts_table",
    "heading",
    "opening",
    "provenance_table",
    "region_page",
    "reports_table",
    "show",
]
