"""The pictures of the documents: every screen, taken from the demo."""
