"""The demo: eight invented people and months of their talks, in a data folder of its own."""
