"""Reactions: an emoji on a message, seen and counted by all who see the message."""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import and_, delete, exists, func, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster, require_may_write
from messenger.actions.chats import require_page
from messenger.actions.emoji import require_emoji
from messenger.actions.group_changes import load_standing
from messenger.actions.message_changes import announce_changes, read_eyes, rewrite_messages
from messenger.actions.message_views import SERVICE, count_decoder, message_for
from messenger.actions.messages import visible_messages
from messenger.actions.people import build_user, people_query
from messenger.actions.states import lock_chat
from messenger.clock import rfc3339
from messenger.db.tables import messages, reactions, users
from messenger.errors import N_, BadRequest, Forbidden, TooMany
from messenger.events.objects import READ_ONLY, Message, Reacted
from messenger.events.rosters import Roster
from messenger.services import Services

MOST_KINDS = 20
LONGEST_PAGE = 100


class ReactedPage(Struct, frozen=True):
    """Who has reacted, the latest first; `cursor` asks for the next page."""

    reactions: tuple[Reacted, ...]
    cursor: str | None


async def react(
    services: Services, viewer: Viewer, *, chat_id: str, seq: int, emoji: str, on: bool
) -> Message:
    """Put an emoji on a message, or take it off, and return the message; twice changes nothing.

    BadRequest for what is no emoji, NotFound for a message that is not there, Forbidden for a line
    of the chat itself and to who may only read, Blocked or Privacy where the viewer may not write
    to the other, TooMany past 20 kinds. One's own reaction may always be taken off.
    """
    emoji = require_emoji(emoji, "emoji")
    roster = await access_roster(services, viewer, chat_id)
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        [row] = await visible_messages(connection, viewer, roster, [seq], "seq")
        if row.kind == SERVICE:
            raise Forbidden(field="seq")
        if (emoji in (row.own_reactions or "").split()) == on:
            return message_for(viewer.user_id, row)
        counts = count_decoder.decode(row.reactions or "{}")
        if on:
            await _require_may_react(connection, viewer, roster)
            if emoji not in counts and len(counts) >= MOST_KINDS:
                raise TooMany(field="emoji", limit=MOST_KINDS)
        await _turn(connection, viewer, roster, seq, emoji, services.clock.now() if on else None)
        counts[emoji] = counts.get(emoji, 0) + (1 if on else -1)
        column = write_counts(counts)
        [message] = await rewrite_messages(connection, roster.chat_id, [seq], reactions=column)
        eyes = await read_eyes(connection, roster, [message])
    announce_changes(services, roster, [message], eyes)
    return eyes.see(viewer.user_id, message)


async def _require_may_react(connection: AsyncConnection, viewer: Viewer, roster: Roster) -> None:
    if roster.kind != "group":
        require_may_write(roster, viewer)
        return
    # Where only administrators write, everybody else still has a face.
    standing = await load_standing(connection, roster.chat_id, viewer.user_id)
    if standing.role == READ_ONLY:
        raise Forbidden(field="chat_id")


async def _turn(
    connection: AsyncConnection,
    viewer: Viewer,
    roster: Roster,
    seq: int,
    emoji: str,
    at: int | None,
) -> None:
    own = {"chat_id": roster.chat_id, "seq": seq, "emoji": emoji, "user_id": viewer.user_id}
    if at is not None:
        await connection.execute(insert(reactions).values(**own, reacted_at=at))
    else:
        these = [reactions.c[name] == value for name, value in own.items()]
        await connection.execute(delete(reactions).where(*these))


def write_counts(counts: dict[str, int]) -> str | None:
    """Return what the column of a message keeps: how many of each emoji, in their order."""
    left = {emoji: count for emoji, count in counts.items() if count > 0}
    return msgspec.json.encode(left).decode() if left else None


async def list_reactions(
    services: Services,
    viewer: Viewer,
    *,
    chat_id: str,
    seq: int,
    emoji: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> ReactedPage:
    """Return who has reacted to a message that the viewer sees, the latest first; at most 100."""
    require_page(limit, LONGEST_PAGE)
    roster = await access_roster(services, viewer, chat_id)
    query = (
        people_query(viewer.user_id)
        .add_columns(reactions.c.emoji, reactions.c.reacted_at)
        .join(reactions, reactions.c.user_id == users.c.id)
        .where(reactions.c.chat_id == roster.chat_id, reactions.c.seq == seq)
        .order_by(reactions.c.reacted_at.desc(), users.c.id.desc(), reactions.c.emoji.desc())
        .limit(limit + 1)
    )
    if emoji is not None:
        query = query.where(reactions.c.emoji == require_emoji(emoji, "emoji"))
    if cursor is not None:
        order = tuple_(reactions.c.reacted_at, users.c.id, reactions.c.emoji)
        query = query.where(order < tuple_(*_parse_cursor(cursor)))
    async with services.database.reading() as connection:
        await visible_messages(connection, viewer, roster, [seq], "seq")
        rows = (await connection.execute(query)).all()
    page = rows[:limit]
    return ReactedPage(
        tuple(
            Reacted(build_user(services, viewer.user_id, row), row.emoji, rfc3339(row.reacted_at))
            for row in page
        ),
        _write_cursor(page[-1]) if len(rows) > limit else None,
    )


def _write_cursor(row: Any) -> str:
    return f"{row.reacted_at}.{row.person_id}.{row.emoji}"


def _parse_cursor(cursor: str) -> tuple[int, int, str]:
    at, _, rest = cursor.partition(".")
    person, _, emoji = rest.partition(".")
    try:
        return int(at), int(person), emoji
    except ValueError as error:
        raise BadRequest(N_("This cursor is not one of ours."), field="cursor") from error


def reacted_by(user_id: int) -> Any:
    """Return the condition under which somebody has reacted to a message."""
    return exists().where(
        reactions.c.user_id == user_id,
        reactions.c.chat_id == messages.c.chat_id,
        reactions.c.seq == messages.c.seq,
    )


async def drop_reactions(
    connection: AsyncConnection, chat_id: int, seqs: list[int], *, user_id: int
) -> list[Message]:
    """Take somebody's reactions off messages of a chat, which is locked, and return these."""
    there = and_(reactions.c.chat_id == chat_id, reactions.c.seq.in_(seqs))
    await connection.execute(delete(reactions).where(there, reactions.c.user_id == user_id))
    query = (
        select(reactions.c.seq, reactions.c.emoji, func.count().label("people"))
        .where(there)
        .group_by(reactions.c.seq, reactions.c.emoji)
        .order_by(func.min(reactions.c.reacted_at))
    )
    counts: dict[int, dict[str, int]] = {seq: {} for seq in seqs}
    for row in await connection.execute(query):
        counts[row.seq][row.emoji] = row.people
    rewritten = []
    for seq in seqs:
        column = write_counts(counts[seq])
        rewritten += await rewrite_messages(connection, chat_id, [seq], reactions=column)
    return rewritten
