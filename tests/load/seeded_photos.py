"""Photos that nobody has uploaded, put into the tables and the folder of a messenger."""

import asyncio
import base64
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

from PIL import Image, ImageDraw
from sqlalchemy import Connection, bindparam, insert, update

from messenger.actions.media_views import PHOTO_EDGES, build_media, encode_attached
from messenger.db.tables import attachments, media, media_files, messages
from messenger.settings import Settings
from messenger.storage.local import LocalContents

# Each is sent many times, under an address of its own every time.
DIFFERENT = 24
SHAPES = ((800, 600), (600, 800), (800, 450), (640, 640))
TINY = 16
WEBP = "image/webp"


@dataclass(frozen=True)
class Picture:
    """A photo of a messenger: its files by their label, and what stands for it until they come."""

    width: int
    height: int
    preview: str
    files: dict[str, tuple[str, int]]


def hang(
    connection: Connection,
    settings: Settings,
    chat_id: int,
    people: Sequence[int],
    ids: Iterator[int],
) -> None:
    """Let each message of a chat be a photo, of people by turns as they wrote."""
    pictures = asyncio.run(_keep(settings))
    query = messages.select().with_only_columns(messages.c.seq, messages.c.sent_at)
    rows, files, held, shown = [list[dict[str, object]]() for _ in range(4)]
    for seq, sent_at in connection.execute(query.where(messages.c.chat_id == chat_id)).all():
        picture, media_id = pictures[seq % DIFFERENT], next(ids)
        facts = {"width": picture.width, "height": picture.height, "preview": picture.preview}
        row = facts | {"id": media_id, "purpose": "photo", "name": f"{seq}.jpeg", "mime": WEBP}
        row |= {"owner_id": people[(seq + 1) % 2], "created_at": sent_at, "status": "ready"}
        rows.append(row)
        for label, (key, size) in picture.files.items():
            file = {"media_id": media_id, "label": label, "key": key, "size": size}
            files.append(file | {"mime": WEBP})
        held.append({"chat_id": chat_id, "seq": seq, "place": 0, "media_id": media_id})
        shown.append({"of": chat_id, "place": seq, "shown": _show(row, picture)})
    connection.execute(insert(media), rows)
    connection.execute(insert(media_files), files)
    connection.execute(insert(attachments), held)
    this = (messages.c.chat_id == bindparam("of"), messages.c.seq == bindparam("place"))
    told = update(messages).where(*this).values(kind="photo", attachments=bindparam("shown"))
    connection.execute(told, shown)


async def _keep(settings: Settings) -> list[Picture]:
    contents = LocalContents(settings.media_path, settings.media_path / "parts")
    return [await _keep_one(contents, number) for number in range(DIFFERENT)]


async def _keep_one(contents: LocalContents, number: int) -> Picture:
    image = _draw(number)
    files = {}
    for label in PHOTO_EDGES:
        content = _encode(image, int(label))
        files[label] = (await contents.put(content), len(content))
    preview = base64.b64encode(_encode(image, TINY)).decode()
    return Picture(image.width, image.height, f"data:{WEBP};base64,{preview}", files)


def _draw(number: int) -> Image.Image:
    """Return a sun over hills, and grain, which takes a decoder as long as that of a camera."""
    width, height = SHAPES[number % len(SHAPES)]
    hue = number * 255 // DIFFERENT
    image = Image.new("HSV", (width, height), (hue, 90, 235))
    pen = ImageDraw.Draw(image)
    for step in range(3):
        top = height * (4 + step) // 8
        ridge = [(x, top + int(math.sin(x / 90 + step) * 40)) for x in range(0, width + 8, 8)]
        pen.polygon([*ridge, (width, height), (0, height)], fill=(hue, 120, 180 - 50 * step))
    grain = Image.effect_noise((width, height), 24).convert("RGB")
    return Image.blend(image.convert("RGB"), grain, 0.15)


def _encode(image: Image.Image, edge: int) -> bytes:
    smaller = image.copy()
    smaller.thumbnail((edge, edge))
    content = io.BytesIO()
    smaller.save(content, "WEBP", quality=75)
    return content.getvalue()


def _show(row: dict[str, object], picture: Picture) -> str | None:
    nothing = dict.fromkeys(("duration", "waveform"))
    files = {label: SimpleNamespace(size=size) for label, (_, size) in picture.files.items()}
    return encode_attached([build_media(SimpleNamespace(**row, **nothing), files)])
