"""Commands about signing in and one's own account."""

from typing import Literal

from messenger.events.commands.command import Command, Id, Word
from messenger.events.objects import PrivacyChange, Rule


class AuthRegister(Command):
    """Make an account and sign in to it; `code` is the one that was sent to the address.

    `invite` is the code of an invitation, where registration needs one.
    """

    op = "auth.register"
    username: Word
    email: Word
    password: str
    name: Word | None = None
    code: Word | None = None
    invite: Word | None = None


class AuthRegistration(Command):
    """Read who may make an account here; needs no session."""

    op = "auth.registration"


class AuthLogin(Command):
    """Sign in by nick or e-mail; `code` is an authenticator's or a recovery code.

    The password is judged first: only who has it learns by `totp_required` that a code is needed.
    `device_token` is one that an earlier reply gave to this device, which is then no new one.
    """

    op = "auth.login"
    login: Word
    password: str
    code: Word | None = None
    device_token: Word | None = None


class AuthResume(Command):
    """Sign in by the token of a session."""

    op = "auth.resume"
    token: Word


class AuthLogout(Command):
    """End the session that asks."""

    op = "auth.logout"


class AuthReauthenticate(Command):
    """Prove by password or code who one is, as dangerous operations want it every half hour."""

    op = "auth.reauthenticate"
    password: str | None = None
    code: Word | None = None


class Ping(Command):
    """Show that both ends are alive."""

    op = "ping"


class AccountGet(Command):
    """Read one's own account."""

    op = "account.get"


class AccountUpdate(Command):
    """Change one's own account; what is absent stays.

    `markdown` says how one likes to write: clients send `format` with each message all the same.
    """

    op = "account.update"
    name: Word | None = None
    username: Word | None = None
    bio: str | None = None
    language: Literal["en", "ru"] | None = None
    privacy: PrivacyChange | None = None
    markdown: bool | None = None


class AccountSetAvatar(Command):
    """Show an upload, which was made `as=avatar`, as one's photo."""

    op = "account.set_avatar"
    media_id: Word


class AccountRemoveAvatar(Command):
    """Show no photo any more."""

    op = "account.remove_avatar"


class AccountChangePassword(Command):
    """Change one's password, which ends one's other sessions unless `keep_others`."""

    op = "account.change_password"
    old: str
    new: str
    keep_others: bool = False


class SessionsList(Command):
    """List one's sessions that have not ended."""

    op = "sessions.list"


class SessionsRevoke(Command):
    """End one of one's sessions, or all others; their connections close at once."""

    op = "sessions.revoke"
    session_id: Id | None = None
    others: bool = False


class AccountChangeEmail(Command):
    """Ask for another e-mail address; it counts once the link sent to it was followed."""

    op = "account.change_email"
    password: str
    email: Word


class PrivacyListExceptions(Command):
    """List the people for whom one of one's privacy rules does not hold, by name."""

    op = "privacy.list_exceptions"
    rule: Rule


class PrivacySetException(Command):
    """Let a person always (true) or never (false), whatever the rule says; null ends that."""

    op = "privacy.set_exception"
    rule: Rule
    user_id: Id
    allow: bool | None
