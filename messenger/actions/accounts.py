"""One's own account: what it says, how it may be named, and its privacy."""

import re
import unicodedata
from typing import Any

from email_validator import EmailNotValidError, validate_email
from msgspec import Struct
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import nicks, profiles, states
from messenger.actions.access import Viewer
from messenger.actions.notices import write_notice
from messenger.actions.people import load_user
from messenger.actions.states import take_state
from messenger.actions.texts import LONGEST_BIO, LONGEST_NAME, clean_text, require_text
from messenger.db.tables import users
from messenger.errors import N_, BadRequest, EmailTaken
from messenger.events.objects import PrivacyChange, PrivacyRules, User
from messenger.events.pushed import AccountUpdated
from messenger.services import Services

USERNAME = re.compile(r"[a-z0-9_.]{3,32}")
RESERVED = frozenset(
    {
        *("admin", "administrator", "root", "system", "moderator", "mod", "staff", "official"),
        *("support", "help", "helpdesk", "security", "abuse", "service", "notices", "team"),
        *("service_notices", "postmaster", "webmaster", "hostmaster", "info", "mail", "noreply"),
        *("messenger", "dash", "bot", "bots", "api", "www", "channel", "everyone", "all", "here"),
        *("deleted", "unknown", "anonymous", "guest", "me", "self", "saved", "null", "none"),
    }
)

lock_accounts = states.lock_accounts


class Account(Struct, frozen=True):
    """One's own account, with what nobody else is shown; `markdown`: whether one writes in it."""

    user: User
    email: str
    privacy: PrivacyRules
    language: str | None
    markdown: bool
    is_admin: bool


def parse_username(username: str) -> str:
    """Return a nick that may be given out; BadRequest otherwise."""
    if not USERNAME.fullmatch(username):
        raise BadRequest(
            N_("A nick has 3 to 32 characters: a to z, digits, underscore and dot."),
            field="username",
        )
    if username.strip("._") in RESERVED or not username.strip("._"):
        raise BadRequest(N_("This nick is reserved."), field="username")
    return username


def parse_email(email: str) -> str:
    """Return an e-mail address in its one spelling; BadRequest where it is none."""
    try:
        valid = validate_email(email.strip(), check_deliverability=False)
    except EmailNotValidError as error:
        raise BadRequest(N_("This is not an e-mail address."), field="email") from error
    return valid.normalized.casefold()


def parse_name(name: str) -> str:
    """Return a name that can be shown; BadRequest or TooLong otherwise.

    Controls are refused since they let a name pose as another (Unicode TR 36).
    """
    cleaned = " ".join(require_text(name, "name", LONGEST_NAME).split())
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co"} for letter in cleaned) or any(
        letter in cleaned for letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ):
        raise BadRequest(N_("The name holds a character that cannot be shown."), field="name")
    return cleaned


async def check_username(services: Services, username: str, viewer: Viewer | None = None) -> None:
    """Raise BadRequest or UsernameTaken unless a nick is free, or was the viewer's lately."""
    parse_username(username)
    async with services.database.reading() as connection:
        await nicks.require_nick(services, connection, username, viewer.user_id if viewer else None)


async def require_free(connection: AsyncConnection, *, email: str | None) -> None:
    """Raise EmailTaken where somebody has the address."""
    query = select(func.count()).select_from(users).where(users.c.email == email)
    if await connection.scalar(query):
        raise EmailTaken(field="email")


async def get_account(services: Services, viewer: Viewer) -> Account:
    """Return the viewer's own account."""
    async with services.database.reading() as connection:
        return await _load_account(services, connection, viewer)


async def update_account(
    services: Services,
    viewer: Viewer,
    *,
    name: str | None = None,
    username: str | None = None,
    bio: str | None = None,
    language: str | None = None,
    privacy: PrivacyChange | None = None,
    markdown: bool | None = None,
) -> Account:
    """Change the viewer's own account; what is None stays.

    BadRequest, TooLong or UsernameTaken name the field that is wrong; RateLimited says when the
    nick can be changed again.
    """
    changes = _profile_changes(name=name, username=username, bio=bio) | _privacy_changes(privacy)
    if language is not None:
        changes["language"] = language
    if markdown is not None:
        changes["markdown"] = markdown
    async with services.database.writing() as connection:
        await profiles.lock_shared_chats(connection, viewer.user_id)
        if await _is_new_nick(connection, viewer, username):
            facts = {"nick": changes["username"]}
            await write_notice(services, connection, viewer.user_id, "username_changed", facts)
        await lock_accounts(connection)
        if "username" in changes:
            await nicks.change_nick(services, connection, viewer.user_id, changes["username"])
        if changes:
            await connection.execute(
                update(users).where(users.c.id == viewer.user_id).values(**changes)
            )
        state = await take_state(connection, viewer.user_id)
        account = await _load_account(services, connection, viewer)
        news = await profiles.gather(services, connection, viewer.user_id)
    services.rosters.forget_person(viewer.user_id)
    told = AccountUpdated(user=account.user, state=state, markdown=markdown)
    services.hub.publish([viewer.user_id], told)
    profiles.announce(services, news)
    return account


async def _is_new_nick(connection: AsyncConnection, viewer: Viewer, username: str | None) -> bool:
    mine = select(users.c.username).where(users.c.id == viewer.user_id)
    return username is not None and await connection.scalar(mine) != username


def _profile_changes(*, name: str | None, username: str | None, bio: str | None) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if name is not None:
        changes["name"] = parse_name(name)
        changes["name_folded"] = changes["name"].casefold()
    if username is not None:
        changes["username"] = parse_username(username)
    if bio is not None:
        changes["bio"] = clean_text(bio, "bio", LONGEST_BIO)
    return changes


def _privacy_changes(privacy: PrivacyChange | None) -> dict[str, Any]:
    if privacy is None:
        return {}
    wanted = {
        "privacy_messages": privacy.messages,
        "privacy_find": privacy.find,
        "privacy_last_seen": privacy.last_seen,
        "privacy_photo": privacy.photo,
        "read_receipts": privacy.read_receipts,
        "privacy_email": privacy.email,
        "privacy_groups": privacy.groups,
        "link_previews": privacy.link_previews,
    }
    return {column: value for column, value in wanted.items() if value is not None}


async def _load_account(services: Services, connection: AsyncConnection, viewer: Viewer) -> Account:
    row = (await connection.execute(select(users).where(users.c.id == viewer.user_id))).one()
    return Account(
        user=await load_user(services, connection, viewer.user_id, viewer.user_id),
        email=row.email,
        privacy=PrivacyRules(
            messages=row.privacy_messages,
            find=row.privacy_find,
            last_seen=row.privacy_last_seen,
            photo=row.privacy_photo,
            read_receipts=row.read_receipts,
            email=row.privacy_email,
            groups=row.privacy_groups,
            link_previews=row.link_previews,
        ),
        language=row.language,
        markdown=row.markdown,
        is_admin=row.is_admin,
    )
