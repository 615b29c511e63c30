from analysis.regions.gazetteer import Division, chain, find, lookup
from analysis.regions.labels import children, english, official_name, order, order_key, short_name
from analysis.regions.lineage import lineage
from analysis.regions.place import Clue, Evidence, Place
from analysis.regions.resolver import resolve

__all__ = [
    "Clue", "Division", "Evidence", "Place", "chain", "children", "english", "find", "lineage", "lookup",
    "official_name", "order", "order_key", "resolve", "short_name",
]  # fmt: skip
