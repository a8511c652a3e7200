"""The one task that does what was put off to a time."""

from typing_extensions import override

from messenger.actions.reminders import remind_due
from messenger.actions.scheduled_sending import send_due, take_up_scheduled
from messenger.services import Services
from messenger.web.background import BackgroundTask


class Timekeeper(BackgroundTask):
    """Sends and tells what is due, sleeps until more is, and is woken when that changes."""

    name = "timekeeper"

    def __init__(self, services: Services) -> None:
        super().__init__(services, services.due)

    @override
    async def begin(self) -> None:
        """Take up what a stop or a kill has cut short."""
        await take_up_scheduled(self._services)

    @override
    async def work(self) -> float | None:
        """Send one message, and remind somebody of one."""
        return min(await send_due(self._services), await remind_due(self._services))
