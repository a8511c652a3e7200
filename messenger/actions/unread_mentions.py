"""Unread messages that name somebody: which they are, and counting none of them any more."""

from typing import Any

from sqlalchemy import Select, and_, case, delete, select

from messenger.actions.access import Viewer, access_roster
from messenger.actions.chat_views import visible
from messenger.actions.chats import require_page
from messenger.actions.keeping import announce_chat, require_inside, touch_chat
from messenger.actions.states import lock_chat
from messenger.db.tables import members, mentions
from messenger.events.objects import Chat
from messenger.services import Services

LONGEST_PAGE = 100


async def list_unread(
    services: Services, viewer: Viewer, *, chat_id: str, after: int = 0, limit: int = 50
) -> tuple[int, ...]:
    """Return which unread messages of a chat name the viewer, the oldest first; at most 100.

    In a chat of two nobody is named.
    """
    require_page(limit, LONGEST_PAGE)
    roster = await access_roster(services, viewer, chat_id)
    query = unread_query(viewer.user_id, roster.chat_id, after, limit)
    async with services.database.reading() as connection:
        return tuple(await connection.scalars(query))


async def read_all(
    services: Services, viewer: Viewer, *, chat_id: str, up_to: int | None = None
) -> Chat:
    """Count no message up to a seq as one that names the viewer; all of them stay unread."""
    roster = await access_roster(services, viewer, chat_id)
    mine = [mentions.c.user_id == viewer.user_id, mentions.c.chat_id == roster.chat_id]
    if up_to is not None:
        mine.append(mentions.c.seq <= up_to)
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        await require_inside(connection, viewer, roster.chat_id)
        await connection.execute(delete(mentions).where(*mine))
        touched = await touch_chat(services, connection, viewer, roster.chat_id)
    return announce_chat(services, viewer, touched)


def unread_query(user_id: int, chat_id: int, after: int, limit: int) -> Select[Any]:
    """Return the query for the seqs; the primary key of the mentions answers it in their order."""
    bound = case((members.c.read_seq > after, members.c.read_seq), else_=after)
    return (
        select(mentions.c.seq)
        .join(
            members,
            and_(members.c.chat_id == mentions.c.chat_id, members.c.user_id == mentions.c.user_id),
        )
        .where(
            mentions.c.user_id == user_id,
            mentions.c.chat_id == chat_id,
            visible(mentions, user_id, members.c.cleared_to, after=bound),
        )
        .order_by(mentions.c.seq)
        .limit(limit)
    )
