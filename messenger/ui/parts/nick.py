"""The nick, as people type it."""

from messenger.ui.texts import _


def fold_nick(nick: str) -> str:
    """Return a nick in small letters: nobody should have to guess why a capital is refused."""
    return nick.strip().lower()


def nick_rules() -> str:
    """Return what a nick may be."""
    return _("3 to 32 characters: a–z, 0–9, _ and .")
