"""Remembered devices: browsers that are asked for the password alone."""

import secrets
from typing import Any

from msgspec import Struct
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import ClientInfo, Viewer, parse_id
from messenger.actions.sessions import DAY, TOKEN_BYTES, hash_token
from messenger.clock import rfc3339
from messenger.db.ids import new_id
from messenger.db.tables import remembered_devices
from messenger.errors import NotFound
from messenger.services import Services

REMEMBERED_DAYS = 30


class Device(Struct, frozen=True):
    """A device that is not asked for a code until `expires_at`."""

    id: str
    device: str
    address: str
    last_used: str
    expires_at: str


async def remember(
    services: Services, connection: AsyncConnection, user_id: int, client: ClientInfo
) -> str:
    """Write a device down and return its token; the database has the hash."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = services.clock.now()
    device: dict[str, Any] = {
        "id": new_id(),
        "user_id": user_id,
        "token_hash": hash_token(token),
        "device": client.device[:120],
        "address": client.address[:64],
        "created_at": now,
        "last_used_at": now,
        "expires_at": now + REMEMBERED_DAYS * DAY,
    }
    await connection.execute(insert(remembered_devices).values(**device))
    return token


async def recognise(services: Services, user_id: int, token: str) -> bool:
    """Return whether this is a device that the person told us to remember."""
    now = services.clock.now()
    mine = update(remembered_devices).where(
        remembered_devices.c.user_id == user_id,
        remembered_devices.c.token_hash == hash_token(token),
        remembered_devices.c.expires_at > now,
    )
    found = await services.database.write(
        lambda connection: connection.execute(mine.values(last_used_at=now))
    )
    return bool(found.rowcount)


async def list_devices(
    services: Services, connection: AsyncConnection, user_id: int
) -> list[Device]:
    """Return the devices that are remembered now, the one used last first."""
    query = (
        select(remembered_devices)
        .where(
            remembered_devices.c.user_id == user_id,
            remembered_devices.c.expires_at > services.clock.now(),
        )
        .order_by(remembered_devices.c.last_used_at.desc(), remembered_devices.c.id.desc())
    )
    return [
        Device(
            id=str(row.id),
            device=row.device,
            address=row.address,
            last_used=rfc3339(row.last_used_at),
            expires_at=rfc3339(row.expires_at),
        )
        for row in await connection.execute(query)
    ]


async def forget_device(services: Services, viewer: Viewer, device_id: str) -> None:
    """Ask a device for codes again; NotFound where it is none of the viewer's."""
    mine = delete(remembered_devices).where(
        remembered_devices.c.user_id == viewer.user_id,
        remembered_devices.c.id == parse_id(device_id, "device_id"),
    )
    forgotten = await services.database.write(lambda connection: connection.execute(mine))
    if not forgotten.rowcount:
        raise NotFound(field="device_id")


async def forget_all_devices(connection: AsyncConnection, user_id: int) -> None:
    """Ask every device of a person for codes again."""
    await connection.execute(
        delete(remembered_devices).where(remembered_devices.c.user_id == user_id)
    )


async def delete_ended_devices(services: Services) -> None:
    """Delete the rows of devices that are remembered no more."""
    ended = delete(remembered_devices).where(
        remembered_devices.c.expires_at <= services.clock.now()
    )
    await services.database.write(lambda connection: connection.execute(ended))
