"""Indicators, their uncertainty, and sums over bodies: frames in, frames out."""

from analysis.measures.breaks import BREAKS, break_between
from analysis.measures.catalogue import CATALOGUE, find
from analysis.measures.changes import Balanced, balanced, change, segments
from analysis.measures.comparing import compare, members
from analysis.measures.coverage import coverage
from analysis.measures.decomposition import Decomposition, kitagawa
from analysis.measures.doubts import dominance_words, doubt_words, verdict
from analysis.measures.funnels import flag_fdr, funnel, funnel_limits
from analysis.measures.indicators import compute, wide
from analysis.measures.inequality import gini, inequality, lorenz, theil
from analysis.measures.intervals import jeffreys, newcombe, poisson_exact, wilson
from analysis.measures.peers import peers, percentiles
from analysis.measures.people import population, read_population
from analysis.measures.pooling import Pooled, pool
from analysis.measures.quality import on_time, quality
from analysis.measures.shrinkage import ranks, shrink
from analysis.measures.smallness import GREY_BELOW, RANK_BELOW, dominance, grey, mark_small, rankable
from analysis.measures.spans import means, turnover
from analysis.measures.terms import Basis, Indicator

__all__ = [
    "BREAKS", "CATALOGUE", "GREY_BELOW", "RANK_BELOW", "Balanced", "Basis", "Decomposition", "Indicator",
    "Pooled", "balanced", "break_between", "change", "compare", "compute", "coverage", "dominance",
    "dominance_words", "doubt_words", "find", "flag_fdr", "funnel", "funnel_limits", "gini", "grey",
    "inequality", "jeffreys", "kitagawa", "lorenz", "mark_small", "means", "members", "newcombe", "on_time",
    "peers", "percentiles", "poisson_exact", "pool", "population", "quality", "rankable", "ranks",
    "read_population", "segments", "shrink", "theil", "turnover", "verdict", "wide", "wilson",
]  # fmt: skip
