"""Messages that are to be sent later: a person's own, by chat."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster, require_may_write
from messenger.actions.attachments import (
    TEXT,
    Shelf,
    read_content,
    require_sendable,
    reword,
)
from messenger.actions.history import parse_moment
from messenger.actions.keeping import announce_chat, require_inside, touch_chat
from messenger.actions.replies import require_answerable
from messenger.actions.states import lock_chat
from messenger.actions.texts import LONGEST_MESSAGE, clean_text
from messenger.clock import rfc3339
from messenger.db.ids import write_uuid
from messenger.db.tables import messages, scheduled_attachments, scheduled_messages
from messenger.errors import N_, BadRequest, Conflict, NotFound, TooMany
from messenger.events.objects import Media, Scheduled
from messenger.events.rosters import Roster
from messenger.services import Services

MOST_SCHEDULED = 100
SECOND = 1000
SOONEST = 10 * SECOND
LATEST = 366 * 24 * 3600 * SECOND


async def list_scheduled(
    services: Services, viewer: Viewer, *, chat_id: str
) -> tuple[Scheduled, ...]:
    """Return what the viewer has scheduled in a chat, what is sent next first."""
    roster = await access_roster(services, viewer, chat_id)
    query = (
        select(scheduled_messages)
        .where(*_mine(viewer, roster.chat_id))
        .order_by(scheduled_messages.c.send_at, scheduled_messages.c.client_id)
    )
    async with services.database.reading() as connection:
        return await build_all_scheduled(connection, (await connection.execute(query)).all())


async def add_scheduled(
    services: Services,
    viewer: Viewer,
    *,
    chat_id: str,
    client_id: UUID,
    kind: str,
    text: str,
    send_at: str,
    media_ids: Sequence[str] = (),
    format: str = "plain",  # noqa: A002 - the name of the field on the wire
    silent: bool = False,
    reply_to: int | None = None,
) -> Scheduled:
    """Have a text or media sent at a time; the same client_id again returns what the first keeps.

    BadRequest for a time that is too near or too far, NotFound for a reply to what the viewer does
    not see, TooMany past 100 a chat, Conflict where the client_id names something else, or what was
    sent already; what holds media is refused as `send_message` refuses it.
    """
    text, held = read_content(kind, text, media_ids)
    roster = await access_roster(services, viewer, chat_id)
    require_may_write(roster, viewer)
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        await require_inside(connection, viewer, roster.chat_id)
        known = await _find(connection, viewer, client_id)
        if known is not None and known.chat_id == roster.chat_id:
            return await _build_one(connection, known)
        if known is not None or await _is_sent(connection, viewer, client_id):
            raise Conflict(field="client_id")
        moment = parse_time(services, send_at)
        if reply_to is not None:
            await require_answerable(connection, roster.chat_id, viewer.user_id, reply_to)
        await _require_room(connection, viewer, roster.chat_id)
        await require_sendable(connection, viewer.user_id, kind, held)
        values = {"chat_id": roster.chat_id, "user_id": viewer.user_id, "kind": kind, "text": text}
        values |= {"client_id": client_id.bytes, "format": format, "silent": silent}
        values |= {"reply_seq": reply_to, "send_at": moment, "due_at": moment}
        kept = await _keep(connection, values, held)
        scheduled = await _build_one(connection, kept)
        touched = await touch_chat(services, connection, viewer, roster.chat_id)
        services.database.after_commit(connection, services.due.set)
    announce_chat(services, viewer, touched)
    return scheduled


async def edit_scheduled(
    services: Services,
    viewer: Viewer,
    *,
    chat_id: str,
    client_id: UUID,
    text: str | None = None,
    send_at: str | None = None,
) -> Scheduled:
    """Give what is scheduled another text or time; a new time lets one that failed be tried then.

    NotFound for what is not there (any more), Conflict for what is being sent.
    """
    values: dict[str, Any] = {}
    if text is not None:
        values["text"] = clean_text(text, "text", LONGEST_MESSAGE)
    if send_at is not None:
        moment = parse_time(services, send_at)
        values |= {"send_at": moment, "due_at": moment, "failed": None}
    if not values:
        raise BadRequest(N_("Say what is to be changed."), field="text")
    roster = await access_roster(services, viewer, chat_id)
    if send_at is not None:
        require_may_write(roster, viewer)
    async with services.database.writing() as connection:
        row = await access_scheduled(services, connection, viewer, roster, client_id)
        if text is not None:
            values["text"] = reword(values["text"], holds_media=row.kind != TEXT)
        mine = _one(viewer, client_id)
        query = update(scheduled_messages).where(*mine).values(**values)
        kept = (await connection.execute(query.returning(scheduled_messages))).one()
        scheduled = await _build_one(connection, kept)
        touched = await touch_chat(services, connection, viewer, roster.chat_id)
        services.database.after_commit(connection, services.due.set)
    announce_chat(services, viewer, touched)
    return scheduled


async def delete_scheduled(
    services: Services, viewer: Viewer, *, chat_id: str, client_id: UUID
) -> None:
    """Send it never; NotFound for what is not there (any more), Conflict for what is being sent."""
    roster = await access_roster(services, viewer, chat_id)
    async with services.database.writing() as connection:
        await access_scheduled(services, connection, viewer, roster, client_id)
        await connection.execute(delete(scheduled_messages).where(*_one(viewer, client_id)))
        touched = await touch_chat(services, connection, viewer, roster.chat_id)
    announce_chat(services, viewer, touched)


async def access_scheduled(
    services: Services,
    connection: AsyncConnection,
    viewer: Viewer,
    roster: Roster,
    client_id: UUID,
) -> Row[Any]:
    """Lock the chat and return what the viewer has scheduled there, unless its time has come."""
    await lock_chat(connection, roster.chat_id)
    row = await _find(connection, viewer, client_id)
    if row is None or row.chat_id != roster.chat_id:
        raise NotFound(field="client_id")
    # What is on its way is not changed any more: nobody could say which of the texts was sent.
    if row.failed is None and row.send_at <= services.clock.now():
        raise Conflict(N_("This message is being sent."), field="client_id")
    return row


def parse_time(services: Services, send_at: str, field: str = "send_at") -> int:
    """Return a time at which something is to happen; BadRequest where it is too near or too far."""
    moment, now = parse_moment(send_at, field), services.clock.now()
    if moment < now + SOONEST:
        raise BadRequest(N_("Choose a later time."), field=field)
    if moment > now + LATEST:
        raise BadRequest(N_("Choose a time within a year."), field=field)
    return moment


async def build_all_scheduled(
    connection: AsyncConnection, rows: Sequence[Row[Any]]
) -> tuple[Scheduled, ...]:
    """Build what is scheduled from its rows, of one person, with the media as they are now."""
    with_media = [row.client_id for row in rows if row.kind != TEXT]
    held: dict[bytes, list[int]] = {}
    if with_media:
        query = select(scheduled_attachments).where(
            scheduled_attachments.c.user_id == rows[0].user_id,
            scheduled_attachments.c.client_id.in_(with_media),
        )
        for each in await connection.execute(query.order_by(scheduled_attachments.c.place)):
            held.setdefault(each.client_id, []).append(each.media_id)
    shelf = await Shelf.read(connection, [each for ids in held.values() for each in ids])
    return tuple(_build(row, shelf.show(held.get(row.client_id, ()))) for row in rows)


async def _build_one(connection: AsyncConnection, row: Row[Any]) -> Scheduled:
    [built] = await build_all_scheduled(connection, [row])
    return built


def _build(row: Row[Any], held: tuple[Media, ...]) -> Scheduled:
    return Scheduled(
        chat_id=str(row.chat_id),
        client_id=write_uuid(row.client_id),
        kind=row.kind,
        text=row.text,
        format=row.format,
        attachments=held,
        silent=row.silent,
        reply_to=row.reply_seq,
        send_at=rfc3339(row.send_at),
        failed=row.failed,
    )


async def read_held(connection: AsyncConnection, row: Row[Any]) -> tuple[str, ...]:
    """Return the ids of the media that something scheduled holds, in their order."""
    query = select(scheduled_attachments.c.media_id).where(
        scheduled_attachments.c.user_id == row.user_id,
        scheduled_attachments.c.client_id == row.client_id,
    )
    ids = await connection.scalars(query.order_by(scheduled_attachments.c.place))
    return tuple(map(str, ids))


async def _keep(
    connection: AsyncConnection, values: dict[str, Any], held: Sequence[int]
) -> Row[Any]:
    row = insert(scheduled_messages).values(**values).returning(scheduled_messages)
    kept: Row[Any] = (await connection.execute(row)).one()
    if held:
        mine = {"user_id": kept.user_id, "client_id": kept.client_id}
        rows = [mine | {"place": at, "media_id": each} for at, each in enumerate(held)]
        await connection.execute(insert(scheduled_attachments), rows)
    return kept


def _mine(viewer: Viewer, chat_id: int) -> tuple[Any, Any]:
    mine = scheduled_messages.c.user_id == viewer.user_id
    return mine, scheduled_messages.c.chat_id == chat_id


def _one(viewer: Viewer, client_id: UUID) -> tuple[Any, Any]:
    mine = scheduled_messages.c.user_id == viewer.user_id
    return mine, scheduled_messages.c.client_id == client_id.bytes


async def _find(connection: AsyncConnection, viewer: Viewer, client_id: UUID) -> Row[Any] | None:
    query = select(scheduled_messages).where(*_one(viewer, client_id)).with_for_update()
    found: Row[Any] | None = (await connection.execute(query)).one_or_none()
    return found


async def _is_sent(connection: AsyncConnection, viewer: Viewer, client_id: UUID) -> bool:
    sent = exists().where(
        messages.c.sender_id == viewer.user_id, messages.c.client_id == client_id.bytes
    )
    return bool(await connection.scalar(select(sent)))


async def _require_room(connection: AsyncConnection, viewer: Viewer, chat_id: int) -> None:
    count = select(func.count()).where(*_mine(viewer, chat_id))
    if (await connection.scalar(count) or 0) >= MOST_SCHEDULED:
        raise TooMany(
            N_("Too many messages are scheduled here."), field="chat_id", limit=MOST_SCHEDULED
        )
