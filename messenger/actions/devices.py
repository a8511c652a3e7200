"""The sessions of a person as that person sees them, and ending them from elsewhere."""

import logging
from typing import Any

from msgspec import Struct
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.actions.device_names import name_device
from messenger.actions.known_devices import forget_device_of, forget_known_devices
from messenger.clock import rfc3339
from messenger.db.tables import sessions
from messenger.errors import N_, BadRequest, NotFound
from messenger.events.pushed import SessionRevoked
from messenger.services import Services

log = logging.getLogger(__name__)


class SessionView(Struct, frozen=True):
    """One session of the viewer's; `current` for the one that asks."""

    id: str
    device: str
    address: str
    created_at: str
    last_used: str
    current: bool


async def list_sessions(services: Services, viewer: Viewer) -> tuple[SessionView, ...]:
    """Return the viewer's sessions that have not ended: the one that asks, then the last used."""
    query = (
        select(sessions)
        .where(sessions.c.user_id == viewer.user_id, sessions.c.expires_at > services.clock.now())
        .order_by(sessions.c.id != viewer.session_id, sessions.c.last_used_at.desc())
    )
    async with services.database.reading() as connection:
        rows = (await connection.execute(query)).all()
    return tuple(
        SessionView(
            id=str(row.id),
            device=name_device(row.device),
            address=row.address,
            created_at=rfc3339(row.created_at),
            last_used=rfc3339(row.last_used_at),
            current=row.id == viewer.session_id,
        )
        for row in rows
    )


async def revoke_sessions(
    services: Services, viewer: Viewer, *, session_id: str | None = None, others: bool = False
) -> None:
    """End one of the viewer's sessions, or all others; their open connections close at once.

    Its device is a new one when it comes back.

    NotFound where the session is not one of theirs, BadRequest unless either is asked for, or for
    the session that asks: its connection would be closed before the answer.
    """
    if (session_id is None) is not others:
        raise BadRequest(N_("Name one session, or all others."), field="session_id")
    async with services.database.writing() as connection:
        if session_id is None:
            await forget_known_devices(connection, viewer.user_id, but=viewer.session_id)
            ended = await end_sessions(connection, viewer.user_id, but=viewer.session_id)
        else:
            ended = [await _end_one(connection, viewer, parse_id(session_id, "session_id"))]
    announce_ended(services, viewer.user_id, ended)


async def end_sessions(
    connection: AsyncConnection, user_id: int, *, but: int | None = None
) -> list[int]:
    """Delete all sessions of a person but one, and return their ids for `announce_ended`."""
    theirs: Any = sessions.c.user_id == user_id
    if but is not None:
        theirs &= sessions.c.id != but
    return list(await connection.scalars(delete(sessions).where(theirs).returning(sessions.c.id)))


def announce_ended(services: Services, user_id: int, session_ids: list[int]) -> None:
    """Close the connections of ended sessions, after the commit."""
    if session_ids:
        log.info("sessions ended", extra={"user": user_id, "count": len(session_ids)})
        services.hub.revoke(session_ids, SessionRevoked(reason="revoked"))


async def _end_one(connection: AsyncConnection, viewer: Viewer, session_id: int) -> int:
    if session_id == viewer.session_id:
        raise BadRequest(N_("To end this session, sign out."), field="session_id")
    await forget_device_of(connection, viewer.user_id, session_id, but=viewer.session_id)
    query = delete(sessions).where(
        sessions.c.id == session_id, sessions.c.user_id == viewer.user_id
    )
    if not (await connection.execute(query)).rowcount:
        raise NotFound(field="session_id")
    return session_id
