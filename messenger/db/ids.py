"""Ids that need no round trip and sort roughly by time."""

import secrets
import time
from threading import Lock

RANDOM_BITS = 22
LAST_MOMENT = 2**41 - 1


class Ids:
    """Makes ids, of which no two of one process are the same however fast they are made."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._moment = 0
        self._given: set[int] = set()

    def make(self, moment: int | None = None) -> int:
        """Return a 63-bit id: 41 bits of epoch milliseconds, now by default, then 22 random bits.

        Of moments that are given no earlier one may follow a later one.
        """
        with self._lock:
            if moment is None:
                moment = time.time_ns() // 1_000_000
            if moment != self._moment:
                self._moment = moment
                self._given.clear()
            while (tail := secrets.randbits(RANDOM_BITS)) in self._given:
                pass
            self._given.add(tail)
        return moment << RANDOM_BITS | tail


_ids = Ids()
_ids_of_terms = Ids()


def term_id(sent_at: int) -> int:
    """Return an id for the terms of a message; those sent later have greater ones."""
    return _ids_of_terms.make(sent_at)


def first_term_id(sent_at: int) -> int:
    """Return what no id of terms of a message sent then or later is less than."""
    return min(max(sent_at, 0), LAST_MOMENT) << RANDOM_BITS


def new_id() -> int:
    """Return an id that nothing else has."""
    return _ids.make()
