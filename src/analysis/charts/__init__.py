"""One function a chart: a tidy frame in, ``Axes`` out; the style, the font, the colours and the maps."""

from analysis.charts.amounts import PROACTIVE, proactive
from analysis.charts.counts import demand, flow
from analysis.charts.dots import KEY_FACTS, disclosure, key_facts, requester_gap
from analysis.charts.estimates import caterpillar, dots, specification
from analysis.charts.levels import distribution
from analysis.charts.maps import region_map
from analysis.charts.planes import funnel, lorenz, quadrants
from analysis.charts.provinces import tile_map
from analysis.charts.series import trend
from analysis.charts.slopes import slope
from analysis.charts.stacked import outcomes, remedies, requesters
from analysis.charts.steps import alluvial, kitagawa_steps, waterfall
from analysis.charts.style import use_style
from analysis.charts.tiles import coverage, grounds

__all__ = [
    "KEY_FACTS",
    "PROACTIVE",
    "alluvial",
    "caterpillar",
    "coverage",
    "demand",
    "disclosure",
    "distribution",
    "dots",
    "flow",
    "funnel",
    "grounds",
    "key_facts",
    "kitagawa_steps",
    "lorenz",
    "outcomes",
    "proactive",
    "quadrants",
    "region_map",
    "remedies",
    "requester_gap",
    "requesters",
    "slope",
    "specification",
    "tile_map",
    "trend",
    "use_style",
    "waterfall",
]
