"""What is kept: the tables, the engine and the one way to write."""
