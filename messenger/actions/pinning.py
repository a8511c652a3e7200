"""The pinned chats at the top of a list, in an order of one's own."""

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster
from messenger.actions.keeping import announce_chat, touch_chat
from messenger.actions.states import lock_chat, take_state
from messenger.db.tables import members
from messenger.errors import N_, BadRequest, TooMany
from messenger.events.objects import Chat
from messenger.events.pushed import PinsUpdated
from messenger.services import Services

MOST_PINNED = 50


async def pin_chat(services: Services, viewer: Viewer, *, chat_id: str, on: bool) -> Chat:
    """Keep a chat above all others in the viewer's list, or no longer.

    TooMany past 50; what is pinned is not in the archive.
    """
    roster = await access_roster(services, viewer, chat_id)
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        changes: dict[str, Any] = {"pinned": False, "pin_order": 0}
        if on:
            changes = await _place_on_top(connection, viewer, roster.chat_id)
        mine = (members.c.chat_id == roster.chat_id, members.c.user_id == viewer.user_id)
        await connection.execute(update(members).where(*mine).values(**changes))
        touched = await touch_chat(services, connection, viewer, roster.chat_id)
    return announce_chat(services, viewer, touched)


async def order_pins(services: Services, viewer: Viewer, *, chat_ids: list[str]) -> tuple[str, ...]:
    """Put the viewer's pinned chats in an order and return it; those not named stay above.

    NotFound for a chat that is not the viewer's; one that is not pinned (any more) has no place.
    """
    if len(chat_ids) > MOST_PINNED:
        raise TooMany(field="chat_ids", limit=MOST_PINNED)
    wanted = [(await access_roster(services, viewer, each)).chat_id for each in chat_ids]
    if len(set(wanted)) < len(wanted):
        raise BadRequest(N_("A chat is named twice."), field="chat_ids")
    async with services.database.writing() as connection:
        for chat_id in sorted({*wanted, *await _pinned(connection, viewer)}):
            await lock_chat(connection, chat_id)
        state = await take_state(connection, viewer.user_id)
        order = _joined(await _pinned(connection, viewer), wanted)
        for place, chat_id in enumerate(reversed(order), 1):
            mine = (members.c.chat_id == chat_id, members.c.user_id == viewer.user_id)
            values = {"pin_order": place, "state": state}
            await connection.execute(update(members).where(*mine).values(**values))
    told = tuple(map(str, order))
    services.hub.publish([viewer.user_id], PinsUpdated(chat_ids=told, state=state))
    return told


def _joined(pinned: list[int], wanted: list[int]) -> list[int]:
    unnamed = [chat_id for chat_id in pinned if chat_id not in wanted]
    return unnamed + [chat_id for chat_id in wanted if chat_id in pinned]


async def _pinned(connection: AsyncConnection, viewer: Viewer) -> list[int]:
    query = (
        select(members.c.chat_id)
        .where(members.c.user_id == viewer.user_id, members.c.pinned)
        .order_by(members.c.pin_order.desc(), members.c.chat_id)
    )
    return list(await connection.scalars(query))


async def _place_on_top(
    connection: AsyncConnection, viewer: Viewer, chat_id: int
) -> dict[str, Any]:
    query = select(func.count(), func.coalesce(func.max(members.c.pin_order), 0)).where(
        members.c.user_id == viewer.user_id, members.c.pinned, members.c.chat_id != chat_id
    )
    count, highest = (await connection.execute(query)).one()
    if count >= MOST_PINNED:
        raise TooMany(N_("Too many chats are pinned."), field="chat_id", limit=MOST_PINNED)
    return {"pinned": True, "pin_order": highest + 1, "archived": False}
