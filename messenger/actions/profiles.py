"""Telling others that a person's profile changed: those who list the person, and shared chats."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Select, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.chat_views import load_chat
from messenger.actions.people import load_user
from messenger.actions.states import take_state, take_versions
from messenger.db.tables import blocks, chats, contacts, members
from messenger.events.pushed import ChatUpdated, ContactUpdated, Pushed
from messenger.services import Services

RELATIONS = (contacts, blocks)


@dataclass(frozen=True, slots=True)
class News:
    """One event for one person, ready to be published after the commit."""

    user_id: int
    pushed: Pushed


async def lock_shared_chats(
    connection: AsyncConnection,
    user_id: int,
    other: int | None = None,
    *,
    groups: bool = False,
) -> None:
    """Lock what `gather` will change and others lock before people; see actions/states.py.

    In groups nothing shows a person's profile, so they are locked for who leaves them alone.
    """
    shared = _chats_of(user_id, other)
    query = select(chats.c.id).where(chats.c.id.in_(shared)).order_by(chats.c.id)
    if not groups:
        query = query.where(chats.c.kind != "group")
    await connection.execute(query.with_for_update())


async def gather(
    services: Services, connection: AsyncConnection, user_id: int, other: int | None = None
) -> list[News]:
    """Take the counters that a changed profile moves, and return what is to be told to whom.

    With `other` it changed in that person's eyes alone.
    """
    owners = union(
        *(
            select(table.c.owner_id).where(table.c.user_id == user_id, table.c.active)
            for table in RELATIONS
        )
    )
    news = [
        await _person_news(services, connection, owner, user_id)
        for owner in sorted((await connection.scalars(owners)).all())
        if other in {None, owner}
    ]
    shared = await connection.execute(
        select(members.c.chat_id, members.c.user_id, members.c.listed)
        .join(chats, chats.c.id == members.c.chat_id)
        .where(chats.c.kind == "direct", members.c.chat_id.in_(_chats_of(user_id, other)))
        .order_by(members.c.chat_id)
    )
    for chat_id, rows in groupby(shared.all(), key=attrgetter("chat_id")):
        await take_versions(connection, chat_id)
        # Who does not have the chat in their list must not learn of it by this.
        for row in rows:
            if row.listed:
                chat = await load_chat(services, connection, row.user_id, chat_id)
                news.append(News(row.user_id, ChatUpdated(chat=chat)))
    return news


def announce(services: Services, news: list[News]) -> None:
    """Publish what `gather` found, after the commit."""
    for item in news:
        services.hub.publish([item.user_id], item.pushed)


def _chats_of(user_id: int, other: int | None) -> Select[Any]:
    mine = select(members.c.chat_id).where(members.c.user_id == user_id)
    if other is None:
        return mine
    theirs = members.alias()
    return mine.where(
        members.c.chat_id.in_(select(theirs.c.chat_id).where(theirs.c.user_id == other))
    )


async def _person_news(
    services: Services, connection: AsyncConnection, owner: int, user_id: int
) -> News:
    state = await take_state(connection, owner)
    for table in RELATIONS:
        mine = (table.c.owner_id == owner, table.c.user_id == user_id)
        await connection.execute(update(table).where(*mine).values(state=state))
    user = await load_user(services, connection, owner, user_id)
    return News(owner, ContactUpdated(user=user, state=state))
