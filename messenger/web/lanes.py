"""The order of one connection's requests: changes of the same thing wait for each other."""

import asyncio
from collections.abc import Collection, Coroutine, Hashable
from typing import Any


class Ticket:
    """A request that a queue of its own keeps in order; nothing of it is seen by the event loop."""

    __slots__ = ("_done", "is_done", "lane")

    def __init__(self, lane: Hashable) -> None:
        self.lane = lane
        self.is_done = False
        self._done: asyncio.Future[None] | None = None

    def wait(self) -> asyncio.Future[None]:
        """Return what is done when the request is, for one that has to come after it."""
        if self._done is None:
            self._done = asyncio.get_running_loop().create_future()
            if self.is_done:
                self._done.set_result(None)
        return self._done

    def end(self) -> None:
        """Let go whoever waits."""
        self.is_done = True
        if self._done is not None and not self._done.done():
            self._done.set_result(None)


class Lanes:
    """A tail for each thing being changed; reads run beside them."""

    def __init__(self, most: int) -> None:
        self._tails: dict[Hashable, Ticket | asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._tickets: set[Ticket] = set()
        self._most = most
        self._room: asyncio.Future[None] | None = None

    async def enter(self) -> None:
        """Wait for room: a connection has only so many requests under way."""
        while len(self._tasks) + len(self._tickets) >= self._most:
            self._room = asyncio.get_running_loop().create_future()
            await self._room

    def only_quick(self, lane: Hashable) -> bool:
        """Return whether all that a lane holds are tickets, which keep their order themselves."""
        return not isinstance(self._tails.get(lane), asyncio.Task)

    def follow(self, lane: Hashable) -> Ticket:
        """Put a request at the end of its lane until `leave` is called with its ticket."""
        ticket = self._tails[lane] = Ticket(lane)
        self._tickets.add(ticket)
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Take a request that is done out of its lane."""
        ticket.end()
        self._tickets.discard(ticket)
        if self._tails.get(ticket.lane) is ticket:
            del self._tails[ticket.lane]
        self._make_room()

    def run(self, lanes: Collection[Hashable], work: Coroutine[Any, Any, None]) -> None:
        """Run a request in a task, after what its lanes still hold."""
        tails = [self._tails[lane] for lane in lanes if lane in self._tails]
        awaited = [tail.wait() if isinstance(tail, Ticket) else tail for tail in tails]
        task = asyncio.get_running_loop().create_task(_after(awaited, work))
        self._tasks.add(task)
        self._tails |= dict.fromkeys(lanes, task)
        task.add_done_callback(lambda done: self._end(lanes, done))

    async def finish(self) -> None:
        """Wait until every request under way is done."""
        while self._tasks or self._tickets:
            await asyncio.wait([*self._tasks, *(ticket.wait() for ticket in self._tickets)])

    def _end(self, lanes: Collection[Hashable], done: asyncio.Task[None]) -> None:
        self._tasks.discard(done)
        for lane in lanes:
            if self._tails.get(lane) is done:
                del self._tails[lane]
        self._make_room()

    def _make_room(self) -> None:
        if self._room is not None and not self._room.done():
            self._room.set_result(None)


async def _after(
    awaited: Collection[asyncio.Future[None]], work: Coroutine[Any, Any, None]
) -> None:
    if awaited:
        await asyncio.wait(awaited)
    await work
