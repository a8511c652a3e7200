"""What people do with stickers in the tests, in their words."""

from typing import Any
from uuid import uuid4

from PIL import Image
from sqlalchemy import insert, select

from messenger.actions.sticker_packs import MOST_INSTALLED, MOST_OWN
from messenger.actions.stickers import MOST_IN_PACK, MOST_KEPT
from messenger.db.ids import new_id
from messenger.db.tables import installed_packs, media, sticker_packs, stickers, used_stickers
from tests.people import Person
from tests.picture_files import encoded
from tests.running import Server
from tests.uploads import post
from tests.wire import Data, Wire

COLOURS = ("red", "green", "blue", "white", "black")


def drawing(colour: str = "red", edge: int = 128) -> bytes:
    """Return a PNG in the middle of which a square stands, with nothing around it."""
    image = Image.new("RGBA", (edge, edge), (0, 0, 0, 0))
    image.paste(colour, (edge // 4, edge // 4, edge * 3 // 4, edge * 3 // 4))
    return encoded(image)


def moving(frames: int = 3, duration: int = 100, edge: int = 64) -> bytes:
    """Return a WebP that moves; `duration` is that of a frame, in ms."""
    first, *others = (
        Image.new("RGBA", (edge, edge), (70 * at % 256, 0, 0)) for at in range(frames)
    )
    return encoded(first, "WEBP", save_all=True, append_images=others, duration=duration, loop=1)


async def upload_sticker(server: Server, person: Person, content: bytes) -> str:
    """Upload a sticker, and return the id of the upload."""
    answer = await post(server, person, content, **{"as": "sticker", "name": "my sticker.png"})
    assert 201 == answer.status_code, answer.text
    return str(answer.json()["media"]["id"])


async def make_pack(wire: Wire, title: str = "Squares") -> str:
    """Make an empty pack, and return its code."""
    return str((await wire.call("sticker_packs.create", title=title))["pack"]["code"])


async def fill_pack(
    server: Server, person: Person, wire: Wire, code: str, *emoji: str
) -> list[Data]:
    """Put a sticker into a pack for each emoji, and return what is in it."""
    inside: list[Data] = []
    for place, each in enumerate(emoji):
        media_id = await upload_sticker(server, person, drawing(COLOURS[place % len(COLOURS)]))
        wish = {"code": code, "media_id": media_id, "emoji": each}
        inside = list((await wire.call("stickers.add", wish))["pack"]["stickers"])
    return inside


def sticker(chat_id: str, sticker_id: str, **fields: Any) -> Data:
    """Describe a message that is a sticker."""
    wish = {"chat_id": chat_id, "client_id": str(uuid4()), "kind": "sticker", "text": ""}
    return wish | {"sticker_id": sticker_id} | fields


async def fill_to_bounds(server: Server, maker: Wire, haver: Wire) -> None:
    """Let one make and keep as much as may be, in the one pack that is there, and another have it.

    The maker's pack must have one sticker.
    """
    now, owner, other = server.clock.now(), int(maker.me), int(haver.me)
    made = {"owner_id": owner, "title": "x", "created_at": now}
    async with server.services.database.writing() as connection:
        pack = await connection.scalar(select(sticker_packs.c.id))
        packs = [new_id() for _ in range(MOST_OWN - 1 + MOST_INSTALLED)]
        rows = [made | {"id": each, "code_hash": each.to_bytes(32)} for each in packs]
        for row in rows[MOST_OWN - 1 :]:
            row["owner_id"] = other
        await connection.execute(insert(sticker_packs), rows)
        had = [
            {"user_id": other, "pack_id": each, "place": place}
            for place, each in enumerate(packs[MOST_OWN - 1 :])
        ]
        await connection.execute(insert(installed_packs), had)
        kept = [
            {"user_id": owner, "sticker": f"x-{each}", "kept_at": now} for each in range(MOST_KEPT)
        ]
        await connection.execute(insert(used_stickers), kept)
        pictures = [new_id() for _ in range(MOST_IN_PACK - 1)]
        row = {"owner_id": owner, "purpose": "sticker", "name": "x", "created_at": now}
        row |= {"width": 64, "height": 64}
        await connection.execute(insert(media), [row | {"id": each} for each in pictures])
        inside = [
            {"id": new_id(), "pack_id": pack, "media_id": each, "emoji": "🔥", "place": place}
            for place, each in enumerate(pictures, 1)
        ]
        await connection.execute(insert(stickers), inside)
