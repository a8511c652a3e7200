"""What a file is, told from the file itself, and what it may be called."""
