"""What people do with media in the tests, in their words."""

from typing import Any
from uuid import uuid4

from sqlalchemy import select

from messenger.db.tables import attachments, media
from tests.media_steps import put_media
from tests.running import Server
from tests.wire import Data, Wire

FACTS: dict[str, Data] = {
    "photo": {"width": 1600, "height": 900, "preview": "data:image/webp;base64,UklGRg=="},
    "video": {"width": 640, "height": 360, "duration": 12_500},
    "voice": {"duration": 3_200, "waveform": bytes(range(0, 250, 5))},
    "file": {},
}


async def put(server: Server, wire: Wire, kind: str = "photo", **facts: Any) -> str:
    """Have something uploaded by the person of a connection, and return its id."""
    named = {"name": f"my.{kind}"} | FACTS[kind] | facts
    return await put_media(server.services, wire.me, kind, **named)


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
