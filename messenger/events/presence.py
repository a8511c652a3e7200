"""Who is here, with a moment's patience for those who come straight back."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

# A reload or a short loss of the network must not flicker on other people's screens.
PATIENCE = 5.0
# Many come at once after a restart: their announcements share one query.
GATHER = 0.05


class Presence:
    """People with at least one connection, or who lost their last one moments ago."""

    def __init__(self, announce: Callable[[dict[int, bool]], Awaitable[None]]) -> None:
        self._announce = announce
        self._online: set[int] = set()
        self._leaving: dict[int, asyncio.TimerHandle] = {}
        self._changed: dict[int, bool] = {}
        self._task: asyncio.Task[None] | None = None
        self._finishing = asyncio.Event()

    def is_online(self, user_id: int) -> bool:
        """Return whether a person counts as online in this process."""
        return user_id in self._online

    def came(self, user_id: int) -> None:
        """Note a connection of a person."""
        leaving = self._leaving.pop(user_id, None)
        if leaving is not None:
            leaving.cancel()
        if user_id not in self._online:
            self._online.add(user_id)
            self._change(user_id, online=True)

    def went(self, user_id: int) -> None:
        """Note that a person's last connection closed."""
        loop = asyncio.get_running_loop()
        self._leaving[user_id] = loop.call_later(PATIENCE, self._gone, user_id)

    async def finish(self) -> None:
        """Count everybody who is leaving as gone, and wait until that is announced."""
        self._finishing.set()
        for user_id, leaving in list(self._leaving.items()):
            leaving.cancel()
            self._gone(user_id)
        while self._task is not None:
            await asyncio.wait([self._task])

    def _gone(self, user_id: int) -> None:
        self._leaving.pop(user_id, None)
        self._online.discard(user_id)
        self._change(user_id, online=False)

    def _change(self, user_id: int, *, online: bool) -> None:
        self._changed[user_id] = online
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._tell())

    async def _tell(self) -> None:
        try:
            while self._changed:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._finishing.wait(), GATHER)
                changed, self._changed = self._changed, {}
                await self._announce(changed)
        finally:
            self._task = None
