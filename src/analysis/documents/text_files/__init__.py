"""Text dumps: tabs, bars, boxes, spaces, one cell a line."""
