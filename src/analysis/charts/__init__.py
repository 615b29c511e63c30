"""One function a chart: a tidy frame in, ``Axes`` out; the style, the font and the colours."""

from analysis.charts.amounts import PROACTIVE, proactive
from analysis.charts.counts import demand, flow
from analysis.charts.dots import KEY_FACTS, disclosure, key_facts, requester_gap
from analysis.charts.stacked import outcomes, remedies, requesters
from analysis.charts.style import use_style
from analysis.charts.tiles import coverage, grounds

__all__ = [
    "KEY_FACTS",
    "PROACTIVE",
    "coverage",
    "demand",
    "disclosure",
    "flow",
    "grounds",
    "key_facts",
    "outcomes",
    "proactive",
    "remedies",
    "requester_gap",
    "requesters",
    "use_style",
]
