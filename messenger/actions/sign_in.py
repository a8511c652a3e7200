"""Coming in: registration, and signing in by a password."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import func, insert, or_, select, update

from messenger.actions import accounts, remembered
from messenger.actions.access import ClientInfo
from messenger.actions.devices import announce_ended
from messenger.actions.email_codes import forget_code, prove_address
from messenger.actions.second_factor import require_second_factor
from messenger.actions.sessions import SignedIn, open_session
from messenger.actions.texts import clean_text
from messenger.db.ids import new_id
from messenger.db.tables import users
from messenger.errors import InvalidCredentials, InvalidTotp
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
    code: str | None = None,
    language: str | None = None,
    client: ClientInfo,
) -> SignedIn:
    """Make an account and sign in to it; the first account of all becomes administrator.

    BadRequest, TooLong, UsernameTaken or EmailTaken name the field that is wrong. Where this
    server sends letters, the address is proved first: see `prove_address`.
    """
    services.buckets.take(client.address, "auth.register")
    username = accounts.parse_username(username)
    email = accounts.parse_email(email)
    name = accounts.parse_name(name) if name and name.strip() else username
    await services.passwords.require_strong(password, [username, email, name, "messenger"])
    if services.settings.mails:
        await accounts.check_username(services, username)
        await prove_address(services, email, code, language)
    password_hash = await services.passwords.hash(password)
    now = services.clock.now()
    account: dict[str, Any] = {
        "id": new_id(),
        "username": username,
        "email": email,
        "name": name,
        "name_folded": name.casefold(),
        "password_hash": password_hash,
        "language": language,
        "created_at": now,
        "last_seen_at": now,
    }
    async with services.database.writing() as connection:
        await accounts.lock_accounts(connection)
        await accounts.require_free(connection, username=username, email=email)
        await forget_code(connection, email)
        living = select(func.count()).where(users.c.deleted_at.is_(None))
        first = not await connection.scalar(living)
        await connection.execute(insert(users).values(**account, is_admin=first))
        return await open_session(services, connection, account["id"], client)


async def sign_in(
    services: Services,
    *,
    login: str,
    password: str,
    code: str | None = None,
    device: str | None = None,
    remember: bool = False,
    client: ClientInfo,
) -> SignedIn:
    """Sign in by nick or e-mail, and by a code or a remembered device where two factors are on.

    InvalidCredentials, then TotpRequired or InvalidTotp, or RateLimited with the seconds to wait.
    With `remember` the code is not asked for again on this device.
    """
    async with _attempt(services, login, client) as row:
        await _require_password(services, row, password)
        await require_second_factor(services, row.id, code, device)
    await _renew_hash(services, row, password)
    async with services.database.writing() as connection:
        signed_in = await open_session(services, connection, row.id, client)
        if remember and code:
            token = await remembered.remember(services, connection, row.id, client)
            signed_in = replace(signed_in, device_token=token)
    announce_ended(services, row.id, signed_in.displaced)
    return signed_in


async def prove_password(
    services: Services, *, login: str, password: str, client: ClientInfo
) -> Any:
    """Return the row of an account whose password this is; InvalidCredentials otherwise."""
    async with _attempt(services, login, client) as row:
        await _require_password(services, row, password)
    return row


@asynccontextmanager
async def _attempt(services: Services, login: str, client: ClientInfo) -> AsyncIterator[Any]:
    """Surround one try to sign in; lends the account's row, None where nobody has that name."""
    name = clean_text(login, "login", LONGEST_LOGIN).casefold()
    query = select(users.c.id, users.c.password_hash).where(
        or_(users.c.username == name, users.c.email == name)
    )
    async with services.database.reading() as connection:
        row = (await connection.execute(query)).one_or_none()
    # Nick and e-mail of one account share its tries.
    account = str(row.id) if row else name
    try:
        async with services.throttle.attempt(account, client.address):
            yield row
    except (InvalidCredentials, InvalidTotp) as error:
        facts = {"client": services.keys.pseudonym(client.address), "why": error.code}
        log.warning("sign-in failed", extra=facts)
        raise


async def _require_password(services: Services, row: Any, password: str) -> None:
    if not await services.passwords.verify(row and row.password_hash, password) or row is None:
        raise InvalidCredentials


async def _renew_hash(services: Services, row: Any, password: str) -> None:
    if not services.passwords.is_outdated(row.password_hash):
        return
    renewed = await services.passwords.hash(password)
    mine = update(users).where(users.c.id == row.id, users.c.password_hash == row.password_hash)
    async with services.database.writing() as connection:
        await connection.execute(mine.values(password_hash=renewed))
