"""PDF: ruled grids and running text on pypdfium2."""
