"""What people do with media in the tests, in their words."""

import hashlib
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select

from messenger.db.ids import new_id
from messenger.db.tables import attachments, media, media_files
from tests.running import Server
from tests.wire import Data, Wire

# As which labels the files of something lie there, and of what type they are.
FILES = {
    "photo": {"1600": "image/webp", "800": "image/webp", "320": "image/webp"},
    "video": {"file": "video/mp4", "poster": "image/webp"},
    "voice": {"file": "audio/ogg"},
    "file": {"file": "application/pdf"},
}
FACTS: dict[str, Data] = {
    "photo": {"width": 1600, "height": 900, "preview": "data:image/webp;base64,UklGRg=="},
    "video": {"width": 640, "height": 360, "duration": 12_500, "preview": None},
    "voice": {"duration": 3_200, "waveform": bytes(range(0, 250, 5))},
    "file": {},
}


async def put(server: Server, wire: Wire, kind: str = "photo", **facts: Any) -> str:
    """Have something uploaded by the person of a connection, and return its id."""
    mime = next(iter(FILES[kind].values()))
    row = {"id": new_id(), "owner_id": int(wire.me), "purpose": kind, "name": f"my.{kind}"}
    row |= {"created_at": server.clock.now(), "mime": mime} | FACTS[kind] | facts
    files = [
        {"media_id": row["id"], "label": label, "mime": mime, "size": 4}
        for label, mime in FILES[kind].items()
    ]
    content = f"{kind} {row['id']}".encode()
    key = await server.services.contents.put(content)
    assert hashlib.sha256(content).hexdigest() == key
    async with server.services.database.writing() as connection:
        await connection.execute(insert(media).values(**row))
        if row.get("status") != "processing":
            each = {"key": key, "size": len(content)}
            await connection.execute(insert(media_files), [file | each for file in files])
    return str(row["id"])


def album(chat_id: str, *media_ids: str, kind: str = "photo", **fields: Any) -> Data:
    """Describe a message that holds media."""
    wish = {"chat_id": chat_id, "client_id": str(uuid4()), "kind": kind, "text": ""}
    return wish | {"media_ids": list(media_ids)} | fields


async def show(wire: Wire, chat_id: str, *media_ids: str, **fields: Any) -> Data:
    """Send media and return the stored message."""
    reply = await wire.call("messages.send", album(chat_id, *media_ids, **fields))
    return dict(reply["message"])


async def kept_media(server: Server) -> set[str]:
    """Return the ids of all media that are there."""
    async with server.services.database.reading() as connection:
        return set(map(str, await connection.scalars(select(media.c.id))))


async def attached_media(server: Server, chat_id: str) -> list[tuple[int, str]]:
    """Return which media stand in which messages of a chat, in their order."""
    query = select(attachments.c.seq, attachments.c.media_id)
    these = query.where(attachments.c.chat_id == int(chat_id))
    async with server.services.database.reading() as connection:
        rows = await connection.execute(these.order_by(attachments.c.seq, attachments.c.place))
        return [(row.seq, str(row.media_id)) for row in rows]
