"""A forgotten password: asking for a link, and setting a new password by it."""

import logging
from typing import Any

from sqlalchemy import Row, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import journal
from messenger.actions.access import ClientInfo
from messenger.actions.devices import announce_ended, end_sessions
from messenger.actions.known_devices import forget_known_devices
from messenger.actions.nicks import is_called
from messenger.actions.notices import tell
from messenger.actions.outbox import WISH, queue_letter, take_mailing
from messenger.actions.remembered import forget_all_devices
from messenger.actions.texts import require_text
from messenger.actions.tickets import (
    CONFIRM,
    RESET,
    drop_tickets,
    find_holder,
    make_ticket,
    use_ticket,
)
from messenger.db.tables import users
from messenger.errors import N_, Conflict, NotFound
from messenger.services import Services

log = logging.getLogger(__name__)

LONGEST_LOGIN = 256
PATH = "/reset"


async def request_recovery(
    services: Services, *, login: str, client: ClientInfo, language: str
) -> None:
    """Note that somebody has forgotten a password; says and takes the same whoever that is.

    Whether there is such an account is looked up later, by `grant_wish`. Conflict where this
    server sends no letters, RateLimited for who asks too often.
    """
    if not services.settings.mails:
        raise Conflict(N_("This server sends no mail. Ask its administrator for a link."))
    services.buckets.take(client.address, "auth.recover")
    login = require_text(login, "login", LONGEST_LOGIN).casefold()
    async with services.database.writing() as connection:
        await queue_letter(
            services, connection, WISH, "", language=language, facts={"login": login}
        )


async def grant_wish(
    services: Services, connection: AsyncConnection, login: str, language: str
) -> None:
    """Queue the letter with the link where there is such an account and it had not too many."""
    query = select(users).where(or_(is_called(services, login), users.c.email == login))
    user = (await connection.execute(query)).one_or_none()
    if user is None or not await take_mailing(services, connection, RESET, user.email):
        return
    number, expires_at = await make_ticket(services, connection, RESET, user)
    await queue_letter(
        services,
        connection,
        RESET,
        user.email,
        language=user.language or language,
        facts={"name": user.name, "nick": user.username},
        number=number,
        expires_at=expires_at,
    )


async def reset_password(
    services: Services, *, token: str, password: str, client: ClientInfo
) -> None:
    """Set a new password by a link; every session of the person ends, and nobody is signed in.

    NotFound where the link works no more; BadRequest or TooLong for the password.
    """
    async with services.database.reading() as connection:
        user = await find_holder(services, connection, RESET, token)
    related = [user.username, user.email, user.name, "messenger"]
    await services.passwords.require_strong(password, related)
    password_hash = await services.passwords.hash(password)
    async with services.database.writing() as connection:
        await tell(services, connection, user.id, "password_changed")
        user, _ = await use_ticket(services, connection, RESET, token)
        await connection.execute(
            update(users).where(users.c.id == user.id).values(password_hash=password_hash)
        )
        await drop_tickets(connection, user.id, RESET, CONFIRM)
        await forget_all_devices(connection, user.id)
        await forget_known_devices(connection, user.id)
        ended = await end_sessions(connection, user.id)
    log.info(
        "password reset",
        extra={"user": user.id, "client": services.keys.pseudonym(client.address)},
    )
    announce_ended(services, user.id, ended)


async def issue_reset_link(services: Services, username: str) -> str:
    """Return a link by which a person sets a new password, for the command line."""
    async with services.database.writing() as connection:
        these = (is_called(services, username.lower()), users.c.deleted_at.is_(None))
        found = select(users).where(*these)
        user = (await connection.execute(found)).one_or_none()
        if user is None:
            raise NotFound(field="user_id")
        await journal.note(services, connection, None, "reset_link_made", subject=user.username)
        return await issue_link(services, connection, user)


async def issue_link(services: Services, connection: AsyncConnection, user: Row[Any]) -> str:
    """Return such a link for a person whose row this is."""
    number, _ = await make_ticket(services, connection, RESET, user)
    return f"{services.settings.public_url}{PATH}#{services.keys.token(RESET, number)}"
