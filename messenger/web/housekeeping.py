"""What the process does by itself, every now and then."""

import asyncio
from collections.abc import Awaitable, Callable

from messenger.actions.erasing import erase_due_accounts
from messenger.actions.exports import forget_old_exports
from messenger.actions.known_devices import forget_unused_devices
from messenger.actions.looks import forget_old_looks
from messenger.actions.media_sweep import collect_media
from messenger.actions.nicks import free_old_nicks
from messenger.actions.outbox import forget_old_letters
from messenger.actions.remembered import delete_ended_devices
from messenger.actions.sessions import close_ended_sessions, delete_ended_sessions
from messenger.actions.sign_in_links import delete_ended_links
from messenger.actions.uploads import forget_old_uploads
from messenger.services import Services
from messenger.web.exporter import Exporter
from messenger.web.failures import report
from messenger.web.picture_maker import PictureMaker
from messenger.web.postman import Postman
from messenger.web.previewer import LANES, Previewer
from messenger.web.timekeeper import Timekeeper

MINUTE, HOUR = 60.0, 3600.0

Chore = Callable[[Services], Awaitable[None]]
CHORES: tuple[tuple[Chore, float], ...] = (
    (close_ended_sessions, MINUTE),
    (delete_ended_sessions, HOUR),
    (delete_ended_devices, HOUR),
    (forget_unused_devices, HOUR),
    (delete_ended_links, HOUR),
    (forget_old_letters, HOUR),
    (forget_old_looks, HOUR),
    (forget_old_uploads, HOUR),
    (collect_media, HOUR),
    (free_old_nicks, HOUR),
    (forget_old_exports, HOUR),
    (erase_due_accounts, HOUR),
)


class Housekeeping:
    """Chores in rhythms of their own, beside longer works; what fails comes again."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._works = (
            Postman(services),
            Exporter(services),
            Timekeeper(services),
            *(Previewer(services) for _ in range(LANES)),
            *(PictureMaker(services) for _ in range(services.settings.picture_workers)),
        )
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin the rounds in the running loop."""
        for work in self._works:
            work.start()
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._repeat(*chore)) for chore in CHORES]

    async def stop(self) -> None:
        """End the rounds, and bring to their end what uploads have begun."""
        await self._services.finishing.close()
        await asyncio.gather(*(work.stop() for work in self._works))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _repeat(self, chore: Chore, seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await chore(self._services)
            except Exception as error:
                report(error, chore.__name__)
