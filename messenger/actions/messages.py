"""Messages that are there already: changing and deleting them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster, require_may_write
from messenger.actions.chat_views import visible
from messenger.actions.group_changes import load_standing
from messenger.actions.mentions import NOBODY, Named, find_named, forget_named, keep_named
from messenger.actions.message_views import (
    BLANK,
    COLUMNS,
    MARKDOWN,
    SERVICE,
    build_message,
    veil,
    without_client_id,
)
from messenger.actions.search_index import found_anew
from messenger.actions.states import lock_chat, take_state, take_versions
from messenger.actions.texts import LONGEST_MESSAGE, require_text
from messenger.db.tables import hidden_messages, members, messages
from messenger.errors import N_, BadRequest, Forbidden, NotFound, TooMany
from messenger.events.objects import Message
from messenger.events.pushed import MessageHidden, MessageUpdated
from messenger.events.rosters import Roster
from messenger.markdown.words import spoken_words
from messenger.services import Services

MOST_DELETED = 100


@dataclass(frozen=True, slots=True)
class Reader:
    """A member of a chat and from where on they see it."""

    viewer: Viewer
    chat_id: int
    cleared_to: int


async def edit_message(
    services: Services,
    viewer: Viewer,
    *,
    chat_id: str,
    seq: int,
    text: str,
    format: str | None = None,  # noqa: A002  # as the wire calls it
) -> Message:
    """Change the text of one's own message; Forbidden for another's, NotFound for none.

    Without a format it keeps its own.
    """
    text = require_text(text, "text", LONGEST_MESSAGE)
    roster = await access_roster(services, viewer, chat_id)
    require_may_write(roster, viewer)
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        row = await _own_message(connection, viewer, roster, seq)
        if row.text == text and format in {None, row.format}:
            return build_message(row)
        blind = await find_blind(connection, roster, seq)
        spoken = spoken_words(text) if (format or row.format) == MARKDOWN else text
        named = await _name_anew(services, connection, viewer, roster, seq, spoken)
        version = await take_versions(connection, roster.chat_id)
        changed = {"text": text, "edited_at": services.clock.now(), "mentions": named.column}
        changed |= found_anew(row, text) | {"format": format or row.format}
        query = (
            update(messages)
            .where(messages.c.chat_id == roster.chat_id, messages.c.seq == seq)
            .values(**changed, version=version)
            .returning(*COLUMNS)
        )
        message = build_message((await connection.execute(query)).one())
    announce_change(services, roster, viewer.user_id, message, blind)
    return message


async def delete_messages(
    services: Services, viewer: Viewer, *, chat_id: str, seqs: list[int], for_everyone: bool
) -> None:
    """Delete messages for the viewer, or the viewer's own for everyone; at most 100.

    NotFound where one is not there (any more), Forbidden for another's message for everyone without
    the right to delete those in a group.
    """
    if not seqs:
        raise BadRequest(N_("Name at least one message."), field="seqs")
    if len(seqs) > MOST_DELETED:
        raise TooMany(field="seqs", limit=MOST_DELETED)
    roster = await access_roster(services, viewer, chat_id)
    wanted = sorted(set(seqs))
    if for_everyone:
        await _delete_for_everyone(services, viewer, roster, wanted)
    else:
        await _hide(services, viewer, roster, wanted)


async def _delete_for_everyone(
    services: Services, viewer: Viewer, roster: Roster, seqs: list[int]
) -> None:
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        for row in await visible_messages(connection, viewer, roster, seqs):
            if row.sender_id != viewer.user_id or row.kind == SERVICE:
                await _require_may_delete(connection, viewer, roster)
        deleted = await blank_messages(connection, roster.chat_id, seqs)
        blind = await find_blind(connection, roster, seqs[0])
    for message in deleted:
        announce_change(services, roster, viewer.user_id, message, blind)


async def blank_messages(
    connection: AsyncConnection, chat_id: int, seqs: list[int]
) -> list[Message]:
    """Leave of messages nothing but that they were there; the chat is locked by the caller."""
    blank = await rewrite_messages(connection, chat_id, seqs, **BLANK)
    await forget_named(connection, chat_id, seqs)
    return blank


async def rewrite_messages(
    connection: AsyncConnection, chat_id: int, seqs: Sequence[int], **values: Any
) -> list[Message]:
    """Write the same into messages, each under a version of its own; the caller locks the chat."""
    version = await take_versions(connection, chat_id, len(seqs))
    rewritten = []
    for number, seq in enumerate(seqs, version):
        query = (
            update(messages)
            .where(messages.c.chat_id == chat_id, messages.c.seq == seq)
            .values(**values, version=number)
            .returning(*COLUMNS)
        )
        rewritten.append(build_message((await connection.execute(query)).one()))
    return rewritten


async def _hide(services: Services, viewer: Viewer, roster: Roster, seqs: list[int]) -> None:
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        await visible_messages(connection, viewer, roster, seqs)
        state = await take_state(connection, viewer.user_id)
        # The chat too: what its list entry shows, and how much is unread, may be another now.
        await connection.execute(
            update(members)
            .where(members.c.chat_id == roster.chat_id, members.c.user_id == viewer.user_id)
            .values(state=state)
        )
        mine = {"user_id": viewer.user_id, "chat_id": roster.chat_id, "state": state}
        await connection.execute(insert(hidden_messages), [mine | {"seq": seq} for seq in seqs])
    event = MessageHidden(chat_id=str(roster.chat_id), seqs=tuple(seqs), state=state)
    services.hub.publish([viewer.user_id], event)


def announce_change(
    services: Services,
    roster: Roster,
    sender: int,
    message: Message,
    blind: Mapping[int, int] | None = None,
) -> None:
    """Tell who has the chat in their list of a changed message, after the commit.

    `blind` are those who see nothing up to a seq: they hear that something was changed, not what.
    """
    event = MessageUpdated(chat_id=message.chat_id, version=message.version, message=message)
    listeners = services.rosters.listeners(roster)
    services.hub.publish(listeners & {sender}, event)
    others = MessageUpdated(
        chat_id=message.chat_id, version=message.version, message=without_client_id(message)
    )
    unseeing = {user for user, until in (blind or {}).items() if until >= message.seq}
    services.hub.publish(listeners - {sender} - unseeing, others)
    if unseeing:
        services.hub.publish(listeners & unseeing, replace(others, message=veil(message)))


async def _name_anew(
    services: Services,
    connection: AsyncConnection,
    viewer: Viewer,
    roster: Roster,
    seq: int,
    text: str,
) -> Named:
    """Keep whom a new text names in a group, where the viewer must still be one who writes."""
    if roster.kind != "group":
        return NOBODY
    standing = await load_standing(connection, roster.chat_id, viewer.user_id)
    standing.require("write")
    named = await find_named(
        services,
        connection,
        roster.chat_id,
        viewer.user_id,
        text,
        all_counts="mention_all" in standing.rights,
    )
    await forget_named(connection, roster.chat_id, [seq])
    await keep_named(connection, roster.chat_id, seq, viewer.user_id, named)
    return named


async def _require_may_delete(connection: AsyncConnection, viewer: Viewer, roster: Roster) -> None:
    if roster.kind != "group":
        raise Forbidden(field="seqs")
    standing = await load_standing(connection, roster.chat_id, viewer.user_id)
    standing.require("delete", "seqs")


async def find_blind(connection: AsyncConnection, roster: Roster, seq: int) -> dict[int, int]:
    """Return who came to a group after a message and sees nothing before, and up to which seq."""
    if roster.kind != "group":
        return {}
    query = select(members.c.user_id, members.c.cleared_to).where(
        members.c.chat_id == roster.chat_id, members.c.cleared_to >= seq
    )
    return {row.user_id: row.cleared_to for row in await connection.execute(query)}


async def _reader(connection: AsyncConnection, viewer: Viewer, roster: Roster) -> Reader:
    cleared_to = await connection.scalar(
        select(members.c.cleared_to).where(
            members.c.chat_id == roster.chat_id, members.c.user_id == viewer.user_id
        )
    )
    if cleared_to is None:
        raise NotFound(field="chat_id")
    return Reader(viewer, roster.chat_id, cleared_to)


def _seen_by(reader: Reader) -> Select[Any]:
    return select(*COLUMNS).where(
        messages.c.chat_id == reader.chat_id,
        visible(messages, reader.viewer.user_id, reader.cleared_to),
    )


async def visible_messages(
    connection: AsyncConnection,
    viewer: Viewer,
    roster: Roster,
    seqs: list[int],
    field: str = "seqs",
) -> list[Row[Any]]:
    """Read messages of a chat that a member sees; NotFound where one is not there (any more)."""
    reader = await _reader(connection, viewer, roster)
    query = _seen_by(reader).where(messages.c.seq.in_(seqs), ~messages.c.deleted)
    rows = list((await connection.execute(query)).all())
    if len(rows) < len(seqs):
        raise NotFound(field=field)
    return rows


async def _own_message(
    connection: AsyncConnection, viewer: Viewer, roster: Roster, seq: int
) -> Row[Any]:
    reader = await _reader(connection, viewer, roster)
    query = _seen_by(reader).where(messages.c.seq == seq, ~messages.c.deleted)
    row: Row[Any] | None = (await connection.execute(query)).one_or_none()
    if row is None:
        raise NotFound(field="seq")
    # The words of another under one's own hand would no longer be theirs.
    if row.sender_id != viewer.user_id or row.kind == SERVICE or row.forwarded_id is not None:
        raise Forbidden(field="seq")
    return row
