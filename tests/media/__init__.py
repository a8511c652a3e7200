"""Files: what they are, what they are called, and what films tell of themselves."""
