"""Administrators: the door to what they alone may do, and who is one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Row, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import journal
from messenger.actions.access import Viewer, parse_id, require_admin
from messenger.actions.accounts import lock_accounts
from messenger.actions.desk import announce_desk
from messenger.actions.notices import tell
from messenger.actions.reauthentication import require_fresh
from messenger.actions.service_account import SERVICE_ID
from messenger.actions.states import lock_chat
from messenger.db.tables import users
from messenger.errors import N_, Conflict, Forbidden, NotFound
from messenger.events.objects import ACTIVE
from messenger.services import Services


@asynccontextmanager
async def administering(
    services: Services,
    viewer: Viewer,
    *,
    dangerous: bool = True,
    telling: tuple[str, str] | None = None,
    chat_id: int | None = None,
) -> AsyncIterator[AsyncConnection]:
    """Lend a connection to an administrator, one at a time; Forbidden for everybody else.

    ReauthenticationRequired for what is dangerous, where the last proof is too old. `telling` names
    a person and the kind of notice they get of it: it comes before all locks, as `write_notice`.
    `chat_id` is of a chat that is changed, which is locked before people.
    """
    async with services.database.reading() as connection:
        await require_admin(connection, viewer)
    if dangerous:
        await require_fresh(services, viewer)
    async with services.database.writing() as connection:
        if telling is not None:
            person = await find_account(connection, telling[0])
            await tell(services, connection, person.id, telling[1])
        if chat_id is not None:
            await lock_chat(connection, chat_id)
        await lock_accounts(connection)
        # The right may have been taken meanwhile.
        await require_admin(connection, viewer)
        yield connection


async def find_account(connection: AsyncConnection, user_id: str) -> Row[Any]:
    """Return the row of a person's account; NotFound where there is none."""
    living = (users.c.id != SERVICE_ID, users.c.deleted_at.is_(None))
    these = (users.c.id == parse_id(user_id, "user_id"), *living)
    query = select(users).where(*these)
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise NotFound(field="user_id")
    return row


async def is_administrator(services: Services, viewer: Viewer) -> bool:
    """Return whether the viewer is an administrator."""
    try:
        async with services.database.reading() as connection:
            await require_admin(connection, viewer)
    except Forbidden:
        return False
    return True


async def set_admin(services: Services, viewer: Viewer, *, user_id: str, on: bool) -> None:
    """Make a person administrator, or take that right away; the last one keeps it (Conflict)."""
    async with administering(services, viewer) as connection:
        person = await find_account(connection, user_id)
        if on and person.standing != ACTIVE:
            raise Conflict(N_("This account cannot sign in."), field="user_id")
        if not on:
            await _require_another(connection, person.id)
        if person.is_admin is on:
            return
        await connection.execute(update(users).where(users.c.id == person.id).values(is_admin=on))
        act = "admin_granted" if on else "admin_revoked"
        await journal.note(services, connection, viewer, act, subject=person.username)
    await announce_desk(services, person.id)


async def _require_another(connection: AsyncConnection, user_id: int) -> None:
    another = exists().where(users.c.is_admin, users.c.standing == ACTIVE, users.c.id != user_id)
    if not await connection.scalar(select(another)):
        raise Conflict(N_("There would be no administrator left."), field="user_id")
