"""Which messages wait for a look at their link, in the memory of the process."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from weakref import WeakValueDictionary

from messenger.previews.fetch import Fetcher

MOST_WAITING = 500


@dataclass(frozen=True, slots=True)
class Wish:
    """A message that may hold a link."""

    chat_id: int
    seq: int
    sender_id: int


class Previews:
    """The wishes, the bell that tells of them, and who fetches; nothing of it outlives a stop.

    A message waits for none of this: what is wished past the bound is not looked at.
    """

    def __init__(self, *, forbidden: bool) -> None:
        self.fetcher = Fetcher()
        self.rung = asyncio.Event()
        self._forbidden = forbidden
        self._wishes: deque[Wish] = deque()
        self._taken = 0
        self._locks: WeakValueDictionary[bytes, asyncio.Lock] = WeakValueDictionary()

    def wish(self, wish: Wish) -> None:
        """Let a message wait whose text may hold a link."""
        if self._forbidden or len(self._wishes) >= MOST_WAITING:
            return
        self._wishes.append(wish)
        self.rung.set()

    @property
    def quiet(self) -> bool:
        """Whether no message waits and none is looked at."""
        return not self._wishes and not self._taken

    @contextmanager
    def take(self) -> Iterator[Wish | None]:
        """Hand out what has waited for longest, if anything waits."""
        wish = self._wishes.popleft() if self._wishes else None
        self._taken += 1
        try:
            yield wish
        finally:
            self._taken -= 1

    def alone(self, place: bytes) -> asyncio.Lock:
        """Return the lock of a link: many may send the same one at the same moment."""
        lock = self._locks.get(place)
        if lock is None:
            lock = self._locks[place] = asyncio.Lock()
        return lock
