"""The one place where Hypercorn's websockets are changed, also to send several texts at once.

Hypercorn 0.18 accepts permessage-deflate whenever a browser offers it, which takes a connection
from 34 to 127 KiB, and has no switch for that (its issue 307). Its pings keep a closed connection
alive until the next one is due, and nothing watches for their answers. `install` puts the classes
below in the place of Hypercorn's own.
"""

import asyncio
import dataclasses
from typing import Any, ClassVar

import hypercorn.asyncio.run
import hypercorn.protocol.h2
import hypercorn.protocol.h11
from hypercorn.asyncio.tcp_server import TCPServer
from hypercorn.protocol.events import Data, Event, Request, StreamClosed
from hypercorn.protocol.ws_stream import WSStream
from hypercorn.typing import WebsocketAcceptEvent
from typing_extensions import override
from wsproto.connection import ConnectionState
from wsproto.events import Ping

from messenger.web.websocket_frames import TEXTS, write_texts

TRANSPORT = "messenger.transport"


class Server(TCPServer):
    """A TCP connection that lets its websocket reach the transport."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # By a function, since a middleware may copy the scope, and a socket cannot be copied.
        self.state = {**self.state, TRANSPORT: lambda: self.writer.transport, TEXTS: None}


class Stream(WSStream):
    """A websocket without deflate, with pings that are watched and a close that is bounded."""

    ping_seconds: ClassVar[float] = 25
    silence_seconds: ClassVar[float] = 60
    close_seconds: ClassVar[float] = 5

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._loop = asyncio.get_running_loop()
        self._heard_at = self._loop.time()
        self._timer: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport | None = None

    @override
    async def handle(self, event: Event) -> None:
        if isinstance(event, Request):
            self._transport = event.state[TRANSPORT]()
            headers = [
                (name, value)
                for name, value in event.headers
                if name.lower() != b"sec-websocket-extensions"
            ]
            event = dataclasses.replace(event, headers=headers)
        elif isinstance(event, Data):
            self._heard_at = self._loop.time()
        elif isinstance(event, StreamClosed):
            self._cancel_timer()
        await super().handle(event)

    @override
    async def app_send(self, message: Any) -> None:
        if message is not None and message["type"] == TEXTS:
            if not self.closed and self.connection.state is ConnectionState.OPEN:
                data = write_texts(message["texts"])
                await self.send(Data(stream_id=self.stream_id, data=data))
            return
        closes = message is None or message["type"] == "websocket.close"
        if closes and not self.closed and self._timer is not None:
            # A reader that takes nothing would hold the close, and all it waits for, for ever.
            self._cancel_timer()
            self._timer = self._loop.call_later(self.close_seconds, self._abort)
        await super().app_send(message)

    @override
    async def _accept(self, message: WebsocketAcceptEvent) -> None:
        await super()._accept(message)
        self._timer = self._loop.call_later(self.ping_seconds, self._beat)

    def _beat(self) -> None:
        patience = self._heard_at + self.silence_seconds - self._loop.time()
        if patience <= 0:
            self._abort()
            return
        self.task_group.spawn(self._send_wsproto_event, Ping())
        self._timer = self._loop.call_later(min(self.ping_seconds, patience), self._beat)

    def _abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


def install(stream: type[Stream] = Stream) -> None:
    """Let Hypercorn use the classes of this file; doing it twice is harmless."""
    vars(hypercorn.asyncio.run)["TCPServer"] = Server
    for module in (hypercorn.protocol.h11, hypercorn.protocol.h2):
        vars(module)["WSStream"] = stream
