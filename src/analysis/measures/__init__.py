"""Indicators, their uncertainty, and sums over bodies: frames in, frames out."""

from analysis.measures.catalogue import CATALOGUE, find
from analysis.measures.comparing import compare, members
from analysis.measures.funnels import flag_fdr, funnel, funnel_limits
from analysis.measures.indicators import compute, wide
from analysis.measures.intervals import jeffreys, newcombe, poisson_exact, wilson
from analysis.measures.people import population, read_population
from analysis.measures.pooling import Pooled, pool
from analysis.measures.shrinkage import ranks, shrink
from analysis.measures.smallness import GREY_BELOW, RANK_BELOW, dominance, grey, mark_small, rankable
from analysis.measures.terms import Indicator

__all__ = [
    "CATALOGUE",
    "GREY_BELOW",
    "RANK_BELOW",
    "Indicator",
    "Pooled",
    "compare",
    "compute",
    "dominance",
    "find",
    "flag_fdr",
    "funnel",
    "funnel_limits",
    "grey",
    "jeffreys",
    "mark_small",
    "members",
    "newcombe",
    "poisson_exact",
    "pool",
    "population",
    "rankable",
    "ranks",
    "read_population",
    "shrink",
    "wide",
    "wilson",
]
