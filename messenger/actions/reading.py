"""Read positions and typing: what one member lets the others see."""

from dataclasses import dataclass
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster
from messenger.actions.chat_views import load_chat
from messenger.actions.group_reading import Reading, note_reading, tell_authors
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


@dataclass(frozen=True, slots=True)
class Move:
    """A position that was moved: with what it took, and in a group how far that was read by it."""

    seq: int
    state: int
    version: int | None
    group: Reading | None


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
        move = await _move(connection, viewer, roster, seq)
        chat = await load_chat(services, connection, viewer.user_id, roster.chat_id)
    if move is not None:
        _announce(services, viewer, roster, move)
    return ReadPosition(chat.read_seq, chat.unread)


async def _move(
    connection: AsyncConnection, viewer: Viewer, roster: Roster, seq: int
) -> Move | None:
    """Move the viewer's position, or return None where nothing has changed."""
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
    version: int | None = None
    group: Reading | None = None
    if seq > before:
        blocked = roster.barred.get(viewer.user_id) is Blocked
        values["told_seq"] = func.coalesce(members.c.told_seq, before) if blocked else None
        if roster.kind == "direct" and not (roster.private_reads or blocked):
            version = await take_versions(connection, roster.chat_id)
    await connection.execute(update(members).where(*mine).values(**values))
    if seq > before and roster.kind == "group":
        group = await note_reading(connection, roster.chat_id, viewer.user_id, seq)
    return Move(seq, state, version, group)


def _announce(services: Services, viewer: Viewer, roster: Roster, move: Move) -> None:
    read = Read(
        chat_id=str(roster.chat_id),
        user_id=str(viewer.user_id),
        seq=move.seq,
        version=move.version,
        state=move.state,
    )
    services.hub.publish([viewer.user_id], read)
    if move.version is not None:
        others = roster.listeners - {viewer.user_id}
        services.hub.publish(others, replace(read, state=None))
    if move.group is not None:
        tell_authors(services, roster, viewer.user_id, move.group)


async def set_typing(services: Services, viewer: Viewer, *, chat_id: str, on: bool) -> None:
    """Tell the others online in a chat that the viewer is typing, or has stopped."""
    roster = await access_roster(services, viewer, chat_id)
    if viewer.user_id in roster.barred or roster.unlisted:
        return
    # Not somebody who was taken out since.
    if viewer.user_id not in services.rosters.listeners(roster):
        return
    event = Typing(chat_id=str(roster.chat_id), user_id=str(viewer.user_id), on=on)
    others = services.rosters.listeners(roster) - {viewer.user_id}
    services.hub.publish(others, event, droppable=True)
