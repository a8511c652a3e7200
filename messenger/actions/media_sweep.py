"""What is removed of files now and then: what nobody has used, and what nothing names any more."""

from sqlalchemy import and_, or_, select

from messenger.actions.attachments import drop_unheld, is_unheld
from messenger.actions.media import AVATAR, part_name
from messenger.actions.media_making import HOUR, take_up_making
from messenger.actions.media_room import PROCESSING
from messenger.actions.named_contents import select_named
from messenger.db.tables import media
from messenger.services import Services

DAY = 24 * HOUR
PAGE = 1_000


async def collect_media(services: Services) -> None:
    """Remove files that were never used, and contents and parts that no row names any more."""
    now = services.clock.now()
    await _drop_unused(services, now)
    await _collect_contents(services, now - HOUR)
    await services.parts.remove_older(now - HOUR)
    await _collect_parts(services, now - HOUR)
    await take_up_making(services)


async def _drop_unused(services: Services, now: int) -> None:
    """Drop what is attached to nothing and is nobody's photo, in pages."""
    old = or_(
        and_(media.c.purpose == AVATAR, media.c.created_at < now - HOUR),
        media.c.created_at < now - DAY,
    )
    query = select(media.c.id).where(old, is_unheld()).limit(PAGE)
    while True:
        async with services.database.writing() as connection:
            unused = list(await connection.scalars(query))
            await drop_unheld(connection, unused)
        if len(unused) < PAGE:
            return


async def _collect_contents(services: Services, before: int) -> None:
    async for keys in services.contents.list_unused_since(before):
        async with services.database.reading() as connection:
            named = await select_named(connection, keys)
        await services.contents.drop([key for key in keys if key not in named], before)


async def _collect_parts(services: Services, before: int) -> None:
    async with services.database.reading() as connection:
        made = await connection.scalars(select(media.c.id).where(media.c.status == PROCESSING))
        living = {part_name(media_id) for media_id in made}
    await services.parts.remove_untouched(before, living)
