"""The tasks that make the pictures of photos, after these were received."""

from typing_extensions import override

from messenger.actions.media_making import make_next_pictures, take_up_making
from messenger.services import Services
from messenger.web.background import BackgroundTask

IDLE = 3600.0


class PictureMaker(BackgroundTask):
    """Makes the pictures of one photo after the other, and sleeps until the bell tells of more."""

    name = "picture maker"

    def __init__(self, services: Services) -> None:
        super().__init__(services, services.makings.rung)

    @override
    async def begin(self) -> None:
        """Take up what a stop or a kill has cut short."""
        await take_up_making(self._services)

    @override
    async def work(self) -> float | None:
        """Make the pictures of one photo."""
        return None if await make_next_pictures(self._services) else IDLE
