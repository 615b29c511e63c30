"""The command ``gongkai``: parse, check, ingest, run, card, export, lab, codes, indicators."""

from __future__ import annotations

from analysis.cli.group import main
from analysis.cli.indicators import indicators
from analysis.cli.making import card, export, ingest, lab, run
from analysis.cli.reading import as_data, check, codes, parse

__all__ = [
    "as_data",
    "card",
    "check",
    "codes",
    "export",
    "indicators",
    "ingest",
    "lab",
    "main",
    "parse",
    "run",
]
