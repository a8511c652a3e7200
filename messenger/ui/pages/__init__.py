"""The pages; each module registers itself with Dash when it is imported."""
