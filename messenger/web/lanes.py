"""The order of one connection's requests: changes of the same thing wait for each other."""

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Coroutine, Hashable, Iterator
from typing import Any, NamedTuple

Lane = Hashable


class Ticket:
    """A request under way.

    One that a queue keeps in order is placed as soon as it is there; one that is alone in its
    lanes, when it is done.
    """

    __slots__ = ("_done", "is_alone", "is_done", "is_placed", "lanes", "task")

    def __init__(self, lanes: Collection[Lane], *, alone: bool, placed: bool) -> None:
        self.lanes = lanes
        self.is_alone = alone
        self.is_placed = placed
        self.is_done = False
        self.task: asyncio.Task[None] | None = None
        self._done: asyncio.Future[None] | None = None

    def until_done(self) -> asyncio.Future[None]:
        """Return what is done when the request is."""
        if self._done is None:
            self._done = asyncio.get_running_loop().create_future()
            if self.is_done:
                self._done.set_result(None)
        return self._done

    def end(self) -> None:
        """Let go whoever waits for its end."""
        self.is_done = True
        if self._done is not None and not self._done.done():
            self._done.set_result(None)


class Placing(NamedTuple):
    """A request in a line, and what has to end before it has a place."""

    ticket: Ticket
    after: Ticket | None
    place: Callable[[Ticket], Coroutine[Any, Any, None]]


class Line:
    """Requests of one lane that get their places one after another, all by one task."""

    __slots__ = ("task", "waiting")

    def __init__(self) -> None:
        self.waiting: deque[Placing] = deque()
        self.task: asyncio.Task[None] | None = None


class Lanes:
    """The requests under way, by the things that they change; reads run beside them.

    Those of one thing are carried out one after another, except that what is placed needs to
    wait for what is not placed yet only: a client may have many messages to a chat under way,
    and all of them come into one transaction.
    """

    def __init__(self, most: int) -> None:
        self._tickets: set[Ticket] = set()
        # In the order in which they came.
        self._under_way: dict[Lane, dict[Ticket, None]] = {}
        self._unplaced: dict[Lane, dict[Ticket, None]] = {}
        self._lines: dict[Lane, Line] = {}
        self._most = most
        self._room: asyncio.Future[None] | None = None

    def has_room(self) -> bool:
        """Return whether one more may be under way: a connection has only so many."""
        return len(self._tickets) < self._most

    async def enter(self) -> None:
        """Wait for room."""
        while not self.has_room():
            self._room = asyncio.get_running_loop().create_future()
            await self._room

    def is_clear(self, lane: Lane) -> bool:
        """Return whether everything in a lane is placed, so that another can be at once."""
        return lane not in self._unplaced

    def follow(self, lane: Lane) -> Ticket:
        """Take a request in that is placed already, until `leave` is called with its ticket."""
        return self._add([lane], alone=False, placed=True)

    def leave(self, ticket: Ticket) -> None:
        """Take a request that is done out of its lanes."""
        self._place(ticket)
        ticket.end()
        self._tickets.discard(ticket)
        _take_out(self._under_way, ticket)
        if self._room is not None and not self._room.done():
            self._room.set_result(None)

    def run(self, lanes: Collection[Lane], work: Coroutine[Any, Any, None]) -> None:
        """Carry a request out in a task, after everything that its lanes hold."""
        earlier = {each.until_done() for lane in lanes for each in self._ahead(lane)}
        ticket = self._add(lanes, alone=True, placed=False)
        ticket.task = asyncio.get_running_loop().create_task(_after(earlier, work))
        ticket.task.add_done_callback(lambda _: self.leave(ticket))

    def line_up(self, lane: Lane, place: Callable[[Ticket], Coroutine[Any, Any, None]]) -> None:
        """Place a request after those that are not placed yet, until its `leave`.

        `place` must not raise. Where it waits for nothing, a whole line is placed at once: were it
        one by one, those who send faster would find a line for ever.
        """
        last = next(reversed(self._unplaced.get(lane, {})), None)
        ticket = self._add([lane], alone=False, placed=False)
        line = self._lines.setdefault(lane, Line())
        line.waiting.append(Placing(ticket, last if last and last.is_alone else None, place))
        if line.task is None:
            line.task = asyncio.get_running_loop().create_task(self._place_all(lane, line))

    async def finish(self) -> None:
        """Wait until every request under way is done."""
        while self._tickets:
            await asyncio.wait([ticket.until_done() for ticket in self._tickets])

    def _add(self, lanes: Collection[Lane], *, alone: bool, placed: bool) -> Ticket:
        ticket = Ticket(lanes, alone=alone, placed=placed)
        self._tickets.add(ticket)
        for lane in lanes:
            self._under_way.setdefault(lane, {})[ticket] = None
            if not placed:
                self._unplaced.setdefault(lane, {})[ticket] = None
        return ticket

    def _ahead(self, lane: Lane) -> Iterator[Ticket]:
        # Back to the last that was alone: it has waited for all before it.
        for ticket in reversed(self._under_way.get(lane, {})):
            yield ticket
            if ticket.is_alone:
                return

    async def _place_all(self, lane: Lane, line: Line) -> None:
        while line.waiting:
            ticket, after, place = line.waiting.popleft()
            if after is not None:
                await after.until_done()
            await place(ticket)
            self._place(ticket)
        del self._lines[lane]

    def _place(self, ticket: Ticket) -> None:
        if not ticket.is_placed:
            ticket.is_placed = True
            _take_out(self._unplaced, ticket)


def _take_out(tickets: dict[Lane, dict[Ticket, None]], ticket: Ticket) -> None:
    for lane in ticket.lanes:
        left = tickets.get(lane, {})
        left.pop(ticket, None)
        if not left:
            tickets.pop(lane, None)


async def _after(
    awaited: Collection[asyncio.Future[None]], work: Coroutine[Any, Any, None]
) -> None:
    if awaited:
        await asyncio.wait(awaited)
    await work
