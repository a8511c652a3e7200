"""How much people may keep: their quota, that of all together, and the room on the disk."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, literal, null, select, text, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer
from messenger.actions.people import VIEWER
from messenger.db.tables import media, media_files, uploads
from messenger.errors import N_, StorageFull
from messenger.services import Services

MEBIBYTE = 1024 * 1024
PROCESSING = "processing"
# A small file takes a block of the disk and a row too.
LEAST_CHARGE = 4096
# What the pictures of one photo may take, as long as they are not made.
PICTURES_CHARGE = 4 * MEBIBYTE


def _charges(owner_id: Any = None) -> CompoundSelect[Any]:
    """Select all that counts: whose it is, its kind, its row of `media`, and for how many bytes.

    A row for each file, for the pictures of what is being made, and for what still comes in,
    which has no row of `media`. It counts of one person, or of all.
    """
    files = select(
        media.c.owner_id,
        media.c.purpose,
        media.c.id.label("media_id"),
        (media_files.c.size + LEAST_CHARGE).label("bytes"),
    ).join(media_files, media_files.c.media_id == media.c.id)
    making = select(media.c.owner_id, media.c.purpose, media.c.id, literal(PICTURES_CHARGE)).where(
        media.c.status == PROCESSING
    )
    coming = select(
        uploads.c.owner_id, uploads.c.purpose, null(), uploads.c.size + LEAST_CHARGE
    ).where(uploads.c.media_id.is_(None))
    if owner_id is None:
        return union_all(files, making, coming)
    mine = media.c.owner_id == owner_id
    return union_all(
        files.where(mine), making.where(mine), coming.where(uploads.c.owner_id == owner_id)
    )


# The one sum that the quota, its page and the page of administrators are made of.
OWN_CHARGES = _charges(VIEWER).subquery("charges")
ALL_CHARGES = _charges().subquery("charges")


def _sum_up(charges: Any) -> Select[Any]:
    return select(func.coalesce(func.sum(charges.c.bytes), 0))


KEPT_BY_ONE, KEPT_BY_ALL = _sum_up(OWN_CHARGES), _sum_up(ALL_CHARGES)


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
    own = settings.storage_per_person * MEBIBYTE
    if own and await kept_by(connection, viewer) + more > own:
        raise StorageFull(
            N_("You have no room for more files. Make some in your account, under “Storage”."),
            limit=own,
        )
    total = settings.storage_total * MEBIBYTE
    if total and await kept_by_all(connection) + more > total:
        raise StorageFull


async def kept_by(connection: AsyncConnection, viewer: Viewer) -> int:
    """Return what a person keeps, with what is on its way and what is being made."""
    return int(await connection.scalar(KEPT_BY_ONE, {"viewer": viewer.user_id}) or 0)


async def kept_by_all(connection: AsyncConnection) -> int:
    """Return what all people keep together, in the same way."""
    return int(await connection.scalar(KEPT_BY_ALL) or 0)


def charge_of(files: Iterable[dict[str, Any]]) -> int:
    """Return for how many bytes some rows of `media_files` count."""
    return sum(file["size"] + LEAST_CHARGE for file in files)
