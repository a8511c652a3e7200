"""One file for each figure; `measure` returns the lines of its table."""
