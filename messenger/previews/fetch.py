"""Fetching a page of the internet: guarded at every step, bounded in time and size.

It dials addresses, never names. A client that is handed a name resolves it once more, or takes
some spelling of an address past its resolver; here the socket is opened to the very address that
was judged, and the name is only said: in the request, and to be found in the certificate.
"""

import asyncio
import ssl
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

import h11

from messenger.previews.guard import Target, Unfetchable, Why, is_public, parse_target
from messenger.previews.lookup import look_up

AGENT = "DashMessenger"
MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LARGEST = 1024 * 1024
LARGEST_HEAD = 64 * 1024
# What frames the content takes room too, and time, but not without end.
MOST_RECEIVED = LARGEST + LARGEST_HEAD
MOST_PIECES = 16_384
SECONDS = 5.0
CHUNK = 16 * 1024
PAGES = frozenset({"text/html", "application/xhtml+xml"})
IMAGES = frozenset(f"image/{kind}" for kind in ("jpeg", "png", "webp", "gif", "avif"))

Resolve = Callable[[str], Awaitable[list[str]]]
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Dial = Callable[[str, int, ssl.SSLContext | None, str | None], Awaitable[Streams]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lay at the end of a link; `complete` where it was no longer than what is read."""

    url: str
    mime: str
    charset: str | None
    content: bytes
    complete: bool


async def dial(
    address: str, port: int, context: ssl.SSLContext | None, host: str | None
) -> Streams:
    """Open a connection to an address; over TLS its certificate must be the host's."""
    return await asyncio.open_connection(
        address, port, ssl=context, server_hostname=host, limit=CHUNK
    )


class Fetcher:
    """Fetches what links lead to; what it stands on can be handed in."""

    def __init__(
        self,
        resolve: Resolve = look_up,
        dial: Dial = dial,
        tls: ssl.SSLContext | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._resolve = resolve
        self._dial = dial
        self._seconds = seconds
        if tls is not None:
            self._tls = tls

    async def fetch(self, url: str, kinds: frozenset[str]) -> Fetched:
        """Return what lies at an address, if it is of one of the kinds; Unfetchable otherwise."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(parse_target(url), kinds)
        except TimeoutError as error:
            raise Unfetchable(Why.SLOW) from error
        except (OSError, EOFError, ValueError, h11.ProtocolError, zlib.error) as error:
            raise Unfetchable(Why.BROKEN) from error

    async def _follow(self, target: Target, kinds: frozenset[str]) -> Fetched:
        for _ in range(MOST_REDIRECTS + 1):
            async with self._ask(target) as (response, body):
                if response.status_code not in REDIRECTS:
                    return await _take(target, response, body, kinds)
                target = parse_target(_join(target.url, _header(response, b"location")))
        raise Unfetchable(Why.REDIRECTS)

    @asynccontextmanager
    async def _ask(self, target: Target) -> AsyncIterator[tuple[h11.Response, "Body"]]:
        reader, writer = await self._connect(target)
        try:
            talk = h11.Connection(h11.CLIENT, max_incomplete_event_size=LARGEST_HEAD)
            writer.write(talk.send(_request(target)) + talk.send(h11.EndOfMessage()))
            await writer.drain()
            body = Body(talk, reader)
            yield await body.response(), body
        finally:
            # Nothing more is wanted of it, not even a farewell.
            writer.transport.abort()

    async def _connect(self, target: Target) -> Streams:
        addresses = await self._judge(target.host)
        secure = target.scheme == "https"
        context, host = (self._tls, target.host) if secure else (None, None)
        failure: OSError = ConnectionError()
        for address in addresses[:2]:
            try:
                return await self._dial(address, target.port, context, host)
            except OSError as error:
                failure = error
        raise failure

    async def _judge(self, host: str) -> list[str]:
        """Return the addresses of a host; Unfetchable where one of them is not public.

        One that has a private address beside a public one is up to something, or is at home here.
        """
        addresses = await self._resolve(host)
        if not addresses or not all(map(is_public, addresses)):
            raise Unfetchable(Why.PRIVATE)
        # The old protocol first: more servers have it, and one is as good as the other.
        return sorted(addresses, key=lambda address: ":" in address)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        context.set_alpn_protocols(["http/1.1"])
        return context


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


async def _take(
    target: Target, response: h11.Response, body: Body, kinds: frozenset[str]
) -> Fetched:
    if not 200 <= response.status_code < 300:
        raise Unfetchable(Why.STATUS)
    mime, _, rest = _header(response, b"content-type").partition(";")
    mime = mime.strip().lower()
    if mime not in kinds:
        raise Unfetchable(Why.KIND)
    _, _, charset = rest.lower().partition("charset=")
    content, complete = await _read(body, _header(response, b"content-encoding").lower())
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


def _request(target: Target) -> h11.Request:
    headers = [
        ("Host", target.authority),
        ("User-Agent", AGENT),
        ("Accept", "text/html,application/xhtml+xml,image/*"),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
    ]
    return h11.Request(method="GET", target=target.path, headers=headers)


def _join(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError as error:
        raise Unfetchable(Why.MALFORMED) from error


def _header(response: h11.Response, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in response.headers if key == name), "")
