"""The bounded queue of frames that a connection has yet to be sent."""

import asyncio
from collections import deque
from typing import Any

from messenger.web.websocket_frames import TEXTS, Line

LARGEST_QUEUE = 1024 * 1024
LARGEST_BATCH = 32 * 1024
"""Bytes after which no more frames are handed over in one go."""
TOO_SLOW = 4008


class Outgoing:
    """A queue of at most 1 MiB with one task that sends: a slow reader holds up nobody else.

    A frame that alone is larger than the bound passes when nothing else waits. `batches` says
    whether the server below takes several frames at once. Where it has a `line`, that gets what
    one turn of the event loop has gathered, and the task what is left when that is full.
    """

    def __init__(self, send: Any, *, batches: bool, line: Line | None = None) -> None:
        self._send = send
        self._batches = batches
        self._line = line
        self._due = False
        self._frames: deque[bytes] = deque()
        self._size = 0
        self._wake: asyncio.Future[None] | None = None
        self._task: asyncio.Task[None] | None = None
        self._cut = False
        self._loop = asyncio.get_running_loop()
        self.close_code: int | None = None

    def put(self, frame: bytes, *, droppable: bool = False) -> None:
        """Queue a frame; past the bound it is dropped, or the connection is closed with 4008."""
        if self.close_code is not None:
            return
        size = len(frame)
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
        self._task = self._loop.create_task(self._run())
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
            self._wake = self._loop.create_future()
            await self._wake
            self._wake = None

    def _next(self) -> dict[str, Any]:
        if self._batches:
            return {"type": TEXTS, "texts": self._take_batch()}
        frame = self._frames.popleft()
        self._size -= len(frame)
        return {"type": "websocket.send", "bytes": None, "text": frame.decode()}

    def _take_batch(self) -> list[bytes]:
        texts, left = list[bytes](), self._size - LARGEST_BATCH
        while self._frames and self._size > left:
            texts.append(self._frames.popleft())
            self._size -= len(texts[-1])
        return texts

    def _write_now(self, line: Line) -> None:
        self._due = False
        if not self._rests():
            return
        while self._frames and self.close_code is None:
            texts = self._take_batch()
            if not line.write_now(texts):
                self._frames.extendleft(reversed(texts))
                self._size += sum(map(len, texts))
                break
        if self._frames or self.close_code is not None:
            self._wake_task()

    def _give_up(self) -> None:
        # The task is stuck in a write that the reader does not take: only cancelling frees it.
        self.close_code = TOO_SLOW
        self._frames.clear()
        self._size = 0
        self._cut = True
        if self._task is not None:
            self._task.cancel()

    def _rouse(self) -> None:
        if self._due or not self._rests():
            return
        if self._line is None:
            self._wake_task()
        else:
            self._due = True
            self._loop.call_soon(self._write_now, self._line)

    def _rests(self) -> bool:
        # Where the task is at work, it takes what is queued meanwhile.
        return self._wake is not None and not self._wake.done()

    def _wake_task(self) -> None:
        if self._wake is not None:
            self._wake.set_result(None)
