"""The order of one connection's requests: changes of the same thing wait for each other."""

import asyncio
from collections.abc import Collection, Coroutine, Hashable
from typing import Any

Ticket = asyncio.Future[None]


class Lanes:
    """A tail for each thing being changed; reads run beside them."""

    def __init__(self, most: int) -> None:
        self._tails: dict[Hashable, Ticket] = {}
        self._running: set[Ticket] = set()
        self._room = asyncio.Semaphore(most)

    async def enter(self) -> None:
        """Wait for room: a connection has only so many requests under way."""
        await self._room.acquire()

    def only_quick(self, lane: Hashable) -> bool:
        """Return whether all that a lane holds are tickets, which keep their order themselves."""
        return not isinstance(self._tails.get(lane), asyncio.Task)

    def ticket(self) -> Ticket:
        """Make a ticket for a request that a queue of its own keeps in order."""
        return asyncio.get_running_loop().create_future()

    def run(self, lanes: Collection[Hashable], work: Coroutine[Any, Any, None]) -> None:
        """Run a request in a task, after what its lanes still hold."""
        tails = [self._tails[lane] for lane in lanes if lane in self._tails]
        self.follow(lanes, asyncio.get_running_loop().create_task(_after(tails, work)))

    def follow(self, lanes: Collection[Hashable], ticket: Ticket) -> None:
        """Put a request at the end of its lanes until its ticket is done."""
        self._running.add(ticket)
        self._tails |= dict.fromkeys(lanes, ticket)
        ticket.add_done_callback(lambda done: self._leave(lanes, done))

    async def finish(self) -> None:
        """Wait until every request under way is done."""
        while self._running:
            await asyncio.wait(self._running)

    def _leave(self, lanes: Collection[Hashable], done: Ticket) -> None:
        self._room.release()
        self._running.discard(done)
        for lane in lanes:
            if self._tails.get(lane) is done:
                del self._tails[lane]


async def _after(tails: Collection[Ticket], work: Coroutine[Any, Any, None]) -> None:
    if tails:
        await asyncio.wait(tails)
    await work
