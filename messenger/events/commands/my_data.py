"""Commands about one's own data: a copy of it, and its end."""

from typing import Literal

from messenger.events.commands.command import Command


class AccountExport(Command):
    """Have everything of one's own gathered in a file; it is made in the background."""

    op = "account.export"


class AccountExportStatus(Command):
    """Read how far that is."""

    op = "account.export_status"


class AccountDelete(Command):
    """Have one's account deleted in 14 days; every session of it ends at once.

    `messages` says what becomes of one's own messages: they stay, without one's name, or go too.
    """

    op = "account.delete"
    messages: Literal["keep", "remove"]


class AccountKeep(Command):
    """Keep an account that is to be deleted, as it was."""

    op = "account.keep"
