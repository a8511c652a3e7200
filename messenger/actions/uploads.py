"""Uploads that come piece by piece, over as many requests as they need, and go on after a break."""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Row, delete, func, insert, select, update

from messenger.actions.access import Viewer
from messenger.actions.media import keep_media, load_media, part_name
from messenger.actions.media_claims import SECOND, Claim, largest_of
from messenger.actions.media_room import LEAST_CHARGE, lock_media, require_disk, require_quota
from messenger.db.ids import new_id
from messenger.db.tables import media, uploads
from messenger.errors import (
    N_,
    Conflict,
    MessengerError,
    NotFound,
    TooLarge,
    TooMany,
    UnsupportedMedia,
)
from messenger.events.objects import Media
from messenger.services import Services
from messenger.storage.parts import Part

# So long after its last piece an upload may go on.
LIFE = 3_600_000
MOST_UNFINISHED = 64
PAGE = 500

# Writes a piece into a part that may become so large.
Receive = Callable[[Part, int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an upload is: the bytes that came of those that shall, and what became of it."""

    id: str
    offset: int
    size: int
    expires_at: int
    media_id: int | None


async def create_upload(services: Services, viewer: Viewer, *, claim: Claim, size: int) -> Progress:
    """Begin an upload of so many bytes, for which there is room from now on.

    TooLarge past what such a file may have, UnsupportedMedia for an empty one, TooMany where too
    many are unfinished, StorageFull where there is no room.
    """
    largest = largest_of(services.settings, claim.purpose)
    if size > largest:
        raise TooLarge(limit=largest)
    if size == 0:
        raise UnsupportedMedia(N_("The file is empty."))
    await require_disk(services, size)
    now = services.clock.now()
    name = part_name(new_id())
    row = {
        "id": name,
        "owner_id": viewer.user_id,
        "purpose": claim.purpose,
        "name": claim.name,
        "size": size,
        "options": msgspec.json.encode(claim).decode(),
        "created_at": now,
        "touched_at": now,
    }
    await services.parts.create(name)
    try:
        await _insert(services, viewer, row)
    except BaseException:
        await services.parts.remove(name)
        raise
    return Progress(name, 0, size, now + LIFE, None)


async def _insert(services: Services, viewer: Viewer, row: dict[str, Any]) -> None:
    unfinished = select(func.count()).where(
        uploads.c.owner_id == viewer.user_id, uploads.c.media_id.is_(None)
    )
    async with services.database.writing() as connection:
        await lock_media(connection)
        if (await connection.scalar(unfinished) or 0) >= MOST_UNFINISHED:
            raise TooMany(N_("Too many uploads are unfinished."), limit=MOST_UNFINISHED)
        await require_quota(services, connection, viewer, row["size"] + LEAST_CHARGE)
        await connection.execute(insert(uploads).values(**row))


async def get_upload(services: Services, viewer: Viewer, *, upload_id: str) -> Progress:
    """Return how far an upload of the viewer's is; NotFound for others, and when its time is over.

    One that came whole, and whose end was cut short, is brought to its end; failures as of
    `keep_media`.
    """
    row, offset = await _find(services, viewer, upload_id)
    if offset == row.size:
        row = await _finish(services, viewer, row)
    return _progress(row, offset)


async def continue_upload(
    services: Services, viewer: Viewer, *, upload_id: str, offset: int, receive: Receive
) -> Progress:
    """Add a piece to an upload at the offset where it ends, and end it with the last one.

    What came of a piece stays, however it ends. Conflict at another offset, and while another
    piece comes in; StorageFull where the disk has no room; NotFound as of `get_upload`, failures
    of a whole file as of `keep_media`.
    """
    row, there = await _find(services, viewer, upload_id)
    if offset != there:
        raise Conflict(N_("The upload ends elsewhere."), field="Upload-Offset")
    if offset < row.size:
        await require_disk(services, row.size - offset)
        await _touch(services, row)
        try:
            offset = await _extend(services, row, offset, receive)
        finally:
            await _touch(services, row)
    if offset == row.size:
        row = await _finish(services, viewer, row)
    return _progress(row, offset)


async def _extend(services: Services, row: Row[Any], offset: int, receive: Receive) -> int:
    async with contextlib.AsyncExitStack() as stack:
        try:
            part = await stack.enter_async_context(services.parts.extend(row.id, offset))
        except FileNotFoundError as error:
            raise NotFound(field="upload_id") from error
        except BlockingIOError as error:
            raise Conflict(N_("Another piece of this upload is coming in.")) from error
        except ValueError as error:
            raise Conflict(N_("The upload ends elsewhere."), field="Upload-Offset") from error
        await receive(part, row.size)
    return part.size


async def remove_upload(services: Services, viewer: Viewer, *, upload_id: str) -> None:
    """Remove an upload and what came of it; a file that it has become by now stays."""
    row = await _access(services, viewer, upload_id)
    await _forget(services, row)
    if row.media_id is None:
        await services.parts.remove(row.id)


async def get_uploaded(services: Services, viewer: Viewer, *, upload_id: str) -> Media:
    """Return what an upload has become; Conflict as long as pieces are missing."""
    progress = await get_upload(services, viewer, upload_id=upload_id)
    if progress.media_id is None:
        raise Conflict(N_("The upload is not complete yet."))
    async with services.database.reading() as connection:
        query = select(media).where(media.c.id == progress.media_id)
        row = (await connection.execute(query)).one_or_none()
        if row is None:
            raise NotFound(field="upload_id")
        return await load_media(connection, row)


async def forget_old_uploads(services: Services) -> None:
    """Forget uploads to which nothing was added for an hour; their parts go with them."""
    before = services.clock.now() - LIFE
    old = uploads.c.touched_at < before
    query = select(uploads.c.id).where(old).order_by(uploads.c.id)
    async with services.database.reading() as connection:
        ids = list(await connection.scalars(query))
    still = [each for each in ids if not _grows(services, each, before)]
    for at in range(0, len(still), PAGE):
        gone = delete(uploads).where(old, uploads.c.id.in_(still[at : at + PAGE]))
        async with services.database.writing() as connection:
            rows = (
                await connection.execute(gone.returning(uploads.c.id, uploads.c.media_id))
            ).all()
        for row in rows:
            if row.media_id is None:
                await services.parts.remove(row.id)


async def _access(services: Services, viewer: Viewer, upload_id: str) -> Row[Any]:
    query = select(uploads).where(uploads.c.id == upload_id, uploads.c.owner_id == viewer.user_id)
    async with services.database.reading() as connection:
        row: Row[Any] | None = (await connection.execute(query)).one_or_none()
    if row is None or _expires_at(row) < services.clock.now():
        raise NotFound(field="upload_id")
    return row


async def _find(services: Services, viewer: Viewer, upload_id: str) -> tuple[Row[Any], int]:
    """Return an upload, and where it ends so far; NotFound where what came is lost."""
    row = await _access(services, viewer, upload_id)
    if row.media_id is None:
        try:
            return row, await services.parts.size(row.id)
        except FileNotFoundError as error:
            # Unless somebody else is just bringing it to its end.
            await services.finishing.wait(row.id)
            row = await _access(services, viewer, upload_id)
            if row.media_id is None:
                raise NotFound(field="upload_id") from error
    return row, row.size


async def _finish(services: Services, viewer: Viewer, row: Row[Any]) -> Row[Any]:
    """Make of an upload that came whole what it shall be, if that has not been done."""
    if row.media_id is None:
        await services.finishing.run(row.id, lambda: _keep(services, viewer, row))
    return await _access(services, viewer, row.id)


async def _keep(services: Services, viewer: Viewer, row: Row[Any]) -> None:
    claim = msgspec.json.decode(row.options, type=Claim)
    try:
        await keep_media(services, viewer, claim, int(row.id, 16), row.id)
    except FileNotFoundError as error:
        raise NotFound(field="upload_id") from error
    except MessengerError:
        # It will be refused each time.
        await _forget(services, row)
        await services.parts.remove(row.id)
        raise


def _grows(services: Services, upload_id: str, before: int) -> bool:
    """Return whether a piece of an upload comes in, which may take longer on a slow line."""
    try:
        return services.parts.path(upload_id).stat().st_mtime * SECOND >= before
    except FileNotFoundError:
        return False


async def _touch(services: Services, row: Row[Any]) -> None:
    touched = update(uploads).where(uploads.c.id == row.id)
    now = services.clock.now()
    await services.database.write(
        lambda connection: connection.execute(touched.values(touched_at=now))
    )


async def _forget(services: Services, row: Row[Any]) -> None:
    this = delete(uploads).where(uploads.c.id == row.id)
    await services.database.write(lambda connection: connection.execute(this))


def _expires_at(row: Row[Any]) -> int:
    return int(row.touched_at) + LIFE


def _progress(row: Row[Any], offset: int) -> Progress:
    return Progress(row.id, offset, row.size, _expires_at(row), row.media_id)
