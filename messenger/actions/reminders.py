"""Reminders: messages of which a person is told once more, by a service notice that leads there."""

import contextlib
from typing import Any

from sqlalchemy import Row, and_, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import (
    Viewer,
    access_roster,
    load_roster,
    parse_id,
    require_member,
)
from messenger.actions.chat_views import visible
from messenger.actions.due import seconds_until
from messenger.actions.languages import DEFAULT
from messenger.actions.media_views import decode_attached, file_names
from messenger.actions.media_words import tell_media
from messenger.actions.message_views import MARKDOWN
from messenger.actions.messages import visible_messages
from messenger.actions.notices import write_notice
from messenger.actions.people import DELETED
from messenger.actions.scheduled import parse_time
from messenger.actions.states import lock_key
from messenger.catalogues import translator
from messenger.clock import rfc3339
from messenger.db.tables import chats, members, messages, reminders, users
from messenger.errors import N_, NotFound, TooMany
from messenger.events.objects import Reminder
from messenger.events.pushed import RemindersUpdated
from messenger.events.rosters import Roster
from messenger.markdown.words import plain_words
from messenger.services import Services

MOST_REMINDERS = 100
LONGEST_EXCERPT = 300


class Gone(Exception):
    """It was told by another process, or is wished no more."""


async def add_reminder(
    services: Services, viewer: Viewer, *, chat_id: str, seq: int, remind_at: str
) -> Reminder:
    """Have the viewer told of a message at a time; a second wish for it moves the first.

    BadRequest for a time that is too near or too far, NotFound where the viewer does not see the
    message, TooMany past 100.
    """
    roster = await access_roster(services, viewer, chat_id)
    moment = parse_time(services, remind_at, "remind_at")
    async with services.database.writing() as connection:
        # Of two wishes at once, one sees the other.
        await lock_key(connection, f"reminders:{viewer.user_id}")
        [message] = await visible_messages(connection, viewer, roster, [seq], "seq")
        mine = _this(viewer.user_id, roster.chat_id, seq)
        moved = update(reminders).where(*mine).values(remind_at=moment)
        if not (await connection.execute(moved)).rowcount:
            await _require_room(connection, viewer)
            row = {"user_id": viewer.user_id, "chat_id": roster.chat_id, "seq": seq}
            await connection.execute(insert(reminders).values(**row, remind_at=moment))
        services.database.after_commit(connection, services.due.set)
    services.hub.publish([viewer.user_id], RemindersUpdated())
    return Reminder(
        chat_id=str(roster.chat_id),
        seq=seq,
        remind_at=rfc3339(moment),
        sender_id=str(message.sender_id),
        kind=message.kind,
        text=_words(message),
    )


async def list_reminders(services: Services, viewer: Viewer) -> tuple[Reminder, ...]:
    """Return the viewer's reminders, the next one first."""
    me = viewer.user_id
    inside = and_(members.c.chat_id == reminders.c.chat_id, members.c.user_id == me)
    seen = and_(
        messages.c.chat_id == members.c.chat_id,
        messages.c.seq == reminders.c.seq,
        visible(messages, me, members.c.cleared_to),
        ~messages.c.deleted,
    )
    told = ("sender_id", "kind", "text", "format", "attachments")
    query = (
        select(reminders, *(messages.c[name] for name in told))
        .outerjoin(members, inside)
        .outerjoin(messages, seen)
        .where(reminders.c.user_id == me)
        .order_by(reminders.c.remind_at, reminders.c.chat_id, reminders.c.seq)
    )
    async with services.database.reading() as connection:
        return tuple(map(_build, await connection.execute(query)))


async def delete_reminder(services: Services, viewer: Viewer, *, chat_id: str, seq: int) -> None:
    """Tell the viewer of a message no more; NotFound where nothing was wished."""
    mine = _this(viewer.user_id, parse_id(chat_id, "chat_id"), seq)
    async with services.database.writing() as connection:
        if not (await connection.execute(delete(reminders).where(*mine))).rowcount:
            raise NotFound(field="chat_id")
    services.hub.publish([viewer.user_id], RemindersUpdated())


async def remind_due(services: Services) -> float:
    """Tell of one message whose time has come; return the seconds until the next, at most 30."""
    rest = await seconds_until(services, reminders.c.remind_at)
    if rest > 0:
        return rest
    with contextlib.suppress(Gone):
        await _remind_next(services)
    return 0.0


async def _remind_next(services: Services) -> None:
    query = select(reminders).order_by(reminders.c.remind_at).limit(1)
    async with services.database.reading() as connection:
        row = (await connection.execute(query)).one_or_none()
    if row is None:
        return
    async with services.database.writing() as connection:
        # In one transaction, so that it is told once, whatever ends the process; and the notice
        # first, since it locks a chat and people (`write_notice`).
        await _remind(services, connection, row)
        mine = (*_this(row.user_id, row.chat_id, row.seq), reminders.c.remind_at == row.remind_at)
        if not (await connection.execute(delete(reminders).where(*mine))).rowcount:
            raise Gone
    services.hub.publish([row.user_id], RemindersUpdated())


async def _remind(services: Services, connection: AsyncConnection, row: Row[Any]) -> None:
    viewer = Viewer(row.user_id, 0)
    try:
        roster = require_member(await load_roster(connection, row.chat_id), viewer)
        [message] = await visible_messages(connection, viewer, roster, [row.seq])
    except NotFound:
        await write_notice(services, connection, row.user_id, "reminder_lost")
        return
    kind, facts = await _place(connection, viewer, roster, message)
    attached = decode_attached(message.attachments)
    excerpt = _words(message) or await tell_media(connection, row.user_id, message.kind, attached)
    if len(excerpt) > LONGEST_EXCERPT:
        excerpt = f"{excerpt[:LONGEST_EXCERPT]}…"
    facts |= {"excerpt": excerpt, "link": f"/#{row.chat_id}/{row.seq}"}
    await write_notice(services, connection, row.user_id, kind, facts)


async def _place(
    connection: AsyncConnection, viewer: Viewer, roster: Roster, message: Row[Any]
) -> tuple[str, dict[str, str]]:
    """Return which notice tells of a message, and the names in it."""
    if roster.kind == "saved":
        return "reminder_saved", {}
    title = await connection.scalar(select(chats.c.title).where(chats.c.id == roster.chat_id))
    if roster.kind == "group":
        name = await _name(connection, viewer, message.sender_id)
        return "reminder_group", {"name": name, "chat": title or ""}
    [other] = roster.others(viewer.user_id)
    own = message.sender_id == viewer.user_id
    # Whoever writes notices is called as their reader speaks.
    name = title or await _name(connection, viewer, other)
    return "reminder_own" if own else "reminder_direct", {"name": name}


async def _name(connection: AsyncConnection, viewer: Viewer, user_id: int) -> str:
    name = await connection.scalar(select(users.c.name).where(users.c.id == user_id))
    if name:
        return str(name)
    language = select(users.c.language).where(users.c.id == viewer.user_id)
    return translator(await connection.scalar(language) or DEFAULT).gettext(DELETED)


def _this(user_id: int, chat_id: int, seq: int) -> tuple[Any, Any, Any]:
    own = reminders.c.user_id == user_id
    return own, reminders.c.chat_id == chat_id, reminders.c.seq == seq


async def _require_room(connection: AsyncConnection, viewer: Viewer) -> None:
    count = select(func.count()).where(reminders.c.user_id == viewer.user_id)
    if (await connection.scalar(count) or 0) >= MOST_REMINDERS:
        raise TooMany(N_("You have too many reminders."), field="seq", limit=MOST_REMINDERS)


def _build(row: Row[Any]) -> Reminder:
    return Reminder(
        chat_id=str(row.chat_id),
        seq=row.seq,
        remind_at=rfc3339(row.remind_at),
        sender_id=str(row.sender_id) if row.sender_id is not None else None,
        kind=row.kind,
        text=_words(row) if row.text is not None else None,
    )


def _words(row: Row[Any]) -> str:
    """Return what a message says, without its marks and what is hidden by them.

    Where it has no words, those are the names of its files.
    """
    words = plain_words(row.text) if row.format == MARKDOWN else str(row.text)
    return words or ", ".join(file_names(decode_attached(row.attachments)))
