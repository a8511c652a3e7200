"""What a sender says of a file before it comes: what it shall be, and what only they know."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from typing import Literal, TypeVar, cast, get_args

from msgspec import Struct

from messenger.actions.texts import clean_text
from messenger.errors import N_, BadRequest, MessengerError
from messenger.media.facts import LONGEST_SIDE
from messenger.media.names import LONGEST_NAME, clean_name
from messenger.pictures.talk import LARGEST_PHOTO, Crop, Turn
from messenger.settings import Settings

T = TypeVar("T")

Purpose = Literal["avatar", "photo", "video", "voice", "file", "sticker"]

MEBIBYTE = 1024 * 1024
LARGEST_AVATAR = 5 * MEBIBYTE
LARGEST_STICKER = 512 * 1024
SECOND = 1000
LONGEST_VOICE = 15 * 60 * SECOND
LONGEST_VIDEO = 24 * 3600 * SECOND
MOST_LOUDNESSES = 100
SHA256 = re.compile("[0-9a-f]{64}")


class Claim(Struct, frozen=True):
    """What an upload shall be, and what its sender says of it.

    `duration` is in ms, `width` and `height` in pixels; `waveform` has up to 100 loudnesses of a
    voice message, a byte each. `sha256` is that of the file, which must be as it says.
    """

    purpose: Purpose
    name: str
    turn: Turn = 0
    crop: Crop | None = None
    duration: int | None = None
    width: int | None = None
    height: int | None = None
    waveform: bytes | None = None
    sha256: str | None = None


def read_claim(said: Mapping[str, str]) -> Claim:
    """Read what a request says of a file; BadRequest names what is wrong, TooLong a long name."""
    purpose = said.get("as", "")
    if purpose not in get_args(Purpose):
        raise BadRequest(N_("Nothing can be uploaded as this."), field="as")
    return Claim(
        purpose=cast("Purpose", purpose),
        name=parse_name(said.get("name", "")),
        turn=_turn(said.get("turn", "0")),
        crop=_optional(said, "crop", _crop),
        duration=_duration(said, purpose),
        width=_optional(said, "width", lambda text: _side(text, "width")),
        height=_optional(said, "height", lambda text: _side(text, "height")),
        waveform=_optional(said, "waveform", _waveform) if purpose == "voice" else None,
        sha256=_optional(said, "sha256", parse_sha256),
    )


def largest_of(settings: Settings, purpose: Purpose) -> int:
    """Return how many bytes an upload may have that shall be this."""
    general = settings.upload_limit * MEBIBYTE
    own = {"avatar": LARGEST_AVATAR, "photo": LARGEST_PHOTO, "sticker": LARGEST_STICKER}
    # Nobody sets a limit for the sake of photos of people.
    return own[purpose] if purpose == "avatar" else min(own.get(purpose, general), general)


def parse_name(name: str) -> str:
    """Return the last part of a file's name, as a word to show; TooLong past 255 characters."""
    return clean_name(clean_text(name, "name", LONGEST_NAME))


def parse_sha256(text: str) -> str:
    """Return a SHA-256 in hexadecimal digits, in the way in which contents are named."""
    if not SHA256.fullmatch(text.lower()):
        raise BadRequest(N_("A SHA-256 has 64 hexadecimal digits."), field="sha256")
    return text.lower()


def _optional(said: Mapping[str, str], name: str, read: Callable[[str], T]) -> T | None:
    text = said.get(name)
    return None if text is None else read(text)


def _duration(said: Mapping[str, str], purpose: str) -> int | None:
    longest = {"voice": LONGEST_VOICE, "video": LONGEST_VIDEO}.get(purpose)
    text = said.get("duration")
    if longest is None or text is None:
        return None
    try:
        duration = round(float(text) * SECOND)
    except (ValueError, OverflowError):
        duration = -1
    if not 0 <= duration <= longest:
        raise BadRequest(
            N_("The duration is not one that this may have."),
            field="duration",
            limit=longest // SECOND,
        )
    return duration


def _side(text: str, field: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 5):
        raise BadRequest(field=field, limit=LONGEST_SIDE)
    if not 1 <= int(text) <= LONGEST_SIDE:
        raise BadRequest(field=field, limit=LONGEST_SIDE)
    return int(text)


def _waveform(text: str) -> bytes:
    try:
        waveform = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        waveform = b""
    if not 1 <= len(waveform) <= MOST_LOUDNESSES:
        raise BadRequest(
            N_("A waveform is 1 to 100 bytes in base64."), field="waveform", limit=MOST_LOUDNESSES
        )
    return waveform


def _turn(text: str) -> Turn:
    if text not in {"0", "90", "180", "270"}:
        raise BadRequest(N_("A picture turns by 0, 90, 180 or 270 degrees."), field="turn")
    return cast("Turn", int(text))


def _crop(text: str) -> Crop:
    numbers = text.split(",")
    if len(numbers) != 3 or not all(each.isascii() and each.isdigit() for each in numbers):
        raise BadRequest(N_("A crop is x,y,side in pixels."), field="crop")
    if max(map(len, numbers)) > 6:
        raise _outside()
    return Crop(*map(int, numbers))


def _outside() -> MessengerError:
    return BadRequest(N_("The crop does not lie inside the picture."), field="crop")
