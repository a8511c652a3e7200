"""People in real browsers, talking through a real server."""
