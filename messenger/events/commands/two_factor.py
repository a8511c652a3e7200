"""Commands about the second factor."""

from messenger.events.commands.command import Command, Id, Word


class TwoFactorStatus(Command):
    """Read how one's second factor stands."""

    op = "two_factor.status"


class TwoFactorStart(Command):
    """Get a secret for an authenticator; it counts once its first code is confirmed."""

    op = "two_factor.start"
    password: str


class TwoFactorConfirm(Command):
    """Switch the second factor on by its first code; the other sessions end."""

    op = "two_factor.confirm"
    code: Word


class TwoFactorDisable(Command):
    """Switch the second factor off by one of its codes; the other sessions end."""

    op = "two_factor.disable"
    code: Word


class TwoFactorRegenerateCodes(Command):
    """Get new recovery codes; the old ones and the other sessions end."""

    op = "two_factor.regenerate_codes"


class TwoFactorForgetDevice(Command):
    """Ask a remembered device for codes again."""

    op = "two_factor.forget_device"
    device_id: Id
