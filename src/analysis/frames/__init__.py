"""Reports as tidy frames with declared columns, and the store that keeps them."""
