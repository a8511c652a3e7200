"""What a member keeps with a chat for themselves: silence, a place in the list, a draft."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster
from messenger.actions.chat_views import load_chat
from messenger.actions.states import lock_chat, take_state
from messenger.actions.texts import LONGEST_MESSAGE, clean_text
from messenger.clock import parse_rfc3339
from messenger.db.tables import drafts, members
from messenger.errors import N_, BadRequest, Forbidden, NotFound
from messenger.events.objects import Chat
from messenger.events.pushed import ChatRemoved, ChatUpdated, Pushed
from messenger.services import Services

FAR_FUTURE = 253_402_300_799_000


@dataclass(frozen=True, slots=True)
class Touched:
    """A chat of the viewer's after a change that took `state`."""

    chat: Chat
    state: int
    listed: bool


async def mute_chat(
    services: Services, viewer: Viewer, *, chat_id: str, until: str | None = None
) -> Chat:
    """Silence a chat until a time (RFC 3339), or no longer."""
    try:
        moment = None if until is None else min(parse_rfc3339(until), FAR_FUTURE)
    except ValueError as error:
        raise BadRequest(N_("This is not a time."), field="until") from error
    return await _keep(services, viewer, chat_id, muted_until=moment)


async def pin_chat(services: Services, viewer: Viewer, *, chat_id: str, on: bool) -> Chat:
    """Keep a chat at the top of the viewer's list, or no longer."""
    return await _keep(services, viewer, chat_id, pinned=on)


async def archive_chat(services: Services, viewer: Viewer, *, chat_id: str, on: bool) -> Chat:
    """Put a chat into the viewer's archive, or take it out."""
    return await _keep(services, viewer, chat_id, archived=on)


async def set_draft(services: Services, viewer: Viewer, *, chat_id: str, text: str) -> Chat:
    """Keep an unfinished text of the viewer's with a chat; an empty one removes it.

    Forbidden where the viewer may only read.
    """
    roster = await access_roster(services, viewer, chat_id)
    if roster.barred.get(viewer.user_id) is Forbidden:
        raise Forbidden(field="chat_id")
    # An unfinished text keeps its outer space: the next word follows it.
    kept = text if clean_text(text, "text", LONGEST_MESSAGE) else ""
    mine = (drafts.c.chat_id == roster.chat_id, drafts.c.user_id == viewer.user_id)
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        await require_inside(connection, viewer, roster.chat_id)
        await connection.execute(delete(drafts).where(*mine))
        if kept:
            await connection.execute(
                insert(drafts).values(
                    chat_id=roster.chat_id,
                    user_id=viewer.user_id,
                    text=kept,
                    updated_at=services.clock.now(),
                )
            )
        touched = await touch_chat(services, connection, viewer, roster.chat_id)
    return announce_chat(services, viewer, touched)


async def _keep(services: Services, viewer: Viewer, chat_id: str, **changes: object) -> Chat:
    roster = await access_roster(services, viewer, chat_id)
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        await require_inside(connection, viewer, roster.chat_id)
        await connection.execute(
            update(members)
            .where(members.c.chat_id == roster.chat_id, members.c.user_id == viewer.user_id)
            .values(**changes)
        )
        touched = await touch_chat(services, connection, viewer, roster.chat_id)
    return announce_chat(services, viewer, touched)


async def require_inside(connection: AsyncConnection, viewer: Viewer, chat_id: int) -> None:
    """Raise NotFound where the viewer was taken out before the chat was locked."""
    mine = (members.c.chat_id == chat_id, members.c.user_id == viewer.user_id)
    if await connection.scalar(select(members.c.user_id).where(*mine)) is None:
        raise NotFound(field="chat_id")


async def touch_chat(
    services: Services, connection: AsyncConnection, viewer: Viewer, chat_id: int
) -> Touched:
    """Take the viewer's state for a change of what they keep with a chat, and read it anew."""
    state = await take_state(connection, viewer.user_id)
    query = (
        update(members)
        .where(members.c.chat_id == chat_id, members.c.user_id == viewer.user_id)
        .values(state=state)
        .returning(members.c.listed)
    )
    listed = bool((await connection.execute(query)).scalar_one())
    return Touched(await load_chat(services, connection, viewer.user_id, chat_id), state, listed)


def announce_chat(services: Services, viewer: Viewer, touched: Touched) -> Chat:
    """Tell the viewer's connections of such a change, after the commit, and return the chat."""
    event: Pushed = ChatUpdated(chat=touched.chat, state=touched.state)
    if not touched.listed:
        # A change to a chat that was taken out of the list does not bring it back.
        event = ChatRemoved(chat_id=touched.chat.id, state=touched.state)
    services.hub.publish([viewer.user_id], event)
    return touched.chat
