"""Commands for administrators; `forbidden` for everybody else."""

from typing import Annotated

from msgspec import Meta

from messenger.events.commands.command import Command, Id, Word
from messenger.events.objects import Registration


class AdminPeople(Command):
    """List accounts by nick, all or those whose nick, name or address begins with `query`."""

    op = "admin.people"
    query: Word = ""
    limit: int = 50
    cursor: Word | None = None


class AdminSetAdmin(Command):
    """Make a person administrator or take that right away; the last one keeps it."""

    op = "admin.set_admin"
    user_id: Id
    on: bool


class AdminEndSessions(Command):
    """Sign another person out everywhere; their connections close at once."""

    op = "admin.end_sessions"
    user_id: Id


class AdminMakeResetLink(Command):
    """Make a link by which a person sets a new password: one hour, once."""

    op = "admin.make_reset_link"
    user_id: Id


class AdminResetTwoFactor(Command):
    """Switch another person's two factors off, forget their passkeys, and end their sessions."""

    op = "admin.reset_two_factor"
    user_id: Id


class AdminSetDisabled(Command):
    """Let another person sign in no more, which ends their sessions, or let them again."""

    op = "admin.set_disabled"
    user_id: Id
    on: bool


class AdminSettings(Command):
    """Read the rules of the server; `fixed` names those that a variable has set."""

    op = "admin.settings"


class AdminUpdateSettings(Command):
    """Change rules of the server; what is absent stays."""

    op = "admin.update_settings"
    registration: Registration | None = None
    email_domains: Annotated[list[Word], Meta(max_length=50)] | None = None
    require_two_factor: bool | None = None
    link_previews: bool | None = None


class AdminInvitations(Command):
    """List the latest invitations with their codes, and who came by which."""

    op = "admin.invitations"


class AdminCreateInvitation(Command):
    """Make an invitation for so many people and days."""

    op = "admin.create_invitation"
    uses: int = 1
    days: int = 7


class AdminRevokeInvitation(Command):
    """Withdraw an invitation; who came by it stays."""

    op = "admin.revoke_invitation"
    invitation_id: Id


class AdminWaiting(Command):
    """List the accounts that wait for approval, who has waited longest first."""

    op = "admin.waiting"


class AdminApprove(Command):
    """Let a person in who waits for approval."""

    op = "admin.approve"
    user_id: Id


class AdminRefuse(Command):
    """Delete an account that waits for approval."""

    op = "admin.refuse"
    user_id: Id


class AdminStorage(Command):
    """Tell what all uploads take, the bounds of that, and who keeps most: sums alone."""

    op = "admin.storage"


class AdminJournal(Command):
    """List what administrators have done, the latest first."""

    op = "admin.journal"
    limit: int = 50
    cursor: Id | None = None
