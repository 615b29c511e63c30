"""Documents to reports: fit the forms, find sections and names, check the arithmetic."""

from __future__ import annotations

from analysis.reports.cells import Cell
from analysis.reports.checks import Check
from analysis.reports.findings import CODES, Finding
from analysis.reports.report import (
    PARSER_VERSION,
    Report,
    read_all_reports,
    read_report,
    report_from,
    reports_from,
)
from analysis.reports.sections import Section

__all__ = [
    "CODES",
    "PARSER_VERSION",
    "Cell",
    "Check",
    "Finding",
    "Report",
    "Section",
    "read_all_reports",
    "read_report",
    "report_from",
    "reports_from",
]
