"""Letters: their words, their looks and the way to the mail server."""
