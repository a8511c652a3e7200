"""The sections of the administration page, one file each: a name, a title and what it shows."""
