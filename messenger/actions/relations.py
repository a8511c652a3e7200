"""Writing a contact or a block, which differ in their table alone."""

from typing import Any

from sqlalchemy import Table, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import profiles
from messenger.actions.access import Viewer
from messenger.actions.people import load_user
from messenger.actions.states import lock_people, take_state
from messenger.events.objects import User
from messenger.events.pushed import ContactUpdated
from messenger.services import Services


async def set_relation(
    services: Services, viewer: Viewer, table: Table, person: int, *, active: bool
) -> User:
    """Begin or end a relation of the viewer's to a person and tell the viewer's connections.

    The person hears of it only where it shows or hides the viewer's photo.
    """
    mine = (table.c.owner_id == viewer.user_id, table.c.user_id == person)
    async with services.database.writing() as connection:
        await profiles.lock_shared_chats(connection, viewer.user_id, person)
        await lock_people(connection, (viewer.user_id, person))
        seen = await load_user(services, connection, person, viewer.user_id)
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
        sees = await load_user(services, connection, person, viewer.user_id)
        news = []
        if sees.avatar != seen.avatar:
            news = await profiles.gather(services, connection, viewer.user_id, person)
    services.rosters.forget_person(viewer.user_id)
    services.hub.publish([viewer.user_id], ContactUpdated(user=user, state=state))
    profiles.announce(services, news)
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
