"""Reading what comes back from another server, no more of it than is wanted."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import h11

from messenger.previews.guard import Target, Unfetchable, Why

LARGEST = 1024 * 1024
LARGEST_HEAD = 64 * 1024
# What frames the content takes room too, and time, but not without end.
MOST_RECEIVED = LARGEST + LARGEST_HEAD
MOST_PIECES = 16_384
CHUNK = 16 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lay at the end of a link; `complete` where it was no longer than what is read."""

    url: str
    mime: str
    charset: str | None
    content: bytes
    complete: bool


class Body:
    """What comes back over one connection, no more of it than is wanted."""

    def __init__(self, talk: h11.Connection, reader: asyncio.StreamReader) -> None:
        self._talk = talk
        self._reader = reader
        self._received = 0

    async def response(self) -> h11.Response:
        """Return the head of the answer."""
        while True:
            event = await self._next()
            if isinstance(event, h11.Response):
                return event
            if not isinstance(event, h11.InformationalResponse):
                raise Unfetchable(Why.SILENT)

    async def chunks(self) -> AsyncIterator[bytes]:
        """Return what the answer holds, piece by piece."""
        for _ in range(MOST_PIECES):
            event = await self._next()
            if not isinstance(event, h11.Data):
                return
            yield bytes(event.data)
        raise Unfetchable(Why.LARGE)

    async def _next(self) -> Any:
        while (event := self._talk.next_event()) is h11.NEED_DATA:
            chunk = await self._reader.read(CHUNK)
            self._received += len(chunk)
            if self._received > MOST_RECEIVED:
                raise Unfetchable(Why.LARGE)
            self._talk.receive_data(chunk)
        return event


async def take_content(
    target: Target, response: h11.Response, body: Body, kinds: frozenset[str]
) -> Fetched:
    """Return the content of an answer, if it is of one of the kinds; Unfetchable otherwise."""
    if not 200 <= response.status_code < 300:
        raise Unfetchable(Why.STATUS)
    mime, _, rest = find_header(response, b"content-type").partition(";")
    mime = mime.strip().lower()
    if mime not in kinds:
        raise Unfetchable(Why.KIND)
    _, _, charset = rest.lower().partition("charset=")
    content, complete = await _read(body, find_header(response, b"content-encoding").lower())
    return Fetched(target.url, mime, charset.split(";")[0].strip(" \"'") or None, content, complete)


async def _read(body: Body, encoding: str) -> tuple[bytes, bool]:
    """Return at most so much of the content, unpacked, and whether that is all of it."""
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise Unfetchable(Why.ENCODING)
    unpack = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    content = bytearray()
    received = 0
    async for chunk in body.chunks():
        received += len(chunk)
        # Never unpacked further than wanted, whatever a few bytes pretend to be.
        content += chunk if unpack is None else unpack.decompress(chunk, LARGEST + 1 - len(content))
        if len(content) > LARGEST or received > LARGEST:
            return bytes(content[:LARGEST]), False
    return bytes(content), True


def find_header(response: h11.Response, name: bytes) -> str:
    """Return what an answer says under a name (in small letters), or nothing."""
    return next((value.decode("latin-1") for key, value in response.headers if key == name), "")
