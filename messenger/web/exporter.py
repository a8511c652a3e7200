"""The one task that makes the copies of people's data."""

from typing_extensions import override

from messenger.actions.exporting import make_next_export, take_up_exports
from messenger.services import Services
from messenger.web.background import BackgroundTask

IDLE = 30.0
"""Seconds between looks for what another process has left."""


class Exporter(BackgroundTask):
    """Makes what waits, one after the other, and sleeps until the bell tells of more."""

    name = "exporter"

    def __init__(self, services: Services) -> None:
        super().__init__(services, services.exports.rung)

    @override
    async def begin(self) -> None:
        """Take up what a stop or a kill has cut short."""
        await take_up_exports(self._services)

    @override
    async def work(self) -> float | None:
        """Make one copy."""
        return None if await make_next_export(self._services) else IDLE
