"""Sending what was scheduled: when its time has come, or at once, and once each in any case."""

import logging
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster
from messenger.actions.due import seconds_until
from messenger.actions.keeping import announce_chat, touch_chat
from messenger.actions.media_words import tell_media
from messenger.actions.notices import write_notice
from messenger.actions.scheduled import access_scheduled, build_all_scheduled, read_held
from messenger.actions.sending import send_message
from messenger.actions.states import lock_chat
from messenger.db.tables import chats, deletions, members, messages, scheduled_messages, users
from messenger.errors import Forbidden, MessengerError, Unavailable, UnsupportedMedia
from messenger.events.commands import MessagesSend
from messenger.events.objects import ACTIVE, Message
from messenger.services import Services

log = logging.getLogger(__name__)

LEASE = 60_000
"""For how long a row is one process's alone; longer than any sending takes."""


async def send_due(services: Services) -> float:
    """Send one message whose time has come; return the seconds until the next one, at most 30."""
    rest = await seconds_until(services, scheduled_messages.c.due_at)
    if rest > 0:
        return rest
    row = await _claim(services)
    if row is not None and row.failed is None:
        await _send_claimed(services, row)
    elif row is not None:
        await _tell_of_failure(services, row)
    return 0.0


async def take_up_scheduled(services: Services) -> None:
    """Begin anew, at a start, what a stop or a kill has cut short."""
    if services.settings.database_url:
        return  # Another process may be at it; what this one had is free when its lease ends.
    now = services.clock.now()
    cut_short = (scheduled_messages.c.send_at <= now, scheduled_messages.c.due_at > now)
    async with services.database.writing() as connection:
        await connection.execute(update(scheduled_messages).where(*cut_short).values(due_at=now))


async def send_now(services: Services, viewer: Viewer, *, chat_id: str, client_id: UUID) -> Message:
    """Send what is scheduled at once and return it as stored; where it may not be, it stays."""
    roster = await access_roster(services, viewer, chat_id)
    now = services.clock.now()
    async with services.database.writing() as connection:
        row = await access_scheduled(services, connection, viewer, roster, client_id)
        # From here on it is one that is being sent, for whoever else looks.
        begun = {"send_at": now, "due_at": now + LEASE, "failed": None}
        await connection.execute(update(scheduled_messages).where(*_this(row)).values(**begun))
    try:
        message = await _send(services, row)
    except Unavailable:
        raise  # It is tried again by itself.
    except MessengerError as error:
        await _fail(services, row, error.code, told=True)
        raise
    await _finish(services, row)
    return message


async def _claim(services: Services) -> Row[Any] | None:
    now = services.clock.now()
    due = select(scheduled_messages).where(scheduled_messages.c.due_at <= now)
    next_one = due.order_by(scheduled_messages.c.due_at, scheduled_messages.c.client_id).limit(1)
    async with services.database.writing() as connection:
        query = next_one.with_for_update(skip_locked=True)
        row: Row[Any] | None = (await connection.execute(query)).one_or_none()
        if row is not None:
            mine = update(scheduled_messages).where(*_this(row))
            await connection.execute(mine.values(due_at=now + LEASE))
    return row


async def _send_claimed(services: Services, row: Row[Any]) -> None:
    try:
        await _send(services, row)
    except Unavailable:
        log.warning("scheduled message put off", extra={"user": row.user_id})
    except MessengerError as error:
        await _fail(services, row, error.code, told=False)
        services.due.set()
    else:
        await _finish(services, row)


async def _send(services: Services, row: Row[Any]) -> Message:
    async with services.database.reading() as connection:
        media_ids = await read_held(connection, row)
    command = MessagesSend(
        chat_id=str(row.chat_id),
        client_id=UUID(bytes=row.client_id),
        kind=row.kind,
        text=row.text,
        media_ids=media_ids,
        format=row.format,
        silent=row.silent,
        reply_to=row.reply_seq,
    )
    await _require_active(services, row.user_id)
    return await send_message(services, Viewer(row.user_id, 0), command)


async def _require_active(services: Services, user_id: int) -> None:
    """Raise Forbidden where nothing is done for a person: their account is disabled or ends."""
    leaves = exists().where(deletions.c.user_id == users.c.id)
    query = select(users.c.id).where(users.c.id == user_id, users.c.standing == ACTIVE, ~leaves)
    async with services.database.reading() as connection:
        if await connection.scalar(query) is None:
            raise Forbidden(field="chat_id")


async def _finish(services: Services, row: Row[Any]) -> None:
    async def drop(connection: AsyncConnection) -> None:
        await connection.execute(delete(scheduled_messages).where(*_this(row)))

    await _change(services, row, drop)


async def _fail(services: Services, row: Row[Any], code: str, *, told: bool) -> None:
    """Keep why it was not sent; its person is still to be told, where they did not ask for it."""

    async def mark(connection: AsyncConnection) -> None:
        sent = exists().where(
            messages.c.sender_id == row.user_id, messages.c.client_id == row.client_id
        )
        if await connection.scalar(select(sent)):
            # A kill came between the sending and the end of it.
            await connection.execute(delete(scheduled_messages).where(*_this(row)))
            return
        due_at = None if told else services.clock.now()
        kept = update(scheduled_messages).where(*_this(row))
        await connection.execute(kept.values(failed=code, due_at=due_at))

    await _change(services, row, mark)


async def _change(services: Services, row: Row[Any], change: Any) -> None:
    """Change a row, and tell its person's devices how much there is in the chat now."""
    viewer, touched = Viewer(row.user_id, 0), None
    inside = exists().where(members.c.chat_id == row.chat_id, members.c.user_id == row.user_id)
    async with services.database.writing() as connection:
        await lock_chat(connection, row.chat_id)
        await change(connection)
        if await connection.scalar(select(inside)):
            touched = await touch_chat(services, connection, viewer, row.chat_id)
    if touched is not None:
        announce_chat(services, viewer, touched)


async def _tell_of_failure(services: Services, row: Row[Any]) -> None:
    async with services.database.writing() as connection:
        [told] = await build_all_scheduled(connection, [row])
        words = row.text or await tell_media(connection, row.user_id, row.kind, told.attachments)
        facts = {"chat": await _title(connection, row), "words": words}
        broken = row.failed == UnsupportedMedia.code
        kind = "scheduled_unreadable" if broken else "scheduled_failed"
        await write_notice(services, connection, row.user_id, kind, facts)
        kept = update(scheduled_messages).where(
            *_this(row), scheduled_messages.c.failed == row.failed
        )
        await connection.execute(kept.values(due_at=None))


async def _title(connection: AsyncConnection, row: Row[Any]) -> str:
    other = select(users.c.name).join(members, members.c.user_id == users.c.id)
    person = other.where(members.c.chat_id == row.chat_id, users.c.id != row.user_id).limit(1)
    query = select(chats.c.title, chats.c.kind).where(chats.c.id == row.chat_id)
    chat = (await connection.execute(query)).one()
    return chat.title or str(await connection.scalar(person) or "")


def _this(row: Row[Any]) -> tuple[Any, Any]:
    mine = scheduled_messages.c.user_id == row.user_id
    return mine, scheduled_messages.c.client_id == row.client_id
