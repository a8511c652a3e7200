"""Telling those who may know that somebody came or went."""

from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, and_, bindparam, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.people import build_user, load_user, people_query
from messenger.actions.states import lock_people
from messenger.db.tables import chats, contacts, members, users
from messenger.events.pushed import Presence
from messenger.services import Services


def _watchers_query() -> CompoundSelect[Any]:
    mine, theirs = members.alias(), members.alias()
    changed: BindParameter[int] = bindparam("changed", expanding=True)
    # In a chat of many, everybody's coming and going would cost the square of them.
    shared = (
        select(mine.c.user_id.label("watcher"), theirs.c.user_id.label("watched"))
        .join(theirs, and_(theirs.c.chat_id == mine.c.chat_id, theirs.c.user_id != mine.c.user_id))
        .join(chats, chats.c.id == mine.c.chat_id)
        .where(theirs.c.user_id.in_(changed), mine.c.listed, chats.c.kind == "direct")
    )
    kept = select(contacts.c.owner_id, contacts.c.user_id).where(
        contacts.c.user_id.in_(changed), contacts.c.active
    )
    return union(shared, kept)


# Everybody's coming and going asks it: it is built once.
WATCHERS = _watchers_query()


async def announce(services: Services, changed: dict[int, bool]) -> None:
    """Note when people were last here, and tell who watches them and is online.

    `changed` holds, by person, whether they are online now.
    """
    now = services.clock.now()
    gone = [user_id for user_id, online in changed.items() if not online]
    if gone:
        async with services.database.writing() as connection:
            await lock_people(connection, gone)
            await connection.execute(
                update(users).where(users.c.id.in_(gone)).values(last_seen_at=now)
            )
    async with services.database.reading() as connection:
        for watcher, watched in await _watchers(services, connection, list(changed)):
            await _tell(services, connection, watcher, watched)


async def show_to(services: Services, user_id: int, other: int) -> None:
    """Tell one person what they may know from now on of whether another is here, if they watch.

    Who does not watch must not learn that something between the two has changed.
    """
    async with services.database.reading() as connection:
        if other not in dict(await _watchers(services, connection, [user_id])):
            return
        user = await load_user(services, connection, other, user_id)
    event = Presence(user_id=user.id, online=user.online, last_seen=user.last_seen)
    services.hub.publish([other], event)


async def _watchers(
    services: Services, connection: AsyncConnection, changed: list[int]
) -> list[tuple[int, list[int]]]:
    pairs: dict[int, list[int]] = {}
    for watcher, watched in (await connection.execute(WATCHERS, {"changed": changed})).all():
        if services.hub.is_listening(watcher):
            pairs.setdefault(watcher, []).append(watched)
    return list(pairs.items())


async def _tell(
    services: Services, connection: AsyncConnection, watcher: int, watched: list[int]
) -> None:
    query = people_query(watcher).where(users.c.id.in_(watched))
    for row in (await connection.execute(query)).all():
        user = build_user(services, watcher, row)
        if user.online is not None:
            event = Presence(user_id=user.id, online=user.online, last_seen=user.last_seen)
            services.hub.publish([watcher], event, droppable=True)
