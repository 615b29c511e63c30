"""The chart and the map of a view: which of the charts fits the rows, drawn and closed."""

from __future__ import annotations

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import charts
from analysis.explorer.selection import Selection

MOST_LINES = 8
MOST_ROWS = 40


def draw(table: pd.DataFrame, chosen: Selection) -> Figure:
    """The chart of the rows: lines if a few units have several years, else dots, else the spread by level."""
    facts = table.assign(indicator=chosen.indicator, report_id=range(len(table)), status="ok")
    return _closed(charts.demand(facts, code=chosen.indicator, lang=chosen.lang, label="name"))


def draw_map(table: pd.DataFrame, chosen: Selection) -> Figure | None:
    """The map of the rows."""
    return None


def _closed(axes: Axes) -> Figure:
    """The figure of a chart, out of pyplot's hands: it can still be saved, and nothing is left open."""
    figure = axes.get_figure(root=True)
    assert figure is not None  # noqa: S101
    plt.close(figure)
    return figure
