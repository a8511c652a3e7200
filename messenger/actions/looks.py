"""Looking where links lead, and remembering for a while what was seen there."""

import asyncio
import hashlib
import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row, delete, exists, insert, select

from messenger.actions.media_room import require_disk
from messenger.db.ids import new_id
from messenger.db.tables import link_previews, messages
from messenger.errors import MessengerError, RateLimited
from messenger.pictures.pool import Small
from messenger.previews.answers import Fetched
from messenger.previews.fetch import IMAGES, PAGES
from messenger.previews.guard import Target, Unfetchable, parse_target
from messenger.previews.page import Page, read_page
from messenger.rates import LOOKS
from messenger.services import Services

log = logging.getLogger(__name__)

HOUR = 3_600_000
# How long it counts what was seen, and that nothing was.
KEPT_FOR, FAILED_FOR = 7 * 24 * HOUR, HOUR
EDGE = 640
# What is smaller is no picture of anything.
LEAST_EDGE = 48


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found at the end of a link, if anything, and its picture made anew."""

    page: Page | None
    picture: Small | None


async def look_at(services: Services, person: int, link: str) -> Row[Any] | None:
    """Return what a link leads to, seen now or lately; None where there is nothing to be shown."""
    target = _target(services, link)
    if target is None:
        return None
    place = hashlib.sha256(target.url.encode()).digest()
    async with services.previews.alone(place):
        seen = await _find(services, place)
        if seen is None:
            try:
                services.buckets.take(person, LOOKS)
            except RateLimited:
                return None
            seen = await _keep(services, place, await _look(services, target, link))
    return None if seen.failed else seen


async def forget_old_looks(services: Services) -> None:
    """Forget what counts no longer and stands under no message."""
    now = services.clock.now()
    used = exists().where(messages.c.preview_id == link_previews.c.id)
    # A little longer than it counts: somebody may be about to put it under a message.
    old = link_previews.c.fetched_at < now - KEPT_FOR - HOUR
    failed = link_previews.c.failed & (link_previews.c.fetched_at < now - FAILED_FOR)
    for which in (failed, old & ~used):
        gone = delete(link_previews).where(which)
        async with services.database.writing() as connection:
            await connection.execute(gone)


def _target(services: Services, link: str) -> Target | None:
    try:
        target = parse_target(link)
    except Unfetchable:
        return None
    settings = services.settings
    ours = {urlsplit(origin).hostname for origin in (settings.public_url, *settings.origins)}
    return None if target.host in ours else target


async def _find(services: Services, place: bytes) -> Row[Any] | None:
    query = (
        select(link_previews)
        .where(
            link_previews.c.url_hash == place,
            link_previews.c.fetched_at > services.clock.now() - KEPT_FOR,
        )
        .order_by(link_previews.c.fetched_at.desc())
        .limit(1)
    )
    async with services.database.reading() as connection:
        row: Row[Any] | None = (await connection.execute(query)).one_or_none()
    if row is not None and row.failed and row.fetched_at <= services.clock.now() - FAILED_FOR:
        return None
    return row


async def _look(services: Services, target: Target, link: str) -> Seen:
    try:
        fetched = await services.previews.fetcher.fetch(target.url, PAGES | IMAGES)
    except Unfetchable as error:
        # Not the link, which may be anybody's secret.
        log.info("no preview", extra={"op": error.why})
        return Seen(None, None)
    page = await asyncio.to_thread(read_page, fetched, link)
    picture = await _draw(services, fetched, page) if page else None
    # A picture that cannot be shown is nothing but its name.
    return Seen(None if fetched.mime in IMAGES and picture is None else page, picture)


async def _keep(services: Services, place: bytes, seen: Seen) -> Row[Any]:
    page, picture = seen.page, seen.picture
    row: dict[str, Any] = {
        "id": new_id(),
        "url_hash": place,
        "fetched_at": services.clock.now(),
        "failed": page is None,
        "site": page.site if page else "",
        "title": page.title if page else "",
        "description": page.description if page else "",
    }
    if picture is not None:
        row["image_key"] = await services.contents.put(picture.content)
        row |= {"image_width": picture.width, "image_height": picture.height}
    async with services.database.writing() as connection:
        kept = insert(link_previews).values(row).returning(*link_previews.c)
        return (await connection.execute(kept)).one()


async def _draw(services: Services, fetched: Fetched, page: Page) -> Small | None:
    """Return the picture of a page, made anew, or None where there is none that can be shown."""
    try:
        if fetched.mime not in IMAGES:
            if page.image is None:
                return None
            fetched = await services.previews.fetcher.fetch(page.image, IMAGES)
        if not fetched.complete:
            return None
        await require_disk(services, len(fetched.content))
        async with services.parts.open() as part:
            await part.write(fetched.content)
            await part.finish()
            small = await services.pictures.shrink(str(part.path.absolute()), EDGE)
    except (Unfetchable, MessengerError):
        return None
    return small if min(small.width, small.height) >= LEAST_EDGE else None
