"""Serving by Uvicorn, where the settings ask for it, with what this application needs of it.

Its `websockets-sansio` protocol closes connections politely, and waits for a reader that takes
nothing for ever; here such a one is cut off. Its codec makes an object of each frame and writes
each by itself; here whole texts pass it by. Its main loop looks about ten times a second.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any, Self

import h11
import uvicorn
from quart import Quart
from typing_extensions import override
from uvicorn.protocols.http import h11_impl
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

from messenger.web.hypercorn_socket import Stream
from messenger.web.websocket_frames import TEXTS, read_frame, write_texts

PING_SECONDS, SILENCE_SECONDS = Stream.ping_seconds, Stream.silence_seconds
CLOSE_SECONDS = Stream.close_seconds
MOST_WAITING = 8
"""So many frames may have come that were not taken yet, before no more is read."""
TICK_SECONDS = 1.0
"""How often the header `Date` moves on."""


class Wire(WebSocketsSansIOProtocol):
    """A websocket whose close is bounded, also where its reader takes nothing."""

    _abort_timer: asyncio.TimerHandle | None = None
    _reads = False
    """Whether what comes is read here before the codec, which is never inside a frame then."""
    _hasty = False
    """Whether something came before the handshake was answered."""
    _rest = b""
    hear: Callable[[str], bool] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.app_state = {**self.app_state, TEXTS: self}

    def __deepcopy__(self, _memo: object) -> Self:
        # Behind a proxy the scope is copied, with all that it holds; a connection there is once.
        return self

    @override
    async def send(self, message: Any) -> None:
        if message["type"] == TEXTS:
            if not self.writable.is_set():
                await self.writable.wait()
            if self.conn.state is not State.OPEN or self.disconnected:
                raise ClientDisconnected
            self.transport.write(write_texts(message["texts"]))
            return
        if message["type"] == "websocket.close" and self.handshake_complete:
            self._abort_soon()
        await super().send(message)
        self._reads = self.conn.state is State.OPEN and not self._hasty

    def write_now(self, texts: Iterable[bytes]) -> bool:
        """Write texts; false, and nothing is written, where others wait or the line is closed."""
        if not self.writable.is_set() or self.disconnected or self.conn.state is not State.OPEN:
            return False
        self.transport.write(write_texts(texts))
        return True

    @override
    def data_received(self, data: bytes) -> None:
        if self._reads:
            self._read(self._rest + data)
            return
        self._hasty = self.handshake_initiated
        super().data_received(data)

    def _read(self, data: bytes) -> None:
        at, self._rest = 0, b""
        while at < len(data) and (frame := read_frame(data, at)) is not None:
            text, end = frame
            if end < 0:
                self._reads = False
                super().data_received(data[at:])
                return
            if text is not None and self.conn.current_size is None and not self.close_sent:
                self._take(text)
            else:
                super().data_received(data[at:end])
                if self.conn.parser_exc is not None or self.conn.close_rcvd is not None:
                    return
            at = end
        self._rest = data[at:]

    def _take(self, text: str) -> None:
        if self.hear is not None and self.queue.empty() and self.hear(text):
            return
        self.queue.put_nowait({"type": "websocket.receive", "text": text})
        if not self.read_paused and self.queue.qsize() >= MOST_WAITING:
            self.read_paused = True
            self.transport.pause_reading()

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
        # Whoever hears holds this line, too.
        self.hear = None
        if self._abort_timer is not None:
            self._abort_timer.cancel()
        super().connection_lost(exc)

    def _abort_soon(self) -> None:
        if self._abort_timer is None:
            self._abort_timer = self.loop.call_later(CLOSE_SECONDS, self.transport.abort)


class Cycle(RequestResponseCycle):
    """A request of which nothing that came is lost where its line breaks."""

    @override
    async def receive(self) -> Any:
        message = await super().receive()
        if message["type"] == "http.disconnect" and self.body and not self.response_complete:
            body, self.body = bytes(self.body), bytearray()
            return {"type": "http.request", "body": body, "more_body": True}
        return message


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
    # It makes them by this name, and asks nobody of which class.
    vars(h11_impl)["RequestResponseCycle"] = Cycle
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
