"""Indicators, their uncertainty, and sums over bodies: frames in, frames out."""

from analysis.measures.catalogue import CATALOGUE, find
from analysis.measures.indicators import compute, wide
from analysis.measures.intervals import newcombe, poisson_exact, wilson
from analysis.measures.pooling import Pooled, pool
from analysis.measures.terms import Indicator

__all__ = [
    "CATALOGUE",
    "Indicator",
    "Pooled",
    "compute",
    "find",
    "newcombe",
    "poisson_exact",
    "pool",
    "wide",
    "wilson",
]
