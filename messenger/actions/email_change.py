"""Another address for an account: confirmed by the new one, and undone by the old one."""

import logging
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import instance, profiles
from messenger.actions.access import Viewer
from messenger.actions.accounts import lock_accounts, parse_email, require_free
from messenger.actions.devices import announce_ended, end_sessions
from messenger.actions.known_devices import forget_known_devices
from messenger.actions.notices import write_notice
from messenger.actions.outbox import queue_letter, take_mailing
from messenger.actions.people import load_user
from messenger.actions.remembered import forget_all_devices
from messenger.actions.states import take_state
from messenger.actions.tickets import (
    CONFIRM,
    UNDO,
    drop_tickets,
    find_owner,
    make_ticket,
    use_ticket,
)
from messenger.db.tables import users
from messenger.errors import N_, BadRequest, InvalidCredentials, RateLimited
from messenger.events.pushed import AccountUpdated
from messenger.services import Services

log = logging.getLogger(__name__)

FULL_HOUR = 3600  # seconds


class EmailChange(Struct, frozen=True):
    """An address that was asked for; `pending` until the link of the letter to it is followed."""

    email: str
    pending: bool


async def change_email(
    services: Services, viewer: Viewer, *, password: str, email: str
) -> EmailChange:
    """Send a link to the new address; it takes the old one's place once the link is followed.

    Where this server sends no letters it does so at once; EmailTaken then. InvalidCredentials for
    a wrong password, BadRequest for what is no address, one's own already, or at a domain that is
    not allowed.
    """
    email = parse_email(email)
    user = await _require_password(services, viewer, password)
    if user.email == email:
        raise BadRequest(N_("This is your address already."), field="email")
    async with services.database.reading() as connection:
        instance.require_domain(await instance.load_rules(services, connection), email)
    if services.settings.mails:
        await _ask_new_address(services, user, email)
        return EmailChange(email, pending=True)
    async with services.database.writing() as connection:
        await profiles.lock_shared_chats(connection, user.id)
        await write_notice(services, connection, user.id, UNDO, {"email": email})
        await lock_accounts(connection)
        await require_free(connection, email=email)
        news = await _set_email(services, connection, user, email)
    profiles.announce(services, news)
    return EmailChange(email, pending=False)


async def confirm_email(services: Services, *, token: str) -> None:
    """Give an account its new address by a link; the old one gets a letter with the way back.

    NotFound where the link works no more, EmailTaken where somebody was quicker.
    """
    holder, address = await _find_owner(services, CONFIRM, token)
    async with services.database.writing() as connection:
        await profiles.lock_shared_chats(connection, holder)
        await write_notice(services, connection, holder, UNDO, {"email": str(address)})
        user, email = await use_ticket(services, connection, CONFIRM, token)
        await require_free(connection, email=email)
        number, expires_at = await make_ticket(services, connection, UNDO, user, email=user.email)
        await queue_letter(
            services,
            connection,
            UNDO,
            user.email,
            language=user.language,
            facts={"name": user.name, "nick": user.username, "email": str(email)},
            number=number,
            expires_at=expires_at,
        )
        news = await _set_email(services, connection, user, str(email))
    log.info("address changed", extra={"user": user.id})
    profiles.announce(services, news)


async def undo_email(services: Services, *, token: str) -> None:
    """Give an account its old address back by a link; all its sessions and other links end.

    NotFound where the link works no more, EmailTaken where the address has another account.
    """
    holder, address = await _find_owner(services, UNDO, token)
    async with services.database.writing() as connection:
        await profiles.lock_shared_chats(connection, holder)
        await write_notice(services, connection, holder, UNDO, {"email": str(address)})
        user, email = await use_ticket(services, connection, UNDO, token)
        if user.email != email:
            await require_free(connection, email=email)
        news = await _set_email(services, connection, user, str(email))
        # Whoever was in the account holds later letters, and could undo this in turn.
        await drop_tickets(connection, user.id)
        await forget_all_devices(connection, user.id)
        await forget_known_devices(connection, user.id)
        ended = await end_sessions(connection, user.id)
    log.info("change of address undone", extra={"user": user.id})
    announce_ended(services, user.id, ended)
    # The person's own connections have just ended.
    profiles.announce(services, [each for each in news if each.user_id != user.id])


async def _find_owner(services: Services, kind: str, token: str) -> tuple[int, str | None]:
    """Return whose a ticket is and its address, for locks that come before the one of accounts."""
    async with services.database.reading() as connection:
        return await find_owner(services, connection, kind, token)


async def _require_password(services: Services, viewer: Viewer, password: str) -> Row[Any]:
    async with services.database.reading() as connection:
        query = select(users).where(users.c.id == viewer.user_id)
        user = (await connection.execute(query)).one()
    # Apart from the tries to sign in: a session that was stolen must not lock its owner out.
    own = (f"within:{viewer.user_id}", f"within:{viewer.session_id}")
    async with services.throttle.attempt(*own):
        if not await services.passwords.verify(user.password_hash, password):
            raise InvalidCredentials(N_("The password is wrong."), field="password")
    return user


async def _ask_new_address(services: Services, user: Row[Any], email: str) -> None:
    async with services.database.writing() as connection:
        await lock_accounts(connection)
        if not await take_mailing(services, connection, CONFIRM, email):
            raise RateLimited(field="email", retry_after=FULL_HOUR)
        taken = await connection.scalar(select(func.count()).where(users.c.email == email))
        if taken:
            # Whose it is must not be found out by trying addresses.
            await queue_letter(
                services, connection, "account_exists", email, language=user.language
            )
            return
        await drop_tickets(connection, user.id, CONFIRM)
        number, expires_at = await make_ticket(services, connection, CONFIRM, user, email=email)
        await queue_letter(
            services,
            connection,
            CONFIRM,
            email,
            language=user.language,
            facts={"name": user.name, "nick": user.username},
            number=number,
            expires_at=expires_at,
        )


async def _set_email(
    services: Services, connection: AsyncConnection, user: Row[Any], email: str
) -> list[profiles.News]:
    await connection.execute(update(users).where(users.c.id == user.id).values(email=email))
    state = await take_state(connection, user.id)
    me = await load_user(services, connection, user.id, user.id)
    own = profiles.News(user.id, AccountUpdated(user=me, state=state))
    return [own, *await profiles.gather(services, connection, user.id)]
