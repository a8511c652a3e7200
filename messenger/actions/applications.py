"""Accounts that wait for an administrator: who they are, and letting them in or not."""

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import journal
from messenger.actions.access import Viewer, require_admin
from messenger.actions.administrators import administering, find_account
from messenger.actions.desk import announce_desk
from messenger.actions.outbox import mail_notice
from messenger.actions.registry import PersonRecord, load_records
from messenger.db.tables import users
from messenger.errors import N_, Conflict
from messenger.events.objects import ACTIVE, WAITING
from messenger.services import Services

LONGEST_LIST = 200


async def list_waiting(services: Services, viewer: Viewer) -> tuple[PersonRecord, ...]:
    """Return the accounts that wait, who has waited longest first; at most 200."""
    async with services.database.reading() as connection:
        await require_admin(connection, viewer)
        waiting = users.c.standing == WAITING
        return await load_records(connection, waiting, users.c.id, LONGEST_LIST)


async def count_waiting(services: Services, viewer: Viewer) -> int | None:
    """Return how many accounts wait, or None for who is no administrator."""
    waiting = select(func.count()).select_from(users).where(users.c.standing == WAITING)
    mine = select(users.c.is_admin, waiting.scalar_subquery().label("number"))
    async with services.database.reading() as connection:
        row = (await connection.execute(mine.where(users.c.id == viewer.user_id))).one_or_none()
    return int(row.number) if row is not None and row.is_admin else None


async def approve(services: Services, viewer: Viewer, *, user_id: str) -> None:
    """Let a person in who waits, and tell them so by a letter; Conflict where nobody waits."""
    async with administering(services, viewer, dangerous=False) as connection:
        person = await _find_waiting(connection, user_id)
        mine = update(users).where(users.c.id == person.id)
        await connection.execute(mine.values(standing=ACTIVE))
        await mail_notice(services, connection, person.id, "registration_approved")
        facts = {"subject": person.username}
        await journal.note(services, connection, viewer, "registration_approved", **facts)
    await announce_desk(services)


async def refuse(services: Services, viewer: Viewer, *, user_id: str) -> None:
    """Delete an account that waits, and tell its person so by a letter."""
    async with administering(services, viewer, dangerous=False) as connection:
        person = await _find_waiting(connection, user_id)
        await mail_notice(services, connection, person.id, "registration_refused")
        await connection.execute(delete(users).where(users.c.id == person.id))
        facts = {"subject": person.username}
        await journal.note(services, connection, viewer, "registration_refused", **facts)
    await announce_desk(services)


async def _find_waiting(connection: AsyncConnection, user_id: str) -> Row[tuple[object, ...]]:
    person = await find_account(connection, user_id)
    if person.standing != WAITING:
        raise Conflict(N_("This account does not wait for approval."), field="user_id")
    return person
