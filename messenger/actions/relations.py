"""Writing a contact or a block, which differ in their table alone."""

from typing import Any

from sqlalchemy import Table, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import sight
from messenger.actions.access import Viewer
from messenger.actions.people import load_user
from messenger.actions.states import take_state
from messenger.events.objects import User
from messenger.events.pushed import ContactUpdated
from messenger.services import Services


async def set_relation(
    services: Services, viewer: Viewer, table: Table, person: int, *, active: bool
) -> User:
    """Begin or end a relation of the viewer's to a person and tell the viewer's connections.

    The person hears of it only where it shows or hides something of the viewer.
    """
    mine = (table.c.owner_id == viewer.user_id, table.c.user_id == person)
    async with services.database.writing() as connection:
        glance = await sight.lock(services, connection, viewer.user_id, person)
        state = await take_state(connection, viewer.user_id)
        before = await connection.scalar(select(table.c.active).where(*mine))
        values: dict[str, Any] = {
            "active": active,
            "state": state,
            "changed_at": services.clock.now(),
        }
        if before is None:
            await _insert(connection, table, viewer, person, values)
        else:
            await connection.execute(update(table).where(*mine).values(**values))
        user = await load_user(services, connection, viewer.user_id, person)
        await glance.compare(services, connection)
    services.rosters.forget_person(viewer.user_id)
    services.hub.publish([viewer.user_id], ContactUpdated(user=user, state=state))
    await glance.announce(services)
    return user


async def _insert(
    connection: AsyncConnection,
    table: Table,
    viewer: Viewer,
    person: int,
    values: dict[str, Any],
) -> None:
    await connection.execute(
        insert(table).values(owner_id=viewer.user_id, user_id=person, **values)
    )
