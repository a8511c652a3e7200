"""What is removed of files now and then: what nobody has used, and what nothing names any more."""

from typing import Any

from sqlalchemy import and_, delete, exists, or_, select, union

from messenger.actions.group_photos import is_group_photo
from messenger.actions.media import AVATAR, part_name
from messenger.actions.media_making import HOUR, take_up_making
from messenger.actions.media_room import PROCESSING
from messenger.db.tables import attachments, link_previews, media, media_files, photos
from messenger.services import Services

DAY = 24 * HOUR


async def collect_media(services: Services) -> None:
    """Remove files that were never used, and contents and parts that no row names any more."""
    now = services.clock.now()
    await services.database.write(lambda connection: connection.execute(_unused(now)))
    await _collect_contents(services, now - HOUR)
    await services.parts.remove_older(now - HOUR)
    await _collect_parts(services, now - HOUR)
    await take_up_making(services)


def _unused(now: int) -> Any:
    """Return the statement that removes what is attached to nothing and is nobody's photo."""
    shown = or_(
        exists().where(attachments.c.media_id == media.c.id),
        exists().where(photos.c.media_id == media.c.id),
        is_group_photo(),
    )
    old = or_(
        and_(media.c.purpose == AVATAR, media.c.created_at < now - HOUR),
        media.c.created_at < now - DAY,
    )
    return delete(media).where(old, ~shown)


async def _collect_contents(services: Services, before: int) -> None:
    async for keys in services.contents.list_unused_since(before):
        async with services.database.reading() as connection:
            named = set(await connection.scalars(_named(keys)))
        await services.contents.drop([key for key in keys if key not in named], before)


async def _collect_parts(services: Services, before: int) -> None:
    async with services.database.reading() as connection:
        made = await connection.scalars(select(media.c.id).where(media.c.status == PROCESSING))
        living = {part_name(media_id) for media_id in made}
    await services.parts.remove_untouched(before, living)


def _named(keys: list[str]) -> Any:
    """Select those of some contents that a row names."""
    columns = (media_files.c.key, link_previews.c.image_key)
    return union(*(select(column).where(column.in_(keys)) for column in columns))
