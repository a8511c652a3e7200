"""Files of people, for those who may see them: whoever sees a message sees what it holds."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from sqlalchemy import Row, and_, bindparam, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.actions.chat_views import visible
from messenger.actions.group_photos import shows_group_photo
from messenger.actions.media import AVATAR, WEBP
from messenger.actions.media_views import AVATAR_EDGES, MAIN, PHOTO_EDGES
from messenger.actions.people import load_user, media_url
from messenger.actions.sticker_packs import is_in_pack
from messenger.db.tables import attachments, media, media_files, members, messages
from messenger.errors import N_, BadRequest, NotFound
from messenger.services import Services

# All that an address may ask for besides the file itself.
SIZES = frozenset({*AVATAR_EDGES, *PHOTO_EDGES, "poster"})


def _files(media_id: Any, viewer_id: Any) -> Any:
    mine = and_(members.c.chat_id == messages.c.chat_id, members.c.user_id == viewer_id)
    here = and_(messages.c.chat_id == attachments.c.chat_id, messages.c.seq == attachments.c.seq)
    held = attachments.c.media_id == media.c.id
    seen = (
        select(attachments.c.seq)
        .select_from(attachments.join(messages, here).join(members, mine))
        .where(held, ~messages.c.deleted, visible(messages, viewer_id, members.c.cleared_to))
        .correlate(media)
        .exists()
    )
    unsent = and_(media.c.owner_id == viewer_id, ~exists().where(held))
    return (
        select(
            *(media.c[name] for name in ("id", "owner_id", "purpose", "name")),
            *(media_files.c[name] for name in ("label", "key", "mime", "size")),
            or_(unsent, seen).label("seen"),
        )
        .join(media_files, media_files.c.media_id == media.c.id)
        .where(media.c.id == media_id)
    )


# Asked for with each picture on a page: built once, not each time.
FILES = _files(bindparam("media_id"), bindparam("viewer_id"))


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the viewer may see; its key changes with its content.

    `read` gives the bytes from one place to before another, in chunks. `drawn` is a picture that
    was made here, of whatever came in.
    """

    key: str
    size: int
    mime: str
    name: str
    drawn: bool
    read: Callable[[int, int], AsyncIterator[bytes]]


async def open_media(
    services: Services,
    viewer: Viewer,
    *,
    media_id: str,
    size: str | None = None,
    pack: str | None = None,
) -> Download:
    """Return a file for who may see it, NotFound for everybody else; `size` asks for a smaller one.

    A sticker is for those who know the code of its `pack`, too.
    What messages hold is for those who see one of these, and for its owner before it was sent. A
    photo of somebody may be seen by whoever is told of it, and by its owner before that; that of a
    group by those in it and those invited.
    """
    key = parse_id(media_id, "media_id")
    if size is not None and size not in SIZES:
        raise BadRequest(N_("There is no such size."), field="size")

    async def find(connection: AsyncConnection) -> Sequence[Row[Any]]:
        asked = {"media_id": key, "viewer_id": viewer.user_id}
        rows = (await connection.execute(FILES, asked)).all()
        if not rows or not await _may_see(services, connection, viewer, rows[0], pack):
            raise NotFound(field="media_id")
        return rows

    file = _choose(await services.database.read(find), size)
    return Download(
        file.key,
        file.size,
        file.mime,
        _name(file),
        drawn=file.label != "file",
        read=lambda start, stop: services.contents.open(file.key, start, stop),
    )


async def _may_see(
    services: Services,
    connection: AsyncConnection,
    viewer: Viewer,
    row: Row[Any],
    pack: str | None,
) -> bool:
    if row.purpose != AVATAR:
        known = pack is not None and await is_in_pack(services, connection, pack, row.id)
        return bool(row.seen) or known
    if row.owner_id == viewer.user_id:
        return True
    asked = shows_group_photo(row.id, viewer.user_id, services.clock.now())
    if await connection.scalar(select(asked)):
        return True
    owner = await load_user(services, connection, viewer.user_id, row.owner_id)
    return owner.avatar == media_url(row.id)


def _choose(rows: Sequence[Row[Any]], size: str | None) -> Row[Any]:
    files = {row.label: row for row in rows}
    file: Row[Any] | None = files.get(size or MAIN[rows[0].purpose])
    if file is None:
        raise NotFound(field="size")
    return file


def _name(file: Row[Any]) -> str:
    if file.purpose == AVATAR:
        return "photo.webp"
    if file.mime == WEBP and file.label != "file":
        return f"{PurePath(file.name).stem or 'photo'}.webp"
    return str(file.name) or "file"
