"""The photo of a group: an upload of whoever sets it, seen by all who are in it."""

from typing import Any

from sqlalchemy import delete, exists, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.db.tables import bans, group_invites, group_photos, media, members, photos
from messenger.errors import NotFound

AVATAR = "avatar"


async def set_photo(
    connection: AsyncConnection, viewer: Viewer, chat_id: int, media_id: str
) -> bool:
    """Show an upload of the viewer's as a group's photo, or none for an empty id.

    Return whether it is another than before; NotFound where the upload is not theirs, or is
    somebody's photo already.
    """
    mine = group_photos.c.chat_id == chat_id
    before = await connection.scalar(select(group_photos.c.media_id).where(mine))
    wanted = parse_id(media_id, "avatar") if media_id else None
    if wanted == before:
        return False
    if wanted is not None:
        await _require_free(connection, viewer, wanted)
    await connection.execute(delete(group_photos).where(mine))
    if wanted is not None:
        await connection.execute(insert(group_photos).values(chat_id=chat_id, media_id=wanted))
    if before is not None:
        await connection.execute(delete(media).where(media.c.id == before))
    return True


def shows_group_photo(media_id: int, viewer_id: int, now: int) -> Any:
    """Return the condition that a file is a group's photo which somebody may see.

    Those in the group, and whoever is invited to it: who looks at an invitation is shown the photo.
    """
    inside = exists().where(
        members.c.chat_id == group_photos.c.chat_id, members.c.user_id == viewer_id
    )
    open_door = exists().where(
        group_invites.c.chat_id == group_photos.c.chat_id,
        group_invites.c.revoked_at.is_(None),
        or_(group_invites.c.expires_at.is_(None), group_invites.c.expires_at > now),
        or_(
            group_invites.c.most_uses.is_(None),
            group_invites.c.uses < group_invites.c.most_uses,
        ),
    )
    banned = exists().where(bans.c.chat_id == group_photos.c.chat_id, bans.c.user_id == viewer_id)
    return exists().where(group_photos.c.media_id == media_id, or_(inside, open_door & ~banned))


def is_group_photo() -> Any:
    """Return the condition that a row of `media` is the photo of a group."""
    return exists().where(group_photos.c.media_id == media.c.id)


async def _require_free(connection: AsyncConnection, viewer: Viewer, media_id: int) -> None:
    query = select(media.c.id).where(
        media.c.id == media_id,
        media.c.owner_id == viewer.user_id,
        media.c.purpose == AVATAR,
        ~exists().where(photos.c.media_id == media.c.id),
        ~is_group_photo(),
    )
    if await connection.scalar(query.with_for_update()) is None:
        raise NotFound(field="avatar")
