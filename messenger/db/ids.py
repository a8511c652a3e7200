"""Ids that need no round trip and sort roughly by time."""

import secrets
import time
from threading import Lock

RANDOM_BITS = 22


class Ids:
    """Makes ids, of which no two of one process are the same however fast they are made."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._moment = 0
        self._given: set[int] = set()

    def make(self) -> int:
        """Return a 63-bit id: 41 bits of epoch milliseconds, then 22 random bits."""
        with self._lock:
            moment = time.time_ns() // 1_000_000
            if moment != self._moment:
                self._moment = moment
                self._given.clear()
            while (tail := secrets.randbits(RANDOM_BITS)) in self._given:
                pass
            self._given.add(tail)
        return moment << RANDOM_BITS | tail


_ids = Ids()


def new_id() -> int:
    """Return an id that nothing else has."""
    return _ids.make()
