"""What people upload: taking it in, whole, and keeping it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer
from messenger.actions.media_claims import (
    LONGEST_VOICE,
    SECOND,
    Claim,
    Purpose,
    parse_name,
    parse_sha256,
)
from messenger.actions.media_room import (
    PICTURES_CHARGE,
    PROCESSING,
    charge_of,
    lock_media,
    require_quota,
)
from messenger.actions.media_views import build_media
from messenger.db.ids import new_id
from messenger.db.tables import media, media_files, uploads
from messenger.errors import N_, BadRequest, Conflict, NotFound, TooLarge, UnsupportedMedia
from messenger.events.objects import Media
from messenger.media.facts import READERS, read_facts
from messenger.media.films import WEBM, read_sticker_film
from messenger.media.sniff import find_file_type
from messenger.pictures.pool import NO_STICKER
from messenger.pictures.talk import STICKER_EDGE, STICKER_TIME, Wish
from messenger.services import Services
from messenger.storage.contents import key_of_file
from messenger.storage.parts import Part

AVATAR = "avatar"
EDGES = (512, 64)
WEBP = "image/webp"
READY, FAILED = "ready", "failed"

Receive = Callable[[Part], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What has become of a file: columns of its row, and the files that it has by now.

    The part `stays` where its pictures are still to be made of that.
    """

    columns: dict[str, Any]
    files: list[dict[str, Any]] = field(default_factory=list)
    stays: bool = False

    @property
    def waits(self) -> bool:
        """Whether pictures are still to be made of it."""
        return self.columns.get("status") == PROCESSING


def part_name(media_id: int) -> str:
    """Return the name among the parts of what came for a row of `media`, if it is kept there."""
    return f"{media_id:032x}"


async def receive_media(
    services: Services, viewer: Viewer, claim: Claim, receive: Receive
) -> Media:
    """Take in a file that `receive` writes, and return it; failures as of `keep_media`."""
    media_id = new_id()
    name = part_name(media_id)

    async def keep() -> Media:
        try:
            return await keep_media(services, viewer, claim, media_id)
        except BaseException:
            await services.parts.remove(name)
            raise

    await services.parts.create(name)
    try:
        async with services.parts.extend(name, 0) as part:
            await receive(part)
    except BaseException:
        await services.parts.remove(name)
        raise
    return await services.finishing.run(name, keep)


async def keep_media(
    services: Services, viewer: Viewer, claim: Claim, media_id: int, upload_id: str | None = None
) -> Media:
    """Keep the whole file of a part, which shows nobody anything until it is set or sent.

    The part is gone afterwards, unless pictures are still to be made of it; where this fails its
    owner removes it. UnsupportedMedia where the file is not what it shall be, TooLarge where it has
    too many pixels, BadRequest where the crop does not fit or the hash is another, StorageFull
    where there is no room.
    """
    path = services.parts.path(part_name(media_id))
    await _require_as_said(services, path, claim)
    taken = await TAKING[claim.purpose](services, path, claim)
    kept = await _write(services, viewer, claim, media_id, taken, upload_id)
    if not taken.stays:
        await services.parts.remove(path.name)
    if taken.waits:
        services.makings.wish(media_id)
    return kept


async def find_media(
    services: Services,
    viewer: Viewer,
    *,
    sha256: str,
    purpose: Purpose,
    name: str | None = None,
) -> Media:
    """Return what the viewer has uploaded already, by the SHA-256 of the file.

    NotFound where they have not, or not as this or by that name, or where it is no more.
    """
    query = (
        select(media)
        .where(
            media.c.owner_id == viewer.user_id,
            media.c.content == parse_sha256(sha256),
            media.c.purpose == purpose,
            media.c.status != FAILED,
        )
        .order_by(media.c.id.desc())
        .limit(1)
    )
    if name is not None:
        query = query.where(media.c.name == parse_name(name))
    async with services.database.reading() as connection:
        row = (await connection.execute(query)).one_or_none()
        if row is None:
            raise NotFound(field="sha256")
        return await load_media(connection, row)


async def load_media(connection: AsyncConnection, row: Row[Any]) -> Media:
    """Build a media object of its row, with the files that it has by now."""
    query = select(media_files).where(media_files.c.media_id == row.id)
    files = {each.label: each for each in await connection.execute(query)}
    return build_media(row, files)


async def _require_as_said(services: Services, path: Path, claim: Claim) -> None:
    if await services.parts.size(path.name) == 0:
        raise UnsupportedMedia(N_("The file is empty."))
    if claim.sha256 is not None and claim.sha256 != await asyncio.to_thread(key_of_file, path):
        raise BadRequest(N_("The file is not the one whose hash was given."), field="sha256")


async def _take_avatar(services: Services, path: Path, claim: Claim) -> Taken:
    wish = Wish(_source(path), EDGES, claim.turn, claim.crop)
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
    return Taken({"width": EDGES[0], "height": EDGES[0]}, files)


async def _take_photo(services: Services, path: Path, _claim: Claim) -> Taken:
    look = await services.pictures.look(_source(path))
    columns = {
        "width": look.width,
        "height": look.height,
        "preview": look.preview,
        "status": PROCESSING,
        "content": await asyncio.to_thread(key_of_file, path),
    }
    return Taken(columns, stays=True)


def _source(path: Path) -> str:
    # Who makes pictures may be at home in another folder.
    return str(path.absolute())


async def _take_file(services: Services, path: Path, _claim: Claim) -> Taken:
    mime = await asyncio.to_thread(find_file_type, path)
    return await _take_as_it_is(services, path, mime)


async def _take_video(services: Services, path: Path, claim: Claim) -> Taken:
    mime = await asyncio.to_thread(find_file_type, path)
    facts = await asyncio.to_thread(read_facts, path, mime)
    # A recording of a voice is a WebM or MP4 too, and so is half a film.
    blind = mime in READERS and facts.width is None
    if blind or not mime.startswith("video/"):
        raise UnsupportedMedia(N_("This is not a video that can be played."))
    columns = {
        "duration": facts.duration or claim.duration,
        "width": facts.width or claim.width,
        "height": facts.height or claim.height,
        "status": PROCESSING if services.posters.available else READY,
    }
    return await _take_as_it_is(services, path, mime, columns)


async def _take_voice(services: Services, path: Path, claim: Claim) -> Taken:
    mime = await asyncio.to_thread(find_file_type, path)
    if not mime.startswith(("audio/", "video/")):
        raise UnsupportedMedia(N_("This is not a sound that can be played."))
    facts = await asyncio.to_thread(read_facts, path, mime)
    duration = facts.duration or claim.duration
    if duration is not None and duration > LONGEST_VOICE:
        raise TooLarge(N_("The voice message is too long."), limit=LONGEST_VOICE // SECOND)
    columns = {"duration": duration, "waveform": claim.waveform}
    # A recording of a browser is a WebM or MP4 without pictures.
    return await _take_as_it_is(services, path, mime.replace("video/", "audio/"), columns)


async def _take_sticker(services: Services, path: Path, _claim: Claim) -> Taken:
    if await asyncio.to_thread(find_file_type, path) == WEBM:
        facts = await asyncio.to_thread(read_sticker_film, path, STICKER_EDGE, STICKER_TIME)
        if facts is None:
            raise UnsupportedMedia(NO_STICKER)
        size = {"width": facts.width, "height": facts.height}
        return await _take_as_it_is(services, path, WEBM, size)
    small = await services.pictures.sticker(_source(path))
    size = {"width": small.width, "height": small.height}
    file = {
        "label": "file",
        "key": await services.contents.put(small.content),
        "mime": WEBP,
        "size": len(small.content),
        **size,
    }
    return Taken(size, [file])


TAKING: dict[Purpose, Callable[[Services, Path, Claim], Awaitable[Taken]]] = {
    "avatar": _take_avatar,
    "photo": _take_photo,
    "video": _take_video,
    "voice": _take_voice,
    "file": _take_file,
    "sticker": _take_sticker,
}


async def _take_as_it_is(
    services: Services, path: Path, mime: str, columns: dict[str, Any] | None = None
) -> Taken:
    key = await services.contents.put_file(path)
    size = await services.contents.size(key)
    file = {"label": "file", "key": key, "mime": mime, "size": size, "width": None, "height": None}
    return Taken((columns or {}) | {"mime": mime, "content": key}, [file])


async def _write(
    services: Services,
    viewer: Viewer,
    claim: Claim,
    media_id: int,
    taken: Taken,
    upload_id: str | None,
) -> Media:
    row = {
        "id": media_id,
        "owner_id": viewer.user_id,
        "purpose": claim.purpose,
        "name": claim.name,
        "created_at": services.clock.now(),
    }
    charge = charge_of(taken.files) + (PICTURES_CHARGE if taken.waits else 0)
    async with services.database.writing() as connection:
        await lock_media(connection)
        if upload_id is not None:
            await _end_upload(connection, upload_id, media_id)
        await require_quota(services, connection, viewer, charge)
        inserted = insert(media).values(**row, **taken.columns).returning(media)
        kept = (await connection.execute(inserted)).one()
        if taken.files:
            files = [{"media_id": media_id, **file} for file in taken.files]
            await connection.execute(insert(media_files), files)
        return await load_media(connection, kept)


async def _end_upload(connection: AsyncConnection, upload_id: str, media_id: int) -> None:
    """Say what has become of an upload, whose bytes count as those of the file from now on."""
    this = (uploads.c.id == upload_id, uploads.c.media_id.is_(None))
    ended = update(uploads).where(*this).values(media_id=media_id)
    if not (await connection.execute(ended)).rowcount:
        raise Conflict(N_("This upload has ended."))
