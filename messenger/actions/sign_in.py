"""Coming in: registration, and signing in by a password."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import accounts, nicks, remembered
from messenger.actions.access import ClientInfo
from messenger.actions.admission import admit, check_admission
from messenger.actions.desk import announce_desk
from messenger.actions.devices import announce_ended
from messenger.actions.email_codes import forget_code, prove_address
from messenger.actions.invitations import keep_use
from messenger.actions.known_devices import enter, known_to
from messenger.actions.second_factor import require_second_factor
from messenger.actions.sessions import SignedIn
from messenger.actions.texts import clean_text
from messenger.db.ids import new_id
from messenger.db.tables import known_devices, users
from messenger.errors import AccountPending, InvalidCredentials, InvalidTotp
from messenger.events.objects import ACTIVE
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
    invite: str | None = None,
    language: str | None = None,
    client: ClientInfo,
) -> SignedIn:
    """Make an account and sign in to it; the first account of all becomes administrator.

    BadRequest, TooLong, UsernameTaken or EmailTaken name the field that is wrong, and `admit` says
    who may not. Where this server sends letters, the address is proved first: see
    `prove_address`. AccountPending where the account is made and has to be approved.
    """
    services.buckets.take(client.address, "auth.register")
    username = accounts.parse_username(username)
    email = accounts.parse_email(email)
    name = accounts.parse_name(name) if name and name.strip() else username
    await check_admission(services, email, invite)
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
        await _insert(services, connection, account, invite)
        if account["standing"] == ACTIVE:
            return await enter(services, connection, account["id"], client, quietly=True)
    await announce_desk(services)
    log.info("account waits for approval", extra={"user": account["id"]})
    raise AccountPending


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

    A nick that was given up lately serves too.

    InvalidCredentials, then TotpRequired or InvalidTotp, then AccountPending or AccountDisabled,
    or RateLimited with the seconds to wait.
    With `remember` the code is not asked for again on this device.
    """
    async with _attempt(services, login, client) as row:
        await _require_password(services, row, password)
        await require_second_factor(services, row.id, code, device)
    await _renew_hash(services, row, password)
    async with services.database.writing() as connection:
        signed_in = await enter(services, connection, row.id, client)
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


async def _insert(
    services: Services, connection: AsyncConnection, account: dict[str, Any], invite: str | None
) -> None:
    await accounts.lock_accounts(connection)
    await nicks.require_nick(services, connection, account["username"])
    await accounts.require_free(connection, email=account["email"])
    await forget_code(connection, account["email"])
    admission = await admit(services, connection, account["email"], invite)
    account |= {"is_admin": admission.first, "standing": admission.standing}
    await connection.execute(insert(users).values(**account))
    if admission.invitation is not None:
        await keep_use(services, connection, admission.invitation, account["id"])


@asynccontextmanager
async def _attempt(services: Services, login: str, client: ClientInfo) -> AsyncIterator[Any]:
    """Surround one try to sign in; lends the account's row, None where nobody has that name."""
    name = clean_text(login, "login", LONGEST_LOGIN).casefold()
    query = (
        select(users.c.id, users.c.password_hash, known_devices.c.id.label("device_id"))
        .outerjoin(known_devices, known_to(services, users.c.id, client))
        .where(or_(nicks.is_called(services, name), users.c.email == name))
    )
    async with services.database.reading() as connection:
        row = (await connection.execute(query)).one_or_none()
    # Nick and e-mail of one account share its tries.
    tries = (str(row.id) if row else name, client.address)
    if row is not None and row.device_id is not None:
        # A known device has its own: strangers who use up the others do not shut it out.
        tries = (f"{row.id} on {row.device_id}", f"device {row.device_id}")
    try:
        async with services.throttle.attempt(*tries):
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
