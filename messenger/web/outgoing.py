"""The bounded queue of frames that a connection has yet to be sent."""

import asyncio
from collections import deque
from typing import Any

from messenger.web.websocket_frames import TEXTS

LARGEST_QUEUE = 1024 * 1024
LARGEST_BATCH = 32 * 1024
"""Bytes after which no more frames are handed over in one go."""
TOO_SLOW = 4008


class Outgoing:
    """A queue of at most 1 MiB with one task that sends: a slow reader holds up nobody else.

    A frame that alone is larger than the bound passes when nothing else waits. `batches` says
    whether the server below takes several frames at once.
    """

    def __init__(self, send: Any, *, batches: bool) -> None:
        self._send = send
        self._batches = batches
        self._frames: deque[str] = deque()
        self._size = 0
        self._wake: asyncio.Future[None] | None = None
        self._task: asyncio.Task[None] | None = None
        self._cut = False
        self.close_code: int | None = None

    def put(self, frame: str, *, droppable: bool = False) -> None:
        """Queue a frame; past the bound it is dropped, or the connection is closed with 4008."""
        if self.close_code is not None:
            return
        size = _bytes(frame)
        if self._frames and self._size + size > LARGEST_QUEUE:
            if not droppable:
                self._give_up()
            return
        self._frames.append(frame)
        self._size += size
        self._rouse()

    def close(self, code: int) -> None:
        """Send what is queued, then close with a code."""
        if self.close_code is None:
            self.close_code = code
            self._rouse()

    def start(self) -> asyncio.Task[None]:
        """Start the task that sends; it ends when the connection is closed from this side."""
        self._task = asyncio.get_running_loop().create_task(self._run())
        return self._task

    async def _run(self) -> None:
        try:
            await self._send_frames()
        except asyncio.CancelledError:
            if not self._cut:
                raise
        except OSError:
            return  # The connection is gone (ASGI, `send`); who listens to it hears that too.
        await self._send(
            {"type": "websocket.close", "code": self.close_code or 1000, "reason": None}
        )

    async def _send_frames(self) -> None:
        while True:
            while self._frames:
                await self._send(self._next())
            if self.close_code is not None:
                return
            self._wake = asyncio.get_running_loop().create_future()
            await self._wake
            self._wake = None

    def _next(self) -> dict[str, Any]:
        if not self._batches:
            frame = self._frames.popleft()
            self._size -= _bytes(frame)
            return {"type": "websocket.send", "bytes": None, "text": frame}
        texts, left = [], self._size - LARGEST_BATCH
        while self._frames and self._size > left:
            texts.append(self._frames.popleft())
            self._size -= _bytes(texts[-1])
        return {"type": TEXTS, "texts": texts}

    def _give_up(self) -> None:
        # The task is stuck in a write that the reader does not take: only cancelling frees it.
        self.close_code = TOO_SLOW
        self._frames.clear()
        self._size = 0
        self._cut = True
        if self._task is not None:
            self._task.cancel()

    def _rouse(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)


def _bytes(frame: str) -> int:
    return len(frame) if frame.isascii() else len(frame.encode())
