"""Ids that need no round trip and sort roughly by time."""

import secrets
import time
from threading import Lock

RANDOM_BITS = 22
LAST_MOMENT = 2**41 - 1
UUID_BYTES = 16


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


class RisingIds:
    """Makes ids for given moments; of one moment each is greater than those before it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._moment = 0
        self._tail = 0

    def make(self, moment: int) -> int:
        """Return a 63-bit id: 41 bits of epoch milliseconds, then a random beginning and a count.

        Another process begins elsewhere.
        """
        with self._lock:
            self._tail = self._tail + 1 if moment == self._moment else secrets.randbits(21)
            self._moment = moment
            return (moment << RANDOM_BITS) + self._tail


_ids = Ids()
_term_ids = RisingIds()


def new_id() -> int:
    """Return an id that nothing else has."""
    return _ids.make()


def term_id(sent_at: int) -> int:
    """Return an id for the terms of a message; what is sent later has a greater one."""
    return _term_ids.make(sent_at)


def first_term_id(sent_at: int) -> int:
    """Return what no id of terms is less than of a message that was sent then or later."""
    return min(max(sent_at, 0), LAST_MOMENT) << RANDOM_BITS


def write_uuid(raw: bytes) -> str:
    """Return the 16 bytes of a UUID as RFC 9562, section 4, writes them; else ValueError."""
    if len(raw) != UUID_BYTES:
        message = "a UUID has 16 bytes"
        raise ValueError(message)
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
