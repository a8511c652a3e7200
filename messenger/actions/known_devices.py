"""Known devices: browsers in which a person has signed in before, by a cookie that outlives it.

A sign-in elsewhere is told to the person; a known device has tries of its own, so that no stranger
who guesses passwords shuts the owner out.
"""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import ClientInfo
from messenger.actions.device_names import name_device
from messenger.actions.notices import write_notice
from messenger.actions.outbox import mail_notice, take_mailing
from messenger.actions.service_account import insert_missing
from messenger.actions.sessions import DAY, TOKEN_BYTES, SignedIn, hash_token, open_session
from messenger.db.ids import new_id
from messenger.db.tables import known_devices, sessions, users
from messenger.services import Services

KNOWN_DAYS = 180
MOST_KNOWN = 50
NEW_DEVICE = "new_device"
# Whoever signs in all day long, as programs do, shall not fill a mailbox.
MOST_AN_HOUR, MOST_A_DAY = 5, 20


@dataclass(frozen=True, slots=True)
class Arrival:
    """The device of a sign-in: its row, and the token by which it is known from now on."""

    device_id: int
    token: str


async def enter(
    services: Services,
    connection: AsyncConnection,
    user_id: int,
    client: ClientInfo,
    *,
    quietly: bool = False,
) -> SignedIn:
    """Open a session, and do what `arrive` does; first in its transaction, as `write_notice`."""
    arrival = await arrive(services, connection, user_id, client, quietly=quietly)
    signed_in = await open_session(services, connection, user_id, client, arrival.device_id)
    return replace(signed_in, known_token=arrival.token)


async def arrive(
    services: Services,
    connection: AsyncConnection,
    user_id: int,
    client: ClientInfo,
    *,
    quietly: bool = False,
) -> Arrival:
    """Make the device of a sign-in known, and tell the person unless it was, or `quietly`."""
    known = await _recognise(services, connection, user_id, client)
    if known is not None:
        return known
    if not quietly:
        await _tell(services, connection, user_id, client)
    token = await _token(connection, client)
    row: dict[str, Any] = {"id": new_id(), "user_id": user_id, "token_hash": hash_token(token)}
    now = services.clock.now()
    new = insert_missing(connection, known_devices).values(**row, created_at=now, last_used_at=now)
    mine = (known_devices.c.user_id == user_id, known_devices.c.token_hash == hash_token(token))
    await connection.execute(delete(known_devices).where(*mine))  # It was known too long ago.
    await connection.execute(new)
    device_id = await connection.scalar(select(known_devices.c.id).where(*mine))
    await _make_room(connection, user_id)
    return Arrival(device_id or row["id"], token)


def known_to(services: Services, user_id: Any, client: ClientInfo) -> Any:
    """Return the condition under which a row is the device of this client, known to a person."""
    return (
        (known_devices.c.user_id == user_id)
        & (known_devices.c.token_hash == hash_token(client.known or ""))
        & (known_devices.c.last_used_at > services.clock.now() - KNOWN_DAYS * DAY)
    )


async def forget_known_devices(
    connection: AsyncConnection, user_id: int, *, but: int | None = None
) -> None:
    """Forget the devices of a person, but that of one session: whoever is thrown out is a stranger.

    To be called before the sessions are deleted.
    """
    mine = known_devices.c.user_id == user_id
    kept = known_devices.c.id.is_distinct_from(_device_of(but))
    await connection.execute(delete(known_devices).where(mine, kept))


async def forget_device_of(
    connection: AsyncConnection, user_id: int, session_id: int, *, but: int
) -> None:
    """Forget the device of one session, unless another session is on it too."""
    await connection.execute(
        delete(known_devices).where(
            known_devices.c.user_id == user_id,
            known_devices.c.id == _device_of(session_id),
            known_devices.c.id.is_distinct_from(_device_of(but)),
        )
    )


async def forget_unused_devices(services: Services) -> None:
    """Delete devices that were not used for half a year, unless somebody is signed in there."""
    used = exists().where(sessions.c.device_id == known_devices.c.id)
    oldest = services.clock.now() - KNOWN_DAYS * DAY
    async with services.database.writing() as connection:
        await connection.execute(
            update(known_devices).where(used).values(last_used_at=services.clock.now())
        )
        await connection.execute(
            delete(known_devices).where(known_devices.c.last_used_at <= oldest, ~used)
        )


async def _recognise(
    services: Services, connection: AsyncConnection, user_id: int, client: ClientInfo
) -> Arrival | None:
    if client.known is None:
        return None
    now = services.clock.now()
    used = update(known_devices).where(known_to(services, user_id, client))
    found = await connection.execute(used.values(last_used_at=now).returning(known_devices.c.id))
    row = found.one_or_none()
    return None if row is None else Arrival(row.id, client.known)


async def _tell(
    services: Services, connection: AsyncConnection, user_id: int, client: ClientInfo
) -> None:
    facts = {"device": name_device(client.device) or "?", "address": client.address}
    await write_notice(services, connection, user_id, NEW_DEVICE, facts)
    if services.settings.mails:
        mine = select(users.c.email).where(users.c.id == user_id)
        address = str(await connection.scalar(mine))
        bounds = {"hourly": MOST_AN_HOUR, "daily": MOST_A_DAY}
        if await take_mailing(services, connection, NEW_DEVICE, address, **bounds):
            await mail_notice(services, connection, user_id, NEW_DEVICE, facts)


async def _token(connection: AsyncConnection, client: ClientInfo) -> str:
    # One browser, one cookie, whoever signs in there; but only one that was made here.
    if client.known is not None:
        ours = exists().where(known_devices.c.token_hash == hash_token(client.known))
        if await connection.scalar(select(ours)):
            return client.known
    return secrets.token_urlsafe(TOKEN_BYTES)


async def _make_room(connection: AsyncConnection, user_id: int) -> None:
    superfluous = (
        select(known_devices.c.id)
        .where(known_devices.c.user_id == user_id)
        .order_by(known_devices.c.last_used_at.desc(), known_devices.c.id.desc())
        .offset(MOST_KNOWN)
    )
    ids = list((await connection.scalars(superfluous)).all())
    if ids:
        await connection.execute(delete(known_devices).where(known_devices.c.id.in_(ids)))


def _device_of(session_id: int | None) -> Any:
    return select(sessions.c.device_id).where(sessions.c.id == session_id).scalar_subquery()
