"""The one task that empties the outbox."""

from typing_extensions import override

from messenger.actions.delivery import deliver_next, take_up_again
from messenger.services import Services
from messenger.web.background import BackgroundTask


class Postman(BackgroundTask):
    """Sends what is due, sleeps until more is, and is woken by the mailer's bell."""

    name = "postman"

    def __init__(self, services: Services) -> None:
        super().__init__(services, services.mailer.rung)

    @override
    def start(self) -> None:
        """Begin in the running loop, where a mail server is set."""
        if self._services.settings.mails:
            super().start()

    @override
    async def begin(self) -> None:
        """Take up letters that were being sent."""
        await take_up_again(self._services)

    @override
    async def work(self) -> float | None:
        """Send one letter."""
        return await deliver_next(self._services)
