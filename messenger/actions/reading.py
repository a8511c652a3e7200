"""Read positions and typing: what one member lets the others see."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster
from messenger.actions.chat_views import load_chat
from messenger.actions.states import lock_chat, take_state, take_versions
from messenger.db.tables import chats, members
from messenger.errors import Blocked, NotFound
from messenger.events.pushed import Read, Typing
from messenger.events.rosters import Roster
from messenger.services import Services


class ReadPosition(Struct, frozen=True):
    """Where a member has read to, and how much is left."""

    read_seq: int
    unread: int


async def read_messages(
    services: Services, viewer: Viewer, *, chat_id: str, seq: int
) -> ReadPosition:
    """Move the viewer's read position up to `seq`; it never moves back nor past the end.

    A chat that was marked as unread no longer is.

    Where one has blocked the other, who reads now would tell that they were here: the other goes
    on seeing the position before.
    """
    roster = await access_roster(services, viewer, chat_id)
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        event = await _move(connection, viewer, roster, seq)
        chat = await load_chat(services, connection, viewer.user_id, roster.chat_id)
    if event is not None:
        services.hub.publish([viewer.user_id], event)
        if event.version is not None:
            others = roster.listeners - {viewer.user_id}
            services.hub.publish(others, replace(event, state=None))
    return ReadPosition(chat.read_seq, chat.unread)


async def _move(
    connection: AsyncConnection, viewer: Viewer, roster: Roster, seq: int
) -> Read | None:
    """Write what has changed and return the event for it, None where nothing has."""
    mine = (members.c.chat_id == roster.chat_id, members.c.user_id == viewer.user_id)
    last_seq = await connection.scalar(select(chats.c.last_seq).where(chats.c.id == roster.chat_id))
    query = select(members.c.read_seq, members.c.marked_unread).where(*mine)
    position = (await connection.execute(query)).one_or_none()
    if position is None:
        raise NotFound(field="chat_id")
    before, marked = position
    seq = max(before, min(seq, last_seq or 0))
    if seq == before and not marked:
        return None
    state = await take_state(connection, viewer.user_id)
    values: dict[str, Any] = {"read_seq": seq, "marked_unread": False, "state": state}
    version = None
    if seq > before:
        blocked = roster.barred.get(viewer.user_id) is Blocked
        values["told_seq"] = func.coalesce(members.c.told_seq, before) if blocked else None
        if roster.kind == "direct" and not (roster.private_reads or blocked):
            version = await take_versions(connection, roster.chat_id)
    await connection.execute(update(members).where(*mine).values(**values))
    return Read(
        chat_id=str(roster.chat_id),
        user_id=str(viewer.user_id),
        seq=seq,
        version=version,
        state=state,
    )


async def set_typing(services: Services, viewer: Viewer, *, chat_id: str, on: bool) -> None:
    """Tell the others online in a chat that the viewer is typing, or has stopped."""
    roster = await access_roster(services, viewer, chat_id)
    if viewer.user_id in roster.barred or roster.unlisted:
        return
    event = Typing(chat_id=str(roster.chat_id), user_id=str(viewer.user_id), on=on)
    services.hub.publish(roster.others(viewer.user_id), event, droppable=True)
