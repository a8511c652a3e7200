"""What people do with stickers in the tests, in their words."""

from typing import Any
from uuid import uuid4

from PIL import Image

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
