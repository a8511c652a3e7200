"""Lists of chats that are long enough to meet a bound."""

from typing import Any
from uuid import UUID

from sqlalchemy import insert

from messenger.db.ids import new_id
from messenger.db.tables import chats, members
from tests.running import Server
from tests.talk import forget, talk
from tests.wire import Data, Wire


async def fill_chats(server: Server, wire: Wire, count: int, **kept: Any) -> list[str]:
    """Put chats with nobody else in them into the tables, and return their ids."""
    now = server.clock.now()
    ids = [new_id() for _ in range(count)]
    told = [{"id": each, "kind": "group", "active_at": now, "created_at": now} for each in ids]
    mine = {"user_id": int(wire.me), "joined_at": now, **kept}
    async with server.services.database.writing() as connection:
        await connection.execute(insert(chats), told)
        await connection.execute(insert(members), [mine | {"chat_id": each} for each in ids])
    return [str(each) for each in ids]


async def talk_to_each(ada: Wire, *others: Wire) -> list[str]:
    """Let Ada have a chat with each, and return them in that order."""
    found = [await talk(ada, other) for other in others]
    await forget(ada)
    return found


def folder_id(number: int) -> str:
    """Return the id of a folder."""
    return str(UUID(int=number, version=4))


async def set_folder(wire: Wire, number: int, **content: Any) -> Data:
    """Make a folder or fill it anew, and return it as it stands in the reply."""
    fields = {"folder_id": folder_id(number), "title": f"Folder {number}"} | content
    kept = (await wire.call("folders.set", fields))["folders"]
    return next(dict(each) for each in kept if each["id"] == folder_id(number))
