"""Coming in: registration, and signing in by a password."""

import logging
from typing import Any

from sqlalchemy import func, insert, or_, select, update

from messenger.actions import accounts
from messenger.actions.access import ClientInfo
from messenger.actions.devices import announce_ended
from messenger.actions.sessions import SignedIn, open_session
from messenger.actions.texts import clean_text
from messenger.db.ids import new_id
from messenger.db.tables import users
from messenger.errors import InvalidCredentials
from messenger.services import Services

log = logging.getLogger(__name__)

LONGEST_LOGIN = 256


async def register(
    services: Services,
    *,
    username: str,
    email: str,
    password: str,
    name: str | None = None,
    client: ClientInfo,
) -> SignedIn:
    """Make an account and sign in to it; the first account of all becomes administrator.

    BadRequest, TooLong, UsernameTaken or EmailTaken name the field that is wrong.
    """
    services.buckets.take(client.address, "auth.register")
    username = accounts.parse_username(username)
    email = accounts.parse_email(email)
    name = accounts.parse_name(name) if name and name.strip() else username
    await services.passwords.require_strong(password, [username, email, name, "messenger"])
    password_hash = await services.passwords.hash(password)
    now = services.clock.now()
    account: dict[str, Any] = {
        "id": new_id(),
        "username": username,
        "email": email,
        "name": name,
        "name_folded": name.casefold(),
        "password_hash": password_hash,
        "created_at": now,
        "last_seen_at": now,
    }
    async with services.database.writing() as connection:
        await accounts.lock_accounts(connection)
        await accounts.require_free(connection, username=username, email=email)
        first = not await connection.scalar(select(func.count()).select_from(users))
        await connection.execute(insert(users).values(**account, is_admin=first))
        return await open_session(services, connection, account["id"], client)


async def sign_in(services: Services, *, login: str, password: str, client: ClientInfo) -> SignedIn:
    """Sign in by nick or e-mail; InvalidCredentials, or RateLimited with the seconds to wait."""
    name = clean_text(login, "login", LONGEST_LOGIN).casefold()
    async with services.database.reading() as connection:
        row = (
            await connection.execute(
                select(users.c.id, users.c.password_hash).where(
                    or_(users.c.username == name, users.c.email == name)
                )
            )
        ).one_or_none()
    # Nick and e-mail of one account share its tries.
    account = str(row.id) if row else name
    async with services.throttle.attempt(account, client.address):
        if not await services.passwords.verify(row and row.password_hash, password) or row is None:
            log.warning("sign-in failed", extra={"client": services.keys.pseudonym(client.address)})
            raise InvalidCredentials
    renewed = (
        await services.passwords.hash(password)
        if services.passwords.is_outdated(row.password_hash)
        else None
    )
    async with services.database.writing() as connection:
        if renewed:
            await connection.execute(
                update(users).where(users.c.id == row.id).values(password_hash=renewed)
            )
        signed_in = await open_session(services, connection, row.id, client)
    announce_ended(services, row.id, signed_in.displaced)
    return signed_in
