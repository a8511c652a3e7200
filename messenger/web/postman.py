"""The one task that empties the outbox."""

import asyncio
import contextlib
from collections.abc import Awaitable

from messenger.actions.delivery import deliver_next, take_up_again
from messenger.services import Services
from messenger.web.failures import report

AFTER_FAILURE = 5.0
"""Seconds before the next try where the database itself is away."""
LAST_LETTER = 2.0
"""Seconds that the letter under way has for its end when the server stops."""


class Postman:
    """Sends what is due, sleeps until more is, and is woken by the mailer's bell."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._bell = services.mailer.rung
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        """Begin in the running loop, where a mail server is set."""
        if self._services.settings.mails:
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Send no more; a letter that is cut short stays in the outbox."""
        if self._task is None:
            return
        self._stopping = True
        self._bell.set()
        await asyncio.wait([self._task], timeout=LAST_LETTER)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        await self._guarded(take_up_again(self._services))
        while not self._stopping:
            self._bell.clear()
            if pause := await self._guarded(deliver_next(self._services)):
                await self._sleep(pause)

    async def _guarded(self, work: Awaitable[float | None]) -> float | None:
        try:
            return await work
        except Exception as error:
            report(error, "postman")
            return AFTER_FAILURE

    async def _sleep(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._bell.wait()
