"""The one task that does what was put off to a time."""

from typing_extensions import override

from messenger.actions.scheduled_sending import send_due, take_up_scheduled
from messenger.services import Services
from messenger.web.background import BackgroundTask


class Timekeeper(BackgroundTask):
    """Sends what was scheduled, sleeps until more is due, and is woken when that changes."""

    name = "timekeeper"

    def __init__(self, services: Services) -> None:
        super().__init__(services, services.due)

    @override
    async def begin(self) -> None:
        """Take up what a stop or a kill has cut short."""
        await take_up_scheduled(self._services)

    @override
    async def work(self) -> float | None:
        """Send one message."""
        return await send_due(self._services)
