"""Ends of uploads, which are brought about though whoever asked for them may have gone."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Finishing:
    """Works that go on when nobody waits for them any more, one at a time for each name."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[Any]] = {}

    async def run(self, name: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what comes of a work; of one that is under way by that name where there is one."""
        task: asyncio.Task[T] | None = self._tasks.get(name)
        if task is None:
            task = self._tasks[name] = asyncio.get_running_loop().create_task(work())
            task.add_done_callback(lambda done: self._end(name, done))
        return await asyncio.shield(task)

    async def wait(self, name: str) -> None:
        """Wait until what is under way by a name has ended, however it does."""
        if name in self._tasks:
            await asyncio.wait([self._tasks[name]])

    async def close(self) -> None:
        """Wait for what is under way."""
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def _end(self, name: str, task: asyncio.Task[Any]) -> None:
        del self._tasks[name]
        if not task.cancelled():
            # Nobody may be there any more to hear why it failed.
            task.exception()
