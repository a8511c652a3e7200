"""What nobody has read of a body when its request is answered: taken from the line, and let go."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from messenger.web.origins import header

LINGER = 5.0
"""Seconds that a client has to send the rest: only who has sent all is sure to hear the answer."""

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


def let_go_of_rest(scope: Any, receive: Receive, send: Send) -> tuple[Receive, Send]:
    """Return a `receive` and a `send` that empty the line from the first word of an answer on.

    Hypercorn keeps ten events of a body, and puts one more behind them to end its request, be it
    answered or its line broken. Where nobody takes them it waits for that for ever, its line stays
    open, and so waits the client.
    """
    if not _has_body(scope):
        return receive, send
    rest = _Rest(receive, send)
    return rest.receive, rest.send


class _Rest:
    """A body on its way, and the answer to it."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._ended = asyncio.Event()
        self._taking: asyncio.Task[None] | None = None

    async def receive(self) -> Any:
        """Return what comes next."""
        message = await self._receive()
        if not message.get("more_body", False):  # Nor has a disconnection any.
            self._ended.set()
        return message

    async def send(self, message: Any) -> None:
        """Send a piece of the answer; the last of it waits a while for the end of the body."""
        if self._taking is None and not self._ended.is_set():
            self._taking = asyncio.create_task(self._take_all())
        is_last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if self._taking is None or not is_last:
            await self._send(message)
            return
        try:
            await self._wait()
            await self._send(message)
            await self._wait()  # For what the line has brought meanwhile, and for its end.
        finally:
            self._taking.cancel()

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LINGER):
                await self._ended.wait()

    async def _take_all(self) -> None:
        while not self._ended.is_set():
            await self.receive()


def _has_body(scope: Any) -> bool:
    length = header(scope["headers"], b"content-length")
    return length not in {None, "0"} or header(scope["headers"], b"transfer-encoding") is not None
