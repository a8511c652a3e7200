"""The order of one connection's requests: changes of the same thing wait for each other."""

import asyncio
from collections.abc import Coroutine, Hashable
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

    def run(self, lane: Hashable | None, work: Coroutine[Any, Any, None]) -> None:
        """Run a request in a task, after what its lane still holds."""
        tail = self._tails.get(lane) if lane is not None else None
        self.follow(lane, asyncio.get_running_loop().create_task(_after(tail, work)))

    def follow(self, lane: Hashable | None, ticket: Ticket) -> None:
        """Put a request at the end of its lane until its ticket is done."""
        self._running.add(ticket)
        if lane is not None:
            self._tails[lane] = ticket
        ticket.add_done_callback(lambda done: self._leave(lane, done))

    async def finish(self) -> None:
        """Wait until every request under way is done."""
        while self._running:
            await asyncio.wait(self._running)

    def _leave(self, lane: Hashable | None, done: Ticket) -> None:
        self._room.release()
        self._running.discard(done)
        if lane is not None and self._tails.get(lane) is done:
            del self._tails[lane]


async def _after(tail: Ticket | None, work: Coroutine[Any, Any, None]) -> None:
    if tail is not None:
        await asyncio.wait([tail])
    await work
