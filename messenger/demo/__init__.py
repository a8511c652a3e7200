"""The demo: eight invented people, months of their talks and groups, in a folder of its own."""
