"""Ids that need no round trip and sort roughly by time."""

import secrets
import time

RANDOM_BITS = 22


def new_id() -> int:
    """Return a 63-bit id: 41 bits of epoch milliseconds, then 22 random bits."""
    return (time.time_ns() // 1_000_000 << RANDOM_BITS) | secrets.randbits(RANDOM_BITS)
