"""How often something that may be dropped is told: at most once a second for each thing.

What comes too soon waits, and of it each person is told the last.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

LEAST = 1.0  # seconds
# All that waits shares one timer, which runs only while something does.
TICK = LEAST / 10
MOST = 10_000

Send = Callable[[set[int], Any], None]


class Timer(Protocol):
    """A call that is due later."""

    def cancel(self) -> None:
        """Never make it."""


@dataclass(slots=True)
class Waiting:
    """What is to be told of one thing: to each person the last."""

    send: Send
    news: dict[int, Any] = field(default_factory=dict)

    def tell(self) -> None:
        """Tell it, each piece of news once."""
        people: dict[int, set[int]] = {}
        for person, news in self.news.items():
            people.setdefault(id(news), set()).add(person)
        for news in {id(news): news for news in self.news.values()}.values():
            self.send(people[id(news)], news)


class Pace:
    """When each of a bounded number of things was told last, and what waits to be told."""

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        later: Callable[[float, Callable[[], None]], Timer] | None = None,
    ) -> None:
        self._now = now
        self._later = later or _call_later
        self._told: OrderedDict[Hashable, float] = OrderedDict()
        self._waiting: OrderedDict[Hashable, Waiting] = OrderedDict()
        self._held = 0
        self._timer: Timer | None = None

    def tell(self, thing: Hashable, people: Iterable[int], news: object, send: Send) -> None:
        """Tell these people of a thing, by `send`: now, or once a second has passed."""
        held = self._waiting.get(thing, Waiting(send))
        known = len(held.news)
        held.news |= dict.fromkeys(people, news)
        if not held.news:
            return
        if not known and self._is_ripe(thing):
            self._note(thing)
            held.tell()
            return
        held.send = send
        self._waiting[thing] = held
        self._held += len(held.news) - known
        # Nothing is lost for want of room: what has waited longest goes at once.
        while self._held > MOST:
            self._release(next(iter(self._waiting)))
        self._wind()

    def close(self) -> None:
        """Tell nothing any more of what waits."""
        self._waiting.clear()
        self._held = 0
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _is_ripe(self, thing: Hashable) -> bool:
        return self._now() - self._told.get(thing, -LEAST) >= LEAST

    def _note(self, thing: Hashable) -> None:
        self._told[thing] = self._now()
        self._told.move_to_end(thing)
        if len(self._told) > MOST:
            self._told.popitem(last=False)

    def _release(self, thing: Hashable) -> None:
        waiting = self._waiting.pop(thing)
        self._held -= len(waiting.news)
        self._note(thing)
        waiting.tell()

    def _wind(self) -> None:
        if self._waiting and self._timer is None:
            self._timer = self._later(TICK, self._tick)

    def _tick(self) -> None:
        self._timer = None
        for thing in [each for each in self._waiting if self._is_ripe(each)]:
            self._release(thing)
        self._wind()


def _call_later(seconds: float, call: Callable[[], None]) -> Timer:
    return asyncio.get_running_loop().call_later(seconds, call)
