"""Media and what is attached to messages, put straight into the tables of a running server."""

import asyncio
from typing import Any

from sqlalchemy import insert, select, update

from messenger.actions.media import part_name
from messenger.actions.media_views import build_media, encode_attached
from messenger.db.ids import new_id
from messenger.db.tables import attachments, media, media_files, messages
from messenger.services import Services
from tests.running import Server
from tests.wire import Data

# The files of each kind, and what they are.
FILES = {
    "photo": {"1600": "image/webp", "800": "image/webp", "320": "image/webp"},
    "video": {"file": "video/mp4", "poster": "image/webp"},
    "voice": {"file": "audio/ogg"},
    "file": {"file": "application/pdf"},
}


async def put_media(services: Services, owner_id: str | int, kind: str, **changed: Any) -> str:
    """Keep an upload of somebody's that nobody has sent, and return its id.

    `changed` are columns of its row; while it is `processing` it has no files.
    """
    row: dict[str, Any] = {
        "id": new_id(),
        "owner_id": int(owner_id),
        "purpose": kind,
        "name": f"my {kind}",
        "created_at": services.clock.now(),
        "mime": next(iter(FILES[kind].values())),
        "status": "ready",
    }
    row |= changed
    files = FILES[kind] if row["status"] == "ready" else {}
    async with services.database.writing() as connection:
        await connection.execute(insert(media).values(**row))
        for label, mime in files.items():
            content = f"{label} of {row['id']}".encode()
            file = {"media_id": row["id"], "label": label, "mime": mime, "size": len(content)}
            key = await services.contents.put(content)
            await connection.execute(insert(media_files).values(**file, key=key))
    return str(row["id"])


async def attach(services: Services, message: Data, *media_ids: str) -> None:
    """Attach uploads to a stored message, in their order, though nobody is told of it."""
    place = {"chat_id": int(message["chat_id"]), "seq": message["seq"]}
    rows = [
        place | {"place": number, "media_id": int(media_id)}
        for number, media_id in enumerate(media_ids)
    ]
    async with services.database.writing() as connection:
        await connection.execute(insert(attachments), rows)
        shown = []
        for media_id in map(int, media_ids):
            row = (await connection.execute(select(media).where(media.c.id == media_id))).one()
            query = select(media_files).where(media_files.c.media_id == media_id)
            files = {each.label: each for each in await connection.execute(query)}
            shown.append(build_media(row, files))
        this = (messages.c.chat_id == place["chat_id"], messages.c.seq == place["seq"])
        told = update(messages).where(*this).values(attachments=encode_attached(shown))
        await connection.execute(told)


async def put_photo(services: Services, owner_id: str | int, content: bytes) -> str:
    """Keep a photo of which nothing was made so far, and of which nobody thinks; return its id."""
    media_id = await put_media(services, owner_id, "photo", status="processing")
    name = part_name(int(media_id))
    await services.parts.create(name)
    async with services.parts.extend(name, 0) as part:
        await part.write(content)
    return media_id


async def made(server: Server) -> None:
    """Wait until no picture is to be made any more."""
    async with asyncio.timeout(20):
        while not server.services.makings.quiet:
            await asyncio.sleep(0.01)
