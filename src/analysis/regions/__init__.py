from analysis.regions.gazetteer import Division, chain, find, lookup
from analysis.regions.place import Clue, Evidence, Place
from analysis.regions.resolver import resolve

__all__ = ["Clue", "Division", "Evidence", "Place", "chain", "find", "lookup", "resolve"]
