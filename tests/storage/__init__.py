"""The store of contents, and what lies on the disk on its way there."""
