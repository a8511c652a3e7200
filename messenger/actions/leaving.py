"""An account that is to be deleted: asking for it, and 14 days to change one's mind."""

import logging
from datetime import UTC, datetime
from typing import Any

from babel.dates import format_date
from msgspec import Struct
from sqlalchemy import Row, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer
from messenger.actions.accounts import lock_accounts
from messenger.actions.devices import announce_ended, end_sessions
from messenger.actions.languages import DEFAULT
from messenger.actions.outbox import mail_notice
from messenger.actions.reauthentication import require_fresh
from messenger.actions.remembered import forget_all_devices
from messenger.actions.service_account import SERVICE_ID
from messenger.clock import rfc3339
from messenger.db.tables import deletions, users
from messenger.errors import N_, Conflict
from messenger.events.objects import ACTIVE
from messenger.events.pushed import SessionRevoked
from messenger.services import Services

log = logging.getLogger(__name__)

DAYS = 14
DAY = 86_400_000
KEEP, REMOVE = "keep", "remove"
LAST_ADMIN = N_(
    "You are the only administrator, and others have accounts here. "
    "Make one of them administrator first."
)
NOT_LEAVING = N_("This account is not to be deleted.")
TOO_LATE = N_("It is too late: the account is being deleted.")


class Deletion(Struct, frozen=True):
    """When an account goes, unless it is kept until then."""

    delete_at: str


async def ask_deletion(services: Services, viewer: Viewer, *, messages: str) -> Deletion:
    """Have the viewer's account deleted in 14 days; every session of it ends.

    The session that asks is told by `close_session`, after its answer. ReauthenticationRequired
    first; Conflict for the last administrator while others are there.
    """
    await require_fresh(services, viewer)
    now = services.clock.now()
    due = now + DAYS * DAY
    async with services.database.writing() as connection:
        await lock_accounts(connection)
        await _require_dispensable(connection, viewer)
        # Asked again by another session at the same moment: the last word counts.
        await connection.execute(delete(deletions).where(deletions.c.user_id == viewer.user_id))
        asked = {"user_id": viewer.user_id, "messages": messages, "asked_at": now, "due_at": due}
        await connection.execute(insert(deletions).values(**asked))
        await _tell(services, connection, viewer.user_id, "deletion_asked", due)
        await forget_all_devices(connection, viewer.user_id)
        ended = await end_sessions(connection, viewer.user_id)
    log.info("deletion asked for", extra={"user": viewer.user_id})
    others = [each for each in ended if each != viewer.session_id]
    announce_ended(services, viewer.user_id, others)
    return Deletion(rfc3339(due))


async def leave(services: Services, viewer: Viewer, *, messages: str) -> Deletion:
    """Do as `ask_deletion` for a page, whose answer does not come by the session's connection."""
    deletion = await ask_deletion(services, viewer, messages=messages)
    close_session(services, viewer.session_id)
    return deletion


def close_session(services: Services, session_id: int) -> None:
    """Close the connections of the session that asked."""
    services.hub.revoke([session_id], SessionRevoked(reason="revoked"))


async def get_deletion(services: Services, viewer: Viewer) -> Deletion | None:
    """Return when the viewer's account goes, or None where it stays."""
    query = select(deletions.c.due_at).where(deletions.c.user_id == viewer.user_id)
    async with services.database.reading() as connection:
        due: int | None = await connection.scalar(query)
    return None if due is None else Deletion(rfc3339(due))


async def keep_account(services: Services, viewer: Viewer) -> None:
    """Keep an account that was to be deleted; Conflict where it is not, or not any more."""
    mine = deletions.c.user_id == viewer.user_id
    # One statement, so that of keeping and the deletion's beginning one wins.
    kept = delete(deletions).where(mine, deletions.c.begun_at.is_(None)).returning(deletions)
    async with services.database.writing() as connection:
        row: Row[Any] | None = (await connection.execute(kept)).one_or_none()
        if row is None:
            begun = await connection.scalar(select(deletions.c.begun_at).where(mine))
            raise Conflict(NOT_LEAVING if begun is None else TOO_LATE)
        await _tell(services, connection, viewer.user_id, "deletion_kept", row.due_at)
    log.info("account kept", extra={"user": viewer.user_id})


async def _require_dispensable(connection: AsyncConnection, viewer: Viewer) -> None:
    """Raise Conflict for the last administrator of people who would be left without one."""
    apart = (viewer.user_id, SERVICE_ID)
    there = (users.c.deleted_at.is_(None), users.c.id.not_in(apart))
    query = select(users.c.is_admin).where(users.c.id == viewer.user_id)
    if not await connection.scalar(query):
        return
    leaving = select(deletions.c.user_id)
    able = (users.c.is_admin, users.c.standing == ACTIVE, users.c.id.not_in(leaving))
    admins = select(func.count()).where(*there, *able)
    others = select(func.count()).where(*there)
    if not await connection.scalar(admins) and await connection.scalar(others):
        raise Conflict(LAST_ADMIN)


async def _tell(
    services: Services, connection: AsyncConnection, user_id: int, kind: str, due: int
) -> None:
    language = await connection.scalar(select(users.c.language).where(users.c.id == user_id))
    day = datetime.fromtimestamp(due / 1000, UTC).date()
    date = format_date(day, "long", locale=language or DEFAULT)
    await mail_notice(services, connection, user_id, kind, {"date": date})
