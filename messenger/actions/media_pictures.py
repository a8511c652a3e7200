"""The pictures of one upload: the sizes of a photo, and a poster out of a video."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, select

from messenger.actions.media import FAILED, READY, WEBP, part_name
from messenger.actions.media_views import PHOTO_EDGES
from messenger.db.tables import media_files
from messenger.errors import MessengerError
from messenger.pictures.pool import Small
from messenger.services import Services

POSTER_EDGE = 800


@dataclass(frozen=True, slots=True)
class Made:
    """What has become of an upload: columns of its row, and rows of files for it."""

    columns: dict[str, Any]
    files: list[dict[str, Any]] = field(default_factory=list)


async def make_photo(services: Services, row: Row[Any]) -> Made:
    """Make the sizes of a photo out of its part; it has failed where that cannot be."""
    source = services.parts.path(part_name(row.id)).absolute()
    try:
        pictures = await services.pictures.photo(str(source))
    except MessengerError:
        return Made({"status": FAILED})
    files = await _keep(services, row.id, zip(PHOTO_EDGES, pictures, strict=True))
    return Made({"status": READY}, files)


async def make_poster(services: Services, row: Row[Any]) -> Made:
    """Make a poster of a video, and its preview; where that cannot be it is ready without."""
    ready = {"status": READY}
    still = await _take_still(services, row)
    if still is None:
        return Made(ready)
    async with services.parts.open() as part:
        await part.write(still)
        await part.finish()
        source = str(part.path.absolute())
        try:
            look = await services.pictures.look(source)
            poster = await services.pictures.shrink(source, POSTER_EDGE)
        except MessengerError:
            return Made(ready)
    shown: dict[str, Any] = {"preview": look.preview}
    if row.width is None or row.height is None:
        shown |= {"width": look.width, "height": look.height}
    return Made(ready | shown, await _keep(services, row.id, [("poster", poster)]))


async def _take_still(services: Services, row: Row[Any]) -> bytes | None:
    query = select(media_files.c.key).where(
        media_files.c.media_id == row.id, media_files.c.label == "file"
    )
    async with services.database.reading() as connection:
        key = await connection.scalar(query)
    if key is None:
        return None
    # The program reads a file, and contents may lie elsewhere.
    async with services.parts.open() as part:
        async for chunk in services.contents.open(key):
            await part.write(chunk)
        await part.finish()
        return await services.posters.take(str(part.path.absolute()), row.mime, row.duration)


async def _keep(
    services: Services, media_id: int, pictures: Iterable[tuple[str, Small]]
) -> list[dict[str, Any]]:
    return [
        {
            "media_id": media_id,
            "label": label,
            "key": await services.contents.put(picture.content),
            "mime": WEBP,
            "size": len(picture.content),
            "width": picture.width,
            "height": picture.height,
        }
        for label, picture in pictures
    ]
