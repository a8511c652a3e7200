"""What people upload: taking it in, keeping it, and giving it to those who may see it."""

import os.path
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, exists, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.actions.group_photos import is_group_photo, shows_group_photo
from messenger.actions.named_contents import select_named
from messenger.actions.people import load_user, media_url
from messenger.actions.texts import clean_text
from messenger.db.ids import new_id
from messenger.db.tables import media, media_files, photos
from messenger.errors import N_, BadRequest, NotFound, StorageFull, UnsupportedMedia
from messenger.events.objects import Media
from messenger.pictures.talk import Crop, Turn, Wish
from messenger.services import Services

AVATAR = "avatar"
LARGEST_AVATAR = 5 * 1024 * 1024
EDGES = (512, 64)
WEBP = "image/webp"
LONGEST_NAME = 255
MEBIBYTE = 1024 * 1024
# A small file takes a block of the disk and a row too.
LEAST_CHARGE = 4096
HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that has come in, under a name of ours, and what the person says of it."""

    path: Path
    name: str
    turn: Turn = 0
    crop: Crop | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the viewer may see; its key changes with its content."""

    content: bytes
    key: str
    mime: str
    name: str


def parse_purpose(purpose: str) -> int:
    """Return how many bytes an upload may have that is meant `as` this; BadRequest otherwise."""
    if purpose != AVATAR:
        raise BadRequest(N_("Nothing can be uploaded as this."), field="as")
    return LARGEST_AVATAR


def parse_name(name: str) -> str:
    """Return the last part of a file's name, as a word to show; TooLong past 255 characters."""
    cleaned = clean_text(name, "name", LONGEST_NAME)
    return os.path.basename(cleaned.replace("\\", "/"))  # noqa: PTH119 - a word, not a path here


async def require_room(services: Services, viewer: Viewer) -> None:
    """Raise StorageFull unless the viewer may keep more, before anything is received."""
    async with services.database.reading() as connection:
        await _require_quota(services, connection, viewer, 0)
    free = await services.contents.free_bytes()
    if free is not None and free < services.settings.storage_reserve * MEBIBYTE:
        raise StorageFull(N_("The server's disk is full."))


async def add_avatar(services: Services, viewer: Viewer, upload: Upload) -> Media:
    """Make a photo of an upload, which shows nobody anything until it is set.

    UnsupportedMedia where it is no picture, TooLarge where it has too many pixels, BadRequest
    where the crop does not fit, StorageFull where there is no room.
    """
    if upload.path.stat().st_size == 0:
        raise UnsupportedMedia(N_("The file is empty."))
    wish = Wish(str(upload.path.absolute()), EDGES, upload.turn, upload.crop)
    pictures = await services.pictures.draw(wish)
    files = [
        {
            "label": str(edge),
            "key": await services.contents.put(picture),
            "mime": WEBP,
            "size": len(picture),
            "width": edge,
            "height": edge,
        }
        for edge, picture in zip(EDGES, pictures, strict=True)
    ]
    row = {
        "id": new_id(),
        "owner_id": viewer.user_id,
        "purpose": AVATAR,
        "name": upload.name,
        "created_at": services.clock.now(),
    }
    async with services.database.writing() as connection:
        await _lock_media(connection)
        await _require_quota(services, connection, viewer, _charge(files))
        await connection.execute(insert(media), row)
        await connection.execute(
            insert(media_files), [{"media_id": row["id"], **file} for file in files]
        )
    return _build_media(row, files[0])


async def open_media(
    services: Services, viewer: Viewer, *, media_id: str, edge: str | None = None
) -> Download:
    """Return a file for who may see it, NotFound for everybody else; `edge` asks for a smaller one.

    A photo may be seen by whoever is told of it, and by its owner before that; that of a group by
    those in it and those invited.
    """
    key = parse_id(media_id, "media_id")
    label = str(EDGES[0]) if edge is None else edge
    if label not in map(str, EDGES):
        raise BadRequest(N_("There is no such size."), field="size")
    query = (
        select(media.c.owner_id, media.c.name, media_files.c.key, media_files.c.mime)
        .join(media_files, media_files.c.media_id == media.c.id)
        .where(media.c.id == key, media_files.c.label == label)
    )
    async with services.database.reading() as connection:
        row = (await connection.execute(query)).one_or_none()
        if row is None:
            raise NotFound(field="media_id")
        asked = shows_group_photo(key, viewer.user_id, services.clock.now())
        if row.owner_id != viewer.user_id and not await connection.scalar(select(asked)):
            owner = await load_user(services, connection, viewer.user_id, row.owner_id)
            if owner.avatar != media_url(key):
                raise NotFound(field="media_id")
    return Download(await services.contents.read(row.key), row.key, row.mime, row.name)


async def collect_media(services: Services) -> None:
    """Remove uploads that were never used, and contents that no row names any more."""
    before = services.clock.now() - HOUR
    unused = delete(media).where(
        media.c.purpose == AVATAR,
        media.c.created_at < before,
        ~exists().where(photos.c.media_id == media.c.id),
        ~is_group_photo(),
    )
    await services.database.write(lambda connection: connection.execute(unused))
    async for keys in services.contents.list_unused_since(before):
        async with services.database.reading() as connection:
            named = await select_named(connection, keys)
        await services.contents.drop([key for key in keys if key not in named], before)
    await services.parts.remove_older(before)


def _build_media(row: dict[str, Any], file: dict[str, Any]) -> Media:
    url = media_url(row["id"])
    return Media(
        id=str(row["id"]),
        kind="photo",
        name=row["name"],
        mime=file["mime"],
        size=file["size"],
        width=file["width"],
        height=file["height"],
        duration=None,
        url=url,
        thumbnail_url=f"{url}?size={EDGES[-1]}",
        preview=None,
        status="ready",
    )


async def _lock_media(connection: AsyncConnection) -> None:
    # Two uploads at once must not both take the last room; SQLite has one writer anyway.
    if connection.dialect.name == "postgresql":
        await connection.execute(text("LOCK TABLE media IN SHARE ROW EXCLUSIVE MODE"))


async def _require_quota(
    services: Services, connection: AsyncConnection, viewer: Viewer, more: int
) -> None:
    settings = services.settings
    mine = media.c.owner_id == viewer.user_id
    if await _kept(connection, mine) + more > settings.storage_per_person * MEBIBYTE:
        raise StorageFull(
            N_("You have no room for more files."), limit=settings.storage_per_person * MEBIBYTE
        )
    total = settings.storage_total * MEBIBYTE
    if total and await _kept(connection) + more > total:
        raise StorageFull


async def _kept(connection: AsyncConnection, *whose: Any) -> int:
    files = media_files.join(media, media.c.id == media_files.c.media_id)
    query = select(
        func.coalesce(func.sum(media_files.c.size), 0), func.count(media_files.c.key)
    ).select_from(files)
    size, count = (await connection.execute(query.where(*whose))).one()
    return int(size) + int(count) * LEAST_CHARGE


def _charge(files: Iterable[dict[str, Any]]) -> int:
    return sum(file["size"] + LEAST_CHARGE for file in files)
