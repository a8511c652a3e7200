"""The pack of stickers that comes with the program; everybody has it."""

from functools import cache

import msgspec

from messenger.events.objects import Sticker, StickerPack
from messenger.resources import folder

CODE = "dash"
# Of the pack, and of its pictures.
PATH = "/stickers/"
PICTURES = "/media/stickers/"
WEBP = "image/webp"
EDGE = 512


class Manifest(msgspec.Struct, frozen=True):
    """What `static/stickers/dash/pack.json` says: names of files, and what each of them says."""

    title: str
    stickers: tuple[tuple[str, str], ...]


@cache
def built_in_pack() -> StickerPack:
    """Return the pack, whose pictures anybody may see."""
    written = (folder("static") / "stickers" / CODE / "pack.json").read_bytes()
    manifest = msgspec.json.decode(written, type=Manifest)
    return StickerPack(
        code=CODE,
        title=manifest.title,
        url=f"{PATH}{CODE}",
        own=False,
        installed=True,
        built_in=True,
        stickers=tuple(_build(name, emoji) for name, emoji in manifest.stickers),
    )


@cache
def built_in_stickers() -> dict[str, Sticker]:
    """Return its stickers by their id."""
    return {each.id: each for each in built_in_pack().stickers}


def _build(name: str, emoji: str) -> Sticker:
    return Sticker(
        id=f"{CODE}-{name}",
        pack=CODE,
        emoji=emoji,
        url=f"{PICTURES}{CODE}/{name}.webp",
        mime=WEBP,
        width=EDGE,
        height=EDGE,
    )
