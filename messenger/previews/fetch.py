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
from functools import cached_property
from urllib.parse import urljoin

import h11

from messenger.previews.answers import (
    CHUNK,
    LARGEST_HEAD,
    Body,
    Fetched,
    find_header,
    take_content,
)
from messenger.previews.guard import Target, Unfetchable, Why, is_public, parse_target
from messenger.previews.lookup import look_up

AGENT = "DashMessenger"
MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
SECONDS = 5.0
PAGES = frozenset({"text/html", "application/xhtml+xml"})
IMAGES = frozenset(f"image/{kind}" for kind in ("jpeg", "png", "webp", "gif", "avif"))

Resolve = Callable[[str], Awaitable[list[str]]]
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Dial = Callable[[str, int, ssl.SSLContext | None, str | None], Awaitable[Streams]]


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
                    return await take_content(target, response, body, kinds)
                target = parse_target(_join(target.url, find_header(response, b"location")))
        raise Unfetchable(Why.REDIRECTS)

    @asynccontextmanager
    async def _ask(self, target: Target) -> AsyncIterator[tuple[h11.Response, Body]]:
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
