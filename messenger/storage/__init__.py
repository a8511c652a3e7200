"""Keeping what people upload: whole files by their content, unfinished ones by chance."""
