"""What stands at a setting that a variable rules over."""

from messenger.ui.texts import _


def say_fixed(variable: str) -> str:
    """Return the word that this cannot be changed here, and where it can."""
    return _("Set by {variable}: it cannot be changed here.", variable=variable)
