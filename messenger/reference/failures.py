"""With which errors each operation may be refused, and what each error means."""

from messenger import errors
from messenger.errors import MessengerError

# Any operation that needs a signed-in person can meet these besides its own; `forbidden` where the
# server wants two factors and the person has none, or the account is to be deleted.
COMMON = (
    errors.BadRequest,
    errors.Unauthenticated,
    errors.SessionExpired,
    errors.Forbidden,
    errors.RateLimited,
    errors.Internal,
    errors.Unavailable,
)
ANYBODY = (errors.BadRequest, errors.RateLimited, errors.Internal, errors.Unavailable)
DOORS = frozenset({"auth.register", "auth.registration", "auth.login", "auth.resume", "ping"})

Failures = tuple[type[MessengerError], ...]

PERSON: Failures = (errors.NotFound,)
CHAT: Failures = (errors.NotFound,)
GROUP: Failures = (errors.NotFound, errors.Forbidden)
SENDING: Failures = (
    errors.NotFound,
    errors.Forbidden,
    errors.Blocked,
    errors.Privacy,
    errors.TooLong,
    errors.Conflict,
)
DANGEROUS: Failures = (errors.NotFound, errors.ReauthenticationRequired)

OWN: dict[str, Failures] = {
    "auth.register": (
        errors.TooLong,
        errors.UsernameTaken,
        errors.EmailTaken,
        errors.EmailCodeRequired,
        errors.InvalidEmailCode,
        errors.RegistrationClosed,
        errors.InvalidInvite,
        errors.AccountPending,
    ),
    "auth.registration": (),
    "auth.login": (
        errors.InvalidCredentials,
        errors.TotpRequired,
        errors.InvalidTotp,
        errors.AccountPending,
        errors.AccountDisabled,
    ),
    "auth.reauthenticate": (errors.InvalidCredentials, errors.InvalidTotp),
    "two_factor.status": (),
    "two_factor.start": (errors.InvalidCredentials, errors.Conflict),
    "two_factor.confirm": (errors.InvalidTotp, errors.Conflict, errors.ReauthenticationRequired),
    "two_factor.disable": (errors.InvalidTotp, errors.Conflict, errors.ReauthenticationRequired),
    "two_factor.regenerate_codes": (errors.Conflict, errors.ReauthenticationRequired),
    "two_factor.forget_device": (errors.NotFound,),
    "auth.resume": (errors.SessionExpired,),
    "auth.logout": (),
    "ping": (),
    "account.get": (),
    "account.update": (errors.TooLong, errors.UsernameTaken),
    "account.set_avatar": (errors.NotFound,),
    "account.remove_avatar": (),
    "account.change_password": (errors.InvalidCredentials, errors.TooLong),
    "sessions.list": (),
    "sessions.revoke": (errors.NotFound,),
    "account.change_email": (errors.InvalidCredentials, errors.EmailTaken),
    "privacy.list_exceptions": (),
    "privacy.set_exception": (*PERSON, errors.TooMany),
    "account.export": (errors.Conflict, errors.ReauthenticationRequired),
    "account.export_status": (),
    "account.delete": (errors.Conflict, errors.ReauthenticationRequired),
    "account.keep": (errors.Conflict,),
    "users.search": (errors.TooLong, errors.TooMany),
    "users.get": PERSON,
    "contacts.list": (),
    "contacts.add": PERSON,
    "contacts.remove": PERSON,
    "blocks.list": (),
    "blocks.add": PERSON,
    "blocks.remove": PERSON,
    "chats.list": (errors.TooMany,),
    "chats.get": CHAT,
    "chats.open_direct": (*PERSON, errors.Privacy),
    "chats.open_saved": (),
    "chats.create_group": (errors.TooLong, errors.TooMany, errors.NotFound),
    "chats.update": (*GROUP, errors.TooLong),
    "chats.leave": CHAT,
    "members.list": (*CHAT, errors.TooLong, errors.TooMany),
    "members.add": (*GROUP, errors.TooMany),
    "members.remove": (*GROUP, errors.TooMany),
    "members.set_role": GROUP,
    "members.get": (*CHAT, errors.TooMany),
    "members.banned": GROUP,
    "members.unban": GROUP,
    "invites.create": (*GROUP, errors.TooMany),
    "invites.list": GROUP,
    "invites.revoke": GROUP,
    "invites.preview": (*GROUP, errors.Conflict),
    "invites.join": (*GROUP, errors.Conflict),
    "invites.requests": GROUP,
    "invites.answer": GROUP,
    "messages.readers": (*GROUP, errors.Conflict, errors.Privacy),
    "chats.delete": (*CHAT, errors.Forbidden),
    "chats.clear": (*CHAT, errors.Forbidden),
    "chats.mute": CHAT,
    "chats.pin": (*CHAT, errors.TooMany),
    "chats.order_pins": (*CHAT, errors.TooMany),
    "chats.archive": CHAT,
    "chats.mark_unread": CHAT,
    "chats.mentions": (*CHAT, errors.TooMany),
    "chats.read_mentions": CHAT,
    "chats.set_draft": (*CHAT, errors.Forbidden, errors.TooLong),
    "folders.list": (),
    "folders.set": (*CHAT, errors.TooLong, errors.TooMany),
    "folders.keep_chat": (*CHAT, errors.TooMany),
    "folders.order": CHAT,
    "folders.delete": CHAT,
    "typing": CHAT,
    "sync": (errors.TooMany,),
    "messages.send": (
        *CHAT,
        errors.Forbidden,
        errors.Blocked,
        errors.Privacy,
        errors.TooLong,
        errors.Conflict,
    ),
    "messages.history": (*CHAT, errors.TooMany),
    "messages.search": (*CHAT, errors.TooLong, errors.TooMany),
    "messages.forward": (
        *CHAT,
        errors.Forbidden,
        errors.Blocked,
        errors.Privacy,
        errors.TooMany,
        errors.Conflict,
    ),
    "messages.pin": (*GROUP, errors.Blocked, errors.Privacy, errors.TooMany),
    "messages.pinned": CHAT,
    "messages.unpin_all": (*GROUP, errors.Blocked, errors.Privacy),
    "messages.edit": (
        *CHAT,
        errors.Forbidden,
        errors.Blocked,
        errors.Privacy,
        errors.TooLong,
    ),
    "messages.delete": (*CHAT, errors.Forbidden, errors.TooMany),
    "messages.read": CHAT,
    "messages.report": (*CHAT, errors.Forbidden, errors.TooLong, errors.TooMany),
    "reminders.add": (*CHAT, errors.TooMany),
    "reminders.list": (),
    "reminders.delete": CHAT,
    "scheduled.list": CHAT,
    "scheduled.add": (*SENDING, errors.TooMany),
    "scheduled.edit": SENDING,
    "scheduled.send_now": (*CHAT, errors.Blocked, errors.Privacy, errors.Conflict),
    "scheduled.delete": (*CHAT, errors.Conflict),
    "admin.people": (errors.TooLong, errors.TooMany),
    "admin.set_admin": (*DANGEROUS, errors.Conflict),
    "admin.end_sessions": DANGEROUS,
    "admin.make_reset_link": DANGEROUS,
    "admin.reset_two_factor": DANGEROUS,
    "admin.set_disabled": (*DANGEROUS, errors.Conflict),
    "admin.settings": (),
    "admin.update_settings": (errors.Conflict, errors.ReauthenticationRequired),
    "admin.invitations": (),
    "admin.create_invitation": (),
    "admin.revoke_invitation": PERSON,
    "admin.waiting": (),
    "admin.approve": (*PERSON, errors.Conflict),
    "admin.refuse": (*PERSON, errors.Conflict),
    "admin.reports": (),
    "admin.delete_reported": (*PERSON, errors.Conflict),
    "admin.dismiss_report": (*PERSON, errors.Conflict),
    "admin.journal": (errors.NotFound, errors.TooMany),
    "tickets.open": (errors.TooLong, errors.TooMany, errors.Conflict),
    "tickets.list": (),
    "tickets.queue": (errors.Forbidden,),
    "tickets.get": (errors.NotFound,),
    "tickets.write": (errors.NotFound, errors.TooLong, errors.Conflict),
    "tickets.read": (errors.NotFound,),
    "tickets.set_state": (errors.NotFound, errors.Forbidden),
    "tickets.rate": (errors.NotFound, errors.Forbidden, errors.Conflict, errors.TooLong),
}


def failures_of(op: str) -> Failures:
    """Return all that an operation may be refused with, in order of status and code."""
    common = ANYBODY if op in DOORS else COMMON
    return tuple(sorted({*OWN[op], *common}, key=lambda failure: (failure.status, failure.code)))


def all_failures() -> Failures:
    """Return every error of the protocol, in order of status and code."""
    known = MessengerError.__subclasses__()
    return tuple(sorted(known, key=lambda failure: (failure.status, failure.code)))
