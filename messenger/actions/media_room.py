"""How much people may keep: their quota, that of all together, and the room on the disk."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer
from messenger.db.tables import media, media_files, uploads
from messenger.errors import N_, StorageFull
from messenger.services import Services

MEBIBYTE = 1024 * 1024
PROCESSING = "processing"
# A small file takes a block of the disk and a row too.
LEAST_CHARGE = 4096
# What the pictures of one photo may take, as long as they are not made.
PICTURES_CHARGE = 4 * MEBIBYTE


async def require_room(services: Services, viewer: Viewer, more: int = 0) -> None:
    """Raise StorageFull unless the viewer may keep so many more bytes, before they are received."""
    async with services.database.reading() as connection:
        await require_quota(services, connection, viewer, more)
    await require_disk(services, more)


async def require_disk(services: Services, more: int) -> None:
    """Raise StorageFull unless the disk has room for so many more bytes, and some left over."""
    needed = services.settings.storage_reserve * MEBIBYTE + more
    # Contents may lie elsewhere, but what comes in lies here first.
    for free in (await services.contents.free_bytes(), await services.parts.free_bytes()):
        if free is not None and free < needed:
            raise StorageFull(N_("The server's disk is full."))


async def lock_media(connection: AsyncConnection) -> None:
    """Let nobody else take room until the transaction ends; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("LOCK TABLE media IN SHARE ROW EXCLUSIVE MODE"))


async def require_quota(
    services: Services, connection: AsyncConnection, viewer: Viewer, more: int
) -> None:
    """Raise StorageFull unless the viewer, and all together, may keep so many more bytes."""
    settings = services.settings
    if await _kept(connection, viewer.user_id) + more > settings.storage_per_person * MEBIBYTE:
        raise StorageFull(
            N_("You have no room for more files."), limit=settings.storage_per_person * MEBIBYTE
        )
    total = settings.storage_total * MEBIBYTE
    if total and await _kept(connection, None) + more > total:
        raise StorageFull


def charge_of(files: Iterable[dict[str, Any]]) -> int:
    """Return for how many bytes some rows of `media_files` count."""
    return sum(file["size"] + LEAST_CHARGE for file in files)


async def _kept(connection: AsyncConnection, owner_id: int | None) -> int:
    """Return what a person keeps, or all do, with what is on its way and what is being made."""
    stored = select(func.sum(media_files.c.size + LEAST_CHARGE)).join(
        media, media.c.id == media_files.c.media_id
    )
    made = select(func.count() * PICTURES_CHARGE).where(media.c.status == PROCESSING)
    coming = select(func.sum(uploads.c.size + LEAST_CHARGE)).where(uploads.c.media_id.is_(None))
    if owner_id is not None:
        stored = stored.where(media.c.owner_id == owner_id)
        made = made.where(media.c.owner_id == owner_id)
        coming = coming.where(uploads.c.owner_id == owner_id)
    sums = (func.coalesce(each.scalar_subquery(), 0) for each in (stored, made, coming))
    return sum((await connection.execute(select(*sums))).one())
