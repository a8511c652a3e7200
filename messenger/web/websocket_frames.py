"""Whole text frames of a WebSocket without extensions, written and read (RFC 6455, section 5.2).

Nearly all that passes over `/ws` is one of these. What is not (a fragment, a control frame, a frame
that is not allowed) is left to the server's own codec.
"""

import struct
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple, Protocol

from websockets.frames import apply_mask  # type: ignore[attr-defined]

TEXTS = "messenger.texts"
"""The type of an ASGI message with several `texts` in UTF-8; `scope["state"]` holds this name too.

What it holds is the `Line`, None where the server has none.
"""

FINAL_TEXT = 0x81
MASKED = 0x80
LENGTH = 0x7F
KEY = 4
"""Bytes of the key by which a client masks."""
IN_TWO_BYTES = 126
IN_EIGHT_BYTES = 127


class Line(Protocol):
    """What a server offers beside ASGI: to write and to hear without a task between."""

    hear: Callable[[str], bool] | None
    """Takes a text before it is queued; false where it has to wait for its turn."""

    def write_now(self, texts: Iterable[bytes]) -> bool:
        """Write texts; false, and nothing is written, where others wait or the line is closed."""


class Incoming(NamedTuple):
    """A whole frame: what it says, None where that is for the codec, and where it ends."""

    text: str | None
    end: int


FOR_THE_CODEC = Incoming(None, -1)
"""A frame of which no more is known here, and all that follows."""


def write_texts(texts: Iterable[bytes]) -> bytes:
    """Return several texts as frames from a server, which masks nothing, one behind the other."""
    parts: list[bytes] = []
    for text in texts:
        parts += (_head(len(text)), text)
    return b"".join(parts)


@lru_cache(maxsize=1024)
def _head(size: int) -> bytes:
    if size < IN_TWO_BYTES:
        return bytes((FINAL_TEXT, size))
    if size < 1 << 16:
        return struct.pack("!BBH", FINAL_TEXT, IN_TWO_BYTES, size)
    return struct.pack("!BBQ", FINAL_TEXT, IN_EIGHT_BYTES, size)


def read_frame(data: bytes, at: int) -> Incoming | None:
    """Return the frame from a client that begins at a place; None where it is not there whole.

    One that is not masked, or says that it holds 64 KiB or more, is for the codec at once.
    """
    if len(data) < at + 2:
        return None
    size, start = data[at + 1] & LENGTH, at + 2
    if size == IN_EIGHT_BYTES or not data[at + 1] & MASKED:
        return FOR_THE_CODEC
    if size == IN_TWO_BYTES:
        start = at + 4
        size = int.from_bytes(data[at + 2 : start])
    begin = start + KEY
    end = begin + size
    if len(data) < end:
        return None
    if data[at] != FINAL_TEXT:
        return Incoming(None, end)
    try:
        return Incoming(apply_mask(data[begin:end], data[start:begin]).decode(), end)
    except UnicodeDecodeError:
        return Incoming(None, end)
