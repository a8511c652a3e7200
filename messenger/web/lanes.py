"""The order of one connection's requests: changes of the same thing wait for each other."""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Hashable, Iterable
from typing import Any

Lane = Hashable


class Ticket:
    """A request under way.

    One that a queue keeps in order is placed as soon as it is there, any other when it is done.
    """

    __slots__ = ("_done", "_placed", "is_done", "is_placed", "lanes", "task")

    def __init__(self, lanes: Collection[Lane], *, placed: bool) -> None:
        self.lanes = lanes
        self.is_placed = placed
        self.is_done = False
        self.task: asyncio.Task[None] | None = None
        self._placed: asyncio.Future[None] | None = None
        self._done: asyncio.Future[None] | None = None

    def until_placed(self) -> asyncio.Future[None]:
        """Return what is done when the request is placed."""
        self._placed = self._placed or _future(is_over=self.is_placed)
        return self._placed

    def until_done(self) -> asyncio.Future[None]:
        """Return what is done when the request is."""
        self._done = self._done or _future(is_over=self.is_done)
        return self._done

    def place(self) -> None:
        """Let go whoever waits for its place."""
        self.is_placed = True
        _end(self._placed)

    def end(self) -> None:
        """Let go whoever waits for its end."""
        self.is_done = True
        _end(self._done)


class Lanes:
    """The requests under way, by the things that they change; reads run beside them.

    Those of one thing are carried out one after another, except that what is placed needs to
    wait for what is not placed yet only: a client may have many messages to a chat under way,
    and all of them come into one transaction.
    """

    def __init__(self, most: int) -> None:
        self._tickets: set[Ticket] = set()
        self._under_way: dict[Lane, set[Ticket]] = {}
        self._unplaced: dict[Lane, set[Ticket]] = {}
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
        return self._add([lane], placed=True)

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
        earlier = [each.until_done() for each in _of(self._under_way, lanes)]
        ticket = self._add(lanes, placed=False)
        ticket.task = asyncio.get_running_loop().create_task(_after(earlier, work))
        ticket.task.add_done_callback(lambda _: self.leave(ticket))

    def line_up(self, lane: Lane, place: Callable[[Ticket], Coroutine[Any, Any, None]]) -> None:
        """Place a request in a task, after those that are not placed yet, until its `leave`."""
        earlier = [each.until_placed() for each in _of(self._unplaced, [lane])]
        ticket = self._add([lane], placed=False)
        ticket.task = asyncio.get_running_loop().create_task(_after(earlier, place(ticket)))
        ticket.task.add_done_callback(lambda _: self._place(ticket))

    async def finish(self) -> None:
        """Wait until every request under way is done."""
        while self._tickets:
            await asyncio.wait([ticket.until_done() for ticket in self._tickets])

    def _add(self, lanes: Collection[Lane], *, placed: bool) -> Ticket:
        ticket = Ticket(lanes, placed=placed)
        self._tickets.add(ticket)
        for lane in lanes:
            self._under_way.setdefault(lane, set()).add(ticket)
            if not placed:
                self._unplaced.setdefault(lane, set()).add(ticket)
        return ticket

    def _place(self, ticket: Ticket) -> None:
        if not ticket.is_placed:
            ticket.place()
            _take_out(self._unplaced, ticket)


def _of(tickets: dict[Lane, set[Ticket]], lanes: Iterable[Lane]) -> set[Ticket]:
    return {ticket for lane in lanes for ticket in tickets.get(lane, ())}


def _take_out(tickets: dict[Lane, set[Ticket]], ticket: Ticket) -> None:
    for lane in ticket.lanes:
        left = tickets.get(lane, set())
        left.discard(ticket)
        if not left:
            tickets.pop(lane, None)


def _future(*, is_over: bool) -> asyncio.Future[None]:
    future = asyncio.get_running_loop().create_future()
    if is_over:
        future.set_result(None)
    return future


def _end(future: asyncio.Future[None] | None) -> None:
    if future is not None and not future.done():
        future.set_result(None)


async def _after(
    awaited: Collection[asyncio.Future[None]], work: Coroutine[Any, Any, None]
) -> None:
    if awaited:
        await asyncio.wait(awaited)
    await work
