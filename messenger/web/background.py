"""One task beside the requests, which sleeps until a bell or the clock wakes it."""

import asyncio
import contextlib
from abc import ABC, abstractmethod
from collections.abc import Awaitable

from messenger.services import Services
from messenger.web.failures import report

AFTER_FAILURE = 5.0
"""Seconds before the next try where the database itself is away."""
LAST_PIECE = 2.0
"""Seconds that the work under way has for its end when the server stops."""


class BackgroundTask(ABC):
    """Works as long as there is something to do; what fails is reported and tried again."""

    name: str

    def __init__(self, services: Services, bell: asyncio.Event) -> None:
        self._services = services
        self._bell = bell
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        """Begin in the running loop."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Begin nothing more; what is cut short is begun anew after the next start."""
        if self._task is None:
            return
        self._stopping = True
        self._bell.set()
        await asyncio.wait([self._task], timeout=LAST_PIECE)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    @abstractmethod
    async def begin(self) -> None:
        """Take up what an earlier process has left."""

    @abstractmethod
    async def work(self) -> float | None:
        """Do a piece; return for how many seconds there is nothing to do, if so."""

    async def _run(self) -> None:
        await self._guarded(self.begin())
        while not self._stopping:
            self._bell.clear()
            if pause := await self._guarded(self.work()):
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._bell.wait()

    async def _guarded(self, work: Awaitable[float | None]) -> float | None:
        try:
            return await work
        except Exception as error:
            report(error, self.name)
            return AFTER_FAILURE
