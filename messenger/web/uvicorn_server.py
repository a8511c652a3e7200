"""Serving by Uvicorn, where the settings ask for it, with what this application needs of it.

Its `websockets-sansio` protocol closes connections politely, and waits for a reader that takes
nothing for ever; here such a one is cut off. Its main loop looks about ten times a second.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import h11
import uvicorn
from quart import Quart
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from messenger.web.hypercorn_socket import Stream

PING_SECONDS, SILENCE_SECONDS = Stream.ping_seconds, Stream.silence_seconds
CLOSE_SECONDS = Stream.close_seconds
TICK_SECONDS = 1.0
"""How often the header `Date` moves on."""


class Wire(WebSocketsSansIOProtocol):
    """A websocket whose close is bounded, also where its reader takes nothing."""

    _abort_timer: asyncio.TimerHandle | None = None

    @override
    async def send(self, message: Any) -> None:
        if message["type"] == "websocket.close" and self.handshake_complete:
            self._abort_soon()
        await super().send(message)

    @override
    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.transport.abort()

    @override
    def shutdown(self) -> None:
        super().shutdown()
        self._abort_soon()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._abort_timer is not None:
            self._abort_timer.cancel()
        super().connection_lost(exc)

    def _abort_soon(self) -> None:
        if self._abort_timer is None:
            self._abort_timer = self.loop.call_later(CLOSE_SECONDS, self.transport.abort)


class Line(H11Protocol):
    """An HTTP connection that ends where it asks for nothing, or goes on sending what is let go."""

    @override
    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.timeout_keep_alive_task = self.loop.call_later(
            self.timeout_keep_alive, self.timeout_keep_alive_handler
        )

    @override
    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY:
            self.transport.close()


class Server(uvicorn.Server):
    """A server that stops when it is told to, and not by signals of its own."""

    def __init__(self, config: uvicorn.Config, stopped: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._stopped = stopped
        self.failure: str | None = None
        """Why the application could not start."""

    @override
    async def startup(self, sockets: Any = None) -> None:
        try:
            await super().startup(sockets)
        except SystemExit:
            # The reason is in the log already.
            self.failure = "the application did not start"

    @override
    async def main_loop(self) -> None:
        if self.failure is not None:
            return
        stopped = asyncio.ensure_future(self._stopped())
        while not stopped.done():
            await self.on_tick(0)
            await asyncio.wait([stopped], timeout=TICK_SECONDS)
        await stopped

    @override
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def uvicorn_config(app: Quart, largest_frame: int, keep_alive: int) -> uvicorn.Config:
    """Return Uvicorn's configuration where its defaults do not fit."""
    return uvicorn.Config(
        app,
        http=Line,
        ws=Wire,
        loop="none",
        lifespan="on",
        interface="asgi3",
        ws_max_size=largest_frame,
        ws_per_message_deflate=False,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=SILENCE_SECONDS - PING_SECONDS,
        timeout_keep_alive=keep_alive,
        timeout_graceful_shutdown=1,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
    )
