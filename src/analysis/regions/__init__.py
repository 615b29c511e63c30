from analysis.regions.gazetteer import Division, chain, find, lookup
from analysis.regions.resolver import Clue, Place, resolve

__all__ = ["Clue", "Division", "Place", "chain", "find", "lookup", "resolve"]
