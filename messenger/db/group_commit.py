"""Group commit: what waits at the same moment is written in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

LARGEST_GROUP = 256

Item = TypeVar("Item")


class GroupCommit(Generic[Item]):
    """A queue with one writer: no timer, no delay when idle, one fsync for many under load.

    `write` takes a group in the order of its arrival, stores it, and answers each item itself;
    it must not raise. The technique is that of DeWitt et al., "Implementation Techniques for
    Main Memory Database Systems", SIGMOD 1984.
    """

    def __init__(self, write: Callable[[list[Item]], Awaitable[None]]) -> None:
        self._write = write
        self._waiting: list[Item] = []
        self._task: asyncio.Task[None] | None = None

    def submit(self, item: Item) -> None:
        """Put an item at the end of the queue."""
        self._waiting.append(item)
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._drain())

    async def finish(self) -> None:
        """Wait until everything that was submitted is written."""
        while self._task is not None:
            await asyncio.wait([self._task])

    async def _drain(self) -> None:
        try:
            while self._waiting:
                group = self._waiting[:LARGEST_GROUP]
                del self._waiting[:LARGEST_GROUP]
                await self._write(group)
                # What its writing brought about goes out first: the thread that writes the next
                # group would share the interpreter with it, and who waits would wait for both.
                await asyncio.sleep(0)
        finally:
            self._task = None
