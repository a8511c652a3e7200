"""A websocket client that costs next to nothing: frames made by hand on asyncio's transports."""

import asyncio
import base64
import os
from collections.abc import Awaitable, Callable, Iterable
from typing import cast

from typing_extensions import override

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
# A zero key is a valid mask under which the payload stays as it is; the server unmasks all alike.
MASK = bytes(4)
MASKED, LENGTH = 0x80, 0x7F
DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"

Heard = Callable[[bytes], None]


class Refused(Exception):
    """The server answered the handshake with something else than 101."""


def build_frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """Return a payload as one masked frame."""
    size = len(payload)
    if size < 126:
        head = bytes((MASKED | opcode, MASKED | size))
    elif size < 65536:
        head = bytes((MASKED | opcode, MASKED | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((MASKED | opcode, MASKED | 127)) + size.to_bytes(8, "big")
    return head + MASK + payload


class Wire(asyncio.Protocol):
    """One connection; `heard` gets every text frame, and can be set to something else later."""

    def __init__(self, host: str, path: str, *, offer_deflate: bool) -> None:
        loop = asyncio.get_running_loop()
        self.heard: Heard = _ignore
        self.opened: asyncio.Future[None] = loop.create_future()
        self.lost: asyncio.Future[None] = loop.create_future()
        self.close_code: int | None = None
        self.transport: asyncio.Transport
        self._request = (
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n"
            f"{DEFLATE if offer_deflate else ''}\r\n"
        ).encode()
        self._rest = b""

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.transport.write(self._request)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if not self.lost.done():
            self.lost.set_result(None)
        if not self.opened.done():
            self.opened.set_exception(exc or Refused("closed in the handshake"))

    @override
    def data_received(self, data: bytes) -> None:
        self._rest = self._rest + data if self._rest else data
        if self.opened.done() or self._take_handshake():
            self._take_frames()

    def send(self, frames: bytes) -> None:
        """Send what `build_frame` returned, one or many."""
        self.transport.write(frames)

    def abort(self) -> None:
        """Drop the connection without a word."""
        self.transport.abort()

    def _take_handshake(self) -> bool:
        head, end, rest = self._rest.partition(b"\r\n\r\n")
        if not end:
            return False
        if not head.startswith(b"HTTP/1.1 101"):
            self.opened.set_exception(Refused(head.split(b"\r\n", 1)[0].decode()))
            self.abort()
            return False
        self._rest = rest
        self.opened.set_result(None)
        return True

    def _take_frames(self) -> None:
        data, at, end = self._rest, 0, len(self._rest)
        while end - at >= 2:
            size, head = data[at + 1] & LENGTH, 2
            if size >= 126:
                head = 4 if size == 126 else 10
                size = int.from_bytes(data[at + 2 : at + head], "big")
            if end - at < head + size:
                break
            payload = data[at + head : at + head + size]
            if data[at] & 0x0F == TEXT:
                self.heard(payload)
            else:
                self._take_control(data[at] & 0x0F, payload)
            at += head + size
        self._rest = data[at:]

    def _take_control(self, opcode: int, payload: bytes) -> None:
        if opcode == PING:
            self.send(build_frame(payload, PONG))
        elif opcode == CLOSE:
            self.close_code = int.from_bytes(payload[:2], "big")
            self.send(build_frame(payload[:2], CLOSE))


async def connect(port: int, path: str, *, offer_deflate: bool = False) -> Wire:
    """Open one connection; Refused where the server does not want it."""
    loop = asyncio.get_running_loop()
    _, wire = await loop.create_connection(
        lambda: Wire(f"127.0.0.1:{port}", path, offer_deflate=offer_deflate), "127.0.0.1", port
    )
    await wire.opened
    return wire


async def resume(port: int, token: str, *, offer_deflate: bool = False) -> Wire:
    """Open a connection to the messenger and sign in by token; it is greeted when this returns."""
    wire = await connect(port, "/ws", offer_deflate=offer_deflate)
    greeted = asyncio.get_running_loop().create_future()

    def hear(payload: bytes) -> None:
        if greeted.done():
            return
        if payload.startswith(b'{"event":"hello"'):
            greeted.set_result(None)
        elif b'"ok":false' in payload:
            greeted.set_exception(Refused(payload.decode()))

    wire.heard = hear
    request = b'{"id":0,"op":"auth.resume","data":{"token":"%s"}}' % token.encode()
    wire.send(build_frame(request))
    await greeted
    wire.heard = _ignore
    return wire


async def open_many(
    opener: Callable[[int], Awaitable[Wire]], count: int, at_once: int
) -> list[Wire]:
    """Open connections, so many at once; `opener` gets the number of each."""
    wires: list[Wire] = []
    numbers = iter(range(count))

    async def work() -> None:
        wires.extend([await opener(number) for number in numbers])

    await asyncio.gather(*(work() for _ in range(at_once)))
    return wires


def drop_all(wires: Iterable[Wire]) -> None:
    """Drop connections without a word."""
    for wire in wires:
        wire.abort()


def _ignore(_payload: bytes) -> None:
    """Hear nothing."""
