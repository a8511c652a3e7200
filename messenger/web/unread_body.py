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
    """Return a `receive` and a `send` that empty the line before they end an answer.

    Hypercorn keeps ten events of a body, and puts one more behind them to end its request. Where
    nobody takes them it waits for that for ever, its line stays open, and so waits the client.
    """
    if not _has_body(scope):
        return receive, send
    ended = asyncio.Event()

    async def take() -> Any:
        message = await receive()
        if not message.get("more_body", False):  # Nor has a disconnection any.
            ended.set()
        return message

    async def answer(message: Any) -> None:
        is_last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if ended.is_set() or not is_last:
            await send(message)
            return
        rest = asyncio.create_task(_take_all(take, ended))
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LINGER):
                    await ended.wait()
            await send(message)
        finally:
            rest.cancel()

    return take, answer


def _has_body(scope: Any) -> bool:
    length = header(scope["headers"], b"content-length")
    return length not in {None, "0"} or header(scope["headers"], b"transfer-encoding") is not None


async def _take_all(take: Receive, ended: asyncio.Event) -> None:
    while not ended.is_set():
        await take()
