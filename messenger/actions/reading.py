"""Read positions and typing: what one member lets the others see."""

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import func, select, update

from messenger.actions.access import Viewer, access_roster
from messenger.actions.chat_views import load_chat
from messenger.actions.states import lock_chat, take_state, take_versions
from messenger.db.tables import chats, members
from messenger.errors import Blocked
from messenger.events.pushed import Read, Typing
from messenger.services import Services


class ReadPosition(Struct, frozen=True):
    """Where a member has read to, and how much is left."""

    read_seq: int
    unread: int


async def read_messages(
    services: Services, viewer: Viewer, *, chat_id: str, seq: int
) -> ReadPosition:
    """Move the viewer's read position up to `seq`; it never moves back nor past the end.

    Where one has blocked the other, who reads now would tell that they were here: the other goes
    on seeing the position before.
    """
    roster = await access_roster(services, viewer, chat_id)
    blocked = roster.barred.get(viewer.user_id) is Blocked
    mine = (members.c.chat_id == roster.chat_id, members.c.user_id == viewer.user_id)
    version: int | None = None
    state: int | None = None
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        last_seq = await connection.scalar(
            select(chats.c.last_seq).where(chats.c.id == roster.chat_id)
        )
        seq = min(seq, last_seq or 0)
        before = await connection.scalar(select(members.c.read_seq).where(*mine))
        if before is not None and seq > before:
            state = await take_state(connection, viewer.user_id)
            told = func.coalesce(members.c.told_seq, before) if blocked else None
            moved = update(members).where(*mine).values(read_seq=seq, state=state, told_seq=told)
            await connection.execute(moved)
            if roster.kind == "direct" and not (roster.private_reads or blocked):
                version = await take_versions(connection, roster.chat_id)
        chat = await load_chat(services, connection, viewer.user_id, roster.chat_id)
    if state is not None:
        read = Read(
            chat_id=chat.id, user_id=str(viewer.user_id), seq=seq, version=version, state=state
        )
        services.hub.publish([viewer.user_id], read)
        if version is not None:
            others = roster.listeners - {viewer.user_id}
            services.hub.publish(others, replace(read, state=None))
    return ReadPosition(chat.read_seq, chat.unread)


async def set_typing(services: Services, viewer: Viewer, *, chat_id: str, on: bool) -> None:
    """Tell the others online in a chat that the viewer is typing, or has stopped."""
    roster = await access_roster(services, viewer, chat_id)
    if viewer.user_id in roster.barred or roster.unlisted:
        return
    event = Typing(chat_id=str(roster.chat_id), user_id=str(viewer.user_id), on=on)
    services.hub.publish(roster.others(viewer.user_id), event, droppable=True)
