"""What stands under a message about the page that its first link leads to."""

from typing import Any

import msgspec
from sqlalchemy import Row, and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster, parse_id
from messenger.actions.chat_views import visible
from messenger.actions.group_changes import load_standing
from messenger.actions.instance import load_rules
from messenger.actions.looks import look_at
from messenger.actions.media import WEBP
from messenger.actions.media_reading import Download
from messenger.actions.message_changes import announce_changes, read_eyes, rewrite_messages
from messenger.actions.message_views import SERVICE, message_for
from messenger.actions.messages import visible_messages
from messenger.actions.preview_wishes import NONE
from messenger.actions.states import lock_chat
from messenger.db.tables import link_previews, members, messages, users
from messenger.errors import Forbidden, NotFound
from messenger.events.objects import Message, Preview, PreviewImage
from messenger.events.rosters import Roster
from messenger.previews.links import first_link
from messenger.previews.waiting import Wish
from messenger.services import Services


async def make_next_preview(services: Services) -> bool:
    """Look at the link of the message that has waited for longest; False where none waits."""
    with services.previews.take() as wish:
        if wish is not None:
            await _make_preview(services, wish)
    return wish is not None


async def remove_preview(services: Services, viewer: Viewer, *, chat_id: str, seq: int) -> Message:
    """Take the preview from a message for all, let none come again, and return the message.

    NotFound where the message is not there (any more); Forbidden for another's without the right
    to delete those in a group, and for a line of the chat itself.
    """
    roster = await access_roster(services, viewer, chat_id)
    async with services.database.writing() as connection:
        await lock_chat(connection, roster.chat_id)
        [row] = await visible_messages(connection, viewer, roster, [seq], "seq")
        await _require_may_remove(connection, viewer, roster, row)
        if row.preview_id is None:
            await connection.execute(_this(roster.chat_id, seq).values(previewless=True))
            return message_for(viewer.user_id, row)
        bare = NONE | {"previewless": True}
        [message] = await rewrite_messages(connection, roster.chat_id, [seq], **bare)
        eyes = await read_eyes(connection, roster, [message])
    announce_changes(services, roster, [message], eyes)
    return eyes.see(viewer.user_id, message)


async def open_image(services: Services, viewer: Viewer, *, preview_id: str) -> Download:
    """Return the picture of a preview for who sees a message with it, NotFound for others."""
    key = parse_id(preview_id, "preview_id")
    mine = and_(members.c.chat_id == messages.c.chat_id, members.c.user_id == viewer.user_id)
    query = (
        select(link_previews.c.image_key)
        .join(messages, messages.c.preview_id == link_previews.c.id)
        .join(members, mine)
        .where(
            link_previews.c.id == key,
            link_previews.c.image_key.is_not(None),
            visible(messages, viewer.user_id, members.c.cleared_to),
        )
        .limit(1)
    )
    async with services.database.reading() as connection:
        content = await connection.scalar(query)
    if content is None:
        raise NotFound(field="preview_id")
    return Download(
        content,
        await services.contents.size(content),
        WEBP,
        "preview.webp",
        drawn=True,
        read=lambda start, stop: services.contents.open(content, start, stop),
    )


async def _make_preview(services: Services, wish: Wish) -> None:
    async with services.database.reading() as connection:
        rules = await load_rules(services, connection)
        link = await _wanted_link(connection, wish) if rules.link_previews else None
    if link is not None:
        seen = await look_at(services, wish.sender_id, link)
        if seen is not None:
            await _show(services, wish, link, seen)


async def _wanted_link(connection: AsyncConnection, wish: Wish) -> str | None:
    """Return the link of a message at which one may look; None where nobody wants that."""
    query = (
        select(
            *(messages.c[name] for name in ("text", "format", "previewless", "preview_id")),
            users.c.link_previews,
        )
        .join(users, users.c.id == messages.c.sender_id)
        .where(messages.c.chat_id == wish.chat_id, messages.c.seq == wish.seq)
    )
    row = (await connection.execute(query)).one_or_none()
    if row is None or row.previewless or row.preview_id is not None or not row.link_previews:
        return None
    return first_link(row.text, row.format)


async def _show(services: Services, wish: Wish, link: str, seen: Row[Any]) -> None:
    """Put under a message what was seen, if it is still there and still leads to that."""
    try:
        roster = await access_roster(services, Viewer(wish.sender_id, 0), str(wish.chat_id))
    except NotFound:
        return
    told = {"preview": _encode(link, seen), "preview_id": seen.id}
    async with services.database.writing() as connection:
        await lock_chat(connection, wish.chat_id)
        if await _wanted_link(connection, wish) != link:
            return
        [message] = await rewrite_messages(connection, wish.chat_id, [wish.seq], **told)
        eyes = await read_eyes(connection, roster, [message])
    announce_changes(services, roster, [message], eyes)


def _encode(link: str, seen: Row[Any]) -> str:
    image = None
    if seen.image_key is not None:
        image = PreviewImage(f"/media/previews/{seen.id}", seen.image_width, seen.image_height)
    preview = Preview(link, seen.site, seen.title, seen.description, image)
    return msgspec.json.encode(preview).decode()


async def _require_may_remove(
    connection: AsyncConnection, viewer: Viewer, roster: Roster, row: Row[Any]
) -> None:
    if row.kind == SERVICE:
        raise Forbidden(field="seq")
    if row.sender_id == viewer.user_id:
        return
    if roster.kind != "group":
        raise Forbidden(field="seq")
    standing = await load_standing(connection, roster.chat_id, viewer.user_id)
    standing.require("delete", "seq")


def _this(chat_id: int, seq: int) -> Any:
    return update(messages).where(messages.c.chat_id == chat_id, messages.c.seq == seq)
