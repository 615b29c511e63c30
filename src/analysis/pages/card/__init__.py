"""The card of one report: the form redrawn, its arithmetic, the year before, where each figure stands."""
