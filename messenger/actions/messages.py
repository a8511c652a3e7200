"""Messages that are there already: changing and deleting them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster, require_may_write
from messenger.actions.attachments import reword
from messenger.actions.chat_views import visible
from messenger.actions.group_changes import load_standing
from messenger.actions.mentions import NOBODY, Named, find_named, forget_named, keep_named
from messenger.actions.message_changes import (
    announce_changes,
    blank_messages,
    read_eyes,
    rewrite_messages,
)
from messenger.actions.message_views import (
    MARKDOWN,
    SERVICE,
    message_for,
    seen_by,
    with_originals,
)
from messenger.actions.preview_wishes import preview_anew, wish_preview
from messenger.actions.replies import name_replied
from messenger.actions.search_index import change_in_index, found_anew
from messenger.actions.sent_stickers import STICKER
from messenger.actions.states import lock_chat, take_state
from messenger.actions.texts import LONGEST_MESSAGE, clean_text
from messenger.db.tables import hidden_messages, members, messages, wordings
from messenger.errors import N_, BadRequest, Forbidden, NotFound, TooMany
from messenger.events.objects import Message
from messenger.events.pushed import MessageHidden
from messenger.events.rosters import Roster
from messenger.markdown.words import spoken_words
from messenger.services import Services

# Of these nobody has written the words.
WORDLESS = frozenset({SERVICE, STICKER})
MOST_DELETED = 100
# Of each message; the oldest go first.
MOST_WORDINGS = 50


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
    format: str | None = None,  # noqa: A002 - the name of the field on the wire
) -> Message:
    """Change the text of one's own message; Forbidden for another's, NotFound for none.

    Without a format it keeps its own. What stands under media may be empty, and is shorter.
    """
    text = clean_text(text, "text", LONGEST_MESSAGE)
    roster = await access_roster(services, viewer, chat_id)
    require_may_write(roster, viewer)
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        row = await _own_message(connection, viewer, roster, seq)
        text = reword(text, holds_media=row.attachments is not None)
        format = format or row.format  # noqa: A001 - the name of the field on the wire
        if (row.text, row.format) == (text, format):
            return message_for(viewer.user_id, row)
        spoken = spoken_words(text) if format == MARKDOWN else text
        named = await _name_anew(services, connection, viewer, roster, row, spoken)
        changed = {"text": text, "edited_at": services.clock.now(), "mentions": named.column}
        changed |= preview_anew(row, text, format) | {"format": format}
        changed |= found_anew(connection, row, text)
        [message] = await rewrite_messages(connection, roster.chat_id, [seq], **changed)
        await change_in_index(connection, row, text)
        await _keep_wording(connection, row, message.version)
        eyes = await read_eyes(connection, roster, [message])
    announce_changes(services, roster, [message], eyes)
    wish_preview(services, message)
    return eyes.see(viewer.user_id, message)


async def _keep_wording(connection: AsyncConnection, row: Row[Any], version: int) -> None:
    """Keep what a message said before the edit that took a version."""
    before = {
        "chat_id": row.chat_id,
        "seq": row.seq,
        "version": version,
        "written_at": row.edited_at or row.sent_at,
        "text": row.text,
        "format": row.format,
    }
    await connection.execute(insert(wordings).values(**before))
    these = (wordings.c.chat_id == row.chat_id, wordings.c.seq == row.seq)
    kept = select(wordings.c.version).where(*these).order_by(wordings.c.version.desc())
    oldest = kept.offset(MOST_WORDINGS - 1).limit(1).scalar_subquery()
    await connection.execute(delete(wordings).where(*these, wordings.c.version < oldest))


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
        eyes = await read_eyes(connection, roster, deleted)
    announce_changes(services, roster, deleted, eyes)


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


async def _name_anew(
    services: Services,
    connection: AsyncConnection,
    viewer: Viewer,
    roster: Roster,
    row: Row[Any],
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
    named = await name_replied(connection, named, roster.chat_id, viewer.user_id, row.reply_seq)
    await forget_named(connection, roster.chat_id, [row.seq])
    await keep_named(connection, roster.chat_id, row.seq, viewer.user_id, named)
    return named


async def _require_may_delete(connection: AsyncConnection, viewer: Viewer, roster: Roster) -> None:
    if roster.kind != "group":
        raise Forbidden(field="seqs")
    standing = await load_standing(connection, roster.chat_id, viewer.user_id)
    standing.require("delete", "seqs")


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
    seen = select(*seen_by(reader.viewer.user_id)).select_from(messages)
    return with_originals(seen, reader.cleared_to).where(
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
    if row.sender_id != viewer.user_id or row.kind in WORDLESS or row.forwarded_id is not None:
        raise Forbidden(field="seq")
    return row
