"""Markdown of messages, as the browser reads it (`static/js/models/markdown`)."""
