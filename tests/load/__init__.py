"""Load tests: what the messenger does in a second, beside the limits of what it stands on."""
