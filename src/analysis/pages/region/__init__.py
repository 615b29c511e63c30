"""The page of a region: which reports it rests on, its opening, its parts with charts and tables."""
