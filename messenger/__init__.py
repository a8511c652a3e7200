"""Dash Messenger: a self-hosted messenger in one process."""

__version__ = "0.1.0"
