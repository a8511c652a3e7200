"""Messages that a chat keeps in sight for all who are in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster, require_may_write
from messenger.actions.chat_views import load_chat
from messenger.actions.group_changes import load_standing, write_service
from messenger.actions.history import PINNED
from messenger.actions.message_changes import (
    Eyes,
    announce_changes,
    read_eyes,
    rewrite_messages,
)
from messenger.actions.message_views import SERVICE, message_for
from messenger.actions.messages import visible_messages
from messenger.actions.states import lock_chat
from messenger.db.tables import messages
from messenger.errors import Forbidden, TooMany
from messenger.events.objects import Chat, Message, Service
from messenger.events.pushed import MessageNew
from messenger.events.rosters import Roster
from messenger.services import Services

MOST_PINNED = 100
# For programs that know no better; the page says which message it was.
PINNED_TEXT = "pinned a message"


@dataclass(frozen=True, slots=True)
class Turned:
    """Messages that were pinned or unpinned, how they are seen, and the line about it."""

    messages: Sequence[Message]
    eyes: Eyes
    line: MessageNew | None = None


async def pin_message(
    services: Services, viewer: Viewer, *, chat_id: str, seq: int, on: bool
) -> Chat:
    """Pin a message for all, or unpin it, and return the chat; done once more it changes nothing.

    In a group by whom the right `pin` allows, elsewhere by who may write. NotFound for a message
    that is not there, Forbidden for a line of the chat itself, TooMany past 100.
    """
    roster = await access_roster(services, viewer, chat_id)
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        await _require_may_pin(connection, viewer, roster)
        [row] = await visible_messages(connection, viewer, roster, [seq], "seq")
        if row.kind == SERVICE:
            raise Forbidden(field="seq")
        turned = None
        if (row.pinned_at is not None) != on:
            turned = await _turn(services, connection, viewer, roster, [seq], on=on)
        chat = await load_chat(services, connection, viewer.user_id, roster.chat_id)
    if turned is not None:
        _announce(services, roster, turned)
    return chat


async def unpin_all(services: Services, viewer: Viewer, *, chat_id: str) -> Chat:
    """Unpin every message that the viewer sees pinned, and return the chat."""
    roster = await access_roster(services, viewer, chat_id)
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        await _require_may_pin(connection, viewer, roster)
        asked = {"viewer": viewer.user_id, "chat": roster.chat_id, "most": MOST_PINNED}
        seqs = [row.seq for row in (await connection.execute(PINNED, asked)).all()]
        turned = None
        if seqs:
            turned = await _turn(services, connection, viewer, roster, seqs[::-1], on=False)
        chat = await load_chat(services, connection, viewer.user_id, roster.chat_id)
    if turned is not None:
        _announce(services, roster, turned)
    return chat


async def list_pinned(services: Services, viewer: Viewer, *, chat_id: str) -> tuple[Message, ...]:
    """Return the pinned messages of a chat that the viewer sees, the newest message first."""
    roster = await access_roster(services, viewer, chat_id)
    asked = {"viewer": viewer.user_id, "chat": roster.chat_id, "most": MOST_PINNED}
    async with services.database.reading() as connection:
        rows = (await connection.execute(PINNED, asked)).all()
    return tuple(message_for(viewer.user_id, row) for row in rows)


async def _require_may_pin(connection: AsyncConnection, viewer: Viewer, roster: Roster) -> None:
    if roster.kind == "group":
        standing = await load_standing(connection, roster.chat_id, viewer.user_id)
        standing.require("pin")
    else:
        require_may_write(roster, viewer)


async def _turn(
    services: Services,
    connection: AsyncConnection,
    viewer: Viewer,
    roster: Roster,
    seqs: list[int],
    *,
    on: bool,
) -> Turned:
    if on:
        await _require_room(connection, roster.chat_id)
    pinned_at = services.clock.now() if on else None
    turned = await rewrite_messages(connection, roster.chat_id, seqs, pinned_at=pinned_at)
    line = None
    if on and roster.kind != "saved":
        # The line names the message and does not repeat it: not everybody sees it, nor for ever.
        what = Service(type="pinned", seq=seqs[0])
        line = await write_service(
            services, connection, roster.chat_id, viewer.user_id, what, PINNED_TEXT
        )
    return Turned(turned, await read_eyes(connection, roster, turned), line)


async def _require_room(connection: AsyncConnection, chat_id: int) -> None:
    query = select(func.count()).where(
        messages.c.chat_id == chat_id, messages.c.pinned_at.is_not(None)
    )
    if (await connection.scalar(query) or 0) >= MOST_PINNED:
        raise TooMany(field="seq", limit=MOST_PINNED)


def _announce(services: Services, roster: Roster, turned: Turned) -> None:
    announce_changes(services, roster, turned.messages, turned.eyes)
    if turned.line is not None:
        services.hub.publish(services.rosters.listeners(roster), turned.line)
