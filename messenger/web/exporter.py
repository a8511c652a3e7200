"""The one task that makes the copies of people's data."""

import asyncio
import contextlib
from collections.abc import Awaitable

from messenger.actions.exporting import make_next_export, take_up_exports
from messenger.services import Services
from messenger.web.failures import report

IDLE = 30.0
"""Seconds between looks for what another process has left."""
AFTER_FAILURE = 5.0
LAST_COPY = 2.0
"""Seconds that the copy under way has for its end when the server stops."""


class Exporter:
    """Makes what waits, one after the other, and sleeps until the bell tells of more."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._bell = services.exports.rung
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        """Begin in the running loop."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Begin no more; what is cut short is begun anew after the next start."""
        if self._task is None:
            return
        self._stopping = True
        self._bell.set()
        await asyncio.wait([self._task], timeout=LAST_COPY)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        await self._guarded(take_up_exports(self._services))
        while not self._stopping:
            self._bell.clear()
            pause = await self._guarded(self._make_all())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._bell.wait()

    async def _make_all(self) -> None:
        while not self._stopping and await make_next_export(self._services):
            """One after the other."""

    async def _guarded(self, work: Awaitable[None]) -> float:
        try:
            await work
        except Exception as error:
            report(error, "exporter")
            return AFTER_FAILURE
        return IDLE
