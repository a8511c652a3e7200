"""Messages sent by the clock, whether the server keeps up or not, and how late each arrives.

Counted from when a message was due, not from when it was sent: otherwise a server that holds up
who measures would not be seen to be slow.
"""

import asyncio
import time
from collections import deque
from collections.abc import Sequence

from tests.load.client import Wire
from tests.load.figures.exchange import EVENT, TIME_LIMIT

# What everybody does at the beginning at once is nothing that a rate brings about.
LEAD = 0.05


class Route:
    """A sender and who hears what is sent, in the order in which it is sent."""

    def __init__(self, sender: Wire, recipients: Sequence[Wire], starts: bytes = EVENT) -> None:
        self._sender = sender
        self._starts = starts
        self._due: list[deque[float]] = []
        self._left = iter(list[bytes]())
        self.taken: list[float] = []
        for wire in recipients:
            self._listen(wire)

    @property
    def is_done(self) -> bool:
        """Whether everybody has all that was sent."""
        return not any(self._due)

    def load(self, frames: Sequence[bytes]) -> None:
        """Take what to send from now on, and forget what was measured."""
        self._left = iter(frames)
        self.taken = []

    def send(self, due: float) -> None:
        """Send the next frame, which should have been sent at a time."""
        for waiting in self._due:
            waiting.append(due)
        self._sender.send(next(self._left))

    def _listen(self, wire: Wire) -> None:
        waiting = deque[float]()
        self._due.append(waiting)

        def hear(payload: bytes) -> None:
            if payload.startswith(self._starts):
                self.taken.append((time.perf_counter() - waiting.popleft()) * 1000)

        wire.heard = hear


async def send_by_clock(routes: Sequence[Route], rate: float, count: int) -> list[float]:
    """Send so many a second by turns; return how many ms after its time each arrived."""
    begun, sent = time.perf_counter() + LEAD, 0
    while sent < count:
        # What has arrived is heard even where the clock is ahead.
        await asyncio.sleep(max(begun + sent / rate - time.perf_counter(), 0))
        due = int((time.perf_counter() - begun) * rate) + 1
        for number in range(sent, min(due, count)):
            routes[number % len(routes)].send(begun + number / rate)
        sent = max(sent, min(due, count))
    async with asyncio.timeout(TIME_LIMIT):
        while not all(route.is_done for route in routes):
            await asyncio.sleep(0.001)
    return [each for route in routes for each in route.taken]


async def most_by_clock(routes: Sequence[Route], rate: float, count: int) -> float:
    """Send so many at a rate that is too high; return how many a second arrived."""
    begun = time.perf_counter() + LEAD
    await send_by_clock(routes, rate, count)
    return count / (time.perf_counter() - begun)
