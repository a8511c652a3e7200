"""What everybody's files take together, for administrators: sums, and nothing of the files."""

from msgspec import Struct
from sqlalchemy import func, select

from messenger.actions.access import Viewer, require_admin
from messenger.actions.media_room import ALL_CHARGES, MEBIBYTE, kept_by_all
from messenger.db.tables import media, users
from messenger.services import Services

MOST_PEOPLE = 50


class StorageLimits(Struct, frozen=True):
    """Bounds that the server was started with, in bytes; null where there is none."""

    file: int
    person: int | None
    total: int | None
    reserve: int


class PersonUse(Struct, frozen=True):
    """What somebody's uploads take, in bytes, and how many they are."""

    id: str
    username: str
    name: str
    bytes: int
    count: int


class StorageOverview(Struct, frozen=True):
    """What all uploads take, in bytes, and how many there are.

    `free` is what the disk of the contents has left, null in a bucket of S3; `free_for_parts` that
    of the disk on which uploads arrive. `people` are those who keep most, at most fifty.
    """

    bytes: int
    count: int
    free: int | None
    free_for_parts: int
    limits: StorageLimits
    people: tuple[PersonUse, ...]


SUMS = (
    select(ALL_CHARGES.c.owner_id, func.sum(ALL_CHARGES.c.bytes).label("bytes"))
    .group_by(ALL_CHARGES.c.owner_id)
    .order_by(func.sum(ALL_CHARGES.c.bytes).desc(), ALL_CHARGES.c.owner_id)
    .limit(MOST_PEOPLE)
    .subquery("sums")
)
COUNT = (
    select(func.count())
    .where(media.c.owner_id == SUMS.c.owner_id)
    .correlate(SUMS)
    .scalar_subquery()
)
LARGEST_USE = (
    select(users.c.id, users.c.username, users.c.name, SUMS.c.bytes, COUNT.label("number"))
    .join(SUMS, SUMS.c.owner_id == users.c.id)
    .order_by(SUMS.c.bytes.desc(), users.c.id)
)


async def get_overview(services: Services, viewer: Viewer) -> StorageOverview:
    """Return what all uploads take, and who keeps most; Forbidden but for administrators."""
    async with services.database.reading() as connection:
        await require_admin(connection, viewer)
        kept = await kept_by_all(connection)
        count = await connection.scalar(select(func.count()).select_from(media))
        rows = (await connection.execute(LARGEST_USE)).all()
    return StorageOverview(
        bytes=kept,
        count=count or 0,
        free=await services.contents.free_bytes(),
        free_for_parts=await services.parts.free_bytes(),
        limits=_limits(services),
        people=tuple(
            PersonUse(str(row.id), row.username, row.name, int(row.bytes), row.number)
            for row in rows
        ),
    )


def _limits(services: Services) -> StorageLimits:
    settings = services.settings
    return StorageLimits(
        file=settings.upload_limit * MEBIBYTE,
        person=settings.storage_per_person * MEBIBYTE or None,
        total=settings.storage_total * MEBIBYTE or None,
        reserve=settings.storage_reserve * MEBIBYTE,
    )
