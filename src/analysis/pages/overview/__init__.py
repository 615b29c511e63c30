"""The overview: the governments of one level side by side."""
