"""Which contents of the store a row names, and whether they are there as they were put."""

import hashlib
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.db.tables import link_previews, media_files
from messenger.services import Services
from messenger.storage.contents import StoreFailure

COLUMNS = (media_files.c.key, link_previews.c.image_key)
PAGE = 500
HOUR = 3_600_000

State = Literal["sound", "missing", "spoilt", "unreadable", "unnamed"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one content; `used_by` says in words for logs which rows name it."""

    key: str
    state: State
    size: int = 0
    used_by: str = ""


async def select_named(connection: AsyncConnection, keys: Collection[str]) -> set[str]:
    """Return those of some contents that a row names."""
    found = (select(column).where(column.in_(keys)) for column in COLUMNS)
    return set(await connection.scalars(union(*found)))


async def verify_contents(services: Services) -> AsyncIterator[Verdict]:
    """Read each content that a row names, and return verdicts on them and on those without a row.

    The server may run: what is deleted meanwhile is not missed, and what was put within the hour
    may wait for its row. StoreFailure where the store does not answer.
    """
    # First, because this tells a store that is not there from contents that are not.
    before = services.clock.now() - HOUR
    unnamed = [key async for key in _list_unnamed(services, before)]
    last = ""
    while keys := await _read_page(services, last):
        for key in keys:
            verdict = await _look_at(services, key)
            if verdict is not None:
                yield verdict
        last = keys[-1]
    for key in unnamed:
        yield Verdict(key, "unnamed")


async def _list_unnamed(services: Services, before: int) -> AsyncIterator[str]:
    async for keys in services.contents.list_unused_since(before):
        async with services.database.reading() as connection:
            named = await select_named(connection, keys)
        for key in keys:
            if key not in named:
                yield key


async def _read_page(services: Services, last: str) -> list[str]:
    pages = (select(column).where(column > last) for column in COLUMNS)
    query = union(*pages).order_by("key").limit(PAGE)
    async with services.database.reading() as connection:
        return list(await connection.scalars(query))


async def _look_at(services: Services, key: str) -> Verdict | None:
    """Return what is there under a key; None where nobody names it any more."""
    digest, size = hashlib.sha256(), 0
    state: State = "spoilt"
    try:
        async for chunk in services.contents.open(key):
            digest.update(chunk)
            size += len(chunk)
    except StoreFailure:
        raise
    except FileNotFoundError:
        state = "missing"
    except OSError:
        # The disk, or the rights of who asks.
        state = "unreadable"
    if digest.hexdigest() == key:
        return Verdict(key, "sound", size)
    used_by = await _tell_users(services, key)
    return Verdict(key, state, size, used_by) if used_by else None


async def _tell_users(services: Services, key: str) -> str:
    columns = media_files.c.media_id, media_files.c.label
    of_media = select(*columns).where(media_files.c.key == key).order_by(*columns)
    of_previews = select(link_previews.c.id).where(link_previews.c.image_key == key)
    async with services.database.reading() as connection:
        files = (await connection.execute(of_media)).all()
        pictures = (await connection.scalars(of_previews)).all()
    words = [f"media {row.media_id} ({row.label})" for row in files]
    return ", ".join(words + [f"link preview {number}" for number in pictures])
