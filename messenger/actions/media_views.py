"""Media as the wire has them: one builder for uploads and for messages that hold them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from messenger.actions.people import media_url
from messenger.events.objects import Media
from messenger.pictures import talk

# The file at `url`, and the one at `thumbnail_url`, by what something was uploaded as.
AVATAR_EDGES = ("512", "64")
PHOTO_EDGES = tuple(map(str, talk.PHOTO_EDGES))
MAIN = {
    "avatar": AVATAR_EDGES[0],
    "photo": PHOTO_EDGES[0],
    "video": "file",
    "voice": "file",
    "file": "file",
    "sticker": "file",
}
THUMBNAIL = {"avatar": AVATAR_EDGES[-1], "photo": PHOTO_EDGES[-1], "video": "poster"}
SECOND = 1000

attached_decoder = msgspec.json.Decoder(tuple[Media, ...])


def build_media(row: Any, files: Mapping[str, Any]) -> Media:
    """Build a media object from its row and those of its files, by their label.

    As long as there are no files its size is 0.
    """
    main = files.get(MAIN[row.purpose])
    url = media_url(row.id)
    return Media(
        id=str(row.id),
        kind="photo" if row.purpose == "avatar" else row.purpose,
        name=row.name,
        mime=row.mime,
        size=main.size if main is not None else 0,
        width=row.width,
        height=row.height,
        duration=row.duration / SECOND if row.duration is not None else None,
        url=url,
        thumbnail_url=_thumbnail_url(row.purpose, url, files),
        preview=row.preview,
        status=row.status,
        waveform=tuple(row.waveform) if row.waveform is not None else None,
    )


def _thumbnail_url(purpose: str, url: str, files: Mapping[str, Any]) -> str | None:
    label = THUMBNAIL.get(purpose)
    # Every photo has one, or will have; of a video there may be no picture.
    if label is None or (purpose == "video" and label not in files):
        return None
    return f"{url}?size={label}"


def encode_attached(attached: Iterable[Media]) -> str | None:
    """Return what the column of a message keeps of its media; None where it holds none."""
    held = tuple(attached)
    return msgspec.json.encode(held).decode() if held else None


def decode_attached(column: str | None) -> tuple[Media, ...]:
    """Return the media that the column of a message tells of, in their order."""
    return attached_decoder.decode(column) if column else ()


def file_names(attached: Sequence[Media]) -> tuple[str, ...]:
    """Return the names of those that are told by their name: files that are nothing else."""
    return tuple(each.name for each in attached if each.kind == "file")
