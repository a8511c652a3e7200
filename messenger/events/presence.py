"""Who is here, with a moment's patience for those who come straight back."""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable

from messenger.events.peers import SILENCE, Peers

# A reload or a short loss of the network must not flicker on other people's screens.
PATIENCE = 5.0
# Many come at once after a restart: their announcements share one query.
GATHER = 0.05


class Presence:
    """People with at least one connection, or who lost their last one moments ago.

    Of several processes one announces who came and went, whichever they are connected to.
    """

    def __init__(
        self, announce: Callable[[dict[int, bool]], Awaitable[None]], peers: Peers
    ) -> None:
        self._announce = announce
        self._peers = peers
        self._here: set[int] = set()
        self._online: set[int] = set()
        self._leaving: dict[int, asyncio.TimerHandle] = {}
        self._changed: dict[int, bool] = {}
        # What another process was to announce, if it has not died before.
        self._left_to_others: OrderedDict[int, float] = OrderedDict()
        self._task: asyncio.Task[None] | None = None
        self._finishing = asyncio.Event()
        peers.mine = self._here.copy
        peers.moved = self._settle
        peers.lead = self._take_over

    def is_online(self, user_id: int) -> bool:
        """Return whether a person counts as online."""
        return user_id in self._online

    def is_elsewhere(self, user_id: int) -> bool:
        """Return whether a person is connected to another process."""
        return self._peers.have(user_id)

    def people(self) -> set[int]:
        """Return everybody who counts as online."""
        return set(self._online)

    def came(self, user_id: int) -> None:
        """Note a connection of a person."""
        leaving = self._leaving.pop(user_id, None)
        if leaving is not None:
            leaving.cancel()
        if user_id not in self._here:
            self._here.add(user_id)
            self._peers.came(user_id)
            self._settle((user_id,))

    def went(self, user_id: int) -> None:
        """Note that a person's last connection closed."""
        loop = asyncio.get_running_loop()
        self._leaving[user_id] = loop.call_later(PATIENCE, self._gone, user_id)

    async def finish(self) -> None:
        """Count everybody who is leaving as gone, announce that, and close the peers.

        Where other processes go on, these see who comes back.
        """
        self._finishing.set()
        for user_id, leaving in list(self._leaving.items()):
            leaving.cancel()
            if self._peers.is_alone:
                self._gone(user_id)
        while self._task is not None:
            await asyncio.wait([self._task])
        await self._peers.close()

    def _gone(self, user_id: int) -> None:
        self._leaving.pop(user_id, None)
        self._here.discard(user_id)
        self._peers.went(user_id)
        self._settle((user_id,))

    def _settle(self, people: Iterable[int]) -> None:
        for user_id in people:
            online = user_id in self._here or self._peers.have(user_id)
            if online == (user_id in self._online):
                continue
            if online:
                self._online.add(user_id)
            else:
                self._online.discard(user_id)
            if self._peers.is_leading:
                self._change(user_id, online=online)
            else:
                self._leave_to_others(user_id)

    def _leave_to_others(self, user_id: int) -> None:
        now = asyncio.get_running_loop().time()
        self._left_to_others[user_id] = now
        self._left_to_others.move_to_end(user_id)
        while next(iter(self._left_to_others.values())) < now - 2 * SILENCE:
            self._left_to_others.popitem(last=False)

    def _take_over(self) -> None:
        now = asyncio.get_running_loop().time()
        for user_id, at in self._left_to_others.items():
            if at >= now - 2 * SILENCE:
                self._change(user_id, online=user_id in self._online)
        self._left_to_others.clear()

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
