"""The tasks that look where links of messages lead."""

from typing_extensions import override

from messenger.actions.link_previews import make_next_preview
from messenger.services import Services
from messenger.web.background import BackgroundTask

LANES = 3
"""Links looked at at the same time: one that is slow shall not hold up the others."""
IDLE = 3600.0


class Previewer(BackgroundTask):
    """Looks at one link after the other, and sleeps until the bell tells of more."""

    name = "previewer"

    def __init__(self, services: Services) -> None:
        super().__init__(services, services.previews.rung)

    @override
    async def begin(self) -> None:
        """Nothing was left: what waited for a look ended with its process."""

    @override
    async def work(self) -> float | None:
        """Look at one link."""
        return None if await make_next_preview(self._services) else IDLE
